"""Opens the window once, unseen, for the self-test of a built program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from negotiator_desk.app import open_context
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.start import make_application, reader_formats
from negotiator_desk.ui.tabs import TABS
from negotiator_desk.ui.theme import Theme

if TYPE_CHECKING:
    from negotiator_desk.app import Folders

ROUNDS = 20


def show_once(folders: Folders) -> None:
    """Show the desk in these folders, every tab of it, and close the window again."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else make_application(["negotiator-desk"])
    context = open_context(folders)
    try:
        window = MainWindow(context, Theme(app), reader_formats(), folders.log_file)
        window.start()
        window.show()
        for place in range(len(TABS)):
            window.deal_view.bar.setCurrentIndex(place)
            for _round in range(ROUNDS):
                app.processEvents()
        window.close()
    finally:
        context.desk.close()
