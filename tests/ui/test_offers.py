"""Offers logged in a real window: for nothing, for a trade, with scope; taken back; kept."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.offer_entry import OfferEntry
from negotiator_desk.ui.pages.offers import OffersView
from negotiator_desk.ui.pages.records import RecordsView

from .desk import field, open_snapshot, sample_on, section, settle, type_into, window_on

ENTER = Qt.Key.Key_Return


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


@pytest.fixture
def view(window: MainWindow) -> OffersView:
    found = section(window, "offers")
    assert isinstance(found, OffersView)
    return found


def line(entry: OfferEntry, name: str) -> QWidget:
    found = entry.editors[name].focusProxy()
    assert found is not None
    return found


def put(entry: OfferEntry, name: str, text: str) -> None:
    widget = line(entry, name)
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    QTest.keyClicks(widget, text)
    entry.preview()
    settle()


def test_another_fall_than_the_one_asked_about_is_asked_again(
    window: MainWindow, view: OffersView
) -> None:
    entry, count = view.entry, len(open_snapshot(window).offers)
    put(entry, "amount", "4.44m")
    QTest.keyClick(line(entry, "amount"), ENTER)
    settle()
    put(entry, "amount", "4.40m")
    entry.preview()
    QTest.keyClick(line(entry, "amount"), ENTER)
    settle()
    assert len(open_snapshot(window).offers) == count
    QTest.keyClick(entry.fall.trade, ENTER)
    settle()
    assert open_snapshot(window).offers[-1].amount == Decimal(4_400_000)


def test_a_fall_is_asked_for_its_trade_and_can_go_for_nothing(
    window: MainWindow, view: OffersView
) -> None:
    entry, count = view.entry, len(open_snapshot(window).offers)
    put(entry, "amount", "4.44m")
    assert "40,000 GBP" in entry.facts.text()
    assert "of the contribution" in entry.facts.text()
    assert "more volume would make up for it" in entry.facts.text()
    assert "for nothing" in entry.fall.said.text()
    QTest.keyClick(line(entry, "amount"), ENTER)
    settle()
    assert len(open_snapshot(window).offers) == count, "the fall is asked for its trade first"
    assert entry.fall.isVisible()
    assert "press Enter again" in entry.fall.said.text()
    QTest.keyClick(entry.fall.trade, ENTER)
    settle()
    added = open_snapshot(window).offers[-1]
    assert added.amount == Decimal(4_440_000)
    assert added.trade_id is None
    assert added.party is Side.US
    assert view.list.current_id() == added.id
    assert "for nothing" in view._step(added)
    assert view._step_meaning(added) == "lost"
    assert entry.editors["amount"].value() is None

    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(open_snapshot(window).offers) == count


def test_a_fall_for_an_agreed_trade(window: MainWindow, view: OffersView) -> None:
    entry = view.entry
    put(entry, "amount", "4,440,000")
    wanted = next(t for t in open_snapshot(window).trades if t.number == 3)
    place = next(n for n, (key, _t) in enumerate(entry.fall._offered) if key == str(wanted.id))
    entry.fall.trade.setCurrentIndex(place)
    entry.fall.trade.activated.emit(place)
    assert not entry.fall.said.text()
    QTest.mouseClick(entry.button, Qt.MouseButton.LeftButton)
    settle()
    added = open_snapshot(window).offers[-1]
    assert added.trade_id == wanted.id
    assert view._step(added) == "fall −40,000 · Trade 3"
    assert view._step_meaning(added) == ""


def test_a_fall_for_a_new_trade_is_one_step(window: MainWindow, view: OffersView) -> None:
    entry, before = view.entry, open_snapshot(window)
    put(entry, "amount", "4,440,000")
    place = entry.fall.trade.count() - 1
    entry.fall.trade.setCurrentIndex(place)
    entry.fall.trade.activated.emit(place)
    QTest.mouseClick(entry.button, Qt.MouseButton.LeftButton)
    settle()
    assert open_snapshot(window).offers == before.offers, "what comes back has to be said"
    assert "what the buyer gives" in entry.fall.said.text()
    QTest.keyClicks(entry.fall.what.focusProxy(), "prepayment of a year")
    QTest.keyClicks(entry.fall.worth.focusProxy(), "30k")
    QTest.keyClick(entry.fall.worth.focusProxy(), ENTER)
    settle()
    offer, trade = open_snapshot(window).offers[-1], open_snapshot(window).trades[-1]
    assert offer.trade_id == trade.id
    assert trade.status is TradeStatus.PROPOSED
    assert trade.received[0].description == "prepayment of a year"
    assert trade.received[0].value_to_us == Decimal(30_000)
    assert trade.wording.startswith(
        "If you give us prepayment of a year, then our price is 4,440,000"
    )
    assert view._step(offer).endswith("not agreed")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert open_snapshot(window).trades == before.trades
    assert open_snapshot(window).offers == before.offers


def test_scope_is_kept_apart_from_the_fall(window: MainWindow, view: OffersView) -> None:
    entry = view.entry
    put(entry, "amount", "4,500,000")
    assert "rises by 20,000 GBP" in entry.facts.text()
    assert not entry.fall.isVisible()
    put(entry, "scope_value", "50k")
    assert "falls by 30,000 GBP" in entry.facts.text()
    assert "50,000 of scope added" in entry.facts.text()
    assert entry.fall.isVisible()
    QTest.keyClick(line(entry, "scope_value"), ENTER)
    QTest.keyClick(entry.fall.trade, ENTER)
    settle()
    added = open_snapshot(window).offers[-1]
    assert added.scope_value == Decimal(50_000)
    assert "fall −30,000" in view._step(added)


def test_the_buyer_comes_up_without_a_question(window: MainWindow, view: OffersView) -> None:
    entry = view.entry
    QTest.mouseClick(entry.side.buttons[1], Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    put(entry, "amount", "4,475,000")
    assert "comes up by 5,000 GBP" in entry.facts.text()
    assert "falling" in entry.pattern.text()
    QTest.keyClick(line(entry, "amount"), ENTER)
    settle()
    assert open_snapshot(window).offers[-1].party is Side.BUYER
    assert view._step(open_snapshot(window).offers[-1]) == "raise +5,000"


@pytest.mark.parametrize(
    ("text", "said"),
    [("-5", "at least 0"), ("9" * 16, "14 digits"), ("a lot", "“a lot” is no amount")],
)
def test_an_amount_that_cannot_stand_is_said_and_stays(
    window: MainWindow, view: OffersView, text: str, said: str
) -> None:
    entry, count = view.entry, len(open_snapshot(window).offers)
    put(entry, "amount", text)
    QTest.keyClick(line(entry, "amount"), ENTER)
    settle()
    assert said in entry.problem.text()
    assert entry.problem.isVisible()
    assert line(entry, "amount").text() == text  # type: ignore[attr-defined]
    assert len(open_snapshot(window).offers) == count


def test_an_empty_row_says_what_is_missing(window: MainWindow, view: OffersView) -> None:
    QTest.mouseClick(view.entry.button, Qt.MouseButton.LeftButton)
    settle()
    assert "Amount is missing" in view.entry.problem.text()


def test_doubts_stand_beside_the_row_and_do_not_block(window: MainWindow, view: OffersView) -> None:
    entry = view.entry
    put(entry, "amount", "4,000,000")
    assert "below the walk-away" in entry.doubts.text()
    put(entry, "made_on", "")
    assert "Without a date" in entry.doubts.text()
    QTest.keyClick(line(entry, "made_on"), ENTER)
    settle()
    assert open_snapshot(window).offers[-1].made_on is None
    keys = [w.key for w in window.open_deal.warnings[open_snapshot(window).offers[-1].id]]
    assert keys == ["offer_undated"]


def test_an_amount_not_logged_is_there_again(qtbot: QtBot, tmp_path: Path) -> None:
    with sample_on(tmp_path / "desk") as window:
        view = section(window, "offers")
        assert isinstance(view, OffersView)
        put(view.entry, "amount", "4.4m")
    with window_on(tmp_path / "desk") as window:
        view = section(window, "offers")
        assert isinstance(view, OffersView)
        assert line(view.entry, "amount").text() == "4.4m"  # type: ignore[attr-defined]


def test_a_corridor_that_does_not_fit_is_doubted_beside_its_field(window: MainWindow) -> None:
    corridor = section(window, "corridor")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    for name, typed in (("opening", "4.5m"), ("walk_away", "4.6m")):
        type_into(field(corridor, name), typed)
    said = shown(field_cell(corridor, "walk_away"))
    assert "“Walk-away” (4,600,000) is above “Opening” (4,500,000)." in said
    type_into(field(corridor, "walk_away"), "4.1m")
    said = shown(field_cell(corridor, "walk_away"))
    assert "lowered after our first offer without an approval" in said
    assert "below what our alternative is worth (4,200,000" in said
    type_into(field(corridor, "approved_by"), "Jonas Elvestad")
    assert "without an approval" not in shown(field_cell(corridor, "walk_away"))
    assert open_snapshot(window).corridor[-1].walk_away == Decimal(4_100_000)


def field_cell(view: RecordsView, name: str) -> QWidget:
    assert view.form is not None
    return view.form.grid.cells[name]


def shown(cell: QWidget) -> str:
    return "\n".join(label.text() for label in cell.findChildren(QLabel) if label.isVisibleTo(cell))
