"""Meetings through the window: the next one first, held today, questions, next steps."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from negotiator_desk.models.choices import MeetingStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Meeting
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.meetings import MeetingsView

from .desk import field, section, settle, type_into

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


@pytest.fixture
def view(window: MainWindow) -> MeetingsView:
    found = section(window, "meetings")
    assert isinstance(found, MeetingsView)
    return found


def stored(window: MainWindow) -> Snapshot:
    deal_id = window.open_deal.deal_id
    assert deal_id is not None
    return window.open_deal.context.desk.load(deal_id)


def meeting(window: MainWindow, meeting_id: UUID | None) -> Meeting:
    return next(each for each in stored(window).meetings if each.id == meeting_id)


def column(view: MeetingsView, name: str) -> list[str]:
    model = view.list.model
    place = model.column_of(name)
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_the_next_meeting_is_first_and_the_columns_say_what_is_open(
    window: MainWindow, view: MeetingsView
) -> None:
    assert column(view, "title")[0] == "Change board"
    assert column(view, "title")[-1] == "Rate talk"
    assert column(view, "questions")[0] == "1 open"
    assert column(view, "when")[0].startswith("9 Dec 2026")
    assert "Held 15 Oct 2026" in column(view, "when")
    assert column(view, "when")[-1] == "Cancelled"
    assert {"1 seen", "2 seen", "None seen", "Not noted"} <= set(column(view, "seen"))
    assert "3 of us" in column(view, "who")[0]
    assert view.next.text() == "Next: Change board, in 17 days."


def test_held_today_is_one_click_and_one_undo(window: MainWindow, view: MeetingsView) -> None:
    current = view.list.current_id()
    QTest.mouseClick(view.held, LEFT)
    settle()
    assert meeting(window, current).held_on == date(2026, 11, 22)
    assert meeting(window, current).status is MeetingStatus.HELD
    assert view.list.current_id() == current
    assert not view.held.isVisible()
    assert view.bare.isVisible()
    QTest.mouseClick(view.bare, LEFT)
    settle()
    assert meeting(window, current).no_behaviour_seen is True
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle()
    assert meeting(window, current).held_on is None
    assert meeting(window, current).status is MeetingStatus.PLANNED
    assert view.held.isVisible()


def test_a_question_is_added_ticked_and_unticked_by_keyboard(
    window: MainWindow, view: MeetingsView
) -> None:
    current = view.list.current_id()
    line = view.questions.line
    line.setFocus()
    QTest.keyClicks(line, "Who pays for <i>transport</i>?")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert line.text() == ""
    added = stored(window).questions[-1]
    assert (added.text, added.meeting_id) == ("Who pays for <i>transport</i>?", current)
    assert column(view, "questions")[0] == "2 open"
    row = next(each for each in view.questions.rows.lines if each.id == added.id)
    assert row.box is not None
    row.box.setFocus()
    QTest.keyClick(row.box, Qt.Key.Key_Space)
    settle()
    assert stored(window).questions[-1].asked_on == date(2026, 11, 22)
    assert row.box.hasFocus(), "the keyboard stays for the next one"
    QTest.keyClick(row.box, Qt.Key.Key_Space)
    settle()
    assert stored(window).questions[-1].asked_on is None


def test_an_open_question_to_the_people_there_can_be_brought(
    window: MainWindow, view: MeetingsView
) -> None:
    current = view.list.current_id()
    person = meeting(window, current).stakeholder_ids[0]
    added = window.editing.add("questions", {"text": "When?", "stakeholder_id": person})
    settle()
    row = next(each for each in view.questions.rows.lines if each.id == added)
    assert row.box is None
    assert row.bring is not None
    QTest.mouseClick(row.bring, LEFT)
    settle()
    assert stored(window).questions[-1].meeting_id == current


def test_what_is_typed_and_not_added_is_kept_with_its_meeting(
    window: MainWindow, view: MeetingsView
) -> None:
    first = view.list.current_id()
    QTest.keyClicks(view.questions.line, "Half a ques")
    second = stored(window).meetings[0].id
    view.select(second)
    settle()
    assert view.questions.line.text() == ""
    assert first is not None
    view.select(first)
    settle()
    assert view.questions.line.text() == "Half a ques"
    assert window.open_deal.drafts[(first, "questions")] == "Half a ques"
    QTest.keyClick(view.questions.line, Qt.Key.Key_Return)
    settle()
    assert stored(window).questions[-1].text == "Half a ques"
    assert (first, "questions") not in window.open_deal.drafts


def test_next_steps_become_actions_and_one_undo_takes_them_back(
    window: MainWindow, view: MeetingsView
) -> None:
    assert not view.steps.isVisible()
    before = stored(window).actions
    type_into(field(view, "next_steps"), "Ferrant prices it", leave=Qt.Key.Key_Tab)
    assert view.steps.text() == "Make the next step an action"
    QTest.mouseClick(view.steps, LEFT)
    settle()
    made = stored(window).actions[-1]
    assert (made.text, made.owner) == ("Ferrant prices it", "Maya Ferrant")
    assert not view.steps.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle()
    assert stored(window).actions == before


def test_the_order_is_that_of_the_dates_and_cannot_be_changed_by_hand(
    window: MainWindow, view: MeetingsView
) -> None:
    before = stored(window)
    view.list.setFocus()
    QTest.keyClick(view.list.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    assert stored(window) == before


def test_bad_input_says_so_beside_the_field_and_keeps_the_text(
    window: MainWindow, view: MeetingsView
) -> None:
    current = view.list.current_id()
    type_into(field(view, "starts_at"), "some day soon", leave=Qt.Key.Key_Tab)
    assert current is not None
    assert window.open_deal.drafts[(current, "starts_at")] == "some day soon"
    QTest.keyClicks(view.questions.line, "   ")
    QTest.keyClick(view.questions.line, Qt.Key.Key_Return)
    settle()
    assert all(question.text.strip() for question in stored(window).questions)
