"""Where people stand on a map: columns and rows, spots that keep apart, names that do not collide.

Everything is counted in points from the lower left corner, upwards; the same for screen and paper.
The steps of power, stance and interest are an order and no measure, so a column or a row with many
people is wider than one with few.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.charts.map_names import Box, Name, place_names
from negotiator_desk.domain.people import POWERS, Axis
from negotiator_desk.models.before import Influence, Stakeholder

NAMED_ALWAYS: Final = 25
"""Up to so many people every name is to be shown."""

CLEAR_UPTO: Final = 60
"""Up to so many people names keep off the lines; with more there is no ground without lines."""

Cell = tuple[int | None, int | None]
Size = tuple[float, float]

LANE: Final = 3.4
"""The least width or height of the lane of what is unknown, in sizes of the text."""

STEP: Final = 3.4
"""The least width or height of a step, in sizes of the text."""

_SLOTS: Final = ((8.0, 3.8), (9.5, 2.4), (5.5, 2.6), (3.2, 3.4))
"""Widths and heights in which a person has room, in sizes of the text: with the name under it, then
beside it, then with a shorter one. The first that leaves nobody without a name is taken."""

_RADII: Final[Mapping[int | None, float]] = {
    1: 0.64,
    2: 0.76,
    3: 0.88,
    None: 0.88,
    4: 1.02,
    5: 1.16,
}
_LEAST_RADIUS: Final = 0.25


class Track(msgspec.Struct, frozen=True):
    """A column or a row: its step (None: not known), where it starts, how wide it is."""

    step: int | None
    start: float
    size: float

    @property
    def middle(self) -> float:
        """Its middle."""
        return self.start + self.size / 2


class Spot(msgspec.Struct, frozen=True):
    """Where a person stands, how large, and the name where there is room for it."""

    person: UUID
    x: float
    y: float
    radius: float
    name: Name | None = None


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A map that has been laid out; people are in list order."""

    width: float
    height: float
    columns: tuple[Track, ...]
    rows: tuple[Track, ...]
    spots: Mapping[UUID, Spot]

    @property
    def unnamed(self) -> int:
        """How many people have no name beside them for want of room."""
        return sum(spot.name is None for spot in self.spots.values())

    def cell_at(self, x: float, y: float) -> tuple[Track, Track]:
        """The column and row at a place; outside the map the nearest."""
        return _track_at(self.columns, x), _track_at(self.rows, y)

    def cell_of(self, column: int | None, row: int | None) -> tuple[Track, Track]:
        """The column and row of two steps."""
        return (
            next(track for track in self.columns if track.step == column),
            next(track for track in self.rows if track.step == row),
        )


def _track_at(tracks: Sequence[Track], place: float) -> Track:
    return next((t for t in tracks if place < t.start + t.size), tracks[-1])


def lay_out(
    people: Sequence[Stakeholder],
    lines: Sequence[Influence],
    names: Mapping[UUID, str],
    axis: Axis,
    room: Size,
    size: float,
    *,
    first: UUID | None = None,
    named: bool = True,
) -> Layout:
    """Lay people out on a ground; the same input gives the same map.

    Args:
        people: in list order.
        lines: of influence between them; names keep off these where they can.
        names: what each is called.
        axis: what stands across; power stands upright.
        room: width and height of the ground, in points.
        size: of the text, in points.
        first: whose name is placed before all others, so that it is shown whatever stands near.
        named: whether names are placed, which takes longest.
    """
    if not named:
        return _bare(people, axis, room, size, _SLOTS[0])
    best: Layout | None = None
    for shorter in (0, 2, 5) if len(people) <= NAMED_ALWAYS else (0,):
        for slot in _SLOTS[: None if len(people) <= NAMED_ALWAYS else 1]:
            found = _laid_out(people, lines, names, axis, room, size, slot, first, shorter)
            if best is None or found.unnamed < best.unnamed:
                best = found
            if not best.unnamed:
                return best
    assert best is not None
    return best


def with_names_of(layout: Layout, before: Layout) -> Layout:
    """A layout without names, with those of an earlier one where each person now stands."""
    spots = {}
    for person, spot in layout.spots.items():
        old = before.spots.get(person)
        if old is not None and old.name is not None:
            box = old.name.box.moved(spot.x - old.x, spot.y - old.y)
            spot = msgspec.structs.replace(spot, name=Name(old.name.text, box))
        spots[person] = spot
    return msgspec.structs.replace(layout, spots=spots)


def _laid_out(
    people: Sequence[Stakeholder],
    lines: Sequence[Influence],
    names: Mapping[UUID, str],
    axis: Axis,
    room: Size,
    size: float,
    slot: Size,
    first: UUID | None,
    shorter: int,
) -> Layout:
    bare = _bare(people, axis, room, size, slot)
    spots = _named(people, lines, names, bare, size, first, shorter)
    return msgspec.structs.replace(bare, spots=spots)


