"""Backups: one a day of use, ten kept, whole and good, and put back without a stale journal."""

from datetime import timedelta
from pathlib import Path

import pytest

from negotiator_desk.store import backup
from negotiator_desk.store.errors import DeskUnusable
from negotiator_desk.store.integrity import problems_of
from tests.store.making import EDIT, Clock, a_deal, a_desk, put, uid


def test_a_day_of_use_leaves_one_backup(tmp_path: Path) -> None:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        put(desk, a_deal())
        assert desk.look_after() == ()
        assert desk.look_after() == ()
    (made,) = backup.backups(tmp_path)
    assert made.name == "desk-20260504T123015Z.sqlite"
    assert problems_of(made) == ()
    clock.go_on(days=1)
    a_desk(tmp_path, clock).close()  # only looked at
    assert backup.backups(tmp_path) == (made,)
    with a_desk(tmp_path, clock) as desk:
        put(desk, a_deal("second"))
    newer, older = backup.backups(tmp_path)
    assert older == made
    assert newer.name == "desk-20260505T123015Z.sqlite"
    assert [p.name for p in (tmp_path / "backups").iterdir() if p.suffix == ".part"] == []


def test_ten_backups_are_kept(tmp_path: Path) -> None:
    now = Clock()()
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        for day in range(13):
            assert backup.back_up(tmp_path, now + timedelta(days=day)) is not None
    names = [path.name for path in backup.backups(tmp_path)]
    assert len(names) == 10
    assert names[0] == "desk-20260516T123015Z.sqlite"
    assert names[-1] == "desk-20260507T123015Z.sqlite"


def test_a_file_of_the_user_in_the_backups_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "backups" / "desk-of-mine.sqlite"
    own.parent.mkdir()
    own.write_bytes(b"mine")
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        for day in range(12):
            backup.back_up(tmp_path, Clock()() + timedelta(days=day))
    assert own.read_bytes() == b"mine"
    assert own not in backup.backups(tmp_path)


def test_a_backup_is_made_while_the_desk_is_edited(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        with desk.edit(EDIT) as unit:
            unit.delete_deal(uid("deal"))
            made = backup.back_up(tmp_path, Clock()())
    assert made is not None
    restored = tmp_path / "restored"
    restored.mkdir()
    backup.restore_backup(made, restored)
    with a_desk(restored) as desk:
        assert desk.load(uid("deal")) == a_deal()


def test_the_last_good_backup_passes_over_a_bad_one(tmp_path: Path) -> None:
    now = Clock()()
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        good = backup.back_up(tmp_path, now)
        bad = backup.back_up(tmp_path, now + timedelta(days=1))
    assert bad is not None
    bad.write_bytes(bad.read_bytes()[:6000])
    assert backup.last_good_backup(tmp_path) == good
    assert backup.last_good_backup(tmp_path / "nowhere") is None


def test_restoring_moves_what_is_there_aside_with_its_journal(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        made = backup.back_up(tmp_path, Clock()())
        put(desk, a_deal("later"))
    assert made is not None
    path = tmp_path / backup.DESK_FILE
    later = path.read_bytes()
    path.with_name(path.name + "-wal").write_bytes(b"stale")
    moved = backup.restore_backup(made, tmp_path)
    assert moved is not None
    assert moved.read_bytes() == later
    assert moved.with_name(moved.name + "-wal").read_bytes() == b"stale"
    assert not path.with_name(path.name + "-wal").exists()
    with a_desk(tmp_path) as desk:
        assert [row.id for row in desk.deals()] == [uid("deal")]


def test_a_backup_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
    (tmp_path / "bad.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(DeskUnusable):
        backup.restore_backup(tmp_path / "bad.sqlite", tmp_path)
    with a_desk(tmp_path) as desk:
        assert desk.load(uid("deal")) == a_deal()
    assert not list(tmp_path.glob("*.part"))


def test_names_of_damaged_files_never_collide(tmp_path: Path) -> None:
    path = tmp_path / backup.DESK_FILE
    moved = []
    for content in (b"one", b"two"):
        path.write_bytes(content)
        moved.append(backup.move_aside(path))
    assert [each.read_bytes() for each in moved] == [b"one", b"two"]
    assert backup.moved_aside(tmp_path) == moved[1]
