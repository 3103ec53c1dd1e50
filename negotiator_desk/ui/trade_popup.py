"""The line for a trade over what is at hand (Ctrl+T); it leaves one where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from negotiator_desk.ui.overlay import Overlay
from negotiator_desk.ui.quick_entry import QuickEntry
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import deal_title
from negotiator_desk.wording.mandate import mandate_title

if TYPE_CHECKING:
    from uuid import UUID

    from negotiator_desk.ui.env import Env

WIDTH: Final = 780


class TradePopup(Overlay):
    """Closes once the trade is logged; ``logged`` carries its id."""

    logged = Signal(object)

    def __init__(self, env: Env, over: QWidget) -> None:
        super().__init__(env, over, _("Log a trade"), WIDTH)
        self.deal = self.caption()
        self.mandate = self.caption()
        self.entry = QuickEntry(env, self)
        self.column.addWidget(self.entry)
        self.caption(_("Enter logs it and closes. Esc clears, then closes."))
        self.setFocusProxy(self.entry.line)
        self.entry.logged.connect(self._on_logged)
        self.entry.left.connect(self.close_overlay)
        self.entry.fitted.connect(self._on_fitted)
        env.open_deal.changed.connect(self._on_changed)

    @override
    def open_overlay(self) -> None:
        self.entry.refresh()
        self._say_mandate()
        super().open_overlay()
        self.entry.focus_line()

    @override
    def close_overlay(self) -> None:
        self.entry.list.hide()
        self.entry.flush()
        super().close_overlay()

    def _on_logged(self, trade_id: UUID) -> None:
        self.close_overlay()
        self.logged.emit(trade_id)

    def _on_fitted(self) -> None:
        self.fit()
        self.entry.list.raise_()

    def _on_changed(self, _kinds: frozenset[str]) -> None:
        if self.isVisible():
            self.entry.refresh()
            self._say_mandate()

    def _say_mandate(self) -> None:
        mandate, snapshot = self.env.open_deal.mandate, self.env.open_deal.snapshot
        if mandate is not None and snapshot is not None:
            # Over a page about all deals nothing else says whose trade it is.
            self.deal.setText(deal_title(snapshot.deal.title))
            currency = snapshot.deal.currency
            self.mandate.setText(mandate_title(mandate, currency, self.env.formats))
