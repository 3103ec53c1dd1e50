"""The packages that no other package beats, built exactly from options whose values add up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import msgspec

from negotiator_desk.domain.progress import Steps

Option = tuple[int, int]
"""What one option is worth to us and to the buyer, in ten-thousandths of the currency."""

MOST: Final = 300_000
"""How many partial sums are kept side by side (90 MB); with more the frontier is given up.

Deals whose values are opposed but for a hundredth stay below it, with a mandate that binds too.
"""

_BATCH: Final = 250_000
"""So many candidates are looked through at a time, which bounds memory and the wait for cancel."""


class FrontierTooLarge(Exception):  # it is no error of the program
    """More packages stand side by side unbeaten than can be held; ``step`` of ``of`` variables."""

    def __init__(self, step: int, of: int) -> None:
        super().__init__(step, of)
        self.step = step
        self.of = of


class Package(msgspec.Struct, frozen=True):
    """One option of each variable, and what they come to, in ten-thousandths of the currency.

    ``cost`` is the sum of what is negative for us, made positive. ``ties`` is how many packages
    are equal to it in all three; ``choices`` are the indices of the options of the one among
    them that moves fewest variables off their first option (the first in the order of variables
    and options where several do).
    """

    ours: int
    buyer: int
    cost: int
    ties: int
    choices: tuple[int, ...]


def cost_of(ours: int) -> int:
    """What an option costs us."""
    return max(0, -ours)


def frontier(
    variables: Sequence[Sequence[Option]],
    mandate: int | None = None,
    progress: Steps | None = None,
    most: int = MOST,
) -> tuple[Package, ...]:
    """Every package that no other one beats, among those that cost no more than the mandate.

    Sorted by what they are worth to us, best first, then in the order of variables and options.
    ``progress`` is told after each variable.

    Raises:
        FrontierTooLarge: more than ``most`` partial sums are unbeaten at once.
    """
    builder = _Builder(variables, mandate, progress, most)
    return builder.packages(builder.build())


class _Layout:
    """How a sum is written into one whole number, so that sums add and compare in one step.

    From the top: what we miss of the best for us, what the buyer misses of the best for the
    buyer, the cost, how many variables are off their first option, and the option of each
    variable, the first variable highest. Less is better in every part. No part can overflow into
    the next, each is as wide as its largest sum.
    """

    def __init__(self, variables: Sequence[Sequence[Option]]) -> None:
        self.best_ours = [max(ours for ours, _ in each) for each in variables]
        self.best_buyer = [max(buyer for _, buyer in each) for each in variables]
        place = 0
        self.places = [0] * len(variables)
        for index in range(len(variables) - 1, -1, -1):
            self.places[index] = place
            place += (len(variables[index]) - 1).bit_length()
        self.choices = (1 << place) - 1
        self.moves = place
        self.low = place + len(variables).bit_length()
        costs = sum(max(cost_of(ours) for ours, _ in each) for each in variables)
        missed = sum(
            best - min(buyer for _, buyer in each)
            for best, each in zip(self.best_buyer, variables, strict=True)
        )
        self.costs = (1 << costs.bit_length()) - 1
        self.buyer = self.low + costs.bit_length()
        self.ours = self.buyer + missed.bit_length()
        self.rest = (1 << self.ours) - 1

    def option(self, variable: int, index: int, option: Option) -> int:
        """An option of a variable as a number to add."""
        ours, buyer = option
        return (
            (self.best_ours[variable] - ours << self.ours)
            + (self.best_buyer[variable] - buyer << self.buyer)
            + (cost_of(ours) << self.low)
            + (int(index > 0) << self.moves)
            + (index << self.places[variable])
        )


class _Builder:
    """Adds variable by variable and drops what is beaten.

    With a mandate a sum is dropped where one that costs no more beats it. What both could still
    spend on the variables to come without passing the mandate is no difference between them.
    """

    def __init__(
        self,
        variables: Sequence[Sequence[Option]],
        mandate: int | None,
        progress: Steps | None,
        most: int,
    ) -> None:
        self.variables = variables
        self.mandate = mandate
        self.progress = progress or (lambda _step, _of: None)
        self.most = most
        self.layout = _Layout(variables)
        self.counts: dict[int, int] = {}  # how many packages are one sum, where more than one

    def build(self) -> list[int]:
        """The sums of all variables that are not beaten."""
        order = sorted(range(len(self.variables)), key=self._rank)
        least, greatest = self._costs_to_come(order)
        sums = [0]
        if self.mandate is not None and least[0] > self.mandate:
            return []
        top = 0
        for step, index in enumerate(order):
            room = floor = None
            if self.mandate is not None:
                room = self.mandate - least[step + 1]
                floor = self.mandate - greatest[step + 1]
            sums = self._add(sums, index, step, top, room, floor)
            top += greatest[step] - greatest[step + 1]
            if room is not None:
                top = min(top, room)
            if len(sums) > self.most:
                raise FrontierTooLarge(step + 1, len(order))
            self.progress(step + 1, len(order))
        return sums

    def _rank(self, index: int) -> tuple[int, int]:
        """Variables that both cost and bring come first, those that cost nothing last.

        Among the last no cost has to be told apart any more, among the middle ones the cost
        follows from what a sum is worth to us: both are quick. The dearest come before the
        others, so that soon what is still to come can no longer pass the mandate.
        """
        values = [ours for ours, _ in self.variables[index]]
        dearest = min(0, *values)
        if dearest == 0:
            return 2, 0
        return (0 if max(values) > 0 else 1), dearest

    def _costs_to_come(self, order: Sequence[int]) -> tuple[list[int], list[int]]:
        least, greatest = [0], [0]
        for index in reversed(order):
            costs = [cost_of(ours) for ours, _ in self.variables[index]]
            least.append(least[-1] + min(costs))
            greatest.append(greatest[-1] + max(costs))
        return least[::-1], greatest[::-1]

    def _add(
        self, sums: list[int], index: int, step: int, top: int, room: int | None, floor: int | None
    ) -> list[int]:
        """All sums with each option of one variable, without what is beaten."""
        low, costs = self.layout.low, self.layout.costs
        counts = self.counts
        more: dict[int, int] = {}
        found: list[int] = []
        highest = top
        for place, option in _unbeaten(self.variables[index]):
            added = self.layout.option(index, place, option)
            cost = cost_of(option[0])
            highest = max(highest, top + cost)
            if room is None or top + cost <= room:
                found += [each + added for each in sums]
            else:
                left = room - cost
                found += [each + added for each in sums if each >> low & costs <= left]
            for key, count in counts.items():
                shifted = key + (added >> low)
                more[shifted] = more.get(shifted, 0) + count - 1
            if len(found) > _BATCH:
                found = self._pruned(found, more, highest, floor)
                more = {key: count - 1 for key, count in self.counts.items()}
                self.progress(step, len(self.variables))
        return self._pruned(found, more, highest, floor)

    def _pruned(
        self, found: list[int], more: dict[int, int], highest: int, floor: int | None
    ) -> list[int]:
        """The sums that are not beaten; what is equal becomes one, and is counted.

        ``more`` is how many packages a sum stands for beyond itself.
        """
        found.sort()
        if floor is None or floor >= highest:
            kept, counts = self._unbeaten_sums(found)
        else:
            kept, counts = self._unbeaten_at_cost(found, floor)
        if more:
            low = self.layout.low
            for each in kept:
                beyond = more.get(each >> low)
                if beyond:
                    counts[each >> low] = counts.get(each >> low, 1) + beyond
        self.counts = counts
        return kept

    def _unbeaten_sums(self, found: list[int]) -> tuple[list[int], dict[int, int]]:
        """The unbeaten of sorted sums, whatever they cost."""
        layout = self.layout
        low, buyer, rest = layout.low, layout.buyer, layout.rest
        kept: list[int] = []
        keep = kept.append
        counts: dict[int, int] = {}
        best = rest + 1  # no later sum is kept unless the buyer misses less than this
        equal = 0  # up to here sums are worth the same to both as the last one kept
        last = -1
        for each in found:
            if each & rest < best:
                keep(each)
                last = each >> low
                best = (each & rest) >> buyer << buyer
                equal = (each >> buyer) + 1 << buyer
            elif each < equal:
                if each >> low != last:
                    keep(each)
                    last = each >> low
                else:
                    counts[last] = counts.get(last, 1) + 1
        return kept, counts

    def _unbeaten_at_cost(self, found: list[int], floor: int) -> tuple[list[int], dict[int, int]]:
        """The unbeaten of sorted sums, where a sum is beaten only by one that costs no more.

        Costs up to ``floor`` are alike. The steps hold, for what the buyer misses in rising
        order, the lowest cost so far: always falling.
        """
        layout = self.layout
        low, buyer, rest, costs = layout.low, layout.buyer, layout.rest, layout.costs
        kept: list[int] = []
        counts: dict[int, int] = {}
        missed_steps: list[int] = []
        cost_steps: list[int] = []
        worth = last = -1
        limit = 0
        for each in found:
            key = each >> low
            cost = max(key & costs, floor)
            if each >> buyer != worth:
                worth = each >> buyer
                missed = (each & rest) >> buyer
                place = bisect_right(missed_steps, missed)
                limit = cost_steps[place - 1] if place else layout.costs + 1 + floor
                if cost >= limit:
                    continue
                end = place
                while end < len(cost_steps) and cost_steps[end] >= cost:
                    end += 1
                start = place - (place > 0 and missed_steps[place - 1] == missed)
                missed_steps[start:end] = [missed]
                cost_steps[start:end] = [cost]
            elif cost >= limit:
                continue
            if key == last:
                counts[key] = counts.get(key, 1) + 1
            else:
                kept.append(each)
                last = key
        return kept, counts

    def packages(self, sums: list[int]) -> tuple[Package, ...]:
        """The packages that whole sums stand for, in the order of the frontier."""
        layout = self.layout
        ours, buyer = sum(layout.best_ours), sum(layout.best_buyer)
        masks = [
            (place, (1 << (len(each) - 1).bit_length()) - 1)
            for place, each in zip(layout.places, self.variables, strict=True)
        ]
        sums.sort(key=lambda each: (each >> layout.ours, each & layout.choices))
        return tuple(
            Package(
                ours=ours - (each >> layout.ours),
                buyer=buyer - ((each & layout.rest) >> layout.buyer),
                cost=each >> layout.low & layout.costs,
                ties=self.counts.get(each >> layout.low, 1),
                choices=tuple([each >> place & mask for place, mask in masks]),
            )
            for each in sums
        )


def _unbeaten(options: Sequence[Option]) -> list[tuple[int, Option]]:
    """The options of one variable that no other of them beats, with their place.

    One that is beaten is worth less to us or the same, so it never costs less: no package with it
    stands, with a mandate or without.
    """
    return [
        (place, (ours, buyer))
        for place, (ours, buyer) in enumerate(options)
        if not any(
            other_ours >= ours
            and other_buyer >= buyer
            and (other_ours, other_buyer) != (ours, buyer)
            for other_ours, other_buyer in options
        )
    ]
