"""The window as a person uses it, from the first start on; a real desk, real keys, real clicks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from negotiator_desk.dealfile import read_file
from negotiator_desk.models.choices import Control
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.services import deals, settings
from negotiator_desk.ui.command_palette import CommandPalette
from negotiator_desk.ui.dialogs.new_deal import NewDealDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.deal import DealForm
from negotiator_desk.ui.pages.files import FilesView
from negotiator_desk.ui.pages.overview import Overview
from negotiator_desk.wording.resources import resource_path

from .desk import (
    answer,
    close_window,
    drop,
    field,
    open_window,
    section,
    settle,
    type_into,
    window_on,
)

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sample(window: MainWindow) -> MainWindow:
    """A window with the sample deal open, opened as a person opens it."""
    QTest.mouseClick(window.welcome.sample, Qt.MouseButton.LeftButton)
    settle()
    return window


def snapshot(window: MainWindow) -> Snapshot:
    """The deal on the screen, read again from the desk."""
    deal_id = window.open_deal.deal_id
    assert deal_id is not None
    stored = window.env.open_deal.context.desk.load(deal_id)
    assert stored == window.open_deal.snapshot, "the screen shows what is stored"
    return stored


def shown_texts(window: MainWindow) -> str:
    """Every text that stands in a label of the window."""
    return "\n".join(
        label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)
    )


def test_first_start_asks_only_my_name_and_offers_the_sample(window: MainWindow) -> None:
    assert window.welcome.isVisible()
    assert window.welcome.name.isVisible()
    QTest.keyClicks(window.welcome.name, "K. Lindqvist")
    QTest.mouseClick(window.welcome.sample, Qt.MouseButton.LeftButton)
    settle()
    known = settings.profile(window.open_deal.context)
    assert known is not None
    assert known.name == "K. Lindqvist"
    assert window.deal_view.isVisible()
    assert snapshot(window).deal.origin == "sample"
    assert window.panel.model.rowCount() == 1


def test_new_deal_from_nothing_by_keyboard(window: MainWindow) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDealDialog)
        QTest.keyClicks(dialog.lines["title"], "Depot chargers 2027")
        QTest.keyClicks(dialog.lines["buyer"], "Vestland Buses")
        QTest.keyClick(dialog.lines["buyer"], Qt.Key.Key_Return)

    answer(fill)
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert snapshot(window).deal.title == "Depot chargers 2027"
    assert snapshot(window).deal.currency == "EUR"

    corridor = section(window, "corridor")
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    settle()
    for name, typed in (("opening", "1.2m"), ("target", "1,100,000"), ("walk_away", "950k")):
        type_into(field(corridor, name), typed)
    (revision,) = snapshot(window).corridor
    assert revision.opening == Decimal(1_200_000)
    assert revision.target == Decimal(1_100_000)
    assert revision.walk_away == Decimal(950_000)

    people = section(window, "stakeholders")
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    settle()
    type_into(field(people, "name"), "Ida Moen")
    levels = section(window, "authority")
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    settle()
    type_into(field(levels, "holder"), "K. Lindqvist")
    type_into(field(levels, "limit"), "30000")
    assert snapshot(window).stakeholders[0].name == "Ida Moen"
    assert snapshot(window).authority[0].limit == Decimal(30_000)


def test_new_deal_needs_a_name_and_says_so(window: MainWindow) -> None:
    said: list[str] = []

    def refuse(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDealDialog)
        dialog.lines["currency"].setText("euro")
        QTest.keyClick(dialog.lines["currency"], Qt.Key.Key_Return)
        said.append(dialog.problem.text())
        QTest.keyClicks(dialog.lines["title"], "x")
        QTest.keyClick(dialog.lines["currency"], Qt.Key.Key_Return)
        said.append(dialog.problem.text())
        dialog.reject()

    answer(refuse)
    window.actions_by_name["new_deal"].trigger()
    assert said[0]
    assert "EURO" in said[1]
    assert window.open_deal.deal_id is None
    assert window.panel.model.rowCount() == 0


def test_typing_is_saved_and_undone_across_tabs(sample: MainWindow) -> None:
    before = snapshot(sample)
    terms = section(sample, "terms")
    type_into(field(terms, "name"), "Length of the contract")
    changes = section(sample, "changes")
    type_into(field(changes, "title"), "A change of title")
    assert snapshot(sample).terms[0].name == "Length of the contract"
    assert snapshot(sample).changes[0].title == "A change of title"

    undo = sample.actions_by_name["undo"]
    assert "edit" in undo.text()
    QTest.keyClick(sample, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(sample, Qt.Key.Key_Z, CONTROL)
    settle()
    assert snapshot(sample).terms == before.terms
    assert snapshot(sample).changes == before.changes
    QTest.keyClick(sample, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert snapshot(sample).terms[0].name == "Length of the contract"
    assert snapshot(sample).changes == before.changes


def test_delete_asks_nothing_and_undo_brings_back(sample: MainWindow) -> None:
    before = snapshot(sample)
    people = section(sample, "stakeholders")
    people.list.table.setFocus()
    QTest.keyClick(people.list.table, Qt.Key.Key_Delete)
    settle()
    assert len(snapshot(sample).stakeholders) == len(before.stakeholders) - 1
    assert people.list.current_id() == before.stakeholders[1].id
    sample.undo()
    assert snapshot(sample) == before


def test_duplicate_and_move_by_keyboard(sample: MainWindow) -> None:
    before = snapshot(sample).rivals
    rivals = section(sample, "rivals")
    rivals.list.table.setFocus()
    QTest.keyClick(rivals.list.table, Qt.Key.Key_D, CONTROL)
    settle()
    doubled = snapshot(sample).rivals
    assert [r.name for r in doubled[:2]] == [before[0].name] * 2
    rivals.list.select(before[0].id)
    rivals.list.table.setFocus()
    QTest.keyClick(rivals.list.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    assert snapshot(sample).rivals[1].id == before[0].id


def test_scores_follow_an_edit_at_once(sample: MainWindow) -> None:
    terms = section(sample, "terms")
    unlocked = next(t for t in snapshot(sample).terms if t.locked_on is None and t.value_at_stake)
    terms.select(unlocked.id)
    exposed = sample.open_deal.diagnosis
    assert exposed is not None
    before = exposed.control(Control.SIGNATURE).exposed
    type_into(field(terms, "value_at_stake"), "999000")
    after = sample.open_deal.diagnosis
    assert after is not None
    assert after.control(Control.SIGNATURE).exposed != before
    station = sample.deal_view.rail.stations[2]
    assert "exposed" in station.accessibleName()


def test_text_that_cannot_be_read_stays_and_survives_a_restart(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window_on(tmp_path) as window:
        deals_id = deals.open_sample(window.open_deal.context)
        window.show_deal(deals_id)
        changes = section(window, "changes")
        stored = snapshot(window).changes[0].raised_on
        line = field(changes, "raised_on")
        type_into(line, "31 Febr")
        assert snapshot(window).changes[0].raised_on == stored
        assert line.property("text") == "31 Febr"
    with window_on(tmp_path) as window:
        changes = section(window, "changes")
        line = field(changes, "raised_on")
        assert line.property("text") == "31 Febr"
        type_into(line, "28/02/2026")
        assert snapshot(window).changes[0].raised_on == date(2026, 2, 28)
        assert not window.open_deal.drafts


def test_window_comes_back_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(tmp_path) as window:
        window.show_deal(deals.open_sample(window.open_deal.context))
        section(window, "entitlements")
        window.set_theme("dark")
    with window_on(tmp_path) as window:
        assert window.deal_view.tab == 4
        assert window.deal_view.page().section == 1
        assert window.env.theme.dark
        window.set_theme("light")


def test_a_killed_program_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from PySide6.QtTest import QTest
from negotiator_desk.ui.start import make_application
app = make_application(["test"])
from tests.ui.desk import field, open_window, section, type_into
from negotiator_desk.services import deals
context, window = open_window(Path(sys.argv[1]))
window.show_deal(deals.open_sample(context))
people = section(window, "stakeholders")
type_into(field(people, "name"), "Typed before the end")
field(people, "title").setFocus()
os.kill(os.getpid(), 9)
"""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode != 0
    assert not done.stderr, done.stderr.decode()
    with window_on(tmp_path) as window:
        assert snapshot(window).stakeholders[0].name == "Typed before the end"


