"""The JSON Schema is the one the declarations give, and says what the reader does."""

import json
from pathlib import Path
from typing import Any

from negotiator_desk.dealfile.schema import schema, schema_text
from negotiator_desk.models.fields import fields_of
from negotiator_desk.models.kinds import DEAL_LISTS

KEPT = Path(__file__).resolve().parents[2] / "docs" / "deal.schema.json"


def test_the_schema_in_the_docs_is_the_one_of_the_declarations() -> None:
    assert KEPT.read_text("utf-8") == schema_text(), (
        "the declarations have changed: write negotiator_desk.dealfile.schema.schema_text() to "
        "docs/deal.schema.json"
    )


def test_every_field_is_there_with_its_label() -> None:
    made = schema()
    for kind, record in DEAL_LISTS.items():
        assert kind in made["properties"]
        properties = made["$defs"][record.__name__]["properties"]
        for spec in fields_of(record):
            assert properties[spec.name]["title"] == spec.field.label


def test_every_reference_within_the_schema_leads_somewhere() -> None:
    made = schema()
    for reference in _references(made):
        assert reference.removeprefix("#/$defs/") in made["$defs"]


def _references(tree: Any) -> list[str]:
    if isinstance(tree, dict):
        own = [tree["$ref"]] if isinstance(tree.get("$ref"), str) else []
        return own + [found for item in tree.values() for found in _references(item)]
    if isinstance(tree, list):
        return [found for item in tree for found in _references(item)]
    return []


def test_what_is_required() -> None:
    made = schema()
    assert made["required"] == ["id"]
    assert made["$defs"]["Offer"]["required"] == ["id", "amount"]
    assert "required" not in made["$defs"]["Given"]


def test_the_schema_is_plain_json() -> None:
    assert json.loads(schema_text()) == schema()
