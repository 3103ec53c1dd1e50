"""How the term at hand stands, what it lacks, and what can be done with it; each one key away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.signature import LockState, lock_state, once_locked
from negotiator_desk.domain.term_history import locked_wording, waits, wording_changed
from negotiator_desk.models.choices import Response
from negotiator_desk.ui.menus import with_keys
from negotiator_desk.ui.widgets.editor import set_flag
from negotiator_desk.ui.widgets.evidence_box import dropped_paths
from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.terms import (
    digest_text,
    has_evidence,
    missing_for_lock,
    standing_text,
    state_meaning,
)

if TYPE_CHECKING:
    from negotiator_desk.models.signature import Reopening, Term
    from negotiator_desk.ui.env import Env


class TermState(QWidget):
    """Sentences about a term, and buttons; ``wanted`` says by a word what shall be done."""

    wanted = Signal(str)
    files_wanted = Signal(list)

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self.setAcceptDrops(True)
        self.state = self._note("said")
        self.missing = self._note("caption")
        self.buttons = FlowBox(self, spacing=6)
        self.lock = self._button(_("Lock…"), "lock")
        self.lock.setToolTip(with_keys(_("Wording, clause and evidence"), "lock_term"))
        self.agree = self._button(_("Agreed…"), "agree")
        self.held = self._button(_("Held"), "held")
        self.held.setToolTip(_("The lock held: nothing was given, answered today"))
        self.traded = self._button(_("Traded…"), "traded")
        self.conceded = self._button(_("Conceded…"), "conceded")
        self.reopen = self._button(_("Reopened…"), "reopen")
        self.reopen.setToolTip(with_keys(_("Somebody wants to move it"), "reopen_term"))
        self.wording = self._button(_("Another wording…"), "wording")
        self.put_back = self._button(_("Put the locked wording back"), "put_back")
        self.evidence = QPushButton(_("Add evidence…"), self.buttons)
        self.evidence.setToolTip(_("A file kept with the deal; it can be dropped here too"))
        self.evidence.clicked.connect(self._pick)
        self.buttons.flow.addWidget(self.evidence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.state)
        column.addWidget(self.missing)
        column.addWidget(self.buttons)
        self.hide()

    def _note(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def focus_first(self) -> None:
        """Put the keyboard on what can be done next."""
        seen = (button for button in self.buttons.findChildren(QPushButton) if button.isVisible())
        if (first := next(seen, None)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, text: str, wish: str) -> QPushButton:
        button = QPushButton(text, self.buttons)
        button.clicked.connect(lambda: self.wanted.emit(wish))
        self.buttons.flow.addWidget(button)
        return button

    def show_term(self, term: Term | None) -> None:
        """Say how a term stands; None hides everything."""
        self.setVisible(term is not None)
        if term is None:
            return
        state, again = lock_state(term), once_locked(term)
        waiting = waits(term) is not None
        self.state.setText(standing_text(term, self._currency(), self._env.formats))
        self.state.setToolTip(digest_text(term))
        role = state_meaning(term)
        if self.state.property("role") != role:
            self.state.setProperty("role", role)
            self.state.style().polish(self.state)
        lacks = missing_for_lock(term)
        self.missing.setText("\n".join(lacks))
        self.missing.setVisible(bool(lacks))
        changed = again and wording_changed(term)
        loose = any(_to_relock(each) for each in term.reopenings)
        self.lock.setText(_("Relock…") if again else _("Lock…"))
        self.lock.setVisible(not again or changed or loose)
        set_flag(self.lock, "primary", not waiting)
        self.agree.setVisible(state is LockState.OPEN)
        for button in (self.held, self.traded, self.conceded):
            button.setVisible(waiting)
        self.reopen.setVisible(again and not waiting)
        self.put_back.setVisible(changed and locked_wording(term) is not None)
        self.evidence.setVisible(again and not has_evidence(term))

    def _currency(self) -> str:
        snapshot = self._env.open_deal.snapshot
        return "" if snapshot is None else snapshot.deal.currency

    def _pick(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(self, _("Evidence to keep with the deal"))
        if names:
            self.files_wanted.emit([Path(name) for name in names])

    # -- dropping -------------------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files_wanted.emit(dropped_paths(event))


def _to_relock(reopening: Reopening) -> bool:
    return reopening.relocked_on is None and reopening.response in (
        Response.CONCEDED,
        Response.TRADED,
    )
