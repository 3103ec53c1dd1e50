"""The records of one kind as a table model: shows them, asks for edits, never writes."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QIcon
from typing_extensions import override

from negotiator_desk.models.fields import FieldSpec, Record, ValueType
from negotiator_desk.models.kinds import KIND_OF
from negotiator_desk.ui.icons import icon
from negotiator_desk.ui.models.columns import Column, cell_text, default_columns, stretch_column
from negotiator_desk.ui.widgets.editors import NOT_IN_A_CELL
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import help_text, value_text

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

ID_ROLE: Final = int(Role.UserRole)
RECORD_ROLE: Final = ID_ROLE + 1
SPEC_ROLE: Final = ID_ROLE + 2
DRAFT_ROLE: Final = ID_ROLE + 3

TOOLTIP_LENGTH: Final = 1000

Drafts = Mapping[tuple[UUID, str], str]
Warnings = Mapping[UUID, Sequence[str]]


def tooltip(text: str) -> str:
    """A text as a tooltip that wraps: plain, whatever it holds."""
    shown = visible(text)
    shown = shown if len(shown) <= TOOLTIP_LENGTH else f"{shown[:TOOLTIP_LENGTH]}…"
    return f"<p>{html.escape(shown).replace(chr(10), '<br>')}</p>" if shown.strip() else ""


class RecordModel(QAbstractTableModel):
    """Records of one kind, a column for each chosen field.

    ``edited`` carries kind, id, field and value of a wished edit; ``draft_changed`` kind, id, field
    and the text that could not be read, or None once it is gone. The rows change only when
    ``set_records`` brings the records as they now are stored.
    """

    edited = QtSignal(str, UUID, str, object)
    draft_changed = QtSignal(str, UUID, str, object)

    def __init__(
        self,
        record: type[Record],
        around: Surroundings,
        columns: Sequence[Column] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.record = record
        self.kind = KIND_OF.get(record, "")
        self.around = around
        self.columns = tuple(columns or default_columns(record))
        self._records: list[Record] = []
        self._drafts: Drafts = {}
        self._warnings: Warnings = {}
        self._drafted: set[UUID] = set()
        self._marked = stretch_column(self.columns)
        self._texts: dict[tuple[UUID, int], str] = {}
        self._seen: Any = None
        self._currency = ""

    # What is shown.

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same records."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._marked = stretch_column(self.columns)
        self._texts.clear()
        self.endResetModel()

    def records(self) -> Sequence[Record]:
        """The records shown, in list order."""
        return tuple(self._records)

    def record_at(self, row: int) -> Record:
        """The record of a row."""
        return self._records[row]

    def row_of(self, record_id: UUID | None) -> int:
        """The row of a record, or -1."""
        return next((i for i, r in enumerate(self._records) if r.id == record_id), -1)

    def column_of(self, field: str) -> int:
        """The column of a field, or -1."""
        return next((i for i, column in enumerate(self.columns) if column.name == field), -1)

    def set_records(
        self,
        records: Sequence[Record],
        *,
        drafts: Drafts | None = None,
        warnings: Warnings | None = None,
        seen: Any = None,
    ) -> None:
        """Show the records as they now are; only rows that differ are touched.

        Args:
            records: in list order.
            drafts: texts that could not be read, by record id and field.
            warnings: sentences beside a record, by its id.
            seen: the deal that the records lie in, to tell which titles may have changed.
        """
        old_marks = self._drafts, self._warnings
        self._drafts = drafts or {}
        self._drafted = {record_id for record_id, _field in self._drafts}
        self._warnings = warnings or {}
        stale = self._stale_columns(seen)
        wanted = {record.id: place for place, record in enumerate(records)}
        self._remove_rows(wanted)
        self._put_in_order(wanted)
        added = self._insert_rows(records)
        self._update_rows(records, added, stale, old_marks)

    def _stale_columns(self, seen: Any) -> list[int]:
        """The columns that name records of kinds that changed since the last time."""
        before, self._seen = self._seen, seen
        currency, self._currency = self._currency, self.around.suggestions.currency
        stale = []
        for place, column in enumerate(self.columns):
            changed = before is None or any(
                kind in "*-" or getattr(before, kind, None) is not getattr(seen, kind, None)
                for kind in column.depends
            )
            money = column.spec is None or column.spec.type is ValueType.MONEY
            if (column.depends and changed) or (money and currency != self._currency):
                stale.append(place)
        for row in range(len(self._records)):
            for place in stale:
                self._texts.pop((self._records[row].id, place), None)
        return stale

    def _remove_rows(self, wanted: Mapping[UUID, int]) -> None:
        row = len(self._records) - 1
        while row >= 0:
            if self._records[row].id in wanted:
                row -= 1
                continue
            last = row
            while row > 0 and self._records[row - 1].id not in wanted:
                row -= 1
            self.beginRemoveRows(QModelIndex(), row, last)
            for record in self._records[row : last + 1]:
                self._forget(record.id)
            del self._records[row : last + 1]
            self.endRemoveRows()
            row -= 1

    def _put_in_order(self, wanted: Mapping[UUID, int]) -> None:
        """Move the rows that stay into their new order; selection and open editors go along."""
        ordered = sorted(self._records, key=lambda record: wanted[record.id])
        if [r.id for r in ordered] == [r.id for r in self._records]:
            return
        self.layoutAboutToBeChanged.emit()
        old_rows = [record.id for record in self._records]
        new_rows = {record.id: row for row, record in enumerate(ordered)}
        self._records = ordered
        held = self.persistentIndexList()
        moved = [self.index(new_rows[old_rows[i.row()]], i.column()) for i in held]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _insert_rows(self, records: Sequence[Record]) -> set[UUID]:
        """Put in what is not there yet; the ids of these rows, which are as they shall be."""
        added: set[UUID] = set()
        have = {record.id for record in self._records}
        row = 0
        while row < len(records):
            if records[row].id in have:
                row += 1
                continue
            last = row
            while last + 1 < len(records) and records[last + 1].id not in have:
                last += 1
            self.beginInsertRows(QModelIndex(), row, last)
            self._records[row:row] = records[row : last + 1]
            added.update(record.id for record in records[row : last + 1])
            self.endInsertRows()
            row = last + 1
        return added

    def _update_rows(
        self,
        records: Sequence[Record],
        added: set[UUID],
        stale: Sequence[int],
        old_marks: tuple[Drafts, Warnings],
    ) -> None:
        old_drafts, old_warnings = old_marks
        changed_drafts = old_drafts.items() ^ self._drafts.items()
        marked = {record_id for (record_id, _field), _text in changed_drafts}
        width = len(self.columns) - 1
        for row, record in enumerate(records):
            if record.id in added:
                continue
            same = self._records[row] is record or self._records[row] == record
            if (
                same
                and record.id not in marked
                and old_warnings.get(record.id) == self._warnings.get(record.id)
            ):
                self._records[row] = record
                continue
            self._records[row] = record
            self._forget(record.id)
            self.dataChanged.emit(self.index(row, 0), self.index(row, width))
        if stale and records:
            top, bottom = self.index(0, min(stale)), self.index(len(records) - 1, max(stale))
            self.dataChanged.emit(top, bottom)

    def _forget(self, record_id: UUID) -> None:
        for place in range(len(self.columns)):
            self._texts.pop((record_id, place), None)

    def restyle(self) -> None:
        """Paint every cell again, in the colours of another theme."""
        if self._records:
            last = self.index(len(self._records) - 1, len(self.columns) - 1)
            self.dataChanged.emit(
                self.index(0, 0), last, [int(Role.ForegroundRole), int(Role.DecorationRole)]
            )

    # The table of Qt.

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._records)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Role.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.title
        if role == Role.TextAlignmentRole:
            return self._alignment(column)
        if role == Role.ToolTipRole and column.spec is not None:
            return tooltip(help_text(column.spec))
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = super().flags(index)
        spec = self.columns[index.column()].spec
        if spec is not None and spec.type not in NOT_IN_A_CELL:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self.columns[index.column()]
        draft = column.draft(self._drafts.get((record.id, column.name)))
        if role == Role.DisplayRole:
            return self._text(record, index.column()) if draft is None else visible(draft)
        if role == Role.TextAlignmentRole:
            return self._alignment(column)
        if role == Role.ForegroundRole:
            return self._colour(record, column, draft)
        if role == Role.EditRole:
            return column.value(record)
        if role == Role.ToolTipRole:
            return self._tooltip(record, column, draft)
        if role == Role.DecorationRole:
            return self._mark(record) if index.column() == self._marked else None
        if role == Role.AccessibleTextRole:
            return self._spoken(record, index.column(), draft)
        own = {ID_ROLE: record.id, RECORD_ROLE: record, SPEC_ROLE: column.spec, DRAFT_ROLE: draft}
        return own.get(role)

    def _mark(self, record: Record) -> QIcon | None:
        """The sign of a record with a text that could not be read, or with a doubt about it."""
        tokens = self.around.theme.tokens
        if record.id in self._drafted:
            return icon("alert", tokens.lost)
        return icon("alert", tokens.exposed) if self._warnings.get(record.id) else None

    def _spoken(self, record: Record, place: int, draft: str | None) -> str:
        text = self._text(record, place) if draft is None else visible(draft)
        doubts = self._warnings.get(record.id, ()) if place == self._marked else ()
        return ". ".join(part for part in (text, *doubts) if part)

    def _text(self, record: Record, place: int) -> str:
        key = (record.id, place)
        if key not in self._texts:
            self._texts[key] = cell_text(self.columns[place], record, self.around)
        return self._texts[key]

    def _alignment(self, column: Column) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _colour(self, record: Record, column: Column, draft: str | None) -> Any:
        if draft is not None:
            return self.around.theme.colour("lost")
        meaning = column.meaning(record) if column.meaning is not None else ""
        return self.around.theme.colour(meaning) if meaning else None

    def _tooltip(self, record: Record, column: Column, draft: str | None) -> str:
        lines = []
        if draft is not None:
            lines.append(draft)
        elif column.spec is not None and column.spec.type in (ValueType.TEXT, ValueType.LONG_TEXT):
            lines.append(getattr(record, column.spec.name))
        elif column.spec is not None:
            value = column.value(record)
            around = self.around
            if column.depends:
                lines.append(self._text(record, self.columns.index(column)))
            else:
                currency = around.suggestions.currency
                lines.append(value_text(column.spec, value, around.formats, currency))
        else:
            lines.append(self._text(record, self.columns.index(column)))
        lines.extend(self._warnings.get(record.id, ()))
        return tooltip("\n".join(line for line in lines if line))

    @override
    def setData(self, index: Index, value: Any, role: int = int(Role.EditRole)) -> bool:
        """Ask for an edit; what is shown changes once it has been stored."""
        column = self.columns[index.column()]
        spec = column.spec
        if spec is None or role != Role.EditRole:
            return False
        record = self._records[index.row()]
        if column.draft(self._drafts.get((record.id, spec.name))) is not None:
            self.draft_changed.emit(self.kind, record.id, spec.name, None)
        if value != column.value(record):
            if column.entry is not None:
                others = getattr(record, spec.name).items()
                whole = {name: number for name, number in others if name != column.entry}
                value = whole if value is None else {**whole, column.entry: value}
            self.edited.emit(self.kind, record.id, spec.name, value)
        return True

    def keep_draft(self, index: Index, text: str | None) -> None:
        """Ask that a text which cannot be read is kept, or forgotten."""
        column = self.columns[index.column()]
        spec: FieldSpec | None = column.spec
        if spec is not None:
            record_id = self._records[index.row()].id
            if text is not None and column.entry is not None:
                text = f"{column.entry}: {text}"
            self.draft_changed.emit(self.kind, record_id, spec.name, text)
