"""From typed text to the value of a field and back, in the reader's locale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.models.fields import FieldSpec, ValueType
from negotiator_desk.models.rules import FormError, check_value
from negotiator_desk.wording.errors import form_error_text, reading_error_text
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import plain_text, unit_text


class UnreadableError(ValueError):
    """Typed text that is no value of its field; its text is a ready sentence."""


def entry_text(spec: FieldSpec, value: Any, formats: Formats, currency: str = "") -> str:
    """A value as it stands in an entry field, so that reading it again gives the same value."""
    if value is None:
        return ""
    match spec.type:
        case ValueType.MONEY:
            return formats.entry(value, places=decimals_of(currency))
        case ValueType.NUMBER:
            return formats.entry(value)
        case ValueType.WHOLE:
            return str(value)
        case ValueType.DATE:
            return formats.entry_date(value)
        case ValueType.LOCAL_TIME:
            return f"{formats.entry_date(value.date())} {value:%H:%M}"
        case ValueType.TEXTS:
            return "\n".join(value)
        case _:
            return plain_text(spec, str(value)) if spec.field.domain else str(value)


def read_text(spec: FieldSpec, text: str, formats: Formats, today: date, currency: str = "") -> Any:
    """The value that a typed text stands for; the field's empty value for a blank text.

    An amount may carry its currency, a number its unit: ``40 %``, ``12k EUR``.

    Raises:
        UnreadableError: with one sentence that names the field and what to write.
    """
    try:
        value = _parse(spec, text, formats, today, currency)
    except (ValueError, OverflowError):
        sentence = reading_error_text(text.strip(), spec, formats, today, currency)
        raise UnreadableError(sentence) from None
    return checked(spec, value)


def checked(spec: FieldSpec, value: Any) -> Any:
    """The value itself where the form rules allow it.

    Raises:
        UnreadableError: with the sentence of the broken rule.
    """
    try:
        check_value(spec, value)
    except FormError as error:
        raise UnreadableError(form_error_text(error, spec)) from None
    return value


def _parse(spec: FieldSpec, text: str, formats: Formats, today: date, currency: str) -> Any:
    if spec.type is ValueType.LONG_TEXT:
        return text if text.strip() else ""
    cleaned = text.strip()
    if not cleaned:
        return spec.empty
    match spec.type:
        case ValueType.TEXT:
            return _plain(spec, cleaned)
        case ValueType.TEXTS:
            return tuple(line.strip() for line in text.splitlines() if line.strip())
        case ValueType.MONEY | ValueType.NUMBER:
            return formats.read_number(_without_unit(spec, cleaned, currency))
        case ValueType.WHOLE:
            return _whole(formats.read_number(_without_unit(spec, cleaned, currency)))
        case ValueType.DATE:
            return formats.read_date(cleaned, today)
        case ValueType.LOCAL_TIME:
            return _local_time(cleaned, formats, today)
        case _:
            raise ValueError(text)


def _plain(spec: FieldSpec, text: str) -> str:
    if spec.field.domain == "currencies":
        return text.upper()
    if spec.field.domain == "tactics":
        from negotiator_desk.wording.tactics import tactic_key

        return tactic_key(text)
    return text


def _without_unit(spec: FieldSpec, text: str, currency: str) -> str:
    for unit in (unit_text(spec), spec.field.unit, currency):
        if unit and text.casefold().endswith(unit.casefold()):
            return text[: -len(unit)].rstrip()
    return text


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise ValueError(number)
    return int(number)


def _local_time(text: str, formats: Formats, today: date) -> datetime:
    found = re.fullmatch(r"(?:(.*?)[\s,T]+)?(\d{1,2})[:.h](\d{2})(?::\d{2})?", text, re.ASCII)
    if found is None:
        return datetime.combine(formats.read_date(text, today), time())
    day = formats.read_date(found[1], today) if found[1] else today
    return datetime.combine(day, time(int(found[2]), int(found[3])))


def read_numbers(
    spec: FieldSpec, texts: Mapping[str, str], formats: Formats
) -> dict[str, Decimal | int]:
    """The numbers typed beside names; blank ones are left out.

    Raises:
        UnreadableError: for the first text that is no number of this field.
    """
    numbers: dict[str, Decimal | int] = {}
    for name, text in texts.items():
        if not text.strip():
            continue
        try:
            number = formats.read_number(_without_unit(spec, text.strip(), ""))
            numbers[name] = _whole(number) if spec.type is ValueType.WHOLE_MAP else number
        except ValueError:
            raise UnreadableError(
                reading_error_text(text.strip(), spec, formats, date.today())
            ) from None
        checked(spec, {name: numbers[name]})
    return numbers
