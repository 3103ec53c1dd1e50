"""The pages outside the tabs of a deal, declared once: menu, palette, left panel and stack follow.

A page is a class of its own, imported when it is first shown. To add one, write the class (a
``DeskPage``) and its line here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec

from negotiator_desk.wording.catalogue import N_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from negotiator_desk.ui.desk_pages.page import DeskPage
    from negotiator_desk.ui.env import Env


class PageEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One page: its key in code, its name, its keys, how it is made.

    ``panel`` says that it has a line above the deals on the left; ``needs_deal`` that it is about
    the open deal, and is offered in the Deal menu rather than in View. An entry with a ``page`` is
    another way to that page, with the ``argument`` that is read from the window when it is chosen.
    ``help`` says what stands on the page.
    """

    key: str
    label: str
    make: Callable[[Env, QWidget], DeskPage]
    keys: tuple[str, ...] = ()
    panel: bool = False
    needs_deal: bool = False
    page: str = ""
    argument: Callable[[Env], Any] | None = None
    help: str = ""


def _search(env: Env, parent: QWidget) -> DeskPage:
    from negotiator_desk.ui.desk_pages.search import SearchView

    return SearchView(env, parent)


def _portfolio(env: Env, parent: QWidget) -> DeskPage:
    from negotiator_desk.ui.desk_pages.portfolio import PortfolioPage

    return PortfolioPage(env, parent)


def _dossier(env: Env, parent: QWidget) -> DeskPage:
    from negotiator_desk.ui.desk_pages.dossier import DossierPage

    return DossierPage(env, parent)


def _due(env: Env, parent: QWidget) -> DeskPage:
    from negotiator_desk.ui.desk_pages.due import DuePage

    return DuePage(env, parent)


def _returns(env: Env, parent: QWidget) -> DeskPage:
    from negotiator_desk.ui.desk_pages.returns import ReturnsPage

    return ReturnsPage(env, parent)


def _weekly(env: Env, parent: QWidget) -> DeskPage:
    from negotiator_desk.ui.desk_pages.weekly import WeeklyPage

    return WeeklyPage(env, parent)


def _open_buyer(env: Env) -> Any:
    snapshot = env.open_deal.snapshot
    return None if snapshot is None else snapshot.deal.buyer


def _open_deal(env: Env) -> Any:
    return env.open_deal.deal_id


DESK_PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry(
        key="search",
        label=N_("Search"),
        make=_search,
        keys=("Ctrl+F",),
        panel=True,
        help=N_("Every record of every deal that holds the words you type, as you type them."),
    ),
    PageEntry(
        key="portfolio",
        label=N_("Portfolio"),
        make=_portfolio,
        keys=("Ctrl+0",),
        panel=True,
        help=N_(
            "All deals side by side: control gap, what is lost and can still go, what comes next. "
            "Sums stand by currency and are never added across; a click on a buyer opens what "
            "every deal with it taught."
        ),
    ),
    PageEntry(
        key="due",
        label=N_("What is due"),
        make=_due,
        keys=("Ctrl+9",),
        panel=True,
        help=N_(
            "Every date in every deal that something is still to be done by, overdue first. A date "
            "leaves the list once it is settled in its record."
        ),
    ),
    PageEntry(
        key="weekly",
        label=N_("Weekly review"),
        make=_weekly,
        keys=("Ctrl+7",),
        panel=True,
        help=N_(
            "Once a week, over all deals at work: clocks that run out, actions that are due, "
            "findings that opened and closed since the last review, and how score and money moved. "
            "“Reviewed today” makes the next one count from today."
        ),
    ),
    PageEntry(
        key="returns",
        label=N_("Returns to secure"),
        make=_returns,
        keys=("Ctrl+8",),
        panel=True,
        help=N_(
            "What buyers promised in agreed trades and nothing holds yet: it has not come, and no "
            "locked term fixes it."
        ),
    ),
    PageEntry(key="buyers", label=N_("Buyer dossiers"), page="dossier", make=_dossier, panel=True),
    PageEntry(
        key="dossier",
        label=N_("Buyer dossier"),
        make=_dossier,
        keys=("Ctrl+Shift+B",),
        argument=_open_buyer,
        needs_deal=True,
        help=N_(
            "What every deal with this buyer taught: figures with the number of cases they rest "
            "on, tactics and the answers that worked, terms reopened, people then and now. Two "
            "spellings of a buyer can be joined, and taken apart again."
        ),
    ),
    PageEntry(
        key="due_here",
        label=N_("What is due in this deal"),
        page="due",
        make=_due,
        argument=_open_deal,
        needs_deal=True,
    ),
    PageEntry(
        key="returns_here",
        label=N_("Returns to secure in this deal"),
        page="returns",
        make=_returns,
        argument=_open_deal,
        needs_deal=True,
    ),
)
"""The pages in the order in which they are offered."""


def page_entry(key: str) -> PageEntry:
    """The page of this key."""
    return next(entry for entry in DESK_PAGES if entry.key == key)
