"""Tables through the window: pasted into a list, read from the menu, dropped on the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from negotiator_desk.models.choices import TradeStatus
from negotiator_desk.services import deals
from negotiator_desk.ui.dialogs.read_register import ReadRegisterDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.tabs import place_of_section
from negotiator_desk.wording.resources import resource_path
from tests.ui.desk import answer, drop, open_snapshot, section, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    context = window.open_deal.context
    made = deals.create_deal(context, title="Cranes", buyer="Port", supplier="", currency="EUR")
    window.show_deal(made)
    settle()
    return window


def accept(dialog: QDialog) -> None:
    assert isinstance(dialog, ReadRegisterDialog)
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)


def test_trades_are_pasted_into_the_empty_log(window: MainWindow) -> None:
    log = section(window, "trades")
    log.focus_main()
    QApplication.clipboard().setText(
        "Give\tCost\tGet\tWorth\tStatus\nTraining\t4k\tVisit\t5\tDone\n"
    )
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, ReadRegisterDialog)
        seen.append(dialog.windowTitle())
        seen.extend(box.currentText() for box in dialog.table.boxes)
        seen.append(dialog.said.toPlainText())
        dialog.reject()

    answer(look)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_V, CONTROL)
    assert seen[:-1] == [
        "Read a table: Trade log",
        *("We give", "Cost to us", "We get", "Worth to us", "Status"),
    ]
    assert "“4k” is no number" in seen[-1]
    QApplication.clipboard().setText(
        "Give\tCost\tGet\tWorth\tStatus\nTraining\t4\tVisit\t5\tDone\n"
    )
    answer(accept)
    window.activateWindow()
    log.focus_main()
    settle()
    QTest.keyClick(focus, Qt.Key.Key_V, CONTROL)
    settle()
    (trade,) = open_snapshot(window).trades
    assert trade.status is TradeStatus.AGREED
    assert [each.description for each in (*trade.given, *trade.received)] == ["Training", "Visit"]
    window.undo()
    assert open_snapshot(window).trades == ()


def test_a_field_pastes_into_itself(window: MainWindow) -> None:
    people = section(window, "stakeholders")
    people.add()
    settle()
    QApplication.clipboard().setText("Ada\tMoe")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_V, CONTROL)
    assert QApplication.activeModalWidget() is None


def test_cards_dropped_on_the_window_become_people(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    cards = tmp_path / "eva.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Eva Novak\nORG:Port\nEND:VCARD\n", "utf-8")

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, ReadRegisterDialog)
        qtbot.waitUntil(dialog.add.isEnabled)
        assert not dialog.rest.isChecked()
        accept(dialog)

    answer(act)
    drop(window, cards)
    qtbot.waitUntil(lambda: bool(open_snapshot(window).stakeholders))
    (person,) = open_snapshot(window).stakeholders
    assert (person.name, person.organisation) == ("Eva Novak", "Port")


def test_where_no_table_is_read_the_menu_says_where_it_is(window: MainWindow) -> None:
    window.ways.show_section(0, 0)
    said: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        dialog.accept()

    answer(look)
    window.actions_by_name["read_table"].trigger()
    assert "people, variables, the trade log, terms or changes" in said[0]


def test_a_deal_that_comes_in_opens_at_its_overview(window: MainWindow) -> None:
    window.ways.show_section(*place_of_section("first_facts"))
    window.deals.import_files([resource_path("sample/deal.json")])
    settle()
    page = window.deal_view.page()
    assert open_snapshot(window).deal.origin == "sample"
    assert page.tab.sections[page.section].key == "overview"


def test_a_file_of_contacts_is_opened_like_any_other(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = tmp_path / "Ada.VCF"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Moe\nEND:VCARD\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(cards)], ""))

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, ReadRegisterDialog)
        qtbot.waitUntil(dialog.add.isEnabled)
        accept(dialog)

    answer(act)
    window.actions_by_name["open_files"].trigger()
    assert [person.name for person in open_snapshot(window).stakeholders] == ["Ada Moe"]
