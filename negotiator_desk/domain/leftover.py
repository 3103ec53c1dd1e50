"""What an agreement left on the table: the agreed package beside those that beat it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from negotiator_desk.domain.asof import cut
from negotiator_desk.domain.facts import UNDATED
from negotiator_desk.domain.frontier import Package
from negotiator_desk.domain.packages import Axis, package_of
from negotiator_desk.models.choices import TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Given, Received, Trade


class Agreed(msgspec.Struct, frozen=True):
    """What agreed trades come to as a package.

    ``named`` is how many variables they name; the others stand at their first option.
    ``unplaced`` are the names of those of whose agreed items none says an option of theirs.
    """

    package: Package
    named: int
    unplaced: tuple[str, ...]


class Leftover(msgspec.Struct, frozen=True):
    """The package best for the buyer that is as good for us, and the other way round.

    None where no package of the frontier is as good: more was agreed than it allows.
    """

    for_buyer: Package | None
    for_us: Package | None


def agreed_package(snapshot: Snapshot, axes: Sequence[Axis], as_of: date) -> Agreed | None:
    """The package that the agreed trades amount to; None where they name no variable.

    An item names its variable, and its option by label (without regard to case and blanks around
    it). In a variable without options an agreed item is *yes*. Of several agreed items for one
    variable the last that says an option counts: trades by date, undated first, then by number,
    then as listed. A variable that no item names stands at its first option.
    """
    by_variable = {axis.variable_id: place for place, axis in enumerate(axes)}
    choices = [0] * len(axes)
    named: set[int] = set()
    placed: set[int] = set()
    for item in _agreed_items(snapshot, as_of):
        place = by_variable.get(item.variable_id) if item.variable_id is not None else None
        if place is None:
            continue
        named.add(place)
        choice = _choice(axes[place], item)
        if choice is not None:
            placed.add(place)
            choices[place] = choice
    if not named:
        return None
    return Agreed(
        package_of(axes, choices),
        len(named),
        tuple(axes[place].name for place in sorted(named - placed)),
    )


def left_on_table(found: Sequence[Package], agreed: Package) -> Leftover:
    """What the frontier holds beside what was agreed.

    ``found`` is sorted best for us first, so that the buyer's worth rises along it.
    """
    for_buyer = max(
        (each for each in found if each.ours >= agreed.ours),
        key=lambda each: (each.buyer, each.ours, -each.cost),
        default=None,
    )
    for_us = max(
        (each for each in found if each.buyer >= agreed.buyer),
        key=lambda each: (each.ours, each.buyer, -each.cost),
        default=None,
    )
    return Leftover(for_buyer, for_us)


def _agreed_items(snapshot: Snapshot, as_of: date) -> list[Given | Received]:
    now = cut(snapshot, as_of)
    agreed = [trade for trade in now.trades if trade.status is TradeStatus.AGREED]
    agreed.sort(key=_order)
    items: list[Given | Received] = []
    for trade in agreed:
        items += trade.given
        items += trade.received
    return items


def _order(trade: Trade) -> tuple[date, int]:
    day = trade.decided_on or trade.made_on or UNDATED
    return day, -1 if trade.number is None else trade.number


def _choice(axis: Axis, item: Given | Received) -> int | None:
    if not axis.listed:
        return 1
    wanted = _plain(item.option)
    labels: Mapping[str, int] = {
        _plain(level.label): place for place, level in reversed(list(enumerate(axis.options)))
    }
    return labels.get(wanted) if wanted else None


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()
