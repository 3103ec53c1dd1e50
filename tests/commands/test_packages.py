"""``packages``: the answer as JSON and for people, and what is said of wrong arguments."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from negotiator_desk.wording.resources import resource_path
from tests.commands.running import Run

SAMPLE = str(resource_path("sample/deal.json"))


def deal_file(folder: Path, *variables: dict[str, Any], currency: str = "EUR") -> str:
    path = folder / "deal.json"
    listed = [{"id": str(uuid4()), **each} for each in variables]
    deal = {"id": str(uuid4()), "title": "Trucks", "currency": currency, "variables": listed}
    path.write_text(json.dumps(deal), "utf-8")
    return str(path)


def options(*worth: tuple[str, str, str]) -> list[dict[str, str]]:
    return [
        {"label": label, "value_to_us": ours, "value_to_buyer": buyer}
        for label, ours, buyer in worth
    ]


PAYMENT = {
    "name": "Payment",
    "options": options(("30", "0", "0"), ("45", "-10.5", "20"), ("60", "-40", "30")),
}
LENGTH = {"name": "Length", "direction": "get", "value_to_us": "60", "cost_to_buyer": "15"}
BLANK = {"name": "Blank"}


def test_the_answer_has_the_frontier_the_balance_and_three_offers(run: Run, tmp_path: Path) -> None:
    done = run("packages", deal_file(tmp_path, PAYMENT, LENGTH, BLANK), "--json")
    assert (done.status, done.err) == (0, "")
    answer = json.loads(done.out)
    assert list(answer) == ["count", "frontier", "nash", "equivalent", "left_out"]
    assert answer["count"] == len(answer["frontier"]) == 5
    assert answer["frontier"][0] == {
        "ours": "60.00",
        "buyer": "-15.00",
        "cost": "0.00",
        "ties": 1,
        "choices": {"Payment": "30", "Length": "yes"},
    }
    ours = [each["ours"] for each in answer["frontier"]]
    assert ours == ["60.00", "49.50", "20.00", "-10.50", "-40.00"]
    assert answer["nash"]["choices"] == {"Payment": "60", "Length": "yes"}
    assert answer["left_out"] == ["Blank"]


def test_mandate_floors_and_level_are_heard(run: Run, tmp_path: Path) -> None:
    file = deal_file(tmp_path, PAYMENT, LENGTH)
    held = json.loads(run("packages", file, "--json", "--mandate", "10.50").out)
    assert {each["cost"] for each in held["frontier"]} == {"0.00", "10.50"}
    none = json.loads(run("packages", file, "--json", "--floor", "60.01").out)
    assert (none["nash"], none["equivalent"]) == (None, [])
    near = json.loads(run("packages", file, "--json", "--level", "50", "--tolerance", "0.01").out)
    assert [each["ours"] for each in near["equivalent"]] == ["49.50"]
    wide = json.loads(run("packages", file, "--json", "--level", "50", "--tolerance", "2").out)
    assert len(wide["equivalent"]) == 3
    below = json.loads(run("packages", file, "--json", "--floor", "-50").out)
    assert below["nash"] is not None


def test_people_get_a_table(run: Run) -> None:
    done = run("packages", SAMPLE, "--floor", "-400000", "--tolerance", "0.1")
    assert (done.status, done.err) == (0, "")
    for words in ("Best for us", "Best balance", "Best for the buyer", "packages that no other"):
        assert words in done.out


def test_a_deal_without_options_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    done = run("packages", deal_file(tmp_path, BLANK))
    assert done.status == 0
    assert "give variables options" in done.out
    assert "Left out, worth nothing to either side as recorded: Blank" in done.out


def test_a_mandate_below_every_package_leaves_none(run: Run, tmp_path: Path) -> None:
    dear = {"name": "Dear", "options": options(("a", "-5", "1"))}
    file = deal_file(tmp_path, dear)
    assert json.loads(run("packages", file, "--json", "--mandate", "4").out)["count"] == 0
    assert "No package costs as little" in run("packages", file, "--mandate", "4").out


def test_too_many_packages_are_one_sentence(run: Run, tmp_path: Path) -> None:
    zero_sum = [
        {
            "name": f"V{at}",
            "options": options(*((str(n), str(-n * 5**at), str(n * 5**at)) for n in range(5))),
        }
        for at in range(9)
    ]
    done = run("packages", deal_file(tmp_path, *zero_sum), "--json")
    assert (done.status, done.out) == (1, "")
    assert "more than 300,000 packages" in done.err
    assert len(done.err.splitlines()) == 1


def test_wrong_amounts_are_refused(run: Run) -> None:
    for arguments in (("--mandate", "-1"), ("--mandate", "much"), ("--tolerance", "nan")):
        done = run("packages", SAMPLE, *arguments)
        assert done.status == 2
        assert len(done.err.splitlines()) == 1


def test_amounts_have_the_decimals_of_their_currency(run: Run, tmp_path: Path) -> None:
    file = deal_file(tmp_path, {**PAYMENT, "name": ""}, currency="JPY")
    answer = json.loads(run("packages", file, "--json").out)
    assert answer["frontier"][1]["ours"] == "-11", "half up, away from zero"
    assert list(answer["frontier"][0]["choices"]) == ["#1"]
