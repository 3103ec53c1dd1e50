"""At the table: opened by key with figures hidden, shown while held, everything by keyboard."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from negotiator_desk.models.choices import QuestionDirection
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.services import deals
from negotiator_desk.ui.at_table.clock import MeetingClock
from negotiator_desk.ui.at_table.page import TablePage
from negotiator_desk.ui.dialogs.help import HelpDialog
from negotiator_desk.ui.dialogs.tactics import TacticsDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.meetings import MeetingsView

from .desk import answer, section, settle, window_on

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


def at_table(window: MainWindow) -> TablePage:
    """Go to the table by its key."""
    window.activateWindow()
    settle()
    QTest.keyClick(window, Qt.Key.Key_F11)
    settle()
    assert window.table.active
    page = window.table.page
    assert page is not None
    return page


def stored(window: MainWindow) -> Snapshot:
    deal_id = window.open_deal.deal_id
    assert deal_id is not None
    return window.open_deal.context.desk.load(deal_id)


def everything_said(page: QWidget) -> str:
    """Every text that the page holds, seen or not: for eyes, ears and the clipboard."""
    texts = []
    for widget in (page, *page.findChildren(QWidget)):
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        texts.append(widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit):
            texts += [widget.text(), widget.placeholderText()]
    return "\n".join(texts)


def hold(page: TablePage) -> None:
    target = page.window().focusWidget() or page
    QTest.keyPress(target, Qt.Key.Key_F2)
    settle()


def let_go(page: TablePage) -> None:
    target = page.window().focusWidget() or page
    QTest.keyRelease(target, Qt.Key.Key_F2)
    settle()


def test_it_opens_full_screen_with_figures_hidden_and_escape_leaves(window: MainWindow) -> None:
    state = window.windowState()
    page = at_table(window)
    assert window.isFullScreen()
    assert not window.menuBar().isVisible()
    assert not window.statusBar().isVisible()
    assert not window.deal_view.isVisible()
    assert not page.reveal.shown
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()
    assert not window.table.active
    assert window.windowState() == state
    assert window.menuBar().isVisible()
    assert window.statusBar().isVisible()
    assert window.deal_view.isVisible()


def test_figures_show_while_the_key_is_held_and_no_longer(window: MainWindow) -> None:
    page = at_table(window)
    assert "Maya Ferrant: up to" not in everything_said(page)
    hold(page)
    assert page.reveal.shown
    assert "Maya Ferrant: up to 40,000 GBP" in everything_said(page)
    assert "Fallback 45 days" in everything_said(page)
    let_go(page)
    assert not page.reveal.shown
    assert "40,000" not in everything_said(page)
    assert "Fallback" not in everything_said(page)


def test_a_key_that_repeats_is_one_hold(window: MainWindow) -> None:
    page = at_table(window)
    hold(page)
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        from PySide6.QtGui import QKeyEvent

        repeated = QKeyEvent(kind, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(page, repeated)
        assert page.reveal.shown
    let_go(page)
    assert not page.reveal.shown


def test_the_button_shows_while_it_is_pressed(window: MainWindow) -> None:
    page = at_table(window)
    QTest.mousePress(page.hold, LEFT)
    settle()
    assert page.reveal.shown
    QTest.mouseRelease(page.hold, LEFT)
    settle()
    assert not page.reveal.shown
    page.hold.setFocus()
    QTest.keyPress(page.hold, Qt.Key.Key_Space)
    settle()
    assert page.reveal.shown
    QTest.keyRelease(page.hold, Qt.Key.Key_Space)
    settle()
    assert not page.reveal.shown


def test_a_window_that_loses_the_keyboard_hides_at_once(window: MainWindow) -> None:
    page = at_table(window)
    hold(page)
    other = QWidget()
    other.show()
    other.activateWindow()
    settle()
    assert not page.reveal.shown
    assert "40,000" not in everything_said(page)
    other.close()
    window.activateWindow()
    settle()
    assert not page.reveal.shown, "it takes a new key to show them again"


def test_leaving_while_the_key_is_held_hides(window: MainWindow) -> None:
    page = at_table(window)
    hold(page)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()
    assert not page.reveal.shown
    page = at_table(window)
    assert "40,000" not in everything_said(page)


def test_nothing_secret_stands_on_the_page_until_it_is_held(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(tmp_path / "desk") as window:
        deal = deals.create_deal(window.open_deal.context, title="Plain", currency="EUR", buyer="")
        window.show_deal(deal)
        editing = window.editing
        editing.set_value("deal", deal, "owner", "hush holder")
        person = editing.add("stakeholders", {"name": "Ida", "opinion": "hush opinion"})
        money = iter(range(71_001, 72_000))
        variable = editing.add(
            "variables",
            {
                "name": "Visits",
                "ask": "4 visits",
                "target": "hush target",
                "fallback": "hush fallback",
                "limit": "hush limit",
                "notes": "hush notes",
                "red_line": True,
                **{
                    name: Decimal(next(money))
                    for name in ("value_per_unit", "cost_to_us", "value_to_buyer")
                },
            },
        )
        editing.add(
            "authority",
            {
                "holder": "hush holder",
                "limit": Decimal(next(money)),
                "limit_total": Decimal(next(money)),
            },
        )
        editing.add("offers", {"made_on": date(2026, 11, 20), "amount": Decimal(next(money))})
        editing.add("corridor", {"walk_away": Decimal(next(money)), "target": Decimal(next(money))})
        meeting = editing.add(
            "meetings",
            {
                "title": "Round",
                "starts_at": datetime(2026, 11, 22, 15),
                "stakeholder_ids": (person,),
                "objectives": "hush objectives",
                "outcome": "hush outcome",
            },
        )
        for direction, text in (("keep_back", "hush question"), ("ask", "When do you sign?")):
            editing.add(
                "questions",
                {
                    "text": text,
                    "meeting_id": meeting,
                    "direction": QuestionDirection(direction),
                    "answer": "hush answer",
                },
            )
        editing.log_behaviour("hush tactic", meeting, None)
        trade = editing.add("trades", {"meeting_id": meeting, "notes": "hush trade"})
        assert trade is not None
        assert variable is not None
        settle()
        page = at_table(window)

        def secrets() -> list[str]:
            said = everything_said(page)
            return [word for word in ("hush", "71,0", "red line", "71.0") if word in said]

        assert "Visits" in everything_said(page)
        assert "When do you sign?" in everything_said(page)
        assert secrets() == []
        hold(page)
        said = everything_said(page)
        for shown in (
            "hush target",
            "hush holder",
            "hush objectives",
            "hush question",
            "hush tactic",
            "71,001",
            "red line",
        ):
            assert shown in said
        assert "hush answer" not in said
        let_go(page)
        assert secrets() == []


def test_a_tactic_is_logged_and_a_question_ticked_by_keyboard_then_both_undone(
    window: MainWindow,
) -> None:
    before = stored(window)
    page = at_table(window)

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, TacticsDialog)
        target = dialog.focusWidget()
        assert target is not None
        QTest.keyClicks(target, "s")

    answer(press)
    QTest.keyClick(page, Qt.Key.Key_F3)
    settle()
    assert stored(window).behaviours[-1].tactic == "silence"
    assert page.said.text() == "Behaviour logged. Ctrl+Z takes it back."
    assert page.seen.text.text() == "Logged. Hold F2 for the reply."
    assert "Silence" not in everything_said(page)
    window.activateWindow()
    settle()
    QTest.keyClick(page, Qt.Key.Key_F4)
    box = window.focusWidget()
    assert isinstance(box, QAbstractButton)
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle()
    asked = [question for question in stored(window).questions if question.asked_on]
    assert len(asked) == len([q for q in before.questions if q.asked_on]) + 1
    assert box.isChecked()
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
    settle()
    assert not box.isChecked(), "the page follows what is stored"
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
    settle()
    assert stored(window) == before
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert stored(window).behaviours[-1].tactic == "silence"


def test_keys_of_the_tabs_do_nothing_at_the_table(window: MainWindow) -> None:
    before, tab = stored(window), window.deal_view.tab
    page = at_table(window)
    for key in (Qt.Key.Key_N, Qt.Key.Key_D, Qt.Key.Key_3, Qt.Key.Key_L):
        QTest.keyClick(page, key, CONTROL)
    QTest.keyClick(page, Qt.Key.Key_Delete)
    settle()
    assert stored(window) == before
    assert window.deal_view.tab == tab
    assert window.table.active
    QTest.keyClick(page, Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert not window.table.active
    assert window.actions_by_name["add_record"].isEnabled()
    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    settle()
    assert window.deal_view.tab == 2


def test_the_page_follows_changes_of_the_deal(window: MainWindow) -> None:
    page = at_table(window)
    variable = stored(window).variables[0]
    window.editing.set_value("variables", variable.id, "name", "Days <b>to</b> pay")
    settle()
    assert page.variables.lines.rows[0][0].text() == "Days <b>to</b> pay"
    assert page.variables.lines.rows[0][0].textFormat() == Qt.TextFormat.PlainText


def test_another_deal_or_none_leaves_the_table(window: MainWindow) -> None:
    at_table(window)
    window.undo()  # takes the sample deal away
    settle()
    assert not window.table.active
    assert window.open_deal.deal_id is None
    assert not window.actions_by_name["at_table"].isEnabled()


def test_an_empty_deal_says_what_is_missing(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(tmp_path / "desk") as window:
        deal = deals.create_deal(window.open_deal.context, title="Plain", currency="EUR", buyer="")
        window.show_deal(deal)
        page = at_table(window)
        said = everything_said(page)
        assert "No variable is recorded" in said
        assert "Nothing waits for an answer" in said
        hold(page)
        assert "No authority level is recorded." in everything_said(page)
        let_go(page)


def test_closing_the_window_at_the_table_keeps_the_window_as_it_was(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window_on(tmp_path / "desk") as window:
        QTest.mouseClick(window.welcome.sample, LEFT)
        settle()
        at_table(window)
    with window_on(tmp_path / "desk") as window:
        assert not window.isFullScreen()
        assert window.menuBar().isVisible()


def test_the_clock_counts_minutes_and_can_be_paused(qtbot: QtBot) -> None:
    now = [1000.0]
    clock = MeetingClock(None, lambda: now[0])
    qtbot.addWidget(clock)
    assert clock.label.text() == "0:00"
    clock.start()
    now[0] += 61 * 60
    clock.show_time()
    assert clock.label.text() == "1:01"
    assert clock.label.accessibleName() == "Meeting time 1:01"
    QTest.mouseClick(clock.button, LEFT)
    now[0] += 600
    clock.show_time()
    assert clock.label.text() == "1:01"
    assert clock.label.accessibleName() == "Meeting time 1:01, paused"
    QTest.mouseClick(clock.button, LEFT)
    now[0] += 120
    clock.show_time()
    assert clock.label.text() == "1:03"
    clock.pause()
    QTest.mouseClick(clock.again, LEFT)
    assert clock.label.text() == "0:00"
    assert clock.running


def test_the_clock_goes_on_while_the_page_is_left_and_starts_anew_for_another_deal(
    window: MainWindow,
) -> None:
    page = at_table(window)
    page.clock._before = 600.0
    QTest.keyClick(page, Qt.Key.Key_F5)
    settle()
    assert not page.clock.running
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()
    assert at_table(window).clock.minutes() == 10
    QTest.keyClick(page, Qt.Key.Key_Escape)
    deal = deals.create_deal(window.open_deal.context, title="Plain", currency="EUR", buyer="")
    window.show_deal(deal)
    settle()
    assert at_table(window).clock.minutes() == 0


def test_the_button_above_the_meetings_goes_there_too(window: MainWindow) -> None:
    view = section(window, "meetings")
    assert isinstance(view, MeetingsView)
    QTest.mouseClick(view.to_table, LEFT)
    settle()
    assert window.table.active


def test_help_names_the_keys(window: MainWindow) -> None:
    page = at_table(window)
    said = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, HelpDialog)
        said.append(dialog.keys_text())
        dialog.reject()

    answer(read)
    QTest.keyClick(page, Qt.Key.Key_F1)
    settle()
    assert "F2\tShow figures, while it is held" in said[0]


LINE = "give 15 more days payment 4321 / get 4 year contract 60000"


def focused(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def test_a_trade_is_typed_and_logged_with_figures_hidden(window: MainWindow) -> None:
    before = stored(window)
    page = at_table(window)
    assert page.entry.line.hasFocus(), "one can type at once"
    QTest.keyClicks(page.entry.line, LINE)
    settle()
    said = everything_said(page).replace(LINE, "")
    assert "gives Payment days" in said
    for secret in ("4,321", "mandate", "Maya Ferrant", "costs us", "60 days"):
        assert secret not in said
    QTest.keyPress(page.entry.line, Qt.Key.Key_F2)
    settle()
    assert page.entry.line.text() == LINE, "the key that is held types nothing"
    assert "costs us 4,321" in page.entry.said()
    assert "mandate left after this" in page.entry.said()
    QTest.keyRelease(page.entry.line, Qt.Key.Key_F2)
    settle()
    assert "4,321" not in everything_said(page)
    assert "mandate left" not in everything_said(page)
    QTest.keyClick(page.entry.line, Qt.Key.Key_Return)
    settle()
    trade = stored(window).trades[-1]
    assert trade.given[0].cost_to_us == Decimal(4321)
    assert len(stored(window).trades) == len(before.trades) + 1
    assert page.said.isVisible()
    assert page.said.text() == "Trade 13 logged. Ctrl+Z takes it back."
    assert "4,321" not in everything_said(page)
    assert window.table.active
    QTest.keyClick(page.entry.line, Qt.Key.Key_Z, CONTROL)
    settle()
    assert stored(window) == before
    assert not page.said.isVisible()


def test_a_trade_of_the_table_is_of_the_meeting_of_today(window: MainWindow) -> None:
    meeting = window.editing.add(
        "meetings", {"title": "Today's round", "starts_at": datetime(2026, 11, 22, 14)}
    )
    settle()
    page = at_table(window)
    QTest.keyClicks(page.entry.line, "give 5 more days payment 10 / get reference visits 20")
    QTest.keyClick(page.entry.line, Qt.Key.Key_Return)
    settle()
    assert stored(window).trades[-1].meeting_id == meeting


def test_how_far_a_variable_goes_is_not_offered_while_figures_are_hidden(
    window: MainWindow,
) -> None:
    page = at_table(window)
    QTest.keyClicks(page.entry.line, "give satu")
    settle()
    assert not page.entry.list.isVisible()
    QTest.keyClick(page.entry.line, Qt.Key.Key_Escape)
    QTest.keyClicks(page.entry.line, "give pay")
    settle()
    assert page.entry.list.isVisible()
    QTest.keyClick(page.entry.line, Qt.Key.Key_Escape)
    settle()
    assert window.table.active, "the first Esc only puts the list away"


def test_what_is_typed_and_not_logged_is_there_again_and_covered(window: MainWindow) -> None:
    page = at_table(window)
    QTest.keyClicks(page.entry.line, "give 15 days pay")
    settle()
    QTest.keyClick(page, Qt.Key.Key_F11)
    settle()
    assert not window.table.active
    page = at_table(window)
    assert page.entry.line.text() == "give 15 days pay"
    assert page.entry.line.echoMode() is QLineEdit.EchoMode.Password
    assert "15 days" not in page.entry.line.displayText()
    hold(page)
    assert page.entry.line.displayText() == "give 15 days pay"
    let_go(page)
    assert "15 days" not in page.entry.line.displayText()
    QTest.keyClicks(page.entry.line, "m")
    settle()
    assert page.entry.line.displayText() == "give 15 days paym"


def test_escape_clears_the_line_then_leaves_and_up_brings_it_back(window: MainWindow) -> None:
    page = at_table(window)
    QTest.keyClicks(page.entry.line, "give 15 days ")
    for expected in (True, False):
        QTest.keyClick(page.entry.line, Qt.Key.Key_Escape)
        settle()
        assert window.table.active is expected
        if expected:
            assert page.entry.line.text() == ""
    page = at_table(window)
    QTest.keyClick(page.entry.line, Qt.Key.Key_Up)
    settle()
    assert page.entry.line.text() == "give 15 days "


def test_a_card_with_the_mandate_does_not_come_along(window: MainWindow) -> None:
    window.activateWindow()
    settle()
    QTest.keyClick(window, Qt.Key.Key_M, CONTROL)
    settle()
    panel = window.dialogs.mandate_panel
    assert panel is not None
    assert panel.isVisible()
    page = at_table(window)
    assert not panel.isVisible()
    QTest.keyClick(focused(window), Qt.Key.Key_M, CONTROL)
    settle()
    assert not panel.isVisible()
    QTest.keyClick(page.questions.rows.lines[0], Qt.Key.Key_T, CONTROL)
    settle()
    assert page.entry.line.hasFocus()
