"""The coverage section in the real window: findings, ways to mend them, the days that were set."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from negotiator_desk.models.choices import BuyingRole
from negotiator_desk.services import deals
from negotiator_desk.services.coverage import contact_days
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.coverage import CoverageView
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.widgets.lines import LineEditor

from .desk import settle, stored, view_of

LEFT = Qt.MouseButton.LeftButton


def shown(window: MainWindow) -> CoverageView:
    view = view_of(window, "coverage")
    assert isinstance(view, CoverageView)
    return view


@pytest.fixture
def page(window: MainWindow) -> CoverageView:
    QTest.mouseClick(window.welcome.sample, LEFT)
    settle()
    return shown(window)


def pick(page: CoverageView, key: str) -> None:
    page.table.selectRow(page.model.row_of(key))
    settle()


def sentence(page: CoverageView, key: str) -> str:
    row = page.model.row_of(key)
    return str(page.model.index(row, 0).data()) if row >= 0 else ""


def test_findings_of_the_sample_lead_to_their_people(
    page: CoverageView, window: MainWindow
) -> None:
    assert sentence(page, "no_stance") == "The stance of 1 person is not known."
    pick(page, "no_stance")
    assert page.mend.text() == "Go to Marcus Tegel"
    links = page.detail.links.findChildren(QPushButton)
    assert [link.text() for link in links if link.isVisible()] == ["Marcus Tegel"]
    QTest.mouseClick(page.mend, LEFT)
    settle()
    view = window.deal_view.page().view()
    assert isinstance(view, RecordsView)
    assert view.detail.title.text() == "Marcus Tegel"


def test_a_missing_role_is_added_in_one_step(window: MainWindow) -> None:
    window.show_deal(deals.create_deal(window.open_deal.context, "New", "Buyer", "EUR"))
    page = shown(window)
    assert page.model.rowCount() == 5
    pick(page, "role_missing_coach")
    QTest.mouseClick(page.mend, LEFT)
    settle()
    (person,) = stored(page).stakeholders
    assert person.buying_roles == (BuyingRole.COACH,)
    view = window.deal_view.page().view()
    assert isinstance(view, RecordsView)
    assert view.list.current_id() == person.id
    page = shown(window)
    assert page.model.row_of("role_missing_coach") == -1
    window.undo()
    settle()
    assert not stored(page).stakeholders
    assert page.model.row_of("role_missing_coach") >= 0


def test_a_finding_becomes_an_action_of_somebody_by_a_day(
    page: CoverageView, window: MainWindow
) -> None:
    pick(page, "no_owner")
    before = len(stored(page).actions)
    owner, due = page.entry.editors["owner"], page.entry.editors["due_on"]
    assert isinstance(owner, LineEditor)
    assert isinstance(due, LineEditor)
    owner.line.setText("")
    QTest.keyClicks(owner.line, "Ruth")
    due.line.setText("")
    QTest.keyClicks(due.line, "2026-12-01")
    assert not page.entry.open.isVisible()
    QTest.mouseClick(page.entry.button, LEFT)
    settle()
    action = stored(page).actions[-1]
    assert len(stored(page).actions) == before + 1
    assert action.text == "Name one of us to look after each of them."
    assert (action.check, action.owner) == ("influence_known", "Ruth")
    assert action.due_on == date(2026, 12, 1)
    assert page.entry.open.text() == "Action open: Ruth, 1 Dec 2026"
    pick(page, "no_stance")  # of the same check, and none of its own is open
    assert not page.entry.open.isVisible()
    pick(page, "no_owner")
    QTest.mouseClick(page.entry.open, LEFT)
    settle()
    assert window.deal_view.tab == 0
    window.undo()
    settle()
    assert len(stored(page).actions) == before


def test_the_days_are_kept_and_judge_at_once(page: CoverageView) -> None:
    first = sentence(page, "not_contacted")
    assert "more than 30 days" in first
    page.days.setFocus()
    page.days.selectAll()
    QTest.keyClicks(page.days, "365")
    QTest.keyClick(page.days, Qt.Key.Key_Return)
    settle()
    assert contact_days(page.env.open_deal.context) == 365
    assert page.model.row_of("not_contacted") == -1
    assert "more than 365 days" in sentence(page, "not_verified")


def test_an_edit_elsewhere_is_seen(page: CoverageView) -> None:
    marcus = next(p for p in stored(page).stakeholders if p.name == "Marcus Tegel")
    page.env.editing.set_value("stakeholders", marcus.id, "stance", -2)
    settle()
    assert page.model.row_of("no_stance") == -1
    assert "weigh 12" in sentence(page, "outweighed")


def test_days_that_make_no_sense_are_not_kept(page: CoverageView, window: MainWindow) -> None:
    page.days.setFocus()
    page.days.selectAll()
    QTest.keyClicks(page.days, "0")
    window._commit_typing()
    assert contact_days(page.env.open_deal.context) == 30
    assert page.days.text() == "30"
