"""Every shape OCDS is published in gives the same deals."""

import json
import socket
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ocdsmerge.merge import Merger

from negotiator_desk.exchange.ocds import looks_like_ocds, read_ocds
from negotiator_desk.exchange.ocds_schema import MERGE_SCHEMA
from negotiator_desk.models.choices import ChangeStatus, Origin, Stage
from negotiator_desk.models.deal import Snapshot
from tests.exchange.records import one, read, release, road


def test_a_release_package_is_merged_into_one_deal() -> None:
    snapshot = one(road())
    deal = snapshot.deal
    assert deal.origin is Origin.PUBLIC_RECORD
    assert deal.title == "Ring road, resurfacing"
    assert (deal.buyer, deal.supplier) == ("Town of Elm", "Alder Paving Ltd")
    assert (deal.currency, deal.signed_value) == ("EUR", Decimal(800000))
    assert deal.stage is Stage.DELIVERY
    assert deal.rfp_issued_on == date(2020, 1, 10)
    assert deal.award_on == date(2020, 3, 1), "the day in its own offset, not in UTC"
    assert deal.signed_on == date(2020, 3, 20)
    assert deal.delivery_start_on == date(2020, 4, 1)
    assert deal.delivery_end_on == date(2021, 6, 30), "the last end date"
    assert "ocds-example-road-7" in deal.reference
    assert "road-contract" in deal.reference


def test_a_step_and_its_amendment_are_one_change() -> None:
    (change,) = one(road()).changes
    assert change.title == "Soft ground under the northern bridge"
    assert change.price_change == Decimal("112500.5")
    assert change.decided_on == date(2021, 1, 28)
    assert change.status is ChangeStatus.AGREED
    assert "181 days" in change.description


def test_payments_growth_and_end_dates_are_said() -> None:
    summary = one(road()).deal.summary
    assert "Payments in the record: 2, together 500,000.50 EUR" in summary
    assert "412,500.00 EUR of 912,500.50 EUR not paid" in summary
    assert "+112,500.50 EUR (14.06 %)" in summary
    assert "2020-12-31 to 2021-06-30" in summary


def test_criteria_and_rivals_come_along() -> None:
    snapshot = one(road())
    assert [criterion.name for criterion in snapshot.criteria] == ["Price only"]
    assert [rival.name for rival in snapshot.rivals] == ["Birch Roads plc"]


def _shapes() -> dict[str, Any]:
    package = road()
    releases = package["releases"]
    merger = Merger(schema=MERGE_SCHEMA)
    compiled = merger.create_compiled_release(releases)
    versioned = merger.create_versioned_release(releases)
    ocid = "ocds-example-road-7"
    record = {"ocid": ocid, "releases": releases}
    return {
        "list of releases": releases,
        "releases out of order": {"releases": [releases[2], releases[0], releases[1]]},
        "record": record,
        "record package": {"records": [record]},
        "record with a summary": {**record, "compiledRelease": compiled},
        "record without ocid": {"releases": releases, "compiledRelease": compiled},
        "versioned release": versioned,
        "record with a versioned release": {"ocid": ocid, "versionedRelease": versioned},
        "linked releases beside a versioned one": {
            "ocid": ocid,
            "releases": [{"url": "https://example.org/1", "date": "2020-01-10", "tag": ["tender"]}],
            "compiledRelease": compiled,
            "versionedRelease": versioned,
        },
        "list of records": [record],
        "split over packages": [{"releases": releases[:1]}, {"releases": releases[1:]}],
    }


@pytest.mark.parametrize("shape", list(_shapes()))
def test_every_shape_gives_the_same_deal(shape: str) -> None:
    assert read(_shapes()[shape]) == read(road())


def test_a_summary_alone_knows_the_last_value_only() -> None:
    compiled = Merger(schema=MERGE_SCHEMA).create_compiled_release(road()["releases"])
    snapshot = one(compiled)
    assert snapshot.deal.signed_value == Decimal("912500.5")
    (change,) = snapshot.changes
    assert change.price_change is None, "the value contains it: counting it again would be wrong"
    assert "already contains its amendments (1)" in snapshot.deal.summary


def test_importing_twice_makes_the_same_ids() -> None:
    assert read(road()) == read(road())
    ids = [record.id for record in _all(one(road()))]
    assert len(ids) == len(set(ids))


def _all(snapshot: Snapshot) -> list[Any]:
    return [snapshot.deal, *snapshot.changes, *snapshot.criteria, *snapshot.rivals]


def test_one_deal_per_contract_and_per_award_without_one() -> None:
    value = release(
        contracts=[{"id": "c1", "awardID": "a1"}, {"id": "c2", "awardID": "a1"}],
        awards=[
            {"id": "a1", "status": "active"},
            {"id": "a2", "status": "active", "value": {"amount": 7, "currency": "EUR"}},
            {"id": "a3", "status": "unsuccessful", "value": {"amount": 5, "currency": "EUR"}},
        ],
    )
    first, second, award = read(value)
    assert first.deal.reference.endswith("c1")
    assert second.deal.reference.endswith("c2")
    assert award.deal.signed_value == Decimal(7)
    assert award.deal.stage is Stage.SIGNATURE
    assert "No contract value is in the record" in award.deal.summary


def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_more: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert len(one(road()).changes) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (json.dumps(release()), True),
        ("\ufeff" + json.dumps(release()), True),
        (json.dumps([release()]), True),
        ('{"releases": [{"ocid": ', True),
        ('{"records": []}', True),
        ('{"id": "x", "title": "a deal", "summary": "\\"ocid\\": 3"}', False),
        ('{"title": "nested", "extra": {"ocid": "x"}}', False),
        ('PK\x03\x04 "ocid":', False),
        ("", False),
        ("[]", False),
        ("ocid", False),
    ],
)
def test_ocds_is_told_from_other_files(text: str, expected: bool) -> None:
    assert looks_like_ocds(text.encode()) is expected


def test_a_name_of_ten_thousand_characters_and_markup_are_kept_as_text() -> None:
    name = "<b>&{{" + "x" * 9_900
    deal = one(release(buyer={"name": name}, contract={"title": "‮עברית 🚧 <img src=x>"})).deal
    assert deal.buyer == name
    assert deal.title == "‮עברית 🚧 <img src=x>"


def test_half_a_character_and_control_characters_are_made_visible() -> None:
    data = b'{"ocid":"o","contracts":[{"id":"c","title":"a\\ud800b\\u0007c"}]}'
    (snapshot,) = read_ocds(data, "x")
    assert snapshot.deal.title == "a\ufffdb\ufffdc"


def test_a_deal_with_keys_of_a_newer_version_is_no_public_record() -> None:
    assert not looks_like_ocds(b'{"id": "x", "title": "Helios", "ocid": "ocds-1", "records": []}')
    assert looks_like_ocds(b'{"id": "x", "ocid": "ocds-1", "tag": ["award"]}')
    assert looks_like_ocds(b'{"id": "x", "ocid": "ocds-1", "contracts": []}')
    assert looks_like_ocds(b'{"ocid": "ocds-1"}')
    assert looks_like_ocds(b'{"uri": "x", "records": []}')
