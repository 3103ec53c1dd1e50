"""Where each question stands: to ask, not asked in its meeting, waiting, answered, kept back."""

import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from negotiator_desk.domain.facts import present
from negotiator_desk.domain.learn import is_held
from negotiator_desk.domain.meetings import day_of, is_cancelled
from negotiator_desk.models.before import Question
from negotiator_desk.models.choices import QuestionDirection
from negotiator_desk.models.table import Meeting


class QuestionState(enum.Enum):
    """Where a question stands; one without a direction is to be asked."""

    TO_ASK = "to_ask"
    MISSED = "missed"
    """Its meeting is over and it was not asked there."""
    ASKED = "asked"
    """Asked, without an answer yet."""
    ANSWERED = "answered"
    KEEP_BACK = "keep_back"


def question_state(
    question: Question, meetings: Mapping[UUID, Meeting], today: date
) -> QuestionState:
    """Where a question stands on a day.

    Args:
        question: the question.
        meetings: the meetings of its deal by id.
        today: a meeting of an earlier day is over, one of today once it is marked as held.
    """
    if question.direction is QuestionDirection.KEEP_BACK:
        return QuestionState.KEEP_BACK
    if question.answered_on is not None or present(question.answer):
        return QuestionState.ANSWERED
    if question.asked_on is not None:
        return QuestionState.ASKED
    meeting = meetings.get(question.meeting_id) if question.meeting_id else None
    if meeting is not None and _is_over(meeting, today):
        return QuestionState.MISSED
    return QuestionState.TO_ASK


def _is_over(meeting: Meeting, today: date) -> bool:
    if is_cancelled(meeting):
        return False
    day = day_of(meeting)
    return day is not None and (day < today or (day == today and is_held(meeting)))


def count_states(
    questions: Iterable[Question], meetings: Mapping[UUID, Meeting], today: date
) -> Mapping[QuestionState, int]:
    """How many questions stand where."""
    return Counter(question_state(question, meetings, today) for question in questions)
