"""Control bars: the five scores by the records, with the declared score as a mark."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final
from uuid import UUID

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Palette, score_meaning
from negotiator_desk.charts.sketch import LEADING, MIDDLE, Sketch
from negotiator_desk.domain.results import ControlResult, Diagnosis
from negotiator_desk.wording import charts as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats

_TICKS: Final = (0, 50, 90)


def control_bars(
    diagnosis: Diagnosis,
    record_of: Callable[[UUID], UUID | None],
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """The five controls, each a bar from 0 to 100; a diamond shows what was declared.

    A bar leads to the first record that pulls the control's weakest check down; ``record_of``
    gives the top-level record of an id that may be nested.
    """
    size = palette.label_size
    axis = size * LEADING * 1.5
    title = wording.controls_title(diagnosis, formats)
    sketch = Sketch(palette, width, height, title)
    least = size * 1.6 * len(diagnosis.controls) + axis
    if sketch.top < least:
        sketch = Sketch(palette, width, height + least - sketch.top, title)
    row = min(size * 3.4, (sketch.top - axis) / len(diagnosis.controls))
    names = [_(result.control.label) for result in diagnosis.controls]
    left = 2 + max(sketch.measure(name) for name in names) + size
    notes = [_note(result, diagnosis, formats) for result in diagnosis.controls]
    figure = sketch.measure("100", bold=True)
    right = width - 2 - figure - size * 1.2 - max(sketch.measure(note) for note in notes)
    floor = sketch.top - row * len(diagnosis.controls)
    _axis(sketch, left, right, floor, formats)
    for place, (result, name, note) in enumerate(
        zip(diagnosis.controls, names, notes, strict=True)
    ):
        middle = sketch.top - row * (place + 0.5)
        base = middle - size * MIDDLE
        sketch.text(2, base, name)
        _bar(sketch, diagnosis, result, (left, right, middle, min(size * 1.1, row * 0.5)))
        meaning = score_meaning(result.score)
        colour = palette.colour(meaning) if result.score is not None else palette.muted
        figure_text = formats.score(result.score)
        sketch.text(
            right + size * 0.6 + figure, base, figure_text, colour=colour, bold=True, anchor="end"
        )
        sketch.text(width - 2, base, note, colour=palette.muted, anchor="end")
        said = diagnosis.declared.get(result.control)
        sentence = wording.control_sentence(result, said, formats)
        failing = _first_failing(result)
        leads_to = None if failing is None else record_of(failing)
        sketch.mark(0, middle - row / 2, width, row, sentence, leads_to)
    return sketch.chart(_table(diagnosis, formats))


def _first_failing(result: ControlResult) -> UUID | None:
    """The first record that pulls down the weakest check that has one."""
    checks = [check for check in result.checks if check.ratio is not None and check.failing]
    weakest = min(checks, key=lambda check: check.ratio or 0, default=None)
    return None if weakest is None else weakest.failing[0]


def _note(result: ControlResult, diagnosis: Diagnosis, formats: Formats) -> str:
    said = diagnosis.declared.get(result.control)
    if not result.reached:
        return _("not due")
    if said is None:
        return _("no data") if result.score is None else ""
    return _("declared {score}").format(score=formats.score(said))


def _axis(sketch: Sketch, left: float, right: float, floor: float, formats: Formats) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    for tick in _TICKS:
        x = left + (right - left) * tick / 100
        sketch.line([(x, floor), (x, sketch.top)], palette.line, width=0.7)
        sketch.text(
            x,
            floor - size * 1.3,
            formats.score(Fraction(tick)),
            colour=palette.muted,
            anchor="middle",
        )
    unit = _("score, of 100")
    sketch.text(sketch.width - 2, floor - size * 1.3, unit, colour=palette.muted, anchor="end")


def _bar(
    sketch: Sketch,
    diagnosis: Diagnosis,
    result: ControlResult,
    place: tuple[float, float, float, float],
) -> None:
    left, right, middle, thick = place
    sketch.rect(left, middle - thick / 2, right - left, thick, sketch.palette.soft)
    if result.score is not None:
        long = (right - left) * float(result.score) / 100
        sketch.bar(left, middle - thick / 2, long, thick, score_meaning(result.score))
    said = diagnosis.declared.get(result.control)
    if said is not None and result.reached:
        x = left + (right - left) * float(said) / 100
        sketch.diamond(x, middle, sketch.palette.ink, radius=thick * 0.42)


def _table(diagnosis: Diagnosis, formats: Formats) -> Table:
    return Table(
        (_("Control"), _("Score"), _("Declared"), _("Lost"), _("Exposed")),
        tuple(
            (
                _(result.control.label),
                formats.score(result.score),
                formats.score(diagnosis.declared.get(result.control)),
                formats.money(result.lost, diagnosis.currency),
                formats.money(result.exposed, diagnosis.currency),
            )
            for result in diagnosis.controls
        ),
    )
