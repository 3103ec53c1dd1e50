"""Each offer in the row of its side: what it moved against the one before, and for which trade."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

import msgspec

from negotiator_desk.domain.facts import in_order, offers_of, received_value, revision_on
from negotiator_desk.domain.rounding import from_units, units
from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Offer, Trade


class Move(Enum):
    """What an offer did to the price of its side, scope corrected."""

    UNDATED = "undated"
    FIRST = "first"
    TOWARDS = "towards"
    SAME = "same"
    AWAY = "away"


class OfferLine(msgspec.Struct, frozen=True, kw_only=True):
    """One offer against the one before it of the same side.

    ``step`` is the way it went towards the other side, corrected for scope: ours is previous −
    new + scope value, the buyer's new − previous − scope value; negative for a step away, None
    for an undated or a first offer. ``paid`` says that ``trade`` is agreed and brings a return of
    some value, which is what makes a fall one for a return.
    """

    offer: Offer
    move: Move
    previous: Offer | None = None
    step: Fraction | None = None
    trade: Trade | None = None
    paid: bool = False

    @property
    def falls(self) -> bool:
        """Whether our price fell."""
        return self.offer.party is Side.US and self.move is Move.TOWARDS


def step_between(previous: Offer, later: Offer) -> Fraction:
    """The way from one offer of a side to its next towards the other side, scope corrected."""
    fall = units(previous.amount) - units(later.amount) + units(later.scope_value)
    return from_units(fall if later.party is Side.US else -fall)


def brings_a_return(trade: Trade, as_of: date) -> bool:
    """Whether a fall that names this trade is one for a return: agreed by then, of some value."""
    days = (trade.made_on, trade.decided_on)
    return (
        trade.status is TradeStatus.AGREED
        and all(day is None or day <= as_of for day in days)
        and received_value(trade.received) > 0
    )


def _line(
    previous: Offer | None, offer: Offer, trades: Mapping[UUID, Trade], as_of: date
) -> OfferLine:
    trade = None if offer.trade_id is None else trades.get(offer.trade_id)
    paid = trade is not None and brings_a_return(trade, as_of)
    if previous is None:
        return OfferLine(offer=offer, move=Move.FIRST, trade=trade, paid=paid)
    step = step_between(previous, offer)
    move = Move.TOWARDS if step > 0 else Move.AWAY if step < 0 else Move.SAME
    return OfferLine(offer=offer, move=move, previous=previous, step=step, trade=trade, paid=paid)


def offer_lines(snapshot: Snapshot, as_of: date) -> Mapping[UUID, OfferLine]:
    """Every offer of the deal by its id, with its step; an undated one has none."""
    trades = {trade.id: trade for trade in snapshot.trades}
    found = {offer.id: OfferLine(offer=offer, move=Move.UNDATED) for offer in snapshot.offers}
    for side in Side:
        row = offers_of(snapshot, side)
        if row:
            found[row[0].id] = _line(None, row[0], trades, as_of)
        for previous, later in pairwise(row):
            found[later.id] = _line(previous, later, trades, as_of)
    return found


def line_of_draft(snapshot: Snapshot, draft: Offer, as_of: date) -> OfferLine:
    """What an offer that is not recorded yet would move; it comes last of its day."""
    if draft.made_on is None or draft.amount is None or draft.party is None:
        return OfferLine(offer=draft, move=Move.UNDATED)
    earlier = [
        offer
        for offer in offers_of(snapshot, draft.party)
        if offer.made_on is not None and offer.made_on <= draft.made_on
    ]
    trades = {trade.id: trade for trade in snapshot.trades}
    return _line(earlier[-1] if earlier else None, draft, trades, as_of)


def prices_of_trades(snapshot: Snapshot) -> Mapping[UUID, Offer]:
    """The last offer of ours that names each trade: the price that the trade gives, by its id.

    An undated offer was not made, and is left out.
    """
    return {o.trade_id: o for o in offers_of(snapshot, Side.US) if o.trade_id is not None}


def trades_for_a_fall(snapshot: Snapshot) -> tuple[Trade, ...]:
    """The trades that a fall of ours can be part of: agreed and proposed ones, the latest first."""
    open_ones = (TradeStatus.AGREED, TradeStatus.PROPOSED)
    found = [trade for trade in snapshot.trades if trade.status in open_ones]
    return tuple(sorted(found, key=lambda t: t.decided_on or t.made_on or date.min, reverse=True))


def revision_in_force(
    revisions: Iterable[CorridorRevision], day: date | None
) -> CorridorRevision | None:
    """The corridor revision in force on a date; undated revisions come first."""
    return revision_on(in_order(tuple(revisions)), day)
