"""The shipped font and those of the system beside it: registered, measured, and what they lack.

What concerns letters from right to left is imported where the first of them is met.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from negotiator_desk.charts import fallback
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.resources import resource_path

REGULAR: Final = "NegotiatorSans-Regular"
BOLD: Final = "NegotiatorSans-Bold"
FAMILY: Final = "Negotiator Sans"
BOX: Final = "\u25a1"
"""Stands for a character that the font does not have."""


def font_files() -> tuple[Path, ...]:
    """The font files, regular and bold."""
    return tuple(resource_path(f"fonts/{name}.ttf") for name in (REGULAR, BOLD))


@cache
def _font(name: str) -> TTFont:
    for file in font_files():
        if file.stem not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(file.stem, str(file)))
    return pdfmetrics.getFont(name)


class _Joined(Exception):
    """A character's width is not its own: letters that join are measured together."""


class _Widths(dict[str, float]):
    """Widths by character; one that the shipped font lacks is as wide as what is drawn for it."""

    def __init__(self, known: dict[int, float], other: float) -> None:
        super().__init__((chr(code), wide) for code, wide in known.items())
        self._other = other

    def __missing__(self, char: str) -> float:
        if fallback.TURNED.match(char):
            raise _Joined
        wide = fallback.width_of(ord(char))
        self[char] = found = self._other if wide is None else wide
        return found


@cache
def _widths(name: str) -> _Widths:
    face = _font(name).face
    return _Widths(face.charWidths, float(face.defaultWidth or 0))


@cache
def _own() -> frozenset[int]:
    """The characters of the shipped font."""
    return frozenset(_font(REGULAR).face.charWidths)


def register() -> None:
    """Make both weights known to reportlab; safe to call again."""
    _font(REGULAR)
    _font(BOLD)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in points."""
    widths = _widths(BOLD if bold else REGULAR)
    try:
        return sum(map(widths.__getitem__, text)) * size / 1000
    except _Joined:
        from negotiator_desk.charts import turned

        return turned.width_of(text, bold) * size / 1000


def font_of(char: str, *, bold: bool) -> str:
    """The name of the font that draws a character."""
    mine = BOLD if bold else REGULAR
    return mine if ord(char) in _own() else fallback.font_for(ord(char), bold=bold) or mine


def width_in(name: str, text: str) -> float:
    """The width of signs as they are, in one font, in thousandths of the size."""
    face = _font(name).face
    return sum(face.charWidths.get(ord(char), face.defaultWidth or 0) for char in text)


def is_turned(text: str) -> bool:
    """Whether a line has letters from right to left, so that it is not drawn as it is written."""
    return not text.isascii() and fallback.TURNED.search(text) is not None


def families(text: str, *, bold: bool) -> list[str]:
    """The families of fonts that draw a turned line, the shipped one first."""
    from negotiator_desk.charts import turned

    names = dict.fromkeys(piece.font for piece in turned.laid(text, bold).pieces)
    others = (str(_font(name).face.familyName) for name in names if name not in (REGULAR, BOLD))
    return [FAMILY, *others]


def is_own(text: str) -> bool:
    """Whether the shipped font draws all of a line, as it is written."""
    if text.isascii() or fallback.BEYOND.search(text) is None:
        return True
    return (fallback.WIDE.search(text) or fallback.TURNED.search(text)) is None


def runs(text: str, *, bold: bool = False) -> list[tuple[str, str]]:
    """The pieces of a line, not turned, that one font can draw, each with the name of that font.

    Fonts of the system for wide characters have one weight.
    """
    mine = BOLD if bold else REGULAR
    if text.isascii() or fallback.WIDE.search(text) is None:
        return [(mine, text)]
    found: list[tuple[str, str]] = []
    for char in text:
        name = font_of(char, bold=bold)
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + char)
        else:
            found.append((name, char))
    return found


def missing_glyphs(text: str) -> bool:
    """Whether no font has a character of the text."""
    return any(not _has(ord(char)) and not char.isspace() for char in text)


@cache
def _plain() -> frozenset[str]:
    """Characters that are drawn as they are."""
    return frozenset(map(chr, _own() - _NO_WIDTH)) | {"\n"}


def _has(code: int) -> bool:
    return code in _own() or fallback.font_for(code) is not None


def drawable(text: str) -> str:
    """The text as it can be drawn.

    Control characters and characters that no font has become a box, those of no width go, so
    that what is drawn is never more than what is measured. Letters from right to left stay in the
    order in which they are read, with what says how they run and join.
    """
    text = visible(text)
    if text.isascii() or _plain().issuperset(text):
        return text
    kept = fallback.SHAPING if fallback.RIGHT_TO_LEFT.search(text) else ""
    text = "".join(_drawable_chars(text, kept))
    if not kept:
        return text
    from negotiator_desk.charts import turned

    return "\n".join(map(turned.marked, text.split("\n")))


def unmarked(text: str) -> str:
    """A text that can be drawn, for what lays it out by itself: without marks of direction."""
    if text.isascii():
        return text
    return text.translate(dict.fromkeys(map(ord, fallback.DIRECTION_MARKS)))


def _drawable_chars(text: str, kept: str) -> Iterable[str]:
    for char in text:
        code = ord(char)
        if char in kept:
            yield char
            continue
        if code in _NO_WIDTH:
            continue
        if char == "\n" or _has(code):
            yield char
        else:
            yield " " if char.isspace() else BOX


# Joiners, direction marks and variation selectors: they shape what the font cannot draw anyway.
_NO_WIDTH: Final = frozenset(
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))
) | frozenset((*range(0xFE00, 0xFE10), 0xFEFF, 0x00AD))


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """A line that fits the width: cut with an ellipsis where it does not.

    The caller gives the whole text elsewhere (in the sentence of a mark, in the table).
    """
    line = " ".join(drawable(text[:1000]).split())
    if text_width(line, size, bold=bold) <= width:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(f"{line[:middle].rstrip()}…", size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return f"{line[:low].rstrip()}…"


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text at a width; words too long for a line are broken, nothing is lost."""
    lines: list[str] = []
    for paragraph in drawable(text).split("\n"):
        broken = _wrapped_line(paragraph, width, size, bold)
        if len(broken) > 1 and is_turned(paragraph):
            from negotiator_desk.charts import turned

            broken = turned.continued(broken)
        lines.extend(broken)
    return lines


