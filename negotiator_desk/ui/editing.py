"""The acts of a negotiation, one for each service: trades, terms, meetings, gates, lessons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from negotiator_desk.ui.record_editing import RecordEditing
from negotiator_desk.wording.findings import finding_action

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
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.table import Meeting
    from negotiator_desk.services.context import Context
    from negotiator_desk.services.offers import Return


class Editing(RecordEditing):
    """What the window may do to the open deal: any record, and what is more than a field."""

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

    # -- terms ----------------------------------------------------------------------------------

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
