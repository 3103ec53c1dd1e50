"""The first section: headline, bridge, controls, findings; at first, what to record next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.checks import RECORDED_IN
from negotiator_desk.domain.results import Finding, Status
from negotiator_desk.models.choices import Origin
from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.pages.action_entry import ActionEntry
from negotiator_desk.ui.pages.board import Board, CardScroll
from negotiator_desk.ui.pages.carry_line import CarryLine
from negotiator_desk.ui.pages.detail import titled
from negotiator_desk.ui.pages.headline import Headline, enough
from negotiator_desk.ui.pages.tables import Line
from negotiator_desk.ui.pages.what_if import WhatIf
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.findings import check_label, finding_action, finding_text
from negotiator_desk.wording.labels import kind_in_sentence, kind_label, kind_why

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.ui.env import Env

LOW = 520
"""Below this height, in pixels of the design, the overview leaves out its charts; the bridge has a
section of its own, and the controls stand in the head, with what was declared."""

CONTROLS = 184
"""The height of the five controls beside the findings."""


def next_kinds(diagnosis: Diagnosis) -> list[str]:
    """The kinds to record next: those that the checks of the reached controls have no data for."""
    missing = (
        RECORDED_IN[check.name]
        for result in diagnosis.controls
        for check in result.checks
        if check.status is Status.NO_DATA
    )
    return list(dict.fromkeys(missing))


class Overview(Board):
    """Findings in order of money, each with the records behind it and the way to mend it."""

    folds_chart = False  # it stands in the room that the findings leave

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        self._rows: list[Finding | str] = []
        columns = (_("Finding"), _("Control"), _("Money"))
        super().__init__(env, "value_bridge", columns, (128, 112), parent, right=(2,), optional=1)
        self.table.setAccessibleName(_("Findings"))
        self.headline = Headline(env, self)
        self.left.insertWidget(0, self.headline)
        self.left.insertWidget(1, CarryLine(env, self), 0, Qt.AlignmentFlag.AlignLeft)
        self.text = QLabel(self.detail)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.record = QPushButton(self.detail)
        self.record.clicked.connect(self._open)
        self.entry = ActionEntry(env, self.detail)
        self.detail.body.addWidget(self.text)
        self.detail.body.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        self.detail.body.addWidget(self.entry)
        self.what_if = WhatIf(env, self)
        self.left.addWidget(self.what_if)
        self.model.tick_wanted.connect(self._on_tick)
        self.what_if.changed.connect(self._show_findings)
        self.table.activated.connect(self._open)

    @override
    def make_side(self) -> QWidget:
        """The five controls with evidence beside what was declared, and the card below them."""
        side = QWidget(self)
        self.controls = ChartCard("control_bars", self.env, side)
        self.controls.setFixedHeight(self.env.theme.sizes.px(CONTROLS))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.controls)
        column.addWidget(CardScroll(self.detail, side), 1)
        return side

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = event.size().height() >= self.env.theme.sizes.px(LOW)
        for chart in (self.chart, self.controls):
            chart.setVisible(high)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        diagnosis, snapshot = self.env.open_deal.diagnosis, self.env.open_deal.snapshot
        if diagnosis is None or snapshot is None:
            return
        self.headline.show_diagnosis(diagnosis)
        self.chart.refresh()
        self.controls.refresh()
        self._show_findings()

    def _show_findings(self) -> None:
        diagnosis, snapshot = self.env.open_deal.diagnosis, self.env.open_deal.snapshot
        if diagnosis is None or snapshot is None:
            return
        self.what_if.show_diagnosis(diagnosis)
        public = snapshot.deal.origin == Origin.PUBLIC_RECORD
        early = not public and not enough(diagnosis)
        first = _("Record next, then findings") if early else _("Finding")
        money = _("Money, {currency}").format(currency=diagnosis.currency).rstrip(", ")
        self.model.set_columns((first, _("Control"), money))
        self._rows = [] if public else list(diagnosis.findings)
        if early:
            self._rows[:0] = next_kinds(diagnosis)
        self.model.set_lines(
            [
                self._next_line(row) if isinstance(row, str) else self._line(row, diagnosis)
                for row in self._rows
            ]
        )
        self.show_current()

    def _on_tick(self, key: str, on: bool) -> None:
        self.what_if.tick(key.partition(".")[2], on)

    def _next_line(self, kind: str) -> Line:
        why = kind_why(kind)
        text = _("{kind}: {why}").format(kind=kind_label(kind, plural=True), why=why)
        return Line(key=f"next.{kind}", cells=(text, "", ""))

    def _line(self, finding: Finding, diagnosis: Diagnosis) -> Line:
        snapshot, formats = self.env.open_deal.snapshot, self.env.formats
        assert snapshot is not None
        tokens = self.env.theme.tokens
        colour = tokens.exposed if finding.mendable else tokens.muted
        money = formats.amount(finding.money, diagnosis.currency) if finding.money else ""
        return Line(
            key=f"{finding.control}.{finding.key}",
            cells=(finding_text(finding, snapshot, formats), _(finding.control.label), money),
            colours=("", tokens.muted, colour),
            ticked=self.what_if.state(finding),
        )

    def _current(self) -> Finding | str | None:
        return self._rows[self.row] if 0 <= self.row < len(self._rows) else None

    @override
    def show_current(self) -> None:
        current, snapshot = self._current(), self.env.open_deal.snapshot
        self.record.setVisible(isinstance(current, str))
        self.entry.setVisible(isinstance(current, Finding))
        self.text.setVisible(isinstance(current, Finding))
        self.detail.links.show_links(())
        if current is None or snapshot is None:
            self.detail.set_head(
                _("No findings"),
                _("Findings appear here as the records show where control is missing."),
            )
        elif isinstance(current, str):
            self.detail.set_head(kind_label(current, plural=True), kind_why(current))
            self.record.setText(_("Record {kind}").format(kind=kind_in_sentence(current, 2)))
        else:
            formats = self.env.formats
            note = finding_text(current, snapshot, formats)
            if not current.mendable:
                note += "\n" + _("Its day has passed: a lesson for the next deal.")
            self.detail.set_head(check_label(current.key), note)
            self.text.setText(finding_action(current, snapshot, formats))
            self.entry.show_finding(current)
            self.detail.links.show_links(titled(current.records, snapshot, formats))

    def _open(self) -> None:
        current = self._current()
        if isinstance(current, str):
            self.env.show_kind(current)
        elif current is not None and current.records:
            self.env.go_to(current.records[0])
