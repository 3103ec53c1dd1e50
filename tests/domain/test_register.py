"""The register: states kept apart, what stands on top, clocks, the bridge since signing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.domain import clocks
from negotiator_desk.domain.bridge import since_signing
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.facts import facts_of
from negotiator_desk.domain.mandate import mandate_of
from negotiator_desk.domain.negotiated import as_trade
from negotiator_desk.domain.register import (
    State,
    Worry,
    change_rows,
    entitlement_rows,
    on_top,
    totals_of,
)
from negotiator_desk.domain.rounding import ONE
from negotiator_desk.models.choices import ChangeCategory
from negotiator_desk.models.delivery import Change, Entitlement
from negotiator_desk.models.desk import NoticePreset
from negotiator_desk.models.table import AuthorityLevel, Given
from tests.domain.build import make, on, snapshot, trade

SIGNED = {"award_on": "1.5.", "signed_on": "1.6.", "signed_value": 1000}
TODAY = on("1.9.")


def rows(*changes: Change, day: date = TODAY) -> Any:
    return change_rows(facts_of(snapshot(SIGNED, changes=changes), day))


def change(**values: Any) -> Change:
    return make(Change, **{"cost_to_us": 100, **values})


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (None, State.POTENTIAL),
        ("raised", State.POTENTIAL),
        ("assessed", State.POTENTIAL),
        ("offered", State.PRICED),
        ("agreed", State.AGREED),
        ("refused", State.REFUSED),
        ("withdrawn", State.WITHDRAWN),
    ],
)
def test_states_are_kept_apart(status: str | None, state: State) -> None:
    (row,) = rows(change(status=status))
    assert row.state is state
    totals = totals_of([row])
    assert totals.costs[state] == 100 * ONE
    assert sum(totals.counts.values()) == totals.counts[state] == 1


@pytest.mark.parametrize(
    ("values", "worries"),
    [
        ({"status": "raised"}, ()),
        ({"status": "raised", "work_started_on": "1.8."}, (Worry.BEGUN,)),
        ({"status": "offered", "work_started_on": "1.8."}, (Worry.BEGUN,)),
        ({"status": "raised", "cost_to_us": None}, (Worry.UNPRICED,)),
        ({"status": "refused", "cost_to_us": None}, ()),
        (
            {"status": "refused", "cost_to_us": None, "work_started_on": "1.8."},
            (Worry.UNPRICED,),
        ),
        ({"status": "raised", "notice_due_on": "31.8."}, (Worry.OVERDUE,)),
        ({"status": "raised", "notice_due_on": "1.9."}, (Worry.NEAR,)),
        ({"status": "raised", "notice_due_on": "9.9."}, ()),
        ({"status": "raised", "notice_due_on": "31.8.", "notice_given_on": "30.8."}, ()),
        ({"status": "agreed", "decided_on": "1.8."}, (Worry.ABSORBED,)),
        ({"status": "agreed", "decided_on": "1.8.", "price_change": 100}, ()),
        ({"status": "agreed", "decided_on": "1.8.", "ends_on": "31.8.", "price_change": 100}, ()),
        ({"status": "raised", "work_started_on": "2.9."}, ()),
    ],
)
def test_what_stands_on_top(values: dict[str, Any], worries: tuple[Worry, ...]) -> None:
    (row,) = rows(change(**values))
    assert row.worries == worries


def test_a_record_stands_under_its_worst_worry_once() -> None:
    begun = change(status="raised", cost_to_us=None, work_started_on="1.8.", notice_due_on="2.8.")
    late = change(status="raised", notice_due_on="2.8.")
    found = on_top(rows(late, begun))
    assert list(found.items()) == [(Worry.BEGUN, (begun.id,)), (Worry.OVERDUE, (late.id,))]


def test_work_on_a_change_that_is_then_refused_is_lost() -> None:
    refused = change(status="refused", work_started_on="1.8.", price_change=30)
    totals = totals_of(rows(refused, change(status="refused"), change(status="agreed")))
    assert (totals.wasted, totals.absorbed) == (70 * ONE, 100 * ONE)


def test_in_a_closed_deal_nothing_has_to_be_decided_any_more() -> None:
    begun = change(status="raised", cost_to_us=None, work_started_on="1.8.", notice_due_on="2.8.")
    deal = snapshot({**SIGNED, "closed_on": "20.8."}, changes=[begun])
    (row,) = change_rows(facts_of(deal, TODAY))
    assert row.worries == ()


def test_the_end_of_a_temporary_change_gives_way_to_what_must_be_done() -> None:
    both = change(status="offered", ends_on="2.9.", reply_due_on="20.9.")
    (row,) = rows(both)
    assert (row.clock.rule, row.clock.left, row.clock.overdue) == (
        "changes.reply_due_on",
        19,
        False,
    )
    (row,) = rows(change(status="agreed", ends_on="2.9.", price_change=100))
    assert (row.clock.rule, row.clock.near) == ("changes.ends_on", True)


@pytest.mark.parametrize(
    ("values", "days", "due"),
    [
        ({"aware_on": "1.8.", "raised_on": "5.8."}, 7, "8.8."),
        ({"raised_on": "5.8."}, 28, "2.9."),
        ({"raised_on": "5.8."}, 0, "5.8."),
        ({}, 7, None),
        ({"aware_on": "9999-12-30"}, 7, None),
    ],
)
def test_a_notice_period_runs_from_becoming_aware(
    values: dict[str, Any], days: int, due: str | None
) -> None:
    found = clocks.notice_due(change(**values), days)
    assert found == (None if due is None else on(due))


def test_periods_of_the_category_come_first_and_those_of_others_not_at_all() -> None:
    made = [
        make(NoticePreset, name=name, days=days, category=category)
        for name, days, category in (
            ("any", 7, None),
            ("delay", 14, "schedule"),
            ("scope", 3, "scope"),
            ("unset", None, None),
        )
    ]
    named = [p.name for p in clocks.presets_for(ChangeCategory.SCHEDULE, made)]
    assert named == ["delay", "any"]
    assert [p.name for p in clocks.presets_for(None, made)] == ["scope", "any", "delay"]


def test_entitlements_are_overdue_after_their_notice_and_near_before_it() -> None:
    late = make(Entitlement, notice_by="31.8.", due_on="1.12.", value=5)
    near = make(Entitlement, notice_by="3.9.", value=5)
    blank = make(Entitlement, due_on="1.12.")
    done = make(Entitlement, due_on="1.8.", status="claimed", claimed_on="1.8.", value=5)
    facts = facts_of(snapshot(SIGNED, entitlements=[blank, near, done, late]), TODAY)
    found = entitlement_rows(facts)
    assert [row.late for row in found] == [False, False, False, True]
    assert on_top(found) == {
        Worry.UNPRICED: (blank.id,),
        Worry.OVERDUE: (late.id,),
        Worry.NEAR: (near.id,),
    }


def test_a_change_weighs_what_its_price_does_not_pay_for() -> None:
    level = make(AuthorityLevel, holder="Ann", limit=50, limit_total=80)
    boss = make(AuthorityLevel, holder="Board", limit=500)

    def after(*others: Change, **values: Any) -> Any:
        deal = snapshot(SIGNED, authority=[level, boss], changes=others)
        return mandate_of(deal, TODAY).after(change(**values))

    assert after(price_change=100).covered
    assert after(price_change=60).cost == Fraction(40)
    beyond = after(price_change=40)
    assert (beyond.want, beyond.over, beyond.approver.holder) == ("over_limit", 10, "Board")
    # A return in kind lessens nothing, as in trades.
    assert not after(counter_value=100).covered
    # What was agreed in changes before counts with it.
    agreed = change(status="agreed", decided_on="1.8.", price_change=50)
    assert after(agreed, price_change=60).want == "over_total"
    free = make(Given, cost_to_us=70)
    assert after(price_change=100, given=(free,)).want == "over_limit"
    assert after(price_change=-5, cost_to_us=0).cost == 5


def test_a_trade_is_left_as_it_is() -> None:
    made = trade(5, 0, "agreed")
    assert as_trade(made) is made


def test_the_bridge_since_signing_ends_at_the_value_now() -> None:
    paid = change(status="agreed", price_change=150, decided_on="1.7.")
    absorbed = change(status="agreed", decided_on="1.7.")
    deal = snapshot(SIGNED, changes=[paid, absorbed])
    found = diagnose(deal, TODAY)
    steps = since_signing(found, deal.changes)
    running = Fraction(0)
    for step in steps:
        if step.kind == "level" and step.key != "signed":
            assert step.amount == running
        running = step.amount if step.kind == "level" else running + step.amount
    assert running == found.value.value_now == Decimal(950)
    assert [step.key for step in steps] == [
        *("signed", "price_changes", "contract_sum_today", "changed_work"),
        *("lost_in_delivery", "gains", "value_now"),
    ]
    assert since_signing(diagnose(deal, on("1.5.")), deal.changes) == ()
