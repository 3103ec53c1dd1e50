"""The weekly review on one page: clocks, actions, findings opened and closed, deals that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

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
    one_line,
)
from negotiator_desk.wording import documents as words
from negotiator_desk.wording import report as wording
from negotiator_desk.wording import weekly as said
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.portfolio import deals_text
from negotiator_desk.wording.review import ReviewLine, ReviewParts

_ONE_DEAL: Final = (Column("", 68), Column("", 17), Column("", 15, "right"))
_COLUMNS: Final = (Column("", 45), Column("", 17), Column("", 23), Column("", 15, "right"))
_LONGEST: Final = 240
"""The longest text that is tried whole, in characters."""
_ROW: Final = CELL.leading + 2 * PAD
"""The height of a line whose texts are cut."""
_WHOLE: Final = 60
"""Of no more lines than this it is tried whether all fit with whole texts."""


def weekly(review: ReviewParts, wish: Wish) -> Document:
    """The review of several deals: always one page, the parts as long as there is room for all."""
    name = words.edition_name(words.WEEKLY)
    sheet = sheet_over(wish, name, _over(review), review.today, review.formats)
    whole = {part: len(lines) for part, lines in review.parts.items()}
    if sum(whole.values()) <= _WHOLE:
        blocks = list(_blocks(review, sheet, whole, cut=False))
        if len(paginate(blocks, *sheet.body)) == 1:
            return Document(sheet, blocks)
    return Document(sheet, list(_blocks(review, sheet, _shares(review, sheet))))


def _over(review: ReviewParts) -> str:
    """How many deals it is about, or which one."""
    titles = review.titles
    return short_line(titles[0]) if len(titles) == 1 else deals_text(len(titles))


def _shares(review: ReviewParts, sheet: Sheet) -> dict[str, int]:
    """How many lines each part may have: by turns, until the page is full."""
    shares = {part: min(1, len(lines)) for part, lines in review.parts.items()}
    width, height = sheet.body
    (page,) = paginate(list(_blocks(review, sheet, shares)), width, height)
    room = height - (page[-1].down + page[-1].block.height(width))
    wanted = True
    while wanted:
        wanted = False
        for part, lines in review.parts.items():
            if shares[part] < len(lines) and room >= _ROW:
                shares[part] += 1
                room -= _ROW
                wanted = True
    return shares


def _blocks(
    review: ReviewParts,
    sheet: Sheet,
    shares: Mapping[str, int],
    *,
    cut: bool = True,
) -> Iterator[Block]:
    formats = review.formats
    yield Text(words.edition_name(words.WEEKLY), TITLE, outline=0)
    as_of = wording.as_of(review.today, formats)
    yield Text(f"{_over(review)} · {as_of}", MUTED, before=2)
    yield Text(said.looks_back(review.since, formats), BODY, before=6)
    if sums := said.sums_moved(review.sums(), formats):
        yield Text(sums, BODY)
    width = sheet.body[0] if cut else 0
    columns = _ONE_DEAL if len(review.titles) == 1 else _COLUMNS
    for part, lines in review.parts.items():
        shown = shares[part]
        head = said.part_head(part, len(lines), review.since, formats, shown=shown)
        yield Text(head, SECTION, before=8, keep=True, outline=1)
        if lines:
            rows = [_row(line, columns, width) for line in lines[:shown]]
            yield Table(columns, rows, head=False)
        else:
            yield Text(said.part_empty(part), MUTED)
    if review.still and review.parts["moved"]:
        yield Text(said.still_text(review.still), SMALL, before=2)
    yield Text(wording.replayed(), SMALL, before=8)


def _row(line: ReviewLine, columns: Sequence[Column], width: float) -> Row:
    """A line; its texts are cut at the columns of a page of this width, whole at 0."""
    whole = sum(column.share for column in columns)
    texts = [line.what, line.state, line.deal, line.money]
    if columns is _ONE_DEAL:
        del texts[2]
    cells = []
    for column, text in zip(columns, texts, strict=True):
        style = CELL_STRONG if column.align == "right" else CELL
        room = width * column.share / whole - 2 * PAD
        shown = one_line(text, room, style) if width else short_line(text, _LONGEST)
        cells.append(Cell(shown, style))
    return Row(tuple(cells))
