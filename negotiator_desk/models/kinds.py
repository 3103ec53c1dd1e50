"""The registry of record kinds, read from the two classes that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
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


@cache
def _nested_fields(record: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind that hold records: name, and whether it is a list of them."""
    return tuple(
        (spec.name, spec.type is ValueType.NESTED)
        for spec in fields_of(record)
        if spec.type in (ValueType.NESTED, ValueType.NESTED_ONE)
    )


def nested_records(record: Record) -> Iterator[tuple[str, int, Record]]:
    """The nested records of a record: field name, place in its list, record."""
    for name, is_list in _nested_fields(type(record)):
        content = getattr(record, name)
        if is_list:
            for place, inner in enumerate(content):
                yield name, place, inner
        elif content is not None:
            yield name, 0, content


class RecordIndex:
    """Where each id of one snapshot lies: the kind and the top-level record.

    ``before`` is the index of an earlier state of the same deal: only what is another object than
    then is put in anew.
    """

    def __init__(self, snapshot: Snapshot, before: RecordIndex | None = None) -> None:
        self.snapshot = snapshot
        self.places: dict[UUID, tuple[str, Record]] = {}
        new: Iterable[tuple[str, Record]] = all_records(snapshot)
        if before is not None:
            self.places = dict(before.places)
            gone, new = _moved(before.snapshot, snapshot)
            for record in gone:
                self.places.pop(record.id, None)
                for _name, _place, inner in nested_records(record):
                    self.places.pop(inner.id, None)
        for kind, record in new:
            self.places[record.id] = (kind, record)
            for _name, _place, inner in nested_records(record):
                self.places.setdefault(inner.id, (kind, record))


def _moved(before: Snapshot, after: Snapshot) -> tuple[list[Record], list[tuple[str, Record]]]:
    """The records of the earlier state that are gone or other now, and those that are new."""
    gone: list[Record] = []
    new: list[tuple[str, Record]] = []
    for kind in DEAL_KINDS:
        old, now = records_of(before, kind), records_of(after, kind)
        if old is not now:
            stay = {id(record) for record in old} & {id(record) for record in now}
            gone += [record for record in old if id(record) not in stay]
            new += [(kind, record) for record in now if id(record) not in stay]
    return gone, new


_last: list[RecordIndex] = []
"""The index of the snapshot asked about last: a screen or a page asks about one many times."""


def find_record(snapshot: Snapshot, record_id: UUID) -> tuple[str, Record] | None:
    """The top-level record with this id, or the one that a nested record of this id lies in."""
    index = _last[0] if _last else None
    if index is None or index.snapshot is not snapshot:
        same = index is not None and index.snapshot.deal.id == snapshot.deal.id
        index = RecordIndex(snapshot, index if same else None)
        _last[:] = [index]
    return index.places.get(record_id)
