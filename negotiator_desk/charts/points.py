"""Where the marks of Hebrew and Arabic stand on their letters: measured from the outlines.

Fonts give such places in tables that only a shaping engine reads. Here a mark is put over the
middle of its letter, higher or lower where the letter or another mark is in its way.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import Final, NamedTuple

from reportlab.pdfbase import pdfmetrics

from negotiator_desk.charts.direction import type_of
from negotiator_desk.charts.fallback import RIGHT_TO_LEFT

_GAP: Final = 60.0
NEAREST: Final = "\u0651\u0653\u0654\u0655"
"""Marks that stand next to their letter: a vowel under a shadda would be another vowel."""

_ON_THE_RIGHT: Final = "\u05c1"
_ON_THE_LEFT: Final = "\u05b9\u05ba\u05c2"
_FIXED_BELOW: Final = "\u0590"
_FIXED_ABOVE: Final = "\u0600"
"""Between the two, Hebrew: its marks are drawn for letters of one height and stay there."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top of a sign's ink, in thousandths of the size."""


class Place(NamedTuple):
    """How far from its letter's beginning and over its own height a mark stands, in thousandths;
    ``above`` and ``below`` are how far up and down letter and marks reach with it."""

    x: float
    rise: float
    above: float
    below: float


@cache
def box_of(font: str, sign: str) -> Box | None:
    """The ink of a sign in a registered font; None where it has none."""
    face = pdfmetrics.getFont(font).face
    glyph = face.charToGlyph.get(ord(sign))
    if glyph is None:
        return None
    long = face.get_table("head")[51]
    size, scale = (4, 1) if long else (2, 2)
    places = face.get_table("loca")[glyph * size : (glyph + 2) * size]
    try:
        start, end = (scale * place for place in struct.unpack(">LL" if long else ">HH", places))
        outline = face.get_table("glyf")[start + 2 : min(end, start + 10)]
        box = struct.unpack(">4h", outline)
    except struct.error:  # no outline, or a broken font
        return None
    left, bottom, right, top = (1000 * edge / face.unitsPerEm for edge in box)
    return left, bottom, right, top


def placed(
    font: str, sign: str, mark: str, above: float | None, below: float | None
) -> Place | None:
    """Where a mark stands on a sign; None where both are not of Hebrew or Arabic in this font.

    Args:
        above: how far up the sign and the marks before this one reach; None for the sign alone.
        below: how far down, likewise.
    """
    if RIGHT_TO_LEFT.match(sign) is None or type_of(mark) != "NSM":
        return None
    letter, ink = box_of(font, sign), box_of(font, mark)
    if letter is None or ink is None:
        return None
    top = letter[3] if above is None else above
    bottom = letter[1] if below is None else below
    x = (letter[0] + letter[2] - ink[0] - ink[2]) / 2
    if mark in _ON_THE_RIGHT:
        x = letter[2] - ink[2]
    elif mark in _ON_THE_LEFT:
        x = letter[0] - ink[0]
    rise = 0.0
    if not _FIXED_BELOW <= mark < _FIXED_ABOVE:
        if ink[1] > 0:
            rise = max(0.0, top + _GAP - ink[1])
            top = ink[3] + rise
        else:
            rise = min(0.0, bottom - _GAP - ink[3])
            bottom = ink[1] + rise
    return Place(x, rise, top, bottom)
