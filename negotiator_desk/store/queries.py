"""What is read from the desk: deals, lists of a deal, records of the desk, blobs.

In statements written out: SQLAlchemy would take longer to import and compile than these to run.
"""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

import msgspec

from negotiator_desk.models.choices import Origin, Stage
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record, field_map
from negotiator_desk.models.kinds import ALL_KINDS, DEAL_KINDS
from negotiator_desk.store.codec import column_names, read_id, row_reader
from negotiator_desk.store.columns import KEYS, quoted
from negotiator_desk.store.errors import NoSuchDeal


class DealRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of deals shows of a deal. ``updated_at`` is of the deal's own fields."""

    id: UUID
    title: str
    buyer: str
    owner: str
    stage: Stage | None
    currency: str
    origin: Origin | None
    archived: bool
    updated_at: datetime | None
    opened_at: datetime | None

    @property
    def public(self) -> bool:
        """Whether it is a public record, which has no scores."""
        return self.origin is Origin.PUBLIC_RECORD

    @property
    def at_work(self) -> bool:
        """Whether it is worked on: neither archived nor a public record."""
        return not self.archived and not self.public


AT_ONCE: Final = 500
"""How many ids one statement is asked for; SQLite takes no more than 999 everywhere."""

_STAGES: Final = {member.value: member for member in Stage}
_ORIGINS: Final = {member.value: member for member in Origin}

_DEALS_SQL: Final = """
    SELECT
        deal.id, deal.title, deal.buyer, deal.owner, deal.stage, deal.currency, deal.origin,
        deal.updated_at, state.archived_on, state.opened_at
    FROM deal LEFT JOIN deal_states AS state ON state.id = deal.id
    ORDER BY lower(coalesce(deal.title, '')), deal.id
"""


@cache
def _list_sql(kind: str) -> str:
    """All records of a kind (of one deal, for a deal's kind) in list order."""
    where = 'WHERE "deal_id" = ?' if kind in DEAL_KINDS else ""
    names = quoted(column_names(ALL_KINDS[kind]))
    return f'SELECT {names} FROM "{kind}" {where} ORDER BY "position", "id"'


@cache
def _record_sql(kind: str) -> str:
    where = " AND ".join(f'"{name}" = ?' for name in KEYS[kind])
    return f'SELECT {quoted(column_names(ALL_KINDS[kind]))} FROM "{kind}" WHERE {where}'


def list_rows(plain: sqlite3.Connection, kind: str, deal_id: UUID | None) -> list[Any]:
    """The raw rows of a kind in list order; ``deal_id`` is None for a kind of the desk."""
    params = () if deal_id is None else (str(deal_id),)
    return plain.execute(_list_sql(kind), params).fetchall()


def list_records(plain: sqlite3.Connection, kind: str, deal_id: UUID | None) -> tuple[Record, ...]:
    """The records of a kind in list order; ``deal_id`` is None for a kind of the desk."""
    return to_records(kind, list_rows(plain, kind, deal_id))


def deal_rows(
    plain: sqlite3.Connection, deal_id: UUID, kinds: Iterable[str]
) -> dict[str, list[Any]]:
    """Raw rows of a deal by kind, those of the deal itself among them.

    Raises:
        NoSuchDeal: the deal is not on the desk.
    """
    found = {"deal": list_rows(plain, "deal", deal_id)}
    if not found["deal"]:
        raise NoSuchDeal(deal_id)
    for kind in kinds:
        if kind != "deal":
            found[kind] = list_rows(plain, kind, deal_id)
    return found


def records_naming(
    plain: sqlite3.Connection, kind: str, field: str, ids: Iterable[UUID]
) -> tuple[tuple[UUID, Record], ...]:
    """The records of a deal's kind, over all deals, whose field names one of these ids."""
    columns = column_names(ALL_KINDS[kind])
    if field not in columns:
        raise KeyError(field)
    read = row_reader(ALL_KINDS[kind])
    wanted = [str(each) for each in ids]
    found: list[tuple[UUID, Record]] = []
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        marks = ", ".join("?" * len(part))
        statement = (
            f'SELECT "deal_id", {quoted(columns)} FROM "{kind}" WHERE "{field}" IN ({marks}) '
            'ORDER BY "deal_id", "position", "id"'
        )
        found += [(read_id(row[0]), read(row[1:])) for row in plain.execute(statement, part)]
    return tuple(found)


