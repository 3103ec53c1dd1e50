"""What may not lie on the table: the secrets of a deal, and whether a text holds one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import FieldSpec, Record, ValueType, is_missing, own_fields
from negotiator_desk.models.kinds import all_records

LEAST_DIGITS: Final = 3
"""An amount with fewer significant digits is too common to be told from any other figure."""

LEAST_TEXT: Final = 12
"""A text with fewer characters is too common to be told from any other word."""


class Secret(msgspec.Struct, frozen=True):
    """One value that may not be shown: where it stands, and its amount or its text.

    ``record`` is the id of the record, top-level or nested, ``kind`` that of the top-level one,
    ``spec`` the field. ``text`` is folded as the search folds what it looks through.
    """

    kind: str
    record: UUID
    spec: FieldSpec
    amount: Decimal | None = None
    text: str = ""


class Secrets:
    """The secrets of one deal, made ready for searching texts.

    Args:
        snapshot: the deal as recorded, whole: what is dated later is no less secret.
        shown: amounts that stand in allowed fields of the document; they are no secret there.
        known: texts that both sides know and the document shows as a whole: a level agreed or
            offered, the name of one who was in the room. A position or an owner that reads like
            one of them is no secret there.
    """

    def __init__(
        self, snapshot: Snapshot, shown: Iterable[Decimal] = (), known: Iterable[str] = ()
    ) -> None:
        both_know = {fold(text) for text in known}
        allowed = {abs(amount) for amount in shown}
        amounts: dict[Decimal, Secret] = {}
        self._texts: list[Secret] = []
        for secret in _secrets_of(snapshot):
            if secret.amount is None:
                if secret.text not in both_know:
                    self._texts.append(secret)
            elif secret.amount not in allowed:
                amounts.setdefault(secret.amount, secret)
        self._by_head: dict[tuple[str, int], list[Secret]] = {}
        for amount, secret in amounts.items():
            self._by_head.setdefault(_head(amount), []).append(secret)

    def found_in(self, text: str, dates: Iterable[str] = ()) -> Secret | None:
        """The first secret that a text holds, in any usual way of writing it; None for none.

        ``dates`` are the dates that were written into the text: a year is no amount.
        """
        folded = fold(text)
        for secret in self._texts:
            if secret.text in folded:
                return secret
        for written in sorted(set(dates), key=len, reverse=True):
            if written:
                text = text.replace(written, " · ")
        for number in numbers_in(text):
            for secret in self._by_head.get(_head(number.amount), ()):
                if secret.amount is not None and number.says(secret.amount):
                    return secret
        return None


def _secrets_of(snapshot: Snapshot) -> Iterator[Secret]:
    for kind, record in all_records(snapshot):
        yield from _of_record(kind, record)


def _of_record(kind: str, record: Record) -> Iterator[Secret]:
    """The secrets of a record and of those nested in it, each by its own declaration.

    The list of a variable's options is secret, the label of one is not: an agreed level is shown.
    """
    for spec in own_fields(type(record)):
        content = getattr(record, spec.name)
        if is_missing(content):
            continue
        secret = spec.field.secret
        match spec.type:
            case ValueType.NESTED:
                for inner in content:
                    yield from _of_record(kind, inner)
            case ValueType.NESTED_ONE:
                yield from _of_record(kind, content)
            case ValueType.MONEY if secret and significant_digits(content) >= LEAST_DIGITS:
                yield Secret(kind, record.id, spec, amount=abs(content))
            case ValueType.TEXT | ValueType.LONG_TEXT if secret:
                yield from _text_secret(kind, record, spec, content)
            case ValueType.TEXTS if secret:
                for text in content:
                    yield from _text_secret(kind, record, spec, text)


def _text_secret(kind: str, record: Record, spec: FieldSpec, text: str) -> Iterator[Secret]:
    folded = fold(text)
    if len(" ".join(text.split())) >= LEAST_TEXT and folded:
        yield Secret(kind, record.id, spec, text=folded)


def significant_digits(amount: Decimal) -> int:
    """How many digits of an amount say something: of 1,250,000 three."""
    return len("".join(map(str, amount.as_tuple().digits)).strip("0"))


def fold(text: str) -> str:
    """A text without what layout changes: case, spaces, line ends, soft hyphens, width of letters.

    Two texts that a reader takes for the same fold to the same.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (
        char
        for char in plain
        if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc")
    )
    return unicodedata.normalize("NFKD", "".join(kept))


class Number(msgspec.Struct, frozen=True):
    """One way to read a figure in a text.

    ``unit`` is the worth of its last digit: "1.25M" is a figure to the nearest ten thousand.
    """

    amount: Decimal
    unit: Decimal

    def says(self, amount: Decimal) -> bool:
        """Whether this is the amount, as exactly as the figure is written."""
        return (
            significant_digits(self.amount) >= LEAST_DIGITS
            and abs(amount - self.amount) * 2 <= self.unit
        )


