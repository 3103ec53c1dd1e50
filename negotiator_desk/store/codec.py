"""Records to rows and back: one rule for each value type, compiled once for each kind."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Final
from uuid import UUID

import msgspec

from negotiator_desk.models.fields import FieldSpec, Record, ValueType, field_map, fields_of

Convert = Callable[[Any], Any]

MONEY_SCALE: Final = 10_000
"""Money is kept in ten-thousandths of its unit."""

_json: Final = msgspec.json.Encoder(decimal_format="string")

read_id: Final[Callable[[str], UUID]] = lru_cache(maxsize=1 << 17)(UUID)
"""A UUID from its text; most ids are read again and again, as references and on reloading."""


def money_to_integer(amount: Decimal) -> int:
    """An amount in ten-thousandths.

    Raises:
        ValueError: when it is finer than that; form rules refuse such amounts before.
    """
    scaled = amount.scaleb(4)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"finer than a ten-thousandth: {amount}")
    return whole


def integer_to_money(number: int) -> Decimal:
    """An amount from ten-thousandths, with no more decimals than it needs (0, 2 or 4)."""
    if number % MONEY_SCALE == 0:
        return Decimal(number // MONEY_SCALE)
    if number % 100 == 0:
        return Decimal(number // 100).scaleb(-2)
    return Decimal(number).scaleb(-4)


def moment_text(moment: datetime) -> str:
    """A moment in UTC to the millisecond; one without a zone is taken as UTC."""
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{utc.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _json_text(content: Any) -> str:
    return _json.encode(content).decode()


_ENCODE: Final[Mapping[ValueType, Convert | None]] = {
    ValueType.TEXT: None,
    ValueType.LONG_TEXT: None,
    ValueType.CHOICE: lambda member: member.value,
    ValueType.CHOICES: _json_text,
    ValueType.MONEY: money_to_integer,
    ValueType.NUMBER: lambda number: f"{number:f}",
    ValueType.WHOLE: None,
    ValueType.DATE: date.isoformat,
    ValueType.LOCAL_TIME: datetime.isoformat,
    ValueType.MOMENT: moment_text,
    ValueType.FLAG: int,
    ValueType.ID: str,
    ValueType.REF: str,
    ValueType.REFS: _json_text,
    ValueType.TEXTS: _json_text,
    ValueType.NESTED: _json_text,
    ValueType.NESTED_ONE: _json_text,
    ValueType.NUMBER_MAP: _json_text,
    ValueType.WHOLE_MAP: _json_text,
}

_DECODE: Final[Mapping[ValueType, Convert | None]] = {
    ValueType.TEXT: None,
    ValueType.LONG_TEXT: None,
    ValueType.MONEY: integer_to_money,
    ValueType.NUMBER: Decimal,
    ValueType.WHOLE: None,
    ValueType.DATE: date.fromisoformat,
    ValueType.LOCAL_TIME: datetime.fromisoformat,
    ValueType.MOMENT: datetime.fromisoformat,
    ValueType.FLAG: bool,
    ValueType.ID: read_id,
    ValueType.REF: read_id,
}


def _json_type(spec: FieldSpec) -> Any:
    """The Python type of what a field keeps as JSON."""
    match spec.type:
        case ValueType.NESTED:
            return tuple[spec.nested, ...]  # type: ignore[name-defined]
        case ValueType.NESTED_ONE:
            return spec.nested
        case ValueType.CHOICES:
            return tuple[spec.choice, ...]  # type: ignore[name-defined]
        case ValueType.REFS:
            return tuple[UUID, ...]
        case ValueType.TEXTS:
            return tuple[str, ...]
        case ValueType.NUMBER_MAP:
            return dict[str, Decimal]
        case ValueType.WHOLE_MAP:
            return dict[str, int]
        case _:
            raise AssertionError(f"{spec.type} is not kept as JSON")


def _from_json(spec: FieldSpec) -> Convert:
    """Reads what is kept as JSON as the declared type; compiled when first met."""
    decoder: list[msgspec.json.Decoder[Any]] = []

    def read(text: str) -> Any:
        if not decoder:
            decoder.append(msgspec.json.Decoder(_json_type(spec)))
        return decoder[0].decode(text)

    return read


def _decoder(spec: FieldSpec) -> Convert | None:
    if spec.type is ValueType.CHOICE:
        assert spec.choice is not None  # a choice names its set
        return {member.value: member for member in spec.choice}.__getitem__
    if spec.type in _DECODE:
        return _DECODE[spec.type]
    return _from_json(spec)


def encode_value(spec: FieldSpec, content: Any) -> Any:
    """A field's value as its column keeps it; NULL where it is missing."""
    if content is None or content == spec.empty:
        return None
    convert = _ENCODE[spec.type]
    return content if convert is None else convert(content)


def encode_fields(record: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Columns and their contents for some fields of a kind; ``extra`` among them if given.

    Raises:
        KeyError: when a name is no field of the kind.
    """
    specs = field_map(record)
    return {
        name: (content or None) if name == "extra" else encode_value(specs[name], content)
        for name, content in values.items()
    }


def column_names(record: type[Record]) -> tuple[str, ...]:
    """The columns of a kind that hold its fields, in the order that rows are made and read."""
    return (*(spec.name for spec in fields_of(record)), "extra")


@cache
def row_maker(record: type[Record]) -> Callable[[Record], tuple[Any, ...]]:
    """A function that makes the row of a record, in the order of ``column_names``."""
    plan = [(spec.name, spec.empty, _ENCODE[spec.type]) for spec in fields_of(record)]

    def make(each: Record) -> tuple[Any, ...]:
        row: list[Any] = []
        for name, empty, convert in plan:
            content = getattr(each, name)
            if content is None or content == empty:
                row.append(None)
            else:
                row.append(content if convert is None else convert(content))
        row.append(each.extra or None)
        return tuple(row)

    return make


@cache
def row_reader(record: type[Record]) -> Callable[[Sequence[Any]], Record]:
    """A function that makes a record from its row, in the order of ``column_names``."""
    names = column_names(record)
    converts = (*(_decoder(spec) for spec in fields_of(record)), None)

    def read(row: Sequence[Any]) -> Record:
        values = {
            name: content if convert is None else convert(content)
            for name, convert, content in zip(names, converts, row, strict=True)
            if content is not None
        }
        return record(**values)

    return read
