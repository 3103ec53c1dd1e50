"""What happens when a desk is opened: looked at, made, brought up to date, or refused."""

import logging
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from negotiator_desk.store.backup import DESK_FILE, last_good_backup, move_aside, moved_aside
from negotiator_desk.store.engine import APPLICATION_ID, begin_with, make_engine, open_file, pragma
from negotiator_desk.store.errors import (
    DeskDamaged,
    DeskForeign,
    DeskTooNew,
    DeskUnusable,
    in_words,
)
from negotiator_desk.store.integrity import problems_of, read_header
from negotiator_desk.store.migrations import SCHEMA_VERSION, migrate
from negotiator_desk.store.running import RunningMark, clear_marks, marks

log = logging.getLogger(__name__)


def open_database(
    folder: Path, now: datetime, *, start_empty: bool, timeout: float
) -> tuple[Connection, RunningMark]:
    """A connection to the desk of a folder, whose schema is that of this version.

    Header and schema version are looked at before anything else is read. After an unclean end the
    whole file is checked first. A damaged file is moved aside, unless another program has it open.

    Raises:
        DeskTooNew, DeskForeign, DeskDamaged, DeskLocked, DeskUnusable, MigrationFailed: in words.
    """
    path = folder / DESK_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stale, live = marks(folder)
        _look(path, start_empty=start_empty, whole=bool(stale) and not live)
        mark = RunningMark(folder)
        try:
            connection = _open(path, now, timeout)
        except BaseException:
            mark.clear()
            raise
    except OSError as error:
        raise DeskUnusable(path, error.strerror or str(error)) from error
    except DeskDamaged as error:
        raise set_aside(error) from error
    clear_marks(stale)
    return connection, mark


def close_database(connection: Connection) -> None:
    """Let go of the database."""
    connection.close()
    connection.engine.dispose()


def _look(path: Path, *, start_empty: bool, whole: bool) -> None:
    """Refuse what is no desk of ours before SQLite opens it."""
    journal = path.with_name(path.name + "-journal")
    if path.exists() and journal.exists() and journal.stat().st_size:
        _roll_back(path)
    if not path.exists() or path.stat().st_size == 0:
        if not start_empty:
            _refuse_lost_desk(path)
        return
    header = read_header(path)
    if header is None:
        raise DeskDamaged(path)
    if header.application_id != APPLICATION_ID:
        raise DeskForeign(path)
    if header.user_version > SCHEMA_VERSION:
        raise DeskTooNew(path)
    if whole and (found := problems_of(path)):
        log.error("%s is damaged: %s", path, "; ".join(found[:5]))
        raise DeskDamaged(path)


def _roll_back(path: Path) -> None:
    """A program was killed while it wrote: have SQLite undo the half of a transaction."""
    try:
        plain = open_file(path)
        try:
            plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            plain.close()
    except sqlite3.OperationalError as error:  # locked: it is another program's, at work
        log.info("%s: %s", path, error)
    except sqlite3.DatabaseError as error:
        raise DeskDamaged(path) from error


def _refuse_lost_desk(path: Path) -> None:
    """A damaged desk was moved aside and nobody has chosen yet how to go on.

    Going on with an empty desk would look like the loss of all deals.
    """
    moved = moved_aside(path.parent)
    if moved is not None and (backup := last_good_backup(path.parent)) is not None:
        raise DeskDamaged(path, moved, backup)


def set_aside(damaged: DeskDamaged) -> DeskDamaged:
    """Move a damaged desk that is still in its place, unless another program has it open."""
    path = damaged.path
    if damaged.moved_to is not None or marks(path.parent)[1]:
        return damaged
    try:
        moved = move_aside(path)
    except OSError as error:
        log.error("%s could not be moved aside: %s", path, error)
        return damaged
    return DeskDamaged(path, moved, last_good_backup(path.parent))


def _open(path: Path, now: datetime, timeout: float) -> Connection:
    connection = _connect(path, timeout)
    try:
        with in_words(path):
            version = _version(path, connection)
    except BaseException:
        close_database(connection)
        raise
    if version < SCHEMA_VERSION:
        close_database(connection)
        migrate(path, now)
        connection = _connect(path, timeout)
    return connection


def _connect(path: Path, timeout: float) -> Connection:
    with in_words(path):
        return make_engine(path, timeout=timeout).connect()


def _version(path: Path, connection: Connection) -> int:
    """The schema version of a desk; a new file is made one of this version."""
    if int(pragma(connection, "application_id")) == 0:
        _end(connection)
        begin_with(connection, writing=True)
        with connection.begin():
            _make_schema(connection)
    application_id = int(pragma(connection, "application_id"))
    version = int(pragma(connection, "user_version"))
    _end(connection)
    if application_id != APPLICATION_ID:
        raise DeskForeign(path)
    if version > SCHEMA_VERSION:
        raise DeskTooNew(path)
    return version


def _make_schema(connection: Connection) -> None:
    """Make all tables at once; the migrations make the same, as the suite proves."""
    # Asked again behind the lock: another program may have been first.
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if tables or int(pragma(connection, "application_id")):
        return
    from negotiator_desk.store.schema import make_metadata  # only a new desk pays for it

    make_metadata().create_all(connection, checkfirst=False)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _end(connection: Connection) -> None:
    """Leave the transaction that a look began."""
    if connection.in_transaction():
        connection.rollback()
