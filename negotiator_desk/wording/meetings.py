"""What stands beside meetings and tactics: when, who, what was seen, tested and answered."""

from datetime import date
from typing import Final

from negotiator_desk.domain.facts import present
from negotiator_desk.domain.learn import is_answered, is_held
from negotiator_desk.domain.meetings import (
    behaviours_of,
    day_of,
    is_ahead,
    is_bare,
    is_cancelled,
    is_open,
    questions_of,
)
from negotiator_desk.models.before import Question
from negotiator_desk.models.choices import Effect, QuestionDirection
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.learn import Behaviour
from negotiator_desk.models.table import Meeting
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import record_title, short_line, title_of
from negotiator_desk.wording.marked import Marked
from negotiator_desk.wording.tactics import catalogued

_ANSWERED: Final = {
    Effect.WORKED: N_("It worked"),
    Effect.NEUTRAL: N_("No effect"),
    Effect.BACKFIRED: N_("It backfired"),
}


def deadline_text(behaviour: Behaviour) -> str:
    """Whether a deadline they set was tested; empty where the tactic sets none."""
    if behaviour.deadline_tested is not None:
        return _("Tested") if behaviour.deadline_tested else _("Untested")
    known = catalogued(behaviour.tactic)
    return _("Not noted") if known is not None and known.deadline else ""


def answer_text(behaviour: Behaviour) -> str:
    """Whether a tactic was answered, and with what effect."""
    if is_answered(behaviour) and behaviour.effect is not None:
        return _(_ANSWERED[behaviour.effect])
    if present(behaviour.our_response):
        return _("Effect not noted")
    if behaviour.effect is not None:
        return _("Answer not noted")
    return _("Not answered")


def when_text(meeting: Meeting, today: date, formats: Formats) -> Marked:
    """When a meeting is or was; one whose day has gone by says that it is not marked as held."""
    day = day_of(meeting)
    if is_cancelled(meeting):
        return _("Cancelled"), "muted"
    if is_held(meeting):
        return _("Held {date}").format(date=formats.date_text(meeting.held_on)), "muted"
    if day is None:
        return _("No date"), "exposed"
    if day < today:
        return _("{date}: held?").format(date=formats.date_text(day)), "exposed"
    return formats.time_text(meeting.starts_at), ""


def who_text(meeting: Meeting, snapshot: Snapshot, formats: Formats) -> str:
    """Who sits there: their people by name, ours by number."""
    parts = [title_of(each, formats, snapshot) for each in meeting.stakeholder_ids]
    if n := len(meeting.our_people):
        parts.append(ngettext("{n} of us", "{n} of us", n).format(n=n))
    return ", ".join(parts)


def questions_text(meeting: Meeting, snapshot: Snapshot) -> str:
    """How many questions of a meeting are open; of one that is ahead also those to bring."""
    prepared = questions_of(snapshot, meeting)
    ask = [q for q in prepared.questions if q.direction is not QuestionDirection.KEEP_BACK]
    n = sum(map(is_open, ask))
    if n:
        return ngettext("{n} open", "{n} open", n).format(n=n)
    if ask:
        return _("All asked")
    return _("None yet") if is_ahead(meeting) else ""


def seen_text(meeting: Meeting, snapshot: Snapshot) -> Marked:
    """How many tactics were seen in a meeting held, that none was, or that nobody noted it."""
    n = len(behaviours_of(snapshot, meeting))
    if n:
        return ngettext("{n} seen", "{n} seen", n).format(n=n), ""
    if is_bare(snapshot, meeting):
        return _("Not noted"), "exposed"
    return (_("None seen"), "muted") if is_held(meeting) else ("", "")


def question_note(question: Question, snapshot: Snapshot, formats: Formats) -> str:
    """Of whom a question is asked, or that it is one to keep back."""
    if question.direction is QuestionDirection.KEEP_BACK:
        return _("keep back")
    if question.stakeholder_id is None:
        return ""
    return title_of(question.stakeholder_id, formats, snapshot)


def in_days(day: date, today: date) -> str:
    """How far off a day is: today, tomorrow, in 17 days."""
    left = (day - today).days
    if left == 0:
        return _("today")
    if left == 1:
        return _("tomorrow")
    if left < 0:
        return ngettext("{n} day ago", "{n} days ago", -left).format(n=-left)
    return ngettext("in {n} day", "in {n} days", left).format(n=left)


def next_meeting_text(
    meeting: Meeting | None, snapshot: Snapshot, today: date, formats: Formats
) -> str:
    """The next meeting in a sentence: which, when, and what is open for it."""
    if meeting is None:
        return _("No meeting ahead.")
    name = short_line(record_title("meetings", meeting, formats), 60)
    day = day_of(meeting)
    if day is None:
        return _("Next: {meeting}, without a date.").format(meeting=name)
    return _("Next: {meeting}, {when}.").format(meeting=name, when=in_days(day, today))
