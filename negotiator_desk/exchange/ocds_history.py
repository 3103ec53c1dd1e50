"""How a contract's value came to be what it is: first value, amendments, steps between releases."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

import msgspec

from negotiator_desk.exchange.ocds_lines import amendment_lines, from_lines
from negotiator_desk.exchange.ocds_merge import Process
from negotiator_desk.exchange.ocds_moves import History, Move
from negotiator_desk.exchange.ocds_values import (
    JsonObject,
    Note,
    Notes,
    amount_of,
    currency_of,
    date_of,
    id_of,
    obj,
    objects,
    plain,
    text_of,
    value_of,
)

_VALUE_PROPERTIES: Final = ("value", "value.amount", "value/amount", "/value/amount")


class _Seen(msgspec.Struct, frozen=True):
    """The value that one release gives."""

    index: int
    amount: Decimal
    currency: str


class _Amendment(msgspec.Struct, kw_only=True):
    id: str
    day: date | None
    rationale: str
    description: str
    release_id: str
    seen: int
    former: Decimal | None


def history_of(process: Process, kind: str, entry: JsonObject, notes: Notes) -> History:
    """The history of one contract (``kind`` "contracts") or award ("awards").

    signed value + Σ price of the moves = the last value the record gives. Where amendments are
    listed but the record never shows the value without them, the value already contains them and
    they carry no price.
    """
    states = process.states_of(kind, entry)
    place = "contract_value" if kind == "contracts" else "award_value"
    values = _values(states, place, notes)
    period = "period" if kind == "contracts" else "contractPeriod"
    dated = [
        (index, day)
        for index, state in states
        if (day := date_of(obj(state, period).get("endDate"), "period_end", notes))
    ]
    ends = [day for _index, day in dated]
    currency = values[-1].currency if values else currency_of(entry, notes)
    if lines := amendment_lines(entry):
        return from_lines(lines, values[-1].amount if values else None, currency, ends, notes)
    amendments = _amendments(states, notes)
    first: Decimal | None
    moves: list[Move]
    if former := _from_former(amendments, values, notes):
        first, moves = former
    else:
        first = values[0].amount if values else None
        moves = _from_releases(process, values, amendments, dated, notes)
    return History(
        currency=currency,
        first=first,
        last=values[-1].amount if values else None,
        end_first=ends[0] if ends else None,
        end_last=ends[-1] if ends else None,
        moves=tuple(moves),
    )


def _values(states: Sequence[tuple[int, JsonObject]], place: str, notes: Notes) -> list[_Seen]:
    """The values known, oldest first; where the currency changes, those in the last one."""
    seen = []
    currency = ""
    for index, state in states:
        currency = currency_of(state, notes) or currency
        if (amount := value_of(state, place, notes)) is not None:
            seen.append(_Seen(index, amount, currency))
            if amount == 0:
                notes.add("zero_value", place=place)
    path = tuple(dict.fromkeys(value.currency for value in seen if value.currency))
    if len(path) < 2:
        return [_Seen(value.index, value.amount, path[0] if path else "") for value in seen]
    last = seen[-1].currency
    notes.add("currency_moved", path=path, last=last)
    cut = max(place for place, value in enumerate(seen) if value.currency != last) + 1
    return seen[cut:]


def _amendments(states: Sequence[tuple[int, JsonObject]], notes: Notes) -> list[_Amendment]:
    """The amendments of all releases, each once, in order of date."""
    found: dict[str, _Amendment] = {}
    for index, state in states:
        for number, written in enumerate(
            [*objects(state, "amendments"), *objects(state, "amendment")], 1
        ):
            day = date_of(written.get("date"), "amendment_date", notes)
            rationale = text_of(written, "rationale")
            description = text_of(written, "description")
            former = _former_value(written, notes)
            if not (id_of(written) or day or rationale or description or former is not None):
                continue
            # Without an id an amendment is known by its date and words; the single ``amendment``
            # of OCDS 1.0 repeats the last entry of the list in some records.
            name = id_of(written) or f"{day or number}: {rationale or description}"
            if any(
                other.day == day
                and other.rationale == rationale
                and other.description == description
                and (not id_of(written) or not other.id)
                for other in found.values()
            ):
                continue
            if name not in found:
                found[name] = _Amendment(
                    id=id_of(written),
                    day=day,
                    rationale=rationale,
                    description=description,
                    release_id=id_of(written, "releaseID"),
                    seen=index,
                    former=former,
                )
    return sorted(found.values(), key=lambda item: (item.day is None, item.day or date.max))


def _former_value(amendment: JsonObject, notes: Notes) -> Decimal | None:
    """The contract's value before the amendment (``changes`` of OCDS 1.0)."""
    for change in objects(amendment, "changes"):
        if plain(change.get("property")) in _VALUE_PROPERTIES:
            former = change.get("former_value", change.get("formerValue"))
            amount = obj(change, "former_value").get("amount", former)
            return amount_of(amount, "former_value", notes)
    return None


