"""The axis of days under a chart: firsts of months or Mondays, with the year where it matters."""

from typing import Final

from negotiator_desk.charts.scale import Days, day_ticks
from negotiator_desk.charts.sketch import Sketch
from negotiator_desk.wording.formats import Formats

_YEAR: Final = 366
"""A span of more days than these names the year beside the month."""


def draw_days(
    sketch: Sketch, days: Days, base: float, formats: Formats, unit: str = "", apart: float = 6
) -> None:
    """Write the days along a line, after the unit of the other axis at its left.

    Args:
        base: the height of the line of text.
        unit: what the other axis counts.
        apart: the least distance of two days, in sizes of the label.
    """
    palette, size = sketch.palette, sketch.palette.label_size
    taken = 2.0
    if unit and sketch.measure(unit) < sketch.width - 4:
        sketch.text(2, base, unit, colour=palette.muted)
        taken += sketch.measure(unit) + size * 0.5
    years = (days.last - days.first).days > _YEAR
    for day in day_ticks(days, size * apart):
        text = formats.month_year(day) if years else formats.day_month(day)
        half = sketch.measure(text) / 2
        x = min(days.at(day), sketch.width - half - 2)
        if x - half >= taken:
            sketch.text(x, base, text, colour=palette.muted, anchor="middle")
            taken = x + half + size * 0.5
