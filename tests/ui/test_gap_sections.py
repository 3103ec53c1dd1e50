"""Gates, self-assessment and history through the window."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from negotiator_desk.domain.history import score_history
from negotiator_desk.models.choices import GateDecision, Result, Stage
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.learn import ANSWER_KEYS, AcceptedGap
from negotiator_desk.services import deals
from negotiator_desk.ui.dialogs.gate import GateDialog
from negotiator_desk.ui.dialogs.questionnaire import DRAFT_FIELD, QuestionnaireDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.assessment import AssessmentView
from negotiator_desk.ui.pages.bridge import Bridge
from negotiator_desk.ui.pages.deal import DealForm
from negotiator_desk.ui.pages.gates import GatesView
from negotiator_desk.ui.pages.history import HistoryView
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.tabs import place_of_section
from negotiator_desk.ui.widgets.editors import make_editor
from negotiator_desk.ui.widgets.lines import LineEditor
from negotiator_desk.ui.widgets.picks import ChoiceEditor, KeyEditor

from .desk import answer, open_snapshot, section, settle, view_of

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 22)


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    sample.activateWindow()
    return sample


def new_deal(window: MainWindow) -> UUID:
    deal_id = deals.create_deal(window.open_deal.context, "New", "Buyer", "EUR")
    window.show_deal(deal_id)
    settle()
    return deal_id


def test_beside_the_bridge_stand_what_was_given_and_received_in_kind(window: MainWindow) -> None:
    view = view_of(window, "bridge")
    assert isinstance(view, Bridge)
    diagnosis = window.open_deal.diagnosis
    assert diagnosis is not None
    rows, columns = range(view.model.rowCount()), range(2)
    cells = [tuple(view.model.index(row, column).data() for column in columns) for row in rows]
    assert cells[: len(diagnosis.bridge)][-1][0] == "Value now"
    assert cells[len(diagnosis.bridge) :] == [
        ("Beside it: given in kind", "243,000 GBP"),
        ("Beside it: received in kind", "490,000 GBP"),
    ]
    assert (diagnosis.value.cost_given, diagnosis.value.value_received) == (243_000, 490_000)
    view.table.selectRow(len(cells) - 1)
    settle()
    links = view.detail.links.findChildren(QPushButton)
    titles = [link.text() for link in links if link.isVisible()]
    assert titles == ["Trade 1", "Trade 2", "Trade 3", "Trade 5", "Trade 7", "Trade 9"]


def test_an_empty_bridge_leads_to_the_corridor_that_begins_it(window: MainWindow) -> None:
    window.show_deal(window.open_deal.deal_id, *place_of_section("bridge"))
    settle()
    view = window.deal_view.page().view()
    assert isinstance(view, Bridge)
    assert view.model.rowCount()
    assert view.record.isHidden()
    deal = new_deal(window)
    window.show_deal(deal, *place_of_section("bridge"))
    settle()
    view = window.deal_view.page().view()
    assert isinstance(view, Bridge)
    assert view.record.isVisible()
    QTest.mouseClick(view.record, LEFT)
    settle()
    shown = window.deal_view.page().view()
    assert isinstance(shown, RecordsView)
    assert shown.kind == "corridor"


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


def facts(window: MainWindow) -> DealForm:
    """The deal's own fields."""
    window.ways.show_facts()
    settle()
    view = window.deal_view.page().view()
    assert isinstance(view, DealForm)
    return view


def stage_combo(view: DealForm) -> QComboBox:
    editor = view.form.grid.cells["stage"].editor
    assert isinstance(editor, ChoiceEditor)
    return editor.combo


def pick_stage(view: DealForm, stage: Stage | None) -> None:
    """Pick a stage from the list of the field."""
    combo = stage_combo(view)
    combo.setFocus()
    place = 0 if stage is None else 1 + list(Stage).index(stage)
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    settle()


def test_a_later_stage_in_the_form_opens_the_gate_of_the_one_left(window: MainWindow) -> None:
    new_deal(window)
    before = open_snapshot(window)
    view = facts(window)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, GateDialog)
        assert dialog.windowTitle() == "Gate: from “Before the RFP” to “Signature”"
        said = [label.text() for label in dialog.findChildren(QLabel)]
        assert "Passed over without a gate: “At the table”. It can be recorded afterwards." in said
        QTest.keyClicks(dialog.reasons["roles_covered"], "One person decides")
        QTest.mouseClick(dialog.go, LEFT)

    answer(act)
    pick_stage(view, Stage.SIGNATURE)
    after = open_snapshot(window)
    assert after.deal.stage is Stage.SIGNATURE
    assert [(gate.stage, gate.accepted[0].check) for gate in after.gates] == [
        (Stage.BEFORE, "roles_covered")
    ]
    assert view.gate_bar is not None
    assert "“At the table”" in view.gate_bar.missing.text()
    window.undo()
    assert open_snapshot(window) == before
    assert stage_combo(view).currentText() == "–"


