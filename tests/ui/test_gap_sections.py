"""Gates, self-assessment and history through the window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from negotiator_desk.domain.history import score_history
from negotiator_desk.models.choices import GateDecision, Result, Stage
from negotiator_desk.models.learn import ANSWER_KEYS
from negotiator_desk.services import deals
from negotiator_desk.ui.dialogs.gate import GateDialog
from negotiator_desk.ui.dialogs.questionnaire import DRAFT_FIELD, QuestionnaireDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.assessment import AssessmentView
from negotiator_desk.ui.pages.deal import DealForm
from negotiator_desk.ui.pages.gates import GatesView
from negotiator_desk.ui.pages.history import HistoryView
from negotiator_desk.ui.tabs import place_of_section

from .desk import answer, open_snapshot, sample_on, section, settle

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 22)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with the sample deal open."""
    with sample_on(tmp_path / "desk") as found:
        found.activateWindow()
        yield found


def new_deal(window: MainWindow) -> UUID:
    deal_id = deals.create_deal(window.open_deal.context, "New", "Buyer", "EUR")
    window.show_deal(deal_id)
    settle()
    return deal_id


def test_a_gate_is_passed_with_a_reason_and_taken_back_in_one_step(window: MainWindow) -> None:
    new_deal(window)
    before = open_snapshot(window)
    view = section(window, "gates")
    assert isinstance(view, GatesView)
    assert "6 things are unmet" in view.gate_bar.text.text()

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, GateDialog)
        assert set(dialog.reasons) >= {"criteria_mapped", "roles_covered"}
        QTest.keyClicks(dialog.reasons["roles_covered"], "Known only to <b>them</b>")
        QTest.mouseClick(dialog.go, LEFT)

    answer(act)
    QTest.mouseClick(view.gate_bar.move_on, LEFT)
    settle()
    after = open_snapshot(window)
    assert after.deal.stage is Stage.TABLE
    (gate,) = after.gates
    assert (gate.decision, gate.passed_on) == (GateDecision.GO, TODAY)
    assert [(each.check, each.reason) for each in gate.accepted] == [
        ("roles_covered", "Known only to <b>them</b>")
    ]
    model = view.list.model
    said = str(model.index(0, model.column_of("accepted")).data())
    assert said == "Buying roles covered: Known only to <b>them</b>"
    window.undo()
    assert open_snapshot(window) == before


def test_no_bid_records_that_we_withdrew(window: MainWindow) -> None:
    new_deal(window)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, GateDialog)
        assert dialog.withdraw.isVisible()
        QTest.mouseClick(dialog.no_go, LEFT)

    answer(act)
    window.actions_by_name["move_on"].trigger()
    settle()
    outcome = open_snapshot(window).deal.outcome
    assert outcome is not None
    assert outcome.result is Result.WITHDRAWN
    assert open_snapshot(window).gates[0].decision is GateDecision.NO_GO


def test_a_gate_can_be_skipped_and_is_then_asked_for(window: MainWindow) -> None:
    deal_id = new_deal(window)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, GateDialog)
        QTest.mouseClick(dialog.skip, LEFT)

    answer(act)
    window.actions_by_name["move_on"].trigger()
    settle()
    after = open_snapshot(window)
    assert (after.deal.stage, after.gates) == (Stage.TABLE, ())
    window.show_deal(deal_id, *place_of_section("deal"))
    settle()
    view = window.deal_view.page().view()
    assert isinstance(view, DealForm)
    assert view.gate_bar is not None
    assert "Before the RFP" in view.gate_bar.missing.text()

    def record(dialog: QDialog) -> None:
        assert isinstance(dialog, GateDialog)
        QTest.mouseClick(dialog.go, LEFT)

    answer(record)
    QTest.mouseClick(view.gate_bar.record, LEFT)
    settle()
    assert [gate.stage for gate in open_snapshot(window).gates] == [Stage.BEFORE]
    assert not view.gate_bar.missing.isVisible()


