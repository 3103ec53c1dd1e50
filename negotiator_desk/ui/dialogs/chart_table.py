"""The figures behind a chart as a table that a screen reader can walk through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.ui.models.records import tooltip
from negotiator_desk.ui.theme import sizes_now
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import short_line

if TYPE_CHECKING:
    from negotiator_desk.charts.chart import Chart

SIZE = (640, 420)
WIDEST = 320
"""The most room of a column to begin with; what is cut is told under the mouse."""


class ChartTableDialog(QDialog):
    """Read-only; what stands in a cell is text, never markup."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = visible(chart.title)
        self.setWindowTitle(short_line(title))
        columns, rows = chart.table.columns, chart.table.rows
        self.table = QTableWidget(len(rows), len(columns), self)
        self.table.setAccessibleName(title)
        self.table.setHorizontalHeaderLabels([visible(each) for each in columns])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(visible(text))
                item.setToolTip(tooltip(text))
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.resizeColumnsToContents()
        px = sizes_now().px
        for column in range(len(columns)):
            header.resizeSection(column, min(header.sectionSize(column), px(WIDEST)))
        if rows:
            self.table.setCurrentCell(0, 0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(16, 16, 16, 16)
        column_box.addWidget(self.table, 1)
        column_box.addWidget(buttons)
        margins = column_box.contentsMargins()
        beside = self.table.verticalScrollBar().sizeHint().width() + 2 * self.table.frameWidth()
        needed = header.length() + beside + margins.left() + margins.right()
        resize_within(self, max(px(SIZE[0]), needed), px(SIZE[1]))
        header.setStretchLastSection(self.width() >= needed)
