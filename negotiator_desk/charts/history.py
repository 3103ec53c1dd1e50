"""Score over time: a line through the scores of past days, on the limits of the checks."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Palette, score_meaning
from negotiator_desk.charts.scale import Scale, days_between
from negotiator_desk.charts.sketch import LEADING, MIDDLE, Sketch, empty_chart
from negotiator_desk.charts.time_axis import draw_days
from negotiator_desk.domain.history import Point
from negotiator_desk.wording import charts_over_time as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats

_LIMITS: Final = (0, 50, 90, 100)
_LEAST: Final = 9.0
"""The least height under the title, in sizes of the label."""


def score_history(
    points: Sequence[Point],
    currency: str,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """The score on each day, coloured by its limits; days without a score are left open.

    With an empty ``currency`` the points are a trend over deals and say how many they rest on.
    """
    title = wording.history_title(points, formats, over_deals=not currency)
    table = _table(points, currency, formats)
    known = [point for point in points if point.score is not None]
    if not known:
        missing = _("No score is shown yet: less than half of the checks can be judged.")
        return empty_chart(palette, width, height, title, missing, table)
    size = palette.label_size
    sketch = Sketch(palette, width, height, title)
    if sketch.top < _LEAST * size:
        sketch = Sketch(palette, width, height + _LEAST * size - sketch.top, title)
    floor, top = size * LEADING * 1.6, sketch.top - size
    left = 2 + sketch.measure("100") + size * 0.7
    right = sketch.width - 2 - sketch.measure("100", bold=True) - size
    scores = Scale(Fraction(0), Fraction(100), floor, top)
    days = days_between([point.day for point in points], left + size, right - size)
    for limit in _LIMITS:
        y = scores.at(limit)
        sketch.line([(left, y), (right, y)], palette.line, width=0.6)
        sketch.text(
            left - size * 0.5, y - size * MIDDLE, str(limit), colour=palette.muted, anchor="end"
        )
    draw_days(sketch, days, floor - size * 1.35, formats, _("score, of 100"), apart=7)
    places = [(days.at(p.day), scores.at(p.score or Fraction(0)), p) for p in known]
    run: list[tuple[float, float]] = []
    for each in points:
        if each.score is not None:
            run.append((days.at(each.day), scores.at(each.score)))
        if each.score is None or each is points[-1]:
            sketch.line(run, palette.accent, width=1.6)
            run = []
    for x, y, point in places:
        sketch.dot(x, y, palette.colour(score_meaning(point.score)), radius=size * 0.36)
        sentence = wording.history_sentence(point, currency, formats)
        sketch.mark(x - size, y - size, 2 * size, 2 * size, sentence)
    x, y, last = places[-1]
    colour = palette.colour(score_meaning(last.score))
    shown = formats.score(last.score)
    sketch.text(x + size * 0.8, y - size * MIDDLE, shown, colour=colour, bold=True)
    return sketch.chart(table)


def _table(points: Sequence[Point], currency: str, formats: Formats) -> Table:
    if not currency:
        return Table(
            (_("Day"), _("Mean score"), _("Deals")),
            tuple((formats.date_text(p.day), formats.score(p.score), str(p.n)) for p in points),
        )
    return Table(
        (_("Day"), _("Score"), _("Lost"), _("Exposed")),
        tuple(
            (
                formats.date_text(point.day),
                formats.score(point.score),
                formats.money(point.lost, currency),
                formats.money(point.exposed, currency),
            )
            for point in points
        ),
    )
