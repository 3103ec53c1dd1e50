"""The JSON Schema of ``deal.json``, made from the declarations."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from negotiator_desk.models.deal import Deal
from negotiator_desk.models.fields import (
    TEXT_LIMIT,
    FieldSpec,
    Record,
    ValueType,
    fields_of,
)
from negotiator_desk.models.kinds import DEAL_LISTS
from negotiator_desk.models.rules import MONEY_PATTERN, WHOLE_LIMIT

_MISSING: Final[Mapping[str, Any]] = {"$ref": "#/$defs/missing"}
_UUID: Final = (
    "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
    "|[0-9a-fA-F]{32})$"
)
_DECIMAL_TEXT: Final = r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?$"
_LOCAL_TIME: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"
_MOMENT: Final = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(:[0-9]{2})?([.,][0-9]{1,12})?"
    r"([Zz]|[+-][0-9]{2}:?[0-9]{2})?$"
)


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what a reader takes, missing values and unknown keys too.

    What a schema cannot say stays with the reader: ids that are unique and references that exist,
    the number of records, nesting, no key twice.
    """
    used: dict[str, type[Record]] = {}
    deal = _record(Deal, used)
    properties = deal["properties"]
    for kind, record in DEAL_LISTS.items():
        used[record.__name__] = record
        properties[kind] = {
            "title": record.meta.plural,
            "anyOf": [{"type": "array", "items": _reference(record)}, _MISSING],
        }
        if record.meta.why:
            properties[kind]["description"] = record.meta.why
    definitions: dict[str, Any] = {
        "missing": {"description": "A value that is not there.", "enum": [None, ""]}
    }
    while missing := sorted(used.keys() - definitions.keys()):
        for name in missing:
            definitions[name] = _record(used[name], used)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Negotiator Desk deal, format 1",
        **deal,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as it is kept in ``docs/deal.schema.json``."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _reference(record: type[Record]) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{record.__name__}"}


def _record(record: type[Record], used: dict[str, type[Record]]) -> dict[str, Any]:
    # A nested record without an id gets one on reading.
    optional = () if record is Deal or record in DEAL_LISTS.values() else ("id",)
    properties = {}
    required = []
    for spec in fields_of(record):
        if spec.nested is not None:
            used[spec.nested.__name__] = spec.nested
        needed = spec.field.required and spec.name not in optional
        properties[spec.name] = _property(spec, needed)
        if needed:
            required.append(spec.name)
    made = {
        "type": "object",
        "description": " ".join((record.__doc__ or "").split()),
        "properties": properties,
    }
    return {**made, "required": required} if required else made


def _property(spec: FieldSpec, needed: bool) -> dict[str, Any]:
    shape = _SHAPES[spec.type](spec)
    found: dict[str, Any] = {"title": spec.field.label}
    help_text = " ".join(part for part in (spec.field.help, _unit(spec)) if part)
    if help_text:
        found["description"] = help_text
    return {**found, **(shape if needed else {"anyOf": [shape, _MISSING]})}


def _unit(spec: FieldSpec) -> str:
    return f"Unit: {spec.field.unit}." if spec.field.unit else ""


def _range(spec: FieldSpec) -> dict[str, Any]:
    limits = {"minimum": spec.field.minimum, "maximum": spec.field.maximum}
    return {key: limit for key, limit in limits.items() if limit is not None}


def _text(spec: FieldSpec) -> dict[str, Any]:
    shape: dict[str, Any] = {"type": "string", "maxLength": TEXT_LIMIT}
    if spec.field.pattern:
        shape["pattern"] = f"^({spec.field.pattern})$"
    return shape


def _money(spec: FieldSpec) -> dict[str, Any]:
    pattern = MONEY_PATTERN.pattern.replace(r"\d", "[0-9]")
    if spec.field.minimum == 0:
        pattern = pattern.replace("-?", r"(-(?=[0.]+$))?")  # a minus only before a zero
    return {"type": "string", "pattern": f"^{pattern}$"}


def _number(spec: FieldSpec) -> dict[str, Any]:
    return {
        "anyOf": [
            {"type": "number", **_range(spec)},
            {"type": "string", "pattern": _DECIMAL_TEXT},
        ]
    }


def _whole(spec: FieldSpec) -> dict[str, Any]:
    limits = {"minimum": 1 - WHOLE_LIMIT, "maximum": WHOLE_LIMIT - 1}
    return {"type": "integer", **limits, **_range(spec)}


def _choices(spec: FieldSpec) -> list[str]:
    return [member.value for member in spec.choice or ()]


def _items(shape: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": {"anyOf": [shape, _MISSING]}}


def _map(spec: FieldSpec, shape: Mapping[str, Any]) -> dict[str, Any]:
    value = {"anyOf": [shape, _MISSING]}
    if spec.field.keys:
        keys = dict.fromkeys(spec.field.keys, value)
        return {"type": "object", "properties": keys, "additionalProperties": False}
    return {"type": "object", "additionalProperties": value}


def _nested(spec: FieldSpec) -> dict[str, Any]:
    assert spec.nested is not None  # a nested field names its class
    return _reference(spec.nested)


_SHAPES: Final[Mapping[ValueType, Callable[[FieldSpec], dict[str, Any]]]] = {
    ValueType.TEXT: _text,
    ValueType.LONG_TEXT: _text,
    ValueType.CHOICE: lambda spec: {"enum": _choices(spec)},
    ValueType.CHOICES: lambda spec: _items({"enum": _choices(spec)}),
    ValueType.MONEY: _money,
    ValueType.NUMBER: _number,
    ValueType.WHOLE: _whole,
    ValueType.DATE: lambda spec: {"type": "string", "format": "date"},
    ValueType.LOCAL_TIME: lambda spec: {"type": "string", "pattern": _LOCAL_TIME},
    ValueType.MOMENT: lambda spec: {"type": "string", "pattern": _MOMENT},
    ValueType.FLAG: lambda spec: {"type": "boolean"},
    ValueType.ID: lambda spec: {"type": "string", "pattern": _UUID},
    ValueType.REF: lambda spec: {"type": "string", "pattern": _UUID},
    ValueType.REFS: lambda spec: _items({"type": "string", "pattern": _UUID}),
    ValueType.TEXTS: lambda spec: _items(_text(spec)),
    ValueType.NESTED: lambda spec: {"type": "array", "items": _nested(spec)},
    ValueType.NESTED_ONE: _nested,
    ValueType.NUMBER_MAP: lambda spec: _map(spec, _number(spec)),
    ValueType.WHOLE_MAP: lambda spec: _map(spec, _whole(spec)),
}
