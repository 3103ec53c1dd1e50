"""Help on the tab at hand, what this program is, and the question for my name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from negotiator_desk import __version__
from negotiator_desk.models.kinds import DEAL_LISTS
from negotiator_desk.services import settings
from negotiator_desk.services.context import Context
from negotiator_desk.ui.desk_pages.declared import PageEntry
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
    parts = [f"{kind_label(kind, plural=True)}\n{kind_why(kind)}" for kind in kinds]
    if "trades" in kinds:
        from negotiator_desk.wording.quickentry import help_text as line_help

        parts.append(line_help())
    if "terms" in kinds:
        from negotiator_desk.wording.terms import help_text as term_help

        parts.append(term_help())
    if "debriefs" in kinds:
        from negotiator_desk.wording.lessons import help_text as lessons_help

        parts.append(lessons_help())
    return "\n\n".join(parts)


def show_page_help(parent: QWidget, page: PageEntry) -> None:
    """Say what stands on a page outside the tabs, and which keys there are."""
    keys = _(
        "Enter opens the line at hand, a column's head sorts, Esc leads back to the deal, "
        "Ctrl+K finds everything."
    )
    _box(parent, _(page.label), _(page.help), keys)


def show_help(parent: QWidget, tab: Tab | None) -> None:
    """Say what belongs on a tab, and which keys there are."""
    keys = _(
        "Ctrl+N adds, Enter edits, Esc leaves, Del removes, Ctrl+Z takes back. "
        "Ctrl+1 to Ctrl+6 change the tab, Ctrl+PgUp and Ctrl+PgDown the section, "
        "Ctrl+K finds everything, Ctrl+T logs a trade, Ctrl+M says what may still be agreed, "
        "Ctrl+Shift+F puts the form away, Ctrl+Shift+D the deals. A column's head sorts."
    )
    title = _(tab.label) if tab is not None else _("Negotiator Desk")
    _box(parent, title, help_text(tab), keys)


def show_table_help(parent: QWidget) -> None:
    """Say what the page for the meeting shows, and which keys there are."""
    _box(
        parent,
        _("At the table"),
        _(
            "Figures are hidden here and stand nowhere on the screen. They show while F2 or the "
            "button is held, and are gone when it is let go or the window loses the keyboard. What "
            "you type yourself is seen."
        ),
        _(
            "F2 held shows figures, F3 opens the tactics (one key logs one), F4 goes to the "
            "questions (space ticks), F5 pauses the clock, Ctrl+T goes to the line for a trade, "
            "Ctrl+Z takes back, Esc leaves."
        ),
    )


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


def ask_name(parent: QWidget, context: Context) -> None:
    """Ask for the user's name; an empty answer changes nothing."""
    profile = settings.profile(context)
    name, accepted = QInputDialog.getText(
        parent,
        _("Your name"),
        _("Your name, as it shall stand in your deals"),
        text=profile.name if profile else "",
    )
    if accepted and name.strip():
        settings.set_name(context, name.strip())
