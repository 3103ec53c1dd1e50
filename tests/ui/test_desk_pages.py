"""The pages outside the tabs in the real window: portfolio, due, returns, dossier, by keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QStyleOptionHeader, QWidget
from pytestqt.qtbot import QtBot

from negotiator_desk.dealfile.copying import with_new_ids
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.choices import Origin, Stage
from negotiator_desk.models.kinds import find_record
from negotiator_desk.services import buyers, deals, records
from negotiator_desk.ui.desk_pages.declared import DESK_PAGES, page_entry
from negotiator_desk.ui.desk_pages.dossier import DossierPage
from negotiator_desk.ui.desk_pages.due import DuePage
from negotiator_desk.ui.desk_pages.grid import Column, GridModel, GridTable, Group
from negotiator_desk.ui.desk_pages.list_page import choose
from negotiator_desk.ui.desk_pages.portfolio import PortfolioPage
from negotiator_desk.ui.desk_pages.returns import ReturnsPage
from negotiator_desk.ui.main_window import MainWindow

from .desk import settle, window_on

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The sample, a copy of it as a deal of ours, and two deals that hold little."""
    context = window.open_deal.context
    sample = deals.open_sample(context)
    snapshot = context.desk.load(sample)
    own = msgspec.structs.replace(snapshot.deal, origin=Origin.OWN, title="Second laboratory")
    with context.desk.edit(EditLabel(key="import", kind="deal")) as unit:
        unit.insert_deal(with_new_ids(msgspec.structs.replace(snapshot, deal=own)))
    deals.create_deal(context, "Depot chargers", "Vestland Buses", "NOK")
    deals.create_deal(context, "Spare parts", "Brackenmoor Hospital", "GBP")
    window.show_deal(sample)
    wait(window, lambda: len(window.digests.digests) == 4)
    return window


