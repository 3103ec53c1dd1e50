"""The position ladder: numbers read exactly, places, and what an item is worth."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.domain.ladder import ladder_of, leading_number, place_of, worth_of
from negotiator_desk.models.table import Given, Received, Variable, VariableOption
from tests.domain.build import make


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45 days", "45"),
        ("  200 %", "200"),
        ("330,000 tests", "330000"),
        ("1.250.000", "1250000"),
        ("1,250.75", "1250.75"),
        ("1.250,75 EUR", "1250.75"),
        ("12'500", "12500"),
        ("12\u00a0500", "12500"),
        ("2.5 hours", "2.5"),
        ("2,5 Stunden", "2.5"),
        ("0.125", "0.125"),
        ("−3 points", "-3"),
        ("+7", "7"),
        ("4-hour response", "4"),
        ("2 × yearly fee", "2"),
        ("1.2.3", None),
        ("CPI, cap 3 %", None),
        ("none", None),
        ("", None),
        ("²", None),
    ],
)
def test_the_number_a_text_begins_with(text: str, number: str | None) -> None:
    assert leading_number(text) == (None if number is None else Decimal(number))


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_any_text_can_stand_on_a_ladder(text: str) -> None:
    variable = make(Variable, ask=text, limit=text, target="3", fallback="5,,5")
    place_of(variable, make(Given, quantity=3))
    place_of(variable, make(Received, option=text))


def days(**more: Any) -> Variable:
    return make(
        Variable,
        **{
            "name": "Payment days",
            "direction": "give",
            "unit": "days",
            "ask": "30 days",
            "target": "30 days",
            "fallback": "45 days",
            "limit": "60 days",
            "value_per_unit": 450,
            **more,
        },
    )


@pytest.mark.parametrize(
    ("quantity", "position", "rung", "over"),
    [
        (0, 30, "ask", 0),
        (15, 45, "fallback", 0),
        (16, 46, "limit", 0),
        (30, 60, "limit", 0),
        ("30.5", "60.5", "beyond", "0.5"),
        (-5, 25, "ask", 0),
    ],
)
def test_what_is_given_is_counted_from_the_ask_towards_the_limit(
    quantity: Any, position: Any, rung: str, over: Any
) -> None:
    place = place_of(days(), make(Given, quantity=quantity))
    assert place is not None
    assert (place.position, place.rung) == (Decimal(str(position)), rung)
    assert place.over == Decimal(str(over))
    assert place.beyond is (rung == "beyond")


def test_a_ladder_may_lead_down() -> None:
    term = make(Variable, direction="get", ask="60 months", target="60", limit="36 months")
    got = place_of(term, make(Received, quantity=48))
    assert got is not None
    assert (got.rung, got.over) == ("limit", 0)
    short = place_of(term, make(Received, quantity=24))
    assert short is not None
    assert (short.rung, short.over) == ("beyond", 12)
    conceded = place_of(term, make(Given, quantity=12))
    assert conceded is not None, "twelve months less than asked are forty-eight"
    assert conceded.position == 48


def test_an_option_stands_where_its_number_is() -> None:
    response = days(ask="8 hours", target="8 hours", fallback="4 hours", limit="4 hours")
    beyond = place_of(response, make(Given, option="2 hours"))
    assert beyond is not None
    assert beyond.over == 2
    assert place_of(response, make(Given, option="as now")) is None


def test_a_step_in_another_unit_is_not_read() -> None:
    assert ladder_of(days(limit="2 months")).limit is None
    assert ladder_of(days(limit="90")).limit == 90
    assert ladder_of(days(ask="1 day", limit="2 days")).limit == 2


def test_without_room_any_step_is_beyond() -> None:
    place = place_of(days(limit="30 days", fallback=""), make(Given, quantity=1))
    assert place is not None
    assert place.beyond


def test_without_numbers_there_is_no_place() -> None:
    words = days(ask="remote", target="", fallback="", limit="on site, 3 weeks")
    assert place_of(words, make(Given, quantity=1)) is None
    assert place_of(days(target="", fallback="", limit=""), make(Given, quantity=1)) is None


def option(label: str, us: int | None, buyer: int | None = None) -> VariableOption:
    return make(VariableOption, label=label, value_to_us=us, value_to_buyer=buyer)


def test_what_an_item_is_worth_by_its_variable() -> None:
    variable = days(
        buyer_value_per_unit=2533,
        cost_to_us=31000,
        value_to_buyer=38000,
        options=(option("45 days", -31000, 38000), option("60 days", None)),
    )
    by_number = worth_of(variable, make(Given, quantity=15))
    assert (by_number.ours, by_number.theirs) == (Decimal(6750), Decimal(37995))
    by_option = worth_of(variable, make(Given, quantity=15, option="45  DAYS"))
    assert (by_option.ours, by_option.theirs) == (Decimal(31000), Decimal(38000))
    assert worth_of(variable, make(Given, option="60 days")).ours is None
    assert worth_of(variable, make(Given, option="61 days")).ours is None
    assert worth_of(variable, make(Given)).ours == Decimal(31000)
    third = worth_of(days(value_per_unit="0.0001"), make(Given, quantity="0.3333"))
    assert third.ours == Decimal(0)
    assert worth_of(days(value_per_unit=10**13), make(Given, quantity=10**13)).ours is None


@pytest.mark.parametrize("base", [0, -140000, -60000])
def test_options_are_compared_with_each_other_whatever_they_count_from(base: int) -> None:
    term = make(
        Variable,
        direction="get",
        value_to_us=140000,
        options=(
            option("60 months", 140000 + base),
            option("48 months", 60000 + base),
            option("36 months", 0 + base),
        ),
    )
    assert worth_of(term, make(Received, option="60 months")).ours == Decimal(140000)
    assert worth_of(term, make(Received, option="48 months")).ours == Decimal(60000)
    assert worth_of(term, make(Received, option="36 months")).ours == 0
    assert worth_of(term, make(Given, option="48 months")).ours == Decimal(80000)
    assert worth_of(term, make(Received)).ours == Decimal(140000)
    alone = make(Variable, options=(option("2 visits", 25),))
    assert worth_of(alone, make(Received, option="2 visits")).ours == 25
    assert worth_of(alone, make(Received, option="3 visits")).ours is None
