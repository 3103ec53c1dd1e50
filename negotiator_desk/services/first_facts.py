"""Recording one of the eight facts: in the record that holds it, made when there is none yet."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from negotiator_desk.domain.first_facts import Fact, entry_of, holder_of
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.fields import field_map, is_missing
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.services import records
from negotiator_desk.services.checks import checked
from negotiator_desk.services.context import Context


def set_fact(context: Context, deal_id: UUID, fact: Fact, value: Any, merge: str = "") -> None:
    """Record a fact; one undo step. An empty value makes no record.

    Raises:
        FormError, NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    snapshot = context.desk.load(deal_id)
    holder, entry = holder_of(snapshot, fact), entry_of(snapshot, fact)
    if holder is None or entry is None:
        if not is_missing(value):
            make_entry(context, deal_id, fact, value)
    elif fact.nested:
        path = (fact.kind, holder.id, fact.nested, entry.id, fact.field)
        records.set_nested_value(context, deal_id, *path, value, merge=merge)
    else:
        records.set_value(context, deal_id, fact.kind, holder.id, fact.field, value, merge=merge)


def make_entry(context: Context, deal_id: UUID, fact: Fact, value: Any = None) -> UUID:
    """Make the record that is to hold a fact, with its value where there is one; its id.

    A trade is made as planned and asked for by the buyer, a sum as the limit of the deal's owner.

    Raises:
        FormError, NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    snapshot = context.desk.load(deal_id)
    holder = holder_of(snapshot, fact)
    content = {} if is_missing(value) else {fact.field: value}
    if holder is not None:
        return records.add_nested(context, deal_id, fact.kind, holder.id, fact.nested, content)
    values: dict[str, Any] = {}
    if fact.kind == "trades":
        values = {"status": TradeStatus.PLANNED, "asked_by": Side.BUYER}
    elif fact.key == "limit":
        values = {"holder": snapshot.deal.owner}
    inner = field_map(DEAL_KINDS[fact.kind])[fact.nested].nested if fact.nested else None
    if inner is None:
        return records.add(context, deal_id, fact.kind, {**values, **content})
    plain = {name: checked(inner, name, each) for name, each in content.items()}
    entry = inner(id=uuid4(), **plain)
    records.add(context, deal_id, fact.kind, {**values, fact.nested: (entry,)})
    return entry.id
