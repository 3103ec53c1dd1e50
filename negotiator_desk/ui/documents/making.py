"""What is being done with a document, how far it is, and the button that stops it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _


class Making(QWidget):
    """A sentence, the way to the record it is about, and a bar with a button during work."""

    stop_wanted = Signal()
    way_wanted = Signal(object)
    """The id of the record to be shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = QLabel(self)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setProperty("muted", True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(_("Cancel"), self)
        self.cancel.clicked.connect(self.stop_wanted)
        self._record: UUID | None = None
        self.way = QPushButton(_("Show the record"), self)
        self.way.setProperty("link", True)
        self.way.setToolTip(_("Close the documents and show the record that this is about"))
        self.way.clicked.connect(lambda: self.way_wanted.emit(self._record))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.bar)
        column.addWidget(self.cancel)
        self.way.hide()
        self.rest()

    def begin(self, text: str) -> None:
        """Say that work has begun; how long it takes is not known yet."""
        self.say(text)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(text)
        self.bar.show()
        self.cancel.show()

    def tell(self, step: int, of: int, what: str) -> None:
        """Show how far the work is; 0 of 0 while that is not known."""
        text = words.making_text(what, step, of)
        self.state.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, of)
        self.bar.setValue(step)

    def rest(self) -> None:
        """Nothing is at work."""
        self.bar.hide()
        self.cancel.hide()

    def say(self, text: str, *, problem: bool = False, record: UUID | None = None) -> None:
        """Say how things stand, with the way to the record that it is about."""
        self.state.setText(text)
        self._record = record
        self.way.setVisible(record is not None)
        self.state.setProperty("role", "lost" if problem else "label")
        self.state.style().polish(self.state)
