"""The layout of the map: everybody placed, in the right cell, names apart, the same each time."""

from collections.abc import Sequence
from itertools import combinations
from uuid import UUID

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from negotiator_desk.charts.map_layout import NAMED_ALWAYS, Layout, lay_out, with_names_of
from negotiator_desk.charts.map_lines import STYLES, join
from negotiator_desk.charts.map_names import Box, short_forms
from negotiator_desk.domain.people import Axis
from negotiator_desk.models.before import Influence, Stakeholder
from negotiator_desk.models.choices import InfluenceKind

USUAL = (580.0, 420.0)
"""The ground of the map in a window of 1440 by 900 pixels."""

SIZE = 11.0

NAMES = st.one_of(
    st.sampled_from(["Ida Lund", "Dr Helen Ostrava", "Ruth Adeyemi-Lowe", "Per", ""]),
    st.text(min_size=0, max_size=60),
    st.lists(st.text("abcdeghWMy", min_size=1, max_size=14), min_size=1, max_size=4).map(" ".join),
)


def people_with(names: Sequence[str], steps: Sequence[tuple[object, ...]]) -> list[Stakeholder]:
    return [
        Stakeholder(id=UUID(int=n + 1), name=name, power=power, stance=stance, interest=interest)  # type: ignore[arg-type]
        for n, (name, (power, stance, interest)) in enumerate(zip(names, steps, strict=True))
    ]


def crowds(least: int = 0, most: int = NAMED_ALWAYS) -> st.SearchStrategy[list[Stakeholder]]:
    """People anywhere, or all of them in a few cells."""
    degree = st.sampled_from([None, 1, 2, 3, 4, 5])
    stance = st.sampled_from([None, -2, -1, 0, 1, 2])
    anywhere = st.tuples(degree, stance, degree)
    few = st.lists(anywhere, min_size=1, max_size=4).flatmap(st.sampled_from)

    def some(n: int) -> st.SearchStrategy[list[Stakeholder]]:
        steps = st.lists(anywhere | few, min_size=n, max_size=n)
        same = st.lists(anywhere, min_size=1, max_size=3).flatmap(
            lambda cells: st.lists(st.sampled_from(cells), min_size=n, max_size=n)
        )
        names = st.lists(NAMES, min_size=n, max_size=n)
        return st.builds(people_with, names, steps | same)

    return st.integers(least, most).flatmap(some)


def laid_out(
    people: Sequence[Stakeholder],
    axis: Axis = Axis.STANCE,
    room: tuple[float, float] = USUAL,
    lines: Sequence[Influence] = (),
    first: UUID | None = None,
) -> Layout:
    names = {person.id: person.name or "Unnamed person" for person in people}
    return lay_out(people, lines, names, axis, room, SIZE, first=first)


def check(layout: Layout, people: Sequence[Stakeholder], axis: Axis) -> None:
    """Everybody stands in the cell of their values; no name lies upon a name or a circle."""
    assert set(layout.spots) == {person.id for person in people}
    boxes = []
    for person in people:
        spot = layout.spots[person.id]
        column, row = layout.cell_at(spot.x, spot.y)
        assert (column.step, row.step) == (axis.of(person), person.power)
        assert spot.radius > 0
        circle = Box.around(spot.x, spot.y, spot.radius)
        boxes.append((person.id, circle, True))
        if spot.name is not None:
            box = spot.name.box
            assert min(box.left, box.bottom) >= 0
            assert box.right <= layout.width
            assert box.top <= layout.height
            assert spot.name.text
            boxes.append((person.id, box, False))
    for (_one, a, is_circle), (_two, b, other_is) in combinations(boxes, 2):
        assert (is_circle and other_is) or not a.meets(b)


@given(crowds(), st.sampled_from(Axis))
@example(people_with(["\xad"], [(4, 0, 1)]), Axis.STANCE)  # a name that no font draws
@settings(max_examples=60, deadline=None)
def test_up_to_25_people_all_have_a_name_at_the_usual_size(
    people: list[Stakeholder], axis: Axis
) -> None:
    layout = laid_out(people, axis)
    check(layout, people, axis)
    assert layout.unnamed == 0
    for one, two in combinations(layout.spots.values(), 2):
        assert (one.x - two.x) ** 2 + (one.y - two.y) ** 2 > (one.radius + two.radius) ** 2
    assert layout == laid_out(people, axis)


@given(crowds(26, 60), st.floats(1, 2000), st.floats(1, 2000))
@settings(max_examples=25, deadline=None)
def test_any_number_at_any_size(people: list[Stakeholder], width: float, height: float) -> None:
    layout = laid_out(people, room=(width, height))
    check(layout, people, Axis.STANCE)
    for tracks, room in ((layout.columns, width), (layout.rows, height)):
        assert sum(track.size for track in tracks) == pytest.approx(room)


