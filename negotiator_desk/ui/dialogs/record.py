"""A dialog with a few fields of a record that is not stored until it is accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.models.fields import Record, own_fields
from negotiator_desk.ui.keys import press_on_ctrl_enter
from negotiator_desk.ui.widgets.editor import TypedEditor
from negotiator_desk.ui.widgets.fields import FieldGrid
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env

WIDTH: Final = 560


class RecordDialog(QDialog):
    """Edits ``record`` as a form does, and stores it once, by ``store``.

    A refusal is said in the dialog, which stays open with all that was typed. Ctrl+Enter accepts
    from every field, Enter from those of one line.
    """

    def __init__(
        self,
        env: Env,
        title: str,
        record: Record,
        fields: Sequence[str],
        done: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.record = record
        self._env = env
        kind = type(record)
        left_out = [spec.name for spec in own_fields(kind) if spec.name not in fields]
        self.grid = FieldGrid(kind, env.around, self, leave_out=left_out)
        self.note = self._label("caption")
        self.said = self._label("lost")
        self.ok = QPushButton(done, self)
        self.ok.setDefault(True)
        self.ok.setProperty("primary", True)
        self.leave = QPushButton(_("Cancel"), self)
        self.leave.setAutoDefault(False)
        self._lay_out()
        self.ok.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.grid.edited.connect(self._on_edited)
        self.accept_from(self.grid)
        press_on_ctrl_enter(self.ok)
        self._start = record
        self._show()
        self.grid.focus_field("")

    def accept_from(self, grid: FieldGrid) -> None:
        """Let Enter in the lines of a grid, and Ctrl+Enter in its long texts, accept."""
        for cell in grid.cells.values():
            if isinstance(cell.editor, TypedEditor):
                cell.editor.finished.connect(self.accept)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        label.hide()
        return label

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in self.heads():
            column.addWidget(widget)
        column.addWidget(self.grid)
        for widget in self.parts():
            column.addWidget(widget)
        column.addWidget(self.note)
        column.addWidget(self.said)
        column.addStretch(1)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(buttons)
        self.setMinimumWidth(self._env.theme.sizes.px(WIDTH))

    # -- what a dialog of its own kind says and does ----------------------------------------------

    def heads(self) -> Sequence[QWidget]:
        """What stands above the fields."""
        return ()

    def parts(self) -> Sequence[QWidget]:
        """What stands under the fields."""
        return ()

    def notes(self) -> Sequence[str]:
        """What is to be said about the record as it now is."""
        return ()

    def warnings(self) -> Mapping[str, Sequence[str]]:
        """What is doubtful, by field."""
        return {}

    def store(self) -> bool:
        """Store what was entered; whether it was."""
        raise NotImplementedError

    # -- doing ----------------------------------------------------------------------------------

    @property
    def typed(self) -> bool:
        """Whether anything was entered."""
        self.grid.flush()
        return self.record != self._start

    def take_up(self, record: Record) -> None:
        """Go on with what was typed before."""
        self.record = record
        self._show()

    def say(self, text: str) -> None:
        """Say why something cannot be done."""
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))

    def refresh(self) -> None:
        """Say again what there is to be said."""
        lines = self.notes()
        self.note.setText("\n".join(lines))
        self.note.setVisible(bool(lines))

    def _show(self) -> None:
        self.grid.show_fields(
            self.record, seen=self._env.open_deal.snapshot, warnings=self.warnings()
        )
        self.refresh()

    def _on_edited(self, field: str, value: Any) -> None:
        self.record = msgspec.structs.replace(self.record, **{field: value})
        self.say("")
        self._show()

    @override
    def accept(self) -> None:
        if not self.isVisible():  # Enter reaches a line, and the button behind it
            return
        self.say("")
        for name, cell in self.grid.cells.items():
            cell.editor.commit(leaving=True)
            if cell.editor.problem:
                cell.show_problem(cell.editor.problem)
                self.grid.focus_field(name)
                return
        if self.store():
            super().accept()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._env.editing.told_to(self.say, True)
        self.resize(self.width(), self.sizeHint().height())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._env.editing.told_to(self.say, False)
        super().hideEvent(event)
