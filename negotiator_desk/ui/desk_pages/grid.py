"""A table over all deals: rows of any kind, sorted by a column's head, in groups if wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

import msgspec
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from typing_extensions import override

from negotiator_desk.ui.models.records import tooltip
from negotiator_desk.ui.widgets.line_table import (
    DISPLAY,
    Index,
    LinesModel,
    LinesTable,
    mark_sorted,
)
from negotiator_desk.ui.widgets.sorted_head import SortedHead
from negotiator_desk.wording.formats import visible

R = TypeVar("R")


WIDE: Final = 160
"""From so many average letters on a table is wide."""
MOST: Final = 400
"""Up to so many lines each is as high as its words need."""
PADDING: Final = 22
"""About what the stylesheet keeps free beside the words of a cell."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: its head, the text of a row, the key it is sorted by, its width.

    ``width`` is in average letters, 0 for the one that takes the room left; a wide table adds
    ``more``. A column is left out where the table is narrower than ``from_width`` letters.
    ``wraps`` is False of words that are no reason for a row of two lines; figures never are.
    ``colour`` gives a row's colour, empty for that of plain text.
    """

    key: str
    head: str
    text: Callable[[Any], str]
    order: Callable[[Any], Any]
    width: int = 0
    more: int = 0
    right: bool = False
    from_width: int = 0
    wraps: bool = True
    colour: Callable[[Any], str] | None = None


class Group(msgspec.Struct, frozen=True):
    """The line above the rows of one group: the text of each of its columns."""

    cells: tuple[str, ...]


class GridModel(LinesModel, Generic[R]):
    """Rows and the heads of their groups; it never writes.

    ``tell`` names a row by an id, so that what is selected stays so when rows are read again.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        tell: Callable[[R], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._tell = tell
        self._lines: list[R | Group] = []

    def show_lines(self, lines: Sequence[R | Group]) -> None:
        """Show these rows; where the same rows stand in the same order they are only repainted."""
        new = list(lines)
        same = [self._name(line) for line in new] == [self._name(line) for line in self._lines]
        if same:
            self._lines = new
            self.say_changed(0, len(new) - 1)
            return
        self.beginResetModel()
        self._lines = new
        self.endResetModel()

    def _name(self, line: R | Group) -> object:
        return line.cells[0] if isinstance(line, Group) else self._tell(line)

    def line(self, place: int) -> R | Group | None:
        """What stands in a line; None where there is none."""
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def row(self, place: int) -> R | None:
        """The row in a line; None for the head of a group."""
        found = self.line(place)
        return None if isinstance(found, Group) else found

    def place_of(self, name: object) -> int:
        """The line with the row of this id, or -1."""
        for place, line in enumerate(self._lines):
            if not isinstance(line, Group) and self._tell(line) == name:
                return place
        return -1

    def name_at(self, place: int) -> object:
        """The id of the row in a line; None where there is none."""
        row = self.row(place)
        return None if row is None else self._tell(row)

    def text(self, place: int, column: int) -> str:
        """What stands in a cell."""
        line = self._lines[place]
        cell = line.cells[column] if isinstance(line, Group) else self.columns[column].text(line)
        return " ".join(visible(cell).split())

    def first_row(self) -> int:
        """The first line that is a row, or -1."""
        found = (i for i, line in enumerate(self._lines) if not isinstance(line, Group))
        return next(found, -1)

    @override
    def heads(self) -> Sequence[str]:
        return tuple(column.head for column in self.columns)

    @override
    def stands_right(self, column: int) -> bool:
        return self.columns[column].right

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.line(index.row()), Group):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line, column = self._lines[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(index.column())
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            text = self.text(index.row(), index.column())
            return tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.FontRole and isinstance(line, Group) and not index.column():
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and not isinstance(line, Group):
            colour = column.colour(line) if column.colour is not None else ""
            return QColor(colour) if colour else None
        return None


class GridTable(LinesTable):
    """The table: Enter opens, a column's head sorts; a row takes two lines where one would cut it.

    ``sort_wanted`` is what to call with the column whose head was pressed.
    """

    def __init__(
        self,
        model: GridModel[Any],
        parent: QWidget,
        sort_wanted: Callable[[str], None] | None = None,
    ) -> None:
        self._grid = model
        super().__init__(model, parent)
        self.choosing = False
        """Whether the last click chose one row more or less, and is not to open it."""
        self._sort_wanted = sort_wanted
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        upright = self.verticalHeader()
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        header = SortedHead(self)
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionsClickable(sort_wanted is not None)
        header.sectionClicked.connect(self._on_head)
        header.sectionResized.connect(self.scheduleDelayedItemsLayout)
        model.dataChanged.connect(self.scheduleDelayedItemsLayout)
        self._fit()
        model.modelReset.connect(self._keep_current)

    def choose_several(self) -> None:
        """Let several rows be chosen, with Ctrl or Shift."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        extended = self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
        self.choosing = extended and bool(event.modifiers() & several)
        super().mousePressEvent(event)

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        # As if a scroll bar were there: a column that it drove out would give the others room,
        # their rows fewer lines, and so take the bar away again and come back, without end.
        beside = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        room = beside / max(1, letter)
        header = self.horizontalHeader()
        for place, column in enumerate(self._grid.columns):
            self.setColumnHidden(place, room < column.from_width)
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                letters = column.width + (column.more if room >= WIDE else 0)
                header.resizeSection(place, letters * letter)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def doItemsLayout(self) -> None:
        # Qt asks for it once before it paints, and not while the table is hidden.
        self._fit_rows()
        super().doItemsLayout()

    def _fit_rows(self) -> None:
        """Give a row the height of two lines where its words need them, in a table of some rows."""
        model, plain = self._grid, self.fontMetrics()
        bold = QFont(self.font())
        bold.setBold(True)
        heads = QFontMetrics(bold)
        one = self.verticalHeader().defaultSectionSize()
        places = [p for p in range(len(model.columns)) if not self.isColumnHidden(p)]
        words = [p for p in places if model.columns[p].wraps and not model.columns[p].right]
        rooms = [(place, self.columnWidth(place) - PADDING) for place in words]
        few = model.rowCount() <= MOST
        for row in range(model.rowCount()):
            head = isinstance(model.line(row), Group)
            whole = self.columnSpan(row, 0) > 1  # a sentence goes through all columns
            cut = few and any(
                (heads if head and not place else plain).horizontalAdvance(model.text(row, place))
                > room
                for place, room in (() if whole else rooms)
            )
            height = one + plain.height() if cut else one
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def show_sorted(self, key: str, *, descending: bool) -> None:
        """Mark the column that the rows are sorted by."""
        place = next((i for i, c in enumerate(self._grid.columns) if c.key == key), -1)
        mark_sorted(self.horizontalHeader(), place, descending=descending)

    def _on_head(self, place: int) -> None:
        if self._sort_wanted is not None:
            self._sort_wanted(self._grid.columns[place].key)

    def _keep_current(self) -> None:
        if not self.currentIndex().isValid() and self._grid.first_row() >= 0:
            self.selectRow(self._grid.first_row())

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show these rows; those that were selected stay so."""
        name = self._grid.name_at(self.currentIndex().row())
        chosen = {self._grid.name_at(row) for row in self.chosen_rows()}
        self._grid.show_lines(lines)
        place = -1 if name is None else self._grid.place_of(name)
        if place >= 0 and place != self.currentIndex().row():
            self.selectRow(place)
        places = [p for p in range(self._grid.rowCount()) if self._grid.name_at(p) in chosen]
        if len(places) > 1 and places != self.chosen_rows():
            selection, flags = QItemSelection(), QItemSelectionModel.SelectionFlag
            for row in places:
                selection.select(self._grid.index(row, 0), self._grid.index(row, 0))
            self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)

    def chosen_rows(self) -> list[int]:
        """The lines that are selected, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.choosing = False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)