def test_rail_and_finding_lead_to_the_records(sample: MainWindow) -> None:
    QTest.mouseClick(sample.deal_view.rail.stations[3], Qt.MouseButton.LeftButton)
    settle()
    assert sample.deal_view.tab == 4
    sample.deal_view.bar.setCurrentIndex(0)
    overview = sample.deal_view.page().view()
    assert isinstance(overview, Overview)
    diagnosis = sample.open_deal.diagnosis
    assert diagnosis is not None
    overview.table.setFocus()
    QTest.keyClick(overview.table, Qt.Key.Key_Return)
    settle()
    assert sample.deal_view.tab != 0


def test_finding_becomes_an_action(sample: MainWindow) -> None:
    overview = sample.deal_view.page(0).view()
    assert isinstance(overview, Overview)
    before = len(snapshot(sample).actions)
    QTest.mouseClick(overview.entry.button, Qt.MouseButton.LeftButton)
    settle()
    made = snapshot(sample).actions[-1]
    assert len(snapshot(sample).actions) == before + 1
    assert made.text
    diagnosis = sample.open_deal.diagnosis
    assert diagnosis is not None
    assert made.check == diagnosis.findings[0].key
    assert overview.entry.open.text().startswith("Action open: ")
    QTest.mouseClick(overview.entry.open, Qt.MouseButton.LeftButton)
    settle()
    page = sample.deal_view.page()
    assert page.tab.sections[page.section].key == "actions"


