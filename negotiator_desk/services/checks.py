"""The form rules of an edit: what may stand in a field, and that what it names is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from negotiator_desk.models.fields import FieldSpec, Record, ValueType, field_map, fields_of
from negotiator_desk.models.kinds import DEAL_KINDS, find_record
from negotiator_desk.models.rules import FormError, check_value

if TYPE_CHECKING:
    from negotiator_desk.store.unit import Unit


def checked(record: type[Record], name: str, content: Any) -> Any:
    """A value as the field keeps it: choices as members, no minus before a zero.

    Raises:
        FormError: with the field's name as its parameter ``field``.
        KeyError: when the kind has no such field.
    """
    spec = field_map(record)[name]
    try:
        plain = _plain(spec, content)
        check_value(spec, plain)
        _check_closer(spec, plain)
    except FormError as error:
        if "field" in error.params:  # of a record nested in this one
            raise FormError(error.key, **{**error.params, "holder": name}) from None
        raise FormError(error.key, **{**error.params, "field": name}) from None
    return plain


def _plain(spec: FieldSpec, content: Any) -> Any:
    if content is None or content == "":
        return spec.empty
    match spec.type:
        case ValueType.CHOICE:
            return _member(spec, content)
        case ValueType.CHOICES:
            return tuple(_member(spec, each) for each in content)
        case ValueType.MONEY | ValueType.NUMBER if isinstance(content, Decimal):
            return content + 0 if content == 0 else content
        case ValueType.REFS | ValueType.TEXTS | ValueType.NESTED if isinstance(content, list):
            return tuple(content)
        case ValueType.MOMENT if isinstance(content, datetime):
            return content.astimezone(UTC) if content.tzinfo else content.replace(tzinfo=UTC)
        case _:
            return content


def _member(spec: FieldSpec, content: Any) -> Any:
    assert spec.choice is not None  # a choice names its set
    for member in spec.choice:
        if content == member.value:
            return member
    raise FormError("not_listed", text=str(content)[:80])


def _check_closer(spec: FieldSpec, content: Any) -> None:
    """What Python takes for one type and the deal file does not."""
    if content is None:
        return
    wrong = (
        (spec.type is ValueType.WHOLE and isinstance(content, bool))
        or (spec.type is ValueType.DATE and type(content) is not date)
        or (spec.type is ValueType.LOCAL_TIME and content.tzinfo is not None)
        or (spec.type is ValueType.REFS and not all(isinstance(i, UUID) for i in content))
        or (spec.type is ValueType.TEXTS and not all(isinstance(i, str) for i in content))
        or (
            spec.nested is not None
            and spec.type is ValueType.NESTED
            and not all(type(i) is spec.nested for i in content)
        )
    )
    if wrong:
        raise FormError("type", text=str(content)[:80])


def check_references(
    unit: Unit, deal_id: UUID, record: type[Record], values: Mapping[str, Any]
) -> None:
    """Refuse values that name a record which is not in the deal, or one of another kind.

    Raises:
        FormError: ``dangling``, with the field's name as its parameter ``field``.
    """
    for name, content in values.items():
        for spec, target in _references(field_map(record)[name], content):
            if not _is_there(unit, deal_id, spec.field.refers, target):
                raise FormError("dangling", field=spec.name, text=str(target))


def _references(spec: FieldSpec, content: Any) -> Iterator[tuple[FieldSpec, UUID]]:
    """What a value names, in nested records too."""
    if content is None or spec.field.refers == "-":
        return
    match spec.type:
        case ValueType.REF:
            yield spec, content
        case ValueType.REFS:
            for target in content:
                yield spec, target
        case ValueType.NESTED:
            for inner in content:
                yield from record_references(inner)
        case ValueType.NESTED_ONE:
            yield from record_references(content)


def record_references(record: Record) -> Iterator[tuple[FieldSpec, UUID]]:
    """Every reference of a record and of what is nested in it: the field, and the id it names."""
    for spec in fields_of(type(record)):
        yield from _references(spec, getattr(record, spec.name))


def _is_there(unit: Unit, deal_id: UUID, kind: str, target: UUID) -> bool:
    if kind != "*":
        return unit.exists(deal_id, kind, target)
    if any(unit.exists(deal_id, each, target) for each in DEAL_KINDS):
        return True
    return find_record(unit.load(deal_id), target) is not None  # a nested one, perhaps
