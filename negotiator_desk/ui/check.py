"""The window's part of the self-test: it opens, shows a deal and closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator_desk.app import open_context
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.start import make_application, reader_formats
from negotiator_desk.ui.theme import Theme

if TYPE_CHECKING:
    from negotiator_desk.app import Folders

_ROUNDS = 20  # of the event loop: layouts, and what is loaded after the first paint


def show_once(folders: Folders) -> None:
    """Open the main window on the desk in ``folders``, paint it, and close it.

    Raises:
        RuntimeError: nothing was painted.
    """
    app = make_application(["self-test"])
    context = open_context(folders)
    try:
        window = MainWindow(context, Theme(app), reader_formats(), folders.log_file)
        window.start()
        window.show()
        for _round in range(_ROUNDS):
            app.processEvents()
        painted = not window.grab().isNull()
        window.close()
        if not painted:
            raise RuntimeError("the window was not painted")
    finally:
        context.desk.close()
