"""The tactics seen: what, by whom, tested or not, answered or not, and what the catalogue says."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.domain.learn import is_answered
from negotiator_desk.models.choices import Effect
from negotiator_desk.models.learn import Behaviour
from negotiator_desk.ui.menus import with_keys
from negotiator_desk.ui.models.columns import Column, columns_named
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.tabs import Section
from negotiator_desk.ui.widgets.tactic_card import TacticCard
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.meetings import answer_text, deadline_text

_EFFECTS = {Effect.WORKED: "protected", Effect.NEUTRAL: "muted", Effect.BACKFIRED: "lost"}


def _answer_meaning(behaviour: Behaviour) -> str:
    if is_answered(behaviour) and behaviour.effect is not None:
        return _EFFECTS[behaviour.effect]
    return "exposed"


def _deadline_meaning(behaviour: Behaviour) -> str:
    return "muted" if behaviour.deadline_tested else "exposed"


class BehavioursView(RecordsView):
    """The list of behaviours with the catalogue's reply to the one at hand."""

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        deadline = Column(
            name="deadline",
            title=_("Deadline"),
            width=104,
            text=deadline_text,
            meaning=_deadline_meaning,
        )
        answer = Column(
            name="answer",
            title=_("Our answer"),
            width=124,
            text=answer_text,
            meaning=_answer_meaning,
        )
        when, tactic, who = columns_named(Behaviour, "seen_on", "tactic", "stakeholder_id")
        return (when, tactic, answer, who, deadline)

    @override
    def make_bar(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        self.log = QPushButton(_("Log a tactic…"), bar)
        self.log.setToolTip(with_keys(_("From the catalogue, by one key"), "log_tactic"))
        self.log.clicked.connect(self._log)
        row.addWidget(self.log)
        row.addStretch(1)
        return bar

    @override
    def make_foot(self) -> QWidget:
        self.card = TacticCard(self)
        self.card.hide()
        return self.card

    def _log(self) -> None:
        from negotiator_desk.ui.dialogs.tactics import log_tactic

        added = log_tactic(self.env, self)
        if added is not None:
            self.list.select(added)

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        snapshot = self.env.open_deal.snapshot
        found = () if snapshot is None else snapshot.behaviours
        behaviour = next((each for each in found if each.id == record_id), None)
        self.card.setVisible(behaviour is not None)
        if behaviour is not None:
            self.card.show_tactic(behaviour.tactic)
