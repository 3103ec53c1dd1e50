"""Plain data as of a date behind the charts of one deal; amounts exact, in its currency."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import msgspec

from negotiator_desk.domain.corridor import corridor_of
from negotiator_desk.domain.delivery import change_fact
from negotiator_desk.domain.facts import UNDATED, Facts, facts_of
from negotiator_desk.domain.prices import step_between
from negotiator_desk.domain.results import Corridor
from negotiator_desk.domain.rounding import ONE, from_units
from negotiator_desk.domain.signature import LockState, lock_state
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Offer


def _amount(amount: Decimal | None) -> Fraction | None:
    """A recorded amount as an exact number."""
    return None if amount is None else Fraction(amount)


class OfferPoint(msgspec.Struct, frozen=True):
    """One offer of one side.

    ``step`` is the way from the one before towards the other side, corrected for the ``scope``
    added; None for the first. ``for_nothing`` marks a fall of ours that no agreed trade pays for.
    """

    record: UUID
    day: date
    amount: Fraction
    step: Fraction | None = None
    scope: Fraction = Fraction(0)
    for_nothing: bool = False


class RevisionPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A corridor revision, in force from its day on; undated ones come first."""

    record: UUID
    day: date | None
    opening: Fraction | None
    target: Fraction | None
    walk_away: Fraction | None
    buyer_expected: Fraction | None
    buyer_limit: Fraction | None


class CorridorSeries(msgspec.Struct, frozen=True, kw_only=True):
    """The price corridor over time: revisions, both sides' offers, where they would meet."""

    as_of: date
    revisions: tuple[RevisionPoint, ...]
    ours: tuple[OfferPoint, ...]
    buyer: tuple[OfferPoint, ...]
    award_on: date | None
    award_expected_on: date | None
    corridor: Corridor


class LedgerRow(msgspec.Struct, frozen=True, kw_only=True):
    """One agreed trade in kind; ``balance`` is the running value received less cost given.

    A row that holds several trades says with ``until`` which one is its last.
    """

    record: UUID
    number: int | None
    day: date | None
    cost: Fraction
    value: Fraction
    balance: Fraction
    unpriced: bool
    until: UUID | None = None


class LockRow(msgspec.Struct, frozen=True, kw_only=True):
    """One term with its state; a stake that is missing is unknown.

    ``locked_on`` is the day of a lock that holds, ``late`` whether the award came before it.
    """

    record: UUID
    state: LockState
    stake: Fraction | None
    red_line: bool
    locked_on: date | None
    late: bool


class LockReadiness(msgspec.Struct, frozen=True, kw_only=True):
    """Value at stake by state of the lock, against the award."""

    locked: Fraction
    reopened: Fraction
    agreed: Fraction
    open: Fraction
    rows: tuple[LockRow, ...]
    award_on: date | None
    award_expected_on: date | None


class BurnPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A live change and the sums up to it: cost, compensation, cost absorbed.

    ``known`` says whether its own cost is recorded.
    """

    record: UUID
    day: date | None
    cost: Fraction
    compensation: Fraction
    absorbed: Fraction
    known: bool


def _points(offers: tuple[Offer, ...], given_away: frozenset[UUID]) -> tuple[OfferPoint, ...]:
    found: list[OfferPoint] = []
    before: Offer | None = None
    for offer in offers:
        if offer.made_on is None or offer.amount is None:
            continue
        found.append(
            OfferPoint(
                offer.id,
                offer.made_on,
                Fraction(offer.amount),
                None if before is None else step_between(before, offer),
                Fraction(offer.scope_value or 0),
                offer.id in given_away,
            )
        )
        before = offer
    return tuple(found)


def corridor_series(snapshot: Snapshot, as_of: date) -> CorridorSeries:
    """The price corridor from the first revision on, with all dated offers up to the date."""
    facts = facts_of(snapshot, as_of)
    return CorridorSeries(
        as_of=as_of,
        revisions=tuple(
            RevisionPoint(
                record=revision.id,
                day=revision.set_on,
                opening=_amount(revision.opening),
                target=_amount(revision.target),
                walk_away=_amount(revision.walk_away),
                buyer_expected=_amount(revision.buyer_expected),
                buyer_limit=_amount(revision.buyer_limit),
            )
            for revision in facts.revisions
        ),
        ours=_points(
            facts.our_offers,
            frozenset(fall.offer.id for fall in facts.falls if not fall.for_return),
        ),
        buyer=_points(facts.buyer_offers, frozenset()),
        award_on=facts.deal.award_on,
        award_expected_on=facts.deal.award_expected_on,
        corridor=corridor_of(facts),
    )


def concession_ledger(snapshot: Snapshot, as_of: date) -> tuple[LedgerRow, ...]:
    """Agreed trades in date order (undated first), with what each gave, brought, and the sum."""
    facts = facts_of(snapshot, as_of)
    rows: list[LedgerRow] = []
    balance = Fraction(0)
    for fact in sorted(facts.agreed, key=lambda fact: fact.day or UNDATED):
        balance += Fraction(fact.value - fact.cost) / ONE
        rows.append(
            LedgerRow(
                record=fact.trade.id,
                number=fact.trade.number,
                day=fact.day,
                cost=from_units(fact.cost),
                value=from_units(fact.value),
                balance=balance,
                unpriced=fact.unpriced,
            )
        )
    return tuple(rows)


def in_groups(rows: Sequence[LedgerRow], most: int) -> tuple[LedgerRow, ...]:
    """Rows of a ledger put together where there are more than ``most``: neighbours, evenly."""
    if len(rows) <= most:
        return tuple(rows)
    size = -(-len(rows) // most)
    found = []
    for start in range(0, len(rows), size):
        group = rows[start : start + size]
        found.append(
            msgspec.structs.replace(
                group[0],
                cost=sum((row.cost for row in group), Fraction(0)),
                value=sum((row.value for row in group), Fraction(0)),
                balance=group[-1].balance,
                unpriced=any(row.unpriced for row in group),
                until=group[-1].record if len(group) > 1 else None,
            )
        )
    return tuple(found)


def lock_readiness(snapshot: Snapshot, as_of: date) -> LockReadiness:
    """What is at stake in locked, reopened, agreed and open terms."""
    facts = facts_of(snapshot, as_of)
    award = facts.deal.award_on
    rows = tuple(_lock_row(term, award) for term in facts.now.terms)
    sums = {
        state: sum((row.stake or Fraction(0) for row in rows if row.state is state), Fraction(0))
        for state in LockState
    }
    return LockReadiness(
        locked=sums[LockState.LOCKED],
        reopened=sums[LockState.REOPENED],
        agreed=sums[LockState.AGREED],
        open=sums[LockState.OPEN],
        rows=rows,
        award_on=award,
        award_expected_on=facts.deal.award_expected_on,
    )


def _lock_row(term: Term, award: date | None) -> LockRow:
    state = lock_state(term)
    locked_on = term.locked_on if state is LockState.LOCKED else None
    return LockRow(
        record=term.id,
        state=state,
        stake=_amount(term.value_at_stake),
        red_line=bool(term.red_line),
        locked_on=locked_on,
        late=award is not None and locked_on is not None and locked_on > award,
    )


def _live_changes(facts: Facts) -> list[tuple[date | None, BurnPoint]]:
    found = []
    for change in facts.now.changes:
        fact = change_fact(change)
        if not fact.live:
            continue
        days = [d for d in (change.decided_on, change.work_started_on) if d is not None]
        day = min(days) if days else change.raised_on
        point = BurnPoint(
            record=change.id,
            day=day,
            cost=from_units(fact.cost),
            compensation=from_units(fact.compensation),
            absorbed=from_units(fact.absorbed),
            known=fact.known,
        )
        found.append((day, point))
    return sorted(found, key=lambda pair: pair[0] or UNDATED)


def change_burn(snapshot: Snapshot, as_of: date) -> tuple[BurnPoint, ...]:
    """Live changes by the day they were decided or begun (else raised), with sums up to each.

    Known amounts only; absorbed is summed change by change, so a well-paid change does not hide
    one that was given away.
    """
    points: list[BurnPoint] = []
    cost = compensation = absorbed = Fraction(0)
    for _, point in _live_changes(facts_of(snapshot, as_of)):
        cost += point.cost
        compensation += point.compensation
        absorbed += point.absorbed
        points.append(
            msgspec.structs.replace(point, cost=cost, compensation=compensation, absorbed=absorbed)
        )
    return tuple(points)
