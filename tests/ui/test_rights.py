"""The matrix of decision rights: read, ticked and taken back in the real window."""

from __future__ import annotations

from uuid import UUID, uuid4

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from negotiator_desk.domain.rights import MOST, people_of_the_decision, rights_of, without
from negotiator_desk.models.before import Criterion, CriterionRight, Stakeholder
from negotiator_desk.models.choices import Right
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.criteria import RIGHTS, SCORES, CriteriaView
from negotiator_desk.wording.criteria import held_text, rights_text

from .desk import open_snapshot, section, settle


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


@pytest.fixture
def view(window: MainWindow) -> CriteriaView:
    found = section(window, "criteria")
    assert isinstance(found, CriteriaView)
    found.mode_buttons[RIGHTS].click()
    settle()
    return found


def person_named(window: MainWindow, name: str) -> UUID:
    return next(each.id for each in open_snapshot(window).stakeholders if each.name == name)


def criterion_of(window: MainWindow, criterion_id: UUID) -> Criterion:
    return next(each for each in open_snapshot(window).criteria if each.id == criterion_id)


def tick(menu: QMenu | None, text: str) -> None:
    assert menu is not None
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()
    settle()


def test_each_person_is_a_column_and_each_cell_says_what_they_may_do(
    window: MainWindow, view: CriteriaView
) -> None:
    model = view.list.model
    titles = [column.title for column in model.columns]
    assert titles[0] == "Criterion"
    assert "Piers Calloway" in titles
    assert len(titles) == 1 + len(open_snapshot(window).stakeholders)
    criterion = model.records()[0]
    assert isinstance(criterion, Criterion)
    place = titles.index("Piers Calloway")
    assert model.index(0, place).data() == held_text(
        criterion, person_named(window, "Piers Calloway")
    )
    assert "scores" in model.index(0, place).data()
    assert view.list.table.tall


def test_a_right_is_ticked_and_taken_back_in_one_step_each(
    window: MainWindow, view: CriteriaView
) -> None:
    person = person_named(window, "Nadia Quill")
    criterion = view.list.model.records()[0]
    before = rights_of(criterion_of(window, criterion.id), person)
    assert Right.REOPENS not in before
    tick(view.rights_menu(criterion.id, person), "Can reopen it")
    assert Right.REOPENS in rights_of(criterion_of(window, criterion.id), person)
    window.undo()
    settle()
    assert rights_of(criterion_of(window, criterion.id), person) == before
    window.redo()
    settle()
    menu = view.rights_menu(criterion.id, person)
    assert menu is not None
    (action,) = (each for each in menu.actions() if each.text() == "Can reopen it")
    assert action.isChecked()
    action.trigger()
    settle()
    assert rights_of(criterion_of(window, criterion.id), person) == before


def test_enter_on_a_cell_opens_the_menu_and_keys_tick(
    window: MainWindow, view: CriteriaView
) -> None:
    window.activateWindow()
    table = view.list.table
    person = person_named(window, "Piers Calloway")
    place = view.list.model.column_of(f"person:{person}")
    criterion = view.list.model.records()[2]
    table.setFocus()
    table.setCurrentIndex(view.list.model.index(2, place))
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    shapes = Right.SHAPES in rights_of(criterion_of(window, criterion.id), person)
    assert shapes
    assert "shapes" in view.list.model.index(2, place).data()
    assert view.list.current_id() == criterion.id


def test_the_matrix_has_the_section_to_itself_until_the_form_is_asked_for(
    window: MainWindow, view: CriteriaView
) -> None:
    assert view.detail.isHidden()
    assert view.award.isHidden()
    window.actions_by_name["pane_form"].trigger()
    settle()
    assert view.detail.isVisible()
    person = person_named(window, "Nadia Quill")
    tick(view.rights_menu(view.list.model.records()[0].id, person), "Scores it")
    assert view.detail.isVisible()
    view.mode_buttons[SCORES].click()
    settle()
    assert view.award.isVisible()
    assert view.detail.isVisible()


def test_an_owner_is_set_and_cleared(window: MainWindow, view: CriteriaView) -> None:
    person = person_named(window, "Oona Pell")
    criterion = view.list.model.records()[0]
    tick(view.rights_menu(criterion.id, person), "Owns it")
    assert criterion_of(window, criterion.id).stakeholder_id == person
    tick(view.rights_menu(criterion.id, person), "Owns it")
    assert criterion_of(window, criterion.id).stakeholder_id is None


def test_the_foot_says_on_how_many_criteria_nobody_decides(
    window: MainWindow, view: CriteriaView
) -> None:
    said = view.total.text()
    assert said == rights_text(open_snapshot(window).criteria)[0]
    view.mode_buttons[SCORES].click()
    settle()
    assert "Weights" in view.total.text()
    assert not view.list.table.two_lines


def test_a_person_that_comes_or_goes_brings_or_takes_a_column(
    window: MainWindow, view: CriteriaView
) -> None:
    many = len(view.list.model.columns)
    added = window.env.editing.add("stakeholders", {"name": "Q & A <b>Bold</b>"})
    assert added is not None
    settle()
    assert len(view.list.model.columns) == many + 1
    window.env.editing.remove("stakeholders", [added])
    settle()
    assert len(view.list.model.columns) == many
    gone = view.list.model.records()[0].id
    window.env.editing.remove("criteria", [gone])
    settle()
    assert view.rights_menu(gone, uuid4()) is None


def person(n: int, power: int | None = None) -> Stakeholder:
    return Stakeholder(id=UUID(int=n), name=f"Person {n}", power=power)


def holding(n: int, *rights: tuple[int, Right]) -> Criterion:
    held = tuple(
        CriterionRight(id=uuid4(), stakeholder_id=UUID(int=who), right=right)
        for who, right in rights
    )
    return Criterion(id=UUID(int=100 + n), name=f"Criterion {n}", rights=held)


def test_holders_come_first_and_the_powerful_after_them() -> None:
    people = (person(1, 1), person(2, 5), person(3), *(person(n, 3) for n in range(4, 40)))
    snapshot = Snapshot(
        deal=Deal(id=UUID(int=99), title="Many"),
        stakeholders=people,
        criteria=(holding(1, (30, Right.SCORES), (3, Right.SHAPES)),),
    )
    found = [each.id.int for each in people_of_the_decision(snapshot)]
    assert found[:3] == [3, 30, 2]
    assert len(found) == MOST
    all_hold = msgspec.structs.replace(
        snapshot, criteria=(holding(1, *((n, Right.SCORES) for n in range(1, 40))),)
    )
    assert len(people_of_the_decision(all_hold)) == len(people)


def test_a_right_noted_twice_counts_once_and_one_of_nobody_not() -> None:
    twice = holding(1, (1, Right.SCORES), (1, Right.SCORES))
    assert rights_of(twice, UUID(int=1)) == (Right.SCORES,)
    nobody = Criterion(id=uuid4(), rights=(CriterionRight(id=uuid4(), right=Right.APPROVES),))
    assert without((twice, nobody), Right.APPROVES) == (twice, nobody)
    assert without((twice, nobody), Right.SCORES) == (nobody,)
    assert rights_text(()) == ("", "")
    text, meaning = rights_text((twice, nobody))
    assert text == "Nobody is known to score 1 criterion; nobody is known to approve 2 criteria"
    assert meaning == "exposed"
    whole = holding(2, (1, Right.SCORES), (2, Right.APPROVES))
    assert rights_text((whole,))[1] == ""
