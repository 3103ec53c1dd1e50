"""A pair worth trading becomes a planned trade in one undo step."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator_desk.models.choices import Direction, TradeStatus
from negotiator_desk.services import records
from negotiator_desk.services.context import Context
from negotiator_desk.services.pairs import plan_pair
from negotiator_desk.store.errors import NoSuchRecord
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        put(desk, a_deal())
        yield Context(desk, clock)


def test_the_trade_holds_both_variables_with_their_amounts(context: Context) -> None:
    give = records.add(
        context,
        DEAL,
        "variables",
        {
            "name": "Training",
            "direction": Direction.GIVE,
            "cost_to_us": Decimal(10),
            "value_to_buyer": Decimal(40),
        },
    )
    get = records.add(
        context,
        DEAL,
        "variables",
        {"name": "Visits", "direction": Direction.GET, "value_to_us": Decimal(60)},
    )
    before = context.desk.load(DEAL)
    added = plan_pair(context, DEAL, give, get, "If you give visits, then we give training.")
    trade = context.desk.load(DEAL).trades[-1]
    assert trade.id == added
    assert trade.status is TradeStatus.PLANNED
    assert trade.number == max((t.number or 0 for t in before.trades), default=0) + 1
    assert trade.made_on == context.today()
    assert trade.given[0].variable_id == give
    assert trade.given[0].cost_to_us == Decimal(10)
    assert trade.given[0].value_to_buyer == Decimal(40)
    assert trade.received[0].value_to_us == Decimal(60)
    context.desk.undo()
    assert context.desk.load(DEAL) == before


def test_a_variable_that_is_gone_is_said(context: Context) -> None:
    before = context.desk.load(DEAL)
    with pytest.raises(NoSuchRecord):
        plan_pair(context, DEAL, uid("nobody"), uid("nothing"))
    assert context.desk.load(DEAL) == before
