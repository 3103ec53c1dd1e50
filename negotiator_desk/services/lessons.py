"""Lessons from deal to deal: offered, carried in, applied or dismissed, and used since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.domain.lessons import Teaching, Use, is_known, teachings
from negotiator_desk.domain.progress import Steps, told
from negotiator_desk.models.choices import LessonDecision, Origin
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.learn import CarriedLesson
from negotiator_desk.services.buyers import deals_of
from negotiator_desk.services.checks import checked
from negotiator_desk.services.labels import label_of_many
from negotiator_desk.services.records import set_values
from negotiator_desk.services.work import edit_deal
from negotiator_desk.wording.lessons import carried_text

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context

_READ = ("deal", "lessons", "behaviours")


def load_teachings(
    context: Context, deal_id: UUID, progress: Steps | None = None
) -> tuple[Teaching, ...]:
    """What the other deals with the buyer of a deal teach and it has not carried in yet.

    Archived deals teach too; ``progress`` is told of each deal read, and may raise to stop.

    Raises:
        NoSuchDeal: the deal is not on the desk.
    """
    from negotiator_desk.wording.tactics import tactic_key

    here = context.desk.reload(Snapshot(deal=Deal(id=deal_id)), ("deal", "carried_lessons"))
    if not here.deal.buyer.strip() or here.deal.origin is Origin.PUBLIC_RECORD:
        return ()
    rows = [row for row in deals_of(context, here.deal.buyer) if row.id != deal_id]
    others: list[Snapshot] = []
    for row in told(rows, progress):
        try:
            others.append(context.desk.reload(Snapshot(deal=Deal(id=row.id)), _READ))
        except LookupError:  # deleted since the list was read
            continue
    return teachings(others, here.carried_lessons, tactic_key)


def carry_lessons(context: Context, deal_id: UUID, wanted: Iterable[Teaching]) -> tuple[UUID, ...]:
    """Carry lessons into a deal, each pending, in one undo step; the ids of the new records.

    What the deal has carried in already is passed over, and so is a second one of the same words.

    Raises:
        FormError, NoSuchDeal: nothing is changed then.
    """
    with edit_deal(context, deal_id, "add", "carried_lessons") as work:
        known = [
            each
            for each in work.unit.records(deal_id, "carried_lessons")
            if isinstance(each, CarriedLesson)
        ]
        made: list[CarriedLesson] = []
        for teaching in wanted:
            text = checked(CarriedLesson, "text", carried_text(teaching))
            if is_known(msgspec.structs.replace(teaching, text=text), [*known, *made]):
                continue
            made.append(
                CarriedLesson(
                    id=uuid4(),
                    **work.made,
                    text=text,
                    from_deal=checked(CarriedLesson, "from_deal", teaching.deal),
                    lesson_id=teaching.source,
                    decision=LessonDecision.PENDING,
                )
            )
        if made:
            work.unit.insert_many(deal_id, made)
            work.unit.label = label_of_many(
                work.unit, deal_id, "add", "carried_lessons", list(made)
            )
    return tuple(each.id for each in made)


def decide_lesson(
    context: Context, deal_id: UUID, carried_id: UUID, decision: LessonDecision, reason: str = ""
) -> None:
    """Apply or dismiss a carried lesson today, or let it wait again, in one undo step.

    A reason that is given is kept with it; one that stands there stays.

    Raises:
        FormError, NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    waits = decision is LessonDecision.PENDING
    values: dict[str, object] = {
        "decision": decision,
        "decided_on": None if waits else context.today(),
    }
    if reason.strip():
        values["reason"] = reason.strip()
    set_values(context, deal_id, "carried_lessons", carried_id, values)


def load_uses(context: Context, lesson_ids: Iterable[UUID]) -> Mapping[UUID, tuple[Use, ...]]:
    """Where lessons were carried to, by lesson, in the order of the deals' titles."""
    titles = {row.id: row.title for row in context.desk.deals()}
    found: dict[UUID, list[Use]] = {}
    for deal_id, record in context.desk.records_naming("carried_lessons", "lesson_id", lesson_ids):
        if isinstance(record, CarriedLesson) and record.lesson_id and deal_id in titles:
            found.setdefault(record.lesson_id, []).append(
                Use(
                    deal_id=deal_id,
                    deal=titles[deal_id],
                    carried=record.id,
                    decision=record.decision,
                    reason=record.reason,
                )
            )
    order = {deal_id: place for place, deal_id in enumerate(titles)}
    return {
        lesson: tuple(sorted(uses, key=lambda use: order[use.deal_id]))
        for lesson, uses in found.items()
    }
