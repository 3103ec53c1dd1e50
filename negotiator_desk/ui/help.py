"""Help on the tab at hand, and what this program is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from negotiator_desk import __version__
from negotiator_desk.models.kinds import DEAL_LISTS
from negotiator_desk.ui.tabs import Tab
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_label, kind_why


def _box(parent: QWidget, title: str, text: str, more: str) -> None:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    box.exec()


def help_text(tab: Tab | None) -> str:
    """What belongs on a tab and why; without a deal, the way to one."""
    if tab is None:
        return _("Open the sample deal to see what belongs where.")
    kinds = dict.fromkeys(s.kind for s in tab.sections if s.kind in DEAL_LISTS)
    return "\n\n".join(f"{kind_label(kind, plural=True)}\n{kind_why(kind)}" for kind in kinds)


def show_help(parent: QWidget, tab: Tab | None) -> None:
    """Say what belongs on a tab, and which keys there are."""
    keys = _(
        "Ctrl+N adds, Enter edits, Esc leaves, Del removes, Ctrl+Z takes back. "
        "Ctrl+1 to Ctrl+6 change the tab, Ctrl+PgUp and Ctrl+PgDown the section, "
        "Ctrl+K finds everything."
    )
    title = _(tab.label) if tab is not None else _("Negotiator Desk")
    _box(parent, title, help_text(tab), keys)


def show_about(parent: QWidget, folder: Path) -> None:
    """Say which version this is and where the deals lie."""
    _box(
        parent,
        _("About Negotiator Desk"),
        _("Negotiator Desk {version}").format(version=__version__),
        _("Your deals lie in {folder}. Nothing leaves this computer unless you export it.").format(
            folder=folder
        ),
    )
