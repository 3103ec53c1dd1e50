"""Text on paper: styles, lines, and the one way in which a line reaches the page.

Nothing here or above it parses markup. A text is cleaned, measured, broken into lines and drawn
as it is, so ``<b>``, ``&`` and ``{{`` in a deal are four, one and two signs on paper.
"""

from functools import cache
from typing import Any, Final

import msgspec
from reportlab.lib.colors import HexColor

from negotiator_desk.charts import fonts
from negotiator_desk.charts.palette import PAPER


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How a text looks: size and distance of lines in points, weight and colour."""

    size: float
    leading: float
    bold: bool = False
    colour: str = PAPER.ink

    @property
    def drop(self) -> float:
        """From the top of a line to its baseline."""
        return (self.leading - self.size) / 2 + self.size * 0.88


TITLE: Final = Style(size=20, leading=25, bold=True)
HEADING: Final = Style(size=14, leading=18, bold=True)
SECTION: Final = Style(size=10.5, leading=14, bold=True)
BODY: Final = Style(size=9, leading=12.5)
STRONG: Final = Style(size=9, leading=12.5, bold=True)
MUTED: Final = Style(size=9, leading=12.5, colour=PAPER.muted)
CELL: Final = Style(size=8, leading=10.4)
CELL_STRONG: Final = Style(size=8, leading=10.4, bold=True)
SMALL: Final = Style(size=7.5, leading=9.8, colour=PAPER.muted)
HEAD: Final = Style(size=7.5, leading=9.8, bold=True, colour=PAPER.muted)
FIGURE: Final = Style(size=17, leading=21, bold=True)


def lines_of(text: str, width: float, style: Style) -> list[str]:
    """The lines of a text at a width; nothing is left out."""
    return fonts.wrapped(text, width, style.size, bold=style.bold)


def one_line(text: str, width: float, style: Style) -> str:
    """A text on one line, cut with an ellipsis where it is too long (for headers)."""
    return fonts.fitted(text, width, style.size, bold=style.bold)


def width_of(text: str, style: Style) -> float:
    """The width of a line in points."""
    return fonts.text_width(text, style.size, bold=style.bold)


@cache
def colour_of(name: str) -> Any:
    """A colour of the palette for the canvas."""
    return HexColor(name)


def draw_line(
    canvas: Any, x: float, top: float, line: str, style: Style, *, right: float | None = None
) -> None:
    """Draw a line that was made by this module; ``right`` aligns it to a right edge.

    A line with a box in it marks the page, which then says what the box stands for.
    """
    if not line:
        return
    canvas.setFillColor(colour_of(style.colour))
    canvas.setFont(fonts.BOLD if style.bold else fonts.REGULAR, style.size)
    base = top - style.drop
    if right is None:
        canvas.drawString(x, base, line)
    else:
        canvas.drawRightString(right, base, line)
    if fonts.BOX in line:
        canvas.has_boxes = True
