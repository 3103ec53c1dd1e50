"""All of the package builder in one: what is wished for, and what can be offered then."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from negotiator_desk.domain.equivalent import TOLERANCE, equivalent_offers
from negotiator_desk.domain.frontier import FrontierTooLarge, Package
from negotiator_desk.domain.packages import Terrain, best_balance, packages
from negotiator_desk.domain.progress import Steps
from negotiator_desk.domain.rounding import Units


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What packages are to keep to; amounts in ten-thousandths, the tolerance as a share.

    ``level`` is what the equivalent offers are to be worth to us, None for the best balance.
    """

    mandate: Units | None = None
    floor: Units = 0
    buyer_floor: Units = 0
    level: Units | None = None
    tolerance: Fraction = TOLERANCE


class Offering(msgspec.Struct, frozen=True, kw_only=True):
    """What can be offered.

    ``frontier`` is best for us first. ``beyond`` is the frontier without the mandate, where it was
    asked for and could be held. ``level`` is None where neither a level was wished for nor a
    package reaches both floors; there are no equivalent offers then.
    """

    ground: Terrain
    wish: Wish
    frontier: tuple[Package, ...]
    beyond: tuple[Package, ...]
    balance: Package | None
    level: Units | None
    equivalent: tuple[Package, ...]


def offering(
    ground: Terrain,
    wish: Wish,
    progress: Steps | None = None,
    *,
    beyond: bool = False,
    known: Offering | None = None,
) -> Offering:
    """What can be offered on a terrain.

    Args:
        ground: the variables.
        wish: what packages are to keep to.
        progress: told (step, of) as the frontier grows; may raise.
        beyond: whether to find the frontier without the mandate too.
        known: an earlier answer; its frontiers are taken where they still hold.

    Raises:
        FrontierTooLarge: there are too many packages to be held.
    """
    if known is not None and (known.ground, known.wish.mandate) == (ground, wish.mandate):
        frontier, further = known.frontier, known.beyond
    else:
        frontier = packages(ground.axes, wish.mandate, progress)
        further = _beyond(ground, wish, progress) if beyond else ()
    balance = best_balance(frontier, wish.floor, wish.buyer_floor)
    level = wish.level
    if level is None and balance is not None:
        level = balance.ours
    return Offering(
        ground=ground,
        wish=wish,
        frontier=frontier,
        beyond=further,
        balance=balance,
        level=level,
        equivalent=() if level is None else equivalent_offers(frontier, level, wish.tolerance),
    )


def _beyond(ground: Terrain, wish: Wish, progress: Steps | None) -> tuple[Package, ...]:
    if wish.mandate is None:
        return ()
    try:
        return packages(ground.axes, None, progress)
    except FrontierTooLarge:
        return ()
