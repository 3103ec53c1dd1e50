"""The control at the table, check by check, with what is lost and exposed there."""

from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.models.choices import Control
from negotiator_desk.models.deal import Snapshot
from tests.domain.build import (
    AuthorityLevel,
    judged,
    make,
    offer,
    ratio,
    revision,
    snapshot,
    trade,
)


def table(deal: Snapshot, as_of: str = "31.12.") -> Any:
    return judged(deal, as_of).control(Control.TABLE)


def test_without_trades_falls_or_offers_nothing_is_applicable() -> None:
    found = table(snapshot({"stage": "table"}, trades=[trade(0, 5), trade(9, 0, "refused")]))
    assert [check.ratio for check in found.checks] == [None] * 6
    assert (found.lost, found.exposed, found.unpriced, found.score) == (0, 0, 0, None)


def test_traded_caps_each_trade_and_reciprocity_the_sum() -> None:
    found = judged(snapshot(trades=[trade(100, 30), trade(50, 200)]))
    assert ratio(found, "traded") == Fraction(80, 150)
    assert ratio(found, "reciprocity") == 1
    assert found.control(Control.TABLE).lost == 70


def test_an_unpriced_trade_weighs_the_mean_of_the_priced_ones() -> None:
    priced = [trade(100, 100), trade(40, 0), trade(0, 9)]
    found = judged(snapshot(trades=[*priced, trade((None, 5), 35)]))
    assert ratio(found, "traded") == Fraction(100 + 0 + 35, 100 + 40 + 70)
    assert found.control(Control.TABLE).unpriced == 1
    # Known amounts only: the 5 are covered by the 35.
    assert found.control(Control.TABLE).lost == 40


def test_an_unpriced_trade_alone_weighs_one() -> None:
    assert ratio(judged(snapshot(trades=[trade(None, 0)])), "traded") == 0
    assert ratio(judged(snapshot(trades=[trade(None, 7)])), "traded") == 1


def test_unpriced_counts_agreed_and_proposed_trades() -> None:
    statuses = ("agreed", "proposed", "planned", "refused", "withdrawn", None)
    trades = [trade(None, 1, status) for status in statuses]  # type: ignore[arg-type]
    assert table(snapshot(trades=trades)).unpriced == 2


def test_falls_are_corrected_for_scope_and_need_a_paid_trade() -> None:
    paid, unpaid = trade((), 10), trade((), 0)
    deal = snapshot(
        trades=[paid, unpaid],
        offers=[
            offer("1.1.", 1000),
            offer("2.1.", 900, trade_id=paid.id),
            offer("3.1.", 850, scope_value=-30, trade_id=unpaid.id),
            offer("4.1.", 870),
            offer("5.1.", 870, scope_value=40),
        ],
    )
    found = judged(deal)
    assert found.value.price_moved == 100 + 20 + 40
    assert found.value.price_moved_for_return == 100
    assert ratio(found, "price_traded") == Fraction(100, 160)


def test_a_fall_named_by_a_trade_not_agreed_is_for_nothing() -> None:
    proposed = trade((), 10, "proposed")
    deal = snapshot(
        trades=[proposed], offers=[offer("1.1.", 100), offer("2.1.", 90, trade_id=proposed.id)]
    )
    assert ratio(judged(deal), "price_traded") == 0


def test_price_lost_is_the_part_below_the_target_of_that_day() -> None:
    deal = snapshot(
        {"award_on": "1.3."},
        corridor=[revision("1.1.", 1000, 950, 800), revision("15.2.", 1000, 900, 800)],
        offers=[
            offer("1.2.", 1000),
            offer("2.2.", 940),
            offer("20.2.", 880),
            offer("1.3.", 870),
            offer("2.3.", 850),
        ],
    )
    found = judged(deal)
    assert found.value.leakage == 10 + 20 + 10
    assert found.value.price_of_award == 20
    untargeted = snapshot(offers=[offer("1.2.", 1000), offer("2.2.", 1)])
    assert judged(untargeted).value.leakage == 0


def test_trades_leak_in_their_period() -> None:
    deal = snapshot(
        {"award_on": "1.3.", "signed_on": "1.4."},
        trades=[
            trade(1, 0),
            trade(2, 0, decided_on="1.3."),
            trade(4, 0, made_on="1.2.", decided_on="2.3."),
            trade(8, 0, made_on="1.4."),
            trade(16, 0, made_on="2.4."),
        ],
    )
    value = judged(deal).value
    assert (value.leakage, value.price_of_award, value.lost_after_signature) == (3, 12, 16)


def test_only_the_dearest_package_is_exposed() -> None:
    deal = snapshot(
        trades=[
            trade(10, 4, "proposed"),
            trade(7, 0, "proposed", package="A"),
            trade(5, 0, "proposed", package=" A "),
            trade(11, 0, "proposed", package="B"),
            trade(90, 0, "planned", package="B"),
            trade(50, 80, "proposed"),
        ]
    )
    assert table(deal).exposed == 6 + 12


def level(holder: str, limit: int | None, **more: Any) -> AuthorityLevel:
    return make(AuthorityLevel, holder=holder, limit=limit, **more)


