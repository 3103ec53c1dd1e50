"""Alternatives, rivals and questions in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from negotiator_desk.models.choices import QuestionDirection, Trust
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.alternatives import AlternativesView
from negotiator_desk.ui.pages.questions import QuestionsView
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.pages.rivals import RivalsView

from .desk import field, open_snapshot, sample_on, section, settle, type_into, window_on

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


@pytest.fixture
def questions(window: MainWindow) -> QuestionsView:
    view = section(window, "questions")
    assert isinstance(view, QuestionsView)
    return view


def warned(view: RecordsView, name: str) -> str:
    assert view.form is not None
    warning = view.form.grid.cells[name]._warning
    return "" if warning is None or warning.isHidden() else warning.text()


def groups(view: QuestionsView) -> list[str]:
    return [button.text() for button in view.group_buttons.values()]


def column(view: RecordsView, name: str) -> list[str]:
    model = view.list.model
    place = model.column_of(name)
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


# Alternatives.


def test_an_alternative_above_the_walk_away_is_said_above_the_list_and_beside_both_fields(
    window: MainWindow,
) -> None:
    view = section(window, "alternatives")
    assert isinstance(view, AlternativesView)
    assert view.bounds.sentences[0].text() == (
        "Our walk-away, 4,220,000 GBP, stands 20,000 GBP above our best alternative, 4,200,000 GBP."
    )
    assert view.bounds.sentences[1].property("tone") == "exposed"
    type_into(field(view, "value"), "4,300,000", leave=Qt.Key.Key_Tab)
    assert "80,000 GBP below our best alternative" in view.bounds.sentences[0].text()
    assert view.bounds.sentences[0].property("tone") == "lost"
    assert "worth more to us than the walk-away (4,220,000)" in warned(view, "value")
    QTest.mouseClick(view.bounds.links[0], Qt.MouseButton.LeftButton)
    settle()
    corridor = window.deal_view.page().view()
    assert isinstance(corridor, RecordsView)
    assert corridor.kind == "corridor"
    assert "below what our alternative is worth (4,300,000" in warned(corridor, "walk_away")


def test_tested_or_not_follows_the_date(window: MainWindow) -> None:
    view = section(window, "alternatives")
    assert column(view, "party")[1] == "The buyer's, not tested"
    view.list.select(open_snapshot(window).alternatives[1].id)
    settle()
    type_into(field(view, "tested_on"), "2026-03-01", leave=Qt.Key.Key_Tab)
    assert column(view, "party")[1] == "The buyer's, tested 1 Mar 2026"
    assert isinstance(view, AlternativesView)
    assert view.bounds.sentences[1].property("tone") == "protected"


# Rivals.


def test_prices_out_of_order_warn_beside_the_field_and_move_the_rank(window: MainWindow) -> None:
    view = section(window, "rivals")
    assert isinstance(view, RivalsView)
    assert column(view, "rank") == ["2 of 4", "3 of 4", "4 of 4"]
    type_into(field(view, "price_likely"), "3,000,000", leave=Qt.Key.Key_Tab)
    assert "above" in warned(view, "price_low")
    assert column(view, "rank")[0] == "1 of 4"
    type_into(field(view, "price_likely"), "99,999,999,999", leave=Qt.Key.Key_Tab)
    assert "is a digit too many?" in warned(view, "price_likely")
    type_into(field(view, "price_likely"), "", leave=Qt.Key.Key_Tab)
    assert column(view, "rank")[0] == "No likely price"


def test_a_negative_price_is_refused_and_kept(window: MainWindow) -> None:
    view = section(window, "rivals")
    before = open_snapshot(window).rivals
    type_into(field(view, "price_high"), "-5", leave=Qt.Key.Key_Tab)
    assert open_snapshot(window).rivals == before
    assert window.open_deal.drafts[before[0].id, "price_high"] == "-5"


def test_missing_scores_of_a_rival_lead_to_their_criteria(window: MainWindow) -> None:
    view = section(window, "rivals")
    assert isinstance(view, RivalsView)
    assert column(view, "scores") == ["6 of 6", "6 of 6", "4 of 6"]
    assert view.foot.isHidden()
    view.list.select(open_snapshot(window).rivals[2].id)
    settle()
    assert view.missing.text() == "2 scores missing:"
    links = [b for b in view.links.findChildren(QPushButton) if not b.isHidden()]
    links[0].click()
    settle()
    criteria = window.deal_view.page().view()
    assert isinstance(criteria, RecordsView)
    assert criteria.kind == "criteria"
    assert criteria.list.current_id() == open_snapshot(window).criteria[4].id


# Questions.


def test_a_question_is_added_by_a_line_asked_and_answered(
    window: MainWindow, questions: QuestionsView
) -> None:
    assert groups(questions) == ["All 6", "To ask 1", "Waiting 0", "Answered 3", "Keep back 2"]
    QTest.keyClicks(questions.line, "Who else is bidding?")
    QTest.keyClick(questions.line, Qt.Key.Key_Return)
    settle()
    added = open_snapshot(window).questions[-1]
    assert (added.text, added.direction) == ("Who else is bidding?", QuestionDirection.ASK)
    assert questions.line.text() == ""
    assert questions.list.current_id() == added.id
    assert groups(questions)[:3] == ["All 7", "To ask 2", "Waiting 0"]
    type_into(field(questions, "asked_on"), "2026-11-20", leave=Qt.Key.Key_Tab)
    assert groups(questions)[:3] == ["All 7", "To ask 1", "Waiting 1"]
    assert column(questions, "state")[-1] == "Asked 20 Nov, no answer yet"
    assert questions.form is not None
    answer = field(questions, "answer")
    answer.setFocus()
    QTest.keyClicks(answer, "Nobody")
    questions.flush()
    settle()
    assert column(questions, "state")[-1] == "Answered, trust not judged"
    window.env.editing.set_value("questions", added.id, "trust", Trust.PROVEN)
    settle()
    assert column(questions, "state")[-1] == "Answered, proven"
    assert groups(questions)[3] == "Answered 4"


def test_a_group_keeps_the_question_at_hand_until_another_one_is(
    window: MainWindow, questions: QuestionsView
) -> None:
    for text in ("First?", "Second?"):
        questions.line.setText(text)
        QTest.keyClick(questions.line, Qt.Key.Key_Return)
    settle()
    first, second = open_snapshot(window).questions[-2:]
    questions.group_buttons["open"].click()
    settle()
    assert len(column(questions, "state")) == 3
    questions.list.select(first.id)
    settle()
    type_into(field(questions, "asked_on"), "2026-11-01", leave=Qt.Key.Key_Tab)
    assert "Asked, no answer for 21 days" in column(questions, "state")
    questions.list.select(second.id)
    settle()
    assert column(questions, "state") == ["To ask", "To ask"]
    window.env.go_to(first.id)
    settle()
    assert questions.group_buttons["all"].isChecked()
    assert questions.list.current_id() == first.id


def test_what_is_to_be_kept_back_is_added_as_such_and_an_empty_group_says_so(
    window: MainWindow, questions: QuestionsView
) -> None:
    questions.group_buttons["asked"].click()
    settle()
    assert questions.note.text() == "No question is waiting for its answer."
    questions.group_buttons["keep_back"].click()
    settle()
    assert column(questions, "state") == ["Keep back"] * 2
    QTest.keyClicks(questions.line, "Our plant is half empty")
    QTest.keyClick(questions.line, Qt.Key.Key_Return)
    settle()
    assert open_snapshot(window).questions[-1].direction is QuestionDirection.KEEP_BACK
    assert column(questions, "state") == ["Keep back"] * 3
    questions.add()
    settle()
    assert open_snapshot(window).questions[-1].direction is QuestionDirection.KEEP_BACK
    assert len(column(questions, "state")) == 4


def test_a_move_in_a_group_goes_past_what_the_group_leaves_out(
    window: MainWindow, questions: QuestionsView
) -> None:
    questions.group_buttons["answered"].click()
    settle()
    before = [each.id for each in open_snapshot(window).questions]
    shown = [record.id for record in questions.list.model.records()]
    questions.list.select(shown[0])
    QTest.keyClick(questions.list.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    after = [each.id for each in open_snapshot(window).questions]
    assert after.index(shown[0]) == before.index(shown[1])
    assert [r.id for r in questions.list.model.records()] == [shown[1], shown[0], *shown[2:]]


def test_a_question_not_asked_in_its_meeting_is_pointed_out(
    window: MainWindow, questions: QuestionsView
) -> None:
    held = next(each for each in open_snapshot(window).meetings if each.held_on is not None)
    questions.line.setText("What is your limit?")
    QTest.keyClick(questions.line, Qt.Key.Key_Return)
    settle()
    added = open_snapshot(window).questions[-1].id
    window.env.editing.set_value("questions", added, "meeting_id", held.id)
    settle()
    assert column(questions, "state")[-1].startswith("Not asked on ")
    assert questions.note.text().startswith("1 question was not asked")


def test_a_line_that_was_not_added_is_there_again_after_a_restart(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with sample_on(tmp_path / "desk") as window:
        view = section(window, "questions")
        assert isinstance(view, QuestionsView)
        QTest.keyClicks(view.line, "Half a quest")
    with window_on(tmp_path / "desk") as window:
        view = section(window, "questions")
        assert isinstance(view, QuestionsView)
        assert view.line.text() == "Half a quest"
        QTest.keyClick(view.line, Qt.Key.Key_Return)
        settle()
        assert open_snapshot(window).questions[-1].text == "Half a quest"
        assert not window.open_deal.drafts
