"""The strip of key figures at the head of a page."""

from collections.abc import Sequence
from typing import Final

import msgspec
from reportlab.lib.colors import HexColor

from negotiator_desk.charts.palette import PAPER
from negotiator_desk.reports.layout import Block, Canvas
from negotiator_desk.reports.text import FIGURE, HEAD, SMALL, Style, draw_line, lines_of, one_line

_PAD: Final = 8.0
_GAP: Final = 8.0
_LEAST_SIZE: Final = 9.0


class Figure(msgspec.Struct, frozen=True):
    """One figure: what it is, the figure, and a word on it."""

    label: str
    text: str
    note: str = ""
    colour: str = PAPER.ink


class Strip(Block):
    """Figures side by side, each in a box of its own."""

    def __init__(self, figures: Sequence[Figure], *, before: float = 0) -> None:
        self.figures, self.before = tuple(figures), before

    def _inner(self, width: float) -> float:
        count = len(self.figures)
        return (width - _GAP * (count - 1)) / count - 2 * _PAD

    def _notes(self, width: float) -> list[list[str]]:
        return [lines_of(f.note, self._inner(width), SMALL) if f.note else [] for f in self.figures]

    def height(self, width: float) -> float:
        """As high as the figure with the longest note."""
        notes = max(len(lines) for lines in self._notes(width))
        return 2 * _PAD + HEAD.leading + FIGURE.leading + notes * SMALL.leading

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the boxes from the left."""
        inner, high = self._inner(width), self.height(width)
        for figure, notes in zip(self.figures, self._notes(width), strict=True):
            canvas.setFillColor(HexColor(PAPER.soft))
            canvas.rect(x, top - high, inner + 2 * _PAD, high, stroke=0, fill=1)
            left, place = x + _PAD, top - _PAD
            draw_line(canvas, left, place, one_line(figure.label, inner, HEAD), HEAD)
            place -= HEAD.leading
            style = _fitting(figure, inner)
            draw_line(canvas, left, place, one_line(figure.text, inner, style), style)
            place -= FIGURE.leading
            for line in notes:
                draw_line(canvas, left, place, line, SMALL)
                place -= SMALL.leading
            x += inner + 2 * _PAD + _GAP


def _fitting(figure: Figure, room: float) -> Style:
    """The largest size, down to a least one, at which the figure stands whole."""
    size = FIGURE.size
    while size > _LEAST_SIZE:
        style = Style(size=size, leading=FIGURE.leading, bold=True, colour=figure.colour)
        if one_line(figure.text, room, style) == figure.text:
            return style
        size -= 0.5
    return Style(size=_LEAST_SIZE, leading=FIGURE.leading, bold=True, colour=figure.colour)
