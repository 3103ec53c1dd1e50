"""How the deal ended: what its check asks for, what is missing, and where a won deal goes on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.learn import outcome_parts
from negotiator_desk.models.choices import Result
from negotiator_desk.models.deal import Deal
from negotiator_desk.models.fields import own_fields
from negotiator_desk.ui.pages.deal import OUTCOME, DealForm
from negotiator_desk.wording import lessons as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env

PARTS = {"result": "result", "reason": "reasons", "lesson": ""}
"""The parts of a recorded outcome, each with its field here; a lesson has a list of its own."""


class OutcomeView(DealForm):
    """The form of the outcome under a card that explains its check.

    ``handover_wanted`` asks for the handover pack.
    """

    handover_wanted = Signal()

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        others = [spec.name for spec in own_fields(Deal) if spec.name != OUTCOME]
        super().__init__(env, others, parent)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.missing = {part: self._link(part) for part in PARTS}
        self.debrief = QPushButton(_("Debrief"), self)
        self.debrief.setToolTip(_("Ten minutes, filled in from the log"))
        self.debrief.clicked.connect(lambda: env.show_kind("debriefs"))
        self.handover = QPushButton(_("Handover pack…"), self)
        self.handover.setToolTip(_("What those who deliver need to know"))
        self.handover.clicked.connect(self.handover_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (*self.missing.values(), self.debrief, self.handover):
            row.addWidget(button)
        row.addStretch(1)
        card = QFrame(self)
        card.setProperty("card", True)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 10, 16, 10)
        inner.setSpacing(8)
        inner.addWidget(self.said)
        inner.addLayout(row)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setSpacing(12)
        column.insertWidget(0, card)

    def _link(self, part: str) -> QPushButton:
        button = QPushButton(wording.part_button(part), self)
        button.clicked.connect(partial(self._go, part))
        return button

    def _go(self, part: str) -> None:
        if PARTS[part]:
            self.form.grid.parts[OUTCOME].focus_field(PARTS[part])
        else:
            self._env.show_kind("lessons")

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the first field."""
        self.form.grid.parts[OUTCOME].focus_field("")

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        facts = self._env.open_deal.facts
        if facts is None or (kinds and not kinds & {"deal", "lessons"}):
            return
        known = dict(zip(PARTS, outcome_parts(facts), strict=True))
        missing = [part for part, there in known.items() if not there]
        self.said.setText(wording.outcome_text(missing, facts.closed))
        for part, button in self.missing.items():
            button.setVisible(part in missing)
        outcome = facts.deal.outcome
        result = None if outcome is None else outcome.result
        self.debrief.setVisible(result is not None or facts.closed)
        self.handover.setVisible(result is Result.WON)
