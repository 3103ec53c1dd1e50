"""Logging a tactic that was seen: one step, with its day, its meeting and its person."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid4

from negotiator_desk.domain.meetings import meeting_at_hand
from negotiator_desk.models.learn import Behaviour
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.table import Meeting
from negotiator_desk.services.checks import check_references, checked
from negotiator_desk.services.context import Context
from negotiator_desk.services.labels import label_of
from negotiator_desk.services.work import Work, edit_deal

AT_HAND: Final = UUID(int=0)
"""Stands for the meeting at hand where a meeting is asked for; no record has this id."""


def log_behaviour(
    context: Context,
    deal_id: UUID,
    tactic: str,
    meeting_id: UUID | None = AT_HAND,
    stakeholder_id: UUID | None = None,
) -> UUID:
    """Record that a tactic was seen; the id of the behaviour.

    It bears the day of its meeting where that was held before today, else today. A tactic that sets
    a deadline is untested until somebody tests it. The mark "no tactic seen" of its meeting goes.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        tactic: a key of the catalogue, its name, or free text.
        meeting_id: where it was seen; the meeting at hand unless told, None for no meeting.
        stakeholder_id: who used it, where that is known.

    Raises:
        FormError: the tactic is empty or too long.
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    from negotiator_desk.wording.tactics import catalogued, tactic_key

    stored = tactic_key(checked(Behaviour, "tactic", tactic.strip()))
    if not stored:
        raise FormError("required", field="tactic")
    known = catalogued(stored)
    with edit_deal(context, deal_id, "add", "behaviours") as work:
        meeting = _meeting(context, work, meeting_id)
        today = context.today()
        held_on = None if meeting is None else meeting.held_on
        behaviour = Behaviour(
            id=uuid4(),
            **work.made,
            seen_on=min(held_on, today) if held_on is not None else today,
            meeting_id=None if meeting is None else meeting.id,
            stakeholder_id=stakeholder_id,
            tactic=stored,
            deadline_tested=False if known is not None and known.deadline else None,
        )
        check_references(
            work.unit, deal_id, Behaviour, {"stakeholder_id": behaviour.stakeholder_id}
        )
        work.unit.insert(deal_id, behaviour)
        work.unit.label = label_of(work.unit, deal_id, "add", "behaviours", behaviour)
        if meeting is not None and meeting.no_behaviour_seen:
            nothing_else = {"no_behaviour_seen": None, **work.changed}
            work.unit.update(deal_id, "meetings", meeting.id, nothing_else)
    return behaviour.id


def _meeting(context: Context, work: Work, meeting_id: UUID | None) -> Meeting | None:
    if meeting_id is None:
        return None
    if meeting_id == AT_HAND:
        return meeting_at_hand(work.unit.load(work.deal_id), context.today())
    found = work.unit.record(work.deal_id, "meetings", meeting_id)
    assert isinstance(found, Meeting)
    return found
