"""The value bridge: the chart, its steps as a table, and the records behind each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.pages.detail import DetailCard, titled
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.pages.tables import Line, LineModel, LineTable
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.charts import step_label

if TYPE_CHECKING:
    from negotiator_desk.domain.results import BridgeStep
    from negotiator_desk.ui.env import Env


class Bridge(SectionView):
    """From the opening to the value now, step by step."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._steps: tuple[BridgeStep, ...] = ()
        self.chart = ChartCard("value_bridge", env, self)
        self.model = LineModel((_("Step"), _("Amount")), right=(1,), parent=self)
        self.table = LineTable(self.model, (160,), self)
        self.table.setAccessibleName(_("Steps of the value bridge"))
        self.detail = DetailCard(_("Records behind it"), joint="", links_below=True)
        self.detail.links.activated.connect(env.go_to)
        upright = QSplitter(Qt.Orientation.Vertical, self)
        upright.addWidget(self.chart)
        upright.addWidget(self.table)
        upright.setSizes([260, 260])
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(upright)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        split.setSizes([580, 340])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.model.modelReset.connect(lambda: self.table.selectRow(0))

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the open deal as it now is."""
        diagnosis = self._env.open_deal.diagnosis
        if diagnosis is None:
            return
        self.chart.refresh()
        self._steps = diagnosis.bridge
        tokens = self._env.theme.tokens
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
        self._show_current()

    def _amount(self, step: BridgeStep) -> str:
        currency = self._env.open_deal.suggestions.currency
        return self._env.formats.money(step.amount, currency, sign=step.kind == "step")

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_current(self) -> None:
        row = self.table.currentIndex().row()
        snapshot = self._env.open_deal.snapshot
        if not 0 <= row < len(self._steps) or snapshot is None:
            self.detail.set_head(
                _("No bridge yet"), _("It begins with the opening price, or with our first offer.")
            )
            self.detail.links.show_links(())
            return
        step = self._steps[row]
        self.detail.set_head(step_label(step.key), self._amount(step))
        self.detail.links.show_links(titled(step.records, snapshot, self._env.formats))
