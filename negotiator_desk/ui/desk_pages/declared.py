"""The pages outside the tabs of a deal, declared once: menu, palette, left panel and stack follow.

A page is a class of its own, imported when it is first shown. To add one, write the class (a
``DeskPage``) and its line here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from negotiator_desk.wording.catalogue import N_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from negotiator_desk.ui.desk_pages.page import DeskPage
    from negotiator_desk.ui.env import Env


class PageEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One page: its key in code, its name, its keys, how it is made.

    ``panel`` says that it has a line above the deals on the left; ``needs_deal`` that it is
    about the open deal, and is offered in the Deal menu rather than in View.
    """

    key: str
    label: str
    make: Callable[[Env, QWidget], DeskPage]
    keys: tuple[str, ...] = ()
    panel: bool = False
    needs_deal: bool = False


def _search(env: Env, parent: QWidget) -> DeskPage:
    from negotiator_desk.ui.desk_pages.search import SearchView

    return SearchView(env, parent)


DESK_PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry(key="search", label=N_("Search"), make=_search, keys=("Ctrl+F",), panel=True),
)
"""The pages in the order in which they are offered."""


def page_entry(key: str) -> PageEntry:
    """The page of this key."""
    return next(entry for entry in DESK_PAGES if entry.key == key)
