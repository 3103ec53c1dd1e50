"""The coverage section: roles, owners, stances and contact, each gap with a way to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.domain.coverage import coverage
from negotiator_desk.models.choices import BuyingRole
from negotiator_desk.services.coverage import (
    LEAST_DAYS,
    MOST_DAYS,
    contact_days,
    set_contact_days,
)
from negotiator_desk.ui.keys import FilterLine
from negotiator_desk.ui.pages.action_entry import ActionEntry
from negotiator_desk.ui.pages.board import Board
from negotiator_desk.ui.pages.detail import link_text, titled
from negotiator_desk.ui.pages.tables import Line
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.coverage import coverage_action, coverage_head, coverage_text
from negotiator_desk.wording.labels import choice_label, title_of

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Finding
    from negotiator_desk.ui.env import Env


class CoverageView(Board):
    """Findings about the people as a table, their roles and weights as a picture."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        self._findings: list[Finding] = []
        super().__init__(env, "coverage", (_("Finding"), _("People")), (72,), parent, right=(1,))
        self.table.setAccessibleName(_("Findings"))
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        caption = QLabel(_("Counts as old after"), bar)
        self.days = FilterLine(bar)
        self.days.setValidator(QIntValidator(LEAST_DAYS, MOST_DAYS, self.days))
        self.days.setFixedWidth(env.theme.sizes.px(56))
        self.days.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.days.setAccessibleName(_("Days after which contact and checks count as old"))
        self.days.setToolTip(self.days.accessibleName())
        caption.setBuddy(self.days)
        row.addWidget(caption)
        row.addWidget(self.days)
        row.addWidget(QLabel(_("days"), bar))
        row.addStretch(1)
        self.left.insertWidget(0, bar)
        self.text = QLabel(self.detail)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.mend = QPushButton(self.detail)
        self.mend.setProperty("primary", True)
        self.entry = ActionEntry(env, self.detail)
        self.detail.body.addWidget(self.text)
        self.detail.body.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignLeft)
        self.detail.body.addWidget(self.entry)
        self.days.editingFinished.connect(self._on_days)
        self.mend.clicked.connect(self._mend)
        self.table.activated.connect(self._mend)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        deal = self.env.open_deal
        snapshot, diagnosis = deal.snapshot, deal.diagnosis
        if snapshot is None or diagnosis is None:
            return
        self.chart.refresh()
        days = contact_days(deal.context)
        if not self.days.hasFocus():
            self.days.setText(str(days))
        self._findings = list(coverage(snapshot, diagnosis, days).findings)
        formats = self.env.formats
        self.model.set_lines(
            [
                Line(
                    key=finding.key,
                    cells=(
                        coverage_text(finding, snapshot, formats),
                        str(len(finding.records) or ""),
                    ),
                )
                for finding in self._findings
            ]
        )
        self.show_current()

    def _on_days(self) -> None:
        set_contact_days(self.env.open_deal.context, int(self.days.text()))
        self.refresh(frozenset())

    @override
    def flush(self) -> None:
        """Keep days that were typed and can be read; else show those that hold."""
        if self.days.hasAcceptableInput():
            if int(self.days.text()) != contact_days(self.env.open_deal.context):
                self._on_days()
        else:
            self.days.setText(str(contact_days(self.env.open_deal.context)))

    def _current(self) -> Finding | None:
        return self._findings[self.row] if 0 <= self.row < len(self._findings) else None

    @override
    def show_current(self) -> None:
        finding, snapshot = self._current(), self.env.open_deal.snapshot
        for widget in (self.text, self.mend, self.entry):
            widget.setVisible(finding is not None)
        self.detail.links.show_links(())
        if finding is None or snapshot is None:
            self.detail.set_head(
                _("Nothing is missing"),
                _("Every buying role is held, and everybody has an owner, a stance and contact."),
            )
            return
        formats = self.env.formats
        text = coverage_text(finding, snapshot, formats)
        self.detail.set_head(coverage_head(finding), text)
        action = coverage_action(finding, snapshot, formats)
        self.text.setText(action)
        self.entry.show_finding(finding, action)
        self.mend.setText(self._mend_text(finding))
        self.detail.links.show_links(titled(finding.records, snapshot, formats))

    def _mend_text(self, finding: Finding) -> str:
        role = finding.params.get("role")
        if not finding.records and isinstance(role, BuyingRole):
            return _("Add a person as “{role}”").format(role=choice_label(role))
        name = title_of(finding.records[0], self.env.formats, self.env.open_deal.snapshot)
        return _("Go to {name}").format(name=link_text(name))

    def _mend(self) -> None:
        """Add the person who is missing, or go to the first of those concerned."""
        finding = self._current()
        if finding is None:
            return
        role = finding.params.get("role")
        if finding.records:
            self.env.go_to(finding.records[0])
        elif isinstance(role, BuyingRole):
            added = self.env.editing.add("stakeholders", {"buying_roles": (role,)})
            if added is not None:
                self.env.go_to(added)
