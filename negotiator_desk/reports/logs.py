"""The logs of a deal: every list of it, generic over the declared fields."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from negotiator_desk.models.fields import FieldSpec, Record, ValueType, is_missing, own_fields
from negotiator_desk.models.kinds import DEAL_LISTS, records_of
from negotiator_desk.models.learn import ANSWER_KEYS
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.tables import PAD, Align, Cell, Column, Row, Table
from negotiator_desk.reports.text import (
    BODY,
    CELL,
    CELL_STRONG,
    HEAD,
    HEADING,
    MUTED,
    SECTION,
    SMALL,
    width_of,
)
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.findings import statement_text
from negotiator_desk.wording.labels import (
    counted,
    help_text,
    kind_label,
    label,
    record_title,
    value_text,
)

MOST_COLUMNS: Final = 5
"""So many fields stand in columns beside the title; the others stand under the row."""

_TELLING: Final = 4
_LEAST_TITLE: Final = 0.34
_WIDEST: Final = 92.0
_SHORT: Final = frozenset(
    {
        ValueType.DATE,
        ValueType.MONEY,
        ValueType.CHOICE,
        ValueType.WHOLE,
        ValueType.NUMBER,
        ValueType.FLAG,
        ValueType.LOCAL_TIME,
    }
)
_RIGHT: Final = frozenset({ValueType.MONEY, ValueType.WHOLE, ValueType.NUMBER})
_DAYS: Final = frozenset({ValueType.DATE, ValueType.LOCAL_TIME})
_RUN_ON: Final = 40
"""A long text that is no longer than this stands among the short fields."""

_DOT: Final = "\u00a0\u00a0·  "
"""Between the fields of a row: a line may end with the dot, but never begins with it."""

_HALF: Final = 40
"""A field of the deal that is no longer than this takes half the width."""


def logs(
    context: Context,
    width: float,
    *,
    without: Sequence[str] = (),
    said: Sequence[str] = (),
    new_page: bool = True,
) -> Iterator[Block]:
    """Every list of the deal that has records, in the order of the deal file.

    Args:
        without: lists that stand elsewhere in the report.
        said: fields of the deal that stand elsewhere in the report.
    """
    before = 0 if new_page else 24
    heading = Text(_("Appendix: the logs"), HEADING, new_page=new_page, keep=True, before=before)
    heading.outline = (heading.text, 0)
    yield heading
    intro = _("Everything recorded, as it counts on the date of this report.")
    yield Text(intro, MUTED)
    left_out = sum(
        len(records_of(context.snapshot, kind)) - len(records_of(context.now, kind))
        for kind in DEAL_LISTS
    )
    if left_out:
        day = context.diagnosis.as_of
        yield Text(wording.later_left_out(left_out, day, context.formats), MUTED)
    parts = [*_deal(context, said)]
    for kind in DEAL_LISTS:
        if kind not in without:
            parts += _log(context, kind, width)
    yield from parts or [Text(_("Nothing is recorded yet."), BODY, before=4)]


def _deal(context: Context, without: Sequence[str]) -> Iterator[Block]:
    """The deal's own fields: short ones in two columns, then the long ones."""
    deal = context.now.deal
    short: list[tuple[Cell, Cell]] = []
    long: list[tuple[Cell, Cell]] = []
    for spec in own_fields(type(deal)):
        value = getattr(deal, spec.name)
        if is_missing(value) or spec.name in without:
            continue
        nested = spec.type in (ValueType.NESTED, ValueType.NESTED_ONE)
        text = _inner(context, spec, value) if nested else _text(context, spec, value)
        cells = (Cell(label(spec), CELL_STRONG), Cell(text))
        (short if len(text) <= _HALF and "\n" not in text else long).append(cells)
    if len(short) == 1:
        short, long = [], [*short, *long]
    nothing = (Cell(""), Cell(""))
    pairs = zip_longest(short[::2], short[1::2], fillvalue=nothing)
    field, recorded = Column(_("Field"), 18), Column(_("Recorded"), 32)
    if not short and not long:
        return
    heading = Text(kind_label("deal"), SECTION, before=16, keep=True)
    heading.outline = (heading.text, 1)
    yield heading
    halves = [Row((*left, *right)) for left, right in pairs]
    if halves:
        yield Table((field, recorded, field, recorded), halves, before=4)
    if long:
        wide = (field, Column(_("Recorded"), 82))
        yield Table(
            wide, [Row(cells) for cells in long], before=0 if halves else 4, head=not halves
        )


def _log(context: Context, kind: str, width: float) -> Iterator[Block]:
    """One list as a table: title and short fields in columns, everything else under the row."""
    records = records_of(context.now, kind)
    if not records:
        return
    yield Text(kind_label(kind, plural=True), SECTION, before=16, keep=True, outline=1)
    yield Text(counted(kind, len(records)), SMALL, keep=True)
    specs = own_fields(type(records[0]))
    widths = _columns(context, records, specs, width)
    columns = [spec for spec in specs if spec.name in widths]
    rows = [_row(context, kind, record, specs, columns) for record in records]
    yield Table(_heads(kind, columns, widths, width), rows, before=4)


