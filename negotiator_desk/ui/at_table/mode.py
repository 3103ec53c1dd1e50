"""Going to the table and back: the page over the whole window, and nothing else in reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from negotiator_desk.ui.at_table.page import TablePage
    from negotiator_desk.ui.env import Env

SHARED: Final = ("at_table", "undo", "redo", "log_tactic", "help")
"""The actions of the window that work at the table too."""


class TableMode(QObject):
    """Shows the page full screen; leaving puts the window back as it was.

    ``turned`` says that the page has come or gone.
    """

    turned = Signal()

    def __init__(
        self,
        window: QMainWindow,
        stack: QStackedWidget,
        env: Env,
        actions: Mapping[str, QAction],
        put_away: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._env = env
        self._actions = actions
        self._put_away = put_away
        self._before: Qt.WindowState = Qt.WindowState.WindowNoState
        self.page: TablePage | None = None
        env.open_deal.opened.connect(self._on_opened)

    @property
    def active(self) -> bool:
        """Whether the page is shown."""
        return self.page is not None and self._stack.currentWidget() is self.page

    def toggle(self) -> None:
        """Go to the table, or back."""
        if self.active:
            self.leave()
        elif self._env.open_deal.deal_id is not None:
            self.enter()

    def enter(self) -> None:
        """Show the page over the whole screen."""
        self._put_away()
        page = self._the_page()
        self._before = self._window.windowState()
        self._window.menuBar().hide()
        self._window.statusBar().hide()
        page.open_page()
        self._stack.setCurrentWidget(page)
        self.turned.emit()
        self._window.showFullScreen()
        page.focus_main()

    def leave(self) -> None:
        """Go back to the tabs."""
        if not self.active or self.page is None:
            return
        self.page.flush()
        self._stack.setCurrentIndex(0)
        self.turned.emit()
        self._window.menuBar().show()
        self._window.statusBar().show()
        self._window.setWindowState(self._before)

    def flush(self) -> None:
        """Keep what has been typed at the table and not logged yet."""
        if self.page is not None:
            self.page.flush()

    def _the_page(self) -> TablePage:
        if self.page is None:
            from negotiator_desk.ui.at_table.page import TablePage

            self.page = TablePage(self._env, self._actions["log_tactic"].trigger, self._stack)
            self.page.share_actions([self._actions[name] for name in SHARED])
            self.page.leave_wanted.connect(self.leave)
            self._stack.addWidget(self.page)
        return self.page

    def _on_opened(self) -> None:
        # Another deal, or none: what was at the table is no longer what is open.
        self.leave()
