"""What can be put away, what gives way in a small window, and lists that stay readable there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from negotiator_desk.models.kinds import records_of
from negotiator_desk.services import deals
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.models.delegates import PADDING
from negotiator_desk.ui.models.records import RecordModel
from negotiator_desk.ui.pages.checks import Checks
from negotiator_desk.ui.pages.people_map import PeopleMap
from negotiator_desk.ui.pages.record_card import THREAD_DELAY
from negotiator_desk.ui.panes import PANES, Folding, Panes, Part
from negotiator_desk.ui.widgets.record_table import RecordTable
from negotiator_desk.ui.widgets.table_fit import LEAST_STRETCH, ROW, TALL_ROW
from tests.ui.desk import open_snapshot, sample_on, section, settle, the_theme, window_on

SMALL = (1024, 640)
TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
pytestmark = pytest.mark.usefixtures("qapp")

ESSENTIAL = {"number", "given", "received", "cost", "value", "balance"}


def seen(table: RecordTable) -> set[str]:
    """The columns that a table shows."""
    columns = table.records.columns
    return {c.name for place, c in enumerate(columns) if not table.isColumnHidden(place)}


def press(window: MainWindow, pane: str) -> None:
    """Put a part away, or show it, by its action of the View menu."""
    window.actions_by_name[f"pane_{pane}"].trigger()
    settle()


def cut(table: RecordTable, name: str) -> list[str]:
    """What of a column cannot be read as a whole."""
    place = table.records.column_of(name)
    room = table.columnWidth(place) - PADDING
    lines = 2 if table.tall else 1
    found = []
    for row in range(table.records.rowCount()):
        text = str(table.records.index(row, place).data())
        metrics, wrap = table.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
        box = metrics.boundingRect(0, 0, room, 1_000, wrap, text)
        if box.width() > room or round(box.height() / metrics.height()) > lines:
            found.append(text)
    return found


def test_the_trade_log_can_be_read_on_the_smallest_window(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        window.resize(*SMALL)
        view = section(window, "trades")
        assert seen(view.list.table) >= ESSENTIAL
        assert not view.list.table.tall
        assert view.detail.isHidden()
        assert view.chart is not None
        assert view.chart.isHidden()
        assert view.list.table.viewport().height() >= 9 * view.list.table.rowHeight(0)


def test_beside_its_form_the_log_takes_two_lines_and_cuts_no_figure(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        window.resize(*SMALL)
        view = section(window, "trades")
        press(window, "form")
        table = view.list.table
        assert view.detail.isVisible()
        assert table.tall
        assert table.wordWrap()
        assert seen(table) >= ESSENTIAL
        press(window, "form")
        assert not table.tall
        assert not table.wordWrap()


def test_changes_keep_clock_and_cost_in_either_shape(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        window.resize(*SMALL)
        view = section(window, "changes")
        assert seen(view.list.table) >= {"number", "title", "state", "clock", "cost_to_us"}
        press(window, "form")
        assert seen(view.list.table) >= {"number", "title", "state", "clock", "cost_to_us"}


@pytest.mark.parametrize("name", ["changes", "trades", "terms", "entitlements"])
def test_on_a_low_window_what_can_be_done_scrolls_with_the_form(tmp_path: Path, name: str) -> None:
    with sample_on(tmp_path) as window:
        window.resize(*SMALL)
        window.activateWindow()
        view = section(window, name)
        if view.detail.isHidden():
            press(window, "form")
        form = view.form
        assert form is not None
        for record in records_of(open_snapshot(window), name):
            view.select(record.id)
            QTest.qWait(THREAD_DELAY + 50)
            settle()
            assert form.viewport().height() > 2 * view.detail.height() / 3
            assert form.verticalScrollBar().value() == 0
            for button in form.findChildren(QPushButton):
                if button.isVisible() and not form.grid.isAncestorOf(button):
                    right = button.mapTo(form, QPoint(button.width(), 0)).x()
                    assert right <= form.viewport().width()
        last = list(form.grid.cells.values())[-1].editor
        (last.focusProxy() or last).setFocus()
        settle()
        assert form.verticalScrollBar().value() > 0
        window.resize(1440, 900)
        settle()
        links = view.detail.links
        assert not form.isAncestorOf(links)
        assert view.detail.isAncestorOf(links)


@pytest.mark.parametrize("size", [SMALL, (1440, 900)])
def test_the_form_goes_with_the_first_record_when_it_is_undone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with window_on(tmp_path) as window:
        context = window.open_deal.context
        window.show_deal(deals.create_deal(context, title="Depot", buyer="", currency="EUR"))
        window.resize(*size)
        window.activateWindow()
        view = section(window, "changes")
        assert view.detail.isHidden()
        window.actions_by_name["add_record"].trigger()
        settle()
        assert view.detail.isVisible()
        assert view.detail.isAncestorOf(QApplication.focusWidget() or window)
        window.undo()
        settle()
        assert view.list.empty.isVisible()
        assert view.detail.isHidden()
        assert QApplication.focusWidget() is view.list.empty.button


def test_beside_changes_stands_all_that_comes_back_for_them(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        table = section(window, "changes").list.table
        for size in (SMALL, (1440, 900), (1900, 900)):
            window.resize(*size)
            settle()
            for name in ("state", "clock", "compensation"):
                assert name in seen(table)
                assert cut(table, name) == []
        assert not table.tall


def test_what_a_cell_computes_is_told_as_a_whole_under_the_mouse(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        model = section(window, "changes").list.model
        place = model.column_of("compensation")
        said = {model.index(row, place).data(TOOLTIP) for row in range(model.rowCount())}
        assert "<p>+11,000 · +2,000 in kind</p>" in said


def test_a_corridor_keeps_its_figures_before_its_reason(tmp_path: Path) -> None:
    figures = {"set_on", "opening", "target", "walk_away"}
    with sample_on(tmp_path) as window:
        table = section(window, "corridor").list.table
        window.resize(*SMALL)
        settle()
        assert seen(table) == figures
        assert table.horizontalHeader().length() == table.viewport().width()
        assert not table.isColumnHidden(table.currentIndex().column())
        window.resize(1440, 900)
        settle()
        assert seen(table) == {*figures, "reason"}
        window.resize(1900, 900)
        settle()
        assert seen(table) == {*figures, "approved_by", "reason"}


def test_what_is_to_be_done_is_read_whole_before_the_day_it_was_done(tmp_path: Path) -> None:
    first = {"text", "owner", "due_on"}
    with sample_on(tmp_path) as window:
        window.resize(*SMALL)
        view = section(window, "actions")
        assert view.detail.isVisible()
        table = view.list.table
        assert seen(table) == first
        assert cut(table, "text") == []
        whole = view.split.sizes()
        view.split.setSizes([330, sum(whole) - 330])
        settle()
        assert seen(table) == {"text", "due_on"}
        view.split.setSizes(whole)
        settle()
        window.resize(1440, 900)
        settle()
        assert seen(table) >= first | {"control", "done_on"}
        assert not table.tall


@pytest.mark.parametrize("kind", ["authority", "meetings"])
def test_rows_do_not_go_from_one_line_to_two_and_back_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """In a list that has room for all its rows of one line, and not of two."""
    with sample_on(tmp_path) as window:
        listed = section(window, kind).list.model
        columns, records = listed.columns, listed.records()
        model = RecordModel(type(records[0]), window.env.around, columns)
        model.set_records(records, seen=open_snapshot(window))
        table = RecordTable(model, window, wraps=True)
        fitted: list[int] = []
        fit = table._fit_columns
        monkeypatch.setattr(table, "_fit_columns", lambda: fitted.append(table.width()) or fit())
        table.show()
        high = 40 + len(records) * (ROW + TALL_ROW) // 2
        shapes = set()
        for width in range(440, 640, 4):
            table.resize(width, high)
            settle()
            fitted.clear()
            settle(20)
            assert fitted == []
            shapes.add(table.tall)
        assert shapes == {True, False}


def test_a_long_list_has_the_room_of_its_words_beside_its_scroll_bar(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        window.resize(*SMALL)
        table = section(window, "criteria").list.table
        settle()
        assert table.verticalScrollBar().isVisible()
        assert not table.tall
        assert table.columnWidth(table.records.column_of("name")) >= LEAST_STRETCH


def test_a_wide_window_shows_everything_in_rows_of_one_line(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        window.resize(1440, 900)
        view = section(window, "trades")
        assert view.detail.isVisible()
        assert view.chart is not None
        assert view.chart.isVisible()
        assert not view.list.table.tall
        assert not window.panel.isHidden()


def test_what_was_put_away_stays_so_after_a_restart(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        window.resize(1440, 900)
        section(window, "terms")
        press(window, "form")
        press(window, "deals")
        assert window.panel.isHidden()
        assert window.deal_view.head.deals.isVisible()
    with window_on(tmp_path) as window:
        window.resize(1440, 900)
        view = section(window, "terms")
        assert view.detail.isHidden()
        assert window.panel.isHidden()
        window.deal_view.head.deals.click()
        settle()
        assert window.panel.isVisible()
        assert window.panel.width() >= 200
        # In a window with less room the choice was never made.
        window.resize(*SMALL)
        settle()
        assert section(window, "trades").detail.isHidden()


def test_the_button_of_a_part_says_what_it_does(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "terms")
        page = window.deal_view.page()
        button = page.pane_buttons["form"]
        assert button.isChecked()
        assert "Put away" in button.accessibleName()
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        settle()
        assert view.detail.isHidden()
        assert not button.isChecked()
        assert "Show" in button.accessibleName()
        assert PANES["form"].keys in button.toolTip()


def test_a_new_record_brings_the_form_until_the_list_is_entered(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "terms")
        press(window, "form")
        assert view.detail.isHidden()
        view.add()
        settle()
        assert view.detail.isVisible()
        assert view.form is not None
        assert view.form.isAncestorOf(window.focusWidget())
        view.list.setFocus()
        settle()
        assert view.detail.isHidden()


def test_the_filter_of_deals_is_found_though_they_are_put_away(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        press(window, "deals")
        assert window.panel.isHidden()
        window.actions_by_name["filter"].trigger()
        settle()
        assert window.panel.isVisible()
        assert window.panel.filter.hasFocus()
        QTest.keyClick(window.panel.filter, Qt.Key.Key_Return)
        settle()
        assert window.panel.isHidden()


def test_a_choice_that_cannot_be_read_is_no_choice(tmp_path: Path) -> None:
    with window_on(tmp_path) as window:
        from negotiator_desk.services import settings

        context = window.open_deal.context
        settings.put_setting(context, "panes", {"form": "perhaps"})
        panes = Panes(context, the_theme(), window)
        box, part = QWidget(window), QWidget(window)
        box.resize(500, 400)
        folding = Folding(box, panes, {"form": Part(part, least=600, place="form")})
        folding.fit()
        assert part.isHidden()
        folding.turn("form")
        assert not part.isHidden()
        folding.give_way("form", True)
        assert part.isHidden()
        folding.turn("deals")  # a part that this box does not have
        assert part.isHidden()


def test_the_map_has_the_room_of_the_card(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        window.resize(*SMALL)
        window.deal_view.bar.setCurrentIndex(1)
        page = window.deal_view.page()
        page.show_section(0)
        settle(20)
        view = page.view()
        assert isinstance(view, PeopleMap)
        assert view.frame is not None
        narrow = view.frame.width()
        press(window, "form")
        assert view.frame.width() > narrow + 200
        view.add()
        settle()
        assert view.person_card.isVisible()


def test_the_card_of_a_board_can_be_put_away_too(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        window.resize(*SMALL)
        window.show_deal(open_snapshot(window).deal.id, 0, 3)
        settle()
        view = window.deal_view.page().view()
        assert isinstance(view, Checks)
        assert view.detail.isVisible()
        width = view.table.width()
        press(window, "form")
        assert not view.detail.isVisible()
        assert view.table.width() > width + 200
        height = view.table.height()
        press(window, "top")
        assert not view.chart.isVisible()
        assert view.table.height() > height
        press(window, "top")
        press(window, "form")
        assert view.chart.isVisible()
        assert view.detail.isVisible()
