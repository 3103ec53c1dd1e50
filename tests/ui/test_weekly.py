"""The weekly review in the real window, by keys."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from negotiator_desk.dealfile.copying import with_new_ids
from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.domain.weekly import week_of
from negotiator_desk.models.choices import Origin
from negotiator_desk.services import deals, weekly
from negotiator_desk.services.context import Context
from negotiator_desk.services.settings import put_setting
from negotiator_desk.ui.command_palette import Command
from negotiator_desk.ui.desk_pages import weekly_lines
from negotiator_desk.ui.desk_pages.grid import Group
from negotiator_desk.ui.desk_pages.weekly import WeeklyPage
from negotiator_desk.ui.desk_pages.weekly_lines import ReviewLine
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.tabs import place_of_section
from negotiator_desk.wording.review import DealReview
from negotiator_desk.wording.weekly import PARTS

from .desk import open_snapshot, settle

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sample(window: MainWindow) -> MainWindow:
    """The sample deal on the desk, reviewed on 1 September."""
    deals.open_sample(window.open_deal.context)
    put_setting(window.open_deal.context, weekly.KEY, ["2026-09-01"])
    settle()
    return window


def opened(window: MainWindow, qtbot: QtBot) -> WeeklyPage:
    """The page by its keys, once all is computed."""
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_7, CONTROL)
    page = window.right.page
    assert isinstance(page, WeeklyPage)
    computed(page, qtbot)
    return page


def computed(page: WeeklyPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: not page.reviews.busy and not page.reviews.missing and not page._soon.isActive(),
        timeout=20_000,
    )
    settle()


def part(page: WeeklyPage, name: str) -> list[ReviewLine]:
    """The lines of a part, without its sentences."""
    rows = (page.model.row(place) for place in range(page.model.rowCount()))
    return [row for row in rows if row and row.part == name and row.deal_id is not None]


def heads(page: WeeklyPage) -> list[str]:
    lines = (page.model.line(place) for place in range(page.model.rowCount()))
    return [line.cells[0] for line in lines if isinstance(line, Group)]


def place_of(page: WeeklyPage, line: ReviewLine) -> int:
    return page.model.place_of(line.name)


def test_the_page_says_what_belongs_there_without_any_deal(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, qtbot)
    assert page.empty.isVisible()
    assert "New deal" in page.empty.text()
    for widget in (page.table, page.done, page.parts, page.said):
        assert not widget.isVisible()


def test_a_deal_in_which_nothing_happened_says_so_in_every_part(
    window: MainWindow, qtbot: QtBot
) -> None:
    deals.create_deal(window.open_deal.context, "Depot chargers", "Vestland Buses", "NOK")
    settle()
    page = opened(window, qtbot)
    rows = [page.model.row(place) for place in range(page.model.rowCount())]
    assert [row.part for row in rows if row] == list(PARTS)
    assert all(row.deal_id is None and row.what.endswith(".") for row in rows if row)
    assert page.said.text() == "The first review: it looks back a week, to 15 Nov 2026."
    QTest.keyClick(page.table, Qt.Key.Key_Return)  # a sentence leads nowhere
    assert window.right.page is page


def test_clocks_actions_findings_and_moves_stand_with_their_money(
    sample: MainWindow, qtbot: QtBot
) -> None:
    page = opened(sample, qtbot)
    context, formats = sample.open_deal.context, sample.env.formats
    snapshot = context.desk.load(sample.env.digests.rows[0].id)
    week = week_of(snapshot, date(2026, 9, 1), context.today())
    assert week.comparison is not None
    assert heads(page) == [
        "Clocks overdue  ·  2",
        "Clocks within a week",
        "Clocks in the week after  ·  4",
        "Actions overdue or due within a week  ·  2",
        "Findings opened since 1 Sept 2026  ·  7",
        "Findings closed since 1 Sept 2026",
        "Deals moved since 1 Sept 2026  ·  1",
    ]
    clocks = part(page, "overdue") + part(page, "week") + part(page, "next")
    assert [line.record for line in clocks] == [due.record.id for due in week.clocks]
    actions = part(page, "actions")
    assert [line.record for line in actions] == [due.record.id for due in week.actions]
    assert "Ilse Brandmark" in actions[0].what
    assert {line.key: line.money for line in part(page, "opened")} == {
        found.key: formats.money(found.money, "GBP") if found.money else ""
        for found in week.comparison.opened
    }
    assert {line.state for line in part(page, "opened")} == {"opened", "opened, too late"}
    (moved,) = part(page, "moved")
    assert moved.state == "score 80 → 79"
    assert moved.what == "down 1 point; exposed 116,000 → 343,000; lost 237,000 → 260,000"
    assert moved.money == "+227,000 GBP"
    assert page.sums.text() == "GBP: exposed 116,000 → 343,000"
    assert page.part_buttons["opened"].text() == "Opened  7"
    assert "82 days ago" in page.said.text()
    assert "is due" in page.said.text()


def test_a_finding_that_closed_is_named_with_the_money_it_had(
    sample: MainWindow, qtbot: QtBot
) -> None:
    put_setting(sample.open_deal.context, weekly.KEY, ["2026-06-30"])
    page = opened(sample, qtbot)
    (closed,) = part(page, "closed")
    assert (closed.what, closed.state) == ("Red lines locked", "closed")
    assert closed.money == "260,000 GBP"
    assert page.part_buttons["closed"].text() == "Closed  1"


def test_enter_and_click_open_the_record_of_a_line(sample: MainWindow, qtbot: QtBot) -> None:
    page = opened(sample, qtbot)
    action = part(page, "actions")[0]
    page.table.selectRow(place_of(page, action))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert not sample.right.key
    view = sample.deal_view.page().view()
    assert isinstance(view, RecordsView)
    assert view.list.current_id() == action.record
    page = opened(sample, qtbot)
    moved = part(page, "moved")[0]
    index = page.model.index(place_of(page, moved), 0)
    page.table.scrollTo(index)
    at = page.table.visualRect(index).center()
    QTest.mouseClick(page.table.viewport(), LEFT, pos=at)
    settle()
    assert sample.right.shows_deal
    assert open_snapshot(sample).deal.id == moved.deal_id
    assert (sample.deal_view.tab, sample.deal_view.page().section) == place_of_section("overview")


def test_a_part_is_reached_by_its_name(sample: MainWindow, qtbot: QtBot) -> None:
    page = opened(sample, qtbot)
    page.part_buttons["opened"].setFocus()
    QTest.keyClick(page.part_buttons["opened"], Qt.Key.Key_Return)
    row = page.model.row(page.table.currentIndex().row())
    assert row is not None
    assert row.name == part(page, "opened")[0].name
    assert page.table.hasFocus()


def test_a_long_part_is_folded_and_shown_whole_by_enter(
    sample: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weekly_lines, "MOST", 2)
    page = opened(sample, qtbot)
    assert len(part(page, "opened")) == 2
    fold = next(
        place
        for place in range(page.model.rowCount())
        if (row := page.model.row(place)) and (row.part, row.key) == ("opened", "unfold")
    )
    assert page.model.index(fold, 0).data() == "Show 5 more"
    page.table.selectRow(fold)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert len(part(page, "opened")) == 7
    assert page.table.currentIndex().row() == fold
    assert page.table.isVisible()


def test_reviewed_today_is_recorded_and_taken_back(sample: MainWindow, qtbot: QtBot) -> None:
    page = opened(sample, qtbot)
    panel = sample.panel.pages._buttons["weekly"]
    qtbot.waitUntil(lambda: panel.text() == "Weekly review  ·  due", timeout=20_000)
    before = heads(page)
    context = sample.open_deal.context
    page.done.setFocus()
    QTest.keyClick(page.done, Qt.Key.Key_Return)
    computed(page, qtbot)
    assert weekly.review_days(context) == (date(2026, 9, 1), date(2026, 11, 22))
    assert "Reviewed today" in page.said.text()
    assert heads(page) == before, "what was reviewed today is still to be read"
    assert panel.text() == "Weekly review"
    assert page.done.text() == "Take it back"
    QTest.mouseClick(page.done, LEFT)
    computed(page, qtbot)
    assert weekly.review_days(context) == (date(2026, 9, 1),)
    assert "is due" in page.said.text()
    assert panel.text() == "Weekly review  ·  due"
    assert page.done.text() == "Reviewed today"


def test_an_edit_is_reviewed_when_the_page_is_seen_again(sample: MainWindow, qtbot: QtBot) -> None:
    page = opened(sample, qtbot)
    action = part(page, "actions")[0]
    sample.show_deal(sample.env.digests.rows[0].id)
    settle()
    seen = dict(page.reviews.reviews)
    assert action.record is not None
    sample.editing.set_value("actions", action.record, "done_on", date(2026, 11, 22))
    qtbot.wait(50)
    assert page.reviews.reviews == seen, "nothing is computed while nobody looks"
    page = opened(sample, qtbot)
    assert [line.record for line in part(page, "actions")] != []
    assert action.record not in [line.record for line in part(page, "actions")]
    # While the page is seen, an undo is read after a moment.
    sample.undo()
    qtbot.waitUntil(
        lambda: action.record in [line.record for line in part(page, "actions")], timeout=20_000
    )


def test_archived_deals_and_public_records_are_left_out(sample: MainWindow, qtbot: QtBot) -> None:
    context = sample.open_deal.context
    snapshot = context.desk.load(sample.env.digests.rows[0].id)
    public = msgspec.structs.replace(snapshot.deal, origin=Origin.PUBLIC_RECORD, title="Public")
    with context.desk.edit(EditLabel(key="import", kind="deal")) as unit:
        unit.insert_deal(with_new_ids(msgspec.structs.replace(snapshot, deal=public)))
    settle()
    page = opened(sample, qtbot)
    assert {row.id for row in page._rows} == {snapshot.deal.id}
    deals.archive(context, snapshot.deal.id)
    qtbot.waitUntil(page.empty.isVisible, timeout=20_000)
    assert "archived" in page.empty.text()


def test_the_work_can_be_stopped_and_gone_on_with(sample: MainWindow, qtbot: QtBot) -> None:
    sample.activateWindow()
    sample.show_page("weekly")
    page = sample.right.page
    assert isinstance(page, WeeklyPage)
    assert page.reviews.busy
    page.stop_button.click()
    assert not page.reviews.busy
    settle()
    assert page.count.text() == "Stopped: 0 of 1 deal read."
    assert page.stop_button.text() == "Go on"
    page.stop_button.click()
    computed(page, qtbot)
    assert page.count.text() == ""
    assert not page.stop_button.isVisible()
    assert len(part(page, "opened")) == 7


def test_a_deal_that_cannot_be_read_is_said_and_the_others_are_shown(
    sample: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = deals.create_deal(sample.open_deal.context, "Depot", "Buyer", "EUR")
    settle()
    load = weekly.load_review

    def fail(context: Context, deal_id: UUID, *more: Any) -> DealReview:
        if deal_id == broken:
            raise ValueError("broken on purpose")
        return load(context, deal_id, *more)

    monkeypatch.setattr(weekly, "load_review", fail)
    page = opened(sample, qtbot)
    assert page.count.text() == "1 deal could not be read; the log file says why."
    assert not page.stop_button.isVisible()
    assert len(part(page, "opened")) == 7
    monkeypatch.undo()
    page.refresh()
    computed(page, qtbot)
    assert page.count.text() == ""


def test_the_palette_offers_the_review(sample: MainWindow) -> None:
    found: list[Command] = [c for c in sample.commands() if c.text == "Weekly review"]
    assert [command.hint for command in found] == ["Ctrl+7"]
    found[0].run()
    settle()
    assert isinstance(sample.right.page, WeeklyPage)
    QTest.keyClick(QApplication.focusWidget() or sample, Qt.Key.Key_Escape)
    settle()
    assert not sample.right.key


def test_whether_a_review_is_due_is_read_once_however_many_deals_are_computed(
    sample: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests, note = sample.env.digests, sample.panel.pages._buttons["weekly"]
    qtbot.waitUntil(lambda: note.text().endswith("due"), timeout=20_000)
    known = frozenset(digests.digests)
    reads: list[Context] = []
    read = weekly.review_days
    monkeypatch.setattr(weekly, "review_days", lambda of: reads.append(of) or read(of))
    for _again in range(5):
        digests.known.emit(known)
    assert not reads
    put_setting(digests._context, weekly.KEY, [digests._context.today().isoformat()])
    assert len(reads) == 1
    assert "due" not in note.text()
