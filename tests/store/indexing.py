"""What the full-text index holds, to compare it with one made from nothing."""

import sqlite3
from pathlib import Path

from negotiator_desk.store import search_index
from negotiator_desk.store.desk import Desk

Words = set[tuple[str, int, str, str, int]]


def words_of(desk: Desk) -> Words:
    """Every word of the index with its record and its place there."""
    return _words(_copy(desk.path))


def words_anew(desk: Desk) -> Words:
    """The same of an index that is made from the records as they now stand."""
    plain = _copy(desk.path)
    search_index.rebuild_alone(plain)
    return _words(plain)


def assert_in_step(desk: Desk) -> None:
    found = words_of(desk)
    assert found == words_anew(desk)
    plain = _copy(desk.path)
    assert search_index.is_sound(plain)
    plain.close()


def _copy(path: Path) -> sqlite3.Connection:
    """The desk in memory, as it was committed."""
    source = sqlite3.connect(path)
    copy = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(copy)
    source.close()
    return copy


def _words(plain: sqlite3.Connection) -> Words:
    plain.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_index, instance)")
    # Joined loosely: an entry of no record must show.
    rows = plain.execute(
        "SELECT coalesce(kind, '?'), coalesce(source, doc), term, col, offset "
        "FROM temp.words LEFT JOIN search_rows ON search_rows.id = doc"
    ).fetchall()
    plain.close()
    return set(rows)
