"""``diagnose`` and ``check``: what a deal is like, and whether its file is sound."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from negotiator_desk.commands.output import say, say_json
from negotiator_desk.commands.session import Found, Session

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Diagnosis


def diagnosed(found: Found, as_of: date) -> Diagnosis:
    """The diagnosis of a deal."""
    from negotiator_desk.domain.control import diagnose

    return diagnose(found.snapshot, as_of)


def diagnose_files(
    session: Session, names: Sequence[str], as_of: date | None, as_json: bool
) -> None:
    """Print the diagnosis of each deal: a table for people, or a JSON object on a line."""
    first = True
    for found in session.every(names):
        with session.each(found.name):
            diagnosis = diagnosed(found, as_of or session.today)
            if as_json:
                from negotiator_desk.domain.answer import answer

                say_json(answer(diagnosis, found.snapshot, found.name))
                continue
            if not first:
                say("")
            first = False
            say_diagnosis(session, found, diagnosis)


def say_diagnosis(session: Session, found: Found, diagnosis: Diagnosis) -> None:
    """Print the table for people."""
    from negotiator_desk.wording.commands import diagnosis_lines

    say(*diagnosis_lines(found.name, diagnosis, found.snapshot, session.formats))


def check_files(session: Session, names: Sequence[str]) -> None:
    """Say of each deal that it is sound, and what in it does not make sense.

    A value that makes no sense warns and is no fault of the file: only what is refused is.
    """
    for found in session.every(names):
        with session.each(found.name):
            _check(session, found)


def _check(session: Session, found: Found) -> None:
    from negotiator_desk.domain.sense import warnings
    from negotiator_desk.wording.commands import sound
    from negotiator_desk.wording.labels import title_of
    from negotiator_desk.wording.sense import warning_text

    snapshot, formats = found.snapshot, session.formats
    warned = warnings(snapshot)
    say(sound(found.name, snapshot.deal.title, len(warned)))
    for warning in warned:
        title = title_of(warning.record_id, formats, snapshot)
        say(f"  {title}: {warning_text(warning, snapshot, formats)}")
