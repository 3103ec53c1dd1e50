"""Debriefs begun and lessons written, carried, decided and used; always on a real desk."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from negotiator_desk.models.choices import Control, DebriefKind, LessonDecision
from negotiator_desk.models.learn import CarriedLesson
from negotiator_desk.models.rules import FormError
from negotiator_desk.services import buyers, deals, records
from negotiator_desk.services.context import Context
from negotiator_desk.services.debriefs import start_debrief, write_lesson
from negotiator_desk.services.lessons import (
    carry_lessons,
    decide_lesson,
    load_teachings,
    load_uses,
)
from negotiator_desk.store.desk import NoSuchRecord
from negotiator_desk.store.errors import NoSuchDeal
from negotiator_desk.wording.edits import edit_text
from tests.store.making import Clock, a_desk

TODAY = date(2026, 5, 4)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        yield Context(desk, clock)


def a_deal(context: Context, title: str, buyer: str = "Norvik") -> UUID:
    return deals.create_deal(context, title, buyer, "EUR")


def carried(context: Context, deal: UUID) -> tuple[CarriedLesson, ...]:
    return context.desk.load(deal).carried_lessons


def test_a_debrief_begins_once_with_its_kind_and_day(context: Context) -> None:
    deal = a_deal(context, "One")
    first = start_debrief(context, deal, DebriefKind.SIGNATURE)
    assert start_debrief(context, deal, DebriefKind.SIGNATURE) == first
    (found,) = context.desk.load(deal).debriefs
    assert (found.id, found.kind, found.held_on) == (first, DebriefKind.SIGNATURE, TODAY)
    context.desk.undo()
    assert context.desk.load(deal).debriefs == (), "the second call was no step of its own"


def test_a_planned_debrief_is_held_today(context: Context) -> None:
    deal = a_deal(context, "One")
    planned = records.add(
        context, deal, "debriefs", {"kind": DebriefKind.NINETY_DAYS, "held_on": None}
    )
    assert start_debrief(context, deal, DebriefKind.NINETY_DAYS) == planned
    (found,) = context.desk.load(deal).debriefs
    assert found.held_on == TODAY


def test_a_lesson_is_made_by_its_first_entry_and_goes_on_in_it(context: Context) -> None:
    deal, lesson = a_deal(context, "One"), uuid4()
    debrief = start_debrief(context, deal, DebriefKind.SIGNATURE)
    write_lesson(context, deal, debrief, lesson, {"control": Control.TABLE})
    write_lesson(context, deal, debrief, lesson, {"text": "Ask first"}, merge="m")
    write_lesson(context, deal, debrief, lesson, {"text": "Ask first"}, merge="m")
    (found,) = context.desk.load(deal).lessons
    assert (found.id, found.text, found.control) == (lesson, "Ask first", Control.TABLE)
    assert found.recorded_on == TODAY
    context.desk.undo()
    (found,) = context.desk.load(deal).lessons
    assert found.text == ""
    context.desk.undo()
    assert context.desk.load(deal).lessons == ()
    with pytest.raises(NoSuchRecord):
        write_lesson(context, deal, uuid4(), lesson, {"text": "x"})
    with pytest.raises(FormError):
        write_lesson(context, deal, debrief, lesson, {"text": "x" * 100_001})


def test_lessons_are_carried_in_one_step_and_never_twice(context: Context) -> None:
    one, two, other = a_deal(context, "One"), a_deal(context, "Two"), a_deal(context, "X", "Other")
    ask = records.add(context, one, "lessons", {"text": "Ask first"})
    records.add(context, one, "lessons", {"text": " "})
    records.add(context, other, "lessons", {"text": "Not of this buyer"})
    records.add(
        context,
        one,
        "behaviours",
        {"tactic": "nibble", "our_response": "Price it", "effect": "worked"},
    )
    found = load_teachings(context, two)
    assert [each.text for each in found] == ["Ask first", "Price it"]
    assert load_teachings(context, one) == ()
    before = context.desk.load(two)
    assert len(carry_lessons(context, two, found)) == 2
    first, second = carried(context, two)
    assert (first.lesson_id, first.from_deal, first.text) == (ask, "One", "Ask first")
    assert first.decision is LessonDecision.PENDING
    assert second.text == "Nibble: Price it"
    label = context.desk.undo_label
    assert label is not None
    assert edit_text(label) == "add 2 carried lessons"
    assert carry_lessons(context, two, found) == ()
    assert load_teachings(context, two) == ()
    context.desk.undo()
    assert context.desk.load(two) == before


def test_joined_spellings_teach_each_other(context: Context) -> None:
    one, two = a_deal(context, "One", "Norvik AS"), a_deal(context, "Two", "Norvik Energi")
    records.add(context, one, "lessons", {"text": "Ask first"})
    assert load_teachings(context, two) == ()
    buyers.join(context, "Norvik AS", "Norvik Energi")
    assert [each.text for each in load_teachings(context, two)] == ["Ask first"]
    nobody = a_deal(context, "Three", "")
    assert load_teachings(context, nobody) == ()


def test_a_decision_has_its_day_and_can_be_taken_back(context: Context) -> None:
    one, two = a_deal(context, "One"), a_deal(context, "Two")
    records.add(context, one, "lessons", {"text": "Ask first"})
    (record,) = carry_lessons(context, two, load_teachings(context, two))
    decide_lesson(context, two, record, LessonDecision.DISMISSED, " no agenda ")
    (found,) = carried(context, two)
    assert (found.decision, found.decided_on, found.reason) == (
        LessonDecision.DISMISSED,
        TODAY,
        "no agenda",
    )
    decide_lesson(context, two, record, LessonDecision.PENDING)
    (found,) = carried(context, two)
    assert (found.decision, found.decided_on, found.reason) == (
        LessonDecision.PENDING,
        None,
        "no agenda",
    )
    context.desk.undo()
    assert carried(context, two)[0].decision is LessonDecision.DISMISSED


def test_uses_are_found_over_all_deals(context: Context) -> None:
    one, two, three = (a_deal(context, title) for title in ("One", "Two", "Three"))
    ask = records.add(context, one, "lessons", {"text": "Ask first"})
    lock = records.add(context, one, "lessons", {"text": "Lock early"})
    for deal in (two, three):
        wanted = [each for each in load_teachings(context, deal) if each.source == ask]
        (record,) = carry_lessons(context, deal, wanted)
        decide_lesson(context, deal, record, LessonDecision.APPLIED)
    found = load_uses(context, [ask, lock, *(uuid4() for _ in range(1200))])
    assert set(found) == {ask}
    assert [(use.deal, use.decision) for use in found[ask]] == [
        ("Three", LessonDecision.APPLIED),
        ("Two", LessonDecision.APPLIED),
    ]
    deals.delete_deal(context, two)
    assert [use.deal for use in load_uses(context, [ask])[ask]] == ["Three"]
    with pytest.raises(NoSuchDeal):
        load_teachings(context, two)
    with pytest.raises(NoSuchDeal):
        carry_lessons(context, two, ())
