"""Criteria and the award simulator in the real window: an edit and what follows from it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from negotiator_desk.models.choices import PriceFormula
from negotiator_desk.services import deals
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.criteria import FACTS, CriteriaView
from negotiator_desk.ui.widgets.editor import Editor

from .desk import field, open_snapshot, section, settle, type_into

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


@pytest.fixture
def criteria(window: MainWindow) -> CriteriaView:
    view = section(window, "criteria")
    assert isinstance(view, CriteriaView)
    return view


def cell(view: CriteriaView, row: int, title: str) -> QModelIndex:
    """The cell of a row under a head."""
    model = view.list.model
    titles = [column.title for column in model.columns]
    return model.index(row, titles.index(title))


def text(view: CriteriaView, row: int, title: str) -> str:
    return str(cell(view, row, title).data())


def enter(view: CriteriaView, row: int, title: str, typed: str) -> None:
    """Type over a cell and leave it with Enter."""
    table = view.list.table
    table.setFocus()
    table.setCurrentIndex(cell(view, row, title))
    table.edit(table.currentIndex())
    (editor,) = (e for e in table.viewport().findChildren(Editor) if not e.property("closed"))
    line = editor.focusProxy()
    assert isinstance(line, QLineEdit)
    QTest.keyClick(line, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()


def awarded(view: CriteriaView, qtbot: QtBot) -> list[tuple[str, ...]]:
    """The lines of the bidders in the table, once the simulator has followed."""
    if not view.award.table_button.isChecked():
        view.award.table_button.click()
    qtbot.waitUntil(lambda: not view.award.pending)
    table = view.award.table
    assert table is not None
    return table.bidders.texts()[1:]


def test_a_weight_moves_the_total_at_once_and_the_award_after_it(
    window: MainWindow, criteria: CriteriaView, qtbot: QtBot
) -> None:
    before = awarded(criteria, qtbot)
    assert criteria.total.text().startswith("Weights: 90\u00a0%, 10\u00a0% missing to 100\u00a0%")
    enter(criteria, 1, "Weight", "30")
    assert open_snapshot(window).criteria[1].weight == Decimal(30)
    assert criteria.total.text().startswith("Weights: 100\u00a0%; 1 criterion without a weight")
    after = awarded(criteria, qtbot)
    assert Decimal(after[0][2]) - Decimal(before[0][2]) == Decimal(9)  # ten percent at a score of 9
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle()
    assert awarded(criteria, qtbot) == before


def test_weights_over_a_hundred_are_said_below_the_list_and_beside_the_field(
    window: MainWindow, criteria: CriteriaView
) -> None:
    enter(criteria, 0, "Weight", "99999999999999")
    assert "over 100\u00a0%" in criteria.total.text()
    assert criteria.form is not None
    warning = criteria.form.grid.cells["weight"]._warning
    assert warning is not None
    assert "more than 100 %" in warning.text()


def test_a_negative_weight_is_refused_beside_its_field_and_kept(
    window: MainWindow, criteria: CriteriaView
) -> None:
    before = open_snapshot(window).criteria
    type_into(field(criteria, "weight"), "-5", leave=Qt.Key.Key_Tab)
    assert criteria.form is not None
    cell_of_weight = criteria.form.grid.cells["weight"]
    assert cell_of_weight._problem is not None
    assert cell_of_weight._problem.text()
    assert open_snapshot(window).criteria == before
    assert (before[0].id, "weight") in window.open_deal.drafts


def test_scores_of_all_bidders_stand_side_by_side_and_are_typed_in_their_cells(
    window: MainWindow, criteria: CriteriaView
) -> None:
    titles = [column.title for column in criteria.list.model.columns]
    assert titles[:6] == [
        "Criterion",
        "Weight",
        "Our score",
        "Halvorn Labs",
        "Ombrexa",
        "Quintal Diagnostics",
    ]
    row = next(i for i, c in enumerate(open_snapshot(window).criteria) if not c.weight)
    held = dict(open_snapshot(window).criteria[row].rival_scores)
    enter(criteria, row, "Quintal Diagnostics", "7.5")
    scores = open_snapshot(window).criteria[row].rival_scores
    assert scores == {**held, "Quintal Diagnostics": Decimal("7.5")}
    assert text(criteria, row, "Quintal Diagnostics") == "7.5"
    enter(criteria, row, "Quintal Diagnostics", "")
    assert open_snapshot(window).criteria[row].rival_scores == held


def test_a_score_above_ten_is_kept_as_a_draft_in_its_own_cell(
    window: MainWindow, criteria: CriteriaView
) -> None:
    before = open_snapshot(window).criteria[1]
    enter(criteria, 1, "Ombrexa", "11")
    QTest.keyClick(criteria.list.table, Qt.Key.Key_Escape)
    criteria.list.setFocus()
    settle()
    assert open_snapshot(window).criteria[1] == before
    assert window.open_deal.drafts[before.id, "rival_scores"] == "Ombrexa: 11"
    assert text(criteria, 1, "Ombrexa") == "11"
    assert text(criteria, 1, "Halvorn Labs") == "6"
    enter(criteria, 1, "Ombrexa", "8")
    assert open_snapshot(window).criteria[1].rival_scores["Ombrexa"] == 8
    assert not window.open_deal.drafts


def test_renaming_a_rival_renames_its_column_and_keeps_its_scores(
    window: MainWindow, criteria: CriteriaView
) -> None:
    rivals = section(window, "rivals")
    rivals.list.select(open_snapshot(window).rivals[1].id)
    settle()
    type_into(field(rivals, "name"), "Nordrexa", leave=Qt.Key.Key_Tab)
    assert section(window, "criteria") is criteria
    assert text(criteria, 1, "Nordrexa") == "6.5"


def test_switching_the_formula_is_one_edit_that_undo_takes_back(
    window: MainWindow, criteria: CriteriaView, qtbot: QtBot
) -> None:
    before = awarded(criteria, qtbot)
    QTest.mouseClick(criteria.award.formula_buttons[PriceFormula.LINEAR], Qt.MouseButton.LeftButton)
    settle()
    assert open_snapshot(window).deal.price_formula is PriceFormula.LINEAR
    assert awarded(criteria, qtbot) != before
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle()
    assert open_snapshot(window).deal.price_formula is not PriceFormula.LINEAR
    assert criteria.award.formula_buttons[PriceFormula.RELATIVE].isChecked()
    assert awarded(criteria, qtbot) == before


def test_a_price_is_tried_and_nothing_is_stored(window: MainWindow, criteria: CriteriaView) -> None:
    before, undo = open_snapshot(window), window.open_deal.context.desk.undo_label
    panel = criteria.award
    QTest.keyClicks(panel.trial, "5m")
    assert panel.tried.text() == (
        "Tried, not stored: at 5,000,000 GBP we would rank second of 4 with 81.8 points."
    )
    QTest.keyClick(panel.trial, Qt.Key.Key_Escape)
    assert panel.tried.isHidden()
    for typed in ("abc", "-1", "99999999999999999999"):
        panel.trial.setText(typed)
        assert panel.tried.text().startswith("This is no price")
    panel.trial.setText("0")
    assert "rank first of 4" in panel.tried.text()
    assert open_snapshot(window) == before
    assert window.open_deal.context.desk.undo_label == undo


def test_what_is_missing_leads_to_where_it_is_mended(
    window: MainWindow, criteria: CriteriaView, qtbot: QtBot
) -> None:
    awarded(criteria, qtbot)
    links = [b for b in criteria.award.links.findChildren(QPushButton) if not b.isHidden()]
    assert [link.text() for link in links] == [
        "Quintal Diagnostics: Connection to…",
        "Quintal Diagnostics: Risk of the ch…",
    ]
    links[1].click()
    settle()
    assert criteria.list.current_id() == open_snapshot(window).criteria[6].id


def test_the_other_columns_say_when_it_was_known_and_who_decides(
    window: MainWindow, criteria: CriteriaView
) -> None:
    criteria.mode_buttons[FACTS].click()
    assert text(criteria, 0, "Known") == "In time, 18 Feb"
    assert text(criteria, 4, "Known") == "After the RFP, 24 Mar"
    assert text(criteria, 0, "Origin") == "Stated"
    assert text(criteria, 0, "Owner and decision rights") == (
        "Piers Calloway owns, scores; Ruth Adeyemi-Lowe approves"
    )


def test_an_empty_deal_offers_the_first_criterion(window: MainWindow) -> None:
    made = deals.create_deal(window.open_deal.context, title="New", buyer="", currency="EUR")
    window.show_deal(made)
    settle()
    view = section(window, "criteria")
    assert isinstance(view, CriteriaView)
    assert view.list.empty.isVisible()
    assert view.total.text() == ""
    QTest.mouseClick(view.list.empty.button, Qt.MouseButton.LeftButton)
    settle()
    assert len(open_snapshot(window).criteria) == 1
    assert view.total.text().startswith("Weights: 0\u00a0%, 100\u00a0% missing")


def test_a_price_tried_does_not_follow_to_another_deal(
    window: MainWindow, criteria: CriteriaView
) -> None:
    criteria.award.trial.setText("5m")
    made = deals.create_deal(window.open_deal.context, title="New", buyer="", currency="EUR")
    window.show_deal(made)
    settle()
    assert section(window, "criteria") is criteria
    assert criteria.award.trial.text() == ""
    assert criteria.award.tried.isHidden()


def test_the_form_is_no_wider_than_its_card_in_a_small_window(
    window: MainWindow, criteria: CriteriaView
) -> None:
    window.resize(1024, 640)
    settle()
    assert criteria.form is not None
    assert criteria.form.grid.width() <= criteria.form.viewport().width()
