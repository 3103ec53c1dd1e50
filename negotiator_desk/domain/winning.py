"""Points for price, and the highest price at which we rank first alone, in closed form."""

import enum
from collections.abc import Sequence
from fractions import Fraction

import msgspec

from negotiator_desk.models.choices import PriceFormula


class Bid(msgspec.Struct, frozen=True):
    """A price (None where there is none) and the points for everything that is not price."""

    price: Fraction | None
    quality: Fraction


class Win(enum.Enum):
    """Whether a price decides the award for us."""

    AT = "at"
    ALWAYS = "always"
    NEVER = "never"


class Winning(msgspec.Struct, frozen=True):
    """Whether a price wins, and the highest that does: set when there is one, and only then."""

    win: Win
    price: Fraction | None = None


def price_score(
    weight: Fraction, price: Fraction, lowest: Fraction, formula: PriceFormula
) -> Fraction:
    """The points for a price, from 0 to ``weight``; ``lowest`` is that of all bidders.

    Beside a price of nothing both formulas divide by zero: it has all points, every other none.
    """
    if price == lowest:
        return weight
    if not lowest:
        return Fraction(0)
    if formula is PriceFormula.LINEAR:
        return weight * max(Fraction(0), 1 - (price - lowest) / lowest)
    return weight * lowest / price


def price_to_win(
    quality: Fraction,
    rivals: Sequence[Bid],
    weight: Fraction,
    formula: PriceFormula,
    places: int,
) -> Winning:
    """The highest price above nothing, in steps of the currency's unit, that ranks us first alone.

    By both formulas our lead over every rival can only shrink as our price rises: above the
    rivals' lowest price our points fall and theirs stand, below it ours stand (all of the weight)
    and theirs rise. So the prices that win are those below one bound, which is solved for in
    each of the two parts, and the answer is the last step below it.

    Args:
        quality: our points for everything that is not price.
        rivals: those without a price take no part.
        weight: the weight of the price.
        formula: how price is scored.
        places: decimals of the currency.
    """
    field = [(bid.price, bid.quality) for bid in rivals if bid.price is not None]
    if not field:
        return Winning(Win.ALWAYS)
    lowest = min(price for price, _quality in field)
    best = max(theirs + price_score(weight, price, lowest, formula) for price, theirs in field)
    if quality > best:
        return Winning(Win.ALWAYS)
    if quality == best and weight and lowest and formula is PriceFormula.RELATIVE:
        return Winning(Win.ALWAYS)
    if quality + weight <= best:
        bound = _bound_below(quality, field, weight, formula)
    elif not lowest:
        return Winning(Win.NEVER)
    elif formula is PriceFormula.LINEAR:
        bound = lowest * (2 - (best - quality) / weight)
    else:
        bound = weight * lowest / (best - quality)
    step = Fraction(1, 10**places)
    steps = -(-bound // step) - 1
    return Winning(Win.AT, steps * step) if steps >= 1 else Winning(Win.NEVER)


def _bound_below(
    quality: Fraction,
    field: Sequence[tuple[Fraction, Fraction]],
    weight: Fraction,
    formula: PriceFormula,
) -> Fraction:
    """The price that wins no more where not even the rivals' lowest price does: ours is lower."""
    bounds = []
    for price, theirs in field:
        lead = quality + weight - theirs
        if lead <= 0 or not weight:
            return Fraction(0)
        share = lead / weight
        if formula is PriceFormula.RELATIVE:
            bounds.append(price * share)
        elif share < 2:
            bounds.append(price / (2 - share))
    return min(bounds)
