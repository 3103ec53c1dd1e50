"""The summary page: it stands alone."""

from collections.abc import Iterator
from typing import Final

import msgspec

from negotiator_desk.charts.palette import PAPER, score_meaning
from negotiator_desk.domain.results import ControlResult, Finding, Status
from negotiator_desk.reports.actions import open_action
from negotiator_desk.reports.context import LONGEST_TITLE, Context
from negotiator_desk.reports.figures import Figure, Strip
from negotiator_desk.reports.layout import Block, Text, one_page
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import (
    BODY,
    CELL,
    CELL_STRONG,
    HEADING,
    MUTED,
    SECTION,
    SMALL,
    TITLE,
    Style,
)
from negotiator_desk.wording import documents as words
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.findings import (
    check_help,
    check_label,
    finding_action,
    finding_text,
    status_label,
)
from negotiator_desk.wording.labels import choice_label, short_line

FIRST: Final = 3
"""So many things to do first."""

RECORD_NEXT: Final = 6
"""So many checks without data are named on the summary."""

KICKER: Final = Style(size=9, leading=13, bold=True, colour=PAPER.accent)
_LONG_TITLE: Final = 90
_LONGEST_FACT: Final = 120


class _Fit(msgspec.Struct, frozen=True):
    """How much is said so that the summary stays on its page.

    Records named for a thing to do, records named that have no amount, letters of the title and of
    a fact under it.
    """

    records: int
    unpriced: int
    title: int
    fact: int


_FITS: Final = (
    _Fit(2, 3, LONGEST_TITLE, _LONGEST_FACT),
    _Fit(1, 1, LONGEST_TITLE, 80),
    _Fit(0, 0, 120, 60),
    _Fit(0, 0, 70, 30),
)


def summary(context: Context, edition: str, size: tuple[float, float]) -> list[Block]:
    """The blocks of the summary page; with less said where names are long, so that it stays one."""
    return one_page((_page(context, edition, fit) for fit in _FITS), *size)


def _page(context: Context, edition: str, fit: _Fit) -> Iterator[Block]:
    diagnosis = context.diagnosis
    yield Text(f"{wording.report_name()} · {edition}", KICKER)
    yield headline(context, fit.title)
    yield Text(" · ".join(facts(context, fit.fact)), MUTED, before=2)
    if not diagnosis.score_shown:
        yield Text(wording.low_coverage(), BODY, before=8)
    yield Strip(list(_figures(context)), before=10)
    yield context.picture("control_bars", 112, before=10)
    yield _controls(context)
    yield from _to_do(context, fit)
    yield from _unknown(context, fit)


def headline(context: Context, longest: int = LONGEST_TITLE) -> Text:
    """The deal's name over the first page."""
    title = title_line(context.snapshot.deal.title, longest)
    title.outline = (_("Summary"), 0)
    return title


def title_line(name: str, longest: int = LONGEST_TITLE) -> Text:
    """A deal's name as the title of a document, smaller where it is long."""
    style = TITLE if min(len(name), longest) <= _LONG_TITLE else HEADING
    # The page must stand alone, so a name without end stands whole in the appendix only.
    return Text(short_line(name, longest) or _("Unnamed deal"), style)


def facts(context: Context, longest: int = _LONGEST_FACT) -> Iterator[str]:
    """What stands under the title: whose deal it is, where it stands, as of when."""
    deal, formats = context.snapshot.deal, context.formats
    for text in (deal.buyer, deal.reference):
        if text.strip():
            yield short_line(text, longest)
    yield choice_label(context.diagnosis.stage)
    if deal.owner.strip():
        yield _("led by {name}").format(name=short_line(deal.owner, longest))
    yield wording.as_of(context.diagnosis.as_of, formats)


def _figures(context: Context) -> Iterator[Figure]:
    diagnosis, value, formats = context.diagnosis, context.diagnosis.value, context.formats
    currency = context.currency
    if diagnosis.score_shown:
        gap = _("of 100; the gap is {gap}").format(gap=formats.score(diagnosis.gap))
        colour = PAPER.colour(score_meaning(diagnosis.score))
        yield Figure(_("Control score"), formats.score(diagnosis.score), gap, colour)
    coverage = diagnosis.coverage
    judged, due = _judged(context)
    yield Figure(
        _("Coverage"),
        "–" if coverage is None else f"{formats.score(coverage)} %",
        _("{n} of {of} checks have data").format(n=judged, of=due),
    )
    if value.signed is None:
        last = next((s for s in reversed(diagnosis.bridge) if s.kind == "level"), None)
        label = _("Our price") if last is None or last.key != "opening" else _("Our opening")
        yield Figure(
            label,
            formats.key_figure(last.amount if last else None, currency),
            context.currency if last else _("no price named yet"),
        )
    else:
        kept = _("signed {signed}, protected {protected}").format(
            signed=formats.key_figure(value.signed, currency),
            protected=formats.key_figure(value.protected, currency),
        )
        now = formats.key_figure(value.value_now, currency)
        yield Figure(_("Value now"), now, in_currency(context, kept))
    least = any(result.unpriced for result in diagnosis.controls)
    lost, exposed = _("Lost"), _("Exposed")
    if least:
        lost, exposed = _("Lost, at least"), _("Exposed, at least")
    gone, open_ = diagnosis.lost, diagnosis.exposed
    noted = diagnosis.score_shown
    note = _("in all controls, for good") if noted else _("as far as is recorded")
    colour = PAPER.lost if gone else PAPER.ink
    yield Figure(lost, formats.key_figure(gone, currency), in_currency(context, note), colour)
    note = _("can still be mended") if noted else _("as far as is recorded")
    colour = PAPER.exposed if open_ else PAPER.ink
    yield Figure(exposed, formats.key_figure(open_, currency), in_currency(context, note), colour)


