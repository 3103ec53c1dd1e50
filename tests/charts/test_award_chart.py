"""The award as a picture: whole labels with long names, absurd figures and many rivals."""

import pytest

from negotiator_desk.charts.palette import LIGHT, PAPER, Palette
from negotiator_desk.models.before import Criterion, Rival
from negotiator_desk.models.deal import Snapshot
from tests.charts.test_charts import check, make
from tests.domain.build import make as record
from tests.domain.build import offer, on, snapshot

DAY = on("30.6.")
WIDTHS = (440, 640, 1100)


def deal(weight: str, price: str, names: list[str]) -> Snapshot:
    criteria = (
        record(Criterion, name="Price", kind="price", weight=weight),
        record(Criterion, name="Fit", weight=weight, our_score=7, rival_scores={}),
    )
    rivals = tuple(
        record(Rival, name=name, price_low=price, price_likely=price, price_high=price)
        for name in names
    )
    return snapshot(criteria=criteria, rivals=rivals, offers=(offer("1.5.", 100),))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("palette", [LIGHT, PAPER])
@pytest.mark.parametrize(
    ("weight", "price", "names"),
    [
        ("50", "90", ["R" * 300, ""]),
        ("99999999999999", "99999999999999.9999", ["Datanor"]),
        ("0", "0", ["Datanor", "Datanor"]),
        ("40", "120", [f"Rival {n}" for n in range(40)]),
    ],
)
def test_labels_are_whole_and_apart(
    width: float, palette: Palette, weight: str, price: str, names: list[str]
) -> None:
    found = deal(weight, price, names)
    chart = make("award", found, DAY, width, palette)
    check(chart, width)
    assert len(chart.table.rows) == len(names) + 1
    led_to = {mark.record_id for mark in chart.marks}
    assert {rival.id for rival in found.rivals} <= led_to
    assert found.offers[0].id in led_to


def test_without_a_price_it_says_what_to_record() -> None:
    chart = make("award", snapshot(), DAY)
    assert chart.title == "Nobody has a price yet, so the award cannot be simulated"
    check(chart, 640)
