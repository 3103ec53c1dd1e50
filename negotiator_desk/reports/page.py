"""The document: paper sizes, header and footer, bookmarks, metadata, and the file written whole."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from negotiator_desk.charts import fonts
from negotiator_desk.charts.palette import PAPER
from negotiator_desk.reports.layout import Block, Canvas, Page, paginate
from negotiator_desk.reports.logo import draw_logo
from negotiator_desk.reports.text import SMALL, draw_line, one_line, width_of
from negotiator_desk.wording import report as wording

Paper = Literal["a4", "letter"]
Progress = Callable[[int, int], None]
"""Told the pages done and all pages, (0, 0) before they are known; it may raise to stop, and then
no file is written."""

Accept = Callable[[Path, str, str], None]
"""Shown the finished file, the name that it is to get, and the text that was drawn, in the order in
which it is read: what is read back from the file has letters from right to left in the order in
which its reader guesses them. It may raise, and then there is no file."""

MM: Final = 72 / 25.4
MARGIN: Final = 18 * MM
_SIZES: Final[dict[str, tuple[float, float]]] = {
    "a4": (210 * MM, 297 * MM),
    "letter": (612.0, 792.0),
}
_BAND: Final = 22.0
"""The height of header and footer, inside the margins."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on every page, and what the document says of itself.

    ``header`` is the deal, the buyer, and the date with the edition. ``logo`` is a cleaned picture
    for the first page, ``subject`` a sentence for the metadata; both empty for none.
    """

    paper: Paper
    title: str
    author: str
    header: tuple[str, str, str]
    footer: str
    generated_on: date
    language: str
    logo: bytes = b""
    subject: str = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        return _SIZES[self.paper]

    @property
    def body(self) -> tuple[float, float]:
        """Width and height of what lies between header, footer and margins."""
        width, height = self.size
        return width - 2 * MARGIN, height - 2 * MARGIN - 2 * _BAND


class ReportCanvas(PdfCanvas):
    """A canvas that knows where sections begin, and whether its page shows a box for a character.

    ``sections`` leads from the title of a section to its page and the key of its bookmark; ``said``
    are the lines that were drawn.
    """

    has_boxes = False
    sections: Mapping[str, tuple[int, str]] = {}

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.said: list[str] = []

    def drawString(self, x: float, y: float, text: str, *args: Any, **how: Any) -> None:  # noqa: N802
        """Draw a line, each piece in the font that has it."""
        self.said.append(text)
        if fonts.is_own(text):
            super().drawString(x, y, text, *args, **how)
            return
        font, size = self._fontname, self._fontsize
        bold = font == fonts.BOLD
        if fonts.is_turned(text):
            self._draw_turned(x, y, text, bold)
            return
        for name, piece in fonts.runs(text, bold=bold):
            if name != self._fontname:
                self.setFont(name, size)
            super().drawString(x, y, piece, *args, **how)
            x += fonts.text_width(piece, size, bold=bold) if piece != text else 0
        if self._fontname != font:
            self.setFont(font, size)

    def _draw_turned(self, x: float, y: float, text: str, bold: bool) -> None:
        """Draw a line with letters from right to left, as they are seen from left to right."""
        from negotiator_desk.charts.turned import laid

        size = self._fontsize
        lines = self.beginText(x, y)
        for piece in laid(text, bold).pieces:
            lines.setTextOrigin(x + piece.x * size / 1000, y + piece.rise * size / 1000)
            if piece.font != lines._fontname:
                lines.setFont(piece.font, size)
            lines.textOut(piece.text)
        self.drawText(lines)

    def drawRightString(self, x: float, y: float, text: str, *args: Any, **how: Any) -> None:  # noqa: N802
        """Draw a line that ends at a place."""
        wide = fonts.text_width(text, self._fontsize, bold=self._fontname == fonts.BOLD)
        self.drawString(x - wide, y, text, *args, **how)


def write_document(
    path: Path,
    sheet: Sheet,
    blocks: Sequence[Block],
    progress: Progress | None = None,
    accept: Accept | None = None,
) -> int:
    """Write blocks as a PDF and return the number of pages.

    The same blocks give the same bytes. The file appears whole or not at all.

    Raises:
        OSError: when it cannot be written.
    """
    fonts.register()
    step = None if progress is None else partial(progress, 0, 0)
    pages = paginate(blocks, *sheet.body, step)
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        said = _write(beside, sheet, pages, progress)
        if accept is not None:
            accept(beside, path.stem, fonts.unmarked(" ".join(said)))
        if progress is not None:  # who stops it now must not find the file there
            progress(len(pages), len(pages))
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return len(pages)


def _write(path: Path, sheet: Sheet, pages: Sequence[Page], progress: Progress | None) -> list[str]:
    """Write the file and return the lines that were drawn, each in the order of its reading."""
    canvas = ReportCanvas(
        str(path),
        pagesize=sheet.size,
        invariant=1,
        pageCompression=1,
        lang=sheet.language,
        # Else every file names a font that it does not hold.
        initialFontName=fonts.REGULAR,
    )
    # Read by every viewer as the document's own date; the same day gives the same bytes.
    stamp = canvas._doc._timeStamp
    stamp.YMDhms = (
        sheet.generated_on.year,
        sheet.generated_on.month,
        sheet.generated_on.day,
        0,
        0,
        0,
    )
    canvas.setTitle(fonts.unmarked(fonts.drawable(sheet.title)))
    canvas.setAuthor(fonts.unmarked(fonts.drawable(sheet.author)))
    canvas.setSubject(sheet.subject)
    canvas.setCreator(wording.creator())
    canvas.showOutline()
    canvas.sections = _sections(pages)
    for number, page in enumerate(pages, 1):
        _draw_page(canvas, sheet, page, number, len(pages))
        canvas.showPage()
        if progress is not None:
            progress(number, len(pages))
    canvas.save()
    return canvas.said


def _draw_page(canvas: Canvas, sheet: Sheet, page: Page, number: int, of: int) -> None:
    canvas.has_boxes = False
    _width, height = sheet.size
    body, _ = sheet.body
    top = height - MARGIN - _BAND
    for place, placed in enumerate(page):
        at = top - placed.down
        if placed.block.outline is not None:
            title, level = placed.block.outline
            key = _key(number, place)
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=at + 8, zoom=0)
            shown = fonts.unmarked(one_line(title, 400, SMALL))
            canvas.addOutlineEntry(shown, key, level, closed=level > 0)
        placed.block.draw(canvas, MARGIN, at, body)
    _draw_bands(canvas, sheet, number, of)


def _key(number: int, place: int) -> str:
    return f"p{number}b{place}"


def _sections(pages: Sequence[Page]) -> dict[str, tuple[int, str]]:
    return {
        placed.block.outline[0]: (number, _key(number, place))
        for number, page in enumerate(pages, 1)
        for place, placed in enumerate(page)
        if placed.block.outline is not None and placed.block.outline[1] == 0
    }


def _draw_bands(canvas: Canvas, sheet: Sheet, number: int, of: int) -> None:
    width, height = sheet.size
    left, right = MARGIN, width - MARGIN
    canvas.setStrokeColor(HexColor(PAPER.line))
    canvas.setLineWidth(0.5)
    if number == 1 and sheet.logo:
        draw_logo(canvas, sheet.logo, right, height - MARGIN + 6)
    name, buyer, when = sheet.header
    draw_line(canvas, left, height - MARGIN, when, SMALL, right=right)
    room = right - left - width_of(when, SMALL) - 16
    # A long name leaves the buyer its place.
    buyer = f" · {one_line(buyer, room / 2, SMALL)}" if buyer else ""
    name = one_line(name, room - width_of(buyer, SMALL), SMALL)
    draw_line(canvas, left, height - MARGIN, name + buyer, SMALL)
    line = height - MARGIN - SMALL.leading - 3
    canvas.line(left, line, right, line)
    counter = wording.page_of(number, of)
    top = MARGIN + SMALL.leading
    draw_line(canvas, left, top, counter, SMALL, right=right)
    room = right - left - width_of(counter, SMALL) - 12
    boxed = canvas.has_boxes
    draw_line(canvas, left, top, one_line(sheet.footer, room, SMALL), SMALL)
    if boxed:
        note = one_line(wording.boxes_note(fonts.BOX), room, SMALL)
        draw_line(canvas, left, top + SMALL.leading, note, SMALL)
