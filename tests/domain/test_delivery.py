"""The control in delivery, check by check, with what is lost and exposed there."""

from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.models.choices import Control
from negotiator_desk.models.deal import Snapshot
from tests.domain.build import (
    Change,
    Entitlement,
    Given,
    Received,
    judged,
    make,
    next_id,
    ratio,
    snapshot,
    trade,
)

SIGNED = {"award_on": "1.5.", "signed_on": "1.6.", "signed_value": 1000}


def change(cost: int | None, status: str | None = "agreed", **more: Any) -> Change:
    return make(Change, cost_to_us=cost, status=status, **more)


def entitlement(value: int | None, status: str | None, **more: Any) -> Entitlement:
    return make(Entitlement, value=value, status=status, **more)


def delivery(deal: Snapshot, as_of: str = "31.12.") -> Any:
    return judged(deal, as_of).control(Control.DELIVERY)


def test_without_changes_or_entitlements_nothing_is_applicable() -> None:
    found = delivery(snapshot(SIGNED, changes=[change(5, "refused"), change(5, "raised")]))
    ratios = {check.name: check.ratio for check in found.checks}
    assert set(ratios.values()) == {None}


@pytest.mark.parametrize(
    ("status", "decided_on", "started_on", "holds"),
    [
        ("agreed", "1.7.", "1.7.", True),
        ("agreed", "2.7.", "1.7.", False),
        ("agreed", "1.7.", None, True),
        ("agreed", None, None, False),
        ("agreed", None, "1.7.", False),
        ("refused", "1.7.", "2.7.", False),
        ("offered", None, "2.7.", False),
        (None, None, "2.7.", False),
        ("offered", "1.7.", None, None),
        ("withdrawn", "1.7.", None, None),
    ],
)
def test_decided_before_work(
    status: str | None, decided_on: str | None, started_on: str | None, holds: bool | None
) -> None:
    one = change(5, status, decided_on=decided_on, work_started_on=started_on)
    found = ratio(judged(snapshot(SIGNED, changes=[one])), "decided_first")
    assert found == (None if holds is None else int(holds))


def test_compensation_is_price_kind_and_returns_capped_by_cost() -> None:
    changes = [
        change(100, price_change=20, counter_value=10, received=(make(Received, value_to_us=5),)),
        change(40, given=(make(Given, cost_to_us=10),), price_change=90),
        change(50, price_change=-30),
        change(0, price_change=70),
        change(10, "refused", price_change=10),
    ]
    found = judged(snapshot(SIGNED, changes=changes)).check("compensated")
    assert found.ratio == Fraction(35 + 50 + 0, 100 + 50 + 50)
    assert found.money == 65 + 80


def test_an_unknown_cost_weighs_the_mean_of_the_known() -> None:
    changes = [change(30), change(10), change(0), change(None, price_change=15)]
    found = judged(snapshot(SIGNED, changes=changes))
    assert ratio(found, "compensated") == Fraction(15, 60)
    assert found.control(Control.DELIVERY).unpriced == 1
    alone = snapshot(SIGNED, changes=[change(None, price_change=0)])
    assert ratio(judged(alone), "compensated") == 0
    paid = snapshot(SIGNED, changes=[change(None, price_change=5)])
    assert ratio(judged(paid), "compensated") == 1
    free = snapshot(SIGNED, changes=[change(0)])
    assert ratio(judged(free), "compensated") is None


@pytest.mark.parametrize(
    ("due", "given", "expected"),
    [
        ("1.7.", "1.7.", 1),
        ("1.7.", "2.7.", 0),
        ("1.7.", None, None),
        ("30.6.", None, 0),
        ("1.9.", "15.6.", 1),
        (None, "15.6.", None),
    ],
)
def test_notice(due: str | None, given: str | None, expected: int | None) -> None:
    one = change(5, "withdrawn", notice_due_on=due, notice_given_on=given)
    deal = snapshot(SIGNED, changes=[one])
    as_of = "2.7." if given == "2.7." else "1.7."
    assert ratio(judged(deal, as_of), "notice_in_time") == expected


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ({"asked_in": "written"}, True),
        ({"asked_in": "spoken"}, False),
        ({"confirmed_in_writing_on": "9.7."}, True),
        ({"confirmed_in_writing_on": "9.7.", "decided_on": "9.7."}, True),
        ({"confirmed_in_writing_on": "9.7.", "decided_on": "8.7."}, False),
        (
            {"confirmed_in_writing_on": "9.7.", "decided_on": "8.7.", "work_started_on": "9.7."},
            True,
        ),
        (
            {"confirmed_in_writing_on": "9.7.", "decided_on": "9.7.", "work_started_on": "8.7."},
            False,
        ),
        ({"confirmed_in_writing_on": "2.8."}, False),
    ],
)
def test_in_writing_before_work(values: dict[str, Any], holds: bool) -> None:
    deal = snapshot(SIGNED, changes=[change(5, **values)])
    assert ratio(judged(deal, "1.8."), "instructed_in_writing") == int(holds)


