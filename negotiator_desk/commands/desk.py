"""``import``, ``list`` and ``export``: deals onto the desk, on it, and off it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator_desk.commands.output import say, say_json
from negotiator_desk.commands.session import Session
from negotiator_desk.wording import commands as wording

if TYPE_CHECKING:
    from negotiator_desk.services.deals import ImportMode


def import_files(session: Session, names: Sequence[str], mode: ImportMode) -> None:
    """Bring the deals of each file onto the desk, a file at a time."""
    from negotiator_desk.services.deals import import_sources
    from negotiator_desk.services.sources import read_deal_source

    for name in names:
        with session.each(name):
            sources = read_deal_source(Path(name), name)  # a file that is refused makes no desk
            for result in import_sources(session.context, sources, mode):
                if result.refused:
                    session.refuse(result.text)
                else:
                    say(result.text)


def list_deals(session: Session, as_json: bool) -> None:
    """Print the deals on the desk, a line each."""
    from negotiator_desk.wording.labels import choice_label, short_line

    rows = session.context.desk.deals() if session.has_desk() else ()
    if as_json:
        for row in rows:
            say_json(
                {
                    "id": str(row.id),
                    "title": row.title,
                    "buyer": row.buyer,
                    "currency": row.currency,
                    "stage": row.stage or None,
                    "origin": row.origin or None,
                    "archived": row.archived,
                    "updated_at": row.updated_at.isoformat() if row.updated_at else None,
                }
            )
        return
    if not rows:
        say(wording.no_deals())
        return
    lines = [wording.list_heads()]
    for row in rows:
        stage = choice_label(row.stage) if row.stage else "–"
        if row.archived:
            stage = f"{stage}, {wording.archived_mark()}"
        lines.append(
            (
                short_line(row.title, 48) or "–",
                short_line(row.buyer, 28) or "–",
                stage,
                choice_label(row.origin) if row.origin else "–",
                wording.day_text(row.updated_at.date() if row.updated_at else None),
                str(row.id),
            )
        )
    say(*wording.table(lines))


def export_one(session: Session, name: str, out: Path) -> None:
    """Write a deal of the desk into a deal file."""
    from negotiator_desk.services.deals import export_deal

    with session.each(name):
        deal_id = session.deal_id(name)
        title = session.context.desk.load(deal_id).deal.title
        export_deal(session.context, deal_id, out)
        say(wording.exported(title, out))
