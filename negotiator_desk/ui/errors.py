"""Unexpected errors: written to the log file, and said once with the way to the log."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtWidgets import QWidget

from negotiator_desk.wording.catalogue import _

log = logging.getLogger(__name__)


def message(parent: QWidget | None, text: str, detail: str = "") -> None:
    """Say something that went wrong, as plain text."""
    from PySide6.QtWidgets import QMessageBox  # seldom needed, slow to load

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Negotiator Desk"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(detail)
    box.exec()


def file_problem(error: OSError) -> str:
    """Why a file cannot be read or written."""
    return _("The file {file} cannot be used: {reason}.").format(
        file=error.filename or "", reason=error.strerror or error
    )


def show_log(log_file: Path) -> None:
    """Show the folder of the log file in the system's file manager."""
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file.parent)))


class ErrorReporter(QObject):
    """Takes over ``sys.excepthook`` (where errors in slots arrive too)."""

    happened = Signal(str)

    def __init__(self, log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log_file = log_file
        self._said = False
        self.happened.connect(self._say, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Receive every error that nobody caught."""
        sys.excepthook = self._hook

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unexpected error", exc_info=(kind, error, trace))
        self.happened.emit(f"{kind.__name__}: {error}"[:300])

    def _say(self, text: str) -> None:
        if self._said:
            return
        from PySide6.QtWidgets import QMessageBox

        self._said = True
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(_("Negotiator Desk"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("Something went wrong that should not have. Your deals are saved."))
        box.setInformativeText(
            _("{error}\n\nThe details are in the log file: {path}").format(
                error=text, path=self.log_file
            )
        )
        show = box.addButton(_("Show the log"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is show:
            show_log(self.log_file)
