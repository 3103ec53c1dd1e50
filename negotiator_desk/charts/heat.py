"""Heat map: deals against the five controls, each cell with its score in words of colour."""

from collections.abc import Sequence
from typing import Final

from negotiator_desk.charts import fonts
from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Palette, score_meaning
from negotiator_desk.charts.sketch import LEADING, MIDDLE, Sketch, empty_chart
from negotiator_desk.domain.leaks import HeatRow
from negotiator_desk.models.choices import Control
from negotiator_desk.wording import charts_over_time as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import short_line

ROW: Final = 1.9
"""The height of a row, in sizes of the label."""

_NAMES: Final = 0.27
"""The share of the width that the names of the deals take."""


def heat_height(rows: int, palette: Palette, title: bool = True) -> float:
    """The height that so many rows take, with their head."""
    head = palette.title_size * LEADING * 2 if title else 0
    return head + palette.label_size * (LEADING + ROW * rows + 1)


def heat_map(
    rows: Sequence[HeatRow], formats: Formats, palette: Palette, width: float, height: float
) -> Chart:
    """A row for each deal and a column for each control, with the gap at the end.

    A cell says its score in figures; colour and edge are those of the limits of the checks: a whole
    edge is held, half an edge partial, a frame a gap. Without a score it is empty with a dash.
    """
    title = wording.heat_title(rows)
    table = _table(rows, formats)
    if not rows:
        return empty_chart(palette, width, height, title, _("No deal was chosen."), table)
    size = palette.label_size
    sketch = Sketch(palette, width, max(height, heat_height(len(rows), palette)), title)
    left = width * _NAMES
    wide = (width - left - 2) / (len(Control) + 1)
    top = sketch.top - size * LEADING
    heads = [*(_(control.label) for control in Control), _("Gap")]
    for place, head in enumerate(heads):
        text = fonts.fitted(head, wide - 2, size, bold=True)
        middle = left + wide * (place + 0.5)
        sketch.text(middle, top + size * 0.3, text, bold=True, anchor="middle")
    high = size * ROW
    for number, row in enumerate(rows):
        bottom = top - high * (number + 1)
        _row(sketch, row, formats, (left, wide, bottom, high))
    return sketch.chart(table)


def _row(
    sketch: Sketch, row: HeatRow, formats: Formats, place: tuple[float, float, float, float]
) -> None:
    left, wide, bottom, high = place
    palette, size = sketch.palette, sketch.palette.label_size
    base = bottom + high / 2 - size * MIDDLE
    name = short_line(row.title) or _("Unnamed deal")
    sketch.text(2, base, fonts.fitted(name, left - 8, size))
    for column, control in enumerate(Control):
        score = row.scores.get(control)
        x = left + wide * column
        if score is None:
            sketch.rect(x + 1, bottom + 1, wide - 2, high - 2, palette.soft)
            sketch.text(x + wide / 2, base, "–", colour=palette.muted, anchor="middle")
        else:
            meaning = score_meaning(score)
            colour = palette.colour(meaning)
            # The edge is whole, half or hollow, so that it is told without its colour too.
            cell = (x + 1, bottom + 1, wide - 2, high - 2)
            sketch.rect(*cell, colour, opacity=0.2, outline=colour if meaning == "lost" else "")
            if meaning != "lost":
                edge = high - 2 if meaning == "protected" else (high - 2) / 2
                sketch.rect(x + 1, bottom + 1, 4, edge, colour)
            shown = formats.score(score)
            sketch.text(x + wide / 2, base, shown, bold=True, anchor="middle")
        sentence = wording.heat_sentence(row, control, formats)
        sketch.mark(x, bottom, wide, high, sentence, row.deal_id)
    x = left + wide * (len(Control) + 0.5)
    sketch.text(x, base, formats.score(row.gap), colour=palette.ink, anchor="middle")


def _table(rows: Sequence[HeatRow], formats: Formats) -> Table:
    return Table(
        (_("Deal"), *(_(control.label) for control in Control), _("Gap")),
        tuple(
            (
                short_line(row.title) or _("Unnamed deal"),
                *(formats.score(row.scores.get(control)) for control in Control),
                formats.score(row.gap),
            )
            for row in rows
        ),
    )
