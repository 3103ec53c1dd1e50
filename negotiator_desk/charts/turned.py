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
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from negotiator_desk.charts import fallback, fonts, points
from negotiator_desk.charts.direction import levels_of, mirrored, type_of, visual_order
from negotiator_desk.charts.joining import joined

LEFT_MARK, RIGHT_MARK, ARABIC_MARK = MARKS = fallback.DIRECTION_MARKS
_TURNING: Final = RIGHT_MARK + ARABIC_MARK
_MARK_OF: Final = {"L": LEFT_MARK, "R": RIGHT_MARK, "AL": ARABIC_MARK}
_FIGURE: Final = "0"
_ACTS_AS: Final = {**_MARK_OF, "AN": RIGHT_MARK, "EN": _FIGURE}

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
    """A text whose parts with letters from right to left say themselves which way they run.

    In other parts a mark of direction would turn figures round, and goes.
    """
    return "".join(
        _marked(part) if fallback.RIGHT_TO_LEFT.search(part) else fonts.unmarked(part)
        for part in parts_of(text)
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
    for line, following in zip(lines, _strong_after(lines), strict=True):
        before = side
        if strong not in ("", side):
            before = ARABIC_MARK if strong + side in (_TURNING, _TURNING[::-1]) else side + strong
        for part in parts_of(line):
            if _APART.fullmatch(part):
                side = strong = ""
                continue
            if not side and part[0] in MARKS:
                side = part[0]
            strong = _strong_in(reversed(part)) or strong
        if following == _FIGURE:
            following = strong or side
        same = following == side or (following in _TURNING and side in _TURNING)
        done.append(before + line + ("" if same or not side else following))
    return done


def _strong_in(chars: Iterable[str], known: Mapping[str, str] = _MARK_OF) -> str:
    """The mark that acts as the first letter; empty where there is none."""
    return next((known[kind] for kind in map(type_of, chars) if kind in known), "")


def _strong_after(lines: list[str]) -> list[str]:
    """For each line what goes on with its last part on the lines below: the mark of a letter.

    A European figure does as the letter before it does.
    """
    found = [""]
    for line in reversed(lines[1:]):
        head, *more = parts_of(line) or [""]
        apart = _APART.fullmatch(head) is not None
        strong = "" if apart else _strong_in(head, _ACTS_AS)
        found.append(strong if strong or apart or more else found[-1])
    return found[::-1]


def broken(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A long word in pieces that fit; each piece joins its own letters."""
    limit = width * 1000 / size
    pieces: list[str] = []
    start = 0
    while start < len(word):
        low, high = start + 1, start + 2
        while high <= len(word) and width_of(word[start:high], bold) <= limit:
            low, high = high, start + 2 * (high - start)
        high = min(high, len(word) + 1)
        while high - low > 1:
            middle = (low + high) // 2
            if width_of(word[start:middle], bold) <= limit:
                low = middle
            else:
                high = middle
        while low < len(word) and type_of(word[low]) == "NSM":
            low += 1
        pieces.append(word[start:low])
        start = low
    return pieces


def width_of(text: str, bold: bool) -> float:
    """The width of a line in thousandths of the size: that of its words, in whatever order."""
    first, *others = unicodedata.normalize("NFC", text).split(" ")
    space = fonts.width_in(fonts.font_of(" ", bold=bold), " ")
    return _shaped(first, bold).width + sum(space + _shaped(word, bold).width for word in others)


class _Sign(NamedTuple):
    """What is drawn for a letter: where the letter is in its word, its font and width, its marks in
    the order in which they stand on it, and those that are drawn behind it like letters."""

    place: int
    text: str
    font: str
    width: float
    marks: str
    behind: str


class _Word(NamedTuple):
    signs: tuple[_Sign, ...]
    width: float


@lru_cache(maxsize=8192)
def _shaped(word: str, bold: bool) -> _Word:
    """A word without spaces, in the order of its reading: letters join inside words only."""
    signs = []
    for text, marks, place in joined(word):
        font = fonts.font_of(word[place], bold=bold)
        on_it = [mark for mark in marks if points.placed(font, text, mark, None, None)]
        behind = "".join(mark for mark in marks if mark not in on_it)
        on_it.sort(key=lambda mark: mark not in points.NEAREST)
        width = fonts.width_in(font, text)
        width += sum(fonts.width_in(fonts.font_of(each, bold=bold), each) for each in behind)
        signs.append(_Sign(place, text, font, width, "".join(on_it), behind))
    return _Word(tuple(signs), sum(sign.width for sign in signs))


@lru_cache(maxsize=512)
def laid(text: str, bold: bool) -> Line:
    """What is drawn for a line, laid out by the rules above."""
    pen = _Pen(bold)
    for part in parts_of(unicodedata.normalize("NFC", text)):
        for sign in _ordered(part, bold):
            pen.draw(sign)
    pen.lift()
    return Line((*pen.pieces, *pen.marks), pen.x)


def _ordered(part: str, bold: bool) -> Iterator[_Sign]:
    """What stands from left to right."""
    levels = levels_of(part, int(runs_right_to_left(part)))
    signs: list[_Sign] = []
    own: list[int] = []
    start = 0
    for word in part.split(" "):
        if start:
            signs += _shaped(" ", bold).signs
            own.append(levels[start - 1])
        found = _shaped(word, bold).signs
        signs += found
        own += [levels[start + sign.place] for sign in found]
        start += len(word) + 1
    for number in visual_order(own):
        sign = signs[number]
        yield sign._replace(text=mirrored(sign.text)) if own[number] % 2 else sign


class _Pen:
    """Puts signs beside each other and their marks over and under them.

    Marks come after all letters of the line, which are so read back whole.
    """

    def __init__(self, bold: bool) -> None:
        self._bold = bold
        self.pieces: list[Piece] = []
        self.marks: list[Piece] = []
        self.x = 0.0
        self._font, self._begun = "", 0.0
        self._texts: list[str] = []

    def draw(self, sign: _Sign) -> None:
        """Add a sign on the right."""
        if sign.font != self._font:
            self.lift()
            self._font, self._begun = sign.font, self.x
        self._texts.append(sign.text)
        above = below = None
        for mark in sign.marks:
            place = points.placed(sign.font, sign.text, mark, above, below)
            if place is not None:
                self.marks.append(Piece(sign.font, mark, self.x + place.x, place.rise))
                above, below = place.above, place.below
        self.x += sign.width
        if sign.behind:
            self._draw_behind(sign)

    def _draw_behind(self, sign: _Sign) -> None:
        self.lift()
        x = self.x - sign.width + fonts.width_in(sign.font, sign.text)
        for mark in sign.behind:
            font = fonts.font_of(mark, bold=self._bold)
            self.pieces.append(Piece(font, mark, x, 0.0))
            x += fonts.width_in(font, mark)

    def lift(self) -> None:
        """End the piece that is being drawn."""
        if self._texts:
            self.pieces.append(Piece(self._font, "".join(self._texts), self._begun, 0.0))
        self._font, self._texts = "", []