@pytest.mark.parametrize(
    ("levels", "made", "covered"),
    [
        ([level("Bob", 100)], {"authorised_on": "1.2."}, True),
        ([level("Bob", 99)], {"authorised_on": "1.2."}, False),
        ([level("Bob", None)], {"authorised_on": "1.2."}, False),
        ([level("Cy", 100)], {"authorised_on": "1.2."}, False),
        ([level("Bob", 100)], {}, False),
        ([level("Bob", 100)], {"authorised_on": "2.2."}, False),
        ([level("Bob", 100, granted_on="1.2.")], {"authorised_on": "1.2."}, True),
        ([level("Bob", 100, granted_on="2.2.")], {"authorised_on": "1.2."}, False),
        ([level("Bob", 100, valid_until="1.2.")], {"authorised_on": "1.2."}, True),
        ([level("Bob", 100, valid_until="31.1.")], {"authorised_on": "1.2."}, False),
        ([level("Bob", 100, limit_total=99)], {"authorised_on": "1.2."}, False),
        ([level("Bob", 9), level("Bob", 100)], {"authorised_on": "1.2."}, True),
    ],
)
def test_a_level_of_the_named_holder_covers_in_time(
    levels: list[AuthorityLevel], made: dict[str, Any], covered: bool
) -> None:
    deal = snapshot(
        authority=levels, trades=[trade(100, 0, made_on="1.2.", authorised_by="Bob", **made)]
    )
    assert ratio(judged(deal), "authority") == int(covered)


def test_without_a_name_the_owner_decides_and_no_date_is_asked() -> None:
    deal = snapshot(authority=[level("Ann", 100)], trades=[trade(100, 0, made_on="1.2.")])
    assert ratio(judged(deal), "authority") == 1
    nobody = snapshot({"owner": ""}, authority=[level("", 100)], trades=[trade(100, 0)])
    assert ratio(judged(nobody), "authority") == 0


def test_an_undated_trade_meets_any_mandate() -> None:
    mandate = level("Bob", 100, granted_on="1.9.", valid_until="1.10.")
    deal = snapshot(
        authority=[mandate], trades=[trade(100, 0, authorised_by="Bob", authorised_on="1.11.")]
    )
    assert ratio(judged(deal), "authority") == 1


def test_the_total_of_a_holder_fills_in_date_order_then_by_number() -> None:
    late = trade(60, 0, made_on="3.2.")
    numbered = trade(50, 0, made_on="2.2.", number=2)
    unnumbered = trade(40, 0, made_on="2.2.")
    undated = trade(10, 0)
    deal = snapshot(
        authority=[level("Ann", 100, limit_total=100)],
        trades=[late, numbered, unnumbered, undated],
    )
    check = judged(deal).check("authority")
    assert check.ratio == Fraction(100, 160)
    assert check.failing == (late.id,)
    assert check.money == 60


def test_offers_hold_between_floor_and_opening_less_scope() -> None:
    deal = snapshot(
        corridor=[revision("1.1.", 1000, None, 800)],
        offers=[
            offer("1.2.", 1001),
            offer("2.2.", 1100, scope_value=200),
            offer("3.2.", 1000, scope_value=1),
            offer("4.2.", 1000, scope_value=0),
        ],
    )
    found = judged(deal).check("corridor_held")
    assert found.ratio == Fraction(1, 4)
    assert found.money == 1 + 1


@pytest.mark.parametrize(
    ("later", "made_on", "amount", "holds"),
    [
        (revision("5.2.", 1000, None, 850), "6.2.", 840, False),
        (revision("5.2.", 1000, None, 850), "4.2.", 840, True),
        (revision("5.2.", 1000, None, 700), "6.2.", 750, False),
        (revision("5.2.", 1000, None, 700, approved_by="Cy"), "6.2.", 750, True),
        (revision("5.2.", 1000, None, 700, approved_by="Cy"), "4.2.", 750, False),
        (revision("5.2.", 1000, None, None), "6.2.", 750, False),
        (revision("5.2.", None, None, 700, approved_by="Cy"), "6.2.", 750, False),
        (revision("1.2.", 1000, None, 700), "6.2.", 750, True),
    ],
)
def test_the_floor_moves_up_or_down_with_an_approval(
    later: Any, made_on: str, amount: int, holds: bool
) -> None:
    deal = snapshot(
        corridor=[revision("1.1.", 1000, None, 800), later],
        offers=[offer("1.2.", 1000), offer(made_on, amount)],
    )
    assert ratio(judged(deal), "corridor_held") == (1 if holds else Fraction(1, 2))


def test_where_no_walk_away_stood_the_first_later_one_is_the_floor_from_its_day() -> None:
    deal = snapshot(
        corridor=[revision("1.1.", 1000), revision("5.2.", 1000, None, 500)],
        offers=[offer("1.2.", 900), offer("4.2.", 800), offer("5.2.", 700), offer("6.2.", 400)],
    )
    check = judged(deal).check("corridor_held")
    assert check.ratio == Fraction(1, 4)
    assert check.money == 100


def test_without_a_corridor_no_offer_holds() -> None:
    assert ratio(judged(snapshot(offers=[offer("1.2.", 9)])), "corridor_held") == 0


def test_steps_that_do_not_grow() -> None:
    prices = (1000, 900, 950, 850, 730, 730)
    offers = [offer(f"{day}.1.", price) for day, price in enumerate(prices, 1)]
    check = judged(snapshot(offers=offers)).check("steps_shrink")
    # Falls of 100, 100 and 120; what did not fall is left out.
    assert check.ratio == Fraction(1, 2)
    assert check.failing == (offers[4].id,)
    assert ratio(judged(snapshot(offers=offers[:2])), "steps_shrink") is None


def test_offers_of_one_day_keep_their_order_and_others_are_sorted() -> None:
    offers = [offer("2.1.", 90), offer("1.1.", 100), offer("2.1.", 80)]
    value = judged(snapshot(offers=offers)).value
    assert value.price_moved == 20
