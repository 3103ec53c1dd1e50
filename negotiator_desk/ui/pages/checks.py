"""All checks of the five controls with their ratio, their status and their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from negotiator_desk.ui.pages.board import Board
from negotiator_desk.ui.pages.detail import titled
from negotiator_desk.ui.pages.tables import Line
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.findings import check_help, check_label, status_label

if TYPE_CHECKING:
    from negotiator_desk.domain.results import CheckResult
    from negotiator_desk.ui.env import Env


class Checks(Board):
    """Every figure of the scores, open to the records behind it."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        self._checks: list[CheckResult] = []
        columns = (_("Check"), _("Control"), _("Met"), _("Status"))
        super().__init__(
            env, "control_bars", columns, (128, 64, 84), parent, right=(2,), optional=1
        )
        self.table.setAccessibleName(_("Checks"))

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        diagnosis = self.env.open_deal.diagnosis
        if diagnosis is None:
            return
        self.chart.refresh()
        self._checks = [check for result in diagnosis.controls for check in result.checks]
        self.model.set_lines([self._line(check) for check in self._checks])
        self.show_current()

    def _line(self, check: CheckResult) -> Line:
        theme = self.env.theme
        score = None if check.ratio is None else check.ratio * 100
        return Line(
            key=f"{check.control}.{check.name}",
            cells=(
                check_label(check.name),
                _(check.control.label),
                self.env.formats.percent(check.ratio),
                status_label(check.status),
            ),
            colours=("", theme.tokens.muted, "", theme.score_colour(score)),
        )

    @override
    def show_current(self) -> None:
        snapshot = self.env.open_deal.snapshot
        if not 0 <= self.row < len(self._checks) or snapshot is None:
            return
        check = self._checks[self.row]
        self.detail.set_head(check_label(check.name), check_help(check.name))
        behind = check.failing or check.records
        self.detail.links.show_links(titled(behind, snapshot, self.env.formats))
