"""What can be done with the records of a deal: add, set, duplicate, delete, move, rename.

Every function is one undo step. It checks the form rules and that what a value names is there, and
raises before anything is changed:

* ``FormError`` for a value that may not stand in its field: its parameter ``field`` names the
  field, and ``holder`` that of the outer record where it is nested;
* ``NoSuchRecord`` or ``NoSuchDeal``, refusals with a sentence, for what was deleted meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.models.delivery import Change
from negotiator_desk.models.fields import Record, fields_of, is_missing
from negotiator_desk.models.kinds import DEAL_KINDS, DEAL_LISTS
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Trade
from negotiator_desk.services.checks import check_references, checked
from negotiator_desk.services.context import Context
from negotiator_desk.services.defaults import next_number, offer_start, starting_values
from negotiator_desk.services.following import follow_lock, follow_wording
from negotiator_desk.services.labels import label_of, label_of_many, title_of
from negotiator_desk.services.nested import (
    add_nested,
    duplicate_nested,
    move_nested,
    remove_nested,
    set_nested_value,
)
from negotiator_desk.services.references import clear_references, ids_within
from negotiator_desk.services.renaming import follow_rival, rename_person, rename_rival
from negotiator_desk.services.work import Work, copy_record, edit_deal

__all__ = [
    "add",
    "add_nested",
    "duplicate",
    "duplicate_nested",
    "move",
    "move_nested",
    "remove",
    "remove_nested",
    "rename_person",
    "rename_rival",
    "set_nested_value",
    "set_value",
    "set_values",
]


def add(
    context: Context,
    deal_id: UUID,
    kind: str,
    values: Mapping[str, Any] | None = None,
    position: int | None = None,
) -> UUID:
    """Add a record to a list of a deal; its id.

    It starts with the values of ``services.defaults`` (today as its date, its first state, the next
    number), and those given take their place.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        kind: one of its lists.
        values: fields by name.
        position: the index in the list; None for its end.

    Raises:
        FormError: a value may not stand in its field, or one that is required is missing.
        NoSuchDeal: the deal is not on the desk.
    """
    record = DEAL_LISTS[kind]
    given = {name: checked(record, name, content) for name, content in (values or {}).items()}
    with edit_deal(context, deal_id, "add", kind) as work:
        check_references(work.unit, deal_id, record, given)
        starts = starting_values(record, context.today(), work.me)
        starts |= next_number(work.unit, deal_id, kind, record)
        if kind == "offers" and given.get("amount") is None:
            given.pop("amount", None)
            starts |= offer_start(work.unit, deal_id, given)
        made = {**work.made, **starts, **given}
        _check_required(record, made)
        added = record(id=uuid4(), **made)
        work.unit.insert(deal_id, added, position)
        if given or "number" in starts:  # a blank one is called by its kind: "add person"
            work.unit.label = label_of(work.unit, deal_id, "add", kind, added)
    return added.id


def _check_required(record: type[Record], values: Mapping[str, Any]) -> None:
    for spec in fields_of(record):
        if spec.field.required and spec.name != "id" and values.get(spec.name) is None:
            raise FormError("required", field=spec.name)


def set_value(
    context: Context,
    deal_id: UUID,
    kind: str,
    record_id: UUID,
    field: str,
    value: Any,
    merge: str = "",
) -> None:
    """Set one field of one record; nothing happens where it holds that value already.

    Setting the name of a rival renames its scores in the criteria in the same step.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        kind: the record's kind; ``deal`` for the deal itself, whose id is then ``record_id``.
        record_id: the record.
        field: the field's name.
        value: as declared; None or an empty text clears the field.
        merge: edits with the same key, one soon after the other, are one undo step.

    Raises:
        FormError, NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    set_values(context, deal_id, kind, record_id, {field: value}, merge)


