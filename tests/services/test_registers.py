"""Rows read from a table are added in one step or not at all."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from negotiator_desk.models.rules import FormError
from negotiator_desk.services.context import Context
from negotiator_desk.services.registers import AT_ONCE, add_rows
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        put(desk, a_deal())
        yield Context(desk, clock)


def test_rows_are_one_step_and_those_without_a_number_get_the_next(context: Context) -> None:
    before = context.desk.load(DEAL)
    rows = [{"title": "a"}, {"title": "b", "number": 40}, {"title": "c"}]
    added = add_rows(context, DEAL, "changes", rows)
    found = {change.id: change for change in context.desk.load(DEAL).changes}
    assert [found[each].number for each in added] == [41, 40, 42]
    assert all(found[each].raised_on is None for each in added)  # nothing is made up
    context.desk.undo()
    assert context.desk.load(DEAL) == before


def test_a_value_that_may_not_stand_leaves_the_deal_as_it_was(context: Context) -> None:
    before = context.desk.load(DEAL)
    rows = [{"title": "a"}, {"title": "b", "cost_to_us": Decimal(-1)}]
    with pytest.raises(FormError):
        add_rows(context, DEAL, "changes", rows)
    assert context.desk.load(DEAL) == before
    assert add_rows(context, DEAL, "changes", []) == ()


@pytest.mark.parametrize("at", range(6))
def test_rows_given_up_at_any_step_leave_the_deal_as_it_was(context: Context, at: int) -> None:
    before, step_before = context.desk.load(DEAL), context.desk.undo_label
    rows = [{"title": f"{number}"} for number in range(AT_ONCE * 2 + 1)]
    told: list[tuple[int, int]] = []

    def progress(step: int, of: int) -> None:
        told.append((step, of))
        if len(told) == at + 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        add_rows(context, DEAL, "changes", rows, progress)
    assert context.desk.load(DEAL) == before
    assert context.desk.undo_label is step_before
    told.clear()
    added = add_rows(context, DEAL, "changes", rows, lambda step, of: told.append((step, of)))
    assert tuple(change.id for change in context.desk.load(DEAL).changes[-len(rows) :]) == added
    assert [step for step, _of in told] == [0, 500, 1000, 1001, 1501, 2001]
    assert {of for _step, of in told} == {2 * len(rows)}
    context.desk.undo()
    assert context.desk.load(DEAL) == before


def test_a_row_makes_the_record_inside_it_too(context: Context) -> None:
    row = {"given.description": "Training", "given.cost_to_us": Decimal(5), "number": 70}
    (added,) = add_rows(context, DEAL, "trades", [row])
    trade = next(each for each in context.desk.load(DEAL).trades if each.id == added)
    assert trade.number == 70
    assert [(each.description, each.cost_to_us) for each in trade.given] == [("Training", 5)]
    assert trade.received == ()


def test_a_value_inside_that_may_not_stand_adds_nothing(context: Context) -> None:
    before = context.desk.load(DEAL)
    with pytest.raises(FormError):
        add_rows(context, DEAL, "trades", [{"given.cost_to_us": Decimal(-1)}])
    assert context.desk.load(DEAL) == before
