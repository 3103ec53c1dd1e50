"""The control of learning, the self-assessment, and scores as a whole."""

from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.domain.results import Status
from negotiator_desk.models.choices import Control
from tests.domain.build import (
    Behaviour,
    CarriedLesson,
    Criterion,
    Lesson,
    Meeting,
    Outcome,
    SelfAssessment,
    judged,
    make,
    ratio,
    revision,
    snapshot,
)

TABLE = {"stage": "table"}


def test_nothing_to_learn_from_yet() -> None:
    found = judged(snapshot(TABLE)).control(Control.LEARN)
    assert [check.ratio for check in found.checks] == [None] * 4
    assert (found.lost, found.exposed, found.score) == (None, None, None)


def test_meetings_held_with_a_behaviour_or_marked_without() -> None:
    meetings = [
        make(Meeting, held_on="1.2."),
        make(Meeting, held_on="2.2.", no_behaviour_seen=True),
        make(Meeting, held_on="3.2.", no_behaviour_seen=False),
        make(Meeting, held_on="4.2.", status="cancelled"),
        make(Meeting, status="held"),
        make(Meeting, held_on="4.2.", status="planned"),
    ]
    behaviours = [
        make(Behaviour, meeting_id=meetings[0].id),
        make(Behaviour, meeting_id=meetings[5].id, seen_on="9.9."),
    ]
    deal = snapshot(TABLE, meetings=meetings, behaviours=behaviours)
    assert ratio(judged(deal, "1.5."), "behaviour_captured") == Fraction(2, 4)
    assert ratio(judged(deal, "9.9."), "behaviour_captured") == Fraction(3, 4)


def test_behaviour_needs_answer_and_effect() -> None:
    behaviours = [
        make(Behaviour, our_response="asked why", effect="worked"),
        make(Behaviour, our_response=" ", effect="worked"),
        make(Behaviour, our_response="asked why"),
    ]
    deal = snapshot(TABLE, behaviours=behaviours)
    assert ratio(judged(deal), "behaviour_answered") == Fraction(1, 3)


def test_lessons_applied_or_dismissed_with_a_reason() -> None:
    lessons = [
        make(CarriedLesson, decision="applied"),
        make(CarriedLesson, decision="dismissed", reason="other buyer"),
        make(CarriedLesson, decision="dismissed", reason=" "),
        make(CarriedLesson, decision="pending"),
        make(CarriedLesson),
    ]
    assert ratio(judged(snapshot(TABLE, carried_lessons=lessons)), "lessons_reused") == Fraction(
        2, 5
    )


@pytest.mark.parametrize(
    ("outcome", "lessons", "expected"),
    [
        (None, 0, Fraction(0)),
        ({"result": "won"}, 0, Fraction(1, 3)),
        ({"result": "won", "reasons": ("price", "")}, 0, Fraction(2, 3)),
        ({"result": "won", "reasons": (" ",)}, 1, Fraction(2, 3)),
        ({"result": "won", "reasons": ("price",)}, 1, Fraction(1)),
    ],
)
def test_the_outcome_in_thirds_once_closed(
    outcome: dict[str, Any] | None, lessons: int, expected: Fraction
) -> None:
    values = {"outcome": None if outcome is None else make(Outcome, id=None, **outcome)}
    kept = [make(Lesson, text="x") for _ in range(lessons)]
    closed = snapshot({"closed_on": "1.2.", **values}, lessons=kept)
    assert ratio(judged(closed), "outcome_recorded") == expected
    assert ratio(judged(snapshot({**TABLE, **values}, lessons=kept)), "outcome_recorded") is None


def assessed(answers: dict[str, int], answered_on: str | None = None) -> SelfAssessment:
    return make(SelfAssessment, answers=answers, answered_on=answered_on)


def test_declared_scores_from_the_latest_assessment() -> None:
    deal = snapshot(
        self_assessments=[
            assessed({"before_1": 4, "before_3": 1, "learn_4": 0}, "1.2."),
            assessed({"before_1": 0}, "1.1."),
            assessed({"before_1": 2}),
            assessed({"before_1": 3}, "1.9."),
        ]
    )
    found = judged(deal, "1.5.").declared
    assert found == {Control.BEFORE: Fraction(125, 2), Control.LEARN: 0}
    assert judged(deal).declared == {Control.BEFORE: 75}
    assert judged(snapshot()).declared == {}


@pytest.mark.parametrize(("answers", "found"), [((3, 3, 3, 3), True), ((3, 3, 3, 2), False)])
def test_the_perception_gap_is_a_finding_from_fifteen_points_on(
    answers: tuple[int, ...], found: bool
) -> None:
    # The criterion alone is applicable in both of its checks: 60 and 60.
    deal = snapshot(
        criteria=[
            make(Criterion, weight=18, known_on="1.1.", origin="shaped"),
            make(Criterion, weight=42, known_on="1.1."),
        ],
        self_assessments=[assessed({f"before_{n}": a for n, a in enumerate(answers, 1)})],
    )
    diagnosis = judged(deal)
    assert diagnosis.control(Control.BEFORE).score == 60
    finding = diagnosis.finding("perception_before")
    assert (finding is not None) is found
    if finding is not None:
        assert finding.params["points"] == 15


def test_scores_are_means_of_what_is_applicable_and_reached() -> None:
    deal = snapshot(
        TABLE,
        corridor=[revision("1.1.", 1, 1, 1)],
        behaviours=[make(Behaviour)],
    )
    found = judged(deal)
    assert found.control(Control.BEFORE).score == Fraction(100, 6)
    assert found.control(Control.LEARN).score == 0
    assert found.control(Control.SIGNATURE).score is None
    assert found.score == Fraction(100, 12)
    assert found.gap == 100 - Fraction(100, 12)
    assert found.coverage == Fraction(100 * 7, 16)
    assert not found.score_shown
    assert found.check("locked_before_award").status is Status.NOT_DUE


@pytest.mark.parametrize(
    ("origin", "scored"), [(None, True), ("own", True), ("sample", True), ("public_record", False)]
)
def test_a_record_from_outside_has_no_scores(origin: str | None, scored: bool) -> None:
    found = judged(snapshot({"origin": origin, "award_on": "1.2."}))
    assert (found.score is not None) is scored
    assert (found.gap is not None) is scored
    assert any(result.score is not None for result in found.controls) is scored
    assert found.check("locked_before_award").ratio == 0
