"""What a trade wants: a return, an approval, a decision, its wording; each one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from negotiator_desk.models.choices import Approval, TradeStatus
from negotiator_desk.models.fields import is_missing
from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.mandate import after_line
from negotiator_desk.wording.trades import composed, expiry_words, is_giveaway, nothing_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from negotiator_desk.domain.mandate import After
    from negotiator_desk.models.table import Trade
    from negotiator_desk.ui.env import Env

_OPEN = (TradeStatus.PLANNED, TradeStatus.PROPOSED)


class TradeState(QWidget):
    """Sentences about the trade at hand, and buttons for what is done with it as a whole."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self._trade: Trade | None = None
        self._after: After | None = None
        self.giveaway = self._note("lost")
        self.expiry = self._note("exposed")
        self.authority = self._note("exposed")
        self.buttons = FlowBox(self, spacing=6)
        self.ask = self._button(_("Ask for approval"), self._on_ask)
        self.approve = self._button("", self._on_approve)
        self.refuse = self._button(_("Approval refused"), self._on_refuse)
        self.agreed = self._button(_("Agreed today"), lambda: self._decide(TradeStatus.AGREED))
        self.declined = self._button(_("Refused today"), lambda: self._decide(TradeStatus.REFUSED))
        self.compose = self._button(_("Compose the wording"), self._on_compose)
        self.compose.setToolTip(_("If you …, then we …: made from what is given and got"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for note in (self.giveaway, self.expiry, self.authority):
            column.addWidget(note)
        column.addWidget(self.buttons)
        self.hide()

    def _note(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        label.hide()
        return label

    def _button(self, text: str, work: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self.buttons)
        button.clicked.connect(lambda: work())
        self.buttons.flow.addWidget(button)
        return button

    def show_trade(self, trade: Trade | None) -> None:
        """Say what a trade wants; None hides everything."""
        self._trade, self._after = trade, None
        mandate, snapshot = self._env.open_deal.mandate, self._env.open_deal.snapshot
        if trade is None or mandate is None or snapshot is None:
            self.hide()
            return
        live = trade.status in (*_OPEN, TradeStatus.AGREED)
        covered = trade.status is TradeStatus.AGREED and trade.id in mandate.authorised
        if live and trade.given and not covered:
            self._after = mandate.after(trade)
        self._say_giveaway(trade)
        self._say_expiry(trade)
        self._say_authority(trade, snapshot.deal.currency)
        is_open = trade.status in _OPEN
        self.agreed.setVisible(is_open)
        self.declined.setVisible(is_open)
        text = composed(trade, snapshot, self._env.formats)
        self.compose.setVisible(bool(text) and text != trade.wording and is_missing(trade.wording))
        shown = (self.ask, self.approve, self.refuse, self.agreed, self.declined, self.compose)
        self.buttons.setVisible(any(not button.isHidden() for button in shown))
        notes = (self.giveaway, self.expiry, self.authority)
        self.setVisible(any(not note.isHidden() for note in notes) or not self.buttons.isHidden())

    def _say_giveaway(self, trade: Trade) -> None:
        dead = trade.status in (TradeStatus.REFUSED, TradeStatus.WITHDRAWN)
        text = ""
        if is_giveaway(trade) and not dead:
            text = _("We get {nothing}. What could they give back?").format(
                nothing=nothing_words(trade)
            )
        self._set(self.giveaway, text)

    def _say_expiry(self, trade: Trade) -> None:
        text = ""
        if trade.expires_on is not None and trade.status in _OPEN:
            day = self._env.formats.date_text(trade.expires_on)
            left = expiry_words(trade.expires_on, self._env.around.today())
            text = _("Stands until {date}: {left}.").format(date=day, left=left)
        self._set(self.expiry, text)

    def _say_authority(self, trade: Trade, currency: str) -> None:
        after = self._after
        wanting = after is not None and not after.covered
        parts = []
        if after is not None and (wanting or trade.status in _OPEN):
            line = after_line(after, currency, self._env.formats)
            parts.append(f"{line[:1].upper()}{line[1:]}.")
        asked = trade.approval_asked_on
        if asked is not None and trade.approval_answer is None:
            day = self._env.formats.date_text(asked)
            parts.append(_("Approval asked for on {date}, no answer yet.").format(date=day))
        elif trade.approval_answer is Approval.REFUSED:
            parts.append(_("The approval was refused."))
        past = wanting and trade.status is TradeStatus.AGREED and not self._in_time(trade)
        if past:
            parts.append(_("It was agreed without authority: that stays a finding."))
        self._set(self.authority, " ".join(parts), "exposed" if wanting else "caption")
        approver = None if after is None or not wanting or past else after.approver
        answered = trade.approval_answer is not None
        self.ask.setVisible(wanting and not past and (asked is None or answered))
        self.approve.setVisible(approver is not None)
        self.refuse.setVisible(approver is not None and asked is not None and not answered)
        if approver is not None:
            name = short_line(approver.holder, 40)
            self.approve.setText(_("Approved by {holder}").format(holder=name.replace("&", "&&")))
            self.approve.setProperty("holder", approver.holder)

    def _in_time(self, trade: Trade) -> bool:
        """Whether an approval of today would still be in time for a trade that is agreed."""
        day = trade.decided_on or trade.made_on
        return day is None or day >= self._env.around.today()

    def _set(self, note: QLabel, text: str, role: str = "") -> None:
        note.setText(text)
        note.setVisible(bool(text))
        if role and note.property("role") != role:
            note.setProperty("role", role)
            note.style().polish(note)

    # -- doing ----------------------------------------------------------------------------------

    def _on_ask(self) -> None:
        snapshot = self._env.open_deal.snapshot
        if self._trade is not None and self._after is not None and snapshot is not None:
            self._env.editing.ask_approval(self._trade, snapshot, self._after)

    def _on_approve(self) -> None:
        if self._trade is not None:
            self._env.editing.approve(self._trade.id, str(self.approve.property("holder")))

    def _on_refuse(self) -> None:
        if self._trade is not None:
            self._env.editing.refuse_approval(self._trade.id)

    def _decide(self, status: TradeStatus) -> None:
        if self._trade is not None:
            self._env.editing.decide_trade(self._trade.id, status)

    def _on_compose(self) -> None:
        snapshot = self._env.open_deal.snapshot
        if self._trade is not None and snapshot is not None:
            self._env.editing.compose_wording(self._trade, snapshot)
