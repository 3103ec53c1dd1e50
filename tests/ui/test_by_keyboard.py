"""The way through a deal by keyboard alone: where each key leads, and what the palette offers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from negotiator_desk.models.choices import DebriefKind
from negotiator_desk.models.kinds import records_of
from negotiator_desk.services import deals, records, settings
from negotiator_desk.ui.command_palette import Command, CommandPalette
from negotiator_desk.ui.desk_pages.portfolio import PortfolioPage
from negotiator_desk.ui.dialogs.new_deal import NewDealDialog
from negotiator_desk.ui.dialogs.terms import LockDialog, ReopenDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.deal import DealForm
from negotiator_desk.ui.pages.first_facts import FirstFacts
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.pages.since_signing import SinceSigning
from negotiator_desk.ui.pages.terms import TermsView
from negotiator_desk.ui.tabs import place_of_section
from negotiator_desk.ui.widgets.form import RecordForm
from negotiator_desk.ui.widgets.lines import Line
from tests.ui.desk import answer, field, open_snapshot, section, settle, view_of

CONTROL = Qt.KeyboardModifier.ControlModifier


def own_deal(window: MainWindow) -> None:
    """A deal of our own on the screen, at its eight facts."""
    context = window.open_deal.context
    deal_id = deals.create_deal(
        context, title="Cranes", buyer="Port", supplier="Lifting Ltd", currency="EUR"
    )
    window.show_deal(deal_id, *place_of_section("first_facts"))
    settle()


def choose(window: MainWindow, words: str) -> None:
    """Do what the palette offers first for these words."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, CommandPalette)
        QTest.keyClicks(dialog.line, words)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)

    answer(act)
    window.show_palette()
    settle()


def test_enter_in_the_name_stores_it_and_goes_on(window: MainWindow) -> None:
    window.activateWindow()
    QTest.keyClicks(window.welcome.name, "Ada Moe")
    QTest.keyClick(window.welcome.name, Qt.Key.Key_Return)
    settle()
    profile = settings.profile(window.open_deal.context)
    assert profile is not None
    assert profile.name == "Ada Moe"
    assert window.open_deal.deal_id is None  # no button was pressed on the way
    assert window.welcome.sample.hasFocus()


def test_the_eight_facts_begin_at_what_we_sell_and_end_at_the_brief(window: MainWindow) -> None:
    window.activateWindow()
    own_deal(window)
    view = window.deal_view.page().view()
    assert isinstance(view, FirstFacts)
    summary = view.cells["summary"].editor
    assert (summary.focusProxy() or summary).hasFocus()
    assert view.cells["limit"].label.text() == "Limit for one trade"
    assert view.cells["approver"].label.text() == "Who approves more"
    last = view.cells["approver"].editor
    last.setFocus()
    QTest.keyClick(last.focusProxy() or last, Qt.Key.Key_Tab)
    assert view.brief.hasFocus()


def supplier_of_a_new_deal(window: MainWindow) -> str:
    """What the dialog of a new deal begins with."""
    found: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDealDialog)
        found.append(dialog.lines["supplier"].text())
        dialog.reject()

    answer(look)
    window.actions_by_name["new_deal"].trigger()
    (supplier,) = found
    return supplier


def test_a_new_deal_is_sold_by_the_same_supplier(window: MainWindow) -> None:
    own_deal(window)
    assert supplier_of_a_new_deal(window) == "Lifting Ltd"


def test_a_new_deal_beside_the_sample_is_not_sold_by_its_supplier(sample: MainWindow) -> None:
    assert supplier_of_a_new_deal(sample) == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_what_a_cell_computes_is_edited_in_the_form(sample: MainWindow, key: Qt.Key) -> None:
    trades = section(sample, "trades")
    table = trades.list.table
    computed = next(
        place
        for place in range(trades.list.model.columnCount())
        if not trades.list.model.index(0, place).flags() & Qt.ItemFlag.ItemIsEditable
    )
    table.setCurrentIndex(trades.list.model.index(0, computed))
    table.setFocus()
    QTest.keyClick(table, key)
    settle()
    focus = QApplication.focusWidget()
    assert trades.form is not None
    assert focus is not None
    assert trades.form.isAncestorOf(focus)


def test_the_line_for_a_trade_leaves_with_its_tab(sample: MainWindow) -> None:
    sample.activateWindow()
    QTest.keyClick(sample, Qt.Key.Key_1, CONTROL)
    QTest.keyClick(sample, Qt.Key.Key_T, CONTROL)
    popup = sample.dialogs.trade_popup
    assert popup is not None
    assert popup.isVisible()
    QTest.keyClicks(popup.entry.line, "give training")
    QTest.keyClick(sample, Qt.Key.Key_4, CONTROL)
    settle()
    assert not popup.isVisible()
    QTest.keyClick(sample, Qt.Key.Key_T, CONTROL)
    assert popup.entry.line.text() == "give training"


