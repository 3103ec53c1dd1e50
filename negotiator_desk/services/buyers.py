"""Buyers over all deals: spellings joined and taken apart, likely ones offered, the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import msgspec

from negotiator_desk.domain.buyers import Buyers, buyers_of, comparable, spelling_key
from negotiator_desk.domain.edits import EditKey, EditLabel
from negotiator_desk.domain.progress import Progress, during, told
from negotiator_desk.models.desk import BuyerName
from negotiator_desk.wording import dossier as wording
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from datetime import date

    from negotiator_desk.domain.dossier import Dossier
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.services.context import Context
    from negotiator_desk.store.desk import DealRow

LIKELY: Final = 88
"""From this likeness of 100 on two names are offered as one buyer (rapidfuzz, sorted words)."""
OFFERED: Final = 20
"""How many pairs of names are offered at once, the likeliest first."""


class Likely(msgspec.Struct, frozen=True):
    """Two names that may be one buyer; the one with more deals comes second, to be kept."""

    spelling: str
    buyer: str
    likeness: float


def _records(context: Context) -> tuple[BuyerName, ...]:
    return tuple(
        record
        for record in context.desk.desk_records("buyer_names")
        if isinstance(record, BuyerName)
    )


def load_buyers(context: Context) -> Buyers:
    """The spellings that were joined on this desk."""
    return buyers_of(_records(context))


def list_spellings(context: Context, buyer: str) -> tuple[str, ...]:
    """The spellings joined to a buyer, as they were typed, by name."""
    buyers = load_buyers(context)
    key = spelling_key(buyers.of(buyer))
    found = [r.spelling for r in _records(context) if spelling_key(buyers.of(r.spelling)) == key]
    return tuple(sorted((name for name in found if spelling_key(name) != key), key=spelling_key))


def deals_of(context: Context, buyer: str) -> tuple[DealRow, ...]:
    """The deals with a buyer under any of its spellings, archived ones and records too."""
    buyers = load_buyers(context)
    return tuple(row for row in context.desk.deals() if row.buyer and buyers.same(row.buyer, buyer))


def list_buyers(context: Context) -> tuple[tuple[str, int], ...]:
    """The buyers of the desk with the number of their deals, by name; spellings are joined."""
    buyers = load_buyers(context)
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in context.desk.deals():
        if row.buyer.strip():
            name = buyers.of(row.buyer)
            key = spelling_key(name)
            names.setdefault(key, name)
            counts[key] = counts.get(key, 0) + 1
    return tuple((names[key], counts[key]) for key in sorted(names))


def join(context: Context, spelling: str, buyer: str) -> None:
    """Let a spelling stand for a buyer, in one undo step; the deals keep what was typed.

    What was joined to the spelling before follows it.

    Raises:
        Refusal: one of the names is empty, or they are one buyer already.
    """
    spelling, buyer = (" ".join(name.split()) for name in (spelling, buyer))
    if not spelling or not buyer:
        raise Refusal(wording.empty_name())
    buyers = load_buyers(context)
    target = buyers.of(buyer)
    if buyers.same(spelling, target):
        raise Refusal(wording.same_already(spelling, buyer))
    now = context.now()
    key = spelling_key(spelling)
    moved = spelling_key(buyers.of(spelling))
    known = _records(context)
    with context.desk.edit(_label("join", spelling)) as unit:
        for record in known:
            if spelling_key(record.spelling) == spelling_key(target):
                unit.delete(None, "buyer_names", [record.id])  # what is joined to has no other name
            elif spelling_key(record.spelling) == key or spelling_key(record.buyer) == key == moved:
                unit.update(None, "buyer_names", record.id, {"buyer": target, "updated_at": now})
        if all(spelling_key(record.spelling) != key for record in known):
            unit.insert(
                None,
                BuyerName(
                    id=uuid4(), spelling=spelling, buyer=target, created_at=now, updated_at=now
                ),
            )


def take_apart(context: Context, spelling: str) -> None:
    """Let a spelling be a buyer of its own again, in one undo step.

    Raises:
        Refusal: it was not joined to another.
    """
    key = spelling_key(spelling)
    ids = [record.id for record in _records(context) if spelling_key(record.spelling) == key]
    if not ids:
        raise Refusal(wording.not_joined(spelling))
    with context.desk.edit(_label("take_apart", spelling)) as unit:
        unit.delete(None, "buyer_names", ids)


def _label(key: EditKey, spelling: str) -> EditLabel:
    return EditLabel(key=key, kind="buyer_names", title=spelling)


def likely_spellings(context: Context, buyer: str = "") -> tuple[Likely, ...]:
    """Pairs of buyers that may be one, the likeliest first; with ``buyer`` only its own pairs.

    Offered and never joined unasked. Compared without case, marks and legal forms.
    """
    from rapidfuzz import fuzz, process

    counts = list_buyers(context)
    names = [name for name, _n in counts]
    compared = [comparable(name) for name in names]
    mine = load_buyers(context).of(buyer) if buyer.strip() else ""
    asked = [
        i for i, name in enumerate(names) if not mine or spelling_key(name) == spelling_key(mine)
    ]
    found: dict[tuple[int, int], float] = {}
    for place in asked:
        for _text, score, other in process.extract(
            compared[place],
            compared,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=LIKELY,
            limit=OFFERED,
        ):
            if other != place:
                found[min(place, other), max(place, other)] = score
    best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:OFFERED]
    return tuple(
        Likely(*_kept_last(counts[one], counts[other]), likeness=score)
        for (one, other), score in best
    )


def _kept_last(one: tuple[str, int], other: tuple[str, int]) -> tuple[str, str]:
    return (one[0], other[0]) if other[1] >= one[1] else (other[0], one[0])


def find_buyer(context: Context, text: str) -> str:
    """The buyer of this name, however it is spelled, that has a deal on the desk.

    Raises:
        Refusal: there is none; likely ones are named.
    """
    buyers = load_buyers(context)
    names = [name for name, _n in list_buyers(context)]
    for name in names:
        if buyers.same(name, text):
            return name
    raise Refusal(wording.no_such_buyer(text, _near(text, names)))


def _near(text: str, names: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    found = process.extract(
        comparable(text),
        list(names),
        scorer=fuzz.WRatio,
        processor=comparable,
        score_cutoff=70,
        limit=3,
    )
    return [short_line(name) for name, _score, _place in found]


def load_dossier(
    context: Context,
    buyer: str,
    as_of: date,
    progress: Progress | None = None,
) -> Dossier:
    """What every deal on the desk with this buyer taught, under any of its spellings.

    ``progress`` is told of each deal read and judged, and may raise to stop.
    """
    from negotiator_desk.domain.dossier import dossier_of
    from negotiator_desk.wording.tactics import tactic_key

    name = load_buyers(context).of(buyer)
    rows = deals_of(context, buyer)
    snapshots: list[Snapshot] = []
    for row in told(rows, during("deals", progress)):
        try:
            snapshots.append(context.desk.load(row.id))
        except LookupError:  # deleted by another program since the list was read
            continue
    return dossier_of(name, snapshots, as_of, tactic_key, during("judging", progress))
