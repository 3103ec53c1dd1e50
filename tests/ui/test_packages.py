"""The package builder in the window: built, broken off, planned, tabled, undone."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from negotiator_desk.domain import offering as offering_module
from negotiator_desk.domain.frontier import FrontierTooLarge, Package
from negotiator_desk.models.choices import TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Trade
from negotiator_desk.services import records
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages import packages as page
from negotiator_desk.ui.pages.packages import PackagesView
from negotiator_desk.ui.tabs import TABS

from .desk import settle, type_into


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> PackagesView:
    """The builder on the sample deal, built."""
    found = go(window)
    built(qtbot, found)
    return found


def go(window: MainWindow, key: str = "packages") -> PackagesView:
    tab = next(place for place, each in enumerate(TABS) if each.key == "concessions")
    place = [each.key for each in TABS[tab].sections].index(key)
    window.deal_view.bar.setCurrentIndex(tab)
    window.deal_view.page().show_section(place)
    settle()
    return window.deal_view.page().view()  # type: ignore[return-value]


def built(qtbot: QtBot, view: PackagesView) -> None:
    qtbot.waitUntil(lambda: view.offered is not None and view.results.isEnabled(), timeout=10_000)
    settle()


def snapshot(view: PackagesView) -> Snapshot:
    found = view.env.open_deal.snapshot
    assert found is not None
    return found


def new_trades(view: PackagesView) -> list[Trade]:
    return [trade for trade in snapshot(view).trades if len(trade.package) in (1, 2)]


def texts(view: PackagesView) -> str:
    return "\n".join(each.text() for each in view.findChildren(QLabel) if each.isVisibleTo(view))


def test_the_sample_shows_a_frontier_a_balance_and_three_offers(view: PackagesView) -> None:
    offered = view.offered
    assert offered is not None
    assert view.wish.mandate.edit.text() == "40,000", "what the owner may still agree alone"
    assert offered.wish.mandate == 40_000 * 10_000
    assert max(each.cost for each in offered.frontier) <= offered.wish.mandate
    assert offered.balance is not None
    assert len(offered.equivalent) == 3
    shown = texts(view)
    for words in ("Best balance", "Offer 1", "Offer 2", "Offer 3", "Three equivalent offers"):
        assert words in shown
    assert "Left on the table by what is agreed: " in shown


def test_the_mandate_follows_until_one_is_typed(view: PackagesView, qtbot: QtBot) -> None:
    type_into(view.wish.mandate.edit, "")
    built(qtbot, view)
    assert view.offered is not None
    everything = len(view.offered.frontier)
    assert view.offered.wish.mandate is None
    type_into(view.wish.mandate.edit, "60k")
    built(qtbot, view)
    assert len(view.offered.frontier) < everything
    assert view.offered.wish.mandate == 60_000 * 10_000
    view.refresh(frozenset())
    assert view.wish.mandate.edit.text() == "60k"


def test_an_amount_that_cannot_be_read_is_said_and_kept(view: PackagesView, qtbot: QtBot) -> None:
    type_into(view.wish.floor.edit, "much")
    built(qtbot, view)
    assert view.wish.floor.note.text() == "Not an amount."
    assert view.wish.floor.edit.text() == "much"
    assert "left out of account" in texts(view)
    type_into(view.wish.mandate.edit, "-5")
    built(qtbot, view)
    assert view.wish.mandate.note.text() == "Less than 0."


def test_floors_move_the_balance_and_the_level_the_offers(view: PackagesView, qtbot: QtBot) -> None:
    assert view.offered is not None
    before = view.offered.balance
    type_into(view.wish.floor.edit, "140000")
    built(qtbot, view)
    assert view.offered.balance is not None
    assert view.offered.balance != before
    assert view.offered.balance.ours >= 140_000 * 10_000
    type_into(view.wish.level.edit, "0")
    built(qtbot, view)
    assert all(abs(each.ours) <= view.offered.frontier[0].ours for each in view.offered.equivalent)
    assert view.offered.level == 0
    view.wish.slider.setValue(view.wish.slider.maximum())
    view.wish.say_now()
    built(qtbot, view)
    assert view.offered.level == view.offered.frontier[0].ours
    type_into(view.wish.tolerance.edit, "0")
    built(qtbot, view)
    assert len(view.offered.equivalent) == 1
    assert "One offer at this level" in texts(view)
    assert view.offers.table.text() == "Table this offer"


def test_a_mark_of_the_picture_leads_to_its_package(view: PackagesView, qtbot: QtBot) -> None:
    assert view.offered is not None
    chart = view.chart._view
    qtbot.waitUntil(lambda: view.chart._view is not None)
    chart = view.chart._view
    place = len(view.offered.frontier) - 1
    number = next(n for n, mark in enumerate(chart.chart.marks) if mark.record_id.int == place)
    chart._set_current(number)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    settle()
    assert view.card.package == view.offered.frontier[place]
    assert view.card.title.text() == "Best for the buyer"


def test_a_package_becomes_a_planned_trade_and_undo_takes_it_back(view: PackagesView) -> None:
    before = len(snapshot(view).trades)
    chosen = view.card.package
    assert isinstance(chosen, Package)
    QTest.mouseClick(view.card.button, Qt.MouseButton.LeftButton)
    settle()
    (planned,) = new_trades(view)
    assert (planned.status, planned.package) == (TradeStatus.PLANNED, "A")
    assert planned.wording.startswith("If you give us ")
    assert view.done_line.isVisibleTo(view)
    assert view.offered is not None, "planning a package does not build anew"
    view.env.open_deal.context.desk.undo()
    settle()
    assert len(snapshot(view).trades) == before
    assert not view.done_line.isVisibleTo(view)


def test_three_are_tabled_in_one_step(view: PackagesView, window: MainWindow) -> None:
    before = len(snapshot(view).trades)
    QTest.mouseClick(view.offers.table, Qt.MouseButton.LeftButton)
    settle()
    tabled = new_trades(view)
    assert [each.package for each in tabled] == ["A1", "A2", "A3"]
    assert {each.status for each in tabled} == {TradeStatus.PROPOSED}
    assert view.offers.table.text() == "On the table as A1, A2, A3"
    assert not view.offers.table.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(snapshot(view).trades) == before
    assert view.offers.table.text() == "Table these three"
    assert view.offers.table.isEnabled()
    assert not view.done_line.isVisibleTo(view), "nothing is said of trades that are gone"


class Held:
    """A build that waits until it is let go, as one on a large deal would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        self.started = threading.Event()
        self._packages = offering_module.packages
        monkeypatch.setattr(offering_module, "packages", self._build)
        monkeypatch.setattr(page, "SHOWN_AFTER", 0)

    def _build(self, axes: object, mandate: object, progress: Callable[[int, int], None]) -> object:
        progress(0, 4)
        progress(1, 4)  # at once, and then long nothing
        self.started.set()
        assert self.go_on.wait(10)
        progress(2, 4)
        return self._packages(axes, mandate, progress)  # type: ignore[arg-type]


