"""Entitlements: what the contract gives us, when it runs out, claimed or waived by one click."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.delivery import is_open
from negotiator_desk.domain.register import (
    EntitlementRow,
    entitlement_row,
    entitlement_rows,
    on_top,
)
from negotiator_desk.models.choices import EntitlementStatus
from negotiator_desk.models.delivery import Entitlement
from negotiator_desk.models.fields import field_map
from negotiator_desk.services import changes as services
from negotiator_desk.ui.models.columns import Column, field_column
from negotiator_desk.ui.pages.by_facts import ByFacts
from negotiator_desk.ui.pages.changes import clock_day, groups_of
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.ui.widgets.on_top import OnTop
from negotiator_desk.ui.widgets.sums import Sums
from negotiator_desk.wording import changes as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

_SEEN: Final = frozenset({"entitlements", "deal"})


Rows = Mapping[UUID, EntitlementRow]


def _rows_of(facts: Facts) -> Rows:
    return {row.entitlement.id: row for row in entitlement_rows(facts)}


class EntitlementsView(RecordsView):
    """Entitlements with the overdue ones on top."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._rows: ByFacts[Rows] = ByFacts(env.open_deal, _rows_of, {})
        self._current: UUID | None = None
        super().__init__(section, env, parent)
        self.detail.put_above(self._make_state())

    # -- its own parts ----------------------------------------------------------------------------

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        specs = field_map(Entitlement)

        def own(
            name: str, title: str, width: int, said: Callable[[EntitlementRow], wording.Said]
        ) -> Column:
            return Column(
                name=name,
                title=title,
                width=width,
                text=lambda entitlement: said(self.row_of(entitlement))[0],
                meaning=lambda entitlement: said(self.row_of(entitlement))[1],
                depends=_SEEN,
            )

        return (
            replace(field_column(specs["name"], 160), stretch=True),
            own("state", _("State"), 158, self._state),
            replace(
                own("clock", _("Clock"), 136, self._clock),
                order=lambda entitlement: clock_day(self.row_of(entitlement)),
            ),
            replace(field_column(specs["value"], 76), text=self._value),
            replace(field_column(specs["kind"], 120), rank=1),
            replace(field_column(specs["notice_by"], 110), rank=2),
            replace(field_column(specs["due_on"], 110), rank=3),
            replace(field_column(specs["term_id"], 140, _("Term")), rank=4),
            replace(field_column(specs["trade_id"], 120, _("Trade")), rank=5),
        )

    @override
    def make_bar(self) -> QWidget:
        self.top = OnTop(self)
        self.gives_way.append(self.top)
        self.top.activated.connect(self.select)
        return self.top

    @override
    def make_foot(self) -> QWidget:
        self.sums = Sums(_("What all entitlements come to"), self)
        self.gives_way.append(self.sums)
        return self.sums

    def _make_state(self) -> QWidget:
        self.note = QLabel(self.detail)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.buttons = FlowBox(self.detail, spacing=6)
        self.claimed = QPushButton(_("Claimed today"), self.buttons)
        self.waived = QPushButton(self.buttons)
        self.missed = QPushButton(_("Missed"), self.buttons)
        gone = {self.waived: EntitlementStatus.WAIVED, self.missed: EntitlementStatus.MISSED}
        self.claimed.clicked.connect(self._claim)
        for button, status in gone.items():
            button.clicked.connect(lambda _on=False, status=status: self._let_go(status))
        for button in (self.claimed, self.waived, self.missed):
            self.buttons.flow.addWidget(button)
        state = QWidget(self.detail)
        column = QVBoxLayout(state)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.note)
        column.addWidget(self.buttons)
        self.state = state
        state.hide()
        return state

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        rows = tuple(self._rows().values())
        self.top.show_groups(groups_of(on_top(rows), snapshot, self.env))
        currency = snapshot.deal.currency
        self.sums.show_said(wording.entitlement_totals(rows, currency, self.env.formats))

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        snapshot = self.env.open_deal.snapshot
        found = () if snapshot is None else snapshot.entitlements
        entitlement = next((each for each in found if each.id == record_id), None)
        self._current = None if entitlement is None else entitlement.id
        waits = entitlement is not None and is_open(entitlement)
        self.state.setVisible(waits)
        if entitlement is None or not waits:
            return
        row = self.row_of(entitlement)
        text, meaning = wording.entitlement_sentence(row, self._currency, self.env.formats)
        self.note.setText(text)
        if self.note.property("role") != meaning:
            self.note.setProperty("role", meaning)
            self.note.style().polish(self.note)
        self.waived.setText(wording.waive_text(row, self._currency, self.env.formats))
        self.missed.setVisible(row.late)

    # -- doing ------------------------------------------------------------------------------------

    def _claim(self) -> None:
        if self._current is not None:
            self.env.editing.act(services.claim, self._current)

    def _let_go(self, status: EntitlementStatus) -> None:
        if self._current is not None:
            self.env.editing.act(services.let_go, self._current, status)

    # -- what the columns say ---------------------------------------------------------------------

    def row_of(self, entitlement: Entitlement) -> EntitlementRow:
        """An entitlement as the register shows it."""
        found = self._rows().get(entitlement.id)
        return found or entitlement_row(entitlement, self.env.around.today())

    @property
    def _currency(self) -> str:
        return self.env.around.suggestions.currency

    def _value(self, entitlement: Entitlement) -> str:
        if entitlement.value is None:
            return _("unknown")
        return self.env.formats.amount(entitlement.value, self._currency)

    def _state(self, row: EntitlementRow) -> wording.Said:
        return wording.entitlement_words(row, self._currency, self.env.formats)

    def _clock(self, row: EntitlementRow) -> wording.Said:
        return wording.clock_words(row.clock, self.env.formats)
