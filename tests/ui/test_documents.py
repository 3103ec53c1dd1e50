"""Documents through the window: seen, saved, refused, copied, printed."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from msgspec import structs
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from benchmarks.deals import make_deals
from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.choices import Origin
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.services import records, settings
from negotiator_desk.ui.desk_pages.dossier import DossierPage
from negotiator_desk.ui.desk_pages.portfolio import PortfolioPage
from negotiator_desk.ui.desk_pages.weekly import WeeklyPage
from negotiator_desk.ui.documents.dialog import DocumentDialog
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.records import RecordsView
from tests.ui.desk import settle, window_on

if TYPE_CHECKING:
    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.reports.document import Wish
    from negotiator_desk.ui.documents.sources import Writing


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


def snapshot(window: MainWindow) -> Snapshot:
    found = window.open_deal.snapshot
    assert found is not None
    return found


def shown(qtbot: QtBot, window: MainWindow, edition: str) -> DocumentDialog:
    """The dialog with a document ready in it."""
    window.actions_by_name[f"document_{edition}"].trigger()
    dialog = window.deals.documents
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.save.isEnabled(), timeout=30_000)
    return dialog


def save_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_real_pages_are_seen_and_saved_as_seen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.mouseClick(window.deal_view.head.report, Qt.MouseButton.LeftButton)
    dialog = shown(qtbot, window, "control-gap")
    assert dialog.pages.count > 5
    first = dialog.pages.findChildren(type(dialog.state))[0]
    qtbot.waitUntil(lambda: not first.pixmap().isNull(), timeout=10_000)
    assert "Page 1 of" in first.accessibleName()
    assert "Control score" in first.accessibleDescription()
    assert dialog.path is not None
    seen = dialog.path.read_bytes()
    save_to(tmp_path / "out", monkeypatch)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "out.pdf").exists(), timeout=30_000)
    assert (tmp_path / "out.pdf").read_bytes() == seen
    qtbot.waitUntil(lambda: "out.pdf" in dialog.state.text(), timeout=10_000)


def test_a_change_of_the_deal_is_on_the_pages(qtbot: QtBot, window: MainWindow) -> None:
    dialog = shown(qtbot, window, "table")
    before = dialog.path
    deal = snapshot(window).deal
    records.set_value(window.open_deal.context, deal.id, "deal", deal.id, "title", "Renamed deal")
    qtbot.waitUntil(lambda: dialog.path != before and dialog.save.isEnabled(), timeout=30_000)
    assert dialog.path is not None
    assert "Renamed deal" in text_of(dialog.path)


def test_a_secret_in_a_wording_stops_the_table_edition(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal = snapshot(window)
    walk_away = deal.corridor[-1].walk_away
    assert walk_away is not None
    trade = next(t for t in deal.trades if t.status == "agreed")
    dialog = shown(qtbot, window, "table")
    wording = f"If you sign, then we do not go below {walk_away:,}."
    context = window.open_deal.context
    records.set_value(context, deal.deal.id, "trades", trade.id, "wording", wording)
    qtbot.waitUntil(lambda: "Walk-away" in dialog.state.text(), timeout=30_000)
    assert "“Wording” of “Trade" in dialog.state.text()
    assert not dialog.save.isEnabled()
    assert dialog.pages.count == 0
    assert dialog.making.way.isVisible()
    QTest.mouseClick(dialog.making.way, Qt.MouseButton.LeftButton)
    settle()
    assert window.deals.documents is None
    view = window.deal_view.page().view()
    assert isinstance(view, RecordsView)
    assert view.list.current_id() == trade.id
    window.actions_by_name["document_table"].trigger()
    dialog = window.deals.documents
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.making.way.isVisible(), timeout=30_000)
    window.undo()
    qtbot.waitUntil(lambda: dialog.save.isEnabled(), timeout=30_000)
    assert not dialog.making.way.isVisible()
    # The name of the file may not tell it either.
    save_to(tmp_path / f"not below {walk_away}.pdf", monkeypatch)
    dialog.save_as()
    qtbot.waitUntil(lambda: "Walk-away" in dialog.state.text(), timeout=30_000)
    assert list(tmp_path.glob("*.pdf")) == []


def test_no_file_is_written_over_unasked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(qtbot, window, "agreed")
    there = tmp_path / "Points of 22.11.2026.pdf"
    there.write_text("the old file", encoding="utf-8")
    save_to(there.with_suffix(""), monkeypatch)  # the system's dialog saw no such file
    asked: list[str] = []

    def answer(label: str) -> None:
        def choose(box: QMessageBox) -> int:
            asked.append(box.text())
            next(b for b in box.buttons() if b.text().strip("&") == label).click()
            return 0

        monkeypatch.setattr(QMessageBox, "exec", choose)

    answer("Cancel")
    dialog.save_as()
    assert there.name in asked[0]
    assert there.read_text(encoding="utf-8") == "the old file"
    answer("Replace")
    dialog.save_as()
    qtbot.waitUntil(lambda: "Saved as" in dialog.state.text(), timeout=30_000)
    assert there.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.glob("*.pdf")) == [there]


def test_an_opened_document_has_its_name_and_outlives_the_dialog(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    taken = True

    def take(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return taken

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    dialog = shown(qtbot, window, "brief")
    QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    (copy,) = opened
    assert copy.name == "Managed-laboratory-four-sites-brief-2026-11-22.pdf"
    before = dialog.path
    dialog.paper.setCurrentIndex(1)
    dialog.paper.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.path != before and dialog.save.isEnabled(), timeout=30_000)
    assert "page" in dialog.state.text()
    taken = False
    QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert "No program" in dialog.state.text()
    assert not opened[-1].exists(), "what nobody reads is not left lying about"
    assert dialog.save.isEnabled()
    dialog.close()
    settle()
    # A program that is slow to start still finds it.
    assert "Meeting brief" in text_of(copy)


def test_agreed_points_are_copied_for_a_mail(qtbot: QtBot, window: MainWindow) -> None:
    dialog = shown(qtbot, window, "agreed")
    assert dialog.copy.isVisible()
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    assert snapshot(window).deal.title in text
    assert "Agreed" in text
    assert "<" not in text


def test_letter_paper_is_kept_for_the_next_document(qtbot: QtBot, window: MainWindow) -> None:
    dialog = shown(qtbot, window, "control-gap")
    dialog.paper.setCurrentIndex(1)
    dialog.paper.activated.emit(1)
    before = dialog.path
    qtbot.waitUntil(lambda: dialog.path != before and dialog.save.isEnabled(), timeout=30_000)
    assert dialog.path is not None
    document = pypdfium2.PdfDocument(dialog.path)
    assert document.get_page_size(0) == (612.0, 792.0)
    document.close()
    dialog.close()
    settle()
    assert shown(qtbot, window, "table").paper.currentData() == "letter"


def test_an_earlier_day_is_compared_when_it_is_wanted(qtbot: QtBot, window: MainWindow) -> None:
    dialog = shown(qtbot, window, "control-gap")
    before, count = dialog.path, dialog.pages.count
    assert not dialog.earlier.field.isVisible()
    dialog.earlier.box.setFocus()
    QTest.keyClick(dialog.earlier.box, Qt.Key.Key_Space)
    assert dialog.earlier.field.isVisible()
    qtbot.waitUntil(lambda: dialog.path != before and dialog.save.isEnabled(), timeout=30_000)
    assert dialog.pages.count > count
    assert dialog.path is not None
    assert "What has changed since" in text_of(dialog.path)
    dialog.show_edition("table")
    assert not dialog.earlier.isVisible()
    qtbot.waitUntil(dialog.save.isEnabled, timeout=30_000)
    assert dialog._wish().compare is None


def test_every_document_is_drawn_when_it_is_chosen_with_the_keys(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = shown(qtbot, window, "control-gap")
    dialog.editions.setFocus()
    for row in range(1, dialog.editions.count()):
        before = dialog.path
        QTest.keyClick(dialog.editions, Qt.Key.Key_Down)
        assert dialog.editions.currentRow() == row
        qtbot.waitUntil(
            lambda before=before: dialog.path != before and dialog.save.isEnabled(), timeout=30_000
        )
        first = dialog.pages._labels[0]
        qtbot.waitUntil(lambda first=first: not first.pixmap().isNull(), timeout=10_000)
    assert not dialog.editions.verticalScrollBar().isVisible()


def test_a_long_document_is_cancelled_and_the_deal_may_change_meanwhile(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(qtbot, window, "control-gap")
    ended: list[Event] = []
    writing = dialog.source.writing

    def slow(path: Path, edition: str, wish: Wish) -> Writing | None:
        whole = writing(path, edition, wish)

        def work(progress: Progress) -> Path:
            assert whole is not None
            over = Event()
            ended.append(over)
            try:
                for _step in range(2_000):
                    progress(0, 0)
                    time.sleep(0.01)
                return whole(progress)
            finally:
                over.set()

        return work

    monkeypatch.setattr(dialog.source, "writing", slow)
    dialog.show_edition("handover")
    qtbot.waitUntil(lambda: len(ended) == 1, timeout=10_000)
    assert dialog.cancel.isVisible()
    assert not dialog.save.isEnabled()
    deal = snapshot(window).deal
    records.set_value(window.open_deal.context, deal.id, "deal", deal.id, "title", "Changed")
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=10_000)
    qtbot.waitUntil(ended[0].is_set, timeout=10_000)  # what was being made is given up
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(ended[1].is_set, timeout=10_000)
    assert "Cancelled" in dialog.state.text()
    assert not dialog.save.isEnabled()
    monkeypatch.setattr(dialog.source, "writing", writing)
    dialog.show_edition("table")
    qtbot.waitUntil(dialog.save.isEnabled, timeout=30_000)
    assert dialog.path is not None
    assert "Changed" in text_of(dialog.path)


def test_pages_go_to_the_printer(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(qtbot, window, "table")
    printed = tmp_path / "printed.pdf"

    def accept(self: QPrintDialog) -> QDialog.DialogCode:
        printer: QPrinter = self.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    QTest.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    document = pypdfium2.PdfDocument(printed)
    assert len(document) == dialog.pages.count
    picture = document[0].render(scale=0.3).to_pil().convert("L")
    darkest, lightest = picture.getextrema()
    assert darkest < 200 < lightest
    document.close()


def test_the_deals_of_the_portfolio_go_on_paper(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("portfolio", None)
    page = window.right.page
    assert isinstance(page, PortfolioPage)
    qtbot.waitUntil(lambda: len(page.shown()) == 1, timeout=10_000)
    QTest.mouseClick(page.report, Qt.MouseButton.LeftButton)
    dialog = window.deals.documents
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.save.isEnabled(), timeout=30_000)
    assert dialog.path is not None
    text = text_of(dialog.path)
    assert "Portfolio Control Gap report" in text
    assert snapshot(window).deal.title in text


def test_the_weekly_review_goes_on_paper(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("weekly", None)
    page = window.right.page
    assert isinstance(page, WeeklyPage)
    QTest.mouseClick(page.report, Qt.MouseButton.LeftButton)
    dialog = window.deals.documents
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.save.isEnabled(), timeout=30_000)
    assert dialog.path is not None
    assert dialog.pages.count == 1
    text = text_of(dialog.path)
    assert "Weekly review" in text
    assert snapshot(window).deal.title in text


def test_the_menu_leads_to_the_documents_over_several_deals(
    qtbot: QtBot, window: MainWindow
) -> None:
    title = snapshot(window).deal.title
    for key in ("portfolio", "weekly", "table"):
        dialog = shown(qtbot, window, key)
        assert dialog.edition == key
        assert dialog.path is not None
        assert title in text_of(dialog.path)


def test_the_portfolio_of_an_empty_desk_says_that_there_is_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window_on(tmp_path / "empty") as window:
        dialog = shown(qtbot, window, "portfolio")
        assert dialog.path is not None
        assert "nothing to compare" in text_of(dialog.path)
        dialog.close()
        settle()


def test_a_dossier_goes_on_paper(qtbot: QtBot, window: MainWindow) -> None:
    buyer = snapshot(window).deal.buyer
    window.show_page("dossier", buyer)
    page = window.right.page
    assert isinstance(page, DossierPage)
    qtbot.waitUntil(page.report.isVisible, timeout=10_000)
    QTest.mouseClick(page.report, Qt.MouseButton.LeftButton)
    dialog = window.deals.documents
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.save.isEnabled(), timeout=30_000)
    assert dialog.path is not None
    assert buyer in text_of(dialog.path)
    assert "confidential" in text_of(dialog.path)


def test_escape_closes_the_documents_and_they_open_again(qtbot: QtBot, window: MainWindow) -> None:
    dialog = shown(qtbot, window, "brief")
    QTest.keyClick(dialog.editions, Qt.Key.Key_Escape)
    settle()
    assert window.deals.documents is None
    assert not window.findChildren(DocumentDialog)
    again = shown(qtbot, window, "brief")
    assert again.close()  # as by the cross of its frame
    settle()
    assert not window.findChildren(DocumentDialog)
    # What is edited then is no business of theirs.
    assert window.editing.add("lessons", {"text": "Close what was read"}) is not None
    settings.set_name(window.open_deal.context, "K. Lindqvist")
    settle()


def test_a_save_that_fails_after_the_documents_were_closed_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(qtbot, window, "brief")
    said: list[str] = []
    monkeypatch.setattr(
        "negotiator_desk.ui.documents.dialog.message", lambda _window, text: said.append(text)
    )
    save_to(tmp_path / "no such folder" / "brief.pdf", monkeypatch)
    dialog.save_as()
    dialog.close()
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert "no such folder" in said[0]


def held(
    monkeypatch: pytest.MonkeyPatch, dialog: DocumentDialog, steps: list[tuple[int, int, str]]
) -> Event:
    """Let the next document tell these steps and then go on once it may."""
    writing = dialog.source.writing
    go = Event()

    def slow(path: Path, edition: str, wish: Wish) -> Writing | None:
        whole = writing(path, edition, wish)

        def work(progress: Progress) -> Path:
            assert whole is not None
            while not go.is_set():
                for step in steps:
                    progress(*step)
                    time.sleep(0.01)
            return whole(progress)

        return work

    monkeypatch.setattr(dialog.source, "writing", slow)
    return go


def test_it_says_what_is_being_made_and_how_far(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(qtbot, window, "table")
    assert not dialog.making.bar.isVisible()
    go = held(monkeypatch, dialog, [(37, 200, "deals")])
    other: list[tuple[int, int, str]] = []

    def count(progress: Progress) -> None:
        while not go.is_set():
            progress(1, 2, "other")
            time.sleep(0.01)

    window.jobs.start(
        count, lambda _none: None, lambda _error, _trace: None, lambda *a: other.append(a)
    )
    dialog.show_edition("handover")
    qtbot.waitUntil(lambda: dialog.state.text() == "Reading the deals: 37 of 200", timeout=10_000)
    qtbot.waitUntil(lambda: len(other) > 3, timeout=10_000)
    assert set(other) == {(1, 2, "other")}
    bar = dialog.making.bar
    assert (bar.isVisible(), bar.value(), bar.maximum()) == (True, 37, 200)
    assert "37 of 200" in bar.accessibleName()
    assert dialog.cancel.isVisible()
    go.set()
    qtbot.waitUntil(dialog.save.isEnabled, timeout=30_000)
    assert not bar.isVisible()
    assert not dialog.cancel.isVisible()
    assert "page" in dialog.state.text()


def being_saved(
    qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[DocumentDialog, Event]:
    """The dialog while it saves a document, which goes on once it may."""
    dialog = shown(qtbot, window, "handover")
    save_to(path, monkeypatch)
    go = held(monkeypatch, dialog, [(3, 9, "pages")])
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    return dialog, go


def test_saving_is_cancelled_and_the_document_can_still_be_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, go = being_saved(qtbot, window, tmp_path / "out.pdf", monkeypatch)
    qtbot.waitUntil(lambda: "3 of 9" in dialog.state.text(), timeout=10_000)
    assert not dialog.save.isEnabled()
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert "Nothing was saved" in dialog.state.text()
    assert dialog.save.isEnabled()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=10_000)
    assert list(tmp_path.glob("*.pdf")) == []
    go.set()
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / "out.pdf").exists, timeout=30_000)


def test_what_is_being_saved_is_saved_though_the_documents_are_closed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, go = being_saved(qtbot, window, tmp_path / "out.pdf", monkeypatch)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert window.deals.documents is None
    go.set()
    qtbot.waitUntil((tmp_path / "out.pdf").exists, timeout=30_000)


def test_a_report_over_many_deals_moves_and_the_window_can_be_used_meanwhile(
    qtbot: QtBot, window: MainWindow
) -> None:
    context = window.open_deal.context
    with context.desk.edit(EditLabel(key="import", kind="deal"), journal=False) as unit:
        for made in make_deals(30, 1_500):
            own = structs.replace(made.deal, origin=Origin.OWN)
            unit.insert_deal(structs.replace(made, deal=own))
    told: list[str] = []
    window.jobs.progressed.connect(lambda _job, _step, _of, what: told.append(what))
    window.deals.show_document("portfolio", [row.id for row in context.desk.deals()])
    dialog = window.deals.documents
    assert dialog is not None
    assert dialog.making.bar.isVisible()
    window.deal_view.bar.setCurrentIndex(2)
    assert window.deal_view.page().view() is not None
    qtbot.waitUntil(dialog.save.isEnabled, timeout=60_000)
    assert list(dict.fromkeys(told)) == ["deals", "judging", "past", "pages", "checking"]
    assert not dialog.making.bar.isVisible()


def test_no_meeting_stays_chosen_when_the_deal_changes(qtbot: QtBot, window: MainWindow) -> None:
    dialog = shown(qtbot, window, "brief")
    assert dialog.meeting.box.count() > 1
    dialog.meeting.box.setCurrentIndex(0)
    deal = snapshot(window).deal
    records.set_value(window.open_deal.context, deal.id, "deal", deal.id, "title", "Changed")
    settle()
    qtbot.waitUntil(dialog.save.isEnabled, timeout=30_000)
    assert dialog.meeting.chosen() is None
