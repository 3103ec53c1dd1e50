"""Value bridge: from the opening to the value now, every difference a bar of its own."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Meaning, Palette
from negotiator_desk.charts.scale import Scale, ticks
from negotiator_desk.charts.sketch import LEADING, MIDDLE, Sketch, empty_chart
from negotiator_desk.domain import bridge
from negotiator_desk.domain.results import BridgeStep, Diagnosis
from negotiator_desk.models.delivery import Change
from negotiator_desk.wording import charts as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats


class _Bar(msgspec.Struct, frozen=True):
    step: BridgeStep
    start: Fraction
    end: Fraction

    @property
    def span(self) -> tuple[Fraction, Fraction]:
        return min(self.start, self.end), max(self.start, self.end)


def value_bridge(
    diagnosis: Diagnosis, formats: Formats, palette: Palette, width: float, height: float
) -> Chart:
    """The steps of the diagnosis's bridge as rows from the top: levels stand, steps hang between.

    The axis may start above zero; it then says where.
    """
    title = wording.bridge_title(diagnosis, formats)
    missing = _(
        "Record an opening in the price corridor, or our first offer: the way from there to the "
        "value now is drawn here."
    )
    steps, currency = diagnosis.bridge, diagnosis.currency
    return _drawn(steps, title, missing, currency, formats, palette, width, height)


def since_signing(
    diagnosis: Diagnosis,
    changes: Sequence[Change],
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """The bridge from the signed value to the value now, agreed price changes among its steps."""
    title = wording.since_signing_title(diagnosis, formats)
    missing = _(
        "Record the signing and the signed value: what changes, losses and gains made of it is "
        "drawn here."
    )
    steps, currency = bridge.since_signing(diagnosis, changes), diagnosis.currency
    return _drawn(steps, title, missing, currency, formats, palette, width, height)


def _drawn(
    steps: Sequence[BridgeStep],
    title: str,
    missing: str,
    currency: str,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    bars = _bars(steps)
    table = _table(steps, currency, formats)
    if not bars:
        return empty_chart(palette, width, height, title, missing, table)
    size = palette.label_size
    axis = size * LEADING * 1.5
    sketch = Sketch(palette, width, height, title)
    least = size * 1.5 * len(bars) + axis
    if sketch.top < least:
        sketch = Sketch(palette, width, height + least - sketch.top, title)
    row = min(size * 2.6, (sketch.top - axis) / len(bars))
    left = 2 + max(sketch.measure(wording.step_label(bar.step.key)) for bar in bars) + size
    room = max(sketch.measure(_amount(bar.step, formats), bold=True) for bar in bars) + size
    scale = _scale(bars, left, width - 2 - room)
    floor = sketch.top - row * len(bars)
    _axis(sketch, scale, floor, currency, formats)
    before: float | None = None
    for place, bar in enumerate(bars):
        middle = sketch.top - row * (place + 0.5)
        thick = min(size * 1.35, row * 0.66)
        low, high = (scale.at(amount) for amount in bar.span)
        if before is not None:
            x = scale.at(bar.start if bar.step.kind == "step" else bar.end)
            sketch.line([(x, before), (x, middle + thick / 2)], palette.muted, width=0.6)
        before = middle - thick / 2
        sketch.bar(low, middle - thick / 2, max(1.2, high - low), thick, _meaning(bar.step))
        base = middle - size * MIDDLE
        sketch.text(2, base, wording.step_label(bar.step.key), bold=bar.step.kind == "level")
        colour = (
            palette.ink if _meaning(bar.step) == "neutral" else palette.colour(_meaning(bar.step))
        )
        text = _amount(bar.step, formats)
        sketch.text(max(high, low + 1.2) + size * 0.5, base, text, colour=colour, bold=True)
        sentence = wording.step_sentence(bar.step, currency, formats)
        record = bar.step.records[0] if bar.step.records else None
        sketch.mark(0, middle - row / 2, width, row, sentence, record)
    return sketch.chart(table)


def _meaning(step: BridgeStep) -> Meaning:
    if step.meaning == "neutral" and step.kind == "level":
        return "accent"
    return step.meaning


def _amount(step: BridgeStep, formats: Formats) -> str:
    return formats.short(step.amount, sign=step.kind == "step")


def _bars(steps: Sequence[BridgeStep]) -> list[_Bar]:
    bars: list[_Bar] = []
    running = Fraction(0)
    for step in steps:
        if step.kind == "level":
            bars.append(_Bar(step, Fraction(0), step.amount))
            running = step.amount
        else:
            bars.append(_Bar(step, running, running + step.amount))
            running += step.amount
    return bars


def _scale(bars: Sequence[_Bar], left: float, right: float) -> Scale:
    """From zero, or from a round amount where all bars end far above it."""
    ends = [bar.end for bar in bars]
    low, high = min(Fraction(0), *ends), max(Fraction(0), *ends)
    if low == high:
        high += 1
    near = min(ends)
    if near > 0 and near * 2 > high and high > near:
        span = (high - near) * Fraction(3, 2)
        below = [tick for tick in ticks(Fraction(0), near, 40) if tick <= high - span]
        low = max(below, default=Fraction(0))
        clipped = [bar for bar in bars if bar.step.kind == "level" and bar.end <= low]
        if clipped:
            low = Fraction(0)
    return _Clipped(Fraction(low), Fraction(high), left, right)


class _Clipped(Scale, frozen=True):
    """A scale on which what lies left of its start lies on its start."""

    def at(self, amount: Fraction | int) -> float:
        """Where an amount lies, not before the axis."""
        return max(self.start, super().at(amount))


def _axis(sketch: Sketch, scale: Scale, floor: float, currency: str, formats: Formats) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    base = floor - size * 1.3
    unit = currency
    if scale.low > 0:
        unit = (
            _("{currency}, axis from {amount}")
            .format(currency=currency, amount=formats.short(scale.low))
            .lstrip(" ,")
        )
    sketch.text(2, base, unit, colour=palette.muted)
    taken = 2 + sketch.measure(unit) + size * 0.6
    count = max(2, int((scale.end - scale.start) / (size * 6)))
    for tick in ticks(scale.low, scale.high, count):
        x = scale.at(tick)
        sketch.line([(x, floor), (x, sketch.top)], palette.line, width=0.7)
        text = formats.short(tick)
        if x - sketch.measure(text) / 2 > taken:
            sketch.text(x, base, text, colour=palette.muted, anchor="middle")


def _table(steps: Sequence[BridgeStep], currency: str, formats: Formats) -> Table:
    return Table(
        (_("Step"), _("Amount")),
        tuple(
            (
                wording.step_label(step.key),
                formats.money(step.amount, currency, sign=step.kind == "step"),
            )
            for step in steps
        ),
    )
