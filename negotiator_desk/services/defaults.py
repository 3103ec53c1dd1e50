"""What a new record starts with: its day, its first state, its number. Documented in docs/."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import (
    ChangeStatus,
    EntitlementStatus,
    LessonDecision,
    MeetingStatus,
    Response,
    Side,
    TradeStatus,
)
from negotiator_desk.models.delivery import Change, Entitlement
from negotiator_desk.models.fields import Record, ValueType, field_map
from negotiator_desk.models.learn import Action, CarriedLesson, Debrief, Gate, SelfAssessment
from negotiator_desk.models.signature import Reopening, Term, TermVersion
from negotiator_desk.models.table import Meeting, Offer, Trade

if TYPE_CHECKING:
    from negotiator_desk.store.unit import Unit

TODAY: Final = object()
ME: Final = object()

_STARTS: Final[Mapping[type[Record], Mapping[str, object]]] = {
    Meeting: {"status": MeetingStatus.PLANNED, "held_on": None},  # held once it was held
    Offer: {"party": Side.US},
    Trade: {"status": TradeStatus.PROPOSED},
    Term: {"opened_on": TODAY},
    TermVersion: {"written_on": TODAY},
    Reopening: {"raised_by": Side.BUYER, "response": Response.PENDING},
    Change: {"raised_by": Side.BUYER, "status": ChangeStatus.RAISED},
    Entitlement: {"status": EntitlementStatus.OPEN},
    CarriedLesson: {"decision": LessonDecision.PENDING},
    Debrief: {"held_on": TODAY},
    Gate: {"passed_on": TODAY, "passed_by": ME},
    Action: {"owner": ME},
    SelfAssessment: {"answered_on": TODAY, "answered_by": ME},
}
"""First values by kind, beside the date of the record, which is today."""


def starting_values(record: type[Record], today: date, me: str) -> dict[str, Any]:
    """The values a new record of a kind starts with, before those it is given."""
    starts: dict[str, object] = {}
    if record.meta.date_field:
        starts[record.meta.date_field] = TODAY
    starts.update(_STARTS.get(record, {}))
    meant = {TODAY: today, ME: me}
    return {
        name: meant[start] if start is TODAY or start is ME else start
        for name, start in starts.items()
    }


def next_number(unit: Unit, deal_id: UUID, kind: str, record: type[Record]) -> dict[str, Any]:
    """The next number of a kind whose records are numbered; nothing for others."""
    spec = field_map(record).get("number")
    if spec is None or spec.type is not ValueType.WHOLE:
        return {}
    return {"number": max(unit.highest(deal_id, kind, "number") or 0, 0) + 1}


def offer_start(unit: Unit, deal_id: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    """A new offer starts at the last price of its side, which is no fall.

    Ours starts at the opening before the first. Where no price is known the offer starts at 0 and
    without a date: an undated offer is left out of everything until somebody fills it in. One that
    is given a date must be given its amount too.
    """
    side = values.get("party", Side.US)
    offers = [each for each in unit.records(deal_id, "offers") if isinstance(each, Offer)]
    prices = [each.amount for each in offers if each.party is side and each.amount is not None]
    if not prices and side is Side.US:
        revisions = unit.records(deal_id, "corridor")
        prices = [
            each.opening
            for each in revisions
            if isinstance(each, CorridorRevision) and each.opening is not None
        ]
    if prices:
        return {"amount": prices[-1]}
    return {} if values.get("made_on") else {"amount": Decimal(0), "made_on": None}
