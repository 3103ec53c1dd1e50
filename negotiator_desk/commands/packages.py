"""``packages``: what to offer next, from the variables of a deal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
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
    from negotiator_desk.domain.equivalent import TOLERANCE
    from negotiator_desk.domain.frontier import FrontierTooLarge
    from negotiator_desk.domain.offering import Wish, offering
    from negotiator_desk.domain.packages import terrain
    from negotiator_desk.domain.packages_answer import packages_answer
    from negotiator_desk.domain.rounding import units
    from negotiator_desk.wording.packages import packages_lines, too_many_in

    wish = Wish(
        mandate=None if wanted.mandate is None else units(wanted.mandate),
        floor=units(wanted.floor),
        buyer_floor=units(wanted.buyer_floor),
        level=None if wanted.level is None else units(wanted.level),
        tolerance=TOLERANCE if wanted.tolerance is None else Fraction(wanted.tolerance),
    )
    deal = found.snapshot.deal
    try:
        offered = offering(terrain(found.snapshot), wish)
    except FrontierTooLarge as error:
        raise Refusal(too_many_in(found.name, error.step, error.of)) from None
    if as_json:
        say_json(packages_answer(offered, deal.currency))
    else:
        say(*packages_lines(found.name, deal, offered, session.formats))
