"""``report``: a deal on paper, in any edition; and the whole job where there is no screen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from negotiator_desk.commands.diagnose import diagnose_files, diagnosed, say_diagnosis
from negotiator_desk.commands.output import complain, say
from negotiator_desk.commands.session import Found, Session
from negotiator_desk.wording import commands as wording
from negotiator_desk.wording.documents import PORTFOLIO, WEEKLY
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.resources import resource_path

if TYPE_CHECKING:
    from negotiator_desk.domain.dossier import Dossier
    from negotiator_desk.reports.document import Wish
    from negotiator_desk.reports.page import Paper

SAMPLE_REPORT: Final = "sample-control-gap.pdf"
"""What the report of the sample deal is called where there is no screen."""


def report_files(session: Session, options: Any) -> None:
    """Write an edition of each deal; of several deals one numbered document each.

    The portfolio and the weekly review are one document over all deals of all files.
    """
    as_of = options.as_of or session.today
    if options.edition in (PORTFOLIO, WEEKLY):
        # A deal that is named twice counts once.
        deals = {found.snapshot.deal.id: found for found in session.every(options.files)}
        if deals:
            found_all = list(deals.values())
            with session.each(options.files[0]):
                if options.edition == PORTFOLIO:
                    write_portfolio(session, found_all, options.output, as_of, options.paper)
                else:
                    write_weekly(session, found_all, options, as_of)
                say(wording.written(options.output))
        return
    number = 0
    for found in session.every(options.files):
        with session.each(found.name):
            number += 1
            out = options.output
            target = out if number == 1 else out.with_name(f"{out.stem}-{number}{out.suffix}")
            write_report(
                session,
                found,
                target,
                as_of,
                edition=options.edition,
                paper=options.paper,
                meeting=meeting_meant(found, options.edition, options.meeting, as_of),
                walk_away=options.walk_away,
                compare=options.compare,
            )
            say(wording.written(target))


def write_portfolio(
    session: Session, deals: Sequence[Found], path: Path, as_of: date, paper: Paper
) -> None:
    """Write the Portfolio Control Gap report over deals.

    Raises:
        Refusal: it cannot be written.
    """
    from negotiator_desk.domain.history import score_trend
    from negotiator_desk.reports.document import write
    from negotiator_desk.reports.portfolio import portfolio

    judged = [(found.snapshot, diagnosed(found, as_of)) for found in deals]
    trend = score_trend((found.snapshot for found in deals), as_of)
    wish = _wish(session, deals, paper, as_of)
    with _writing(path):
        write(path, portfolio(judged, trend, session.formats, as_of, wish))


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """What the system will not do while a file is written is refused in a sentence."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refusal(wording.not_written(path, reason)) from None


def _wish(session: Session, deals: Sequence[Found], paper: Paper, as_of: date) -> Wish:
    """What is asked of a document over several deals."""
    from negotiator_desk.reports.document import Wish

    ours = any(found.on_desk for found in deals)
    company, logo = _company(session) if ours else ("", b"")
    return Wish(generated_on=as_of, paper=paper, company=company, logo=logo)


def write_weekly(session: Session, deals: Sequence[Found], options: Any, as_of: date) -> None:
    """Write the weekly review of deals: since the day to compare with, else since the desk's last.

    Deals in files were reviewed by nobody here: of these it looks back a week.

    Raises:
        Refusal: it cannot be written, or the day to compare with is not earlier.
    """
    from negotiator_desk.domain.control import is_scored
    from negotiator_desk.domain.weekly import since
    from negotiator_desk.reports.document import write
    from negotiator_desk.reports.weekly import weekly
    from negotiator_desk.services.weekly import review_days
    from negotiator_desk.wording.documents import not_earlier
    from negotiator_desk.wording.review import ReviewParts, review_of

    formats = session.formats
    if options.compare is not None:
        if options.compare >= as_of:
            days = formats.date_text(options.compare), formats.date_text(as_of)
            raise Refusal(not_earlier(*days))
        back = since((options.compare,), as_of)
    else:
        on_desk = all(found.on_desk for found in deals)
        back = since(review_days(session.context) if on_desk else (), as_of)
    reviews = [
        review_of(found.snapshot, back.day, as_of, formats)
        for found in deals
        if is_scored(found.snapshot.deal)
    ]
    parts = ReviewParts(reviews, back, as_of, formats)
    with _writing(options.output):
        wish = _wish(session, deals, options.paper, as_of)
        write(options.output, weekly(parts, wish))


