"""The variables sheet in a real window: ladder, money of a unit, a pair planned by one click."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from negotiator_desk.models.choices import Direction, TradeStatus, VariableCategory
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.services import deals, records
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.variables import VariablesView

from .desk import section, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """A window with a deal of our own open."""
    context = window.open_deal.context
    deal = deals.create_deal(context, title="Depot", buyer="", currency="EUR")
    window.show_deal(deal, 0, 0)
    settle()
    return window


def deal(window: MainWindow) -> Snapshot:
    assert window.open_deal.snapshot is not None
    return window.open_deal.snapshot


def put(window: MainWindow, **values: object) -> UUID:
    return records.add(window.open_deal.context, deal(window).deal.id, "variables", values)


def view_of(window: MainWindow) -> VariablesView:
    found = section(window, "variables")
    assert isinstance(found, VariablesView)
    return found


def wait_for(qtbot: QtBot, view: VariablesView, text: str) -> None:
    """Until the card of pairs, which follows an edit a moment later, says something."""
    buttons = "\n".join
    qtbot.waitUntil(
        lambda: text in said(view) or text in buttons(b.text() for b in view.pairs.buttons)
    )


def said(view: VariablesView) -> str:
    return "\n".join(label.text() for label in view.pairs.findChildren(QLabel))


def test_a_pair_is_planned_by_one_click_and_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    view = view_of(window)
    assert "List what can be given and got" in said(view)
    give = put(
        window,
        name="Training",
        direction=Direction.GIVE,
        cost_to_us=Decimal(18_000),
        value_to_buyer=Decimal(40_000),
    )
    wait_for(qtbot, view, "No pair yet")
    get = put(
        window,
        name="Visits",
        direction=Direction.GET,
        value_to_us=Decimal(25_000),
        cost_to_buyer=Decimal(3_000),
    )
    wait_for(qtbot, view, "Give Training, get Visits")
    assert "we gain 7k, the buyer gains 37k (an estimate)" in said(view)
    (button,) = view.pairs.buttons
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()
    (trade,) = deal(window).trades
    assert trade.status is TradeStatus.PLANNED
    assert trade.given[0].variable_id == give
    assert trade.received[0].variable_id == get
    assert trade.wording == "If you give us Visits, then we give you Training."
    wait_for(qtbot, view, "Open Trade 1")
    assert "planned: Trade 1" in view._state(deal(window).variables[0])
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle()
    assert not deal(window).trades
    wait_for(qtbot, view, "Plan this trade")


def test_the_ladder_and_the_money_of_a_unit_stand_over_the_form(window: MainWindow) -> None:
    days = put(
        window,
        name="Payment days",
        direction=Direction.GIVE,
        category=VariableCategory.PAYMENT,
        unit="days",
        ask="30 days",
        fallback="45 days",
        limit="60 days",
        value_per_unit=Decimal(450),
        red_line=True,
    )
    view = view_of(window)
    view.select(days)
    settle()
    assert view.ladder.isVisibleTo(view)
    assert view.ladder.accessibleName() == "Ladder: Ask 30 days, Fallback 45 days, Limit 60 days"
    assert view.ladder.accessibleDescription() == "●○○ ask: 30 days"
    text = view.worth.text()
    assert "One day is worth 450 EUR to us." in text
    assert "A red line: never given." in text
    assert "once the finance rate of the deal and a price is recorded" in text
    assert view.take.text() == "Set the finance rate"
    variable = deal(window).variables[0]
    assert view._direction(variable) == "never give"
    assert view._unit(variable) == "450 a day"


def test_the_reckoned_cost_of_a_day_is_taken_over(window: MainWindow) -> None:
    context, deal_id = window.open_deal.context, deal(window).deal.id
    records.set_value(context, deal_id, "deal", deal_id, "finance_rate_percent", Decimal(10))
    records.add(context, deal_id, "corridor", {"target": Decimal(365_000)})
    days = put(window, name="Days", category=VariableCategory.PAYMENT, unit="days")
    view = view_of(window)
    view.select(days)
    settle()
    assert "one day costs 100 EUR (365,000 at 10" in view.worth.text()
    QTest.mouseClick(view.take, Qt.MouseButton.LeftButton)
    settle()
    assert deal(window).variables[0].value_per_unit == Decimal(100)
    assert not view.take.isVisibleTo(view)


def test_hostile_names_are_shown_as_they_are(qtbot: QtBot, window: MainWindow) -> None:
    bad = "<b>x</b> & {give} \x07" + "N" * 300
    put(window, name=bad, cost_to_us=Decimal(1), value_to_buyer=Decimal(9), ask=bad, limit=bad)
    put(
        window,
        name=bad,
        direction=Direction.GET,
        value_to_us=Decimal(9),
        cost_to_buyer=Decimal(1),
    )
    view = view_of(window)
    wait_for(qtbot, view, "<b>x</b>")
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in view.pairs.findChildren(QLabel)
    )