def test_entitlements_claimed_of_those_due() -> None:
    entitlements = [
        entitlement(1, "claimed", claimed_on="1.7.", due_on="1.12."),
        entitlement(2, "waived", due_on="1.7."),
        entitlement(4, "missed"),
        entitlement(8, "open", due_on="31.7."),
        entitlement(16, "open", due_on="1.8."),
        entitlement(32, None, due_on="1.7."),
        entitlement(64, "claimed", trade_id=next_id()),
        entitlement(128, "missed", trade_id=next_id()),
        entitlement(256, "open"),
    ]
    found = judged(snapshot(SIGNED, entitlements=entitlements), "1.8.")
    check = found.check("entitlements_claimed")
    assert check.ratio == Fraction(1, 1 + 2 + 4 + 8 + 32)
    assert (check.money, check.mendable) == (2 + 4 + 8 + 32, True)
    assert found.control(Control.DELIVERY).lost == 2 + 4


def test_entitlements_without_value_are_counted() -> None:
    entitlements = [entitlement(None, "claimed"), entitlement(None, "missed")]
    found = judged(snapshot(SIGNED, entitlements=entitlements))
    assert ratio(found, "entitlements_claimed") == Fraction(1, 2)
    assert found.control(Control.DELIVERY).unpriced == 2


def test_open_entitlements_past_their_notice_are_exposed() -> None:
    entitlements = [
        entitlement(1, "open", notice_by="31.7.", due_on="1.12."),
        entitlement(2, "open", notice_by="1.8.", due_on="1.1."),
        entitlement(4, None, due_on="31.7.", trade_id=next_id()),
        entitlement(8, "claimed", notice_by="1.7."),
        entitlement(16, "open"),
    ]
    assert delivery(snapshot(SIGNED, entitlements=entitlements), "1.8.").exposed == 1 + 4


def test_what_changes_lose_and_expose() -> None:
    changes = [
        change(1, price_change=0),
        change(2, "refused", work_started_on="1.7."),
        change(4, "withdrawn", work_started_on="1.7."),
        change(8, "refused"),
        change(None, given=(make(Given, cost_to_us=16),)),
        change(32, "offered", work_started_on="1.7."),
        change(64, None),
        change(None, "raised", given=(make(Given, cost_to_us=128),), price_change=28),
        change(None, "assessed"),
    ]
    found = judged(snapshot(SIGNED, changes=changes))
    assert found.value.lost_after_signature == 1 + 2 + 4
    assert found.control(Control.DELIVERY).exposed == 32 + 64 + 100
    assert found.control(Control.DELIVERY).unpriced == 3


def test_value_after_signature() -> None:
    deal = snapshot(
        SIGNED,
        changes=[
            change(10, price_change=25),
            change(30, price_change=-5),
            change(None, price_change=7),
            change(5, "offered", price_change=100),
        ],
        trades=[
            trade(3, 9, decided_on="2.6."),
            trade(3, 9, decided_on="1.6."),
            trade(50, 10, decided_on="2.6."),
        ],
    )
    value = judged(deal).value
    assert value.signed == 1000
    assert value.contract_sum_today == 1000 + 25 - 5 + 7
    assert value.lost_after_signature == 35 + 40
    assert value.gained_after_signature == 15 + 6
    assert value.value_now == 1000 - 75 + 21
    # Nine and ten came back in each agreed trade and are not secured.
    assert value.exposed_after_signature == 28
    assert value.protected == 1000 - 75 - 28


def test_value_before_signing_is_unknown_and_never_below_zero_after() -> None:
    early = judged(snapshot(SIGNED, changes=[change(5000)]), "31.5.").value
    assert (early.signed, early.value_now, early.protected) == (None, None, None)
    assert early.exposed_after_signature is None
    late = judged(snapshot(SIGNED, changes=[change(5000)])).value
    assert (late.value_now, late.protected) == (-4000, 0)


@pytest.mark.parametrize(
    ("deal", "signed"),
    [
        ({"signed_value": 9}, None),
        ({"signed_value": 9, "stage": "signature"}, None),
        ({"signed_value": 9, "stage": "delivery"}, 9),
        ({"signed_value": 9, "closed_on": "1.7."}, 9),
        ({"signed_value": 9, "signed_on": "2.7.", "stage": "delivery"}, None),
        ({"signed_on": "1.7."}, None),
    ],
)
def test_when_signing_has_happened(deal: dict[str, Any], signed: int | None) -> None:
    assert judged(snapshot(deal), "1.7.").value.signed == signed