def _company(session: Session) -> tuple[str, bytes]:
    """Our company and its logo as the desk knows them; a deal in a file may be anybody's."""
    from negotiator_desk.services.company import logo_of
    from negotiator_desk.services.settings import profile

    known = profile(session.context)
    return (known.company if known else "", logo_of(session.context))


def _dossier(session: Session, found: Found, as_of: date) -> Dossier | None:
    """What the desk knows of the buyer; None without a desk, or for a deal that is not on it."""
    buyer = found.snapshot.deal.buyer
    if not buyer.strip() or not session.has_desk():
        return None
    if not session.context.desk.has_deal(found.snapshot.deal.id):
        return None
    from negotiator_desk.services.buyers import load_dossier

    return load_dossier(session.context, buyer, as_of)


def meeting_meant(found: Found, edition: str, wanted: str, as_of: date) -> UUID | None:
    """The meeting that ``--meeting`` names: an id, the next one, or the one held last.

    A brief for which none is named prepares the next one, where there is one, as in the window.

    Raises:
        Refusal: there is no such meeting.
    """
    from negotiator_desk.domain.meetings import last_meeting, next_meeting

    if not wanted:
        coming = next_meeting(found.snapshot, as_of) if edition == "brief" else None
        return None if coming is None else coming.id
    if wanted in ("next", "last"):
        pick = next_meeting if wanted == "next" else last_meeting
        meeting = pick(found.snapshot, as_of)
    else:
        meeting = next((m for m in found.snapshot.meetings if str(m.id) == wanted.lower()), None)
    if meeting is None:
        raise Refusal(wording.no_meeting(found.name, wanted))
    return meeting.id


def write_report(
    session: Session,
    found: Found,
    path: Path,
    as_of: date,
    *,
    edition: str = "control-gap",
    paper: Paper = "a4",
    meeting: UUID | None = None,
    walk_away: bool = False,
    compare: date | None = None,
) -> None:
    """Write one document; a file that was there stays whole until it is done.

    Raises:
        Refusal: it cannot be written, or may not.
    """
    from negotiator_desk.reports.context import Context
    from negotiator_desk.reports.document import Wish
    from negotiator_desk.reports.editions import write_edition

    company, logo = _company(session) if found.on_desk else ("", b"")
    wish = Wish(
        generated_on=as_of,
        paper=paper,
        company=company,
        logo=logo,
        meeting=meeting,
        walk_away=walk_away,
        compare=compare,
    )
    with _writing(path):
        try:
            dossier = _dossier(session, found, as_of) if edition in ("brief", "dossier") else None
            context = Context(found.snapshot, diagnosed(found, as_of), session.formats, dossier)
            write_edition(edition, path, context, wish)
        except Refusal as refusal:
            raise Refusal(wording.of_deal(found.name, refusal.text)) from None


def without_screen(session: Session, files: Sequence[str] = (), reason: str = "") -> None:
    """The files named for the window in the terminal; else the sample deal, and on paper too.

    The report goes into the current folder, or the system's folder for passing files where the
    current one cannot be written to.
    """
    from negotiator_desk.services.sources import read_deal_source

    if files:
        complain(wording.no_screen_for_files(reason))
        diagnose_files(session, files, as_of=None, as_json=False)
        return
    complain(wording.no_window(reason) if reason else wording.no_screen())
    with session.each(SAMPLE_REPORT):
        (source,) = read_deal_source(resource_path("sample") / "deal.json")
        found = Found("sample", source.snapshot)
        say_diagnosis(session, found, diagnosed(found, session.today))
        say("")
        folder = Path.cwd()
        if not os.access(folder, os.W_OK):
            folder = Path(tempfile.gettempdir())
        path = folder / SAMPLE_REPORT
        write_report(session, found, path, session.today)
        say(wording.written(path), wording.further_help())
