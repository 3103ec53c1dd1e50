"""Deals as a whole: made, copied, put away, deleted, brought in and out of a real desk."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from negotiator_desk.dealfile import canonical, read_file, revision, write_file
from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.choices import Origin
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.services import deals
from negotiator_desk.services.context import Context
from negotiator_desk.services.settings import set_name
from negotiator_desk.services.sources import read_deal_source
from negotiator_desk.store.desk import open_desk
from negotiator_desk.wording.refusals import Refusal
from tests.strategies import snapshots

EVIDENCE = b"minutes"
EVIDENCE_SHA256 = hashlib.sha256(EVIDENCE).hexdigest()
ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / ".." / "shared" / "data" / "example" / "deal.json"
DEAL = "11111111-2222-4333-8444-555555555555"
OFFER = "22222222-2222-4333-8444-555555555555"
TRADE = "33333333-2222-4333-8444-555555555555"


NOW = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
PERSON = "K. Brandt"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    yield from a_desk(tmp_path / "desk")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Context]:
    """A second desk, empty."""
    yield from a_desk(tmp_path / "other")


def a_desk(folder: Path) -> Iterator[Context]:
    with open_desk(folder, lambda: NOW) as desk:
        made = Context(desk=desk, clock=lambda: NOW)
        set_name(made, PERSON)
        yield made


def a_deal(**fields: Any) -> dict[str, Any]:
    return {
        "id": DEAL,
        "title": "Helios",
        "currency": "EUR",
        "offers": [{"id": OFFER, "amount": "10.00", "trade_id": TRADE, "mood": "good"}],
        "trades": [{"id": TRADE, "given": [{"description": "Training"}]}],
        "new_list": [{"id": "44444444-2222-4333-8444-555555555555", "offer_id": OFFER}],
        **fields,
    }


def a_file(folder: Path, name: str = "helios.json", **fields: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(a_deal(**fields)), "utf-8")
    return path


def state_of(context: Context) -> list[tuple[UUID, bytes]]:
    """All that the desk holds of deals, to be compared."""
    return [(row.id, canonical(context.desk.load(row.id))) for row in context.desk.deals()]


def status_of(results: tuple[deals.ImportResult, ...]) -> str:
    (result,) = results
    assert result.text
    assert "\n" not in result.text
    return result.status


# Made, copied, put away, deleted.


def test_a_new_deal_is_mine(context: Context) -> None:
    deal_id = deals.create_deal(
        context, title="Depot", buyer="Norvik", currency="EUR", supplier="A"
    )
    deal = context.desk.load(deal_id).deal
    assert (deal.title, deal.buyer, deal.currency, deal.supplier) == ("Depot", "Norvik", "EUR", "A")
    assert (deal.owner, deal.updated_by, deal.origin) == (PERSON, PERSON, Origin.OWN)
    assert deal.created_at == deal.updated_at == NOW
    context.desk.undo()
    assert context.desk.deals() == ()
    context.desk.redo()
    assert context.desk.load(deal_id).deal == deal


def test_a_new_deal_that_breaks_a_rule_is_not_made(context: Context) -> None:
    with pytest.raises(Refusal, match="Currency"):
        deals.create_deal(context, title="Depot", buyer="", currency="euro")
    assert context.desk.deals() == ()
    assert context.desk.undo_label is None


def test_a_duplicate_has_ids_of_its_own(context: Context, tmp_path: Path) -> None:
    deals.import_path(context, a_file(tmp_path))
    copy_id = deals.duplicate_deal(context, UUID(DEAL))
    source, copy = context.desk.load(UUID(DEAL)), context.desk.load(copy_id)
    assert copy.deal.title == "Helios (copy)"
    assert copy.offers[0].trade_id == copy.trades[0].id != source.trades[0].id
    assert copy.trades[0].given[0].id != source.trades[0].given[0].id
    assert str(copy.offers[0].id) in copy.deal.extra
    context.desk.undo()
    assert [row.id for row in context.desk.deals()] == [UUID(DEAL)]


def test_archived_and_back(context: Context, tmp_path: Path) -> None:
    deals.import_path(context, a_file(tmp_path))
    deals.archive(context, UUID(DEAL))
    assert [row.archived for row in context.desk.deals()] == [True]
    context.desk.undo()
    assert [row.archived for row in context.desk.deals()] == [False]
    context.desk.redo()
    deals.unarchive(context, UUID(DEAL))
    assert [row.archived for row in context.desk.deals()] == [False]


def test_a_deal_is_deleted_in_one_step(context: Context, tmp_path: Path) -> None:
    deals.import_path(context, a_file(tmp_path))
    before = state_of(context)
    deals.delete_deal(context, UUID(DEAL))
    assert context.desk.deals() == ()
    context.desk.undo()
    assert state_of(context) == before


def test_a_deal_that_is_gone(context: Context) -> None:
    for work in (deals.delete_deal, deals.duplicate_deal, deals.archive):
        with pytest.raises(Refusal, match=DEAL):
            work(context, UUID(DEAL))


# In and out.


def test_out_and_into_an_empty_desk_and_out_again(
    context: Context, other: Context, tmp_path: Path
) -> None:
    path = EXAMPLE if EXAMPLE.is_file() else a_file(tmp_path)
    assert status_of(deals.import_path(context, path)) == "imported"
    (row,) = context.desk.deals()
    first, second = tmp_path / "first.ndeal", tmp_path / "second.ndeal"
    deals.export_deal(context, row.id, first)
    assert status_of(deals.import_path(other, first)) == "imported"
    deals.export_deal(other, row.id, second)
    texts = []
    for archive in (first, second):
        with zipfile.ZipFile(archive) as opened:
            texts.append(opened.read("deal.json"))
    assert texts[0] == texts[1]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(snapshot=snapshots())
def test_any_deal_survives_the_desk(context: Context, tmp_path: Path, snapshot: Snapshot) -> None:
    path = tmp_path / "any.ndeal"
    write_file(path, snapshot, {}, [], "", NOW)
    (result,) = deals.import_path(context, path, "copy")
    deals.export_deal(context, result.deal_id, path)
    again = read_file(path)
    assert again.snapshot == context.desk.load(result.deal_id)
    if result.status == "imported":
        assert canonical(again.snapshot) == canonical(snapshot)


def test_unknown_keys_pass_through_the_desk(context: Context, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    deals.import_path(context, path)
    (source,) = read_deal_source(path)
    assert canonical(context.desk.load(UUID(DEAL))) == canonical(source.snapshot)
    assert b'"mood":"good"' in canonical(source.snapshot)


def test_the_same_revision_does_nothing(context: Context, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    deals.import_path(context, path)
    label = context.desk.undo_label
    assert status_of(deals.import_path(context, path)) == "unchanged"
    assert status_of(deals.import_path(context, path, "replace")) == "unchanged"
    assert context.desk.undo_label == label


def test_another_revision_is_refused_with_both_dates(context: Context, tmp_path: Path) -> None:
    deals.import_path(context, a_file(tmp_path, updated_at="2026-03-01T08:00:00.000Z"))
    before = state_of(context)
    path = a_file(tmp_path, title="Helios 2", updated_at="2026-03-09T10:30:00.000Z")
    (result,) = deals.import_path(context, path)
    assert result.status == "conflict"
    assert result.refused
    for part in ("helios.json", "Helios 2", DEAL, "2026-03-01 08:00 UTC", "2026-03-09 10:30 UTC"):
        assert part in result.text
    assert state_of(context) == before


def test_dates_where_no_record_has_one(context: Context, tmp_path: Path) -> None:
    deals.import_path(context, a_file(tmp_path))
    path = a_file(tmp_path, title="Helios 2")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (result,) = deals.import_path(context, path)
    assert "2023-11-14 22:13 UTC" in result.text
    assert f"{NOW:%Y-%m-%d %H:%M} UTC" in result.text
    archive = tmp_path / "helios.ndeal"
    (source,) = read_deal_source(path)
    write_file(archive, source.snapshot, {}, [], "", datetime(2026, 7, 7, 7, 7, tzinfo=UTC))
    assert "2026-07-07 07:07 UTC" in deals.import_path(context, archive)[0].text


def test_replaced_in_one_undo_step(context: Context, tmp_path: Path) -> None:
    deals.import_path(context, a_file(tmp_path))
    before = state_of(context)
    path = a_file(tmp_path, title="Helios 2", offers=[])
    path.write_text(path.read_text("utf-8").replace(f', "offer_id": "{OFFER}"', ""), "utf-8")
    assert status_of(deals.import_path(context, path, "replace")) == "replaced"
    snapshot = context.desk.load(UUID(DEAL))
    assert (snapshot.deal.title, snapshot.offers) == ("Helios 2", ())
    context.desk.undo()
    assert state_of(context) == before


def test_a_copy_beside_the_one_that_is_here(context: Context, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    deals.import_path(context, path)
    (result,) = deals.import_path(context, path, "copy")
    assert result.status == "copied"
    assert result.deal_id != UUID(DEAL)
    copy = context.desk.load(result.deal_id)
    assert copy.deal.title == "Helios"
    assert copy.offers[0].trade_id == copy.trades[0].id
    assert revision(copy) != revision(context.desk.load(UUID(DEAL)))
    context.desk.undo()
    assert [row.id for row in context.desk.deals()] == [UUID(DEAL)]


def test_copy_of_a_deal_that_is_not_here_is_an_import(context: Context, tmp_path: Path) -> None:
    (result,) = deals.import_path(context, a_file(tmp_path), "copy")
    assert (result.status, result.deal_id) == ("imported", UUID(DEAL))


def test_another_program_brings_the_same_deal_in_meanwhile(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_file(tmp_path)
    plan = deals._planned

    def overtaken(*arguments: Any) -> Any:
        made = plan(*arguments)
        monkeypatch.setattr(deals, "_planned", plan)
        for program in a_desk(tmp_path / "desk"):
            assert status_of(deals.import_path(program, path)) == "imported"
        return made

    monkeypatch.setattr(deals, "_planned", overtaken)
    assert status_of(deals.import_path(context, path)) == "unchanged"
    assert [row.id for row in context.desk.deals()] == [UUID(DEAL)]


def test_the_descent_of_a_deal_goes_with_it(
    context: Context, other: Context, tmp_path: Path
) -> None:
    deals.import_path(context, a_file(tmp_path))
    first = revision(context.desk.load(UUID(DEAL)))
    out = tmp_path / "helios.ndeal"
    deals.export_deal(context, UUID(DEAL), out)
    manifest = read_file(out).manifest
    assert manifest is not None
    assert manifest.lineage == ()
    assert manifest.exported_by == PERSON
    deals.import_path(other, out)
    deals.import_path(other, a_file(tmp_path, title="Helios 2"), "replace")
    deals.export_deal(other, UUID(DEAL), out)
    second = read_file(out)
    assert second.manifest is not None
    assert second.revision != first
    deals.import_path(context, out, "replace")
    deals.export_deal(context, UUID(DEAL), out)
    third = read_file(out).manifest
    assert third is not None
    assert third.revision == second.revision
    assert third.lineage == second.manifest.lineage


def test_evidence_files_go_with_the_deal(context: Context, other: Context, tmp_path: Path) -> None:
    attachment = {"id": TRADE.replace("3", "9"), "name": "m.txt", "sha256": EVIDENCE_SHA256}
    (source,) = read_deal_source(a_file(tmp_path, attachments=[attachment]))
    path = tmp_path / "helios.ndeal"
    write_file(path, source.snapshot, {EVIDENCE_SHA256: EVIDENCE}, [], "", NOW)
    deals.import_path(context, path)
    out = tmp_path / "out.ndeal"
    deals.export_deal(context, UUID(DEAL), out)
    assert read_file(out).blobs == {EVIDENCE_SHA256: EVIDENCE}


BROKEN = {
    "markup.json": b"<html>",
    "cut.json": json.dumps(a_deal()).encode()[:-9],
    "cut.ndeal": b"PK\x03\x04 and no more",
    "enum.json": json.dumps(a_deal(stage="moon")).encode(),
    "date.json": json.dumps(a_deal(signed_on="2026-13-01")).encode(),
    "nan.json": json.dumps(a_deal(margin_percent=float("nan"))).encode(),
    "dangling.json": json.dumps(a_deal(trades=[])).encode(),
    "ocds.json": b'{"ocid": "ocds-1", "releases": [{"ocid": 5}]}',
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("mode", ["normal", "replace", "copy"])
def test_what_is_refused_leaves_the_desk_as_it_was(
    context: Context, tmp_path: Path, name: str, mode: deals.ImportMode
) -> None:
    deals.import_path(context, a_file(tmp_path))
    before, label = state_of(context), context.desk.undo_label
    (tmp_path / name).write_bytes(BROKEN[name])
    with pytest.raises(Refusal, match=name):
        deals.import_path(context, tmp_path / name, mode)
    assert state_of(context) == before
    assert context.desk.undo_label == label


@pytest.mark.parametrize("name", ["helios.ndeal", "helios.json", "helios.txt", "helios"])
def test_files_are_told_by_their_content(context: Context, tmp_path: Path, name: str) -> None:
    deals.import_path(context, a_file(tmp_path, name))
    deals.export_deal(context, UUID(DEAL), tmp_path / name)
    (source,) = read_deal_source(tmp_path / name)
    assert source.snapshot == context.desk.load(UUID(DEAL))


def test_an_export_that_fails_leaves_the_old_file(context: Context, tmp_path: Path) -> None:
    deals.import_path(context, a_file(tmp_path))
    with pytest.raises(Refusal, match="cannot be written"):
        deals.export_deal(context, UUID(DEAL), tmp_path / "nowhere" / "x.ndeal")


def test_the_sample_is_put_on_the_desk_once(context: Context, tmp_path: Path) -> None:
    first = deals.open_sample(context)
    assert deals.open_sample(context) == first
    (row,) = context.desk.deals()
    assert (row.id, row.origin) == (first, Origin.SAMPLE)
    out = tmp_path / "sample.ndeal"
    deals.export_deal(context, first, out)
    package = read_file(out)
    assert {each.sha256 for each in package.snapshot.attachments} == package.blobs.keys()


# Found by id or title.


def test_a_deal_is_found_by_id_or_title(context: Context) -> None:
    first = deals.create_deal(context, title="Depot", buyer="", currency="EUR")
    second = deals.create_deal(context, title="depot", buyer="", currency="EUR")
    third = deals.create_deal(context, title="Straße", buyer="", currency="EUR")
    assert deals.find_deal(context, "Depot") == first
    assert deals.find_deal(context, " depot ") == second
    assert deals.find_deal(context, "STRASSE") == third
    assert deals.find_deal(context, str(first).upper()) == first
    assert deals.find_deal(context, second.hex) == second
    with pytest.raises(Refusal) as caught:
        deals.find_deal(context, "DEPOT")
    assert str(first) in caught.value.text
    assert str(second) in caught.value.text
    for text in ("nothing", "", "  "):
        with pytest.raises(Refusal, match="no deal on the desk"):
            deals.find_deal(context, text)


def test_untitled_deals_are_found_by_id_only(context: Context) -> None:
    snapshot = Snapshot(deal=Deal(id=UUID(DEAL)))
    with context.desk.edit(EditLabel(key="create_deal")) as unit:
        unit.insert_deal(snapshot)
    assert deals.find_deal(context, DEAL) == UUID(DEAL)
    with pytest.raises(Refusal):
        deals.find_deal(context, " ")