def test_the_palette_leads_to_a_field_of_the_deal_and_to_a_section(sample: MainWindow) -> None:
    sample.activateWindow()
    choose(sample, "award on")
    view = sample.deal_view.page().view()
    assert isinstance(view, DealForm)
    editor = view.form.grid.cells["award_on"].editor
    assert sample.focusWidget() is (editor.focusProxy() or editor)
    choose(sample, "criteria")
    page = sample.deal_view.page()
    assert page.tab.sections[page.section].key == "criteria"


def test_the_palette_does_what_a_button_of_the_section_does(sample: MainWindow) -> None:
    terms = section(sample, "terms")
    term = next(each for each in open_snapshot(sample).terms if each.locked_on is None)
    terms.select(term.id)
    settle()
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        seen.append(dialog.windowTitle())
        dialog.reject()

    (lock,) = [each for each in sample.commands() if (each.text, each.hint) == ("Lock…", "Here")]
    answer(look)
    lock.run()
    assert seen == [f"Lock: {term.name}"]
    assert all(each.hint != "Here" for each in _commands_outside(sample))


def _commands_outside(window: MainWindow) -> list[Command]:
    window.show_page("portfolio")
    return window.commands()


def test_a_debrief_can_be_begun_before_its_day(window: MainWindow) -> None:
    own_deal(window)
    context, deal_id = window.open_deal.context, window.open_deal.deal_id
    assert deal_id is not None
    today = context.today()
    records.set_values(context, deal_id, "deal", deal_id, {"award_on": today, "signed_on": today})
    section(window, "debriefs").add()
    settle()
    (debrief,) = open_snapshot(window).debriefs
    assert debrief.kind is DebriefKind.SIGNATURE
    assert debrief.held_on == today


def test_no_window_opens_larger_than_its_screen(sample: MainWindow) -> None:
    sample.actions_by_name["document_brief"].trigger()
    dialog = sample.deals.documents
    assert dialog is not None
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    dialog.close()


def test_escape_clears_a_filter_before_it_leads_away(sample: MainWindow) -> None:
    sample.activateWindow()
    QTest.keyClick(sample, Qt.Key.Key_L, CONTROL)
    line = sample.panel.filter
    QTest.keyClicks(line, "nothing like it")
    assert sample.panel.model.rowCount() == 0
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    assert sample.panel.model.rowCount() == 1
    sample.show_page("portfolio")
    page = sample.right.page
    assert isinstance(page, PortfolioPage)
    page.filter.setFocus()
    QTest.keyClicks(page.filter, "x")
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert page.filter.text() == ""
    assert sample.right.key == "portfolio"
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert sample.right.key == ""


def test_the_eight_facts_scroll_only_where_they_have_to(window: MainWindow) -> None:
    window.resize(1440, 900)
    own_deal(window)
    view = window.deal_view.page().view()
    assert isinstance(view, FirstFacts)
    bar = view.findChild(QScrollArea).verticalScrollBar()
    assert bar.maximum() == 0
    window.resize(1024, 640)
    settle()
    assert bar.maximum() > 0


def test_after_a_reopening_the_keyboard_is_on_its_answer(sample: MainWindow) -> None:
    terms = section(sample, "terms")
    assert isinstance(terms, TermsView)
    term = next(
        each
        for each in open_snapshot(sample).terms
        if each.locked_on is not None and not each.reopenings
    )
    terms.select(term.id)
    settle()

    def reopen(dialog: QDialog) -> None:
        assert isinstance(dialog, ReopenDialog)
        dialog.accept()

    sample.activateWindow()
    terms.state.reopen.setFocus()
    answer(reopen)
    QTest.keyClick(terms.state.reopen, Qt.Key.Key_Space)
    settle()
    assert sample.focusWidget() is terms.state.held


def test_the_line_for_a_trade_leaves_though_the_cell_before_it_is_gone(sample: MainWindow) -> None:
    terms = section(sample, "terms")
    sample.activateWindow()
    terms.list.table.setFocus()
    terms.list.edit_current("clause")
    settle()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    QTest.keyClick(sample, Qt.Key.Key_T, CONTROL)
    settle()
    QTest.keyClick(sample, Qt.Key.Key_1, CONTROL)
    settle()
    popup = sample.dialogs.trade_popup
    assert popup is not None
    assert not popup.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
