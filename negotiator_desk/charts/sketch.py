"""A drawing in the making: shapes, texts that are measured, marks, and the title at its top."""

from collections.abc import Sequence
from typing import Final, Literal
from uuid import UUID

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import Color, HexColor

from negotiator_desk.charts import fonts
from negotiator_desk.charts.chart import Chart, Mark, Table
from negotiator_desk.charts.palette import Meaning, Palette
from negotiator_desk.charts.scale import apart

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

MIDDLE: Final = 0.35
"""How far under the middle of a line its baseline lies, in sizes of the text."""

LEADING: Final = 1.3
"""From one line of text to the next, in sizes of the text."""

_HATCH: Final = 3.2
_TITLE_LINES: Final = 2


class Sketch:
    """Collects what a chart draws, then becomes the Chart.

    ``top`` is the height that is left under the title.
    """

    def __init__(self, palette: Palette, width: float, height: float, title: str) -> None:
        fonts.register()
        self.palette = palette
        self.width, self.height = width, height
        self.title = title
        self.drawing = Drawing(width, height)
        # Else a page with a chart names a font that the file does not hold.
        self.drawing.initialFontName = fonts.REGULAR
        self.marks: list[Mark] = []
        self.top = self._draw_title()

    def _draw_title(self) -> float:
        size, room = self.palette.title_size, self.width - 4 - self.palette.corner
        lines = fonts.wrapped(self.title, room, size, bold=True)
        if len(lines) > _TITLE_LINES:
            rest = fonts.fitted(" ".join(lines[1:]), room, size, bold=True)
            lines = [lines[0], rest]
        top = self.height - size * 1.1
        for line in lines:
            self.text(2, top, line, size=size, bold=True)
            top -= size * LEADING
        return top - size * 0.15

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 0,
        colour: str = "",
        bold: bool = False,
        anchor: Anchor = "start",
        halo: bool = False,
    ) -> None:
        """A line of text with its baseline at ``y``; it must fit, so measure first.

        With a ``halo`` the lines behind it are kept off the letters.
        """
        if halo:
            self._halo(x, y, text, size or self.palette.label_size, bold, anchor)
        text = fonts.drawable(text)
        if anchor != "start" and not fonts.is_own(text):
            # Set where it begins: what draws it measures with the shipped font only.
            width = fonts.text_width(text, size or self.palette.label_size, bold=bold)
            x -= width / 2 if anchor == "middle" else width
            anchor = "start"
        self.drawing.add(
            String(
                x,
                y,
                text,
                fontName=fonts.BOLD if bold else fonts.REGULAR,
                fontSize=size or self.palette.label_size,
                fillColor=HexColor(colour or self.palette.ink),
                textAnchor=anchor,
            )
        )

    def _halo(self, x: float, y: float, text: str, size: float, bold: bool, anchor: Anchor) -> None:
        width = fonts.text_width(text, size, bold=bold)
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        self.rect(left - 2, y - size * 0.25, width + 4, size * 1.15, self.palette.ground)

    def measure(self, text: str, *, bold: bool = False) -> float:
        """The width of a label."""
        return fonts.text_width(text, self.palette.label_size, bold=bold)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        opacity: float = 1.0,
        outline: str = "",
    ) -> None:
        """A filled rectangle."""
        fill = HexColor(colour)
        self.drawing.add(
            Rect(
                x,
                y,
                max(0.0, width),
                max(0.0, height),
                fillColor=Color(fill.red, fill.green, fill.blue, alpha=opacity),
                strokeColor=HexColor(outline) if outline else None,
                strokeWidth=0.7 if outline else 0,
            )
        )

    def bar(self, x: float, y: float, width: float, height: float, meaning: Meaning) -> None:
        """A bar in the colour of a meaning; on paper with a filling of its own for each meaning.

        One of a negative height hangs down from ``y``.
        """
        y, height = min(y, y + height), abs(height)
        colour = self.palette.colour(meaning)
        if not self.palette.patterned or meaning in ("protected", "neutral", "accent"):
            self.rect(x, y, width, height, colour)
            return
        self.rect(x, y, width, height, self.palette.ground)
        self._hatch(x, y, width, height, colour)
        if meaning == "lost":
            self._hatch(x, y, width, height, colour, falling=True)
        self.rect(x, y, width, height, colour, opacity=0, outline=colour)

    def _hatch(
        self, x: float, y: float, width: float, height: float, colour: str, falling: bool = False
    ) -> None:
        """Slanting lines inside a rectangle, cut at its edges."""
        offset = _HATCH
        while offset < width + height:
            left, bottom = max(0.0, offset - height), min(offset, height)
            right, low = min(offset, width), max(0.0, offset - width)
            start, end = (x + left, y + bottom), (x + right, y + low)
            if falling:
                start, end = (x + left, y + height - bottom), (x + right, y + height - low)
            self.line([start, end], colour, width=0.6)
            offset += _HATCH

    def line(
        self, points: Sequence[Point], colour: str, *, width: float = 1, dash: Sequence[float] = ()
    ) -> None:
        """A line through points."""
        style = {
            "strokeColor": HexColor(colour),
            "strokeWidth": width,
            "strokeDashArray": list(dash) or None,
        }
        if len(points) == 2:
            (x0, y0), (x1, y1) = points
            self.drawing.add(Line(x0, y0, x1, y1, **style))
        elif len(points) > 2:
            flat = [number for point in points for number in point]
            self.drawing.add(PolyLine(flat, **style))

    def area(self, points: Sequence[Point], colour: str, *, opacity: float = 1.0) -> None:
        """A filled shape without an outline."""
        fill = HexColor(colour)
        self.drawing.add(
            Polygon(
                [number for point in points for number in point],
                fillColor=Color(fill.red, fill.green, fill.blue, alpha=opacity),
                strokeColor=None,
                strokeWidth=0,
            )
        )

    def dot(
        self, x: float, y: float, colour: str, *, radius: float = 3.5, hollow: bool = True
    ) -> None:
        """A round point on a line, hollow so that the line shows what it stands on."""
        self.drawing.add(
            Circle(
                x,
                y,
                radius,
                fillColor=HexColor(self.palette.ground if hollow else colour),
                strokeColor=HexColor(colour),
                strokeWidth=1.5,
            )
        )

    def diamond(
        self, x: float, y: float, colour: str, *, radius: float = 5, hollow: bool = True
    ) -> None:
        """A point on its corner: something estimated or declared."""
        self.drawing.add(
            Polygon(
                [x, y + radius, x + radius, y, x, y - radius, x - radius, y],
                fillColor=HexColor(self.palette.ground if hollow else colour),
                strokeColor=HexColor(colour),
                strokeWidth=1.4,
            )
        )

    def square(self, x: float, y: float, colour: str, *, radius: float = 3.2) -> None:
        """A square point: the other side's."""
        self.drawing.add(
            Rect(
                x - radius,
                y - radius,
                2 * radius,
                2 * radius,
                fillColor=HexColor(self.palette.ground),
                strokeColor=HexColor(colour),
                strokeWidth=1.5,
            )
        )

    def end_labels(
        self, x: float, labels: Sequence[tuple[float, str, str]], low: float, high: float
    ) -> None:
        """Labels at the ends of lines: (height, text, colour), kept apart from each other."""
        size = self.palette.label_size
        places = apart([y for y, _, _ in labels], size * LEADING, low, high)
        for place, (_, text, colour) in zip(places, labels, strict=True):
            self.text(x, place - size * MIDDLE, text, colour=colour)

    def mark(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        sentence: str,
        record_id: UUID | None = None,
    ) -> None:
        """Note what lies at a place; the box is cut at the edges of the drawing."""
        left, bottom = max(0.0, min(x, self.width)), max(0.0, min(y, self.height))
        right = max(left, min(x + width, self.width))
        top = max(bottom, min(y + height, self.height))
        box = (left, bottom, right - left, top - bottom)
        self.marks.append(Mark(box=box, sentence=sentence, record_id=record_id))

    def chart(self, table: Table) -> Chart:
        """The finished chart."""
        return Chart(self.drawing, tuple(self.marks), table, self.title)


def empty_chart(
    palette: Palette, width: float, height: float, title: str, missing: str, table: Table
) -> Chart:
    """A chart that says what is missing instead of showing nothing."""
    size = palette.label_size
    sketch = Sketch(palette, width, height, title)
    lines = fonts.wrapped(missing, width - 4, size)
    needed = height - sketch.top + size * LEADING * len(lines)
    if needed > height:
        sketch = Sketch(palette, width, needed, title)
    top = sketch.top - size
    for line in lines:
        sketch.text(2, top, line, colour=palette.muted)
        top -= size * LEADING
    return sketch.chart(table)
