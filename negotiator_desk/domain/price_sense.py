"""Sense rules of the price: offers against the corridor, and a walk-away that was lowered."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from negotiator_desk.domain.facts import UNDATED, in_order, offers_of, present, revision_on
from negotiator_desk.domain.rounding import ONE, Units, rounded, units
from negotiator_desk.domain.table import floors
from negotiator_desk.domain.warning import Warning
from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import Side
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Offer

FAR_OFF: Final = 10
"""An amount so many times the one before it, or a tenth of it, is doubted."""


def price_warnings(snapshot: Snapshot) -> Iterator[Warning]:
    """What does not fit in offers and corridor revisions."""
    ours, theirs = offers_of(snapshot, Side.US), offers_of(snapshot, Side.BUYER)
    revisions = in_order(snapshot.corridor)
    for offer in snapshot.offers:
        if offer.made_on is None:
            yield _warning(offer.id, "made_on", "offer_undated")
    yield from _ours(ours, revisions)
    yield from _theirs(ours, theirs)
    yield from _far_off(ours)
    yield from _far_off(theirs)
    yield from _lowered(revisions, ours[0].made_on if ours else None)


def draft_warnings(snapshot: Snapshot, draft: Offer) -> tuple[Warning, ...]:
    """What would be doubted about an offer that is not recorded yet."""
    with_it = replace(snapshot, offers=(*snapshot.offers, draft))
    return tuple(found for found in price_warnings(with_it) if found.record_id == draft.id)


def _warning(
    record_id: UUID,
    field: str,
    key: str,
    value: Units | None = None,
    other: Units | None = None,
    kind: str = "offers",
) -> Warning:
    params = (
        {}
        if value is None or other is None
        else {
            "value": _plain(value),
            "other_value": _plain(other),
        }
    )
    return Warning(kind=kind, record_id=record_id, field=field, key=key, params=params)


def _plain(amount: Units) -> Decimal:
    """An amount for a sentence: without zeros that say nothing."""
    number = rounded(Fraction(amount) / ONE, 4)
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _ours(offers: Sequence[Offer], revisions: Sequence[CorridorRevision]) -> Iterator[Warning]:
    """Ours within the corridor, as the check ``corridor_held`` judges it: scope taken out."""
    steps = floors(revisions, offers[0].made_on if offers else None)
    scope: Units = 0
    for offer in offers:
        day = offer.made_on or UNDATED
        scope += units(offer.scope_value)
        price = units(offer.amount) - scope
        floor = next((at for since, at in reversed(steps) if since <= day), None)
        if floor is not None and price < floor:
            yield _warning(offer.id, "amount", "below_floor", price, floor)
        revision = revision_on(revisions, offer.made_on)
        opening = None if revision is None or revision.opening is None else units(revision.opening)
        if opening is not None and price > opening:
            yield _warning(offer.id, "amount", "above_opening", price, opening)


def _theirs(ours: Sequence[Offer], theirs: Sequence[Offer]) -> Iterator[Warning]:
    place = -1
    for offer in theirs:
        while place + 1 < len(ours) and _day(ours[place + 1]) <= _day(offer):
            place += 1
        if place >= 0 and units(offer.amount) > units(ours[place].amount):
            asked = units(ours[place].amount)
            yield _warning(offer.id, "amount", "above_ours", units(offer.amount), asked)


def _far_off(offers: Sequence[Offer]) -> Iterator[Warning]:
    for before, later in pairwise(offers):
        one, other = units(before.amount), units(later.amount)
        if one > 0 and (other >= one * FAR_OFF or other * FAR_OFF <= one):
            yield _warning(later.id, "amount", "far_off", other, one)


def _lowered(revisions: Sequence[CorridorRevision], first: date | None) -> Iterator[Warning]:
    """A walk-away that went down after our first offer and that nobody approved."""
    for place, revision in enumerate(revisions):
        day = revision.set_on
        if first is None or day is None or day <= first or revision.walk_away is None:
            continue
        steps = floors(revisions[:place], first)
        if steps and units(revision.walk_away) < steps[-1][1] and not present(revision.approved_by):
            yield _warning(
                revision.id,
                "walk_away",
                "walk_away_lowered",
                units(revision.walk_away),
                steps[-1][1],
                kind="corridor",
            )


def _day(offer: Offer) -> date:
    return offer.made_on or UNDATED
