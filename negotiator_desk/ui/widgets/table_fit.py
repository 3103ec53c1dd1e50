"""Which columns of a list fit its width, and how wide each is: in rows of one line or of two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtGui import QFontMetrics

from negotiator_desk.ui.models.columns import Column

ROW: Final = 30
LEAST_STRETCH: Final = 140

NARROW: Final = 600
"""Under this width, in pixels of the design, a row may take two lines to show more columns."""
TALL_ROW: Final = 44
TALL_LEAST: Final = 88
"""The least width of a column of words whose rows take two lines."""
TALL_SHARE: Final = 0.64
"""The share of its width that does for a column of words then."""
TALL_STRETCH: Final = 100
TALL_HEAD: Final = 20
"""What a head needs beside its words then; it is smaller than the body."""
HEAD: Final = 30
LONGEST_HEAD: Final = 190
TALL_RANK: Final = 1
"""Columns of a higher rank are no reason for rows of two lines."""

Px = Callable[[float], int]


def full_widths(columns: Sequence[Column], metrics: QFontMetrics, px: Px) -> list[int]:
    """The widths in rows of one line; a head is not cut, unless it is very long."""
    return [
        # The head is smaller than the body, but bold, and has more room beside it.
        max(px(column.width), _head(column, metrics, px, HEAD))
        for column in columns
    ]


def tall_widths(columns: Sequence[Column], metrics: QFontMetrics, px: Px) -> list[int]:
    """The widths where words may take two lines; figures keep theirs."""
    widths = []
    for column in columns:
        if column.right or column.narrow:
            width = px(column.narrow or column.width)
        else:
            width = max(px(TALL_LEAST), round(px(column.width) * TALL_SHARE))
        widths.append(max(width, _head(column, metrics, px, TALL_HEAD)))
    return widths


def _head(column: Column, metrics: QFontMetrics, px: Px, beside: int) -> int:
    return min(metrics.horizontalAdvance(column.title) + px(beside), px(LONGEST_HEAD))


def that_fit(
    columns: Sequence[Column],
    widths: Sequence[int],
    *,
    room: int,
    least: int,
    stretch: int,
    wide: frozenset[int],
) -> frozenset[int]:
    """The places of the columns there is room for: those of a low rank first, then from the left.

    Args:
        columns: all columns of the list.
        widths: of each, in pixels.
        room: the width of the list.
        least: what each of the ``wide`` ones needs, which share the room that is left.
        stretch: the place of the column that goes before the others of its rank, and is shown
            where there is room for none.
        wide: the places of the columns without a width of their own.
    """
    shown = set()
    left = room
    for place in sorted(range(len(columns)), key=lambda i: (columns[i].rank, i != stretch)):
        left -= least if place in wide else widths[place]
        if left >= 0:
            shown.add(place)
    return frozenset(shown or {stretch})
