"""Migrations: the same schema by every way, all or nothing, and a backup first."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import op

from negotiator_desk.store import backup, migrations, opening, search_index
from negotiator_desk.store.connection import APPLICATION_ID, connect
from negotiator_desk.store.desk import DeskDamaged, MigrationFailed, open_desk
from negotiator_desk.store.engine import engine_connection, writing
from negotiator_desk.store.integrity import problems_of, read_header
from negotiator_desk.store.migrations import SCHEMA_VERSION, all_migrations, apply, migrate
from tests.store.indexing import assert_in_step, words_of
from tests.store.making import EDIT, Clock, a_deal, a_desk, put, spoil_table, uid

NOW = Clock()()


def blank(folder: Path) -> Path:
    """A desk of version 0: ours, and empty."""
    path = folder / backup.DESK_FILE
    plain = sqlite3.connect(path)
    plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    plain.execute("CREATE TABLE spare (id TEXT)")
    plain.execute("DROP TABLE spare")
    plain.close()
    return path


def schema(path: Path) -> Mapping[str, object]:
    """What a database's tables are: columns, keys and what they refer to, in no order."""
    plain = sqlite3.connect(path)
    names = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {
        name: (
            {tuple(row[1:]) for row in plain.execute(f"PRAGMA table_info({name})")},
            {tuple(row[1:]) for row in plain.execute(f"PRAGMA foreign_key_list({name})")},
            {
                tuple(column[2] for column in plain.execute(f"PRAGMA index_info({row[1]})"))
                for row in plain.execute(f"PRAGMA index_list({name})")
                if row[2]
            },
        )
        for name in names
    }
    deferred = {
        row[0]
        for row in plain.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%DEFERRED%'")
    }
    plain.close()
    return {**found, "deferred": deferred}


def test_migrations_make_what_the_declarations_make(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "old").mkdir()
    a_desk(tmp_path / "new").close()
    migrate(blank(tmp_path / "old"), NOW)
    made = schema(tmp_path / "new" / backup.DESK_FILE)
    assert schema(tmp_path / "old" / backup.DESK_FILE) == made
    assert len(made) > 30


def test_there_is_a_step_for_every_version() -> None:
    assert len(all_migrations()) == SCHEMA_VERSION


def test_an_old_desk_is_brought_up_to_date_when_it_is_opened(tmp_path: Path) -> None:
    path = blank(tmp_path)
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        assert desk.load(uid("deal")) == a_deal()
    header = read_header(path)
    assert header is not None
    assert header.user_version == SCHEMA_VERSION
    assert "desk-20260504T123015Z-migration.sqlite" in [p.name for p in backup.backups(tmp_path)]


def to_version_1(path: Path) -> None:
    """Make a desk what a program of version 1 left."""
    plain = connect(path)
    search_index.stop(plain)
    plain.execute("DROP TABLE search_index")
    plain.execute("DROP TABLE search_rows")
    plain.execute("PRAGMA user_version = 1")
    plain.close()


def test_a_desk_of_version_1_is_searched_at_once(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with a_desk(tmp_path) as desk:
        before = words_of(desk)
    to_version_1(path)
    first = tmp_path / "first"
    first.mkdir()
    with (
        closing(connect(blank(first))) as plain,
        engine_connection(plain) as connection,
        writing(connection),
    ):
        apply(connection, all_migrations()[:1])
    assert schema(path) == schema(first / backup.DESK_FILE), "as the first step made it"
    with a_desk(tmp_path) as desk:
        assert desk.load(uid("deal")) == a_deal()
        assert words_of(desk) == before
        assert [hit.record.id for hit in desk.search("liability").hits] == [uid("term")]
        with desk.edit(EDIT) as unit:
            unit.update(uid("deal"), "terms", uid("term"), {"name": "Warranty"})
        assert not desk.search("liability").hits
        assert_in_step(desk)
    assert any("-migration" in each.name for each in backup.backups(tmp_path))


def test_the_index_is_made_of_the_columns_after_the_last_step(tmp_path: Path) -> None:
    path = filled(tmp_path)

    def rename() -> None:
        op.execute("UPDATE terms SET name = 'Warranty'")
        op.add_column("terms", sa.Column("mood", sa.Text()))
        op.drop_column("terms", "mood")

    migrate(path, NOW, (*all_migrations(), _rebuild_trades, rename))
    with closing(connect(path)) as plain:
        plain.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    with a_desk(tmp_path) as desk:
        assert [hit.record.id for hit in desk.search("warranty").hits] == [uid("term")]
        assert not desk.search("liability").hits
        assert_in_step(desk)


def _rebuild_trades() -> None:
    with op.batch_alter_table("deal", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.Text()))


def _fail() -> None:
    op.add_column("trades", sa.Column("mood", sa.Text()))
    op.execute("DELETE FROM trades")
    raise ZeroDivisionError


def _leave_orphans() -> None:
    op.execute("DELETE FROM deal")


def filled(folder: Path) -> Path:
    with a_desk(folder) as desk:
        put(desk, a_deal())
    return folder / backup.DESK_FILE


def test_a_rebuilt_table_loses_no_children(tmp_path: Path) -> None:
    path = filled(tmp_path)
    made = migrate(path, NOW, (*all_migrations(), _rebuild_trades))
    assert problems_of(made) == ()
    assert problems_of(path) == ()
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT count(*) FROM trades").fetchone() == (3,)
    assert plain.execute("SELECT mood FROM deal").fetchall() == [(None,)]
    assert plain.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION + 1,)
    plain.close()


@pytest.mark.parametrize("step", [_fail, _leave_orphans])
def test_a_step_that_fails_changes_nothing(tmp_path: Path, step: migrations.Migration) -> None:
    path = filled(tmp_path)
    before = schema(path)
    with pytest.raises(MigrationFailed) as refused:
        migrate(path, NOW, (*all_migrations(), step))
    assert str(refused.value.backup) in refused.value.text
    assert schema(path) == before
    with a_desk(tmp_path) as desk:
        assert desk.load(uid("deal")) == a_deal()


def test_a_desk_that_could_not_be_brought_up_to_date_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    monkeypatch.setattr(opening, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr(migrations, "all_migrations", lambda: (*all_migrations(), _fail))
    with pytest.raises(MigrationFailed):
        open_desk(tmp_path, Clock())
    monkeypatch.undo()
    with a_desk(tmp_path) as desk:
        assert desk.load(uid("deal")) == a_deal()


def test_a_damaged_desk_is_not_migrated(tmp_path: Path) -> None:
    path = filled(tmp_path)
    spoil_table(path, "trades")
    before = path.read_bytes()
    with pytest.raises(DeskDamaged):
        migrate(path, NOW)
    assert path.read_bytes() == before
