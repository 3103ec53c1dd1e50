"""Change burn: what changes after signature cost, what came back, what we absorbed, over time."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.scale import Days, Scale, days_between, padded, tick_texts
from negotiator_desk.charts.sketch import Point, Sketch, empty_chart
from negotiator_desk.charts.time_axis import draw_days
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
    count = max(2, min(4, int((top - floor) / (size * 2.2))))
    marks = tick_texts(low, high, count, formats)
    left = 2 + max(sketch.measure(text) for _tick, text in marks) + size
    right = width - 2 - size - max(sketch.measure(text) for _y, text, _c in ends)
    known = [p.day for p in points if p.day is not None]
    for tick, text in marks:
        y = scale.at(tick)
        sketch.line([(left, y), (right, y)], palette.line, width=0.7)
        place = left - size * 0.5
        sketch.text(place, y - size * 0.35, text, colour=palette.muted, anchor="end")
    days = days_between([*known, as_of], left + size * 0.6, right)
    draw_days(sketch, days, floor - size * 1.5, formats, currency)
    dashes: dict[str, tuple[float, ...]] = {palette.protected: (5, 2), palette.lost: (2, 1.5)}
    for read, colour in (
        (lambda p: p.cost, palette.ink),
        (lambda p: p.compensation, palette.protected),
        (lambda p: p.absorbed, palette.lost),
    ):
        line = _steps(points, read, scale, days)
        sketch.line(line, colour, width=1.6, dash=dashes.get(colour, ()))
    reach, apart, seen = size * 0.6, size * 0.8, -size
    for point in points:
        x, y = days.start if point.day is None else days.at(point.day), scale.at(point.cost)
        # In a row of many the line alone is read better; every change can still be pointed at.
        if x - seen >= apart or point is points[-1]:
            sketch.dot(x, y, palette.ink, radius=size * 0.26)
            seen = x
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
