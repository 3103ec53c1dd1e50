"""The views of the Control gap tab that are no list of records: overview and checks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.pages.detail import DetailCard, titled
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.pages.tables import Line, LineModel, LineTable
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.findings import (
    check_help,
    check_label,
    finding_action,
    finding_text,
    status_label,
)

if TYPE_CHECKING:
    from negotiator_desk.domain.results import CheckResult, Diagnosis, Finding
    from negotiator_desk.ui.env import Env

LOW = 520
"""Below this height the overview leaves out its chart."""


def enough(diagnosis: Diagnosis) -> bool:
    """Whether coverage allows a deal score to be shown (control model: 50 percent)."""
    return diagnosis.coverage is not None and diagnosis.coverage >= 50


class Headline(QFrame):
    """The score of the deal, or what is known so far, and the money in one sentence."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self.setProperty("card", True)
        self.score = QLabel(self)
        self.score.setProperty("role", "figure")
        self.caption = QLabel(self)
        self.caption.setProperty("muted", True)
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.score)
        left.addWidget(self.caption)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(20)
        row.addLayout(left)
        row.addWidget(self.text, 1)

    def show_diagnosis(self, diagnosis: Diagnosis) -> None:
        """Show the deal as diagnosed."""
        formats = self._env.formats
        if diagnosis.score is not None and enough(diagnosis):
            self.score.setText(formats.score(diagnosis.score))
            self._paint_score(self._env.theme.score_colour(diagnosis.score))
            self.caption.setText(
                _("control score · gap {gap}").format(gap=formats.score(diagnosis.gap))
            )
        else:
            self.score.setText(f"{formats.score(diagnosis.coverage)} %")
            self._paint_score(self._env.theme.tokens.ink)
            self.caption.setText(_("recorded so far"))
        self.text.setText(self._sentence(diagnosis))

    def _paint_score(self, colour: str) -> None:
        palette = self.score.palette()
        palette.setColor(self.score.foregroundRole(), QColor(colour))
        self.score.setPalette(palette)

    def _sentence(self, diagnosis: Diagnosis) -> str:
        formats = self._env.formats
        snapshot = self._env.open_deal.snapshot
        if snapshot is not None and snapshot.deal.origin == "public_record":
            return _("A public record has no scores. Its dates, values and changes are evidence.")
        currency = diagnosis.currency
        lost = [
            _("{amount} at “{control}”").format(
                amount=formats.amount(result.lost, currency), control=_(result.control.label)
            )
            for result in diagnosis.controls
            if result.lost
        ]
        exposed = sum((r.exposed or Fraction(0) for r in diagnosis.controls), Fraction(0))
        parts = []
        if not enough(diagnosis):
            parts.append(_("Less than half of the checks can be judged, so there is no score yet."))
        if lost:
            parts.append(
                _("Lost so far, in {currency}: {list}.").format(
                    currency=currency, list=", ".join(lost)
                )
            )
        else:
            parts.append(_("Nothing lost on record."))
        if exposed:
            parts.append(
                _("{amount} can still go.").format(amount=formats.money(exposed, currency))
            )
        return " ".join(parts)


