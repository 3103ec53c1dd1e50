"""Tables on paper: fixed columns, heads that repeat, rows that stay whole unless they are huge."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, Literal

import msgspec

from negotiator_desk.charts.palette import PAPER
from negotiator_desk.domain.results import Status
from negotiator_desk.reports.layout import Block, Canvas
from negotiator_desk.reports.signs import draw_sign
from negotiator_desk.reports.text import (
    CELL,
    HEAD,
    SMALL,
    Style,
    colour_of,
    draw_line,
    lines_of,
    width_of,
)
from negotiator_desk.reports.widths import WIDEST, fitted, widened, widest_figure
from negotiator_desk.wording import report as wording

Align = Literal["left", "right"]

PAD: Final = 4.0
"""Air left and right in a cell, and above and below a row."""

GUTTER: Final = 8.0
"""How far what stands under a row is set in."""

HUGE: Final = 200.0
"""A row higher than this, in points, may break between two lines; all others stay whole."""

TOGETHER: Final = 110.0
"""Two rows, and a table as a whole, that are no higher than this are not torn apart by a page."""

NARROW: Final = 44.0
"""A first column no wider than this, in points, holds a number: what stands under a row begins
beside it."""

_SIGN: Final = 9.0


class Column(msgspec.Struct, frozen=True):
    """A column: its head, its share of the width, and how its cells stand."""

    head: str
    share: float
    align: Align = "left"


class Cell(msgspec.Struct, frozen=True):
    """A cell: a text in a style, and the sign of a status before it."""

    text: str
    style: Style = CELL
    sign: Status | None = None
    note: str = ""


class Row(msgspec.Struct, frozen=True):
    """A row: a cell for each column, and texts across the whole width below them."""

    cells: tuple[Cell, ...]
    below: tuple[str, ...] = ()


Line = tuple[str, Style]


class _Laid(msgspec.Struct, frozen=True):
    """A row as lines: of each cell, and below."""

    cells: tuple[tuple[Line, ...], ...]
    below: tuple[Line, ...]
    signs: tuple[Status | None, ...]
    upper: float
    height: float
    top: bool = True


def _laid(
    cells: tuple[tuple[Line, ...], ...],
    below: tuple[Line, ...],
    signs: tuple[Status | None, ...],
    *,
    top: bool = True,
) -> _Laid:
    upper = max((sum(style.leading for _, style in cell) for cell in cells), default=0.0)
    height = 2 * PAD + upper + sum(style.leading for _, style in below)
    return _Laid(cells, below, signs, upper, height, top)


class _Rows:
    """The rows of a table and its pieces, laid out once, with the sums of their heights."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.widths: list[float] = []
        self.laid: list[_Laid] = []
        self.sums: list[float] = [0.0]

    def lay(self, columns: Sequence[Column], width: float) -> None:
        """Lay all rows out; where a figure would be torn its column is made wider first."""
        if self.widths:
            return
        whole = sum(column.share for column in columns)
        widths = [width * column.share / whole for column in columns]
        needed = [0.0] * len(columns)
        laid = [_lay(row, widths, width, needed) for row in self.rows]
        if any(needed):
            widths = widened(widths, needed, list(map(_least, columns, widths)))
            laid = [_lay(row, widths, width) for row in self.rows]
        self.widths, self.laid = widths, laid
        self.sums = [0.0, *accumulate(each.height for each in laid)]


def _least(column: Column, wide: float) -> float:
    """What a column keeps when others take from it: one of figures all, others their head."""
    if column.align == "right":
        return wide
    return max((width_of(word, HEAD) for word in column.head.split()), default=0.0) + 2 * PAD + 1


