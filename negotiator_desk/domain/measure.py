"""How a check is measured: a ratio with its records, before it is judged."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final, TypeVar
from uuid import UUID

import msgspec

from negotiator_desk.domain.results import Part
from negotiator_desk.domain.rounding import Units, from_units

T = TypeVar("T")

FULL: Final = Fraction(1)
NONE: Final = Fraction(0)


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A check as measured, before it is judged.

    ``money`` in ten-thousandths, None where the check concerns none; ``params`` are further
    figures for the sentence of its finding.
    """

    name: str
    ratio: Fraction | None
    records: tuple[UUID, ...] = ()
    failing: tuple[UUID, ...] = ()
    money: Units | None = None
    mendable: bool = False
    params: Mapping[str, object] = {}


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A control as measured: its checks, and what is lost and exposed there by record."""

    checks: tuple[Measure, ...]
    losses: tuple[tuple[UUID, Units], ...] = ()
    exposures: tuple[tuple[UUID, Units], ...] = ()
    unpriced: tuple[UUID, ...] = ()


def share(part: Units, whole: Units) -> Fraction:
    """A ratio of two sums, within 0 and 1; the whole is more than nothing."""
    return min(FULL, max(NONE, Fraction(part) / Fraction(whole)))


def weighed(
    items: Iterable[T], weight: Callable[[T], Units], holds: Callable[[T], bool]
) -> Fraction | None:
    """The weight of those that hold as a share of the weight of all; None where there is none.

    Where all weights sum to zero the records are counted instead, each weighing 1.
    """
    whole: Units = 0
    part: Units = 0
    n = held = 0
    for item in items:
        size = weight(item)
        good = holds(item)
        n += 1
        whole += size
        if good:
            held += 1
            part += size
    if not n:
        return None
    return share(part, whole) if whole else Fraction(held, n)


def counted(n: int, of: int) -> Fraction | None:
    """A share of records; None where there are none to count."""
    return Fraction(n, of) if of else None


def parts(amounts: Iterable[tuple[UUID, Units]]) -> tuple[Part, ...]:
    """The records behind a sum, those that add nothing left out, in the deal's currency."""
    return tuple(Part(record, from_units(amount)) for record, amount in amounts if amount)


def total(amounts: Iterable[tuple[UUID, Units]]) -> Units:
    """The sum of amounts by record."""
    return sum((amount for _, amount in amounts), 0)
