"""What a trade or a change wants as a whole: sentences, approval, wording; each one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from negotiator_desk.models.choices import Approval, TradeStatus
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.kinds import KIND_OF
from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.mandate import after_line
from negotiator_desk.wording.trades import composed

if TYPE_CHECKING:
    from collections.abc import Callable

    from negotiator_desk.domain.mandate import After
    from negotiator_desk.domain.negotiated import Negotiated
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.table import Trade
    from negotiator_desk.ui.env import Env

OPEN = (TradeStatus.PLANNED, TradeStatus.PROPOSED)


class ExchangeState(QWidget):
    """Notes above a flow of buttons; what is asked, approved and worded is the same for both."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self._record: Negotiated | None = None
        self._after: After | None = None
        self._notes: list[QLabel] = []
        self._buttons: list[QPushButton] = []
        self.buttons = FlowBox(self, spacing=6)
        self.make_own_parts()
        self.authority = self.add_note("exposed")
        self.ask = self.add_button(_("Ask for approval"), self._on_ask)
        self.approve = self.add_button("", self._on_approve)
        self.refuse = self.add_button(_("Approval refused"), self._on_refuse)
        self.add_decisions()
        self.compose = self.add_button(_("Compose the wording"), self._on_compose)
        self.compose.setToolTip(_("If you …, then we …: made from what is given and got"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for note in self._notes:
            column.addWidget(note)
        column.addWidget(self.buttons)
        self.hide()

    def make_own_parts(self) -> None:
        """Notes and buttons that stand before those of the approval."""

    def add_decisions(self) -> None:
        """The buttons that decide it, behind those of the approval."""

    def add_note(self, role: str) -> QLabel:
        """Another sentence, below those made before."""
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        label.hide()
        self._notes.append(label)
        return label

    def add_button(self, text: str, work: Callable[[], None]) -> QPushButton:
        """Another button, behind those made before."""
        button = QPushButton(text, self.buttons)
        button.clicked.connect(lambda: work())
        self.buttons.flow.addWidget(button)
        self._buttons.append(button)
        return button

    def say(self, note: QLabel, text: str, role: str = "") -> None:
        """Put a sentence into a note, or hide it."""
        note.setText(text)
        note.setVisible(bool(text))
        if role and note.property("role") != role:
            note.setProperty("role", role)
            note.style().polish(note)

    # -- what both say ----------------------------------------------------------------------------

    def weigh(self, trade: Trade) -> None:
        """Work out what the record at hand leaves of the mandate, where it gives something."""
        mandate = self._env.open_deal.mandate
        self._after = None
        if mandate is None or self._record is None or not trade.given:
            return
        agreed = trade.status is TradeStatus.AGREED
        if trade.status in OPEN or (agreed and trade.id not in mandate.authorised):
            self._after = mandate.after(self._record)

    def say_authority(self, trade: Trade, currency: str) -> None:
        """Whose authority it stands under or wants, and the buttons that get it."""
        after = self._after
        wanting = after is not None and not after.covered
        parts = []
        if after is not None and (wanting or trade.status in OPEN):
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
            parts.append(self.unauthorised_words())
        self.say(self.authority, " ".join(parts), "exposed" if wanting else "caption")
        approver = None if after is None or not wanting or past else after.approver
        answered = trade.approval_answer is not None
        self.ask.setVisible(wanting and not past and (asked is None or answered))
        self.approve.setVisible(approver is not None)
        self.refuse.setVisible(approver is not None and asked is not None and not answered)
        if approver is not None:
            name = short_line(approver.holder, 40)
            self.approve.setText(_("Approved by {holder}").format(holder=name.replace("&", "&&")))
            self.approve.setProperty("holder", approver.holder)

    def unauthorised_words(self) -> str:
        """What is said of one that was agreed without authority."""
        return _("It was agreed without authority: that stays a finding.")

    def offer_wording(self, trade: Trade, snapshot: Snapshot) -> None:
        """Show the button that composes the wording where there is none and one can be made."""
        text = composed(trade, snapshot, self._env.formats)
        self.compose.setVisible(bool(text) and text != trade.wording and is_missing(trade.wording))

    def show_what_is_said(self) -> None:
        """Show the whole while a note or a button of it is shown."""
        self.buttons.setVisible(any(not button.isHidden() for button in self._buttons))
        self.setVisible(
            any(not note.isHidden() for note in self._notes) or not self.buttons.isHidden()
        )

    def _in_time(self, trade: Trade) -> bool:
        """Whether an approval of today would still be in time for what is agreed."""
        day = trade.decided_on or trade.made_on
        return day is None or day >= self._env.around.today()

    # -- doing ----------------------------------------------------------------------------------

    def _on_ask(self) -> None:
        snapshot = self._env.open_deal.snapshot
        if self._record is not None and self._after is not None and snapshot is not None:
            self._env.editing.ask_approval(self._record, snapshot, self._after)

    def _on_approve(self) -> None:
        if self._record is not None:
            kind, holder = KIND_OF[type(self._record)], str(self.approve.property("holder"))
            self._env.editing.approve(kind, self._record.id, holder)

    def _on_refuse(self) -> None:
        if self._record is not None:
            self._env.editing.refuse_approval(KIND_OF[type(self._record)], self._record.id)

    def _on_compose(self) -> None:
        snapshot = self._env.open_deal.snapshot
        if self._record is not None and snapshot is not None:
            self._env.editing.compose_wording(self._record, snapshot)
