"""Packages against brute force: the frontier, ties, the best balance, three equivalent offers."""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain import frontier as building
from negotiator_desk.domain.equivalent import differing, equivalent_offers
from negotiator_desk.domain.frontier import FrontierTooLarge, Option, Package, frontier
from negotiator_desk.domain.leftover import agreed_package, left_on_table
from negotiator_desk.domain.offering import Wish, offering
from negotiator_desk.domain.packages import best_balance, packages, terrain
from negotiator_desk.models.choices import Direction
from negotiator_desk.models.table import Trade, Variable, VariableOption
from tests.domain.build import Given, Received, make, on, snapshot


@st.composite
def variables(draw: st.DrawFn, most: int = 5) -> list[list[Option]]:
    """Variables of up to four options; small amounts make many packages equal."""
    size = draw(st.sampled_from([1, 3, 20, 10**6]))
    ranges = st.sampled_from([(-size, size), (0, size), (-size, 0)])
    found = []
    for _ in range(draw(st.integers(0, most))):
        low, high = draw(ranges)
        option = st.tuples(st.integers(low, high), st.integers(-size, size))
        found.append(draw(st.lists(option, min_size=1, max_size=4)))
    return found


mandates = st.none() | st.integers(0, 60) | st.integers(0, 3 * 10**6)


def every_package(options: Sequence[Sequence[Option]], mandate: int | None) -> list[Package]:
    """The frontier by looking at every package there is."""
    found: dict[tuple[int, int, int], list[tuple[int, ...]]] = defaultdict(list)
    for choices in itertools.product(*(range(len(each)) for each in options)):
        picked = [each[choice] for each, choice in zip(options, choices, strict=True)]
        cost = sum(max(0, -ours) for ours, _ in picked)
        if mandate is None or cost <= mandate:
            found[sum(o for o, _ in picked), sum(b for _, b in picked), cost].append(choices)
    worth = {(ours, buyer) for ours, buyer, _ in found}
    unbeaten = {
        (ours, buyer)
        for ours, buyer in worth
        if not any(o >= ours and b >= buyer and (o, b) != (ours, buyer) for o, b in worth)
    }
    kept = [
        Package(
            *(ours, buyer, cost, len(equal)),
            min(equal, key=lambda each: (sum(1 for choice in each if choice), each)),
        )
        for (ours, buyer, cost), equal in found.items()
        if (ours, buyer) in unbeaten
    ]
    return sorted(kept, key=lambda each: (-each.ours, each.choices))


@given(variables(), mandates)
def test_the_frontier_is_what_looking_at_every_package_finds(
    options: list[list[Option]], mandate: int | None
) -> None:
    assert list(frontier(options, mandate)) == every_package(options, mandate)


