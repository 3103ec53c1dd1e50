"""The Portfolio Control Gap report: chosen deals against the five controls, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.heat import heat_height, heat_map
from negotiator_desk.charts.history import score_history
from negotiator_desk.charts.palette import PAPER
from negotiator_desk.domain.history import Point
from negotiator_desk.domain.leaks import (
    HeatRow,
    Judged,
    Worst,
    heat_rows,
    leaks_of,
    worst_of,
)
from negotiator_desk.reports.document import Document, Wish, sheet_over
from negotiator_desk.reports.layout import Block, Picture, Text
from negotiator_desk.reports.summary import KICKER
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL_STRONG, HEADING, MUTED, SMALL, TITLE
from negotiator_desk.wording import documents as words
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.findings import check_help, check_label
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import choice_label

ROWS_A_PAGE: Final = 34
"""So many deals stand in one picture of the heat map."""


def portfolio(
    deals: Sequence[Judged],
    trend: Sequence[Point],
    formats: Formats,
    as_of: date,
    wish: Wish,
) -> Document:
    """The report over chosen deals.

    Args:
        deals: each with its diagnosis as of ``as_of``; records of the public are left out.
        trend: the mean score of our own deals by quarter; fewer than two points are not drawn.
    """
    name = words.edition_name("portfolio")
    n = len(heat_rows(deals))
    over = ngettext("{n} deal", "{n} deals", n).format(n=n)
    sheet = sheet_over(wish, name, over, as_of, formats)
    return Document(sheet, list(_blocks(deals, trend, formats, as_of)))


def _blocks(
    deals: Sequence[Judged], trend: Sequence[Point], formats: Formats, as_of: date
) -> Iterator[Block]:
    rows = heat_rows(deals)
    yield Text(words.edition_name("portfolio"), KICKER)
    title = Text(_("Where our deals lose control"), TITLE)
    title.outline = (title.text, 0)
    yield title
    over = ngettext("{n} deal", "{n} deals", len(rows)).format(n=len(rows))
    yield Text(f"{over} · {wording.as_of(as_of, formats)}", MUTED, before=2)
    if not rows:
        yield Text(_("No deal of ours was chosen, so there is nothing to compare."), BODY, before=8)
        return
    yield from _heat(rows, formats)
    yield from _worst(worst_of(deals), formats)
    yield from _leaks(deals, formats)
    yield from _trend(trend, formats)


def _worst(found: Sequence[Worst], formats: Formats) -> Iterator[Block]:
    yield Text(_("What leaks most"), HEADING, before=18, keep=True, outline=0)
    if not found:
        yield Text(_("Nothing is lost in these deals."), BODY, before=4)
        return
    for worst in found:
        amount = _least(formats.money(worst.lost, worst.currency), worst.unpriced)
        line = _("{control}: {amount} lost, more than in any other control.")
        text = line.format(control=choice_label(worst.control), amount=amount)
        yield Text(text, BODY, before=6 if worst is found[0] else 14, keep=True)
        yield _causes(worst)


def _causes(worst: Worst) -> Table:
    """Why it leaks, with the number of deals where there is more than one to count."""
    names = [Cell(check_label(c.key), CELL_STRONG, note=check_help(c.key)) for c in worst.causes]
    if worst.n == 1:
        head = (Column(_("Causes: the checks not met"), 100),)
        return Table(head, [Row((name,)) for name in names], before=2)
    counts = [Cell(_("{n} of {of}").format(n=cause.n, of=worst.n)) for cause in worst.causes]
    columns = (
        Column(_("Commonest causes: the checks not met"), 80),
        Column(_("Deals"), 20, "right"),
    )
    return Table(columns, list(map(Row, zip(names, counts, strict=True))), before=2)


def _least(amount: str, unpriced: int) -> str:
    """A sum, as "at least" where amounts are missing."""
    return wording.at_least(amount) if unpriced else amount


def _leaks(deals: Sequence[Judged], formats: Formats) -> Iterator[Block]:
    yield Text(_("Lost and exposed, by control"), HEADING, before=18, keep=True, outline=0)
    found = leaks_of(deals)
    if len(found) > 1:
        note = _("Each currency for itself: amounts of two currencies are never added up.")
        yield Text(note, MUTED, keep=True)
    calm, first = [], True
    for currency, leaks in found.items():
        name = currency or _("no currency")
        if not any(leak.lost or leak.exposed or leak.unpriced for leak in leaks):
            calm.append(name)
            continue
        rows = [
            Row(
                (
                    Cell(choice_label(leak.control), CELL_STRONG),
                    Cell(_least(formats.amount(leak.lost, currency), leak.unpriced)),
                    Cell(_least(formats.amount(leak.exposed, currency), leak.unpriced)),
                )
            )
            for leak in leaks
        ]
        unpriced = sum(leak.unpriced for leak in leaks)
        sums = (sum(each.lost for each in leaks), sum(each.exposed for each in leaks))
        cells = (_least(formats.amount(each, currency), unpriced) for each in sums)
        rows.append(
            Row((Cell(_("All controls"), CELL_STRONG), *(Cell(c, CELL_STRONG) for c in cells)))
        )
        columns = (
            Column(_("Control"), 40),
            Column(_("Lost, {currency}").format(currency=name), 30, "right"),
            Column(_("Exposed, {currency}").format(currency=name), 30, "right"),
        )
        yield Table(columns, rows, before=6 if first else 16)
        first = False
    if first:
        yield Text(_("Nothing is lost or exposed in these deals."), BODY, before=6)
    elif calm:
        nothing = _("Nothing is lost or exposed in: {currencies}.")
        yield Text(nothing.format(currencies=words.joined(calm)), BODY, before=6)


def _trend(trend: Sequence[Point], formats: Formats) -> Iterator[Block]:
    yield Text(_("Our own trend, by quarter"), HEADING, before=18, keep=True, outline=0)
    if sum(point.score is not None for point in trend) < 2:
        text = _(
            "No trend yet: it takes the scores of our own deals on two days, now and at the end of "
            "a quarter. The sample and public records are left out of it."
        )
        yield Text(text, BODY, before=4)
        return

    def make(width: float) -> Chart:
        return score_history(trend, "", formats, PAPER, width, 150)

    yield Picture(make, before=4, keep=True)
    rows = [
        Row(
            (
                Cell(formats.date_text(point.day)),
                Cell(formats.score(point.score), CELL_STRONG),
                Cell(str(point.n)),
            )
        )
        for point in trend
    ]
    columns = (
        Column(_("Day"), 40),
        Column(_("Mean score"), 30, "right"),
        Column(_("Deals"), 30, "right"),
    )
    yield Table(columns, rows, before=4)
    note = _("The past is replayed from what is recorded today.")
    yield Text(note, SMALL, before=3)


def _heat(rows: Sequence[HeatRow], formats: Formats) -> Iterator[Block]:
    yield Text(_("Deals against the five controls"), HEADING, before=14, keep=True, outline=0)
    for start in range(0, len(rows), ROWS_A_PAGE):
        part = rows[start : start + ROWS_A_PAGE]

        def make(width: float, part: Sequence[HeatRow] = part) -> Chart:
            return heat_map(part, formats, PAPER, width, heat_height(len(part), PAPER))

        yield Picture(make, before=6)
    note = _(
        "Scores are of 100: 90 and more is held (a whole edge), 50 and more partial (half an "
        "edge), below that a gap (a frame)."
    )
    yield Text(note, SMALL, before=4)
