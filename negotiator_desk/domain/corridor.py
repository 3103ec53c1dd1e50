"""The price corridor as it stands, and where the two prices would meet if they went on so."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from negotiator_desk.domain.facts import Facts
from negotiator_desk.domain.results import Corridor
from negotiator_desk.domain.rounding import Units, from_units, units
from negotiator_desk.models.table import Offer


def _moves(offers: Sequence[Offer], direction: int) -> list[Units]:
    """The steps towards the other side, offer to offer; a step the other way counts 0."""
    amounts = [units(offer.amount) for offer in offers]
    return [max(0, direction * (later - earlier)) for earlier, later in pairwise(amounts)]


def corridor_of(facts: Facts) -> Corridor:
    """Width, midpoint and projected meeting of both sides' offers, scope not corrected.

    With no offer on a side nothing is said, with fewer than two on either side only width and
    midpoint.
    """
    ours, theirs = facts.our_offers, facts.buyer_offers
    if not ours or not theirs:
        return Corridor(n_us=len(ours), n_buyer=len(theirs))
    seller, buyer = units(ours[-1].amount), units(theirs[-1].amount)
    width = from_units(seller - buyer)
    midpoint = from_units(seller + buyer) / 2
    if len(ours) < 2 or len(theirs) < 2:
        return Corridor(width=width, midpoint=midpoint, n_us=len(ours), n_buyer=len(theirs))
    down, up = _moves(ours, -1), _moves(theirs, 1)
    our_sum, their_sum = sum(down, 0), sum(up, 0)
    our_step = Fraction(our_sum) / len(down)
    their_step = Fraction(their_sum) / len(up)
    rounds = meeting = None
    if seller > buyer and our_step + their_step > 0:
        rounds = Fraction(seller - buyer) / (our_step + their_step)
        meeting = from_units(seller - our_step * rounds)
    moved = our_sum + their_sum
    return Corridor(
        width=width,
        midpoint=midpoint,
        rounds_to_meet=rounds,
        projected_meeting=meeting,
        our_concession_share=Fraction(our_sum) / Fraction(moved) if moved else None,
        n_us=len(ours),
        n_buyer=len(theirs),
    )
