"""One tactic of the catalogue in words: the sign, a reply that works, the trap."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.tactics import TacticText, catalogued, tactic_text


class TacticCard(QFrame):
    """Shows what the catalogue knows of a tactic; of free text that it knows nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.name = self._label("section")
        self.name.setWordWrap(True)
        grid.addWidget(self.name, 0, 0, 1, 2)
        self._rows = []
        for row, caption in enumerate((_("Sign"), _("Reply"), _("Trap")), start=1):
            head = self._label("label")
            head.setText(caption)
            text = self._label("")
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
            grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
            self._rows.append((head, text))
        grid.setRowStretch(4, 1)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            label.setProperty("role", role)
        return label

    def show_tactic(self, stored: str) -> None:
        """Show the tactic that a behaviour names, by key or by name."""
        known = catalogued(stored)
        words = None if known is None else tactic_text(known.key)
        name = stored if words is None else words.name
        self.name.setText(" ".join(visible(name[:400]).split())[:120])
        for (head, text), said in zip(self._rows, self._said(words, stored), strict=True):
            text.setText(said)
            head.setVisible(words is not None)
            text.setVisible(bool(said))

    def _said(self, words: TacticText | None, stored: str) -> tuple[str, str, str]:
        if words is not None:
            return words.sign, words.reply, words.trap
        if stored.strip():
            return _("Your own word: the catalogue has no reply for it."), "", ""
        return _("Name the tactic, and the catalogue says how to answer it."), "", ""
