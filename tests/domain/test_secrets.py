"""Secrets of a deal are found in a text, however they are written there, and nothing else is."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain.secrets import Secrets, fold, numbers_in, significant_digits
from negotiator_desk.models.before import CorridorRevision, Stakeholder
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.table import Given, Trade, Variable, VariableOption


def deal(**lists: object) -> Snapshot:
    return Snapshot(deal=Deal(id=UUID(int=1), currency="EUR"), **lists)  # type: ignore[arg-type]


def with_walk_away(amount: str) -> Snapshot:
    return deal(corridor=(CorridorRevision(id=UUID(int=2), walk_away=Decimal(amount)),))


WAYS = (
    "1,250,300",
    "1.250.300,00",
    "1 250 300",
    "1\N{NARROW NO-BREAK SPACE}250\N{NARROW NO-BREAK SPACE}300.00",
    "1'250'300",
    "1’250’300",
    "12,50,300",
    "1250300",
    "1.2503M",
    "1,2503 Mio",
    "1250.3k",
    "1250 thousand",
    "1.25 million",
    "１２５０３００",
    "١٬٢٥٠٬٣٠٠",
    "1,250,\n300",
    "1.250\n.300",
    "1 250\n300",
    "1‘250‘300",
    "1´250´300",
    "1,250,\N{ZERO WIDTH SPACE}300",
    "125\N{SOFT HYPHEN}0300",
    "1.2503MM",
    "1.2503MEUR",
    "1250.3kEUR",
    "1250,3 TEUR",
    "1250.3 T€",
    "1.25 mill.",
    "1.25 MİO",
    "1.25 mıllıon",
    "12.503 lakh",
    "1.25–1.3M",
    "1.25 to 1.3 million",
    "1.25 and 1.3 million",
    "EUR 1.25 - EUR 1.3 million",
    "EUR1250300.-",
)


@pytest.mark.parametrize("way", WAYS)
def test_an_amount_is_found_however_it_is_written(way: str) -> None:
    text = f"We go down to {way} and by 45 days of 2026, 7 visits."
    found = Secrets(with_walk_away("1250300")).found_in(text)
    assert found is not None
    assert found.spec.name == "walk_away"
    assert found.kind == "corridor"


@pytest.mark.parametrize(
    "text",
    [
        "45 days",
        "Payment within 45 days, 12 visits, 99.5 % uptime",
        "2 of 12 on 22 Nov 2026",
        "1,250,301",
        "125,030",
        "12,503,000",
        "45 1 250 301",
        "1250.3 t of steel",
        "clause 1.25 with 3 million tests or so",
        "in 12, 503 and\n1,250,301",
        "",
    ],
)
def test_other_figures_are_no_secret(text: str) -> None:
    assert Secrets(with_walk_away("1250300")).found_in(text) is None


@pytest.mark.parametrize("text", ["1 " * 50_000, "1\n" * 50_000, "1" + " \n" * 50_000 + "x"])
def test_a_long_text_of_figures_is_read_in_one_pass(text: str) -> None:
    assert Secrets(with_walk_away("1250300")).found_in(text) is None
    assert Secrets(with_walk_away("1250300")).found_in(f"{text} 1 250 300") is not None


def test_round_amounts_are_too_common_to_be_told() -> None:
    assert significant_digits(Decimal("1200000")) == 2
    assert significant_digits(Decimal("1250000")) == 3
    assert significant_digits(Decimal("0.125")) == 3
    assert Secrets(with_walk_away("1200000")).found_in("1,200,000") is None
    assert Secrets(with_walk_away("1250000")).found_in("1,250,000") is not None


def test_an_amount_shown_in_an_allowed_field_is_no_secret() -> None:
    snapshot = with_walk_away("1250300")
    assert Secrets(snapshot, [Decimal("1250300.00")]).found_in("1,250,300") is None


def test_a_date_that_was_written_is_no_amount() -> None:
    secrets = Secrets(with_walk_away("2026"))
    assert secrets.found_in("Open until 22 Nov 2026") is not None
    assert secrets.found_in("Open until 22 Nov 2026", ["22 Nov 2026"]) is None


def test_a_secret_text_is_found_through_case_spaces_and_line_ends() -> None:
    note = "Wants to be CFO next year"
    snapshot = deal(stakeholders=(Stakeholder(id=UUID(int=3), name="Ida", opinion=note),))
    found = Secrets(snapshot).found_in("… he wants to\nbe  cfo next\u00ad year …")
    assert found is not None
    assert found.spec.name == "opinion"
    assert found.record == UUID(int=3)
    assert Secrets(snapshot).found_in("Wants to be CFO") is None


def test_a_short_secret_text_is_too_common_to_be_told() -> None:
    snapshot = deal(variables=(Variable(id=UUID(int=4), limit="60 days net"),))
    assert Secrets(snapshot).found_in("60 days net") is None


def test_an_option_is_as_secret_as_each_of_its_fields() -> None:
    option = VariableOption(
        id=UUID(int=6), label="Sixty days and a deposit", value_to_us=Decimal("-13450")
    )
    secrets = Secrets(deal(variables=(Variable(id=UUID(int=5), name="Days", options=(option,)),)))
    assert secrets.found_in("sixty days and a deposit") is None
    found = secrets.found_in("it costs us 13,450")
    assert found is not None
    assert found.record == UUID(int=6)


def test_a_position_that_was_reached_is_known_to_both_sides() -> None:
    snapshot = deal(variables=(Variable(id=UUID(int=4), target="A Saturday run"),))
    assert Secrets(snapshot).found_in("… a Saturday run at Northgate") is not None
    reached = Secrets(snapshot, known=["A Saturday  run"])
    assert reached.found_in("… a Saturday run at Northgate") is None


def test_nested_costs_are_secrets_and_their_words_are_not() -> None:
    item = Given(id=UUID(int=8), description="Ten more training days", cost_to_us=Decimal("17350"))
    snapshot = deal(trades=(Trade(id=UUID(int=7), given=(item,)),))
    secrets = Secrets(snapshot)
    assert secrets.found_in("Ten more training days") is None
    assert secrets.found_in("17.350 EUR") is not None


@given(
    st.decimals(min_value=100, max_value=Decimal("9e12"), places=2),
    st.sampled_from(["en_GB", "de_DE", "fr_FR", "de_CH", "hi_IN", "nb_NO", "pl_PL", "ar_EG"]),
    st.booleans(),
)
def test_an_amount_as_babel_writes_it_is_found(amount: Decimal, locale: str, whole: bool) -> None:
    if whole:
        amount = amount.to_integral_value()
    text = format_decimal(amount, locale=locale)
    found = Secrets(with_walk_away(str(amount))).found_in(f"x {text} y")
    assert (found is not None) == (significant_digits(amount) >= 3)


@given(st.integers(min_value=1001, max_value=10**13))
def test_a_short_figure_is_found_where_it_says_three_digits(amount: int) -> None:
    text = format_compact_decimal(amount, locale="en_GB", fraction_digits=3)
    (digits, *_rest) = text.replace("K", " ").replace("M", " ").replace("B", " ").split()
    if (
        "T" in text
        or significant_digits(Decimal(digits)) < 3
        or significant_digits(Decimal(amount)) < 3
    ):
        return
    assert Secrets(with_walk_away(str(amount))).found_in(text.replace("B", "bn")) is not None


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text: str) -> None:
    Secrets(with_walk_away("1250300")).found_in(text)
    assert fold(fold(text)) == fold(text)
    assert all(number.amount >= 0 for number in numbers_in(text))
