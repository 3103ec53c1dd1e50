"""A gate: what is unmet in the control being left, a reason for what is accepted, go or no go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.domain.gates import gate_before, gate_of, later
from negotiator_desk.models.choices import GateDecision, Stage
from negotiator_desk.ui.keys import press_on_ctrl_enter
from negotiator_desk.wording import gates as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.findings import check_help, check_label, finding_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from negotiator_desk.domain.gates import GateView
    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env


def open_gate(env: Env, parent: QWidget, stage: Stage | None = None) -> None:
    """Open the gate out of a stage, or say nothing where none leads on."""
    _show(env, parent, lambda snapshot, diagnosis: gate_of(snapshot, diagnosis, stage))


def ask_gate(env: Env, parent: QWidget, to: Stage | None) -> bool:
    """Open the gate that stands before a stage which is about to be set; whether there is one.

    What was chosen is done by then: the stage is set, or the deal is left as it was.
    """
    return _show(env, parent, lambda snapshot, diagnosis: gate_before(snapshot, diagnosis, to))


def _show(
    env: Env, parent: QWidget, find: Callable[[Snapshot, Diagnosis], GateView | None]
) -> bool:
    """Open the gate that is found in the open deal; whether there is one."""
    snapshot, diagnosis = env.open_deal.snapshot, env.open_deal.diagnosis
    if snapshot is None or diagnosis is None:
        return False
    view = find(snapshot, diagnosis)
    if view is None:
        return False
    dialog = GateDialog(env, view, parent)
    dialog.exec()
    dialog.deleteLater()
    return True


class GateDialog(QDialog):
    """Never blocks: it can be passed without a reason, or skipped without a record."""

    def __init__(self, env: Env, view: GateView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(wording.gate_title(view))
        self._env = env
        self._view = view
        self.reasons: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        currency = env.open_deal.suggestions.currency
        self.head = self._label(wording.gate_text(view, currency, env.formats), "section")
        column.addWidget(self.head)
        for text in (
            wording.held_text(view),
            wording.passed_over_text(view),
            _("Write a reason beside what you accept as it is; the rest stays open.")
            if view.keys
            else "",
        ):
            if text:
                column.addWidget(self._label(text, "caption"))
        column.addWidget(self._list(), 1)
        self.withdraw = QCheckBox(_("With no bid, record that we withdrew"), self)
        self.withdraw.setChecked(True)
        self.withdraw.setVisible(view.stage is Stage.BEFORE)
        column.addWidget(self.withdraw)
        column.addLayout(self._buttons())
        px = env.theme.sizes.px
        self.resize(px(640), px(520 if view.keys else 200))
        first = next(iter(self.reasons.values()), None)
        (first or self.go).setFocus()

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def _list(self) -> QScrollArea:
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        deal, formats = self._env.open_deal, self._env.formats
        snapshot = deal.snapshot
        assert snapshot is not None
        for finding in self._view.unmet:
            money = formats.money(finding.money, snapshot.deal.currency) if finding.money else ""
            text = finding_text(finding, snapshot, formats)
            self._add(grid, finding.key, check_label(finding.key), text, money)
        for check in self._view.unjudged:
            text = _("No data: {help}").format(help=check_help(check.name))
            self._add(grid, check.name, check_label(check.name), text, "")
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.setVisible(bool(self.reasons))
        return area

    def _add(self, grid: QGridLayout, key: str, name: str, text: str, money: str) -> None:
        row = grid.rowCount()
        title = self._label(name, "section")
        amount = self._label(money, "exposed")
        amount.setWordWrap(False)
        reason = QLineEdit(self)
        reason.setPlaceholderText(_("Accepted, because …"))
        reason.setAccessibleName(_("Reason to accept: {check}").format(check=name))
        reason.setAccessibleDescription(text)
        grid.addWidget(title, row, 0)
        grid.addWidget(amount, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._label(text, "said"), row + 1, 0, 1, 2)
        grid.addWidget(reason, row + 2, 0, 1, 2)
        grid.setRowMinimumHeight(row + 3, 8)
        self.reasons[key] = reason

    def _buttons(self) -> QHBoxLayout:
        bids = self._view.stage is Stage.BEFORE
        self.skip = QPushButton(_("Skip the gate"), self)
        self.skip.setToolTip(_("Move the deal on without recording a gate"))
        self.no_go = QPushButton(_("No bid") if bids else _("No go"), self)
        self.go = QPushButton(_("Bid: go on") if bids else _("Go on"), self)
        self.go.setProperty("primary", True)
        cancel = QPushButton(_("Cancel"), self)
        cancel.clicked.connect(self.reject)
        self.skip.clicked.connect(self._skip)
        self.no_go.clicked.connect(lambda: self._pass(GateDecision.NO_GO))
        self.go.clicked.connect(lambda: self._pass(GateDecision.GO))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.skip)
        row.addStretch(1)
        for button in (cancel, self.no_go, self.go):
            row.addWidget(button)
        for button in (self.skip, cancel, self.no_go):
            button.setAutoDefault(False)
        self.go.setDefault(True)
        press_on_ctrl_enter(self.go)
        return row

    def _pass(self, decision: GateDecision) -> None:
        accepted = {key: line.text() for key, line in self.reasons.items()}
        withdraw = self._view.stage is Stage.BEFORE and self.withdraw.isChecked()
        passed = self._env.editing.pass_gate(
            self._view.stage, accepted, decision=decision, to=self._view.to, withdraw=withdraw
        )
        if passed is not None:
            self.accept()

    def _skip(self) -> None:
        snapshot = self._env.open_deal.snapshot
        if snapshot is not None:
            stage = later(snapshot.deal.stage, self._view.to)
            self._env.editing.set_value("deal", snapshot.deal.id, "stage", stage)
        self.accept()
