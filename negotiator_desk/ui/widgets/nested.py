"""A list of records inside a record: a small table, and the fields of the chosen entry below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from negotiator_desk.models.fields import FieldSpec, Record, ValueType, own_fields
from negotiator_desk.ui.icons import IconButton
from negotiator_desk.ui.keys import tab_after
from negotiator_desk.ui.models.columns import nested_columns
from negotiator_desk.ui.models.records import Drafts, RecordModel
from negotiator_desk.ui.widgets.record_table import RecordTable
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import help_text, kind_in_sentence, label

InnerWarnings = Mapping[UUID, Mapping[str, Sequence[str]]]
"""Sentences about nested records, by their id and field."""

MOST_ROWS: Final = 6
LEAST_TITLE: Final = 110


class NestedList(QWidget):
    """The entries of one nested field; signals carry the id of the entry they are about.

    Where the table has not room for every field, the fields of the current entry stand below.
    """

    edited = Signal(UUID, str, object)
    draft_changed = Signal(UUID, str, object)
    add_wanted = Signal()
    remove_wanted = Signal(list)
    duplicate_wanted = Signal(list)
    move_wanted = Signal(UUID, int)
    jump_wanted = Signal(UUID)

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        assert spec.nested is not None
        self.spec = spec
        self.record: type[Record] = spec.nested
        self._around = around
        self._new_wanted = False
        self._details: Any = None
        self._inset: QFrame | None = None
        self._drafts: Drafts = {}
        self._warnings: InnerWarnings = {}
        self._seen: Any = None
        self.model = RecordModel(self.record, around, nested_columns(self.record))
        self.table = RecordTable(self.model, self, least=LEAST_TITLE)
        self.table.setAccessibleName(label(spec))
        self.table.setAccessibleDescription(help_text(spec))
        self.add_button, buttons = self._buttons()
        title = QLabel(label(spec), self)
        title.setProperty("role", "section")
        title.setToolTip(help_text(spec))
        title.setBuddy(self.table)
        title.setWordWrap(True)  # beside its buttons a long one would widen the whole form
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(title, 1)
        for button in buttons:
            head.addWidget(button)
        self._selecting = buttons[1:]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        self._hint = QLabel(help_text(spec), self)
        self._hint.setProperty("muted", True)
        self._hint.setWordWrap(True)
        column.addWidget(self._hint)
        column.addWidget(self.table)
        self._column = column
        self.setFocusProxy(self.add_button)
        self._connect()
        self._fit()

    def _buttons(self) -> tuple[IconButton, list[IconButton]]:
        kind = kind_in_sentence(self.record)
        add = IconButton("add", _("Add {kind}").format(kind=kind), self)
        copy = IconButton("copy", _("Duplicate"), self)
        up = IconButton("up", _("Move up"), self)
        down = IconButton("down", _("Move down"), self)
        remove = IconButton("remove", _("Delete"), self)
        add.clicked.connect(self._add)
        copy.clicked.connect(lambda: self._with_ids(self.duplicate_wanted))
        up.clicked.connect(lambda: self.table.move_current(-1))
        down.clicked.connect(lambda: self.table.move_current(1))
        remove.clicked.connect(lambda: self._with_ids(self.remove_wanted))
        return add, [add, copy, up, down, remove]

    def _connect(self) -> None:
        self.model.edited.connect(lambda _kind, i, field, value: self.edited.emit(i, field, value))
        self.model.draft_changed.connect(
            lambda _kind, i, field, text: self.draft_changed.emit(i, field, text)
        )
        self.table.add_wanted.connect(self._add)
        self.table.remove_wanted.connect(self.remove_wanted)
        self.table.duplicate_wanted.connect(self.duplicate_wanted)
        self.table.move_wanted.connect(self.move_wanted)
        self.table.current_changed.connect(self._on_current)
        self.table.open_wanted.connect(lambda _id: self.focus_details())
        self.table.columns_fitted.connect(self._on_fitted)

    def _with_ids(self, signal: Any) -> None:
        if ids := self.table.selected_ids():
            signal.emit(ids)

    def _add(self) -> None:
        self._new_wanted = True
        self.add_wanted.emit()

    def show_entries(
        self,
        entries: Sequence[Record],
        *,
        seen: Any,
        drafts: Drafts,
        other: bool,
        warnings: InnerWarnings = MappingProxyType({}),
    ) -> None:
        """Show the entries of a record; ``other`` says that it is not the record shown before."""
        before = {record.id for record in self.model.records()}
        self._drafts, self._seen, self._warnings = drafts, seen, warnings
        if other:
            self.flush()
            self._new_wanted = False
            self.table.clearSelection()
        doubts = {
            entry.id: tuple(text for found in warnings[entry.id].values() for text in found)
            for entry in entries
            if entry.id in warnings
        }
        self.model.set_records(entries, drafts=drafts, warnings=doubts, seen=seen)
        self._fit()
        fresh = [record.id for record in entries if record.id not in before]
        if self._new_wanted and len(fresh) == 1:
            self._new_wanted = False
            self.table.select(fresh[0])
            self._on_current(fresh[0])
            self.focus_details()
        elif other and entries:
            self.table.select(entries[0].id)
            self._on_current(entries[0].id)
        else:
            self._on_current(self.table.current_id())

    def _fit(self) -> None:
        rows = self.model.rowCount()
        self.table.setVisible(rows > 0)
        self._hint.setVisible(rows == 0 and bool(self._hint.text()))
        for button in self._selecting:
            button.setVisible(rows > 0)
        height = self.table.verticalHeader().defaultSectionSize() * min(rows, MOST_ROWS)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(height + header + 2 * self.table.frameWidth())
        policy = Qt.ScrollBarPolicy
        self.table.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if rows > MOST_ROWS else policy.ScrollBarAlwaysOff
        )

    @property
    def needs_details(self) -> bool:
        """Whether the table leaves a field out, or holds one that is too long for a cell."""
        fields = own_fields(self.record)
        return (
            len(self.model.columns) < len(fields)
            or any(spec.type is ValueType.LONG_TEXT for spec in fields)
            or self.table.hidden_columns
        )

    def _on_current(self, record_id: UUID | None) -> None:
        row = self.model.row_of(record_id)
        if row < 0 or not self.needs_details:
            if self._inset is not None:
                self._inset.hide()
            return
        details = self._make_details()
        record = self.model.record_at(row)
        drafts = {field: text for (i, field), text in self._drafts.items() if i == record.id}
        details.show_fields(
            record,
            seen=self._seen,
            warnings=self._warnings.get(record.id),
            drafts=drafts,
            all_drafts=self._drafts,
        )
        assert self._inset is not None
        self._inset.show()

    def _on_fitted(self) -> None:
        self._on_current(self.table.current_id())

    def _make_details(self) -> Any:
        if self._details is None:
            from negotiator_desk.ui.widgets.fields import FieldGrid  # which holds nested lists

            self._inset = QFrame(self)
            self._inset.setProperty("inset", True)
            inner = QVBoxLayout(self._inset)
            inner.setContentsMargins(12, 4, 0, 4)
            details = FieldGrid(self.record, self._around, self._inset)
            inner.addWidget(details)
            details.edited.connect(self._on_detail)
            details.draft_changed.connect(self._on_detail_draft)
            details.jump_wanted.connect(self.jump_wanted)
            self._column.addWidget(self._inset)
            tab_after(self._selecting[-1], self._inset)
            self._details = details
        return self._details

    def _on_detail(self, field: str, value: object) -> None:
        if self._details.record is not None:
            self.edited.emit(self._details.record.id, field, value)

    def _on_detail_draft(self, field: str, text: object) -> None:
        if self._details.record is not None:
            self.draft_changed.emit(self._details.record.id, field, text)

    def focus_details(self) -> None:
        """Put the cursor into the fields of the current entry."""
        if self._inset is not None and not self._inset.isHidden():
            self._details.focus_field("")
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.edit_current()

    def flush(self) -> None:
        """Store what has been typed and not stored yet."""
        self.table.flush()
        if self._inset is not None and not self._inset.isHidden():
            self._details.flush()
