"""Change burn: what changes after signature cost, what came back, what we absorbed, over time."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.scale import Days, Scale, day_ticks, days_between, padded, ticks
from negotiator_desk.charts.sketch import Point, Sketch, empty_chart
from negotiator_desk.domain.series import BurnPoint
from negotiator_desk.wording import charts as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats


def change_burn(
    points: Sequence[BurnPoint],
    as_of: date,
    name_of: Callable[[UUID], str],
    currency: str,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """Three stepped sums over the live changes: cost, compensation, absorbed cost."""
    table = _table(points, name_of, currency, formats)
    if not points:
        missing = _("Log a change with its cost: what changes cost and bring shows here.")
        title = _("No change is live")
        return empty_chart(palette, width, height, title, missing, table)
    size = palette.label_size
    title = wording.burn_title(points, formats)
    sketch = Sketch(palette, width, height, title)
    if sketch.top < size * 11:
        sketch = Sketch(palette, width, height + size * 11 - sketch.top, title)
    amounts = [amount for p in points for amount in (p.cost, p.compensation, p.absorbed)]
    low, high = padded([Fraction(0), *amounts])
    low = Fraction(0) if min(amounts) >= 0 else low
    floor, top = size * 1.9, sketch.top - size * 0.6
    scale = Scale(low, high, floor, top)
    last = points[-1]
    labels = [
        (last.cost, _("cost {amount}"), palette.ink),
        (last.compensation, _("compensation {amount}"), palette.protected),
        (last.absorbed, _("absorbed {amount}"), palette.lost),
    ]
    ends = [
        (scale.at(amount), text.format(amount=formats.short(amount)), colour)
        for amount, text, colour in labels
    ]
    left = 2 + max(sketch.measure(formats.short(t)) for t in (high, *ticks(low, high, 4))) + size
    right = width - 2 - size - max(sketch.measure(text) for _y, text, _c in ends)
    known = [p.day for p in points if p.day is not None]
    days = days_between([*known, as_of], left, right)
    _axes(sketch, scale, days, currency, formats)
    dashes: dict[str, tuple[float, ...]] = {palette.protected: (5, 2), palette.lost: (2, 1.5)}
    for read, colour in (
        (lambda p: p.cost, palette.ink),
        (lambda p: p.compensation, palette.protected),
        (lambda p: p.absorbed, palette.lost),
    ):
        line = _steps(points, read, scale, days)
        sketch.line(line, colour, width=1.6, dash=dashes.get(colour, ()))
    reach = size * 0.6
    for point in points:
        x, y = days.start if point.day is None else days.at(point.day), scale.at(point.cost)
        sketch.dot(x, y, palette.ink, radius=size * 0.26)
        sentence = _("{change}: sums so far, cost {cost}, compensation {back}, absorbed {gone}")
        sentence = sentence.format(
            change=name_of(point.record),
            cost=formats.money(point.cost, currency),
            back=formats.money(point.compensation, currency),
            gone=formats.money(point.absorbed, currency),
        )
        if not point.known:
            sentence = _("{text}; the cost of this one is unknown").format(text=sentence)
        sketch.mark(x - reach, y - reach, 2 * reach, 2 * reach, sentence, point.record)
    sketch.end_labels(right + size * 0.6, ends, floor + size * 0.4, top)
    return sketch.chart(table)


def _steps(
    points: Sequence[BurnPoint],
    read: Callable[[BurnPoint], Fraction],
    scale: Scale,
    days: Days,
) -> list[Point]:
    line: list[Point] = [(days.start, scale.at(0))]
    for point in points:
        x = days.start if point.day is None else days.at(point.day)
        line.append((x, line[-1][1]))
        line.append((x, scale.at(read(point))))
    line.append((days.end, line[-1][1]))
    return line


def _axes(sketch: Sketch, scale: Scale, days: Days, currency: str, formats: Formats) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    count = max(2, min(4, int((scale.end - scale.start) / (size * 2.2))))
    for tick in ticks(scale.low, scale.high, count):
        y = scale.at(tick)
        sketch.line([(days.start, y), (days.end, y)], palette.line, width=0.7)
        place = days.start - size * 0.5
        sketch.text(place, y - size * 0.35, formats.short(tick), colour=palette.muted, anchor="end")
    base = scale.start - size * 1.5
    sketch.text(2, base, currency, colour=palette.muted)
    taken = 2 + sketch.measure(currency) + size * 0.5
    for day in day_ticks(days, size * 6):
        text = formats.day_month(day)
        half = sketch.measure(text) / 2
        x = min(days.at(day), sketch.width - half - 2)
        if x - half >= taken:
            sketch.text(x, base, text, colour=palette.muted, anchor="middle")
            taken = x + half + size * 0.5


def _table(
    points: Sequence[BurnPoint],
    name_of: Callable[[UUID], str],
    currency: str,
    formats: Formats,
) -> Table:
    return Table(
        (_("Change"), _("Date"), _("Cost so far"), _("Compensation so far"), _("Absorbed so far")),
        tuple(
            (
                name_of(point.record),
                formats.date_text(point.day),
                formats.money(point.cost, currency),
                formats.money(point.compensation, currency),
                formats.money(point.absorbed, currency),
            )
            for point in points
        ),
    )
