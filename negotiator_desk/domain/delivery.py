"""The control in delivery: changes are negotiated variables."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

import msgspec

from negotiator_desk.domain.facts import Facts, Period, given_cost, received_value
from negotiator_desk.domain.kept import kept
from negotiator_desk.domain.measure import Measure, Measured, counted, share, weighed
from negotiator_desk.domain.rounding import ONE, Units, units
from negotiator_desk.domain.signature import reopening_losses
from negotiator_desk.domain.table import leakage
from negotiator_desk.models.choices import AskedIn, ChangeStatus, EntitlementStatus
from negotiator_desk.models.delivery import Change, Entitlement

_OPEN = (None, ChangeStatus.RAISED, ChangeStatus.ASSESSED, ChangeStatus.OFFERED)
_TURNED_DOWN = (ChangeStatus.REFUSED, ChangeStatus.WITHDRAWN)


class ChangeFact(msgspec.Struct, frozen=True):
    """A change with its known cost and compensation; ``known`` says whether its cost is."""

    change: Change
    cost: Units
    compensation: Units
    known: bool

    @property
    def agreed(self) -> bool:
        """Whether the change was agreed."""
        return self.change.status is ChangeStatus.AGREED

    @property
    def open(self) -> bool:
        """Whether the change is raised, assessed, offered, or has no status."""
        return self.change.status in _OPEN

    @property
    def live(self) -> bool:
        """Whether the change happens: it is agreed, or work on it has started."""
        return self.agreed or self.change.work_started_on is not None

    @property
    def absorbed(self) -> Units:
        """The known cost that nothing compensates."""
        return max(0, self.cost - self.compensation)

    @property
    def lost(self) -> Units:
        """What is gone: the absorbed cost of a change that happens for good, where it is known."""
        worked = self.change.work_started_on is not None
        gone = self.agreed or (self.change.status in _TURNED_DOWN and worked)
        return self.absorbed if gone and self.known else 0

    @property
    def exposed(self) -> Units:
        """What can still go: the absorbed cost of an open change, as far as it is known."""
        return self.absorbed if self.open else 0


@kept
def change_fact(change: Change) -> ChangeFact:
    """The cost and the compensation of a change, in ten-thousandths."""
    return ChangeFact(
        change,
        units(change.cost_to_us) + given_cost(change.given),
        units(change.price_change) + units(change.counter_value) + received_value(change.received),
        change.cost_to_us is not None,
    )


def _ids(changes: Sequence[ChangeFact]) -> tuple[UUID, ...]:
    return tuple(fact.change.id for fact in changes)


def _over(
    name: str,
    counted_in: Sequence[ChangeFact],
    holds: Callable[[ChangeFact], bool],
    mendable: Callable[[ChangeFact], bool] | None = None,
) -> Measure:
    """A check that counts changes; it can be mended when each failing one still can."""
    failing = [fact for fact in counted_in if not holds(fact)]
    return Measure(
        name=name,
        ratio=counted(len(counted_in) - len(failing), len(counted_in)),
        records=_ids(counted_in),
        failing=_ids(failing),
        money=sum((fact.cost for fact in failing), 0),
        mendable=mendable is not None and all(mendable(fact) for fact in failing),
    )


def _decided_first(fact: ChangeFact) -> bool:
    decided, started = fact.change.decided_on, fact.change.work_started_on
    return fact.agreed and decided is not None and (started is None or decided <= started)


def _writing_due(change: Change) -> date | None:
    return change.work_started_on or change.decided_on


def _in_writing(fact: ChangeFact) -> bool:
    change = fact.change
    if change.asked_in is AskedIn.WRITTEN:
        return True
    confirmed, due = change.confirmed_in_writing_on, _writing_due(change)
    return confirmed is not None and (due is None or confirmed <= due)


def _notice_in_time(facts: Facts, changes: Sequence[ChangeFact]) -> Measure:
    due = [
        fact
        for fact in changes
        if fact.change.notice_due_on is not None
        and (fact.change.notice_given_on is not None or fact.change.notice_due_on < facts.as_of)
    ]

    def given(fact: ChangeFact) -> bool:
        noted, by = fact.change.notice_given_on, fact.change.notice_due_on
        return noted is not None and by is not None and noted <= by

    return _over("notice_in_time", due, given)


def _compensated(facts: Facts, live: Sequence[ChangeFact]) -> Measure:
    known = [fact for fact in live if fact.known and fact.cost > 0]
    assumed = (
        Fraction(sum((fact.cost for fact in known), 0)) / len(known) if known else Fraction(ONE)
    )
    weighed_changes = [
        (fact, fact.cost if fact.known else assumed)
        for fact in live
        if fact.cost > 0 or not fact.known
    ]
    whole = sum((cost for _, cost in weighed_changes), 0)
    covered = sum((min(cost, max(0, f.compensation)) for f, cost in weighed_changes), 0)
    short = [fact for fact, cost in weighed_changes if fact.compensation < cost]
    return Measure(
        name="compensated",
        ratio=share(covered, whole) if weighed_changes else None,
        records=_ids([fact for fact, _ in weighed_changes]),
        failing=_ids(short),
        money=sum((fact.absorbed for fact in short), 0),
        mendable=not facts.closed and any(fact.open for fact in short),
    )


def is_open(entitlement: Entitlement) -> bool:
    """Whether an entitlement is still to be claimed; without a status it is."""
    return entitlement.status in (None, EntitlementStatus.OPEN)


def _is_past(day: date | None, as_of: date) -> bool:
    return day is not None and day < as_of


def _entitlements_claimed(facts: Facts) -> Measure:
    due = [
        entitlement
        for entitlement in facts.now.entitlements
        if entitlement.trade_id is None
        and (not is_open(entitlement) or _is_past(entitlement.due_on, facts.as_of))
    ]
    failing = [e for e in due if e.status is not EntitlementStatus.CLAIMED]
    return Measure(
        name="entitlements_claimed",
        ratio=weighed(
            due, lambda e: units(e.value), lambda e: e.status is EntitlementStatus.CLAIMED
        ),
        records=tuple(e.id for e in due),
        failing=tuple(e.id for e in failing),
        money=sum((units(e.value) for e in failing), 0),
        mendable=any(is_open(e) for e in failing),
    )


def overdue(entitlement: Entitlement, as_of: date) -> bool:
    """Whether an open entitlement is past the last day to ask for it, or past its due date."""
    return is_open(entitlement) and _is_past(entitlement.notice_by or entitlement.due_on, as_of)


_GONE = (EntitlementStatus.WAIVED, EntitlementStatus.MISSED)


def measure_delivery(facts: Facts) -> Measured:
    """The five checks in delivery, and what is lost and exposed there.

    In a closed deal only open entitlements are exposed, in one we did not win nothing is.
    """
    changes = tuple(change_fact(change) for change in facts.now.changes)
    live = tuple(fact for fact in changes if fact.live)
    entitlements = facts.now.entitlements
    open_changes = () if facts.closed else changes
    open_entitlements = () if facts.otherwise else entitlements
    return Measured(
        checks=(
            _over("decided_first", live, _decided_first),
            _compensated(facts, live),
            _notice_in_time(facts, changes),
            _over(
                "instructed_in_writing",
                live,
                _in_writing,
                lambda fact: not facts.closed and _writing_due(fact.change) is None,
            ),
            _entitlements_claimed(facts),
        ),
        losses=(
            *((fact.change.id, fact.lost) for fact in changes),
            *(
                (e.id, units(e.value))
                for e in entitlements
                if e.status in _GONE and e.trade_id is None
            ),
            *leakage(facts, Period.DELIVERY),
            *reopening_losses(facts, Period.DELIVERY, with_change=False),
        ),
        exposures=(
            *((fact.change.id, fact.exposed) for fact in open_changes),
            *((e.id, units(e.value)) for e in open_entitlements if overdue(e, facts.as_of)),
        ),
        unpriced=(
            *(fact.change.id for fact in changes if (fact.live or fact.open) and not fact.known),
            *(e.id for e in entitlements if e.value is None),
        ),
    )
