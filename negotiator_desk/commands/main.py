"""The arguments of the program, and the way from them to a job and an exit status."""

import argparse
import gc
import logging
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from negotiator_desk import __version__
from negotiator_desk.commands import output
from negotiator_desk.commands.session import Session
from negotiator_desk.wording import commands as wording

if TYPE_CHECKING:
    from negotiator_desk.app import Folders

OpenWindow = Callable[["Folders", Sequence[str]], int]
"""Opens the window with files to import; returns the exit status. It lives above this folder."""

WindowStep = Callable[["Folders"], None]
"""Opens and closes the window once, unseen; the last step of the self-test."""

FINE: Final = 0
FOUND_WRONG: Final = 1
WRONG_USAGE: Final = 2
STOPPED: Final = 130

_USUAL: Final = gc.get_threshold()

COMMANDS: Final = ("diagnose", "report", "check", "import", "list", "export", "self-test")


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
    # A deal of many records is many objects and no garbage: looking for it takes a sixth of a
    # short call's time.
    gc.set_threshold(100_000, 20, 50)
    try:
        try:
            options = _parsed(arguments)
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
        output.close_pipe()
        return FOUND_WRONG
    finally:
        gc.set_threshold(*collected)
        if session is not None:
            _close(session)


def _close(session: Session) -> None:
    with session.each("negotiator-desk"):
        session.close()


def _run(
    session: Session,
    options: argparse.Namespace,
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
            from negotiator_desk.commands.report import report_file

            report_file(session, options.file, options.output, options.as_of, options.paper)
        case "import":
            from negotiator_desk.commands.desk import import_files

            import_files(session, options.files, options.mode)
        case "list":
            from negotiator_desk.commands.desk import list_deals

            list_deals(session, options.json)
        case "export":
            from negotiator_desk.commands.desk import export_one

            export_one(session, options.deal, options.output)
        case "self-test":
            from negotiator_desk.commands.selftest import self_test

            return self_test(session, window_step)
        case _:
            return _window(session, options.open, open_window)
    return FINE


def _window(session: Session, files: Sequence[str], open_window: OpenWindow) -> int:
    """Open the window; without a screen, or where Qt cannot load, do the job in the terminal."""
    from negotiator_desk.commands.report import without_screen
    from negotiator_desk.commands.screen import has_screen

    gc.set_threshold(*_USUAL)  # a window lives long
    if not has_screen():
        without_screen(session, files)
        return FINE
    try:
        return open_window(session.folders, files)
    except ImportError as error:  # a system library that Qt needs is missing
        without_screen(session, files, str(error))
        return FINE


# Arguments.


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    given, opened = _files_to_open(list(arguments))
    options = parser.parse_args(given)
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


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, without the usage that hides it."""

    def error(self, message: str) -> NoReturn:
        output.complain(f"{self.prog}: {message}")
        self.exit(WRONG_USAGE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="negotiator-desk",
        description=wording.help_text("program"),
        epilog=wording.help_text("epilog"),
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"negotiator-desk {__version__}",
        help=wording.help_text("--version"),
    )
    parser.add_argument(
        "--data-dir", type=_folder, metavar="DIR", help=wording.help_text("--data-dir")
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str) -> argparse.ArgumentParser:
        text = wording.help_text(name)
        return commands.add_parser(name, help=text, description=text, allow_abbrev=False)

    diagnose = command("diagnose")
    _files(diagnose, "FILE")
    _as_of(diagnose)
    diagnose.add_argument("--json", action="store_true", help=wording.help_text("--json"))

    report = command("report")
    report.add_argument("file", metavar="FILE", help=wording.help_text("FILE"))
    _output(report, ".pdf", "OUT.pdf")
    _as_of(report)
    report.add_argument(
        "--paper", choices=("a4", "letter"), default="a4", help=wording.help_text("--paper")
    )

    _files(command("check"), "FILE")

    bring = command("import")
    _files(bring, "PATH")
    ways = bring.add_mutually_exclusive_group()
    for way in ("replace", "copy"):
        ways.add_argument(
            f"--{way}",
            dest="mode",
            action="store_const",
            const=way,
            default="normal",
            help=wording.help_text(f"--{way}"),
        )

    listing = command("list")
    listing.add_argument("--json", action="store_true", help=wording.help_text("--json"))

    export = command("export")
    export.add_argument("deal", metavar="DEAL", help=wording.help_text("DEAL"))
    _output(export, ".ndeal", "FILE.ndeal")

    command("self-test")
    return parser


def _files(parser: argparse.ArgumentParser, key: str) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help=wording.help_text(key))


def _as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=_day, metavar="DATE", help=wording.help_text("--as-of"))


def _output(parser: argparse.ArgumentParser, suffix: str, shown: str) -> None:
    def path(text: str) -> Path:
        if Path(text).suffix.lower() != suffix:
            raise argparse.ArgumentTypeError(wording.bad_output(suffix))
        return Path(text)

    parser.add_argument(
        "-o",
        "--output",
        type=path,
        required=True,
        metavar=shown,
        help=wording.help_text("--output"),
    )


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(wording.bad_date(text))


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError(wording.no_folder())
    return Path(text)
