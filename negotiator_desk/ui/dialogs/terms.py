"""The questions about a term: its agreement, its lock, another wording, a reopening, an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import uuid4

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from negotiator_desk.domain.sense import warnings_of_term
from negotiator_desk.domain.signature import once_locked
from negotiator_desk.models.choices import Response, Side
from negotiator_desk.models.fields import is_missing, own_fields
from negotiator_desk.models.signature import Reopening, Term, TermVersion
from negotiator_desk.models.table import Received
from negotiator_desk.services import terms
from negotiator_desk.ui.dialogs.record import RecordDialog
from negotiator_desk.ui.widgets.evidence_box import EvidenceBox, dropped_paths
from negotiator_desk.ui.widgets.fields import FieldGrid
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.sense import warning_text
from negotiator_desk.wording.terms import missing_for_lock

if TYPE_CHECKING:
    from negotiator_desk.models.fields import Record
    from negotiator_desk.ui.env import Env

AGREE_FIELDS: Final = ("agreed_wording", "condition", "clause", "agreed_on")
REOPEN_FIELDS: Final = ("raised_on", "raised_by", "ask", "value_asked", "notes")


def _named(pattern: str, term: Term) -> str:
    name = visible(short_line(term.name, 60)) or _("Term")
    return pattern.format(term=name)


class TermDialog(RecordDialog):
    """A dialog about a term; what is doubtful stands beside the field that says it."""

    def __init__(
        self,
        env: Env,
        pattern: str,
        term: Term,
        record: Record,
        fields: Sequence[str],
        done: str,
        parent: QWidget | None = None,
    ) -> None:
        self.term = term
        super().__init__(env, _named(pattern, term), record, fields, done, parent)

    def as_term(self) -> Term:
        """The term as it would be."""
        return cast(Term, self.record)

    @override
    def warnings(self) -> Mapping[str, Sequence[str]]:
        snapshot = self._env.open_deal.snapshot
        if snapshot is None:
            return {}
        term = self.as_term()
        # The sentence names fields of the record it is about, which may not be stored yet.
        seen = msgspec.structs.replace(
            snapshot, terms=tuple(term if each.id == term.id else each for each in snapshot.terms)
        )
        found: dict[str, list[str]] = {}
        for warning in warnings_of_term(term):
            if warning.record_id == self.record.id:
                text = warning_text(warning, seen, self._env.formats)
                found.setdefault(warning.field, []).append(text)
        return found

    def values(self, names: Sequence[str]) -> dict[str, Any]:
        """What was entered, by field."""
        return {name: getattr(self.record, name) for name in names}


class AgreeDialog(TermDialog):
    """Asks for the words both sides agree on."""

    def __init__(self, env: Env, term: Term, parent: QWidget | None = None) -> None:
        start = msgspec.structs.replace(term, agreed_on=term.agreed_on or env.around.today())
        super().__init__(env, _("Agree: {term}"), term, start, AGREE_FIELDS, _("Agreed"), parent)

    @override
    def notes(self) -> Sequence[str]:
        if is_missing(self.as_term().agreed_wording):
            return (_("The wording is missing: which words do both sides agree on?"),)
        return ()

    @override
    def store(self) -> bool:
        if is_missing(self.as_term().agreed_wording):
            self.say(_("Write the words both sides agree on first."))
            self.grid.focus_field("agreed_wording")
            return False
        values = self.values(AGREE_FIELDS)
        return self._env.editing.do_with_term(terms.agree_term, self.term.id, values)


class LockDialog(TermDialog):
    """Asks for wording, clause and evidence, and says what is missing; for a relock too."""

    def __init__(self, env: Env, term: Term, parent: QWidget | None = None) -> None:
        self.again = once_locked(term)
        today = env.around.today()
        me = env.open_deal.context.person()
        start = term
        if not self.again:
            start = msgspec.structs.replace(
                term, locked_on=term.locked_on or today, locked_by=term.locked_by or me
            )
        self.box: EvidenceBox | None = None
        fields: Sequence[str] = terms.LOCK_FIELDS
        if self.again:  # the first lock keeps its day and its name
            start = msgspec.structs.replace(term, locked_on=today)
            fields = tuple(name for name in fields if name != "locked_by")
        super().__init__(
            env,
            _("Relock: {term}") if self.again else _("Lock: {term}"),
            term,
            start,
            fields,
            _("Relock") if self.again else _("Lock"),
            parent,
        )
        if self.again:
            self.grid.cells["locked_on"].label.setText(_("Relocked on"))
            editor = self.grid.cells["locked_on"].editor
            (editor.focusProxy() or editor).setAccessibleName(_("Relocked on"))
        if not is_missing(term.agreed_wording):
            self.grid.focus_field("clause" if is_missing(term.clause) else "evidence")

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self.box is not None:
            self.box.dropEvent(event)

    @override
    def parts(self) -> Sequence[QWidget]:
        self.setAcceptDrops(True)
        self.box = EvidenceBox(self._env, self)
        self.box.changed.connect(self.refresh)
        return (self.box,)

    @override
    def as_term(self) -> Term:
        term = super().as_term()
        if not self.again:
            return msgspec.structs.replace(term, wording_sha256="")
        day = term.locked_on
        return msgspec.structs.replace(
            term,
            wording_sha256="",
            locked_on=self.term.locked_on,
            reopenings=tuple(
                each
                if each.relocked_on is not None
                else msgspec.structs.replace(each, relocked_on=day)
                for each in term.reopenings
            ),
        )

    @override
    def warnings(self) -> Mapping[str, Sequence[str]]:
        found = dict(super().warnings())
        found.pop("agreed_wording", None)  # what is missing is said below
        term, snapshot = self.as_term(), self._env.open_deal.snapshot
        if self.again and snapshot is not None:
            seen = msgspec.structs.replace(
                snapshot, terms=tuple(term if t.id == term.id else t for t in snapshot.terms)
            )
            early = [w for w in warnings_of_term(term) if w.field == "relocked_on"]
            found["locked_on"] = [warning_text(w, seen, self._env.formats) for w in early]
        return found

    @override
    def notes(self) -> Sequence[str]:
        files = len(self.box.files) if self.box is not None else 0
        return missing_for_lock(cast(Term, self.record), files=files)

    @override
    def store(self) -> bool:
        if is_missing(self.as_term().agreed_wording):
            self.say(_("Write the words that are to be locked first."))
            self.grid.focus_field("agreed_wording")
            return False
        assert self.box is not None
        return self._env.editing.do_with_term(
            terms.lock_term, self.term.id, self.values(terms.LOCK_FIELDS), self.box.files
        )


class WordingDialog(TermDialog):
    """Asks for another wording, which is put beside the one that holds."""

    FIELDS: Final = ("wording", "party", "written_on", "source")

    def __init__(self, env: Env, term: Term, parent: QWidget | None = None) -> None:
        start = TermVersion(
            id=uuid4(),
            party=Side.BUYER,
            written_on=env.around.today(),
            wording=term.agreed_wording,
        )
        title = _("Another wording: {term}")
        super().__init__(env, title, term, start, self.FIELDS, _("Put beside it"), parent)

    @override
    def as_term(self) -> Term:
        return self.term

    @override
    def store(self) -> bool:
        if is_missing(cast(TermVersion, self.record).wording):
            self.say(_("Write the other wording first."))
            self.grid.focus_field("wording")
            return False
        values = self.values(self.FIELDS)
        return self._env.editing.do_with_term(terms.propose_wording, self.term.id, values)


class ReopenDialog(TermDialog):
    """Asks who wants to move a locked term, what they ask and what it is worth."""

    def __init__(self, env: Env, term: Term, parent: QWidget | None = None) -> None:
        start = Reopening(
            id=uuid4(),
            raised_on=env.around.today(),
            raised_by=Side.BUYER,
            response=Response.PENDING,
        )
        title = _("Reopened: {term}")
        super().__init__(env, title, term, start, REOPEN_FIELDS, _("Reopened"), parent)
        self.grid.focus_field("ask")

    @override
    def as_term(self) -> Term:
        reopenings = (*self.term.reopenings, cast(Reopening, self.record))
        return msgspec.structs.replace(self.term, reopenings=reopenings)

    @override
    def notes(self) -> Sequence[str]:
        if cast(Reopening, self.record).value_asked is None:
            return (_("While its worth is not known, the whole stake counts as exposed."),)
        return ()

    @override
    def store(self) -> bool:
        values = self.values(REOPEN_FIELDS)
        return self._env.editing.do_with_term(terms.reopen_term, self.term.id, values)


class AnswerDialog(TermDialog):
    """Asks what a reopening was answered with: the trade, or what was conceded."""

    def __init__(
        self,
        env: Env,
        term: Term,
        reopening: Reopening,
        response: Response,
        parent: QWidget | None = None,
    ) -> None:
        self.before = reopening
        self.trading = response is Response.TRADED
        self.made: FieldGrid | None = None
        self.returned = Received(id=uuid4())
        asked = reopening.value_asked
        start = msgspec.structs.replace(
            reopening,
            response=response,
            resolved_on=reopening.resolved_on or env.around.today(),
            value_conceded=None if self.trading else reopening.value_conceded or asked,
        )
        self.fields = ("trade_id" if self.trading else "value_conceded", "resolved_on", "notes")
        title = _("Traded: {term}") if self.trading else _("Conceded: {term}")
        super().__init__(env, title, term, start, self.fields, _("Store the answer"), parent)

    @override
    def heads(self) -> Sequence[QWidget]:
        asked = QLabel(visible(short_line(self.before.ask)), self)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setWordWrap(True)
        asked.setVisible(not is_missing(self.before.ask))
        return (asked,)

    @override
    def parts(self) -> Sequence[QWidget]:
        if not self.trading:
            return ()
        title = QLabel(_("Or make the trade: what do we get for it?"), self)
        title.setProperty("role", "section")
        left_out = [
            spec.name
            for spec in own_fields(Received)
            if spec.name not in ("description", "value_to_us")
        ]
        self.made = FieldGrid(Received, self._env.around, self, leave_out=left_out)
        self.made.show_fields(self.returned)
        self.made.edited.connect(self._on_returned)
        self.accept_from(self.made)
        return (title, self.made)

    def _on_returned(self, field: str, value: Any) -> None:
        self.returned = msgspec.structs.replace(self.returned, **{field: value})
        self.say("")
        self.refresh()

    @override
    def as_term(self) -> Term:
        answered = cast(Reopening, self.record)
        return msgspec.structs.replace(
            self.term,
            reopenings=tuple(
                answered if each.id == answered.id else each for each in self.term.reopenings
            ),
        )

    @override
    def notes(self) -> Sequence[str]:
        unpaid = self.trading and not is_missing(self.returned.description)
        if unpaid and self.returned.value_to_us is None:
            return (_("While the worth of what we get is not known, it counts as conceded."),)
        return ()

    @override
    def warnings(self) -> Mapping[str, Sequence[str]]:
        found = dict(super().warnings())
        if not is_missing(self.returned.description):
            found.pop("trade_id", None)
        return found

    @override
    def accept(self) -> None:
        if self.made is not None:
            for cell in self.made.cells.values():
                cell.editor.commit(leaving=True)
                if cell.editor.problem:
                    cell.show_problem(cell.editor.problem)
                    cell.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
        super().accept()

    @override
    def store(self) -> bool:
        values = {"response": cast(Reopening, self.record).response, **self.values(self.fields)}
        back = None
        if self.trading and not is_missing(self.returned.description):
            if values["trade_id"] is not None:
                self.say(_("Name a trade or make one: not both."))
                return False
            back = terms.Return(
                description=self.returned.description, value=self.returned.value_to_us
            )
        return self._env.editing.do_with_term(
            terms.answer_reopening,
            self.term.id,
            self.before.id,
            values,
            back,
            self._env.open_deal.snapshot,
        )
