"""Lines with letters from right to left: which way they run, where they break, what is drawn.

A text goes on in the order in which it is read until it is drawn. Its *parts*, which " · " keeps
apart, stand from left to right, each laid out by itself. A part runs from right to left when its
first letter does and either its last one does too or three of four of its words do; else it runs
from left to right, and a figure behind a name in it stays on the right of that name.

What a part or a line cannot say of itself is said by marks of direction, which have no width and
are never drawn: the direction at its beginning, and on broken lines what stood before and stands
after the break.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from negotiator_desk.charts import fallback, fonts, points
from negotiator_desk.charts.direction import levels_of, mirrored, type_of, visual_order
from negotiator_desk.charts.joining import joined

LEFT_MARK, RIGHT_MARK, ARABIC_MARK = MARKS = fonts.DIRECTION_MARKS
_MARK_OF: Final = {"L": LEFT_MARK, "R": RIGHT_MARK, "AL": ARABIC_MARK}

_APART: Final = re.compile(r"((?:^| )·(?: |$))")
_MOSTLY: Final = 0.75
_RIGHT: Final = fallback.RIGHT_TO_LEFT.pattern
_NAME_END: Final = re.compile(f"{_RIGHT}(?!{_RIGHT})")
_DIGIT: Final = re.compile(r"\d")
_OWN_FIGURE: Final = re.compile(r" \d(?:[\d.,:/–-]*\d)?")


class Piece(NamedTuple):
    """Signs beside each other in one font: how far right of the line's beginning and above its
    baseline they stand, in thousandths of the size."""

    font: str
    text: str
    x: float
    rise: float


class Line(NamedTuple):
    """What is drawn for a line, from left to right, and its width in thousandths of the size."""

    pieces: tuple[Piece, ...]
    width: float


def parts_of(text: str) -> list[str]:
    """The parts of a text, with what keeps them apart between them."""
    return [part for part in _APART.split(text) if part]


def runs_right_to_left(part: str) -> bool:
    """Whether a part begins on the right; a mark of direction at its beginning says so at once."""
    if part[:1] in MARKS and part:
        return part[0] != LEFT_MARK
    kinds = [kind for kind in map(type_of, part) if kind in _MARK_OF]
    if not kinds or kinds[0] == "L":
        return False
    if kinds[-1] != "L":
        return True
    words = part.split()
    turned = sum(any(type_of(char) in ("R", "AL") for char in word) for word in words)
    return turned >= len(words) * _MOSTLY


def marked(text: str) -> str:
    """A text whose parts with letters from right to left say themselves which way they run."""
    return "".join(
        _marked(part) if fallback.RIGHT_TO_LEFT.search(part) else part for part in parts_of(text)
    )


def _marked(part: str) -> str:
    if runs_right_to_left(part):
        return part if part[0] in MARKS else RIGHT_MARK + part
    body = _figures_apart(part)
    return body if part[0] in MARKS else LEFT_MARK + body


def _figures_apart(part: str) -> str:
    """A part from left to right with a mark between a name and a figure that does not belong to it.

    A figure belongs to a name that goes on behind it, or when but a space is between them and
    no Latin word follows at once, which it would belong to ("3 May").
    """
    made: list[str] = []
    done = 0
    for found in _NAME_END.finditer(part):
        start = end = found.end()
        while end < len(part) and type_of(part[end]) not in _MARK_OF:
            end += 1
        between, follows = part[start:end], type_of(part[end]) if end < len(part) else ""
        if _DIGIT.search(between) and follows in ("", "L") and not _belongs(between, follows):
            made += (part[done:start], LEFT_MARK)
            done = start
    return "".join((*made, part[done:]))


def _belongs(between: str, follows: str) -> bool:
    figure = _OWN_FIGURE.match(between)
    if figure is None:
        return False
    rest = between[figure.end() :]
    return follows != "L" or any(type_of(char) not in ("WS", "ET") for char in rest)


def continued(lines: list[str]) -> list[str]:
    """The lines of a broken paragraph that was ``marked``, each saying what it cannot show."""
    done: list[str] = []
    side = strong = ""
    for number, line in enumerate(lines):
        before = ""
        if side:
            before = side if strong in ("", side) else side + strong
            if {side, strong} == {RIGHT_MARK, ARABIC_MARK}:
                before = ARABIC_MARK
        for part in parts_of(line):
            if _APART.fullmatch(part):
                side = strong = ""
                continue
            if not side and part[0] in MARKS:
                side = part[0]
            strong = _last_strong(part) or strong
        after = ""
        if side and number + 1 < len(lines):
            after = _first_strong(lines[number + 1 :])
            after = "" if {after, side} <= {RIGHT_MARK, ARABIC_MARK} or after == side else after
        done.append(before + line + after)
    return done


def _last_strong(text: str) -> str:
    return next((_MARK_OF[k] for k in map(type_of, reversed(text)) if k in _MARK_OF), "")


def _first_strong(lines: list[str]) -> str:
    """The mark of the first letter that goes on with the part at the head of these lines."""
    for line in lines:
        part, *more = parts_of(line) or [""]
        if _APART.fullmatch(part):
            return ""
        for kind in map(type_of, part):
            if kind in _MARK_OF:
                return _MARK_OF[kind]
        if more:
            return ""
    return ""


def broken(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A long word in pieces that fit; each piece joins its own letters."""
    limit = width * 1000 / size
    pieces: list[str] = []
    start = 0
    while start < len(word):
        low, high = start + 1, start + 2
        while high <= len(word) and laid(word[start:high], bold).width <= limit:
            low, high = high, start + 2 * (high - start)
        high = min(high, len(word) + 1)
        while high - low > 1:
            middle = (low + high) // 2
            if laid(word[start:middle], bold).width <= limit:
                low = middle
            else:
                high = middle
        while low < len(word) and type_of(word[low]) == "NSM":
            low += 1
        pieces.append(word[start:low])
        start = low
    return pieces


