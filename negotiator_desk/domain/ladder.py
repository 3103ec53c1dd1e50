"""The position ladder of a variable: where a given or received item stands, and what it is worth.

Ask, target, fallback and limit are texts ("45 days", "200 %"). What is read of them is the number
they begin with, exactly; a text that begins with none has no place. What is *given* is counted from
the ask towards the limit (fifteen days on an ask of thirty are forty-five); what is *received* is
the level itself (forty-eight months are forty-eight).
"""

import re
from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from typing import Final, Literal

import msgspec

from negotiator_desk.models.choices import Direction
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.table import Given, Received, Variable, VariableOption

Rung = Literal["ask", "target", "fallback", "limit", "beyond"]
"""The step of the ladder that a position does not go past."""

_NUMBER: Final = re.compile(r"\s*([-+−]?\d(?:[\d.,'’\u00a0\u202f]*\d)?)\s*(\S*)")
_GROUPS: Final = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_MINUS: Final = "−"

MOST: Final = Decimal(10) ** 14
"""No amount of a deal is as large as this."""


class Ladder(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of a variable as numbers in its unit; None for a step that cannot be read.

    ``sign`` is the way from the ask to the limit: 1 upwards, -1 downwards, 0 where both are the
    same, None where it cannot be told.
    """

    ask: Decimal | None = None
    target: Decimal | None = None
    fallback: Decimal | None = None
    limit: Decimal | None = None
    sign: int | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an item stands: its position, the step it does not go past, how far it is beyond.

    ``over`` is how many units it lies beyond the limit, 0 within it.
    """

    position: Decimal
    rung: Rung | None
    over: Decimal = Decimal(0)

    @property
    def beyond(self) -> bool:
        """Whether it goes past the limit."""
        return self.over > 0


@lru_cache(maxsize=1024)
def leading_number(text: str) -> Decimal | None:
    """The number that a text begins with, exactly; None where it begins with none.

    Written by people of any country: of two kinds of separators the last one is the decimal mark,
    and a single one before exactly three digits groups thousands ("330,000"), unless it follows a
    zero ("0.125").
    """
    found = _NUMBER.match(text)
    return None if found is None else _exact(found[1])


def _exact(written: str) -> Decimal | None:
    plain = re.sub("['’\u00a0\u202f]", "", written.replace(_MINUS, "-"))
    sign = plain[:1] if plain[:1] in "+-" else ""
    digits = plain[len(sign) :]
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        group = "," if point > comma else "."
        digits = digits.replace(group, "").replace(",", ".")
    elif _GROUPS.fullmatch(digits) and not digits.startswith("0"):
        digits = digits.replace(",", "").replace(".", "")
    else:
        digits = digits.replace(",", ".")
    if digits.count(".") > 1:
        return None
    return Decimal(sign + digits)


def _unit(text: str) -> str:
    found = _NUMBER.match(text)
    return "" if found is None else found[2].strip(".,;:()").casefold().removesuffix("s")


def unit_of(variable: Variable) -> str:
    """The unit that a variable counts in: its own, else what follows the number of its ask."""
    if not is_missing(variable.unit):
        return variable.unit
    found = _NUMBER.match(variable.ask)
    return "" if found is None else found[2].strip(".,;:()")


def ladder_of(variable: Variable) -> Ladder:
    """The steps of a variable that can be read; those in another unit than the ask cannot."""
    unit = _unit(variable.ask)

    def step(text: str) -> Decimal | None:
        other = _unit(text)
        return None if unit and other and unit != other else leading_number(text)

    ask = leading_number(variable.ask)
    target, fallback, limit = (
        step(text) for text in (variable.target, variable.fallback, variable.limit)
    )
    sign: int | None = None
    if ask is not None:
        for end in (limit, fallback, target):
            if end is not None:
                sign = (end > ask) - (end < ask)
                break
    return Ladder(ask=ask, target=target, fallback=fallback, limit=limit, sign=sign)


def option_of(variable: Variable, label: str) -> VariableOption | None:
    """The option of this label, as it is written but for case and spaces."""
    wanted = " ".join(label.split()).casefold()
    if not wanted:
        return None
    for option in variable.options:
        if " ".join(option.label.split()).casefold() == wanted:
            return option
    return None


def place_of(
    variable: Variable, item: Given | Received, ladder: Ladder | None = None
) -> Place | None:
    """Where an item stands on its variable's ladder; None where it cannot be told.

    An item without a quantity stands where the number of its option is. Who asks for many items
    hands the ``ladder`` of the variable on.
    """
    ladder = ladder or ladder_of(variable)
    if ladder.sign is None:
        return None
    if item.quantity is None:
        position = leading_number(item.option)
    elif isinstance(item, Received):
        position = item.quantity if variable.direction is not Direction.GIVE else None
    else:
        position = None if ladder.ask is None else ladder.ask + ladder.sign * item.quantity
        if ladder.sign == 0 and item.quantity and ladder.limit is not None:
            # There is no room at all, and no way to count: any step is one beyond.
            return Place(position=ladder.limit, rung="beyond", over=abs(item.quantity))
    if position is None:
        return None
    return at(ladder, position)


def at(ladder: Ladder, position: Decimal) -> Place:
    """A position on a ladder whose direction is known."""
    sign = ladder.sign or 0
    over = Decimal(0)
    if ladder.limit is not None:
        away = position - ladder.limit
        over = max(Decimal(0), away * sign if sign else abs(away))
    if over:
        return Place(position=position, rung="beyond", over=over)
    rungs: tuple[Rung, ...] = ("ask", "target", "fallback", "limit")
    for rung in rungs:
        step: Decimal | None = getattr(ladder, rung)
        if step is not None and (position - step) * sign <= 0:
            return Place(position=position, rung=rung)
    return Place(position=position, rung=None)


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """What an item is worth by its variable; None where the variable does not say.

    ``ours`` is the cost of what is given and the value of what is received, ``theirs`` what it
    is worth to the buyer; both at least 0, in the deal's currency.
    """

    ours: Decimal | None = None
    theirs: Decimal | None = None


def worth_of(variable: Variable, item: Given | Received) -> Worth:
    """What an item costs or brings by its variable, for where nothing is typed.

    In this order: the amounts of its option; quantity × value per unit; for an item with neither
    option nor quantity the amounts of the variable itself. The amounts of options are compared
    with each other, whatever they count from: what is given costs what the option is worth less to
    us than the best, what is received brings what it is worth more than the worst; where all lie
    on one side of nothing, nothing is the other end.
    """
    given = isinstance(item, Given)
    option = option_of(variable, item.option)
    if option is not None:
        return Worth(
            ours=_against(option.value_to_us, [o.value_to_us for o in variable.options], given),
            theirs=_against(option.value_to_buyer, [o.value_to_buyer for o in variable.options])
            if given
            else None,
        )
    if item.quantity is not None:
        return Worth(
            ours=_times(item.quantity, variable.value_per_unit),
            theirs=_times(item.quantity, variable.buyer_value_per_unit) if given else None,
        )
    if not is_missing(item.option):  # a level that the variable does not list
        return Worth()
    if given:
        return Worth(ours=variable.cost_to_us, theirs=variable.value_to_buyer)
    return Worth(ours=variable.value_to_us)


def _against(
    amount: Decimal | None, others: Sequence[Decimal | None], given: bool = False
) -> Decimal | None:
    """What an option is worth against the worst of them, or, given, costs against the best."""
    if amount is None:
        return None
    known = (Decimal(0), *(other for other in others if other is not None))
    return _money(max(known) - amount if given else amount - min(known))


def _times(quantity: Decimal, each: Decimal | None) -> Decimal | None:
    if each is None:
        return None
    with localcontext(Context(prec=60)):
        return _money(abs(quantity) * each)


def _money(amount: Decimal | None) -> Decimal | None:
    """An amount as a money field holds it: at least 0 and with two or four decimals."""
    if amount is None or amount >= MOST:
        return None
    with localcontext(Context(prec=60)):
        exact = max(Decimal(0), amount).quantize(Decimal("0.0001"))
        cents = exact.quantize(Decimal("0.01"))
    return cents if cents == exact else exact
