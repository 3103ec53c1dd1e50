"""Starts the window: application, theme, desk, and what to do when the desk cannot be opened."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QMessageBox

from negotiator_desk.app import open_context, restore_desk
from negotiator_desk.garbage import look_as_usual
from negotiator_desk.ui.care import look_after, warm_up
from negotiator_desk.ui.errors import ErrorReporter, message
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.theme import Theme
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.resources import resource_path

if TYPE_CHECKING:
    from negotiator_desk.app import Folders
    from negotiator_desk.services.context import Context
    from negotiator_desk.store.errors import DeskDamaged

SETTLED: Final = 250
"""Milliseconds after which the window has been painted, and what was put off may be done."""
PAINTED = 50
"""Milliseconds after which what an edit needs is made ready."""
TURN: Final = 0.001
"""Seconds after which a thread at work lets the window go on. Python's own 5 ms are waited for
again and again while a page is painted, and come to a tenth of a second."""
AT_REST = 1500
"""Milliseconds after which the desk is looked over."""

log = logging.getLogger(__name__)


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application object; with the shipped font where the system has none."""
    app = QApplication(list(arguments))
    app.setApplicationName("Negotiator Desk")
    app.setDesktopFileName("negotiator-desk")
    if not QFontDatabase.families() or not QFontInfo(app.font()).family():
        shipped = QFontDatabase.addApplicationFont(str(resource_path("fonts/NotoSans-Regular.ttf")))
        families = QFontDatabase.applicationFontFamilies(shipped)
        if families:
            app.setFont(QFont(families[0]))
    return app


def reader_formats() -> Formats:
    """Figures and dates as the system's settings say; plain C settings count as British English."""
    name = QLocale.system().name()
    return Formats("en_GB" if name in ("C", "") else name)


def _open_desk(folders: Folders) -> Context | None:
    """Open the desk; a damaged one is moved aside once the user has agreed to what follows."""
    from negotiator_desk.store.errors import DeskDamaged

    try:
        return open_context(folders)
    except DeskDamaged as damaged:
        return _recover(folders, damaged)
    except Refusal as refusal:
        message(None, refusal.text)
        return None


def _recover(folders: Folders, damaged: DeskDamaged) -> Context | None:
    """Ask how to go on; the damaged file was moved aside, its place and the backup are said."""
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Negotiator Desk"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(damaged.text)
    restore = None
    if damaged.backup is not None:
        restore = box.addButton(_("Restore the backup"), QMessageBox.ButtonRole.AcceptRole)
    empty = box.addButton(_("Start with an empty desk"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(_("Quit"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    try:
        if restore is not None and box.clickedButton() is restore and damaged.backup is not None:
            restore_desk(folders, damaged.backup)
            return open_context(folders)
        if box.clickedButton() is empty:
            return open_context(folders, start_empty=True)
    except Refusal as refusal:
        message(None, refusal.text)
    except OSError as error:
        message(None, _("The backup could not be restored: {reason}.").format(reason=error))
    return None


def run_window(folders: Folders, files: Sequence[str] = ()) -> int:
    """Open the window and run until it is closed.

    Args:
        folders: where the desk, the log and the backups lie.
        files: deal files to import once the window stands.

    Returns:
        The exit status: 0, or 1 where the desk could not be opened.
    """
    sys.setswitchinterval(TURN)
    app = make_application(sys.argv[:1])
    theme = Theme(app)
    reporter = ErrorReporter(folders.log_file, app)
    reporter.install()
    context = _open_desk(folders)
    if context is None:
        return 1
    window = MainWindow(context, theme, reader_formats(), folders.log_file)
    window.start()
    window.show()
    if files:
        from pathlib import Path

        paths = [Path(name) for name in files]
        QTimer.singleShot(0, window, lambda: window.deals.import_files(paths))
    QTimer.singleShot(SETTLED, window, look_as_usual)
    QTimer.singleShot(PAINTED, window, lambda: warm_up(context.desk, window.jobs))
    QTimer.singleShot(AT_REST, window, lambda: look_after(context.desk, window.jobs, window))
    status = app.exec()
    context.desk.close()
    # Qt tears its objects down in an order of its own; Python must not do it a second time.
    sys.stdout.flush()
    log.info("closed with status %s, process %s", status, os.getpid())
    return status
