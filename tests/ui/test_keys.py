"""Every key is declared once: menu, palette and F1 say the same, and nothing else has keys."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from negotiator_desk import ui
from negotiator_desk.domain.gates import gate_of
from negotiator_desk.exchange.sheet import read_text
from negotiator_desk.models.choices import GateDecision
from negotiator_desk.ui.at_table.mode import SHARED
from negotiator_desk.ui.command_palette import CommandPalette
from negotiator_desk.ui.commands import action_commands
from negotiator_desk.ui.declared_actions import LIST, MENUS, all_entries, keys_of
from negotiator_desk.ui.desk_pages.declared import DESK_PAGES
from negotiator_desk.ui.dialogs.company import CompanyDialog
from negotiator_desk.ui.dialogs.gate import GateDialog
from negotiator_desk.ui.dialogs.help import HelpDialog
from negotiator_desk.ui.dialogs.new_deal import NewDealDialog
from negotiator_desk.ui.dialogs.notice_presets import NoticePresetsDialog
from negotiator_desk.ui.dialogs.questionnaire import QuestionnaireDialog
from negotiator_desk.ui.dialogs.read_register import ReadRegisterDialog
from negotiator_desk.ui.dialogs.starter_terms import StarterTermsDialog
from negotiator_desk.ui.dialogs.tactics import TacticsDialog
from negotiator_desk.ui.dialogs.terms import LockDialog
from negotiator_desk.ui.key_hints import HINTS, native, page_keys, tab_keys, table_keys
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.tabs import TABS
from negotiator_desk.wording.catalogue import _
from tests.ui.desk import answer, open_snapshot, section, settle

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    sample.activateWindow()
    settle()
    return sample


def test_no_two_actions_share_keys() -> None:
    bound = Counter(keys for entry in all_entries() for keys in entry.keys)
    assert [keys for keys, n in bound.items() if n > 1] == []
    own = Counter(keys for entry in all_entries() for keys in entry.own_keys)
    assert [keys for keys, n in own.items() if n > 1] == []
    assert not set(bound) & set(own)
    every = (*bound, *own, *(keys for hint in HINTS for keys in hint.keys))
    assert not [keys for keys in every if QKeySequence(keys).isEmpty()]


def test_keys_of_a_section_mean_nothing_else_there() -> None:
    """What a list or a field takes itself may not be an action of the window."""
    bound = {keys for entry in all_entries() for keys in entry.keys}
    places = {hint.place for hint in HINTS} - {"table", "documents"}  # windows of their own
    assert not {keys for hint in HINTS if hint.place in places for keys in hint.keys} & bound


def test_every_action_stands_in_the_menu_with_its_keys(window: MainWindow) -> None:
    shown: dict[str, str] = {}

    def walk(menu: QMenu) -> None:
        for action in menu.actions():
            if isinstance(inner := action.menu(), QMenu):
                walk(inner)
            elif not action.isSeparator():
                text = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
                shown[text] = action.shortcut().toString()

    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        walk(menu)
    for entry in all_entries():
        if entry.name in ("undo", "redo"):  # they say what they undo
            continue
        keys = keys_of(entry.name)
        wanted = QKeySequence(keys[0]).toString() if keys else ""
        assert shown[entry.label()] == wanted, entry.name


def test_the_palette_has_every_action_that_can_be_done(window: MainWindow) -> None:
    for kind in ("terms", "trades"):
        section(window, kind)
        offered = {c.text: c.hint for c in action_commands(window.actions_by_name)}
        for entry in all_entries():
            action = window.actions_by_name[entry.name]
            if action.isEnabled() and entry.name not in ("palette", "undo", "redo"):
                assert entry.label() in offered, entry.name
        assert ("Lock the term…" in offered) is (kind == "terms")
        assert offered["Go to Term locks"] == "Ctrl+4"
        assert offered["Move up"] == "Alt+Up"


def test_f1_names_every_key_that_works_on_a_tab() -> None:
    for tab in TABS:
        said = {row for _heading, rows in tab_keys(tab) for row in rows}
        sections = {held.key for held in tab.sections}
        for entry in all_entries():
            keys = keys_of(entry.name)
            if keys and (not entry.section or entry.section in sections | {LIST}):
                assert (native(keys), entry.label()) in said, entry.name
            elif keys:
                assert (native(keys), entry.label()) not in said, entry.name
        for hint in HINTS:
            if hint.place in sections | {LIST, "field", "chart", "documents", "dialog", "deals"}:
                assert (native(hint.keys), _(hint.text)) in said


def test_every_hint_belongs_to_a_place() -> None:
    places = {held.key for tab in TABS for held in tab.sections}
    places |= {page.key for page in DESK_PAGES}
    places |= {LIST, "field", "chart", "documents", "dialog", "deals", "page", "table"}
    assert {hint.place for hint in HINTS} <= places
    assert {entry.section for entry in all_entries()} <= places | {""}
    for page in DESK_PAGES:
        text = "\n".join(keys for _heading, rows in page_keys(page.key) for keys, _text in rows)
        assert "Esc" in text
        assert "Ctrl+K" in text
        assert "Ctrl+Shift+M" not in text


def test_nothing_has_keys_that_are_not_declared(window: MainWindow) -> None:
    declared = {
        QKeySequence(keys).toString()
        for keys in (
            *(keys for entry in all_entries() for keys in entry.keys + entry.own_keys),
            *(keys for hint in HINTS for keys in hint.keys),
        )
    }
    for tab, held in enumerate(TABS):
        window.deal_view.bar.setCurrentIndex(tab)
        for place in range(len(held.sections)):
            window.deal_view.page().show_section(place)
            settle(2)
    for page in DESK_PAGES:
        window.show_page(page.key)
        settle(2)
    window.ways.back()
    found = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    assert found
    assert found <= declared


def test_no_keys_are_written_in_another_module() -> None:
    """The keys of dialogs too stand among the hints: a literal elsewhere is one of them."""
    declared = {keys for hint in HINTS for keys in hint.keys}
    declared |= {keys for entry in all_entries() for keys in entry.keys + entry.own_keys}
    declared |= {"Ctrl+Enter"}  # the same key on the block of digits
    written = re.compile(r"""["']((?:(?:Ctrl|Alt|Shift)\+)+\w+|F\d+)["']""")
    found = {
        keys: path.name
        for path in sorted(Path(ui.__file__).parent.rglob("*.py"))
        for keys in written.findall(path.read_text("utf-8"))
    }
    assert len(found) > 20
    assert {keys: name for keys, name in found.items() if keys not in declared} == {}


def _gate(window: MainWindow) -> tuple[QDialog, QWidget]:
    diagnosis = window.open_deal.diagnosis
    assert diagnosis is not None
    view = gate_of(open_snapshot(window), diagnosis)
    assert view is not None
    gate = GateDialog(window.env, view, window)
    return gate, gate.skip  # another button that has the keyboard is not the one that accepts


def _new_deal(window: MainWindow) -> tuple[QDialog, QWidget]:
    new = NewDealDialog(window, company="", currency="EUR", buyers=(), currencies=())
    new.lines["title"].setText("Cranes")
    return new, new.lines["currency"]


def _company(window: MainWindow) -> tuple[QDialog, QWidget]:
    company = CompanyDialog(window.open_deal.context, window)
    return company, company.choose


def _notice_periods(window: MainWindow) -> tuple[QDialog, QWidget]:
    periods = NoticePresetsDialog(window.open_deal.context, window)
    return periods, periods.add


def _statements(window: MainWindow) -> tuple[QDialog, QWidget]:
    statements = QuestionnaireDialog(window.env, open_snapshot(window), window)
    statements.answer(3)
    return statements, statements.skip


def _usual_terms(window: MainWindow) -> tuple[QDialog, QWidget]:
    terms = StarterTermsDialog(window.env, window)
    terms.tick_all()
    return terms, terms.kind


def _tactics(window: MainWindow) -> tuple[QDialog, QWidget]:
    tactics = TacticsDialog(window.env, window)
    return tactics, tactics.person


def _register(window: MainWindow) -> tuple[QDialog, QWidget]:
    register = ReadRegisterDialog(window.env, "changes", window)
    register.show_sheets((read_text("Title\tCost\nLater start\t5\n", "cells"),), "cells")
    return register, register.file


def _palette(window: MainWindow) -> tuple[QDialog, QWidget]:
    palette = CommandPalette(window.commands(), window)
    return palette, palette.list


@pytest.mark.parametrize(
    "make",
    [
        _gate,
        _new_deal,
        _company,
        _notice_periods,
        _statements,
        _usual_terms,
        _tactics,
        _register,
        _palette,
    ],
)
def test_every_dialog_is_accepted_by_the_key_that_help_names(
    qtbot: QtBot, window: MainWindow, make: Callable[[MainWindow], tuple[QDialog, QWidget]]
) -> None:
    dialog, at_hand = make(window)
    dialog.show()
    dialog.activateWindow()
    settle()
    at_hand.setFocus()
    assert at_hand.hasFocus()
    QTest.keyClick(at_hand, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.deleteLater()


def test_enter_in_the_list_of_the_palette_does_what_is_at_hand(window: MainWindow) -> None:
    palette = CommandPalette(window.commands(), window)
    palette.show()
    palette.activateWindow()
    settle()
    QTest.keyClick(palette.line, Qt.Key.Key_Tab)
    assert palette.list.hasFocus()
    QTest.keyClick(palette.list, Qt.Key.Key_Down)
    QTest.keyClick(palette.list, Qt.Key.Key_Return)
    assert palette.chosen is palette.model.command(1)
    palette.deleteLater()


def test_the_gate_goes_on_by_its_key(window: MainWindow) -> None:
    before = open_snapshot(window)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, GateDialog)
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return, CONTROL)

    answer(act)
    window.actions_by_name["move_on"].trigger()
    settle()
    after = open_snapshot(window)
    assert len(after.gates) == len(before.gates) + 1
    assert after.gates[-1].decision is GateDecision.GO
    window.undo()
    assert open_snapshot(window) == before


