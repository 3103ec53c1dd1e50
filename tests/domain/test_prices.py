"""Steps of offers, the concession pattern, the arithmetic of a discount, doubts about a price."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain.discount import (
    contribution_taken,
    discount_of,
    payment_day,
    payment_days_cost,
    price_now,
    volume_needed,
)
from negotiator_desk.domain.pattern import Trend, concession_pattern, overall
from negotiator_desk.domain.price_sense import draft_warnings, price_warnings
from negotiator_desk.domain.prices import (
    Move,
    line_of_draft,
    offer_lines,
    trades_for_a_fall,
)
from tests.domain.build import judged, offer, on, revision, snapshot, trade

AS_OF = on("31.12.")


def test_a_step_is_corrected_for_scope_on_both_sides() -> None:
    first, second = offer("1.3.", 100), offer("1.4.", 95, scope_value=3)
    ask, raised = offer("2.3.", 70, "buyer"), offer("2.4.", 80, "buyer", scope_value=4)
    lines = offer_lines(snapshot(offers=(raised, second, first, ask)), AS_OF)
    assert lines[first.id].move is Move.FIRST
    assert lines[second.id].step == 8
    assert lines[second.id].falls
    assert lines[raised.id].step == 6
    assert not lines[raised.id].falls


@pytest.mark.parametrize(
    ("status", "value", "paid"),
    [("agreed", 5, True), ("agreed", 0, False), ("proposed", 5, False), ("planned", 5, False)],
)
def test_only_an_agreed_trade_of_some_value_pays_for_a_fall(
    status: str, value: int, paid: bool
) -> None:
    deal = trade(value=value, status=status)
    fall = offer("1.4.", 95, trade_id=deal.id)
    found = snapshot(offers=(offer("1.3.", 100), fall), trades=(deal,))
    assert offer_lines(found, AS_OF)[fall.id].paid is paid
    # The same figure as the check of the control model.
    check = judged(found).check("price_traded")
    assert check.ratio == (1 if paid else 0)


def test_the_pattern_says_share_ratio_and_trend() -> None:
    deal = snapshot(
        corridor=(revision("1.1.", 200, 150, 100),),
        offers=(
            offer("1.3.", 200),
            offer("1.4.", 160),
            offer("2.4.", 160),
            offer("1.5.", 150),
            offer("1.6.", 140),
            offer("1.7.", 120),
            offer("1.8.", 125),
            offer("3.3.", 90, "buyer"),
            offer("3.4.", 100, "buyer"),
        ),
    )
    found = concession_pattern(deal, AS_OF)
    assert [step.amount for step in found.ours] == [40, 0, 10, 10, 20, -5]
    assert [step.share for step in found.ours[:3]] == [Fraction(2, 5), 0, Fraction(1, 10)]
    assert [step.ratio for step in found.ours] == [
        None,
        None,
        Fraction(1, 4),
        1,
        2,
        None,
    ]
    assert [step.trend for step in found.ours] == [
        None,
        None,
        Trend.FALLING,
        Trend.EQUAL,
        Trend.RISING,
        None,
    ]
    assert overall(found.ours) is Trend.MIXED
    assert overall(found.ours[:3]) is Trend.FALLING
    assert overall(found.buyer) is None
    assert concession_pattern(deal, on("15.4.")).ours == found.ours[:2]


def test_a_draft_is_the_last_step_and_steps_after_its_date_are_left_out() -> None:
    deal = snapshot(offers=(offer("1.3.", 100), offer("1.4.", 90), offer("1.9.", 80)))
    draft = offer("1.5.", 85)
    row = concession_pattern(deal, AS_OF, draft).ours
    assert [step.amount for step in row] == [10, 5]
    assert row[-1].offer == draft.id
    assert line_of_draft(deal, draft, AS_OF).step == 5


def test_the_share_is_unknown_without_a_room() -> None:
    offers = (offer("1.3.", 100), offer("1.4.", 90))
    for corridor in ((), (revision("1.1.", 100),), (revision("1.1.", 90, None, 95),)):
        (step,) = concession_pattern(snapshot(corridor=corridor, offers=offers), AS_OF).ours
        assert step.share is None


@given(st.lists(st.integers(0, 10**9), max_size=12))
def test_the_steps_of_a_side_add_up_to_its_whole_way(amounts: list[int]) -> None:
    offers = [offer(f"2026-03-{n + 1:02}", amount) for n, amount in enumerate(amounts)]
    found = concession_pattern(snapshot(offers=offers), AS_OF).ours
    assert sum(step.amount for step in found) == (amounts[0] - amounts[-1] if amounts else 0)
    for step in found:
        assert (step.ratio is None) == (step.trend is None)


@given(st.fractions(0, 1), st.fractions(Fraction(1, 1000), 1))
def test_the_volume_brings_the_contribution_back(discount: Fraction, margin: Fraction) -> None:
    taken, volume = contribution_taken(discount, margin), volume_needed(discount, margin)
    assert taken == discount / margin
    if discount >= margin:
        assert volume is None
    else:
        assert volume is not None
        assert (1 + volume) * (margin - discount) == margin


def test_a_discount_is_measured_on_the_target_in_force() -> None:
    deal = snapshot(
        {"margin_percent": 20},
        corridor=(revision("1.1.", 1200, 1000, 900), revision("1.6.", 1200, 500, 400)),
    )
    found = discount_of(Fraction(30), deal, on("1.3."))
    assert found.discount == Fraction(3, 100)
    assert found.contribution == Fraction(15, 100)
    assert found.volume == Fraction(3, 17)
    assert discount_of(Fraction(30), deal, on("1.7.")).contribution == Fraction(30, 100)
    assert discount_of(Fraction(200), deal, on("1.3.")).volume is None


@pytest.mark.parametrize("margin", [None, 0, -4])
def test_what_is_missing_is_named(margin: int | None) -> None:
    deal = snapshot({"margin_percent": margin})
    found = discount_of(Fraction(30), deal, None)
    assert found.missing == ("margin_percent", "target")
    assert found.contribution is None


def test_a_payment_day_costs_value_times_rate() -> None:
    assert payment_days_cost(Fraction(365_000), Fraction(10), Fraction(15)) == 1500
    deal = snapshot(
        {"finance_rate_percent": 10, "signed_value": 730_000, "signed_on": "1.6."},
        corridor=(revision("1.1.", 900_000, 800_000),),
        offers=(offer("1.3.", 365_000),),
    )
    assert payment_day(deal, on("1.2.")).value == 800_000
    assert payment_day(deal, on("1.4.")).cost == 100
    assert payment_day(deal, on("1.6.")).cost == 200
    assert payment_day(snapshot(), AS_OF).missing == ("finance_rate_percent", "value")
    assert price_now(snapshot(), AS_OF) is None


def test_trades_for_a_fall_are_agreed_or_proposed_latest_first() -> None:
    old, new = trade(made_on="1.3."), trade(made_on="1.5.", status="proposed")
    others = [trade(status=status) for status in ("planned", "refused", "withdrawn")]
    found = trades_for_a_fall(snapshot(trades=(old, new, *others)))
    assert [each.id for each in found] == [new.id, old.id]


CORRIDOR = (revision("1.1.", 1000, 900, 800),)
KEYS = [
    ((offer("1.3.", 1100),), "above_opening"),
    ((offer("1.3.", 790),), "below_floor"),
    ((offer(None, 900),), "offer_undated"),
    ((offer("1.3.", 900), offer("1.4.", 90_000)), "far_off"),
    ((offer("1.3.", 900), offer("1.4.", 90)), "far_off"),
    ((offer("1.3.", 900), offer("1.4.", 950, "buyer")), "above_ours"),
]


@pytest.mark.parametrize(("offers", "key"), KEYS)
def test_an_offer_that_does_not_fit_is_doubted(offers: tuple[object, ...], key: str) -> None:
    found = list(price_warnings(snapshot(corridor=CORRIDOR, offers=offers)))
    assert key in [warning.key for warning in found if warning.record_id == offers[-1].id]  # type: ignore[attr-defined]


def test_scope_added_lifts_neither_floor_nor_opening() -> None:
    offers = (offer("1.3.", 1000), offer("1.4.", 1050, scope_value=100))
    assert not list(price_warnings(snapshot(corridor=CORRIDOR, offers=offers)))
    low = offer("1.5.", 890)
    (warning,) = draft_warnings(snapshot(corridor=CORRIDOR, offers=offers), low)
    assert warning.key == "below_floor"
    assert warning.params == {"value": Decimal(790), "other_value": Decimal(800)}


@pytest.mark.parametrize(
    ("day", "walk_away", "approved", "doubted"),
    [
        ("1.4.", 700, "", True),
        ("1.4.", 700, "Ann", False),
        ("1.2.", 700, "", False),
        ("1.4.", 850, "", False),
    ],
)
def test_a_lowered_walk_away_wants_an_approval(
    day: str, walk_away: int, approved: str, doubted: bool
) -> None:
    later = revision(day, 1000, 900, walk_away, approved_by=approved)
    found = snapshot(corridor=(*CORRIDOR, later), offers=(offer("1.3.", 950),))
    keys = [w.key for w in price_warnings(found) if w.record_id == later.id]
    assert keys == (["walk_away_lowered"] if doubted else [])
