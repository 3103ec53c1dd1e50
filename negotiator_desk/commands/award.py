"""``award``: how the buyer's scoring sees us beside the rivals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from negotiator_desk.commands.output import say, say_json

if TYPE_CHECKING:
    from negotiator_desk.commands.session import Found, Session


def award_files(session: Session, names: Sequence[str], as_of: date | None, as_json: bool) -> None:
    """Print the award of each deal as simulated: lines for people, or a JSON object on a line."""
    first = True
    for found in session.every(names):
        with session.each(found.name):
            if not (first or as_json):
                say("")
            first = False
            _award(session, found, as_of or session.today, as_json)


def _award(session: Session, found: Found, as_of: date, as_json: bool) -> None:
    from negotiator_desk.domain.award import award

    deal = found.snapshot.deal
    simulated = award(found.snapshot, as_of)
    if as_json:
        from negotiator_desk.domain.award_answer import award_answer

        say_json(award_answer(simulated, deal.currency))
    else:
        from negotiator_desk.wording.award import award_lines

        say(*award_lines(found.name, deal, simulated, as_of, session.formats))
