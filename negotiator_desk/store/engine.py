"""The connection to the desk's database: how it is opened, begun and kept safe. SQLite only."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

APPLICATION_ID: Final = 0x4E44534B
"""Marks a database as ours: "NDSK"."""

BUSY_SECONDS: Final = 5.0
"""How long to wait for another program's lock."""

_BEGIN: Final = "negotiator_desk_begin"


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite keeps committed data when a WAL is reset by one of two connections.

    Source: https://sqlite.org/wal.html, "The WAL-reset bug": fixed in 3.51.3, and in 3.50.7 and
    3.44.6 for those branches.
    """
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def open_file(path: Path, *, timeout: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A plain connection to a database file, for backups and checks."""
    # Statements begin no transaction of their own; we say when.
    return sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)


def make_engine(path: Path, *, timeout: float = BUSY_SECONDS) -> Engine:
    """An engine with one connection, shared by the threads that take turns on it."""

    def connect() -> sqlite3.Connection:
        plain = open_file(path, timeout=timeout)
        try:
            _prepare(plain)
        except BaseException:
            plain.close()
            raise
        return plain

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _on_begin)
    return engine


def _prepare(plain: sqlite3.Connection) -> None:
    plain.execute("PRAGMA foreign_keys = ON")
    plain.execute("PRAGMA trusted_schema = OFF")
    plain.execute("PRAGMA cell_size_check = ON")
    plain.execute("PRAGMA temp_store = MEMORY")
    plain.execute("PRAGMA cache_size = -16000")
    wanted = "wal" if wal_is_safe(sqlite3.sqlite_version_info[:3]) else "truncate"
    # Another program may hold the file in its own mode; both modes are then in use as it says.
    (mode,) = plain.execute("PRAGMA journal_mode").fetchone()
    if mode != wanted:
        plain.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
    plain.execute("PRAGMA synchronous = FULL")


def begin_with(connection: Connection, *, writing: bool) -> None:
    """Say how the next transaction of a connection begins.

    A writer takes its lock at once: taken later, it could be refused after half the work.
    """
    connection.info[_BEGIN] = "BEGIN IMMEDIATE" if writing else "BEGIN"


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.info.get(_BEGIN, "BEGIN"))


def pragma(connection: Connection, name: str) -> Any:
    """The value of a PRAGMA."""
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def leave_transaction(connection: Connection) -> None:
    """Roll back what a COMMIT that was refused left open; SQLAlchemy takes it for ended."""
    plain = connection.connection.driver_connection
    assert isinstance(plain, sqlite3.Connection)
    if plain.in_transaction:
        plain.execute("ROLLBACK")
