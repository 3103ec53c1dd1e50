"""Lock readiness: the value at stake that is locked, reopened, agreed and open."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Meaning, Palette
from negotiator_desk.charts.sketch import MIDDLE, Sketch, empty_chart
from negotiator_desk.domain.series import LockReadiness, LockRow
from negotiator_desk.domain.signature import LockState
from negotiator_desk.wording import charts as wording
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import Formats

_ORDER: Final = (LockState.LOCKED, LockState.AGREED, LockState.OPEN, LockState.REOPENED)

SLIVER: Final = 3.0
"""The width of a term without a stake, and of every small one."""

_MEANINGS: Final[dict[LockState, Meaning]] = {
    LockState.LOCKED: "protected",
    LockState.AGREED: "exposed",
    LockState.REOPENED: "lost",
    LockState.OPEN: "lost",
}


def lock_readiness(
    readiness: LockReadiness,
    as_of: date,
    name_of: Callable[[UUID], str],
    currency: str,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """A bar for each state, made of its terms; a term without a stake is as wide as a sliver.

    ``name_of`` gives the name of a term.
    """
    table = _table(readiness, name_of, currency, formats)
    if not readiness.rows:
        missing = _("Record the terms of the contract: what is locked and what is open shows here.")
        title = _("No term has been recorded")
        return empty_chart(palette, width, height, title, missing, table)
    title = wording.locks_title(readiness, as_of, formats)
    size = palette.label_size
    sketch = Sketch(palette, width, height, title)
    left = 2 + max(sketch.measure(wording.lock_label(state)) for state in LockState) + size
    signs = list(_signs(readiness, palette))
    beside = left + sum(_room(sketch, text) for _colour, text in signs) <= width
    key = size * 1.7 * (min(1, len(signs)) if beside else len(signs))
    least = size * 1.9 * len(_ORDER) + key
    if sketch.top < least:
        sketch = Sketch(palette, width, height + least - sketch.top, title)
    row = min(size * 3.2, (sketch.top - key) / len(_ORDER))
    held = {state: [r for r in readiness.rows if r.state is state] for state in LockState}
    notes = {state: _note(rows, currency, formats) for state, rows in held.items()}
    room = max(sketch.measure(note) for note in notes.values()) + size
    sums = {state: _weight(rows) for state, rows in held.items()}
    whole = max(sums.values()) or Fraction(1)
    for place, state in enumerate(_ORDER):
        middle = sketch.top - row * (place + 0.5)
        base = middle - size * MIDDLE
        sketch.text(2, base, wording.lock_label(state))
        x = left
        thick = min(size * 1.5, row * 0.6)
        span = width - 2 - room - left
        longs = _longs(held[state], whole, span)
        for term, long in zip(held[state], longs, strict=True):
            seen = long - 1 if long >= SLIVER else long
            _segment(sketch, term, (x, middle, seen, thick), name_of, currency, formats)
            x += long
        sketch.text(min(x, width - room) + size * 0.5, base, notes[state], colour=palette.muted)
    x, base = left, sketch.top - row * len(_ORDER) - size * 1.2
    for colour, text in signs:
        sketch.rect(x, base + size * MIDDLE - 0.8, size * 1.6, 1.6, colour)
        sketch.text(x + size * 2.1, base, text, colour=palette.muted)
        x, base = (x + _room(sketch, text), base) if beside else (x, base - size * 1.7)
    return sketch.chart(table)


def _signs(readiness: LockReadiness, palette: Palette) -> Iterator[tuple[str, str]]:
    """What the lines over and under the bars mean, of those that are drawn: colour and words."""
    if any(row.red_line for row in readiness.rows):
        yield palette.ink, _("over a bar: red line")
    if any(row.late for row in readiness.rows):
        yield palette.exposed, _("under: after the award")


def _room(sketch: Sketch, text: str) -> float:
    return sketch.palette.label_size * 3.6 + sketch.measure(text)


def _longs(rows: list[LockRow], whole: Fraction, span: float) -> list[float]:
    """The widths of the terms of a bar; many slivers together are no wider than the chart."""
    longs = [max(SLIVER, span * float((row.stake or 0) / whole)) for row in rows]
    shrink = min(1.0, span / (sum(longs) or 1.0))
    return [long * shrink for long in longs]


def _weight(rows: list[LockRow]) -> Fraction:
    return sum((row.stake or Fraction(0) for row in rows), Fraction(0))


def _note(rows: list[LockRow], currency: str, formats: Formats) -> str:
    if not rows:
        return _("none")
    unknown = sum(row.stake is None for row in rows)
    if unknown == len(rows):
        return ngettext("{n} term, value unknown", "{n} terms, value unknown", unknown).format(
            n=unknown
        )
    text = ngettext("{amount} in {n} term", "{amount} in {n} terms", len(rows)).format(
        n=len(rows), amount=f"{formats.short(_weight(rows))} {currency}".rstrip()
    )
    return _("at least {text}").format(text=text) if unknown else text


def _segment(
    sketch: Sketch,
    term: LockRow,
    place: tuple[float, float, float, float],
    name_of: Callable[[UUID], str],
    currency: str,
    formats: Formats,
) -> None:
    x, middle, long, thick = place
    sketch.bar(x, middle - thick / 2, long, thick, _MEANINGS[term.state])
    if term.red_line:
        # A bar in ink above the segment: red lines must be seen without colours too.
        sketch.rect(x, middle + thick / 2 + 1, long, 1.6, sketch.palette.ink)
    if term.late:
        sketch.rect(x, middle - thick / 2 - 2.6, long, 1.6, sketch.palette.exposed)
    sentence = wording.lock_sentence(term, name_of(term.record), currency, formats)
    sketch.mark(x, middle - thick / 2, long, thick, sentence, term.record)


def _table(
    readiness: LockReadiness, name_of: Callable[[UUID], str], currency: str, formats: Formats
) -> Table:
    return Table(
        (_("Term"), _("State"), _("Locked on"), _("Value at stake"), _("Red line")),
        tuple(
            (
                name_of(row.record),
                wording.lock_label(row.state),
                wording.lock_day(row, formats),
                formats.money(row.stake, currency),
                _("Yes") if row.red_line else "",
            )
            for row in readiness.rows
        ),
    )