class Overview(SectionView):
    """Value bridge and findings in order of money, each with the records behind it."""

    action_wanted = Signal(object)

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._findings: tuple[Finding, ...] = ()
        self.headline = Headline(env, self)
        self.chart = ChartCard("value_bridge", env, self)
        self.model = LineModel((_("Finding"), _("Control"), _("Money")), right=(2,), parent=self)
        self.table = LineTable(self.model, (128, 112), self, optional=1)
        self.table.setAccessibleName(_("Findings"))
        self.detail = DetailCard(_("Records behind it"), joint="", links_below=True)
        self.detail.links.activated.connect(env.go_to)
        self.action = QPushButton(_("Make this an action"), self.detail)
        self.action.clicked.connect(self._make_action)
        self.text = QLabel(self.detail)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.detail.body.addWidget(self.text)
        self.detail.body.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeft)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.activated.connect(self._open_first)
        self.model.modelReset.connect(self._select_first)

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.headline)
        self.upright = QSplitter(Qt.Orientation.Vertical, left)
        self.upright.addWidget(self.chart)
        self.upright.addWidget(self.table)
        self.upright.setStretchFactor(0, 2)
        self.upright.setStretchFactor(1, 3)
        self.upright.setChildrenCollapsible(True)
        column.addWidget(self.upright, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(left)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([500, 300])
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a low window the findings come first; the bridge has a section of its own.
        self.chart.setVisible(event.size().height() >= LOW)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the open deal as it now is."""
        diagnosis = self._env.open_deal.diagnosis
        snapshot = self._env.open_deal.snapshot
        if diagnosis is None or snapshot is None:
            return
        formats, tokens = self._env.formats, self._env.theme.tokens
        self.headline.show_diagnosis(diagnosis)
        money = _("Money, {currency}").format(currency=diagnosis.currency)
        self.model.set_columns((_("Finding"), _("Control"), money.rstrip(", ")))
        self.chart.refresh()
        self._findings = diagnosis.findings
        lines = []
        for finding in self._findings:
            colour = tokens.exposed if finding.mendable else tokens.muted
            lines.append(
                Line(
                    key=f"{finding.control}.{finding.key}",
                    cells=(
                        finding_text(finding, snapshot, formats),
                        _(finding.control.label),
                        formats.amount(finding.money, diagnosis.currency) if finding.money else "",
                    ),
                    colours=("", tokens.muted, colour),
                )
            )
        self.model.set_lines(lines)
        self._show_current()

    def _select_first(self) -> None:
        if self._findings:
            self.table.selectRow(0)

    def _current(self) -> Finding | None:
        row = self.table.currentIndex().row()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_current(self) -> None:
        snapshot = self._env.open_deal.snapshot
        finding = self._current()
        self.action.setVisible(finding is not None)
        self.text.setVisible(finding is not None)
        if finding is None or snapshot is None:
            self.detail.set_head(
                _("No findings"),
                _("Findings appear here as the records show where control is missing."),
            )
            self.detail.links.show_links(())
            return
        formats = self._env.formats
        title = check_label(finding.key)
        note = finding_text(finding, snapshot, formats)
        if not finding.mendable:
            note += "\n" + _("Its day has passed: a lesson for the next deal.")
        self.detail.set_head(title, note)
        self.text.setText(finding_action(finding, snapshot, formats))
        self.detail.links.show_links(titled(finding.records, snapshot, formats))

    def _open_first(self) -> None:
        finding = self._current()
        if finding is not None and finding.records:
            self._env.go_to(finding.records[0])

    def _make_action(self) -> None:
        finding = self._current()
        if finding is not None:
            self.action_wanted.emit(finding)


class Checks(SectionView):
    """All checks of the five controls with their ratio, their status and their records."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._checks: list[CheckResult] = []
        self.chart = ChartCard("control_bars", env, self)
        self.model = LineModel(
            (_("Check"), _("Control"), _("Met"), _("Status")), right=(2,), parent=self
        )
        self.table = LineTable(self.model, (128, 64, 84), self, optional=1)
        self.table.setAccessibleName(_("Checks"))
        self.detail = DetailCard(_("Records behind it"), joint="", links_below=True)
        self.detail.links.activated.connect(env.go_to)
        self.upright = QSplitter(Qt.Orientation.Vertical, self)
        self.upright.addWidget(self.chart)
        self.upright.addWidget(self.table)
        self.upright.setStretchFactor(0, 2)
        self.upright.setStretchFactor(1, 3)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(self.upright)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([500, 300])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.model.modelReset.connect(lambda: self.table.selectRow(0))

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the open deal as it now is."""
        diagnosis = self._env.open_deal.diagnosis
        if diagnosis is None:
            return
        self.chart.refresh()
        formats, theme = self._env.formats, self._env.theme
        self._checks = [check for result in diagnosis.controls for check in result.checks]
        lines = []
        for check in self._checks:
            colour = "" if check.ratio is None else theme.score_colour(check.ratio * 100)
            lines.append(
                Line(
                    key=f"{check.control}.{check.name}",
                    cells=(
                        check_label(check.name),
                        _(check.control.label),
                        formats.percent(check.ratio),
                        status_label(check.status),
                    ),
                    colours=("", theme.tokens.muted, "", colour or theme.tokens.muted),
                )
            )
        self.model.set_lines(lines)
        self._show_current()

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_current(self) -> None:
        row = self.table.currentIndex().row()
        snapshot = self._env.open_deal.snapshot
        if not 0 <= row < len(self._checks) or snapshot is None:
            return
        check = self._checks[row]
        formats = self._env.formats
        self.detail.set_head(check_label(check.name), check_help(check.name))
        behind = check.failing or check.records
        self.detail.links.show_links(titled(behind, snapshot, formats))
