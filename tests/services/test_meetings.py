"""Held today, asked, next steps made actions: each one step."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from negotiator_desk.models.before import Question
from negotiator_desk.models.choices import Control, MeetingStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Meeting, MeetingPerson
from negotiator_desk.services.context import Context
from negotiator_desk.services.meetings import hold_today, make_actions, set_asked
from negotiator_desk.services.settings import set_name
from negotiator_desk.store.desk import NoSuchRecord
from negotiator_desk.wording.edits import edit_text
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")
TODAY = date(2026, 5, 4)

ROUND = Meeting(
    id=uid("round"),
    title="Round two",
    status=MeetingStatus.PLANNED,
    our_people=(
        MeetingPerson(id=uid("p1"), name="Maya Ferrant"),
        MeetingPerson(id=uid("p2"), name="Sana Whitlock"),
    ),
    next_steps="- Whitlock sends the trial data\n- Price the option\n- Maya Ferrant calls Whitlock",
)
QUESTION = Question(id=uid("question"), text="Who signs?")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        context = Context(desk, clock)
        set_name(context, "R. Oduya")
        made = msgspec.structs.replace(a_deal(), meetings=(ROUND,), questions=(QUESTION,))
        put(desk, msgspec.structs.replace(made, actions=(), behaviours=()))
        yield context


def load(context: Context) -> Snapshot:
    return context.desk.load(DEAL)


def test_held_today_sets_day_and_status_in_one_step(context: Context) -> None:
    before = load(context)
    hold_today(context, DEAL, ROUND.id)
    (meeting,) = load(context).meetings
    assert (meeting.held_on, meeting.status) == (TODAY, MeetingStatus.HELD)
    context.desk.undo()
    assert load(context) == before


def test_a_question_is_asked_in_a_meeting_and_can_be_unticked(context: Context) -> None:
    before = load(context)
    set_asked(context, DEAL, QUESTION.id, True, ROUND.id)
    (question,) = load(context).questions
    assert (question.asked_on, question.meeting_id) == (TODAY, ROUND.id)
    set_asked(context, DEAL, QUESTION.id, False, ROUND.id)
    (question,) = load(context).questions
    assert (question.asked_on, question.meeting_id) == (None, ROUND.id)
    context.desk.undo()
    context.desk.undo()
    assert load(context) == before


def test_each_next_step_is_an_action_once(context: Context) -> None:
    before = load(context)
    made = make_actions(context, DEAL, ROUND.id)
    actions = load(context).actions
    assert [action.id for action in actions] == list(made)
    assert [(action.text, action.owner) for action in actions] == [
        ("Whitlock sends the trial data", "Sana Whitlock"),
        ("Price the option", "R. Oduya"),
        ("Maya Ferrant calls Whitlock", "Maya Ferrant"),
    ]
    assert {action.record_id for action in actions} == {ROUND.id}
    label = context.desk.undo_label
    assert label is not None
    assert edit_text(label) == "add 3 actions"
    assert make_actions(context, DEAL, ROUND.id) == ()
    context.desk.undo()
    assert load(context) == before


@pytest.mark.parametrize(
    ("held_on", "control"),
    [
        (date(2026, 1, 1), Control.BEFORE),
        (date(2026, 3, 1), Control.TABLE),
        (date(2026, 5, 1), Control.SIGNATURE),
        (date(2026, 7, 1), Control.DELIVERY),
        (None, Control.DELIVERY),
    ],
)
def test_an_action_serves_the_control_of_its_meeting(
    context: Context, held_on: date | None, control: Control
) -> None:
    from negotiator_desk.services.records import set_values

    dates = {
        "rfp_issued_on": date(2026, 2, 1),
        "award_on": date(2026, 4, 1),
        "signed_on": date(2026, 6, 1),
    }
    set_values(context, DEAL, "deal", DEAL, dates)
    set_values(context, DEAL, "meetings", ROUND.id, {"held_on": held_on})
    make_actions(context, DEAL, ROUND.id)
    assert {action.control for action in load(context).actions} == {control}


def test_what_is_gone_is_refused(context: Context) -> None:
    with pytest.raises(NoSuchRecord):
        hold_today(context, DEAL, uid("gone"))
    with pytest.raises(NoSuchRecord):
        set_asked(context, DEAL, uid("gone"), True)
    with pytest.raises(NoSuchRecord):
        make_actions(context, DEAL, uid("gone"))
