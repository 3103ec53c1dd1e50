"""Charts of deals that nobody would draw by hand: hundreds of records, odd amounts, one day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar
from uuid import UUID

import pytest
from msgspec.structs import replace
from reportlab.graphics.shapes import Circle, Line, PolyLine, Rect

from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.deal import CHARTS
from negotiator_desk.charts.heat import heat_map
from negotiator_desk.charts.history import score_history
from negotiator_desk.charts.palette import DARK, LIGHT, PAPER, Palette
from negotiator_desk.domain.history import Point
from negotiator_desk.domain.leaks import HeatRow
from negotiator_desk.models.choices import Control
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Offer
from tests.charts.test_charts import FORMATS, check, make, strings
from tests.domain.build import offer, snapshot

DAY = date(2026, 11, 22)
FIRST = date(2026, 1, 5)

S = TypeVar("S")


def haggled(count: int) -> tuple[Offer, ...]:
    """Offers of both sides day by day, no step like the other."""
    return tuple(
        offer(
            (FIRST + timedelta(days=n)).isoformat(),
            4_900_000 - 2_000 * n - 37 * (n % 11)
            if n % 2 == 0
            else 4_100_000 + 1_900 * n + 41 * (n % 7),
            "us" if n % 2 == 0 else "buyer",
        )
        for n in range(count)
    )


def crowded(sample: Snapshot) -> Snapshot:
    """170 offers, 500 agreed trades, 200 terms, 300 changes."""
    agreed = [trade for trade in sample.trades if trade.status == "agreed"]
    return replace(
        sample,
        offers=haggled(170),
        trades=tuple(
            replace(agreed[n % len(agreed)], id=UUID(int=10**6 + n), number=n + 1, made_on=FIRST)
            for n in range(500)
        ),
        terms=tuple(
            replace(sample.terms[n % len(sample.terms)], id=UUID(int=10**7 + n)) for n in range(200)
        ),
        changes=tuple(
            replace(
                sample.changes[n % len(sample.changes)],
                id=UUID(int=10**8 + n),
                decided_on=FIRST + timedelta(days=n // 2),
                work_started_on=None,
            )
            for n in range(300)
        ),
    )


def texts(chart: Chart) -> list[str]:
    return [string.text for string in strings(chart.drawing)]


def shapes(chart: Chart, kind: type[S]) -> list[S]:
    return [shape for shape in chart.drawing.getContents() if isinstance(shape, kind)]


@pytest.mark.parametrize("palette", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
@pytest.mark.parametrize("name", CHARTS)
def test_crowds_are_legible(sample: Snapshot, name: str, palette: Palette) -> None:
    chart = make(name, crowded(sample), DAY, 640, palette)
    check(chart, 640)


def test_of_170_offers_the_first_the_last_and_the_largest_steps_are_told(sample: Snapshot) -> None:
    found = crowded(sample)
    chart = make("price_corridor", found, DAY)
    said = [text for text in texts(chart) if text[0] in "−+"]
    assert 2 <= len(said) <= 14
    assert any(text.startswith("us ") for text in texts(chart))
    assert any(text.startswith("buyer ") for text in texts(chart))
    assert len(shapes(chart, Circle)) < 20
    assert {each.id for each in found.offers} <= {mark.record_id for mark in chart.marks}
    assert len(chart.table.rows) >= 170


def test_the_bars_of_500_trades_are_not_pressed_flat_by_their_sum(sample: Snapshot) -> None:
    chart = make("concession_ledger", crowded(sample), DAY)
    bars = shapes(chart, Rect)
    assert max(bar.height for bar in bars) > 20
    line = shapes(chart, PolyLine)[0]
    assert isinstance(line, PolyLine)
    assert min(line.points[1::2]) > max(bar.y + bar.height for bar in bars)


def test_the_bar_of_many_small_terms_ends_before_its_sum(sample: Snapshot) -> None:
    chart = make("lock_readiness", crowded(sample), DAY)
    note = next(s for s in strings(chart.drawing) if s.text.endswith("terms"))
    ends = [m.box[0] + m.box[2] for m in chart.marks if abs(m.box[1] - note.y) < 12]
    assert max(ends) < note.x


def test_of_300_changes_every_one_can_be_pointed_at_and_few_have_a_dot(sample: Snapshot) -> None:
    chart = make("change_burn", crowded(sample), DAY)
    assert len(shapes(chart, Circle)) < 80
    assert len(chart.marks) == len(chart.table.rows) > 100


def axis(chart: Chart) -> list[str]:
    """The labels that stand left of an axis."""
    return [s.text for s in strings(chart.drawing) if s.textAnchor == "end"]


@pytest.mark.parametrize("factor", ["0.0001", "0.01", "1", "100000000"])
@pytest.mark.parametrize("name", ["price_corridor", "change_burn", "concession_ledger"])
def test_no_two_marks_of_an_axis_read_the_same(sample: Snapshot, name: str, factor: str) -> None:
    by = Decimal(factor)

    def times(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else (amount / 1000 + 4_000_000) * by

    small = replace(
        sample,
        corridor=(),
        offers=tuple(replace(o, amount=times(o.amount), scope_value=None) for o in sample.offers),
        changes=tuple(
            replace(c, cost_to_us=(c.cost_to_us or 0) * by, price_change=None)
            for c in sample.changes
        ),
    )
    chart = make(name, small, DAY)
    check(chart, 640)
    assert max(Counter(axis(chart)).values()) == 1


@pytest.mark.parametrize("name", CHARTS)
def test_everything_on_one_day(sample: Snapshot, name: str) -> None:
    day = date(2026, 3, 3)
    one = replace(
        sample,
        corridor=tuple(replace(each, set_on=day) for each in sample.corridor[:2]),
        offers=tuple(replace(each, made_on=day) for each in sample.offers[:2]),
        trades=tuple(replace(each, made_on=day) for each in sample.trades),
        changes=tuple(
            replace(each, raised_on=day, decided_on=day, work_started_on=day)
            for each in sample.changes
        ),
        stakeholders=tuple(replace(s, power=3, stance=1) for s in sample.stakeholders),
    )
    check(make(name, one, DAY), 640)


@pytest.mark.parametrize("name", CHARTS)
def test_names_of_180_letters(sample: Snapshot, name: str) -> None:
    long = ("Framework for laboratory analysers and consumables with technicians on site " * 3)[
        :176
    ]
    named = replace(
        sample,
        stakeholders=tuple(
            replace(each, name=f"{long} {n}") for n, each in enumerate(sample.stakeholders)
        ),
        rivals=tuple(replace(each, name=f"{long} {n}") for n, each in enumerate(sample.rivals)),
        terms=tuple(replace(each, name=f"{long} {n}") for n, each in enumerate(sample.terms)),
        changes=tuple(replace(each, title=f"{long} {n}") for n, each in enumerate(sample.changes)),
    )
    chart = make(name, named, DAY)
    check(chart, 640)
    if name.startswith("power"):
        names = [text for text in texts(chart) if text.startswith("Framework")]
        assert names
        assert all(len(text) < 40 for text in names)


def test_amounts_below_nothing(sample: Snapshot) -> None:
    below = replace(
        sample,
        changes=tuple(replace(c, cost_to_us=-(c.cost_to_us or 0)) for c in sample.changes),
        offers=tuple(replace(o, amount=-(o.amount or 0)) for o in sample.offers),
    )
    for name in CHARTS:
        chart = make(name, below, DAY)
        check(chart, 640)
        assert not [text for text in texts(chart) if "-" in text and text[-1].isdigit()]


def points(*scores: int | None) -> tuple[Point, ...]:
    return tuple(
        Point(
            day=date(2020 + n // 4, 1 + 3 * (n % 4), 1),
            score=None if score is None else Fraction(score),
            lost=Fraction(0),
            exposed=Fraction(0),
        )
        for n, score in enumerate(scores)
    )


def test_the_score_over_years_names_them_and_leaves_a_day_without_score_open() -> None:
    chart = score_history(points(0, 100, 45, None, 91, 3, 50), "GBP", FORMATS, LIGHT, 640, 200)
    check(chart, 640)
    assert "Jan 2021" in texts(chart)
    assert "score, of 100" in texts(chart)
    accent = LIGHT.accent.lower().removeprefix("#")
    runs = [
        shape
        for shape in (*shapes(chart, PolyLine), *shapes(chart, Line))
        if shape.strokeColor.hexval()[2:] == accent
    ]
    assert len(runs) == 2
    one = score_history(points(79), "GBP", FORMATS, LIGHT, 640, 200)
    check(one, 640)
    assert "79" in texts(one)


def test_the_cells_of_the_heat_map_differ_without_colour() -> None:
    row = HeatRow(
        deal_id=UUID(int=1),
        title="Deal",
        buyer="",
        currency="EUR",
        scores={
            Control.BEFORE: Fraction(95),
            Control.TABLE: Fraction(60),
            Control.LEARN: Fraction(9),
        },
        gap=Fraction(40),
    )
    chart = heat_map([row], FORMATS, PAPER, 493, 100)
    check(chart, 493)
    edges = [r.height for r in shapes(chart, Rect) if r.width == 4]
    framed = [r for r in shapes(chart, Rect) if r.strokeColor is not None]
    assert len(edges) == 2
    assert edges[0] == 2 * edges[1]
    assert len(framed) == 1


def test_one_offer_stands_beside_the_axis() -> None:
    chart = make("price_corridor", snapshot(offers=haggled(1)), DAY)
    check(chart, 640)
    gridline = min(line.x1 for line in shapes(chart, Line))
    dot = shapes(chart, Circle)[0]
    assert isinstance(dot, Circle)
    assert dot.cx - dot.r > gridline
