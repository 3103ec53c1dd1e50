"""The order in which a list shows its records: their own, or that of a column. View only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from operator import itemgetter
from typing import Any, Final, TypeVar
from uuid import UUID

from negotiator_desk.models.fields import Record, ValueType
from negotiator_desk.ui.models.columns import Column, cell_text
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.formats import Formats

_BY_VALUE: Final = frozenset(
    {
        ValueType.MONEY,
        ValueType.NUMBER,
        ValueType.WHOLE,
        ValueType.DATE,
        ValueType.LOCAL_TIME,
        ValueType.FLAG,
        ValueType.CHOICE,
    }
)
"""What is compared as it is stored; all else by the words of its cell."""

_NUMBER: Final = re.compile(r"[-+−]?\d[\d.,'’\s]*")
_PIECES: Final = re.compile(r"(\d+)")

R = TypeVar("R")


def in_order(rows: Sequence[R], order: Callable[[R], Any], *, descending: bool) -> list[R]:
    """Rows by a key, those without one last; rows of one key keep their order."""
    keyed = [(order(row), row) for row in rows]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=itemgetter(0), reverse=descending)
    return [row for _key, row in known] + [row for key, row in keyed if key is None]


class Sorting:
    """By which column the records of a list are shown; their own order while there is none.

    The order of the records themselves is never touched. What a column says of a record is kept
    until the record, or something that the column depends on, has changed.
    """

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.column = ""
        self.descending = False
        self._kept: dict[UUID, tuple[Record, Any]] = {}
        self._seen: Any = None

    def turn(self, column: str) -> None:
        """Sort by a column; upside down when it is that one already; the third time no more."""
        if column != self.column:
            self.column, self.descending = column, False
        elif not self.descending:
            self.descending = True
        else:
            self.column, self.descending = "", False
        self._kept.clear()

    def read(self, text: str) -> None:
        """Take up an order as ``text`` gave it; one of a column that is gone is none."""
        self.descending = text.startswith("-")
        self.column = text.removeprefix("-")
        self._kept.clear()

    @property
    def text(self) -> str:
        """The order in one word: the key of the column, after a minus where it is descending."""
        return f"-{self.column}" if self.descending else self.column

    def place(self, columns: Sequence[Column]) -> int:
        """The place of the column that is sorted by, or -1."""
        found = (place for place, each in enumerate(columns) if key_of(each) == self.column)
        return next(found, -1) if self.column else -1

    def sorted(
        self, records: Sequence[Record], columns: Sequence[Column], seen: Any
    ) -> Sequence[Record]:
        """The records in the order to be shown; those without an entry come last."""
        place = self.place(columns)
        if place < 0:
            return records
        column = columns[place]
        self._forget(column, seen)
        return in_order(
            records, lambda record: self._key(record, column), descending=self.descending
        )

    def _forget(self, column: Column, seen: Any) -> None:
        before, self._seen = self._seen, seen
        kinds = column.depends
        if before is not seen and any(
            kind in "*-" or getattr(before, kind, None) is not getattr(seen, kind, None)
            for kind in kinds
        ):
            self._kept.clear()

    def _key(self, record: Record, column: Column) -> Any:
        kept = self._kept.get(record.id)
        if kept is None or kept[0] is not record:
            kept = (record, sort_key(record, column, self._around))
            self._kept[record.id] = kept
        return kept[1]


def key_of(column: Column) -> str:
    """What names a column among those of its list."""
    return column.name if column.entry is None else f"{column.name}:{column.entry}"


def sort_key(record: Record, column: Column, around: Surroundings) -> Any:
    """What a record is compared by in a column; None where it has no entry there."""
    if column.order is not None:
        return _in_line(column.order(record))
    if column.spec is not None and column.text is None and column.spec.type in _BY_VALUE:
        return _in_line(column.value(record))
    text = cell_text(column, record, around).strip()
    if not text:
        return None
    return _figure(text, around.formats) if column.right else natural(text)


def _in_line(value: Any) -> Any:
    """A value; of a choice its place, in the order of what it means and not of its letters."""
    return list(type(value)).index(value) if isinstance(value, Enum) else value


def _figure(text: str, formats: Formats) -> Any:
    """The first number of a cell of figures; None for one that says there is none."""
    found = _NUMBER.search(text)
    try:
        return None if found is None else formats.read_number(found[0].lstrip("+").strip())
    except ValueError:
        return None


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """Words as people sort them: without regard to case, Trade 9 before Trade 10."""
    pieces = _PIECES.split(text.casefold())
    return tuple((0, int(p)) if p.isdecimal() else (1, p) for p in pieces if p)
