"""Self-assessments: belief beside evidence above the list, and the way to the questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.selfassess import in_order
from negotiator_desk.ui.pages.beliefs import BeliefTable
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.fields import Record
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section


class AssessmentView(RecordsView):
    """The list of what was answered and when; the one at hand is compared with the one before."""

    top_least = 0

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(section, env, parent)
        self.upright.setSizes([300, 160])

    @override
    def make_top(self) -> QWidget:
        top = QWidget(self)
        self.text = QLabel(top)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setProperty("muted", True)
        self.answer = QPushButton(_("Answer the questionnaire…"), top)
        self.answer.setProperty("primary", True)
        self.answer.setToolTip(_("Twenty statements, each answered by one digit"))
        self.answer.clicked.connect(self._answer)
        self.beliefs = BeliefTable(self.env, top)
        row = QHBoxLayout()
        row.addWidget(self.text, 1)
        row.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.beliefs, 1)
        return top

    @override
    def records(self, snapshot: Snapshot) -> Sequence[Record]:
        return in_order(snapshot.self_assessments)[::-1]

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        self._show_beliefs(self.list.current_id())

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        self._show_beliefs(record_id)

    def _show_beliefs(self, record_id: UUID | None) -> None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        given = in_order(snapshot.self_assessments)
        ids = [each.id for each in given]
        place = ids.index(record_id) if record_id in ids else len(given) - 1
        now = given[place] if given else None
        self.beliefs.show_beliefs(now, given[place - 1] if place > 0 else None)
        if now is None:
            text = _("Nobody has said yet what they believe of the five controls.")
        else:
            text = _("Answered on {date}, beside what the records show today.").format(
                date=self.env.formats.date_text(now.answered_on) or _("no date")
            )
        self.text.setText(text)

    def _answer(self) -> None:
        from negotiator_desk.ui.dialogs.questionnaire import ask

        added = ask(self.env, self.window())
        if added is not None:
            self.list.select(added)
