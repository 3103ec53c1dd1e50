"""What the user chose to see: the parts of the window that can be put away, the order of lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from negotiator_desk.services import settings
from negotiator_desk.wording.catalogue import N_, _

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context
    from negotiator_desk.ui.theme import Theme

KEY: Final = "panes"
ORDERS: Final = "orders"
DEALS_LEAST: Final = 880
"""Across less than this, in pixels of the design, the deals at the left are put away."""


class Pane(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the window that can be put away: its keys and its name."""

    keys: str
    name: str


PANES: Final = {
    "deals": Pane(keys="Ctrl+Shift+D", name=N_("Deals at the left")),
    "rail": Pane(keys="Ctrl+Shift+H", name=N_("Five controls above the tabs")),
    "top": Pane(keys="Ctrl+Shift+G", name=N_("Picture above the list")),
    "form": Pane(keys="Ctrl+Shift+F", name=N_("Form beside the list")),
}
"""Each part by its name in the code."""


class Part(msgspec.Struct, frozen=True):
    """A part of one box: what is hidden, from which room on it is shown, where a choice holds.

    ``least`` is the width of the box (its height where ``high``) in pixels of the design, so that
    large text counts as little room. A choice is kept under ``place``, once for boxes with that
    room and once for those without: what is put away on a laptop still stands on a large screen.
    """

    widget: QWidget
    least: int = 0
    high: bool = False
    place: str = ""


class Panes(QObject):
    """What the user chose to see; kept on the desk, the same for all deals."""

    changed = Signal()

    def __init__(self, context: Context, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._theme = theme

    @cached_property
    def _chosen(self) -> dict[str, bool]:
        return settings.get_setting_as(self._context, KEY, dict[str, bool], {})

    @cached_property
    def _orders(self) -> dict[str, str]:
        return settings.get_setting_as(self._context, ORDERS, dict[str, str], {})

    def is_roomy(self, part: Part, box: QWidget) -> bool:
        """Whether a box has the room that a part wants."""
        room = box.height() if part.high else box.width()
        return room >= part.least * self._theme.sizes.factor

    def is_chosen(self, part: Part, box: QWidget) -> bool:
        """Whether a part of this box is to be seen: where there is room, or as was chosen."""
        roomy = self.is_roomy(part, box)
        return self._chosen.get(_key(part, roomy), roomy)

    def choose(self, part: Part, box: QWidget, shown: bool) -> None:
        """Show or put away a part wherever there is as much, or as little, room as here."""
        self._chosen[_key(part, self.is_roomy(part, box))] = shown
        settings.put_setting(self._context, KEY, self._chosen)
        self.changed.emit()

    def order_of(self, section: str) -> str:
        """The order in which the list of a section was left, as ``Sorting.text``."""
        return self._orders.get(section, "")

    def keep_order(self, section: str, order: str) -> None:
        """Keep the order in which a list is shown."""
        self._orders[section] = order
        settings.put_setting(self._context, ORDERS, self._orders)


def _key(part: Part, roomy: bool) -> str:
    return f"{part.place}.{'roomy' if roomy else 'narrow'}"


def pane_tip(pane: str, shown: bool) -> str:
    """What the button of a part does, with its keys."""
    text = _("Put away: {part} ({keys})") if shown else _("Show: {part} ({keys})")
    return text.format(part=_(PANES[pane].name), keys=PANES[pane].keys)


class Folding(QObject):
    """Shows and hides the parts of one box as its size and the user's choice have it.

    A part can be peeked at (it is shown although it is put away, until it is no longer needed),
    or give way for a while. ``changed`` says that a part came or went.
    """

    changed = Signal()

    def __init__(self, box: QWidget, panes: Panes, parts: Mapping[str, Part]) -> None:
        super().__init__(box)
        self._box = box
        self._panes = panes
        self.parts = dict(parts)
        self._peeked: set[str] = set()
        self._giving_way: set[tuple[str, str]] = set()
        self._shown: dict[str, bool] = {}
        box.installEventFilter(self)
        panes.changed.connect(self._on_chosen)

    def is_shown(self, pane: str) -> bool:
        """Whether a part is to be seen now."""
        return self._shown.get(pane, True)

    def peek(self, pane: str, on: bool = True) -> None:
        """Show a part for as long as it is needed, whatever was chosen."""
        if pane in self.parts and (pane in self._peeked) is not on:
            (self._peeked.add if on else self._peeked.discard)(pane)
            self.fit()

    def give_way(self, pane: str, on: bool, why: str = "") -> None:
        """Hide a part while something else (``why``) needs the room, unless it is asked for."""
        reason = (pane, why)
        if pane in self.parts and (reason in self._giving_way) is not on:
            (self._giving_way.add if on else self._giving_way.discard)(reason)
            self.fit()

    def turn(self, pane: str) -> None:
        """Put away a part that is shown, show one that is not; and keep to that."""
        if pane in self.parts:
            shown = not self.is_shown(pane)
            self._peeked.discard(pane)
            self._giving_way = {reason for reason in self._giving_way if reason[0] != pane}
            self._panes.choose(self.parts[pane], self._box, shown)

    def fit(self) -> None:
        """Show what there is room for, or what was chosen."""
        shown = {pane: self._is_wanted(pane) for pane in self.parts}
        if shown != self._shown:
            self._shown = shown
            for pane, part in self.parts.items():
                part.widget.setVisible(shown[pane])
            self.changed.emit()

    def _is_wanted(self, pane: str) -> bool:
        if pane in self._peeked:
            return True
        if any(pane == giving for giving, _why in self._giving_way):
            return False
        return self._panes.is_chosen(self.parts[pane], self._box)

    def _on_chosen(self) -> None:
        self._peeked.clear()
        self.fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False


def fold_deals(box: QWidget, deals: QWidget, panes: Panes) -> Folding:
    """Let the deals at the left of a window be put away."""
    return Folding(box, panes, {"deals": Part(deals, least=DEALS_LEAST, place="deals")})
