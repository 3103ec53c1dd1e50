"""What is done in a debrief: begun with its kind and day, and its lesson written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from negotiator_desk.models.choices import DebriefKind
from negotiator_desk.models.learn import Debrief, Lesson
from negotiator_desk.services.checks import checked
from negotiator_desk.services.context import Context
from negotiator_desk.services.labels import label_of
from negotiator_desk.services.work import edit_deal


def start_debrief(context: Context, deal_id: UUID, kind: DebriefKind) -> UUID:
    """Begin a debrief of today, or go on with the one of its kind; its id.

    One that is planned, without a day, is held today. Where one was held nothing is changed.

    Raises:
        NoSuchDeal: the deal is not on the desk.
    """
    with edit_deal(context, deal_id, "add", "debriefs") as work:
        known = [
            each
            for each in work.unit.records(deal_id, "debriefs")
            if isinstance(each, Debrief) and each.kind is kind
        ]
        held = next((each for each in known if each.held_on is not None), None)
        if held is not None:
            return held.id
        today = context.today()
        if known:
            work.unit.label = label_of(work.unit, deal_id, "edit", "debriefs", known[0], "held_on")
            work.unit.update(deal_id, "debriefs", known[0].id, {"held_on": today, **work.changed})
            return known[0].id
        debrief = Debrief(id=uuid4(), **work.made, kind=kind, held_on=today)
        work.unit.insert(deal_id, debrief)
        work.unit.label = label_of(work.unit, deal_id, "add", "debriefs", debrief)
    return debrief.id


def write_lesson(
    context: Context,
    deal_id: UUID,
    debrief_id: UUID,
    lesson_id: UUID,
    values: Mapping[str, Any],
    merge: str = "",
) -> None:
    """Set fields of the lesson of a debrief; one that is not there is made, with the debrief's day.

    ``lesson_id`` is the id it has or is to have, so that typing goes on in the record it began.

    Raises:
        FormError: a value may not stand in its field.
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    given = {name: checked(Lesson, name, content) for name, content in values.items()}
    with edit_deal(context, deal_id, "add", "lessons", merge) as work:
        debrief = work.unit.record(deal_id, "debriefs", debrief_id)
        assert isinstance(debrief, Debrief)
        if work.unit.exists(deal_id, "lessons", lesson_id):
            known = work.unit.record(deal_id, "lessons", lesson_id)
            if all(getattr(known, name) == content for name, content in given.items()):
                return
            work.unit.label = label_of(work.unit, deal_id, "edit", "lessons", known)
            work.unit.update(deal_id, "lessons", lesson_id, {**given, **work.changed})
            return
        made = {"recorded_on": debrief.held_on or context.today(), **work.made, **given}
        lesson = Lesson(id=lesson_id, **made)
        work.unit.insert(deal_id, lesson)
        work.unit.label = label_of(work.unit, deal_id, "add", "lessons", lesson)
