"""The one rounding, the minor units, and money as whole numbers inside."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.domain.rounding import from_units, plain, rounded, units


@pytest.mark.parametrize(
    ("amount", "places", "text"),
    [
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(2, 3), 4, "0.6667"),
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(-5, 1000), 2, "-0.01"),
        (Fraction(-4, 1000), 2, "0.00"),
        (Fraction(0), 2, "0.00"),
        (Decimal("12.345"), 2, "12.35"),
        (Decimal("12.345"), 0, "12"),
        (Decimal("0.5"), 0, "1"),
        (10**30, 2, "1" + "0" * 30 + ".00"),
    ],
)
def test_half_up_away_from_zero(amount: Decimal | Fraction | int, places: int, text: str) -> None:
    assert plain(rounded(amount, places)) == text


@settings(deadline=None, max_examples=60)
@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_never_further_than_half_a_step(amount: Fraction, places: int) -> None:
    found = rounded(amount, places)
    assert abs(Fraction(found) - amount) * 10**places * 2 <= 1
    assert -int(found.as_tuple().exponent) == places


@settings(deadline=None, max_examples=60)
@given(st.decimals(-(10**14), 10**14, places=4))
def test_money_comes_back_from_units_as_it_was(amount: Decimal) -> None:
    assert isinstance(units(amount), int)
    assert from_units(units(amount)) == Fraction(amount)


def test_an_amount_finer_than_a_unit_stays_exact() -> None:
    assert from_units(units(Decimal("0.00001"))) == Fraction(1, 100_000)
    assert units(None) == 0


@pytest.mark.parametrize(
    ("currency", "places"),
    [("EUR", 2), ("JPY", 0), ("KWD", 3), ("IQD", 3), ("CLF", 4), ("HUF", 2), ("", 2), ("QQQ", 2)],
)
def test_minor_units(currency: str, places: int) -> None:
    assert decimals_of(currency) == places
