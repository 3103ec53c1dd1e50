"""A tactic is logged in one step, with its day and its meeting."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from negotiator_desk.models.choices import MeetingStatus
from negotiator_desk.models.learn import Behaviour
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.table import Meeting
from negotiator_desk.services.behaviours import log_behaviour
from negotiator_desk.services.context import Context
from negotiator_desk.store.desk import NoSuchRecord
from negotiator_desk.wording.edits import edit_text
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")
TODAY = date(2026, 5, 4)

TODAYS = Meeting(id=uid("m1"), title="Today", starts_at=datetime(2026, 5, 4, 15, 0))
LAST = Meeting(
    id=uid("m2"),
    title="Last week",
    held_on=date(2026, 4, 29),
    status=MeetingStatus.HELD,
    no_behaviour_seen=True,
)
OLD = Meeting(id=uid("m3"), title="Old", held_on=date(2026, 3, 1), status=MeetingStatus.HELD)
OFF = Meeting(
    id=uid("m4"),
    title="Off",
    starts_at=datetime(2026, 5, 4, 9, 0),
    status=MeetingStatus.CANCELLED,
)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        yield Context(desk, clock)


def a_desk_with(context: Context, *meetings: Meeting) -> None:
    put(context.desk, msgspec.structs.replace(a_deal(), meetings=meetings, behaviours=()))


def logged(context: Context) -> Behaviour:
    (found,) = context.desk.load(DEAL).behaviours
    return found


def test_it_belongs_to_the_meeting_of_today(context: Context) -> None:
    a_desk_with(context, LAST, OFF, TODAYS, OLD)
    log_behaviour(context, DEAL, "Nibble")
    found = logged(context)
    assert (found.tactic, found.seen_on, found.meeting_id) == ("nibble", TODAY, TODAYS.id)
    assert found.deadline_tested is None
    label = context.desk.undo_label
    assert label is not None
    assert edit_text(label) == "add Nibble"


def test_without_one_it_is_of_the_last_meeting_and_bears_its_day(context: Context) -> None:
    a_desk_with(context, OLD, LAST, OFF)
    before = context.desk.load(DEAL)
    log_behaviour(context, DEAL, "deadline")
    found = logged(context)
    assert (found.seen_on, found.meeting_id) == (date(2026, 4, 29), LAST.id)
    assert found.deadline_tested is False
    last = next(m for m in context.desk.load(DEAL).meetings if m.id == LAST.id)
    assert last.no_behaviour_seen is None, "a tactic was seen after all"
    context.desk.undo()
    assert context.desk.load(DEAL) == before, "one step takes back all of it"


def test_a_meeting_of_long_ago_is_not_meant(context: Context) -> None:
    a_desk_with(context, OLD)
    log_behaviour(context, DEAL, "Cold coffee")
    found = logged(context)
    assert (found.tactic, found.seen_on, found.meeting_id) == ("Cold coffee", TODAY, None)


def test_no_meeting_and_a_person_may_be_told(context: Context) -> None:
    a_desk_with(context, TODAYS)
    person = context.desk.load(DEAL).stakeholders[0].id
    log_behaviour(context, DEAL, "silence", None, person)
    assert logged(context).meeting_id is None
    assert logged(context).stakeholder_id == person


@pytest.mark.parametrize("text", ["", "   ", "x" * 100_001])
def test_what_cannot_be_stored_is_refused_and_changes_nothing(context: Context, text: str) -> None:
    a_desk_with(context, TODAYS)
    with pytest.raises(FormError):
        log_behaviour(context, DEAL, text)
    assert context.desk.load(DEAL).behaviours == ()


def test_a_meeting_or_person_that_is_gone_is_refused(context: Context) -> None:
    a_desk_with(context, TODAYS)
    with pytest.raises(NoSuchRecord):
        log_behaviour(context, DEAL, "nibble", uid("gone"))
    with pytest.raises((NoSuchRecord, FormError)):
        log_behaviour(context, DEAL, "nibble", None, uid("gone"))
    assert context.desk.load(DEAL).behaviours == ()
