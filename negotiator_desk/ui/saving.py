"""Where a file is to be saved: asked with the system's dialog, and never over another unasked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_path

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def ask_where(parent: QWidget, title: str, start: str, kinds: str, suffix: str) -> Path | None:
    """Ask for the name of a file; None for none.

    A name without the suffix gets it. The system's dialog has asked about the name as it was typed
    only, so a file that has the name with the suffix is asked about here.
    """
    name, _filter = QFileDialog.getSaveFileName(parent, title, start, kinds)
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() == suffix:
        return path
    path = path.with_name(path.name + suffix)
    return path if not path.exists() or _may_replace(parent, title, path) else None


def _may_replace(parent: QWidget, title: str, path: Path) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_("{file} is already there. Replace it?").format(file=short_path(path)))
    replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is replace