@lru_cache(maxsize=2048)
def laid(text: str, bold: bool) -> Line:
    """What is drawn for a line, laid out by the rules above."""
    pen = _Pen(bold)
    for part in parts_of(text):
        for letter, sign, marks in _signs(part):
            pen.draw(letter, sign, marks)
    return Line((*pen.pieces, *pen.marks), pen.x)


def _signs(part: str) -> Iterator[tuple[str, str, str]]:
    """What stands from left to right: each letter, its sign, and the marks on it."""
    part = unicodedata.normalize("NFC", part)
    levels = levels_of(part, int(runs_right_to_left(part)))
    clusters = joined(part)
    own = [levels[place] for _sign, _marks, place in clusters]
    for number in visual_order(own):
        sign, marks, place = clusters[number]
        yield part[place], (mirrored(sign) if own[number] % 2 else sign), marks


class _Pen:
    """Puts signs beside each other and their marks over and under them."""

    def __init__(self, bold: bool) -> None:
        self._bold = bold
        self.pieces: list[Piece] = []
        self.marks: list[Piece] = []
        self.x = 0.0
        self._goes_on = False

    def draw(self, letter: str, sign: str, marks: str) -> None:
        """A letter. Marks are drawn after all letters of the line, which are so read back whole."""
        name = fonts.font_of(letter, bold=self._bold)
        above = below = None
        for mark in sorted(marks, key=lambda mark: mark not in points.NEAREST):
            place = points.placed(name, sign, mark, above, below)
            if place is None:
                self._add(fonts.font_of(mark, bold=self._bold), mark)
                continue
            self.marks.append(Piece(name, mark, self.x + place.x, place.rise))
            above, below = place.above, place.below
        self._add(name, sign)

    def _add(self, name: str, sign: str) -> None:
        last = self.pieces[-1] if self.pieces else None
        if self._goes_on and last is not None and last.font == name:
            self.pieces[-1] = last._replace(text=last.text + sign)
        else:
            self.pieces.append(Piece(name, sign, self.x, 0.0))
        self._goes_on = True
        self.x += fonts.width_in(name, sign)
