"""The picture of packages: one point or five thousand, labels whole and apart, marks that lead."""

from uuid import UUID

import pytest

from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.packages import PackagePicture, packages_chart
from negotiator_desk.charts.palette import DARK, LIGHT, PAPER, Palette
from negotiator_desk.domain.frontier import Package
from negotiator_desk.domain.offering import Offering, Wish, offering
from negotiator_desk.domain.packages import terrain
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Variable, VariableOption
from negotiator_desk.wording.formats import Formats
from tests.charts.test_charts import WIDTHS, check
from tests.domain.build import make, snapshot


def drawn(
    offered: Offering,
    width: float = 640,
    palette: Palette = LIGHT,
    agreed: Package | None = None,
    chosen: Package | None = None,
) -> Chart:
    places = {package: place for place, package in enumerate(offered.frontier)}
    return packages_chart(
        PackagePicture(offered=offered, agreed=agreed, chosen=chosen),
        lambda package: UUID(int=places[package]),
        "EUR",
        Formats("en_GB"),
        palette,
        width,
        240,
    )


def many(count: int) -> Snapshot:
    """A deal with as many packages as wanted, all on the frontier."""
    options = tuple(
        make(VariableOption, label=str(at), value_to_us=-at, value_to_buyer=at * 3 + at * at % 7)
        for at in range(count)
    )
    return snapshot(variables=[make(Variable, name="Days", options=options)])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("palette", [LIGHT, DARK, PAPER])
def test_the_sample_is_legible(sample: Snapshot, width: float, palette: Palette) -> None:
    ground = terrain(sample)
    wish = Wish(mandate=400_000_000, floor=500_000_000, buyer_floor=100_000_000)
    offered = offering(ground, wish, beyond=True)
    assert offered.beyond
    chart = drawn(offered, width, palette, offered.beyond[40], offered.balance)
    check(chart, width)
    assert any("Offer 1" in mark.sentence for mark in chart.marks)
    assert any("Best balance" in mark.sentence for mark in chart.marks)
    assert any("Agreed so far" in mark.sentence for mark in chart.marks)


@pytest.mark.parametrize("count", [2, 3, 5000])
def test_any_number_of_packages_can_be_drawn(count: int) -> None:
    offered = offering(terrain(many(count)), Wish(floor=-(10**9)))
    assert len(offered.frontier) > count // 2
    chart = drawn(offered)
    check(chart, 640)
    assert len(chart.marks) < 400
    assert len(chart.table.rows) < 400
    places = {mark.record_id.int for mark in chart.marks if mark.record_id is not None}
    assert max(places) < len(offered.frontier)


def test_one_package_is_one_point() -> None:
    only = make(VariableOption, label="30", value_to_us=5, value_to_buyer=7)
    deal = snapshot(variables=[make(Variable, name="Days", options=(only,))])
    chart = drawn(offering(terrain(deal), Wish()))
    check(chart, 640)
    assert "1 package that no other one beats" in chart.title


def test_no_package_says_what_is_missing(sample: Snapshot) -> None:
    nothing = offering(terrain(snapshot()), Wish())
    assert drawn(nothing).title
    dear = make(VariableOption, label="30", value_to_us=-5, value_to_buyer=7)
    deal = snapshot(variables=[make(Variable, name="Days", options=(dear,))])
    chart = drawn(offering(terrain(deal), Wish(mandate=1)))
    assert chart.title == "No package"
