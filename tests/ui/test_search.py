"""The search over the desk, driven by keys: as one types, by kind, with the words marked."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.desk import DealState
from negotiator_desk.models.learn import Lesson
from negotiator_desk.models.signature import Term, TermVersion
from negotiator_desk.models.table import Trade
from negotiator_desk.services import deals, records
from negotiator_desk.store.desk import Desk, DeskLocked
from negotiator_desk.store.search import SearchPage
from negotiator_desk.ui.command_palette import CommandPalette
from negotiator_desk.ui.desk_pages.search import SearchView
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.models.hits import ROW_ROLE, Found, Head

from .desk import answer, section, settle, window_on

CONTROL = Qt.KeyboardModifier.ControlModifier
ONE, TWO = uuid4(), uuid4()
WORDING = "If penalties are capped, then we deliver early"
LESSON, TERM, TRADE, PERSON = uuid4(), uuid4(), uuid4(), uuid4()


def put(desk: Desk) -> None:
    """Two deals that both speak of penalties."""
    first = Snapshot(
        deal=Deal(id=ONE, title="Depot chargers", currency="EUR"),
        terms=(
            Term(
                id=TERM,
                name="Delay penalties",
                versions=(TermVersion(id=uuid4(), wording="A penalty <b>of</b> 1 % a week"),),
            ),
            Term(id=uuid4(), name="Warranty"),
        ),
        trades=(
            Trade(id=TRADE, number=4, wording="If penalties are capped, then we deliver early"),
        ),
    )
    second = Snapshot(
        deal=Deal(id=TWO, title="Ämter & Söhne", currency="EUR"),
        lessons=(Lesson(id=LESSON, text="Penalties are asked for and never drawn\x07"),),
        stakeholders=(Stakeholder(id=PERSON, name="Zoë Brandt", notes="Asked for a waiver"),),
    )
    with desk.edit(EditLabel(key="import", kind="deal"), journal=False) as unit:
        unit.insert_deal(first)
        unit.insert_deal(second)


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    put(window.open_deal.context.desk)
    window.panel.reload(None)
    window.show_deal(ONE, 3)
    settle()
    return window


def page_of(window: MainWindow) -> SearchView:
    page = window.right.page
    assert isinstance(page, SearchView)
    return page


def search(window: MainWindow, text: str) -> SearchView:
    """Open the search by its keys and type into what has the keyboard then."""
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    settle()
    page = page_of(window)
    assert page.line.hasFocus()
    QTest.keyClicks(page.line, text)
    return page


def rows(page: SearchView) -> list[Head | Found]:
    return [
        page.model.index(place).data(ROW_ROLE)
        for place in range(page.model.rowCount(QModelIndex()))
    ]


def found(page: SearchView) -> list[Found]:
    return [row for row in rows(page) if isinstance(row, Found)]


def shown(page: SearchView) -> set[object]:
    return {row.record_id for row in found(page)}


def test_found_as_typed_in_all_deals(qtbot: QtBot, window: MainWindow) -> None:
    page = search(window, "penal")
    qtbot.waitUntil(lambda: shown(page) == {TERM, TRADE, LESSON})
    heads = [row.text for row in rows(page) if isinstance(row, Head)]
    assert sorted(heads) == ["Lessons · 1", "Terms · 1", "Trade log · 1"]
    assert page.count.text() == "3 records"
    assert isinstance(rows(page)[0], Head)
    assert page.list.currentIndex().row() == 1
    assert {row.deal for row in found(page)} == {"Depot chargers", "Ämter & Söhne"}
    QTest.keyClicks(page.line, "ties capped")
    qtbot.waitUntil(lambda: shown(page) == {TRADE})
    (row,) = found(page)
    assert "".join(part.text for part in row.title) == "Trade 4"
    assert row.field == "Wording"
    assert [part.text for part in row.text if part.found] == ["penalties", "capped"]
    assert page.count.text() == "1 record"


def test_markup_and_controls_are_only_text(qtbot: QtBot, window: MainWindow) -> None:
    page = search(window, "week")
    qtbot.waitUntil(lambda: shown(page) == {TERM})
    (row,) = found(page)
    assert "".join(part.text for part in row.text) == "A penalty <b>of</b> 1 % a week"
    assert "<b>" in page.list.currentIndex().data()
    QTest.keyClick(page.line, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(page.line, "drawn")
    qtbot.waitUntil(lambda: shown(page) == {LESSON})
    assert "\x07" not in page.list.currentIndex().data()


def test_enter_opens_the_record_and_escape_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    page = search(window, "waiver")
    qtbot.waitUntil(lambda: shown(page) == {PERSON})
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    settle()
    assert window.open_deal.deal_id == TWO
    assert window.right.shows_deal
    assert window.deal_view.tab == 1
    assert section(window, "stakeholders").list.current_id() == PERSON
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    settle()
    assert page.line.text() == "waiver", "what was looked for is still there"
    assert page.line.selectedText() == "waiver"
    assert shown(page) == {PERSON}
    QTest.keyClick(page.line, Qt.Key.Key_Escape)
    settle()
    assert window.right.shows_deal
    assert window.deal_view.tab == 1


def test_enter_before_the_answer_opens_it_when_it_comes(qtbot: QtBot, window: MainWindow) -> None:
    page = search(window, "waiver")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.open_deal.deal_id == TWO)
    assert window.right.shows_deal


def test_typing_on_takes_back_the_wish_to_open(qtbot: QtBot, window: MainWindow) -> None:
    page = search(window, "waiv")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    QTest.keyClicks(page.line, "er")
    qtbot.waitUntil(lambda: shown(page) == {PERSON})
    settle()
    assert window.right.key == "search"


def test_arrows_move_over_the_records(qtbot: QtBot, window: MainWindow) -> None:
    page = search(window, "penalties")
    qtbot.waitUntil(lambda: len(found(page)) == 3)
    order = [row.record_id for row in found(page)]

    def current() -> object:
        row = page.model.found(page.list.currentIndex())
        assert row is not None
        return row.record_id

    assert current() == order[0]
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    assert current() == order[1]
    QTest.keyClick(page.line, Qt.Key.Key_PageDown)
    assert current() == order[2]
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    assert current() == order[2]
    QTest.keyClick(page.line, Qt.Key.Key_Up)
    QTest.keyClick(page.line, Qt.Key.Key_PageUp)
    assert current() == order[0]
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert current() == order[1]
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert window.right.shows_deal


def test_this_deal_only(qtbot: QtBot, window: MainWindow) -> None:
    page = search(window, "penalties")
    qtbot.waitUntil(lambda: len(found(page)) == 3)
    page.here.setFocus()
    QTest.keyClick(page.here, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(page) == {TERM, TRADE})
    QTest.keyClick(page.line, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(page.line, "waiver")
    qtbot.waitUntil(lambda: page.empty.isVisible() and "of this deal" in page.empty.text())
    assert "“waiver”" in page.empty.text()
    assert "Untick" in page.empty.text()
    window.show_deal(TWO)
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(lambda: shown(page) == {PERSON})


def test_what_is_said_where_nothing_is_found(qtbot: QtBot, window: MainWindow) -> None:
    page = search(window, "")
    assert "Type two letters" in page.empty.text()
    assert "archived" in page.empty.text()
    QTest.keyClicks(page.line, "z")
    QTest.qWait(200)
    assert "Type two letters" in page.empty.text()
    QTest.keyClicks(page.line, "eppelin")
    qtbot.waitUntil(lambda: "No record of any deal holds “zeppelin”." in page.empty.text())
    assert page.list.isHidden()
    QTest.keyClick(page.line, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(page.line, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Type two letters" in page.empty.text())
    QTest.keyClicks(page.line, '"* NEAR( ')
    qtbot.waitUntil(lambda: "No record of any deal" in page.empty.text())


def test_no_deal_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(tmp_path / "desk") as window:
        page = search(window, "anything")
        qtbot.waitUntil(lambda: "No record of any deal" in page.empty.text())
        assert page.here.isHidden()
        QTest.keyClick(page.line, Qt.Key.Key_Return)
        QTest.keyClick(page.line, Qt.Key.Key_Escape)
        settle()
        assert not window.right.key


def test_archived_deals_say_so(qtbot: QtBot, window: MainWindow) -> None:
    context = window.open_deal.context
    with context.desk.edit(EditLabel(key="edit", kind="deal")) as unit:
        unit.insert(None, DealState(id=TWO, archived_on=date(2026, 1, 1)))
    page = search(window, "waiver")
    qtbot.waitUntil(lambda: [row.deal for row in found(page)] == ["Ämter & Söhne (archived)"])


def test_what_is_shown_follows_the_desk(qtbot: QtBot, window: MainWindow) -> None:
    context = window.open_deal.context
    page = search(window, "penalties")
    qtbot.waitUntil(lambda: len(found(page)) == 3)
    records.set_value(context, TWO, "lessons", LESSON, "text", "Nothing of the kind")
    qtbot.waitUntil(lambda: shown(page) == {TERM, TRADE})
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: len(found(page)) == 3)
    window.show_deal(ONE)
    deals.delete_deal(context, TWO)
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(lambda: shown(page) == {TERM, TRADE})


def test_an_answer_that_comes_too_late_is_dropped(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one question is looked up, typing goes on and only the last question follows."""
    desk = window.open_deal.context.desk
    asked: list[str] = []
    go_on = threading.Event()
    original = desk.search

    def slow(text: str, **more: object) -> SearchPage:
        asked.append(text)
        if text == "penal":
            assert go_on.wait(5)
        return original(text, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "search", slow)
    page = search(window, "penal")
    qtbot.waitUntil(lambda: asked == ["penal"])
    for letter in "ties cap":
        QTest.keyClicks(page.line, letter)
        QTest.qWait(110)
    assert asked == ["penal"]
    assert not found(page)
    go_on.set()
    qtbot.waitUntil(lambda: shown(page) == {TRADE})
    assert asked == ["penal", "penalties cap"]