def test_palette_finds_a_record_and_a_command(sample: MainWindow) -> None:
    person = snapshot(sample).stakeholders[3]

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, CommandPalette)
        QTest.keyClicks(dialog.line, person.name)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)

    answer(choose)
    QTest.keyClick(sample, Qt.Key.Key_K, CONTROL)
    settle()
    assert sample.deal_view.tab == 1
    assert section(sample, "stakeholders").list.current_id() == person.id


def test_tabs_by_number_and_sections_by_page_keys(sample: MainWindow) -> None:
    for place in range(6):
        QTest.keyClick(sample, Qt.Key(Qt.Key.Key_1 + place), CONTROL)
        settle()
        assert sample.deal_view.tab == place
    QTest.keyClick(sample, Qt.Key.Key_PageDown, CONTROL)
    settle()
    assert sample.deal_view.page().section == 1


def test_deal_is_duplicated_archived_deleted_and_brought_back(sample: MainWindow) -> None:
    first = sample.open_deal.deal_id
    sample.actions_by_name["duplicate_deal"].trigger()
    settle()
    assert sample.open_deal.deal_id != first
    assert sample.panel.model.rowCount() == 2
    sample.actions_by_name["archive_deal"].trigger()
    settle()
    assert sample.panel.model.rowCount() == 1
    sample.actions_by_name["delete_deal"].trigger()
    settle()
    assert sample.open_deal.deal_id is None
    assert sample.welcome.isVisible()
    assert not sample.actions_by_name["export"].isEnabled()
    sample.undo()
    settle()
    assert len(sample.open_deal.context.desk.deals()) == 2


def test_undo_of_the_import_closes_the_deal(sample: MainWindow) -> None:
    sample.undo()
    settle()
    assert sample.open_deal.snapshot is None
    assert sample.welcome.isVisible()
    assert sample.panel.model.rowCount() == 0


def test_file_dropped_on_the_window_is_imported(window: MainWindow) -> None:
    drop(window, resource_path("sample/deal.json"))
    settle(20)
    assert snapshot(window).deal.title == "Managed laboratory, four sites"


def test_hostile_file_is_refused_in_a_sentence_and_changes_nothing(
    window: MainWindow, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.ndeal"
    bad.write_bytes(b"PK\x03\x04 cut short")
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        assert dialog.textFormat() == Qt.TextFormat.PlainText
        dialog.accept()

    answer(read)
    window.deals.import_files([bad])
    assert "bad.ndeal" in said[0]
    assert not window.open_deal.context.desk.deals()


def test_text_from_a_file_is_shown_as_text(window: MainWindow, tmp_path: Path) -> None:
    deal = json.loads(resource_path("sample/deal.json").read_bytes())
    title = "<b>bold</b> & {{x}} \u202eabc 🚆 " + "long " * 2000
    deal["title"] = title
    deal["stakeholders"][0]["name"] = "<img src=x>" + "\x07" + "n" * 10_000
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(deal), encoding="utf-8")
    window.deals.import_files([path])
    settle()
    section(window, "stakeholders")
    assert snapshot(window).deal.title == title
    texts = shown_texts(window)
    assert "<img src=x>" in texts
    assert "\x07" not in texts
    for label in window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or "<img" not in label.text()
    assert window.width() <= 1280


