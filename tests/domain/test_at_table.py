"""Where variables stand between the sides, and which offers are open."""

from datetime import date
from decimal import Decimal

from negotiator_desk.domain.at_table import open_offers, stands_of
from negotiator_desk.models.choices import Direction, Result, Side, TradeStatus
from negotiator_desk.models.deal import Deal, Outcome, Snapshot
from negotiator_desk.models.table import Given, Offer, Received, Trade, Variable
from tests.store.making import uid

DAYS = Variable(
    id=uid("days"),
    name="Payment days",
    direction=Direction.GIVE,
    unit="days",
    ask="30 days",
    fallback="45 days",
    limit="60 days",
)
TERM = Variable(id=uid("term"), name="Term", direction=Direction.GET)
DEAL = Deal(id=uid("deal"), signed_on=date(2026, 6, 1))


def trade(name: str, status: TradeStatus, day: int | None, **more: object) -> Trade:
    made_on = None if day is None else date(2026, 5, day)
    return Trade(id=uid(name), status=status, made_on=made_on, **more)  # type: ignore[arg-type]


def give(quantity: int) -> tuple[Given, ...]:
    return (Given(id=uid(f"g{quantity}"), variable_id=DAYS.id, quantity=Decimal(quantity)),)


def test_the_last_trade_tabled_says_where_a_variable_stands() -> None:
    agreed = trade("agreed", TradeStatus.AGREED, 4, given=give(15))
    undated = trade("undated", TradeStatus.PROPOSED, None, given=give(5))
    later = trade("later", TradeStatus.PROPOSED, 9, given=give(30))
    planned = trade("planned", TradeStatus.PLANNED, 20, given=give(60))
    refused = trade("refused", TradeStatus.REFUSED, 21, given=give(90))
    snapshot = Snapshot(
        deal=DEAL, variables=(TERM, DAYS), trades=(later, agreed, planned, refused, undated)
    )
    term, days = stands_of(snapshot)
    assert term.item is None
    assert days.status is TradeStatus.PROPOSED
    assert days.place is not None
    assert (days.place.position, days.place.rung) == (Decimal(60), "limit")


def test_what_the_buyer_gives_moves_a_variable_too() -> None:
    item = Received(id=uid("r"), variable_id=TERM.id, option="48 months")
    snapshot = Snapshot(
        deal=DEAL,
        variables=(TERM,),
        trades=(trade("t", TradeStatus.AGREED, 4, received=(item,)),),
    )
    (term,) = stands_of(snapshot)
    assert (term.item, term.status) == (item, TradeStatus.AGREED)


def offer(name: str, side: Side, day: date | None, expires: date | None = None) -> Offer:
    return Offer(id=uid(name), party=side, made_on=day, amount=Decimal(1), expires_on=expires)


def test_open_are_the_last_price_of_each_side_and_every_proposal_soonest_first() -> None:
    june = date(2026, 6, 10)
    snapshot = Snapshot(
        deal=DEAL,
        offers=(
            offer("before signing", Side.BUYER, date(2026, 5, 1)),
            offer("ours", Side.US, june, date(2026, 7, 1)),
            offer("ours again", Side.US, june, date(2026, 7, 9)),
            offer("undated", Side.US, None),
        ),
        trades=(
            trade("no end", TradeStatus.PROPOSED, 1),
            trade("soon", TradeStatus.PROPOSED, 2, expires_on=date(2026, 6, 12)),
            trade("done", TradeStatus.AGREED, 3),
        ),
    )
    found = [each.record.id for each in open_offers(snapshot)]
    assert found == [uid("soon"), uid("ours again"), uid("no end")]
    unsigned = Snapshot(deal=Deal(id=uid("deal")), offers=snapshot.offers)
    assert uid("before signing") in [each.record.id for each in open_offers(unsigned)]
    lost = Deal(id=uid("deal"), outcome=Outcome(result=Result.LOST))
    assert open_offers(Snapshot(deal=lost, offers=snapshot.offers, trades=snapshot.trades)) == ()


def test_nothing_is_open_in_an_empty_deal() -> None:
    assert open_offers(Snapshot(deal=DEAL)) == ()
    assert stands_of(Snapshot(deal=DEAL)) == ()
