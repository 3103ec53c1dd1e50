"""The page for the meeting: everything of the deal that is wanted at the table, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.meetings import day_of, meeting_for_table
from negotiator_desk.models.kinds import find_record
from negotiator_desk.ui.at_table.clock import MeetingClock
from negotiator_desk.ui.at_table.panels import (
    MandatePart,
    OffersPart,
    Part,
    QuestionsPart,
    State,
    TacticPart,
    VariablesPart,
    plain_label,
)
from negotiator_desk.ui.at_table.reveal import Reveal
from negotiator_desk.ui.deal_view import Elided
from negotiator_desk.ui.quick_entry import QuickEntry
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import deal_title, kind_label, record_title, short_line

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from negotiator_desk.ui.env import Env

HOLD_KEY: Final = Qt.Key.Key_F2

ENTRY_HEIGHT: Final = 96
"""The height of the card in which a trade is typed, in pixels of the design."""


class TablePage(QWidget):
    """Shows the open deal and changes with it; ``leave_wanted`` asks to go back to the tabs."""

    leave_wanted = Signal()

    def __init__(self, env: Env, log_tactic: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("at_table")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("At the table"))
        self.env = env
        self._log_tactic = log_tactic
        self._deal_id: UUID | None = None
        self._covered = False
        self._logged: UUID | None = None
        self.reveal = Reveal(self)
        self.title = Elided(self)
        self.title.setProperty("role", "title")
        self.subtitle = plain_label(self, "caption")
        self.clock = MeetingClock(self)
        self.hold = QPushButton(_("Hold to show (F2)"), self)
        self.hold.setAutoRepeat(False)
        self.leave = QPushButton(_("Leave (Esc)"), self)
        self.tactics = QPushButton(_("Tactics (F3)"), self)
        self.mandate = MandatePart(env, self)
        self.variables = VariablesPart(env, self)
        self.offers = OffersPart(env, self)
        self.questions = QuestionsPart(env, self)
        self.seen = TacticPart(env, self)
        self.entry = QuickEntry(env, self)
        self.entry.show_figures(False)
        self.entry.line.setPlaceholderText(_("What we give / what we get. Enter logs it."))
        self.parts: tuple[Part, ...] = (
            self.mandate,
            self.variables,
            self.offers,
            self.questions,
            self.seen,
        )
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(names, 1)
        head.addWidget(self.clock)
        for button in (self.tactics, self.hold, self.leave):
            head.addWidget(button)
        body = QGridLayout()
        body.setSpacing(12)
        body.addWidget(self.variables, 0, 0, 3, 1)
        body.addWidget(self.offers, 0, 1)
        body.addWidget(self.questions, 1, 1)
        body.addWidget(self.seen, 2, 1)
        body.setColumnStretch(0, 6)
        body.setColumnStretch(1, 5)
        body.setRowStretch(0, 4)
        body.setRowStretch(1, 5)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 14, 20, 14)
        self.column.setSpacing(12)
        self.column.addLayout(head)
        self.column.addWidget(self.mandate)
        self.column.addLayout(body, 1)
        self.column.addWidget(self._entry_card())

    def _entry_card(self) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", True)
        self.said = plain_label(card, "caption")
        self.said.hide()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        column.addWidget(self.entry)
        column.addWidget(self.said)
        column.addStretch(1)
        # Room for what is said under the line: nothing above it moves while one types.
        card.setFixedHeight(self.env.theme.sizes.px(ENTRY_HEIGHT))
        return card

    def _connect(self) -> None:
        self.hold.pressed.connect(lambda: self.reveal.press("button"))
        self.hold.released.connect(lambda: self.reveal.release("button"))
        self.leave.clicked.connect(self.leave_wanted)
        self.tactics.clicked.connect(self._on_tactics)
        self.reveal.changed.connect(self._show)
        self.entry.left.connect(self.leave_wanted)
        self.entry.logged.connect(self._on_logged)
        self.entry.line.textEdited.connect(self._on_typed)
        self.questions.rows.ticked.connect(self._tick)
        self.env.open_deal.changed.connect(self._on_changed)
        self.env.theme.changed.connect(self._on_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
            app.applicationStateChanged.connect(self._on_application)

    def _add_keys(self) -> None:
        for keys, slot in (
            ("Esc", self.leave_wanted.emit),
            ("Ctrl+T", self.entry.focus_line),
            ("F3", self._on_tactics),
            ("F4", lambda: self.questions.rows.focus_question()),
            ("F5", self.clock.toggle),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def share_actions(self, actions: list[QAction]) -> None:
        """Let actions of the window work here too, by their keys."""
        self.addActions(actions)

    # -- showing --------------------------------------------------------------------------------

    def open_page(self) -> None:
        """Come to the front with figures hidden; the clock runs, anew for another deal."""
        self.reveal.hide()
        if self._deal_id != self.env.open_deal.deal_id:
            self._deal_id = self.env.open_deal.deal_id
            self.clock.restart()
        self._show()
        # What was typed elsewhere may hold figures: seen once it is typed on, or held.
        self._covered = bool(self.entry.line.text())
        self.said.hide()
        self._cover()

    def _cover(self) -> None:
        covered = self._covered and not self.reveal.shown
        mode = QLineEdit.EchoMode.Password if covered else QLineEdit.EchoMode.Normal
        if self.entry.line.echoMode() != mode:
            self.entry.line.setEchoMode(mode)

    def _on_typed(self) -> None:
        self._covered = False
        self.said.hide()
        self._cover()

    def _on_logged(self, trade_id: UUID) -> None:
        self._covered = False
        self._cover()
        self._say_logged("trades", trade_id)

    def _say_logged(self, kind: str, record_id: UUID) -> None:
        """Say that something was logged; of a tactic not which, for it is ours alone."""
        snapshot = self.env.open_deal.snapshot
        found = None if snapshot is None else find_record(snapshot, record_id)
        if found is None:
            return
        title = kind_label(kind)
        if kind == "trades":
            title = record_title(*found, self.env.formats, snapshot)
        self._logged = record_id
        self.said.setText(_("{what} logged. Ctrl+Z takes it back.").format(what=title))
        self.said.show()

    def _state(self) -> State | None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return None
        today = self.env.around.today()
        return State(snapshot, today, meeting_for_table(snapshot, today))

    def _on_changed(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        state = self._state()
        if state is None:
            return
        deal = deal_title(short_line(state.snapshot.deal.title))
        meeting = state.meeting
        name = "" if meeting is None else record_title("meetings", meeting, self.env.formats)
        self.title.set_full(name or deal)
        self.subtitle.setText(deal if name else _("No meeting is planned for today or later."))
        for part in self.parts:
            part.show_state(state, figures=self.reveal.shown)
        if self._logged is not None and find_record(state.snapshot, self._logged) is None:
            self._logged = None  # it was taken back
            self.said.hide()
        todays = meeting is not None and day_of(meeting) == state.today
        self.entry.meeting = meeting.id if meeting is not None and todays else None
        self.entry.show_figures(self.reveal.shown)
        self.entry.refresh()
        self._cover()

    # -- doing ----------------------------------------------------------------------------------

    def _tick(self, question_id: UUID, asked: bool) -> None:
        state = self._state()
        meeting = None if state is None else state.meeting
        self.env.editing.set_asked(question_id, asked, None if meeting is None else meeting.id)

    def _on_tactics(self) -> None:
        self.reveal.hide()
        before = self._behaviours()
        self._log_tactic()
        for added in sorted(self._behaviours() - before):
            self._say_logged("behaviours", added)

    def _behaviours(self) -> frozenset[UUID]:
        snapshot = self.env.open_deal.snapshot
        return frozenset(() if snapshot is None else (each.id for each in snapshot.behaviours))

    def flush(self) -> None:
        """Keep what has been typed and not logged yet."""
        self.entry.flush()

    def focus_main(self) -> None:
        """Put the keyboard where work begins."""
        self.entry.focus_line()

    # -- the key that is held -------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == HOLD_KEY:
            if not event.isAutoRepeat():
                self.reveal.press("key")
            return
        super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == HOLD_KEY:
            if not event.isAutoRepeat():
                self.reveal.release("key")
            return
        super().keyReleaseEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.reveal.hide()
        super().changeEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.reveal.hide()
        super().hideEvent(event)

    def _on_application(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.reveal.hide()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Without the keyboard here nobody would tell that the key was let go.
        if self.reveal.shown and (now is None or not (now is self or self.isAncestorOf(now))):
            self.reveal.hide()
