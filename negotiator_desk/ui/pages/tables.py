"""Small read-only tables of the Control gap tab: findings, checks, bridge steps.

A line can carry a box to tick; what a tick means is the business of the page that shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget
from typing_extensions import override

from negotiator_desk.ui.theme import sizes_now
from negotiator_desk.ui.widgets.line_table import DISPLAY, Index, LinesModel, LinesTable
from negotiator_desk.wording.formats import visible

ROOM = 80
"""Below this many average letters of width the optional column is left out."""


class Line(msgspec.Struct, frozen=True):
    """One row: its key, the text of each column, and a colour for a column where it has one.

    ``ticked`` is None where the row has no box.
    """

    key: str
    cells: tuple[str, ...]
    colours: tuple[str, ...] = ()
    ticked: bool | None = None


class LineModel(LinesModel):
    """Rows of plain text; a row that stays the same is not touched.

    ``tick_wanted`` carries the key of a row whose box was pressed, and whether it is to be ticked.
    """

    tick_wanted = Signal(str, bool)

    def __init__(
        self, columns: Sequence[str], right: Sequence[int] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._right = right
        self._lines: tuple[Line, ...] = ()

    def set_columns(self, columns: Sequence[str]) -> None:
        """Name the columns anew, as when their currency changes."""
        if tuple(columns) != tuple(self._columns):
            self._columns = tuple(columns)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows."""
        old = self._lines
        new = tuple(lines)
        if [line.key for line in old] != [line.key for line in new]:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()
            return
        self._lines = new
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                self.say_changed(place, place)

    def key(self, row: int) -> str:
        """The key of a row."""
        return self._lines[row].key

    def row_of(self, key: str) -> int:
        """The row with this key, or -1."""
        return next((i for i, line in enumerate(self._lines) if line.key == key), -1)

    def boxed(self, row: int) -> bool:
        """Whether a row has a box to tick."""
        return self._lines[row].ticked is not None

    def toggle(self, row: int) -> None:
        """Ask for the other state of a row's box."""
        line = self._lines[row]
        if line.ticked is not None:
            self.tick_wanted.emit(line.key, not line.ticked)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and index.column() == 0 and self.boxed(index.row()):
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    @override
    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.boxed(index.row()):
            return False
        self.toggle(index.row())
        return True

    @override
    def heads(self) -> Sequence[str]:
        return self._columns

    @override
    def stands_right(self, column: int) -> bool:
        return column in self._right

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return visible(line.cells[index.column()])
        if role == Qt.ItemDataRole.CheckStateRole:
            if line.ticked is None or index.column():
                return None
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(index.column())
        if role == Qt.ItemDataRole.ForegroundRole and line.colours:
            colour = line.colours[index.column()]
            return QColor(colour) if colour else None
        return None


class LineTable(LinesTable):
    """A read-only table whose first column stretches and wraps.

    ``optional`` is a column that is left out where there is little room. Space presses the box of
    the line at hand.
    """

    def __init__(
        self, model: LineModel, widths: Sequence[int], parent: QWidget, *, optional: int = -1
    ) -> None:
        super().__init__(model, parent)
        self._optional = optional
        self._lines = model
        self.setWordWrap(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(widths, start=1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, sizes_now().px(width))
        header.sectionResized.connect(self.scheduleDelayedItemsLayout)
        model.dataChanged.connect(self.scheduleDelayedItemsLayout)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._optional >= 0:
            room = self.fontMetrics().averageCharWidth() * ROOM
            self.setColumnHidden(self._optional, event.size().width() < room)

    @override
    def doItemsLayout(self) -> None:
        # Qt asks for it once before it paints, and not while the table is hidden.
        self._fit_rows()
        super().doItemsLayout()

    def _box_width(self) -> int:
        return self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self) + 8

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0 and self._lines.boxed(row):
            self._lines.toggle(row)
            return
        super().keyPressEvent(event)

    def _fit_rows(self) -> None:
        # A few dozen rows at the most; a list of records is never sized by its contents.
        metrics, room = self.fontMetrics(), self.columnWidth(0) - 24
        for row in range(self.model().rowCount()):
            width = max(40, room - (self._box_width() if self._lines.boxed(row) else 0))
            text = str(self.model().index(row, 0).data())
            box = metrics.boundingRect(0, 0, width, 10_000, int(Qt.TextFlag.TextWordWrap), text)
            self.setRowHeight(row, min(box.height(), metrics.height() * 3) + 14)
