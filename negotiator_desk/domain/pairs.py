"""Pairs worth trading: what is cheap for us and dear to them against the other way round.

The rule, from known amounts only. A give counts when its worth to the buyer is above its cost to
us, a get when its worth to us is above its cost to the buyer; a red line that we give never counts.
A give and a get are a pair when both sides come out ahead: the get is worth more to us than the
give costs, and the give is worth more to the buyer than the get costs them. The better pair has the
larger product of worth ÷ cost of its two halves (nothing is cheaper than what costs nothing), then
the larger gain of both together. Each variable stands in one pair, the best one first; what was not
traded yet goes before what was.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.standing import Standing
from negotiator_desk.models.choices import Direction

MOST: Final = 60
"""Of each kind the best so many are looked at."""


class Half(msgspec.Struct, frozen=True, kw_only=True):
    """A variable as one side of a trade: what it costs who gives it, what it is worth to the other.

    ``ratio`` is worth ÷ cost, None where it costs nothing.
    """

    standing: Standing
    cost: Fraction
    worth: Fraction

    @property
    def variable_id(self) -> UUID:
        """The variable."""
        return self.standing.variable.id

    @property
    def ratio(self) -> Fraction | None:
        """How many times its cost it is worth."""
        return self.worth / self.cost if self.cost else None

    @property
    def fresh(self) -> bool:
        """Whether no trade that still counts names it."""
        return self.standing.state in ("untraded", "refused")


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A give against a get, and what each side gains by it; ``trade`` holds both already."""

    give: Half
    get: Half
    trade: UUID | None = None

    @property
    def ours(self) -> Fraction:
        """What we gain."""
        return self.get.worth - self.give.cost

    @property
    def buyer(self) -> Fraction:
        """What the buyer gains, an estimate."""
        return self.give.worth - self.get.cost


def pairs(standings: Sequence[Standing]) -> tuple[Pair, ...]:
    """The pairs worth trading, the best first."""
    gives = _halves(standings, Direction.GIVE)
    gets = _halves(standings, Direction.GET)
    found = [
        Pair(give=give, get=get, trade=_shared(give.standing, get.standing))
        for give in gives
        for get in gets
        if get.worth > give.cost and give.worth > get.cost
    ]
    found.sort(key=_rank)
    taken: set[UUID] = set()
    chosen: list[Pair] = []
    for pair in found:
        ids = {pair.give.variable_id, pair.get.variable_id}
        if not ids & taken:
            taken |= ids
            chosen.append(pair)
    return tuple(chosen)


def _halves(standings: Sequence[Standing], direction: Direction) -> list[Half]:
    found = []
    for standing in standings:
        variable = standing.variable
        if (variable.direction or Direction.GIVE) is not direction:
            continue
        if direction is Direction.GIVE:
            cost, worth = variable.cost_to_us, variable.value_to_buyer
            if variable.red_line:
                continue
        else:
            cost, worth = variable.cost_to_buyer, variable.value_to_us
        if cost is not None and worth is not None and worth > cost:
            found.append(Half(standing=standing, cost=Fraction(cost), worth=Fraction(worth)))
    found.sort(key=lambda half: (not half.fresh, half.cost > 0, -(half.ratio or 0)))
    return found[:MOST]


def _rank(pair: Pair) -> tuple[int, int, Fraction, Fraction]:
    halves = (pair.give, pair.get)
    free = sum(half.cost == 0 for half in halves)
    product = Fraction(1)
    for half in halves:
        product *= half.ratio or 1
    return (
        sum(not half.fresh for half in halves),
        -free,
        -product,
        -(pair.ours + pair.buyer),
    )


def _shared(give: Standing, get: Standing) -> UUID | None:
    """A trade that names both, where there is one: nothing has to be planned again."""
    return next((trade for trade in give.trades if trade in get.trades), None)
