"""The figures behind a chart as a table that a screen reader can walk through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import short_line

if TYPE_CHECKING:
    from negotiator_desk.charts.chart import Chart

SIZE = (640, 420)


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
                self.table.setItem(row, column, QTableWidgetItem(visible(text)))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        if rows:
            self.table.setCurrentCell(0, 0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(16, 16, 16, 16)
        column_box.addWidget(self.table, 1)
        column_box.addWidget(buttons)
        resize_within(self, *SIZE)
