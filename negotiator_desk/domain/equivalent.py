"""Three packages worth the same to us and as different from each other as can be."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import ne
from typing import Final

from negotiator_desk.domain.frontier import Package
from negotiator_desk.domain.rounding import Amount, Units

TOLERANCE: Final = Fraction(1, 20)
"""How far the three may lie from the level, as a share of the frontier's best for us."""

CONSIDERED: Final = 300
"""Of the packages within the tolerance those nearest the level are compared, so many."""

Triple = tuple[int, int, int]


def equivalent_offers(
    found: Sequence[Package], level: Units, tolerance: Amount = TOLERANCE
) -> tuple[Package, ...]:
    """Three packages of a frontier worth ``level`` to us within the tolerance, best first.

    The three whose smallest number of variables that differ between two of them is largest; of
    equals the three nearest the level. Exact over at most 300 packages nearest the level. Fewer
    than three where there are not three. Several equivalent offers at once are known as MESO.
    """
    if not found:
        return ()
    span = abs(found[0].ours) * Fraction(tolerance)
    low, high = level - span, level + span
    near = [place for place, each in enumerate(found) if low <= each.ours <= high]
    near.sort(key=lambda place: (abs(found[place].ours - level), place))
    near = near[:CONSIDERED]
    if len(near) > 3:
        near = [near[index] for index in _most_different([found[at].choices for at in near])]
    return tuple(found[place] for place in sorted(near))


def differing(one: Sequence[int], other: Sequence[int]) -> int:
    """How many variables two packages set differently."""
    return sum(map(ne, one, other))


def _most_different(choices: Sequence[tuple[int, ...]]) -> Triple:
    """Three of at least three, by the largest smallest difference; of equals the first."""
    by_difference: dict[int, list[tuple[int, int]]] = {}
    for first, one in enumerate(choices):
        for second in range(first + 1, len(choices)):
            by_difference.setdefault(differing(one, choices[second]), []).append((first, second))
    # Bit j of joined[i] says that i and j differ by at least the difference at hand.
    joined = [0] * len(choices)
    for difference in sorted(by_difference, reverse=True):
        pairs = by_difference[difference]
        for first, second in pairs:
            joined[first] |= 1 << second
            joined[second] |= 1 << first
        if any(joined[first] & joined[second] for first, second in pairs):
            break
    return _first_triple(joined)


def _first_triple(joined: Sequence[int]) -> Triple:
    for first, after in enumerate(joined):
        rest = after >> first + 1 << first + 1
        while rest:
            second = (rest & -rest).bit_length() - 1
            rest &= rest - 1
            if both := rest & joined[second]:
                return first, second, (both & -both).bit_length() - 1
    raise AssertionError("three packages always differ")
