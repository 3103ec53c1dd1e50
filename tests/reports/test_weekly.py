"""The weekly review on paper: one page, however much there is, and what it leaves out is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from negotiator_desk.domain.weekly import since
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.reports.document import Wish, write
from negotiator_desk.reports.page import Paper
from negotiator_desk.reports.weekly import weekly
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.review import ReviewParts, review_of
from tests.reports.looking import check_edges, lines_of

DAY = date(2026, 11, 22)
BACK = since((date(2026, 6, 30),), DAY)
FORMATS = Formats("en_GB")
PAPERS = get_args(Paper)


def parts_of(deals: list[Snapshot]) -> ReviewParts:
    found = [review_of(deal, BACK.day, DAY, FORMATS) for deal in deals]
    return ReviewParts(found, BACK, DAY, FORMATS)


def titled(deal: Snapshot, title: str) -> Snapshot:
    return msgspec.structs.replace(deal, deal=msgspec.structs.replace(deal.deal, title=title))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("n", [0, 1, 2, 40])
@pytest.mark.parametrize("title", ["Depot", "Rahmenvertrag " * 12])
def test_it_is_one_page_however_many_deals(
    sample: Snapshot, tmp_path: Path, paper: Paper, n: int, title: str
) -> None:
    parts = parts_of([titled(sample, f"{title} {place}") for place in range(n)])
    path = tmp_path / "weekly.pdf"
    wish = Wish(generated_on=DAY, paper=paper, company="Lytham Ltd")
    assert write(path, weekly(parts, wish)) == 1
    check_edges(path)
    (page,) = lines_of(path)
    for head in (
        "Clocks overdue",
        "Actions overdue",
        "Findings opened",
        "Findings closed",
        "Deals",
    ):
        assert any(line.startswith(head) for line in page)


def test_what_has_no_room_is_counted_at_the_head_of_its_part(
    sample: Snapshot, tmp_path: Path
) -> None:
    parts = parts_of([titled(sample, f"Depot {place}") for place in range(40)])
    path = tmp_path / "weekly.pdf"
    write(path, weekly(parts, Wish(generated_on=DAY)))
    (page,) = lines_of(path)
    (head,) = [line for line in page if line.startswith("Findings opened")]
    shown, of = head.rpartition(" · ")[2].split(" of ")
    assert of == str(len(parts.parts["opened"]))
    assert sum(1 for line in page if " opened" in line and "Depot" in line) == int(shown) >= 3


def test_few_texts_are_printed_whole(sample: Snapshot, tmp_path: Path) -> None:
    parts = parts_of([msgspec.structs.replace(sample, changes=(), entitlements=())])
    path = tmp_path / "weekly.pdf"
    write(path, weekly(parts, Wish(generated_on=DAY)))
    text = " ".join(lines_of(path)[0])
    assert "…" not in text
    lines = [line for found in parts.parts.values() for line in found]
    assert len(lines) > 5
    for line in lines:
        assert line.state in text
        assert line.money in text


@pytest.mark.parametrize("n", [1, 3])
def test_texts_wrap_and_no_amount_is_cut(sample: Snapshot, tmp_path: Path, n: int) -> None:
    factor = Decimal(100_000_000)
    actions = tuple(
        msgspec.structs.replace(each, value=each.value and each.value * factor)
        for each in sample.actions
    )
    dear = msgspec.structs.replace(sample, actions=actions)
    parts = parts_of([titled(dear, f"Laboratory of the region, place {n}") for n in range(n)])
    path = tmp_path / "weekly.pdf"
    assert write(path, weekly(parts, Wish(generated_on=DAY))) == 1
    check_edges(path)
    text = " ".join(lines_of(path)[0])
    assert "…" not in text
    for line in parts.parts["actions"][:3]:
        assert line.money in text
        assert len(line.money) > 16
    why = " ".join(parts.parts["opened"][0].what.split())
    assert (why in text) == (n == 1), "why a finding stands is said where there is room"


def test_money_puts_findings_and_moves_in_order_within_a_currency(sample: Snapshot) -> None:
    deal = msgspec.structs.replace(sample.deal, currency="EUR")
    euro = msgspec.structs.replace(sample, deal=deal)
    parts = parts_of([titled(sample, "A"), titled(euro, "B"), titled(sample, "C")]).parts
    states = [line.state for line in parts["opened"]]
    assert states == sorted(states), "those that can be mended come first"
    for state in set(states):
        money = [line.money for line in parts["opened"] if line.state == state and line.money]
        assert [text[-3:] for text in money] == sorted(text[-3:] for text in money)
    assert [line.deal for line in parts["moved"]] == ["B", "A", "C"]
    assert [line.deal for line in parts["closed"]] == ["B", "A", "C"]
    overdue = [line.state for line in parts["overdue"]]
    assert overdue[:3] == ["9 days overdue"] * 3
