"""What is recorded to learn from: behaviours, lessons, debriefs, gates, actions, assessments."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Final
from uuid import UUID

from negotiator_desk.models import fields as f
from negotiator_desk.models.choices import (
    Control,
    DebriefKind,
    Effect,
    GateDecision,
    LessonDecision,
    Stage,
)
from negotiator_desk.models.fields import KindMeta, Record

ANSWER_KEYS: Final = tuple(f"{control}_{n}" for control in Control for n in range(1, 5))
"""The keys of the self-assessment: four statements for each control."""


class Behaviour(Record, frozen=True, kw_only=True):
    """A tactic the buyer used, and what came of our answer."""

    meta: ClassVar = KindMeta(
        singular="Behaviour",
        plural="Behaviours",
        title_field="description",
        date_field="seen_on",
        why="What they did, what we answered and with what effect. The same person does it "
        "again next time.",
    )

    seen_on: Annotated[date | None, f.value("Seen on")] = None
    meeting_id: Annotated[UUID | None, f.ref("meetings", "Meeting")] = None
    stakeholder_id: Annotated[UUID | None, f.ref("stakeholders", "Person")] = None
    tactic: Annotated[
        str,
        f.text("Tactic", "From the catalogue, or your own word.", domain="tactics", secret=True),
    ] = ""
    description: Annotated[str, f.prose("What happened", secret=True)] = ""
    deadline_tested: Annotated[
        bool | None,
        f.value("Deadline tested", "Whether a deadline they set was tested.", secret=True),
    ] = None
    our_response: Annotated[str, f.prose("Our answer", secret=True)] = ""
    effect: Annotated[Effect | None, f.value("Effect of our answer", secret=True)] = None


class Lesson(Record, frozen=True, kw_only=True):
    """A lesson this deal taught."""

    meta: ClassVar = KindMeta(
        singular="Lesson",
        plural="Lessons",
        title_field="text",
        date_field="recorded_on",
        why="One sentence the next deal should start with.",
    )

    control: Annotated[Control | None, f.value("Control", "Where it applies.", secret=True)] = None
    text: Annotated[str, f.prose("Lesson", secret=True)] = ""
    tags: Annotated[tuple[str, ...], f.value("Tags", domain="tags", secret=True)] = ()
    recorded_on: Annotated[date | None, f.value("Recorded on")] = None


class CarriedLesson(Record, frozen=True, kw_only=True):
    """A lesson of an earlier deal, carried into this one."""

    meta: ClassVar = KindMeta(
        singular="Carried lesson",
        plural="Carried lessons",
        title_field="text",
        why="What earlier deals with this buyer taught, and whether it was used.",
    )

    text: Annotated[str, f.prose("Lesson", secret=True)] = ""
    from_deal: Annotated[str, f.text("From deal", secret=True)] = ""
    lesson_id: Annotated[UUID | None, f.ref("-", "Lesson record", hidden=True)] = None
    decision: Annotated[LessonDecision | None, f.value("Decision", secret=True)] = None
    decided_on: Annotated[date | None, f.value("Decided on")] = None
    reason: Annotated[str, f.text("Reason", "Needed when it is dismissed.", secret=True)] = ""


class Debrief(Record, frozen=True, kw_only=True):
    """A look back at a fixed point of the deal."""

    meta: ClassVar = KindMeta(
        singular="Debrief",
        plural="Debriefs",
        title_field="kind",
        why="Ten minutes at signature, after ninety days and at closing.",
    )

    kind: Annotated[DebriefKind | None, f.value("Kind")] = None
    held_on: Annotated[date | None, f.value("Held on")] = None
    best_trade_id: Annotated[UUID | None, f.ref("trades", "Best trade", secret=True)] = None
    worst_trade_id: Annotated[UUID | None, f.ref("trades", "Worst trade", secret=True)] = None
    buyer_limit_found: Annotated[
        Decimal | None,
        f.money("Buyer's limit, as it came out", "Against what we had guessed.", secret=True),
    ] = None
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""


class AcceptedGap(Record, frozen=True, kw_only=True):
    """A check left unmet at a gate, with the reason."""

    meta: ClassVar = KindMeta(singular="Accepted gap", plural="Accepted gaps", title_field="check")

    check: Annotated[str, f.text("Check", domain="checks", secret=True)] = ""
    reason: Annotated[str, f.text("Reason", secret=True)] = ""


class Gate(Record, frozen=True, kw_only=True):
    """The decision taken on leaving a stage."""

    meta: ClassVar = KindMeta(
        singular="Gate",
        plural="Gates",
        title_field="stage",
        why="What was still unmet when the deal moved on, and who accepted it.",
    )

    stage: Annotated[Stage | None, f.value("Stage left")] = None
    passed_on: Annotated[date | None, f.value("Passed on")] = None
    passed_by: Annotated[str, f.text("Passed by", domain="our_people")] = ""
    decision: Annotated[GateDecision | None, f.value("Decision", secret=True)] = None
    accepted: Annotated[tuple[AcceptedGap, ...], f.value("Accepted gaps", secret=True)] = ()


class Action(Record, frozen=True, kw_only=True):
    """Something to do about a finding."""

    meta: ClassVar = KindMeta(
        singular="Action",
        plural="Actions",
        title_field="text",
        why="A finding is mended by somebody, by a day.",
    )

    text: Annotated[str, f.text("Action", secret=True)] = ""
    control: Annotated[Control | None, f.value("Control", secret=True)] = None
    check: Annotated[str, f.text("Check", "The check it mends.", domain="checks", secret=True)] = ""
    record_id: Annotated[
        UUID | None, f.ref("*", "Record", "The record it is about.", secret=True)
    ] = None
    owner: Annotated[str, f.text("Owner", domain="our_people", secret=True)] = ""
    due_on: Annotated[date | None, f.value("Due on")] = None
    done_on: Annotated[date | None, f.value("Done on")] = None
    value: Annotated[Decimal | None, f.money("Value", "The money it concerns.", secret=True)] = None


class SelfAssessment(Record, frozen=True, kw_only=True):
    """Our own judgement of the five controls, kept beside the evidence."""

    meta: ClassVar = KindMeta(
        singular="Self-assessment",
        plural="Self-assessments",
        title_field="answered_by",
        why="What you believe, beside what the records show.",
    )

    answered_on: Annotated[date | None, f.value("Answered on")] = None
    answered_by: Annotated[str, f.text("Answered by", domain="our_people", secret=True)] = ""
    answers: Annotated[
        dict[str, int],
        f.value(
            "Answers",
            "0 never, 1 rarely, 2 partly, 3 mostly, 4 always.",
            minimum=0,
            maximum=4,
            keys=ANSWER_KEYS,
            secret=True,
        ),
    ] = {}
