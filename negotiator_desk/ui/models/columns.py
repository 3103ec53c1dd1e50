"""Columns of a list of records: which fields, how wide, in what words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import msgspec

from negotiator_desk.models.fields import FieldSpec, Record, ValueType, fields_of, own_fields
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import (
    choice_label,
    label,
    plain_text,
    scale_words,
    short_line,
    value_text,
)

WIDTHS: Final[dict[ValueType, int]] = {
    ValueType.TEXT: 150,
    ValueType.LONG_TEXT: 220,
    ValueType.CHOICE: 120,
    ValueType.CHOICES: 170,
    ValueType.MONEY: 120,
    ValueType.NUMBER: 84,
    ValueType.WHOLE: 100,
    ValueType.DATE: 124,
    ValueType.LOCAL_TIME: 160,
    ValueType.FLAG: 80,
    ValueType.REF: 150,
    ValueType.REFS: 180,
    ValueType.TEXTS: 140,
    ValueType.NESTED: 180,
}
"""Column widths in pixels of the design; a list is never sized by its contents."""

RIGHT: Final = frozenset({ValueType.MONEY, ValueType.NUMBER})

SCALE_NARROW: Final = 100
"""What the number and the word of a scale need in two lines."""

DEFAULT_COLUMNS: Final = 6

ENTRY_LENGTH: Final = 24
"""The most letters of a name that stands at the head of a column."""

CELL_LENGTH: Final = 200
"""The most letters of a text that a cell shows; the rest could never be seen in one line."""

Meaning = str
"""The name of a colour token, or empty: ``lost``, ``exposed``, ``protected``, ``muted``."""


@dataclass(frozen=True)
class Column:
    """One column: the field behind it, or a text of its own.

    ``text`` makes the words of a computed column from the record; ``meaning`` names the colour
    token of a cell, which must never be the only thing that says so. ``depends`` are the record
    kinds whose change may change the words. ``stretch`` gives it the room left over. Where not all
    columns fit, those of the highest ``rank`` are left out first. ``entry`` is the name under which
    the value stands in a field that holds a number for each of several names; ``spec`` is then that
    of one number. ``narrow`` is the width where room is short and words may take two lines; a share
    of ``width`` unless told; of the column that takes the room left over it is the least. ``order``
    is what a record is sorted by, where neither the value of the field nor the words (or the first
    number of a column of figures) do.
    """

    name: str
    title: str
    width: int
    right: bool = False
    spec: FieldSpec | None = None
    text: Callable[[Any], str] | None = None
    meaning: Callable[[Any], Meaning] | None = None
    depends: frozenset[str] = frozenset()
    stretch: bool = False
    entry: str | None = None
    rank: int = 0
    narrow: int = 0
    order: Callable[[Any], Any] | None = None

    def value(self, record: Record) -> Any:
        """What the record holds in the field of this column, None where it is computed."""
        if self.spec is None:
            return None
        held = getattr(record, self.spec.name)
        return held if self.entry is None else held.get(self.entry)

    def draft(self, text: str | None) -> str | None:
        """The part of a kept text of this field that was typed into this column."""
        if text is None or self.entry is None:
            return text
        start = f"{self.entry}: "
        return text[len(start) :] if text.startswith(start) else None


def field_column(
    spec: FieldSpec,
    width: int | None = None,
    title: str = "",
    meaning: Callable[[Any], Meaning] | None = None,
) -> Column:
    """The column of a field."""
    numeric = spec.type in RIGHT or (spec.type is ValueType.WHOLE and spec.field.maximum is None)
    return Column(
        name=spec.name,
        title=title or label(spec),
        width=width or _width(spec),
        right=numeric,
        spec=spec,
        meaning=meaning,
        depends=_depends(spec),
        narrow=SCALE_NARROW if scale_words(spec) else 0,
    )


def entry_column(spec: FieldSpec, entry: str, width: int | None = None) -> Column:
    """The column of one name in a field that holds a number for each of several names."""
    one = msgspec.structs.replace(spec, type=ValueType.NUMBER, empty=None)
    return Column(
        name=spec.name,
        title=short_line(entry, ENTRY_LENGTH),
        width=width or WIDTHS[ValueType.NUMBER],
        right=True,
        spec=one,
        entry=entry,
    )


def _width(spec: FieldSpec) -> int:
    if spec.name == "number":
        return 64
    # A scale shows its word beside its number.
    return 132 if scale_words(spec) else WIDTHS.get(spec.type, 140)


@cache
def _all_references(record: type[Record]) -> frozenset[str]:
    return frozenset().union(*(_depends(spec) for spec in fields_of(record)))


def _depends(spec: FieldSpec) -> frozenset[str]:
    """The kinds whose records are named in the words of a field."""
    if spec.nested is not None:
        return _all_references(spec.nested)
    return frozenset({spec.field.refers}) if spec.field.refers else frozenset()


def columns_named(record: type[Record], *names: str) -> tuple[Column, ...]:
    """The columns of these fields, in this order.

    Raises:
        KeyError: for a name that is no field of the record.
    """
    specs = {spec.name: spec for spec in fields_of(record)}
    return tuple(field_column(specs[name]) for name in names)


def default_columns(record: type[Record], count: int = DEFAULT_COLUMNS) -> tuple[Column, ...]:
    """Sensible columns for a list: the title, then the first short fields in order of declaration.

    What a record is (a number, its title) comes first; long prose and lists of entries only show
    where nothing else names the record.
    """
    short = (ValueType.LONG_TEXT, ValueType.NESTED, ValueType.NESTED_ONE, ValueType.REFS)
    fields = [spec for spec in own_fields(record) if spec.type in WIDTHS]
    title = [spec for spec in fields if spec.name == record.meta.title_field]
    names = [spec.name for spec in fields]
    # A log starts with number and date; a list of people or terms starts with their names.
    logged = title and names.index(title[0].name)
    ahead = [
        spec
        for spec in fields
        if spec.name == "number"
        or (spec.name == record.meta.date_field and logged and names.index(spec.name) < logged)
    ]
    chosen = [*ahead, *(spec for spec in title if spec not in ahead)]
    rest = [spec for spec in fields if spec not in chosen and spec.type not in short]
    # An amount says more of a record than its fifth date does.
    rest.sort(key=lambda spec: _rank(spec))
    chosen += sorted(rest[: max(0, count - len(chosen))], key=fields.index)
    return tuple(field_column(spec) for spec in chosen[:count])


def nested_columns(record: type[Record]) -> tuple[Column, ...]:
    """Every short field of a nested record, those that matter most first."""
    fields = [spec for spec in own_fields(record) if spec.type in WIDTHS]
    title = record.meta.title_field
    fields.sort(key=lambda spec: (spec.name != title, _rank(spec), spec.type is ValueType.REF))
    return tuple(
        field_column(spec)
        for spec in fields
        if spec.name == title or spec.type is not ValueType.LONG_TEXT
    )


def _rank(spec: FieldSpec) -> int:
    scale = spec.type is ValueType.WHOLE and spec.field.maximum is not None
    if scale or spec.type in (ValueType.CHOICE, ValueType.CHOICES, ValueType.MONEY, ValueType.REF):
        return 0
    return 2 if spec.type in (ValueType.DATE, ValueType.FLAG) else 1


def stretch_column(columns: Sequence[Column]) -> int:
    """The column that takes the room left over: the last one of words, not of figures."""
    chosen = [place for place, column in enumerate(columns) if column.stretch]
    if chosen:
        return chosen[0]
    wide = [
        place
        for place, column in enumerate(columns)
        if column.spec is None
        or column.spec.type in (ValueType.TEXT, ValueType.LONG_TEXT, ValueType.NESTED)
    ]
    named = [
        place
        for place in wide
        if (spec := columns[place].spec) and spec.field.domain in ("", "checks")
    ]
    return (named or wide or [len(columns) - 1])[0]


def wide_columns(columns: Sequence[Column]) -> frozenset[int]:
    """The columns that share the room left over: the stretch column, and lists of entries."""
    lists = (
        place
        for place, column in enumerate(columns)
        if column.spec is not None and column.spec.type is ValueType.NESTED
    )
    return frozenset((stretch_column(columns), *lists))


def cell_text(column: Column, record: Record, around: Surroundings) -> str:
    """What a cell shows: plain text of one line."""
    if column.text is not None:
        return short_line(visible(column.text(record)), CELL_LENGTH)
    assert column.spec is not None
    spec, value = column.spec, column.value(record)
    suggestions = around.suggestions
    if value is None or value == spec.empty:
        return ""
    match spec.type:
        case ValueType.TEXT | ValueType.LONG_TEXT:
            return short_line(plain_text(spec, value), CELL_LENGTH)
        case ValueType.CHOICE:
            return choice_label(value)
        case ValueType.REF:
            return suggestions.title(value)
        case ValueType.REFS:
            return short_line(", ".join(suggestions.title(item) for item in value), CELL_LENGTH)
        case ValueType.NESTED:
            return short_line("; ".join(suggestions.title(item.id) for item in value), CELL_LENGTH)
        case _:
            text = value_text(spec, value, around.formats, suggestions.currency)
            return short_line(text, CELL_LENGTH)
