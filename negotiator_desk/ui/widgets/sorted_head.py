"""The head of a table whose mark of the order stands beside the words, never over them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget
from typing_extensions import override

ROOM: Final = "\N{NO-BREAK SPACE}" * 4
"""What stands for the mark behind words that end at the right."""


class SortedHead(QHeaderView):
    """Heads side by side; the words of a figure's column give way to the mark of the order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)

    @override
    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:
        super().initStyleOptionForIndex(option, logicalIndex)
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        if sorted_by and option.textAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += ROOM
