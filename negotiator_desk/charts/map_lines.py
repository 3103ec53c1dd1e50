"""Lines between spots of a map: from edge to edge, with a head, told apart without colours."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.charts.map_layout import Spot
from negotiator_desk.models.before import Influence
from negotiator_desk.models.choices import InfluenceKind

Point = tuple[float, float]

APART: Final = 0.5
"""How far lines between the same two people stand apart, in sizes of the text."""

_HEAD: Final = 0.62


class Style(msgspec.Struct, frozen=True):
    """How a kind of line is drawn: dashes, a filled head or an open one, a cross on the line."""

    dash: tuple[float, ...] = ()
    filled: bool = False
    crossed: bool = False
    width: float = 1.2


STYLES: Final[Mapping[InfluenceKind | None, Style]] = {
    InfluenceKind.REPORTS_TO: Style(filled=True),
    InfluenceKind.INFLUENCES: Style(dash=(5, 3)),
    InfluenceKind.CONFLICTS_WITH: Style(dash=(1.5, 2.5), crossed=True, width=1.6),
    None: Style(dash=(1, 3)),
}
"""Solid with a full head reports, dashed with an open head influences, dotted with a cross is a
conflict: each is known from the other two in black and white."""


class Joint(msgspec.Struct, frozen=True):
    """A line that has been placed: its two ends, its head, the strokes of its cross."""

    line: UUID
    kind: InfluenceKind | None
    start: Point
    end: Point
    head: tuple[Point, Point, Point]
    cross: tuple[tuple[Point, Point], ...] = ()

    @property
    def middle(self) -> Point:
        """Its middle."""
        return (self.start[0] + self.end[0]) / 2, (self.start[1] + self.end[1]) / 2


def join(lines: Iterable[Influence], spots: Mapping[UUID, Spot], size: float) -> tuple[Joint, ...]:
    """Place the lines between the people who have a spot; those between the same two apart."""
    pairs: dict[frozenset[UUID], list[Influence]] = defaultdict(list)
    for line in lines:
        if line.from_id in spots and line.to_id in spots and line.from_id != line.to_id:
            assert line.from_id is not None
            assert line.to_id is not None
            pairs[frozenset((line.from_id, line.to_id))].append(line)
    found = []
    for pair, same in pairs.items():
        lower = min(pair)
        for place, line in enumerate(same):
            aside = (place - (len(same) - 1) / 2) * APART * size
            # The side is that of the pair, whichever way a line points.
            aside = aside if line.from_id == lower else -aside
            joint = _joint(line, spots, aside, size)
            if joint is not None:
                found.append(joint)
    return tuple(found)


def _joint(line: Influence, spots: Mapping[UUID, Spot], aside: float, size: float) -> Joint | None:
    assert line.from_id is not None
    assert line.to_id is not None
    one, two = spots[line.from_id], spots[line.to_id]
    return joint_between(line.id, line.kind, one, two, aside, size)


def joint_between(
    line: UUID,
    kind: InfluenceKind | None,
    one: Spot,
    two: Spot,
    aside: float,
    size: float,
) -> Joint | None:
    """A line from one spot to another; None where they stand too close to draw any."""
    across, up = two.x - one.x, two.y - one.y
    long = math.hypot(across, up)
    if long <= one.radius + two.radius + 1:
        return None
    unit = across / long, up / long
    normal = -unit[1], unit[0]

    def at(along: float, beside: float) -> Point:
        return (
            one.x + unit[0] * along + normal[0] * (aside + beside),
            one.y + unit[1] * along + normal[1] * (aside + beside),
        )

    def inset(radius: float) -> float:
        return math.sqrt(max(0.0, (radius + 1.5) ** 2 - min(abs(aside), radius) ** 2))

    begin, end = inset(one.radius), long - inset(two.radius)
    head = min(_HEAD * size, max(1.0, end - begin))
    arm = head * 0.75
    middle = (begin + end) / 2
    cross = (
        (
            (at(middle - arm, -arm), at(middle + arm, arm)),
            (at(middle - arm, arm), at(middle + arm, -arm)),
        )
        if STYLES[kind].crossed
        else ()
    )
    return Joint(
        line=line,
        kind=kind,
        start=at(begin, 0),
        end=at(end, 0),
        head=(at(end - head, head * 0.45), at(end, 0), at(end - head, -head * 0.45)),
        cross=cross,
    )
