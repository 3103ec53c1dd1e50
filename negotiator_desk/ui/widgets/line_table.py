"""Tables that are only read: what their models say of lines and heads, how their views look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
DISPLAY = int(Qt.ItemDataRole.DisplayRole)


def mark_sorted(header: QHeaderView, place: int, *, descending: bool) -> None:
    """Mark the column that a table is sorted by; none where the place is -1."""
    header.setSortIndicatorShown(place >= 0)
    if place >= 0:
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(place, order)


class LinesModel(QAbstractTableModel):
    """Lines under heads; what stands in a line is the business of the model derived from it."""

    _lines: Sequence[Any] = ()

    def heads(self) -> Sequence[str]:
        """The heads of the columns."""
        raise NotImplementedError

    def stands_right(self, column: int) -> bool:
        """Whether a column stands at its right side, as figures do."""
        raise NotImplementedError

    def side(self, column: int) -> Qt.AlignmentFlag:
        """Where the text of a column stands."""
        right = self.stands_right(column)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def say_changed(self, first: int, last: int) -> None:
        """Tell the views that lines were filled anew."""
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads())

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(section)
        return None


class LinesTable(QTableView):
    """A view in which a line is chosen as a whole and nothing is edited."""

    def __init__(self, model: LinesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setProperty("rows", True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
