"""Form rules: what a value of a field must be, checked alike for files, forms and pasted tables."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final
from uuid import UUID

from negotiator_desk.models.fields import TEXT_LIMIT, FieldSpec, Record, ValueType, fields_of

MONEY_PATTERN: Final = re.compile(r"-?\d{1,14}(\.\d{1,4})?", re.ASCII)
"""Money as the deal file writes it: at most 14 digits before the point and four after it."""

NUMBER_PATTERN: Final = re.compile(r"-?\d{1,14}(\.\d{1,10})?", re.ASCII)
"""A weight, score, percent or quantity once written out without an exponent."""

WHOLE_LIMIT: Final = 10**15
"""A whole number stays below this; it fits any database and any spreadsheet."""


class FormError(ValueError):
    """A value that a form rule refuses: a key and parameters, worded in ``wording.errors``.

    Keys: ``type``, ``text_too_long``, ``bad_text``, ``below``, ``above``, ``not_listed``,
    ``bad_money``, ``bad_number``, ``bad_whole``, ``bad_date``, ``bad_time``, ``bad_moment``,
    ``bad_id``, ``pattern``, ``required``, ``unknown_key``, ``dangling``.
    """

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params: Mapping[str, object] = params


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def check_text(spec: FieldSpec, content: str) -> None:
    """Refuse a text that is too long, cannot be written as UTF-8, or misses its pattern."""
    if len(content) > TEXT_LIMIT:
        raise FormError("text_too_long", limit=TEXT_LIMIT, length=len(content))
    if any("\ud800" <= c <= "\udfff" for c in content) if not content.isascii() else False:
        raise FormError("bad_text")
    pattern = spec.field.pattern
    if pattern and content and not _compiled(pattern).fullmatch(content):
        raise FormError("pattern", text=content)


def check_range(spec: FieldSpec, number: Decimal | int) -> None:
    """Refuse a number outside the field's minimum and maximum."""
    low, high = spec.field.minimum, spec.field.maximum
    if low is not None and number < low:
        raise FormError("below", minimum=low, number=number)
    if high is not None and number > high:
        raise FormError("above", maximum=high, number=number)


def check_money(spec: FieldSpec, amount: Decimal) -> None:
    """Refuse an amount that is out of range or finer than a ten-thousandth."""
    if not amount.is_finite() or not MONEY_PATTERN.fullmatch(f"{amount:f}"):
        raise FormError("bad_money", text=str(amount))
    check_range(spec, amount)


def check_number(spec: FieldSpec, number: Decimal) -> None:
    """Refuse a number that is out of range or finer than ten decimals."""
    if not number.is_finite() or not NUMBER_PATTERN.fullmatch(f"{number:f}"):
        raise FormError("bad_number", text=str(number))
    check_range(spec, number)


def check_whole(spec: FieldSpec, number: int) -> None:
    """Refuse a whole number that is out of range."""
    if abs(number) >= WHOLE_LIMIT:
        raise FormError("bad_whole", text=str(number)[:40])
    check_range(spec, number)


def _check_map(spec: FieldSpec, content: Mapping[str, Any]) -> None:
    for key, number in content.items():
        check_text(spec, key)
        if spec.field.keys and key not in spec.field.keys:
            raise FormError("unknown_key", text=key)
        if spec.type is ValueType.WHOLE_MAP:
            check_whole(spec, number)
        else:
            check_number(spec, number)


_PYTHON_TYPES: Final[Mapping[ValueType, Any]] = {
    ValueType.TEXT: str,
    ValueType.LONG_TEXT: str,
    ValueType.CHOICE: str,
    ValueType.CHOICES: tuple,
    ValueType.MONEY: Decimal,
    ValueType.NUMBER: Decimal,
    ValueType.WHOLE: int,
    ValueType.DATE: date,
    ValueType.LOCAL_TIME: datetime,
    ValueType.MOMENT: datetime,
    ValueType.FLAG: bool,
    ValueType.ID: UUID,
    ValueType.REF: UUID,
    ValueType.REFS: tuple,
    ValueType.TEXTS: tuple,
    ValueType.NESTED: tuple,
    ValueType.NESTED_ONE: Record,
    ValueType.NUMBER_MAP: dict,
    ValueType.WHOLE_MAP: dict,
}


def check_value(spec: FieldSpec, content: Any) -> None:
    """Refuse a Python value that may not stand in this field.

    Raises:
        FormError: naming the rule that is broken.
    """
    if content is None or content == spec.empty:
        if spec.field.required and spec.type is not ValueType.ID:
            raise FormError("required")
        return
    if not isinstance(content, _PYTHON_TYPES[spec.type]):
        raise FormError("type", text=str(content)[:80])
    match spec.type:
        case ValueType.TEXT | ValueType.LONG_TEXT:
            check_text(spec, content)
        case ValueType.MONEY:
            check_money(spec, content)
        case ValueType.NUMBER:
            check_number(spec, content)
        case ValueType.WHOLE:
            check_whole(spec, content)
        case ValueType.TEXTS:
            for item in content:
                check_text(spec, item)
        case ValueType.NUMBER_MAP | ValueType.WHOLE_MAP:
            _check_map(spec, content)
        case ValueType.NESTED:
            for item in content:
                check_record(item)
        case ValueType.NESTED_ONE:
            check_record(content)
        case _:
            pass


def check_record(record: Record) -> None:
    """Refuse a record with a field that breaks a form rule.

    Raises:
        FormError: with the field's name added to its parameters as ``field``.
    """
    for spec in fields_of(type(record)):
        try:
            check_value(spec, getattr(record, spec.name))
        except FormError as error:
            raise FormError(error.key, **{"field": spec.name, **error.params}) from None
