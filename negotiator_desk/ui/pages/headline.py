"""The score of the deal, or what is known so far, the money in one sentence, what was declared."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from negotiator_desk.domain.selfassess import in_order
from negotiator_desk.models.choices import Origin
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.models.learn import SelfAssessment
    from negotiator_desk.ui.env import Env


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
        self.declared = QPushButton(self)
        for name in ("link", "flush", "small"):
            self.declared.setProperty(name, True)
        self.declared.clicked.connect(self._on_declared)
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.score)
        left.addWidget(self.caption)
        left.addWidget(self.declared, 0, Qt.AlignmentFlag.AlignLeft)
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
        self._show_declared()

    def _assessment(self) -> SelfAssessment | None:
        snapshot = self._env.open_deal.snapshot
        given = () if snapshot is None else in_order(snapshot.self_assessments)
        return given[-1] if given else None

    def _show_declared(self) -> None:
        """When the scores were declared that are marked in the head, or the way to declare them."""
        snapshot, given = self._env.open_deal.snapshot, self._assessment()
        public = snapshot is not None and snapshot.deal.origin == Origin.PUBLIC_RECORD
        self.declared.setVisible(not public)
        if given is None:
            text, tip = _("◇ say what you believe…"), _("Twenty statements on the five controls")
        else:
            day = self._env.formats.date_text(given.answered_on)
            text = _("◇ declared {date}").format(date=day) if day else _("◇ declared")
            tip = _("The self-assessment whose scores are marked beside the evidence")
        self.declared.setText(text)
        self.declared.setAccessibleName(text.lstrip("◇ "))
        self.declared.setToolTip(tip)

    def _on_declared(self) -> None:
        given = self._assessment()
        if given is not None:
            self._env.go_to(given.id)
            return
        from negotiator_desk.ui.dialogs.questionnaire import ask

        ask(self._env, self.window())

    def _paint_score(self, colour: str) -> None:
        palette = self.score.palette()
        palette.setColor(self.score.foregroundRole(), QColor(colour))
        self.score.setPalette(palette)

    def _sentence(self, diagnosis: Diagnosis) -> str:
        formats = self._env.formats
        snapshot = self._env.open_deal.snapshot
        if snapshot is not None and snapshot.deal.origin == Origin.PUBLIC_RECORD:
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
