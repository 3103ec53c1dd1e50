"""The summary page: it stands alone."""

from collections.abc import Iterator
from typing import Final

from negotiator_desk.charts.palette import PAPER, score_meaning
from negotiator_desk.domain.results import ControlResult, Finding, Status
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.figures import Figure, Strip
from negotiator_desk.reports.layout import Block, Text
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

UNPRICED_NAMED: Final = 3
"""So many records without an amount are named for each control."""

KICKER: Final = Style(size=9, leading=13, bold=True, colour=PAPER.accent)
_LONG_TITLE: Final = 90
LONGEST_TITLE: Final = 240
_LONGEST_FACT: Final = 120


def summary(context: Context, edition: str) -> Iterator[Block]:
    """The blocks of the summary page."""
    diagnosis = context.diagnosis
    yield Text(f"{wording.report_name()} · {edition}", KICKER)
    yield headline(context)
    yield Text(" · ".join(facts(context)), MUTED, before=2)
    if not diagnosis.score_shown:
        yield Text(wording.low_coverage(), BODY, before=8)
    yield Strip(list(_figures(context)), before=10)
    yield context.picture("control_bars", 112, before=10)
    yield _controls(context)
    yield from _to_do(context)
    yield from _unknown(context)


def headline(context: Context) -> Text:
    """The deal's name over the first page."""
    name = context.snapshot.deal.title
    style = TITLE if len(name) <= _LONG_TITLE else HEADING
    # The page must stand alone, so a name without end stands whole in the appendix only.
    title = Text(short_line(name, LONGEST_TITLE) or _("Unnamed deal"), style)
    title.outline = (_("Summary"), 0)
    return title


def facts(context: Context) -> Iterator[str]:
    """What stands under the title: whose deal it is, where it stands, as of when."""
    deal, formats = context.snapshot.deal, context.formats
    for text in (deal.buyer, deal.reference):
        if text.strip():
            yield short_line(text, _LONGEST_FACT)
    yield choice_label(context.diagnosis.stage)
    if deal.owner.strip():
        yield _("led by {name}").format(name=short_line(deal.owner, _LONGEST_FACT))
    yield wording.as_of(context.diagnosis.as_of, formats)


def _figures(context: Context) -> Iterator[Figure]:
    diagnosis, value, formats = context.diagnosis, context.diagnosis.value, context.formats
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
            formats.short(last.amount if last else None),
            context.currency if last else _("no price named yet"),
        )
    else:
        kept = _("signed {signed}, protected {protected}").format(
            signed=formats.short(value.signed), protected=formats.short(value.protected)
        )
        yield Figure(_("Value now"), formats.short(value.value_now), kept)
    least = any(result.unpriced for result in diagnosis.controls)
    lost, exposed = _("Lost"), _("Exposed")
    if least:
        lost, exposed = _("Lost, at least"), _("Exposed, at least")
    gone, open_ = diagnosis.lost, diagnosis.exposed
    colour = PAPER.lost if gone else PAPER.ink
    yield Figure(lost, formats.short(gone), _("in all controls, for good"), colour)
    colour = PAPER.exposed if open_ else PAPER.ink
    yield Figure(exposed, formats.short(open_), _("can still be mended"), colour)


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


def _to_do(context: Context) -> Iterator[Block]:
    if not context.diagnosis.score_shown:
        yield from _record_next(context)
        return
    first = to_do_first(context)
    if not first:
        return
    yield Text(_("To do first"), SECTION, before=12, keep=True)
    rows = []
    for number, finding in enumerate(first, 1):
        action = finding_action(finding, context.snapshot, context.formats)
        why = finding_text(finding, context.snapshot, context.formats)
        money = context.formats.amount(finding.money, context.currency) if finding.money else ""
        rows.append(
            Row((Cell(str(number), CELL_STRONG), Cell(action, CELL_STRONG, note=why), Cell(money)))
        )
    head = context.with_currency(_("Concerns"))
    columns = (Column("", 4), Column(_("Do this, because"), 74), Column(head, 20, "right"))
    yield Table(columns, rows, before=2)
    yield Text(wording.overlap_note(), SMALL, before=4)


def _record_next(context: Context) -> Iterator[Block]:
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
        for c in without[:RECORD_NEXT]
    ]
    columns = (Column(_("Check"), 30), Column(_("What it looks at"), 70))
    yield Table(columns, rows, before=2)


def _unknown(context: Context) -> Iterator[Block]:
    lines = list(_unknown_lines(context))
    if not lines:
        return
    yield Text(_("What is not known"), SECTION, before=12, keep=True)
    for line in lines:
        yield Text(line, CELL, before=2)


def _unknown_lines(context: Context) -> Iterator[str]:
    diagnosis = context.diagnosis
    for result in diagnosis.controls:
        if text := wording.unpriced(result):
            yield _("{control}: {text} ({names}), so sums there are “at least”.").format(
                control=choice_label(result.control),
                text=text,
                names=context.names(result.unpriced_records, UNPRICED_NAMED),
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
