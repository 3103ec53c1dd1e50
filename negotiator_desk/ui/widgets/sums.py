"""A line of sums under a list, each in the colour of its meaning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from negotiator_desk.ui.widgets.flow import FlowBox


class Sums(FlowBox):
    """Texts one behind the other with a mark between them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=6)
        self.setAccessibleName(name)
        self._labels: list[QLabel] = []
        self._said: Sequence[tuple[str, str]] = ()
        self._giving_way = False

    def show_said(self, said: Sequence[tuple[str, str]]) -> None:
        """Show these texts, each with the role of its meaning or none."""
        while len(self._labels) < len(said):
            label = QLabel(self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self.flow.addWidget(label)
            self._labels.append(label)
        for place, label in enumerate(self._labels):
            label.setVisible(place < len(said))
            if place < len(said):
                text, meaning = said[place]
                label.setText(text + ("  ·" if place + 1 < len(said) else ""))
                label.setProperty("role", meaning or "said")
                label.style().polish(label)
        self._said = said
        self.setVisible(bool(said) and not self._giving_way)

    def give_way(self, on: bool) -> None:
        """Leave the room to the list, where there is very little."""
        self._giving_way = on
        self.setVisible(bool(self._said) and not on)
