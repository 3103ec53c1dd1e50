"""An offer is logged in one undo step, with the trade that was made for it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.rules import FormError
from negotiator_desk.services.context import Context
from negotiator_desk.services.offers import Return, log_offer
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        put(desk, a_deal())
        yield Context(desk, clock)


def test_an_offer_is_ours_and_of_today_unless_told(context: Context) -> None:
    before = context.desk.load(DEAL)
    added = log_offer(context, DEAL, {"amount": Decimal(900)})
    offer = context.desk.load(DEAL).offers[-1]
    assert offer.id == added
    assert offer.party is Side.US
    assert offer.made_on == context.today()
    assert "900" in (context.desk.undo_label.title if context.desk.undo_label else "")
    context.desk.undo()
    assert context.desk.load(DEAL) == before


def test_a_new_trade_is_made_in_the_same_step(context: Context) -> None:
    before = context.desk.load(DEAL)
    log_offer(
        context,
        DEAL,
        {"amount": Decimal(880), "made_on": date(2026, 5, 2)},
        Return(
            description="four years",
            value_to_us=Decimal(60),
            status=TradeStatus.AGREED,
            wording="If you sign for four years, then our price is 880.",
        ),
    )
    after = context.desk.load(DEAL)
    offer, trade = after.offers[-1], after.trades[-1]
    assert offer.trade_id == trade.id
    assert trade.given == ()
    assert trade.decided_on == date(2026, 5, 2)
    assert trade.number == max((t.number or 0 for t in before.trades), default=0) + 1
    assert trade.received[0].value_to_us == Decimal(60)
    context.desk.undo()
    assert context.desk.load(DEAL) == before
    context.desk.redo()
    assert context.desk.load(DEAL) == after


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({}, "required"),
        ({"amount": Decimal(-1)}, "below"),
        ({"amount": Decimal(10) ** 15}, "bad_money"),
        ({"amount": Decimal(1), "trade_id": uid("nobody")}, "dangling"),
    ],
)
def test_a_refused_offer_changes_nothing(
    context: Context, values: dict[str, object], key: str
) -> None:
    before = context.desk.load(DEAL)
    with pytest.raises(FormError) as refused:
        log_offer(context, DEAL, values)
    assert refused.value.key == key
    assert refused.value.params["field"] in ("amount", "trade_id")
    assert context.desk.load(DEAL) == before


def test_a_refused_return_keeps_the_offer_back_too(context: Context) -> None:
    before = context.desk.load(DEAL)
    with pytest.raises(FormError):
        log_offer(
            context,
            DEAL,
            {"amount": Decimal(880)},
            Return(description="x", value_to_us=Decimal(-5)),
        )
    assert context.desk.load(DEAL) == before
