"""Meetings: the next one first, who sits there, what is to be asked, what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.domain.meetings import (
    day_of,
    in_order,
    is_ahead,
    is_bare,
    next_meeting,
    open_steps,
)
from negotiator_desk.models.table import Meeting
from negotiator_desk.ui.models.columns import Column, columns_named
from negotiator_desk.ui.pages.meeting_questions import MeetingQuestions
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.tabs import Section
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.meetings import (
    next_meeting_text,
    questions_text,
    seen_text,
    when_text,
    who_text,
)

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.fields import Record
    from negotiator_desk.ui.env import Env


class MeetingsView(RecordsView):
    """The list of meetings with the questions of the one at hand under it."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(section, env, parent)
        self.list.table.movable = False  # their order is that of their dates
        self.held = QPushButton(_("Held today"), self.detail)
        self.held.setToolTip(_("Sets the day and the status in one step"))
        self.held.clicked.connect(self._hold)
        self.bare = QPushButton(_("No tactic seen"), self.detail)
        self.bare.setToolTip(_("You looked, and there was none"))
        self.bare.clicked.connect(self._mark_bare)
        self.steps = QPushButton(self.detail)
        self.steps.clicked.connect(self._make_actions)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.held)
        row.addWidget(self.bare)
        row.addWidget(self.steps)
        row.addStretch(1)
        self.detail.body.addLayout(row)

    @property
    def _snapshot(self) -> Snapshot:
        snapshot = self.env.open_deal.snapshot
        assert snapshot is not None
        return snapshot

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        formats, today = self.env.formats, self.env.around.today

        def computed(name: str, title: str, width: int, *depends: str, **more: object) -> Column:
            return Column(name, title, width, depends=frozenset(depends), **more)  # type: ignore[arg-type]

        (title,) = columns_named(Meeting, "title")
        return (
            title,
            computed(
                "when",
                _("When"),
                170,
                text=lambda meeting: when_text(meeting, today(), formats)[0],
                meaning=lambda meeting: when_text(meeting, today(), formats)[1],
                order=day_of,
            ),
            computed(
                "questions",
                _("Questions"),
                92,
                "questions",
                text=lambda meeting: questions_text(meeting, self._snapshot),
            ),
            computed(
                "seen",
                _("Tactics"),
                92,
                "behaviours",
                text=lambda meeting: seen_text(meeting, self._snapshot)[0],
                meaning=lambda meeting: seen_text(meeting, self._snapshot)[1],
            ),
            computed(
                "who",
                _("Who"),
                190,
                "stakeholders",
                text=lambda meeting: who_text(meeting, self._snapshot, formats),
            ),
        )

    @override
    def make_bar(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.next = QLabel(bar)
        self.next.setTextFormat(Qt.TextFormat.PlainText)
        self.next.setWordWrap(True)
        row.addWidget(self.next, 1)
        self.to_table = QPushButton(_("At the table"), bar)
        self.to_table.setToolTip(_("The page for use in the meeting (F11)"))
        self.to_table.clicked.connect(self.env.to_table)
        row.addWidget(self.to_table)
        return bar

    @override
    def make_foot(self) -> QWidget:
        self.questions = MeetingQuestions(self.env, self)
        self.questions.setMinimumHeight(self.env.theme.sizes.px(176))
        self.questions.setMaximumHeight(self.env.theme.sizes.px(280))
        self.questions.hide()
        return self.questions

    @override
    def records(self, snapshot: Snapshot) -> Sequence[Record]:
        return in_order(snapshot.meetings, self.env.around.today())

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        snapshot = self.env.open_deal.snapshot
        if snapshot is not None:
            today = self.env.around.today()
            found = next_meeting(snapshot, today)
            self.next.setText(next_meeting_text(found, snapshot, today, self.env.formats))

    def _current(self) -> Meeting | None:
        snapshot, current = self.env.open_deal.snapshot, self.list.current_id()
        found = () if snapshot is None else snapshot.meetings
        return next((each for each in found if each.id == current), None)

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        meeting = self._current()
        self.questions.show_meeting(meeting)
        self.held.setVisible(meeting is not None and is_ahead(meeting))
        self.bare.setVisible(meeting is not None and is_bare(self._snapshot, meeting))
        steps = () if meeting is None else open_steps(self._snapshot, meeting)
        self.steps.setVisible(bool(steps))
        self.steps.setText(
            ngettext(
                "Make the next step an action", "Make {n} next steps actions", len(steps)
            ).format(n=len(steps))
        )

    @override
    def flush(self) -> None:
        super().flush()
        self.questions.flush()

    def _hold(self) -> None:
        meeting = self._current()
        if meeting is not None:
            self.detail.flush()
            self.env.editing.hold_meeting(meeting.id)

    def _mark_bare(self) -> None:
        meeting = self._current()
        if meeting is not None:
            self.env.editing.set_value("meetings", meeting.id, "no_behaviour_seen", True)

    def _make_actions(self) -> None:
        meeting = self._current()
        if meeting is not None:
            self.detail.flush()
            self.env.editing.make_actions(meeting.id)
