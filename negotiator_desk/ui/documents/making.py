"""What is being done with a document, how far it is, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _


class Making(QWidget):
    """A sentence, and a bar with a button while something is at work."""

    stop_wanted = Signal()

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.state, self.bar, self.cancel):
            column.addWidget(widget)
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

    def say(self, text: str, *, problem: bool = False) -> None:
        """Say how things stand."""
        self.state.setText(text)
        self.state.setProperty("role", "lost" if problem else "label")
        self.state.style().polish(self.state)
