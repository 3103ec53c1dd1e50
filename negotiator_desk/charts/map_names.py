"""Names beside spots: each whole where there is room, else shorter, none upon another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.charts import fonts

LINE: Final = 1.2
"""The height of a name, in sizes of its text."""

GAP: Final = 1.5
BESIDE: Final = 3.5
LONGEST: Final = 18.0
"""A longer name is cut, in sizes of its text: it would lie over half of the map."""

_BIN: Final = 32.0
_SHORT: Final = (7.0, 4.5)
"""Widths to which a name is cut where even its shorter forms have no room, in sizes of the text."""


Stroke = tuple[tuple[float, float], tuple[float, float]]


class Box(msgspec.Struct, frozen=True):
    """A rectangle, from its lower left to its upper right corner."""

    left: float
    bottom: float
    right: float
    top: float

    @staticmethod
    def around(x: float, y: float, radius: float) -> "Box":
        """The square around a circle."""
        return Box(x - radius, y - radius, x + radius, y + radius)

    def meets(self, other: "Box") -> bool:
        """Whether two boxes have a part in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def moved(self, across: float, up: float) -> "Box":
        """The box at another place."""
        return Box(self.left + across, self.bottom + up, self.right + across, self.top + up)

    def crossed_by(self, stroke: Stroke) -> bool:
        """Whether a straight line has a part inside the box (Liang and Barsky, 1984)."""
        (x0, y0), (x1, y1) = stroke
        begin, end = 0.0, 1.0
        for step, near, far in (
            (x1 - x0, self.left - x0, self.right - x0),
            (y1 - y0, self.bottom - y0, self.top - y0),
        ):
            if step == 0:
                if near > 0 or far < 0:
                    return False
                continue
            enter, leave = sorted((near / step, far / step))
            begin, end = max(begin, enter), min(end, leave)
        return begin < end


class Name(msgspec.Struct, frozen=True):
    """A name that has been placed: its text, which may be shortened, and its box."""

    text: str
    box: Box


class _Taken:
    """What stands on the ground already, found by place."""

    def __init__(self, boxes: Mapping[UUID, Box]) -> None:
        self._bins: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes.values():
            self.add(box)

    def _bins_of(self, box: Box) -> Iterator[tuple[int, int]]:
        for x in range(int(box.left // _BIN), int(box.right // _BIN) + 1):
            for y in range(int(box.bottom // _BIN), int(box.top // _BIN) + 1):
                yield x, y

    def add(self, box: Box) -> None:
        for place in self._bins_of(box):
            self._bins[place].append(box)

    def free(self, box: Box) -> bool:
        bins = self._bins
        return not any(
            box.meets(other) for place in self._bins_of(box) for other in bins.get(place, ())
        )


def short_forms(name: str) -> tuple[str, ...]:
    """A name, then shorter forms of it: first names as initials, the last word, the initials."""
    words = name.split()
    if len(words) < 2:
        return (name,)
    initials = [word[0] for word in words]
    first = " ".join(f"{initial}." for initial in initials[:-1])
    forms = (name, f"{first} {words[-1]}", words[-1])
    return tuple(dict.fromkeys(form for form in forms if len(form) <= len(name)))


@lru_cache(maxsize=4096)
def _texts(name: str, size: float) -> tuple[tuple[str, float], ...]:
    """The forms of a name with their widths, the longest first; a map asks again at each step."""
    forms = [fonts.fitted(form, LONGEST * size, size) for form in short_forms(name)]
    shortest = fonts.text_width(forms[-1], size)
    cut = [width * size for width in _SHORT if width * size < shortest]
    forms.extend(fonts.fitted(forms[-1], width, size) for width in cut)
    forms.append(fonts.drawable("".join(word[0] for word in name.split()[:3])))
    seen = [form for form in forms if form.strip()] or [fonts.BOX]
    return tuple((form, fonts.text_width(form, size)) for form in seen)


def _places(circle: Box, width: float, high: float) -> Iterator[Box]:
    """Where a text may stand beside a circle, the best place first."""
    x, y = (circle.left + circle.right) / 2, (circle.bottom + circle.top) / 2
    for left, bottom in (
        (x - width / 2, circle.bottom - GAP - high),
        (x - width / 2, circle.top + GAP),
        (circle.right + BESIDE, y - high / 2),
        (circle.left - BESIDE - width, y - high / 2),
        (x, circle.bottom - GAP - high),
        (x - width, circle.bottom - GAP - high),
        (x, circle.top + GAP),
        (x - width, circle.top + GAP),
    ):
        yield Box(left, bottom, left + width, bottom + high)


def _clearest(boxes: Iterable[Box], strokes: Sequence[Stroke]) -> Box | None:
    """The first box that no line crosses, else the one that the fewest cross."""
    best, least = None, len(strokes) + 1
    for box in boxes:
        crossings = sum(box.crossed_by(stroke) for stroke in strokes)
        if crossings < least:
            best, least = box, crossings
        if not least:
            break
    return best


def place_names(
    names: Mapping[UUID, str],
    circles: Mapping[UUID, Box],
    ground: tuple[float, float],
    size: float,
    *,
    shorter: int = 0,
    strokes: Sequence[Stroke] = (),
) -> dict[UUID, Name]:
    """The names that have room, each beside its circle and upon no other name or circle.

    Args:
        names: what each spot is called, who comes first chooses first.
        circles: the squares around the spots.
        ground: its width and height.
        size: of the text.
        shorter: how many of the longer forms of each name are passed over.
        strokes: lines that a name rather keeps off.
    """
    width, height = ground
    taken = _Taken(circles)
    high = LINE * size
    found: dict[UUID, Name] = {}
    for person, name in names.items():
        forms = _texts(name, size)
        for text, wide in forms[min(shorter, len(forms) - 1) :]:
            free = (
                box
                for box in _places(circles[person], wide, high)
                if box.left >= 0
                and box.bottom >= 0
                and box.right <= width
                and box.top <= height
                and taken.free(box)
            )
            box = _clearest(free, strokes)
            if box is not None:
                found[person] = Name(text, box)
                taken.add(box)
                break
    return found
