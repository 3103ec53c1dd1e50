"""What to lock before the award, and each movement after it with what it cost."""

from datetime import date
from fractions import Fraction
from typing import Final, Literal
from uuid import UUID

import msgspec

from negotiator_desk.domain.facts import Period, facts_of
from negotiator_desk.domain.rounding import Units, from_units
from negotiator_desk.domain.signature import LockState, exposed_in, lock_state, reopening_losses
from negotiator_desk.domain.table import leakage, price_lost
from negotiator_desk.domain.term_history import waits
from negotiator_desk.models.deal import Snapshot

AGREED_OPENNESS: Final = Fraction(1, 2)
"""How much of its stake an agreed term leaves open: a rule of thumb for the order, no forecast."""

Movement = Literal["trades", "offers", "terms"]


class LockStep(msgspec.Struct, frozen=True, kw_only=True):
    """A term that is not locked.

    ``weight`` is what is open of its stake, None where the stake is unknown. ``unanswered`` says
    that a reopening waits for an answer, which comes before a relock.
    """

    record: UUID
    name: str
    weight: Fraction | None
    red_line: bool
    unanswered: bool


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """One movement after the award, and what it cost."""

    kind: Movement
    record: UUID
    amount: Fraction


def lock_order(snapshot: Snapshot, as_of: date) -> tuple[LockStep, ...]:
    """The terms that are not locked, what should be locked first at the front.

    By what is open: of an open term its stake, of an agreed one half of it, of one that is reopened
    what the control model counts as exposed. Of the same weight red lines first, then as listed. A
    term whose stake is unknown stands behind those that are known, for nothing says how much it
    matters; a red line among them stands before all others, since it is never given.
    """
    steps = []
    facts = facts_of(snapshot, as_of)
    for term in facts.now.terms:
        state = lock_state(term)
        if state is LockState.LOCKED:
            continue
        weight: Fraction | None = None
        if term.value_at_stake is not None:
            weight = from_units(exposed_in(term, facts.paid))
            weight *= AGREED_OPENNESS if state is LockState.AGREED else 1
        steps.append(
            LockStep(
                record=term.id,
                name=term.name,
                weight=weight,
                red_line=bool(term.red_line),
                unanswered=state is LockState.REOPENED and waits(term) is not None,
            )
        )
    return tuple(sorted(steps, key=_rank))


def _rank(step: LockStep) -> tuple[int, Fraction, int]:
    if step.weight is None:
        return (0 if step.red_line else 2, Fraction(0), 0)
    return (1, -step.weight, 0 if step.red_line else 1)


def price_of_award(snapshot: Snapshot, as_of: date) -> tuple[Moved, ...]:
    """Everything lost after the award and before signing, dearest first.

    The same movements as the control model's price of award (``measure_signature``), so that their
    sum is what the control at signature has lost: trades whose leakage is of that period, falls of
    our price for nothing, and what reopened terms cost. A reopening stands for its own id.
    """
    facts = facts_of(snapshot, as_of)
    found: tuple[tuple[Movement, tuple[tuple[UUID, Units], ...]], ...] = (
        ("trades", leakage(facts, Period.AWARD)),
        ("offers", price_lost(facts, after_award=True)),
        ("terms", reopening_losses(facts, Period.AWARD, with_change=True)),
    )
    moved = [
        Moved(kind=kind, record=record, amount=from_units(amount))
        for kind, losses in found
        for record, amount in losses
        if amount > 0
    ]
    return tuple(sorted(moved, key=lambda each: -each.amount))