@pytest.mark.parametrize("how", ["cancel", "no_go"])
def test_a_gate_that_is_not_passed_leaves_the_stage_and_all_else(
    window: MainWindow, how: str
) -> None:
    new_deal(window)
    view = facts(window)
    title = view.form.grid.cells["title"].editor
    assert isinstance(title, LineEditor)
    title.line.setFocus()
    QTest.keyClicks(title.line, " of the depot")

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, GateDialog)
        if how == "cancel":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            dialog.withdraw.setChecked(False)
            QTest.mouseClick(dialog.no_go, LEFT)

    answer(act)
    pick_stage(view, Stage.TABLE)
    after = open_snapshot(window)
    assert after.deal.stage is None
    assert after.deal.title == "New of the depot"
    assert stage_combo(view).currentText() == "–"
    assert [gate.decision for gate in after.gates] == (
        [] if how == "cancel" else [GateDecision.NO_GO]
    )


def test_an_arrow_key_on_the_stage_opens_the_gate_too(window: MainWindow) -> None:
    new_deal(window)
    view = facts(window)
    window.editing.set_value("deal", open_snapshot(window).deal.id, "stage", Stage.TABLE)
    settle()
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        seen.append(dialog.windowTitle())
        dialog.reject()

    combo = stage_combo(view)
    combo.setFocus()
    answer(act)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    settle()
    assert seen == ["Gate: from “At the table” to “Signature”"]
    assert combo.currentText() == "At the table"
    QTest.keyClick(combo, Qt.Key.Key_Up)
    settle()
    assert open_snapshot(window).deal.stage is Stage.BEFORE


def test_a_gate_in_the_form_can_be_skipped(window: MainWindow) -> None:
    new_deal(window)
    view = facts(window)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, GateDialog)
        QTest.mouseClick(dialog.skip, LEFT)

    answer(act)
    pick_stage(view, Stage.SIGNATURE)
    after = open_snapshot(window)
    assert (after.deal.stage, after.gates) == (Stage.SIGNATURE, ())
    assert stage_combo(view).currentText() == "Signature"


@pytest.mark.parametrize("stage", [None, Stage.BEFORE, Stage.DELIVERY])
def test_an_earlier_stage_asks_nothing(window: MainWindow, stage: Stage | None) -> None:
    view = facts(window)
    window.editing.set_value("deal", open_snapshot(window).deal.id, "stage", Stage.CLOSED)
    settle()
    # No dialog is answered here: one that opened would hold the test up.
    pick_stage(view, stage)
    assert open_snapshot(window).deal.stage is stage


def test_accepted_gaps_are_named_and_picked_by_name(window: MainWindow) -> None:
    new_deal(window)
    window.editing.pass_gate(Stage.BEFORE, {"roles_covered": "Small", "my_own_check": "Because"})
    settle()
    view = section(window, "gates")
    assert view.form is not None
    gaps = view.form.grid.lists["accepted"]
    index = gaps.model.index(0, gaps.model.column_of("check"))
    assert index.data() == "Buying roles covered"
    editor = make_editor(field_map(AcceptedGap)["check"], window.env.around, gaps, cell=True)
    assert isinstance(editor, KeyEditor)
    chosen: list[str] = []
    editor.committed.connect(chosen.append)
    editor.load("my_own_check")
    assert editor.combo.currentText() == "my_own_check"
    editor.load("roles_covered")
    assert editor.combo.currentText() == "Buying roles covered"
    place = editor.combo.findText("Alternatives tested")
    editor.combo.activated.emit(place)
    assert chosen == ["alternatives_tested"]
    editor.combo.activated.emit(0)
    assert chosen[-1] == ""
    (gate,) = open_snapshot(window).gates
    assert [gap.check for gap in gate.accepted] == ["roles_covered", "my_own_check"]

    # The same through the table: its cell opens the list.
    gaps.table.setCurrentIndex(index)
    gaps.table.edit(index)
    cell = gaps.table.findChild(KeyEditor)
    assert cell is not None
    cell.start_with("Criteria known")
    settle()
    (gate,) = open_snapshot(window).gates
    assert gate.accepted[0].check == "criteria_mapped"


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
