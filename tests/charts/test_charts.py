"""Every chart of a deal at many widths: marks inside, labels whole and apart, titles that tell."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from reportlab.graphics.shapes import Group, String

from negotiator_desk.charts import fonts
from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.deal import CHARTS, draw
from negotiator_desk.charts.palette import DARK, LIGHT, PAPER, Meaning, Palette
from negotiator_desk.charts.sketch import Sketch
from negotiator_desk.dealfile.archive import read_file
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.series import LedgerRow, in_groups
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.kinds import find_record
from negotiator_desk.wording.formats import Formats
from tests.strategies import snapshots

FORMATS = Formats("en_GB")
WIDTHS = (520, 640, 800, 1100)
EXAMPLE = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "example" / "deal.json"


def strings(node: Any) -> Iterator[String]:
    for inner in node.getContents():
        if isinstance(inner, String):
            yield inner
        elif isinstance(inner, Group):
            yield from strings(inner)


def box_of(string: String) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the letters."""
    bold = string.fontName == fonts.BOLD
    width = fonts.text_width(string.text, string.fontSize, bold=bold)
    left = string.x - {"start": 0.0, "middle": width / 2, "end": width}[string.textAnchor]
    return left, string.y - 0.1 * string.fontSize, left + width, string.y + 0.72 * string.fontSize


def make(
    name: str, snapshot: Snapshot, day: date, width: float = 640, palette: Palette = LIGHT
) -> Chart:
    return draw(name, snapshot, diagnose(snapshot, day), FORMATS, palette, width, 200)


def check(chart: Chart, width: float) -> None:
    """Marks and labels lie inside, no label runs into another."""
    drawing = chart.drawing
    assert drawing.width == width
    for mark in chart.marks:
        x, y, wide, high = mark.box
        assert x >= 0
        assert y >= 0
        assert x + wide <= drawing.width + 0.01
        assert y + high <= drawing.height + 0.01
        assert mark.sentence
    placed = [(string.text, box_of(string)) for string in strings(drawing)]
    for text, (left, bottom, right, top) in placed:
        assert left >= -0.01, text
        assert right <= drawing.width + 0.01, text
        assert bottom >= -0.01, text
        assert top <= drawing.height + 0.01, text
    for (one, a), (two, b) in combinations(placed, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one!r} runs into {two!r}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_sample_at_every_width(sample: Snapshot, name: str, width: float) -> None:
    chart = make(name, sample, date(2026, 11, 22), width)
    check(chart, width)
    assert chart.marks
    assert chart.table.rows
    assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)


@pytest.mark.parametrize("day", ["2026-02-16", "2026-05-10", "2026-06-30", "2026-09-30"])
@pytest.mark.parametrize("name", CHARTS)
def test_example_at_its_dates_on_paper(name: str, day: str) -> None:
    if not EXAMPLE.is_file():
        pytest.skip("the worked example does not lie beside this repository")
    snapshot = read_file(EXAMPLE).snapshot
    check(make(name, snapshot, date.fromisoformat(day), 493, PAPER), 493)


@pytest.mark.parametrize("name", CHARTS)
def test_empty_deal_says_what_is_missing(name: str) -> None:
    chart = make(name, Snapshot(deal=Deal(id=UUID(int=1))), date(2026, 11, 22))
    check(chart, 640)
    assert chart.title
    words = " ".join(string.text for string in strings(chart.drawing))
    assert name == "control_bars" or len(words) > len(chart.title) + 20


@pytest.mark.parametrize("name", CHARTS)
def test_marks_name_records_of_the_deal(sample: Snapshot, name: str) -> None:
    ids = {record.id for kind in sample.__struct_fields__[1:] for record in getattr(sample, kind)}
    ids.add(sample.deal.id)
    found = {mark.record_id for mark in make(name, sample, date(2026, 11, 22)).marks}
    assert found - {None} <= ids
    assert found != {None}


def test_control_bar_leads_to_what_pulls_it_down(sample: Snapshot) -> None:
    day = date(2026, 11, 22)
    marks = make("control_bars", sample, day).marks
    for mark, result in zip(marks, diagnose(sample, day).controls, strict=True):
        failing = [check for check in result.checks if check.ratio is not None and check.failing]
        weakest = min(failing, key=lambda check: check.ratio or 0)
        found = find_record(sample, weakest.failing[0])
        assert found is not None
        assert mark.record_id == found[1].id


@pytest.mark.parametrize("name", CHARTS)
def test_long_and_hostile_names(sample: Snapshot, name: str) -> None:
    bad = "<b>x</b> & {{y}} 😀 " + "N" * 5000
    hostile = replace(
        sample,
        terms=tuple(replace(term, name=bad) for term in sample.terms),
        changes=tuple(replace(change, title=bad) for change in sample.changes),
        trades=tuple(replace(trade, number=None, wording=bad) for trade in sample.trades),
    )
    check(make(name, hostile, date(2026, 11, 22), 520), 520)


@pytest.mark.parametrize("name", CHARTS)
def test_many_records(sample: Snapshot, name: str) -> None:
    many = replace(
        sample,
        trades=tuple(
            replace(trade, id=UUID(int=number * 100 + place), number=number)
            for number in range(30)
            for place, trade in enumerate(sample.trades)
        ),
        terms=tuple(
            replace(term, id=UUID(int=10**6 + number * 100 + place))
            for number in range(20)
            for place, term in enumerate(sample.terms)
        ),
    )
    check(make(name, many, date(2026, 11, 22), 520), 520)


