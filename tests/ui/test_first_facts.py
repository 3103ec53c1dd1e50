"""From an empty desk to a useful brief: a new deal, eight facts, the document."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from negotiator_desk.domain.first_facts import COUNT, FACTS, known_facts
from negotiator_desk.models.choices import BuyingRole, Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.reports.reading import read_pdf
from negotiator_desk.services import settings
from negotiator_desk.ui.dialogs.new_deal import NewDealDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.first_facts import FirstFacts
from negotiator_desk.ui.widgets.picks import ChoicesEditor
from tests.ui.desk import answer, settle, type_into


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    settings.set_name(window.open_deal.context, "Kay Moe")
    new_deal(window)
    return window


def new_deal(window: MainWindow) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDealDialog)
        QTest.keyClicks(dialog.lines["title"], "Depot chargers")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    answer(fill)
    window.actions_by_name["new_deal"].trigger()
    settle()


def page(window: MainWindow) -> FirstFacts:
    view = window.deal_view.page().view()
    assert isinstance(view, FirstFacts)
    return view


def snapshot(window: MainWindow) -> Snapshot:
    found = window.open_deal.snapshot
    assert found is not None
    return found


def target(view: FirstFacts, key: str) -> QWidget:
    editor = view.cells[key].editor
    return editor.focusProxy() or editor


TYPED = {
    "buyer": "Nordbahn",
    "opening": "2.15m",
    "target": "1.92m",
    "walk_away": "1.75m",
    "person": "Ida Lund",
    "ask": "Payment after 60 days",
    "ask_cost": "9,000",
    "return": "A reference visit",
    "return_value": "25k",
    "limit": "30,000",
    "approver": "The board",
}


def test_a_new_deal_asks_for_eight_facts_and_has_a_brief(qtbot: QtBot, window: MainWindow) -> None:
    view = page(window)
    assert "0 of 8" in view.progress.text()
    for key, text in TYPED.items():
        type_into(target(view, key), text)
    roles = view.cells["roles"].editor
    button = next(b for b in roles.findChildren(QWidget) if b.property("text") == "Procurement")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    deal = snapshot(window)
    assert known_facts(deal) == frozenset(range(1, COUNT + 1))
    assert "ready" in view.progress.text()
    assert len(deal.corridor) == 1
    assert str(deal.corridor[0].walk_away) == "1750000"
    assert deal.stakeholders[0].buying_roles == (BuyingRole.PROCUREMENT,)
    (trade,) = deal.trades
    assert trade.status is TradeStatus.PLANNED
    assert trade.asked_by is Side.BUYER
    assert trade.given[0].description == "Payment after 60 days"
    assert trade.received[0].value_to_us == 25000
    assert [level.holder for level in deal.authority] == ["Kay Moe", "The board"]
    assert deal.authority[0].limit == 30000
    QTest.mouseClick(view.brief, Qt.MouseButton.LeftButton)
    dialog = window.deals.documents
    assert dialog is not None
    assert dialog.edition == "brief"
    qtbot.waitUntil(lambda: dialog.save.isEnabled(), timeout=30_000)
    assert dialog.path is not None
    text = " ".join(read_pdf(dialog.path).pages)
    assert "Payment after 60 days" in text
    assert "Ida Lund" in text


def test_each_fact_is_one_step_and_undo_leaves_no_record(window: MainWindow) -> None:
    view = page(window)
    type_into(target(view, "ask"), "Payment after 60 days")
    assert len(snapshot(window).trades) == 1
    window.undo()
    settle()
    assert snapshot(window).trades == ()
    assert target(view, "ask").property("text") == ""
    window.redo()
    settle()
    assert target(view, "ask").property("text") == "Payment after 60 days"


def test_a_fact_that_cannot_be_read_is_kept_and_said(window: MainWindow, tmp_path: Path) -> None:
    view = page(window)
    type_into(target(view, "target"), "about two million")
    assert view.cells["target"].editor.problem
    assert snapshot(window).corridor[0].target is None
    kept = list(window.open_deal.drafts.values())
    assert kept == ["about two million"]
    type_into(target(view, "target"), "2m")
    assert window.open_deal.drafts == {}
    assert snapshot(window).corridor[0].target == 2_000_000


def test_a_walk_away_above_the_opening_is_doubted_beside_the_field(window: MainWindow) -> None:
    view = page(window)
    type_into(target(view, "opening"), "100")
    type_into(target(view, "walk_away"), "200")
    texts = [
        label.property("text")
        for label in view.cells["walk_away"].findChildren(QWidget)
        if label.property("role") == "exposed"
    ]
    assert texts
    assert snapshot(window).corridor[0].walk_away == 200


def test_every_fact_has_a_name_for_those_who_cannot_see_it(window: MainWindow) -> None:
    view = page(window)
    for fact in FACTS:
        assert "?" in target(view, fact.key).accessibleName()
    view.focus_main()
    assert window.focusWidget() is target(view, "buyer")


def test_the_arrow_keys_bring_the_role_at_hand_into_view(window: MainWindow) -> None:
    window.resize(1024, 640)
    window.activateWindow()
    settle()
    view = page(window)
    editor = view.cells["roles"].editor
    assert isinstance(editor, ChoicesEditor)
    scroll = view.findChild(QScrollArea)
    assert scroll is not None
    bar = scroll.verticalScrollBar()
    editor.setFocus()
    settle()
    bar.setValue(bar.minimum())
    assert below(editor.buttons[-1], scroll) > 0
    for button in editor.buttons[1:]:
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Right)
        settle()
        assert QApplication.focusWidget() is button
        assert below(button, scroll) <= 0
    QTest.keyClick(editor.buttons[-1], Qt.Key.Key_Home)
    settle()
    assert below(editor.buttons[0], scroll) <= 0
    assert editor.buttons[0].mapTo(scroll, QPoint(0, 0)).y() >= 0


def below(button: QWidget, scroll: QScrollArea) -> int:
    """How many pixels of a button lie below what is seen of its page."""
    return button.mapTo(scroll, QPoint(0, button.height())).y() - scroll.viewport().height()
