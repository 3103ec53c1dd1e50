"""The full-text index of the desk: made from the declarations, kept by triggers. SQLite only.

One FTS5 table without contents: the texts stand in the records and nowhere else. ``search_rows``
says which row of which table an entry stands for; an entry gets a new, higher number whenever its
record is written, so that the newest are the highest. A view for each kind makes the words of a
row: ``place`` holds the kind and the deal as words, to search in some of them only.

An entry is taken out by handing the index the very text that was put in, which the view makes
again. So views, triggers and index are always made anew together: by every migration, when the
desk's do not stand as this version makes them, and by ``rebuild``.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType
from typing import Final
from uuid import UUID

from negotiator_desk.domain.search import SINGLE_RANGES, searched_fields
from negotiator_desk.models.fields import FieldSpec, Record, ValueType
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.store.connection import leave_transaction, pragma

INDEX: Final = "search_index"
ROWS: Final = "search_rows"

_MOVED: Final = "updated_at"  # the column whose change makes a record one of the newest
_SINGLE: Final = "[" + "".join(f"{first}-{last}" for first, last in SINGLE_RANGES) + "]"
_PIECE: Final = 256
_WORDS: Final = "title, body, place"

TABLES_SQL: Final = (
    f"CREATE TABLE {ROWS} (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, source INTEGER NOT NULL, "
    "UNIQUE (kind, source))",
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5({_WORDS}, content = '', prefix = '2 3', "
    "tokenize = 'unicode61 remove_diacritics 2')",
)

MANY: Final = 1_000
"""Records of a deal from which the index takes them all at once."""

Source = Callable[[str], str]
"""Gives the SQL of a field's content by the field's name."""


def kind_word(kind: str) -> str:
    """A kind as one word of the index."""
    return kind.replace("_", "")


def deal_word(deal_id: str) -> str:
    """A deal as one word of the index."""
    return "d" + deal_id.replace("-", "")


# -- making -------------------------------------------------------------------------------------


def rebuild(plain: sqlite3.Connection) -> None:
    """Make the index anew from all records, in the transaction at hand."""
    stop(plain)
    for name in (INDEX, ROWS):
        plain.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in (*TABLES_SQL, *_keepers().values()):
        plain.execute(statement)
    trusted = pragma(plain, "trusted_schema")
    plain.execute("PRAGMA trusted_schema = ON")  # all views and triggers are now ours
    try:
        _fill(plain)
    finally:
        plain.execute(f"PRAGMA trusted_schema = {trusted}")


def rebuild_alone(plain: sqlite3.Connection) -> None:
    """Make the index anew in a transaction of its own."""
    plain.execute("BEGIN IMMEDIATE")
    try:
        rebuild(plain)
        plain.execute("COMMIT")
    finally:
        leave_transaction(plain)


@contextmanager
def in_bulk(
    plain: sqlite3.Connection, added: Collection[str] = (), removed: Collection[str] = ()
) -> Iterator[None]:
    """Put whole deals on the desk or take them off, in the transaction at hand.

    In between, rows of no other deals may come or go. To have a trigger run for each of 100,000
    records takes several times as long as all at once.
    """
    if removed:
        _empty(plain, _of_deals(removed))
    ends = (("_in",) if added else ()) + (("_out",) if removed else ())
    dropped = {name: sql for name, sql in _keepers().items() if name.endswith(ends)}
    for name in dropped:
        plain.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        if plain.in_transaction:  # SQLite may have rolled back all of it
            # Of those removed too: where one could not be, its rows still stand.
            _fill(plain, _of_deals((*added, *removed)))
            for sql in dropped.values():
                plain.execute(sql)


def _of_deals(ids: Iterable[str]) -> str:
    return f"WHERE deal_id IN ({', '.join(repr(str(UUID(each))) for each in ids)})"


def _empty(plain: sqlite3.Connection, where: str) -> None:
    """Take out the entries of these records, which still stand."""
    for kind in _kinds():
        # In the order of entries: the index works several times as long on any other.
        these = f"kind = '{kind}' AND source IN (SELECT rowid FROM \"{kind}\" {where})"
        plain.execute(
            f"INSERT INTO {INDEX} ({INDEX}, rowid, {_WORDS}) SELECT 'delete', id, {_WORDS} "
            f"FROM {ROWS} JOIN {_view(kind)} USING (source) WHERE {these} ORDER BY id"
        )
        plain.execute(f"DELETE FROM {ROWS} WHERE {these}")


def _fill(plain: sqlite3.Connection, where: str = "") -> None:
    """Put in an entry for each of these records, those changed last at the end."""
    kinds = _kinds()
    written = " UNION ALL ".join(
        f'SELECT \'{kind}\' AS kind, rowid AS source, "{_MOVED}" AS moved FROM "{kind}" {where}'
        for kind in kinds
    )
    (last,) = plain.execute(f"SELECT coalesce(max(id), 0) FROM {ROWS}").fetchone()
    plain.execute(
        f"INSERT INTO {ROWS} (kind, source) SELECT kind, source FROM ({written}) ORDER BY moved"
    )
    for kind in kinds:
        plain.execute(
            f"INSERT INTO {INDEX} (rowid, {_WORDS}) SELECT id, {_WORDS} FROM {ROWS} "
            f"JOIN {_view(kind)} USING (source) WHERE kind = '{kind}' AND id > ? ORDER BY id",
            (last,),
        )


def stop(plain: sqlite3.Connection) -> None:
    """Take away what keeps the index in step: before tables change their columns."""
    for name, (kind, _sql) in _standing(plain).items():
        plain.execute(f'DROP {kind} "{name}"')


def make_ready(plain: sqlite3.Connection) -> None:
    """See that the index can be kept in step through this connection, outside a transaction.

    Only now that every view and trigger is known to be ours are they trusted: SQLite lets no
    others write to a full-text table. Where they are not as this version makes them, the index
    is made anew.
    """
    if not _is_ours(plain):
        rebuild_alone(plain)
    plain.execute("PRAGMA trusted_schema = ON")


def is_sound(plain: sqlite3.Connection) -> bool:
    """Whether the index can be read and has an entry for each record; reads all of it."""
    if not _is_ours(plain):
        return False
    without = " UNION ALL ".join(
        f"SELECT rowid, '{kind}' FROM \"{kind}\" AS row WHERE NOT EXISTS "
        f"(SELECT 1 FROM {ROWS} WHERE kind = '{kind}' AND source = row.rowid)"
        for kind in _kinds()
    )
    records = " + ".join(f'(SELECT count(*) FROM "{kind}")' for kind in _kinds())
    try:
        plain.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('integrity-check')")
        lacks = plain.execute(f"{without} LIMIT 1").fetchone() is not None
        counts = plain.execute(
            f"SELECT {records}, (SELECT count(*) FROM {ROWS}), "
            f"(SELECT count(*) FROM {INDEX}_docsize)"
        ).fetchone()
    except sqlite3.DatabaseError:
        return False
    return not lacks and len(set(counts)) == 1


def _kinds() -> Mapping[str, type[Record]]:
    """The kinds of a deal that hold texts people write."""
    return {kind: record for kind, record in DEAL_KINDS.items() if searched_fields(record)}


def _standing(plain: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """All views and triggers of the database: name -> what it is, and its SQL."""
    rows = plain.execute(
        "SELECT name, type, sql FROM main.sqlite_master WHERE type IN ('view', 'trigger')"
    )
    return {name: (kind, sql) for name, kind, sql in rows}


def _is_ours(plain: sqlite3.Connection) -> bool:
    standing = {name: sql for name, (_kind, sql) in _standing(plain).items()}
    tables = plain.execute(
        "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name IN (?, ?)", (ROWS, INDEX)
    )
    return standing == _keepers() and {sql for (sql,) in tables} == set(TABLES_SQL)


@cache
def _keepers() -> Mapping[str, str]:
    """The views that make the words of rows and the triggers that hand them on: name -> SQL."""
    made = {}
    for kind, record in _kinds().items():
        made[_view(kind)] = (
            f"CREATE VIEW {_view(kind)} AS "
            f'SELECT rowid AS source, {_contents(kind, record)} FROM "{kind}"'
        )
        for name, rest in _triggers(kind, record):
            made[name] = f"CREATE TRIGGER {name} {rest}"
    return MappingProxyType(made)


def _view(kind: str) -> str:
    return f"search_{kind}"


def _triggers(kind: str, record: type[Record]) -> Iterator[tuple[str, str]]:
    """A row's words leave the index while the row still has them, and enter it afterwards."""
    names = [*(spec.name for spec in searched_fields(record)), _MOVED]
    columns = ", ".join(f'"{name}"' for name in names)
    differs = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in names)
    update = f'UPDATE OF {columns} ON "{kind}" WHEN {differs}'
    entry = f"{ROWS} JOIN {_view(kind)} USING (source) WHERE kind = '{kind}' AND source ="
    leave = (
        f"BEGIN INSERT INTO {INDEX} ({INDEX}, rowid, {_WORDS}) "
        f"SELECT 'delete', id, {_WORDS} FROM {entry} OLD.rowid; "
        f"DELETE FROM {ROWS} WHERE kind = '{kind}' AND source = OLD.rowid; END"
    )
    enter = (
        f"BEGIN INSERT INTO {ROWS} (kind, source) VALUES ('{kind}', NEW.rowid); "
        f"INSERT INTO {INDEX} (rowid, {_WORDS}) SELECT id, {_WORDS} FROM {entry} NEW.rowid; END"
    )
    yield f"search_{kind}_in", f'AFTER INSERT ON "{kind}" {enter}'
    yield f"search_{kind}_out", f'BEFORE DELETE ON "{kind}" {leave}'
    yield f"search_{kind}_before", f"BEFORE {update} {leave}"
    yield f"search_{kind}_after", f"AFTER {update} {enter}"


