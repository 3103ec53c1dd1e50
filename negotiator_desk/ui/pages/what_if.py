"""The strip under the findings: what the ticked ones would bring if they were mended."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from negotiator_desk.domain.whatif import mended
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.whatif import whatif_hint, whatif_text

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Diagnosis, Finding
    from negotiator_desk.ui.env import Env


class WhatIf(QWidget):
    """Keeps which findings are ticked, for this deal and while the program runs; writes nothing."""

    changed = Signal()

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._deal: UUID | None = None
        self.ticked: set[str] = set()
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setAccessibleName(_("What if"))
        self.reset = QPushButton(_("Untick all"), self)
        self.reset.setProperty("link", True)
        self.reset.clicked.connect(self._on_reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)

    def state(self, finding: Finding) -> bool | None:
        """Whether a finding is ticked; None for one that cannot be mended any more."""
        return finding.key in self.ticked if finding.mendable else None

    def show_diagnosis(self, diagnosis: Diagnosis) -> None:
        """Say what the ticked findings would bring; those that are gone are forgotten."""
        deal_id = self._env.open_deal.deal_id
        if deal_id != self._deal:
            self._deal = deal_id
            self.ticked.clear()
        mendable = {finding.key for finding in diagnosis.findings if finding.mendable}
        self.ticked &= mendable
        self.setVisible(bool(mendable))
        self.reset.setVisible(bool(self.ticked))
        self.text.setProperty("muted", not self.ticked)
        self.text.style().polish(self.text)
        if self.ticked:
            then = mended(diagnosis, self.ticked)
            self.text.setText(whatif_text(diagnosis, then, self._env.formats))
        else:
            self.text.setText(whatif_hint())

    def tick(self, key: str, on: bool) -> None:
        """Tick a finding, or untick it."""
        (self.ticked.add if on else self.ticked.discard)(key)
        self.changed.emit()

    def _on_reset(self) -> None:
        self.ticked.clear()
        self.changed.emit()
