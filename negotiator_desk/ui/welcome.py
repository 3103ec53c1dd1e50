"""What is shown when no deal is open: my name on the first start, and the ways to a deal."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.wording.catalogue import _


class Welcome(QWidget):
    """One card in the middle of the window."""

    new_wanted = Signal()
    sample_wanted = Signal()
    open_wanted = Signal()
    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame(self)
        card.setProperty("card", True)
        card.setMaximumWidth(520)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        title = QLabel(_("Negotiator Desk"), card)
        title.setProperty("role", "title")
        column.addWidget(title)
        column.addWidget(
            self._text(
                _(
                    "One workspace for each deal, from before the RFP to the last change in "
                    "delivery. It shows where control is missing and what money that concerns. "
                    "Everything stays on this computer."
                )
            )
        )
        self.name_label = QLabel(_("Your name, as it shall stand in your deals"), card)
        self.name = QLineEdit(card)
        self.name.setAccessibleName(_("Your name"))
        self.name.setPlaceholderText(_("Such as K. Lindqvist"))
        self.name_label.setBuddy(self.name)
        column.addSpacing(4)
        column.addWidget(self.name_label)
        column.addWidget(self.name)
        self.sample = QPushButton(_("Open the sample deal"), card)
        self.sample.setProperty("primary", True)
        self.new = QPushButton(_("New deal"), card)
        self.open = QPushButton(_("Open a file"), card)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.sample, self.new, self.open):
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)
        column.addWidget(
            self._text(_("Or drop a deal file or a public contracting record on this window."))
        )
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 4)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        self.sample.clicked.connect(self.sample_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.name.editingFinished.connect(self._on_named)
        # Enter stores the name and goes on; later, as the window has this key press a button.
        self.name.returnPressed.connect(lambda: QTimer.singleShot(0, self.sample.setFocus))

    def _text(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("muted", True)
        return label

    def _on_named(self) -> None:
        if self.name.text().strip():
            self.named.emit(self.name.text().strip())

    def ask_name(self, wanted: bool) -> None:
        """Ask for the name, or leave the question out once it is known."""
        self.name_label.setVisible(wanted)
        self.name.setVisible(wanted)
        if wanted:
            self.name.setFocus()