# -- the text of a row --------------------------------------------------------------------------


def _contents(kind: str, record: type[Record]) -> str:
    """SQL for the words of a row: title, body and place."""
    specs = searched_fields(record)
    titles = [spec for spec in specs if spec.name == record.meta.title_field]
    others = [spec for spec in specs if spec not in titles]
    place = f"'{kind_word(kind)} d' || replace(deal_id, '-', '')"
    return f"{_text(titles)} AS title, {_text(others)} AS body, {place} AS place"


def _text(specs: list[FieldSpec]) -> str:
    """SQL for the texts of fields, one after the other."""
    joined = _joined(specs, lambda name: f'"{name}"')
    return _spaced(joined) if joined else "''"


def _joined(specs: list[FieldSpec], source: Source) -> str:
    return " || char(10) || ".join(_field(spec, source) for spec in specs)


def _field(spec: FieldSpec, source: Source) -> str:
    content = source(spec.name)
    if spec.type is ValueType.TEXTS:
        return _each(content, "value")
    if spec.nested is None:
        return f"coalesce({content}, '')"
    inner = list(searched_fields(spec.nested))
    if spec.type is ValueType.NESTED:
        return _each(content, _joined(inner, lambda name: f"json_extract(value, '$.{name}')"))
    return _joined(inner, lambda name: f"json_extract({content}, '$.{name}')")


