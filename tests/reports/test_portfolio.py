"""Deals side by side on paper, and the dossier of a buyer."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from negotiator_desk.charts.heat import heat_map
from negotiator_desk.charts.history import score_history as history_chart
from negotiator_desk.charts.palette import LIGHT, PAPER
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.dossier import dossier_of
from negotiator_desk.domain.history import Point, score_history, score_trend
from negotiator_desk.domain.leaks import heat_rows
from negotiator_desk.models.choices import Control, Origin
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish, write
from negotiator_desk.reports.editions import write_edition
from negotiator_desk.reports.portfolio import portfolio
from negotiator_desk.reports.reading import read_pdf
from negotiator_desk.wording.charts_over_time import heat_title
from negotiator_desk.wording.formats import Formats

DAY = date(2026, 11, 22)
FORMATS = Formats("en_GB")


def own(sample: Snapshot, n: int, **fields: object) -> Snapshot:
    deal = replace(sample.deal, id=UUID(int=n), origin=Origin.OWN, **fields)
    return replace(sample, deal=deal)


def report(path: Path, deals: list[Snapshot]) -> tuple[str, int]:
    judged = [(deal, diagnose(deal, DAY)) for deal in deals]
    document = portfolio(
        judged, score_trend(deals, DAY), FORMATS, DAY, Wish(generated_on=DAY, company="Lytham")
    )
    pages = write(path, document)
    return " ".join(" ".join(read_pdf(path).pages).split()), pages


def test_deals_stand_against_the_controls_and_currencies_apart(
    sample: Snapshot, tmp_path: Path
) -> None:
    deals = [own(sample, 1), own(sample, 2, title="Other deal", currency="SEK")]
    text, _pages = report(tmp_path / "p.pdf", deals)
    found = diagnose(deals[0], DAY)
    assert "Other deal" in text
    assert "Lost, GBP" in text
    assert "Lost, SEK" in text
    table = found.control(Control.TABLE).lost
    assert FORMATS.money(table, "GBP") in text
    assert FORMATS.money(table, "SEK") in text
    assert FORMATS.amount((table or 0) * 2, "GBP") not in text
    assert "1 of 1" not in text
    assert text.count("Causes: the checks not met") == 2
    assert "Our own trend, by quarter" in text
    assert "confidential · Lytham" in text


def test_causes_are_counted_where_there_are_several_deals(sample: Snapshot, tmp_path: Path) -> None:
    deals = [own(sample, 1), own(sample, 2), own(sample, 3, currency="SEK")]
    text, _pages = report(tmp_path / "p.pdf", deals)
    assert text.count("Commonest causes: the checks not met") == 1
    assert text.replace("page 2 of 2", "").count("2 of 2") == 3
    assert text.count("Causes: the checks not met") == 1


def test_currencies_that_lose_nothing_take_one_line(sample: Snapshot, tmp_path: Path) -> None:
    calm = Snapshot(deal=Deal(id=UUID(int=3), title="Quiet", currency="EUR", origin=Origin.OWN))
    blank = Snapshot(deal=Deal(id=UUID(int=4), title="Bare", origin=Origin.OWN))
    text, _pages = report(tmp_path / "p.pdf", [calm, own(sample, 1), blank])
    assert "Nothing is lost or exposed in: no currency, EUR." in text
    assert "Lost, EUR" not in text
    assert "Lost, GBP" in text
    assert "Each currency for itself" in text
    text, _pages = report(tmp_path / "calm.pdf", [blank])
    assert "Nothing is lost or exposed in these deals." in text
    assert "currency" not in text


def test_the_title_counts_the_deals_that_are_judged(sample: Snapshot) -> None:
    rows = heat_rows([(own(sample, n), diagnose(sample, DAY)) for n in (1, 2)])
    even = replace(rows[1], scores=dict.fromkeys(Control, Fraction(50)))
    blank = replace(rows[1], scores=dict.fromkeys(Control))
    assert heat_title(rows[:1]) == "Control is weakest in delivery"
    judged = "Control is weakest in delivery in the one deal that can be judged"
    assert heat_title([rows[0], blank]) == judged
    assert heat_title([rows[0], even]) == "Control is weakest before the RFP in 1 of 2 deals"
    assert heat_title([]) == "No deal can be judged yet"


def test_many_deals_go_over_pages_and_none_is_lost(sample: Snapshot, tmp_path: Path) -> None:
    deals = [own(sample, n, title=f"Deal number {n:03}") for n in range(1, 81)]
    judged = [(deal, diagnose(deals[0], DAY)) for deal in deals]
    path = tmp_path / "p.pdf"
    pages = write(path, portfolio(judged, (), FORMATS, DAY, Wish(generated_on=DAY)))
    text = " ".join(read_pdf(path).pages)
    assert pages >= 3
    assert all(f"Deal number {n:03}" in text for n in range(1, 81))


def test_no_deal_says_so(tmp_path: Path) -> None:
    text, pages = report(tmp_path / "p.pdf", [])
    assert "No deal of ours was chosen" in text
    assert pages == 1


def test_the_dossier_names_cases_and_replies(sample: Snapshot, tmp_path: Path) -> None:
    other = own(sample, 9, title="An earlier deal")
    dossier = dossier_of(sample.deal.buyer, (sample, other), DAY)
    context = Context(sample, diagnose(sample, DAY), FORMATS, dossier)
    write_edition("dossier", tmp_path / "d.pdf", context, Wish(generated_on=DAY))
    text = " ".join(" ".join(read_pdf(tmp_path / "d.pdf").pages).split())
    assert sample.deal.buyer in text
    assert "Low anchor" in text
    assert "Worked: " in text
    assert "An earlier deal" in text
    assert "shown one by one" in text
    for lesson in sample.lessons:
        assert lesson.text in text
    assert "At the table Managed laboratory, four sites 24 Jul 2026" in text


def test_a_buyer_without_a_name_says_what_is_unknown(tmp_path: Path) -> None:
    empty = Snapshot(deal=Deal(id=UUID(int=1)))
    context = Context(empty, diagnose(empty, DAY), FORMATS)
    write_edition("dossier", tmp_path / "d.pdf", context, Wish(generated_on=DAY))
    text = " ".join(read_pdf(tmp_path / "d.pdf").pages)
    assert "Buyer unknown" in text
    assert "0 of 0" not in text


@pytest.mark.parametrize("palette", [LIGHT, PAPER])
@pytest.mark.parametrize("size", [(200, 80), (480, 220), (1200, 500)])
def test_charts_keep_their_marks_inside(
    sample: Snapshot, palette: object, size: tuple[int, int]
) -> None:
    points = score_history(sample, DAY)
    rows = heat_rows([(sample, diagnose(sample, DAY))])
    for chart in (
        history_chart(points, "GBP", FORMATS, palette, *size),  # type: ignore[arg-type]
        history_chart(points[:1], "GBP", FORMATS, palette, *size),  # type: ignore[arg-type]
        heat_map(rows, FORMATS, palette, *size),  # type: ignore[arg-type]
    ):
        assert chart.title
        assert len(chart.table.rows) >= 1
        for mark in chart.marks:
            x, y, width, height = mark.box
            assert 0 <= x <= x + width <= chart.drawing.width + 0.01
            assert 0 <= y <= y + height <= chart.drawing.height + 0.01
    (mark, *_rest) = heat_map(rows, FORMATS, palette, *size).marks  # type: ignore[arg-type]
    assert mark.record_id == sample.deal.id


def test_no_score_is_said() -> None:
    chart = history_chart([Point(day=DAY, score=None)], "EUR", FORMATS, LIGHT, 400, 200)
    assert "No score over time" in chart.title