def wait(window: MainWindow, until: Callable[[], bool], seconds: float = 20) -> None:
    """Let the work in the background go on until something holds."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it did not come about"
        QApplication.processEvents()
        time.sleep(0.005)
    settle()


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    window.activateWindow()
    QTest.keyClick(window, key, modifier)
    settle()


def portfolio(window: MainWindow) -> PortfolioPage:
    press(window, Qt.Key.Key_0)
    page = window.right.page
    assert isinstance(page, PortfolioPage)
    return page


def texts(page: PortfolioPage | DuePage | ReturnsPage | DossierPage, column: int = 0) -> list[str]:
    model = page.model
    return [model.data(model.index(row, column)) for row in range(model.rowCount(QModelIndex()))]


def head(page: PortfolioPage, key: str) -> None:
    """Press the head of a column."""
    place = next(i for i, column in enumerate(page.model.columns) if column.key == key)
    page.table.horizontalHeader().sectionClicked.emit(place)
    settle()


def test_every_page_has_words_for_its_help() -> None:
    for entry in DESK_PAGES:
        assert page_entry(entry.page or entry.key).help


def test_every_page_says_what_belongs_there_on_an_empty_desk(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(tmp_path / "desk") as window:
        for key in ("portfolio", "due", "returns", "buyers"):
            window.show_page(key)
            settle()
            page = window.right.page
            assert isinstance(page, PortfolioPage | DuePage | ReturnsPage | DossierPage)
            assert page.empty.isVisible()
            assert len(page.empty.text()) > 40
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
            settle()
            assert window.welcome.isVisible()


def test_the_portfolio_shows_each_deal_as_its_diagnosis_says(window: MainWindow) -> None:
    page = portfolio(window)
    assert page.isVisible()
    assert window.windowTitle().startswith("Portfolio")
    context, formats = window.open_deal.context, window.env.formats
    for place, line in enumerate(page.shown()):
        diagnosis = diagnose(context.desk.load(line.row.id), context.today())
        assert page.model.row(place) == line
        cells = {
            column.key: page.model.data(page.model.index(place, at))
            for at, column in enumerate(page.model.columns)
        }
        assert cells["lost"] == formats.money(diagnosis.lost, diagnosis.currency)
        assert cells["exposed"] == formats.money(diagnosis.exposed, diagnosis.currency)
        assert cells["stage"] == diagnosis.stage.label
        shown = diagnosis.gap if diagnosis.score_shown else None
        assert cells["gap"] == formats.score(shown)
    assert "GBP" in page.totals.text()
    assert "n = 1" in page.averages.text(), "the sample enters no average"


def test_a_head_sorts_and_sorts_back_with_the_unknown_last(window: MainWindow) -> None:
    page = portfolio(window)
    assert texts(page) == sorted(texts(page), key=str.casefold)
    head(page, "gap")
    gaps = [line.gap for line in page.shown()]
    known = [gap for gap in gaps if gap is not None]
    assert known == sorted(known)
    assert gaps[-1] is None
    head(page, "gap")
    assert [g for g in (line.gap for line in page.shown()) if g is not None] == known[::-1]
    assert page.shown()[-1].gap is None


def test_words_and_choices_filter_rows_and_sums(window: MainWindow) -> None:
    page = portfolio(window)
    QTest.keyClicks(page.filter, "VESTLAND before")
    settle()
    assert texts(page) == ["Depot chargers"]
    page.filter.clear()
    choose(page.choices["stage"], Stage.DELIVERY)
    settle()
    assert {line.stage for line in page.shown()} == {Stage.DELIVERY}
    choose(page.choices["buyer"], "Vestland Buses")
    settle()
    assert page.shown() == []
    assert page.empty.isVisible()
    assert not page.totals.isVisible()


def test_groups_have_heads_with_sums_and_are_not_opened(window: MainWindow) -> None:
    page = portfolio(window)
    choose(page.group, "buyer")
    settle()
    heads = [line for i in range(10) if isinstance(line := page.model.line(i), Group)]
    assert [h.cells[0] for h in heads] == [
        "Brackenmoor Hospital",
        "Brackenmoor Hospitals",
        "Vestland Buses",
    ]
    assert heads[1].cells[1] == "2 deals"
    before = window.open_deal.deal_id
    page.table.clicked.emit(page.model.index(0, 0))
    settle()
    assert window.right.key == "portfolio"
    assert window.open_deal.deal_id == before


def test_a_group_without_a_name_says_what_is_not_recorded(window: MainWindow) -> None:
    deals.create_deal(window.open_deal.context, "No buyer yet", "", "EUR")
    wait(window, lambda: len(window.digests.digests) == 5)
    page = portfolio(window)
    choose(page.group, "buyer")
    settle()
    lines = [page.model.line(i) for i in range(page.model.rowCount(QModelIndex()))]
    heads = [line.cells[0] for line in lines if isinstance(line, Group)]
    assert heads[-1] == "Buyer: not recorded"


def test_the_words_of_a_sorted_head_give_way_to_its_mark(window: MainWindow) -> None:
    page = portfolio(window)
    head(page, "lost")
    header = page.table.horizontalHeader()

    def words(key: str) -> str:
        place = next(i for i, column in enumerate(page.model.columns) if column.key == key)
        option = QStyleOptionHeader()
        header.initStyleOption(option)
        header.initStyleOptionForIndex(option, place)
        return option.text

    assert words("lost").startswith("Lost\N{NO-BREAK SPACE}")
    assert words("exposed") == "Exposed"
    head(page, "deal")
    assert words("deal") == "Deal"
    assert words("lost") == "Lost"


def test_enter_opens_a_deal_and_escape_comes_back(window: MainWindow) -> None:
    page = portfolio(window)
    place = texts(page).index("Depot chargers")
    page.table.selectRow(place)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert window.right.shows_deal
    assert window.open_deal.snapshot is not None
    assert window.open_deal.snapshot.deal.title == "Depot chargers"
    page = portfolio(window)
    assert not window.actions_by_name["export"].isEnabled(), "no deal is to be seen"
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    settle()
    assert window.right.shows_deal
    assert window.actions_by_name["export"].isEnabled()


def test_the_board_has_a_card_for_each_deal_in_the_column_of_its_stage(window: MainWindow) -> None:
    page = portfolio(window)
    QTest.mouseClick(page.as_board, Qt.MouseButton.LeftButton)
    settle()
    assert page.board.isVisible()
    assert not page.table.isVisible()
    cards = {stage: len(c.cards.lines) for stage, c in page.board.columns.items()}
    assert cards[Stage.DELIVERY] == 2
    assert cards[Stage.BEFORE] == 2
    page.focus_main()
    first = page.board.columns[Stage.BEFORE]
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    delivery = page.board.columns[Stage.DELIVERY]
    assert delivery.hasFocus()
    QTest.keyClick(delivery, Qt.Key.Key_Return)
    settle()
    assert window.right.shows_deal


def test_a_view_is_kept_and_shown_again(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = portfolio(window)
    choose(page.choices["stage"], Stage.BEFORE)
    choose(page.group, "owner")
    head(page, "exposed")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("Early ones", True))
    page.views.menu().actions()[-1].trigger()
    settle()
    kept = page.current_view()
    choose(page.choices["stage"], None)
    choose(page.group, "")
    head(page, "deal")
    page.views.menu().actions()[0].trigger()
    settle()
    assert page.current_view() == kept
    assert [line.stage for line in page.shown()] == [Stage.BEFORE] * 2
    window.undo()
    settle()
    assert [a.text() for a in page.views.menu().actions()] == ["Save this view…"]


def test_archived_deals_and_public_records_are_shown_when_asked_for(window: MainWindow) -> None:
    context = window.open_deal.context
    row = next(row for row in window.digests.rows if row.title == "Spare parts")
    deals.archive(context, row.id)
    deals.create_deal(context, "Road works", "Vestland", "EUR", origin=Origin.PUBLIC_RECORD)
    wait(window, lambda: len(window.digests.digests) == 5)
    page = portfolio(window)
    assert len(texts(page)) == 3
    choose(page.kept, "archived")
    assert texts(page) == ["Spare parts"]
    choose(page.kept, "public")
    settle()
    assert texts(page) == ["Road works"]
    assert page.model.data(page.model.index(0, 2)) == "Public record"
    choose(page.kept, "every")
    assert len(texts(page)) == 5


def test_the_report_is_over_the_deals_that_are_chosen(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = portfolio(window)
    asked: list[list[str]] = []
    titles = {line.row.id: line.title for line in page.shown()}

    def ask(_key: str, ids: Sequence[UUID]) -> None:
        asked.append([titles[each] for each in ids])

    monkeypatch.setattr(page, "env", replace(page.env, show_document=ask))

    def choose_first() -> None:
        flags = QItemSelectionModel.SelectionFlag
        first = page.model.index(0, 0)
        page.table.selectionModel().setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)

    page.report.click()
    assert asked.pop() == [line.title for line in page.shown()]
    # With the mouse: Ctrl chooses and opens nothing; the button says how many.
    choose_first()
    third = page.table.visualRect(page.model.index(2, 0)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, CONTROL, third)
    settle()
    assert window.right.key == "portfolio"
    assert page.report.text() == "Report on 2 deals"
    page.report.click()
    shown = [line.title for line in page.shown()]
    assert asked.pop() == [shown[0], shown[2]]
    # With the keys: Shift and an arrow.
    choose_first()
    assert page.report.text() == "Report"
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.report.click()
    assert asked.pop() == shown[:2]
    # The board chooses none.
    page.as_board.click()
    assert page.report.text() == "Report"
    page.report.click()
    assert asked.pop() == [line.title for line in page.shown()]


def test_the_deals_that_are_chosen_stay_so_when_they_are_sorted_or_grouped(
    window: MainWindow,
) -> None:
    page = portfolio(window)

    def chosen() -> set[str]:
        return {line.title for line in page.chosen()}

    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.report.text() == "Report on 2 deals"
    before, title = chosen(), str(page.table.currentIndex().siblingAtColumn(0).data())
    order = [line.title for line in page.shown()]
    for key in ("gap", "gap", "buyer", "deal", "deal"):
        page.table.horizontalHeader().sectionClicked.emit(
            next(i for i, column in enumerate(page.model.columns) if column.key == key)
        )
        assert chosen() == before
        assert page.report.text() == "Report on 2 deals"
        assert page.table.currentIndex().siblingAtColumn(0).data() == title
    assert [line.title for line in page.shown()] == order[::-1]
    page.group.setCurrentIndex(page.group.findData("stage"))
    assert chosen() == before


def test_an_edit_and_its_undo_reach_the_portfolio(window: MainWindow) -> None:
    page = portfolio(window)
    context = window.open_deal.context
    row = next(row for row in window.digests.rows if row.title == "Second laboratory")
    term = next(t for t in context.desk.load(row.id).terms if not t.locked_on and t.value_at_stake)
    before = window.digests.digests[row.id].figures.exposed
    records.remove(context, row.id, "terms", [term.id])
    wait(window, lambda: window.digests.digests[row.id].figures.exposed != before)
    window.undo()

    def shown() -> Fraction | None:
        line = next(line for line in page.rows if line.row.id == row.id)
        exposed: Fraction | None = line.amount("exposed")
        return exposed

    wait(window, lambda: shown() == before)


def test_a_deal_that_goes_leaves_portfolio_and_due(window: MainWindow) -> None:
    page = portfolio(window)
    context = window.open_deal.context
    row = next(row for row in window.digests.rows if row.title == "Second laboratory")
    deals.delete_deal(context, row.id)
    settle()
    assert "Second laboratory" not in texts(page)
    press(window, Qt.Key.Key_9)
    due = window.right.page
    assert isinstance(due, DuePage)
    assert "Second laboratory" not in {each.deal for each in due.rows}


def test_due_opens_the_record_in_its_deal_overdue_first(window: MainWindow) -> None:
    press(window, Qt.Key.Key_9)
    page = window.right.page
    assert isinstance(page, DuePage)
    days = [row.days for row in page.rows]
    assert days == sorted(days)
    assert days[0] < 0
    overdue, soon = window.digests.waiting()
    assert str(overdue + soon) in window.panel.pages._buttons["due"].text()
    choose(page.choices["kind"], "changes")
    settle()
    row = page.shown()[0]
    assert row.line.kind == "changes"
    page.focus_main()
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert window.open_deal.deal_id == row.deal_id
    assert window.right.shows_deal
    view = window.deal_view.page().view()
    assert view.list.current_id() == row.line.record  # type: ignore[attr-defined]


def test_a_debrief_nobody_recorded_leads_to_their_list(window: MainWindow) -> None:
    context = window.open_deal.context
    made = deals.create_deal(context, "Signed", "Vestland", "EUR", signed_on=context.today())
    window.show_deal(made)
    window.actions_by_name["due_here"].trigger()
    page = window.right.page
    assert isinstance(page, DuePage)
    wait(window, lambda: bool(page.shown()))
    assert [(row.deal_id, row.line.rule) for row in page.shown()] == [
        (made, "deal.signed_on"),
        (made, "debriefs.signature"),
        (made, "debriefs.ninety_days"),
    ]
    page.open_row(page.shown()[1])
    settle()
    assert window.deal_view.page().tab.key == "lessons"


def test_a_deal_with_nothing_due_shows_nothing_of_others(window: MainWindow) -> None:
    made = next(row.id for row in window.digests.rows if row.title == "Depot chargers")
    window.show_deal(made)
    window.actions_by_name["due_here"].trigger()
    settle()
    page = window.right.page
    assert isinstance(page, DuePage)
    assert page.shown() == []
    assert page.choices["deal"].currentText() == "Depot chargers"
    press(window, Qt.Key.Key_9)
    assert page.choices["deal"].currentData() is None, "opened as a whole it shows all"
    assert page.shown()


def test_returns_to_secure_are_those_of_the_check(window: MainWindow) -> None:
    window.actions_by_name["returns_here"].trigger()
    settle()
    page = window.right.page
    assert isinstance(page, ReturnsPage)
    diagnosis, snapshot = window.open_deal.diagnosis, window.open_deal.snapshot
    assert diagnosis is not None
    assert snapshot is not None
    failing = diagnosis.check("returns_secured").failing
    assert {row.line.record for row in page.shown()} == set(failing)
    assert failing
    row = page.shown()[0]
    page.open_row(row)
    settle()
    found = find_record(snapshot, row.line.record)
    assert found is not None
    view = window.deal_view.page().view()
    assert view.list.current_id() == found[1].id  # type: ignore[attr-defined]


def test_the_buyer_in_the_head_leads_to_the_dossier_and_its_cases(window: MainWindow) -> None:
    QTest.mouseClick(window.deal_view.head.buyer, Qt.MouseButton.LeftButton)
    page = window.right.page
    assert isinstance(page, DossierPage)
    wait(window, lambda: page.dossier is not None)
    assert page.dossier is not None
    assert len(page.dossier.deals) == 2
    pressed = [key for key, button in window.panel.pages._buttons.items() if button.isChecked()]
    assert pressed == ["buyers"]
    names = texts(page)
    assert {"Figures", "Tactics", "Lessons", "People", "Deals"} <= set(names)
    place = names.index("Price of award")
    page.table.selectRow(place)
    settle()
    line = page.model.row(place)
    assert line is not None
    assert len(line.cases) == 2
    assert "average" not in line.text, "two cases are no mean"
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert window.right.shows_deal
    assert window.open_deal.deal_id == line.cases[0][0]


def test_spellings_are_joined_and_taken_apart_in_the_dossier(window: MainWindow) -> None:
    press(window, Qt.Key.Key_B, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    page = window.right.page
    assert isinstance(page, DossierPage)
    wait(window, lambda: page.dossier is not None and not window.jobs.busy)
    button = next(b for b in page.spellings.buttons if b.text() == "Join “Brackenmoor Hospital”")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait(window, lambda: page.dossier is not None and len(page.dossier.deals) == 3)
    assert window.actions_by_name["undo"].text() == "Undo: join Brackenmoor Hospital"
    button = next(b for b in page.spellings.buttons if "take apart" in b.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait(window, lambda: page.dossier is not None and len(page.dossier.deals) == 2)
    window.undo()
    wait(window, lambda: page.dossier is not None and len(page.dossier.deals) == 3)
    assert buyers.list_spellings(window.open_deal.context, page.buyer) == ("Brackenmoor Hospital",)


def test_the_portfolio_leads_to_the_dossier_of_a_buyer(window: MainWindow) -> None:
    page = portfolio(window)
    place = texts(page).index("Depot chargers")
    page.table.clicked.emit(page.model.index(place, 1))
    settle()
    dossier = window.right.page
    assert isinstance(dossier, DossierPage)
    assert dossier.buyer == "Vestland Buses"
    line = page.model.row(place)
    assert line is not None
    menu = page.menu_of(line)
    assert [action.text() for action in menu.actions()][:2] == ["Open", "Buyer dossier"]
    menu.close()


def test_a_name_that_one_line_would_cut_takes_two(window: MainWindow) -> None:
    made = deals.create_deal(window.open_deal.context, "Kit", "Oy", "EUR")
    wait(window, lambda: made in window.digests.digests)
    window.resize(1024, 640)
    page = portfolio(window)
    one = page.table.verticalHeader().defaultSectionSize()
    heights = {title: page.table.rowHeight(place) for place, title in enumerate(texts(page))}
    long, short = "Managed laboratory, four sites", "Kit"
    assert heights[short] == one
    assert heights[long] > 1.4 * one
    page.group.setCurrentIndex(page.group.findData("currency"))
    settle()
    assert isinstance(page.model.line(0), Group)
    assert page.table.rowHeight(0) == one
    window.resize(1900, 900)
    settle()
    assert {page.table.rowHeight(row) for row in range(page.model.rowCount())} == {one}


def test_a_column_that_goes_for_a_scroll_bar_does_not_bring_the_rows_to_change_without_end(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the second column each name has one line, and with it two, for which a bar comes."""
    letter = window.fontMetrics().averageCharWidth()
    name = "x" * (72 * letter // window.fontMetrics().horizontalAdvance("x"))
    names = Column(key="name", head="Name", text=lambda _row: name, order=str)
    more = Column(key="more", head="", text=str, order=str, width=20, from_width=80, wraps=False)
    table = GridTable(GridModel((names, more), str), window)
    laid_out: list[int] = []
    fit_rows = table._fit_rows
    monkeypatch.setattr(table, "_fit_rows", lambda: laid_out.append(fit_rows() or 0))
    table.show_lines(range(8))
    table.resize(60 * letter, 100)
    table.show()
    one = table.verticalHeader().defaultSectionSize()
    high = table.height() - table.viewport().height() + 9 * one
    seen = set()
    for width in range(78 * letter, 88 * letter, 2):
        table.resize(width, high)
        settle()
        laid_out.clear()
        settle(20)
        assert laid_out == [], f"the rows find no rest at {width}"
        seen.add((table.isColumnHidden(1), table.rowHeight(0) > one))
    assert seen == {(True, False), (False, True)}


def test_awkward_names_are_shown_as_text(window: MainWindow) -> None:
    context = window.open_deal.context
    odd = "<b>R&D</b>\x00\n" + "x" * 500
    made = deals.create_deal(context, odd, odd, "EUR")
    wait(window, lambda: made in window.digests.digests)
    page = portfolio(window)
    assert any(text.startswith("<b>R&D</b>�") for text in texts(page))
    rows = range(page.model.rowCount())
    tips = [str(page.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)) for row in rows]
    assert any(tip.startswith("<p>&lt;b&gt;R&amp;D&lt;/b&gt;�") for tip in tips)
    window.show_deal(made)
    settle()
    assert window.deal_view.head.buyer.text().startswith("<b>R&&D</b>")
    assert [w.toolTip() for w in window.findChildren(QWidget) if "&lt;b&gt;R" in w.toolTip()]
    assert not [w.toolTip() for w in window.findChildren(QWidget) if "<b>R" in w.toolTip()]
    window.actions_by_name["dossier"].trigger()
    dossier = window.right.page
    assert isinstance(dossier, DossierPage)
    wait(window, lambda: dossier.dossier is not None)
    assert dossier.title.text().startswith("<b>R&D</b>")
