"""What every page is handed: the open deal, the theme, the formats, and the way to a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from negotiator_desk.ui.digests import Digests
    from negotiator_desk.ui.earlier import EarlierLessons
    from negotiator_desk.ui.editing import Editing
    from negotiator_desk.ui.panes import Panes
    from negotiator_desk.ui.state import OpenDeal
    from negotiator_desk.ui.theme import Theme
    from negotiator_desk.ui.widgets.surroundings import Surroundings
    from negotiator_desk.ui.work import Jobs
    from negotiator_desk.wording.formats import Formats


@dataclass(frozen=True)
class Env:
    """Handed on by argument; nothing here is global."""

    open_deal: OpenDeal
    editing: Editing
    theme: Theme
    formats: Formats
    around: Surroundings
    go_to: Callable[[UUID], None]
    """Show the record with this id, or the one that a nested record of this id lies in."""
    show_kind: Callable[[str], None]
    """Show the list of a record kind."""
    show_fact: Callable[[str], None]
    """Show the deal's own fields with the keyboard on the one of this name."""
    show_deal: Callable[..., None]
    """Open a deal of the desk; at the tab at hand unless a tab and its section are named too."""
    show_record: Callable[[UUID, UUID], None]
    """Open a deal of the desk (the first id) at one of its records (the second)."""
    show_page: Callable[[str, Any], None]
    """Show a page outside the tabs by its key, with its own argument or None."""
    show_document: Callable[[str, Any], None]
    """Show an edition on paper, with its argument: deals for the portfolio, a buyer for a dossier,
    None for a document of the open deal."""
    jobs: Jobs
    digests: Digests
    """All deals in short, computed in the background."""
    earlier: EarlierLessons
    """What other deals with this buyer teach, read in the background."""
    to_table: Callable[[], None]
    """Go to the table: the page for use in the meeting."""
    panes: Panes
    """What the user chose to see of list, form and picture."""