def _lay(
    row: Row, widths: Sequence[float], width: float, needed: list[float] | None = None
) -> _Laid:
    """A row as lines.

    Args:
        needed: raised to the width of each column in which a figure would be torn. Without it such
            a cell stands in smaller letters.
    """
    cells = []
    for place, (cell, wide) in enumerate(zip(row.cells, widths, strict=True)):
        beside = 2 * PAD + (_SIGN if cell.sign is not None else 0)
        room, style = wide - beside, cell.style
        lines = lines_of(cell.text, room, style)
        if len(lines) > 1 and room < WIDEST:
            figure = widest_figure(cell.text, style)
            if figure > room and needed is not None:
                needed[place] = max(needed[place], figure + beside)
            elif figure > room:
                style = fitted(style, figure, room)
                lines = lines_of(cell.text, room, style)
        laid = [(line, style) for line in lines]
        if cell.note:
            laid += [(line, SMALL) for line in lines_of(cell.note, room, SMALL)]
        cells.append(tuple(laid))
    below = [
        (line, CELL)
        for text in row.below
        for line in lines_of(text, width - PAD - _inset(widths), CELL)
    ]
    return _laid(tuple(cells), tuple(below), tuple(cell.sign for cell in row.cells))


class Table(Block):
    """A table as wide as the page. Pieces of it share the rows, so a long one costs no more."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        before: float = 0,
        head: bool = True,
    ) -> None:
        self.columns, self.before, self.head = tuple(columns), before, head
        self._rows = _Rows(rows)
        self._start, self._end = 0, len(rows)
        self._first: _Laid | None = None
        self._last: _Laid | None = None

    def _widths(self, width: float) -> list[float]:
        self._rows.lay(self.columns, width)
        return self._rows.widths

    def _head_lines(self, width: float) -> list[list[str]]:
        widths = self._widths(width)
        return [
            lines_of(column.head, wide - 2 * PAD, HEAD)
            for column, wide in zip(self.columns, widths, strict=True)
        ]

    def _head_height(self, width: float) -> float:
        if not self.head:
            return 0
        return max(len(lines) for lines in self._head_lines(width)) * HEAD.leading + PAD

    def _row(self, index: int, width: float) -> _Laid:
        if index == self._start and self._first is not None:
            return self._first
        if index == self._end - 1 and self._last is not None:
            return self._last
        self._rows.lay(self.columns, width)
        return self._rows.laid[index]

    def height(self, width: float) -> float:
        """The height of the head and all rows."""
        head = self._head_height(width)
        if self._start == self._end:
            return head
        self._rows.lay(self.columns, width)
        sums = self._rows.sums
        whole = sums[self._end] - sums[self._start]
        # The first and the last row may be pieces of a row.
        for index in {self._start, self._end - 1}:
            whole += self._row(index, width).height - self._rows.laid[index].height
        return head + whole

    def least(self, width: float) -> float:
        """The head with the first rows, or with the beginning of a huge one."""
        if self._start == self._end:
            return self._head_height(width)
        if self._small(width):
            return self.height(width)
        first = self._row(self._start, width).height
        if self._end - self._start > 1:
            two = first + self._row(self._start + 1, width).height
            first = two if two <= TOGETHER else first
        return self._head_height(width) + min(first, 120.0)

    def _small(self, width: float) -> bool:
        return self.height(width) <= TOGETHER

    def _even(self, index: int, width: float) -> int | None:
        """Where to break so that no row stands alone before or after; None for nowhere.

        ``index`` is the first row that does not fit. Rows too high to stand two together may.
        """
        if self._small(width):
            return None
        if index == self._start + 1:
            two = self._row(self._start, width).height + self._row(index, width).height
            return None if two <= TOGETHER else index
        if index == self._end - 1 and index > self._start + 2:
            two = self._row(index - 1, width).height + self._row(index, width).height
            return index - 1 if two <= TOGETHER else index
        return index

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows; a huge row flows on from line to line."""
        used = self._head_height(width)
        index = self._start
        while index < self._end:
            high = self._row(index, width).height
            if used + high > room:
                break
            used += high
            index += 1
        cut = None
        if index < self._end and self._row(index, width).height > HUGE:
            cut = _cut(self._row(index, width), room - used)
        if index == self._start and cut is None:
            return None
        if cut is None and index < self._end:
            even = self._even(index, width)
            if even is None:
                return None
            index = even
        first = self._piece(self._start, index + (cut is not None))
        rest = self._piece(index, self._end)
        first.before = self.before
        first.outline = self.outline
        first._first = self._first
        rest._last = self._last
        if cut is not None:
            first._last, rest._first = cut
            if index == self._start:
                first._first = cut[0]
        elif index == self._end - 1:
            rest._first = self._row(index, width)
        return first, rest

    def _piece(self, start: int, end: int) -> "Table":
        piece = Table(self.columns, (), head=self.head)
        piece._rows = self._rows
        piece._start, piece._end = start, end
        return piece

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the head, the rows and a hairline under each."""
        widths = self._widths(width)
        if self.head:
            top = self._draw_head(canvas, x, top, width, widths)
        for index in range(self._start, self._end):
            laid = self._row(index, width)
            self._draw_row(canvas, x, top, laid, widths)
            top -= laid.height
            _hairline(canvas, x, top, width, 0.5)

    def _draw_head(
        self, canvas: Canvas, x: float, top: float, width: float, widths: list[float]
    ) -> float:
        left = x
        for column, lines, wide in zip(self.columns, self._head_lines(width), widths, strict=True):
            for number, line in enumerate(lines):
                right = left + wide - PAD if column.align == "right" else None
                draw_line(canvas, left + PAD, top - number * HEAD.leading, line, HEAD, right=right)
            left += wide
        top -= self._head_height(width)
        _hairline(canvas, x, top, width, 1.0, PAPER.muted)
        return top

    def _draw_row(
        self, canvas: Canvas, x: float, top: float, laid: _Laid, widths: list[float]
    ) -> None:
        left = x
        for column, lines, sign, wide in zip(
            self.columns, laid.cells, laid.signs, widths, strict=True
        ):
            start, place = left + PAD, top - PAD
            if sign is not None and laid.top and lines:
                draw_sign(canvas, start + 3, place - lines[0][1].leading / 2, sign)
            start += _SIGN if sign is not None else 0
            for line, style in lines:
                right = left + wide - PAD if column.align == "right" else None
                draw_line(canvas, start, place, line, style, right=right)
                place -= style.leading
            left += wide
        place = top - PAD - laid.upper
        for line, style in laid.below:
            draw_line(canvas, x + _inset(widths), place, line, style)
            place -= style.leading


def _inset(widths: Sequence[float]) -> float:
    """Where what stands under a row begins: with the words beside a number, else set in."""
    return widths[0] + PAD if len(widths) > 1 and widths[0] <= NARROW else PAD + GUTTER


def _cut(laid: _Laid, room: float) -> tuple[_Laid, _Laid] | None:
    """A huge row in two pieces; None where not even a few lines fit."""
    room -= 2 * PAD
    if room < 3 * CELL.leading:
        return None
    if laid.upper <= room:
        left = room - laid.upper
        count = 0
        for _, style in laid.below:
            left -= style.leading
            if left < 0:
                break
            count += 1
        if count == 0:
            return None
        rest: list[tuple[Line, ...]] = [() for _ in laid.cells]
        rest[0] = ((wording.continued(), SMALL),)
        return (
            _laid(laid.cells, laid.below[:count], laid.signs, top=laid.top),
            _laid(tuple(rest), laid.below[count:], laid.signs, top=False),
        )
    heads, rests = [], []
    for cell in laid.cells:
        left, count = room, 0
        for _, style in cell:
            left -= style.leading
            if left < 0:
                break
            count += 1
        heads.append(cell[:count])
        rests.append(cell[count:])
    rests[0] = ((wording.continued(), SMALL), *rests[0])
    return (
        _laid(tuple(heads), (), laid.signs, top=laid.top),
        _laid(tuple(rests), laid.below, laid.signs, top=False),
    )


def _hairline(
    canvas: Canvas, x: float, y: float, width: float, thick: float, colour: str = PAPER.line
) -> None:
    canvas.setStrokeColor(colour_of(colour))
    canvas.setLineWidth(thick)
    canvas.line(x, y, x + width, y)
