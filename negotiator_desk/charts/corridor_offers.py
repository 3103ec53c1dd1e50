"""Both sides' offers in the price corridor: points, lines, and each step labelled where it fits."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import msgspec

from negotiator_desk.charts.corridor_frame import (
    Frame,
    Read,
    before_offers,
    expected_of,
    opening_of,
    stepped,
)
from negotiator_desk.charts.room import Box, Room
from negotiator_desk.charts.sketch import Point, Sketch
from negotiator_desk.domain.series import CorridorSeries, OfferPoint
from negotiator_desk.wording import charts as wording
from negotiator_desk.wording.formats import Formats

DOTTED: Final = (1.5, 2)

MOST: Final = 12
"""With more steps than that on one side only the first, the last and the largest are written."""

LARGEST: Final = 4
"""How many of the largest steps are written then."""

BESIDE: Final = 4
"""How many of the places of a step lie beside its middle."""


class _Row(msgspec.Struct, frozen=True):
    """One side: its offers, their points, how they look."""

    offers: Sequence[OfferPoint]
    points: Sequence[Point]
    colour: str
    ours: bool


def _rows(sketch: Sketch, frame: Frame, series: CorridorSeries) -> tuple[_Row, _Row]:
    palette = sketch.palette
    buyer, ours = series.buyer, series.ours
    return (
        _Row(buyer, [frame.point(offer) for offer in buyer], palette.ink, False),
        _Row(ours, [frame.point(offer) for offer in ours], palette.accent, True),
    )


def draw_offers(
    sketch: Sketch, frame: Frame, series: CorridorSeries, currency: str, formats: Formats
) -> None:
    """Where each side stood before its first offer, then its offers as points on a line."""
    sides: tuple[Read, Read] = (expected_of, opening_of)
    for row, read in zip(_rows(sketch, frame, series), sides, strict=True):
        _before(sketch, frame, series, row, read)
        sketch.line(row.points, row.colour, width=1.6)
        radius, told = _radius(sketch, row.points), _told(row)
        crowded = len(row.points) > 1 and _between(row.points) < sketch.palette.label_size * 0.8
        for place, (offer, (x, y)) in enumerate(zip(row.offers, row.points, strict=True)):
            if crowded and place not in told:
                pass  # the line alone is read better; the offer can still be pointed at
            elif row.ours:
                sketch.dot(x, y, row.colour, radius=radius)
            else:
                sketch.square(x, y, row.colour, radius=radius * 0.85)
            sentence = wording.offer_sentence(offer, row.ours, currency, formats)
            reach = max(radius, sketch.palette.label_size * 0.5) + 2
            sketch.mark(x - reach, y - reach, 2 * reach, 2 * reach, sentence, offer.record)


def _before(sketch: Sketch, frame: Frame, series: CorridorSeries, row: _Row, read: Read) -> None:
    """Opening or expected price up to the first offer of that side."""
    until = row.points[0][0] if row.points else None
    line = stepped(frame, before_offers(series, row.offers), read, until)
    if row.points and line:
        line.append(row.points[0])
    sketch.line(line, row.colour, width=1, dash=DOTTED)


def _radius(sketch: Sketch, points: Sequence[Point]) -> float:
    """Points that stand close together are smaller."""
    radius = sketch.palette.label_size * 0.32
    if len(points) < 2:
        return radius
    return max(radius * 0.7, min(radius, _between(points) * 0.3))


def _between(points: Sequence[Point]) -> float:
    """The way along the axis from one point to the next, on average."""
    return (points[-1][0] - points[0][0]) / (len(points) - 1)


def _told(row: _Row) -> frozenset[int]:
    """The offers of a side that are told apart: all, or of many those that say most."""
    last = len(row.offers) - 1
    if last <= MOST:
        return frozenset(range(last + 1))
    steps = sorted(range(1, last + 1), key=lambda n: -abs(row.offers[n].step or Fraction(0)))
    return frozenset((0, 1, last, *steps[:LARGEST]))


def label_steps(
    sketch: Sketch, frame: Frame, series: CorridorSeries, room: Room, formats: Formats
) -> None:
    """Write each step beside its line, the latest first, where nothing else stands.

    ``room`` knows what is taken already; where a label has no room it is left out, and the step
    is read at its point and in the table.
    """
    rows = _rows(sketch, frame, series)
    for row in rows:
        room.take_line(row.points)
        reach = _radius(sketch, row.points) + 1.5
        for x, y in row.points:
            room.take((x - reach, y - reach, x + reach, y + reach))
    told = {row.ours: _told(row) for row in rows}
    steps = [
        (offer, start, end, row)
        for row in rows
        for place, (offer, start, end) in enumerate(
            zip(row.offers[1:], row.points, row.points[1:], strict=False), 1
        )
        if offer.step and place in told[row.ours]
    ]
    steps.sort(key=lambda each: (each[0].day, abs(each[0].step or Fraction(0))), reverse=True)
    for offer, start, end, row in steps:
        _label(sketch, room, offer, start, end, row, formats)


def _label(
    sketch: Sketch,
    room: Room,
    offer: OfferPoint,
    start: Point,
    end: Point,
    row: _Row,
    formats: Formats,
) -> None:
    size = sketch.palette.label_size
    texts = wording.step_labels(offer, row.ours, formats)
    crowded = abs(end[0] - start[0]) < size * 2
    for text in texts:
        wide, told = sketch.measure(text), offer.for_nothing and text == texts[0]
        places = list(_places(start, end, wide, size, above=row.ours))
        # Far from its middle a step is only understood where it is short and has room around it.
        for x, y in places[:BESIDE] if crowded or len(text) > len(texts[-1]) else places:
            box: Box = (x - 1, y - size * 0.2, x + wide + 1, y + size * 0.85)
            if room.free(box):
                room.take(box)
                colour = sketch.palette.lost if told else row.colour
                sketch.text(x, y, text, colour=colour)
                return


def _places(start: Point, end: Point, wide: float, size: float, *, above: bool) -> Iterator[Point]:
    """Where a step may be written, the nearest first: over its middle, under it, at its end."""
    (x0, y0), (x1, y1) = start, end
    middle, height = (x0 + x1) / 2, (y0 + y1) / 2
    over, under = (height + size * 0.4, height - size * 1.1)
    first, second = (over, under) if above else (under, over)
    for y in (first, second):
        # Beside a line that falls the free side is to its right above and to its left below.
        slant = 1 if (y1 < y0) == (y > height) else -1
        yield middle + (size * 0.3 if slant > 0 else -wide - size * 0.3), y
        yield middle - wide / 2, y + (size * 0.5 if y > height else -size * 0.5)
    for y in (y1 + size * 0.75, y1 - size * 1.5):
        yield x1 - wide / 2, y
        yield x1 - wide - size * 0.3, y
        yield x1 + size * 0.3, y
