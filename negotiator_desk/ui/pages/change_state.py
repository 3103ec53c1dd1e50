"""What a change wants: a price, notice, a decision, an approval, its wording; each one key away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu
from typing_extensions import override

from negotiator_desk.domain.clocks import presets_for
from negotiator_desk.domain.register import State
from negotiator_desk.models.choices import AskedIn, ChangeStatus
from negotiator_desk.models.delivery import Change
from negotiator_desk.services import changes
from negotiator_desk.services.presets import list_presets
from negotiator_desk.ui.pages.exchange_state import ExchangeState
from negotiator_desk.wording import changes as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from negotiator_desk.domain.register import ChangeRow
    from negotiator_desk.models.desk import NoticePreset


class ChangeState(ExchangeState):
    """Sentences about the change at hand, and buttons for what happened to it today."""

    @override
    def make_own_parts(self) -> None:
        self.giveaway = self.add_note("lost")
        self.clock = self.add_note("exposed")
        self.period = self.add_button(_("Notice due"), lambda: None)
        self.period.setToolTip(_("Set the day from a notice period, from becoming aware"))
        self.periods = QMenu(self.period)
        self.periods.aboutToShow.connect(self._fill_periods)
        self.period.setMenu(self.periods)
        self.noticed = self.add_button(_("Notice given today"), self._does(changes.give_notice))
        self.confirmed = self.add_button(
            _("Confirmed in writing today"), self._does(changes.confirm)
        )
        self.offered = self.add_button(_("Price offered"), self._does(changes.offer))
        self.started = self.add_button(_("Work started today"), self._does(changes.start_work))

    @override
    def add_decisions(self) -> None:
        self.agreed = self.add_button(_("Agreed today"), lambda: self._decide(ChangeStatus.AGREED))
        self.declined = self.add_button(
            _("Refused today"), lambda: self._decide(ChangeStatus.REFUSED)
        )

    def show_change(self, row: ChangeRow | None, change: Change | None) -> None:
        """Say what a change wants; None hides everything."""
        self._record, self._after = change, None
        snapshot = self._env.open_deal.snapshot
        if change is None or row is None or snapshot is None:
            self.hide()
            return
        currency, formats = snapshot.deal.currency, self._env.formats
        trade = wording.worded(change, currency, formats)
        self.weigh(trade)
        self.say(self.giveaway, *wording.giveaway_sentence(row, currency, formats))
        self.say(self.clock, *wording.clock_sentence(row, formats))
        self.say_authority(trade, currency)
        is_open = row.state in (State.POTENTIAL, State.PRICED)
        dead = row.state in (State.REFUSED, State.WITHDRAWN)
        self.period.setVisible(change.notice_given_on is None and not dead)
        self.noticed.setVisible(change.notice_given_on is None and not dead)
        self.confirmed.setVisible(
            change.asked_in is AskedIn.SPOKEN
            and change.confirmed_in_writing_on is None
            and not dead
        )
        self.offered.setVisible(row.state is State.POTENTIAL and change.price_change is not None)
        self.started.setVisible(change.work_started_on is None and not dead)
        self.agreed.setVisible(is_open)
        self.declined.setVisible(is_open)
        self.offer_wording(trade, snapshot)
        self.show_what_is_said()

    @override
    def unauthorised_words(self) -> str:
        return _("It was agreed without authority.")

    # -- doing ----------------------------------------------------------------------------------

    def _does(self, act: Callable[..., None]) -> Callable[[], None]:
        def done() -> None:
            if self._record is not None:
                self._env.editing.act(act, self._record.id)

        return done

    def _decide(self, status: ChangeStatus) -> None:
        if self._record is not None:
            self._env.editing.act(changes.decide, self._record.id, status)

    def _fill_periods(self) -> None:
        self.periods.clear()
        record = self._record
        if not isinstance(record, Change):
            return
        for preset in presets_for(record.category, list_presets(self._env.open_deal.context)):
            text = wording.preset_words(preset).replace("&", "&&")
            self.periods.addAction(text, partial(self._set_notice, preset))
        self.periods.addSeparator()
        self.periods.addAction(_("Edit the notice periods…"), self._edit_periods)

    def _set_notice(self, preset: NoticePreset) -> None:
        if isinstance(self._record, Change) and preset.days is not None:
            self._env.editing.act(changes.set_notice, self._record, preset.days)

    def _edit_periods(self) -> None:
        from negotiator_desk.ui.dialogs.notice_presets import edit_presets

        edit_presets(self._env, self)