# A line breaks at a space, but neither before a percent sign nor between a figure and its currency,
_UNIT: Final = r"%|(?<=\d )[A-Z]{3}\b"
# and inside a day such as "8 Jul 2026" only where it is too long for a line.
_DAY: Final = (
    r"(?<=\d )[A-Z][a-z]{2,3} \d{4}\b"
    r"|(?:(?<=\d [A-Z][a-z]{2} )|(?<=\d [A-Z][a-z]{3} ))\d{4}\b"
)
_BREAK: Final = re.compile(rf" (?!{_UNIT}|{_DAY})")
_TIGHT_BREAK: Final = re.compile(rf" (?!{_UNIT})")


# In Chinese, Japanese and Korean a line may break between any two characters, but no line begins
# with a closing mark or ends with an opening one.
_UNITS: Final = re.compile(
    f"[（「『《〈【〔［]*{fallback.WIDE.pattern}[、。，．：；！？）」』》〉】〕］ー々]*"
    f"|[^{fallback.WIDE.pattern[1:-1]}]+"
)


def _units(paragraph: str) -> Iterable[tuple[str, str]]:
    """What stays together on a line, each with what parts it from what stands before it."""
    words = _BREAK.split(paragraph)
    if fallback.WIDE.search(paragraph) is None:
        for word in words:
            yield " ", word
        return
    for word in words:
        before = " "
        for unit in _UNITS.findall(word) or [word]:
            yield before, unit
            before = ""


def _wrapped_line(paragraph: str, width: float, size: float, bold: bool) -> list[str]:
    if text_width(paragraph, size, bold=bold) <= width:
        return [paragraph]
    lines: list[str] = []
    line, used = "", 0.0
    space = text_width(" ", size, bold=bold)
    for before, word in _units(paragraph):
        taken = text_width(word, size, bold=bold)
        gap = space if before else 0.0
        if line and used + gap + taken <= width:
            line, used = f"{line}{before}{word}", used + gap + taken
            continue
        if line:
            lines.append(line)
        if taken > width:
            *whole, word = _broken(word, width, size, bold)
            lines.extend(whole)
            taken = text_width(word, size, bold=bold)
        line, used = word, taken
    lines.append(line)
    return lines


def _broken(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A long word in pieces that fit; a day breaks at its spaces first."""
    if len(parts := _TIGHT_BREAK.split(word)) > 1:
        lines: list[str] = []
        for part in parts:
            joined = f"{lines[-1]} {part}" if lines else part
            if lines and text_width(joined, size, bold=bold) <= width:
                lines[-1] = joined
            elif text_width(part, size, bold=bold) <= width:
                lines.append(part)
            else:
                lines += _broken(part, width, size, bold)
        return lines
    if is_turned(word):
        from negotiator_desk.charts import turned

        return turned.broken(word, width, size, bold=bold)
    widths = _widths(BOLD if bold else REGULAR)
    limit = width * 1000 / size
    pieces: list[str] = []
    start, used = 0, 0.0
    for place, char in enumerate(word):
        taken = widths[char]
        if used + taken > limit and place > start:
            pieces.append(word[start:place])
            start, used = place, 0.0
        used += taken
    pieces.append(word[start:])
    return pieces
