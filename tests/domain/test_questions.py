"""Where a question stands: by its direction, its dates and its meeting."""

import pytest

from negotiator_desk.domain.questions import QuestionState, count_states, question_state
from negotiator_desk.models.before import Question
from negotiator_desk.models.table import Meeting
from tests.domain.build import make, next_id, on

TODAY = on("10.6.")
PAST = make(Meeting, id=next_id(), held_on="9.6.", status="held")
HELD_TODAY = make(Meeting, id=next_id(), held_on="10.6.", status="held")
CANCELLED = make(Meeting, id=next_id(), held_on="9.6.", status="cancelled")
AHEAD = make(Meeting, id=next_id(), held_on="11.6.")
DAYLESS = make(Meeting, id=next_id())
MEETINGS = {each.id: each for each in (PAST, HELD_TODAY, CANCELLED, AHEAD, DAYLESS)}


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, QuestionState.TO_ASK),
        ({"direction": "ask"}, QuestionState.TO_ASK),
        ({"meeting_id": PAST.id}, QuestionState.MISSED),
        ({"meeting_id": HELD_TODAY.id}, QuestionState.MISSED),
        ({"meeting_id": CANCELLED.id}, QuestionState.TO_ASK),
        ({"meeting_id": AHEAD.id}, QuestionState.TO_ASK),
        ({"meeting_id": DAYLESS.id}, QuestionState.TO_ASK),
        ({"meeting_id": PAST.id, "asked_on": "9.6."}, QuestionState.ASKED),
        ({"asked_on": "9.6.", "answer": "  "}, QuestionState.ASKED),
        ({"asked_on": "9.6.", "answer": "No"}, QuestionState.ANSWERED),
        ({"answered_on": "9.6."}, QuestionState.ANSWERED),
        ({"direction": "keep_back", "answer": "No"}, QuestionState.KEEP_BACK),
    ],
)
def test_where_a_question_stands(values: dict[str, object], state: QuestionState) -> None:
    assert question_state(make(Question, text="?", **values), MEETINGS, TODAY) is state


def test_questions_are_counted_by_where_they_stand() -> None:
    asked = [make(Question, asked_on="9.6."), make(Question), make(Question)]
    counts = count_states(asked, MEETINGS, TODAY)
    assert (counts[QuestionState.TO_ASK], counts[QuestionState.ASKED]) == (2, 1)
    assert counts[QuestionState.ANSWERED] == 0
