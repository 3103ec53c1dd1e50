"""The report as a reader gets it: real PDFs, written and read back."""

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from negotiator_desk.charts.fonts import BOX
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.history import score_history
from negotiator_desk.models.choices import Control, Origin
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.kinds import DEAL_LISTS, records_of
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish
from negotiator_desk.reports.editions import write_edition
from negotiator_desk.reports.page import Paper
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import kind_label
from negotiator_desk.wording.refusals import Refusal
from tests.reports.looking import check_edges, outline_of, pages_of
from tests.strategies import snapshots

FORMATS = Formats("en_GB")
DAY = date(2026, 11, 22)
HOSTILE = "<b>bold</b> & {{x}} <img src='/etc/hostname'/> \x00\x1b 50 % %s {0} שלום 😀 end"


def write(path: Path, snapshot: Snapshot, day: date = DAY, paper: Paper = "a4") -> Path:
    context = Context(snapshot, diagnose(snapshot, day), FORMATS)
    wish = Wish(paper=paper, generated_on=DAY, company="Lytham Ltd")
    write_edition("control-gap", path, context, wish)
    return path


@pytest.fixture(scope="module")
def report(sample: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("report") / "sample.pdf", sample)


def test_title_is_not_cut_only_to_be_said_again(sample: Snapshot, report: Path) -> None:
    text = " ".join(pages_of(report))
    question = max((question.text for question in sample.questions), key=len)
    logged = text[text.index("6 questions") :]
    assert len(question) > 80
    assert logged.count(question) == 1
    assert f"Question: {question}" not in logged


def test_endless_title_is_a_short_beginning_over_its_text(sample: Snapshot, tmp_path: Path) -> None:
    text = " ".join(f"word{number:03d}" for number in range(60))
    question = replace(sample.questions[0], text=text)
    whole = " ".join(pages_of(write(tmp_path / "x.pdf", replace(sample, questions=(question,)))))
    logged = whole[whole.index("1 question") :]
    assert f"Question: {text}" in logged
    assert logged.count("word012") == 1


def test_names_that_end_a_sentence_are_listed_without_its_stop(report: Path) -> None:
    assert ".;" not in " ".join(pages_of(report)[:14])


def test_every_page_says_whose_it_is_and_how_many_there_are(sample: Snapshot, report: Path) -> None:
    pages = pages_of(report)
    for number, text in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in text
        assert "confidential · Lytham Ltd" in text
        assert sample.deal.title in text
        assert "internal edition" in text


def test_every_section_is_bookmarked(sample: Snapshot, report: Path) -> None:
    outline = outline_of(report)
    top = [title for level, title, _ in outline if level == 0]
    assert top[0] == "Summary"
    assert top[1:6] == [control.label for control in Control]
    assert top[6:] == [
        "Value bridge",
        "Perception gap",
        "Score over time",
        "All findings",
        "Actions",
        "Appendix: the logs",
    ]
    below = {title for level, title, _ in outline if level == 1}
    for kind in DEAL_LISTS:
        if records_of(sample, kind) and kind != "actions":
            assert kind_label(kind, plural=True) in below
    pages = pages_of(report)
    for _level, title, page in outline[1:]:
        assert title in pages[page - 1]
    assert [page for *_, page in outline] == sorted(page for *_, page in outline)


def test_history_says_the_score_of_each_day(sample: Snapshot, report: Path) -> None:
    page = next(p for _level, title, p in outline_of(report) if title == "Score over time")
    text = pages_of(report)[page - 1]
    points = score_history(sample, DAY)
    assert len(points) > 5
    for point in points:
        figures = (FORMATS.date_text(point.day), FORMATS.score(point.score))
        amounts = (FORMATS.amount(amount, "GBP") for amount in (point.lost, point.exposed))
        assert " ".join((*figures, *amounts)) in text
    assert "replayed from what is recorded today" in text


def test_belief_stands_beside_evidence(sample: Snapshot, report: Path) -> None:
    page = next(p for _level, title, p in outline_of(report) if title == "Perception gap")
    text = pages_of(report)[page - 1]
    assert "Self-assessment by Maya Ferrant" in text
    assert "At the table 94 76 +18 Believed" in text
    bare = Snapshot(deal=sample.deal, offers=sample.offers)
    diagnosis = diagnose(bare, DAY)
    assert not diagnosis.declared


