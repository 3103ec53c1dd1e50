"""The control of learning: every deal feeds the next."""

from fractions import Fraction

from negotiator_desk.domain.facts import Facts, present
from negotiator_desk.domain.measure import Measure, Measured, counted
from negotiator_desk.models.choices import LessonDecision, MeetingStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.learn import Behaviour, CarriedLesson
from negotiator_desk.models.table import Meeting


def is_held(meeting: Meeting) -> bool:
    """Whether a meeting of the cut deal took place: its date has come and it was not cancelled."""
    return meeting.held_on is not None and meeting.status is not MeetingStatus.CANCELLED


def is_answered(behaviour: Behaviour) -> bool:
    """Whether a behaviour has both our answer and its effect."""
    return present(behaviour.our_response) and behaviour.effect is not None


def is_reused(lesson: CarriedLesson) -> bool:
    """Whether a carried lesson was applied, or dismissed with a reason."""
    if lesson.decision is LessonDecision.DISMISSED:
        return present(lesson.reason)
    return lesson.decision is LessonDecision.APPLIED


def is_pending(lesson: CarriedLesson) -> bool:
    """Whether a carried lesson still waits to be applied or dismissed."""
    return lesson.decision not in (LessonDecision.APPLIED, LessonDecision.DISMISSED)


def count_pending(snapshot: Snapshot) -> int:
    """How many carried lessons of a deal wait for a decision."""
    return sum(map(is_pending, snapshot.carried_lessons))


def _captured(facts: Facts) -> Measure:
    held = [meeting for meeting in facts.now.meetings if is_held(meeting)]
    seen = {behaviour.meeting_id for behaviour in facts.now.behaviours}
    bare = [m for m in held if m.id not in seen and not m.no_behaviour_seen]
    return Measure(
        name="behaviour_captured",
        ratio=counted(len(held) - len(bare), len(held)),
        records=tuple(meeting.id for meeting in held),
        failing=tuple(meeting.id for meeting in bare),
        mendable=True,
    )


def _answered(facts: Facts) -> Measure:
    behaviours = facts.now.behaviours
    bare = [behaviour for behaviour in behaviours if not is_answered(behaviour)]
    return Measure(
        name="behaviour_answered",
        ratio=counted(len(behaviours) - len(bare), len(behaviours)),
        records=tuple(behaviour.id for behaviour in behaviours),
        failing=tuple(behaviour.id for behaviour in bare),
        mendable=True,
    )


def _reused(facts: Facts) -> Measure:
    carried = facts.now.carried_lessons
    unused = [lesson for lesson in carried if not is_reused(lesson)]
    return Measure(
        name="lessons_reused",
        ratio=counted(len(carried) - len(unused), len(carried)),
        records=tuple(lesson.id for lesson in carried),
        failing=tuple(lesson.id for lesson in unused),
        mendable=True,
    )


def outcome_parts(facts: Facts) -> tuple[bool, bool, bool]:
    """What of the outcome is recorded: a result, a reason, a lesson."""
    outcome = facts.deal.outcome
    return (
        outcome is not None and outcome.result is not None,
        outcome is not None and any(present(reason) for reason in outcome.reasons),
        bool(facts.now.lessons),
    )


def _outcome(facts: Facts) -> Measure:
    parts = dict(zip(("result", "reason", "lesson"), outcome_parts(facts), strict=True))
    recorded = sum(parts.values())
    return Measure(
        name="outcome_recorded",
        ratio=Fraction(recorded, len(parts)) if facts.closed else None,
        records=(facts.deal.id, *(lesson.id for lesson in facts.now.lessons)),
        failing=(facts.deal.id,) if recorded < len(parts) else (),
        mendable=True,
        params={"missing": tuple(name for name, known in parts.items() if not known)},
    )


def measure_learn(facts: Facts) -> Measured:
    """The four checks of learning; nothing is lost or exposed there."""
    return Measured(checks=(_captured(facts), _answered(facts), _reused(facts), _outcome(facts)))
