"""The questions of one meeting: prepared ones to tick, open ones to bring, new ones to add."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from negotiator_desk.domain.meetings import questions_of
from negotiator_desk.models.choices import QuestionDirection
from negotiator_desk.ui.keys import FilterLine
from negotiator_desk.ui.widgets.question_rows import QuestionRow, QuestionRows
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.meetings import question_note
from negotiator_desk.wording.titles import unnamed

if TYPE_CHECKING:
    from negotiator_desk.models.before import Question
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.table import Meeting
    from negotiator_desk.ui.env import Env

DRAFT = "questions"
"""The name under which a question is kept that was typed and not added yet."""

DRAFT_DELAY = 400
"""Milliseconds from the last key until a question under way is kept."""

LONGEST = 600
"""The most letters of a question that a line shows."""


def question_row(question: Question, snapshot: Snapshot, env: Env) -> QuestionRow:
    """A question of a meeting as a line; what is to be kept back cannot be ticked."""
    keep = question.direction is QuestionDirection.KEEP_BACK
    return QuestionRow(
        id=question.id,
        text=short_line(question.text, LONGEST) or unnamed("questions", question),
        note=question_note(question, snapshot, env.formats),
        asked=None if keep else question.asked_on is not None,
    )


class MeetingQuestions(QFrame):
    """Shows and edits the questions of the meeting at hand."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._env = env
        self._meeting: Meeting | None = None
        self.heading = QLabel(_("Questions for this meeting"), self)
        self.heading.setProperty("role", "section")
        self.rows = QuestionRows(_("Questions for this meeting"), self)
        self.none = QLabel(_("Nothing prepared. What do you want to learn, and from whom?"), self)
        self.none.setProperty("muted", True)
        self.none.setWordWrap(True)
        self.line = FilterLine(self)
        self.line.setPlaceholderText(_("A question to ask there; Enter adds it"))
        self.line.setAccessibleName(_("New question for this meeting"))
        self.line.setMaxLength(100_000)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.rows, 1)
        column.addWidget(self.line)
        self._keep_later = QTimer(self)
        self._keep_later.setSingleShot(True)
        self._keep_later.setInterval(DRAFT_DELAY)
        self._keep_later.timeout.connect(self.flush)
        self.line.textEdited.connect(self._keep_later.start)
        self.line.returnPressed.connect(self._add)
        self.rows.ticked.connect(self._tick)
        self.rows.assign_wanted.connect(self._bring)

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show the questions of a meeting as they now are."""
        if (meeting and meeting.id) != (self._meeting and self._meeting.id):
            self.flush()
            self._meeting = meeting
            self._show_draft()
        self._meeting = meeting
        snapshot = self._env.open_deal.snapshot
        self.setVisible(meeting is not None)
        if meeting is None or snapshot is None:
            return
        prepared = questions_of(snapshot, meeting)
        rows = [question_row(question, snapshot, self._env) for question in prepared.questions]
        if prepared.open_to_people:
            rows.append(
                QuestionRow(id=meeting.id, text=_("Open to the people there"), heading=True)
            )
        for question in prepared.open_to_people:
            row = question_row(question, snapshot, self._env)
            rows.append(QuestionRow(id=row.id, text=row.text, note=row.note, assign=True))
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.none.setVisible(not rows)

    def _show_draft(self) -> None:
        kept = ""
        if self._meeting is not None:
            kept = self._env.open_deal.drafts.get((self._meeting.id, DRAFT), "")
        self.line.setText(kept)

    def flush(self) -> None:
        """Keep what stands in the line and was not added yet."""
        self._keep_later.stop()
        if self._meeting is None:
            return
        text = self.line.text()
        if text != self._env.open_deal.drafts.get((self._meeting.id, DRAFT), ""):
            kept = text if text.strip() else None
            self._env.editing.keep_draft("meetings", self._meeting.id, DRAFT, kept)

    def _add(self) -> None:
        text = self.line.text().strip()
        if self._meeting is None or not text:
            return
        if self._env.editing.add_question(text, self._meeting) is not None:
            self.line.clear()
            self.flush()

    def _tick(self, question_id: UUID, asked: bool) -> None:
        meeting_id = None if self._meeting is None else self._meeting.id
        self._env.editing.set_asked(question_id, asked, meeting_id)

    def _bring(self, question_id: UUID) -> None:
        if self._meeting is not None:
            editing = self._env.editing
            editing.set_value("questions", question_id, "meeting_id", self._meeting.id)
