"""The thread of a record: what it comes from and what became of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final
from uuid import UUID

from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record, ValueType, fields_of
from negotiator_desk.models.kinds import DEAL_LISTS, find_record, nested_records, records_of

CHAIN: Final = ("criteria", "variables", "trades", "offers", "terms", "changes", "entitlements")
"""The kinds a thread runs through, in its order; a reopening lies within its term."""

_RANK: Final[Mapping[str, int]] = {kind: place for place, kind in enumerate(CHAIN)}

Links = Mapping[UUID, frozenset[UUID]]


@cache
def _reading(record: type[Record]) -> tuple[tuple[str, ValueType], ...]:
    """The fields of a kind that can name another record, nested lists included."""
    kinds = (ValueType.REF, ValueType.REFS, ValueType.NESTED)
    return tuple(
        (spec.name, spec.type)
        for spec in fields_of(record)
        if spec.type in kinds and spec.field.refers != "-"
    )


def _named(record: Record) -> Iterator[UUID]:
    """The ids that a record names, itself or in what it holds."""
    for name, value_type in _reading(type(record)):
        content: Any = getattr(record, name)
        if content is None or content == ():
            continue
        if value_type is ValueType.REF:
            yield content
        elif value_type is ValueType.REFS:
            yield from content
        else:
            for inner in content:
                yield from _named(inner)


def links(snapshot: Snapshot) -> Links:
    """Which top-level records name each other, in both directions.

    Naming a nested record is naming the one it lies in.
    """
    tops = [record for kind in DEAL_LISTS for record in records_of(snapshot, kind)]
    holder = {inner.id: top.id for top in tops for _, _, inner in nested_records(top)}
    joined: dict[UUID, set[UUID]] = defaultdict(set)
    for record in tops:
        for named in _named(record):
            other = holder.get(named, named)
            if other != record.id:
                joined[record.id].add(other)
                joined[other].add(record.id)
    return {record: frozenset(others) for record, others in joined.items()}


def _along(start: UUID, rank: Mapping[UUID, int], joined: Links, direction: int) -> set[UUID]:
    """Everything reached from a record by links that go one way along the chain only.

    Both ways at once would end at the whole deal: one criterion joins every trade made for it.
    """
    reached: set[UUID] = set()
    work = [start]
    while work:
        record = work.pop()
        for other in joined.get(record, ()):
            if other in reached or other not in rank:
                continue
            if (rank[other] - rank[record]) * direction > 0:
                reached.add(other)
                work.append(other)
    return reached


def thread(snapshot: Snapshot, record_id: UUID) -> tuple[UUID, ...]:
    """The records joined to one by links, itself among them, in the order of the chain.

    Criterion › variable › trade (offer) › term › reopening › change › entitlement: back to what
    it comes from, and on to what became of it. For a nested record the one it lies in stands;
    for a kind outside the chain the chain's records it is linked with directly. Within a kind
    the order is that of the list; empty when there is no such record.
    """
    found = find_record(snapshot, record_id)
    if found is None:
        return ()
    kind, record = found
    joined = links(snapshot)
    rank = {r.id: _RANK[name] for name in CHAIN for r in records_of(snapshot, name)}
    if kind in _RANK:
        chosen = _along(record.id, rank, joined, -1) | _along(record.id, rank, joined, 1)
        chosen.add(record.id)
    else:
        chosen = {other for other in joined.get(record.id, ()) if other in rank}
    ordered = [r.id for name in CHAIN for r in records_of(snapshot, name) if r.id in chosen]
    return tuple(ordered) if kind in _RANK else (record.id, *ordered)