@given(variables(4), mandates)
def test_looking_through_the_candidates_bit_by_bit_changes_nothing(
    options: list[list[Option]], mandate: int | None
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(building, "_BATCH", 3)
        assert list(frontier(options, mandate)) == every_package(options, mandate)


@given(variables(), st.integers(-30, 30), st.integers(-30, 30))
def test_the_best_balance_has_the_largest_product(
    options: list[list[Option]], floor: int, buyer_floor: int
) -> None:
    found = frontier(options)
    best = best_balance(found, floor, buyer_floor)
    gains = [
        ((each.ours - floor) * (each.buyer - buyer_floor), each.ours)
        for each in found
        if each.ours >= floor and each.buyer >= buyer_floor
    ]
    assert (best is None) is (not gains)
    if best is not None:
        mine = ((best.ours - floor) * (best.buyer - buyer_floor), best.ours)
        assert mine == max(gains)


@given(variables(), st.integers(-20, 40), st.fractions(0, 2))
def test_three_equivalent_offers_differ_as_much_as_any_three(
    options: list[list[Option]], level: int, tolerance: Fraction
) -> None:
    found = frontier(options)[:25]
    offers = equivalent_offers(found, level, tolerance)
    near = [each for each in found if abs(each.ours - level) <= abs(found[0].ours) * tolerance]
    assert len(offers) == min(3, len(near))
    assert set(offers) <= set(near)
    if len(near) >= 3:
        assert least_difference(offers) == max(
            map(least_difference, itertools.combinations(near, 3))
        )
    assert [found.index(each) for each in offers] == sorted(found.index(each) for each in offers)


def least_difference(three: Sequence[Package]) -> int:
    pairs = itertools.combinations(three, 2)
    return min(differing(one.choices, other.choices) for one, other in pairs)


def test_of_many_packages_those_nearest_the_level_are_compared() -> None:
    found = tuple(Package(1000 - at, at, 0, 1, (at, at % 2, at % 3)) for at in range(1000))
    offers = equivalent_offers(found, 500, Fraction(1))
    assert len(offers) == 3
    assert all(350 <= each.ours <= 650 for each in offers)
    assert least_difference(offers) == 2, "two of three share the second option"


def test_a_frontier_that_cannot_be_held_is_given_up() -> None:
    zero_sum = [[(-(5**at) * n, 5**at * n) for n in range(5)] for at in range(12)]
    with pytest.raises(FrontierTooLarge) as refused:
        frontier(zero_sum, most=500)
    assert (refused.value.step, refused.value.of) == (4, 12)


def test_building_tells_how_far_it_is_and_can_be_broken_off() -> None:
    seen: list[tuple[int, int]] = []

    def progress(step: int, of: int) -> None:
        seen.append((step, of))
        if step == 2:
            raise KeyError("enough")

    with pytest.raises(KeyError):
        frontier([[(0, 0), (-1, 2)]] * 4, progress=progress)
    assert seen == [(1, 4), (2, 4)]


def variable(name: str, *options: tuple[str, int | None, int | None], **more: object) -> Variable:
    listed = tuple(
        make(VariableOption, label=label, value_to_us=ours, value_to_buyer=buyer)
        for label, ours, buyer in options
    )
    return make(Variable, name=name, options=listed, **more)


def test_a_variable_without_options_is_no_or_yes() -> None:
    deal = snapshot(
        variables=[
            variable("A", direction="give", cost_to_us=5, value_to_buyer=9, value_to_us=77),
            variable("B", direction="get", value_to_us=7, cost_to_buyer=2, value_to_buyer=77),
            variable("C", cost_to_us=3),
            variable("D", direction="get", cost_to_buyer=4),
        ]
    )
    levels = [[(o.label, o.ours, o.buyer) for o in axis.options] for axis in terrain(deal).axes]
    assert levels == [
        [("no", 0, 0), ("yes", -50_000, 90_000)],
        [("no", 0, 0), ("yes", 70_000, -20_000)],
        [("no", 0, 0), ("yes", -30_000, 0)],
        [("no", 0, 0), ("yes", 0, -40_000)],
    ]
    assert terrain(deal).axes[2].direction is Direction.GIVE


def test_a_red_line_stays_at_the_option_best_for_us() -> None:
    deal = snapshot(
        variables=[
            variable("give", direction="give", cost_to_us=5, value_to_buyer=90, red_line=True),
            variable("get", direction="get", value_to_us=0, cost_to_buyer=90, red_line=True),
            variable("own", ("a", -5, 50), ("b", 2, 0), ("c", 2, 1), red_line=True),
        ]
    )
    ground = terrain(deal)
    (only,) = packages(ground.axes)
    assert only.choices == (0, 1, 1)
    assert (only.ours, only.buyer, only.cost) == (20_000, -900_000, 0)


def test_what_is_worth_nothing_to_both_takes_no_part() -> None:
    deal = snapshot(
        variables=[
            variable("blank", ("a", None, None), ("b", 0, 0)),
            variable("cost", ("a", 0, 0), ("b", -1, 0)),
            variable("unpriced", direction="give"),
        ]
    )
    ground = terrain(deal)
    assert ground.left_out == ("blank", "unpriced")
    assert [axis.name for axis in ground.axes] == ["cost"]


def test_names_are_told_apart() -> None:
    names = ["Days", "Days", " Days", "Days (2)", ""]
    deal = snapshot(variables=[variable(name, ("a", 1, 0)) for name in names])
    assert [axis.name for axis in terrain(deal).axes] == [
        "Days",
        "Days (3)",
        "Days (4)",
        "Days (2)",
        "#5",
    ]


def test_the_mandate_counts_what_is_negative_for_us_only() -> None:
    deal = snapshot(
        variables=[
            variable("A", ("none", 0, 0), ("some", -10, 30)),
            variable("B", ("none", 0, 0), ("some", -20, 50)),
            variable("C", ("none", 0, 0), ("some", 100, -5)),
        ]
    )
    axes = terrain(deal).axes
    costs = {each.cost // 10_000 for each in packages(axes, 20 * 10_000)}
    assert costs == {0, 10, 20}
    assert {each.cost // 10_000 for each in packages(axes)} == {0, 10, 20, 30}
    half = Fraction(399_999, 2)  # just under a cost
    assert max(each.cost for each in packages(axes, half)) == 100_000


PAYMENT = variable("Payment", ("30 days", 0, 0), ("45 days", -10, 15), ("60 days", -25, 40))
REPORTS = variable("Reports", direction="give", cost_to_us=5, value_to_buyer=30)
LENGTH = variable("Length", ("3 years", 0, 0), ("4 years", 60, -10), direction="get")


def given_item(of: Variable, option: str = "") -> Given:
    return make(Given, variable_id=of.id, option=option, cost_to_us=1)


def test_what_was_agreed_is_read_from_the_agreed_trades() -> None:
    got = make(Received, variable_id=LENGTH.id, option="4 years")
    deal = snapshot(
        variables=[PAYMENT, REPORTS, LENGTH],
        trades=[
            make_trade("2.3.", given=(given_item(PAYMENT, " 60  DAYS"),)),
            make_trade("1.3.", given=(given_item(PAYMENT, "45 days"),)),
            make_trade("3.3.", given=(given_item(REPORTS),), status="proposed"),
            make_trade("4.3.", received=(got,), decided_on="9.9."),
        ],
    )
    axes = terrain(deal).axes
    early = agreed_package(deal, axes, on("5.5."))
    assert early is not None
    assert early.package.choices == (2, 0, 0)
    assert early.named == 1
    late = agreed_package(deal, axes, on("10.9."))
    assert late is not None
    assert late.package.choices == (2, 0, 1)
    assert agreed_package(deal, axes, on("1.1.")) is None


def make_trade(made_on: str, status: str = "agreed", **more: object) -> Trade:
    return make(Trade, made_on=made_on, status=status, **{"decided_on": made_on, **more})


def test_an_agreed_level_that_is_no_option_is_named() -> None:
    deal = snapshot(
        variables=[PAYMENT, REPORTS],
        trades=[make_trade("1.3.", given=(given_item(PAYMENT, "50 days"), given_item(REPORTS)))],
    )
    agreed = agreed_package(deal, terrain(deal).axes, on("5.5."))
    assert agreed is not None
    assert agreed.unplaced == ("Payment",)
    assert agreed.package.choices == (0, 1)


@given(variables(), st.data())
def test_what_is_left_on_the_table_is_at_least_as_good(
    options: list[list[Option]], data: st.DataObject
) -> None:
    found = frontier(options)
    choices = tuple(data.draw(st.integers(0, len(each) - 1)) for each in options)
    picked = [each[choice] for each, choice in zip(options, choices, strict=True)]
    agreed = Package(sum(o for o, _ in picked), sum(b for _, b in picked), 0, 1, choices)
    left = left_on_table(found, agreed)
    assert left.for_buyer is not None
    assert left.for_us is not None
    assert left.for_buyer.buyer == max(e.buyer for e in found if e.ours >= agreed.ours)
    assert left.for_us.ours == max(e.ours for e in found if e.buyer >= agreed.buyer)


def test_amounts_of_the_largest_size_are_exact() -> None:
    huge = Decimal("99999999999999.9999")
    deal = snapshot(
        variables=[
            variable(f"V{at}", ("a", 0, 0), ("b", -huge, huge), ("c", -huge + 1, huge - 2))  # type: ignore[arg-type]
            for at in range(6)
        ]
    )
    axes = terrain(deal).axes
    options = [[(o.ours, o.buyer) for o in axis.options] for axis in axes]
    assert list(packages(axes)) == every_package(options, None)


def test_another_level_takes_the_frontier_that_is_known() -> None:
    deal = snapshot(variables=[PAYMENT, REPORTS, LENGTH])
    ground = terrain(deal)
    first = offering(ground, Wish(mandate=100_000), beyond=True)
    assert {each.cost for each in first.frontier} <= {0, 50_000, 100_000}
    assert any(each.cost > 100_000 for each in first.beyond)
    asked: list[tuple[int, int]] = []
    again = offering(
        ground,
        Wish(mandate=100_000, level=550_000),
        lambda step, of: asked.append((step, of)),
        beyond=True,
        known=first,
    )
    assert asked == [], "nothing was built anew"
    assert again.frontier is first.frontier
    assert again.level == 550_000
    other = offering(ground, Wish(mandate=0), known=first)
    assert {each.cost for each in other.frontier} == {0}
