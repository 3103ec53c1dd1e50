"""Random deals for property tests, made from the field declarations alone."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from hypothesis import strategies as st

from negotiator_desk.dealfile.encode import extra_text
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.fields import FieldSpec, Record, ValueType, fields_of
from negotiator_desk.models.kinds import DEAL_LISTS

_SPACE = UUID("6f6f0d9e-6a5c-4e0c-9b1e-0a4f5f0d6a11")
_PATTERNED = {r"[A-Z]{3}": ["EUR", "JPY", "KWD", "XYZ"], r"[0-9a-f]{64}": ["0f" * 32, "a1" * 32]}

awkward_texts = st.sampled_from(
    [
        "<b>x",
        "&amp;",
        "{{x}}",
        "\x00\x1f\x7f",
        "שלום עולם",
        "👩‍💻",
        "a\r\nb\tc",
        "  ",
        '"\\/',
        "=1+1",
    ]
)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | awkward_texts
unknown_values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts | st.just(""),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


def _decimals(spec: FieldSpec, places: int) -> st.SearchStrategy[Decimal]:
    scale = 10**places
    low = spec.field.minimum if spec.field.minimum is not None else -(10**13)
    high = spec.field.maximum if spec.field.maximum is not None else 10**13
    return st.integers(low * scale, high * scale).map(lambda n: Decimal(n).scaleb(-places))


def _money(spec: FieldSpec) -> st.SearchStrategy[Decimal]:
    return st.sampled_from([0, 2, 4]).flatmap(lambda places: _decimals(spec, places))


def _number(spec: FieldSpec) -> st.SearchStrategy[Decimal]:
    return st.sampled_from([0, 1, 10]).flatmap(lambda places: _decimals(spec, places))


def _whole(spec: FieldSpec) -> st.SearchStrategy[int]:
    low = spec.field.minimum if spec.field.minimum is not None else -(10**6)
    high = spec.field.maximum if spec.field.maximum is not None else 10**6
    return st.integers(low, high)


def _text(spec: FieldSpec) -> st.SearchStrategy[str]:
    if spec.field.pattern:
        return st.sampled_from(_PATTERNED[spec.field.pattern])
    return texts


def _keys(spec: FieldSpec) -> st.SearchStrategy[str]:
    return st.sampled_from(spec.field.keys) if spec.field.keys else texts


def _choice(spec: FieldSpec) -> st.SearchStrategy[Any]:
    assert spec.choice is not None
    return st.sampled_from(list(spec.choice))


dates = st.dates(date(1990, 1, 1), date(2099, 12, 31))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC)
)
local_times = st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)

_VALUES: Mapping[ValueType, Callable[[FieldSpec], st.SearchStrategy[Any]]] = {
    ValueType.TEXT: _text,
    ValueType.LONG_TEXT: _text,
    ValueType.CHOICE: _choice,
    ValueType.CHOICES: lambda spec: st.lists(_choice(spec), min_size=1, max_size=3).map(tuple),
    ValueType.MONEY: _money,
    ValueType.NUMBER: _number,
    ValueType.WHOLE: _whole,
    ValueType.DATE: lambda spec: dates,
    ValueType.LOCAL_TIME: lambda spec: local_times,
    ValueType.MOMENT: lambda spec: moments,
    ValueType.FLAG: lambda spec: st.booleans(),
    ValueType.TEXTS: lambda spec: st.lists(texts, min_size=1, max_size=3).map(tuple),
    ValueType.NUMBER_MAP: lambda spec: st.dictionaries(_keys(spec), _number(spec), max_size=3),
    ValueType.WHOLE_MAP: lambda spec: st.dictionaries(_keys(spec), _whole(spec), max_size=3),
}


def field_values(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Values that a field may hold, for every type but ids, references and nested records."""
    return _VALUES[spec.type](spec)


class _Making:
    """One deal in the making: fresh ids, and the ids that references may name."""

    def __init__(self, draw: st.DrawFn, unknown: bool) -> None:
        self._draw = draw
        self._unknown = unknown
        self._fresh = self._ids()
        self.targets: dict[str, list[UUID]] = {"*": []}

    def _ids(self) -> Iterator[UUID]:
        start = self._draw(st.integers(0, 1_000_000))
        number = 0
        while True:
            yield uuid5(_SPACE, f"{start}/{number}")
            number += 1

    def next_id(self, kind: str = "") -> UUID:
        made = next(self._fresh)
        self.targets["*"].append(made)
        if kind:
            self.targets.setdefault(kind, []).append(made)
        return made

    def record(self, record: type[Record], record_id: UUID | None, depth: int = 0) -> Any:
        draw = self._draw
        specs = [spec for spec in fields_of(record) if spec.name != "id"]
        chosen = draw(st.lists(st.sampled_from(specs), max_size=6, unique_by=lambda s: s.name))
        names = {spec.name for spec in chosen} | {s.name for s in specs if s.field.required}
        values: dict[str, Any] = {}
        for spec in specs:
            if spec.name in names:
                content = self._value(spec, depth)
                if content is not None and content != spec.empty:
                    values[spec.name] = content
        if self._unknown and draw(st.integers(0, 9)) == 0:
            values["extra"] = self._extra()
        return record(id=record_id, **values)  # type: ignore[arg-type]  # an outcome has none

    def _value(self, spec: FieldSpec, depth: int) -> Any:
        draw = self._draw
        match spec.type:
            case ValueType.REF | ValueType.REFS:
                targets = self.targets.get(spec.field.refers, [])
                if spec.field.refers == "-":
                    return uuid5(_SPACE, "elsewhere")
                if not targets:
                    return None
                if spec.type is ValueType.REF:
                    return draw(st.sampled_from(targets))
                return tuple(draw(st.lists(st.sampled_from(targets), max_size=3)))
            case ValueType.NESTED:
                assert spec.nested is not None
                count = draw(st.integers(0, 2))
                return tuple(self.record(spec.nested, self.next_id(), 1) for _ in range(count))
            case ValueType.NESTED_ONE:
                assert spec.nested is not None
                made = self.record(spec.nested, self.next_id() if draw(st.booleans()) else None, 1)
                return made if made != spec.nested(id=None) else None  # type: ignore[arg-type]
            case _:
                return draw(field_values(spec))

    def _extra(self) -> str:
        found = self._draw(st.dictionaries(texts.map("zz_{}".format), unknown_values, max_size=2))
        return extra_text({k: json.dumps(v, ensure_ascii=False) for k, v in found.items()} or {})


@st.composite
def snapshots(draw: st.DrawFn, unknown: bool = True) -> Snapshot:
    """Deals that the form rules allow, with references that hold and awkward texts.

    ``unknown``: with keys that this version does not know, too.
    """
    making = _Making(draw, unknown)
    deal_id = making.next_id()
    kinds = draw(st.lists(st.sampled_from(list(DEAL_LISTS)), max_size=6, unique=True))
    ids = {
        kind: [making.next_id(kind) for _ in range(draw(st.integers(1, 2)))]
        for kind in DEAL_LISTS
        if kind in kinds
    }
    lists = {
        kind: tuple(making.record(DEAL_LISTS[kind], each) for each in found)
        for kind, found in ids.items()
    }
    return Snapshot(deal=making.record(Deal, deal_id), **lists)
