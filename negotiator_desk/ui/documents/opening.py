"""A finished document in the system's program for PDF files: a copy that lasts as long as we do."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from negotiator_desk.ui.errors import file_problem
from negotiator_desk.wording.catalogue import _


def open_copy(path: Path, name: str, window: QWidget) -> str:
    """Open a copy under its own name; why that was not possible, empty where it was.

    The other program may be slow to start and may read the file again, so a copy that was opened
    stays until ``window`` is gone or the program ends, whatever becomes of ``path``.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            copy = Path(folder) / name
            shutil.copyfile(path, copy)
        except OSError as error:
            return file_problem(error)
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            kept = stack.pop_all()
            window.destroyed.connect(lambda: kept.close())
            return ""
    return _("No program of this computer opens PDF files. Save the document instead.")
