"""People on a map: who weighs much, who stands where, which lines close a circle."""

from uuid import UUID

import pytest

from negotiator_desk.domain.people import (
    Axis,
    closes_a_circle,
    drawn_lines,
    powerful,
    standing,
    step_by,
    weight_of,
)
from negotiator_desk.models.before import Influence, Stakeholder

from .build import make


def test_standing_counts_every_person_once() -> None:
    people = [
        make(Stakeholder, power=n, stance=s) for n, s in ((5, 2), (4, -1), (1, 0), (None, None))
    ]
    found = standing(people)
    assert (found.people, found.supporters, found.neutral, found.opponents, found.unknown) == (
        4,
        1,
        1,
        1,
        1,
    )
    assert [person.power for person in powerful(people)] == [5, 4]
    assert [weight_of(person) for person in people] == [5, 4, 1, 1]


@pytest.mark.parametrize(
    ("steps", "value", "by", "wanted"),
    [
        ((-2, -1, 0, 1, 2), 0, 1, 1),
        ((-2, -1, 0, 1, 2), 2, 1, 2),
        ((-2, -1, 0, 1, 2), -2, -1, -2),
        ((-2, -1, 0, 1, 2), None, 1, -2),
        ((1, 2, 3, 4, 5), None, -1, None),
        ((1, 2, 3, 4, 5), 1, -1, 1),
    ],
)
def test_step(steps: tuple[int, ...], value: int | None, by: int, wanted: int | None) -> None:
    assert step_by(steps, value, by) == wanted


def test_axis_reads_its_own_field() -> None:
    person = make(Stakeholder, power=3, stance=-1, interest=4)
    assert Axis.STANCE.of(person) == -1
    assert Axis.INTEREST.of(person) == 4


def test_lines_that_cannot_be_drawn_are_left_out() -> None:
    one, two = make(Stakeholder), make(Stakeholder)
    good = make(Influence, from_id=one.id, to_id=two.id)
    bad = [
        make(Influence, from_id=one.id, to_id=one.id),
        make(Influence, from_id=one.id),
        make(Influence, from_id=one.id, to_id=UUID(int=7)),
    ]
    assert drawn_lines((one, two), (good, *bad)) == (good,)


def test_a_report_closes_a_circle() -> None:
    a, b, c = UUID(int=1), UUID(int=2), UUID(int=3)
    lines = [
        make(Influence, from_id=a, kind="reports_to", to_id=b),
        make(Influence, from_id=b, kind="reports_to", to_id=c),
        make(Influence, from_id=c, kind="influences", to_id=a),
    ]
    assert closes_a_circle(lines, c, a)
    assert not closes_a_circle(lines, a, c)
    assert not closes_a_circle((), a, b)
