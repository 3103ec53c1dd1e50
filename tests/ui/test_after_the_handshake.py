"""One deal from signature to the next deal with its buyer, all through the window."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from negotiator_desk.domain.signature import LockState, lock_state
from negotiator_desk.models.choices import ChangeStatus, LessonDecision, Response, Stage
from negotiator_desk.services import deals, records
from negotiator_desk.ui.dialogs.new_deal import NewDealDialog
from negotiator_desk.ui.dialogs.terms import LockDialog, ReopenDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.changes import ChangesView
from negotiator_desk.ui.pages.deal import DealForm
from tests.ui import test_changes, test_lessons, test_terms
from tests.ui.desk import NOON, answer, field, open_snapshot, section, settle, type_into

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = NOON.date()
BUYER = "Norvik Energi"


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    context = window.open_deal.context
    deal = deals.create_deal(context, "Fleet 2026", BUYER, "EUR")
    stake = {"name": "Liability", "value_at_stake": Decimal(60_000)}
    records.add(context, deal, "terms", stake)
    window.show_deal(deal)
    settle()
    return window


def facts(window: MainWindow, **texts: str) -> None:
    """Type into the deal's own fields."""
    window.actions_by_name["deal_facts"].trigger()
    settle()
    form = window.deal_view.page().view()
    assert isinstance(form, DealForm)
    for name, text in texts.items():
        editor = form.form.grid.cells[name].editor
        type_into(editor.focusProxy() or editor, text)


def test_signed_held_priced_debriefed_and_taught(window: MainWindow) -> None:
    signed = TODAY - timedelta(days=4)
    facts(
        window,
        award_on=(signed - timedelta(days=8)).isoformat(),
        signed_on=signed.isoformat(),
        signed_value="88000",
    )
    assert window.open_deal.diagnosis is not None
    assert window.open_deal.diagnosis.stage is Stage.DELIVERY

    # A lock, reopened and held.
    view = test_terms.at(window, "Liability")

    def lock(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        type_into(test_terms.editor(dialog, "agreed_wording"), "Capped.", leave=Qt.Key.Key_Tab)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)

    def reopen(dialog: QDialog) -> None:
        assert isinstance(dialog, ReopenDialog)
        QTest.keyClicks(dialog.focusWidget(), "Unlimited again")
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)

    test_terms.press(view, Qt.Key.Key_L, lock)
    test_terms.press(view, Qt.Key.Key_R, reopen)
    assert lock_state(test_terms.term(window, "Liability")) is LockState.REOPENED
    test_changes.press(view.state.held)
    held = test_terms.term(window, "Liability")
    assert lock_state(held) is LockState.LOCKED
    assert held.reopenings[-1].response is Response.HELD

    # A change, priced and agreed.
    changes = section(window, "changes")
    assert isinstance(changes, ChangesView)
    test_changes.new_change(
        window, changes, title="Night shift", cost_to_us="9000", price_change="12000"
    )
    test_changes.press(changes.state.offered)
    test_changes.press(changes.state.agreed)
    change = test_changes.last(window)
    assert (change.status, change.decided_on) == (ChangeStatus.AGREED, TODAY)
    diagnosis = window.open_deal.diagnosis
    assert diagnosis is not None
    assert diagnosis.value.contract_sum_today == 100_000
    assert diagnosis.value.value_now == 91_000

    # A debrief with a lesson to carry.
    debrief = test_lessons.debriefs(window)
    debrief.focus_main()
    test_lessons.press(Qt.Key.Key_Return)
    walk = debrief.walk
    while walk.progress.text() != "5 of 5":
        before = walk.progress.text()
        test_lessons.press(Qt.Key.Key_Return)
        assert walk.progress.text() != before
    QTest.keyClicks(QApplication.focusWidget(), "Price night work before it begins")
    test_lessons.press(Qt.Key.Key_Return, CONTROL)
    (lesson,) = open_snapshot(window).lessons
    assert len(open_snapshot(window).debriefs) == 1

    # The next deal with this buyer inherits from it.
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDealDialog)
        QTest.keyClicks(dialog.lines["title"], "Fleet 2027")
        type_into(dialog.lines["buyer"], BUYER, leave=Qt.Key.Key_Tab)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    answer(fill)
    window.actions_by_name["new_deal"].trigger()
    settle()
    assert open_snapshot(window).deal.title == "Fleet 2027"
    test_lessons.until(window, lambda: len(window.env.earlier.found) == 1)
    carried = test_lessons.carried(window)
    QTest.mouseClick(carried.offer.carry, Qt.MouseButton.LeftButton)
    settle()
    (inherited,) = open_snapshot(window).carried_lessons
    assert (inherited.lesson_id, inherited.text) == (lesson.id, lesson.text)
    assert inherited.from_deal == "Fleet 2026"
    carried.select(inherited.id)
    carried.list.table.setFocus()
    test_lessons.press(Qt.Key.Key_A)
    assert open_snapshot(window).carried_lessons[0].decision is LessonDecision.APPLIED
    assert field(carried, "reason") is not None