def set_values(
    context: Context,
    deal_id: UUID,
    kind: str,
    record_id: UUID,
    values: Mapping[str, Any],
    merge: str = "",
) -> None:
    """Set several fields of one record in one undo step; see ``set_value``."""
    record = DEAL_KINDS[kind]
    wanted = {name: checked(record, name, content) for name, content in values.items()}
    with edit_deal(context, deal_id, "edit", kind, merge) as work:
        known = work.unit.record(deal_id, kind, record_id)
        changed = {n: content for n, content in wanted.items() if content != getattr(known, n)}
        if not changed:
            return
        check_references(work.unit, deal_id, record, changed)
        field = next(iter(changed)) if len(changed) == 1 else ""
        # What had no title is called by the one it gets.
        named = is_missing(getattr(known, record.meta.title_field, None))
        called = msgspec.structs.replace(known, **changed) if named else known
        label = label_of(work.unit, deal_id, "edit", kind, called, field)
        if field == record.meta.title_field:
            renamed = msgspec.structs.replace(known, **changed)
            now = title_of(work.unit, deal_id, kind, renamed)
            label = msgspec.structs.replace(label, now=now)
        work.unit.label = label
        if isinstance(known, (Trade, Change)):
            changed = follow_wording(work, known, changed)
        elif isinstance(known, Term):
            changed = follow_lock(work, known, changed)
        work.unit.update(deal_id, kind, record_id, {**changed, **work.changed})
        if kind == "rivals" and "name" in changed:
            follow_rival(work, known, changed["name"])


def duplicate(context: Context, deal_id: UUID, kind: str, ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """Put a copy behind each record, with new ids and the next numbers; the ids of the copies.

    Raises:
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    record = DEAL_LISTS[kind]
    copies: list[UUID] = []
    with edit_deal(context, deal_id, "duplicate", kind) as work:
        originals = _find(work, kind, ids)
        for original in originals:
            places = [each.id for each in work.unit.records(deal_id, kind)]
            numbered = next_number(work.unit, deal_id, kind, record)
            copy = msgspec.structs.replace(copy_record(original, work), **numbered)
            work.unit.insert(deal_id, copy, places.index(original.id) + 1)
            copies.append(copy.id)
        if originals:
            label = label_of_many(work.unit, deal_id, "duplicate", kind, originals)
            work.unit.label = label
    return tuple(copies)


def remove(context: Context, deal_id: UUID, kind: str, ids: Iterable[UUID]) -> None:
    """Delete records. What refers to them is cleared in the same undo step.

    References are emptied wherever they stand, in nested records and lists too; a line of influence
    or a decision right that loses the person it joins is deleted with them.

    Raises:
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    with edit_deal(context, deal_id, "delete", kind) as work:
        found = _find(work, kind, ids)
        if not found:
            return
        work.unit.label = label_of_many(work.unit, deal_id, "delete", kind, found)
        work.unit.delete(deal_id, kind, [each.id for each in found])
        gone = frozenset(ids_within(found))
        clear_references(work.unit, deal_id, kind, gone, work.changed)


def _find(work: Work, kind: str, ids: Iterable[UUID]) -> list[Record]:
    """The records with these ids, each once, in list order.

    Raises:
        NoSuchRecord: one of them is not there.
    """
    wanted = dict.fromkeys(ids)
    if len(wanted) == 1:
        return [work.unit.record(work.deal_id, kind, each) for each in wanted]
    found = [each for each in work.unit.records(work.deal_id, kind) if each.id in wanted]
    for missing in wanted.keys() - {each.id for each in found}:
        work.unit.record(work.deal_id, kind, missing)
    return found


def move(context: Context, deal_id: UUID, kind: str, record_id: UUID, index: int) -> None:
    """Put a record at another place of its list; ``index`` counts the list without the record.

    Raises:
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    with edit_deal(context, deal_id, "move", kind) as work:
        known = work.unit.record(deal_id, kind, record_id)
        work.unit.label = label_of(work.unit, deal_id, "move", kind, known)
        work.unit.move(deal_id, kind, record_id, index)
