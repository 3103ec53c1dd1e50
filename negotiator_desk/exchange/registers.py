"""A table read as records of a kind: which column is which field, and what each row becomes.

It works from the declarations: the fields of a kind, their labels, listed values and form rules.
The words by which other registers call the fields stand in ``exchange.synonyms``.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any, Final

import msgspec
from rapidfuzz import fuzz

from negotiator_desk.domain.progress import Steps
from negotiator_desk.domain.sense import DATE_CHAINS
from negotiator_desk.exchange.cells import Column, Unreadable, column_of, read_cell
from negotiator_desk.exchange.sheet import HEADINGS_WITHIN, Cell, Sheet, cell_at
from negotiator_desk.exchange.synonyms import FIELDS, heading_words
from negotiator_desk.models.fields import FieldSpec, ValueType, field_map, own_fields
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.models.rules import FormError, check_value
from negotiator_desk.wording import registers as wording
from negotiator_desk.wording.errors import form_error_text
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import label

READABLE: Final = frozenset(
    {
        ValueType.TEXT,
        ValueType.LONG_TEXT,
        ValueType.CHOICE,
        ValueType.MONEY,
        ValueType.NUMBER,
        ValueType.WHOLE,
        ValueType.DATE,
        ValueType.FLAG,
    }
)
"""The types of value that a cell can hold."""

ENOUGH: Final = 84
"""From which likeness of 100 on a heading is taken for a field."""
_STEP: Final = 500


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How a table shall be read.

    ``header`` is the place of the row of headings, None without one; ``fields`` the field that a
    column becomes, by its place; ``only`` a column and the text that it must hold; ``fixed`` values
    for all rows that have none of their own; ``rest`` whether what no field takes goes into the
    notes.
    """

    kind: str
    header: int | None
    fields: Mapping[int, str]
    only: tuple[int, str] | None = None
    fixed: Mapping[str, Any] = {}
    rest: bool = True


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What reading comes to: the values of each record, and rows (by number) with what is said.

    ``refused`` rows are not added, ``remarks`` are of rows that are; ``left_out`` counts those that
    ``only`` keeps out. Blank rows count nowhere.
    """

    records: tuple[Mapping[str, Any], ...]
    refused: tuple[tuple[int, str], ...]
    remarks: tuple[tuple[int, str], ...]
    left_out: int


INSIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "trades": (
        *("given.description", "given.cost_to_us", "given.value_to_buyer"),
        *("received.description", "received.value_to_us", "received.due_on"),
    ),
}
"""By kind, the fields of a record inside the record that a table fills: one such record a row."""


@cache
def fields_read(kind: str) -> tuple[FieldSpec, ...]:
    """The fields of a kind that a table can fill; those inside it are named list.field."""
    record = ALL_KINDS[kind]
    inside = []
    for dotted in INSIDE.get(kind, ()):
        holder, name = dotted.split(".")
        inner = field_map(record)[holder].nested
        assert inner is not None  # as INSIDE says
        inside.append(msgspec.structs.replace(field_map(inner)[name], name=dotted))
    return (*inside, *(spec for spec in own_fields(record) if spec.type in READABLE))


def _specs(kind: str) -> Mapping[str, FieldSpec]:
    return {spec.name: spec for spec in fields_read(kind)}


def headings(sheet: Sheet, header: int | None) -> tuple[str, ...]:
    """What each column is called; one without a heading by its letter."""
    width = max((len(row) for row in sheet.rows), default=0)
    row = sheet.rows[header] if header is not None and header < len(sheet.rows) else ()
    return tuple(
        wording.column_name(place) if (cell := cell_at(row, place)) is None else str(cell)
        for place in range(width)
    )


def guess(sheet: Sheet, kind: str) -> Plan:
    """The plan that suits a table best: its row of headings and the fields they stand for."""
    known = _names(kind)
    best: tuple[float, int | None, dict[int, str]] = (0, None, {})
    for place, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        found = _matched(row, known)
        score = sum(likeness for likeness, _name in found.values())
        # A row with two headings at least; a title above a table is one cell.
        if len(found) >= 2 and score > best[0]:
            best = (score, place, {column: name for column, (_s, name) in found.items()})
    _score, header, fields = best
    return _plan(sheet, kind, header, fields)


def guess_below(sheet: Sheet, kind: str, header: int | None) -> Plan:
    """The plan for a row of headings that was chosen; None where there is none."""
    row = () if header is None or header >= len(sheet.rows) else sheet.rows[header]
    found = _matched(row, _names(kind))
    fields = {column: name for column, (_likeness, name) in found.items()}
    return _plan(sheet, kind, header, fields)


def _plan(sheet: Sheet, kind: str, header: int | None, fields: Mapping[int, str]) -> Plan:
    specs = _specs(kind)
    kept = {
        column: name
        for column, name in fields.items()
        if specs[name].type is not ValueType.CHOICE or _knows(sheet, header, column, specs[name])
    }
    return Plan(kind=kind, header=header, fields=kept)


def _knows(sheet: Sheet, header: int | None, column: int, spec: FieldSpec) -> bool:
    """Whether half the words of a column are listed values at least."""
    words = [cell for cell in _column(sheet, header, column)[:200] if cell is not None]
    able = column_of(spec, words, Formats())
    known = 0
    for word in words:
        try:
            read_cell(able, word)
        except Unreadable:
            continue
        known += 1
    return known * 2 >= len(words)


def _column(sheet: Sheet, header: int | None, column: int) -> list[Cell]:
    start = 0 if header is None else header + 1
    return [cell_at(row, column) for row in sheet.rows[start:]]


def _names(kind: str) -> dict[str, tuple[str, ...]]:
    """What each field may be called, in plain words."""
    words = FIELDS.get(kind, {})
    return {
        spec.name: tuple(
            heading_words(each)
            for each in (label(spec), spec.field.label, spec.name, *words.get(spec.name, ()))
        )
        for spec in fields_read(kind)
    }


def _matched(
    row: Sequence[Cell], known: Mapping[str, Sequence[str]]
) -> dict[int, tuple[float, str]]:
    """The fields that headings stand for: the likest pair first, each once."""
    pairs = []
    for place, cell in enumerate(row):
        if not isinstance(cell, str) or len(cell) > 80:
            continue
        heading = heading_words(cell)
        for order, (name, words) in enumerate(known.items()):
            likeness = max((fuzz.token_sort_ratio(heading, word) for word in words), default=0)
            if heading and likeness >= ENOUGH:
                pairs.append((-likeness, place, order, name))
    found: dict[int, tuple[float, str]] = {}
    taken: set[str] = set()
    for likeness, place, _order, name in sorted(pairs):
        if place not in found and name not in taken:
            found[place] = (-likeness, name)
            taken.add(name)
    return found


def read_rows(sheet: Sheet, plan: Plan, formats: Formats, progress: Steps | None = None) -> Outcome:
    """Read each row of a table into the values of a record, or say why not.

    A date or an amount that cannot be read, or that a form rule refuses, refuses its row. A listed
    value that is not known goes into the notes, and so does what no field takes. Two dates in the
    wrong order are kept and remarked on.
    """
    record = ALL_KINDS[plan.kind]
    specs = _specs(plan.kind)
    names = headings(sheet, plan.header)
    start = 0 if plan.header is None else plan.header + 1
    columns = {
        place: column_of(specs[name], _column(sheet, plan.header, place), formats)
        for place, name in plan.fields.items()
    }
    records: list[Mapping[str, Any]] = []
    refused: list[tuple[int, str]] = []
    remarks: list[tuple[int, str]] = []
    left_out = 0
    for place in range(start, len(sheet.rows)):
        if progress is not None and place % _STEP == 0:
            progress(place, len(sheet.rows))
        row = sheet.rows[place]
        if all(cell is None for cell in row):
            continue
        if plan.only is not None and _text(cell_at(row, plan.only[0])) != plan.only[1]:
            left_out += 1
            continue
        values, wrong, said = _read_row(row, columns, names, plan, specs)
        if not wrong and not values.keys() - plan.fixed.keys() - {"notes"}:
            wrong = [wording.no_title(record)]
        if wrong:
            refused.append((place + 1, "; ".join(wrong)))
            continue
        said += _order_remarks(plan.kind, values, specs)
        remarks += [(place + 1, each) for each in said]
        records.append(values)
    return Outcome(
        records=tuple(records), refused=tuple(refused), remarks=tuple(remarks), left_out=left_out
    )


def _read_row(
    row: Sequence[Cell],
    columns: Mapping[int, Column],
    names: Sequence[str],
    plan: Plan,
    specs: Mapping[str, FieldSpec],
) -> tuple[dict[str, Any], list[str], list[str]]:
    """The values of a row, why it is refused, and what is remarked on."""
    values: dict[str, Any] = dict(plan.fixed)
    wrong: list[str] = []
    said: list[str] = []
    rest: list[str] = []
    for place, cell in enumerate(row):
        if cell is None:
            continue
        column = columns.get(place)
        if column is None:
            rest.append(f"{names[place]}: {_text(cell)}")
            continue
        spec = column.spec
        try:
            content = read_cell(column, cell)
            check_value(spec, content)
        except Unreadable as problem:
            if spec.type is ValueType.CHOICE:
                said.append(wording.kept_in_notes(_text(cell), spec))
                rest.append(f"{names[place]}: {_text(cell)}")
            else:
                wrong.append(problem.args[0])
            continue
        except FormError as error:
            wrong.append(form_error_text(error, spec).rstrip("."))
            continue
        if content is not None:
            values[spec.name] = content
        if spec.type is ValueType.WHOLE and _text(cell) != str(content):
            rest.append(f"{names[place]}: {_text(cell)}")
    notes = specs.get("notes")
    if plan.rest and rest and notes is not None:
        parts = [str(values["notes"])] if values.get("notes") else []
        text = "\n".join([*parts, *rest])
        try:
            check_value(notes, text)
        except FormError as error:
            wrong.append(form_error_text(error, notes).rstrip("."))
        values["notes"] = text
    return values, wrong, said


def _text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else str(cell)


def values_of(sheet: Sheet, header: int | None, column: int, most: int = 200) -> tuple[str, ...]:
    """The different texts of a column in order of appearance, to choose one of."""
    found = dict.fromkeys(
        _text(cell) for cell in _column(sheet, header, column) if cell is not None
    )
    return tuple(found)[:most]


def _order_remarks(
    kind: str, values: Mapping[str, Any], specs: Mapping[str, FieldSpec]
) -> list[str]:
    said = []
    for chain in DATE_CHAINS.get(kind, ()):
        for first, later in pairwise(name for name in chain if values.get(name) is not None):
            if values[later] < values[first]:
                said.append(wording.other_order(specs[first], specs[later]))
    return said
