"""Every edition with deals of every size and script: nothing cut, nothing on top of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from benchmarks.deals import make_deal
from negotiator_desk.charts import fonts
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.history import score_trend
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.fields import Record, ValueType, is_missing, own_fields
from negotiator_desk.models.kinds import DEAL_LISTS, records_of
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish, write
from negotiator_desk.reports.editions import EDITIONS, write_edition
from negotiator_desk.reports.page import Paper
from negotiator_desk.reports.portfolio import portfolio
from negotiator_desk.services.sources import read_deal_source
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.refusals import Refusal
from tests.exchange.records import REAL
from tests.reports.looking import check_edges, lines_of, pages_of
from tests.strategies import snapshots

DAY = date(2026, 11, 22)
FORMATS = Formats("en_GB")
RECORDS = REAL / "ocds"
EVERY = sorted(EDITIONS)


@pytest.fixture(scope="module")
def big() -> Snapshot:
    return make_deal(2_000)


def put(path: Path, edition: str, snapshot: Snapshot, paper: Paper = "a4") -> Path:
    context = Context(snapshot, diagnose(snapshot, DAY), FORMATS)
    wish = Wish(generated_on=DAY, paper=paper, company="Lytham Ltd", walk_away=True)
    write_edition(edition, path, context, wish)
    return path


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("edition", EVERY)
def test_the_sample(sample: Snapshot, tmp_path: Path, edition: str, paper: Paper) -> None:
    check_edges(put(tmp_path / "x.pdf", edition, sample, paper))


@pytest.mark.parametrize("edition", EVERY)
def test_an_empty_deal(tmp_path: Path, edition: str) -> None:
    check_edges(put(tmp_path / "x.pdf", edition, Snapshot(deal=Deal(id=UUID(int=1)))))


@pytest.mark.parametrize("edition", EVERY)
def test_two_thousand_records(big: Snapshot, tmp_path: Path, edition: str) -> None:
    path = put(tmp_path / "x.pdf", edition, big)
    check_edges(path)
    assert "page 1 of" in pages_of(path)[0]


def checked(path: Path, edition: str, snapshot: Snapshot) -> None:
    """Check the edges; an edition for the buyer may refuse a deal that holds a secret instead."""
    told = ""
    try:
        check_edges(put(path, edition, snapshot))
    except Refusal as refusal:
        told = refusal.text
    assert not told or (edition in ("table", "agreed") and "secret" in told)


NAMES = {
    "long": "Regional procurement and supplier relationship co-ordination office " * 3,
    "unbroken": "X" * 180,
    "right-to-left": "משרד הרכש המרכזי · وزارة المشتريات " * 6,
    "Hebrew": "חברת Helios לתשתיות והנדסה בע״מ (2026), " * 5,
    "Arabic": "شركة Helios للتجارة والمقاولات المحدودة (2026)، " * 4,
    "unbroken Arabic": "المشتريات" * 20,
    "Persian": "شرکت می‌سازیم پژوهش‌های گستردهٔ کاربردی " * 5,
    "wide": "四地点管理实验室采购办公室、東京都・서울 구매 " * 6,
    "mixed": "Ωmega Ґ & <b>四</b> \u202eabc\u202c 😀 " * 5,
}


def named(sample: Snapshot, name: str, secret: str) -> Snapshot:
    """The sample with one name in every place where a name can stand, but ``secret`` in those."""
    name = name[:180]
    deal = replace(sample.deal, title=name, buyer=name, supplier=name, owner=name, reference=name)
    return replace(
        sample,
        deal=deal,
        stakeholders=tuple(replace(p, name=secret) for p in sample.stakeholders),
        terms=tuple(replace(t, name=name, owner=name, clause=name) for t in sample.terms),
        variables=tuple(replace(v, name=name, unit=name) for v in sample.variables),
        meetings=tuple(replace(m, title=name) for m in sample.meetings),
        changes=tuple(replace(c, title=name) for c in sample.changes),
        authority=tuple(replace(a, holder=secret) for a in sample.authority),
        actions=tuple(replace(a, text=secret, owner=secret) for a in sample.actions),
        entitlements=tuple(replace(e, name=name) for e in sample.entitlements),
    )


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("edition", EVERY)
def test_names_of_180_characters(sample: Snapshot, tmp_path: Path, edition: str, name: str) -> None:
    secret = "Z" * 180 if edition in ("table", "agreed") else NAMES[name][:180]
    deal = named(sample, NAMES[name], secret)
    path = put(tmp_path / "x.pdf", edition, deal)
    check_edges(path)
    assert put(tmp_path / "y.pdf", edition, deal).read_bytes() == path.read_bytes()
    if edition == "brief":
        assert len(pages_of(path)) <= 2
    boxed = bool(set(fonts.drawable(NAMES[name])) & {fonts.BOX})
    assert boxed == ("stands for a character" in " ".join(pages_of(path)))


def dearer(record: Record, factor: Decimal) -> Record:
    """A record with every amount in it so many times as large."""
    fields: dict[str, object] = {}
    for spec in own_fields(type(record)):
        value = getattr(record, spec.name)
        if is_missing(value):
            continue
        if spec.type is ValueType.MONEY:
            fields[spec.name] = value * factor
        elif spec.type is ValueType.NESTED:
            fields[spec.name] = tuple(dearer(each, factor) for each in value)
    return replace(record, **fields)


@pytest.mark.parametrize("edition", EVERY)
def test_no_figure_is_torn_however_long(sample: Snapshot, tmp_path: Path, edition: str) -> None:
    factor = Decimal("100000000.000001")
    deal = dearer(replace(sample.deal, currency="KWD"), factor)
    lists = {
        kind: tuple(dearer(record, factor) for record in records_of(sample, kind))
        for kind in DEAL_LISTS
    }
    path = put(tmp_path / "x.pdf", edition, replace(sample, deal=deal, **lists))
    check_edges(path)
    text = " ".join(line for page in lines_of(path) for line in page)
    figures = [f for f in re.findall(r"[\d,.]*\d,[\d,.]*|[\d,.]*,\d[\d,.]*", text) if len(f) > 8]
    assert figures or edition == "agreed"
    for figure in figures:
        assert re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d{3})?[.,]?", figure), figure


@pytest.mark.parametrize("edition", EVERY)
def test_logs_of_500_rows(sample: Snapshot, tmp_path: Path, edition: str) -> None:
    def grown(records: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(replace(records[n % len(records)], id=UUID(int=5_000 + n)) for n in range(500))

    full = replace(
        sample,
        terms=grown(sample.terms),
        trades=grown(sample.trades),
        questions=grown(sample.questions),
        entitlements=grown(sample.entitlements),
        stakeholders=(*sample.stakeholders, *grown(sample.stakeholders)),
    )
    check_edges(put(tmp_path / "x.pdf", edition, full))


@pytest.mark.parametrize("n", [0, 1, 120])
@pytest.mark.parametrize("title", ["W" * 90, "שדרוג קווי הייצור " * 6])
def test_portfolios(sample: Snapshot, tmp_path: Path, n: int, title: str) -> None:
    deals = tuple(
        replace(sample, deal=replace(sample.deal, id=UUID(int=n + 1), title=f"{title} {n}"))
        for n in range(n)
    )
    judged = [(deal, diagnose(deal, DAY)) for deal in deals]
    trend = score_trend(deals[:3], DAY)
    path = tmp_path / "p.pdf"
    write(path, portfolio(judged, trend, FORMATS, DAY, Wish(generated_on=DAY)))
    check_edges(path)


def real_deals() -> Iterator[Path]:
    yield from sorted(RECORDS.rglob("*.json"))[::5]


@pytest.mark.skipif(not RECORDS.is_dir(), reason="the public records are not beside the project")
@pytest.mark.parametrize("edition", EVERY)
def test_real_deals(tmp_path: Path, edition: str) -> None:
    tried = 0
    for file in real_deals():
        for source in list(read_deal_source(file))[:1]:
            checked(tmp_path / f"{tried}.pdf", edition, source.snapshot)
            tried += 1
    assert tried


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(snapshot=snapshots())
def test_any_deal_whatever(snapshot: Snapshot, tmp_path: Path) -> None:
    for edition in EVERY:
        checked(tmp_path / "x.pdf", edition, snapshot)
