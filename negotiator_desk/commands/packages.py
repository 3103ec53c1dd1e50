"""``packages``: what to offer next, from the variables of a deal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from negotiator_desk.commands.output import say, say_json
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.commands.session import Found, Session


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the packages; amounts in the deal's currency, None where not given."""

    mandate: Decimal | None = None
    floor: Decimal | None = None
    buyer_floor: Decimal | None = None
    level: Decimal | None = None
    tolerance: Decimal | None = None


def package_files(session: Session, names: Sequence[str], wanted: Wanted, as_json: bool) -> None:
    """Print the packages of each deal: a table for people, or a JSON object on a line."""
    first = True
    for found in session.every(names):
        with session.each(found.name):
            if not (first or as_json):
                say("")
            first = False
            _packages(session, found, wanted, as_json)


def _packages(session: Session, found: Found, wanted: Wanted, as_json: bool) -> None:
    from negotiator_desk.domain.equivalent import TOLERANCE, equivalent_offers
    from negotiator_desk.domain.frontier import FrontierTooLarge
    from negotiator_desk.domain.packages import best_balance, packages, terrain
    from negotiator_desk.domain.packages_answer import packages_answer
    from negotiator_desk.domain.rounding import units
    from negotiator_desk.wording.packages import packages_lines, too_many_in

    snapshot = found.snapshot
    ground = terrain(snapshot)
    mandate = None if wanted.mandate is None else units(wanted.mandate)
    try:
        frontier = packages(ground.axes, mandate)
    except FrontierTooLarge as error:
        raise Refusal(too_many_in(found.name, error.step, error.of)) from None
    nash = best_balance(frontier, units(wanted.floor), units(wanted.buyer_floor))
    balance = None if nash is None else nash.ours
    level = balance if wanted.level is None else units(wanted.level)
    tolerance = TOLERANCE if wanted.tolerance is None else wanted.tolerance
    offers = () if level is None else equivalent_offers(frontier, level, tolerance)
    deal = snapshot.deal
    if as_json:
        say_json(packages_answer(ground, deal.currency, frontier, nash, offers))
    else:
        lines = packages_lines(found.name, deal, ground, frontier, nash, offers, session.formats)
        say(*lines)
