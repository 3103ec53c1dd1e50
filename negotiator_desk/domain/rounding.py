"""Exact numbers inside, and the one rounding on the way out."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

Amount = Decimal | Fraction | int
"""Any exact number."""

Units = int | Fraction
"""Money inside the control model: ten-thousandths of the currency, exact.

Whole numbers add a good deal faster than fractions; a mean can still be a fraction.
"""

ONE: Final = 10_000
"""One unit of the currency in ten-thousandths."""


def units(amount: Decimal | None) -> Units:
    """An amount in ten-thousandths of the currency; nothing known adds nothing."""
    if amount is None:
        return 0
    over, under = amount.as_integer_ratio()
    return over * ONE // under if ONE % under == 0 else Fraction(over * ONE, under)


def from_units(amount: Units) -> Fraction:
    """Ten-thousandths back to the currency, still exact."""
    return Fraction(amount, ONE)


def rounded(amount: Amount, places: int) -> Decimal:
    """An exact amount rounded once, half up away from zero, without a minus before a zero.

    The result carries exactly ``places`` decimals, so ``str`` writes them all.
    """
    over, under = amount.as_integer_ratio()
    whole, rest = divmod(abs(over) * 10**places, under)
    if 2 * rest >= under:
        whole += 1
    sign = 1 if over < 0 and whole else 0
    digits = tuple(int(digit) for digit in str(whole))
    return Decimal((sign, digits, -places))


def plain(number: Decimal) -> str:
    """A rounded number as text, never with an exponent."""
    return f"{number:f}"
