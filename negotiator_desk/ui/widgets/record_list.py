"""A list of records, and what stands in its place while it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import KIND_OF
from negotiator_desk.ui.models.columns import Column
from negotiator_desk.ui.models.records import Drafts, RecordModel, Warnings
from negotiator_desk.ui.models.sorting import Sorting
from negotiator_desk.ui.widgets.record_table import RecordTable
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_in_sentence, kind_label, kind_why


class EmptyState(QFrame):
    """Says what belongs into a list and why, and offers the first entry."""

    def __init__(self, record: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.why = QLabel(kind_why(record), self)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        self.why.setProperty("muted", True)
        self.button = QPushButton(
            _("Add the first {kind}").format(kind=kind_in_sentence(record)), self
        )
        self.button.setProperty("primary", True)
        self.read = QPushButton(_("Read a table…"), self)
        self.read.setToolTip(_("From a file, or rows copied in a spreadsheet (Ctrl+V)"))
        self.read.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.why)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.read)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)


class RecordList(QWidget):
    """Lists the records of one kind and says what the user wants done with them.

    ``edited`` and ``draft_changed`` carry kind, id, field and value or text; the other wishes carry
    the kind and the ids they are about. ``current_changed`` carries the id of the current record
    or None; ``open_wanted`` asks for the form of a record. ``entered`` says that the keyboard came
    to the list, ``sorted_by`` in which order it is shown now (as ``Sorting.text``),
    ``paste_wanted`` that cells on the clipboard are to become records.
    """

    edited = Signal(str, UUID, str, object)
    draft_changed = Signal(str, UUID, str, object)
    add_wanted = Signal(str)
    remove_wanted = Signal(str, list)
    duplicate_wanted = Signal(str, list)
    move_wanted = Signal(str, UUID, int)
    current_changed = Signal(object)
    open_wanted = Signal(UUID)
    entered = Signal()
    sorted_by = Signal(str)
    paste_wanted = Signal()

    def __init__(
        self,
        record: type[Record],
        around: Surroundings,
        columns: Sequence[Column] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = KIND_OF[record]
        self.model = RecordModel(record, around, columns)
        self.sorting = Sorting(around)
        self._shown: tuple[Sequence[Record], Any, Warnings | None, Drafts | None]
        self._shown = ((), None, None, None)
        self.table = RecordTable(self.model, self, wraps=True)
        self.table.setAccessibleName(kind_label(record, plural=True))
        self.table.setAccessibleDescription(kind_why(record))
        self.empty = EmptyState(record, self)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._connect()
        self._show_state()

    def _connect(self) -> None:
        kind, table = self.kind, self.table
        self.model.edited.connect(self.edited)
        self.model.draft_changed.connect(self.draft_changed)
        self.empty.button.clicked.connect(lambda: self.add_wanted.emit(kind))
        table.add_wanted.connect(lambda: self.add_wanted.emit(kind))
        table.remove_wanted.connect(lambda ids: self.remove_wanted.emit(kind, ids))
        table.duplicate_wanted.connect(lambda ids: self.duplicate_wanted.emit(kind, ids))
        table.move_wanted.connect(lambda i, place: self.move_wanted.emit(kind, i, place))
        table.current_changed.connect(self.current_changed)
        table.open_wanted.connect(self.open_wanted)
        # On an empty list too, where the button has the keyboard.
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste_wanted)
        table.entered_by_key.connect(self.entered)
        table.sort_wanted.connect(self._on_sort)

    def show_records(
        self,
        records: Sequence[Record],
        snapshot: Any = None,
        warnings: Warnings | None = None,
        drafts: Drafts | None = None,
    ) -> None:
        """Show the records as they now are.

        Args:
            records: in their own order.
            snapshot: the deal they lie in; tells which titles of other records may have changed.
            warnings: sentences beside a record, by its id.
            drafts: texts that could not be read, by record id and field.
        """
        self._shown = (records, snapshot, warnings, drafts)
        ordered = self.sorting.sorted(records, self.model.columns, snapshot)
        self.model.set_records(ordered, drafts=drafts, warnings=warnings, seen=snapshot)
        self.table.show_sorted(self.sorting)
        self._show_state()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same records."""
        self.table.set_columns(columns)
        self.show_records(*self._shown)

    def _on_sort(self, column: str) -> None:
        if column:
            self.sorting.turn(column)
        else:
            self.sorting.read("")
        self.flush()
        self.show_records(*self._shown)
        self.table.scrollTo(self.table.currentIndex())
        self.sorted_by.emit(self.sorting.text)

    def _show_state(self) -> None:
        n = self.model.rowCount()
        self._stack.setCurrentWidget(self.table if n else self.empty)
        self.setFocusProxy(self.table if n else self.empty.button)

    def select(self, record_id: UUID | None) -> bool:
        """Make a record the current one; whether it is in the list."""
        return self.table.select(record_id)

    def current_id(self) -> UUID | None:
        """The current record."""
        return self.table.current_id()

    def selected_ids(self) -> list[UUID]:
        """The selected records in list order."""
        return self.table.selected_ids()

    def flush(self) -> None:
        """Store what has been typed into an open cell: before undo, before the window closes."""
        self.table.flush()

    def edit_current(self, field: str = "") -> None:
        """Open the editor of a field of the current record in its cell."""
        self.table.edit_current(field)