def test_an_earlier_day_stands_beside_the_deal(sample: Snapshot, tmp_path: Path) -> None:
    path, then = tmp_path / "compared.pdf", date(2026, 6, 30)
    context = Context(sample, diagnose(sample, DAY), FORMATS)
    wish = Wish(generated_on=DAY, compare=then)
    write_edition("control-gap", path, context, wish)
    check_edges(path)
    title = "What has changed since 30 Jun 2026"
    page = next(p for _level, name, p in outline_of(path) if name == title)
    text = " ".join(pages_of(path)[page - 1 : page + 1])
    before, after = diagnose(sample, then), diagnose(sample, DAY)
    assert f"Lost {FORMATS.money(before.lost, 'GBP')} {FORMATS.money(after.lost, 'GBP')}" in text
    closed, opened = text.index("Closed"), text.index("Opened")
    assert closed < text.index("Red lines locked") < opened < text.index("Still open")


@pytest.mark.parametrize("day", [DAY, date(2027, 1, 1)])
def test_a_day_that_is_not_earlier_is_refused(sample: Snapshot, tmp_path: Path, day: date) -> None:
    context = Context(sample, diagnose(sample, DAY), FORMATS)
    with pytest.raises(Refusal, match="earlier day"):
        write_edition(
            "control-gap", tmp_path / "x.pdf", context, Wish(generated_on=DAY, compare=day)
        )
    assert list(tmp_path.iterdir()) == []


def test_records_behind_each_check_are_named(sample: Snapshot, report: Path) -> None:
    pages = pages_of(report)
    page = next(p for level, title, p in outline_of(report) if title == Control.DELIVERY.label)
    assert "Falls short: Change" in pages[page - 1]
    assert "Holds: Change" in pages[page - 1]


def test_metadata_and_fonts(report: Path) -> None:
    document = pypdfium2.PdfDocument(report)
    try:
        about = document.get_metadata_dict()
    finally:
        document.close()
    assert about["Title"].startswith("Control Gap report: ")
    assert about["Author"] == "Lytham Ltd"
    assert about["CreationDate"].startswith("D:20261122")
    data = report.read_bytes()
    assert b"/Lang (en-GB)" in data
    assert b"NegotiatorSans-Regular" in data
    assert b"NegotiatorSans-Bold" in data
    assert data.count(b"/FontFile2") >= 2


def test_same_deal_gives_same_bytes(sample: Snapshot, report: Path, tmp_path: Path) -> None:
    assert write(tmp_path / "other name.pdf", sample).read_bytes() == report.read_bytes()


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper(sample: Snapshot, tmp_path: Path, paper: Paper, size: tuple[int, int]) -> None:
    path = write(tmp_path / "paper.pdf", sample, paper=paper)
    document = pypdfium2.PdfDocument(path)
    try:
        sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    finally:
        document.close()
    assert sizes == {size}
    check_edges(path)


def test_every_list_of_the_deal_is_printed(sample: Snapshot, report: Path) -> None:
    text = " ".join(pages_of(report))
    for person in sample.stakeholders:
        assert person.name in text
    for term in sample.terms:
        assert " ".join(term.name.split()) in text
    for change in sample.changes:
        assert change.title in text
    assert "Reopenings: " in text


def test_text_of_a_deal_is_only_text(sample: Snapshot, tmp_path: Path) -> None:
    deal = replace(sample.deal, title=HOSTILE, buyer=HOSTILE, owner=HOSTILE, supplier=HOSTILE)
    hostile = replace(
        sample,
        deal=deal,
        stakeholders=tuple(
            replace(p, name=HOSTILE, notes=HOSTILE, opinion=HOSTILE) for p in sample.stakeholders
        ),
        terms=tuple(replace(term, name=HOSTILE) for term in sample.terms),
        trades=tuple(replace(trade, wording=HOSTILE) for trade in sample.trades),
        actions=tuple(replace(action, text=HOSTILE) for action in sample.actions),
    )
    path = write(tmp_path / "hostile.pdf", hostile)
    check_edges(path)
    pages = pages_of(path)
    assert "<b>bold</b> & {{x}} <img src='/etc/hostname'/>" in pages[0]
    assert "50 % %s {0}" in " ".join(pages)
    assert f"{BOX} stands for a character" in pages[0]
    data = path.read_bytes()
    assert b"/XObject" not in data or b"/Subtype /Image" not in data
    assert b"/JavaScript" not in data


