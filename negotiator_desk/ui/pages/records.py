"""A section that lists the records of one kind beside the form of the one at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.thread import thread
from negotiator_desk.models.kinds import DEAL_LISTS, find_record, records_of
from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.models.columns import Column, columns_named
from negotiator_desk.ui.pages.detail import DetailCard
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.tabs import Section
from negotiator_desk.ui.widgets.form import RecordForm
from negotiator_desk.ui.widgets.record_list import RecordList
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_label, kind_why, record_title
from negotiator_desk.wording.sense import warning_text

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.fields import Record
    from negotiator_desk.ui.env import Env

THREAD_SHOWN = 8
THREAD_DELAY = 150
"""Milliseconds from an edit to the thread that may follow from it."""


class RecordsView(SectionView):
    """List and form side by side; a chart above the list where the kind has one."""

    lists_records = True
    leave_out: ClassVar[tuple[str, ...]] = ()
    """Fields that the form does not show."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = section.kind
        self.env = env
        self._record_class = DEAL_LISTS[self.kind]
        self.chart = ChartCard(section.chart, env, self) if section.chart else None
        columns = self.make_columns(section)
        self.list = RecordList(self._record_class, env.around, columns, heading=False, parent=self)
        self.detail = DetailCard(_("Thread of this record"))
        self.form: RecordForm | None = None
        self._shown: UUID | None = None
        self._thread_later = QTimer(self)
        self._thread_later.setSingleShot(True)
        self._thread_later.setInterval(THREAD_DELAY)
        self._thread_later.timeout.connect(self._show_thread)
        self._hint = QLabel(kind_why(self._record_class), self.detail)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setProperty("muted", True)
        self.detail.body.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._connect()

    # -- what a section of its own kind may put elsewhere -----------------------------------------

    def make_columns(self, section: Section) -> Sequence[Column] | None:
        """The columns of the list; None for those that suit the kind."""
        if not section.columns:
            return None
        return columns_named(self._record_class, *section.columns)

    def make_top(self) -> QWidget | None:
        """What stands above the list and may be drawn smaller: the chart, where there is one."""
        return self.chart

    def make_bar(self) -> QWidget | None:
        """What stands right on the list: an entry line, a summary."""
        return None

    def make_foot(self) -> QWidget | None:
        """What stands right under the list: its totals."""
        return None

    def _lay_out(self) -> None:
        self.upright = QSplitter(Qt.Orientation.Vertical, self)
        top = self.make_top()
        if top is not None:
            self.upright.addWidget(top)
        self.upright.addWidget(self._with_bar_and_foot())
        self.upright.setSizes([210, 300])
        self.upright.setChildrenCollapsible(True)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(self.upright)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([580, 340])
        self.split.setChildrenCollapsible(False)
        self.detail.setMinimumWidth(280)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)

    def _with_bar_and_foot(self) -> QWidget:
        bar, foot = self.make_bar(), self.make_foot()
        if bar is None and foot is None:
            return self.list
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (bar, self.list, foot):
            if widget is not None:
                column.addWidget(widget, int(widget is self.list))
        return held

    def _connect(self) -> None:
        editing = self.env.editing
        records = self.list
        records.edited.connect(editing.set_value)
        records.draft_changed.connect(editing.keep_draft)
        records.add_wanted.connect(lambda _kind: self.add())
        records.remove_wanted.connect(self._on_remove)
        records.duplicate_wanted.connect(self._on_duplicate)
        records.move_wanted.connect(editing.move)
        records.current_changed.connect(self._show_current)
        records.open_wanted.connect(self._enter_form)
        self.detail.links.activated.connect(self.env.go_to)

    # -- showing --------------------------------------------------------------------------------

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the open deal as it now is; only what the changed kinds can touch."""
        deal = self.env.open_deal
        snapshot = deal.snapshot
        if snapshot is None:
            return
        found = records_of(snapshot, self.kind)
        self.list.show_records(found, snapshot, self._warning_texts(found, snapshot), deal.drafts)
        if found and not self.list.selected_ids():
            # A list that has the keyboard before it has rows makes the first current, unselected.
            self.list.select(self.list.current_id() or found[0].id)
        if self.chart is not None:
            self.chart.refresh()
        self._show_current(self.list.current_id())

    def _warning_texts(
        self, found: tuple[Record, ...], snapshot: Snapshot
    ) -> dict[UUID, tuple[str, ...]]:
        warnings = self.env.open_deal.warnings
        return {
            record.id: tuple(
                warning_text(warning, snapshot, self.env.formats) for warning in warnings[record.id]
            )
            for record in found
            if record.id in warnings
        }

    def _show_current(self, record_id: UUID | None) -> None:
        snapshot = self.env.open_deal.snapshot
        record = None
        if snapshot is not None and record_id is not None:
            found = records_of(snapshot, self.kind)
            record = next((r for r in found if r.id == record_id), None)
        if record is None or snapshot is None:
            self._shown = None
            if self.form is not None:
                self.form.clear()
                self.form.hide()
            self._hint.show()
            self.detail.set_head(kind_label(self.kind, plural=True))
            self.detail.links.show_links(())
            return
        other, self._shown = self._shown != record.id, record.id
        form = self._the_form()
        self._hint.hide()
        form.show()
        title = record_title(self.kind, record, self.env.formats, snapshot)
        self.detail.set_head(title)
        self.env.editing.show(form, record)
        if other:
            self._show_thread()
        else:  # what was typed is on the screen first
            self._thread_later.start()

    def _show_thread(self) -> None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is not None and self._shown is not None:
            self.detail.links.show_links(self._thread(snapshot, self._shown), self._shown)

    def _thread(self, snapshot: Snapshot, record_id: UUID) -> list[tuple[UUID, str]]:
        joined = thread(snapshot, record_id)
        if len(joined) < 2:
            return []
        here = joined.index(record_id) if record_id in joined else 0
        start = max(0, min(here - THREAD_SHOWN // 2, len(joined) - THREAD_SHOWN))
        links = []
        for step in joined[start : start + THREAD_SHOWN]:
            found = find_record(snapshot, step)
            if found is not None:
                links.append((step, record_title(*found, self.env.formats, snapshot)))
        return links

    def _the_form(self) -> RecordForm:
        if self.form is None:
            self.form = RecordForm(
                self.kind, self.env.around, self.detail, leave_out=self.leave_out
            )
            self.env.editing.wire(self.form)
            self.form.jump_wanted.connect(self.env.go_to)
            self.detail.body.insertWidget(0, self.form, 1)
        return self.form

    # -- doing ----------------------------------------------------------------------------------

    @override
    def select(self, record_id: UUID) -> None:
        """Make a record the one at hand."""
        self.list.select(record_id)

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def flush(self) -> None:
        """Store what has been typed and not stored yet."""
        self.list.flush()
        if self.form is not None:
            self.form.flush()

    @override
    def add(self) -> None:
        """Add a record and begin to write it."""
        added = self.env.editing.add(self.kind)
        if added is not None:
            self.list.select(added)
            if self.form is not None and not self.form.focus_field(
                self._record_class.meta.title_field
            ):
                self.form.focus_field()

    @override
    def duplicate(self) -> None:
        """Put a copy behind each selected record."""
        self._on_duplicate(self.kind, self.list.selected_ids())

    @override
    def remove(self) -> None:
        """Delete the selected records; undo brings them back."""
        self._on_remove(self.kind, self.list.selected_ids())

    def _on_duplicate(self, kind: str, ids: list[UUID]) -> None:
        if not ids:
            return
        copies = self.env.editing.duplicate(kind, ids)
        if copies:
            self.list.select(copies[-1])

    def _on_remove(self, kind: str, ids: list[UUID]) -> None:
        snapshot = self.env.open_deal.snapshot
        if not ids or snapshot is None:
            return
        order = [record.id for record in records_of(snapshot, self.kind)]
        last = max(order.index(record_id) for record_id in ids)
        self.env.editing.remove(kind, ids)
        left = [record_id for record_id in order if record_id not in set(ids)]
        if left:
            self.list.select(left[min(last - len(ids) + 1, len(left) - 1)])

    def _enter_form(self, _record_id: UUID) -> None:
        if self.form is not None:
            self.form.focus_field()
