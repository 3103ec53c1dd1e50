"""The registry of record kinds, read from the two classes that name them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, get_args, get_type_hints
from uuid import UUID

from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.desk import DeskRecords
from negotiator_desk.models.fields import Record, ValueType, fields_of


def _lists(holder: type) -> Mapping[str, type[Record]]:
    hints = get_type_hints(holder)
    return MappingProxyType(
        {name: get_args(hint)[0] for name, hint in hints.items() if get_args(hint)}
    )


DEAL_LISTS: Final = _lists(Snapshot)
"""The lists of a deal: kind name -> record class, in the order of the deal file."""

DEAL_KINDS: Final[Mapping[str, type[Record]]] = MappingProxyType({"deal": Deal, **DEAL_LISTS})
"""The deal itself and its lists."""

DESK_KINDS: Final = _lists(DeskRecords)
"""The kinds that stay on the desk."""

ALL_KINDS: Final[Mapping[str, type[Record]]] = MappingProxyType({**DEAL_KINDS, **DESK_KINDS})

KIND_OF: Final[Mapping[type[Record], str]] = MappingProxyType(
    {record: name for name, record in ALL_KINDS.items()}
)


def records_of(snapshot: Snapshot, kind: str) -> tuple[Record, ...]:
    """The records of one kind of a deal; the deal itself for ``deal``."""
    if kind == "deal":
        return (snapshot.deal,)
    found: tuple[Record, ...] = getattr(snapshot, kind)
    return found


def all_records(snapshot: Snapshot) -> Iterator[tuple[str, Record]]:
    """Every top-level record of a deal with its kind, the deal first."""
    for kind in DEAL_KINDS:
        for record in records_of(snapshot, kind):
            yield kind, record


def nested_records(record: Record) -> Iterator[tuple[str, int, Record]]:
    """The nested records of a record: field name, place in its list, record."""
    for spec in fields_of(type(record)):
        if spec.type is ValueType.NESTED:
            for place, inner in enumerate(getattr(record, spec.name)):
                yield spec.name, place, inner
        elif spec.type is ValueType.NESTED_ONE and getattr(record, spec.name) is not None:
            yield spec.name, 0, getattr(record, spec.name)


def find_record(snapshot: Snapshot, record_id: UUID) -> tuple[str, Record] | None:
    """The top-level record with this id, or the one that a nested record of this id lies in."""
    for kind, record in all_records(snapshot):
        if record.id == record_id:
            return kind, record
        if any(inner.id == record_id for _, _, inner in nested_records(record)):
            return kind, record
    return None
