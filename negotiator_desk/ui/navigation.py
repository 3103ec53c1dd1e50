"""The ways through the window: to a deal, a record of any deal, a section, a page, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from negotiator_desk.ui.tabs import TABS, place_of_kind, place_of_section
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.ui.deal_view import DealView
    from negotiator_desk.ui.pages.section import SectionView
    from negotiator_desk.ui.panes import Folding
    from negotiator_desk.ui.right_side import RightSide
    from negotiator_desk.ui.state import OpenDeal


class Navigation(QObject):
    """Stores what is being typed before it turns to another place.

    ``missing`` says that a deal asked for is no longer here; ``arrived`` that a deal was opened.
    """

    missing = Signal(str)
    arrived = Signal(UUID)

    def __init__(
        self, open_deal: OpenDeal, right: RightSide, deal_view: DealView, deals: Folding
    ) -> None:
        super().__init__(right)
        self._deals = deals
        deals.changed.connect(lambda: deal_view.head.show_deals_button(deals.is_shown("deals")))
        deal_view.head.deals_wanted.connect(lambda: deals.turn("deals"))
        self._open_deal = open_deal
        self._right = right
        self._deal_view = deal_view

    def show_deal(self, deal_id: UUID, tab: int | None = None, section: int | None = None) -> None:
        """Open a deal; at the tab at hand unless told another."""
        self._deals.peek("deals", False)
        if self._open_deal.deal_id == deal_id and tab is None:
            if not self._right.shows_deal:
                self.back()
            return
        self._right.flush()
        try:
            self._open_deal.open(deal_id)
        except LookupError:
            self.missing.emit(_("That deal is no longer here."))
            return
        view = self._deal_view
        tab = min(max(view.tab if tab is None else tab, 0), len(TABS) - 1)
        view.show_deal(tab, view.page(tab).section if section is None else section)
        self._right.show_deal()
        self.arrived.emit(deal_id)
        view.page().focus_main()

    def show_record(self, deal_id: UUID, record_id: UUID) -> None:
        """Show a record of any deal of the desk."""
        self.show_deal(deal_id)
        if self._open_deal.deal_id == deal_id:
            self.go_to(record_id)

    def go_to(self, record_id: UUID) -> None:
        """Show a record of the open deal."""
        self._right.flush()
        self._right.show_deal()
        self._deal_view.go_to(record_id)

    def show_kind(self, kind: str) -> None:
        """Show the list of a record kind, ready for its first entry."""
        self.show_section(*place_of_kind(kind))

    def show_facts(self) -> None:
        """Show the deal's own fields."""
        self.show_section(*place_of_section("deal"))

    def show_fact(self, field: str) -> None:
        """Show the deal's own fields with the keyboard on one of them."""
        self.show_facts()
        view = self._deal_view.page().view()
        if view is not None:
            view.focus_field(field)

    def here(self) -> QWidget | None:
        """What is shown below the tabs of the open deal; None outside of them."""
        return self._deal_view.page() if self._right.shows_deal else None

    def show_section(self, tab: int, section: int) -> None:
        """Show a section of a tab of the open deal."""
        self.show_tab(tab)
        if self._open_deal.deal_id is not None:
            self._deal_view.page().show_section(section)
            self._deal_view.page().focus_main()

    def show_tab(self, place: int) -> None:
        """Show a tab of the open deal."""
        if self._open_deal.deal_id is not None:
            self._right.flush()
            self._right.show_deal()
            self._deal_view.bar.setCurrentIndex(place)
            self._deal_view.page().focus_main()

    def show_deals(self) -> None:
        """Let the deals at the left be seen, if only until something else is done."""
        self._deals.peek("deals")

    def turn_pane(self, pane: str) -> None:
        """Put away a part of the window, or show it again."""
        if pane == "deals":
            self._deals.turn(pane)
        elif pane == "rail":
            self._deal_view.folding.turn(pane)
        elif self._right.shows_deal:
            self._deal_view.page().turn_pane(pane)

    def step_section(self, step: int) -> None:
        """Show the next section of the tab at hand, or the one before."""
        if self._right.shows_deal:
            self._right.flush()
            page = self._deal_view.page()
            page.show_section((page.section + step) % len(page.tab.sections))
            page.focus_main()

    def on_section(self, call: Callable[[SectionView], None]) -> None:
        """Do something with the section at hand; nothing while no deal is to be seen."""
        view = self._deal_view.page().view() if self._right.shows_deal else None
        if view is not None:
            self._right.flush()
            call(view)

    def add_record(self) -> None:
        """Add a record to the tab at hand; nothing while no deal is to be seen."""
        if self._right.shows_deal:
            self._right.flush()
            self._deal_view.page().add()

    def read_table(self, path: Path | None = None) -> None:
        """Add the records of a table to the list at hand; cards go to the people."""
        from negotiator_desk.exchange.readable import CARDS, PEOPLE
        from negotiator_desk.ui.errors import message
        from negotiator_desk.wording.registers import read_where

        if path is not None and path.suffix.casefold() == CARDS:
            self.show_kind(PEOPLE)
        view = self._deal_view.page().view() if self._right.shows_deal else None
        self._right.flush()
        if view is None or not view.read_table(path):
            message(self._right.window(), read_where())

    def take_files(self, paths: Sequence[Path], deals: Callable[[Sequence[Path]], object]) -> None:
        """Do with files that were dropped what they are for: tables into a list, else deals."""
        from negotiator_desk.exchange.readable import SUFFIXES

        tables = [path for path in paths if path.suffix.casefold() in SUFFIXES]
        for path in tables:
            self.read_table(path)
        if others := [path for path in paths if path not in tables]:
            deals(others)

    def show_page(self, key: str, argument: Any = None) -> None:
        """Show a page outside the tabs."""
        self._right.flush()
        self._deals.peek("deals", False)
        self._right.show_page(key, argument).focus_main()

    def back(self) -> None:
        """Leave a page outside the tabs for the open deal."""
        if self._right.key:
            self._right.flush()
            self._right.show_deal()
            if self._right.shows_deal:
                self._deal_view.page().focus_main()
