"""The line at the foot of the window: saved when, what undo would take back, what was just done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.edits import edit_text

if TYPE_CHECKING:
    from negotiator_desk.domain.edits import EditLabel

SAID_FOR = 8000
"""Milliseconds for which a message stays."""


class StatusLine(QStatusBar):
    """Three short texts; none of them ever asks for anything."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.saved, self.undo, self.said = (QLabel(self) for _place in range(3))
        for label in (self.saved, self.undo, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.addWidget(self.saved)
        self.addWidget(self.undo)
        self.addPermanentWidget(self.said)
        self.saved.hide()  # an empty label takes room
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(SAID_FOR)
        self._forget.timeout.connect(self.said.clear)

    def show_saved(self) -> None:
        """Say that everything has been saved, and when."""
        self.saved.show()
        self.saved.setText(_("All changes saved {time}").format(time=f"{datetime.now():%H:%M}"))

    def show_undo(self, label: EditLabel | None) -> None:
        """Say what undo would take back."""
        self.undo.setText("" if label is None else _("Undo: {edit}").format(edit=edit_text(label)))

    def say(self, text: str) -> None:
        """Say what was just done, for a while."""
        self.said.setText(text)
        self._forget.start()
