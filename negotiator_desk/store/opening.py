"""What happens when a desk is opened: looked at, made, brought up to date, or refused."""

import logging
import sqlite3
from datetime import datetime
from pathlib import Path

from negotiator_desk.store.backup import DESK_FILE, last_good_backup, move_aside, moved_aside
from negotiator_desk.store.connection import APPLICATION_ID, connect, open_file, pragma, reading
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
) -> tuple[sqlite3.Connection, RunningMark]:
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
            if stale and not live:
                _mend_search(path, connection)
        except BaseException:
            mark.clear()
            raise
    except OSError as error:
        raise DeskUnusable(path, error.strerror or str(error)) from error
    except DeskDamaged as error:
        raise set_aside(error) from error
    clear_marks(stale)
    return connection, mark


def _mend_search(path: Path, plain: sqlite3.Connection) -> None:
    """See that the full-text index is whole after an unclean end; it can always be made anew."""
    from negotiator_desk.store import search_index

    with in_words(path):
        if not search_index.is_sound(plain):
            log.warning("%s: the search index is made anew", path)
            search_index.rebuild_alone(plain)


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


def _open(path: Path, now: datetime, timeout: float) -> sqlite3.Connection:
    with in_words(path):
        plain = connect(path, timeout=timeout)
        try:
            version = _version(path, plain)
        except BaseException:
            plain.close()
            raise
    if version < SCHEMA_VERSION:
        plain.close()
        migrate(path, now)
        with in_words(path):
            plain = connect(path, timeout=timeout)
    return plain


def _version(path: Path, plain: sqlite3.Connection) -> int:
    """The schema version of a desk; a new file is made one of this version."""
    if pragma(plain, "application_id") == 0:
        _make_schema(plain)
    with reading(plain):
        application_id = pragma(plain, "application_id")
        version = int(pragma(plain, "user_version"))
    if application_id != APPLICATION_ID:
        raise DeskForeign(path)
    if version > SCHEMA_VERSION:
        raise DeskTooNew(path)
    return version


def _make_schema(plain: sqlite3.Connection) -> None:
    """Make all tables at once; the migrations make the same, as the suite proves."""
    # Only a new desk pays for these.
    from negotiator_desk.store import search_index
    from negotiator_desk.store.engine import engine_connection, writing
    from negotiator_desk.store.schema import table_statements

    with engine_connection(plain) as connection, writing(connection):
        # Asked again behind the lock: another program may have been first.
        (tables,) = plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables or pragma(plain, "application_id"):
            return
        for statement in table_statements():
            plain.execute(statement)
        search_index.rebuild(plain)
        plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        plain.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