def test_200_people_get_more_names_the_larger_the_map() -> None:
    steps = [(n % 6 or None, n % 7 - 2 if n % 7 < 5 else None, n % 5 + 1) for n in range(200)]
    people = people_with([f"Person Number{n}" for n in range(200)], steps)
    unnamed = [laid_out(people, room=(580 * z, 420 * z)).unnamed for z in (1, 2, 4)]
    assert unnamed[0] > unnamed[1] >= unnamed[2] == 0


def test_names_go_along_until_they_are_placed_anew() -> None:
    people = people_with(["Ida Lund", "Per Dahl", "New One"], [(5, -2, 3), (1, 2, 3), (3, 0, 3)])
    before = laid_out(people[:2])
    moved = [people[0], msgspec.structs.replace(people[1], stance=0, power=4), people[2]]
    names = {person.id: person.name for person in moved}
    bare = lay_out(moved, (), names, Axis.STANCE, USUAL, SIZE, named=False)
    assert bare.unnamed == 3
    carried = with_names_of(bare, before)
    assert [spot.name.text if spot.name else "" for spot in carried.spots.values()] == [
        "Ida Lund",
        "Per Dahl",
        "",
    ]
    old, new = before.spots[people[1].id], carried.spots[people[1].id]
    assert old.name is not None
    assert new.name is not None
    assert new.name.box.left - new.x == pytest.approx(old.name.box.left - old.x)
    assert new.name.box.top - new.y == pytest.approx(old.name.box.top - old.y)


def test_the_one_at_hand_is_named_in_any_crowd() -> None:
    people = people_with([f"Person Number{n}" for n in range(200)], [(4, 0, 1)] * 200)
    hidden = next(s.person for s in laid_out(people).spots.values() if s.name is None)
    name = laid_out(people, first=hidden).spots[hidden].name
    assert name is not None
    assert name.text.startswith("Person")


def test_lonely_people_stand_in_the_middle_of_even_cells() -> None:
    people = people_with(["A B", "C D"], [(5, -2, 3), (1, 2, 3)])
    layout = laid_out(people)
    widths = {round(track.size, 6) for track in layout.columns if track.step is not None}
    assert len(widths) == 1
    assert layout.columns[0].size < min(widths)  # nobody's stance is unknown
    first = layout.spots[people[0].id]
    column, row = layout.cell_of(-2, 5)
    assert (first.x, first.y) == (column.middle, row.middle)


def test_names_keep_off_a_line_where_they_can() -> None:
    people = people_with(["Ida Lund", "Per Dahl"], [(5, 0, 3), (1, 0, 3)])
    line = Influence(id=UUID(int=99), from_id=people[0].id, to_id=people[1].id)
    spots = laid_out(people, lines=[line]).spots
    one, two = (spots[person.id] for person in people)
    for spot in (one, two):
        assert spot.name is not None
        assert not spot.name.box.crossed_by(((one.x, one.y), (two.x, two.y)))


def test_shorter_forms_of_a_name() -> None:
    assert short_forms("Ruth Adeyemi-Lowe") == (
        "Ruth Adeyemi-Lowe",
        "R. Adeyemi-Lowe",
        "Adeyemi-Lowe",
    )
    assert short_forms("Per") == ("Per",)
    assert short_forms("") == ("",)


def test_lines_end_at_the_circles_and_show_their_direction() -> None:
    people = people_with(["A B", "C D"], [(5, -2, 3), (1, 2, 3)])
    spots = laid_out(people).spots
    one, two = people[0].id, people[1].id
    lines = [
        Influence(id=UUID(int=90 + n), from_id=a, kind=kind, to_id=b)
        for n, (a, b, kind) in enumerate(
            (
                (one, two, InfluenceKind.REPORTS_TO),
                (two, one, InfluenceKind.INFLUENCES),
                (one, two, InfluenceKind.CONFLICTS_WITH),
                (one, one, InfluenceKind.INFLUENCES),
                (one, None, InfluenceKind.INFLUENCES),
            )
        )
    ]
    joints = join(lines, spots, SIZE)
    assert [joint.line for joint in joints] == [line.id for line in lines[:3]]
    for joint, line in zip(joints, lines, strict=False):
        assert line.to_id is not None
        end = spots[line.to_id]
        away = ((joint.end[0] - end.x) ** 2 + (joint.end[1] - end.y) ** 2) ** 0.5
        assert end.radius < away < end.radius + 8
        assert joint.head[1] == joint.end
        assert bool(joint.cross) is (joint.kind is InfluenceKind.CONFLICTS_WITH)
    assert len({joint.middle for joint in joints}) == 3  # side by side, not one upon another


def test_kinds_of_lines_differ_without_colours() -> None:
    forms = [STYLES[kind] for kind in InfluenceKind]
    assert len({(bool(form.dash), form.dash, form.filled, form.crossed) for form in forms}) == 3
