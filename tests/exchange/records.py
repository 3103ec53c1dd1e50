"""Small public records for the tests, made by hand."""

import copy
import json
from pathlib import Path
from typing import Any

from negotiator_desk.exchange.ocds import read_ocds
from negotiator_desk.models.deal import Snapshot

DATA = Path(__file__).parent / "data"
REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "real"


def road() -> dict[str, Any]:
    """A release package of three releases: tender, contract of 800,000, amendment to 912,500.50."""
    loaded: dict[str, Any] = json.loads((DATA / "road_releases.json").read_text("utf-8"))
    return copy.deepcopy(loaded)


def release(**more: Any) -> dict[str, Any]:
    """A release with one contract of 1,000 EUR; ``contract`` and ``award`` change theirs."""
    contract = {
        "id": "c1",
        "status": "active",
        "value": {"amount": 1000, "currency": "EUR"},
        **more.pop("contract", {}),
    }
    made: dict[str, Any] = {
        "ocid": "ocds-test-1",
        "id": "r1",
        "date": "2020-01-01T00:00:00Z",
        "tag": ["contract"],
        "buyer": {"name": "Elm"},
        "contracts": [contract],
    }
    if (award := more.pop("award", None)) is not None:
        contract["awardID"] = "a1"
        made["awards"] = [{"id": "a1", "status": "active", **award}]
    return {**made, **more}


def read(value: Any) -> tuple[Snapshot, ...]:
    """The deals of a JSON value."""
    return read_ocds(json.dumps(value).encode(), "record.json")


def one(value: Any) -> Snapshot:
    """The one deal of a JSON value."""
    (snapshot,) = read(value)
    return snapshot
