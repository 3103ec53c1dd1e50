"""``dossier``: a buyer of the desk for people and as JSON."""

import json

import pytest

from negotiator_desk.wording.resources import resource_path
from tests.commands.running import Run

SAMPLE = str(resource_path("sample/deal.json"))


@pytest.fixture
def filled(run: Run) -> Run:
    assert run("import", SAMPLE).status == 0
    return run


def test_json_has_the_keys_of_the_contract(filled: Run) -> None:
    done = filled("dossier", "brackenmoor  HOSPITALS", "--as-of", "2026-11-22", "--json")
    assert done.status == 0
    (line,) = done.out.splitlines()
    answer = json.loads(line)
    assert answer["buyer"] == "Brackenmoor Hospitals"
    assert answer["deals"] == 1
    assert answer["figures"]["won"]["value"] == "1"
    assert answer["figures"]["price_of_award"]["value"] == {"GBP": "109000.00"}
    assert answer["figures"]["public_growth"] == {"value": None, "n": 0, "cases": []}
    assert all({"value", "n"} <= figure.keys() for figure in answer["figures"].values())
    for name in ("tactics", "reopened", "people", "public_contracts"):
        assert isinstance(answer[name], list)


def test_for_people_a_single_case_is_no_mean(filled: Run) -> None:
    done = filled("dossier", "Brackenmoor Hospitals", "--as-of", "2026-11-22")
    assert done.status == 0
    assert "n = 1 deal" in done.out
    assert "on average" not in done.out
    assert "Piers Calloway" in done.out
    assert "Say the last small wish has a price too" in done.out


def test_an_unknown_buyer_is_refused_and_likely_ones_are_named(filled: Run) -> None:
    done = filled("dossier", "Brackenmor Hospital", "--json")
    assert (done.status, done.out) == (1, "")
    assert "“Brackenmoor Hospitals”" in done.err


def test_asking_makes_no_desk(run: Run) -> None:
    done = run("dossier", "Nobody")
    assert done.status == 1
    assert "Nobody" in done.err
    assert not run.desk.exists()
