"""``award``: the answer as JSON and for people, as of a date."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from negotiator_desk.wording.resources import resource_path
from tests.commands.running import Run

SAMPLE = str(resource_path("sample/deal.json"))


def deal_file(folder: Path, **more: Any) -> str:
    path = folder / "deal.json"
    deal: dict[str, Any] = {
        "id": str(uuid4()),
        "title": "Trucks",
        "currency": "JPY",
        "criteria": [
            {"id": str(uuid4()), "name": "Price", "kind": "price", "weight": 40},
            {
                "id": str(uuid4()),
                "name": "Fit",
                "weight": 60,
                "our_score": 8,
                "rival_scores": {"Datanor": 6.5},
            },
        ],
        "rivals": [{"id": str(uuid4()), "name": "Datanor", "price_likely": "80"}],
        "offers": [
            {"id": str(uuid4()), "party": "us", "made_on": "2026-05-01", "amount": "120"},
            {"id": str(uuid4()), "party": "us", "made_on": "2026-06-01", "amount": "100"},
        ],
    }
    path.write_text(json.dumps({**deal, **more}), "utf-8")
    return str(path)


def test_the_answer_has_what_the_contract_names(run: Run, tmp_path: Path) -> None:
    done = run("award", deal_file(tmp_path), "--json", "--as-of", "2026-06-30")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out) == {
        "formula": "relative",
        "bidders": [
            {
                "name": "us",
                "price": "100",
                "quality": "48.0000",
                "price_score": "32.0000",
                "total": "80.0000",
                "rank": 1,
            },
            {
                "name": "Datanor",
                "price": "80",
                "quality": "39.0000",
                "price_score": "40.0000",
                "total": "79.0000",
                "rank": 2,
            },
        ],
        "missing": [],
        "point_worth": "3",
        "price_to_win": "103",
        "sensitivity": [
            {"formula": formula, "rivals": level, "our_rank": rank}
            for formula, rank in (("relative", 1), ("linear", 2))
            for level in ("low", "likely", "high")
        ],
    }


def test_offers_after_the_day_do_not_count(run: Run, tmp_path: Path) -> None:
    file = deal_file(tmp_path)
    early = json.loads(run("award", file, "--json", "--as-of", "2026-05-31").out)
    assert early["bidders"][0]["price"] == "120"
    before = json.loads(run("award", file, "--json", "--as-of", "2026-04-30").out)
    assert [bidder["name"] for bidder in before["bidders"]] == ["Datanor"]
    assert before["missing"] == [{"bidder": "us", "criterion": None}]
    assert {case["our_rank"] for case in before["sensitivity"]} == {None}
    assert before["price_to_win"] == "103"


def test_people_read_where_we_rank_and_what_it_rests_on(run: Run) -> None:
    done = run("award", SAMPLE)
    assert (done.status, done.err) == (0, "")
    assert "We rank first of 4, and would up to" in done.out
    assert "An estimate from our latest offer" in done.out
    assert "Price to win: " in done.out
    assert "Missing, scores counted as 0: " in done.out


def test_an_empty_deal_says_so_without_a_table(run: Run, tmp_path: Path) -> None:
    file = deal_file(tmp_path, criteria=[], rivals=[], offers=[])
    done = run("award", file)
    assert done.status == 0
    assert "Nobody has a price yet" in done.out
    assert json.loads(run("award", file, "--json").out)["bidders"] == []


def test_a_file_that_is_not_there_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    done = run("award", str(tmp_path / "none.ndeal"), deal_file(tmp_path), "--json")
    assert done.status == 1
    assert len(done.err.splitlines()) == 1
    assert json.loads(done.out)["formula"] == "relative"