def _bare(people: Sequence[Stakeholder], axis: Axis, room: Size, size: float, slot: Size) -> Layout:
    """Everybody in their cells, without names; in list order."""
    cells: dict[Cell, list[Stakeholder]] = defaultdict(list)
    for person in people:
        cells[axis.of(person), person.power].append(person)
    width, height = room
    shapes = {
        cell: _shape(len(held), (width / 6, height / 6), size, slot) for cell, held in cells.items()
    }
    across: dict[int | None, int] = defaultdict(int)
    down: dict[int | None, int] = defaultdict(int)
    for (column, row), (wide, high) in shapes.items():
        across[column] = max(across[column], wide)
        down[row] = max(down[row], high)
    empty = Layout(
        width=width,
        height=height,
        columns=_tracks((None, *axis.steps), across, width, size, slot[0]),
        rows=_tracks((None, *POWERS), down, height, size, slot[1]),
        spots={},
    )
    placed: dict[UUID, Spot] = {}
    for cell, held in cells.items():
        for spot in _spread(held, *empty.cell_of(*cell), size, slot):
            placed[spot.person] = spot
    return msgspec.structs.replace(empty, spots={p.id: placed[p.id] for p in people})


def _shape(count: int, room: Size, size: float, slot: Size) -> tuple[int, int]:
    """Columns and rows of slots for so many people, as the cell is shaped."""
    width, height = slot[0] * size / room[0], slot[1] * size / room[1]
    best = min(range(1, count + 1), key=lambda n: max(n * width, -(-count // n) * height))
    return best, -(-count // best)


def _tracks(
    steps: Sequence[int | None],
    slots: Mapping[int | None, int],
    room: float,
    size: float,
    slot: float,
) -> tuple[Track, ...]:
    """Tracks that fill the room: all alike, unless the people of one need more than its share."""
    least = [size * (LANE if step is None else STEP) for step in steps]
    wanted = [
        max(low, slots.get(step, 0) * slot * size) for step, low in zip(steps, least, strict=True)
    ]
    if sum(wanted) > room:
        spare = max(0.0, room - sum(least))
        more = sum(wanted) - sum(least) or 1.0
        sizes = [low + (want - low) * spare / more for low, want in zip(least, wanted, strict=True)]
        shrunk = room / sum(sizes)
        sizes = [each * min(1.0, shrunk) for each in sizes]
    else:
        sizes = _filled(wanted, room, lane=not slots.get(None))
    tracks, start = [], 0.0
    for step, long in zip(steps, sizes, strict=True):
        tracks.append(Track(step, start, long))
        start += long
    return tuple(tracks)


def _filled(wanted: Sequence[float], room: float, *, lane: bool) -> list[float]:
    """What is left over raises the smallest tracks first; an empty lane stays as it is."""
    growing = list(range(int(lane), len(wanted)))
    fixed = sum(wanted[: int(lane)])
    while True:
        level = (room - fixed) / len(growing)
        over = [place for place in growing if wanted[place] > level]
        if not over:
            break
        fixed += sum(wanted[place] for place in over)
        growing = [place for place in growing if place not in over]
    return [level if place in growing else want for place, want in enumerate(wanted)]


def _spread(
    held: Sequence[Stakeholder], column: Track, row: Track, size: float, slot: Size
) -> Iterator[Spot]:
    """The people of one cell side by side and under each other, from its upper left."""
    across, down = _shape(len(held), (column.size, row.size), size, slot)
    if across * slot[0] * size > column.size or down * slot[1] * size > row.size:
        across = max(
            range(1, len(held) + 1),
            key=lambda n: min(column.size / n, row.size / -(-len(held) // n)),
        )
        down = -(-len(held) // across)
    step_x, step_y = column.size / across, row.size / down
    most = max(_LEAST_RADIUS * size, min(step_x, step_y) / 2 - 1)
    for place, person in enumerate(held):
        line, number = divmod(place, across)
        # The last line may be shorter: it stands in the middle.
        here = min(across, len(held) - line * across)
        x = column.middle + (number - (here - 1) / 2) * step_x
        y = row.start + row.size - (line + 0.5) * step_y
        radius = min(_RADII.get(person.interest, _RADII[None]) * size, most)
        yield Spot(person.id, x, y, radius)


def _strokes(
    lines: Sequence[Influence], placed: Mapping[UUID, Spot]
) -> tuple[tuple[Size, Size], ...]:
    ends = ((placed[a], placed[b]) for a, b in _ends(lines) if a in placed and b in placed)
    return tuple(((one.x, one.y), (two.x, two.y)) for one, two in ends)


def _ends(lines: Sequence[Influence]) -> Iterator[tuple[UUID, UUID]]:
    for line in lines:
        if line.from_id is not None and line.to_id is not None:
            yield line.from_id, line.to_id


def _named(
    people: Sequence[Stakeholder],
    lines: Sequence[Influence],
    names: Mapping[UUID, str],
    ground: Layout,
    size: float,
    first: UUID | None,
    shorter: int,
) -> dict[UUID, Spot]:
    """The spots with the names that have room; who weighs more chooses first."""
    spots = ground.spots
    order = sorted(people, key=lambda p: (p.id != first, -(p.power or 0), -(p.interest or 0)))
    circles = {p.id: Box.around(spots[p.id].x, spots[p.id].y, spots[p.id].radius) for p in order}
    found = place_names(
        {p.id: names.get(p.id, "") for p in order},
        circles,
        (ground.width, ground.height),
        size,
        shorter=shorter,
        strokes=_strokes(lines, spots) if len(people) <= CLEAR_UPTO else (),
    )
    return {
        person: msgspec.structs.replace(spot, name=found.get(person))
        for person, spot in spots.items()
    }