def _columns(
    context: Context, records: Sequence[Record], specs: Sequence[FieldSpec], width: float
) -> dict[str, float]:
    """The short fields most often filled, as far as they fit, with the width of their columns."""
    filled = {
        spec.name: sum(not is_missing(getattr(record, spec.name)) for record in records)
        for spec in specs
        if spec.type in _SHORT and spec.name != type(records[0]).meta.title_field
    }
    wanted = sorted((name for name, n in filled.items() if n), key=lambda name: -filled[name])
    chosen: dict[str, float] = {}
    room = width * (1 - _LEAST_TITLE)
    by_name = {spec.name: spec for spec in specs}
    for name in wanted[:MOST_COLUMNS]:
        needed = _column_width(context, by_name[name], records)
        if needed <= room:
            chosen[name] = needed
            room -= needed
    return chosen


def _column_width(context: Context, spec: FieldSpec, records: Sequence[Record]) -> float:
    """As wide as its widest word or value, within reason."""
    head = max(width_of(word, HEAD) for word in label(spec).split() or [""])
    texts = {
        _text(context, spec, value)
        for record in records
        if not is_missing(value := getattr(record, spec.name))
    }
    widest = max((width_of(text, CELL) for text in texts), default=0.0)
    return max(head, min(widest, _WIDEST)) + 2 * PAD + 1


def _heads(
    kind: str, columns: Sequence[FieldSpec], widths: Mapping[str, float], width: float
) -> list[Column]:
    heads = [Column(kind_label(kind), width - sum(widths.values()))]
    for spec in columns:
        align: Align = "right" if spec.type in _RIGHT else "left"
        heads.append(Column(label(spec), widths[spec.name], align))
    return heads


def _row(
    context: Context,
    kind: str,
    record: Record,
    specs: Sequence[FieldSpec],
    columns: Sequence[FieldSpec],
) -> Row:
    title = context.whole_title(kind, record)
    if title.endswith("…"):  # its text stands whole under it, so a short beginning is enough
        title = record_title(kind, record, context.formats, context.snapshot)
    cells = [Cell(title, CELL_STRONG)]
    shown = {spec.name for spec in columns}
    for spec in columns:
        cells.append(Cell(_text(context, spec, getattr(record, spec.name))))
    rest = [spec for spec in specs if spec.name not in shown]
    return Row(tuple(cells), tuple(_below(context, record, rest, title)))


def _below(
    context: Context, record: Record, specs: Sequence[FieldSpec], title: str
) -> Iterator[str]:
    """The fields that have no column: short ones one after the other, long ones on their own."""
    short: list[str] = []
    long: list[str] = []
    for spec in specs:
        value = getattr(record, spec.name)
        if is_missing(value):
            continue
        if spec.type in (ValueType.NESTED, ValueType.NESTED_ONE):
            named = _("{field}: {value}")
            long.append(named.format(field=label(spec), value=_inner(context, spec, value)))
            continue
        text = _text(context, spec, value)
        if _said(text, title):
            continue
        named = _("{field}: {value}").format(field=label(spec), value=text)
        most = _RUN_ON if spec.type is ValueType.LONG_TEXT else 160
        (long if len(text) > most or "\n" in text else short).append(named)
    if short:
        yield _DOT.join(short)
    yield from long


def _said(text: str, title: str) -> bool:
    """Whether the title of a record already says what a field would say again."""
    text = text.replace("\u00a0", " ")
    return text in title.split(", ") or (len(text) > _TELLING and text in title)


def _inner(context: Context, spec: FieldSpec, value: Any) -> str:
    """The records inside a record, each with its own fields in brackets."""
    texts = []
    records: Sequence[Record] = value if spec.type is ValueType.NESTED else (value,)
    for inner in records:
        title = record_title("", inner, context.formats, context.snapshot)
        parts = []
        for field in own_fields(type(inner)):
            content = getattr(inner, field.name)
            text = "" if is_missing(content) else _text(context, field, content)
            if text and not _said(text, title):
                text = text.removesuffix(".")  # a semicolon follows, or the bracket
                parts.append(_("{field}: {value}").format(field=label(field).lower(), value=text))
        texts.append(f"{title} ({'; '.join(parts)})" if parts else title)
    return _DOT.join(texts)


def _text(context: Context, spec: FieldSpec, value: Any) -> str:
    if spec.type is ValueType.WHOLE_MAP and not is_missing(value):
        pairs = (f"{_statement(key).rstrip('.')} ({number})" for key, number in value.items())
        scale = help_text(spec)
        return "; ".join(pairs) + (_(". Scale: {scale}").format(scale=scale) if scale else "")
    text = value_text(spec, value, context.formats, context.currency, context.snapshot)
    return text.replace(" ", "\u00a0") if spec.type in _DAYS else text


def _statement(key: str) -> str:
    return statement_text(key) if key in ANSWER_KEYS else key
