"""The shipped font: registered once with reportlab, measured, and told what it cannot draw."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

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


@cache
def _widths(name: str) -> tuple[dict[int, float], float]:
    face = _font(name).face
    return face.charWidths, float(face.defaultWidth or 0)


def register() -> None:
    """Make both weights known to reportlab; safe to call again."""
    _font(REGULAR)
    _font(BOLD)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in points."""
    widths, other = _widths(BOLD if bold else REGULAR)
    return sum([widths.get(ord(char), other) for char in text]) * size / 1000


def missing_glyphs(text: str) -> bool:
    """Whether the font lacks a character of the text."""
    widths, _ = _widths(REGULAR)
    return any(ord(char) not in widths and not char.isspace() for char in text)


def drawable(text: str) -> str:
    """The text as the font can draw it.

    Control characters and characters the font lacks become a box, those of no width go, so
    that what is drawn is never more than what is measured.
    """
    text = visible(text)
    if text.isascii():
        return text
    widths, _ = _widths(REGULAR)
    return "".join(_drawable_chars(text, widths))


def _drawable_chars(text: str, widths: dict[int, float]) -> Iterable[str]:
    for char in text:
        code = ord(char)
        if code in _NO_WIDTH:
            continue
        if char == "\n" or code in widths:
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
        lines.extend(_wrapped_line(paragraph, width, size, bold))
    return lines


# A line breaks at a space, but neither before a percent sign nor between a figure and its currency.
_BREAK: Final = re.compile(r" (?!%|(?<=\d )[A-Z]{3}\b)")


def _wrapped_line(paragraph: str, width: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    space = text_width(" ", size, bold=bold)
    for word in _BREAK.split(paragraph):
        taken = text_width(word, size, bold=bold)
        if line and used + space + taken <= width:
            line, used = f"{line} {word}", used + space + taken
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
    """A long word in pieces that fit."""
    widths, other = _widths(BOLD if bold else REGULAR)
    limit = width * 1000 / size
    pieces: list[str] = []
    start, used = 0, 0.0
    for place, char in enumerate(word):
        taken = widths.get(ord(char), other)
        if used + taken > limit and place > start:
            pieces.append(word[start:place])
            start, used = place, 0.0
        used += taken
    pieces.append(word[start:])
    return pieces
