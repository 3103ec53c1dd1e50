"""Deals of any size, made from the sample deal: other names, dates and sums, the same each time.

Everything goes by value type, so a new field or kind is varied without a line here.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec

from benchmarks.words import FIRST_NAMES, LAST_NAMES, PLACES, SUBJECTS, TRADES
from negotiator_desk.dealfile.decode import decode
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record, ValueType, fields_of, is_missing
from negotiator_desk.models.kinds import (
    DEAL_LISTS,
    all_records,
    nested_records,
    records_of,
)
from negotiator_desk.wording.resources import resource_path

R = TypeVar("R", bound=Record)
D = TypeVar("D", bound=date)

CENT: Final = Decimal("0.01")

REPEATED_FROM: Final = 4
"""A list this long in the sample is a log, and grows; a shorter one is a set-up, and stays."""


@dataclass(frozen=True)
class Variation:
    """What is different when records are made again: ids, days, sums and names."""

    ids: Mapping[UUID, UUID]
    days: int
    factor: Decimal
    names: Mapping[str, str]


def sample() -> Snapshot:
    """The deal that the program ships with."""
    path = resource_path("sample/deal.json")
    return decode(path.read_bytes(), path.name)


def make_deals(count: int, records: int, seed: int = 2026) -> Iterator[Snapshot]:
    """``count`` deals with ``records`` records in all, the deals' own among them."""
    chance = random.Random(seed)
    base = sample()
    for number in range(count):
        size = records * (number + 1) // count - records * number // count
        yield grown(varied(base, chance), size, chance)


def make_deal(records: int, seed: int = 2026) -> Snapshot:
    """One deal of ``records`` records, the deal's own among them."""
    return next(make_deals(1, records, seed))


def make_crowd(people: int, trades: int, seed: int = 2026) -> Snapshot:
    """One deal with at least so many people, each with lines of influence, and so many trades."""
    chance = random.Random(seed)
    deal = varied(sample(), chance)
    for kinds, count in ((("stakeholders", "influences"), people), (("trades",), trades)):
        lists = {kind: list(records_of(deal, kind)) for kind in kinds}
        logs = [(kind, record) for kind in kinds for record in lists[kind]]
        while len(lists[kinds[0]]) < count:
            for kind, record in _repeated(logs, deal, chance):
                lists[kind].append(record)
        deal = msgspec.structs.replace(deal, **{k: tuple(found) for k, found in lists.items()})
    return deal


def varied(snapshot: Snapshot, chance: random.Random) -> Snapshot:
    """The same course of events at another buyer: new ids, names and days, sums of another size."""
    buyer = f"{chance.choice(PLACES)} {chance.choice(TRADES)}"
    everything = [record for _, record in all_records(snapshot)]
    variation = Variation(
        ids=_new_ids(everything, chance),
        days=chance.randint(-700, 60),
        factor=Decimal(chance.randint(20, 400)) / 100,
        names={snapshot.deal.buyer: buyer, **_new_names(snapshot, chance)},
    )
    deal = msgspec.structs.replace(
        _again(snapshot.deal, variation), title=f"{chance.choice(SUBJECTS)} for {buyer}"
    )
    lists = {
        kind: tuple(_again(record, variation) for record in records_of(snapshot, kind))
        for kind in DEAL_LISTS
    }
    return msgspec.structs.replace(snapshot, deal=deal, **lists)


def grown(snapshot: Snapshot, records: int, chance: random.Random) -> Snapshot:
    """A deal of ``records`` records: its logs repeated, each time a little different."""
    lists = {kind: list(records_of(snapshot, kind)) for kind in DEAL_LISTS}
    logs = [
        (kind, record)
        for kind, found in lists.items()
        if len(found) >= REPEATED_FROM
        for record in found
    ]
    missing = records - 1 - sum(map(len, lists.values()))
    while missing > 0:
        chosen = logs[:missing]
        for kind, record in _repeated(chosen, snapshot, chance):
            lists[kind].append(record)
        missing -= len(chosen)
    return msgspec.structs.replace(
        snapshot, **{kind: tuple(found) for kind, found in lists.items()}
    )


def _repeated(
    chosen: Sequence[tuple[str, Record]], snapshot: Snapshot, chance: random.Random
) -> Iterator[tuple[str, Record]]:
    """The same records once more, a little different."""
    variation = Variation(
        # What is not repeated is referred to as it is.
        ids=_new_ids([record for _, record in chosen], chance),
        days=chance.randint(-25, 25),
        factor=Decimal(chance.randint(60, 160)) / 100,
        names=_new_names(snapshot, chance),
    )
    for kind, record in chosen:
        yield kind, _again(record, variation)


def _new_ids(records: Iterable[Record], chance: random.Random) -> Mapping[UUID, UUID]:
    return {
        each.id: UUID(int=chance.getrandbits(128), version=4)
        for record in records
        for each in (record, *(inner for _, _, inner in nested_records(record)))
        if each.id is not None
    }


def _new_names(snapshot: Snapshot, chance: random.Random) -> Mapping[str, str]:
    return {
        person.name: f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
        for person in snapshot.stakeholders
        if person.name
    }


def _again(record: R, variation: Variation) -> R:
    values = {
        spec.name: _CHANGES[spec.type](content, variation)
        for spec in fields_of(type(record))
        if spec.type in _CHANGES and not is_missing(content := getattr(record, spec.name))
    }
    return msgspec.structs.replace(record, **values)


def _text(content: str, variation: Variation) -> str:
    for old, new in variation.names.items():
        content = content.replace(old, new)
    return content


def _day(content: D, variation: Variation) -> D:
    return content + timedelta(days=variation.days)


def _sum(content: Decimal, variation: Variation) -> Decimal:
    """Of another size, and as round as it was."""
    step = Decimal(1000) if content % 1000 == 0 else Decimal(1) if content % 1 == 0 else CENT
    return (content * variation.factor / step).quantize(Decimal(1)) * step


def _id(content: UUID, variation: Variation) -> UUID:
    return variation.ids.get(content, content)


def _ids(content: tuple[UUID, ...], variation: Variation) -> tuple[UUID, ...]:
    return tuple(_id(each, variation) for each in content)


def _texts(content: tuple[str, ...], variation: Variation) -> tuple[str, ...]:
    return tuple(_text(each, variation) for each in content)


def _nested(content: tuple[Record, ...], variation: Variation) -> tuple[Record, ...]:
    return tuple(_again(each, variation) for each in content)


_CHANGES: Final[Mapping[ValueType, Callable[[Any, Variation], Any]]] = {
    ValueType.TEXT: _text,
    ValueType.LONG_TEXT: _text,
    ValueType.TEXTS: _texts,
    ValueType.MONEY: _sum,
    ValueType.DATE: _day,
    ValueType.LOCAL_TIME: _day,
    ValueType.MOMENT: _day,
    ValueType.ID: _id,
    ValueType.REF: _id,
    ValueType.REFS: _ids,
    ValueType.NESTED: _nested,
    ValueType.NESTED_ONE: _again,
}
