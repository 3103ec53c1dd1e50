"""What was: belief beside evidence, the score over time, and the deal on an earlier day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.history import score_history as history_chart
from negotiator_desk.charts.palette import PAPER
from negotiator_desk.domain.compare import Comparison, Pair, compare
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.dossier import began_on
from negotiator_desk.domain.facts import facts_of
from negotiator_desk.domain.results import Finding
from negotiator_desk.domain.rounding import rounded
from negotiator_desk.domain.selfassess import PERCEPTION_FROM, latest_assessment
from negotiator_desk.models.choices import Control
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.layout import Block, Picture, Text
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL, CELL_STRONG, HEADING, MUTED, SECTION, SMALL
from negotiator_desk.wording import documents as words
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.findings import check_label, finding_text
from negotiator_desk.wording.labels import choice_label, short_line
from negotiator_desk.wording.refusals import Refusal

_HISTORY_HEIGHT: Final = 150.0
_LONGEST_NAME: Final = 80


def perception(context: Context) -> Iterator[Block]:
    """The perception gap: what was declared of each control beside what the records show."""
    page = not context.sparse
    yield Text(_("Perception gap"), HEADING, before=22, new_page=page, keep=True, outline=0)
    what = _("What we believe of our control, beside what the records show.")
    yield Text(what, MUTED, keep=True)
    declared, formats = context.diagnosis.declared, context.formats
    if not declared:
        none = _("No self-assessment is recorded, so belief cannot be set against the evidence.")
        yield Text(none, BODY, before=6)
        return
    assessment = latest_assessment(facts_of(context.snapshot, context.diagnosis.as_of))
    if assessment is not None:
        who = short_line(assessment.answered_by, _LONGEST_NAME)
        day = formats.date_text(assessment.answered_on) if assessment.answered_on else ""
        yield Text(wording.answered(who, day), BODY, before=6)
    rows = []
    for result in context.diagnosis.controls:
        said, score = declared.get(result.control), result.score
        gap = _points(score, said)
        rows.append(
            Row(
                (
                    Cell(choice_label(result.control), CELL_STRONG),
                    Cell(formats.score(said)),
                    Cell(formats.score(score)),
                    Cell(_signed(context, gap), CELL_STRONG),
                    Cell("" if gap is None else wording.perceived(gap, PERCEPTION_FROM)),
                )
            )
        )
    columns = (
        Column(_("Control"), 22),
        Column(_("Declared"), 11, "right"),
        Column(_("By the records"), 15, "right"),
        Column(_("Gap"), 8, "right"),
        Column("", 44),
    )
    yield Table(columns, rows, before=6)


def _points(then: Fraction | None, now: Fraction | None) -> int | None:
    """From one score to another in points, of the figures as they stand on the page."""
    return None if then is None or now is None else int(rounded(now, 0) - rounded(then, 0))


def _signed(context: Context, points: int | None) -> str:
    """A difference of scores with its sign; a dash where there is none to tell."""
    return context.formats.amount(None if points is None else Fraction(points), "", sign=True)


def history(context: Context) -> Iterator[Block]:
    """The score over time, as a chart and as figures."""
    points = context.history
    formats = context.formats
    yield Text(_("Score over time"), HEADING, before=22, keep=True, outline=0)
    yield Text(wording.replayed(), MUTED, keep=True)
    yield from _least(context)

    def make(width: float) -> Chart:
        height = _HISTORY_HEIGHT if any(point.score is not None for point in points) else 1
        return history_chart(points, context.currency or "–", formats, PAPER, width, height)

    yield Picture(make, before=8)
    rows = [
        Row(
            (
                Cell(formats.date_text(point.day)),
                Cell(formats.score(point.score), CELL_STRONG),
                Cell(formats.amount(point.lost, context.currency)),
                Cell(formats.amount(point.exposed, context.currency)),
            )
        )
        for point in points
    ]
    columns = (
        Column(_("Day"), 28),
        Column(_("Score"), 16, "right"),
        Column(context.with_currency(_("Lost")), 28, "right"),
        Column(context.with_currency(_("Exposed")), 28, "right"),
    )
    yield Table(columns, rows, before=6)


def _least(context: Context) -> Iterator[Block]:
    """Said where sums of money are only the least that they can be."""
    if any(result.unpriced for result in context.diagnosis.controls):
        yield Text(wording.sums_at_least(), MUTED, keep=True)


def comparison(context: Context, day: date) -> Iterator[Block]:
    """The deal on an earlier day beside the deal now.

    Raises:
        Refusal: the day is not before the date of the report.
    """
    formats, now = context.formats, context.diagnosis
    if day >= now.as_of:
        raise Refusal(words.not_earlier(formats.date_text(day), formats.date_text(now.as_of)))
    found = compare(diagnose(context.snapshot, day), now)
    then_text = formats.date_text(found.then)
    title = _("What has changed since {date}").format(date=then_text)
    page = not context.sparse
    yield Text(title, HEADING, before=22, new_page=page, keep=True, outline=0)
    yield Text(wording.replayed(), MUTED)
    yield from _least(context)
    if day < began_on(context.snapshot):
        yield Text(wording.not_begun(then_text), BODY, before=6)
    yield from _figures(context, found)
    yield from _controls(context, found)
    for heading, none, findings in (
        (_("Closed"), _("No finding of that day has closed."), found.closed),
        (_("Opened"), _("No finding has opened since."), found.opened),
    ):
        yield Text(heading, SECTION, before=14, keep=True)
        if findings:
            yield _findings(context, findings)
        else:
            yield Text(none, BODY, before=2)
    yield from _stayed(context, found)


def _figures(context: Context, found: Comparison) -> Iterator[Block]:
    pair = found.deal
    score = context.formats.score
    rows = [
        Row(
            (
                Cell(_("Control score"), CELL_STRONG),
                Cell(score(pair.then.score)),
                Cell(score(pair.now.score)),
                Cell(_change(context, pair), CELL_STRONG),
            )
        )
    ]
    money = (
        (_("Lost"), pair.then.lost, pair.now.lost),
        (_("Exposed"), pair.then.exposed, pair.now.exposed),
        (_("Value now"), pair.then.value_now, pair.now.value_now),
    )
    for name, then, now in money:
        if then is not None or now is not None:
            moved = None if then is None or now is None else now - then
            rows.append(
                Row(
                    (
                        Cell(name, CELL_STRONG),
                        Cell("–" if then is None else context.money(then)),
                        Cell("–" if now is None else context.money(now)),
                        Cell(_moved(context, moved), CELL_STRONG),
                    )
                )
            )
    yield Table(_columns(context, found, "", 28), rows, before=10)


def _controls(context: Context, found: Comparison) -> Iterator[Block]:
    rows = [
        Row(
            (
                Cell(choice_label(control), CELL_STRONG),
                Cell(context.formats.score(pair.then.score)),
                Cell(context.formats.score(pair.now.score)),
                Cell(_change(context, pair), CELL_STRONG),
            )
        )
        for control, pair in found.controls
    ]
    yield Text(_("Score of each control"), SECTION, before=14, keep=True)
    yield Table(_columns(context, found, _("Control"), 28), rows, before=2)


def _columns(context: Context, found: Comparison, head: str, share: float) -> Sequence[Column]:
    date_text = context.formats.date_text
    return (
        Column(head, share),
        Column(date_text(found.then), 24, "right"),
        Column(date_text(found.now), 24, "right"),
        Column(_("Change"), 24, "right"),
    )


def _change(context: Context, pair: Pair) -> str:
    return _signed(context, _points(pair.then.score, pair.now.score))


def _moved(context: Context, amount: Fraction | None) -> str:
    if amount is None:
        return "–"
    return context.money(amount, sign=True) if amount else context.money(amount)


def _findings(context: Context, findings: Sequence[Finding]) -> Table:
    rows = [
        Row(
            (
                Cell(check_label(finding.key), CELL_STRONG, note=_note(context, finding)),
                Cell(_money(context, finding), CELL_STRONG),
            )
        )
        for finding in findings
    ]
    head = context.with_currency(_("Concerns"))
    return Table((Column(_("Finding"), 78), Column(head, 22, "right")), rows, before=2)


def _note(context: Context, finding: Finding) -> str:
    control: Control = finding.control
    text = finding_text(finding, context.snapshot, context.formats)
    return _("{control}: {text}").format(control=choice_label(control), text=text)


def _money(context: Context, finding: Finding) -> str:
    return context.formats.amount(finding.money, context.currency) if finding.money else ""


def _stayed(context: Context, found: Comparison) -> Iterator[Block]:
    yield Text(_("Still open"), SECTION, before=14, keep=True)
    if not found.stayed:
        yield Text(_("No finding stood on both days."), BODY, before=2)
        return
    rows = [
        Row(
            (
                Cell(check_label(each.now.key), CELL_STRONG),
                Cell(_money(context, each.then)),
                Cell(_money(context, each.now)),
                Cell(_moved_amount(context, each.moved), CELL_STRONG),
            )
        )
        for each in found.stayed
        if each.then.money or each.now.money
    ]
    date_text, currency = context.formats.date_text, context.with_currency
    columns = (
        Column(_("Finding"), 40),
        Column(currency(date_text(found.then)), 20, "right"),
        Column(currency(date_text(found.now)), 20, "right"),
        Column(currency(_("Change")), 20, "right"),
    )
    if rows:
        yield Table(columns, rows, before=2)
        yield Text(wording.overlap_note(), SMALL, before=4)
    bare = [s.now for s in found.stayed if not s.then.money and not s.now.money]
    if bare:
        names = ", ".join(check_label(finding.key) for finding in bare)
        yield Text(_("Without an amount: {names}.").format(names=names), CELL, before=4)


def _moved_amount(context: Context, amount: Fraction) -> str:
    return context.formats.amount(amount, context.currency, sign=True)
