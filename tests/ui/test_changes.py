"""The register of changes and the entitlements in a real window: price, agree, notice, claim."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from negotiator_desk.exchange.sheet import read_text
from negotiator_desk.models.choices import ChangeStatus, EntitlementStatus
from negotiator_desk.models.delivery import Change
from negotiator_desk.services.presets import list_presets
from negotiator_desk.ui.dialogs.notice_presets import NoticePresetsDialog
from negotiator_desk.ui.dialogs.read_register import ReadRegisterDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.changes import ChangesView
from negotiator_desk.ui.pages.entitlements import EntitlementsView

from .desk import NOON, answer, field, open_snapshot, section, settle, type_into

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = NOON.date()


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


@pytest.fixture
def view(window: MainWindow) -> ChangesView:
    found = section(window, "changes")
    assert isinstance(found, ChangesView)
    return found


def last(window: MainWindow) -> Change:
    return open_snapshot(window).changes[-1]


def press(button: QAbstractButton) -> None:
    """Press a button by the keyboard; it must be on the screen."""
    assert button.isVisible()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()


def undo(window: MainWindow) -> None:
    window.activateWindow()
    settle()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle()


def cells(view: ChangesView | EntitlementsView, row: int) -> dict[str, str]:
    model = view.list.model
    return {
        column.name: str(model.index(row, place).data() or "")
        for place, column in enumerate(model.columns)
    }


def new_change(window: MainWindow, view: ChangesView, **texts: str) -> Change:
    """Add a change by keyboard and fill in its fields."""
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    settle()
    for name, text in texts.items():
        type_into(field(view, name), text)
    return last(window)


def test_a_change_is_priced_approved_worded_and_agreed_by_keyboard(
    window: MainWindow, view: ChangesView
) -> None:
    new_change(window, view, title="Night shift", cost_to_us="90000", price_change="20000")
    assert cells(view, 8)["state"] == "Potential: raised"
    assert cells(view, 8)["absorbed"] == "70,000"
    assert "needs Jonas Elvestad" in view.state.authority.text()
    press(view.state.offered)
    assert cells(view, 8)["state"] == "Priced: offered"
    press(view.state.ask)
    assert "Night shift" in last(window).approval_question
    press(view.state.approve)
    assert last(window).authorised_by == "Jonas Elvestad"
    press(view.state.compose)
    assert last(window).wording == (
        "If you give us 20,000 GBP on the contract sum, then we give you Night shift."
    )
    press(view.state.agreed)
    change = last(window)
    assert (change.status, change.decided_on) == (ChangeStatus.AGREED, TODAY)
    assert "waits for a return" in view.state.giveaway.text()
    assert "70,000" in view.state.giveaway.text()
    assert not view.state.agreed.isVisible()
    undo(window)
    assert last(window).status is ChangeStatus.OFFERED


def test_work_begun_before_a_decision_stands_on_top_and_leads_to_the_change(
    window: MainWindow, view: ChangesView
) -> None:
    change = new_change(window, view, title="Extra racks", cost_to_us="500")
    press(view.state.started)
    assert view.top.groups[0].text == "Work begun, nothing decided"
    assert view.top.groups[0].records[0][0] == change.id
    assert cells(view, 8)["state"] == "Potential, work begun"
    view.select(open_snapshot(window).changes[0].id)
    settle()
    links = [link for link in view.top.findChildren(QToolButton) if link.isVisible()]
    press(links[0])
    assert view.list.current_id() == change.id
    press(view.state.declined)
    assert cells(view, 8)["state"] == "Refused: 500 lost"
    assert "is lost" in view.state.giveaway.text()
    undo(window)
    undo(window)
    assert last(window).work_started_on is None
    assert view.top.groups[0].text != "Work begun, nothing decided"


def test_notice_is_due_from_a_period_and_given_today(window: MainWindow, view: ChangesView) -> None:
    new_change(window, view, title="Late room")
    view.state.periods.aboutToShow.emit()
    actions = view.state.periods.actions()
    assert actions[0].text() == "One week (7 days)"
    actions[0].trigger()
    settle()
    assert last(window).notice_due_on == TODAY + timedelta(days=7)
    assert cells(view, 8)["clock"] == "Notice in 7 days"
    press(view.state.noticed)
    assert last(window).notice_given_on == TODAY
    assert cells(view, 8)["clock"] == ""
    undo(window)
    undo(window)
    assert last(window).notice_due_on is None


def test_the_periods_are_edited_where_they_are_used(window: MainWindow, view: ChangesView) -> None:
    new_change(window, view, title="Late room")

    def edit(dialog: QDialog) -> None:
        assert isinstance(dialog, NoticePresetsDialog)
        press(dialog.add)
        place = dialog.table.rowCount() - 1
        press(dialog.keep)
        assert dialog.problem.isVisible()  # the new line has no name yet
        name = dialog.table.cellWidget(place, 0)
        assert isinstance(name, QLineEdit)
        QTest.keyClicks(name, "<b>Ours</b> & theirs")
        days = dialog.table.cellWidget(place, 2)
        assert isinstance(days, QLineEdit)
        assert days.text() == "14"
        type_into(days, "5x", leave=Qt.Key.Key_Tab)
        press(dialog.keep)

    answer(edit)
    view.state.periods.aboutToShow.emit()
    view.state.periods.actions()[-1].trigger()
    settle()
    assert list_presets(window.open_deal.context)[-1].name == "<b>Ours</b> & theirs"
    view.state.periods.aboutToShow.emit()
    texts = [action.text() for action in view.state.periods.actions()]
    assert "<b>Ours</b> && theirs (5 days)" in texts


def test_what_the_price_does_not_pay_is_shown_as_a_giveaway(view: ChangesView) -> None:
    assert cells(view, 1)["state"] == "Agreed after work began"
    assert cells(view, 1)["compensation"] == "+11,000 · +2,000 in kind"
    assert cells(view, 2)["state"] == "Withdrawn: 6,500 lost"
    assert cells(view, 2)["asked"] == "The buyer, by word of mouth"
    assert cells(view, 6)["absorbed"] == ""


def test_an_entitlement_is_claimed_or_waived_by_one_click(window: MainWindow) -> None:
    view = section(window, "entitlements")
    assert isinstance(view, EntitlementsView)
    late = open_snapshot(window).entitlements[1]
    assert view.top.groups[0].records == ((late.id, late.name),)
    assert cells(view, 1)["clock"] == "Notice 9 days overdue"
    view.select(late.id)
    settle()
    assert view.waived.text() == "Waive: costs 16,000 GBP"
    press(view.claimed)
    assert open_snapshot(window).entitlements[1].status is EntitlementStatus.CLAIMED
    assert open_snapshot(window).entitlements[1].claimed_on == TODAY
    assert not view.state.isVisible()
    undo(window)
    view.select(late.id)
    settle()
    press(view.waived)
    assert open_snapshot(window).entitlements[1].status is EntitlementStatus.WAIVED
    assert cells(view, 1)["state"] == "Waived: 16,000 lost"
    undo(window)
    assert open_snapshot(window).entitlements[1] == late


def test_the_value_of_a_change_is_not_shown_for_one_of_a_later_day(
    window: MainWindow, view: ChangesView
) -> None:
    new_change(window, view, title="Next year", raised_on="1/1/2027", cost_to_us="7")
    assert cells(view, 8)["state"] == "Potential: raised"
    assert last(window).cost_to_us == Decimal(7)


REGISTER = (
    "No.\tSubject\tDate submitted\tAmount\tStatus\tRFI\n"
    "21\tBridge <b>crane</b>\t2026-10-01\t12,000\tApproved\tR-1\n"
    "22\tNo day\tsometime\t5\tPending\t\n"
    "23\tHoist\t2026-10-02\t-300\tRejected\tR-2\n"
)


def test_a_register_is_pasted_matched_and_added_in_one_step(
    window: MainWindow, view: ChangesView
) -> None:
    before = open_snapshot(window).changes

    def paste(dialog: QDialog) -> None:
        assert isinstance(dialog, ReadRegisterDialog)
        assert not dialog.add.isEnabled()
        QApplication.clipboard().setText(REGISTER)
        press(dialog.paste)
        assert [box.currentText() for box in dialog.table.boxes] == [
            *("No.", "Change", "Raised on", "Price change", "Status", "not read")
        ]
        assert dialog.summary.text() == "2 changes will be added · 1 row is refused"
        assert "Row 3: Raised on: “sometime” is no date" in dialog.said.toPlainText()
        # Without the column that cannot be read the row comes in.
        dialog.table.boxes[2].setFocus()
        QTest.keyClick(dialog.table.boxes[2], Qt.Key.Key_Home)
        settle()
        assert dialog.summary.text() == "3 changes will be added"
        press(dialog.add)

    answer(paste)
    press(view.read)
    added = open_snapshot(window).changes[len(before) :]
    assert [change.title for change in added] == ["Bridge <b>crane</b>", "No day", "Hoist"]
    assert [change.number for change in added] == [21, 22, 23]
    assert added[0].notes == "Date submitted: 2026-10-01\nRFI: R-1"
    assert [change.status for change in added] == [
        ChangeStatus.AGREED,
        ChangeStatus.RAISED,
        ChangeStatus.REFUSED,
    ]
    assert view.list.current_id() == added[0].id
    undo(window)
    assert open_snapshot(window).changes == before


def test_a_file_that_is_no_register_is_refused_in_words_and_a_good_one_read_beside(
    window: MainWindow, view: ChangesView, tmp_path: Path, qtbot: QtBot
) -> None:
    bad, good = tmp_path / "bad.xlsx", tmp_path / "good.csv"
    bad.write_bytes(b"PK\x03\x04 nothing")
    good.write_text("Title;Cost\n" + "x;1\n" * 3_000, "utf-8")
    dialog = ReadRegisterDialog(window.env, "changes", window)
    dialog.show()
    dialog.read_file(bad)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "bad.xlsx cannot be read as a workbook" in dialog.problem.text()
    dialog.read_file(tmp_path)
    qtbot.waitUntil(lambda: "is no file" in dialog.problem.text())
    dialog.read_file(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: "still there" in dialog.problem.text())
    dialog.read_file(good)
    qtbot.waitUntil(lambda: dialog.summary.text() == "3000 changes will be added")
    assert not dialog.problem.isVisible()
    dialog.reject()
    assert len(open_snapshot(window).changes) == 8


def test_a_long_register_is_added_beside_the_window_and_all_or_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    text = "Title\tCost\n" + "".join(f"Change {number}\t5\n" for number in range(3_000))
    before = open_snapshot(window).changes

    def ready() -> ReadRegisterDialog:
        dialog = ReadRegisterDialog(window.env, "changes", window)
        dialog.show()
        dialog.show_sheets((read_text(text, "cells"),), "cells")
        qtbot.waitUntil(dialog.add.isEnabled)
        return dialog

    given_up = ready()
    press(given_up.add)
    given_up.reject()
    window.jobs.wait()
    settle()
    assert open_snapshot(window).changes == before
    assert given_up.added == ()

    dialog = ready()
    threads = []
    window.open_deal.changed.connect(lambda _kinds: threads.append(QThread.currentThread()))
    press(dialog.add)
    assert dialog.isVisible()
    assert not dialog.add.isEnabled()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    added = open_snapshot(window).changes[len(before) :]
    assert tuple(each.id for each in added) == dialog.added
    assert [each.number for each in added] == list(range(9, 3_009))
    assert threads == [QApplication.instance().thread()]
    undo(window)
    assert open_snapshot(window).changes == before
