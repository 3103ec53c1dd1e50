"""What is read from the desk: deals, lists of a deal, records of the desk, blobs."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select

from negotiator_desk.models.choices import Origin, Stage
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import ALL_KINDS, DEAL_KINDS
from negotiator_desk.store.codec import column_names, read_id, row_reader
from negotiator_desk.store.tables import BLOBS, KEYS, TABLES, quoted


class DealRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of deals shows of a deal. ``updated_at`` is of the deal's own fields."""

    id: UUID
    title: str
    buyer: str
    stage: Stage | None
    currency: str
    origin: Origin | None
    archived: bool
    updated_at: datetime | None
    opened_at: datetime | None


_STAGES: Final = {member.value: member for member in Stage}
_ORIGINS: Final = {member.value: member for member in Origin}


# Written out rather than built: what a start reads would take longer to compile than to run.


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


def list_rows(connection: Connection, kind: str, deal_id: UUID | None) -> list[Any]:
    """The raw rows of a kind in list order; ``deal_id`` is None for a kind of the desk."""
    params = () if deal_id is None else (str(deal_id),)
    return list(connection.exec_driver_sql(_list_sql(kind), params).cursor.fetchall())


def list_records(connection: Connection, kind: str, deal_id: UUID | None) -> tuple[Record, ...]:
    """The records of a kind in list order; ``deal_id`` is None for a kind of the desk."""
    return to_records(kind, list_rows(connection, kind, deal_id))


def to_records(kind: str, rows: Iterable[Any]) -> tuple[Record, ...]:
    """Records from the raw rows of their kind."""
    return tuple(map(row_reader(ALL_KINDS[kind]), rows))


def find_record(
    connection: Connection, kind: str, deal_id: UUID | None, record_id: UUID
) -> Record | None:
    """One record of a kind, or None."""
    params = (str(record_id),) if deal_id is None else (str(deal_id), str(record_id))
    row = connection.exec_driver_sql(_record_sql(kind), params).first()
    return None if row is None else row_reader(ALL_KINDS[kind])(row)


def to_snapshot(rows: dict[str, list[Any]]) -> Snapshot:
    """A deal from the raw rows of its kinds."""
    lists = {kind: to_records(kind, found) for kind, found in rows.items()}
    (deal,) = lists.pop("deal")
    made: Snapshot = Snapshot(deal=deal, **lists)  # type: ignore[arg-type]
    return made


def list_deals(connection: Connection) -> tuple[DealRow, ...]:
    """All deals, by title and then by id."""
    deal, state = TABLES["deal"], TABLES["deal_states"]
    statement = (
        select(
            deal.c.id,
            deal.c.title,
            deal.c.buyer,
            deal.c.stage,
            deal.c.currency,
            deal.c.origin,
            deal.c.updated_at,
            state.c.archived_on,
            state.c.opened_at,
        )
        .select_from(deal.outerjoin(state, state.c.id == deal.c.id))
        .order_by(func.lower(func.coalesce(deal.c.title, "")), deal.c.id)
    )
    return tuple(
        DealRow(
            id=read_id(row.id),
            title=row.title or "",
            buyer=row.buyer or "",
            stage=None if row.stage is None else _STAGES[row.stage],
            currency=row.currency or "",
            origin=None if row.origin is None else _ORIGINS[row.origin],
            archived=row.archived_on is not None,
            updated_at=_moment(row.updated_at),
            opened_at=_moment(row.opened_at),
        )
        for row in connection.execute(statement)
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def deal_ids(connection: Connection) -> frozenset[UUID]:
    """The ids of all deals."""
    return frozenset(
        read_id(text) for text in connection.execute(select(TABLES["deal"].c.id)).scalars()
    )


def find_blob(connection: Connection, sha256: str) -> bytes | None:
    """The content with this SHA-256, or None."""
    found: bytes | None = connection.execute(
        select(BLOBS.c.data).where(BLOBS.c.sha256 == sha256)
    ).scalar()
    return found
