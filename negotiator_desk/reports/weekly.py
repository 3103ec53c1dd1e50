"""The weekly review on one page: clocks, actions, findings opened and closed, deals that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from negotiator_desk.reports.document import Document, Wish, sheet_over
from negotiator_desk.reports.layout import Block, Text, paginate
from negotiator_desk.reports.page import Sheet
from negotiator_desk.reports.tables import PAD, Cell, Column, Row, Table
from negotiator_desk.reports.text import (
    BODY,
    CELL,
    CELL_STRONG,
    MUTED,
    SECTION,
    SMALL,
    TITLE,
    width_of,
)
from negotiator_desk.wording import documents as words
from negotiator_desk.wording import report as wording
from negotiator_desk.wording import weekly as said
from negotiator_desk.wording.findings import check_label
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.portfolio import deals_text
from negotiator_desk.wording.review import ReviewLine, ReviewParts

_DEAL: Final = 0.33
"""The share of a deal's name in what how it stands and the money leave of the page."""


class _Fit(msgspec.Struct, frozen=True):
    """How much is said: letters of a text (half as many of a deal's name), and of findings why.

    It is too much where a part has fewer than ``least`` of its lines.
    """

    letters: int
    why: bool
    least: int


_FITS: Final = (_Fit(240, True, 4), _Fit(160, False, 2), _Fit(60, False, 0))


def weekly(review: ReviewParts, wish: Wish) -> Document:
    """The review of several deals: always one page, the parts as long as there is room for all."""
    name = words.edition_name(words.WEEKLY)
    sheet = sheet_over(wish, name, _over(review), review.today, review.formats)
    blocks: list[Block] = []
    for fit in _FITS:
        page = _Page(review, sheet, fit)
        shares = page.shares()
        blocks = list(page.blocks(shares))
        if all(n >= min(fit.least, len(review.parts[part])) for part, n in shares.items()):
            break
    return Document(sheet, blocks)


def _over(review: ReviewParts) -> str:
    """How many deals it is about, or which one."""
    titles = review.titles
    return short_line(titles[0]) if len(titles) == 1 else deals_text(len(titles))


class _Page:
    """The page with so much said. Texts wrap; the columns are the same in all parts."""

    def __init__(self, review: ReviewParts, sheet: Sheet, fit: _Fit) -> None:
        self._review, self._fit = review, fit
        self._width, self._height = sheet.body
        self._one_deal = len(review.titles) == 1
        self._columns = self._fitting()

    def _fitting(self) -> tuple[Column, ...]:
        """The columns in points: how it stands and the money as wide as the widest of them."""
        lines = [line for lines in self._review.parts.values() for line in lines]
        state = max((width_of(line.state, CELL) for line in lines), default=0.0) + 2 * PAD + 1
        money = max((width_of(line.money, CELL_STRONG) for line in lines), default=0.0)
        money += 2 * PAD + 1
        rest = self._width - state - money
        deal = 0.0 if self._one_deal else rest * _DEAL
        names = (Column("", deal),) if deal else ()
        return (Column("", rest - deal), Column("", state), *names, Column("", money, "right"))

    def shares(self) -> dict[str, int]:
        """How many lines each part may have: by turns, until the page is full."""
        parts = self._review.parts
        shares = {part: min(1, len(lines)) for part, lines in parts.items()}
        pages = paginate(list(self.blocks(shares)), self._width, self._height)
        last = pages[-1][-1]
        room = self._height - (last.down + last.block.height(self._width))
        wanted = list(parts) if len(pages) == 1 else []
        while wanted:
            for part in tuple(wanted):
                following = parts[part][shares[part] : shares[part] + 1]
                high = sum(self._table([line]).height(self._width) for line in following)
                if following and high <= room:
                    shares[part] += 1
                    room -= high
                else:
                    wanted.remove(part)
        return shares

    def blocks(self, shares: Mapping[str, int]) -> Iterator[Block]:
        """The page with so many lines of each part."""
        review, formats = self._review, self._review.formats
        yield Text(words.edition_name(words.WEEKLY), TITLE, outline=0)
        as_of = wording.as_of(review.today, formats)
        yield Text(f"{_over(review)} · {as_of}", MUTED, before=2)
        yield Text(said.looks_back(review.since, formats), BODY, before=6)
        if sums := said.sums_moved(review.sums(), formats):
            yield Text(sums, BODY)
        for part, lines in review.parts.items():
            shown = shares[part]
            head = said.part_head(part, len(lines), review.since, formats, shown=shown)
            yield Text(head, SECTION, before=8, keep=True, outline=1)
            if lines:
                yield self._table(lines[:shown])
            else:
                yield Text(said.part_empty(part), MUTED)
        if review.still and review.parts["moved"]:
            yield Text(said.still_text(review.still), SMALL, before=2)
        yield Text(wording.replayed(), SMALL, before=8)

    def _table(self, lines: Sequence[ReviewLine]) -> Table:
        return Table(self._columns, [self._row(line) for line in lines], head=False)

    def _row(self, line: ReviewLine) -> Row:
        what = line.what if self._fit.why or line.part != "opened" else check_label(line.key)
        cells = [Cell(short_line(what, self._fit.letters)), Cell(line.state)]
        if not self._one_deal:
            cells.append(Cell(short_line(line.deal, self._fit.letters // 2)))
        return Row((*cells, Cell(line.money, CELL_STRONG)))