@pytest.mark.parametrize(("kind", "possible"), [("terms", True), ("trades", False)])
def test_keys_of_a_term_work_among_terms_alone(
    window: MainWindow, kind: str, possible: bool
) -> None:
    section(window, kind)
    for name in ("lock_term", "reopen_term"):
        assert window.actions_by_name[name].isEnabled() is possible
    assert window.actions_by_name["move_up"].isEnabled()
    window.show_page("due")
    settle()
    for name in ("lock_term", "move_up", "next_section", "move_on"):
        assert not window.actions_by_name[name].isEnabled()
    assert window.actions_by_name["tab_3"].isEnabled()
    QTest.keyClick(window, Qt.Key.Key_4, CONTROL)
    settle()
    assert window.deal_view.isVisible()
    assert window.actions_by_name["lock_term"].isEnabled()


def test_a_term_is_locked_by_its_keys_and_from_the_menu(window: MainWindow) -> None:
    section(window, "terms")
    seen: list[QDialog] = []

    def look(dialog: QDialog) -> None:
        seen.append(dialog)
        assert isinstance(dialog, LockDialog)
        dialog.reject()

    view = section(window, "terms")
    view.select(next(t.id for t in open_snapshot(window).terms if t.name.startswith("Acceptance")))
    for act in (
        lambda: QTest.keyClick(window, Qt.Key.Key_L, CONTROL | SHIFT),
        window.actions_by_name["lock_term"].trigger,
    ):
        answer(look)
        act()
        settle()
    assert len(seen) == 2


