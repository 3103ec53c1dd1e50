"""What can be done with records inside records: given, received, reopenings, rights, options.

A nested record is named by the kind and id of the record it lies in, the field that holds it, and
its own id. Errors and undo are as in ``services.records``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.domain.edits import EditKey
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.fields import FieldSpec, Record, ValueType, field_map, own_fields
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Trade
from negotiator_desk.services.checks import check_references, checked
from negotiator_desk.services.context import Context
from negotiator_desk.services.defaults import starting_values
from negotiator_desk.services.following import follow_items, follow_lock, follow_wording
from negotiator_desk.services.labels import label_of
from negotiator_desk.services.references import clear_references, ids_within
from negotiator_desk.services.work import Work, copy_record, edit_deal
from negotiator_desk.store.errors import NoSuchRecord

Entries = tuple[Record, ...]


def add_nested(
    context: Context,
    deal_id: UUID,
    kind: str,
    parent_id: UUID,
    field: str,
    values: Mapping[str, Any] | None = None,
    position: int | None = None,
) -> UUID:
    """Add an entry to a list inside a record, at index ``position`` or at its end; its id.

    Raises:
        FormError, NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    record = _entry_class(kind, field)
    given = _checked(record, field, values or {})
    made_id = uuid4()

    def put(work: Work, entries: Entries) -> Entries:
        _check_references(work, record, field, given)
        starts = starting_values(record, context.today(), work.me)
        added = record(id=made_id, **{**work.made, **starts, **given})
        place = len(entries) if position is None else max(0, position)
        return (*entries[:place], added, *entries[place:])

    _edit(context, deal_id, "edit", kind, parent_id, field, put)
    return made_id


def set_nested_value(
    context: Context,
    deal_id: UUID,
    kind: str,
    parent_id: UUID,
    field: str,
    record_id: UUID | None,
    name: str,
    value: Any,
    merge: str = "",
) -> None:
    """Set one field of an entry; of the one record inside (the outcome), whatever ``record_id``.

    Raises:
        FormError, NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    spec = field_map(DEAL_KINDS[kind])[field]
    record = _entry_class(kind, field)
    changed = _checked(record, field, {name: value})

    def put(work: Work, entries: Entries) -> Entries:
        found = _find(kind, entries, spec, record, record_id)
        if changed[name] == getattr(found, name):
            return entries
        _check_references(work, record, field, changed)
        marks = work.changed if spec.type is ValueType.NESTED else {}
        new = msgspec.structs.replace(found, **changed, **marks)
        if spec.type is ValueType.NESTED_ONE:
            return () if _says_nothing(new) else (new,)
        return tuple(new if each is found else each for each in entries)

    _edit(context, deal_id, "edit", kind, parent_id, field, put, merge)


def remove_nested(
    context: Context, deal_id: UUID, kind: str, parent_id: UUID, field: str, ids: Iterable[UUID]
) -> None:
    """Delete entries of a list inside a record; what refers to them is cleared in the same step.

    Raises:
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    gone = frozenset(ids)

    def put(work: Work, entries: Entries) -> Entries:
        _check_there(entries, kind, gone)
        return tuple(each for each in entries if each.id not in gone)

    def after(work: Work, removed: Entries) -> None:
        clear_references(work.unit, deal_id, "*", frozenset(ids_within(removed)), work.changed)

    _edit(context, deal_id, "edit", kind, parent_id, field, put, after=after)


