"""What is done with meetings in one step: held today, questions asked, next steps made actions."""

from __future__ import annotations

from uuid import UUID, uuid4

from negotiator_desk.domain.meetings import day_of, open_steps
from negotiator_desk.models.choices import Control, MeetingStatus, QuestionDirection
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.learn import Action
from negotiator_desk.models.table import Meeting
from negotiator_desk.services.checks import checked
from negotiator_desk.services.context import Context
from negotiator_desk.services.labels import label_of_many
from negotiator_desk.services.records import set_values
from negotiator_desk.services.work import edit_deal


def hold_today(context: Context, deal_id: UUID, meeting_id: UUID) -> None:
    """Mark a meeting as held today.

    Raises:
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    values = {"held_on": context.today(), "status": MeetingStatus.HELD}
    set_values(context, deal_id, "meetings", meeting_id, values)


def set_asked(
    context: Context,
    deal_id: UUID,
    question_id: UUID,
    asked: bool,
    meeting_id: UUID | None = None,
) -> None:
    """Mark a question as asked today, or as not asked; asked in a meeting it belongs to that one.

    Raises:
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    values: dict[str, object] = {"asked_on": context.today() if asked else None}
    if asked and meeting_id is not None:
        values["meeting_id"] = meeting_id
    set_values(context, deal_id, "questions", question_id, values)


def make_actions(context: Context, deal_id: UUID, meeting_id: UUID) -> tuple[UUID, ...]:
    """Turn the next steps of a meeting into actions, one for each line; the ids of the new ones.

    A step that is an action of this meeting already is left out. The owner is the one of us who is
    named in the line, else the user; the control goes by the part of the deal the meeting was in.

    Raises:
        FormError: a line is too long for an action.
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    with edit_deal(context, deal_id, "add", "actions") as work:
        work.unit.record(deal_id, "meetings", meeting_id)
        snapshot = work.unit.load(deal_id)
        meeting = next(each for each in snapshot.meetings if each.id == meeting_id)
        made = [
            Action(
                id=uuid4(),
                **work.made,
                text=checked(Action, "text", step),
                control=control_of(snapshot, meeting),
                record_id=meeting_id,
                owner=_owner(step, meeting) or work.me,
            )
            for step in open_steps(snapshot, meeting)
        ]
        if made:
            work.unit.insert_many(deal_id, made)
            work.unit.label = label_of_many(work.unit, deal_id, "add", "actions", list(made))
    return tuple(action.id for action in made)


def control_of(snapshot: Snapshot, meeting: Meeting) -> Control:
    """The control a meeting serves, by the dates of the deal that lie before it."""
    day, deal = day_of(meeting), snapshot.deal
    reached = [
        control
        for control, begun in (
            (Control.TABLE, deal.rfp_issued_on),
            (Control.SIGNATURE, deal.award_on),
            (Control.DELIVERY, deal.signed_on),
        )
        if begun is not None and (day is None or begun < day)
    ]
    before = day is not None and deal.rfp_issued_on is not None and day <= deal.rfp_issued_on
    return reached[-1] if reached else Control.BEFORE if before else Control.TABLE


def _owner(step: str, meeting: Meeting) -> str:
    """The one of our people in the meeting whose name, or last name, stands in a step first."""
    folded = step.casefold()
    named = []
    for person in meeting.our_people:
        words = person.name.casefold().split()
        places = [folded.find(word) for word in (" ".join(words), *words[-1:]) if word]
        if found := [place for place in places if place >= 0]:
            named.append((min(found), person.name))
    return min(named)[1] if named else ""


def question_values(text: str, meeting: Meeting) -> dict[str, object]:
    """What a question added to a meeting starts with: to ask, there, of the only person there."""
    people = meeting.stakeholder_ids
    return {
        "text": text,
        "direction": QuestionDirection.ASK,
        "meeting_id": meeting.id,
        "stakeholder_id": people[0] if len(people) == 1 else None,
    }
