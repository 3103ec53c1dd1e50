"""The control at signature: terms are locked before behaviour shifts."""

import enum
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from uuid import UUID

import msgspec

from negotiator_desk.domain.facts import Facts, Period, present
from negotiator_desk.domain.kept import kept
from negotiator_desk.domain.measure import NONE, Measure, Measured, counted, share, weighed
from negotiator_desk.domain.rounding import Units, units
from negotiator_desk.domain.table import leakage, price_lost
from negotiator_desk.models.choices import Response
from negotiator_desk.models.signature import Reopening, Term
from negotiator_desk.models.table import Received, Trade


class LockState(enum.Enum):
    """How a term stands: open, agreed in words, locked, or reopened after a lock."""

    OPEN = "open"
    AGREED = "agreed"
    LOCKED = "locked"
    REOPENED = "reopened"


_UNANSWERED = (None, Response.PENDING)
_UNLOCKING = (None, Response.PENDING, Response.CONCEDED)


def once_locked(term: Term) -> bool:
    """Whether the term was ever locked: a lock date and the agreed wording."""
    return term.locked_on is not None and present(term.agreed_wording)


def _unlocks(reopening: Reopening) -> bool:
    return reopening.response in _UNLOCKING and reopening.relocked_on is None


def is_locked(term: Term) -> bool:
    """Whether the term is locked now: every conceded or unanswered reopening was relocked."""
    return once_locked(term) and not any(_unlocks(reopening) for reopening in term.reopenings)


def lock_state(term: Term) -> LockState:
    """The state of a term for people and charts."""
    if once_locked(term):
        return LockState.LOCKED if is_locked(term) else LockState.REOPENED
    return LockState.AGREED if present(term.agreed_wording) else LockState.OPEN


class _Loss(msgspec.Struct, frozen=True):
    """What follows from a reopening alone.

    ``whole`` is what it costs us unless ``trade`` is paid, ``changed`` whether it became a change.
    """

    day: date | None
    record: UUID
    whole: Units
    trade: UUID | None
    changed: bool

    def cost(self, paid: frozenset[UUID]) -> Units:
        """What it cost us; ``paid`` as in ``conceded``."""
        return 0 if self.trade in paid else self.whole


def _loss(reopening: Reopening) -> _Loss:
    return _Loss(
        reopening.resolved_on or reopening.raised_on,
        reopening.id,
        _whole(reopening),
        reopening.trade_id if reopening.response is Response.TRADED else None,
        reopening.change_id is not None,
    )


def _whole(reopening: Reopening) -> Units:
    """What a reopening costs us where no trade pays for it."""
    if reopening.response is Response.CONCEDED and reopening.value_conceded is not None:
        return units(reopening.value_conceded)
    if reopening.response in (Response.CONCEDED, Response.TRADED):
        return units(reopening.value_asked)
    return 0


def conceded(reopening: Reopening, paid: frozenset[UUID]) -> Units:
    """What a reopening cost us, in ten-thousandths.

    A conceded one costs what was conceded, else what was asked; one traded without a return of
    value costs what was asked. ``paid`` are the agreed trades with a return of value.
    """
    return _loss(reopening).cost(paid)


class _Parts(msgspec.Struct, frozen=True):
    """What follows from a term alone.

    ``asked`` is what can still go by its open reopenings; None where that is the stake without
    what was conceded.
    """

    stake: Units
    once: bool
    locked: bool
    asked: Units | None
    losses: tuple[_Loss, ...]


@kept
def _parts(term: Term) -> _Parts:
    return _Parts(
        units(term.value_at_stake),
        once_locked(term),
        is_locked(term),
        _asked(term),
        tuple(_loss(reopening) for reopening in term.reopenings),
    )


class _TermFact(msgspec.Struct, frozen=True):
    term: Term
    stake: Units
    once: bool
    locked: bool
    conceded: Units
    asked: Units | None


def _fact(term: Term, paid: frozenset[UUID]) -> _TermFact:
    parts = _parts(term)
    lost = sum((loss.cost(paid) for loss in parts.losses), 0)
    return _TermFact(term, parts.stake, parts.once, parts.locked, lost, parts.asked)


def _ids(terms: Iterable[_TermFact]) -> tuple[UUID, ...]:
    return tuple(fact.term.id for fact in terms)


def _stakes(terms: Iterable[_TermFact]) -> Units:
    return sum((fact.stake for fact in terms), 0)


def _stake(fact: _TermFact) -> Units:
    return fact.stake


def _locked_before_award(facts: Facts, terms: Sequence[_TermFact]) -> Measure:
    award = facts.deal.award_on
    # The cut has unset lock dates still to come, so before an award any lock is in time.
    timely = {
        fact.term.id
        for fact in terms
        if fact.once
        and (award is None or (fact.term.locked_on is not None and fact.term.locked_on <= award))
    }
    late = [fact for fact in terms if fact.term.id not in timely]
    ratio = weighed(terms, _stake, lambda fact: fact.term.id in timely)
    return Measure(
        name="locked_before_award",
        ratio=NONE if ratio is None else ratio,
        records=_ids(terms),
        failing=_ids(late),
        money=_stakes(late),
        mendable=award is None and not facts.closed,
    )


