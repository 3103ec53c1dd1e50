"""The cut: a deal as it stood on a date, what is set later counting as not set."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from negotiator_desk.models.choices import (
    ChangeStatus,
    EntitlementStatus,
    LessonDecision,
    Response,
    TradeStatus,
)
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.delivery import Change, Entitlement
from negotiator_desk.models.fields import Record, ValueType, fields_of
from negotiator_desk.models.kinds import DEAL_LISTS
from negotiator_desk.models.learn import CarriedLesson, SelfAssessment
from negotiator_desk.models.signature import Reopening
from negotiator_desk.models.table import AuthorityLevel, Offer, Trade

R = TypeVar("R", bound=Record)

PLANS: Final = frozenset(
    {
        "notice_due_on",
        "notice_by",
        "due_on",
        "reply_due_on",
        "expires_on",
        "ends_on",
        "rfp_expected_on",
        "award_expected_on",
        "signing_expected_on",
    }
)
"""Deadlines and expected dates: shown and counted down, never cut."""

_KEPT: Final[Mapping[type[Record], frozenset[str]]] = {
    # A level is read as recorded even when its dates lie ahead.
    AuthorityLevel: frozenset({"granted_on", "valid_until"}),
}
# A criterion's date still to come is not the same as none: it is never in time. It stays, and
# the check compares it with the date.
_KEPT_NAMES: Final = frozenset({"known_on"})

_DATED_BY: Final[Mapping[type[Record], str]] = {
    # Not among the dates the model lists for records, but an assessment yet to be given says
    # nothing today.
    SelfAssessment: "answered_on",
}

_OPEN_CHANGE: Final = frozenset(
    {None, ChangeStatus.RAISED, ChangeStatus.ASSESSED, ChangeStatus.OFFERED}
)
_DECIDED_TRADE: Final = frozenset({TradeStatus.AGREED, TradeStatus.REFUSED, TradeStatus.WITHDRAWN})
_BY_DUE_DATE: Final = frozenset({EntitlementStatus.WAIVED, EntitlementStatus.MISSED})


def _after(day: date | None, as_of: date) -> bool:
    return day is not None and day > as_of


def _settled_deal(deal: Deal, as_of: date) -> dict[str, Any]:
    undone: dict[str, Any] = {}
    if deal.outcome is not None and _after(deal.outcome.decided_on, as_of):
        undone["outcome"] = None
    if _after(deal.signed_on, as_of):
        undone["signed_value"] = None
    return undone


def _settled_trade(trade: Trade, as_of: date) -> dict[str, Any]:
    if _after(trade.decided_on, as_of) and trade.status in _DECIDED_TRADE:
        return {"status": TradeStatus.PROPOSED}
    return {}


def _settled_reopening(reopening: Reopening, as_of: date) -> dict[str, Any]:
    return {"response": Response.PENDING} if _after(reopening.resolved_on, as_of) else {}


def _settled_change(change: Change, as_of: date) -> dict[str, Any]:
    if _after(change.decided_on, as_of) and change.status not in _OPEN_CHANGE:
        return {"status": ChangeStatus.RAISED}
    return {}


def _settled_entitlement(entitlement: Entitlement, as_of: date) -> dict[str, Any]:
    status = entitlement.status
    later = (status is EntitlementStatus.CLAIMED and _after(entitlement.claimed_on, as_of)) or (
        status in _BY_DUE_DATE and _after(entitlement.due_on, as_of)
    )
    return {"status": EntitlementStatus.OPEN} if later else {}


def _settled_lesson(lesson: CarriedLesson, as_of: date) -> dict[str, Any]:
    return {"decision": LessonDecision.PENDING} if _after(lesson.decided_on, as_of) else {}


# What a date settles goes with the date; the control model lists these and no others.
_SETTLED: Final[Mapping[type[Record], Callable[[Any, date], dict[str, Any]]]] = {
    Deal: _settled_deal,
    Trade: _settled_trade,
    Reopening: _settled_reopening,
    Change: _settled_change,
    Entitlement: _settled_entitlement,
    CarriedLesson: _settled_lesson,
}


@cache
def date_field_of(record: type[Record]) -> str:
    """The field that dates a record of this kind, empty where records of it are undated."""
    return record.meta.date_field or _DATED_BY.get(record, "")


@cache
def _cut_fields(record: type[Record]) -> tuple[str, ...]:
    kept = PLANS | _KEPT_NAMES | _KEPT.get(record, frozenset()) | {date_field_of(record)}
    return tuple(
        spec.name
        for spec in fields_of(record)
        if spec.type is ValueType.DATE and spec.name not in kept
    )


@cache
def _nested_fields(record: type[Record]) -> tuple[str, ...]:
    """Nested lists whose records have dates that can be cut."""
    return tuple(
        spec.name
        for spec in fields_of(record)
        if spec.type is ValueType.NESTED
        and spec.nested is not None
        and (_cut_fields(spec.nested) or date_field_of(spec.nested))
    )


def cut_record(record: R, as_of: date) -> R:
    """A record as it stood on a date: later dates unset, with what they settle."""
    kind = type(record)
    changes: dict[str, Any] = {}
    for name in _cut_fields(kind):
        day = getattr(record, name)
        if day is not None and day > as_of:
            changes[name] = None
    for name in _nested_fields(kind):
        inner = getattr(record, name)
        if inner:
            kept = cut_list(inner, as_of)
            if kept is not inner:
                changes[name] = kept
    settled = _SETTLED.get(kind)
    if settled is not None:
        changes.update(settled(record, as_of))
    return replace(record, **changes) if changes else record


def cut_list(records: tuple[R, ...], as_of: date, before: tuple[R, ...] = ()) -> tuple[R, ...]:
    """The records of one list that count as of a date, each as it stood; the same if all do.

    ``before`` is what an earlier state of the list came to as of the same date.
    """
    if not records:
        return records
    # A record that stood there as it was recorded does so again.
    whole = {id(record) for record in before}
    dated_by = date_field_of(type(records[0]))
    kept: list[R] = []
    same = True
    for record in records:
        if id(record) in whole:
            kept.append(record)
            continue
        if dated_by:
            day = getattr(record, dated_by)
            if day is not None and day > as_of:
                same = False
                continue
        stood = cut_record(record, as_of)
        same = same and stood is record
        kept.append(stood)
    return records if same else tuple(kept)


def cut(
    snapshot: Snapshot, as_of: date, before: tuple[Snapshot, Snapshot] | None = None
) -> Snapshot:
    """A deal as of a date, by the general rules of the control model.

    Records dated later are gone, later dates are unset together with what they settle, plans
    and deadlines stay. An undated offer is left out of everything. The past is replayed from
    what is recorded today: a stance or a stake has no history.

    ``before`` is an earlier state of the deal and what it came to as of the same date: a list that
    is the same object as then comes to the same.
    """
    changes: dict[str, Any] = {}
    for name, kind in DEAL_LISTS.items():
        records = getattr(snapshot, name)
        if before is not None and getattr(before[0], name) is records:
            stood = getattr(before[1], name)
            if stood is not records:
                changes[name] = stood
            continue
        kept = cut_list(records, as_of, () if before is None else getattr(before[1], name))
        if kind is Offer:
            kept = tuple(o for o in kept if o.made_on is not None and o.amount is not None)
        if kept is not records:
            changes[name] = kept
    deal = cut_record(snapshot.deal, as_of)
    if deal is not snapshot.deal:
        changes["deal"] = deal
    return replace(snapshot, **changes) if changes else snapshot
