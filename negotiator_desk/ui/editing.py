"""From a widget's wish to a service: every edit passes here, and refusals come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from negotiator_desk.models.fields import field_map
from negotiator_desk.models.kinds import ALL_KINDS, nested_records
from negotiator_desk.models.rules import FormError
from negotiator_desk.services import attachments, drafts, records
from negotiator_desk.ui.errors import file_problem
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.errors import form_error_text
from negotiator_desk.wording.findings import finding_action
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.sense import warning_text

if TYPE_CHECKING:
    from negotiator_desk.domain.first_facts import Fact
    from negotiator_desk.domain.lessons import Teaching
    from negotiator_desk.domain.mandate import After
    from negotiator_desk.domain.negotiated import Negotiated
    from negotiator_desk.domain.package_trades import Move
    from negotiator_desk.domain.quickentry import Entry
    from negotiator_desk.domain.results import Finding
    from negotiator_desk.models.choices import (
        DebriefKind,
        LessonDecision,
        Stage,
        TermCategory,
        TradeStatus,
    )
    from negotiator_desk.models.deal import Attachment, Snapshot
    from negotiator_desk.models.fields import Record
    from negotiator_desk.models.table import Meeting
    from negotiator_desk.services.attachments import Evidence
    from negotiator_desk.services.context import Context
    from negotiator_desk.services.offers import Return
    from negotiator_desk.ui.state import OpenDeal
    from negotiator_desk.ui.widgets.form import RecordForm
    from negotiator_desk.wording.formats import Formats


class Editing(QObject):
    """Calls the services for the open deal; says a refusal instead of raising it."""

    refused = Signal(str)

    def __init__(
        self, open_deal: OpenDeal, formats: Formats, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_deal = open_deal
        self._formats = formats
        self._hearers: list[Callable[[str], object]] = []

    def told_to(self, hearer: Callable[[str], object], on: bool) -> None:
        """Let a dialog at work say refusals itself, or no longer; the last one is told."""
        self._hearers = [each for each in self._hearers if each != hearer]
        if on:
            self._hearers.append(hearer)

    def _refuse(self, text: str) -> None:
        if self._hearers:
            self._hearers[-1](text)
        else:
            self.refused.emit(text)

    def _try(self, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Call a service with the context and the open deal; None where it was refused."""
        deal_id = self._open_deal.deal_id
        if deal_id is None:
            return None
        try:
            return work(self._open_deal.context, deal_id, *args, **named)
        except FormError as error:
            record = ALL_KINDS.get(args[0]) if args and isinstance(args[0], str) else None
            name = error.params.get("holder") or error.params.get("field", "")
            spec = None if record is None else field_map(record).get(str(name))
            self._refuse(form_error_text(error, spec) if spec else _("This cannot be stored."))
        except Refusal as refusal:
            self._refuse(refusal.text)
        except OSError as error:
            self._refuse(file_problem(error))
        return None

    # -- forms ----------------------------------------------------------------------------------

    def wire(self, form: RecordForm) -> None:
        """Let a form's wishes arrive here."""
        form.edited.connect(self.set_value)
        form.draft_changed.connect(self.keep_draft)
        form.nested_edited.connect(self._set_nested)
        form.nested_added.connect(self._add_nested)
        form.nested_removed.connect(self._remove_nested)
        form.nested_duplicated.connect(self._duplicate_nested)
        form.nested_moved.connect(self._move_nested)

    def show(self, form: RecordForm, record: Record) -> None:
        """Show a record of the open deal in a form, with its warnings and drafts."""
        snapshot = self._open_deal.snapshot
        if snapshot is None:
            return
        sentences: dict[str, list[str]] = {}
        inner: dict[UUID, dict[str, list[str]]] = {}
        inside = (each.id for _field, _place, each in nested_records(record))
        for record_id in (record.id, *inside):
            for warning in self._open_deal.warnings.get(record_id, ()):
                text = warning_text(warning, snapshot, self._formats)
                if record_id == record.id:
                    sentences.setdefault(warning.field, []).append(text)
                else:
                    sentences.setdefault("", []).append(text)
                    inner.setdefault(record_id, {}).setdefault(warning.field, []).append(text)
        form.show_record(record, snapshot, sentences, self._open_deal.drafts, inner)

    # -- records --------------------------------------------------------------------------------

    def set_value(self, kind: str, record_id: UUID, field: str, content: Any) -> None:
        """Store one field of one record; typing on in it stays one undo step."""
        merge = f"{kind}.{record_id}.{field}"
        self._try(records.set_value, kind, record_id, field, content, merge=merge)

    def set_values(
        self, kind: str, record_id: UUID, values: Mapping[str, Any], merge: str = ""
    ) -> None:
        """Store several fields of one record in one undo step."""
        self._try(records.set_values, kind, record_id, values, merge=merge)

    def add(self, kind: str, values: Mapping[str, Any] | None = None) -> UUID | None:
        """Add a record at the end of its list; its id, or None where it was refused."""
        added: UUID | None = self._try(records.add, kind, values or {})
        return added

    def set_fact(self, fact: Fact, content: Any) -> None:
        """Record one of the eight facts; typing on in it stays one undo step."""
        from negotiator_desk.services.first_facts import set_fact

        self._try(set_fact, fact, content, merge=f"fact.{fact.key}")

    def make_fact(self, fact: Fact) -> UUID | None:
        """Make the record that is to hold a fact; its id, or None where it was refused."""
        from negotiator_desk.services.first_facts import make_entry

        made: UUID | None = self._try(make_entry, fact)
        return made

    def add_action(
        self, finding: Finding, text: str = "", values: Mapping[str, Any] | None = None
    ) -> UUID | None:
        """Turn a finding into an action of the deal's owner, with its record and its money.

        ``text`` says what is to be done where the finding is none of the control model's own;
        ``values`` are fields of the action that take the place of those it would begin with.
        """
        snapshot, formats = self._open_deal.snapshot, self._formats
        if snapshot is None:
            return None
        money = finding.money
        found = {
            "text": text or finding_action(finding, snapshot, formats),
            "control": finding.control,
            "check": finding.check or finding.key,
            "record_id": finding.records[0] if finding.records else None,
            "owner": snapshot.deal.owner,
            "value": None if money is None else formats.to_decimal(money, snapshot.deal.currency),
        }
        return self.add("actions", {**found, **(values or {})})

    def pass_gate(self, stage: Stage, accepted: Mapping[str, str], **how: Any) -> UUID | None:
        """Record a gate and move the deal on; its id, or None where it was refused."""
        from negotiator_desk.services.gates import pass_gate

        passed: UUID | None = self._try(pass_gate, stage, accepted, **how)
        return passed

    def log_behaviour(
        self, tactic: str, meeting_id: UUID | None, stakeholder_id: UUID | None
    ) -> UUID | None:
        """Record that a tactic was seen; its id, or None where it was refused."""
        from negotiator_desk.services.behaviours import log_behaviour

        added: UUID | None = self._try(log_behaviour, tactic, meeting_id, stakeholder_id)
        return added

    def start_debrief(self, kind: DebriefKind) -> UUID | None:
        """Begin a debrief of today, or go on with the one of its kind; its id."""
        from negotiator_desk.services.debriefs import start_debrief

        started: UUID | None = self._try(start_debrief, kind)
        return started

    def write_lesson(self, debrief_id: UUID, lesson_id: UUID, field: str, content: Any) -> None:
        """Store one field of the lesson of a debrief; typing on in it stays one undo step."""
        from negotiator_desk.services.debriefs import write_lesson

        merge = f"lessons.{lesson_id}.{field}"
        self._try(write_lesson, debrief_id, lesson_id, {field: content}, merge=merge)

    def carry_lessons(self, wanted: Sequence[Teaching]) -> None:
        """Carry lessons of earlier deals into the open one."""
        from negotiator_desk.services.lessons import carry_lessons

        self._try(carry_lessons, wanted)

    def decide_lesson(self, carried_id: UUID, decision: LessonDecision) -> None:
        """Apply or dismiss a carried lesson today, or let it wait again."""
        from negotiator_desk.services.lessons import decide_lesson

        self._try(decide_lesson, carried_id, decision)

    def log_offer(self, values: Mapping[str, Any], in_return: Return | None = None) -> UUID | None:
        """Log an offer, with a trade made for it where one is; None where it was refused."""
        from negotiator_desk.services import offers

        added: UUID | None = self._try(
            lambda context, deal_id: offers.log_offer(context, deal_id, values, in_return)
        )
        return added

    def log_trade(self, entry: Entry, snapshot: Snapshot, after: After | None) -> UUID | None:
        """Log the trade of a typed line; None where it was refused."""
        from negotiator_desk.services import trades

        added: UUID | None = self._try(
            lambda context, deal_id: trades.log_trade(context, deal_id, entry, snapshot, after)
        )
        return added

    def compose_wording(self, negotiated: Negotiated, snapshot: Snapshot) -> None:
        """Put the composed if–then wording into a trade or a change."""
        from negotiator_desk.services import trades

        self._try(trades.compose_wording, negotiated, snapshot)

    def ask_approval(self, negotiated: Negotiated, snapshot: Snapshot, after: After) -> None:
        """Note that the approval of a trade or a change was asked for today."""
        from negotiator_desk.services import trades

        self._try(trades.ask_approval, negotiated, snapshot, after)

    def approve(self, kind: str, record_id: UUID, holder: str) -> None:
        """Note that a holder of authority approved a trade or a change today."""
        from negotiator_desk.services import trades

        self._try(trades.approve, record_id, holder, kind)

    def refuse_approval(self, kind: str, record_id: UUID) -> None:
        """Note that the approval of a trade or a change was refused."""
        from negotiator_desk.services import trades

        self._try(trades.refuse_approval, record_id, kind)

    def act(self, service: Callable[..., Any], *args: Any) -> Any:
        """Do one act of a service on the open deal; what it gives, None where it was refused."""
        return self._try(service, *args)

    def decide_trade(self, trade_id: UUID, status: TradeStatus) -> None:
        """Note that a trade was agreed, refused or withdrawn today."""
        from negotiator_desk.services import trades

        self._try(trades.decide, trade_id, status)

    def hold_meeting(self, meeting_id: UUID) -> None:
        """Mark a meeting as held today."""
        from negotiator_desk.services.meetings import hold_today

        self._try(hold_today, meeting_id)

    def add_question(self, text: str, meeting: Meeting) -> UUID | None:
        """Add a question to a meeting; its id, or None where it was refused."""
        from negotiator_desk.services.meetings import question_values

        return self.add("questions", question_values(text, meeting))

    def set_asked(self, question_id: UUID, asked: bool, meeting_id: UUID | None) -> None:
        """Mark a question as asked today, or as not asked."""
        from negotiator_desk.services.meetings import set_asked

        self._try(set_asked, question_id, asked, meeting_id)

    def make_actions(self, meeting_id: UUID) -> None:
        """Turn the next steps of a meeting into actions."""
        from negotiator_desk.services.meetings import make_actions

        self._try(make_actions, meeting_id)

    def plan_pair(self, give_id: UUID, get_id: UUID) -> UUID | None:
        """Plan a trade of one variable for another; its id, or None where it was refused."""
        from negotiator_desk.services import pairs
        from negotiator_desk.wording.trades import composed

        snapshot = self._open_deal.snapshot
        if snapshot is None:
            return None
        said = composed(pairs.outline(give_id, get_id), snapshot, self._formats)
        added: UUID | None = self._try(
            lambda context, deal_id: pairs.plan_pair(context, deal_id, give_id, get_id, said)
        )
        return added

    def plan_package(self, package: Sequence[Move]) -> UUID | None:
        """Put a package into the trade log as a planned trade; its id, or None if refused."""
        from negotiator_desk.services.packages import plan_package

        planned: UUID | None = self._try(plan_package, package)
        return planned

    def table_packages(self, packages: Sequence[Sequence[Move]]) -> Sequence[UUID]:
        """Put packages on the table as alternatives; the ids of their trades."""
        from negotiator_desk.services.packages import table_packages

        tabled: Sequence[UUID] = self._try(table_packages, packages) or ()
        return tabled

    def add_file(self, path: Path) -> UUID | None:
        """Keep a file with the deal; the id of its record, or None where it was refused."""
        added: UUID | None = self._try(attachments.add_file, path)
        return added

    def save_file(self, attachment: Attachment, path: Path) -> None:
        """Write a kept file to the disk."""
        self._try(lambda context, _deal: attachments.save_file(context, attachment, path))

    # -- terms ----------------------------------------------------------------------------------

    def read_evidence(self, path: Path, beside: Sequence[Evidence] = ()) -> Evidence | None:
        """Read a file that is to be evidence; None where it was refused."""
        found: Evidence | None = self._try(attachments.read_evidence, path, beside)
        return found

    def do_with_term(self, work: Callable[..., Any], term_id: UUID, *args: Any) -> bool:
        """Let a service of ``services.terms`` act on a term; whether it was done."""

        def act(context: Context, deal_id: UUID) -> bool:
            work(context, deal_id, term_id, *args)
            return True

        return self._try(act) is True

    def add_terms(self, starters: Sequence[tuple[str, TermCategory, str]]) -> Sequence[UUID]:
        """Add terms by name, category and our position; their ids."""
        from negotiator_desk.services import terms

        added: Sequence[UUID] = self._try(terms.add_terms, starters) or ()
        return added

    def duplicate(self, kind: str, ids: Sequence[UUID]) -> Sequence[UUID]:
        """Put a copy of each record behind it; the ids of the copies."""
        copies: Sequence[UUID] = self._try(records.duplicate, kind, ids) or ()
        return copies

    def remove(self, kind: str, ids: Sequence[UUID]) -> None:
        """Delete records; undo brings them back."""
        self._try(records.remove, kind, ids)

    def move(self, kind: str, record_id: UUID, index: int) -> None:
        """Put a record at another place of its list."""
        self._try(records.move, kind, record_id, index)

    def keep_draft(self, kind: str, record_id: UUID, field: str, text: str | None) -> None:
        """Keep text that cannot be read yet, or forget it once it can."""
        if text is None:
            self._try(drafts.clear_draft, kind, record_id, field)
        else:
            self._try(drafts.keep_draft, kind, record_id, field, text)

    # -- records inside records -----------------------------------------------------------------

    def _set_nested(
        self, kind: str, parent: UUID, field: str, record_id: UUID, name: str, content: Any
    ) -> None:
        merge = f"{kind}.{record_id}.{name}"
        self._try(
            records.set_nested_value, kind, parent, field, record_id, name, content, merge=merge
        )

    def _add_nested(self, kind: str, parent: UUID, field: str) -> None:
        self._try(records.add_nested, kind, parent, field)

    def _remove_nested(self, kind: str, parent: UUID, field: str, ids: list[UUID]) -> None:
        self._try(records.remove_nested, kind, parent, field, ids)

    def _duplicate_nested(self, kind: str, parent: UUID, field: str, ids: list[UUID]) -> None:
        self._try(records.duplicate_nested, kind, parent, field, ids)

    def _move_nested(
        self, kind: str, parent: UUID, field: str, record_id: UUID, index: int
    ) -> None:
        self._try(records.move_nested, kind, parent, field, record_id, index)