def test_a_long_build_shows_its_progress_and_can_be_cancelled(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    view = go(window)
    qtbot.waitUntil(held.started.is_set)
    qtbot.waitUntil(lambda: view.working.isVisibleTo(view))
    qtbot.waitUntil(lambda: view.working.progress.value() == 1)
    assert view.working.progress.maximum() == 4
    assert not view._scroll.isVisibleTo(view), "nothing is shown that was not built"
    QTest.mouseClick(view.working.cancel, Qt.MouseButton.LeftButton)
    settle()
    assert not view.working.isVisibleTo(view)
    assert "Building was stopped." in texts(view)
    held.go_on.set()
    qtbot.waitUntil(lambda: not window.jobs._running)
    settle()
    assert view.offered is None
    assert not view._scroll.isVisibleTo(view)
    QTest.mouseClick(view.again, Qt.MouseButton.LeftButton)
    built(qtbot, view)
    assert view._scroll.isVisibleTo(view)


def test_what_was_built_for_an_older_deal_is_never_shown(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    view = go(window)
    qtbot.waitUntil(held.started.is_set)
    held.started.clear()
    deal = snapshot(view)
    records.set_value(
        view.env.open_deal.context, deal.deal.id, "variables", deal.variables[0].id, "name", "Days"
    )
    settle()
    qtbot.waitUntil(held.started.is_set)
    held.go_on.set()
    built(qtbot, view)
    assert view.offered is not None
    assert view.offered.ground.axes[0].name == "Days"
    assert "Payment days" not in texts(view)


def test_too_many_packages_are_said_in_a_sentence(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise FrontierTooLarge(7, 12)

    monkeypatch.setattr(offering_module, "packages", refuse)
    view = go(window)
    qtbot.waitUntil(lambda: "After 7 of 12 variables" in texts(view))
    assert not view._scroll.isVisibleTo(view)


def test_without_variables_it_says_what_belongs_there(window: MainWindow, qtbot: QtBot) -> None:
    view = go(window)
    built(qtbot, view)
    deal = snapshot(view)
    context = view.env.open_deal.context
    records.remove(context, deal.deal.id, "variables", [each.id for each in deal.variables])
    settle()
    assert "No packages yet" in texts(view)
    QTest.mouseClick(view.to_variables, Qt.MouseButton.LeftButton)
    settle()
    assert window.deal_view.page().tab.sections[window.deal_view.page().section].kind == "variables"
    context.desk.undo()
    view = go(window)
    built(qtbot, view)
    assert view.offered is not None
    assert view.offered.frontier
