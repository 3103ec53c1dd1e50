"""How the window was left: size, place, split, theme, deal and tab; kept on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtWidgets import QMainWindow, QSplitter

from negotiator_desk.services import settings
from negotiator_desk.ui.theme import Mode

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context
    from negotiator_desk.ui.deal_view import DealView
    from negotiator_desk.ui.env import Env

KEY = "window"
FIRST_SIZE = (1280, 800)
KEEP_DELAY = 2000
"""Milliseconds after the last move between places until the place is kept."""


class Arrangement(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept; every part has a value for a window that was never closed."""

    geometry: str = ""
    split: tuple[int, ...] = ()
    deal: UUID | None = None
    tab: int = 0
    section: int = 0
    theme: Mode = "system"


def load(context: Context) -> Arrangement:
    """The arrangement as it was kept, or that of a first start."""
    return settings.get_setting_as(context, KEY, Arrangement, Arrangement())


def keep(context: Context, arrangement: Arrangement) -> None:
    """Keep an arrangement."""
    settings.put_setting(context, KEY, msgspec.to_builtins(arrangement))


def geometry_of(window: QMainWindow) -> str:
    """Size, place and screen of a window, as text."""
    return bytes(window.saveGeometry().toBase64().data()).decode()


def restore(arrangement: Arrangement, window: QMainWindow, split: QSplitter) -> None:
    """Put a window where it was; one that fits no screen any more is left to the system."""
    geometry = QByteArray.fromBase64(arrangement.geometry.encode("ascii", "ignore"))
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        from negotiator_desk.ui.fitting import resize_within

        resize_within(window, *FIRST_SIZE)
    if len(arrangement.split) == 2 and arrangement.split[1] > 0:
        split.setSizes(list(arrangement.split))


class Keeper:
    """Keeps how the window stands: at once, or when nobody has moved on for a while."""

    def __init__(
        self, window: QMainWindow, split: QSplitter, env: Env, deal_view: DealView
    ) -> None:
        self._window, self._split = window, split
        self._env, self._deal_view = env, deal_view
        self._timer = QTimer(window)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_DELAY)
        self._timer.timeout.connect(self.keep)

    def later(self) -> None:
        """Keep it soon."""
        self._timer.start()

    def keep(self) -> None:
        """Keep it now."""
        self._timer.stop()
        open_deal, view = self._env.open_deal, self._deal_view
        sizes = tuple(self._split.sizes())
        kept = Arrangement(
            geometry=geometry_of(self._window),
            # With the deals put away there is no width of theirs to keep.
            split=sizes if all(sizes) else (),
            deal=open_deal.deal_id,
            tab=view.tab,
            section=view.page().section if open_deal.deal_id else 0,
            theme=self._env.theme.mode,
        )
        keep(open_deal.context, kept)