def test_box_note_stands_only_where_a_box_does(report: Path) -> None:
    assert not any("stands for a character" in text for text in pages_of(report))


def test_long_texts_flow_and_nothing_is_cut(sample: Snapshot, tmp_path: Path) -> None:
    name = "".join(f"{number:05d}" for number in range(2000))
    notes = " ".join(f"w{number}" for number in range(9000))
    person = replace(sample.stakeholders[0], name="N" * 180, notes=notes)
    action = replace(sample.actions[0], text=" ".join(f"act{number}" for number in range(3000)))
    snapshot = replace(
        sample,
        deal=replace(sample.deal, title=name, owner="O" * 180),
        stakeholders=(person, *sample.stakeholders[1:]),
        terms=tuple(replace(term, name="T" * 180) for term in sample.terms),
        actions=(action, *sample.actions[1:]),
    )
    path = write(tmp_path / "long.pdf", snapshot)
    check_edges(path)
    whole = "".join(pages_of(path))
    # Page heads and feet stand between the pages of a text that flows; every word is there.
    for number in range(0, 9000, 97):
        assert re.search(rf"\bw{number}\b", whole)
    for number in range(0, 3000, 101):
        assert re.search(rf"\bact{number}(\b|Lytham)", whole)
    squeezed = re.sub(r"\s", "", whole)
    assert name[:40] in squeezed
    assert name[-40:] in squeezed


def test_long_logs_are_split_by_page(sample: Snapshot, tmp_path: Path) -> None:
    rows = tuple(
        replace(sample.entitlements[0], id=UUID(int=number + 1), name=f"Claim no {number:03d}.")
        for number in range(500)
    )
    path = write(tmp_path / "log.pdf", replace(sample, entitlements=rows))
    check_edges(path)
    pages = pages_of(path)
    text = " ".join(pages)
    assert all(f"Claim no {number:03d}." in text for number in range(500))
    logged = [page for page in pages if page.count("Claim no") > 10]
    assert len(logged) > 5
    # The head of the table stands on each of them.
    assert all("Entitlement" in page.partition("Claim no")[0] for page in logged)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_empty_deal(tmp_path: Path, paper: Paper) -> None:
    path = write(tmp_path / "empty.pdf", Snapshot(deal=Deal(id=UUID(int=1))), paper=paper)
    check_edges(path)
    first = pages_of(path)[0]
    assert "Unnamed deal" in first
    assert "Control score" not in first
    assert "Coverage 0 %" in first.replace("Our price", "").replace("  ", " ")
    assert "Record next" in first
    later = " ".join(pages_of(path)[1:])
    assert "Lost: " not in later, "0 would read as if all were well"
    assert "Nothing is recorded yet." in later[later.index("Appendix: the logs") :]
    assert "Record an opening in the price corridor, or our first offer" in later


def test_findings_without_money_have_no_column_for_it(report: Path) -> None:
    heads = {page.partition("Findings: ")[2] for page in pages_of(report)}
    for control, money in (("Learn", False), ("Delivery", True)):
        (found,) = (head for head in heads if head.startswith(control))
        assert found.startswith(f"{control} Finding Concerns") == money
        assert found.startswith(f"{control} Finding What to do") != money


