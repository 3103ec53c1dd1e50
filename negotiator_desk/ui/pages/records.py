"""A section that lists the records of one kind beside the form of the one at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, overload
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.exchange.readable import KINDS
from negotiator_desk.models.kinds import DEAL_LISTS, find_record, records_of
from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.models.columns import Column, columns_named, stretch_column
from negotiator_desk.ui.pages.record_card import RecordCard
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.panes import Folding, Part
from negotiator_desk.ui.tabs import Section
from negotiator_desk.ui.widgets.record_list import RecordList
from negotiator_desk.wording.sense import warning_text

if TYPE_CHECKING:
    from negotiator_desk.domain.warning import Warning as SenseWarning
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.fields import Record
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.widgets.form import RecordForm
    from negotiator_desk.ui.widgets.on_top import OnTop
    from negotiator_desk.ui.widgets.sums import Sums
    from negotiator_desk.wording.formats import Formats

TIGHT: Final = 230
"""Under this height, in pixels of the design, a list has the room to itself."""
WIDE_LOG: Final = 800
"""The least width of a log beside its form that has many columns to be read in one look."""


class Sentences(Sequence[str]):
    """What is doubted of a record, worded when somebody reads it; equal where the doubts are."""

    def __init__(
        self, doubts: tuple[SenseWarning, ...], snapshot: Snapshot, formats: Formats
    ) -> None:
        self._doubts, self._snapshot, self._formats = doubts, snapshot, formats

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(warning_text(doubt, self._snapshot, self._formats) for doubt in self._doubts)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...

    @override
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return self._texts[place]

    @override
    def __len__(self) -> int:
        return len(self._doubts)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentences) and other._doubts == self._doubts

    __hash__ = None  # type: ignore[assignment]


class RecordsView(SectionView):
    """List and form side by side; a chart above the list where the kind has one."""

    lists_records = True
    has_list = True
    folding: Folding
    leave_out: ClassVar[tuple[str, ...]] = ()
    """Fields that the form does not show."""
    form_least: ClassVar[int] = 640
    """The width, in pixels of the design, under which the list stands alone unless the form is
    asked for."""
    top_least: ClassVar[int] = TIGHT
    """The height, in pixels of the design, under which what stands on top makes room for the list
    unless it is asked for."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = section.kind
        self.env = env
        self.gives_way: list[Sums | OnTop] = []
        self._record_class = DEAL_LISTS[self.kind]
        self.chart = ChartCard(section.chart, env, self) if section.chart else None
        columns = self.make_columns(section)
        self.list = RecordList(self._record_class, env.around, columns, self)
        self.detail = RecordCard(self.kind, env, self, leave_out=self.leave_out)
        self.list.sorting.read(env.panes.order_of(section.key))
        self.list.sorted_by.connect(lambda text: env.panes.keep_order(section.key, text))
        parts = self._lay_out(section)
        self.folding = Folding(self, env.panes, parts)
        self._connect()

    @property
    def form(self) -> RecordForm | None:
        """The form of the record at hand, once there was one."""
        return self.detail.form

    # -- what a section of its own kind may put elsewhere -----------------------------------------

    def make_columns(self, section: Section) -> Sequence[Column] | None:
        """The columns of the list; None for those that suit the kind."""
        if not section.columns:
            return None
        ranks = {name: rank for rank, name in enumerate(reversed(section.yields), start=1)}
        named = columns_named(self._record_class, *section.columns)
        found = [replace(column, rank=ranks.get(column.name, 0)) for column in named]
        if section.words:
            place = stretch_column(found)
            found[place] = replace(found[place], narrow=section.words)
        return found

    def make_top(self) -> QWidget | None:
        """What stands above the list and may be drawn smaller: the chart, where there is one."""
        return self.chart

    def make_bar(self) -> QWidget | None:
        """What stands right on the list: an entry line, a summary."""
        return None

    def make_foot(self) -> QWidget | None:
        """What stands right under the list: its totals."""
        return None

    def records(self, snapshot: Snapshot) -> Sequence[Record]:
        """The records that are listed, in the order they are shown."""
        return records_of(snapshot, self.kind)

    def _lay_out(self, section: Section) -> dict[str, Part]:
        parts = {"form": Part(self.detail, least=self.form_least, place="form")}
        self.upright = QSplitter(Qt.Orientation.Vertical, self)
        top = self.make_top()
        if top is not None:
            self.upright.addWidget(top)
            place = f"top.{section.key}"
            parts["top"] = Part(top, least=self.top_least, high=True, place=place)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        return parts

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
        records.move_wanted.connect(self._on_move)
        records.current_changed.connect(self._show_current)
        records.open_wanted.connect(self._enter_form)
        records.paste_wanted.connect(self._paste)
        records.empty.read.setVisible(self.kind in KINDS)
        records.empty.read.clicked.connect(lambda: self.read_table())
        records.entered.connect(lambda: self.folding.peek("form", False))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = event.size().height() < self.env.theme.sizes.px(TIGHT)
        for words in self.gives_way:
            words.give_way(tight)

    # -- showing --------------------------------------------------------------------------------

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the open deal as it now is; only what the changed kinds can touch."""
        deal = self.env.open_deal
        snapshot = deal.snapshot
        if snapshot is None:
            return
        found = self.records(snapshot)
        # While there is no record its form has nothing to say that the list does not.
        empty = not records_of(snapshot, self.kind)
        left = empty and self.detail.isAncestorOf(self.window().focusWidget() or self)
        if empty:
            self.folding.peek("form", False)
        self.folding.give_way("form", empty, "empty")
        self.list.show_records(found, snapshot, self._sentences(snapshot), deal.drafts)
        if found and not self.list.selected_ids():
            # A list that has the keyboard before it has rows makes the first current, unselected.
            self.list.select(self.list.current_id() or found[0].id)
        if left and self.isVisible():
            self.focus_main()
        if self.chart is not None and kinds != frozenset({"drafts"}):
            self.chart.refresh()
        self._show_current(self.list.current_id())

    def _sentences(self, snapshot: Snapshot) -> dict[UUID, Sentences]:
        """What is doubted of each record, and of what lies in it."""
        found: dict[UUID, tuple[SenseWarning, ...]] = {}
        for record_id, doubts in self.env.open_deal.warnings.items():
            outer = find_record(snapshot, record_id) if doubts[0].kind == self.kind else None
            if outer is not None:
                owner = outer[1].id
                found[owner] = (*found[owner], *doubts) if owner in found else doubts
        formats = self.env.formats
        return {owner: Sentences(doubts, snapshot, formats) for owner, doubts in found.items()}

    def _show_current(self, record_id: UUID | None) -> None:
        self.detail.show_record(record_id)

    # -- doing ----------------------------------------------------------------------------------

    @override
    def select(self, record_id: UUID) -> None:
        """Make a record the one at hand."""
        self.list.select(record_id)

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the list."""
        self.focus_list()

    @override
    def focus_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def flush(self) -> None:
        """Store what has been typed and not stored yet."""
        self.list.flush()
        self.detail.flush()

    @override
    def add(self) -> None:
        """Add a record and begin to write it."""
        added = self.env.editing.add(self.kind)
        if added is not None:
            self.list.select(added)
            self.folding.peek("form")
            if self.form is not None and not self.form.focus_field(
                self._record_class.meta.title_field
            ):
                self.form.focus_field()

    @override
    def read_table(self, path: Path | None = None, *, pasted: bool = False) -> bool:
        if self.kind not in KINDS:
            return False
        from negotiator_desk.ui.dialogs.read_register import ReadRegisterDialog

        dialog = ReadRegisterDialog(self.env, self.kind, self)
        if path is not None:
            dialog.read_file(path)
        elif pasted:
            dialog.paste_cells()
        dialog.exec()
        dialog.deleteLater()
        if dialog.added:
            self.list.select(dialog.added[0])
        return True

    def _paste(self) -> None:
        if QGuiApplication.clipboard().text().strip():
            self.read_table(pasted=True)

    @override
    def duplicate(self) -> None:
        """Put a copy behind each selected record."""
        self._on_duplicate(self.kind, self.list.selected_ids())

    @override
    def remove(self) -> None:
        """Delete the selected records; undo brings them back."""
        self._on_remove(self.kind, self.list.selected_ids())

    @override
    def act(self, name: str) -> None:
        """Edit, copy or move the record at hand."""
        table = self.list.table
        table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        match name:
            case "edit_record":
                table.enter()
            case "copy_records":
                table.copy_rows()
            case "move_up" | "move_down":
                table.move_current(-1 if name == "move_up" else 1)

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
        order = [record.id for record in self.list.model.records()]
        last = max(order.index(record_id) for record_id in ids)
        self.env.editing.remove(kind, ids)
        left = [record_id for record_id in order if record_id not in set(ids)]
        if left:
            self.list.select(left[min(last - len(ids) + 1, len(left) - 1)])

    def _on_move(self, kind: str, record_id: UUID, index: int) -> None:
        """Put a record where another one stands now, which may not be that place in the deal."""
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        target = self.records(snapshot)[index].id
        whole = [record.id for record in records_of(snapshot, self.kind)]
        self.env.editing.move(kind, record_id, whole.index(target))

    def _enter_form(self, _record_id: UUID) -> None:
        self.folding.peek("form")
        if self.form is not None:
            self.form.focus_field()