@pytest.mark.parametrize("scale", [0, 1, 10**9])
@pytest.mark.parametrize("name", ["price_corridor", "value_bridge", "change_burn"])
def test_amounts_of_any_size(sample: Snapshot, name: str, scale: int) -> None:
    scaled = replace(
        sample,
        corridor=(),
        offers=tuple(
            replace(offer, amount=(offer.amount or 0) * scale, scope_value=None)
            for offer in sample.offers
        ),
        changes=tuple(
            replace(change, cost_to_us=(change.cost_to_us or 0) * scale, price_change=None)
            for change in sample.changes
        ),
    )
    check(make(name, scaled, date(2026, 11, 22), 520), 520)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(), st.sampled_from(sorted(CHARTS)), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_random_deals(snapshot: Snapshot, name: str, day: date) -> None:
    check(make(name, snapshot, day, 520), 520)


def test_titles_say_what_happened(sample: Snapshot) -> None:
    day = date(2026, 11, 22)
    assert make("control_bars", sample, day).title.startswith("Control is weakest in ")
    assert "The gap has closed from " in make("price_corridor", sample, day).title
    assert "value at stake is locked" in make("lock_readiness", sample, day).title


def test_locks_are_set_against_the_award(sample: Snapshot) -> None:
    chart = make("lock_readiness", sample, date(2026, 11, 22))
    told = {mark.sentence.partition(":")[0]: mark.sentence for mark in chart.marks}
    assert told["Contract length"] == "Contract length: locked on 12 Jun 2026, 140,000 GBP at stake"
    late = "locked on 15 Jul 2026, after the award, 260,000 GBP at stake, a red line"
    assert told["Liability cap"] == f"Liability cap: {late}"
    rows = {row[0]: row[2] for row in chart.table.rows}
    assert rows["Liability cap"] == "15 Jul 2026, after the award"
    assert rows["Minimum volume"] == ""
    assert "under: after the award" in {string.text for string in strings(chart.drawing)}
    before = make("lock_readiness", sample, date(2026, 6, 20))
    assert "under: after the award" not in {string.text for string in strings(before.drawing)}


@pytest.mark.parametrize("width", [260, 300, 350, 400])
def test_what_the_lines_at_locks_mean_is_whole_in_a_narrow_chart(
    sample: Snapshot, width: float
) -> None:
    chart = make("lock_readiness", sample, date(2026, 11, 22), width)
    check(chart, width)
    said = {string.text for string in strings(chart.drawing)}
    assert said >= {"over a bar: red line", "under: after the award"}


def test_terms_without_a_value_are_not_worth_nothing(sample: Snapshot) -> None:
    terms = tuple(replace(term, value_at_stake=None) for term in sample.terms)
    chart = make("lock_readiness", replace(sample, terms=terms), date(2026, 11, 22))
    words = " ".join(string.text for string in strings(chart.drawing))
    assert "terms, value unknown" in words
    assert "at least 0" not in words


def test_a_title_leaves_the_corner_to_the_button_on_the_screen() -> None:
    title = "The gap has closed from 850k to 10k in 10 offers; we moved 56 % of the way"
    wide = fonts.text_width(title, LIGHT.title_size, bold=True) + 8
    lines = [len(list(strings(Sketch(p, wide, 200, title).drawing))) for p in (LIGHT, PAPER)]
    assert lines == [2, 1]


def test_meaning_shows_without_colours(sample: Snapshot) -> None:
    """On paper what is lost is hatched, on the screen it is plain."""
    day = date(2026, 11, 22)
    paper = make("value_bridge", sample, day, 640, PAPER).drawing.getContents()
    screen = make("value_bridge", sample, day, 640, DARK).drawing.getContents()
    assert len(paper) > len(screen) + 20


def test_unknown_chart_is_refused(sample: Snapshot) -> None:
    with pytest.raises(KeyError):
        make("pie", sample, date(2026, 11, 22))


def test_a_bar_of_a_negative_height_hangs_down_whole() -> None:
    meanings: tuple[Meaning, ...] = ("lost", "protected")
    for meaning in meanings:
        drawn = []
        for y, height in ((10.0, 20.0), (30.0, -20.0)):
            sketch = Sketch(PAPER, 100, 100, "")
            sketch.bar(5, y, 30, height, meaning)
            drawn.append([shape.getProperties() for shape in sketch.drawing.getContents()])
        assert repr(drawn[0]) == repr(drawn[1])
        assert any(shape.get("height") == 20 for shape in drawn[1])


def test_a_ledger_of_a_thousand_trades_has_bars_that_can_be_seen() -> None:
    rows = tuple(
        LedgerRow(
            record=UUID(int=n),
            number=n,
            day=None,
            cost=Fraction(1),
            value=Fraction(2),
            balance=Fraction(n),
            unpriced=n == 7,
        )
        for n in range(1, 1001)
    )
    grouped = in_groups(rows, 120)
    assert len(grouped) <= 120
    assert sum(row.cost for row in grouped) == 1000
    assert grouped[-1].balance == 1000
    assert (grouped[0].record, grouped[0].until) == (UUID(int=1), UUID(int=9))
    assert [row.unpriced for row in grouped].count(True) == 1
    assert in_groups(rows[:5], 120) == rows[:5]
