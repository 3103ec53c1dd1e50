"""The real records beside the repository, against the figures computed from the files alone."""

import json
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from negotiator_desk.domain.control import diagnose
from negotiator_desk.exchange.ocds import looks_like_ocds, read_ocds, read_ocds_file
from negotiator_desk.models.choices import ChangeStatus, Origin
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.services.sources import read_deal_source
from negotiator_desk.wording.refusals import Refusal
from tests.exchange.records import REAL, read

EXPECTED: dict[str, Any] = (
    json.loads((REAL / "EXPECTED.json").read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
    if (REAL / "EXPECTED.json").is_file()
    else {}
)
RECORDS = [name for name in EXPECTED if name.startswith("ocds/") and name.endswith(".json")]

pytestmark = pytest.mark.skipif(
    not RECORDS, reason="the real public records are not beside the repository"
)


def _contracts(name: str) -> list[dict[str, Any]]:
    return [c for process in EXPECTED[name]["processes"] for c in process["contracts"]]


def _deals(name: str) -> dict[str, Snapshot]:
    made = read_ocds_file(REAL / name)
    return dict(zip((c["id"] for c in _contracts(name)), made, strict=True))


def _moved(snapshot: Snapshot) -> list[Decimal]:
    return [c.price_change for c in snapshot.changes if c.price_change is not None]


@pytest.mark.parametrize("name", RECORDS)
def test_one_deal_per_contract_with_the_last_value(name: str) -> None:
    assert looks_like_ocds((REAL / name).read_bytes())
    for contract in _contracts(name):
        snapshot = _deals(name)[contract["id"]]
        deal = snapshot.deal
        assert deal.origin is Origin.PUBLIC_RECORD
        assert contract["id"] in deal.reference
        assert deal.currency == contract["currency"]
        if contract["value"] is None:
            assert deal.signed_value is None
            assert _moved(snapshot) == []
            assert "gives no value" in deal.summary
        else:
            assert deal.signed_value is not None
            assert deal.signed_value + sum(_moved(snapshot)) == contract["value"]
            found = diagnose(snapshot, date(2026, 1, 1))
            assert found.value.contract_sum_today == Fraction(contract["value"])
            assert found.score is None
        assert all(change.status is ChangeStatus.AGREED for change in snapshot.changes)


@pytest.mark.parametrize("name", RECORDS)
def test_buyer_title_and_dates_as_written(name: str) -> None:
    (process,) = EXPECTED[name]["processes"]
    for contract in process["contracts"]:
        deal = _deals(name)[contract["id"]].deal
        assert deal.buyer == (process["buyer"] or "")
        if contract["title"] != "None":  # the figures' word for a missing title
            assert deal.title.startswith(contract["title"])
        start, end = (day and day[:10] for day in contract["period"])
        assert (deal.delivery_start_on and deal.delivery_start_on.isoformat()) == start
        assert (deal.delivery_end_on and deal.delivery_end_on.isoformat()) == end


@pytest.mark.parametrize("name", RECORDS)
def test_amendments_growth_and_payments(name: str) -> None:
    for contract in _contracts(name):
        snapshot = _deals(name)[contract["id"]]
        deal, moved = snapshot.deal, _moved(snapshot)
        if "amendment_lines" in contract:
            assert deal.signed_value == contract["base_value"]
            assert len(snapshot.changes) == contract["changes"]
            assert sum(1 for price in moved if price) == contract["value_changing"]
            assert sum(price for price in moved if price > 0) == contract["increases"]
            assert -sum(price for price in moved if price < 0) == contract["decreases"]
            assert _growth(snapshot) == contract["growth_pct"]
            _assert_days(deal.summary, contract["extension_days"])
            late = re.search(r"had ended \([^)]*\): ([^.]*)\.", deal.summary)
            listed = late[1].split("; ") if late else []
            assert listed == contract["signed_after_expiry"]
        for amendment in contract.get("amendments", ()):
            words = amendment["rationale"] or amendment["description"]
            (change,) = [c for c in snapshot.changes if words in c.description]
            assert change.decided_on is not None
            assert change.decided_on.isoformat() == amendment["date"][:10]
        if "paid" in contract:
            assert f"Payments in the record: {contract['transactions']}, " in deal.summary
            assert f"together {contract['paid']:,.2f} {deal.currency}" in deal.summary
            if contract["unpaid"]:
                assert f"{contract['unpaid']:,.2f} {deal.currency} of" in deal.summary


@pytest.mark.parametrize("name", [n for n in RECORDS if "change_over_releases" in EXPECTED[n]])
def test_change_over_releases(name: str) -> None:
    for path in EXPECTED[name]["change_over_releases"]:
        snapshot = _deals(name)[path["contract"]]
        assert snapshot.deal.signed_value == path["first"]
        assert sum(_moved(snapshot)) == path["change"]
        assert _growth(snapshot) == path["growth_pct"]
        _assert_days(snapshot.deal.summary, path["extension_days"])


@pytest.mark.parametrize("name", RECORDS)
def test_one_award_with_several_contracts(name: str) -> None:
    (process,) = EXPECTED[name]["processes"]
    summaries = [snapshot.deal.summary for snapshot in _deals(name).values()]
    shared = process["awards_with_several_contracts"]
    assert any("stands for" in summary for summary in summaries) is bool(shared)
    for award in shared:
        said = f"{award['sum_of_contracts']:,} PYG (+{award['difference']} PYG)"
        assert sum(said in summary for summary in summaries) == award["contracts"]


def _growth(snapshot: Snapshot) -> Decimal:
    assert snapshot.deal.signed_value
    ratio = sum(_moved(snapshot), Decimal(0)) / snapshot.deal.signed_value * 100
    return ratio.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _assert_days(summary: str, days: Decimal) -> None:
    found = re.search(r"The end date went .* \((\d+) days\)", summary)
    assert (Decimal(found[1]) if found else Decimal(0)) == days


def _versioned(value: Any) -> list[Any]:
    """The versioned releases of a document, alone."""
    records = value.get("records", [value])
    return [record["versionedRelease"] for record in records if record.get("versionedRelease")]


VERSIONED = [n for n in RECORDS if b'"versionedRelease"' in (REAL / n).read_bytes()]


@pytest.mark.parametrize("name", VERSIONED)
def test_a_versioned_release_alone_tells_the_same(name: str) -> None:
    path: Path = REAL / name
    versioned = _versioned(json.loads(path.read_text("utf-8")))
    alone, whole = read(versioned), read_ocds_file(path)
    for one, other in zip(alone, whole, strict=True):
        assert one.deal.id == other.deal.id
        assert one.deal.signed_value == other.deal.signed_value
        assert _moved(one) == _moved(other)
        assert one.deal.supplier == other.deal.supplier
        assert one.deal.delivery_end_on == other.deal.delivery_end_on


@pytest.mark.parametrize("name", ["fictional/template.xlsx", "fictional/06-implementation.xlsx"])
def test_a_spreadsheet_is_refused_in_a_sentence(name: str) -> None:
    data = (REAL / "ocds" / name).read_bytes()
    assert not looks_like_ocds(data)
    with pytest.raises(Refusal, match=r"x\.xlsx: the file is a ZIP archive or a spreadsheet"):
        read_ocds(data, "x.xlsx")
    with pytest.raises(
        Refusal, match=r"\.xlsx: this is a spreadsheet, not a deal file or OCDS JSON"
    ):
        read_deal_source(REAL / "ocds" / name)
