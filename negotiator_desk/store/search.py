"""Searching the desk: from what is typed to a page of records, best or newest first. SQLite only.

Searches have a connection of their own, which reads and never writes: while one runs, what is on
the screen is read and edited as before. No words of a query reach SQLite but letters and digits
between quotation marks.
"""

import json
import logging
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.search import Context, Term, context, read_query
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.store.codec import column_names, read_id, row_reader
from negotiator_desk.store.connection import connect, reading
from negotiator_desk.store.errors import primary_code
from negotiator_desk.store.search_index import INDEX, ROWS, deal_word, kind_word

log = logging.getLogger(__name__)

RANKED: Final = 5_000
"""Records found up to which the best come first; of more, the newest."""

COMMON: Final = 20_000
"""A term that stands in more records than this says nothing of how good a record answers."""

TELLING: Final = 2
"""Terms that are ranked by where all are common."""

_TITLE_WEIGHT: Final = 4.0


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One record found. ``when`` it was changed; ``archived`` is of its deal."""

    kind: str
    deal_id: UUID
    deal_title: str
    currency: str
    archived: bool
    record: Record
    context: Context
    when: datetime | None


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a search found: the first hits, and how many there are.

    ``counts`` are all hits by kind, empty where there are ``more`` than ``total``. ``ranked``:
    best first; otherwise what was changed last on this desk.
    """

    terms: tuple[Term, ...] = ()
    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    ranked: bool = True
    counts: Mapping[str, int] = {}


class Searcher:
    """Reads the index, and has a damaged one made anew; for any thread, one search at a time."""

    def __init__(self, path: Path, rebuild: Callable[[], None]) -> None:
        self._path = path
        self._rebuild = rebuild
        self._turn = threading.Lock()
        self._plain: sqlite3.Connection | None = None
        self._closed = False

    def close(self) -> None:
        """Let go of the file; what is asked later finds nothing."""
        with self._turn:
            self._closed = True
            if self._plain is not None:
                self._plain.close()
                self._plain = None

    def search(
        self, text: str, limit: int, kinds: Collection[str] | None, deal: UUID | None
    ) -> SearchPage:
        """The records that hold all terms of a query; see ``Desk.search``."""
        terms = read_query(text)
        if not terms or (kinds is not None and not kinds):
            return SearchPage(terms=terms)
        try:
            return self._read(terms, limit, kinds, deal)
        except sqlite3.DatabaseError as error:
            if primary_code(error) != "SQLITE_CORRUPT":
                raise
            log.exception("the search index of %s is damaged and made anew", self._path)
        self._rebuild()
        return self._read(terms, limit, kinds, deal)

    def _read(
        self,
        terms: tuple[Term, ...],
        limit: int,
        kinds: Collection[str] | None,
        deal: UUID | None,
    ) -> SearchPage:
        with self._turn:
            if self._closed:
                return SearchPage(terms=terms)
            if self._plain is None:
                self._plain = connect(self._path)
                self._plain.execute("PRAGMA query_only = ON")
            with reading(self._plain):
                return _page(self._plain, terms, limit, kinds, deal)


def _page(
    plain: sqlite3.Connection,
    terms: tuple[Term, ...],
    limit: int,
    kinds: Collection[str] | None,
    deal: UUID | None,
) -> SearchPage:
    match = _match(terms, kinds, deal)
    newest = _newest(plain, match, RANKED + 1)
    more = len(newest) > RANKED
    chosen = newest[:limit] if more else _best(plain, terms, match, newest, limit)
    return SearchPage(
        terms=terms,
        hits=tuple(_hits(plain, chosen, terms)),
        total=min(len(newest), RANKED),
        more=more,
        ranked=not more,
        counts={} if more else _counts(plain, newest),
    )


