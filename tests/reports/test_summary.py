"""Page 1 of the Control Gap report: what a manager reads who reads nothing else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from negotiator_desk.domain.control import diagnose
from negotiator_desk.models.choices import Control, Stage
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.reports.page import Paper
from tests.reports.looking import lines_of, outline_of, pages_of
from tests.reports.test_control_gap import DAY, FORMATS, write


@pytest.fixture(scope="module")
def report(sample: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("summary") / "sample.pdf", sample)


def test_summary_stands_alone(sample: Snapshot, report: Path) -> None:
    first = pages_of(report)[0]
    diagnosis = diagnose(sample, DAY)
    assert sample.deal.title in first
    assert sample.deal.buyer in first
    assert "as of 22 Nov 2026" in first
    assert f"Control score {FORMATS.score(diagnosis.score)}" in first.replace("Coverage ", "")[:900]
    for control in Control:
        assert control.label in first
    exposed = sum((result.exposed or 0) for result in diagnosis.controls)
    assert FORMATS.key_figure(exposed, "GBP") in first
    assert "To do this week" in first
    assert "What is not known" in first
    assert "In this report" in first


def test_summary_says_who_does_what_is_first_and_by_when(sample: Snapshot, report: Path) -> None:
    first = pages_of(report)[0].replace("\xa0", " ")
    doing = first[first.index("To do this week") : first.index("What is not known")]
    evidence = "Get the evidence for the data and termination clauses from Tegel"
    assert re.search(rf"2 {evidence} .*Ilse Brandmark", doing)
    assert "by 20 Nov 2026, 2 days overdue" in doing
    assert doing.count("nobody yet") == 2
    assert "(Trade 1; Trade 3)" in doing
    assert "GBP, in all controls, for good" in first


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("length", [20, 180, 500])
def test_summary_is_one_page_however_long_the_names(
    sample: Snapshot, tmp_path: Path, paper: Paper, length: int
) -> None:
    name = ("Procurement of the north " * 40)[:length]
    deal = replace(sample.deal, title=name, buyer=name, owner=name, reference=name)
    long = replace(
        sample,
        deal=deal,
        terms=tuple(replace(term, name=name) for term in sample.terms),
        actions=tuple(replace(a, text=name, owner=name) for a in sample.actions),
    )
    path = write(tmp_path / "long.pdf", long, paper=paper)
    assert outline_of(path)[1][1:] == ("Before the RFP", 2)
    assert "(1 more)" not in pages_of(path)[0], "more than none that is named"


def test_what_to_do_without_money_has_no_column_for_it(sample: Snapshot, tmp_path: Path) -> None:
    asked = replace(sample, trades=(), terms=(), changes=(), entitlements=(), offers=())
    (first, *_rest) = pages_of(write(tmp_path / "x.pdf", asked))
    doing = first[first.index("To do this week") :]
    assert "Do this, because Who, by when 1 " in doing
    assert "Each amount says" not in doing


def test_actions_stand_by_day_and_those_done_last(sample: Snapshot, report: Path) -> None:
    page = next(p for _level, title, p in outline_of(report) if title == "Actions")
    text = pages_of(report)[page - 1].replace("\xa0", " ")
    listed = text[text.index("6 actions") :]
    places = [
        listed.index(action.text)
        for action in sorted(sample.actions, key=lambda a: (a.done_on is not None, a.due_on))
    ]
    assert places == sorted(places)
    assert "20 Nov 2026 2 days overdue 135,000" in listed
    assert "done on 28 Oct" in listed


def test_deal_of_few_facts_has_no_bare_pages(sample: Snapshot, tmp_path: Path) -> None:
    few = Snapshot(
        deal=replace(
            sample.deal, stage=Stage.TABLE, award_on=None, signed_on=None, signed_value=None
        ),
        corridor=sample.corridor[:1],
        stakeholders=sample.stakeholders[:1],
    )
    assert not diagnose(few, date(2026, 4, 1)).score_shown
    pages = lines_of(write(tmp_path / "few.pdf", few, date(2026, 4, 1)))
    assert all(len(lines) > 15 for lines in pages[:-1]), [len(lines) for lines in pages]


def test_contents_name_the_page_of_each_section(report: Path) -> None:
    first = pages_of(report)[0]
    listed = first[first.index("In this report") :]
    for level, title, page in outline_of(report)[1:]:
        if level == 0:
            assert re.search(rf"{re.escape(title)} {page}\b", listed), title


def test_low_coverage_shows_no_score(sample: Snapshot, tmp_path: Path) -> None:
    bare = Snapshot(deal=sample.deal, offers=sample.offers)
    diagnosis = diagnose(bare, DAY)
    assert not diagnosis.score_shown
    first = pages_of(write(tmp_path / "low.pdf", bare))[0]
    assert "Control score" not in first
    assert "Coverage" in first
    assert "Record next" in first
