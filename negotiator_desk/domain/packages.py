"""What to offer next: the variables of a deal as options, their frontier and the best balance.

The rules stand in docs/packages.md. All amounts are in ten-thousandths of the currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from negotiator_desk.domain.frontier import MOST, Package, frontier
from negotiator_desk.domain.progress import Steps
from negotiator_desk.domain.rounding import Units, units
from negotiator_desk.models.choices import Direction
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Variable

NO = "no"
YES = "yes"
"""The labels of the two options of a variable that lists none."""


class Level(msgspec.Struct, frozen=True):
    """One option of a variable: its label, and what it is worth to us and to the buyer."""

    label: str
    ours: int
    buyer: int


class Axis(msgspec.Struct, frozen=True):
    """A variable that takes part in packages.

    ``name`` is unique among the axes. ``open`` are the indices of the options that a package may
    pick: all of them, or the one at which a red line holds it. ``listed`` is whether the options
    are its own; else they are no and yes.
    """

    variable_id: UUID
    name: str
    direction: Direction
    options: tuple[Level, ...]
    open: tuple[int, ...]
    listed: bool


class Terrain(msgspec.Struct, frozen=True):
    """The variables of a deal for packages, and those whose options are worth nothing to both."""

    axes: tuple[Axis, ...]
    left_out: tuple[str, ...]


def terrain(snapshot: Snapshot) -> Terrain:
    """The variables of a deal as axes of packages, in list order."""
    axes: list[Axis] = []
    left_out: list[str] = []
    for variable, name in zip(snapshot.variables, _names(snapshot.variables), strict=True):
        options = _levels(variable)
        if any(option.ours or option.buyer for option in options):
            held = _held(variable, options)
            axes.append(
                Axis(
                    variable_id=variable.id,
                    name=name,
                    direction=variable.direction or Direction.GIVE,
                    options=options,
                    open=tuple(range(len(options))) if held is None else (held,),
                    listed=bool(variable.options),
                )
            )
        else:
            left_out.append(name)
    return Terrain(tuple(axes), tuple(left_out))


def packages(
    axes: Sequence[Axis],
    mandate: Units | None = None,
    progress: Steps | None = None,
    most: int = MOST,
) -> tuple[Package, ...]:
    """The frontier: every package that no other one beats, of those within the mandate.

    Best for us first, then in the order of variables and options.

    Raises:
        FrontierTooLarge: there are too many to be held.
    """
    limit = None if mandate is None else int(mandate // 1)
    found = frontier(
        [[(axis.options[at].ours, axis.options[at].buyer) for at in axis.open] for axis in axes],
        limit,
        progress,
        most,
    )
    if all(len(axis.open) == len(axis.options) for axis in axes):
        return found
    return tuple(
        msgspec.structs.replace(
            each,
            choices=tuple(
                axis.open[choice] for axis, choice in zip(axes, each.choices, strict=True)
            ),
        )
        for each in found
    )


def best_balance(
    found: Sequence[Package], floor: Units = 0, buyer_floor: Units = 0
) -> Package | None:
    """The package with the largest product of what both have beyond their floors.

    The Nash bargaining solution (Nash 1950) over the packages of a frontier: both factors at
    least 0, the best for us among equals, None where no package reaches both floors.
    """
    reached = [each for each in found if each.ours >= floor and each.buyer >= buyer_floor]
    if not reached:
        return None
    # The frontier is sorted best for us first, and the first of equals is taken.
    return max(reached, key=lambda each: (each.ours - floor) * (each.buyer - buyer_floor))


def package_of(axes: Sequence[Axis], choices: Sequence[int]) -> Package:
    """What given choices come to, on the frontier or not."""
    picked = [axis.options[choice] for axis, choice in zip(axes, choices, strict=True)]
    return Package(
        ours=sum(level.ours for level in picked),
        buyer=sum(level.buyer for level in picked),
        cost=sum(max(0, -level.ours) for level in picked),
        ties=1,
        choices=tuple(choices),
    )


def _names(variables: Sequence[Variable]) -> list[str]:
    """The names of variables, told apart: of two alike the second is "… (2)"."""
    names: list[str] = []
    taken: set[str] = {each.name.strip() for each in variables}
    used: set[str] = set()
    for place, variable in enumerate(variables, 1):
        name = variable.name.strip() or f"#{place}"
        number = 2
        told = name
        while told in used or (told != name and told in taken):
            told = f"{name} ({number})"
            number += 1
        used.add(told)
        names.append(told)
    return names


def _levels(variable: Variable) -> tuple[Level, ...]:
    if variable.options:
        return tuple(
            Level(
                each.label.strip() or f"#{place}",
                _whole(each.value_to_us),
                _whole(each.value_to_buyer),
            )
            for place, each in enumerate(variable.options, 1)
        )
    if variable.direction is Direction.GET:
        yes = Level(YES, _whole(variable.value_to_us), -_whole(variable.cost_to_buyer))
    else:
        yes = Level(YES, -_whole(variable.cost_to_us), _whole(variable.value_to_buyer))
    return (Level(NO, 0, 0), yes)


def _whole(amount: object) -> int:
    """An amount in ten-thousandths: records hold no finer ones."""
    return int(units(amount))  # type: ignore[arg-type]


def _held(variable: Variable, options: Sequence[Level]) -> int | None:
    """The option at which a red line holds a variable: the best for us, of equals the first."""
    if not variable.red_line:
        return None
    if not variable.options:
        return int(variable.direction is Direction.GET)
    return max(range(len(options)), key=lambda at: options[at].ours)