def test_rows_are_edited_copied_and_moved_from_the_menu(window: MainWindow) -> None:
    view = section(window, "terms")
    terms = open_snapshot(window).terms
    view.select(terms[1].id)
    window.actions_by_name["move_up"].trigger()
    assert [t.id for t in open_snapshot(window).terms[:2]] == [terms[1].id, terms[0].id]
    window.actions_by_name["move_down"].trigger()
    assert [t.id for t in open_snapshot(window).terms[:2]] == [terms[0].id, terms[1].id]
    QTest.keyClick(view.list.table, Qt.Key.Key_Up, ALT)
    assert open_snapshot(window).terms[0].id == terms[1].id
    window.actions_by_name["copy_records"].trigger()
    assert QApplication.clipboard().text().startswith(terms[1].name)
    window.actions_by_name["edit_record"].trigger()
    settle()
    editing = QApplication.focusWidget()
    assert editing is not None
    assert editing is not view.list.table
    QTest.keyClick(editing, Qt.Key.Key_Escape)
    # In a field the keys of the list belong to the field.
    assert window.actions_by_name["delete_record"].shortcutContext() is (
        Qt.ShortcutContext.WidgetShortcut
    )


def test_without_a_deal_nothing_about_one_can_be_done(window: MainWindow) -> None:
    window.deals.delete()
    settle()
    assert window.open_deal.snapshot is None
    for name in ("tab_0", "move_up", "lock_term", "next_section", "log_trade"):
        assert not window.actions_by_name[name].isEnabled(), name
    assert window.actions_by_name["new_deal"].isEnabled()
    offered = [command.text for command in window.commands()]
    assert not [title for title in offered if title.startswith("Go to ")]


@pytest.mark.parametrize("tab", range(len(TABS)))
def test_f1_opens_on_every_tab_and_fits_a_small_screen(window: MainWindow, tab: int) -> None:
    window.deal_view.bar.setCurrentIndex(tab)
    settle()
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, HelpDialog)
        assert dialog.height() <= dialog.screen().availableSize().height()
        said.append(dialog.keys_text())
        bar = dialog.area.verticalScrollBar()
        QTest.keyClick(dialog.area, Qt.Key.Key_End)
        QTest.keyClick(dialog.area, Qt.Key.Key_PageDown)
        assert bar.maximum() == 0 or bar.value() > 0
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answer(read)
    QTest.keyClick(window, Qt.Key.Key_F1)
    settle()
    assert "Ctrl+Shift+M\tMove the deal on…" in said[0]
    assert ("Ctrl+Shift+L\tLock the term…" in said[0]) is (TABS[tab].key == "terms")
    assert ("Space\tTick a finding as mended: what if" in said[0]) is (TABS[tab].key == "gap")


def test_at_the_table_f1_names_what_works_there() -> None:
    text = "\n".join(f"{keys}\t{what}" for _h, rows in table_keys(SHARED) for keys, what in rows)
    for keys in ("F2", "F3", "F4", "F5", "Ctrl+T", "Ctrl+Z", "Ctrl+B", "F1", "Esc"):
        assert f"{keys}\t" in text or f"{keys}, " in text
    assert "Ctrl+P" not in text


def test_every_menu_entry_has_one_name() -> None:
    names = Counter(entry.name for entry in all_entries())
    assert max(names.values()) == 1
    assert len(MENUS) == 6