def test_another_revision_asks_before_it_replaces(sample: MainWindow, tmp_path: Path) -> None:
    deal = json.loads(resource_path("sample/deal.json").read_bytes())
    deal["title"] = "The other revision"
    path = tmp_path / "other.json"
    path.write_text(json.dumps(deal), encoding="utf-8")

    def replace(dialog: QDialog) -> None:
        (button,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "Replace"]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    answer(replace)
    sample.deals.import_files([path])
    settle()
    assert snapshot(sample).deal.title == "The other revision"
    sample.undo()
    assert snapshot(sample).deal.title == "Managed laboratory, four sites"


def test_export_writes_a_whole_file(
    sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = (str(tmp_path / "out"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: target)
    QTest.mouseClick(sample.deal_view.head.export, Qt.MouseButton.LeftButton)
    assert read_file(tmp_path / "out.ndeal").snapshot == snapshot(sample)


def test_deal_facts_are_edited_in_their_section(sample: MainWindow) -> None:
    sample.actions_by_name["deal_facts"].trigger()
    settle()
    view = sample.deal_view.page().view()
    assert isinstance(view, DealForm)
    editor = view.form.grid.cells["title"].editor
    type_into(editor.focusProxy() or editor, "Renamed deal")
    assert snapshot(sample).deal.title == "Renamed deal"
    assert "Renamed deal" in sample.windowTitle()
    assert sample.panel.model.entry_at(0).title == "Renamed deal"


def test_list_filters_by_words(sample: MainWindow) -> None:
    QTest.keyClicks(sample.panel.filter, "lab bracken")
    assert sample.panel.model.rowCount() == 1
    QTest.keyClicks(sample.panel.filter, " nothing")
    assert sample.panel.model.rowCount() == 0
    assert sample.panel.empty.isVisible()


def test_public_record_has_no_scores(window: MainWindow, tmp_path: Path) -> None:
    deal = json.loads(resource_path("sample/deal.json").read_bytes())
    deal["origin"] = "public_record"
    path = tmp_path / "public.json"
    path.write_text(json.dumps(deal), encoding="utf-8")
    window.deals.import_files([path])
    settle()
    overview = window.deal_view.page(0).view()
    assert isinstance(overview, Overview)
    assert "no scores" in overview.headline.text.text()
    assert "–" in window.deal_view.rail.stations[0].accessibleName()


def test_file_is_kept_with_the_deal_and_saved_out_again(
    sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = tmp_path / "Minutes.txt"
    minutes.write_text("Agreed: 45 days", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(minutes)], ""))
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "out.txt"), "")
    )
    files = section(sample, "attachments")
    QTest.keyClick(sample, Qt.Key.Key_N, CONTROL)
    settle()
    kept = snapshot(sample).attachments[-1]
    assert (kept.name, kept.size) == ("Minutes.txt", 15)
    assert files.list.current_id() == kept.id
    assert isinstance(files, FilesView)
    QTest.mouseClick(files.save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "out.txt").read_bytes() == minutes.read_bytes()


def test_file_that_is_too_large_is_refused(
    sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(large)], ""))
    section(sample, "attachments")
    before = snapshot(sample)
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        dialog.accept()

    answer(read)
    sample.actions_by_name["add_record"].trigger()
    assert "large.bin" in said[0]
    assert snapshot(sample) == before


def test_new_deal_says_what_to_record_next(window: MainWindow) -> None:
    window.show_deal(deals.create_deal(window.open_deal.context, "New", "Buyer", "EUR"))
    overview = window.deal_view.page(0).view()
    assert isinstance(overview, Overview)
    assert "no score yet" in overview.headline.text.text()
    assert overview.model.rowCount() == 4
    QTest.mouseClick(overview.record, Qt.MouseButton.LeftButton)
    settle()
    assert window.deal_view.tab == 1
    page = window.deal_view.page()
    assert page.tab.sections[page.section].key == "criteria"


def test_every_control_has_a_name(sample: MainWindow) -> None:
    nameless = []
    for tab in range(6):
        sample.deal_view.bar.setCurrentIndex(tab)
        for place in range(len(sample.deal_view.page().tab.sections)):
            sample.deal_view.page().show_section(place)
            settle(2)
            for button in sample.findChildren(QPushButton):
                if button.isVisible() and not (button.text() or button.accessibleName()):
                    nameless.append((tab, place, button))
    assert not nameless


