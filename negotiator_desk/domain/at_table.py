"""What is wanted at the table: where each variable stands, and which offers are open."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec

from negotiator_desk.domain.ladder import Place, place_of
from negotiator_desk.domain.stage import ended_otherwise
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Given, Offer, Received, Trade, Variable

Item = Given | Received


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Where a variable stands between the two sides: the last item agreed, offered or asked.

    Without an item nothing has been said about it. What is only planned is not on the table.
    """

    variable: Variable
    item: Item | None = None
    status: TradeStatus | None = None
    place: Place | None = None


def stands_of(snapshot: Snapshot) -> tuple[Stand, ...]:
    """Where every variable stands, in the order of the variables.

    Of several trades the last one counts: by the day it was decided, else made (undated first),
    then by number, then as listed.
    """
    last: dict[UUID, tuple[Item, TradeStatus]] = {}
    for trade in sorted(snapshot.trades, key=_order):
        if trade.status in (TradeStatus.AGREED, TradeStatus.PROPOSED):
            for item in _items(trade):
                if item.variable_id is not None:
                    last[item.variable_id] = item, trade.status
    stands = []
    for variable in snapshot.variables:
        if variable.id not in last:
            stands.append(Stand(variable=variable))
            continue
        item, status = last[variable.id]
        place = place_of(variable, item)
        stands.append(Stand(variable=variable, item=item, status=status, place=place))
    return tuple(stands)


def _order(trade: Trade) -> tuple[date, int]:
    day = trade.decided_on or trade.made_on or date.min
    return day, -1 if trade.number is None else trade.number


def _items(trade: Trade) -> Iterator[Item]:
    yield from trade.given
    yield from trade.received


class OpenOffer(msgspec.Struct, frozen=True, kw_only=True):
    """A price or a trade that still waits for an answer, and until when it stands."""

    record: Offer | Trade
    expires_on: date | None


def open_offers(snapshot: Snapshot) -> tuple[OpenOffer, ...]:
    """What waits for an answer: the last price of each side, and every trade proposed.

    Soonest to expire first, those without an end last. Once the deal was signed no price from
    before is open, and nothing at all once it ended without our winning it. An offer whose day
    has gone by stays, to be renewed or withdrawn.
    """
    if ended_otherwise(snapshot.deal):
        return ()
    signed_on = snapshot.deal.signed_on
    found: list[OpenOffer] = []
    for side in Side:
        offers = [o for o in snapshot.offers if o.party is side and o.made_on is not None]
        last = max(offers, key=lambda offer: offer.made_on or date.min, default=None)
        if last is None or last.made_on is None:
            continue
        same_day = [offer for offer in offers if offer.made_on == last.made_on]
        if signed_on is None or last.made_on > signed_on:
            found.append(OpenOffer(record=same_day[-1], expires_on=same_day[-1].expires_on))
    found += [
        OpenOffer(record=trade, expires_on=trade.expires_on)
        for trade in snapshot.trades
        if trade.status is TradeStatus.PROPOSED
    ]
    return tuple(sorted(found, key=lambda offer: offer.expires_on or date.max))
