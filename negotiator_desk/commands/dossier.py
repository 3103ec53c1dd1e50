"""``dossier``: what every deal on the desk with a buyer taught."""

from __future__ import annotations

from datetime import date

from negotiator_desk.commands.output import say, say_json
from negotiator_desk.commands.session import Session
from negotiator_desk.wording import dossier as wording
from negotiator_desk.wording.refusals import Refusal


def tell_buyer(session: Session, name: str, as_of: date | None, as_json: bool) -> None:
    """Print the dossier of a buyer: lines for people, or a JSON object on one line."""
    with session.each(name):
        if not session.has_desk():
            raise Refusal(wording.no_such_buyer(name, ()))
        from negotiator_desk.services.buyers import find_buyer, load_dossier

        buyer = find_buyer(session.context, name)
        dossier = load_dossier(session.context, buyer, as_of or session.today)
        if as_json:
            from negotiator_desk.domain.dossier_answer import dossier_answer

            say_json(dossier_answer(dossier))
            return
        titles = {row.id: row.title for row in session.context.desk.deals()}
        say(*wording.dossier_lines(dossier, session.formats, titles))
