"""The score over time: recomputed in the background for the ends of past months or quarters."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.control import is_scored
from negotiator_desk.domain.history import score_history
from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.pages.tables import Line, LineModel, LineTable
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from datetime import date

    from negotiator_desk.charts.chart import Chart
    from negotiator_desk.domain.history import Point
    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.work import Job

log = logging.getLogger(__name__)

COMPUTE_DELAY: Final = 400
"""Milliseconds from an edit until the past is computed anew."""


def _work(snapshot: Snapshot, as_of: date, progress: Progress) -> tuple[Point, ...]:
    return score_history(snapshot, as_of, progress)


class HistoryCard(ChartCard):
    """The line of the points that were computed last."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__("score_history", env, parent)
        self.points: tuple[Point, ...] = ()

    @override
    def picture(self, width: float, height: float) -> Chart:
        from negotiator_desk.charts import palette
        from negotiator_desk.charts.history import score_history as drawn

        colours = palette.DARK if self._env.theme.dark else palette.LIGHT
        currency = self._env.open_deal.suggestions.currency or "–"
        return drawn(self.points, currency, self._env.formats, colours, width, height)


class HistoryView(SectionView):
    """Chart and table of past days; nothing of it is stored."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.env = env
        self._job: Job | None = None
        self._shown_of: Snapshot | None = None
        self.chart = HistoryCard(env, self)
        columns = (_("Day"), _("Score"), _("Lost"), _("Exposed"))
        self.model = LineModel(columns, right=(1, 2, 3), parent=self)
        self.table = LineTable(self.model, (84, 132, 132), self)
        self.table.setAccessibleName(_("Score on past days"))
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "caption")
        self.cancel = QPushButton(_("Stop"), self)
        self.cancel.clicked.connect(self._on_cancel)
        self.cancel.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(COMPUTE_DELAY)
        self._later.timeout.connect(self._compute)
        upright = QSplitter(Qt.Orientation.Vertical, self)
        upright.addWidget(self.chart)
        upright.addWidget(self.table)
        upright.setSizes([300, 260])
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(upright, 1)
        column.addLayout(below)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        if snapshot is self._shown_of:
            self.chart.refresh()  # only the colours have changed
            return
        first = self._shown_of is None or self._shown_of.deal.id != snapshot.deal.id
        self._stop()
        if first:
            self._show(())
            self._compute()
        else:
            self._later.start()

    def _stop(self) -> None:
        self._later.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.cancel.hide()

    def _compute(self) -> None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        self._stop()
        self._shown_of = snapshot
        if not is_scored(snapshot.deal):
            self._show(())
            self.note.setText(_("A public record has no scores, now or in the past."))
            return
        self.note.setText(_("The past is being computed …"))
        self.cancel.show()
        self._job = self.env.jobs.start(
            partial(_work, snapshot, self.env.around.today()),
            partial(self._done, snapshot),
            self._failed,
        )

    def _done(self, snapshot: Snapshot, points: tuple[Point, ...]) -> None:
        if snapshot is not self._shown_of or self._job is None:
            return  # of another deal, or from before an edit
        self._stop()
        self._show(points)
        self.note.setText(
            _(
                "The past is replayed from what is recorded today: what was entered late counts on "
                "its own day, and a stance or a value at stake has no history."
            )
        )

    def _failed(self, _error: Exception, trace: str) -> None:
        log.error("%s", trace)
        self._stop()
        self.note.setText(_("The past could not be computed; the log file says why."))

    def _on_cancel(self) -> None:
        self._stop()
        self.note.setText(_("Stopped. The next change of the deal computes the past again."))

    def _show(self, points: tuple[Point, ...]) -> None:
        formats, theme = self.env.formats, self.env.theme
        currency = self.env.open_deal.suggestions.currency
        self.chart.points = points
        self.chart.refresh()
        self.model.set_lines(
            [
                Line(
                    key=point.day.isoformat(),
                    cells=(
                        formats.date_text(point.day),
                        formats.score(point.score),
                        formats.money(point.lost, currency),
                        formats.money(point.exposed, currency),
                    ),
                    colours=("", theme.score_colour(point.score), "", ""),
                )
                for point in reversed(points)
            ]
        )

    @override
    def focus_main(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
