"""The gates of a deal: how each was passed, the next one, and those that were left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.gates import gate_of, open_gates
from negotiator_desk.models.learn import Gate
from negotiator_desk.ui.models.columns import Column, columns_named
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.wording import gates as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible

if TYPE_CHECKING:
    from negotiator_desk.models.choices import Stage
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section


class GateBar(QFrame):
    """The next gate with what it would leave unmet, and the stages left without one."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._env = env
        self._left: Sequence[Stage] = ()
        self.text = self._label()
        self.missing = self._label()
        self.missing.setProperty("role", "exposed")
        self.move_on = QPushButton(_("Move on…"), self)
        self.move_on.setToolTip(_("Open the gate out of this stage"))
        self.move_on.clicked.connect(lambda: self._open(None))
        self.record = QPushButton(_("Record it…"), self)
        self.record.setToolTip(_("Open the gate of the last stage that was left without one"))
        self.record.clicked.connect(self._open_left)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(6)
        for label, button in ((self.text, self.move_on), (self.missing, self.record)):
            row = QHBoxLayout()
            row.addWidget(label, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def refresh(self) -> None:
        """Show the open deal as it now is."""
        snapshot, diagnosis = self._env.open_deal.snapshot, self._env.open_deal.diagnosis
        if snapshot is None or diagnosis is None:
            return
        view = gate_of(snapshot, diagnosis)
        self.move_on.setVisible(view is not None)
        if view is None:
            self.text.setText(_("No gate leads on from here."))
        else:
            currency = snapshot.deal.currency
            text = wording.gate_text(view, currency, self._env.formats)
            self.text.setText(f"{wording.gate_title(view)}. {text}")
        self._left = open_gates(snapshot, diagnosis)
        self.missing.setText(wording.open_gates_text(self._left))
        self.missing.setVisible(bool(self._left))
        self.record.setVisible(bool(self._left))

    def _open_left(self) -> None:
        self._open(self._left[-1])

    def _open(self, stage: Stage | None) -> None:
        from negotiator_desk.ui.dialogs.gate import open_gate

        open_gate(self._env, self.window(), stage)


class GatesView(RecordsView):
    """Each gate with what was accepted in words."""

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        accepted = Column(
            name="accepted",
            title=_("Accepted as it was"),
            width=240,
            text=lambda gate: visible(wording.accepted_text(gate)) or _("nothing"),
            depends=frozenset({"gates"}),
            stretch=True,
        )
        return (*columns_named(Gate, "stage", "passed_on", "decision", "passed_by"), accepted)

    @override
    def make_bar(self) -> QWidget:
        self.gate_bar = GateBar(self.env, self)
        return self.gate_bar

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        self.gate_bar.refresh()
        super().refresh(kinds)
