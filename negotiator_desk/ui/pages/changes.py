"""The register of changes: who asked, what it costs, what comes back, how far it is, its clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.register import (
    ChangeRow,
    EntitlementRow,
    State,
    change_row,
    change_rows,
    on_top,
    totals_of,
)
from negotiator_desk.domain.rounding import Units, from_units
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.fields import field_map, is_missing
from negotiator_desk.models.kinds import find_record
from negotiator_desk.ui.models.columns import Column, field_column
from negotiator_desk.ui.pages.by_facts import ByFacts
from negotiator_desk.ui.pages.change_state import ChangeState
from negotiator_desk.ui.pages.records import WIDE_LOG, RecordsView
from negotiator_desk.ui.widgets.on_top import SHOWN, Group, OnTop
from negotiator_desk.ui.widgets.sums import Sums
from negotiator_desk.wording import changes as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import title_of

if TYPE_CHECKING:
    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.domain.register import Worry
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

NARROW: Final = 800
"""Under this width, in pixels of the design, what comes back is not cut but takes two lines."""

_SEEN: Final = frozenset({"changes", "deal"})


def groups_of(
    worries: Mapping[Worry, tuple[UUID, ...]], snapshot: Snapshot, env: Env
) -> list[Group]:
    """What stands on top, by worry, with the titles of the first records."""
    groups = []
    for worry, ids in worries.items():
        text, meaning = wording.worry_words(worry)
        named = tuple((each, _short_title(each, snapshot, env)) for each in ids[:SHOWN])
        groups.append(Group(text, meaning, named, len(ids) - len(named)))
    return groups


def _short_title(record_id: UUID, snapshot: Snapshot, env: Env) -> str:
    """The title alone: the strip stands on the list, which says the rest."""
    found = find_record(snapshot, record_id)
    record = None if found is None else found[1]
    if isinstance(record, Change) and not is_missing(record.title):
        return record.title if record.number is None else f"{record.number} {record.title}"
    return title_of(record_id, env.formats, snapshot)


Rows = Mapping[UUID, ChangeRow]


def _rows_of(facts: Facts) -> Rows:
    return {row.change.id: row for row in change_rows(facts)}


def clock_day(row: ChangeRow | EntitlementRow) -> date | None:
    """The day on which the clock of a row runs out."""
    return None if row.clock is None else row.clock.day


def _back(row: ChangeRow) -> Units | None:
    """What comes back; nothing for a change to which nothing is to come yet."""
    given_away = row.state is State.AGREED and row.fact.cost
    return row.fact.compensation if row.fact.compensation or given_away else None


class ChangesView(RecordsView):
    """Changes with what stands on top above them and what they come to below."""

    form_least = WIDE_LOG

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._rows: ByFacts[Rows] = ByFacts(env.open_deal, _rows_of, {})
        super().__init__(section, env, parent)
        self.list.table.narrow = NARROW
        self.state = ChangeState(env, self.detail)
        self.detail.put_above(self.state)

    # -- its own parts ----------------------------------------------------------------------------

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        specs = field_map(Change)

        def own(
            name: str,
            title: str,
            width: int,
            said: Callable[[ChangeRow], wording.Said],
            *,
            order: Callable[[ChangeRow], Any] | None = None,
            rank: int = 0,
            right: bool = False,
        ) -> Column:
            return Column(
                name=name,
                title=title,
                width=width,
                right=right,
                text=lambda change: said(self.row_of(change))[0],
                meaning=lambda change: said(self.row_of(change))[1],
                depends=_SEEN,
                rank=rank,
                order=None if order is None else lambda change: order(self.row_of(change)),
            )

        asked = Column(
            name="asked",
            title=_("Asked"),
            width=170,
            text=wording.asked_words,
            rank=3,
        )
        back = own("compensation", _("Comes back"), 200, self._compensation, order=_back, rank=1)
        return (
            field_column(specs["number"], 40, _("No.")),
            replace(field_column(specs["title"], 112), stretch=True),
            own("state", _("State"), 188, self._state, order=attrgetter("state")),
            own("clock", _("Clock"), 134, self._clock, order=clock_day),
            replace(field_column(specs["cost_to_us"], 76, _("Cost")), text=self._cost),
            replace(back, narrow=128),
            own("absorbed", _("Not paid for"), 88, self._absorbed, rank=2, right=True),
            asked,
            replace(field_column(specs["instructed_by"], 130), rank=4),
            replace(field_column(specs["ends_on"], 100, _("Temporary until")), rank=5),
        )

    @override
    def make_bar(self) -> QWidget:
        bar = QWidget(self)
        column = QVBoxLayout(bar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.top = OnTop(bar)
        self.gives_way.append(self.top)
        self.top.activated.connect(self.select)
        column.addWidget(self.top)
        return bar

    @override
    def make_foot(self) -> QWidget:
        foot = QWidget(self)
        self.sums = Sums(_("What all changes come to"), foot)
        self.gives_way.append(self.sums)
        self.read = QPushButton(_("Read a register…"), foot)
        self.read.setToolTip(_("Changes from a CSV or XLSX file, or pasted from a spreadsheet"))
        self.read.clicked.connect(lambda: self.read_table())
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sums, 1)
        row.addStretch(0)
        row.addWidget(self.read, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        return foot

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        rows = self._rows().values()
        self.top.show_groups(groups_of(on_top(rows), snapshot, self.env))
        currency = snapshot.deal.currency
        said = wording.totals_words(totals_of(rows), currency, self.env.formats)
        self.sums.show_said(said if rows else ())

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        snapshot = self.env.open_deal.snapshot
        found = () if snapshot is None else snapshot.changes
        change = next((each for each in found if each.id == record_id), None)
        self.state.show_change(None if change is None else self.row_of(change), change)

    # -- what the columns say ---------------------------------------------------------------------

    def row_of(self, change: Change) -> ChangeRow:
        """A change as the register shows it; one of a later day has no clock yet."""
        return self._rows().get(change.id) or change_row(change)

    @property
    def _currency(self) -> str:
        return self.env.around.suggestions.currency

    def _cost(self, change: Change) -> str:
        fact = self.row_of(change).fact
        if not fact.known:
            return _("unknown") if fact.open or fact.live else ""
        return self.env.formats.amount(from_units(fact.cost), self._currency)

    def _state(self, row: ChangeRow) -> wording.Said:
        return wording.state_words(row, self._currency, self.env.formats)

    def _clock(self, row: ChangeRow) -> wording.Said:
        return wording.clock_words(row.clock, self.env.formats)

    def _compensation(self, row: ChangeRow) -> wording.Said:
        return wording.compensation_words(row, self._currency, self.env.formats)

    def _absorbed(self, row: ChangeRow) -> wording.Said:
        return wording.absorbed_words(row, self._currency, self.env.formats)
