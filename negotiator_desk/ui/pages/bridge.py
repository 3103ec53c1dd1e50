"""The value bridge: its chart, its steps and what stands beside it, and the records behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.domain.bridge import in_kind
from negotiator_desk.ui.pages.board import Board
from negotiator_desk.ui.pages.detail import titled
from negotiator_desk.ui.pages.tables import Line
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.charts import step_label
from negotiator_desk.wording.labels import kind_in_sentence

if TYPE_CHECKING:
    from negotiator_desk.domain.results import BridgeStep
    from negotiator_desk.ui.env import Env


class Bridge(Board):
    """From the opening to the value now, step by step."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        self._steps: tuple[BridgeStep, ...] = ()
        columns = (_("Step"), _("Amount"))
        super().__init__(env, "value_bridge", columns, (160,), parent, right=(1,))
        self.table.setAccessibleName(_("Steps of the value bridge"))
        text = _("Record {kind}").format(kind=kind_in_sentence("corridor", 2))
        self.record = QPushButton(text, self.detail)
        self.record.clicked.connect(lambda: env.show_kind("corridor"))
        self.detail.body.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        diagnosis, facts = self.env.open_deal.diagnosis, self.env.open_deal.facts
        if diagnosis is None or facts is None:
            return
        self.chart.refresh()
        beside = in_kind(facts) if diagnosis.bridge else ()
        self._steps = (*diagnosis.bridge, *beside)
        tokens = self.env.theme.tokens
        colours = {
            "lost": tokens.lost,
            "exposed": tokens.exposed,
            "protected": tokens.protected,
        }
        self.model.set_lines(
            [
                Line(
                    key=step.key,
                    cells=(step_label(step.key), self._amount(step)),
                    colours=("", colours.get(step.meaning, "")),
                )
                for step in self._steps
            ]
        )
        self.show_current()

    def _amount(self, step: BridgeStep) -> str:
        currency = self.env.open_deal.suggestions.currency
        return self.env.formats.money(step.amount, currency, sign=step.kind == "step")

    @override
    def show_current(self) -> None:
        snapshot = self.env.open_deal.snapshot
        self.record.setVisible(not self._steps)
        if not 0 <= self.row < len(self._steps) or snapshot is None:
            self.detail.set_head(
                _("No bridge yet"), _("It begins with the opening price, or with our first offer.")
            )
            self.detail.links.show_links(())
            return
        step = self._steps[self.row]
        self.detail.set_head(step_label(step.key), self._amount(step))
        self.detail.links.show_links(titled(step.records, snapshot, self.env.formats))
