"""Sentences of the command line: help, tables for people, what was done and what went wrong."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from negotiator_desk.domain.control import is_scored
from negotiator_desk.domain.results import ControlResult, Diagnosis
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.findings import finding_action, finding_text
from negotiator_desk.wording.formats import Formats, visible
from negotiator_desk.wording.labels import choice_label, short_line, short_path

TOP_FINDINGS: Final = 5
"""How many findings the table for people spells out."""
_SUMMARY: Final = 20_000  # characters of a public record's remarks that a terminal is given


_HELPS: Final[Mapping[str, str]] = {
    "program": N_("Negotiator Desk: a control system for sales leads who negotiate with buyers."),
    "epilog": N_(
        "Without a command the window opens. FILE is a deal file (.ndeal), a bare deal.json, a "
        "public contracting record (OCDS JSON), or a deal on the desk by its id or title. The exit "
        "status is 0 when all went well, 1 when something was refused, 2 for wrong usage."
    ),
    "diagnose": N_("score the five controls of each deal and name what is not under control"),
    "report": N_("write a deal on paper as PDF: the Control Gap report or another edition"),
    "check": N_("say whether files are sound, and what in them does not make sense"),
    "import": N_("bring deals and public records onto the desk"),
    "list": N_("list the deals on the desk"),
    "export": N_("write a deal of the desk into a deal file"),
    "dossier": N_("say what every deal on the desk with a buyer taught"),
    "award": N_("show how the buyer's scoring ranks us and the rivals, and the price to win"),
    "packages": N_("show the packages worth offering, built from the variables of each deal"),
    "self-test": N_("try every part of the program once, on a desk of its own"),
    "FILE": N_("a .ndeal, a deal.json, an OCDS file, or a deal on the desk by id or title"),
    "PATH": N_("a .ndeal, a deal.json or an OCDS file"),
    "DEAL": N_("a deal on the desk, by id or title"),
    "--as-of": N_("compute everything as of this day (YYYY-MM-DD); today unless given"),
    "--json": N_("one JSON object per line for each deal"),
    "--json-one": N_("one JSON object on one line"),
    "BUYER": N_("a buyer with a deal on the desk, by name; case and joined spellings count alike"),
    "--mandate": N_("leave out packages that cost us more than this"),
    "--floor": N_("the least a package must be worth to us for the best balance; 0 unless given"),
    "--buyer-floor": N_("the least it must be worth to the buyer for that; 0 unless given"),
    "--level": N_(
        "what the equivalent offers are to be worth to us; the best balance unless given"
    ),
    "--tolerance": N_(
        "how far from it they may lie, as a share of what is best for us; 0.05 unless given"
    ),
    "--output": N_("the file to write"),
    "--paper": N_("the size of the paper"),
    "--edition": N_("which document to write; the Control Gap report unless given"),
    "--meeting": N_(
        "the meeting that a brief prepares (the next one unless given) or a summary of agreed "
        "points follows (all that was agreed unless given)"
    ),
    "--walk-away": N_("let the walk-away stand in this print of the brief"),
    "--compare": N_("set the deal beside itself on this earlier day (control-gap, weekly)"),
    "--replace": N_("put the file's deal in the place of another revision on the desk"),
    "--copy": N_("put the file's deal beside the one on the desk, with ids of its own"),
    "--data-dir": N_("the folder of the desk, where it is not the usual one"),
    "--version": N_("say which version this is"),
}


def help_text(key: str) -> str:
    """The help of a command or an argument; percent signs doubled, as argparse wants them."""
    return _(_HELPS[key]).replace("%", "%%")


def goes_with(option: str, editions: Sequence[str]) -> str:
    """An option of ``report`` that the edition asked for cannot follow."""
    meant = _(" or ").join(f"--edition {key}" for key in editions)
    return _("{option} goes only with {editions}").format(option=option, editions=meant)


def of_deal(name: str, text: str) -> str:
    """A sentence about a deal, after what it was asked for as."""
    return _("{file}: {text}").format(file=short_path(name), text=text)


def bad_date(text: str) -> str:
    """A date argument that is none."""
    return _("“{text}” is no date; write it like 2026-12-31").format(text=short_line(text))


def bad_amount(text: str) -> str:
    """An argument that should be an amount and is none."""
    return _("“{text}” is no amount; write it like 12500.00").format(text=short_line(text))


def amount_below(text: str, least: int) -> str:
    """An amount that is too small."""
    return _("{text} is less than {least}; give at least that").format(text=text, least=least)


def bad_output(suffix: str) -> str:
    """A file to write that is named like another kind of file."""
    return _("the file to write must end in {suffix}").format(suffix=suffix)


def no_meeting(name: str, wanted: str) -> str:
    """A meeting asked for that the deal does not have."""
    if wanted == "next":
        why = _("no meeting lies ahead")
    elif wanted == "last":
        why = _("no meeting was held yet")
    else:
        why = _("no meeting has the id “{id}”").format(id=short_line(wanted))
    return _("{file}: {why} in this deal; record it there, or name another with --meeting.").format(
        file=short_path(name), why=why
    )


def no_folder() -> str:
    """An empty folder name."""
    return _("the folder of the desk has no name; write the path of one")


# The table for people.


def diagnosis_lines(
    name: str, diagnosis: Diagnosis, snapshot: Snapshot, formats: Formats
) -> Iterator[str]:
    """What a diagnosis says, as lines of plain text for a terminal.

    Args:
        name: the file or deal as it was asked for.
        diagnosis: of ``snapshot``.
        snapshot: the deal.
        formats: how this reader writes figures and dates.
    """
    deal = snapshot.deal
    yield _titled(deal.title)
    yield _("{file} · buyer: {buyer} · as of {day}").format(
        file=short_path(name), buyer=short_line(deal.buyer) or "–", day=diagnosis.as_of.isoformat()
    )
    yield _("Stage: {stage}").format(stage=choice_label(diagnosis.stage))
    yield _score_line(diagnosis, deal, formats)
    yield ""
    if not is_scored(deal):
        yield from _value_lines(diagnosis, formats)
        yield from (line for line in deal.summary[:_SUMMARY].splitlines() if line.strip())
        return
    yield from _control_table(diagnosis, formats)
    yield ""
    yield from _value_lines(diagnosis, formats)
    yield from _finding_lines(diagnosis, snapshot, formats)


def _score_line(diagnosis: Diagnosis, deal: Deal, formats: Formats) -> str:
    if not is_scored(deal):
        return _("A public record has no scores and enters no averages.")
    if not diagnosis.score_shown:
        return _(
            "Coverage {coverage} %: below 50 % no score is shown; record more to get one."
        ).format(coverage=formats.score(diagnosis.coverage))
    return _("Control score {score}, control gap {gap}, coverage {coverage} %").format(
        score=formats.score(diagnosis.score),
        gap=formats.score(diagnosis.gap),
        coverage=formats.score(diagnosis.coverage),
    )


def _control_table(diagnosis: Diagnosis, formats: Formats) -> Iterator[str]:
    currency = diagnosis.currency
    heads = (
        _("Control"),
        _("Score"),
        _("Lost ({currency})").format(currency=currency or "–"),
        _("Exposed ({currency})").format(currency=currency or "–"),
    )
    rows = [heads, *(_control_row(each, currency, formats) for each in diagnosis.controls)]
    yield from table(rows, right=(1, 2, 3))


def _control_row(result: ControlResult, currency: str, formats: Formats) -> tuple[str, ...]:
    score = formats.score(result.score) if result.reached else _("not reached")
    least = _("at least {amount}") if result.unpriced else "{amount}"
    lost, exposed = (
        least.format(amount=formats.amount(amount, currency)) if amount is not None else "–"
        for amount in (result.lost, result.exposed)
    )
    return choice_label(result.control), score, lost, exposed


def _value_lines(diagnosis: Diagnosis, formats: Formats) -> Iterator[str]:
    value, currency = diagnosis.value, diagnosis.currency
    if value.signed is None:
        return
    yield _("Signed {signed}, contract sum today {today}, value now {now}").format(
        signed=formats.money(value.signed, currency),
        today=formats.money(value.contract_sum_today, currency),
        now=formats.money(value.value_now, currency),
    )
    yield ""


def _finding_lines(diagnosis: Diagnosis, snapshot: Snapshot, formats: Formats) -> Iterator[str]:
    findings = diagnosis.findings
    if not findings:
        yield _("Nothing was found that is not under control.")
        return
    count = len(findings)
    yield ngettext("{n} finding:", "{n} findings, in order of money:", count).format(n=count)
    for number, finding in enumerate(findings[:TOP_FINDINGS], 1):
        yield f"{number:>3}. {finding_text(finding, snapshot, formats)}"
        yield f"     {finding_action(finding, snapshot, formats)}"
    if count > TOP_FINDINGS:
        rest = count - TOP_FINDINGS
        yield "     " + ngettext(
            "and {n} more; the report names it.", "and {n} more; the report names them.", rest
        ).format(n=rest)


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    """Rows of texts as aligned lines; the columns in ``right`` stand to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def list_heads() -> tuple[str, ...]:
    """The heads of the list of deals."""
    return _("Deal"), _("Buyer"), _("Stage"), _("Origin"), _("Changed"), _("Id")


