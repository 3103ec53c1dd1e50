"""Where a label finds room: boxes and lines that are taken, and whether another box is free."""

from collections.abc import Iterable
from itertools import pairwise

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

Point = tuple[float, float]


class Room:
    """What is taken of an area; a box is free when it lies inside and crosses nothing."""

    def __init__(self, area: Box) -> None:
        self._area = area
        self._boxes: list[Box] = []
        self._lines: list[tuple[Point, Point]] = []

    def take(self, box: Box) -> None:
        """Nothing else may lie in this box."""
        self._boxes.append(box)

    def take_line(self, points: Iterable[Point]) -> None:
        """Nothing else may lie on this line."""
        self._lines.extend(pairwise(points))

    def free(self, box: Box) -> bool:
        """Whether a box lies inside and on nothing that is taken."""
        left, bottom, right, top = box
        inside = (
            left >= self._area[0]
            and bottom >= self._area[1]
            and right <= self._area[2]
            and top <= self._area[3]
        )
        return (
            inside
            and not any(
                left < taken[2] and taken[0] < right and bottom < taken[3] and taken[1] < top
                for taken in self._boxes
            )
            and not any(crosses(start, end, box) for start, end in self._lines)
        )


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether a straight line runs through a box (Liang and Barsky's clipping)."""
    (x, y), dx, dy = start, end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    for way, room in (
        (-dx, x - box[0]),
        (dx, box[2] - x),
        (-dy, y - box[1]),
        (dy, box[3] - y),
    ):
        if way == 0:
            if room < 0:
                return False
            continue
        share = room / way
        if way < 0:
            enter = max(enter, share)
        else:
            leave = min(leave, share)
    return enter <= leave