def test_a_desk_that_cannot_be_read_is_said(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = window.open_deal.context.desk

    def refuse(_text: str, **_more: object) -> SearchPage:
        raise DeskLocked(desk.path)

    monkeypatch.setattr(desk, "search", refuse)
    page = search(window, "penalties")
    qtbot.waitUntil(lambda: "in use by another program" in page.empty.text())


def test_the_index_is_made_anew_by_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["rebuild_search"].trigger()
    assert "being made anew" in window.status.said.text()
    qtbot.waitUntil(lambda: "has been made anew" in window.status.said.text())
    page = search(window, "waiver")
    qtbot.waitUntil(lambda: shown(page) == {PERSON})


def test_the_search_stands_above_the_deals(qtbot: QtBot, window: MainWindow) -> None:
    window.panel.page_wanted.emit("search")
    settle()
    assert page_of(window).line.hasFocus()
    assert window.windowTitle() == "Search – Negotiator Desk"


def test_the_palette_finds_records_of_other_deals_and_a_trade_by_its_wording(
    qtbot: QtBot, window: MainWindow
) -> None:
    seen: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, CommandPalette)
        QTest.keyClicks(dialog.line, "deliver early")
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
        seen.append(dialog.model.command(0).text)
        assert dialog.none.isHidden()
        QTest.keyClick(dialog.line, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(dialog.line, "waiver")
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
        seen.append(dialog.model.command(0).hint)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)

    answer(choose)
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    settle()
    assert seen == [
        f"Trade 4: {WORDING}",
        "Person · Ämter & Söhne",
    ]
    assert window.open_deal.deal_id == TWO
    assert section(window, "stakeholders").list.current_id() == PERSON


def test_the_palette_names_no_record_twice(qtbot: QtBot, window: MainWindow) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, CommandPalette)
        QTest.keyClicks(dialog.line, "delay penal")
        assert dialog.model.rowCount() == 1
        QTest.qWait(400)
        assert dialog.model.rowCount() == 1
        QTest.keyClick(dialog.line, Qt.Key.Key_Escape)

    answer(choose)
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    settle()
    assert QApplication.activeModalWidget() is None