def _head(amount: Decimal) -> tuple[str, int]:
    """First digit and size of an amount. A figure of three digits that says it has the same."""
    digits = "".join(map(str, amount.as_tuple().digits)).lstrip("0")
    return digits[:1], amount.adjusted()


_APOSTROPHES: Final = str.maketrans(dict.fromkeys("‘’`´′ʼ", "'"))
_TURKISH: Final = str.maketrans(dict.fromkeys("İı", "i"))
"""Letters that a search without regard to case takes for an "i", and ``lower`` does not."""
_GROUPING: Final = " '\N{ARABIC THOUSANDS SEPARATOR}_"
_POINT: Final = ".,\N{ARABIC DECIMAL SEPARATOR}\N{MIDDLE DOT}"
_SIZES: Final = {
    "k": 3, "thousand": 3, "tsd": 3, "t": 3,
    "m": 6, "mm": 6, "mn": 6, "mln": 6, "mio": 6, "mill": 6, "million": 6, "millions": 6,
    "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7,
    "bn": 9, "mrd": 9, "billion": 9, "billions": 9,
}  # fmt: skip
_CURRENCY: Final = r"(?:[€$£]|(?-i:[A-Z]{3})\b)"
_SIZE: Final = (
    rf"\s?(?P<size>(?:{'|'.join(sorted(_SIZES.keys() - {'t'}, key=len, reverse=True))})"
    rf"(?=\b|{_CURRENCY})|(?-i:T)(?={_CURRENCY}))"  # "1,250 TEUR" are thousands, "1.25 t" is not
)
_RUN: Final = re.compile(
    rf"\d+(?:[{re.escape(_GROUPING + _POINT)}]\d+)*(?:{_SIZE})?", re.IGNORECASE
)
_UP_TO: Final = re.compile(rf"\s?(?:[-–—/]|to|and|or)\s?(?:{_CURRENCY}\s?)?", re.IGNORECASE)
"""What stands between the two figures of a span."""
_MARK: Final = rf"[{re.escape(_POINT)}']"
_BREAK: Final = re.compile(rf"(?<=\d)(?:({_MARK})\n|\n({_MARK}))(?=\d{{2,3}}(?!\d))")
"""The end of a line beside a mark inside a figure."""
_MOST_GROUPS: Final = 8


def numbers_in(text: str) -> Iterator[Number]:
    """Every way to read the figures of a text, whatever the habit of its writer.

    Thousands apart by comma, point, space or apostrophe, in threes or as in India; a decimal
    point or comma; ``k``, ``M``, ``bn`` and their words behind, once for both figures of a span;
    digits of any script; broken over the end of a line.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).translate(_TURKISH)
    plain = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in plain
        if unicodedata.category(char) != "Cf"
    )
    lines = "\n".join(filter(None, (" ".join(line.split()) for line in plain.splitlines())))
    yield from _in_line(lines.replace("\n", " "))
    if (mended := _BREAK.sub(r"\1\2", lines)) != lines:
        yield from _in_line(mended.replace("\n", " "))


def _in_line(line: str) -> Iterator[Number]:
    runs = list(_RUN.finditer(line))
    for run, following in zip_longest(runs, runs[1:]):
        size = run["size"]
        digits = run.group() if size is None else run.group()[: -len(size)].rstrip()
        if size is None and following is not None and following["size"] is not None:
            between = line[run.end() : following.start()]
            size = following["size"] if _UP_TO.fullmatch(between) else None
        yield from _in_run(digits, 0 if size is None else _SIZES[size.lower()])


def _in_run(digits: str, power: int) -> Iterator[Number]:
    """The readings of digits in groups; the last may be in units of a power of ten."""
    parts = re.split(r"(\D)", digits)
    groups, marks = parts[::2], parts[1::2]
    last = len(groups) - 1
    # A figure begins and ends at the ends of the run, or where a space may be one between two.
    for start in (0, *(place + 1 for place, mark in enumerate(marks) if mark == " ")):
        for end in range(start, min(start + _MOST_GROUPS, last + 1)):
            if end == last or marks[end] == " ":
                yield from _readings(groups[start : end + 1], marks[start:end], 0)
                if power and end == last:  # "1250 m" may be metres as well
                    yield from _readings(groups[start : end + 1], marks[start:end], power)


def _readings(groups: list[str], marks: list[str], power: int) -> Iterator[Number]:
    if _is_grouped(groups):
        yield _number("".join(groups), "", power)
    if len(groups) > 1 and marks[-1] in _POINT and _is_grouped(groups[:-1]):
        yield _number("".join(groups[:-1]), groups[-1], power)


def _is_grouped(groups: list[str]) -> bool:
    """Whether groups of digits are one whole number: a run, thousands, or lakhs and crores."""
    first, *rest = groups
    if not rest:
        return True
    return len(first) <= 3 and len(rest[-1]) == 3 and all(len(g) in (2, 3) for g in rest[:-1])


def _number(whole: str, fraction: str, power: int) -> Number:
    return Number(
        Decimal(f"{whole}.{fraction or 0}").scaleb(power), Decimal(1).scaleb(power - len(fraction))
    )
