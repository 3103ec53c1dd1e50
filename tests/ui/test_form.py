"""The form of a record: shows every field, hands out edits, keeps drafts, holds nested lists."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from negotiator_desk.models.choices import Result
from negotiator_desk.models.deal import Outcome, Snapshot
from negotiator_desk.models.fields import ValueType, own_fields
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.ui.widgets.form import RecordForm
from negotiator_desk.ui.widgets.lines import LineEditor
from negotiator_desk.ui.widgets.surroundings import Surroundings
from tests.ui.conftest import uid

SIGNALS = (
    "edited",
    "draft_changed",
    "nested_edited",
    "nested_added",
    "nested_removed",
    "nested_duplicated",
    "nested_moved",
    "jump_wanted",
)


class Said:
    """What a form handed out, in order."""

    def __init__(self, form: RecordForm) -> None:
        self.heard: list[tuple[Any, ...]] = []
        for name in SIGNALS:
            getattr(form, name).connect(lambda *a, name=name: self.heard.append((name, *a)))


def show(qtbot: QtBot, form: RecordForm, width: int = 360) -> None:
    qtbot.addWidget(form)
    form.resize(width, 900)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)


@pytest.fixture
def trade(qtbot: QtBot, around: Surroundings, snapshot: Snapshot) -> RecordForm:
    form = RecordForm("trades", around)
    show(qtbot, form)
    form.show_record(snapshot.trades[0], snapshot)
    return form


def line(form: RecordForm, field: str) -> Any:
    editor = form.grid.cells[field].editor
    assert isinstance(editor, LineEditor)
    return editor.line


@pytest.mark.parametrize("kind", list(ALL_KINDS))
def test_a_form_has_every_field_of_its_kind(
    qtbot: QtBot, around: Surroundings, snapshot: Snapshot, kind: str
) -> None:
    form = RecordForm(kind, around)
    show(qtbot, form)
    said = Said(form)
    names = {s.name for s in own_fields(ALL_KINDS[kind]) if s.type is not ValueType.MOMENT}
    grid = form.grid
    assert names == set(grid.cells) | set(grid.lists) | set(grid.parts)
    form.show_record(ALL_KINDS[kind](id=uid(77)), snapshot)
    form.flush()
    form.clear()
    assert said.heard == []
    assert form.widget().minimumSizeHint().width() <= 340


def test_an_edit_names_kind_record_and_field(qtbot: QtBot, trade: RecordForm) -> None:
    said = Said(trade)
    edit = line(trade, "condition")
    edit.setFocus()
    qtbot.keyClicks(edit, "board agrees")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert said.heard == [("edited", "trades", uid(40), "condition", "board agrees")]


def test_what_is_typed_is_stored_before_another_record_is_shown(
    qtbot: QtBot, trade: RecordForm, snapshot: Snapshot
) -> None:
    said = Said(trade)
    edit = line(trade, "condition")
    edit.setFocus()
    qtbot.keyClicks(edit, "board")
    trade.show_record(snapshot.trades[1], snapshot)
    assert said.heard == [("edited", "trades", uid(40), "condition", "board")]
    assert edit.text() == ""
    assert trade.record_id == uid(43)


def test_the_same_record_again_leaves_the_typing_alone(
    qtbot: QtBot, trade: RecordForm, snapshot: Snapshot
) -> None:
    edit = line(trade, "condition")
    edit.setFocus()
    qtbot.keyClicks(edit, "boa")
    changed = msgspec.structs.replace(snapshot.trades[0], package="A")
    trade.show_record(changed, snapshot)
    assert edit.text() == "boa"
    assert line(trade, "package").text() == "A"


def test_drafts_belong_to_their_record(qtbot: QtBot, trade: RecordForm, snapshot: Snapshot) -> None:
    said = Said(trade)
    edit = line(trade, "expires_on")
    edit.setFocus()
    qtbot.keyClicks(edit, "soon")
    trade.show_record(snapshot.trades[1], snapshot)
    assert said.heard == [("draft_changed", "trades", uid(40), "expires_on", "soon")]
    assert edit.text() == ""
    drafts = {(uid(40), "expires_on"): "soon"}
    trade.show_record(snapshot.trades[0], snapshot, drafts=drafts)
    assert edit.text() == "soon"
    assert "soon" in trade.grid.cells["expires_on"].editor.problem
    notes = [w.text() for w in trade.grid.cells["expires_on"].findChildren(QLabel)]
    assert any("soon" in note for note in notes)


def test_warnings_stand_beside_their_field(trade: RecordForm, snapshot: Snapshot) -> None:
    record = snapshot.trades[0]
    trade.show_record(record, snapshot, {"status": ["Too <b>late</b>."], "": ["All of it."]})
    labels = trade.grid.cells["status"].findChildren(QLabel)
    (warning,) = [w for w in labels if w.text() == "Too <b>late</b>."]
    assert warning.isVisible()
    assert warning.textFormat() == Qt.TextFormat.PlainText
    assert any(w.text() == "All of it." for w in trade.findChildren(QLabel) if w.isVisible())
    trade.show_record(record, snapshot)
    assert not warning.isVisible()


def test_a_warning_of_one_long_word_leaves_the_form_as_wide_as_it_is(
    trade: RecordForm, snapshot: Snapshot
) -> None:
    word = "x" * 300
    trade.show_record(snapshot.trades[0], snapshot, {"status": [word], "": [word]})
    QApplication.processEvents()
    inside = trade.widget()
    assert inside is not None
    assert inside.width() <= trade.viewport().width()


def test_a_refusal_of_the_desk_is_said_at_the_field(trade: RecordForm, snapshot: Snapshot) -> None:
    trade.show_problem("condition", "Refused.")
    texts = [w.text() for w in trade.grid.cells["condition"].findChildren(QLabel)]
    assert "Refused." in texts


def test_entries_of_a_list_are_edited_in_their_fields(
    qtbot: QtBot, trade: RecordForm, snapshot: Snapshot
) -> None:
    said = Said(trade)
    given = trade.grid.lists["given"]
    given.table.select(uid(42))
    details = given.findChild(type(trade.grid))
    assert details is not None
    cost = details.cells["cost_to_us"].editor
    assert isinstance(cost, LineEditor)
    cost.line.setFocus()
    qtbot.keyClicks(cost.line, "900")
    qtbot.keyClick(cost.line, Qt.Key.Key_Return)
    assert said.heard == [
        ("nested_edited", "trades", uid(40), "given", uid(42), "cost_to_us", Decimal(900))
    ]


def test_entries_are_added_copied_moved_and_deleted(qtbot: QtBot, trade: RecordForm) -> None:
    said = Said(trade)
    given = trade.grid.lists["given"]
    given.table.select(uid(42))
    given.table.setFocus()
    qtbot.mouseClick(given.add_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(given.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(given.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(given.table, Qt.Key.Key_Delete)
    assert said.heard == [
        ("nested_added", "trades", uid(40), "given"),
        ("nested_duplicated", "trades", uid(40), "given", [uid(42)]),
        ("nested_moved", "trades", uid(40), "given", uid(42), 0),
        ("nested_removed", "trades", uid(40), "given", [uid(42)]),
    ]


def test_a_new_entry_is_opened(qtbot: QtBot, trade: RecordForm, snapshot: Snapshot) -> None:
    given = trade.grid.lists["given"]
    qtbot.mouseClick(given.add_button, Qt.MouseButton.LeftButton)
    record = snapshot.trades[0]
    entries = (*record.given, type(record.given[0])(id=uid(49)))
    trade.show_record(msgspec.structs.replace(record, given=entries), snapshot)
    assert given.table.current_id() == uid(49)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert given.isAncestorOf(focus)


def test_the_one_record_inside_is_edited_as_a_whole(
    qtbot: QtBot, around: Surroundings, snapshot: Snapshot
) -> None:
    form = RecordForm("deal", around)
    show(qtbot, form)
    form.show_record(snapshot.deal, snapshot)
    said = Said(form)
    part = form.grid.parts["outcome"]
    winner = part.cells["winner"].editor
    assert isinstance(winner, LineEditor)
    winner.line.setFocus()
    qtbot.keyClicks(winner.line, "Norma")
    qtbot.keyClick(winner.line, Qt.Key.Key_Return)
    assert said.heard == [("edited", "deal", uid(1), "outcome", Outcome(winner="Norma"))]
    deal = msgspec.structs.replace(snapshot.deal, outcome=Outcome(winner="Norma"))
    form.show_record(deal, snapshot)
    winner.line.selectAll()
    qtbot.keyClick(winner.line, Qt.Key.Key_Delete)
    qtbot.keyClick(winner.line, Qt.Key.Key_Return)
    assert said.heard[-1] == ("edited", "deal", uid(1), "outcome", None)


def test_fields_can_be_left_out_and_a_nested_record_shown_alone(
    qtbot: QtBot, around: Surroundings, snapshot: Snapshot
) -> None:
    form = RecordForm("deal", around, leave_out=("outcome",))
    assert not form.grid.parts
    alone = RecordForm(Outcome, around)
    show(qtbot, alone)
    said = Said(alone)
    alone.show_record(Outcome(result=Result.WON), snapshot)
    editor = alone.grid.cells["decided_on"].editor
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    qtbot.keyClicks(editor.line, "today")
    alone.flush()
    assert said.heard == [("edited", "", None, "decided_on", date(2026, 11, 22))]


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (500, 2), (900, 3)])
def test_a_wide_form_has_more_columns(
    qtbot: QtBot, around: Surroundings, snapshot: Snapshot, width: int, columns: int
) -> None:
    form = RecordForm("deal", around)
    show(qtbot, form, width)
    form.show_record(snapshot.deal, snapshot)
    QApplication.processEvents()
    cells = [form.grid.cells[name] for name in ("reference", "buyer", "supplier")]
    assert len({cell.x() for cell in cells}) == columns
    assert not form.horizontalScrollBar().isVisible()


def test_every_control_has_a_name_and_a_visible_focus(qtbot: QtBot, trade: RecordForm) -> None:
    stops = [
        w
        for w in trade.grid.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.focusProxy()
    ]
    assert len(stops) > 15
    nameless = [w for w in stops if not w.accessibleName()]
    assert nameless == []


def test_the_focused_field_is_in_view(qtbot: QtBot, trade: RecordForm) -> None:
    trade.resize(360, 300)
    trade.focus_field("notes")
    QApplication.processEvents()
    cell = trade.grid.cells["notes"]
    top = cell.mapTo(trade.viewport(), cell.rect().topLeft()).y()
    assert top >= 0
    assert top + cell.height() <= trade.viewport().height() + 28


def test_showing_a_record_again_is_cheap(trade: RecordForm, snapshot: Snapshot) -> None:
    record = snapshot.trades[0]
    trade.show_record(record, snapshot)
    spent = []
    for number in range(5):
        changed = msgspec.structs.replace(record, number=number)
        start = time.process_time()
        trade.show_record(changed, snapshot)
        spent.append(time.process_time() - start)
    assert sorted(spent)[2] < 0.02
