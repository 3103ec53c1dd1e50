"""The canonical text of a deal, and its revision."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from json import JSONEncoder
from typing import Any, Final

import msgspec

from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record, ValueType, fields_of
from negotiator_desk.models.kinds import DEAL_LISTS, records_of

Writer = Callable[[Any, int], str]
"""Makes the JSON text of a value; the number is the decimals of the deal's currency."""

json_text: Final[Callable[[str], str]] = JSONEncoder(ensure_ascii=False).encode
"""A text in quotation marks, with the escapes that JSON demands and no other."""


def canonical(snapshot: Snapshot) -> bytes:
    """The one text of a deal: keys sorted by code point, no spaces, nothing that is missing.

    Unknown keys stand among the known ones with the raw text that they were read with.
    """
    places = decimals_of(snapshot.deal.currency)
    members = _members(snapshot.deal, places)
    for kind in DEAL_LISTS:
        if records := records_of(snapshot, kind):
            members[kind] = _list([_record(record, places) for record in records])
    return _object(members).encode()


def revision(snapshot: Snapshot) -> str:
    """The SHA-256 of the canonical text, in hexadecimal."""
    return revision_of(canonical(snapshot))


def revision_of(data: bytes) -> str:
    """The SHA-256 of a text, in hexadecimal: of the canonical one it is the revision."""
    return hashlib.sha256(data).hexdigest()


def extra_text(raw: Mapping[str, str]) -> str:
    """The text kept in ``Record.extra``: unknown keys, sorted, each with its raw JSON value."""
    if not raw:
        return ""
    return _object(dict(raw))


def extra_members(extra: str) -> dict[str, str]:
    """The unknown keys of a record, each with its raw JSON value."""
    if not extra:
        return {}
    found = msgspec.json.decode(extra, type=dict[str, msgspec.Raw])
    return {key: bytes(raw).decode() for key, raw in found.items()}


def number_text(number: Decimal) -> str:
    """A number without an exponent and without zeros at the end: 100, 0.5."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def money_text(amount: Decimal, places: int) -> str:
    """An amount with at least ``places`` decimals, and more only where it has them."""
    whole, _, part = number_text(amount).partition(".")
    part = part.ljust(places, "0")
    return f"{whole}.{part}" if part else whole


def moment_text(moment: datetime) -> str:
    """A moment in UTC with milliseconds, finer digits cut; one without a zone is in UTC."""
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{utc.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _object(members: dict[str, str]) -> str:
    return "{" + ",".join([f"{json_text(key)}:{members[key]}" for key in sorted(members)]) + "}"


def _list(items: list[str]) -> str:
    return "[" + ",".join(items) + "]"


def _record(record: Record, places: int) -> str:
    return _object(_members(record, places))


def _members(record: Record, places: int) -> dict[str, str]:
    members = extra_members(record.extra)
    for name, empty, writer in _plan(type(record)):
        content = getattr(record, name)
        if content is None or content == empty:
            continue
        text = writer(content, places)
        if text not in ("[]", "{}"):  # a list of nothing but missing values is missing too
            members[name] = text
    return members


def _texts(content: tuple[str, ...], places: int) -> str:
    return _list([json_text(item) for item in content if item])


def _map(content: Mapping[str, Decimal | int], places: int) -> str:
    return _object({key: number_text(Decimal(number)) for key, number in content.items()})


_WRITERS: Final[Mapping[ValueType, Writer]] = {
    ValueType.TEXT: lambda content, places: json_text(content),
    ValueType.LONG_TEXT: lambda content, places: json_text(content),
    ValueType.CHOICE: lambda content, places: json_text(content.value),
    ValueType.CHOICES: lambda content, places: _list([json_text(c.value) for c in content]),
    ValueType.MONEY: lambda content, places: f'"{money_text(content, places)}"',
    ValueType.NUMBER: lambda content, places: number_text(content),
    ValueType.WHOLE: lambda content, places: str(content),
    ValueType.DATE: lambda content, places: f'"{content.isoformat()}"',
    ValueType.LOCAL_TIME: lambda content, places: f'"{content.isoformat(timespec="minutes")}"',
    ValueType.MOMENT: lambda content, places: f'"{moment_text(content)}"',
    ValueType.FLAG: lambda content, places: "true" if content else "false",
    ValueType.ID: lambda content, places: f'"{content}"',
    ValueType.REF: lambda content, places: f'"{content}"',
    ValueType.REFS: lambda content, places: _list([f'"{item}"' for item in content]),
    ValueType.TEXTS: _texts,
    ValueType.NESTED: lambda content, places: _list([_record(item, places) for item in content]),
    ValueType.NESTED_ONE: lambda content, places: _record(content, places),
    ValueType.NUMBER_MAP: _map,
    ValueType.WHOLE_MAP: _map,
}


@cache
def _plan(record: type[Record]) -> tuple[tuple[str, Any, Writer], ...]:
    return tuple((spec.name, spec.empty, _WRITERS[spec.type]) for spec in fields_of(record))