def highest(plain: sqlite3.Connection, kind: str, deal_id: UUID, field: str) -> int | None:
    """The highest whole number in a field of a kind of a deal."""
    name = field_map(ALL_KINDS[kind])[field].name  # a field that is declared, and no other text
    found = plain.execute(
        f'SELECT max("{name}") FROM "{kind}" WHERE "deal_id" = ?', (str(deal_id),)
    ).fetchone()
    return None if found[0] is None else int(found[0])


def to_records(kind: str, rows: Iterable[Any]) -> tuple[Record, ...]:
    """Records from the raw rows of their kind."""
    return tuple(map(row_reader(ALL_KINDS[kind]), rows))


def count_records(plain: sqlite3.Connection, deal_id: UUID) -> int:
    """How many records a deal holds, itself among them."""
    counts = (
        plain.execute(f'SELECT count(*) FROM "{kind}" WHERE "deal_id" = ?', (str(deal_id),))
        for kind in DEAL_KINDS
    )
    return sum(count for ((count,),) in counts)


def find_record(
    plain: sqlite3.Connection, kind: str, deal_id: UUID | None, record_id: UUID
) -> Record | None:
    """One record of a kind, or None."""
    params = (str(record_id),) if deal_id is None else (str(deal_id), str(record_id))
    row = plain.execute(_record_sql(kind), params).fetchone()
    return None if row is None else row_reader(ALL_KINDS[kind])(row)


ReadRows = Callable[[str, list[Any]], tuple[Record, ...]]
"""Makes the records of a kind from its raw rows."""


def to_snapshot(rows: dict[str, list[Any]], read: ReadRows = to_records) -> Snapshot:
    """A deal from the raw rows of its kinds."""
    lists = {kind: read(kind, found) for kind, found in rows.items()}
    (deal,) = lists.pop("deal")
    made: Snapshot = Snapshot(deal=deal, **lists)  # type: ignore[arg-type]
    return made


def renewed(snapshot: Snapshot, rows: dict[str, list[Any]], read: ReadRows) -> Snapshot:
    """A deal with these kinds from their raw rows; its other lists are the same objects."""
    fresh: dict[str, Any] = {kind: read(kind, found) for kind, found in rows.items()}
    if "deal" in fresh:
        (fresh["deal"],) = fresh["deal"]
    made: Snapshot = msgspec.structs.replace(snapshot, **fresh)
    return made


def list_deals(plain: sqlite3.Connection) -> tuple[DealRow, ...]:
    """All deals, by title and then by id."""
    return tuple(
        DealRow(
            id=read_id(deal_id),
            title=title or "",
            buyer=buyer or "",
            owner=owner or "",
            stage=None if stage is None else _STAGES[stage],
            currency=currency or "",
            origin=None if origin is None else _ORIGINS[origin],
            archived=archived_on is not None,
            updated_at=_moment(updated_at),
            opened_at=_moment(opened_at),
        )
        for (
            deal_id,
            title,
            buyer,
            owner,
            stage,
            currency,
            origin,
            updated_at,
            archived_on,
            opened_at,
        ) in plain.execute(_DEALS_SQL)
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def deal_ids(plain: sqlite3.Connection) -> frozenset[UUID]:
    """The ids of all deals."""
    return frozenset(read_id(text) for (text,) in plain.execute('SELECT "id" FROM "deal"'))


def find_blob(plain: sqlite3.Connection, sha256: str) -> bytes | None:
    """The content with this SHA-256, or None."""
    row = plain.execute('SELECT "data" FROM "blobs" WHERE "sha256" = ?', (sha256,)).fetchone()
    return None if row is None else row[0]
