"""A deal as another deal: new ids throughout, references follow."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final
from uuid import UUID, uuid4

from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import FieldSpec, Record, ValueType, fields_of
from negotiator_desk.models.kinds import DEAL_LISTS, all_records, nested_records, records_of

_ID_TEXT: Final = re.compile(
    r'"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"', re.ASCII | re.IGNORECASE
)
_UNKNOWN_ID: Final = re.compile(r'"id"\s*:\s*' + _ID_TEXT.pattern, re.ASCII | re.IGNORECASE)

_LINKS: Final = (
    ValueType.REF,
    ValueType.REFS,
    ValueType.NESTED,
    ValueType.NESTED_ONE,
)


def with_new_ids(snapshot: Snapshot, new_id: Callable[[], UUID] = uuid4) -> Snapshot:
    """The same deal with an id of its own for every record, nested ones too.

    References within the deal name the new ids; what this version does not know is changed in
    the same way where a text in it is an id of the deal or of an unknown record. References to
    other deals stay.
    """
    renamed: dict[UUID, UUID] = {}
    for _, record in all_records(snapshot):
        for each in (record, *(inner for _, _, inner in nested_records(record))):
            if each.id is not None:  # an outcome may have none
                renamed[each.id] = new_id()
            for found in _UNKNOWN_ID.findall(each.extra):
                renamed.setdefault(UUID(found), new_id())
    lists = {
        kind: tuple(_renamed(record, renamed) for record in records_of(snapshot, kind))
        for kind in DEAL_LISTS
    }
    return Snapshot(deal=_renamed(snapshot.deal, renamed), **lists)


@cache
def _links(record: type[Record]) -> tuple[FieldSpec, ...]:
    return tuple(
        spec for spec in fields_of(record) if spec.type in _LINKS and spec.field.refers != "-"
    )


def _renamed(record: Any, renamed: Mapping[UUID, UUID]) -> Any:
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    values["id"] = renamed.get(record.id)
    kind: type[Record] = type(record)
    for spec in _links(kind):
        content = values[spec.name]
        if content is None:
            continue
        match spec.type:
            case ValueType.REF:
                values[spec.name] = renamed.get(content, content)
            case ValueType.REFS:
                values[spec.name] = tuple(renamed.get(item, item) for item in content)
            case ValueType.NESTED:
                values[spec.name] = tuple(_renamed(item, renamed) for item in content)
            case _:
                values[spec.name] = _renamed(content, renamed)
    if record.extra:
        values["extra"] = _ID_TEXT.sub(lambda found: _new_text(found, renamed), record.extra)
    return kind(**values)


def _new_text(found: re.Match[str], renamed: Mapping[UUID, UUID]) -> str:
    new = renamed.get(UUID(found[1]))
    return f'"{new}"' if new is not None else found[0]
