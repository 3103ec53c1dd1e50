"""A term locked, reopened, held and relocked through the window, by keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget

from negotiator_desk.domain.signature import LockState, lock_state
from negotiator_desk.models.choices import Response
from negotiator_desk.models.signature import Term
from negotiator_desk.ui.dialogs.starter_terms import StarterTermsDialog
from negotiator_desk.ui.dialogs.terms import AnswerDialog, LockDialog, ReopenDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.terms import TermsView

from .desk import answer, open_snapshot, section, settle, type_into

CONTROL = Qt.KeyboardModifier.ControlModifier
LOCK = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


def term(window: MainWindow, name: str) -> Term:
    deal_id = window.open_deal.deal_id
    assert deal_id is not None
    found = window.open_deal.context.desk.load(deal_id).terms
    return next(each for each in found if each.name.startswith(name))


def terms_of(window: MainWindow) -> tuple[Term, ...]:
    deal_id = window.open_deal.deal_id
    assert deal_id is not None
    return window.open_deal.context.desk.load(deal_id).terms


def at(window: MainWindow, name: str) -> TermsView:
    view = section(window, "terms")
    assert isinstance(view, TermsView)
    view.select(term(window, name).id)
    settle()
    view.focus_main()
    return view


def editor(dialog: QDialog, name: str) -> QWidget:
    held = dialog.grid.cells[name].editor  # type: ignore[attr-defined]
    target = held.focusProxy() or held
    assert isinstance(target, QWidget)
    return target


def press(view: TermsView, key: Qt.Key, work: Callable[[QDialog], None]) -> None:
    def closed(dialog: QDialog) -> None:
        work(dialog)
        settle()
        if dialog.isVisible():  # a test must not wait for an answer
            dialog.reject()
            raise AssertionError("the dialog is open still")

    view.window().activateWindow()
    settle()
    view.focus_main()
    answer(closed)
    QTest.keyClick(view.list, key, LOCK)
    settle()


def undo(window: MainWindow) -> None:
    window.activateWindow()
    settle()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle()


def test_a_term_is_locked_without_evidence_by_keys_and_undone(window: MainWindow) -> None:
    view = at(window, "Acceptance")
    before = term(window, "Acceptance")
    assert "wording is missing" in view.state.missing.text()

    def lock(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        assert "Evidence is missing" in dialog.note.text()
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)
        assert "Write the words" in dialog.said.text()
        QTest.keyClicks(dialog.focusWidget(), "Signed within ten days.")
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)

    press(view, Qt.Key.Key_L, lock)
    locked = term(window, "Acceptance")
    assert lock_state(locked) is LockState.LOCKED
    assert locked.agreed_wording == "Signed within ten days."
    assert "Evidence is missing" in view.state.missing.text()
    assert view.history.steps.events[-1].key == "locked"
    assert window.open_deal.diagnosis is not None
    assert locked.id in window.open_deal.diagnosis.check("lock_evidence").failing
    undo(window)
    assert term(window, "Acceptance") == before


def test_a_file_is_evidence_and_a_refused_one_is_said(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = at(window, "Acceptance")
    small, large = tmp_path / "minutes.txt", tmp_path / "scan.pdf"
    small.write_text("agreed")
    with large.open("wb") as out:
        out.truncate(200_000_000)
    names = [str(small), str(large), str(tmp_path / "gone.txt")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: (names, ""))

    def lock(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        assert dialog.box is not None
        type_into(editor(dialog, "agreed_wording"), "Ten days.", leave=Qt.Key.Key_Tab)
        names.pop()
        QTest.mouseClick(dialog.box.pick, Qt.MouseButton.LeftButton)
        assert "200.0 MB" in dialog.said.text()
        names[:] = [str(tmp_path / "gone.txt")]
        QTest.mouseClick(dialog.box.pick, Qt.MouseButton.LeftButton)
        assert "gone.txt" in dialog.said.text()
        assert [file.name for file in dialog.box.files] == ["minutes.txt"]
        assert "Evidence" not in dialog.note.text()
        small.unlink()
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    press(view, Qt.Key.Key_L, lock)
    locked = term(window, "Acceptance")
    assert locked.agreed_wording == "Ten days."
    assert len(locked.attachment_ids) == 1
    assert not view.state.evidence.isVisible()


def test_what_was_typed_and_left_is_there_again(window: MainWindow) -> None:
    view = at(window, "Acceptance")

    def leave(dialog: QDialog) -> None:
        QTest.keyClicks(dialog.focusWidget(), "Ten days")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        if dialog.isVisible():  # the first gave the typed text up to the dialog
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        assert editor(dialog, "agreed_wording").property("plainText") == "Ten days"
        dialog.reject()

    press(view, Qt.Key.Key_L, leave)
    assert term(window, "Acceptance").locked_on is None
    press(view, Qt.Key.Key_L, look)


def test_a_lock_is_reopened_and_held(window: MainWindow) -> None:
    view = at(window, "Liability")

    def reopen(dialog: QDialog) -> None:
        assert isinstance(dialog, ReopenDialog)
        QTest.keyClicks(dialog.focusWidget(), "Unlimited again")
        type_into(editor(dialog, "value_asked"), "90000", leave=Qt.Key.Key_Tab)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)

    press(view, Qt.Key.Key_R, reopen)
    assert lock_state(term(window, "Liability")) is LockState.REOPENED
    assert view.state.held.isVisible()
    assert view.state.state.text().startswith("Reopened")
    view.state.held.setFocus()
    QTest.keyClick(view.state.held, Qt.Key.Key_Space)
    settle()
    held = term(window, "Liability")
    assert lock_state(held) is LockState.LOCKED
    assert held.reopenings[-1].response is Response.HELD
    assert [event.key for event in view.history.steps.events[-2:]] == ["reopened", "held"]
    undo(window)
    undo(window)
    assert not term(window, "Liability").reopenings


def test_conceded_then_relocked_with_other_words_shown_word_by_word(window: MainWindow) -> None:
    view = at(window, "Warranty")

    def reopen(dialog: QDialog) -> None:
        QTest.keyClicks(dialog.focusWidget(), "Five years")
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    def concede(dialog: QDialog) -> None:
        assert isinstance(dialog, AnswerDialog)
        type_into(editor(dialog, "value_conceded"), "4000", leave=Qt.Key.Key_Tab)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)

    press(view, Qt.Key.Key_R, reopen)
    answer(concede)
    QTest.mouseClick(view.state.conceded, Qt.MouseButton.LeftButton)
    settle()
    assert view.state.lock.isVisible()
    old = term(window, "Warranty").agreed_wording

    def relock(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        words = old.replace("three", "five")
        type_into(editor(dialog, "agreed_wording"), words, leave=Qt.Key.Key_Tab)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, CONTROL)

    press(view, Qt.Key.Key_L, relock)
    again = term(window, "Warranty")
    assert lock_state(again) is LockState.LOCKED
    assert [version.wording for version in again.versions] == [old, again.agreed_wording]
    assert again.reopenings[-1].relocked_on is not None
    row = next(
        place for place, event in enumerate(view.history.steps.events) if event.wording == old
    )
    view.history.setCurrentIndex(view.history.steps.index(row))
    settle()
    assert view.diff.isVisible()
    assert view.diff.said.text() == "Added: “three”; taken out: “five”."
    assert QApplication.activeModalWidget() is None


def test_a_reopening_is_traded_for_a_trade_that_is_made(window: MainWindow) -> None:
    view = at(window, "Minimum volume")

    def trade(dialog: QDialog) -> None:
        assert isinstance(dialog, AnswerDialog)
        assert dialog.made is not None
        dialog.activateWindow()
        settle()
        words = dialog.made.cells["description"].editor.focusProxy()
        assert isinstance(words, QWidget)
        type_into(words, "One more year", leave=Qt.Key.Key_Tab)
        assert "counts as conceded" in dialog.note.text()
        worth = dialog.made.cells["value_to_us"].editor.focusProxy()
        assert isinstance(worth, QWidget)
        worth.setFocus()
        QTest.keyClicks(worth, "30000")
        QTest.keyClick(worth, Qt.Key.Key_Return)
        assert not dialog.isVisible()

    answer(trade)
    QTest.mouseClick(view.state.traded, Qt.MouseButton.LeftButton)
    settle()
    reopening = term(window, "Minimum volume").reopenings[-1]
    assert reopening.response is Response.TRADED
    trades = open_snapshot(window).trades
    assert trades[-1].id == reopening.trade_id
    assert trades[-1].received[0].description == "One more year"
    assert view.history.steps.events[-1].record == trades[-1].id


def test_usual_terms_are_ticked_by_keys_and_added_in_one_step(window: MainWindow) -> None:
    view = at(window, "Liability")
    before = len(view.env.open_deal.snapshot.terms) if view.env.open_deal.snapshot else 0
    known = {str(each.name) for each in terms_of(window)}

    def pick(dialog: QDialog) -> None:
        assert isinstance(dialog, StarterTermsDialog)
        assert not dialog.add.isEnabled()
        QTest.keyClicks(dialog.line, "cap")
        settle()
        dialog.tree.setFocus()
        QTest.keyClick(dialog.tree, Qt.Key.Key_A, CONTROL)
        assert "Liability cap" not in {name for name, _category, _usual in dialog.chosen}
        QTest.keyClick(dialog.tree, Qt.Key.Key_Return)

    answer(pick)
    QTest.mouseClick(view.guard.starters, Qt.MouseButton.LeftButton)
    settle()
    added = [each for each in terms_of(window) if each.name not in known]
    assert "Higher cap" in {each.name for each in added}
    assert len(terms_of(window)) == before + len(added)
    assert all(each.opened_on == view.env.around.today() for each in added)
    undo(window)
    assert len(terms_of(window)) == before


def test_what_to_lock_first_is_one_click_away_and_the_award_has_its_price(
    window: MainWindow,
) -> None:
    view = at(window, "Liability")
    assert view.guard.links[0].text().startswith("Acceptance of each site")
    assert view.guard.price.text().startswith("Price of award 109k GBP")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        assert "Acceptance of each site" in dialog.windowTitle()
        dialog.reject()

    answer(look)
    QTest.mouseClick(view.guard.links[0], Qt.MouseButton.LeftButton)
    settle()
    window.activateWindow()
    settle()
    view.guard.lock_wanted.emit(term(window, "Minimum volume").id)  # it waits for an answer
    settle()
    assert view.state.held.hasFocus()
    asked: list[str] = []
    view.document_wanted.connect(asked.append)
    view.guard.agreed_wanted.emit()
    assert asked == ["agreed"]


def test_a_lock_day_before_the_term_existed_warns_beside_its_field(window: MainWindow) -> None:
    view = at(window, "Acceptance")

    def lock(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        type_into(editor(dialog, "locked_on"), "1/1/2020", leave=Qt.Key.Key_Tab)
        labels = dialog.grid.cells["locked_on"].findChildren(QLabel)
        assert any("is earlier than" in label.text() for label in labels)
        type_into(editor(dialog, "agreed_wording"), "Ten days.", leave=Qt.Key.Key_Tab)
        QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    press(view, Qt.Key.Key_L, lock)
    assert term(window, "Acceptance").locked_on == date(2020, 1, 1)
