"""The terms: how each stands, what to lock first, and the card that locks, reopens and relocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.signature import lock_state, once_locked
from negotiator_desk.domain.term_history import Event, history, locked_wording, other_wording, waits
from negotiator_desk.models.choices import Response
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.signature import Term
from negotiator_desk.ui.models.columns import Column, field_column
from negotiator_desk.ui.pages.award_guard import AwardGuard
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.pages.term_state import TermState
from negotiator_desk.ui.widgets.diff_box import DiffBox
from negotiator_desk.ui.widgets.history_list import HistoryList
from negotiator_desk.wording import terms as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.services.attachments import Evidence
    from negotiator_desk.ui.dialogs.record import RecordDialog
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

_ACTS: Final = {"lock_term": "lock", "reopen_term": "reopen"}


class TermsView(RecordsView):
    """Terms with their state; the card says what is missing and does the next step."""

    document_wanted = Signal(str)
    leave_out = ("versions", "wording_sha256")
    top_least = 460

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._kept: dict[tuple[str, UUID], Any] = {}
        super().__init__(section, env, parent)
        self.state = TermState(env, self.detail)
        self.state.wanted.connect(self.do)
        self.state.files_wanted.connect(self._add_files)
        self.detail.put_above(self.state)
        self.past = QWidget(self.detail)
        self._make_past()

    def _make_past(self) -> None:
        title = QLabel(_("History"), self.past)
        title.setProperty("role", "label")
        self.history = HistoryList(self.env.theme, self.env.formats, self.past)
        title.setBuddy(self.history)
        self.diff = DiffBox(self.env.theme, self.past)
        column = QVBoxLayout(self.past)
        column.setContentsMargins(0, 0, 12, 4)  # as the fields below
        column.setSpacing(4)
        for widget in (title, self.history, self.diff):
            column.addWidget(widget)
        self.history.picked.connect(self._show_difference)
        self.history.opened.connect(self._on_opened)
        self.past.hide()

    # -- its own parts ----------------------------------------------------------------------------

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        specs = field_map(Term)

        def own(
            name: str, title: str, width: int, text: Callable[[Any], str], **more: Any
        ) -> Column:
            return Column(name=name, title=title, width=width, text=text, **more)

        return (
            field_column(specs["name"], 190),
            own(
                "state",
                _("State"),
                124,
                wording.state_text,
                meaning=wording.state_meaning,
                order=lock_state,
            ),
            replace(field_column(specs["value_at_stake"], 108, _("At stake")), rank=1),
            replace(field_column(specs["clause"], 84), rank=3),
            replace(field_column(specs["locked_on"], 104), rank=2),
            own(
                "proof",
                _("Evidence"),
                84,
                wording.evidence_text,
                meaning=wording.evidence_meaning,
                rank=2,
            ),
            own("red", _("Red line"), 80, wording.red_line_text, rank=4),
        )

    @override
    def make_bar(self) -> QWidget:
        self.guard = AwardGuard(self.env, self)
        self.guard.lock_wanted.connect(self._lock)
        self.guard.starters_wanted.connect(self._add_usual)
        self.guard.agreed_wanted.connect(lambda: self.document_wanted.emit("agreed"))
        return self.guard

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        if kinds:
            self.guard.refresh()
        else:
            self.guard.show_now()

    @property
    def term(self) -> Term | None:
        """The term at hand."""
        snapshot, current = self.env.open_deal.snapshot, self.list.current_id()
        found = () if snapshot is None else snapshot.terms
        return next((each for each in found if each.id == current), None)

    @override
    def act(self, name: str) -> None:
        """Lock or reopen the term at hand, besides what every list does."""
        if name in _ACTS:
            self.do(_ACTS[name])
        else:
            super().act(name)

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        term = self.term
        self.state.show_term(term)
        inside = None if self.form is None else self.form.widget()
        if inside is not None and self.past.parent() is not inside:
            fields = inside.layout()
            assert isinstance(fields, QVBoxLayout)
            fields.insertWidget(1, self.past)  # below what scrolls with the fields
        self.past.setVisible(term is not None)
        if term is None:
            return
        snapshot = self.env.open_deal.snapshot
        currency = "" if snapshot is None else snapshot.deal.currency
        self.history.steps.show(history(term), currency)
        self._show_difference(None)

    def _show_difference(self, event: Event | None) -> None:
        """Lay the wording of a step over the one that holds, or the two that matter now."""
        term = self.term
        if term is None:
            return
        holds = locked_wording(term) or term.agreed_wording
        if event is not None and event.wording and holds and event.wording != holds:
            day = "" if event.day is None else self.env.formats.date_text(event.day)
            title = _("This wording ({date}) against the one that holds").format(date=day or "–")
            self.diff.show_wordings(title, (holds, event.wording))
            return
        title = (
            _("The later wording against the locked one")
            if once_locked(term)
            else _("Our wording against the buyer's")
        )
        self.diff.show_wordings(title, other_wording(term))

    def _on_opened(self, event: Event) -> None:
        term = self.term
        if term is not None and event.record != term.id:
            self.env.go_to(event.record)
        elif self.form is not None:
            self.form.focus_field(
                {
                    "opened": "opened_on",
                    "agreed": "agreed_on",
                    "locked": "locked_on",
                    "wording": "agreed_wording",
                }.get(event.key, "reopenings")
            )

    # -- doing ----------------------------------------------------------------------------------

    def _lock(self, term_id: UUID) -> None:
        """Lock a term; one that waits for an answer is answered first."""
        self.select(term_id)
        if self.state.held.isVisibleTo(self.state):
            self.state.held.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.do("lock")

    def _add_usual(self) -> None:
        from negotiator_desk.ui.dialogs.starter_terms import StarterTermsDialog

        dialog = StarterTermsDialog(self.env, self)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen
        dialog.deleteLater()
        added = self.env.editing.add_terms(chosen) if done else ()
        if added:
            self.select(added[0])
            self.focus_main()

    def do(self, wish: str) -> None:
        """Do what is wanted with the term at hand, or ask for what that needs."""
        from negotiator_desk.services import terms
        from negotiator_desk.ui.dialogs import terms as dialogs

        self.flush()
        term, env = self.term, self.env
        if term is None:
            return
        waiting = waits(term)
        match wish:
            case "agree":
                self._ask(wish, dialogs.AgreeDialog(env, term, self))
            case "lock":
                self._ask(wish, dialogs.LockDialog(env, term, self))
            case "wording":
                self._ask(wish, dialogs.WordingDialog(env, term, self))
            case "reopen":
                self._ask(wish, dialogs.ReopenDialog(env, term, self))
            case "put_back":
                env.editing.do_with_term(terms.put_back_wording, term.id)
            case "held" if waiting is not None:
                values = {"response": Response.HELD}
                env.editing.do_with_term(terms.answer_reopening, term.id, waiting, values)
            case "traded" | "conceded" if waiting is not None:
                reopening = next(each for each in term.reopenings if each.id == waiting)
                how = Response.TRADED if wish == "traded" else Response.CONCEDED
                dialog = dialogs.AnswerDialog(env, term, reopening, how, self)
                self._ask(wish, dialog)

    def _ask(self, wish: str, dialog: RecordDialog) -> None:
        """Show a dialog; what is typed and left is there again when it is next opened."""
        term = self.term
        assert term is not None
        key = (wish, term.id)
        kept = self._kept.pop(key, None)
        if kept is not None:
            dialog.take_up(kept)
        focus = QApplication.focusWidget()
        by_button = focus is not None and self.state.isAncestorOf(focus)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        if not done and dialog.typed:
            self._kept[key] = dialog.record
        dialog.deleteLater()
        if done and by_button:
            self.state.focus_first()

    def _add_files(self, paths: list[Path]) -> None:
        from negotiator_desk.services.terms import add_evidence

        term = self.term
        if term is None:
            return
        files: list[Evidence] = []
        for path in paths:
            found = self.env.editing.read_evidence(path, files)
            if found is not None:
                files.append(found)
        if files:
            self.env.editing.do_with_term(add_evidence, term.id, files)