def test_public_record_shows_what_it_holds_and_judges_nothing(
    sample: Snapshot, tmp_path: Path
) -> None:
    deal = replace(
        sample.deal, origin=Origin.PUBLIC_RECORD, supplier="", summary="A note.\nOne more."
    )
    public = replace(sample, deal=deal)
    path = write(tmp_path / "public.pdf", public)
    pages = pages_of(path)
    text = " ".join(pages)
    assert "A public record has no scores" in pages[0]
    for absent in ("Control score", "Coverage", "Findings", "Falls short", "To do this week"):
        assert absent not in text
    diagnosis = diagnose(public, DAY)
    assert f"Signed {FORMATS.money(diagnosis.value.signed, 'GBP')}" in pages[0].replace("\xa0", " ")
    assert "Award on" in pages[0]
    assert FORMATS.date_text(sample.deal.award_on) in pages[0]
    assert all(change.title in text for change in sample.changes)
    assert "A note." in text
    assert "One more." in text
    assert "Not in the record: Supplier." in text
    check_edges(path)


def test_bare_public_record_says_what_is_missing(tmp_path: Path) -> None:
    deal = Deal(id=UUID(int=1), origin=Origin.PUBLIC_RECORD)
    pages = pages_of(write(tmp_path / "bare.pdf", Snapshot(deal=deal)))
    assert len(pages) == 1
    assert "Signed not known" in pages[0]
    missing = "Buyer, Supplier, Currency, Award on, Signed on, Signed value"
    assert f"Not in the record: {missing}." in pages[0]


def test_finding_names_the_actions_recorded_for_it(sample: Snapshot, report: Path) -> None:
    pages = pages_of(report)
    start = next(page for _level, title, page in outline_of(report) if title == "All findings")
    found = " ".join(pages[start - 1 : start + 1]).replace("\xa0", " ")
    keys = {finding.key for finding in diagnose(sample, DAY).findings}
    for action in sample.actions:
        if action.check in keys:
            assert f"{action.text} ({action.owner}, d" in found


def test_title_of_a_version_is_not_said_again(sample: Snapshot, report: Path) -> None:
    text = " ".join(pages_of(report)).replace("\xa0", " ")
    version = next(version for term in sample.terms for version in term.versions)
    day = FORMATS.date_text(version.written_on)
    assert f"version, {day}" in text
    assert f"version, {day} (written on" not in text


def test_control_not_reached_takes_no_page_of_its_own(sample: Snapshot, tmp_path: Path) -> None:
    early = write(tmp_path / "early.pdf", sample, date(2026, 4, 1))
    pages = {title: page for level, title, page in outline_of(early) if level == 0}
    assert pages["Delivery"] <= pages["At the table"] + 1
    assert "Gained after signature" not in " ".join(pages_of(early))
    assert "Nothing to judge yet: Changes decided before work" in " ".join(pages_of(early))
    assert pages["Learn"] > pages["Delivery"]


def test_records_dated_later_are_left_out(sample: Snapshot, tmp_path: Path) -> None:
    early = write(tmp_path / "early.pdf", sample, date(2026, 4, 1))
    text = " ".join(pages_of(early))
    assert "is left out" in text or "are left out" in text
    assert sample.changes[0].title not in text


def test_money_of_findings_is_never_added_up(report: Path) -> None:
    text = " ".join(pages_of(report))
    assert "Findings overlap, so their amounts are not added up." in text
    assert "Total" not in text


def test_stopping_leaves_nothing_behind(sample: Snapshot, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        seen.append((done, of))
        if done == 3:
            raise Stop

    path = tmp_path / "stopped.pdf"
    path.write_bytes(b"the old report")
    context = Context(sample, diagnose(sample, DAY), FORMATS)
    with pytest.raises(Stop):
        write_edition("control-gap", path, context, Wish(generated_on=DAY), progress=stop)
    assert path.read_bytes() == b"the old report"
    assert list(tmp_path.iterdir()) == [path]
    assert [done for done, of in seen if of] == [1, 2, 3]


def test_folder_that_is_not_there_is_an_os_error(sample: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        write(tmp_path / "missing" / "report.pdf", sample)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(snapshots())
def test_random_deals(tmp_path_factory: pytest.TempPathFactory, snapshot: Snapshot) -> None:
    path = write(tmp_path_factory.mktemp("random") / "random.pdf", snapshot)
    check_edges(path)
    assert "page 1 of" in pages_of(path)[0]
