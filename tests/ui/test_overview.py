"""The overview through the window: what if, and a finding that becomes an action."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from negotiator_desk.domain.whatif import mended
from negotiator_desk.models.choices import Control
from negotiator_desk.services import deals
from negotiator_desk.ui.dialogs.chart_table import ChartTableDialog
from negotiator_desk.ui.dialogs.questionnaire import QuestionnaireDialog
from negotiator_desk.ui.drawing import ChartView
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.assessment import AssessmentView
from negotiator_desk.ui.pages.overview import Overview
from negotiator_desk.ui.pages.tables import Line
from negotiator_desk.ui.rail import Station

from .desk import answer, open_snapshot, settle, type_into

LEFT = Qt.MouseButton.LeftButton
TICKED = Qt.CheckState.Checked


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    sample.activateWindow()
    return sample


@pytest.fixture
def overview(window: MainWindow) -> Overview:
    found = window.deal_view.page(0).view()
    assert isinstance(found, Overview)
    return found


def row_of(window: MainWindow, overview: Overview, key: str) -> int:
    diagnosis = window.open_deal.diagnosis
    assert diagnosis is not None
    finding = diagnosis.finding(key)
    assert finding is not None
    return overview.model.row_of(f"{finding.control}.{finding.key}")


def press_space(overview: Overview, row: int) -> None:
    overview.table.setFocus()
    overview.table.selectRow(row)
    QTest.keyClick(overview.table, Qt.Key.Key_Space)
    settle()


def box(overview: Overview, row: int) -> object:
    return overview.model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole)


def line(editor: QWidget) -> QWidget:
    found = editor.focusProxy()
    assert found is not None
    return found


def test_space_ticks_a_finding_as_mended_and_nothing_is_written(
    window: MainWindow, overview: Overview
) -> None:
    before, now = open_snapshot(window), window.open_deal.diagnosis
    assert now is not None
    label = window.open_deal.context.desk.undo_label
    row = row_of(window, overview, "entitlements_claimed")
    press_space(overview, row)
    then = mended(now, {"entitlements_claimed"})
    formats = window.env.formats
    said = overview.what_if.text.text()
    assert "With 1 finding mended" in said
    assert f"exposed {formats.short(now.exposed)} → {formats.short(then.exposed)}" in said
    assert f"score {formats.score(now.score)} → {formats.score(then.score)}" in said
    assert f"lost stays {formats.short(now.lost)} GBP" in said
    assert box(overview, row) == TICKED
    assert overview.row == row
    assert open_snapshot(window) == before
    assert window.open_deal.context.desk.undo_label == label
    press_space(overview, row)
    assert "tick findings" in overview.what_if.text.text()


def test_a_finding_whose_day_has_passed_has_no_box(window: MainWindow, overview: Overview) -> None:
    row = row_of(window, overview, "locked_before_award")
    assert box(overview, row) is None
    press_space(overview, row)
    assert overview.what_if.ticked == set()


def test_ticks_go_with_reset_and_with_another_deal(window: MainWindow, overview: Overview) -> None:
    row = row_of(window, overview, "lock_evidence")
    press_space(overview, row)
    QTest.mouseClick(overview.what_if.reset, LEFT)
    settle()
    assert box(overview, row) != TICKED
    assert not overview.what_if.reset.isVisible()
    press_space(overview, row)
    first = window.open_deal.deal_id
    assert first is not None
    window.show_deal(deals.create_deal(window.open_deal.context, "New", "Buyer", "EUR"))
    settle()
    window.show_deal(first)
    settle()
    assert overview.what_if.ticked == set()


def test_a_click_on_the_box_ticks(window: MainWindow, overview: Overview) -> None:
    row = row_of(window, overview, "lock_evidence")
    overview.table.scrollTo(overview.model.index(row, 0))
    settle()
    place = overview.table.visualRect(overview.model.index(row, 0))
    for x in range(place.left() + 4, place.left() + 24, 4):
        QTest.mouseClick(
            overview.table.viewport(), LEFT, pos=place.center().__class__(x, place.center().y())
        )
        if overview.what_if.ticked:
            break
    assert overview.what_if.ticked == {"lock_evidence"}


def test_an_action_takes_owner_and_day_and_is_one_step(
    window: MainWindow, overview: Overview
) -> None:
    before = open_snapshot(window)
    overview.table.selectRow(row_of(window, overview, "lock_evidence"))
    entry = overview.entry
    assert entry.editors["owner"].value() == before.deal.owner
    assert entry.editors["due_on"].value() == date(2026, 11, 29)
    type_into(line(entry.editors["owner"]), "Ilse Brandmark", leave=Qt.Key.Key_Tab)
    type_into(line(entry.editors["due_on"]), "4 Dec 2026")
    made = open_snapshot(window).actions[-1]
    assert (made.owner, made.due_on) == ("Ilse Brandmark", date(2026, 12, 4))
    assert made.check == "lock_evidence"
    assert made.record_id is not None
    assert len(open_snapshot(window).actions) == len(before.actions) + 1
    window.undo()
    assert open_snapshot(window).actions == before.actions


def test_a_day_that_cannot_be_read_makes_no_action(window: MainWindow, overview: Overview) -> None:
    before = open_snapshot(window)
    type_into(line(overview.entry.editors["due_on"]), "someday")
    QTest.mouseClick(overview.entry.button, LEFT)
    settle()
    assert open_snapshot(window).actions == before.actions
    assert "someday" in overview.entry.problem.text()


def test_every_chart_card_has_a_button_for_its_table(
    window: MainWindow, overview: Overview, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: overview.chart.more is not None)
    more = overview.chart.more
    assert more is not None
    assert more.focusPolicy() & Qt.FocusPolicy.TabFocus
    rows: list[int] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, ChartTableDialog)
        rows.append(dialog.table.rowCount())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answer(look)
    more.actions()[0].trigger()
    settle()
    diagnosis = window.open_deal.diagnosis
    assert diagnosis is not None
    assert rows == [len(diagnosis.bridge)]


def stations(window: MainWindow) -> dict[Control, Station]:
    return {station.control: station for station in window.deal_view.rail.stations}


def test_the_declared_score_stands_beside_the_evidence(
    window: MainWindow, overview: Overview, qtbot: QtBot
) -> None:
    diagnosis = window.open_deal.diagnosis
    assert diagnosis is not None
    assert diagnosis.declared
    for control, station in stations(window).items():
        declared = window.env.formats.score(diagnosis.declared[control])
        assert station.accessibleName().startswith(
            f"{control.label}: {window.env.formats.score(diagnosis.control(control).score)}, "
            f"{declared} declared"
        )
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: overview.controls.more is not None)
    assert overview.controls.isVisible()
    assert overview.controls.picture(400, 180).table.rows[0][2] == "88"
    window.resize(1024, 640)
    settle()
    assert not overview.controls.isVisible()
    assert overview.table.height() > 3 * overview.table.rowHeight(0)


def test_rows_are_as_high_as_their_words_at_each_width_and_where_they_changed_unseen(
    window: MainWindow, overview: Overview
) -> None:
    table = overview.table

    def height(text: str) -> int:
        table.hide()
        overview.model.set_lines([Line(key="one", cells=(text, "", ""))])
        table.show()
        window.grab()  # what is painted first is what counts
        return table.rowHeight(0)

    one, more = height("word"), height("word " * 18)
    assert one < more
    assert height("word") == one
    assert height("word " * 18) == more
    window.resize(1900, 900)
    window.grab()
    assert table.rowHeight(0) < more


def test_the_headline_says_when_scores_were_declared_and_leads_there(
    window: MainWindow, overview: Overview
) -> None:
    given = max(
        open_snapshot(window).self_assessments, key=lambda each: each.answered_on or date.min
    )
    day = window.env.formats.date_text(given.answered_on)
    assert day in overview.headline.declared.text()
    QTest.mouseClick(overview.headline.declared, LEFT)
    settle()
    view = window.deal_view.page().view()
    assert isinstance(view, AssessmentView)
    assert view.list.current_id() == given.id


def test_what_nobody_has_declared_has_no_mark_and_one_way_to_say_it(
    window: MainWindow, overview: Overview
) -> None:
    window.show_deal(deals.create_deal(window.open_deal.context, "New", "Buyer", "EUR"), 0, 0)
    settle()
    assert all("declared" not in s.accessibleName() for s in stations(window).values())

    def always(dialog: QDialog) -> None:
        assert isinstance(dialog, QuestionnaireDialog)
        for _n in range(4):
            QTest.keyClick(dialog, Qt.Key.Key_4)
        QTest.mouseClick(dialog.keep, LEFT)

    answer(always)
    QTest.mouseClick(overview.headline.declared, LEFT)
    settle()
    assert len(open_snapshot(window).self_assessments) == 1
    assert "100 declared" in stations(window)[Control.BEFORE].accessibleName()
    assert "declared" not in stations(window)[Control.DELIVERY].accessibleName()
    assert "22 Nov 2026" in overview.headline.declared.text()


def test_the_charts_of_another_deal_are_there_at_once(
    window: MainWindow, overview: Overview, qtbot: QtBot
) -> None:
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: overview.controls.more is not None)
    first = window.open_deal.deal_id
    assert first is not None
    window.show_deal(deals.create_deal(window.open_deal.context, "New", "Buyer", "EUR"), 0, 0)
    settle()
    shown = overview.controls.findChild(ChartView)
    assert isinstance(shown, ChartView)
    assert shown.chart.title == "No control can be judged yet"
    window.show_deal(first, 0, 0)
    settle()
    assert "weakest" in shown.chart.title