@pytest.mark.parametrize(
    "place", ["map", "criteria", "variables", "trades", "meetings", "terms", "changes"]
)
def test_tab_goes_through_a_form_and_out_of_it(sample: MainWindow, place: str, key: Qt.Key) -> None:
    sample.resize(1440, 900)
    view_of(sample, place)
    settle(20)
    sample.deal_view.page().focus_main()
    (form,) = (each for each in sample.findChildren(RecordForm) if each.isVisible())
    met: list[QWidget | None] = []
    for _press in range(150):
        QTest.keyClick(sample.windowHandle(), key)
        met.append(QApplication.focusWidget())
        if met[-1] is sample.deal_view.bar:
            break
    assert met[-1] is sample.deal_view.bar, "Tab goes round and does not leave the form"
    inside = [each for each in met if each is not None and form.isAncestorOf(each)]
    assert len(set(inside)) == len(inside)
    assert inside or key == Qt.Key.Key_Backtab


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("overview", "actions"),
        ("deal", "actions"),
        ("coverage", "stakeholders"),
        ("packages", "trades"),
        ("since_signing", "changes"),
        ("outcome", "behaviours"),
        ("rivals", "rivals"),
    ],
)
def test_a_new_record_of_the_tab_where_its_section_lists_none(
    sample: MainWindow, place: str, kind: str
) -> None:
    view_of(sample, place)
    before = records_of(open_snapshot(sample), kind)
    QTest.keyClick(sample.windowHandle(), Qt.Key.Key_N, CONTROL)
    settle()
    after = open_snapshot(sample)
    assert len(records_of(after, kind)) == len(before) + 1
    page = sample.deal_view.page()
    assert page.tab.sections[page.section].added == kind
    (form,) = (each for each in sample.findChildren(RecordForm) if each.isVisible())
    assert form.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("kind", ["terms", "changes"])
def test_a_new_record_is_begun_in_a_field_that_is_seen(window: MainWindow, kind: str) -> None:
    window.resize(1024, 640)
    window.activateWindow()
    own_deal(window)
    section(window, kind)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_N, CONTROL)
    settle(20)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.visibleRegion().boundingRect() == line.rect()
    QTest.keyClicks(line, "Liability")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(20)
    assert line.hasFocus()
    assert line.visibleRegion().boundingRect() == line.rect()


def test_a_form_that_is_read_stays_where_it_was_turned_to(sample: MainWindow) -> None:
    sample.resize(1440, 700)
    view = section(sample, "meetings")
    assert view.form is not None
    view.form.focus_field()
    sample.deal_view.page().focus_main()
    settle()
    bar = view.form.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > 0
    sample.resize(1440, 680)
    settle()
    assert bar.value() == before


def test_since_signing_offers_its_first_entries(window: MainWindow) -> None:
    window.activateWindow()
    own_deal(window)
    view = view_of(window, "since_signing")
    assert isinstance(view, SinceSigning)
    window.deal_view.page().focus_main()
    assert QApplication.focusWidget() is view.sign
    QTest.keyClick(view.sign, Qt.Key.Key_Tab)
    while QApplication.focusWidget() is not view.change:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    QTest.keyClick(view.change, Qt.Key.Key_Return)
    settle()
    (change,) = open_snapshot(window).changes
    changes = window.deal_view.page().view()
    assert isinstance(changes, RecordsView)
    assert changes.list.current_id() == change.id
    title = field(changes, "title")
    assert title.hasFocus()
    assert view_of(window, "since_signing") is view
    assert view.change.isHidden()
    QTest.mouseClick(view.sign, Qt.MouseButton.LeftButton)
    settle()
    deal = window.deal_view.page().view()
    assert isinstance(deal, DealForm)
    editor = deal.form.grid.cells["signed_on"].editor
    assert window.focusWidget() is (editor.focusProxy() or editor)
    QTest.keyClicks(window.focusWidget(), "22/11/2026")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settle()
    view_of(window, "since_signing")
    assert view.sign.isHidden()


@pytest.mark.parametrize("place", ["map", "stakeholders", "trades", "meetings", "changes"])
def test_escape_leads_from_the_form_to_the_list_once_nothing_is_taken_back(
    sample: MainWindow, place: str
) -> None:
    sample.resize(1440, 900)
    view_of(sample, place)
    settle(20)
    page = sample.deal_view.page()
    page.focus_main()
    in_list = QApplication.focusWidget()
    before = open_snapshot(sample)
    (form,) = (each for each in sample.findChildren(RecordForm) if each.isVisible())
    for name, cell in form.grid.cells.items():
        field = cell.editor.focusProxy() or cell.editor
        field.setFocus()
        if QApplication.focusWidget() is not field:
            continue
        if type(field) is Line:  # a list of what is found takes an Esc of its own
            text = field.text()
            QTest.keyClick(sample.windowHandle(), Qt.Key.Key_7)
            QTest.keyClick(sample.windowHandle(), Qt.Key.Key_Escape)
            assert (QApplication.focusWidget(), field.text()) == (field, text), name
        QTest.keyClick(sample.windowHandle(), Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is in_list, name
    assert open_snapshot(sample) == before


def test_since_signing_has_the_keyboard_on_its_first_chart(
    sample: MainWindow, qtbot: QtBot
) -> None:
    for _time in ("before the chart is there", "and after"):
        view_of(sample, "trades")
        sample.ways.show_section(*place_of_section("since_signing"))
        view = sample.deal_view.page().view()
        assert isinstance(view, SinceSigning)
        qtbot.waitUntil(lambda view=view: view.bridge.more is not None)
        held = QApplication.focusWidget()
        assert held is not None
        assert view.bridge.isAncestorOf(held)
        assert held.accessibleName().startswith("Signed at ")