def no_deals() -> str:
    """The desk is empty."""
    return _("There is no deal on the desk yet; import one, or open the window.")


def archived_mark() -> str:
    """Beside the stage of a deal that was put away."""
    return _("archived")


# What was done.


def _titled(title: str) -> str:
    return short_line(title) or _("(no title)")


def sound(name: str, title: str, count: int) -> str:
    """A deal that breaks no rule; ``count`` of its values do not make sense."""
    if not count:
        return _("{file}: “{title}” is sound.").format(file=short_path(name), title=_titled(title))
    return ngettext(
        "{file}: “{title}” is sound; {n} value does not make sense:",
        "{file}: “{title}” is sound; {n} values do not make sense:",
        count,
    ).format(file=short_path(name), title=_titled(title), n=count)


def written(path: Path) -> str:
    """A file was written."""
    return _("Written: {path}").format(path=path)


def exported(title: str, path: Path) -> str:
    """A deal was written into a file."""
    return _("“{title}” is written to {path}.").format(title=_titled(title), path=path)


def no_screen() -> str:
    """There is no screen, so the terminal does the job."""
    return _(
        "There is no screen here, so no window can open; here is the sample deal in the terminal, "
        "and its report on paper."
    )


def no_screen_for_files(reason: str = "") -> str:
    """No window can open, so files that should open in it are diagnosed in the terminal."""
    if reason:
        return _(
            "The window cannot open here ({reason}); here is what it would show, in the terminal."
        ).format(reason=short_line(reason, 200))
    return _(
        "There is no screen here, so no window can open; here is what it would show, in the "
        "terminal."
    )


