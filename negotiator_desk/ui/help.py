"""Help on the tab at hand, what this program is, and the question for my name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from negotiator_desk import __version__
from negotiator_desk.models.kinds import DEAL_LISTS
from negotiator_desk.services import settings
from negotiator_desk.services.context import Context
from negotiator_desk.ui.desk_pages.declared import PageEntry, page_entry
from negotiator_desk.ui.tabs import Tab
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_label, kind_why

if TYPE_CHECKING:
    from negotiator_desk.ui.dialogs.help import Part
    from negotiator_desk.ui.key_hints import Row
    from negotiator_desk.ui.theme import Sizes


def _box(parent: QWidget, title: str, text: str, more: str) -> None:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    box.exec()


def help_parts(tab: Tab | None) -> list[Part]:
    """What belongs on a tab and why; without a deal, the way to one."""
    if tab is None:
        return [("", _("Open the sample deal to see what belongs where."))]
    kinds = dict.fromkeys(s.kind for s in tab.sections if s.kind in DEAL_LISTS)
    parts = [(kind_label(kind, plural=True), kind_why(kind)) for kind in kinds]
    if "trades" in kinds:
        from negotiator_desk.wording.quickentry import help_text as line_help

        parts.append(("", line_help()))
    if "terms" in kinds:
        from negotiator_desk.wording.terms import help_text as term_help

        parts.append(("", term_help()))
    if "debriefs" in kinds:
        from negotiator_desk.wording.lessons import help_text as lessons_help

        parts.append(("", lessons_help()))
    parts.append(("", _("A column's head sorts.")))
    return parts


def show_page_help(parent: QWidget, page: PageEntry, sizes: Sizes) -> None:
    """Say what stands on a page outside the tabs, and which keys there are."""
    from negotiator_desk.ui.key_hints import page_keys

    texts = (_(page_entry(page.page or page.key).help), _("A column's head sorts."))
    parts = [("", text) for text in texts]
    _show(parent, _(page.label), parts, page_keys(page.page or page.key), sizes)


def show_help(parent: QWidget, tab: Tab | None, sizes: Sizes) -> None:
    """Say what belongs on a tab, and which keys there are."""
    from negotiator_desk.ui.key_hints import tab_keys, welcome_keys

    title = _(tab.label) if tab is not None else _("Negotiator Desk")
    keys = welcome_keys() if tab is None else tab_keys(tab)
    _show(parent, title, help_parts(tab), keys, sizes)


def show_table_help(parent: QWidget, shared: Sequence[str], sizes: Sizes) -> None:
    """Say what the page for the meeting shows, and which keys there are."""
    from negotiator_desk.ui.key_hints import table_keys

    text = _(
        "Figures are hidden here and stand nowhere on the screen. They show while F2 or the "
        "button is held, and are gone when it is let go or the window loses the keyboard. What "
        "you type yourself is seen."
    )
    _show(parent, _("At the table"), [("", text)], table_keys(shared), sizes)


def _show(
    parent: QWidget,
    title: str,
    parts: Sequence[Part],
    keys: Sequence[tuple[str, Sequence[Row]]],
    sizes: Sizes,
) -> None:
    from negotiator_desk.ui.dialogs.help import HelpDialog

    dialog = HelpDialog(title, parts, keys, sizes, parent)
    dialog.exec()
    dialog.deleteLater()


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
