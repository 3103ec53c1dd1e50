"""The worked example of the control model: every expected figure at its four dates."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from negotiator_desk.dealfile.archive import read_file
from negotiator_desk.domain.answer import answer
from negotiator_desk.domain.control import diagnose

EXAMPLE = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "example"
DATES = ("2026-02-16", "2026-05-10", "2026-06-30", "2026-09-30")


def _wrong(found: Any, expected: Any, place: str = "") -> list[str]:
    if isinstance(expected, dict):
        return [
            line
            for key, inner in expected.items()
            for line in (
                _wrong(found[key], inner, f"{place}.{key}")
                if key in found
                else [f"{place}.{key} is missing"]
            )
        ] + [f"{place}.{key} is too much" for key in found if place and key not in expected]
    return [] if found == expected else [f"{place}: {found!r} instead of {expected!r}"]


@pytest.mark.parametrize("day", DATES)
def test_every_figure_of_the_worked_example(day: str) -> None:
    if not EXAMPLE.is_dir():
        pytest.skip("the worked example does not lie beside this repository")
    expected = json.loads((EXAMPLE / "expected.json").read_text("utf-8"))[day]
    snapshot = read_file(EXAMPLE / "deal.json").snapshot
    found = answer(diagnose(snapshot, date.fromisoformat(day)), snapshot, "deal.json")
    assert _wrong(found, expected) == []
