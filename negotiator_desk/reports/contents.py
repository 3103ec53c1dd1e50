"""The list of contents on the summary page, each entry a link."""

from collections.abc import Mapping, Sequence

from negotiator_desk.reports.layout import Block, Canvas
from negotiator_desk.reports.text import CELL, SECTION, draw_line, one_line, width_of
from negotiator_desk.wording.catalogue import _

_COLUMNS = 3
_GAP = 18.0
_LINE = 13.0


class Contents(Block):
    """The sections after this one with their pages; left out where the page has no room for it."""

    optional = True

    def __init__(self, *, before: float = 0) -> None:
        self.before = before
        self._titles: list[str] = []

    def prepare(self, blocks: Sequence[Block]) -> None:
        """Collect the titles of the sections that follow."""
        place = blocks.index(self)
        self._titles = [b.outline[0] for b in blocks[place:] if b.outline and b.outline[1] == 0]

    def _rows(self) -> int:
        return -(-len(self._titles) // _COLUMNS)

    def height(self, width: float) -> float:
        """A heading and the entries in columns."""
        return SECTION.leading + 2 + self._rows() * _LINE

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the entries column by column; the canvas knows where each section begins."""
        draw_line(canvas, x, top, _("In this report"), SECTION)
        top -= SECTION.leading + 2
        wide = (width - _GAP * (_COLUMNS - 1)) / _COLUMNS
        sections: Mapping[str, tuple[int, str]] = canvas.sections
        for number, title in enumerate(self._titles):
            column, row = divmod(number, self._rows())
            left, place = x + column * (wide + _GAP), top - row * _LINE
            page, key = sections[title]
            text = str(page)
            room = wide - width_of(text, CELL) - 6
            draw_line(canvas, left, place, one_line(title, room, CELL), CELL)
            draw_line(canvas, left, place, text, CELL, right=left + wide)
            canvas.linkRect(title, key, (left, place - _LINE + 2, left + wide, place), relative=0)