def test_digits_answer_the_questionnaire(window: MainWindow) -> None:
    before = open_snapshot(window).self_assessments
    view = section(window, "assessment")
    assert isinstance(view, AssessmentView)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QuestionnaireDialog)
        assert "Last time: " in dialog.last.text()
        QTest.keyClick(dialog, Qt.Key.Key_9)
        assert dialog.place == 0
        for place in range(len(ANSWER_KEYS)):
            assert dialog.place == place
            QTest.keyClick(dialog, Qt.Key(Qt.Key.Key_0.value + place % 5))
        assert dialog.focusWidget() is dialog.keep
        assert dialog.beliefs.lines.index(0, 1).data() == "38"
        QTest.keyClick(dialog, Qt.Key.Key_Backspace)
        QTest.keyClick(dialog, Qt.Key.Key_4)
        QTest.keyClick(dialog.keep, Qt.Key.Key_Space)
        if dialog.added is None:
            QTest.mouseClick(dialog.keep, LEFT)

    answer(act)
    QTest.mouseClick(view.answer, LEFT)
    settle()
    made = open_snapshot(window).self_assessments[-1]
    assert len(open_snapshot(window).self_assessments) == len(before) + 1
    assert made.answered_on == TODAY
    wanted = {key: place % 5 for place, key in enumerate(ANSWER_KEYS)} | {ANSWER_KEYS[-2]: 4}
    assert made.answers == wanted
    assert view.list.current_id() == made.id
    assert view.beliefs.lines.index(0, 1).data() == "38"
    assert str(view.beliefs.lines.index(0, 4).data()).endswith("↓")
    window.undo()
    assert open_snapshot(window).self_assessments == before


def test_answers_that_were_not_kept_are_offered_again(window: MainWindow) -> None:
    view = section(window, "assessment")
    assert isinstance(view, AssessmentView)
    before = open_snapshot(window).self_assessments

    def leave(dialog: QDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_3)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answer(leave)
    QTest.mouseClick(view.answer, LEFT)
    settle()
    assert open_snapshot(window).self_assessments == before

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, QuestionnaireDialog)
        assert dialog.answers == {ANSWER_KEYS[0]: 3}
        assert dialog.place == 1
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answer(look)
    QTest.mouseClick(view.answer, LEFT)
    settle()


@pytest.mark.parametrize("kept", ["{", '{"before_1": 9}', '{"x": 1}', json.dumps([1])])
def test_a_draft_that_makes_no_sense_is_left_out(window: MainWindow, kept: str) -> None:
    deal_id = window.open_deal.deal_id
    assert deal_id is not None
    window.editing.keep_draft("self_assessments", deal_id, DRAFT_FIELD, kept)
    dialog = QuestionnaireDialog(window.env, open_snapshot(window), window)
    assert dialog.answers == {}
    dialog.deleteLater()


def history(window: MainWindow, qtbot: QtBot) -> HistoryView:
    window.deal_view.bar.setCurrentIndex(0)
    window.deal_view.page().show_section(place_of_section("history")[1])
    view = window.deal_view.page().view()
    assert isinstance(view, HistoryView)
    qtbot.waitUntil(lambda: "replayed" in view.note.text(), timeout=20_000)
    return view


def test_the_past_is_computed_beside_the_window(window: MainWindow, qtbot: QtBot) -> None:
    view = history(window, qtbot)
    points = score_history(open_snapshot(window), TODAY)
    assert view.chart.points == points
    assert view.model.rowCount() == len(points)
    assert view.model.index(0, 1).data() == window.env.formats.score(points[-1].score)
    assert not view.cancel.isVisible()


def test_an_answer_of_another_deal_is_dropped(window: MainWindow, qtbot: QtBot) -> None:
    view = history(window, qtbot)
    old = open_snapshot(window)
    shown = view.chart.points
    new_deal(window)
    view._done(old, shown)
    qtbot.waitUntil(lambda: "replayed" in view.note.text(), timeout=20_000)
    assert view.chart.points != shown


def test_the_past_can_be_stopped(window: MainWindow) -> None:
    window.deal_view.bar.setCurrentIndex(0)
    window.deal_view.page().show_section(place_of_section("history")[1])
    view = window.deal_view.page().view()
    assert isinstance(view, HistoryView)
    QTest.mouseClick(view.cancel, LEFT)
    settle()
    assert view.note.text().startswith("Stopped.")
    assert view.chart.points == ()
