"""``import``, ``list`` and ``export``, and deals of the desk by id or title."""

import json
import shutil
from pathlib import Path

import pytest

from negotiator_desk.wording.resources import resource_path
from tests.commands.running import Run
from tests.exchange.records import DATA

SAMPLE = str(resource_path("sample/deal.json"))
ROAD = str(DATA / "road_releases.json")


def _rows(run: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("list", "--json").out.splitlines()]


def test_asking_does_not_make_a_desk(run: Run) -> None:
    assert run("list").status == 0
    assert run("diagnose", "no such deal").status == 1
    assert run("export", "no such deal", "-o", "x.ndeal").status == 1
    assert run("diagnose", SAMPLE).status == 0
    assert not run.desk.exists()


def test_import_list_and_diagnose_by_title_and_id(run: Run) -> None:
    done = run("import", SAMPLE, ROAD)
    assert (done.status, done.err) == (0, "")
    assert len(done.out.splitlines()) == 2
    rows = {str(row["title"]): row for row in _rows(run)}
    assert rows["Ring road, resurfacing"]["origin"] == "public_record"
    listing = run("list").out
    for title, row in rows.items():
        assert title in listing
        by_title = json.loads(run("diagnose", title, "--json").out)
        by_id = json.loads(run("diagnose", str(row["id"]), "--json").out)
        assert by_title["deal_id"] == by_id["deal_id"] == row["id"]
        assert by_title["file"] == title


def test_importing_the_same_again_says_so_and_does_nothing(run: Run) -> None:
    run("import", SAMPLE, ROAD)
    done = run("import", SAMPLE, ROAD)
    assert (done.status, done.err) == (0, "")
    assert done.out.count("in the same revision; nothing was done") == 2
    assert len(_rows(run)) == 2


def test_another_revision_is_refused_unless_replace_or_copy(run: Run, tmp_path: Path) -> None:
    run("import", SAMPLE)
    deal = json.loads(Path(SAMPLE).read_text("utf-8"))
    other = tmp_path / "other.json"
    other.write_text(json.dumps({**deal, "title": "Another title"}), "utf-8")
    refused = run("import", str(other), ROAD)
    assert refused.status == 1
    assert len(refused.err.splitlines()) == 1
    assert "another revision" in refused.err
    assert "Ring road" in refused.out, "the other file is done"
    assert run("import", "--copy", str(other)).status == 0
    assert len(_rows(run)) == 3
    assert run("import", "--replace", str(other)).status == 0
    titles = sorted(str(row["title"]) for row in _rows(run))
    assert titles == ["Another title", "Another title", "Ring road, resurfacing"]


def test_a_title_that_several_deals_have_is_refused_with_their_ids(run: Run) -> None:
    run("import", SAMPLE)
    run("import", "--copy", SAMPLE)
    first, second = _rows(run)
    done = run("diagnose", str(first["title"]))
    assert done.status == 1
    assert str(first["id"]) in done.err
    assert str(second["id"]) in done.err


def test_export_and_import_give_the_same_deal(run: Run, tmp_path: Path) -> None:
    run("import", ROAD)
    out = tmp_path / "road.ndeal"
    done = run("export", "ring road, RESURFACING", "-o", str(out))
    assert (done.status, done.err) == (0, "")
    assert run("check", str(out)).status == 0
    again = run("import", str(out))
    assert "in the same revision" in again.out


def test_export_into_no_folder_is_refused(run: Run, tmp_path: Path) -> None:
    run("import", ROAD)
    done = run("export", "Ring road, resurfacing", "-o", str(tmp_path / "no" / "x.ndeal"))
    assert done.status == 1
    assert len(done.err.splitlines()) == 1


def test_a_file_that_is_refused_makes_no_desk(run: Run, tmp_path: Path) -> None:
    assert run("import", str(tmp_path / "absent.ndeal")).status == 1
    assert not run.desk.exists()


def test_what_cannot_be_imported_leaves_the_desk_as_it_was(run: Run, tmp_path: Path) -> None:
    run("import", ROAD)
    before = _rows(run)
    bad = tmp_path / "bad.json"
    bad.write_text('{"ocid": "x", "contracts": [', "utf-8")
    done = run("import", str(bad), str(tmp_path))
    assert done.status == 1
    assert len(done.err.splitlines()) == 2
    assert "is not JSON (line 1, column 29)" in done.err
    assert _rows(run) == before


def test_a_desk_that_is_none_is_refused_in_a_sentence(run: Run) -> None:
    run.desk.mkdir()
    (run.desk / "desk.sqlite").write_bytes(b"not a database at all" * 200)
    done = run("list")
    assert done.status == 1
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err


def test_a_desk_that_can_be_had_back_is_asked_for_each_time(run: Run) -> None:
    run("import", SAMPLE)
    backups = run.desk / "backups"
    backups.mkdir(exist_ok=True)
    shutil.copy(run.desk / "desk.sqlite", backups / "desk-20260101T000000Z.sqlite")
    (run.desk / "desk.sqlite").write_bytes(b"not a database at all" * 200)
    for arguments in (["list"], ["list"], ["diagnose", "Helios"], ["import", SAMPLE]):
        done = run(*arguments)
        assert (done.status, done.out) == (1, "")
        assert "the last good backup is " in done.err


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_in_the_place_of_the_folder_is_refused(run: Run, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    run.desk = tmp_path / "file" / below
    for arguments in (["list"], ["diagnose", "Helios"], ["import", SAMPLE]):
        done = run(*arguments)
        assert (done.status, done.out) == (1, "")
        assert len(done.err.splitlines()) == 1
        assert "choose another with --data-dir" in done.err
