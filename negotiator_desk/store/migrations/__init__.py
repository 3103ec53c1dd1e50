"""Brings an older desk to the schema of this version, one step after the other."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from negotiator_desk.store.backup import back_up
from negotiator_desk.store.connection import connect
from negotiator_desk.store.errors import DeskDamaged, MigrationFailed, in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCHEMA_VERSION: Final = 2
"""The schema that this version reads and writes; kept in the database as ``user_version``."""

Migration = Callable[[], None]
"""Makes one version of the schema from the one before, with Alembic's operations."""

log = logging.getLogger(__name__)


def all_migrations() -> tuple[Migration, ...]:
    """Every step in order: the first makes version 1 from nothing."""
    # Imported here: Alembic costs a tenth of a second, and a start rarely needs it.
    from negotiator_desk.store.migrations.versions import v0001_first, v0002_search

    return (v0001_first.upgrade, v0002_search.upgrade)


def migrate(path: Path, now: datetime, migrations: Sequence[Migration] | None = None) -> Path:
    """Bring a desk that nobody has open to the newest schema; the backup made before.

    All steps are one transaction, the version among them: a step that fails changes nothing. The
    full-text index is made anew in it.

    Args:
        path: the database.
        now: names the backup.
        migrations: the steps from version 0 on; all of them unless told otherwise.

    Raises:
        MigrationFailed: when a step fails.
        DeskDamaged: when the desk is not sound; it is left as it is.
    """
    from negotiator_desk.store import search_index
    from negotiator_desk.store.engine import engine_connection, writing

    steps = all_migrations() if migrations is None else tuple(migrations)
    with in_words(path):
        try:
            backup = back_up(path.parent, now, "migration")
        except sqlite3.DatabaseError as error:
            raise DeskDamaged(path) from error
    if backup is None:
        raise DeskDamaged(path)
    with in_words(path), contextlib.closing(connect(path)) as plain:
        # Alembic's batch steps rebuild tables: with foreign keys on, that deletes children.
        plain.execute("PRAGMA foreign_keys = OFF")
        with engine_connection(plain) as connection:
            try:
                with writing(connection):
                    search_index.stop(plain)
                    apply(connection, steps)
                    search_index.rebuild(plain)
            except Exception as error:
                log.exception("migration of %s failed", path)
                raise MigrationFailed(path, backup) from error
    return backup


def apply(connection: Connection, steps: Sequence[Migration]) -> None:
    """Run the steps that a database lacks, in the transaction at hand.

    Raises:
        ValueError: when rows are left that refer to nothing.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    with Operations.context(MigrationContext.configure(connection)):
        for step in steps[version:]:
            step()
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if dangling:
        raise ValueError(f"{len(dangling)} rows refer to nothing, first {tuple(dangling[0])}")
    connection.exec_driver_sql(f"PRAGMA user_version = {len(steps)}")
