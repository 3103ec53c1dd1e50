"""What other deals with a buyer teach, and what of it a deal has already."""

from negotiator_desk.domain.learn import count_pending
from negotiator_desk.domain.lessons import by_control, teachings
from negotiator_desk.models.choices import Control
from tests.domain.build import Behaviour, CarriedLesson, Lesson, make, next_id, snapshot


def lesson(text: str, day: str | None = None, control: str | None = None) -> Lesson:
    return make(Lesson, text=text, recorded_on=day, control=control)


def test_lessons_come_newest_first_then_answers_that_worked() -> None:
    old = snapshot({"title": "Old"}, lessons=[lesson(" Ask first ", "1.2."), lesson("", "1.3.")])
    new = snapshot(
        {"title": "New"},
        lessons=[lesson("Lock early", "1.8.")],
        behaviours=[
            make(Behaviour, tactic="nibble", our_response="Price it", effect="worked"),
            make(Behaviour, tactic="nibble", our_response="Say no", effect="backfired"),
            make(Behaviour, tactic="flinch", our_response="", effect="worked"),
        ],
    )
    found = teachings([old, new])
    assert [(each.text, each.deal, each.sort) for each in found] == [
        ("Lock early", "New", "lesson"),
        ("Ask first", "Old", "lesson"),
        ("Price it", "New", "answer"),
    ]
    assert found[2].tactic == "nibble"


def test_what_was_carried_in_is_not_offered_again() -> None:
    first, second = lesson("Ask first"), lesson("Lock early")
    carried = [
        make(CarriedLesson, lesson_id=first.id, text="Reworded"),
        make(CarriedLesson, lesson_id=next_id(), text="lock  EARLY"),
    ]
    assert teachings([snapshot(lessons=[first, second])], carried) == ()


def test_the_same_words_are_offered_once_and_public_records_teach_nothing() -> None:
    one = snapshot({"title": "One"}, lessons=[lesson("Ask first", "1.2.")])
    two = snapshot({"title": "Two"}, lessons=[lesson("ask  FIRST", "1.3.")])
    public = snapshot({"origin": "public_record"}, lessons=[lesson("Read the record")])
    assert [each.deal for each in teachings([one, two, public])] == ["Two"]


def test_pending_is_what_is_neither_applied_nor_dismissed() -> None:
    decisions = ("applied", "dismissed", "pending", None)
    deal = snapshot(carried_lessons=[make(CarriedLesson, decision=each) for each in decisions])
    assert count_pending(deal) == 2


def test_lessons_stand_by_control_those_without_one_last() -> None:
    loose, learn, table = lesson("a"), lesson("b", control="learn"), lesson("c", control="table")
    again = lesson("d", control="table")
    found = by_control([loose, learn, table, again])
    assert [each.control for each in found] == [Control.TABLE, Control.TABLE, Control.LEARN, None]
    assert [each.text for each in found] == ["c", "d", "b", "a"]
