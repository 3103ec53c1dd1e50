"""Meetings as work: which one is at hand, what is prepared for it, what was seen in it."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from negotiator_desk.domain.facts import present
from negotiator_desk.domain.learn import is_held
from negotiator_desk.models.before import Question
from negotiator_desk.models.choices import MeetingStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.learn import Behaviour
from negotiator_desk.models.table import Meeting

NOTED_AFTER: Final = timedelta(days=7)
"""How long after a meeting what is noted without a date of its own is taken to be of it."""

_LATE: Final = datetime.max
_MARK: Final = re.compile(r"^\s*(?:[-–—•*·]|\d{1,2}[.)])\s+")


def day_of(meeting: Meeting) -> date | None:
    """The day of a meeting: when it was held, else when it is to start."""
    if meeting.held_on is not None:
        return meeting.held_on
    return None if meeting.starts_at is None else meeting.starts_at.date()


def is_cancelled(meeting: Meeting) -> bool:
    """Whether a meeting was called off."""
    return meeting.status is MeetingStatus.CANCELLED


def is_ahead(meeting: Meeting) -> bool:
    """Whether a meeting is still to be held: neither held nor called off."""
    return not is_cancelled(meeting) and not is_held(meeting)


def next_meeting(snapshot: Snapshot, today: date) -> Meeting | None:
    """The meeting to prepare: the first one ahead from today on, else one without a day."""
    ahead = [each for each in snapshot.meetings if is_ahead(each)]
    dated = [m for m in ahead if m.starts_at is not None and m.starts_at.date() >= today]
    if dated:
        return min(dated, key=_start)
    return next((meeting for meeting in ahead if meeting.starts_at is None), None)


def last_meeting(snapshot: Snapshot, today: date) -> Meeting | None:
    """The meeting that was held last, up to a day; of one day the one listed last."""
    held = [(m.held_on, m) for m in snapshot.meetings if m.held_on is not None and is_held(m)]
    past = [(day, meeting) for day, meeting in reversed(held) if day <= today]
    return max(past, key=lambda pair: pair[0], default=(None, None))[1]


def meeting_at_hand(snapshot: Snapshot, today: date) -> Meeting | None:
    """The meeting that a note of this moment belongs to.

    Today's (one not held yet goes first), else the last one held, for a week; else none.
    """
    todays = [m for m in snapshot.meetings if not is_cancelled(m) and day_of(m) == today]
    if todays:
        return min(todays, key=lambda m: (is_held(m), _start(m)))
    held = [(m.held_on, m) for m in snapshot.meetings if m.held_on is not None and is_held(m)]
    recent = [(day, m) for day, m in held if today - NOTED_AFTER <= day < today]
    return max(recent, key=lambda pair: pair[0])[1] if recent else None


def meeting_for_table(snapshot: Snapshot, today: date) -> Meeting | None:
    """The meeting that is prepared for or sat in: today's, else the next one."""
    at_hand = meeting_at_hand(snapshot, today)
    if at_hand is not None and day_of(at_hand) == today:
        return at_hand
    return next_meeting(snapshot, today)


def _start(meeting: Meeting) -> datetime:
    return meeting.starts_at or _LATE


def in_order(meetings: Iterable[Meeting], today: date) -> tuple[Meeting, ...]:
    """Meetings as they are wanted: those ahead by their start, those held from the last one back.

    One that should have started and is not marked as held stands among those ahead, after the ones
    to come; those called off stand last. Meetings without a day keep their order.
    """

    def place(meeting: Meeting) -> tuple[int, int]:
        day = day_of(meeting)
        if is_cancelled(meeting):
            return (3, -day.toordinal() if day else 0)
        if is_held(meeting):
            return (2, -day.toordinal() if day else 0)
        if day is not None and day < today:
            return (1, -day.toordinal())
        return (0, day.toordinal() if day else date.max.toordinal())

    return tuple(sorted(meetings, key=lambda meeting: (*place(meeting), _start(meeting))))


class Prepared(msgspec.Struct, frozen=True):
    """The questions of a meeting, and open ones to its people that belong to no meeting yet."""

    questions: tuple[Question, ...]
    open_to_people: tuple[Question, ...]


def is_open(question: Question) -> bool:
    """Whether a question was neither asked nor answered."""
    return question.asked_on is None and not present(question.answer)


def questions_of(snapshot: Snapshot, meeting: Meeting) -> Prepared:
    """What is to be asked in a meeting and what to keep back there, as listed."""
    people = frozenset(meeting.stakeholder_ids)
    return Prepared(
        tuple(q for q in snapshot.questions if q.meeting_id == meeting.id),
        tuple(
            q
            for q in snapshot.questions
            if q.meeting_id is None and q.stakeholder_id in people and is_open(q)
        ),
    )


def behaviours_of(snapshot: Snapshot, meeting: Meeting) -> tuple[Behaviour, ...]:
    """The tactics seen in a meeting."""
    return tuple(each for each in snapshot.behaviours if each.meeting_id == meeting.id)


def is_bare(snapshot: Snapshot, meeting: Meeting) -> bool:
    """Whether a meeting was held of which nobody noted a tactic, nor that there was none."""
    if not is_held(meeting) or meeting.no_behaviour_seen:
        return False
    return not behaviours_of(snapshot, meeting)


def steps_of(text: str) -> tuple[str, ...]:
    """The next steps of a meeting one by one: a line each, without its bullet or number."""
    lines = (_MARK.sub("", line).strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def open_steps(snapshot: Snapshot, meeting: Meeting) -> tuple[str, ...]:
    """The next steps of a meeting that no action holds yet."""
    known = {a.text.casefold() for a in snapshot.actions if a.record_id == meeting.id}
    return tuple(step for step in steps_of(meeting.next_steps) if step.casefold() not in known)
