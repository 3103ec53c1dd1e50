"""Which actions of the window can be done now: it follows what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from negotiator_desk.ui.at_table.mode import SHARED
from negotiator_desk.ui.declared_actions import LIST, Entry, all_entries

if TYPE_CHECKING:
    from negotiator_desk.ui.at_table.mode import TableMode
    from negotiator_desk.ui.deal_view import DealView
    from negotiator_desk.ui.right_side import RightSide
    from negotiator_desk.ui.state import OpenDeal

OF_THE_DESK: Final = ("undo", "redo")
"""The actions that follow what was done on the desk, not what is shown."""


class ActionStates(QObject):
    """Enables what makes sense for the deal, the section or the page on the screen.

    At the table only the actions that work there too can be done.
    """

    def __init__(
        self,
        actions: Mapping[str, QAction],
        open_deal: OpenDeal,
        right: RightSide,
        deal_view: DealView,
        table: TableMode,
    ) -> None:
        super().__init__(right)
        self._actions = actions
        self._open_deal = open_deal
        self._right = right
        self._deal_view = deal_view
        self._table = table
        self._entries = [entry for entry in all_entries() if entry.name not in OF_THE_DESK]
        right.turned.connect(self.show)
        deal_view.place_changed.connect(self.show)
        open_deal.opened.connect(self.show)
        table.turned.connect(self.show)
        self.show()

    def show(self) -> None:
        """Enable what can be done now."""
        for entry in self._entries:
            self._actions[entry.name].setEnabled(self._possible(entry))

    def _possible(self, entry: Entry) -> bool:
        if self._table.active and entry.name not in SHARED:
            return False
        if entry.needs_open and self._open_deal.deal_id is None:
            return False
        if entry.on_deal and not self._right.shows_deal:
            return False
        if entry.section == LIST:
            view = self._deal_view.view_at_hand()
            return view is not None and view.has_list
        return not entry.section or entry.section == self._deal_view.section_at_hand()
