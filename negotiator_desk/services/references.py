"""What a removed record leaves behind: references to it, cleared in the same step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import msgspec

from negotiator_desk.models.before import CriterionRight, Influence
from negotiator_desk.models.fields import FieldSpec, Record, ValueType, fields_of
from negotiator_desk.models.kinds import DEAL_KINDS, nested_records

if TYPE_CHECKING:
    from negotiator_desk.store.unit import Unit

JOINS: Final = (Influence, CriterionRight)
"""Records that only join two others: they go with either."""

_NESTING: Final = (ValueType.NESTED, ValueType.NESTED_ONE)


def ids_within(records: Iterable[Record]) -> Iterator[UUID]:
    """The ids of records and of those nested in them."""
    for record in records:
        yield record.id
        for _, _, inner in nested_records(record):
            if inner.id is not None:  # an outcome may have none
                yield inner.id


@cache
def _referring(record: type[Record], kind: str) -> tuple[FieldSpec, ...]:
    """The fields that may name a record of ``kind`` (``*``: any), or hold records that do."""
    return tuple(
        spec
        for spec in fields_of(record)
        if spec.field.refers in (kind, "*")
        or (spec.nested is not None and _referring(spec.nested, kind))
    )


def clear_references(
    unit: Unit, deal_id: UUID, kind: str, gone: frozenset[UUID], marks: dict[str, Any]
) -> None:
    """Clear every reference to records that are gone; lines and rights that lose an end go too.

    Args:
        unit: the edit in which they were removed.
        deal_id: their deal.
        kind: their kind; ``*`` when nested ones are gone.
        gone: their ids, and the ids of what was nested in them.
        marks: who changed what refers to them, and when.
    """
    for holder, record in DEAL_KINDS.items():
        specs = _referring(record, kind)
        if not specs:
            continue
        for each in unit.records(deal_id, holder):
            if each.id in gone:
                continue
            changed = _cleared(each, specs, kind, gone)
            if changed and isinstance(each, JOINS):
                unit.delete(deal_id, holder, [each.id])
            elif changed:
                unit.update(deal_id, holder, each.id, {**changed, **marks})


def _cleared(
    record: Record, specs: Iterable[FieldSpec], kind: str, gone: frozenset[UUID]
) -> dict[str, Any]:
    """The fields of a record that change when the records of ``gone`` are gone."""
    changed: dict[str, Any] = {}
    for spec in specs:
        content = getattr(record, spec.name)
        kept = _without(spec, content, kind, gone)
        if kept != content:
            changed[spec.name] = kept
    return changed


def _without(spec: FieldSpec, content: Any, kind: str, gone: frozenset[UUID]) -> Any:
    if not content:
        return content
    if spec.type is ValueType.REF:
        return None if content in gone else content
    if spec.type is ValueType.REFS:
        return tuple(target for target in content if target not in gone)
    if spec.type not in _NESTING or spec.nested is None:
        return content
    specs = _referring(spec.nested, kind)
    if spec.type is ValueType.NESTED_ONE:
        return msgspec.structs.replace(content, **_cleared(content, specs, kind, gone))
    found = ((inner, _cleared(inner, specs, kind, gone)) for inner in content)
    return tuple(
        msgspec.structs.replace(inner, **changed) if changed else inner
        for inner, changed in found
        if not (changed and isinstance(inner, JOINS))
    )
