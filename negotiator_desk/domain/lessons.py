"""Lessons from deal to deal: which ones a deal can carry in, and which still wait for a decision.

Two sorts are offered: the lessons that earlier deals with the buyer recorded, and our answers to
its tactics that worked there.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from negotiator_desk.domain.dossier_lists import one_line, tactics_seen
from negotiator_desk.domain.facts import present
from negotiator_desk.models.choices import Control, LessonDecision, Origin
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.learn import CarriedLesson, Lesson

Sort = Literal["lesson", "answer"]


class Teaching(msgspec.Struct, frozen=True, kw_only=True):
    """Something an earlier deal taught that can be carried into another.

    ``source`` is the lesson, or the behaviour whose answer worked; ``tactic`` its key then.
    """

    source: UUID
    deal_id: UUID
    deal: str
    sort: Sort
    text: str
    tactic: str = ""
    control: Control | None = None
    tags: tuple[str, ...] = ()
    day: date | None = None


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """Where a lesson was carried to, and what became of it there."""

    deal_id: UUID
    deal: str
    carried: UUID
    decision: LessonDecision | None
    reason: str


def by_control(lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """Lessons in the order of the controls, those without one last; else as listed."""
    places = {control: place for place, control in enumerate(Control)}
    return tuple(
        sorted(lessons, key=lambda each: places.get(each.control, len(places)))  # type: ignore[arg-type]
    )


def is_known(teaching: Teaching, carried: Iterable[CarriedLesson]) -> bool:
    """Whether a teaching was carried in already: the same record, or the same words."""
    words = one_line(teaching.text)
    return any(
        each.lesson_id == teaching.source or one_line(each.text) == words for each in carried
    )


def teachings(
    others: Sequence[Snapshot],
    carried: Sequence[CarriedLesson] = (),
    tactic_key: Callable[[str], str] = str,
) -> tuple[Teaching, ...]:
    """What other deals with the buyer teach that a deal has not carried in yet.

    Lessons come first, those recorded last before the others, then answers that worked. Lessons
    without words and public records teach nothing; of the same words the newest lesson is kept.

    Args:
        others: the other deals with the buyer.
        carried: what the deal has carried in already.
        tactic_key: what a recorded tactic is filed under; its own words unless given.
    """
    ours = [each for each in others if each.deal.origin is not Origin.PUBLIC_RECORD]
    titles = {each.deal.id: each.deal.title for each in ours}
    found = [
        *_recorded(ours),
        *(
            Teaching(
                source=answer.record,
                deal_id=answer.deal_id,
                deal=titles[answer.deal_id],
                sort="answer",
                text=answer.text,
                tactic=seen.tactic,
                day=answer.day,
            )
            for seen in tactics_seen(ours, tactic_key)
            for answer in seen.worked
        ),
    ]
    return _once(each for each in found if not is_known(each, carried))


def recorded_lessons(deals: Iterable[Snapshot]) -> tuple[Teaching, ...]:
    """The lessons of deals, those recorded last first; of the same words the newest is kept."""
    return _once(_recorded(deals))


def _recorded(deals: Iterable[Snapshot]) -> list[Teaching]:
    found = [
        Teaching(
            source=lesson.id,
            deal_id=each.deal.id,
            deal=each.deal.title,
            sort="lesson",
            text=lesson.text.strip(),
            control=lesson.control,
            tags=lesson.tags,
            day=lesson.recorded_on,
        )
        for each in deals
        for lesson in each.lessons
        if present(lesson.text)
    ]
    return sorted(found, key=lambda each: each.day or date.min, reverse=True)


def _once(found: Iterable[Teaching]) -> tuple[Teaching, ...]:
    """The first of each tactic and words."""
    kept: dict[tuple[str, str], Teaching] = {}
    for each in found:
        kept.setdefault((one_line(each.tactic), one_line(each.text)), each)
    return tuple(kept.values())
