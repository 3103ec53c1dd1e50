"""A deal written and read again is the same, to the byte."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings

from negotiator_desk.dealfile import canonical, decode, read_file, revision, write_file
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.table import Offer
from tests.strategies import snapshots

EXAMPLE = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "example" / "deal.json"
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "deal.json"
NOW = datetime(2026, 5, 4, 12, 30, 15, 250_999, tzinfo=UTC)
DEAL = UUID("11111111-2222-4333-8444-555555555555")
OFFER = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"


def read(**fields: object) -> Snapshot:
    return decode(json.dumps({"id": str(DEAL), **fields}).encode(), "deal.json")


def written(**fields: object) -> str:
    """The canonical text of a deal without the id every deal has."""
    text = canonical(read(**fields)).decode()
    return text.replace(f'"id":"{DEAL}"', "ID")


@settings(max_examples=60, deadline=None)
@given(snapshots())
def test_any_deal_comes_back_the_same(snapshot: Snapshot) -> None:
    text = canonical(snapshot)
    again = decode(text, "deal.json")
    assert again == snapshot
    assert canonical(again) == text


@settings(max_examples=30, deadline=None)
@given(snapshots())
def test_the_canonical_text_is_sorted_tight_json(snapshot: Snapshot) -> None:
    text = canonical(snapshot).decode()
    tree = json.loads(text)
    without_unknown = "zz_" not in text
    if without_unknown and not _numbers(tree):  # json writes 1e-10 where the deal file does not
        assert text == json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _numbers(tree: object) -> list[float]:
    if isinstance(tree, dict):
        return [n for item in tree.values() for n in _numbers(item)]
    if isinstance(tree, list):
        return [n for item in tree for n in _numbers(item)]
    return [tree] if isinstance(tree, float) else []


@pytest.mark.parametrize("path", [EXAMPLE, SAMPLE], ids=["example", "sample"])
def test_a_real_deal_through_an_archive(path: Path, tmp_path: Path) -> None:
    if not path.is_file():
        pytest.skip(f"{path.parent.name}/{path.name} is not beside the repository")
    first = read_file(path)
    target = tmp_path / "deal.ndeal"
    manifest = write_file(target, first.snapshot, {}, ["ab" * 32], "K. Brandt", NOW)
    second = read_file(target)
    assert second.snapshot == first.snapshot
    assert second.revision == first.revision == manifest.revision == revision(first.snapshot)
    to_the_millisecond = NOW.replace(microsecond=250_000)
    assert second.manifest == msgspec.structs.replace(manifest, exported_at=to_the_millisecond)
    assert second.exported_at == to_the_millisecond


def test_an_archive_is_the_same_whenever_it_is_written(tmp_path: Path) -> None:
    snapshot = read(title="Same")
    write_file(tmp_path / "a.ndeal", snapshot, {}, [], "me", NOW)
    write_file(tmp_path / "b.ndeal", snapshot, {}, [], "me", NOW)
    assert (tmp_path / "a.ndeal").read_bytes() == (tmp_path / "b.ndeal").read_bytes()


def test_keys_are_sorted_by_code_point_and_missing_values_left_out() -> None:
    assert (
        written(title="T", buyer="", owner=None, offers=[], outcome={}, zeta=1, Alpha=2, ünder=3)
        == '{"Alpha":2,ID,"title":"T","zeta":1,"ünder":3}'
    )


def test_an_outcome_that_says_nothing_is_left_out() -> None:
    assert written(outcome={"result": None, "reasons": ["", None]}) == "{ID}"


def test_missing_items_of_lists_are_left_out() -> None:
    assert written(outcome={"reasons": ["a", "", None, "b"]}) == (
        '{ID,"outcome":{"reasons":["a","b"]}}'
    )


def test_a_blank_text_is_a_text() -> None:
    assert written(title="  ") == '{ID,"title":"  "}'


def test_unknown_keys_keep_their_raw_bytes_at_every_depth() -> None:
    data = (
        f'{{"id":"{DEAL}","new":{{"b" : 1.10, "a":[ ]}},"empty":"","nothing":null,"list":[],'
        f'"meetings":[{{"id":"{OFFER}","our_people":[{{"name":"A","rank":1e2}}],'
        '"mood":"\\u0041"}]}'
    )
    text = canonical(decode(data.encode(), "deal.json")).decode()
    assert '"new":{"b" : 1.10, "a":[ ]}' in text
    assert '"empty":""' in text
    assert '"nothing":null' in text
    assert '"list":[]' in text
    assert '"rank":1e2' in text
    assert '"mood":"\\u0041"' in text
    assert canonical(decode(text.encode(), "deal.json")).decode() == text


def test_an_unknown_key_that_needs_escapes() -> None:
    assert written(**{'a"\n': 1}) == '{"a\\"\\n":1,ID}'


def test_keys_named_like_our_own_attributes_are_unknown_ones() -> None:
    assert written(extra=1, deal=2, meta=3) == '{"deal":2,"extra":1,ID,"meta":3}'


@pytest.mark.parametrize(
    ("currency", "amount", "expected"),
    [
        ("EUR", "125000", "125000.00"),
        ("EUR", "125000.5000", "125000.50"),
        ("EUR", "0.1234", "0.1234"),
        ("EUR", "007.10", "7.10"),
        ("EUR", "-0", "0.00"),
        ("JPY", "125000.00", "125000"),
        ("JPY", "0.5", "0.5"),
        ("KWD", "1", "1.000"),
        ("", "1", "1.00"),
        ("EUR", "99999999999999.9999", "99999999999999.9999"),
    ],
)
def test_money_has_the_decimals_of_its_currency(currency: str, amount: str, expected: str) -> None:
    snapshot = read(currency=currency, offers=[{"id": OFFER, "amount": amount}])
    assert f'"amount":"{expected}"' in canonical(snapshot).decode()


@pytest.mark.parametrize(
    ("written_as", "expected"),
    [
        ("40", "40"),
        ("40.500", "40.5"),
        ("1e2", "100"),
        ("1.5E+1", "15"),
        ("25e-2", "0.25"),
        ("-0.0", "0"),
        ('"12.50"', "12.5"),
        ('"1e1"', "10"),
        ("0e9999", "0"),
        ("0.1000000000000000000000000000000000", "0.1"),
        ("12345678901234.0123456789", "12345678901234.0123456789"),
    ],
)
def test_numbers_are_exact_and_plain(written_as: str, expected: str) -> None:
    data = f'{{"id":"{DEAL}","margin_percent":{written_as}}}'
    snapshot = decode(data.encode(), "deal.json")
    assert snapshot.deal.margin_percent == Decimal(expected)
    assert canonical(snapshot).decode().endswith(f'"margin_percent":{expected}}}')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678Z"),
        ("2026-01-02T03:04:05.6789999Z", "2026-01-02T03:04:05.678Z"),
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"),
        ("2026-01-02t03:04z", "2026-01-02T03:04:00.000Z"),
        ("2026-01-02T03:04:05,5+02:00", "2026-01-02T01:04:05.500Z"),
        ("2026-01-02T03:04:05", "2026-01-02T03:04:05.000Z"),
        ("0999-01-02T03:04:05Z", "0999-01-02T03:04:05.000Z"),
    ],
)
def test_moments_are_utc_to_the_millisecond(text: str, expected: str) -> None:
    assert f'"updated_at":"{expected}"' in canonical(read(updated_at=text)).decode()


@pytest.mark.parametrize("form", [str.upper, lambda text: text.replace("-", "")])
def test_ids_are_written_in_lower_case_with_hyphens(form: object) -> None:
    assert callable(form)
    snapshot = read(offers=[{"id": form(OFFER), "amount": "1.00"}])
    assert snapshot.offers[0].id == UUID(OFFER)
    assert f'"id":"{OFFER}"' in canonical(snapshot).decode()


def test_whole_numbers_may_be_written_as_any_json_number() -> None:
    assert read(term_months=36).deal.term_months == 36
    assert decode(f'{{"id":"{DEAL}","term_months":3.60e1}}'.encode(), "x").deal.term_months == 36


def test_a_nested_record_without_an_id_gets_the_same_one_at_every_reading() -> None:
    fields = {"meetings": [{"id": OFFER, "our_people": [{"name": "A"}, {"name": "B"}]}]}
    first, second = read(**fields), read(**fields)
    people = first.meetings[0].our_people
    assert first == second
    assert people[0].id != people[1].id


def test_a_record_put_before_one_with_a_made_id_gets_another() -> None:
    meeting = {"id": OFFER, "our_people": [{"name": "B"}]}
    made = read(meetings=[meeting]).meetings[0].our_people[0].id
    people = [{"name": "A"}, {"name": "B", "id": str(made)}]
    again = read(meetings=[{"id": OFFER, "our_people": people}]).meetings[0].our_people
    assert again[1].id == made
    assert again[0].id != made


def test_an_outcome_keeps_an_id_only_if_it_has_one() -> None:
    outcome = read(outcome={"result": "won"}).deal.outcome
    assert outcome is not None
    assert outcome.id is None
    assert '"outcome":{"result":"won"}' in written(outcome={"result": "won"})
    with_id = read(outcome={"result": "won", "id": OFFER}).deal.outcome
    assert with_id is not None
    assert with_id.id == UUID(OFFER)


def test_lists_keep_their_order_and_doubles() -> None:
    roles = ["legal", "coach", "legal"]
    assert '"buying_roles":["legal","coach","legal"]' in written(
        stakeholders=[{"id": OFFER, "buying_roles": roles}]
    )


def test_a_byte_order_mark_is_passed_over() -> None:
    assert decode(b"\xef\xbb\xbf" + canonical(read(title="T")), "x") == read(title="T")


def test_control_characters_are_escaped_only_where_json_demands() -> None:
    text = "\x00\x1f\x7f\u2028/<b>&{{\n"
    assert '"title":"\\u0000\\u001f\x7f\u2028/<b>&{{\\n"' in written(title=text)
    assert read(title=text).deal.title == text


def test_a_record_made_by_the_program_is_written_as_its_reading() -> None:
    offer = Offer(id=UUID(OFFER), amount=Decimal("1E+3"))
    snapshot = Snapshot(deal=Deal(id=DEAL, currency="EUR"), offers=(offer,))
    assert decode(canonical(snapshot), "x").offers[0].amount == 1000
