"""The table of belief beside evidence: five lines, one for each control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from negotiator_desk.domain.selfassess import PERCEPTION_FROM, beliefs
from negotiator_desk.ui.pages.tables import Line, LineModel, LineTable
from negotiator_desk.wording.beliefs import gap_text, moved_text
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import choice_label

if TYPE_CHECKING:
    from negotiator_desk.models.learn import SelfAssessment
    from negotiator_desk.ui.env import Env


class BeliefTable(LineTable):
    """Declared, evidenced, the gap between them, and what was declared last time."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        columns = (_("Control"), _("Believed"), _("Records show"), _("Belief"), _("Last time"))
        self.lines = LineModel(columns, right=(1, 2, 4))
        super().__init__(self.lines, (88, 118, 88, 88), parent, optional=4)
        self.lines.setParent(self)
        self.setAccessibleName(_("Belief beside evidence"))
        self._env = env

    def show_beliefs(self, now: SelfAssessment | None, last: SelfAssessment | None) -> None:
        """Show what one self-assessment declares, beside the records and an earlier one."""
        diagnosis = self._env.open_deal.diagnosis
        if diagnosis is None:
            return
        formats, theme = self._env.formats, self._env.theme
        self.lines.set_lines(
            [
                Line(
                    key=belief.control.value,
                    cells=(
                        choice_label(belief.control),
                        formats.score(belief.declared),
                        formats.score(belief.evidenced),
                        gap_text(belief, formats),
                        moved_text(belief, formats),
                    ),
                    colours=(
                        "",
                        "",
                        theme.score_colour(belief.evidenced),
                        theme.tokens.exposed if (belief.gap or 0) >= PERCEPTION_FROM else "",
                        theme.tokens.muted,
                    ),
                )
                for belief in beliefs(diagnosis, now, last)
            ]
        )
