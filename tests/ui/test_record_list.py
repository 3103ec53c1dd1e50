"""Lists of records under the keys: edit, add, duplicate, move, delete, copy; and while empty."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from negotiator_desk.models.before import Rival
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Trade
from negotiator_desk.ui.widgets.editor import Editor
from negotiator_desk.ui.widgets.lines import LineEditor
from negotiator_desk.ui.widgets.record_list import RecordList
from negotiator_desk.ui.widgets.surroundings import Surroundings
from tests.ui.conftest import uid

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
Ctrl = Qt.KeyboardModifier.ControlModifier


class Wishes:
    """What a list asked for, in order."""

    def __init__(self, shown: RecordList) -> None:
        self.heard: list[tuple[Any, ...]] = []
        for name in (
            "edited",
            "draft_changed",
            "add_wanted",
            "remove_wanted",
            "duplicate_wanted",
            "move_wanted",
            "open_wanted",
        ):
            signal = getattr(shown, name)
            signal.connect(lambda *a, name=name: self.heard.append((name, *a)))


@pytest.fixture
def shown(qtbot: QtBot, around: Surroundings, snapshot: Snapshot) -> RecordList:
    trades = RecordList(Trade, around)
    qtbot.addWidget(trades)
    trades.resize(900, 400)
    trades.show_records(snapshot.trades, snapshot)
    trades.show()
    trades.activateWindow()
    qtbot.waitUntil(trades.isActiveWindow)
    trades.select(uid(43))
    trades.table.setFocus()
    return trades


def open_editor(shown: RecordList) -> Editor:
    (editor,) = (e for e in shown.table.viewport().findChildren(Editor) if e.isVisible())
    assert isinstance(editor, Editor)
    return editor


def test_the_keys_of_a_list(qtbot: QtBot, shown: RecordList) -> None:
    wishes = Wishes(shown)
    table = shown.table
    qtbot.keyClick(table, Key.Key_N, Ctrl)
    qtbot.keyClick(table, Key.Key_D, Ctrl)
    qtbot.keyClick(table, Key.Key_Up, Alt)
    qtbot.keyClick(table, Key.Key_Down, Alt)
    qtbot.keyClick(table, Key.Key_Delete)
    assert wishes.heard == [
        ("add_wanted", "trades"),
        ("duplicate_wanted", "trades", [uid(43)]),
        ("move_wanted", "trades", uid(43), 0),
        ("move_wanted", "trades", uid(43), 2),
        ("remove_wanted", "trades", [uid(43)]),
    ]


def test_the_list_at_hand_goes_before_the_window(
    qtbot: QtBot, around: Surroundings, snapshot: Snapshot
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    action = QAction("New", window)
    action.setShortcut(QKeySequence("Ctrl+N"))
    window.addAction(action)
    fired: list[bool] = []
    action.triggered.connect(fired.append)
    trades = RecordList(Trade, around)
    trades.show_records(snapshot.trades, snapshot)
    window.setCentralWidget(trades)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    trades.table.setFocus()
    wishes = Wishes(trades)
    qtbot.keyClick(trades.table, Key.Key_N, Ctrl)
    assert wishes.heard == [("add_wanted", "trades")]
    assert fired == []


def test_the_first_and_the_last_cannot_leave_the_list(qtbot: QtBot, shown: RecordList) -> None:
    wishes = Wishes(shown)
    shown.select(uid(40))
    qtbot.keyClick(shown.table, Key.Key_Up, Alt)
    shown.select(uid(44))
    qtbot.keyClick(shown.table, Key.Key_Down, Alt)
    assert wishes.heard == []


def test_several_records_are_deleted_together(qtbot: QtBot, shown: RecordList) -> None:
    wishes = Wishes(shown)
    qtbot.keyClick(shown.table, Key.Key_A, Ctrl)
    qtbot.keyClick(shown.table, Key.Key_Delete)
    assert wishes.heard == [("remove_wanted", "trades", [uid(40), uid(43), uid(44)])]


def test_enter_edits_in_the_cell_and_enter_asks_for_the_edit(
    qtbot: QtBot, shown: RecordList
) -> None:
    wishes = Wishes(shown)
    shown.edit_current("made_on")
    editor = open_editor(shown)
    assert isinstance(editor, LineEditor)
    qtbot.keyClicks(editor.line, "12 May")
    qtbot.keyClick(editor.line, Key.Key_Return)
    assert wishes.heard == [("edited", "trades", uid(43), "made_on", date(2026, 5, 12))]
    qtbot.waitUntil(lambda: not [e for e in shown.findChildren(Editor) if e.isVisible()])


def test_escape_leaves_the_cell_as_it_was(qtbot: QtBot, shown: RecordList) -> None:
    wishes = Wishes(shown)
    shown.edit_current("made_on")
    editor = open_editor(shown)
    assert isinstance(editor, LineEditor)
    qtbot.keyClicks(editor.line, "12 May")
    qtbot.keyClick(editor.line, Key.Key_Escape)
    qtbot.keyClick(editor.line, Key.Key_Escape)
    assert wishes.heard == []
    assert not [e for e in shown.table.viewport().findChildren(Editor) if e.isVisible()]


def test_text_that_cannot_be_read_is_handed_out_from_a_cell(
    qtbot: QtBot, shown: RecordList, snapshot: Snapshot
) -> None:
    wishes = Wishes(shown)
    shown.edit_current("made_on")
    editor = open_editor(shown)
    assert isinstance(editor, LineEditor)
    qtbot.keyClicks(editor.line, "31/02")
    qtbot.keyClick(editor.line, Key.Key_Return)
    assert wishes.heard == [("draft_changed", "trades", uid(43), "made_on", "31/02")]
    shown.show_records(snapshot.trades, snapshot, drafts={(uid(43), "made_on"): "31/02"})
    shown.edit_current("made_on")
    again = open_editor(shown)
    assert isinstance(again, LineEditor)
    assert again.line.text() == "31/02"


def test_tab_goes_on_to_the_next_cell(qtbot: QtBot, shown: RecordList) -> None:
    wishes = Wishes(shown)
    shown.edit_current("number")
    editor = open_editor(shown)
    assert isinstance(editor, LineEditor)
    qtbot.keyClicks(editor.line, "7")
    qtbot.keyClick(editor.line, Key.Key_Tab)
    assert wishes.heard == [("edited", "trades", uid(43), "number", 7)]
    qtbot.waitUntil(lambda: open_editor(shown).spec.name == "made_on")


def test_an_open_editor_survives_the_record_coming_back(
    qtbot: QtBot, shown: RecordList, snapshot: Snapshot
) -> None:
    shown.edit_current("made_on")
    editor = open_editor(shown)
    assert isinstance(editor, LineEditor)
    qtbot.keyClicks(editor.line, "12 M")
    shown.show_records(snapshot.trades, snapshot, {uid(43): ["a warning"]})
    assert open_editor(shown) is editor
    assert editor.line.text() == "12 M"


def test_the_current_record_stays_when_the_list_changes(
    shown: RecordList, snapshot: Snapshot
) -> None:
    one, two, three = snapshot.trades
    shown.show_records((three, one, two), snapshot)
    assert shown.current_id() == uid(43)
    assert shown.selected_ids() == [uid(43)]
    shown.show_records((three, one), snapshot)
    assert shown.current_id() in (uid(44), uid(40))


def test_rows_are_copied_as_text(qtbot: QtBot, shown: RecordList) -> None:
    qtbot.keyClick(shown.table, Key.Key_C, Ctrl)
    assert QGuiApplication.clipboard().text().split("\t")[0] == "2"


def test_the_menu_says_the_keys(shown: RecordList) -> None:
    menu = shown.table.build_menu()
    entries = {a.text(): a.shortcut().toString() for a in menu.actions() if a.text()}
    assert entries["Duplicate"] == "Ctrl+D"
    assert entries["Add trade"] == "Ctrl+N"
    assert all(a.isEnabled() for a in menu.actions() if a.text())


def test_an_empty_list_says_what_belongs_there(qtbot: QtBot, around: Surroundings) -> None:
    rivals = RecordList(Rival, around)
    qtbot.addWidget(rivals)
    rivals.show()
    wishes = Wishes(rivals)
    assert rivals.empty.isVisible()
    assert rivals.empty.why.text() == Rival.meta.why
    assert rivals.empty.button.text() == "Add the first rival"
    qtbot.mouseClick(rivals.empty.button, Qt.MouseButton.LeftButton)
    assert wishes.heard == [("add_wanted", "rivals")]
    rivals.show_records((Rival(id=uid(1), name="Norma"),))
    assert not rivals.empty.isVisible()
    assert rivals.table.isVisible()


@pytest.mark.parametrize("width", [260, 420, 640, 1200])
def test_there_is_never_a_scroll_bar_across(shown: RecordList, width: int) -> None:
    shown.resize(width, 300)
    table = shown.table
    assert not table.horizontalScrollBar().isVisible()
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert not table.isColumnHidden(shown.model.column_of("wording"))


def test_the_list_tells_its_current_record(shown: RecordList) -> None:
    seen: list[Any] = []
    shown.current_changed.connect(seen.append)
    shown.select(uid(44))
    assert seen == [uid(44)]
    assert not shown.select(uid(99))


def test_typing_on_a_cell_starts_to_edit_it(qtbot: QtBot, shown: RecordList) -> None:
    wishes = Wishes(shown)
    place = shown.model.column_of("number")
    shown.table.setCurrentIndex(shown.model.index(1, place))
    qtbot.keyClicks(shown.table, "7")
    editor = open_editor(shown)
    assert isinstance(editor, LineEditor)
    assert editor.line.text() == "7"
    shown.flush()
    assert wishes.heard == [("edited", "trades", uid(43), "number", 7)]


def test_a_doubtful_record_is_marked_and_says_why(shown: RecordList, snapshot: Snapshot) -> None:
    title = shown.model.index(1, shown.model.column_of("wording"))
    assert title.data(Qt.ItemDataRole.DecorationRole) is None
    shown.show_records(snapshot.trades, snapshot, {uid(43): ["No date."]})
    assert title.data(Qt.ItemDataRole.DecorationRole) is not None
    assert title.data(Qt.ItemDataRole.AccessibleTextRole) == "Second. No date."
    assert "No date." in title.data(Qt.ItemDataRole.ToolTipRole)
    shown.show_records(snapshot.trades, snapshot)
    assert title.data(Qt.ItemDataRole.DecorationRole) is None