def _lock_evidence(facts: Facts, terms: Sequence[_TermFact]) -> Measure:
    locked = [fact for fact in terms if fact.locked]
    bare = [f for f in locked if not present(f.term.evidence) and not f.term.attachment_ids]
    without = set(_ids(bare))
    return Measure(
        name="lock_evidence",
        ratio=weighed(locked, _stake, lambda fact: fact.term.id not in without),
        records=_ids(locked),
        failing=_ids(bare),
        money=_stakes(bare),
        mendable=not facts.closed,
    )


def _locks_held(terms: Sequence[_TermFact]) -> Measure:
    locked = [fact for fact in terms if fact.once]
    moved = [fact for fact in locked if fact.conceded > 0]
    whole = _stakes(locked)
    ratio: Fraction | None
    if whole:
        kept = sum((fact.stake - min(fact.stake, fact.conceded) for fact in locked), 0)
        ratio = share(kept, whole)
    else:
        ratio = counted(len(locked) - len(moved), len(locked))
    return Measure(
        name="locks_held",
        ratio=ratio,
        records=_ids(locked),
        failing=_ids(moved),
        money=sum((fact.conceded for fact in moved), 0),
    )


def _red_lines(facts: Facts, terms: Sequence[_TermFact]) -> Measure:
    red = [fact for fact in terms if fact.term.red_line]
    loose = [fact for fact in red if not fact.locked]
    return Measure(
        name="red_lines_locked",
        ratio=counted(len(red) - len(loose), len(red)),
        records=_ids(red),
        failing=_ids(loose),
        money=_stakes(loose),
        mendable=not facts.closed,
    )


def unsecured_returns(facts: Facts, locked: frozenset[UUID]) -> tuple[tuple[Trade, Received], ...]:
    """Agreed returns that have neither come nor stand in a locked term, each with its trade.

    ``locked`` are the ids of the terms that are locked (``locked_ids``).
    """
    return tuple(
        (fact.trade, item)
        for fact in facts.agreed
        for item in fact.trade.received
        if item.received_on is None and item.term_id not in locked
    )


def _returns_secured(facts: Facts, loose: tuple[tuple[UUID, Units], ...]) -> Measure:
    items = [item for fact in facts.agreed for item in fact.trade.received]
    missing = {record for record, _ in loose}
    return Measure(
        name="returns_secured",
        ratio=weighed(
            items, lambda item: units(item.value_to_us), lambda item: item.id not in missing
        ),
        records=tuple(item.id for item in items),
        failing=tuple(record for record, _ in loose),
        money=sum((value for _, value in loose), 0),
        mendable=not facts.closed,
    )


def _exposed(fact: _TermFact) -> Units:
    """What can still go with one term."""
    return max(0, fact.stake - fact.conceded) if fact.asked is None else fact.asked


def _asked(term: Term) -> Units | None:
    """What open reopenings can still take of a locked term; None where it is not held any more."""
    loose = [reopening for reopening in term.reopenings if _unlocks(reopening)]
    if not once_locked(term) or any(r.response is Response.CONCEDED for r in loose):
        return None
    # A reopening that became a change is counted with the change.
    asked = [r.value_asked for r in loose if r.change_id is None]
    stake = units(term.value_at_stake)
    if any(amount is None for amount in asked):
        return stake
    return min(stake, sum((units(amount) for amount in asked), 0))


def exposed_in(term: Term, paid: frozenset[UUID]) -> Units:
    """What can still go with a term, in ten-thousandths; ``paid`` as in ``conceded``."""
    return _exposed(_fact(term, paid))


def reopening_losses(
    facts: Facts, period: Period, *, with_change: bool
) -> tuple[tuple[UUID, Units], ...]:
    """What reopenings of a period cost, by reopening.

    A reopening after signing is of the period delivery, every other one of the award, whatever its
    date: a term reopened before the award has no period of its own. ``with_change`` says whether
    those that became a change count here too.
    """
    paid = facts.paid

    @cache
    def falls_here(day: date | None) -> bool:
        found = facts.period(day)
        return period is (Period.AWARD if found is Period.TABLE else found)

    return tuple(
        (loss.record, loss.cost(paid))
        for term in facts.now.terms
        if term.reopenings
        for loss in _parts(term).losses
        if falls_here(loss.day) and (with_change or not loss.changed)
    )


def locked_ids(terms: Iterable[Term]) -> frozenset[UUID]:
    """The ids of the terms that are locked."""
    return frozenset(term.id for term in terms if is_locked(term))


def measure_signature(facts: Facts) -> Measured:
    """The five checks at signature, the price of award and what is exposed there."""
    terms = tuple(_fact(term, facts.paid) for term in facts.now.terms)
    locked = frozenset(fact.term.id for fact in terms if fact.locked)
    loose = tuple(
        (item.id, units(item.value_to_us)) for _, item in unsecured_returns(facts, locked)
    )
    return Measured(
        checks=(
            _locked_before_award(facts, terms),
            _lock_evidence(facts, terms),
            _locks_held(terms),
            _red_lines(facts, terms),
            _returns_secured(facts, loose),
        ),
        losses=(
            *leakage(facts, Period.AWARD),
            *price_lost(facts, after_award=True),
            *reopening_losses(facts, Period.AWARD, with_change=True),
        ),
        exposures=()
        if facts.closed
        else (*((fact.term.id, _exposed(fact)) for fact in terms), *loose),
        unpriced=tuple(term.id for term in facts.now.terms if term.value_at_stake is None),
    )
