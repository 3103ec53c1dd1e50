"""Concession ledger: for each agreed trade what it cost and brought, and the running balance."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final
from uuid import UUID

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.scale import Scale, padded, tick_texts
from negotiator_desk.charts.sketch import Sketch, empty_chart
from negotiator_desk.domain.series import LedgerRow, in_groups
from negotiator_desk.wording import charts as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats

MOST_BARS: Final = 120
"""With more trades than that a bar stands for several of them, one after the other."""


APART: Final = 4
"""From how many times the span of the bars on the balance has a scale of its own."""


def concession_ledger(
    rows: Sequence[LedgerRow],
    name_of: Callable[[UUID], str],
    currency: str,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """Agreed trades in order of time: value received upwards, cost given downwards, the balance."""
    whole, rows = rows, in_groups(rows, MOST_BARS)
    table = _table(rows, name_of, currency, formats)
    if not rows:
        missing = _("Log a trade and set it agreed: what it cost and what it brought shows here.")
        title = _("No trade has been agreed yet")
        return empty_chart(palette, width, height, title, missing, table)
    size = palette.label_size
    title = wording.ledger_title(whole, formats)
    sketch = Sketch(palette, width, height, title)
    if sketch.top < size * 12:
        sketch = Sketch(palette, width, height + size * 12 - sketch.top, title)
    floor, top = size * 1.9, sketch.top - size * 0.6
    bars, sums = _scales(rows, floor, top, size)
    marks = [(bars, each) for each in _ticks(bars, size, formats)]
    if sums is not bars:
        marks += [(sums, each) for each in _ticks(sums, size, formats)]
    left = 2 + max(sketch.measure(text) for _scale, (_tick, text) in marks) + size
    legend = [_("value received"), _("cost given"), _("balance {amount}")]
    legend[2] = legend[2].format(amount=formats.short(rows[-1].balance, sign=True))
    right = width - 2 - size - max(sketch.measure(text) for text in legend)
    for scale, (tick, label) in marks:
        y = scale.at(tick)
        sketch.line([(left, y), (right, y)], palette.line if tick else palette.muted, width=0.7)
        sketch.text(
            left - size * 0.5,
            y - size * 0.35,
            label,
            colour=palette.muted,
            anchor="end",
        )
    sketch.text(2, floor - size * 1.5, currency, colour=palette.muted)
    _trades(sketch, rows, (bars, sums), (left, right), name_of, currency, formats)
    zero = bars.at(0)
    ends = [
        (sums.at(rows[-1].balance), legend[2], palette.ink),
        ((zero + bars.end) / 2, legend[0], palette.protected),
        ((zero + floor) / 2, legend[1], palette.lost),
    ]
    sketch.end_labels(right + size * 0.6, ends, floor, top)
    return sketch.chart(table)


def _scales(
    rows: Sequence[LedgerRow], floor: float, top: float, size: float
) -> tuple[Scale, Scale]:
    """The scale of the bars and that of the balance: one, or two where the sum of many trades
    would press the bars flat; the balance then stands above them.
    """
    amounts = [Fraction(0), *(row.value for row in rows), *(-row.cost for row in rows)]
    balances = [Fraction(0), *(row.balance for row in rows)]
    both = Scale(*padded([*amounts, *balances]), floor, top)
    if max(balances) - min(balances) <= APART * (max(amounts) - min(amounts)):
        return both, both
    middle = floor + (top - floor) * 0.52
    bars = Scale(*padded(amounts), floor, middle - size * 0.4)
    return bars, Scale(*padded(balances), middle + size * 0.4, top)


def _ticks(scale: Scale, size: float, formats: Formats) -> list[tuple[Fraction, str]]:
    count = max(1, min(5, int((scale.end - scale.start) / (size * 2.2))))
    return tick_texts(scale.low, scale.high, count, formats)


def _trades(
    sketch: Sketch,
    rows: Sequence[LedgerRow],
    scales: tuple[Scale, Scale],
    edges: tuple[float, float],
    name_of: Callable[[UUID], str],
    currency: str,
    formats: Formats,
) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    left, right = edges
    scale, sums = scales
    slot = (right - left) / len(rows)
    thick = max(1.0, min(size * 2.4, slot * 0.56))
    zero, floor = scale.at(0), scale.start
    points = []
    taken = 2 + sketch.measure(currency) + size * 0.4
    for place, row in enumerate(rows):
        x = left + slot * (place + 0.5)
        up, down = scale.at(row.value) - zero, zero - scale.at(-row.cost)
        sketch.bar(x - thick / 2, zero, thick, up, "protected")
        sketch.bar(x - thick / 2, zero - down, thick, down, "lost")
        points.append((x, sums.at(row.balance)))
        number = "" if row.number is None else str(row.number)
        half = sketch.measure(number) / 2
        if number and x - half > taken:
            sketch.text(x, floor - size * 1.5, number, colour=palette.muted, anchor="middle")
            taken = x + half + size * 0.4
        text = _("{trade}: given {cost}, received {value}, balance so far {balance}").format(
            trade=_named(row, name_of),
            cost=formats.money(row.cost, currency),
            value=formats.money(row.value, currency),
            balance=formats.money(row.balance, currency, sign=True),
        )
        if row.unpriced:
            text = _("{text}; its cost is not fully known").format(text=text)
        sketch.mark(x - slot / 2, floor, slot, sums.end - floor, text, row.record)
    sketch.line(points, palette.ink, width=1.3)
    if slot > size * 0.8:
        for x, y in points:
            sketch.dot(x, y, palette.ink, radius=size * 0.22)


def _named(row: LedgerRow, name_of: Callable[[UUID], str]) -> str:
    if row.until is None:
        return name_of(row.record)
    return _("{first} to {last}").format(first=name_of(row.record), last=name_of(row.until))


def _table(
    rows: Sequence[LedgerRow],
    name_of: Callable[[UUID], str],
    currency: str,
    formats: Formats,
) -> Table:
    return Table(
        (_("Trade"), _("Date"), _("Cost given"), _("Value received"), _("Balance")),
        tuple(
            (
                _named(row, name_of),
                formats.date_text(row.day),
                formats.money(row.cost, currency),
                formats.money(row.value, currency),
                formats.money(row.balance, currency, sign=True),
            )
            for row in rows
        ),
    )
