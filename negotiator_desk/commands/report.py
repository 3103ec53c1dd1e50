"""``report``: the Control Gap report as PDF; and the whole job where there is no screen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from negotiator_desk.commands.diagnose import diagnose_files, diagnosed, say_diagnosis
from negotiator_desk.commands.output import complain, say
from negotiator_desk.commands.session import Found, Session
from negotiator_desk.wording import commands as wording
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.resources import resource_path

if TYPE_CHECKING:
    from negotiator_desk.reports.page import Paper

SAMPLE_REPORT: Final = "sample-control-gap.pdf"
"""What the report of the sample deal is called where there is no screen."""


def report_file(session: Session, name: str, out: Path, as_of: date | None, paper: Paper) -> None:
    """Write the report of a deal; of a file with several deals, one numbered report each."""
    with session.each(name):
        for number, found in enumerate(session.find(name), 1):
            target = out if number == 1 else out.with_name(f"{out.stem}-{number}{out.suffix}")
            write_report(session, found, target, as_of or session.today, paper)
            say(wording.written(target))


def write_report(session: Session, found: Found, path: Path, as_of: date, paper: Paper) -> None:
    """Write one report; a file that was there stays whole until it is done.

    Raises:
        Refusal: it cannot be written.
    """
    from negotiator_desk.reports.control_gap import write_control_gap

    try:
        write_control_gap(
            path,
            found.snapshot,
            diagnosed(found, as_of),
            session.formats,
            paper=paper,
            generated_on=session.today,
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refusal(wording.not_written(path, reason)) from None


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
        write_report(session, found, path, session.today, "a4")
        say(wording.written(path), wording.further_help())
