"""The right side of the window: the welcome, the open deal, or a page outside the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from negotiator_desk.ui.desk_pages.declared import page_entry

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.ui.deal_view import DealView
    from negotiator_desk.ui.desk_pages.page import DeskPage
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.welcome import Welcome


class RightSide(QStackedWidget):
    """One of several views; ``turned`` names the page that is shown, empty for deal or welcome."""

    turned = Signal(str)

    def __init__(self, env: Env, welcome: Welcome, deal_view: DealView, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self._welcome = welcome
        self._deal_view = deal_view
        self._pages: dict[str, DeskPage] = {}
        self.key = ""
        self.addWidget(welcome)
        self.addWidget(deal_view)
        env.theme.changed.connect(self._on_theme)

    @property
    def shows_deal(self) -> bool:
        """Whether the tabs of a deal are to be seen."""
        return self.currentWidget() is self._deal_view

    @property
    def page(self) -> DeskPage | None:
        """The page outside the tabs that is shown; None for deal and welcome."""
        return self._pages.get(self.key)

    def show_deal(self) -> None:
        """Show the open deal; the welcome where none is open."""
        has_deal = self._env.open_deal.deal_id is not None
        self._turn("", self._deal_view if has_deal else self._welcome)

    def show_page(self, key: str, argument: Any = None) -> DeskPage:
        """Show a page outside the tabs, made when it is first wanted."""
        entry = page_entry(key)
        if argument is None and entry.argument is not None:
            argument = entry.argument(self._env)
        key = entry.page or key
        if key not in self._pages:
            self._pages[key] = page_entry(key).make(self._env, self)
            self.addWidget(self._pages[key])
        page = self._pages[key]
        page.open_page(argument)
        self._turn(key, page)
        return page

    def _turn(self, key: str, widget: QWidget) -> None:
        self.key = key
        self.setCurrentWidget(widget)
        self.turned.emit(key)

    def on_changed(self, change: Changed) -> None:
        """Hand a change on to the pages that were made."""
        for page in self._pages.values():
            page.on_changed(change)

    def _on_theme(self) -> None:
        for page in self._pages.values():
            page.on_theme()

    def flush(self) -> None:
        """Store what has been typed and not stored yet, on every page."""
        self._deal_view.flush()
        for page in self._pages.values():
            page.flush()

    def stop(self) -> None:
        """Compute no more; the desk is about to be closed."""
        for page in self._pages.values():
            page.stop()