def _match(
    terms: Iterable[Term], kinds: Collection[str] | None = None, deal: UUID | None = None
) -> str:
    """The query in the language of the index."""
    parts = [f"({{title body}} : ({' AND '.join(_quoted(term) for term in terms)}))"]
    if deal is not None:
        parts.append(f'place : "{deal_word(str(deal))}"')
    if kinds is not None:
        words = " OR ".join(f'"{kind_word(kind)}"' for kind in sorted(set(kinds) & set(DEAL_KINDS)))
        parts.append(f"place : ({words})" if words else 'place : ""')
    return " AND ".join(parts)


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.begins else ""}'


def _newest(plain: sqlite3.Connection, match: str, limit: int) -> list[int]:
    rows = plain.execute(
        f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ? ORDER BY rowid DESC LIMIT ?",
        (match, limit),
    )
    return [number for (number,) in rows]


def _best(
    plain: sqlite3.Connection, terms: Sequence[Term], match: str, found: Sequence[int], limit: int
) -> list[int]:
    """The best of the records found, by BM25 over those terms that are not everywhere.

    To count where a common term stands takes as long as the search itself. Where all are common
    the longest count, which are seldom the most common.
    """
    telling = [term for term in terms if not _is_common(plain, term)] or (
        sorted(terms, key=_letters)[-TELLING:]
    )
    among = ""
    params: tuple[object, ...] = (match,)
    if len(telling) < len(terms):
        # The sign keeps SQLite from asking the index for each record alone.
        among = "AND +rowid IN (SELECT value FROM json_each(?))"
        params = (_match(telling), json.dumps(found))
    rows = plain.execute(
        f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ? {among} "
        f"ORDER BY bm25({INDEX}, {_TITLE_WEIGHT}, 1.0, 0.0), rowid DESC LIMIT ?",
        (*params, limit),
    )
    return [number for (number,) in rows]


def _letters(term: Term) -> int:
    return sum(map(len, term.words))


def _is_common(plain: sqlite3.Connection, term: Term) -> bool:
    (count,) = plain.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {INDEX} WHERE {INDEX} MATCH ? LIMIT ?)",
        (_match([term]), COMMON + 1),
    ).fetchone()
    return bool(count > COMMON)


def _counts(plain: sqlite3.Connection, found: Sequence[int]) -> dict[str, int]:
    rows = plain.execute(
        f"SELECT kind, count(*) FROM {ROWS} WHERE id IN (SELECT value FROM json_each(?)) "
        "GROUP BY kind",
        (json.dumps(found),),
    )
    return dict(rows.fetchall())


def _hits(
    plain: sqlite3.Connection, chosen: Sequence[int], terms: tuple[Term, ...]
) -> Iterable[Hit]:
    """The records behind entries, in the same order."""
    wanted = json.dumps(chosen)
    kinds: dict[str, list[int]] = defaultdict(list)
    for number, kind in plain.execute(
        f"SELECT id, kind FROM {ROWS} WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    ):
        kinds[kind].append(number)
    hits = {
        row[0]: _hit(kind, row, terms)
        for kind, numbers in kinds.items()
        for row in plain.execute(_rows_sql(kind), (json.dumps(numbers),))
    }
    return (hits[number] for number in chosen if number in hits)


@cache
def _rows_sql(kind: str) -> str:
    names = ", ".join(f'row."{name}"' for name in column_names(DEAL_KINDS[kind]))
    return (
        "SELECT entry.id, row.deal_id, deal.title, deal.currency, state.archived_on, "
        f'{names} FROM {ROWS} AS entry JOIN "{kind}" AS row ON row.rowid = entry.source '
        "JOIN deal ON deal.deal_id = row.deal_id "
        "LEFT JOIN deal_states AS state ON state.id = row.deal_id "
        "WHERE entry.id IN (SELECT value FROM json_each(?))"
    )


def _hit(kind: str, row: Sequence[Any], terms: tuple[Term, ...]) -> Hit:
    _number, deal_id, title, currency, archived_on, *columns = row
    record = row_reader(DEAL_KINDS[kind])(columns)
    return Hit(
        kind=kind,
        deal_id=read_id(deal_id),
        deal_title=title or "",
        currency=currency or "",
        archived=archived_on is not None,
        record=record,
        context=context(record, terms),
        when=record.updated_at or record.created_at,
    )