def test_reopened_window_shows_the_same_ids(qtbot: QtBot, tmp_path: Path) -> None:
    context, window = open_window(tmp_path)
    deal_id = deals.open_sample(context)
    close_window(context, window)
    with window_on(tmp_path) as again:
        assert again.open_deal.deal_id == deal_id
        assert isinstance(deal_id, UUID)
        assert QApplication.activeModalWidget() is None


def test_enter_presses_the_button_that_has_the_keyboard(window: MainWindow) -> None:
    window.activateWindow()
    QTest.keyClicks(window.welcome.name, "Ada Moe")
    QTest.keyClick(window.welcome.name, Qt.Key.Key_Tab)
    assert window.welcome.sample.hasFocus()
    QTest.keyClick(window.welcome.sample, Qt.Key.Key_Return)
    settle()
    assert snapshot(window).deal.origin == "sample"


def test_tab_goes_from_the_last_field_of_an_entry_to_the_next_list(sample: MainWindow) -> None:
    trades = section(sample, "trades")
    QTest.keyClick(sample, Qt.Key.Key_N, CONTROL)
    settle()
    assert trades.form is not None
    given, received = (trades.form.grid.lists[name] for name in ("given", "received"))
    given.add_button.setFocus()
    QTest.keyClick(given.add_button, Qt.Key.Key_Return)
    settle()
    for _step in range(12):
        at_work = QApplication.focusWidget()
        assert at_work is not None
        assert given.isAncestorOf(at_work), "Tab stays in the entry until its last field"
        QTest.keyClick(at_work, Qt.Key.Key_Tab)
        if received.add_button.hasFocus():
            break
    assert received.add_button.hasFocus()


def test_undo_reaches_the_deal_while_the_filter_is_empty(sample: MainWindow) -> None:
    QTest.keyClick(sample, Qt.Key.Key_L, CONTROL)
    assert sample.panel.filter.hasFocus()
    QTest.keyClicks(sample.panel.filter, "lab")
    QTest.keyClick(sample.panel.filter, Qt.Key.Key_Z, CONTROL)
    assert sample.panel.filter.text() == ""
    assert sample.open_deal.deal_id is not None
    QTest.keyClick(sample.panel.filter, Qt.Key.Key_Z, CONTROL)
    settle()
    assert sample.open_deal.deal_id is None, "the import of the sample is undone"


def test_a_text_that_is_no_amount_is_the_same_in_list_and_form(sample: MainWindow) -> None:
    terms = section(sample, "terms")
    term = terms.list.model.record_at(0)
    place = terms.list.model.index(0, terms.list.model.column_of("value_at_stake"))
    terms.list.select(term.id)
    terms.list.edit_current("value_at_stake")
    settle()
    cell = QApplication.focusWidget()
    assert cell is not None
    QTest.keyClick(cell, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(cell, "12,5x")
    QTest.keyClick(cell, Qt.Key.Key_Return)
    settle()
    line = field(terms, "value_at_stake")
    assert isinstance(line, QLineEdit)
    assert (place.data(), line.text()) == ("12,5x", "12,5x")
    assert "12,5x" in shown_texts(sample), "the sentence beside the field names the text"

    type_into(line, "88x")
    assert (place.data(), line.text()) == ("88x", "88x")
    type_into(line, "777")
    assert sample.open_deal.drafts == {}
    assert place.data() == "777 GBP"


def test_undo_elsewhere_leaves_a_text_that_is_no_amount_in_its_field(sample: MainWindow) -> None:
    terms = section(sample, "terms")
    line = field(terms, "value_at_stake")
    assert isinstance(line, QLineEdit)
    before = terms.list.model.record_at(0)
    type_into(line, "777")
    type_into(line, "66x")
    terms.list.setFocus()
    QTest.keyClick(terms.list.table, Qt.Key.Key_Z, CONTROL)
    settle()
    assert terms.list.model.record_at(0) == before
    assert line.text() == "66x"


def test_a_pasted_text_that_is_too_long_is_said_and_kept_whole(sample: MainWindow) -> None:
    terms = section(sample, "terms")
    before = snapshot(sample).terms
    line = field(terms, "name")
    assert isinstance(line, QLineEdit)
    QApplication.clipboard().setText("n" * 100_001)
    line.setFocus()
    line.selectAll()
    line.paste()
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert len(line.text()) == 100_001
    assert snapshot(sample).terms == before
    assert terms.form is not None
    assert "100" in terms.form.grid.cells["name"].editor.problem
    assert "n" * 100_001 in sample.open_deal.drafts.values()
