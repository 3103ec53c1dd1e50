"""Which meeting is at hand, in what order they stand, what is prepared and what is left to do."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain.meetings import (
    in_order,
    is_bare,
    meeting_at_hand,
    meeting_for_table,
    next_meeting,
    open_steps,
    questions_of,
    steps_of,
)
from negotiator_desk.models.before import Question, Stakeholder
from negotiator_desk.models.choices import MeetingStatus
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.learn import Action, Behaviour
from negotiator_desk.models.table import Meeting
from tests.store.making import uid

TODAY = date(2026, 5, 4)
DEAL = Deal(id=uid("deal"))


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 5, 4, hour) + timedelta(days=day)


def held(name: str, day: int) -> Meeting:
    when = TODAY + timedelta(days=day)
    return Meeting(id=uid(name), held_on=when, status=MeetingStatus.HELD)


def planned(name: str, day: int, hour: int = 10) -> Meeting:
    return Meeting(id=uid(name), starts_at=at(day, hour), status=MeetingStatus.PLANNED)


def deal(*meetings: Meeting) -> Snapshot:
    return Snapshot(deal=DEAL, meetings=meetings)


def test_the_next_meeting_is_the_first_one_ahead() -> None:
    undated = Meeting(id=uid("undated"))
    off = Meeting(id=uid("off"), starts_at=at(1), status=MeetingStatus.CANCELLED)
    late, soon = planned("late", 9), planned("soon", 2)
    assert next_meeting(deal(undated, late, off, soon, held("was", -1)), TODAY) is soon
    assert next_meeting(deal(undated, off, planned("gone by", -3)), TODAY) is undated
    assert next_meeting(deal(off), TODAY) is None


def test_a_note_belongs_to_today_then_to_the_last_week_then_to_none() -> None:
    week, before = held("week", -7), held("before", -8)
    morning, evening = planned("morning", 0, 9), planned("evening", 0, 17)
    done = held("done", 0)
    assert meeting_at_hand(deal(before), TODAY) is None
    assert meeting_at_hand(deal(week, before), TODAY) is week
    assert meeting_at_hand(deal(week, evening, morning), TODAY) is morning
    assert meeting_at_hand(deal(done, evening), TODAY) is evening
    assert meeting_at_hand(deal(done, week), TODAY) is done
    assert meeting_for_table(deal(week), TODAY) is None
    assert meeting_for_table(deal(week, planned("soon", 2)), TODAY) == planned("soon", 2)


def test_the_next_meeting_stands_first_and_cancelled_ones_last() -> None:
    off = Meeting(id=uid("off"), starts_at=at(3), status=MeetingStatus.CANCELLED)
    undated = Meeting(id=uid("undated"))
    late, soon, gone = planned("late", 9), planned("soon", 2), planned("gone", -3)
    first, last = held("first", -30), held("last", -2)
    found = in_order((off, first, undated, late, gone, last, soon), TODAY)
    assert found == (soon, late, undated, gone, last, first, off)


_DAYS = st.one_of(st.none(), st.integers(-40, 40))


@given(st.lists(st.tuples(_DAYS, _DAYS, st.sampled_from([None, *MeetingStatus])), max_size=12))
def test_no_meeting_is_lost_or_doubled_and_the_next_one_is_the_first(
    drawn: list[tuple[int | None, int | None, MeetingStatus | None]],
) -> None:
    meetings = tuple(
        Meeting(
            id=uid(f"m{n}"),
            starts_at=None if start is None else at(start),
            held_on=None if day is None else TODAY + timedelta(days=day),
            status=status,
        )
        for n, (start, day, status) in enumerate(drawn)
    )
    found = in_order(meetings, TODAY)
    assert sorted(m.id for m in found) == sorted(m.id for m in meetings)
    following = next_meeting(deal(*meetings), TODAY)
    if following is not None:
        assert found[0].starts_at == following.starts_at


def test_questions_are_those_of_the_meeting_and_open_ones_to_its_people() -> None:
    ida, per = Stakeholder(id=uid("ida")), Stakeholder(id=uid("per"))
    meeting = Meeting(id=uid("m"), stakeholder_ids=(ida.id,))
    mine = Question(id=uid("mine"), meeting_id=meeting.id, asked_on=TODAY)
    bring = Question(id=uid("bring"), stakeholder_id=ida.id)
    answered = Question(id=uid("answered"), stakeholder_id=ida.id, answer="Yes")
    elsewhere = Question(id=uid("elsewhere"), stakeholder_id=ida.id, meeting_id=uid("other"))
    other = Question(id=uid("other person"), stakeholder_id=per.id)
    nobody = Question(id=uid("nobody"))
    snapshot = Snapshot(
        deal=DEAL,
        stakeholders=(ida, per),
        meetings=(meeting,),
        questions=(bring, mine, answered, elsewhere, other, nobody),
    )
    found = questions_of(snapshot, meeting)
    assert found.questions == (mine,)
    assert found.open_to_people == (bring,)


def test_a_meeting_is_bare_until_something_or_nothing_was_noted() -> None:
    was = held("was", -1)
    seen = Behaviour(id=uid("b"), meeting_id=was.id)
    assert is_bare(deal(was), was)
    assert not is_bare(Snapshot(deal=DEAL, meetings=(was,), behaviours=(seen,)), was)
    assert not is_bare(deal(planned("soon", 2)), planned("soon", 2))


def test_next_steps_are_lines_without_their_marks() -> None:
    text = "- Ida sends the list\n\n2) We price it\n* Ida sends the list\n4.5 days are offered"
    assert steps_of(text) == ("Ida sends the list", "We price it", "4.5 days are offered")
    assert steps_of("  \n") == ()


def test_steps_that_are_actions_of_the_meeting_are_left_out() -> None:
    meeting = Meeting(id=uid("m"), next_steps="Send the list\nPrice it")
    done = Action(id=uid("a"), text="send the LIST", record_id=meeting.id)
    other = Action(id=uid("b"), text="Price it")
    snapshot = Snapshot(deal=DEAL, meetings=(meeting,), actions=(done, other))
    assert open_steps(snapshot, meeting) == ("Price it",)
