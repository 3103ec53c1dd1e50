"""Opening: new, newer, foreign, damaged and locked desks, and what lies beside them."""

import os
import sqlite3
from pathlib import Path

import pytest

from negotiator_desk.store import backup, connection, opening
from negotiator_desk.store.connection import APPLICATION_ID, wal_is_safe
from negotiator_desk.store.desk import (
    Desk,
    DeskDamaged,
    DeskForeign,
    DeskLocked,
    DeskTooNew,
    DeskUnusable,
    open_desk,
)
from negotiator_desk.store.integrity import check_integrity, read_header
from negotiator_desk.store.migrations import SCHEMA_VERSION
from negotiator_desk.store.running import marks
from negotiator_desk.wording.refusals import Refusal
from tests.store.making import EDIT, Clock, a_deal, a_desk, many, put, spoil_table, uid


def file_of(folder: Path) -> Path:
    return folder / backup.DESK_FILE


def filled(folder: Path, times: int = 1) -> Path:
    """A desk with a deal on it, closed; the file."""
    with a_desk(folder) as desk:
        put(desk, many(a_deal(), times, "deal"))
    return file_of(folder)


def execute(path: Path, statement: str) -> None:
    plain = sqlite3.connect(path)
    plain.execute(statement)
    plain.commit()
    plain.close()


def test_a_new_desk_is_marked_as_ours(tmp_path: Path) -> None:
    with a_desk(tmp_path / "a" / "b"):
        header = read_header(file_of(tmp_path / "a" / "b"))
    assert header is not None
    assert (header.application_id, header.user_version) == (APPLICATION_ID, SCHEMA_VERSION)


