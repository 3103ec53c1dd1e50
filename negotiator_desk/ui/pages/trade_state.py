"""What a trade wants: a return, an approval, a decision, its wording; each one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from negotiator_desk.models.choices import TradeStatus
from negotiator_desk.ui.pages.exchange_state import OPEN, ExchangeState
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.trades import expiry_words, is_giveaway, nothing_words

if TYPE_CHECKING:
    from negotiator_desk.models.table import Trade


class TradeState(ExchangeState):
    """Sentences about the trade at hand, and buttons for what is done with it as a whole."""

    @override
    def make_own_parts(self) -> None:
        self.giveaway = self.add_note("lost")
        self.expiry = self.add_note("exposed")

    @override
    def add_decisions(self) -> None:
        self.agreed = self.add_button(_("Agreed today"), lambda: self._decide(TradeStatus.AGREED))
        self.declined = self.add_button(
            _("Refused today"), lambda: self._decide(TradeStatus.REFUSED)
        )

    def show_trade(self, trade: Trade | None) -> None:
        """Say what a trade wants; None hides everything."""
        self._record, self._after = trade, None
        snapshot = self._env.open_deal.snapshot
        if trade is None or self._env.open_deal.mandate is None or snapshot is None:
            self.hide()
            return
        self.weigh(trade)
        self._say_giveaway(trade)
        self._say_expiry(trade)
        self.say_authority(trade, snapshot.deal.currency)
        is_open = trade.status in OPEN
        self.agreed.setVisible(is_open)
        self.declined.setVisible(is_open)
        self.offer_wording(trade, snapshot)
        self.show_what_is_said()

    def _say_giveaway(self, trade: Trade) -> None:
        dead = trade.status in (TradeStatus.REFUSED, TradeStatus.WITHDRAWN)
        text = ""
        if is_giveaway(trade) and not dead:
            text = _("We get {nothing}. What could they give back?").format(
                nothing=nothing_words(trade)
            )
        self.say(self.giveaway, text)

    def _say_expiry(self, trade: Trade) -> None:
        text = ""
        if trade.expires_on is not None and trade.status in OPEN:
            day = self._env.formats.date_text(trade.expires_on)
            left = expiry_words(trade.expires_on, self._env.around.today())
            text = _("Stands until {date}: {left}.").format(date=day, left=left)
        self.say(self.expiry, text)

    def _decide(self, status: TradeStatus) -> None:
        if self._record is not None:
            self._env.editing.decide_trade(self._record.id, status)
