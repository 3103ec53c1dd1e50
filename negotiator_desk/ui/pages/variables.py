"""The variables sheet: where each stands on its ladder, what a unit is worth, what to trade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.discount import payment_day
from negotiator_desk.domain.pairs import pairs
from negotiator_desk.domain.standing import Standing, standings
from negotiator_desk.models.choices import VariableCategory
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.table import Variable
from negotiator_desk.ui.models.columns import Column, field_column
from negotiator_desk.ui.pages.by_facts import ByFacts
from negotiator_desk.ui.pages.pairs_card import PairsCard
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.widgets.ladder import LadderPicture
from negotiator_desk.wording import price as price_wording
from negotiator_desk.wording import variables as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

FOLLOW_DELAY: Final = 150
"""Milliseconds from an edit to the pairs that may follow from it."""

_SEEN: Final = frozenset({"variables", "trades", "deal"})

Standings = Mapping[UUID, Standing]


def _standings_of(facts: Facts) -> Standings:
    found = standings(facts.recorded, facts.as_of)
    return {standing.variable.id: standing for standing in found}


class VariablesView(RecordsView):
    """Variables with their ladders; the pairs worth trading stand on top."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._standings: ByFacts[Standings] = ByFacts(env.open_deal, _standings_of, {})
        super().__init__(section, env, parent)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_DELAY)
        self._follow.timeout.connect(self._show_pairs)
        self._put_ladder()
        self.upright.setSizes([150, 360])

    def _put_ladder(self) -> None:
        """The picture and the money of a unit stand over the form of the variable."""
        self.about = QWidget(self.detail)
        self.ladder = LadderPicture(self.env.theme, self.env.formats, self.about)
        self.worth = QLabel(self.about)
        self.worth.setTextFormat(Qt.TextFormat.PlainText)
        self.worth.setWordWrap(True)
        self.take = QPushButton(self.about)
        self.take.setProperty("link", True)
        self.take.clicked.connect(self._act_on_payment_day)
        column = QVBoxLayout(self.about)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.ladder)
        column.addWidget(self.worth)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.about.hide()

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        computed = partial(Column, depends=_SEEN)
        specs = field_map(Variable)
        stand = computed("stand", _("Where we stand"), 194, text=self._stand, meaning=self._meaning)
        return (
            field_column(specs["name"], 132),
            computed("direction", _("Give or get"), 100, text=self._direction),
            stand,
            computed("state", _("Traded"), 130, text=self._state),
            computed("unit", _("One unit"), 112, text=self._unit),
            field_column(specs["ask"], 96),
            field_column(specs["target"], 96),
            field_column(specs["fallback"], 96),
            field_column(specs["limit"], 96),
            computed("weights", _("Weights"), 120, text=self._weights),
        )

    @override
    def make_top(self) -> QWidget:
        self.pairs = PairsCard(self.env, self)
        self.pairs.plan_wanted.connect(self._plan)
        self.pairs.open_wanted.connect(self.env.go_to)
        return self.pairs

    # -- showing --------------------------------------------------------------------------------

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        if not kinds or kinds & _SEEN:
            if kinds:
                self._follow.start()
            else:
                self._show_pairs()

    def _show_pairs(self) -> None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is not None:
            self.pairs.show_pairs(pairs(tuple(self._standings().values())), snapshot)

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        self._show_about(record_id)

    def _place_about(self) -> None:
        """Over the fields, scrolled with them; the form is made with the first variable."""
        inside = None if self.form is None else self.form.widget()
        column = None if inside is None else inside.layout()
        if isinstance(column, QVBoxLayout) and self.about.parent() is not inside:
            column.insertWidget(0, self.about)

    def _show_about(self, record_id: UUID | None) -> None:
        snapshot = self.env.open_deal.snapshot
        standing = None
        if snapshot is not None and record_id is not None:
            standing = self._standings().get(record_id)
        self._place_about()
        self.about.setVisible(standing is not None)
        self.ladder.show_standing(standing)
        if standing is None or snapshot is None:
            return
        variable, formats = standing.variable, self.env.formats
        parts = [
            wording.unit_worth_text(variable, formats, snapshot.deal.currency),
            wording.red_line_text(variable),
            wording.weights_sentence(variable, formats),
        ]
        payment = variable.category is VariableCategory.PAYMENT
        self.take.setVisible(False)
        if payment:
            found = payment_day(snapshot, self.env.around.today())
            parts.append(price_wording.payment_day_text(found, formats, snapshot.deal.currency))
            if found.missing:
                self.take.setText(_("Set the finance rate"))
                self.take.setVisible("finance_rate_percent" in found.missing)
            elif variable.value_per_unit is None:
                self.take.setText(_("Take it over"))
                self.take.setVisible(True)
        text = " ".join(part for part in parts if part)
        self.worth.setText(text)
        self.worth.setVisible(bool(text))

    def _of(self, variable: Variable) -> Standing | None:
        return self._standings().get(variable.id)

    # -- what the columns say ---------------------------------------------------------------------

    def _direction(self, variable: Variable) -> str:
        return wording.direction_text(variable)

    def _stand(self, variable: Variable) -> str:
        standing = self._of(variable)
        return "" if standing is None else wording.stand_text(standing, self.env.formats)

    def _meaning(self, variable: Variable) -> str:
        standing = self._of(variable)
        return "" if standing is None else wording.stand_meaning(standing)

    def _state(self, variable: Variable) -> str:
        standing, snapshot = self._of(variable), self.env.open_deal.snapshot
        if standing is None:
            return ""
        return wording.state_text(standing, self.env.formats, snapshot)

    def _unit(self, variable: Variable) -> str:
        currency = self.env.around.suggestions.currency
        return wording.unit_worth_short(variable, self.env.formats, currency)

    def _weights(self, variable: Variable) -> str:
        return wording.weights_text(variable, self.env.formats)

    # -- doing ----------------------------------------------------------------------------------

    def _plan(self, give_id: UUID, get_id: UUID) -> None:
        self.env.editing.plan_pair(give_id, get_id)

    def _act_on_payment_day(self) -> None:
        """Write the reckoned cost of a day into the variable, or go where its rate is set."""
        snapshot, record_id = self.env.open_deal.snapshot, self.list.current_id()
        if snapshot is None or record_id is None:
            return
        found = payment_day(snapshot, self.env.around.today())
        if found.cost is None:
            self.env.go_to(snapshot.deal.id)
            return
        amount = self.env.formats.to_decimal(found.cost, snapshot.deal.currency)
        self.env.editing.set_value("variables", record_id, "value_per_unit", amount)