def no_window(reason: str) -> str:
    """Qt cannot start, so the terminal does the job."""
    return _(
        "The window cannot open here ({reason}); here is the sample deal in the terminal, and its "
        "report on paper."
    ).format(reason=short_line(reason, 200))


def further_help() -> str:
    """Where to read on after the job without a screen."""
    return _("What else the terminal can do: negotiator-desk --help")


# What went wrong.


def not_written(path: Path, reason: str) -> str:
    """A file could not be written."""
    return _("{path}: cannot be written ({reason}); choose another folder or name.").format(
        path=path, reason=short_line(reason, 200)
    )


def system_refused(name: str, reason: str) -> str:
    """The system would not read or write something."""
    return _("{name}: the system would not have it ({reason}); mend that and try again.").format(
        name=short_path(name), reason=short_line(reason, 200)
    )


def too_large(name: str) -> str:
    """The memory of this machine does not hold what a file holds."""
    return _(
        "{name}: this machine has too little memory for it; close other programs and try again."
    ).format(name=short_path(name))


def unexpected(name: str, error: str, log: Path | None) -> str:
    """An error of the program itself."""
    if log is None:
        return _("{name}: this should not have happened ({error}); please report it.").format(
            name=short_path(name), error=short_line(error, 200)
        )
    return _(
        "{name}: this should not have happened ({error}); please report it with the log {log}."
    ).format(name=short_path(name), error=short_line(error, 200), log=log)


def stopped() -> str:
    """Ctrl+C."""
    return _("Stopped.")


# The self-test.

_STEPS: Final[Mapping[str, str]] = {
    "import": N_("every module loads"),
    "desk": N_("a desk opens"),
    "sample": N_("the sample deal comes onto it"),
    "diagnose": N_("the sample deal is diagnosed"),
    "edit": N_("a field is edited"),
    "undo": N_("and the edit undone"),
    "export": N_("the deal goes out and comes in again, the same"),
    "record": N_("a public record becomes a deal"),
    "report": N_("the report is written"),
    "window": N_("the window opens"),
}


def step_text(key: str, outcome: str) -> str:
    """A step of the self-test and how it went."""
    return _("{outcome:>7}  {step}").format(outcome=outcome, step=_(_STEPS[key]))


def outcome(key: str) -> str:
    """How a step went, in a word: ``fine``, ``failed`` or ``skipped``."""
    return {"fine": _("fine"), "failed": _("FAILED"), "skipped": _("skipped")}[key]


def self_test_end(failed: int) -> str:
    """The last line of the self-test."""
    if not failed:
        return _("The program is whole.")
    return ngettext("{n} step failed.", "{n} steps failed.", failed).format(n=failed)


def clean(text: str) -> str:
    """A line fit for a terminal: no control characters that it could obey."""
    return visible(text)


def day_text(day: date | None) -> str:
    """A date in a table."""
    return "" if day is None else day.isoformat()
