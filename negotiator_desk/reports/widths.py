"""How wide columns have to be: no figure is torn inside, whatever its length."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from negotiator_desk.reports.text import Style, width_of

WIDEST: Final = 160.0
"""The longest figure of a deal with sign and currency is narrower than this, in points."""

_FIGURE: Final = re.compile(r"[(“]?[+−-]?\d[\d.,'’\u00a0\u202f]*(?: [A-Z]{3}\b)?[;:)”]?")
_GIVES: Final = 0.5
"""A column of words gives at most this share of its width to one of figures."""

_LEAST_GIVER: Final = 64.0
"""A column no wider than this, in points, gives nothing."""

_LEAST_SIZE: Final = 5.0


def widest_figure(text: str, style: Style) -> float:
    """The width of the widest figure in a text, with its sign and currency; 0 without any."""
    return max((width_of(figure, style) for figure in _FIGURE.findall(text)), default=0.0)


def widened(
    widths: Sequence[float], needed: Sequence[float], least: Sequence[float]
) -> list[float]:
    """The widths of columns, those that need it made wider by what the others can give.

    Args:
        needed: the width without which a figure would be torn; 0 for a column that is wide enough.
        least: what each column keeps at the least when others take from it.
    """
    keeps = [
        wide if need else min(wide, max(low, wide * _GIVES, _LEAST_GIVER))
        for wide, need, low in zip(widths, needed, least, strict=True)
    ]
    spare = sum(widths) - sum(keeps)
    wanted = sum(max(0.0, need - wide) for wide, need in zip(widths, needed, strict=True))
    if not spare or not wanted:
        return list(widths)
    given = min(spare, wanted)
    return [
        wide + max(0.0, need - wide) * given / wanted - (wide - keep) * given / spare
        for wide, need, keep in zip(widths, needed, keeps, strict=True)
    ]


def fitted(style: Style, taken: float, room: float) -> Style:
    """A style in smaller letters, in which what takes so many points fits its room."""
    return replace(style, size=max(_LEAST_SIZE, style.size * room / taken * 0.995))
