"""The connection to the desk's database: how it is opened, begun and kept safe. SQLite only.

All reading goes through it as it is; what writes puts SQLAlchemy around it (``store.engine``).
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

APPLICATION_ID: Final = 0x4E44534B
"""Marks a database as ours: "NDSK"."""

BUSY_SECONDS: Final = 5.0
"""How long to wait for another program's lock."""


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite keeps committed data when a WAL is reset by one of two connections.

    Source: https://sqlite.org/wal.html, "The WAL-reset bug": fixed in 3.51.3, and in 3.50.7 and
    3.44.6 for those branches.
    """
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def open_file(path: Path, *, timeout: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to a database file as SQLite makes it, for backups and checks."""
    # Statements begin no transaction of their own; we say when.
    return sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)


def connect(path: Path, *, timeout: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to work on a desk with, for threads that take turns on it."""
    plain = open_file(path, timeout=timeout)
    try:
        _prepare(plain)
    except BaseException:
        plain.close()
        raise
    return plain


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


@contextlib.contextmanager
def reading(plain: sqlite3.Connection) -> Iterator[None]:
    """A transaction in which all that is read is of one state; nothing is kept of it."""
    plain.execute("BEGIN")
    try:
        yield
    finally:
        leave_transaction(plain)


def leave_transaction(plain: sqlite3.Connection) -> None:
    """Roll back what is open; nothing where SQLite has ended the transaction itself."""
    if plain.in_transaction:
        plain.execute("ROLLBACK")


def pragma(plain: sqlite3.Connection, name: str) -> Any:
    """The value of a PRAGMA."""
    return plain.execute(f"PRAGMA {name}").fetchone()[0]