def test_a_newer_desk_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = filled(tmp_path)
    execute(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(DeskTooNew) as refused:
        a_desk(tmp_path)
    assert "newer version" in refused.value.text
    assert str(path) in refused.value.text
    assert path.read_bytes() == before
    assert marks(tmp_path) == ([], 0)


def test_a_foreign_database_is_never_opened(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    execute(path, "CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(DeskForeign) as refused:
        a_desk(tmp_path)
    assert "another program" in refused.value.text
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]


@pytest.mark.parametrize(
    "content", [b"<html>", b"x" * 4096, b"SQLite format 3\x00"], ids=["short", "long", "cut"]
)
def test_what_is_no_database_is_moved_aside(tmp_path: Path, content: bytes) -> None:
    path = file_of(tmp_path)
    path.write_bytes(content)
    with pytest.raises(DeskDamaged) as refused:
        a_desk(tmp_path)
    moved = refused.value.moved_to
    assert moved is not None
    assert moved.read_bytes() == content
    assert str(moved) in refused.value.text
    assert refused.value.backup is None
    with a_desk(tmp_path) as desk:  # nothing to have back: the next start begins anew
        assert desk.deals() == ()


def test_an_empty_file_becomes_a_desk(tmp_path: Path) -> None:
    file_of(tmp_path).touch()
    with a_desk(tmp_path) as desk:
        assert desk.deals() == ()


def test_damage_is_found_on_a_copy_and_the_file_moved_aside_at_the_next_start(
    tmp_path: Path,
) -> None:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        put(desk, many(a_deal(), 20, "deal"))
    (good,) = backup.backups(tmp_path)
    path = file_of(tmp_path)
    spoil_table(path, "trades")
    spoilt = path.read_bytes()
    with a_desk(tmp_path, clock) as desk:
        assert desk.look_after()
    with pytest.raises(DeskDamaged) as refused:
        a_desk(tmp_path, clock)
    moved = refused.value.moved_to
    assert moved is not None
    assert moved.read_bytes() == spoilt
    assert refused.value.backup == good
    assert str(moved) in refused.value.text
    assert str(good) in refused.value.text
    assert not path.exists()
    # Asked again, the same answer, and never an empty desk in the place of the lost one.
    with pytest.raises(DeskDamaged) as again:
        a_desk(tmp_path, clock)
    assert (again.value.moved_to, again.value.backup) == (moved, good)
    assert backup.restore_backup(good, tmp_path) is None
    with a_desk(tmp_path, clock) as desk:
        assert desk.load(uid("deal")) == many(a_deal(), 20, "deal")
    assert moved.exists()
    assert good.exists()


def test_damage_found_in_use_is_said_and_the_file_moved_at_the_next_start(tmp_path: Path) -> None:
    path = filled(tmp_path)
    spoil_table(path, "trades")
    with a_desk(tmp_path) as desk:
        with pytest.raises(DeskDamaged) as said:
            desk.load(uid("deal"))
        assert said.value.moved_to is None
        assert desk.deals()
    with pytest.raises(DeskDamaged) as refused:
        a_desk(tmp_path)
    assert refused.value.moved_to is not None


def test_damage_that_stands_in_the_way_of_opening(tmp_path: Path) -> None:
    path = filled(tmp_path)
    spoil_table(path, "sqlite_autoindex_deal_1")
    spoil_table(path, "sqlite_autoindex_deal_2")
    with pytest.raises(DeskDamaged) as refused:
        a_desk(tmp_path)
    assert refused.value.moved_to is not None
    assert not path.exists()


def test_a_damaged_desk_may_be_left_for_an_empty_one(tmp_path: Path) -> None:
    path = filled(tmp_path)
    path.write_bytes(b"spoilt")
    with pytest.raises(DeskDamaged):
        a_desk(tmp_path)
    with open_desk(tmp_path, Clock(), start_empty=True) as desk:
        assert desk.deals() == ()
    with a_desk(tmp_path) as desk:
        assert desk.deals() == ()


def test_after_an_unclean_end_the_whole_desk_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    checked: list[Path] = []

    def note(each: Path) -> tuple[str, ...]:
        checked.append(each)
        return ()

    monkeypatch.setattr(opening, "problems_of", note)
    a_desk(tmp_path).close()
    assert not checked
    (tmp_path / "running-1-left").touch()
    a_desk(tmp_path).close()
    assert checked == [path]
    a_desk(tmp_path).close()
    assert checked == [path]


def test_an_unclean_end_with_damage(tmp_path: Path) -> None:
    path = filled(tmp_path, times=20)
    spoil_table(path, "trades")
    (tmp_path / "running-1-left").touch()
    with pytest.raises(DeskDamaged) as refused:
        a_desk(tmp_path)
    assert refused.value.moved_to is not None
    assert refused.value.backup is not None


def test_a_second_program_is_no_unclean_end(tmp_path: Path) -> None:
    with a_desk(tmp_path) as one:
        assert marks(tmp_path) == ([], 1)
        with a_desk(tmp_path) as two:
            assert marks(tmp_path) == ([], 2)
            put(one, a_deal())
            assert two.load(uid("deal")) == a_deal()
            put(two, a_deal("second"))
            assert one.load(uid("second")) == a_deal("second")
    assert marks(tmp_path) == ([], 0)


def test_a_desk_that_is_held_is_refused_in_words(tmp_path: Path) -> None:
    with open_desk(tmp_path, Clock(), timeout=0.05) as desk:
        put(desk, a_deal())
        holder = sqlite3.connect(file_of(tmp_path), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(DeskLocked) as refused, desk.edit(EDIT) as unit:
            unit.delete_deal(uid("deal"))
        assert "in use by another program" in refused.value.text
        holder.execute("ROLLBACK")
        holder.close()
        with desk.edit(EDIT) as unit:
            unit.update(uid("deal"), "deal", uid("deal"), {"title": "after"})
        assert desk.load(uid("deal")).deal.title == "after"


def test_a_reader_that_stays_makes_a_commit_fail_whole(tmp_path: Path) -> None:
    """In rollback mode a COMMIT waits for readers; refused, it leaves no open transaction."""
    with open_desk(tmp_path, Clock(), timeout=0.05) as desk:
        put(desk, a_deal())
        reader = sqlite3.connect(file_of(tmp_path), isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM deal").fetchall()
        try:
            with desk.edit(EDIT) as unit:
                unit.update(uid("deal"), "deal", uid("deal"), {"title": "new"})
        except DeskLocked:
            assert desk.load(uid("deal")) == a_deal()
        else:  # in WAL mode nobody waits for readers
            assert desk.load(uid("deal")).deal.title == "new"
        reader.execute("COMMIT")
        reader.close()
        with desk.edit(EDIT) as unit:
            unit.update(uid("deal"), "deal", uid("deal"), {"title": "after"})


@pytest.mark.skipif(os.name == "nt", reason="folders are made differently there")
def test_a_folder_that_cannot_be_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(DeskUnusable) as refused:
        a_desk(tmp_path / "file" / "desk")
    assert "--data-dir" in refused.value.text
    (tmp_path / "desk" / backup.DESK_FILE).mkdir(parents=True)
    with pytest.raises(Refusal):
        a_desk(tmp_path / "desk")


def test_a_sound_desk_has_no_problems(tmp_path: Path) -> None:
    path = filled(tmp_path)
    assert check_integrity(path) == ()
    assert check_integrity(tmp_path / "missing" / "desk.sqlite")


def test_the_check_disturbs_no_edit(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        with desk.edit(EDIT) as unit:
            unit.update(uid("deal"), "deal", uid("deal"), {"title": "half"})
            assert check_integrity(desk.path) == ()
        assert desk.load(uid("deal")).deal.title == "half"


def test_wal_only_where_it_is_safe() -> None:
    safe = [(3, 51, 3), (3, 52, 0), (3, 50, 7), (3, 50, 8), (3, 44, 6)]
    unsafe = [(3, 51, 2), (3, 51, 0), (3, 50, 6), (3, 45, 0), (3, 44, 5), (3, 40, 1), (3, 7, 0)]
    assert all(wal_is_safe(version) for version in safe)
    assert not any(wal_is_safe(version) for version in unsafe)


def test_a_desk_changes_between_the_journal_modes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the program moves to a machine with another SQLite."""
    expected = {a_deal(name).deal.id for name in ("wal", "rollback", "wal again")}
    for name, safe in (("wal", True), ("rollback", False), ("wal again", True)):
        monkeypatch.setattr(connection, "wal_is_safe", lambda version, safe=safe: safe)
        with a_desk(tmp_path) as desk:
            put(desk, a_deal(name))
            wal = file_of(tmp_path).with_name(f"{backup.DESK_FILE}-wal")
            assert wal.exists() is safe
            assert check_integrity(desk.path) == ()
            made = backup.back_up(tmp_path, Clock()(), name.split()[0])
            assert made is not None
        assert not wal.exists()
    assert made is not None
    backup.restore_backup(made, tmp_path)
    with a_desk(tmp_path) as desk:
        assert {row.id for row in desk.deals()} == expected


def test_the_connection_is_as_it_must_be(tmp_path: Path) -> None:
    def pragma(desk: Desk, name: str) -> object:
        return desk._read(lambda c: c.execute(f"PRAGMA {name}").fetchone()[0])

    with a_desk(tmp_path) as desk:
        wanted = "wal" if wal_is_safe(sqlite3.sqlite_version_info[:3]) else "truncate"
        assert pragma(desk, "journal_mode") == wanted
        assert pragma(desk, "foreign_keys") == 1
        assert pragma(desk, "synchronous") == 2
        assert pragma(desk, "trusted_schema") == 0
