"""The program: the command line, and the window when no sub-command is given."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiator_desk.garbage import look_seldom

if TYPE_CHECKING:
    from negotiator_desk.app import Folders


def main() -> int:
    """The entry point of both programs, the one for the terminal and the one without."""
    look_seldom()  # before the many imports
    from negotiator_desk.commands.main import main as run

    return run(sys.argv[1:], open_window, window_step)


def open_window(folders: Folders, files: Sequence[str]) -> int:
    """Open the window. Qt is loaded only here and in the self-test."""
    from negotiator_desk.ui.start import run_window

    return run_window(folders, files)


def window_step(folders: Folders) -> None:
    """Open the main window once, unseen, on the desk in ``folders``."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from negotiator_desk.ui.check import show_once

    show_once(folders)


if __name__ == "__main__":
    sys.exit(main())
