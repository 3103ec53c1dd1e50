"""Packages of designed domains and of people's deals, against figures from the files alone."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from negotiator_desk.domain.leftover import agreed_package, left_on_table
from negotiator_desk.domain.packages import best_balance, packages, terrain
from negotiator_desk.domain.rounding import rounded
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Given, Trade, Variable, VariableOption
from tests.domain.build import make, on, snapshot

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "real"
BARGAINING = REAL / "bargaining"

pytestmark = pytest.mark.skipif(
    not BARGAINING.is_dir(), reason="the bargaining data is not beside the repository"
)

_SCALE = 10**12
"""Utilities of 0 to 1 become amounts: sixteen decimals of them are kept."""


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((REAL / "EXPECTED.json").read_text("utf-8"))
    return found


def utilities(profile: Path) -> dict[str, dict[str, Fraction]]:
    """Issue → item → weight × evaluation ÷ the issue's largest evaluation."""
    root = ET.fromstring(profile.read_text("utf-8"))
    weights = {
        each.attrib["index"]: Fraction(Decimal(each.attrib["value"]))
        for each in root.iter("weight")
    }
    found = {}
    for issue in root.iter("issue"):
        marks = {
            item.attrib["value"]: Fraction(Decimal(item.attrib["evaluation"]))
            for item in issue.iter("item")
        }
        weight, most = weights[issue.attrib["index"]], max(marks.values())
        found[issue.attrib["name"]] = {value: weight * mark / most for value, mark in marks.items()}
    return found


def domain_deal(folder: Path, figures: dict[str, Any]) -> Snapshot:
    """A designed domain as variables with options; we are the first profile."""
    ours, theirs = (utilities(folder / name) for name in figures["profiles"])
    return snapshot(
        variables=[
            make(
                Variable,
                name=name,
                options=tuple(
                    make(
                        VariableOption,
                        label=item,
                        value_to_us=rounded(ours[name][item] * _SCALE, 4),
                        value_to_buyer=rounded(theirs[name][item] * _SCALE, 4),
                    )
                    for item in items
                ),
            )
            for name, _kind, _count, items in figures["issues"]
        ]
    )


@pytest.mark.parametrize("name", ["ItexvsCypress", "Jobs", "laptop"])
def test_a_designed_domain_has_its_known_frontier_and_balance(
    name: str, expected: dict[str, Any]
) -> None:
    figures = expected[f"bargaining/genius-domains/{name}"]
    axes = terrain(domain_deal(BARGAINING / "genius-domains" / name, figures)).axes
    found = packages(axes)

    def outcome(choices: tuple[int, ...]) -> list[str]:
        return [axis.options[choice].label for axis, choice in zip(axes, choices, strict=True)]

    assert len(found) == figures["pareto_outcomes"]
    wanted = figures["pareto_frontier"]
    assert [outcome(each.choices) for each in found] == [each["outcome"] for each in wanted]
    for each, known in zip(found, wanted, strict=True):
        shares = [rounded(Fraction(worth, 10_000 * _SCALE), 9) for worth in (each.ours, each.buyer)]
        assert shares == [rounded(Decimal(str(worth)), 9) for worth in known["u"]]
    best = best_balance(found)
    assert best is not None
    assert outcome(best.choices) == figures["nash_point"]["outcome"]


def human_deals() -> Iterator[tuple[int, Snapshot]]:
    """Deals of CaSiNo: three packages each of food, water and firewood, split by two people.

    We are the first person; what was agreed stands as an agreed trade.
    """
    points = {"High": 5, "Medium": 4, "Low": 3}
    for dialogue in json.loads((BARGAINING / "casino" / "casino_valid.json").read_text("utf-8")):
        people = dialogue["participant_info"]
        us, them = sorted(people)
        worth = [
            {issue: points[rank] for rank, issue in people[person]["value2issue"].items()}
            for person in (us, them)
        ]
        last = [line for line in dialogue["chat_logs"] if line["text"] == "Submit-Deal"][-1]
        side = "issue2youget" if last["id"] == us else "issue2theyget"
        kept = {issue: int(count) for issue, count in last["task_data"][side].items()}
        variables = [
            make(
                Variable,
                name=issue,
                options=tuple(
                    make(
                        VariableOption,
                        label=str(count),
                        value_to_us=worth[0][issue] * count,
                        value_to_buyer=worth[1][issue] * (3 - count),
                    )
                    for count in range(4)
                ),
            )
            for issue in kept
        ]
        items = tuple(
            make(Given, variable_id=each.id, option=str(kept[each.name])) for each in variables
        )
        trade = make(Trade, status="agreed", given=items)
        yield dialogue["dialogue_id"], snapshot(variables=variables, trades=[trade])


def test_deals_of_people_are_on_the_frontier_or_leave_what_is_known(
    expected: dict[str, Any],
) -> None:
    figures = expected["bargaining/casino/casino_valid.json"]
    examples = {each["dialogue_id"]: each for each in figures["examples"]}
    optimal = on_the_table = 0
    for dialogue, deal in human_deals():
        axes = terrain(deal).axes
        found = packages(axes)
        agreed = agreed_package(deal, axes, on("1.1."))
        assert agreed is not None
        assert (agreed.named, agreed.unplaced) == (3, ())
        package = agreed.package
        left = left_on_table(found, package)
        assert left.for_us is not None
        assert left.for_buyer is not None
        is_optimal = any((each.ours, each.buyer) == (package.ours, package.buyer) for each in found)
        nothing_left = left.for_us.ours == package.ours and left.for_buyer.buyer == package.buyer
        assert is_optimal is nothing_left
        optimal += is_optimal
        joint = max(each.ours + each.buyer for each in found)
        on_the_table += joint - package.ours - package.buyer
        if (known := examples.get(dialogue)) is not None:
            points = sorted([each.ours // 10_000, each.buyer // 10_000] for each in found)
            assert points == known["frontier"]
            assert package.ours == known["points"]["agent1"] * 10_000
            assert package.buyer == known["points"]["agent2"] * 10_000
            assert is_optimal is known["pareto_optimal"]
            best = best_balance(found)
            assert best is not None
            assert best.ours * best.buyer == known["nash_product_max"] * 10_000**2
    assert optimal == figures["pareto_optimal_deals"]
    assert on_the_table == figures["total_joint_points_left_on_table"] * 10_000
