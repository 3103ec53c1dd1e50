"""What a chart function returns: a drawing, its marks, the data as a table, and a title."""

from uuid import UUID

import msgspec
from reportlab.graphics.shapes import Drawing


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a chart shows: where it is, what it says, and the record behind it.

    ``box`` is left, bottom, width and height in points from the drawing's lower left corner.
    """

    box: tuple[float, float, float, float]
    sentence: str
    record_id: UUID | None = None


class Table(msgspec.Struct, frozen=True):
    """The data of a chart as text, formatted for the reader."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """The table with tabs between columns, ready for a clipboard or a screen reader."""
        return "\n".join("\t".join(row) for row in (self.columns, *self.rows))


class Chart(msgspec.Struct, frozen=True):
    """A chart, the same for screen and paper.

    The drawing is as wide as asked and at least as high; where the content needs more height
    it is higher. ``title`` says what the chart shows and is drawn at its top.
    """

    drawing: Drawing
    marks: tuple[Mark, ...]
    table: Table
    title: str
