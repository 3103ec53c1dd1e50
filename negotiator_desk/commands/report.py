"""``report``: the Control Gap report as PDF; and the whole job where there is no screen."""

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from negotiator_desk.commands.diagnose import diagnosed, say_diagnosis
from negotiator_desk.commands.output import complain, say
from negotiator_desk.commands.session import Found, Session
from negotiator_desk.wording import commands as wording
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.resources import resource_path

SAMPLE_REPORT: Final = "sample-control-gap.pdf"
"""What the report of the sample deal is called where there is no screen."""


def report_file(session: Session, name: str, out: Path, as_of: date | None, paper: str) -> None:
    """Write the report of a deal; of a file with several deals, one numbered report each."""
    with session.each(name):
        for number, found in enumerate(session.find(name), 1):
            target = out if number == 1 else out.with_name(f"{out.stem}-{number}{out.suffix}")
            write_report(session, found, target, as_of or session.today, paper)
            say(wording.written(target))


def write_report(session: Session, found: Found, path: Path, as_of: date, paper: str) -> None:
    """Write one report beside its target first, so that a file that was there stays whole.

    Raises:
        Refusal: it cannot be written.
    """
    from negotiator_desk.reports.control_gap import write_control_gap

    diagnosis = diagnosed(found, as_of)
    try:
        handle, beside = tempfile.mkstemp(prefix=".report-", suffix=".pdf", dir=path.parent)
    except OSError as error:
        raise Refusal(_not_written(path, error)) from None
    os.close(handle)
    try:
        write_control_gap(
            Path(beside),
            found.snapshot,
            diagnosis,
            session.formats,
            paper=paper,
            generated_on=session.today,
        )
        os.chmod(beside, 0o666 & ~_umask())  # noqa: PTH101  # mkstemp makes it private
        os.replace(beside, path)  # noqa: PTH105
    except OSError as error:
        raise Refusal(_not_written(path, error)) from None
    finally:
        Path(beside).unlink(missing_ok=True)


def _not_written(path: Path, error: OSError) -> str:
    return wording.not_written(path, error.strerror or type(error).__name__)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def without_screen(session: Session, reason: str = "") -> None:
    """The sample deal in the terminal and on paper, where no window can open.

    The report goes into the current folder, or the system's folder for passing files where the
    current one cannot be written to.
    """
    from negotiator_desk.services.sources import read_deal_source

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
