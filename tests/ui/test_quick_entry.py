"""Trades typed in the real window: three by keyboard, drafts, undo, approvals, the mandate."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from negotiator_desk.models.choices import Approval, TradeStatus
from negotiator_desk.models.table import Trade
from negotiator_desk.services import deals
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.trades import TradesView
from negotiator_desk.ui.quick_entry import DRAFT_FIELD, QuickEntry

from .desk import close_window, open_window, section, settle, window_on


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


def log(window: MainWindow) -> TradesView:
    view = section(window, "trades")
    assert isinstance(view, TradesView)
    return view


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(target, key, held)
    settle()


def write(text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)
    settle()


def ctrl(key: Qt.Key) -> None:
    press(key, Qt.KeyboardModifier.ControlModifier)


def trades(window: MainWindow) -> tuple[Trade, ...]:
    assert window.open_deal.snapshot is not None
    return window.open_deal.snapshot.trades


def test_three_trades_by_keyboard(window: MainWindow) -> None:
    view = log(window)
    before = len(trades(window))
    ctrl(Qt.Key.Key_T)
    assert view.entry.line.hasFocus()
    for line in (
        "give 15 days payment / get 4 year contract @change board by MF agreed",
        "give saturday run + 5 more days training/get reference visits 25000 until 12 Jan",
        "give free data migration 48000",
    ):
        write(line)
        press(Qt.Key.Key_Return)
        assert view.entry.line.text() == ""
        assert view.entry.line.hasFocus(), "the next one can be typed at once"
    first, second, third = trades(window)[before:]
    assert (first.status, first.authorised_by) == (TradeStatus.AGREED, "Maya Ferrant")
    assert first.wording == (
        "If you give us Contract length 48 months, then we give you Payment days 45 days."
    )
    assert [item.cost_to_us for item in second.given] == [12000, 9000]
    assert second.expires_on is not None
    assert third.given[0].description == "free data migration"
    assert third.approval_asked_on is not None, "48,000 are beyond the limit of 40,000"
    assert view.list.current_id() == third.id
    model = view.list.model
    row = model.row_of(third.id)
    shown = [str(model.index(row, place).data()) for place in range(len(model.columns))]
    assert shown[2:] == [
        "free data migration",
        "nothing: would be given away",
        "48,000",
        "0",
        "−48,000",
        "Proposed",
        "needs approval",
    ]
    for _ in range(3):
        window.undo()
    assert len(trades(window)) == before


def test_what_was_understood_is_said_as_it_is_typed(window: MainWindow) -> None:
    view = log(window)
    view.entry.focus_line()
    write("give 40 more days payment 4000")
    said = view.entry.said()
    assert "gives Payment days: 70 days (+40) (costs us 4,000)" in said
    assert "beyond the limit of 60 days" in said
    assert "nothing in return: given away" in said
    assert "mandate left after this: Maya Ferrant 67,000 of 120,000" in said
    assert view.entry.line.accessibleDescription().startswith("gives Payment days")
    write(" by JE 200000")
    assert "Jonas Elvestad" in view.entry.said()
    press(Qt.Key.Key_Escape)
    assert view.entry.line.text() == ""
    press(Qt.Key.Key_Up)
    assert view.entry.line.text().startswith("give 40 more days"), "Esc lost nothing"
    view.entry.show_figures(False)
    assert view.entry.said() == "gives Payment days  · · Enter logs it"
    assert view.entry.line.accessibleDescription() == "gives Payment days. Enter logs it"
    assert all("JE" not in label.text() for label in view.entry._labels)


def test_completion_never_takes_enter(window: MainWindow) -> None:
    view = log(window)
    before = len(trades(window))
    view.entry.focus_line()
    write("give 15 pay")
    assert view.entry.list.isVisible()
    press(Qt.Key.Key_Return)
    assert len(trades(window)) == before + 1, "nothing was chosen: Enter logs"
    write("give 15 pay")
    press(Qt.Key.Key_Tab)
    assert view.entry.line.text() == "give 15 Payment days "
    assert view.entry.line.hasFocus()
    write("by jon")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert view.entry.line.text() == "give 15 Payment days by Jonas Elvestad "
    write("@best")
    press(Qt.Key.Key_Escape)
    assert not view.entry.list.isVisible()
    assert view.entry.line.text().endswith("@best"), "Esc closes the list first"
    press(Qt.Key.Key_Return)
    last = trades(window)[-1]
    assert (last.authorised_by, last.given[0].quantity) == ("Jonas Elvestad", 15)
    assert last.meeting_id is not None


def test_a_line_that_names_nothing_stays(window: MainWindow) -> None:
    view = log(window)
    before = len(trades(window))
    view.entry.focus_line()
    write("hello there")
    press(Qt.Key.Key_Return)
    assert view.entry.line.text() == "hello there"
    assert "begin with what you give" in view.entry.said()
    assert len(trades(window)) == before


def test_ctrl_t_over_another_tab_leaves_one_where_one_was(window: MainWindow) -> None:
    terms = section(window, "terms")
    terms.focus_main()
    before = QApplication.focusWidget()
    ctrl(Qt.Key.Key_T)
    popup = window.dialogs.trade_popup
    assert popup is not None
    assert popup.isVisible()
    assert "Maya Ferrant may agree" in popup.mandate.text()
    write("give 15 days payment")
    press(Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert QApplication.focusWidget() is before
    assert trades(window)[-1].given[0].quantity == 15
    ctrl(Qt.Key.Key_T)
    press(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert window.deal_view.page().view() is terms


def test_the_card_makes_way_for_a_page_and_keeps_what_was_typed(window: MainWindow) -> None:
    section(window, "terms").focus_main()
    ctrl(Qt.Key.Key_T)
    popup = window.dialogs.trade_popup
    assert popup is not None
    write("give 15 days payment")
    ctrl(Qt.Key.Key_F)
    assert not popup.isVisible()
    assert window.right.key == "search"
    assert window.right.page is not None
    assert window.right.page.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_Escape)
    ctrl(Qt.Key.Key_T)
    assert popup.isVisible()
    assert popup.entry.line.text() == "give 15 days payment"


def test_what_is_typed_survives_a_kill_and_is_the_same_everywhere(
    qtbot: QtBot, tmp_path: Path
) -> None:
    context, window = open_window(tmp_path)
    QTest.mouseClick(window.welcome.sample, Qt.MouseButton.LeftButton)
    settle()
    view = log(window)
    view.entry.focus_line()
    write("give 15 days pay")
    deal_id = window.open_deal.deal_id
    assert deal_id is not None
    qtbot.waitUntil(lambda: (deal_id, DRAFT_FIELD) in window.open_deal.drafts, timeout=5000)
    kept = [d.text for d in context.desk.desk_records("drafts") if getattr(d, "text", "")]
    assert kept == ["give 15 days pay"], "it is on the disk without a word from the window"
    assert window.open_deal.drafts[(deal_id, DRAFT_FIELD)] == "give 15 days pay"
    close_window(context, window)
    with window_on(tmp_path) as again:
        line = log(again).entry
        assert line.line.text() == "give 15 days pay"
        section(again, "terms").focus_main()
        ctrl(Qt.Key.Key_T)
        assert again.dialogs.trade_popup is not None
        other: QuickEntry = again.dialogs.trade_popup.entry
        assert other.line.text() == "give 15 days pay"
        write("ment")
        press(Qt.Key.Key_Return)
        assert trades(again)[-1].given[0].quantity == 15
        assert log(again).entry.line.text() == ""
        assert again.open_deal.drafts == {}


def test_an_approval_in_one_key_each(window: MainWindow) -> None:
    view = log(window)
    view.entry.focus_line()
    write("give free data migration 48000 / get reference visits 25000")
    press(Qt.Key.Key_Return)
    state = view.state
    assert "8,000 beyond the limit of Maya Ferrant: needs Jonas Elvestad." in state.authority.text()
    assert "no answer yet" in state.authority.text()
    assert state.approve.text() == "Approved by Jonas Elvestad"
    assert state.ask.isHidden()
    state.approve.setFocus()
    press(Qt.Key.Key_Return)
    last = trades(window)[-1]
    assert (last.approval_answer, last.authorised_by) == (Approval.APPROVED, "Jonas Elvestad")
    assert state.approve.isHidden()
    assert "Mandate left after this: Jonas Elvestad" in state.authority.text()
    state.agreed.click()
    settle()
    mandate = window.open_deal.mandate
    assert mandate is not None
    assert mandate.authorised[last.id] == "Jonas Elvestad"
    assert state.isHidden() or state.authority.isHidden(), "nothing is wanting any more"
    window.undo()
    window.undo()
    assert trades(window)[-1].approval_answer is None


def test_a_giveaway_stands_out_and_the_wording_can_be_composed(window: MainWindow) -> None:
    view = log(window)
    given_away = next(t for t in trades(window) if t.number == 4)
    view.list.select(given_away.id)
    settle()
    assert "nothing: given away" in view.state.giveaway.text()
    column = view.list.model.column_of("received")
    index = view.list.model.index(view.list.model.row_of(given_away.id), column)
    assert index.data() == "nothing: given away"
    assert index.data(Qt.ItemDataRole.ForegroundRole) == window.env.theme.colour("lost")
    assert view.state.compose.isHidden(), "a wording stands there"
    window.editing.set_value("trades", given_away.id, "wording", "")
    settle()
    view.state.compose.click()
    settle()
    assert next(t for t in trades(window) if t.number == 4).wording == (
        "We give you Payment after 45 days."
    )


def test_each_line_shows_cost_value_and_balance(window: MainWindow) -> None:
    window.resize(1440, 900)
    table = log(window).list.table
    columns = table.records.columns
    shown = [c.name for place, c in enumerate(columns) if not table.isColumnHidden(place)]
    assert {"cost", "value", "balance", "status", "standing"} <= set(shown)


def test_the_sums_come_from_the_diagnosis(window: MainWindow) -> None:
    view = log(window)
    texts = [label.text().removesuffix("  ·") for label in view.sums.findChildren(QLabel)]
    assert texts == [
        "Given 243,000",
        "received 490,000",
        "reciprocity 0.82",
        "balance +247,000",
        "leaked 128,000 at the table",
        "109,000 after the award",
    ]


def test_mandate_today_over_any_tab(window: MainWindow) -> None:
    terms = section(window, "terms")
    terms.focus_main()
    before = QApplication.focusWidget()
    ctrl(Qt.Key.Key_M)
    panel = window.dialogs.mandate_panel
    assert panel is not None
    assert panel.isVisible()
    assert panel.lines() == [
        "Holder | One trade | Used | Left in total | Valid",
        "Maya Ferrant | 40,000 | 49,000 | 71,000 of 120,000 | until 31 Dec 2026",
        "Jonas Elvestad | 150,000 | 132,000 | 268,000 of 400,000 | until 31 Dec 2026",
        "Pricing board | 500,000 | 0 | no total | no end",
    ]
    press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert QApplication.focusWidget() is before
    names = [command.text for command in window.commands()]
    assert "Mandate today" in names
    assert "Log a trade…" in names


def test_the_palette_finds_a_trade_by_its_words(window: MainWindow) -> None:
    from negotiator_desk.ui.command_palette import CommandPalette

    dialog = CommandPalette(window.commands(), window)
    for words in (
        "engineer on site",
        "tests a year, paid",
        "if you commit to 310",
        "trade 3",
    ):
        dialog.line.setText(words)
        shown = [dialog.model.command(row).text for row in range(dialog.model.rowCount())]
        assert any(text.startswith("Trade 3: If you commit") for text in shown), words
    dialog.deleteLater()


def test_help_on_the_tab_explains_the_line() -> None:
    from negotiator_desk.ui.help import help_parts
    from negotiator_desk.ui.tabs import TABS

    def said(tab: int) -> str:
        return "\n".join(text for _heading, text in help_parts(TABS[tab]))

    assert "give 15 days payment 6750" in said(2)
    assert "give 15 days payment 6750" not in said(1)


def test_a_step_beyond_the_limit_is_said_beside_its_quantity(window: MainWindow) -> None:
    view = log(window)
    view.entry.focus_line()
    write("give 20 more days payment 1000 / get reference visits 25000")
    press(Qt.Key.Key_Return)
    assert view.form is not None
    given = view.form.grid.lists["given"]
    quantity = given._details.cells["quantity"]
    assert quantity._warning is None or quantity._warning.isHidden()
    editor = quantity.editor.focusProxy()
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "45")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert quantity._warning is not None
    assert quantity._warning.text() == "75 is beyond the limit of “Payment days” (60 days)."
    last = trades(window)[-1]
    assert last.given[0].cost_to_us == 1000, "an amount that was typed does not follow"
    assert last.wording.endswith("we give you Payment days 75 days."), "a composed wording does"
    row = view.list.model.row_of(last.id)
    spoken = [
        str(view.list.model.index(row, place).data(Qt.ItemDataRole.AccessibleTextRole))
        for place in range(len(view.list.model.columns))
    ]
    assert any("beyond the limit" in text for text in spoken), "the list marks the row too"


def test_authority_says_what_is_used_and_left(window: MainWindow) -> None:
    view = section(window, "authority")
    model = view.list.model
    rows = [
        [str(model.index(row, place).data()) for place in range(len(model.columns))]
        for row in range(model.rowCount())
    ]
    assert rows[0] == [
        "Maya Ferrant",
        "40,000 GBP",
        "49,000",
        "71,000 of 120,000",
        "until 31 Dec 2026",
    ]
    assert rows[2][2:] == ["0", "no total", ""]


@pytest.mark.parametrize("page", ["portfolio", "due", "search"])
def test_ctrl_t_over_a_page_about_all_deals_says_whose_trade_it_is(
    window: MainWindow, page: str
) -> None:
    window.show_page(page)
    settle()
    before, had = QApplication.focusWidget(), len(trades(window))
    ctrl(Qt.Key.Key_T)
    popup = window.dialogs.trade_popup
    assert popup is not None
    assert popup.isVisible()
    assert popup.deal.text() == "Managed laboratory, four sites"
    write("give 15 days payment")
    press(Qt.Key.Key_Return)
    assert len(trades(window)) == had + 1
    assert QApplication.focusWidget() is before
    assert window.right.key == page


def test_ctrl_t_names_a_deal_without_a_title_as_every_page_does(window: MainWindow) -> None:
    context = window.open_deal.context
    window.show_deal(deals.create_deal(context, "", "Harbour", "EUR"))
    settle()
    ctrl(Qt.Key.Key_T)
    popup = window.dialogs.trade_popup
    assert popup is not None
    assert popup.deal.text() == "Untitled deal"
