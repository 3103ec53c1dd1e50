"""The notice periods of the desk in a small table: name, kind of change, days."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.domain.clocks import LONGEST
from negotiator_desk.models.choices import ChangeCategory
from negotiator_desk.models.desk import NoticePreset
from negotiator_desk.services.presets import list_presets, save_presets, starters
from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.ui.keys import press_on_ctrl_enter
from negotiator_desk.ui.theme import sizes_now
from negotiator_desk.ui.widgets.editor import set_flag
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import choice_label
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from negotiator_desk.services.context import Context
    from negotiator_desk.ui.env import Env


class NoticePresetsDialog(QDialog):
    """Edits all notice periods; they are kept together as one undo step."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(_("Notice periods"))
        note = QLabel(
            _(
                "How many days after becoming aware notice of a change is due. Put what your "
                "contracts say; the periods to begin with are examples, not law."
            ),
            self,
        )
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        note.setProperty("muted", True)
        self.table = QTableWidget(0, 4, self)
        self.table.setAccessibleName(_("Notice periods"))
        self.table.setHorizontalHeaderLabels([_("Name"), _("For changes of"), _("Days"), ""])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in ((1, 140), (2, 64), (3, 76)):
            header.resizeSection(place, sizes_now().px(width))
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("problem", True)
        self.problem.hide()
        self.add = QPushButton(_("Add a period"), self)
        self.add.clicked.connect(lambda: self._append(NoticePreset(id=uuid4(), days=14), True))
        self.begin = QPushButton(_("Those to begin with"), self)
        self.begin.clicked.connect(lambda: self._show(starters()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.keep = buttons.addButton(_("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_flag(self.keep, "primary", True)
        press_on_ctrl_enter(self.keep)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        for button in (self.add, self.begin):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(note)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        resize_within(self, sizes_now().px(560), sizes_now().px(400))
        self._show(list_presets(context))

    def _show(self, presets: Iterable[NoticePreset]) -> None:
        self.table.setRowCount(0)
        for preset in presets:
            self._append(preset)

    def _append(self, preset: NoticePreset, write: bool = False) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        name = QLineEdit(preset.name, self.table)
        name.setAccessibleName(_("Name"))
        name.setPlaceholderText(_("Such as Delay, main contract"))
        category = QComboBox(self.table)
        category.setAccessibleName(_("For changes of"))
        category.addItem(_("any kind"))
        for member in ChangeCategory:
            category.addItem(choice_label(member))
        place_of = [None, *ChangeCategory].index(preset.category)
        category.setCurrentIndex(place_of)
        days = QLineEdit("" if preset.days is None else str(preset.days), self.table)
        days.setAccessibleName(_("Days"))
        days.setValidator(QIntValidator(0, LONGEST, days))
        days.setAlignment(Qt.AlignmentFlag.AlignRight)
        drop = QToolButton(self.table)
        drop.setText(_("Delete"))
        drop.setAccessibleName(_("Delete this period"))
        drop.clicked.connect(lambda: self._drop(drop))
        for column, widget in enumerate((name, category, days, drop)):
            self.table.setCellWidget(place, column, widget)
        self.table.resizeRowToContents(place)
        if write:
            name.setFocus()

    def _drop(self, button: QToolButton) -> None:
        for place in range(self.table.rowCount()):
            if self.table.cellWidget(place, 3) is button:
                self.table.removeRow(place)
                return

    def presets(self) -> list[NoticePreset]:
        """What stands in the table."""
        found = []
        for place in range(self.table.rowCount()):
            name, category, days = (self.table.cellWidget(place, c) for c in range(3))
            assert isinstance(name, QLineEdit)
            assert isinstance(category, QComboBox)
            assert isinstance(days, QLineEdit)
            found.append(
                NoticePreset(
                    id=uuid4(),
                    name=name.text(),
                    category=[None, *ChangeCategory][category.currentIndex()],
                    days=int(days.text()) if days.text().isdecimal() else None,
                )
            )
        return found

    def _save(self) -> None:
        try:
            save_presets(self._context, self.presets())
        except Refusal as refusal:
            self.problem.setText(refusal.text)
            self.problem.show()
            return
        self.accept()


def edit_presets(env: Env, parent: QWidget) -> None:
    """Edit the notice periods of the desk."""
    NoticePresetsDialog(env.open_deal.context, parent).exec()
