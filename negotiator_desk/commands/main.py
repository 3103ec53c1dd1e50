"""The way from the arguments of the program to a job and an exit status."""

import gc
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from negotiator_desk.commands import output
from negotiator_desk.commands.session import Session
from negotiator_desk.garbage import look_seldom
from negotiator_desk.wording import commands as wording

if TYPE_CHECKING:
    from negotiator_desk.app import Folders

OpenWindow = Callable[["Folders", Sequence[str]], int]
"""Opens the window with files to import; returns the exit status. It lives above this folder."""

WindowStep = Callable[["Folders"], None]
"""Opens and closes the window once, unseen; the last step of the self-test."""

FINE: Final = 0
FOUND_WRONG: Final = 1
STOPPED: Final = 130

COMMANDS: Final = (
    "diagnose",
    "report",
    "check",
    "import",
    "list",
    "export",
    "dossier",
    "packages",
    "award",
    "self-test",
)


def main(
    arguments: Sequence[str], open_window: OpenWindow, window_step: WindowStep | None = None
) -> int:
    """Do what the arguments ask for.

    Returns:
        0 when all went well, 1 when something was refused or found wrong (said on standard error,
        a sentence each), 2 for wrong usage, 130 after Ctrl+C. Never a traceback.
    """
    output.prepare_streams()
    # Without a handler Python would print what is logged, traces and all, on standard error.
    logging.getLogger().addHandler(logging.NullHandler())
    session: Session | None = None
    collected = gc.get_threshold()
    look_seldom()
    try:
        try:
            options = _options(arguments)
        except SystemExit as end:  # argparse has said what is wrong, or printed the help
            sys.stdout.flush()
            return int(end.code or 0)
        session = Session(options.data_dir)
        with session.each(options.command or "negotiator-desk"):
            status = _run(session, options, open_window, window_step)
            sys.stdout.flush()
            return status or int(session.failed)
        return FOUND_WRONG
    except KeyboardInterrupt:
        output.complain(wording.stopped())
        return STOPPED
    except BrokenPipeError:  # the reader has gone; there is nobody to tell
        return FOUND_WRONG
    finally:
        output.let_go()
        gc.set_threshold(*collected)
        if session is not None:
            _close(session)


def _close(session: Session) -> None:
    with session.each("negotiator-desk"):
        session.close()


def _run(
    session: Session,
    options: Any,
    open_window: OpenWindow,
    window_step: WindowStep | None,
) -> int:
    match options.command:
        case "diagnose":
            from negotiator_desk.commands.diagnose import diagnose_files

            diagnose_files(session, options.files, options.as_of, options.json)
        case "check":
            from negotiator_desk.commands.diagnose import check_files

            check_files(session, options.files)
        case "report":
            from negotiator_desk.commands.report import report_files

            report_files(session, options)
        case "import":
            from negotiator_desk.commands.desk import import_files

            import_files(session, options.files, options.mode)
        case "list":
            from negotiator_desk.commands.desk import list_deals

            list_deals(session, options.json)
        case "export":
            from negotiator_desk.commands.desk import export_one

            export_one(session, options.deal, options.output)
        case "dossier":
            from negotiator_desk.commands.dossier import tell_buyer

            tell_buyer(session, options.buyer, options.as_of, options.json)
        case "award":
            from negotiator_desk.commands.award import award_files

            award_files(session, options.files, options.as_of, options.json)
        case "packages":
            from negotiator_desk.commands.packages import Wanted, package_files

            names = Wanted.__struct_fields__
            wanted = Wanted(**{name: getattr(options, name) for name in names})
            package_files(session, options.files, wanted, options.json)
        case "self-test":
            from negotiator_desk.commands.selftest import self_test

            return self_test(session, window_step)
        case _:
            return _window(session, options.open, open_window)
    return FINE


def _window(session: Session, files: Sequence[str], open_window: OpenWindow) -> int:
    """Open the window; without a screen, or where Qt cannot load, do the job in the terminal."""
    from negotiator_desk.app import start_log
    from negotiator_desk.commands.screen import has_screen

    missing = ""
    if has_screen():
        start_log(session.folders)
        try:
            return open_window(session.folders, files)
        except ImportError as error:  # a system library that Qt needs is missing
            missing = str(error)
    from negotiator_desk.commands.report import without_screen

    without_screen(session, files, missing)
    return FINE


# Arguments.


def _options(arguments: Sequence[str]) -> Any:
    """What the arguments ask for, as ``arguments.parse`` says it, and the files to open.

    Most calls open the window and need no parser, which takes longer to make than a desk to open.
    """
    given, opened = _files_to_open(list(arguments))
    match given:
        case []:
            return SimpleNamespace(command=None, data_dir=None, open=opened)
        case ["--data-dir", folder] if folder.strip() and not folder.startswith("-"):
            return SimpleNamespace(command=None, data_dir=Path(folder), open=opened)
    from negotiator_desk.commands.arguments import parse

    options = parse(given)
    options.open = opened
    return options


def _files_to_open(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Deal files that a file manager hands over, split from the arguments of the program."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] == "--data-dir" else 1
    rest = arguments[place:]
    if rest and rest[0] not in COMMANDS and all(Path(name).suffix for name in rest):
        return arguments[:place], rest
    return arguments, []
