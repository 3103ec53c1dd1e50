"""What the controls have in common, worked out once: offers in order, falls, trades, periods."""

import enum
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.asof import cut
from negotiator_desk.domain.kept import kept
from negotiator_desk.domain.rounding import Units, units
from negotiator_desk.domain.stage import ended_otherwise, stage_of
from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import Side, Stage, TradeStatus
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.table import Given, Offer, Received, Trade


class Period(enum.Enum):
    """When a trade or a reopening fell, measured against award and signing."""

    TABLE = "table"
    AWARD = "award"
    DELIVERY = "delivery"


class TradeFact(msgspec.Struct, frozen=True):
    """A trade in kind: known cost and value, whether a given item has no cost, its date."""

    trade: Trade
    cost: Units
    value: Units
    unpriced: bool
    day: date | None
    period: Period

    @property
    def leak(self) -> Units:
        """What went beyond the return, known amounts only."""
        return max(0, self.cost - self.value)


class Fall(msgspec.Struct, frozen=True):
    """Our price going down from one offer of ours to the next, corrected for scope.

    ``lost_part`` is the part of it below the target in force on the later offer's date.
    """

    offer: Offer
    amount: Units
    for_return: bool
    after_award: bool
    lost_part: Units


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """A deal as of a date, ordered and indexed for the checks.

    Our and the buyer's offers are in time order; corridor revisions likewise, undated first.
    ``paid`` are the ids of agreed trades whose return has a value.
    """

    as_of: date
    recorded: Snapshot
    now: Snapshot
    deal: Deal
    stage: Stage
    otherwise: bool
    revisions: tuple[CorridorRevision, ...]
    our_offers: tuple[Offer, ...]
    buyer_offers: tuple[Offer, ...]
    falls: tuple[Fall, ...]
    trades: tuple[TradeFact, ...]
    agreed: tuple[TradeFact, ...]
    paid: frozenset[UUID]

    @property
    def closed(self) -> bool:
        """Whether the deal is over: nothing can go any more but open entitlements."""
        return self.stage is Stage.CLOSED

    @property
    def first_offer_on(self) -> date | None:
        """The date of our first offer."""
        return self.our_offers[0].made_on if self.our_offers else None

    def period(self, day: date | None) -> Period:
        """The period of a date; none is of the table."""
        return period_of(self.deal, day)

    def revision_on(self, day: date | None) -> CorridorRevision | None:
        """The corridor revision in force on a date."""
        return revision_on(self.revisions, day)


UNDATED: Final = date.min
"""Where an undated revision or trade stands in order: first."""


def period_of(deal: Deal, day: date | None) -> Period:
    """The period of a date: after signing, else after the award, else at the table."""
    if day is not None:
        if deal.signed_on is not None and day > deal.signed_on:
            return Period.DELIVERY
        if deal.award_on is not None and day > deal.award_on:
            return Period.AWARD
    return Period.TABLE


def in_order(revisions: Sequence[CorridorRevision]) -> tuple[CorridorRevision, ...]:
    """Corridor revisions by date, undated first, those of one day as listed."""
    return tuple(sorted(revisions, key=lambda revision: revision.set_on or UNDATED))


def revision_on(revisions: Sequence[CorridorRevision], day: date | None) -> CorridorRevision | None:
    """The last of the ordered revisions dated on or before a day."""
    place = bisect_right(revisions, day or UNDATED, key=lambda revision: revision.set_on or UNDATED)
    return revisions[place - 1] if place else None


def given_cost(given: Sequence[Given]) -> Units:
    """The known cost of what is given."""
    return sum((units(item.cost_to_us) for item in given), 0)


def received_value(received: Sequence[Received]) -> Units:
    """The known value of what is received."""
    return sum((units(item.value_to_us) for item in received), 0)


def offers_of(snapshot: Snapshot, side: Side) -> tuple[Offer, ...]:
    """The dated offers of one side in time order, those of one day as listed."""
    return tuple(
        sorted(
            (
                offer
                for offer in snapshot.offers
                if offer.party is side and offer.made_on is not None and offer.amount is not None
            ),
            key=lambda offer: offer.made_on or UNDATED,
        )
    )


def trade_fact(deal: Deal, trade: Trade) -> TradeFact:
    """A trade in kind, as the checks weigh it."""
    day = trade.decided_on or trade.made_on
    return TradeFact(trade, *_weights(trade), day, period_of(deal, day))


@kept
def _weights(trade: Trade) -> tuple[Units, Units, bool]:
    """The known cost and value of a trade, and whether a given item has no cost."""
    return (
        given_cost(trade.given),
        received_value(trade.received),
        any(item.cost_to_us is None for item in trade.given),
    )


def _falls(
    deal: Deal,
    offers: Sequence[Offer],
    revisions: Sequence[CorridorRevision],
    paid: frozenset[UUID],
) -> tuple[Fall, ...]:
    found: list[Fall] = []
    for before, later in pairwise(offers):
        price = units(before.amount)
        reached = units(later.amount) - units(later.scope_value)
        if price <= reached:
            continue
        revision = revision_on(revisions, later.made_on)
        lost: Units = 0
        if revision is not None and revision.target is not None:
            target = units(revision.target)
            lost = max(0, min(price, target) - min(reached, target))
        made_on = later.made_on
        found.append(
            Fall(
                later,
                price - reached,
                later.trade_id in paid,
                deal.award_on is not None and made_on is not None and made_on > deal.award_on,
                lost,
            )
        )
    return tuple(found)


def _trade_facts(now: Snapshot, before: Facts | None) -> tuple[TradeFact, ...]:
    """The trades in kind; those of before are taken over where nothing they rest on changed."""
    deal = now.deal
    known: dict[int, TradeFact] = {}  # by identity: the fact keeps its trade alive
    if before is not None:
        then = before.deal
        if (then.award_on, then.signed_on) == (deal.award_on, deal.signed_on):
            known = {id(fact.trade): fact for fact in before.trades}
    return tuple(known.get(id(trade)) or trade_fact(deal, trade) for trade in now.trades)


def facts_of(snapshot: Snapshot, as_of: date, before: Facts | None = None) -> Facts:
    """Order and index a deal as of a date.

    ``before`` are the facts of an earlier state of the same deal: what is the same object as then
    is not worked out again.
    """
    global _last  # diagnosis, mandate and charts of a deal ask for the same, one after the other
    last = _last
    if last is not None and last.recorded is snapshot and last.as_of == as_of:
        return last
    _last = found = _facts(snapshot, as_of, before)
    return found


_last: Facts | None = None


def _facts(snapshot: Snapshot, as_of: date, before: Facts | None) -> Facts:
    if before is not None and before.as_of != as_of:
        before = None
    now = cut(snapshot, as_of, None if before is None else (before.recorded, before.now))
    deal = now.deal
    trades = _trade_facts(now, before)
    agreed = tuple(fact for fact in trades if fact.trade.status is TradeStatus.AGREED)
    paid = frozenset(fact.trade.id for fact in agreed if fact.value > 0)
    revisions = in_order(now.corridor)
    ours = offers_of(now, Side.US)
    return Facts(
        as_of=as_of,
        recorded=snapshot,
        now=now,
        deal=deal,
        stage=stage_of(snapshot.deal, now, as_of),
        otherwise=ended_otherwise(deal),
        revisions=revisions,
        our_offers=ours,
        buyer_offers=offers_of(now, Side.BUYER),
        falls=_falls(deal, ours, revisions, paid),
        trades=trades,
        agreed=agreed,
        paid=paid,
    )


def present(text: str) -> bool:
    """Whether a text says anything."""
    return not is_missing(text)
