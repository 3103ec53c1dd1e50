"""Values of a deal file: from JSON to Python by the value type of the field, and form-checked."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Final
from uuid import UUID

import msgspec

from negotiator_desk.dealfile.strict_json import Number
from negotiator_desk.models.fields import FieldSpec, ValueType
from negotiator_desk.models.rules import (
    MONEY_PATTERN,
    FormError,
    check_money,
    check_number,
    check_text,
    check_whole,
)

Reader = Callable[[Any], Any]
"""Makes the value of a field from its JSON; raises FormError."""

_PLAIN_NUMBER: Final = re.compile(r"-?\d{1,14}(\.\d{1,10})?", re.ASCII)
_ANY_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,4})?", re.ASCII)
_NUMBER_LENGTH: Final = 64  # characters of a number that are looked at; no number needs more
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOCAL_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
_MOMENT: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,12}))?([Zz]|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)


def _shown(content: object) -> str:
    return str(content)[:80]


def _refuse_type(content: object) -> FormError:
    return FormError("type", text=_shown(content))


def _is_text(content: object) -> bool:
    return type(content) is str  # a Number is a str too, and no text


def exact_decimal(text: str) -> Decimal:
    """The number that a JSON number or a decimal text stands for, without rounding.

    Trailing zeros after the point go, and an exponent is written out: "1e2" is 100.

    Raises:
        FormError: ``bad_number`` for anything else and for what cannot be kept (1e400).
    """
    if not _PLAIN_NUMBER.fullmatch(text):
        if len(text) > _NUMBER_LENGTH or not _ANY_NUMBER.fullmatch(text):
            raise FormError("bad_number", text=_shown(text))
        number = Decimal(text)
        if number and not -_NUMBER_LENGTH < number.adjusted() < _NUMBER_LENGTH:
            raise FormError("bad_number", text=_shown(text))
        # A zero with a huge exponent would be written out as a page of zeros.
        text = f"{number:f}" if number else "0"
        if len(text) > 3 * _NUMBER_LENGTH:
            raise FormError("bad_number", text=_shown(text))
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal(text) + 0 if text.startswith("-0") else Decimal(text)


def _read_text(spec: FieldSpec, content: Any) -> str:
    if type(content) is not str:
        raise _refuse_type(content)
    check_text(spec, content)
    return content


def _read_choice(spec: FieldSpec, members: Mapping[str, Any], content: Any) -> Any:
    if type(content) is not str:
        raise _refuse_type(content)
    try:
        return members[content]
    except KeyError:
        raise FormError("not_listed", text=_shown(content)) from None


def _read_money(spec: FieldSpec, content: Any) -> Decimal:
    if type(content) is not str:
        raise _refuse_type(content)
    if not MONEY_PATTERN.fullmatch(content):
        raise FormError("bad_money", text=_shown(content))
    amount = Decimal(content) + 0  # no minus before a zero
    check_money(spec, amount)
    return amount


def _read_number(spec: FieldSpec, content: Any) -> Decimal:
    if not isinstance(content, str):
        raise _refuse_type(content)
    number = exact_decimal(content)
    check_number(spec, number)
    return number


def _read_whole(spec: FieldSpec, content: Any) -> int:
    if not isinstance(content, Number):
        raise _refuse_type(content)
    try:
        number = exact_decimal(content)
    except FormError:
        raise FormError("bad_whole", text=_shown(content)) from None
    whole = int(number)
    if whole != number:
        raise FormError("bad_whole", text=_shown(content))
    check_whole(spec, whole)
    return whole


@lru_cache(maxsize=4096)
def _date_of(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise FormError("bad_date", text=_shown(text))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FormError("bad_date", text=_shown(text)) from None


def _read_date(spec: FieldSpec, content: Any) -> date:
    if type(content) is not str:
        raise _refuse_type(content)
    return _date_of(content)


def _read_local_time(spec: FieldSpec, content: Any) -> datetime:
    if type(content) is not str:
        raise _refuse_type(content)
    if not _LOCAL_TIME.fullmatch(content):
        raise FormError("bad_time", text=_shown(content))
    try:
        return datetime.fromisoformat(content)
    except ValueError:
        raise FormError("bad_time", text=_shown(content)) from None


@lru_cache(maxsize=4096)
def moment_of(text: str) -> datetime:
    """The moment of an ISO 8601 text, in UTC, to the millisecond (finer digits are cut).

    Without an offset it is taken as UTC, as the format says of all moments; with another one it
    is reckoned to UTC.

    Raises:
        FormError: ``bad_moment`` when it is none.
    """
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise FormError("bad_moment", text=_shown(text))
    day_time, fraction, offset = found.groups()
    try:
        moment = datetime.fromisoformat(day_time.upper() + (offset or "Z").upper())
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise FormError("bad_moment", text=_shown(text)) from None
    return moment.replace(microsecond=int(f"{fraction or 0:0<3}"[:3]) * 1000)


def _read_moment(spec: FieldSpec, content: Any) -> datetime:
    if type(content) is not str:
        raise _refuse_type(content)
    return moment_of(content)


def _read_flag(spec: FieldSpec, content: Any) -> bool:
    if not isinstance(content, bool):
        raise _refuse_type(content)
    return content


def read_id(content: Any) -> UUID:
    """The id of a UUID text: with hyphens or without, in either case.

    Raises:
        FormError: ``type`` or ``bad_id``.
    """
    if type(content) is not str:
        raise _refuse_type(content)
    try:
        return msgspec.convert(content, UUID)  # twice as fast as the class itself
    except (msgspec.ValidationError, UnicodeEncodeError):  # the latter: half of a surrogate pair
        raise FormError("bad_id", text=_shown(content)) from None


def _read_id(spec: FieldSpec, content: Any) -> UUID:
    return read_id(content)


def _items(content: Any) -> list[Any]:
    """The items of a list; null and empty texts are missing values and no items."""
    if not isinstance(content, list):
        raise _refuse_type(content)
    return [item for item in content if item is not None and item != ""]


def _read_list(spec: FieldSpec, item: Reader, content: Any) -> tuple[Any, ...]:
    return tuple([item(inner) for inner in _items(content)])


def _read_map(spec: FieldSpec, item: Reader, content: Any) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise _refuse_type(content)
    found = {}
    for key, inner in content.items():
        check_text(spec, key)
        if spec.field.keys and key not in spec.field.keys:
            raise FormError("unknown_key", text=_shown(key))
        if inner is not None and inner != "":
            found[key] = item(inner)
    return found


_SIMPLE: Final[Mapping[ValueType, Callable[[FieldSpec, Any], Any]]] = {
    ValueType.TEXT: _read_text,
    ValueType.LONG_TEXT: _read_text,
    ValueType.MONEY: _read_money,
    ValueType.NUMBER: _read_number,
    ValueType.WHOLE: _read_whole,
    ValueType.DATE: _read_date,
    ValueType.LOCAL_TIME: _read_local_time,
    ValueType.MOMENT: _read_moment,
    ValueType.FLAG: _read_flag,
    ValueType.ID: _read_id,
    ValueType.REF: _read_id,
}

_LISTS: Final[Mapping[ValueType, Callable[[FieldSpec, Any], Any]]] = {
    ValueType.TEXTS: _read_text,
    ValueType.REFS: _read_id,
}

_MAPS: Final[Mapping[ValueType, Callable[[FieldSpec, Any], Any]]] = {
    ValueType.NUMBER_MAP: _read_number,
    ValueType.WHOLE_MAP: _read_whole,
}


def reader_of(spec: FieldSpec) -> Reader:
    """The function that reads the values of a field; nested records are not read here."""
    if spec.type in _SIMPLE:
        return partial(_SIMPLE[spec.type], spec)
    if spec.type in _LISTS:
        return partial(_read_list, spec, partial(_LISTS[spec.type], spec))
    if spec.type in _MAPS:
        return partial(_read_map, spec, partial(_MAPS[spec.type], spec))
    assert spec.choice is not None  # only the listed sets are left
    choice = partial(_read_choice, spec, {str(member.value): member for member in spec.choice})
    if spec.type is ValueType.CHOICES:
        return partial(_read_list, spec, choice)
    return choice
