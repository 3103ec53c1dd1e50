"""One cell read as a value of a field: dates and amounts of mixed writing, listed values by name.

How a column is written is settled over all its cells: the day or the month first, the comma or the
point for decimals. Where no cell tells, the reader's own writing holds.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

from negotiator_desk.exchange.sheet import Cell
from negotiator_desk.exchange.synonyms import CHOICES, plain_words
from negotiator_desk.models.fields import FieldSpec, ValueType
from negotiator_desk.wording import registers as wording
from negotiator_desk.wording.formats import MINUS, Formats
from negotiator_desk.wording.labels import choice_label

_DATE: Final = re.compile(r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})(?:[T ].*)?\.?", re.ASCII)
_CURRENCY: Final = re.compile(r"[A-Z]{3}|[€$£¥₹]|kr\.?|zł", re.IGNORECASE)
_TRUE: Final = frozenset({"yes", "y", "true", "x", "1", "ja", "oui"})
_FALSE: Final = frozenset({"no", "n", "false", "0", "nein", "non"})


class Unreadable(ValueError):
    """A cell that is no value of its field; its argument says so in words."""


class Column(msgspec.Struct, frozen=True):
    """A field and how its column is written."""

    spec: FieldSpec
    formats: Formats
    month_first: bool = False
    mark: Literal[".", ","] = "."
    members: dict[str, Any] = {}


def column_of(spec: FieldSpec, cells: Iterable[Cell], formats: Formats) -> Column:
    """How a column is written, by its cells."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    members: dict[str, Any] = {}
    for member in spec.choice or ():
        key = f"{type(member).__name__}.{member.value}"
        for word in (member.value, member.label, choice_label(member), *CHOICES.get(key, ())):
            members.setdefault(plain_words(word), member)
    own = formats.entry_date(date(2001, 12, 31))
    return Column(
        spec,
        formats,
        month_first=_month_first(texts, own.startswith("12")),
        mark=_mark(texts, "," if formats.entry(Decimal("0.5")) == "0,5" else "."),
        members=members,
    )


def _month_first(texts: list[str], own: bool) -> bool:
    for text in texts:
        if found := _DATE.fullmatch(text):
            first, second, last = (int(part) for part in found.groups())
            if first < 32 and last > 31:
                if first > 12:
                    return False
                if second > 12:
                    return True
    return own


def _mark(texts: list[str], own: Literal[".", ","]) -> Literal[".", ","]:
    for text in texts:
        number = re.sub(r"[^\d.,]", "", text)
        last = max(number.rfind("."), number.rfind(","))
        if last < 0:
            continue
        sign: Literal[".", ","] = "," if number[last] == "," else "."
        other = "." if sign == "," else ","
        if other in number or len(number) - last - 1 != 3:
            return sign if number.count(sign) == 1 else _other(sign)
        if number.count(sign) > 1:
            return _other(sign)
    return own


def _other(mark: str) -> Literal[".", ","]:
    return "." if mark == "," else ","


def _bare(text: str) -> str:
    """A number without currency and spaces."""
    bare = _CURRENCY.sub("", text.replace(MINUS, "-").replace("–", "-"))
    return re.sub(r"[\s'’_]", "", bare)


def read_cell(column: Column, cell: Cell) -> Any:
    """The value of a cell, None where it holds none.

    Raises:
        Unreadable: with a sentence.
    """
    spec = column.spec
    match spec.type:
        case ValueType.TEXT | ValueType.LONG_TEXT:
            text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
            return text if spec.type is ValueType.LONG_TEXT else " ".join(text.split())
        case ValueType.DATE:
            return _date(column, cell)
        case ValueType.MONEY | ValueType.NUMBER:
            return _number(column, cell)
        case ValueType.WHOLE:
            return _whole(column, cell)
        case ValueType.FLAG:
            return _flag(column, cell)
        case _:
            member = column.members.get(plain_words(str(cell)))
            if member is None:
                raise Unreadable(str(cell))
            return member


def _date(column: Column, cell: Cell) -> date:
    if isinstance(cell, date):
        return cell
    text = str(cell)
    try:
        if found := _DATE.fullmatch(text):
            first, second, last = (int(part) for part in found.groups())
            if first > 31:
                return date(first, second, last)
            year = last + 2000 if last < 100 else last
            return date(year, first, second) if column.month_first else date(year, second, first)
        if re.search(r"[^\W\d_]{3,}", text) and re.search(r"\d{4}", text):
            return _named(column.formats, text)
    except ValueError:
        pass
    raise Unreadable(wording.no_date(text, column.spec))


def _named(formats: Formats, text: str) -> date:
    """A date with the name of its month, in the reader's language or in English."""
    # The month before the day, as in "March 4, 2026", reads like "4 March 2026".
    moved = re.sub(r"^\W*([^\W\d_]+)\.? +(\d{1,2})\D+(\d{4})$", r"\2 \1 \3", text)
    for reader in (formats, Formats("en_GB")):
        try:
            return reader.read_date(moved, date.min)
        except ValueError:
            continue
    raise ValueError(text)


def _number(column: Column, cell: Cell) -> Decimal:
    if isinstance(cell, Decimal):
        return cell
    text = str(cell)
    bare = _bare(text)
    if found := re.fullmatch(r"\((.+)\)", bare):
        bare = f"-{found[1]}"
    if bare.endswith("-"):
        bare = f"-{bare[:-1]}"
    other = "." if column.mark == "," else ","
    pattern = rf"[+-]?\d*(?:{re.escape(other)}\d{{3}})*(?:{re.escape(column.mark)}\d+)?"
    if not re.search(r"\d", bare) or not re.fullmatch(pattern, bare, re.ASCII) or len(bare) > 40:
        raise Unreadable(wording.no_amount(text, column.spec, f"12500{column.mark}50"))
    return Decimal(bare.replace(other, "").replace(column.mark, "."))


def _whole(column: Column, cell: Cell) -> int:
    """A whole number, or the digits at the end of a mark such as CO-004."""
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        return int(cell)
    text = str(cell)
    if re.fullmatch(r"[+-]?\d{1,15}", text, re.ASCII):
        return int(text)
    if found := re.fullmatch(r"[^\W\d_]\D*?[\W_]*(\d{1,9})", text, re.ASCII):
        return int(found[1])
    raise Unreadable(wording.no_amount(text, column.spec, "12"))


def _flag(column: Column, cell: Cell) -> bool:
    word = plain_words(str(cell))
    if word in _TRUE | _FALSE:
        return word in _TRUE
    raise Unreadable(wording.no_flag(str(cell), column.spec))
