"""The arguments of the program as they may be written, and what is said of wrong ones."""

import argparse
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, NoReturn

from negotiator_desk import __version__
from negotiator_desk.commands import output
from negotiator_desk.wording import commands as wording
from negotiator_desk.wording.documents import EDITION_KEYS, EVERY_KEY, WEEKLY

_GOES_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "compare": ("control-gap", WEEKLY),
    "meeting": ("brief", "agreed"),
    "walk_away": ("brief",),
}
"""Which editions an option of ``report`` means something to."""

WRONG_USAGE: Final = 2
"""The exit status of a call that cannot be understood."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What the arguments ask for; ``command`` is None for the window.

    Raises:
        SystemExit: help or version were asked for and printed, or what is wrong was said.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    for option, editions in _GOES_WITH.items():
        if getattr(options, option, None) and options.edition not in editions:
            parser.error(wording.goes_with(f"--{option.replace('_', '-')}", editions))
    return options


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
    _files(report, "FILE")
    _output(report, ".pdf", "OUT.pdf")
    _as_of(report)
    report.add_argument(
        "--paper", choices=("a4", "letter"), default="a4", help=wording.help_text("--paper")
    )

    report.add_argument(
        "--edition",
        choices=EVERY_KEY,
        default=EDITION_KEYS[0],
        help=wording.help_text("--edition"),
    )
    report.add_argument(
        "--meeting", default="", metavar="ID|next|last", help=wording.help_text("--meeting")
    )
    report.add_argument("--compare", type=_day, metavar="DATE", help=wording.help_text("--compare"))
    report.add_argument("--walk-away", action="store_true", help=wording.help_text("--walk-away"))

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

    dossier = command("dossier")
    dossier.add_argument("buyer", metavar="BUYER", help=wording.help_text("BUYER"))
    _as_of(dossier)
    dossier.add_argument("--json", action="store_true", help=wording.help_text("--json-one"))

    award = command("award")
    _files(award, "FILE")
    _as_of(award)
    award.add_argument("--json", action="store_true", help=wording.help_text("--json"))

    packages = command("packages")
    _files(packages, "FILE")
    packages.add_argument("--json", action="store_true", help=wording.help_text("--json"))
    for name, least in (("mandate", 0), ("floor", None), ("buyer-floor", None), ("level", None)):
        _amount(packages, f"--{name}", "X", least)
    _amount(packages, "--tolerance", "SHARE", 0)

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


def _amount(parser: argparse.ArgumentParser, name: str, shown: str, least: int | None) -> None:
    def read(text: str) -> Decimal:
        if not re.fullmatch(r"[+-]?\d{1,14}(\.\d{1,4})?", text, re.ASCII):
            raise argparse.ArgumentTypeError(wording.bad_amount(text))
        amount = Decimal(text)
        if least is not None and amount < least:
            raise argparse.ArgumentTypeError(wording.amount_below(text, least))
        return amount

    parser.add_argument(name, type=read, metavar=shown, help=wording.help_text(name))


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
