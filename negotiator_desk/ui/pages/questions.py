"""What to learn and what to keep back: grouped by where it stands, with a line to add one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.questions import QuestionState, count_states, question_state
from negotiator_desk.models.before import Question
from negotiator_desk.models.choices import QuestionDirection
from negotiator_desk.ui.keys import FilterLine
from negotiator_desk.ui.models.columns import Column, columns_named
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.ui.widgets.picks import segment
from negotiator_desk.wording import questions as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.marked import Marked

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.fields import Record
    from negotiator_desk.models.table import Meeting
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

GROUPS: Final[Mapping[str, frozenset[QuestionState]]] = {
    "all": frozenset(QuestionState),
    "open": frozenset({QuestionState.TO_ASK, QuestionState.MISSED}),
    "asked": frozenset({QuestionState.ASKED}),
    "answered": frozenset({QuestionState.ANSWERED}),
    "keep_back": frozenset({QuestionState.KEEP_BACK}),
}
"""The groups of the list, each with the states that it holds."""

DRAFT = "questions"
"""The name under which a question is kept that was typed and not added yet."""

DRAFT_DELAY = 400
"""Milliseconds from the last key until a question under way is kept."""


class QuestionsView(RecordsView):
    """Our filter on what goes each way."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._group = "all"
        self._held: UUID | None = None
        self._deal: UUID | None = None
        self._listed: tuple[Meeting, ...] = ()
        self._by_id: Mapping[UUID, Meeting] = {}
        super().__init__(section, env, parent)

    # -- what is listed -------------------------------------------------------------------------

    def _meetings(self) -> Mapping[UUID, Meeting]:
        """The meetings of the deal by id, made once for each time they change."""
        snapshot = self.env.open_deal.snapshot
        listed = () if snapshot is None else snapshot.meetings
        if listed is not self._listed:
            self._listed, self._by_id = listed, {each.id: each for each in listed}
        return self._by_id

    def _state(self, question: Question) -> QuestionState:
        return question_state(question, self._meetings(), self.env.around.today())

    @override
    def records(self, snapshot: Snapshot) -> Sequence[Record]:
        """The questions of the group; the one at hand stays while it is being answered."""
        wanted = GROUPS[self._group]
        today, meetings = self.env.around.today(), self._meetings()
        return tuple(
            each
            for each in snapshot.questions
            if each.id == self._held or question_state(each, meetings, today) in wanted
        )

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        text, person, meeting = columns_named(Question, "text", "stakeholder_id", "meeting_id")
        state = Column(
            name="state",
            title=_("Where it stands"),
            width=196,
            text=lambda question: self._state_text(question)[0],
            meaning=lambda question: self._state_text(question)[1],
            depends=frozenset({"meetings"}),
        )
        return (text, state, person, meeting)

    def _state_text(self, question: Question) -> Marked:
        today = self.env.around.today()
        state = self._state(question)
        return wording.state_text(question, state, self._meetings(), today, self.env.formats)

    # -- the bar --------------------------------------------------------------------------------

    @override
    def make_bar(self) -> QWidget:
        bar = QWidget(self)
        column = QVBoxLayout(bar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        groups = QWidget(bar)
        flow = FlowLayout(groups, spacing=0)
        self._groups = QButtonGroup(bar)
        self.group_buttons = {}
        for key in GROUPS:
            button = segment(wording.filter_text(key, 0), wording.filter_text(key, 0), groups)
            button.setChecked(key == self._group)
            button.clicked.connect(lambda _on=False, key=key: self.show_group(key))
            self._groups.addButton(button)
            self.group_buttons[key] = button
            flow.addWidget(button)
        column.addWidget(groups)
        column.addLayout(self._entry(bar))
        return bar

    def _entry(self, bar: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.line = FilterLine(bar)
        self.line.setMaxLength(100_000)
        self.line.setAccessibleName(_("New question"))
        self.keep_back = segment(_("Keep back"), _("Add it as something to keep back"), bar)
        self.keep_back.toggled.connect(self._show_hint)
        self._keep_later = QTimer(bar)
        self._keep_later.setSingleShot(True)
        self._keep_later.setInterval(DRAFT_DELAY)
        self._keep_later.timeout.connect(self._keep_draft)
        self.line.textEdited.connect(self._keep_later.start)
        self.line.returnPressed.connect(self._add_line)
        row.addWidget(self.line, 1)
        row.addWidget(self.keep_back)
        self._show_hint()
        return row

    def _show_hint(self) -> None:
        keep = self.keep_back.isChecked()
        self.line.setPlaceholderText(
            _("What must they not hear from us? Enter adds it")
            if keep
            else _("What do you want to learn? Enter adds it")
        )

    @override
    def make_foot(self) -> QWidget:
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "exposed")
        self.note.hide()
        return self.note

    def show_group(self, group: str) -> None:
        """Show one group of questions."""
        self._group, self._held = group, None
        self.group_buttons[group].setChecked(True)
        self.keep_back.setChecked(group == "keep_back")
        self.refresh(frozenset())

    # -- showing --------------------------------------------------------------------------------

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        if self._deal != snapshot.deal.id:
            self._deal, self._held = snapshot.deal.id, None
            self.line.setText(self.env.open_deal.drafts.get((self._deal, DRAFT), ""))
        counts = count_states(snapshot.questions, self._meetings(), self.env.around.today())
        for key, button in self.group_buttons.items():
            text = wording.filter_text(key, sum(counts[state] for state in GROUPS[key]))
            button.setText(text)
            button.setAccessibleName(text)
        super().refresh(kinds)
        empty = bool(snapshot.questions) and not self.records(snapshot)
        text = wording.nothing_here(self._group) if empty else ""
        text = text or wording.unasked_text(counts[QuestionState.MISSED])
        self.note.setText(text)
        self.note.setVisible(bool(text))

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        left, self._held = self._held, record_id
        super()._show_current(record_id)
        snapshot = self.env.open_deal.snapshot
        if snapshot is None or left is None or left == record_id:
            return
        was = next((each for each in snapshot.questions if each.id == left), None)
        if was is not None and self._state(was) not in GROUPS[self._group]:
            # It was kept in the group only while it was at hand.
            QTimer.singleShot(0, self, lambda: self.refresh(frozenset()))

    @override
    def select(self, record_id: UUID) -> None:
        """Make a question the one at hand, in whatever group it is."""
        if not self.list.select(record_id):
            self.show_group("all")
            self.list.select(record_id)

    # -- doing ----------------------------------------------------------------------------------

    @override
    def flush(self) -> None:
        super().flush()
        self._keep_draft()

    def _keep_draft(self) -> None:
        """Keep what stands in the line and was not added yet."""
        self._keep_later.stop()
        if self._deal is None or self._deal != self.env.open_deal.deal_id:
            return
        text = self.line.text()
        if text != self.env.open_deal.drafts.get((self._deal, DRAFT), ""):
            self.env.editing.keep_draft("deal", self._deal, DRAFT, text if text.strip() else None)

    def _direction(self, keep_back: bool) -> QuestionDirection:
        return QuestionDirection.KEEP_BACK if keep_back else QuestionDirection.ASK

    def _add_line(self) -> None:
        text = self.line.text().strip()
        if not text:
            return
        values = {"text": text, "direction": self._direction(self.keep_back.isChecked())}
        added = self.env.editing.add("questions", values)
        if added is not None:
            self.line.clear()
            self._keep_draft()
            self.select(added)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def add(self) -> None:
        """Add a question of the group at hand and begin to write it."""
        keep_back = self._group == "keep_back"
        added = self.env.editing.add("questions", {"direction": self._direction(keep_back)})
        if added is not None:
            self.select(added)
            if self.form is not None:
                self.form.focus_field("text")
