"""The columns of a table that is read, and the field that each becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from negotiator_desk.exchange import registers
from negotiator_desk.models.fields import Choice, field_map
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import choice_label, label, short_line

if TYPE_CHECKING:
    from negotiator_desk.exchange.registers import Plan
    from negotiator_desk.exchange.sheet import Sheet


class StateBox(QComboBox):
    """The state of rows that have none of their own; hidden where a kind knows no states."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("State of rows without one"))
        status = field_map(ALL_KINDS[kind]).get("status")
        self._states: Sequence[Choice] = tuple(status.choice or ()) if status is not None else ()
        self.addItems([_("none"), *(choice_label(member) for member in self._states)])
        self.setHidden(not self._states)

    def state(self) -> Choice | None:
        """The state that was chosen; None for none."""
        return self._states[self.currentIndex() - 1] if self.currentIndex() > 0 else None


class ColumnTable(QTableWidget):
    """A row for each column: its heading, its first entries, what it becomes; each field once."""

    chosen = Signal()

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(0, 3, parent)
        self.setAccessibleName(_("Columns and what they become"))
        self.setHorizontalHeaderLabels([_("Column"), _("First entries"), _("Becomes")])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(0, 210)
        head.resizeSection(2, 230)
        self._specs = registers.fields_read(kind)
        self._filling = False
        self.boxes: list[QComboBox] = []

    def show_columns(self, sheet: Sheet, plan: Plan) -> None:
        """Show the columns of a table, and what a plan makes of them."""
        names = registers.headings(sheet, plan.header)
        known = [spec.name for spec in self._specs]
        self._filling = True
        self.boxes = []
        self.setRowCount(0)
        self.setRowCount(len(names))
        for place, name in enumerate(names):
            first = registers.values_of(sheet, plan.header, place, 3)
            texts = (name, " · ".join(short_line(each, 40) for each in first))
            for column, text in enumerate(texts):
                self.setItem(place, column, QTableWidgetItem(short_line(visible(text), 120)))
            box = QComboBox(self)
            box.setAccessibleName(_("{column} becomes").format(column=short_line(name, 40)))
            box.addItem(_("not read"))
            box.addItems([label(spec) for spec in self._specs])
            chosen = plan.fields.get(place)
            box.setCurrentIndex(known.index(chosen) + 1 if chosen in known else 0)
            box.currentIndexChanged.connect(lambda _n, at=place: self._on_box(at))
            self.setCellWidget(place, 2, box)
            self.boxes.append(box)
        self._filling = False

    def fields(self) -> dict[int, str]:
        """The field that each column becomes, by its place; those not read are left out."""
        return {
            place: self._specs[box.currentIndex() - 1].name
            for place, box in enumerate(self.boxes)
            if box.currentIndex() > 0
        }

    def _on_box(self, place: int) -> None:
        """A field is filled by one column: choosing it here takes it from where it was."""
        if self._filling:
            return
        chosen = self.boxes[place].currentIndex()
        self._filling = True
        for other, box in enumerate(self.boxes):
            if chosen and other != place and box.currentIndex() == chosen:
                box.setCurrentIndex(0)
        self._filling = False
        self.chosen.emit()