def _move(amendment: _Amendment) -> Move:
    shown = amendment.id or "1"
    return Move(
        id=amendment.id or f"{amendment.day}: {amendment.rationale or amendment.description}",
        key="amendment" if amendment.id else "amendment_plain",
        params={"id": shown},
        decided_on=amendment.day,
        rationale=amendment.rationale,
        description=amendment.description,
        said=[],
    )


def _from_releases(
    process: Process,
    values: Sequence[_Seen],
    amendments: Sequence[_Amendment],
    ends: Sequence[tuple[int, date]],
    notes: Notes,
) -> list[Move]:
    """Changes from the steps in value between releases, joined with the amendments behind them."""
    ids = [id_of(release) for release in process.history]
    moves: list[Move] = []
    used: set[int] = set()
    for before, after in pairwise(values):
        step = after.amount - before.amount
        behind = [
            number
            for number, amendment in enumerate(amendments)
            if number not in used and _belongs(amendment, ids, before.index, after.index)
        ]
        used.update(behind)
        joined = [_move(amendments[number]) for number in behind]
        path = Note("values", {"first": before.amount, "last": after.amount})
        if step == 0:
            for move in joined:
                move.price = Decimal(0)
                move.said.append(Note("unmoved", {}))
        elif len(joined) == 1:
            joined[0].price = step
            joined[0].said.append(path)
        else:
            # One sum and no amendment, or several: how it is divided is not for us to say.
            names = tuple(move.id for move in joined)
            for move in joined:
                move.said.append(Note("unpriced", {}))
            joined.append(_step_move(process, before, after, names, notes))
        if joined and (moved := _end_moved(ends, before.index, after.index)):
            joined[-1].said.append(moved)
        moves += joined
    rest = [amendments[n] for n in range(len(amendments)) if n not in used]
    for amendment in rest:
        move = _move(amendment)
        move.said.append(Note("unpriced", {}))
        moves.append(move)
    if rest and values:
        notes.add("contained", count=len(rest))
    return moves


def _end_moved(ends: Sequence[tuple[int, date]], after: int, until: int) -> Note | None:
    """How the end date moved in the releases after one and up to another."""
    before = [day for index, day in ends if index <= after]
    now = [day for index, day in ends if index <= until]
    if not before or not now or before[-1] == now[-1]:
        return None
    days = (now[-1] - before[-1]).days
    return Note("ends", {"first": before[-1], "last": now[-1], "days": days})


def _belongs(amendment: _Amendment, ids: Sequence[str], after: int, until: int) -> bool:
    """Whether an amendment was made in one of the releases after one and up to another."""
    if amendment.release_id and amendment.release_id in ids:
        return after < ids.index(amendment.release_id) <= until
    return after < amendment.seen <= until


def _step_move(
    process: Process, before: _Seen, after: _Seen, names: tuple[str, ...], notes: Notes
) -> Move:
    release = process.history[after.index]
    path: dict[str, object] = {"first": before.amount, "last": after.amount}
    said = [Note("values", path), Note("release_date", {})]
    if names:
        said.append(Note("shared", {"names": names}))
    return Move(
        id=f"step: {id_of(release)}: {plain(release.get('date'))}: {after.index}",
        key="step",
        params=path,
        decided_on=date_of(release.get("date"), "amendment_date", notes),
        price=after.amount - before.amount,
        said=said,
    )


def _from_former(
    amendments: Sequence[_Amendment], values: Sequence[_Seen], notes: Notes
) -> tuple[Decimal, list[Move]] | None:
    """First value and changes from what amendments say the value was before them.

    Only where the releases themselves show no step: the record would else be counted twice.
    """
    known = [amendment.former for amendment in amendments if amendment.former is not None]
    if not known or not values or len({value.amount for value in values}) > 1:
        return None
    after = [*known[1:], values[-1].amount]
    moves = []
    for amendment in amendments:
        move = _move(amendment)
        if amendment.former is None:
            move.said.append(Note("unmoved", {}))
        else:
            now = after.pop(0)
            move.price = now - amendment.former
            move.said.append(Note("values", {"first": amendment.former, "last": now}))
        moves.append(move)
    if known[0] < 0:
        notes.add("negative_value", place="former_value", text=f"{known[0]:f}")
        return None
    return known[0], moves
