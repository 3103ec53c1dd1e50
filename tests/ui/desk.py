"""A real window on a real desk, driven as a person drives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from negotiator_desk.app import find_folders, open_context
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.services import deals
from negotiator_desk.services.context import Context
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.tabs import TABS
from negotiator_desk.ui.theme import Theme
from negotiator_desk.wording.formats import Formats

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("UTC"))


def the_theme() -> Theme:
    """One theme for all windows of the suite, as in the program."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    kept = app.property("suite_theme")
    if kept is None:
        kept = Theme(app, "light")
        app.setProperty("suite_theme", kept)
    assert isinstance(kept, Theme)
    return kept


def open_window(folder: Path) -> tuple[Context, MainWindow]:
    """Open the desk of a folder and its window."""
    folders = find_folders(folder)
    context = open_context(folders, lambda: NOON)
    window = MainWindow(context, the_theme(), Formats("en_GB"), folders.log_file)
    window.start()
    window.resize(1280, 800)
    window.show()
    settle()
    return context, window


def close_window(context: Context, window: MainWindow) -> None:
    """Close the documents, the window and the desk, as a person does at the end."""
    if window.deals.documents is not None:
        window.deals.documents.close()
    window.close()
    context.desk.close()
    window.deleteLater()
    settle()
    delete_closed()


def delete_closed() -> None:
    """Delete what was closed for good.

    Outside a running event loop Qt leaves it standing until the process ends, and each further
    window would restyle, search and paint all those before it.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def window_on(folder: Path) -> Iterator[MainWindow]:
    """A window on the desk of a folder, closed at the end."""
    context, window = open_window(folder)
    try:
        yield window
    finally:
        close_window(context, window)


@contextmanager
def sample_on(folder: Path) -> Iterator[MainWindow]:
    """A window on the desk of a folder with the sample deal open."""
    with window_on(folder) as window:
        window.show_deal(deals.open_sample(window.open_deal.context))
        settle()
        yield window


def open_snapshot(window: MainWindow) -> Snapshot:
    """The deal on the screen."""
    found = window.open_deal.snapshot
    assert found is not None
    return found


def stored(page: SectionView) -> Snapshot:
    """The deal that a section shows, read again from the desk."""
    deal_id = page.env.open_deal.deal_id
    assert deal_id is not None
    return page.env.open_deal.context.desk.load(deal_id)


def settle(rounds: int = 8) -> None:
    """Let the events at hand be done."""
    for _ in range(rounds):
        QApplication.processEvents()


def type_into(widget: QWidget, text: str, *, leave: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type a text over what a field holds and leave the field by a key."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, leave)
    settle()


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(100, 100),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settle()


def answer(work: Callable[[QDialog], None], tries: int = 200) -> None:
    """Do something with the dialog that is about to open, as soon as it stands."""

    def act(left: int) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and not dialog.isActiveWindow() and left:
            # A field is left, and so taken over, in the window that is worked in only.
            dialog.activateWindow()
            QTimer.singleShot(40, lambda: act(left - 1))
        elif isinstance(dialog, QDialog):
            try:
                work(dialog)
            except BaseException:
                dialog.reject()  # the test fails; it must not wait for an answer as well
                raise
        elif left:
            QTimer.singleShot(40, lambda: act(left - 1))

    QTimer.singleShot(40, lambda: act(tries))


def view_of(window: MainWindow, key: str) -> SectionView:
    """Go to a section by its tab and its button."""
    window.activateWindow()
    for tab, held in enumerate(TABS):
        for place, declared in enumerate(held.sections):
            if declared.key == key:
                window.deal_view.bar.setCurrentIndex(tab)
                window.deal_view.page().show_section(place)
                settle()
                return window.deal_view.page().view()
    raise LookupError(key)


def section(window: MainWindow, kind: str) -> RecordsView:
    """Go to the section that lists a kind, by its tab and its button."""
    view = view_of(window, kind)
    assert isinstance(view, RecordsView)
    return view


def field(view: RecordsView, name: str) -> QWidget:
    """The widget that edits a field in the form of a section."""
    assert view.form is not None
    return view.form.grid.cells[name].editor.focusProxy() or view.form.grid.cells[name].editor
