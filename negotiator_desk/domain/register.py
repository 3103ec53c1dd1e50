"""The register of changes and of entitlements: the state of each, and what has to stand on top."""

import enum
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.clocks import Clock, clocks_of
from negotiator_desk.domain.delivery import ChangeFact, change_fact, is_open, overdue
from negotiator_desk.domain.facts import Facts
from negotiator_desk.domain.rounding import Units
from negotiator_desk.models.choices import ChangeStatus
from negotiator_desk.models.delivery import Change, Entitlement


class State(enum.Enum):
    """How far a change has come; each is kept apart in every sum and sentence."""

    POTENTIAL = "potential"
    PRICED = "priced"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Worry(enum.Enum):
    """Why a record stands on top, the worst first."""

    BEGUN = "begun"
    UNPRICED = "unpriced"
    OVERDUE = "overdue"
    NEAR = "near"
    ABSORBED = "absorbed"


_STATES: Final[Mapping[ChangeStatus | None, State]] = {
    None: State.POTENTIAL,
    ChangeStatus.RAISED: State.POTENTIAL,
    ChangeStatus.ASSESSED: State.POTENTIAL,
    ChangeStatus.OFFERED: State.PRICED,
    ChangeStatus.AGREED: State.AGREED,
    ChangeStatus.REFUSED: State.REFUSED,
    ChangeStatus.WITHDRAWN: State.WITHDRAWN,
}


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A change as the register shows it.

    ``begun`` says that work began before there was a decision for it (or without one), ``wasted``
    that work was done on a change that was then refused or withdrawn: its cost is lost.
    """

    fact: ChangeFact
    state: State
    clock: Clock | None
    begun: bool
    wasted: bool
    worries: tuple[Worry, ...]

    @property
    def change(self) -> Change:
        """The record."""
        return self.fact.change


class EntitlementRow(msgspec.Struct, frozen=True, kw_only=True):
    """An entitlement as the register shows it; ``late`` says that it is open and past its day."""

    entitlement: Entitlement
    clock: Clock | None
    late: bool
    worries: tuple[Worry, ...]


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """What the register comes to, in ten-thousandths: known cost by state, and where it went."""

    counts: Mapping[State, int]
    costs: Mapping[State, Units]
    compensation: Units
    absorbed: Units
    wasted: Units
    unknown: int


def state_of(change: Change) -> State:
    """How far a change has come."""
    return _STATES[change.status]


def begun_early(change: Change) -> bool:
    """Whether work began without a decision for it, or before it."""
    started = change.work_started_on
    if started is None:
        return False
    if change.status is not ChangeStatus.AGREED or change.decided_on is None:
        return True
    return change.decided_on > started


def change_rows(facts: Facts) -> tuple[ChangeRow, ...]:
    """The register as of the date of the facts, in list order."""
    clocks = clocks_of(facts, "changes")
    return tuple(
        change_row(change, clocks.get(change.id), closed=facts.closed)
        for change in facts.now.changes
    )


def change_row(change: Change, clock: Clock | None = None, *, closed: bool = False) -> ChangeRow:
    """One change of the register with its clock; in a closed deal nothing stands on top."""
    fact = change_fact(change)
    begun = begun_early(change)
    worries = []
    if begun and fact.open and not closed:
        worries.append(Worry.BEGUN)
    if (fact.open or fact.live) and not fact.known and not closed:
        worries.append(Worry.UNPRICED)
    if clock is not None and clock.overdue:
        worries.append(Worry.OVERDUE)
    if clock is not None and clock.near:
        worries.append(Worry.NEAR)
    if fact.agreed and fact.absorbed and fact.known:
        worries.append(Worry.ABSORBED)
    return ChangeRow(
        fact=fact,
        state=state_of(change),
        clock=clock,
        begun=begun,
        wasted=change.work_started_on is not None
        and state_of(change) in (State.REFUSED, State.WITHDRAWN),
        worries=tuple(worries),
    )


def totals_of(rows: Iterable[ChangeRow]) -> Totals:
    """What the register comes to; compensation and absorbed cost are of agreed changes."""
    counts = dict.fromkeys(State, 0)
    costs: dict[State, Units] = dict.fromkeys(State, 0)
    compensation: Units = 0
    absorbed: Units = 0
    wasted: Units = 0
    unknown = 0
    for row in rows:
        counts[row.state] += 1
        costs[row.state] += row.fact.cost
        unknown += not row.fact.known and (row.fact.open or row.fact.live)
        if row.fact.agreed:
            compensation += row.fact.compensation
            absorbed += row.fact.lost
        elif row.wasted:
            wasted += row.fact.lost
    return Totals(
        counts=counts,
        costs=costs,
        compensation=compensation,
        absorbed=absorbed,
        wasted=wasted,
        unknown=unknown,
    )


def entitlement_rows(facts: Facts) -> tuple[EntitlementRow, ...]:
    """What the contract gives us, as of the date of the facts, in list order."""
    clocks = clocks_of(facts, "entitlements")
    return tuple(
        entitlement_row(each, facts.as_of, clocks.get(each.id)) for each in facts.now.entitlements
    )


def entitlement_row(
    entitlement: Entitlement, as_of: date, clock: Clock | None = None
) -> EntitlementRow:
    """One entitlement with its clock."""
    late = overdue(entitlement, as_of)
    worries = []
    if late:
        worries.append(Worry.OVERDUE)
    elif clock is not None and clock.near:
        worries.append(Worry.NEAR)
    if is_open(entitlement) and entitlement.value is None:
        worries.append(Worry.UNPRICED)
    return EntitlementRow(entitlement=entitlement, clock=clock, late=late, worries=tuple(worries))


def on_top(
    rows: Iterable[ChangeRow] | Iterable[EntitlementRow],
) -> Mapping[Worry, tuple[UUID, ...]]:
    """The records of each worry: a record under its worst one only, in list order."""
    found: dict[Worry, list[UUID]] = {worry: [] for worry in Worry}
    for row in rows:
        if row.worries:
            record = row.change if isinstance(row, ChangeRow) else row.entitlement
            found[row.worries[0]].append(record.id)
    return {worry: tuple(ids) for worry, ids in found.items() if ids}
