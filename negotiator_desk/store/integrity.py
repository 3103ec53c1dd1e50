"""Whether a desk is sound: its header at once, all of it on a copy. SQLite only."""

import errno
import os
import sqlite3
from pathlib import Path
from typing import Final

import msgspec

from negotiator_desk.store.connection import APPLICATION_ID, open_file

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER_LENGTH: Final = 100
_PAGES: Final = 512
"""Pages copied at a time; a writer gets its turn between two pieces."""


class Header(msgspec.Struct, frozen=True):
    """What the first bytes of a database file say, read without opening it as a database."""

    application_id: int
    user_version: int


def read_header(path: Path) -> Header | None:
    """The header of a database file; None where the file is no database.

    A foreign database is never opened: a crafted one can harm while it is only read.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER_LENGTH)
    if len(head) < _HEADER_LENGTH or not head.startswith(_MAGIC):
        return None
    return Header(
        application_id=int.from_bytes(head[68:72], "big"),
        user_version=int.from_bytes(head[60:64], "big", signed=True),
    )


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use, with SQLite's backup interface.

    Raises:
        sqlite3.Error, OSError: when it cannot be read, or the copy not be written.
    """
    if not source.is_file():  # SQLite would make an empty one
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(source))
    reading = open_file(source)
    try:
        writing = open_file(target)
        try:
            writing.execute("PRAGMA synchronous = OFF")  # the caller puts it in place when done
            reading.backup(writing, pages=_PAGES, sleep=0.001)
            writing.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            writing.close()
    finally:
        reading.close()


def problems_of(path: Path) -> tuple[str, ...]:
    """What is wrong with a database file that nobody uses; nothing for a sound one."""
    try:
        header = read_header(path)
        if header is None or header.application_id != APPLICATION_ID:
            return ("not a desk",)
        plain = open_file(path)
        try:
            found = [str(row[0]) for row in plain.execute("PRAGMA integrity_check")]
            found = [] if found == ["ok"] else found
            found += [
                f"{row[0]}: row {row[1]}" for row in plain.execute("PRAGMA foreign_key_check")
            ]
        finally:
            plain.close()
    except (sqlite3.Error, OSError) as error:
        return (str(error),)
    return tuple(found)


def check_integrity(path: Path) -> tuple[str, ...]:
    """What is wrong with a desk that may be in use; nothing for a sound one.

    For a worker thread: the check reads a copy, so that no edit waits for it.
    """
    import tempfile  # no start pays for it

    with tempfile.TemporaryDirectory(prefix="negotiator-desk-") as folder:
        copy = Path(folder) / path.name
        try:
            copy_database(path, copy)
        except (sqlite3.Error, OSError) as error:
            return (str(error),)
        return problems_of(copy)