def in_currency(context: Context, note: str) -> str:
    """A word on a figure, with its currency before it."""
    return words.joined((context.currency, note))


def _judged(context: Context) -> tuple[int, int]:
    """Checks with data, and all checks, of the controls reached."""
    checks = [c for r in context.diagnosis.controls if r.reached for c in r.checks]
    return sum(check.ratio is not None for check in checks), len(checks)


def _controls(context: Context) -> Table:
    columns = (
        Column(_("Control"), 17),
        Column(_("Score"), 8, "right"),
        Column(_("Checks"), 33),
        Column(context.with_currency(_("Lost")), 18, "right"),
        Column(context.with_currency(_("Exposed")), 18, "right"),
    )
    rows = [_control_row(context, result) for result in context.diagnosis.controls]
    return Table(columns, rows, before=8)


def _control_row(context: Context, result: ControlResult) -> Row:
    score = context.formats.score(result.score)
    return Row(
        (
            Cell(choice_label(result.control), CELL_STRONG),
            Cell(score, CELL_STRONG),
            Cell(_counts(result)),
            Cell(context.amount(result.lost, result)),
            Cell(context.amount(result.exposed, result)),
        )
    )


def _counts(result: ControlResult) -> str:
    """How many checks stand how, in words."""
    parts = []
    for status in Status:
        n = sum(check.status is status for check in result.checks)
        if n:
            parts.append(f"{n} {status_label(status).lower()}")
    return ", ".join(parts)


def to_do_first(context: Context) -> list[Finding]:
    """The first findings that can still be mended, in the order of their money."""
    return [finding for finding in context.diagnosis.findings if finding.mendable][:FIRST]


def _to_do(context: Context, fit: _Fit) -> Iterator[Block]:
    first = to_do_first(context)
    if first:
        yield Text(_("To do this week"), SECTION, before=12, keep=True)
        columns = [Column("", 4), Column(_("Do this, because"), 63), Column(_("Who, by when"), 18)]
        priced = any(finding.money for finding in first)
        if priced:
            columns.append(Column(context.with_currency(_("Concerns")), 15, "right"))
        rows = [_to_do_row(context, number, each, fit) for number, each in enumerate(first, 1)]
        if not priced:
            rows = [Row(row.cells[:-1]) for row in rows]
        yield Table(columns, rows, before=2)
        if priced:
            yield Text(wording.overlap_note(), SMALL, before=4)
    if not context.diagnosis.score_shown:
        yield from _record_next(context, RECORD_NEXT - len(first))


def _to_do_row(context: Context, number: int, finding: Finding, fit: _Fit) -> Row:
    """What to do about a finding: the action recorded for it, else what the model advises."""
    formats, as_of = context.formats, context.diagnosis.as_of
    action = open_action(context, finding.key)
    what = finding_action(finding, context.snapshot, formats)
    who, when = wording.nobody_yet(), ""
    if action is not None:
        what = short_line(action.text, _LONGEST_FACT) or what
        who = short_line(action.owner, 40) or _("nobody named")
        when = wording.by_when(action, as_of, formats)
    why = finding_text(finding, context.snapshot, formats)
    if fit.records and (records := context.names(finding.records, fit.records)):
        why = _("{why} ({records})").format(why=why, records=records)
    money = formats.amount(finding.money, context.currency) if finding.money else ""
    return Row(
        (
            Cell(str(number), CELL_STRONG),
            Cell(what, CELL_STRONG, note=why),
            Cell(who, note=when),
            Cell(money),
        )
    )


def _record_next(context: Context, most: int) -> Iterator[Block]:
    without = [
        check
        for result in context.diagnosis.controls
        if result.reached
        for check in result.checks
        if check.ratio is None
    ]
    yield Text(_("Record next"), SECTION, before=12, keep=True)
    rows = [
        Row((Cell(check_label(c.name), CELL_STRONG), Cell(check_help(c.name))))
        for c in without[:most]
    ]
    columns = (Column(_("Check"), 30), Column(_("What it looks at"), 70))
    yield Table(columns, rows, before=2)


def _unknown(context: Context, fit: _Fit) -> Iterator[Block]:
    lines = list(_unknown_lines(context, fit))
    if lines:
        yield Text(_("What is not known"), SECTION, before=12, keep=True)
        yield Text(" ".join(lines), CELL, before=2)


def _unknown_lines(context: Context, fit: _Fit) -> Iterator[str]:
    diagnosis = context.diagnosis
    for result in diagnosis.controls:
        if text := wording.unpriced(result):
            if fit.unpriced and (names := context.names(result.unpriced_records, fit.unpriced)):
                text = _("{text} ({names})").format(text=text, names=names)
            yield _("{control}: {text}, so sums there are “at least”.").format(
                control=choice_label(result.control), text=text
            )
    without = [
        check_label(check.name)
        for result in diagnosis.controls
        if result.reached
        for check in result.checks
        if check.ratio is None
    ]
    if without and diagnosis.score_shown:
        n = len(without)
        yield ngettext(
            "{n} check without data: {names}.", "{n} checks without data: {names}.", n
        ).format(n=n, names=", ".join(without))
    weights = sum(criterion.weight is None for criterion in context.now.criteria)
    if weights:
        yield ngettext(
            "{n} criterion without a weight counts as 10 %, an estimate.",
            "{n} criteria without a weight count as 10 % each, an estimate.",
            weights,
        ).format(n=weights)
    if not context.snapshot.deal.currency:
        yield _("The deal names no currency.")
