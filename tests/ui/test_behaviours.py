"""The catalogue of tactics through the window: a key logs, words filter, undo takes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from negotiator_desk.models.learn import Behaviour
from negotiator_desk.services import deals
from negotiator_desk.ui.dialogs.tactics import TacticsDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.behaviours import BehavioursView

from .desk import answer, field, section, settle, type_into

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


def behaviours(window: MainWindow) -> tuple[Behaviour, ...]:
    deal_id = window.open_deal.deal_id
    assert deal_id is not None
    return window.open_deal.context.desk.load(deal_id).behaviours


def catalogue(*keys: str | Qt.Key) -> None:
    """Press these keys in the catalogue that is about to open."""

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, TacticsDialog)
        for key in keys:
            target = dialog.focusWidget()
            assert target is not None
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key)

    answer(press)


def test_one_key_logs_a_tactic_from_anywhere_and_one_undo_takes_it_back(
    window: MainWindow,
) -> None:
    before = behaviours(window)
    catalogue("n")
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    settle()
    assert behaviours(window)[-1].tactic == "nibble"
    assert len(behaviours(window)) == len(before) + 1
    window.activateWindow()
    settle()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle()
    assert behaviours(window) == before


@pytest.mark.parametrize("page", ["portfolio", "due", "weekly", "search"])
def test_over_a_page_about_all_deals_the_catalogue_says_whose_tactic_it_is(
    window: MainWindow, page: str
) -> None:
    window.show_page(page)
    settle()
    before, said = behaviours(window), []

    def log(dialog: QDialog) -> None:
        assert isinstance(dialog, TacticsDialog)
        said.append(dialog.deal.text())
        QTest.keyClicks(dialog.list, "n")

    answer(log)
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    settle()
    assert said == ["Managed laboratory, four sites"]
    assert [each.tactic for each in behaviours(window)[len(before) :]] == ["nibble"]
    assert window.right.key == page


def test_the_catalogue_names_a_deal_without_a_title_as_every_page_does(window: MainWindow) -> None:
    window.show_deal(deals.create_deal(window.open_deal.context, "", "Harbour", "EUR"))
    settle()
    dialog = TacticsDialog(window.env, window)
    assert dialog.deal.text() == "Untitled deal"
    dialog.deleteLater()


def test_words_filter_and_enter_logs_the_best(window: MainWindow) -> None:
    catalogue("/", "upstairs", Qt.Key.Key_Return)
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    settle()
    assert behaviours(window)[-1].tactic == "higher_authority"


def test_what_is_not_in_the_catalogue_is_logged_as_typed(window: MainWindow) -> None:
    catalogue("/", "<b>Cold</b> coffee", Qt.Key.Key_Return)
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    settle()
    assert behaviours(window)[-1].tactic == "<b>Cold</b> coffee"


def test_escape_logs_nothing(window: MainWindow) -> None:
    before = behaviours(window)
    catalogue(Qt.Key.Key_Down, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    settle()
    assert behaviours(window) == before


def test_the_section_says_who_what_tested_and_answered(window: MainWindow) -> None:
    view = section(window, "behaviours")
    assert isinstance(view, BehavioursView)
    model = view.list.model
    titles = [column.name for column in model.columns]
    nibble, deadline = (
        {name: str(model.index(row, place).data()) for place, name in enumerate(titles)}
        for row in (2, 3)
    )
    assert nibble["tactic"] == "Nibble"
    assert nibble["answer"] == "It backfired"
    assert nibble["deadline"] == ""
    assert deadline["answer"] == "Not answered"
    assert deadline["deadline"] == "Untested"
    view.select(behaviours(window)[2].id)
    settle()
    assert view.card.isVisible()
    assert view.card.name.text() == "Nibble"
    assert "coats" in " ".join(text.text() for _head, text in view.card._rows)


def test_the_button_selects_what_was_logged_and_the_form_takes_a_name_or_free_text(
    window: MainWindow,
) -> None:
    view = section(window, "behaviours")
    assert isinstance(view, BehavioursView)
    catalogue("d")
    QTest.mouseClick(view.log, Qt.MouseButton.LeftButton)
    settle()
    logged = behaviours(window)[-1]
    assert logged.tactic == "deadline"
    assert logged.deadline_tested is False
    assert view.list.current_id() == logged.id
    tactic = field(view, "tactic")
    assert tactic.property("text") == "Deadline pressure"
    type_into(tactic, "going dark")
    assert behaviours(window)[-1].tactic == "going_dark"
    assert tactic.property("text") == "Going dark"
    type_into(tactic, "Cold coffee")
    assert behaviours(window)[-1].tactic == "Cold coffee"
    assert "no reply" in view.card._rows[0][1].text()