def duplicate_nested(
    context: Context, deal_id: UUID, kind: str, parent_id: UUID, field: str, ids: Iterable[UUID]
) -> tuple[UUID, ...]:
    """Put a copy behind each entry; the ids of the copies.

    Raises:
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    wanted = frozenset(ids)
    copies: list[UUID] = []

    def put(work: Work, entries: Entries) -> Entries:
        _check_there(entries, kind, wanted)
        made: list[Record] = []
        for each in entries:
            made.append(each)
            if each.id in wanted:
                made.append(copy_record(each, work))
                copies.append(made[-1].id)
        return tuple(made)

    _edit(context, deal_id, "edit", kind, parent_id, field, put)
    return tuple(copies)


def move_nested(
    context: Context,
    deal_id: UUID,
    kind: str,
    parent_id: UUID,
    field: str,
    record_id: UUID,
    index: int,
) -> None:
    """Put an entry at another place; ``index`` counts the list without it.

    Raises:
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """

    def put(work: Work, entries: Entries) -> Entries:
        _check_there(entries, kind, frozenset({record_id}))
        moved = next(each for each in entries if each.id == record_id)
        rest = tuple(each for each in entries if each.id != record_id)
        place = max(0, min(index, len(rest)))
        return (*rest[:place], moved, *rest[place:])

    _edit(context, deal_id, "edit", kind, parent_id, field, put)


def _edit(
    context: Context,
    deal_id: UUID,
    key: EditKey,
    kind: str,
    parent_id: UUID,
    field: str,
    put: Callable[[Work, Entries], Entries],
    merge: str = "",
    after: Callable[[Work, Entries], None] | None = None,
) -> None:
    """Put other entries in the place of those of one record, which bears the mark of the change."""
    spec = field_map(DEAL_KINDS[kind])[field]
    with edit_deal(context, deal_id, key, kind, merge) as work:
        parent = work.unit.record(deal_id, kind, parent_id)
        entries = _entries(parent, spec)
        changed = put(work, entries)
        if changed == entries:
            return
        work.unit.label = label_of(work.unit, deal_id, key, kind, parent, field)
        content: Any = changed
        if spec.type is ValueType.NESTED_ONE:
            content = changed[0] if changed else None
        changes: dict[str, Any] = {field: content}
        if field in ("given", "received"):
            changes = follow_items(work, parent, changes)
        if isinstance(parent, (Trade, Change)):
            changes = follow_wording(work, parent, changes)
        elif isinstance(parent, Term):
            changes = follow_lock(work, parent, changes)
        work.unit.update(deal_id, kind, parent_id, {**changes, **work.changed})
        if after is not None:
            kept = {each.id for each in changed}
            after(work, tuple(each for each in entries if each.id not in kept))


def _entry_class(kind: str, field: str) -> type[Record]:
    nested = field_map(DEAL_KINDS[kind])[field].nested
    if nested is None:
        raise KeyError(f"{kind}.{field} holds no records")
    return nested


def _entries(parent: Record, spec: FieldSpec) -> Entries:
    content = getattr(parent, spec.name)
    if spec.type is ValueType.NESTED_ONE:
        return () if content is None else (content,)
    entries: Entries = content
    return entries


def _find(
    kind: str, entries: Entries, spec: FieldSpec, record: type[Record], record_id: UUID | None
) -> Record:
    if spec.type is ValueType.NESTED_ONE:
        # The id of the one record inside is kept where a file has one, and never made up.
        return entries[0] if entries else record(id=None)  # type: ignore[arg-type]
    for each in entries:
        if each.id == record_id:
            return each
    raise NoSuchRecord(kind, record_id)


def _check_there(entries: Entries, kind: str, ids: frozenset[UUID]) -> None:
    for missing in ids - {each.id for each in entries}:
        raise NoSuchRecord(kind, missing)


def _says_nothing(record: Record) -> bool:
    blank = all(getattr(record, spec.name) == spec.empty for spec in own_fields(type(record)))
    return blank and record.id is None and not record.extra


def _checked(record: type[Record], field: str, values: Mapping[str, Any]) -> dict[str, Any]:
    with _held_by(field):
        return {name: checked(record, name, content) for name, content in values.items()}


def _check_references(
    work: Work, record: type[Record], field: str, values: Mapping[str, Any]
) -> None:
    with _held_by(field):
        check_references(work.unit, work.deal_id, record, values)


@contextmanager
def _held_by(field: str) -> Iterator[None]:
    """Say in a form error which field of the outer record holds the inner one."""
    try:
        yield
    except FormError as error:
        raise FormError(error.key, **{**error.params, "holder": field}) from None
