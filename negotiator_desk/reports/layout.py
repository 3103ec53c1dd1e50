"""Blocks on pages: what can be put on paper, how it splits, and the pages it comes to."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import msgspec
from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor

from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.palette import PAPER
from negotiator_desk.reports.text import SECTION, Style, draw_line, lines_of

Canvas = Any
"""reportlab's canvas, which has no types."""

LEAST_LINES: Final = 2
"""So many lines of a text stand together at the foot and at the head of a page."""


LEAST_NOTES: Final = 3
"""Fewer lines than these are not worth a heading."""


class Block:
    """Something on paper. It is as wide as it is told and knows its height at a width.

    ``outline`` is the title and the level under which a block stands in the bookmarks. Of an
    ``optional`` block only what fits on its page is drawn; the rest is left out.
    """

    before: float = 0
    keep: bool = False
    new_page: bool = False
    optional: bool = False
    outline: tuple[str, int] | None = None

    def prepare(self, blocks: "Sequence[Block]") -> None:
        """Told all blocks before they are put on pages."""

    def height(self, width: float) -> float:
        """The height at a width."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """The height of the smallest first piece."""
        return self.height(width)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """A first piece of at most ``room`` and the rest; None where no piece is small enough."""
        return None

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at a place."""
        raise NotImplementedError


class Text(Block):
    """A text in one style."""

    def __init__(
        self,
        text: str,
        style: Style,
        *,
        before: float = 0,
        keep: bool = False,
        new_page: bool = False,
        outline: int | None = None,
        indent: float = 0,
    ) -> None:
        self.text, self.style, self.indent = text, style, indent
        self.before, self.keep, self.new_page = before, keep, new_page
        self.outline = None if outline is None else (text, outline)
        self._lines: list[str] | None = None

    def lines(self, width: float) -> list[str]:
        """The lines at a width, worked out once: all pages are of one width."""
        if self._lines is None:
            self._lines = lines_of(self.text, width - self.indent, self.style)
        return self._lines

    def height(self, width: float) -> float:
        """The height of all lines."""
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        """The height of the first lines."""
        return min(LEAST_LINES, len(self.lines(width))) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between two lines."""
        lines = self.lines(width)
        fit = int(room / self.style.leading)
        if 0 < len(lines) - fit < LEAST_LINES:
            fit -= 1
        if fit < min(LEAST_LINES, len(lines)):
            return None
        first, rest = (
            Text(self.text, self.style, indent=self.indent, before=self.before) for _ in range(2)
        )
        first.outline, first._lines, rest._lines = self.outline, lines[:fit], lines[fit:]
        rest.before = 0
        return first, rest

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw line under line."""
        for number, line in enumerate(self.lines(width)):
            place = top - number * self.style.leading
            draw_line(canvas, x + self.indent, place, line, self.style)


class Space(Block):
    """Air; it vanishes at the head of a page."""

    def __init__(self, points: float) -> None:
        self.before = points

    def height(self, width: float) -> float:
        """Nothing: the air is before it."""
        return 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Nothing to draw."""


class Picture(Block):
    """A chart, drawn at the width of the page."""

    def __init__(
        self, make: Callable[[float], Chart], *, before: float = 0, keep: bool = False
    ) -> None:
        self.before, self.keep = before, keep
        self._make = make
        self._chart: Chart | None = None

    def _drawn(self, width: float) -> Chart:
        if self._chart is None:
            self._chart = self._make(width)
        return self._chart

    def height(self, width: float) -> float:
        """The height of the drawing."""
        height: float = self._drawn(width).drawing.height
        return height

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the chart as paths and text."""
        drawing = self._drawn(width).drawing
        renderPDF.draw(drawing, canvas, x, top - drawing.height)


class Rule(Block):
    """A hairline across the page."""

    def __init__(self, *, before: float = 4) -> None:
        self.before = before

    def height(self, width: float) -> float:
        """The line and a little air."""
        return 4

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the line."""
        canvas.setStrokeColor(HexColor(PAPER.line))
        canvas.setLineWidth(0.7)
        canvas.line(x, top - 1, x + width, top - 1)


class NoteLines(Block):
    """Ruled lines to write on by hand, down to the foot of the page; none where that is near."""

    optional = True
    leading: Final = 21.0

    def __init__(self, title: str, *, before: float = 0, count: int = 40) -> None:
        self.title, self.before, self.count = title, before, count

    def height(self, width: float) -> float:
        """A heading and the lines."""
        return SECTION.leading + self.count * self.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """As many lines as there is room for, when that is enough to write on."""
        count = int((room - SECTION.leading) / self.leading)
        if not LEAST_NOTES <= count < self.count:
            return None
        fewer = NoteLines(self.title, before=self.before, count=count)
        return fewer, NoteLines(self.title, count=self.count - count)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the heading and the lines under it."""
        draw_line(canvas, x, top, self.title, SECTION)
        canvas.setStrokeColor(HexColor(PAPER.line))
        canvas.setLineWidth(0.7)
        for number in range(1, self.count + 1):
            place = top - SECTION.leading - number * self.leading
            canvas.line(x, place, x + width, place)


class Placed(msgspec.Struct, frozen=True):
    """A block and how far under the top of the page's body it stands."""

    block: Block
    down: float


Page = list[Placed]


def paginate(
    blocks: Sequence[Block], width: float, height: float, step: Callable[[], None] | None = None
) -> list[Page]:
    """Put blocks on pages of a body of this width and height, in one pass.

    ``step`` is called before each piece; it may raise to stop.
    """
    for block in blocks:
        block.prepare(blocks)
    pages: list[Page] = [[]]
    down = 0.0
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if step is not None:
            step()
        if block.new_page and pages[-1]:
            pages.append([])
            down = 0.0
        start = down + (block.before if pages[-1] else 0)
        needed = block.height(width)
        room = height - start
        if needed <= room and (not block.keep or _follows(block, waiting, width, room)):
            pages[-1].append(Placed(block, start))
            down = start + needed
            continue
        if block.optional:
            if pieces := block.split(width, room):
                pages[-1].append(Placed(pieces[0], start))
                down = start + pieces[0].height(width)
            continue
        pieces = None if block.keep and needed <= height else block.split(width, room)
        if pieces is None and not pages[-1]:
            # It cannot be smaller and has a page of its own: it is drawn as it is.
            pages[-1].append(Placed(block, start))
            down = start + needed
            continue
        if pieces is None:
            waiting.append(block)
        else:
            pages[-1].append(Placed(pieces[0], start))
            waiting.append(pieces[1])
        pages.append([])
        down = 0.0
    return pages if pages[-1] or len(pages) == 1 else pages[:-1]


def one_page(versions: Iterable[Iterable[Block]], width: float, height: float) -> list[Block]:
    """The first version that stays on one page, else the last."""
    blocks: list[Block] = []
    for version in versions:
        blocks = list(version)
        if len(paginate(blocks, width, height)) == 1:
            break
    return blocks


def _follows(block: Block, waiting: Sequence[Block], width: float, room: float) -> bool:
    """Whether the next block can begin on the same page under one that keeps with it."""
    needed = block.height(width)
    place = len(waiting) - 1
    while place >= 0:
        following = waiting[place]
        if following.new_page:
            return True
        needed += following.before
        if not following.keep:
            return needed + following.least(width) <= room
        needed += following.height(width)
        place -= 1
    return True