def _each(content: str, text: str) -> str:
    """SQL for the texts of a JSON list, one after the other."""
    listed = f"(SELECT group_concat({text}, char(10)) FROM json_each({content}))"
    return f"CASE WHEN {content} IS NULL THEN '' ELSE coalesce({listed}, '') END"


def _spaced(text: str) -> str:
    """SQL for a text with spaces around each character that is a word of its own.

    Character by character, in pieces: to reach a place in a text takes SQLite as long as the text
    is. ``LIMIT -1`` keeps it from working a piece out again for each of its characters.
    """
    pieces = (
        f"SELECT key AS number, substr(whole, key * {_PIECE} + 1, {_PIECE}) AS piece "
        f"FROM json_each({_numbers(f'length(whole) / {_PIECE}')}) LIMIT -1"
    )
    letters = (
        f"SELECT number, key AS place, substr(piece, key + 1, 1) AS letter "
        f"FROM ({pieces}) CROSS JOIN json_each({_numbers('length(piece)')}) LIMIT -1"
    )
    spaced = (
        f"SELECT group_concat(CASE WHEN letter GLOB '{_SINGLE}' THEN ' ' || letter || ' ' "
        f"ELSE letter END, '') FROM ({letters})"
    )
    return (
        f"(SELECT CASE WHEN whole GLOB '*{_SINGLE}*' THEN ({spaced}) ELSE whole END "
        f"FROM (SELECT {text} AS whole LIMIT -1))"
    )


def _numbers(last: str) -> str:
    """SQL for a JSON list with the places 0 to ``last``."""
    return f"'[0' || replace(hex(zeroblob({last})), '00', ',0') || ']'"
