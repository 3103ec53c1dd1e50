"""Where a question stands and how far its answer can be trusted, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from negotiator_desk.domain.meetings import day_of
from negotiator_desk.domain.questions import QuestionState
from negotiator_desk.models.before import Question
from negotiator_desk.models.choices import Trust
from negotiator_desk.models.table import Meeting
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.marked import Marked

LONG: Final = 7
"""After so many days without an answer the days are said."""

_TRUST: Final = {
    None: N_("Answered, trust not judged"),
    Trust.SAID: N_("Answered, only said"),
    Trust.CROSS_CHECKED: N_("Answered, cross-checked"),
    Trust.PROVEN: N_("Answered, proven"),
}

_TRUSTED: Final = {
    None: "exposed",
    Trust.SAID: "exposed",
    Trust.CROSS_CHECKED: "protected",
    Trust.PROVEN: "protected",
}


def state_text(
    question: Question,
    state: QuestionState,
    meetings: Mapping[UUID, Meeting],
    today: date,
    formats: Formats,
) -> Marked:
    """Where a question stands."""
    match state:
        case QuestionState.KEEP_BACK:
            return _("Keep back"), "muted"
        case QuestionState.ANSWERED:
            return _(_TRUST[question.trust]), _TRUSTED[question.trust]
        case QuestionState.ASKED:
            return _waiting(question, today, formats)
        case QuestionState.MISSED:
            meeting = meetings.get(question.meeting_id) if question.meeting_id else None
            day = None if meeting is None else day_of(meeting)
            if day is None:
                return _("Not asked in its meeting"), "exposed"
            return _("Not asked on {day}").format(day=_short(day, today, formats)), "exposed"
    return _("To ask"), ""


def _short(day: date, today: date, formats: Formats) -> str:
    return formats.day_month(day) if day.year == today.year else formats.date_text(day)


def _waiting(question: Question, today: date, formats: Formats) -> Marked:
    days = 0 if question.asked_on is None else (today - question.asked_on).days
    if days > LONG:
        text = ngettext("Asked, no answer for {n} day", "Asked, no answer for {n} days", days)
        return text.format(n=days), "exposed"
    if question.asked_on is None:
        return _("Asked, no answer yet"), ""
    return _("Asked {day}, no answer yet").format(day=_short(question.asked_on, today, formats)), ""


def filter_text(key: str, count: int) -> str:
    """A group of questions with how many there are."""
    name = {
        "all": _("All"),
        "open": _("To ask"),
        "asked": _("Waiting"),
        "answered": _("Answered"),
        "keep_back": _("Keep back"),
    }[key]
    return _("{group} {n}").format(group=name, n=count)


def unasked_text(missed: int) -> str:
    """How many questions were not asked though their meeting is over; nothing for none."""
    if not missed:
        return ""
    return ngettext(
        "{n} question was not asked though its meeting is over: give it another.",
        "{n} questions were not asked though their meetings are over: give them others.",
        missed,
    ).format(n=missed)


def nothing_here(key: str) -> str:
    """A group without a question."""
    return {
        "all": "",
        "open": _("Nothing left to ask."),
        "asked": _("No question is waiting for its answer."),
        "answered": _("No answer is recorded yet."),
        "keep_back": _("Nothing is marked to be kept back: what must the buyer not hear from us?"),
    }[key]
