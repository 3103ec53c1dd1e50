"""Concession pattern: the steps of each side in order, and whether they fall, hold or rise.

An estimate of nothing: the steps are what was recorded. What they make the other side expect is
said in ``wording.price`` with its ground.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

import msgspec

from negotiator_desk.domain.facts import in_order, offers_of, revision_on
from negotiator_desk.domain.prices import step_between
from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import Side
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Offer


class Trend(Enum):
    """A step against the one before it, or a row of them."""

    FALLING = "falling"
    EQUAL = "equal"
    RISING = "rising"
    MIXED = "mixed"
    """Of a row only: some fell, some did not."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a side towards the other, corrected for scope.

    ``share`` is its share of the room (opening − walk-away by the revision in force on its date),
    None where the room is not known or empty. ``ratio`` and ``trend`` compare it with the last
    step before it that was one: an offer that did not move towards the other side is listed with
    an amount of 0 or less and is not compared.
    """

    offer: UUID
    day: date
    amount: Fraction
    share: Fraction | None = None
    ratio: Fraction | None = None
    trend: Trend | None = None


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of both sides in time order."""

    ours: tuple[Step, ...]
    buyer: tuple[Step, ...]


def concession_pattern(snapshot: Snapshot, as_of: date, draft: Offer | None = None) -> Pattern:
    """The steps of both sides up to a date, with a drafted offer at the end where one is given."""
    revisions = in_order(snapshot.corridor)
    return Pattern(
        ours=_steps(snapshot, Side.US, revisions, as_of, draft),
        buyer=_steps(snapshot, Side.BUYER, revisions, as_of, draft),
    )


def overall(steps: Sequence[Step]) -> Trend | None:
    """The row of steps in one word; None with fewer than two steps to compare."""
    trends = {step.trend for step in steps if step.trend is not None}
    if not trends:
        return None
    return trends.pop() if len(trends) == 1 else Trend.MIXED


def _steps(
    snapshot: Snapshot,
    side: Side,
    revisions: Sequence[CorridorRevision],
    as_of: date,
    draft: Offer | None,
) -> tuple[Step, ...]:
    offers = [o for o in offers_of(snapshot, side) if o.made_on is not None and o.made_on <= as_of]
    if draft is not None and draft.party is side and draft.made_on and draft.amount is not None:
        day = draft.made_on
        offers = [o for o in offers if o.made_on is not None and o.made_on <= day]
        offers.append(draft)
    found: list[Step] = []
    before: Fraction | None = None
    for previous, later in pairwise(offers):
        amount = step_between(previous, later)
        assert later.made_on is not None  # undated offers are left out
        moved = before is not None and amount > 0
        found.append(
            Step(
                offer=later.id,
                day=later.made_on,
                amount=amount,
                share=_share(amount, revision_on(revisions, later.made_on)),
                ratio=amount / before if moved and before is not None else None,
                trend=_trend(before, amount) if moved and before is not None else None,
            )
        )
        before = amount if amount > 0 else before
    return tuple(found)


def _share(amount: Fraction, revision: CorridorRevision | None) -> Fraction | None:
    if revision is None or revision.opening is None or revision.walk_away is None:
        return None
    room = Fraction(revision.opening) - Fraction(revision.walk_away)
    return amount / room if room > 0 else None


def _trend(before: Fraction, amount: Fraction) -> Trend:
    if amount == before:
        return Trend.EQUAL
    return Trend.FALLING if amount < before else Trend.RISING
