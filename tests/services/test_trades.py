"""Trades are logged from a line, approved and decided in one undo step each."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from negotiator_desk.domain.mandate import mandate_of
from negotiator_desk.domain.quickentry import Entry, Reader, book_of, draft, parse
from negotiator_desk.models.choices import Approval, Direction, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.table import AuthorityLevel, Trade, Variable
from negotiator_desk.services import records, trades
from negotiator_desk.services.context import Context
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.trades import composed
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")
DAYS = Variable(
    id=uid("days"),
    name="Payment days",
    direction=Direction.GIVE,
    unit="days",
    ask="30 days",
    limit="60 days",
    value_per_unit=Decimal(450),
    buyer_value_per_unit=Decimal(600),
)
TERM = Variable(id=uid("term4"), name="Four-year term", direction=Direction.GET)
LEVELS = (
    AuthorityLevel(id=uid("kb"), holder="K. Brandt", limit=Decimal(10000)),
    AuthorityLevel(id=uid("board"), holder="Board", limit=Decimal(90000)),
)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        deal = a_deal()
        put(
            desk,
            msgspec.structs.replace(
                deal,
                deal=msgspec.structs.replace(deal.deal, owner="K. Brandt"),
                variables=(*deal.variables, DAYS, TERM),
                authority=LEVELS,
            ),
        )
        yield Context(desk, clock)


def load(context: Context) -> Snapshot:
    return context.desk.load(DEAL)


def read(context: Context, line: str) -> Entry:
    formats = Formats()
    today = context.today()
    reader = Reader(formats.read_number, lambda text: formats.read_date(text, today))
    return parse(line, book_of(load(context), today), reader)


def log(context: Context, line: str) -> Trade:
    snapshot, entry = load(context), read(context, line)
    after = mandate_of(snapshot, context.today()).after(draft(entry))
    added = trades.log_trade(context, DEAL, entry, snapshot, after)
    return next(trade for trade in load(context).trades if trade.id == added)


def test_a_line_becomes_a_trade_in_one_step(context: Context) -> None:
    before = load(context)
    trade = log(context, "give 15 days payment / get 4 year term 60000 agreed / he smiled")
    assert trade == load(context).trades[-1]
    assert trade.number == max((t.number or 0 for t in before.trades), default=0) + 1
    assert (trade.status, trade.made_on, trade.decided_on) == (
        TradeStatus.AGREED,
        context.today(),
        context.today(),
    )
    (given,), (received,) = trade.given, trade.received
    assert (given.variable_id, given.quantity, given.cost_to_us) == (DAYS.id, 15, 6750)
    assert given.value_to_buyer == 9000
    assert received.value_to_us == 60000
    assert trade.notes == "he smiled"
    assert trade.wording == (
        "If you give us Four-year term, then we give you Payment days 45 days."
    )
    assert trade.approval_asked_on is None, "within the limit nobody is asked"
    assert context.desk.undo_label is not None
    assert context.desk.undo_label.title == f"Trade {trade.number}"
    context.desk.undo()
    assert load(context) == before


def test_a_trade_beyond_the_mandate_asks_the_level_that_suffices(context: Context) -> None:
    trade = log(context, "give 15 days payment 10001 / get 4 year term")
    assert trade.approval_asked_on == context.today()
    assert "Asked of Board." in trade.approval_question
    assert trade.approval_answer is None
    planned = log(context, "give 15 days payment 10001 planned")
    assert planned.approval_asked_on is None, "a plan asks nobody yet"


def test_a_line_without_anything_given_or_got_is_refused(context: Context) -> None:
    before = load(context)
    with pytest.raises(FormError):
        log(context, "hello there")
    assert load(context) == before


def test_approved_refused_decided_each_in_one_step(context: Context) -> None:
    trade = log(context, "give 15 days payment 10001")

    def now() -> Trade:
        return next(t for t in load(context).trades if t.id == trade.id)

    trades.approve(context, DEAL, trade.id, "Board")
    assert (now().approval_answer, now().authorised_by, now().authorised_on) == (
        Approval.APPROVED,
        "Board",
        context.today(),
    )
    trades.decide(context, DEAL, trade.id, TradeStatus.AGREED)
    assert (now().status, now().decided_on) == (TradeStatus.AGREED, context.today())
    assert mandate_of(load(context), context.today()).authorised[trade.id] == "Board"
    context.desk.undo()
    context.desk.undo()
    assert now() == trade
    trades.refuse_approval(context, DEAL, trade.id)
    assert (now().approval_answer, now().authorised_by) == (Approval.REFUSED, "")
    after = mandate_of(load(context), context.today()).after(now())
    trades.ask_approval(context, DEAL, now(), load(context), after)
    assert now().approval_answer is None
    with pytest.raises(FormError):
        trades.approve(context, DEAL, trade.id, " ")
    with pytest.raises(FormError):
        trades.decide(context, DEAL, trade.id, TradeStatus.PLANNED)


def set_item(context: Context, trade: Trade, name: str, value: Any) -> Trade:
    given = trade.given[0]
    records.set_nested_value(context, DEAL, "trades", trade.id, "given", given.id, name, value)
    return next(t for t in load(context).trades if t.id == trade.id)


def test_amounts_and_wording_follow_until_somebody_types_others(context: Context) -> None:
    trade = log(context, "give 15 days payment / get 4 year term 60000")
    moved = set_item(context, trade, "quantity", Decimal(20))
    assert (moved.given[0].cost_to_us, moved.given[0].value_to_buyer) == (9000, 12000)
    assert moved.wording.endswith("we give you Payment days 50 days.")
    records.set_value(context, DEAL, "trades", trade.id, "expires_on", date(2026, 12, 1))
    dated = next(t for t in load(context).trades if t.id == trade.id)
    assert dated.wording.endswith("This stands until 1 Dec 2026.")
    context.desk.undo()
    context.desk.undo()
    assert load(context).trades[-1].wording == trade.wording, "wording and item are one step"
    typed = set_item(context, trade, "cost_to_us", Decimal(5))
    assert set_item(context, typed, "quantity", Decimal(30)).given[0].cost_to_us == 5
    records.set_value(context, DEAL, "trades", trade.id, "wording", "Our own words.")
    assert set_item(context, typed, "quantity", Decimal(1)).wording == "Our own words."


def test_a_wording_is_composed_when_asked(context: Context) -> None:
    trade = log(context, "give 15 days payment")
    records.set_value(context, DEAL, "trades", trade.id, "wording", "")
    bare = next(t for t in load(context).trades if t.id == trade.id)
    moved = set_item(context, bare, "quantity", Decimal(20))
    assert moved.wording == "", "an empty wording stays empty"
    trades.compose_wording(context, DEAL, moved, load(context))
    found = next(t for t in load(context).trades if t.id == trade.id)
    assert found.wording == composed(found, load(context), Formats()) != ""
