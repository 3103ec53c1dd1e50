"""Packages into the trade log: planned and tabled, one undo step each, exposed once."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.leftover import agreed_package
from negotiator_desk.domain.package_trades import Move, free_letters, moves
from negotiator_desk.domain.packages import Axis, package_of, terrain
from negotiator_desk.models.choices import Control, Direction, Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.table import Trade, Variable, VariableOption
from negotiator_desk.services.context import Context
from negotiator_desk.services.packages import plan_package, table_packages
from negotiator_desk.services.records import remove, set_value
from negotiator_desk.wording.edits import edit_text
from negotiator_desk.wording.refusals import Refusal
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")


def option(name: str, label: str, ours: str, buyer: str) -> VariableOption:
    return VariableOption(
        id=uid(name + label),
        label=label,
        value_to_us=Decimal(ours),
        value_to_buyer=Decimal(buyer),
    )


VARIABLES = (
    Variable(
        id=uid("payment"),
        name="Payment",
        options=(
            option("payment", "30 days", "0", "0"),
            option("payment", "45 days", "-10.50", "20"),
            option("payment", "60 days", "-40", "50"),
        ),
    ),
    Variable(
        id=uid("length"),
        name="Length",
        direction=Direction.GET,
        value_to_us=Decimal(60),
        cost_to_buyer=Decimal(15),
    ),
    Variable(
        id=uid("reports"),
        name="Reports",
        direction=Direction.GIVE,
        cost_to_us=Decimal(0),
        value_to_buyer=Decimal(5),
    ),
)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        deal = a_deal()
        put(desk, msgspec.structs.replace(deal, variables=VARIABLES, trades=()))
        yield Context(desk, clock)


def load(context: Context) -> Snapshot:
    return context.desk.load(DEAL)


def axes(context: Context) -> tuple[Axis, ...]:
    return terrain(load(context)).axes


def package(context: Context, *choices: int) -> tuple[Move, ...]:
    return moves(axes(context), choices)


def trade(context: Context, place: int = -1) -> Trade:
    return load(context).trades[place]


def undo_text(context: Context) -> str:
    assert context.desk.undo_label is not None
    return edit_text(context.desk.undo_label)


def test_a_package_becomes_one_planned_trade(context: Context) -> None:
    planned = plan_package(context, DEAL, package(context, 1, 1, 1))
    found = trade(context)
    assert found.id == planned
    assert (found.status, found.package, found.number) == (TradeStatus.PLANNED, "A", 1)
    assert found.asked_by is Side.US
    assert found.made_on == context.today()
    given = [(g.variable_id, g.option, g.cost_to_us, g.value_to_buyer) for g in found.given]
    assert given == [
        (uid("payment"), "45 days", Decimal("10.50"), Decimal(20)),
        (uid("reports"), "", Decimal(0), Decimal(5)),
    ]
    received = [(r.variable_id, r.option, r.value_to_us) for r in found.received]
    assert received == [(uid("length"), "", Decimal(60))]
    assert found.wording == "If you give us Length, then we give you Payment: 45 days and Reports."
    assert undo_text(context) == "add Trade 1"
    context.desk.undo()
    assert load(context).trades == ()


def test_a_planned_package_once_agreed_is_that_package(context: Context) -> None:
    for choices in ((2, 1, 0), (0, 0, 1), (1, 0, 0)):
        planned = plan_package(context, DEAL, package(context, *choices))
        set_value(context, DEAL, "trades", planned, "status", TradeStatus.AGREED)
        agreed = agreed_package(load(context), axes(context), context.today())
        assert agreed is not None
        assert agreed.package == package_of(axes(context), choices)
        remove(context, DEAL, "trades", [planned])


def test_a_package_is_planned_once(context: Context) -> None:
    plan_package(context, DEAL, package(context, 1, 0, 0))
    with pytest.raises(Refusal, match="in the trade log already, as A"):
        plan_package(context, DEAL, package(context, 1, 0, 0))
    plan_package(context, DEAL, package(context, 2, 0, 0))
    assert [each.package for each in load(context).trades] == ["A", "B"]


def test_alternatives_are_tabled_in_one_step_and_exposed_once(context: Context) -> None:
    three = [package(context, 1, 0, 0), package(context, 2, 0, 1), package(context, 1, 0, 1)]
    ids = table_packages(context, DEAL, three)
    found = load(context).trades
    assert [each.id for each in found] == list(ids)
    assert [each.package for each in found] == ["A1", "A2", "A3"]
    assert {each.status for each in found} == {TradeStatus.PROPOSED}
    assert [each.number for each in found] == [1, 2, 3]
    assert undo_text(context) == "table 3 trades"
    exposed = diagnose(load(context), context.today()).control(Control.TABLE).exposed
    assert exposed == 40, "the dearest alternative alone"
    context.desk.undo()
    assert load(context).trades == ()
    context.desk.redo()
    assert len(load(context).trades) == 3


def test_a_planned_package_is_the_one_that_is_tabled(context: Context) -> None:
    planned = plan_package(context, DEAL, package(context, 1, 0, 0))
    ids = table_packages(context, DEAL, [package(context, 1, 0, 0), package(context, 2, 0, 0)])
    assert ids[0] == planned
    assert len(load(context).trades) == 2
    assert trade(context, 0).status is TradeStatus.PROPOSED
    assert [each.package for each in load(context).trades] == ["B1", "B2"]
    context.desk.undo()
    assert [(each.status, each.package) for each in load(context).trades] == [
        (TradeStatus.PLANNED, "A")
    ]


def test_what_is_on_the_table_is_not_tabled_again(context: Context) -> None:
    two = [package(context, 1, 0, 0), package(context, 2, 0, 0)]
    table_packages(context, DEAL, two)
    with pytest.raises(Refusal, match="on the table already, as A1, A2"):
        table_packages(context, DEAL, two)
    assert len(load(context).trades) == 2


def test_a_variable_that_went_meanwhile_is_refused(context: Context) -> None:
    wanted = package(context, 1, 1, 0)
    remove(context, DEAL, "variables", [uid("length")])
    for attempt in (
        lambda: plan_package(context, DEAL, wanted),
        lambda: table_packages(context, DEAL, [wanted]),
    ):
        with pytest.raises(FormError):
            attempt()
    assert load(context).trades == ()


def test_letters_that_are_taken_are_passed_over() -> None:
    letters = free_letters(["A1", "b", "Extension A", "C2x", " D "])
    assert [next(letters) for _ in range(3)] == ["C", "E", "F"]
    later = free_letters([chr(ord("A") + n) for n in range(26)])
    assert [next(later) for _ in range(2)] == ["AA", "AB"]
