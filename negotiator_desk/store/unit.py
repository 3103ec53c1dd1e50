"""The unit of work: what one edit may do to the rows of the desk."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import ALL_KINDS, DEAL_KINDS, KIND_OF, records_of
from negotiator_desk.store import queries
from negotiator_desk.store.codec import encode_fields, row_maker
from negotiator_desk.store.columns import columns_of, quoted
from negotiator_desk.store.engine import plain_of
from negotiator_desk.store.errors import NoSuchDeal, NoSuchRecord
from negotiator_desk.store.search_index import MANY, in_bulk
from negotiator_desk.store.tables import BLOBS, TABLES

STEP: Final = 1024
"""Distance between the positions of neighbours, so that a record put between moves no other."""


class Unit:
    """One transaction on the desk. ``deal_id`` is None throughout for a kind of the desk.

    ``label`` is what the undo step will be called; it may be given while the edit runs.
    """

    def __init__(self, connection: Connection, label: EditLabel) -> None:
        self._connection = connection
        self._plain = plain_of(connection)
        self.label = label

    # -- reading, as this transaction sees it -----------------------------------------------------

    def load(self, deal_id: UUID) -> Snapshot:
        """The deal as it stands now.

        Raises:
            NoSuchDeal: when it is not on the desk.
        """
        rows = {kind: queries.list_rows(self._plain, kind, deal_id) for kind in DEAL_KINDS}
        if not rows["deal"]:
            raise NoSuchDeal(deal_id)
        return queries.to_snapshot(rows)

    def records(self, deal_id: UUID | None, kind: str) -> tuple[Record, ...]:
        """The records of a kind, in list order."""
        return queries.list_records(self._plain, kind, deal_id)

    def record(self, deal_id: UUID | None, kind: str, record_id: UUID) -> Record:
        """One record.

        Raises:
            NoSuchRecord: when it is not there.
        """
        found = queries.find_record(self._plain, kind, deal_id, record_id)
        if found is None:
            raise NoSuchRecord(kind, record_id)
        return found

    def exists(self, deal_id: UUID | None, kind: str, record_id: UUID) -> bool:
        """Whether a record is there."""
        return queries.find_record(self._plain, kind, deal_id, record_id) is not None

    def highest(self, deal_id: UUID, kind: str, field: str) -> int | None:
        """The highest whole number in a field of a kind; None where it is empty everywhere."""
        return queries.highest(self._plain, kind, deal_id, field)

    # -- records ----------------------------------------------------------------------------------

    def insert(self, deal_id: UUID | None, record: Record, position: int | None = None) -> None:
        """Put a record into its list, at index ``position``; at the end if that is None."""
        kind = KIND_OF[type(record)]
        place = self._position(deal_id, kind, position)
        self._insert_rows(kind, deal_id, [record], place)

    def insert_many(self, deal_id: UUID | None, records: Sequence[Record]) -> None:
        """Put records, of one kind or of many, at the ends of their lists."""
        lists: dict[str, list[Record]] = {}
        for record in records:
            lists.setdefault(KIND_OF[type(record)], []).append(record)
        for kind, found in lists.items():
            self._insert_rows(kind, deal_id, found, self._position(deal_id, kind, None))

    def _insert_rows(
        self, kind: str, deal_id: UUID | None, records: Sequence[Record], first: int
    ) -> None:
        """One statement for all rows: 100,000 records are put down in seconds."""
        make = row_maker(ALL_KINDS[kind])
        head: tuple[Any, ...] = () if deal_id is None else (str(deal_id),)
        rows = [
            (*head, first + number * STEP, *make(record)) for number, record in enumerate(records)
        ]
        self._connection.exec_driver_sql(_insert_sql(kind), rows)

    def update(
        self, deal_id: UUID | None, kind: str, record_id: UUID, values: Mapping[str, Any]
    ) -> None:
        """Set fields of one record; names as declared, ``extra`` too.

        Raises:
            NoSuchRecord: when it is not there.
            ValueError: when asked to change an id.
        """
        if "id" in values:
            raise ValueError("an id never changes")
        columns = encode_fields(ALL_KINDS[kind], values)
        done = self._connection.execute(
            update(TABLES[kind]).where(*_is(kind, deal_id, record_id)).values(columns)
        )
        if done.rowcount != 1:
            raise NoSuchRecord(kind, record_id)

    def delete(self, deal_id: UUID | None, kind: str, ids: Iterable[UUID]) -> None:
        """Delete records of a list; a whole deal goes with ``delete_deal``.

        Raises:
            NoSuchRecord: when one is not there.
        """
        if kind == "deal":
            raise ValueError("a deal is deleted whole")
        for record_id in ids:
            done = self._connection.execute(
                delete(TABLES[kind]).where(*_is(kind, deal_id, record_id))
            )
            if done.rowcount != 1:
                raise NoSuchRecord(kind, record_id)

    def move(self, deal_id: UUID | None, kind: str, record_id: UUID, index: int) -> None:
        """Put a record at another place of its list; ``index`` counts the list without it.

        Raises:
            NoSuchRecord: when it is not there.
        """
        ids = [text for text, _ in self._order(deal_id, kind)]
        if str(record_id) not in ids:
            raise NoSuchRecord(kind, record_id)
        here = ids.index(str(record_id))
        index = max(0, min(index, len(ids) - 1))
        if index == here:
            return
        place = self._position(deal_id, kind, index, without=record_id)
        self._set_position(deal_id, kind, str(record_id), place)

    # -- positions --------------------------------------------------------------------------------

    def _order(self, deal_id: UUID | None, kind: str) -> list[tuple[str, int]]:
        table = TABLES[kind]
        statement = select(table.c.id, table.c.position).order_by(table.c.position, table.c.id)
        if deal_id is not None:
            statement = statement.where(table.c.deal_id == str(deal_id))
        return [(row.id, row.position) for row in self._connection.execute(statement)]

    def _position(
        self, deal_id: UUID | None, kind: str, index: int | None, without: UUID | None = None
    ) -> int:
        """A position for the record that is to stand at ``index``."""
        if index is None:
            return self._last_position(deal_id, kind) + STEP
        order = [each for each in self._order(deal_id, kind) if each[0] != str(without)]
        index = max(0, min(index, len(order)))
        if index == len(order):
            return (order[-1][1] if order else 0) + STEP
        after = order[index][1]
        before = order[index - 1][1] if index else after - 2 * STEP
        if after - before >= 2:
            return (before + after) // 2
        for number, (text, _) in enumerate(order):  # no room left between the two
            self._set_position(deal_id, kind, text, (number + 1) * STEP)
        return index * STEP + STEP // 2

    def _last_position(self, deal_id: UUID | None, kind: str) -> int:
        table = TABLES[kind]
        statement = select(func.max(table.c.position))
        if deal_id is not None:
            statement = statement.where(table.c.deal_id == str(deal_id))
        return self._connection.execute(statement).scalar() or 0

    def _set_position(self, deal_id: UUID | None, kind: str, text: str, position: int) -> None:
        where = _is(kind, deal_id, UUID(text))
        self._connection.execute(update(TABLES[kind]).where(*where).values(position=position))

    # -- whole deals ------------------------------------------------------------------------------

    def insert_deal(self, snapshot: Snapshot) -> None:
        """Put a whole deal on the desk.

        Raises:
            ValueError: when a deal with this id is there.
        """
        deal_id = snapshot.deal.id
        if self.has_deal(deal_id):
            raise ValueError(f"deal {deal_id} is on the desk")
        lists = {kind: found for kind in DEAL_KINDS if (found := records_of(snapshot, kind))}
        many = sum(map(len, lists.values())) >= MANY
        with in_bulk(self._plain, [str(deal_id)]) if many else contextlib.nullcontext():
            for kind, records in lists.items():
                self._insert_rows(kind, deal_id, records, STEP)

    def has_deal(self, deal_id: UUID) -> bool:
        """Whether the deal is on the desk."""
        return queries.find_record(self._plain, "deal", deal_id, deal_id) is not None

    def delete_deal(self, deal_id: UUID) -> None:
        """Delete a deal with all it holds. What the desk keeps of it stays, for undo.

        Raises:
            NoSuchDeal: when it is not on the desk.
        """
        if not self.has_deal(deal_id):
            raise NoSuchDeal(deal_id)
        many = queries.count_records(self._plain, deal_id) >= MANY
        with in_bulk(self._plain, removed=[str(deal_id)]) if many else contextlib.nullcontext():
            for kind in reversed(tuple(DEAL_KINDS)):  # the deal itself last
                table = TABLES[kind]
                self._connection.execute(delete(table).where(table.c.deal_id == str(deal_id)))

    def replace_deal(self, snapshot: Snapshot) -> None:
        """Put a whole deal in the place of the one with its id.

        Raises:
            NoSuchDeal: when none is on the desk.
        """
        self.delete_deal(snapshot.deal.id)
        self.insert_deal(snapshot)

    # -- blobs ------------------------------------------------------------------------------------

    def put_blob(self, data: bytes) -> str:
        """Keep a content, once; its SHA-256. Contents are not part of undo and never change."""
        sha256 = hashlib.sha256(data).hexdigest()
        statement = select(BLOBS.c.sha256).where(BLOBS.c.sha256 == sha256)
        if self._connection.execute(statement).first() is None:
            self._connection.execute(insert(BLOBS), {"sha256": sha256, "data": data})
        return sha256

    def delete_blobs(self, names: Iterable[str]) -> None:
        """Forget contents for good; only for those that nothing names any more."""
        for sha256 in names:
            self._connection.execute(delete(BLOBS).where(BLOBS.c.sha256 == sha256))


def _is(kind: str, deal_id: UUID | None, record_id: UUID) -> list[Any]:
    table = TABLES[kind]
    found: list[Any] = [table.c.id == str(record_id)]
    if deal_id is not None:
        found.append(table.c.deal_id == str(deal_id))
    return found


@cache
def _insert_sql(kind: str) -> str:
    """The INSERT of a kind with its columns in the order that ``Unit`` makes rows."""
    names = columns_of(kind)
    return f'INSERT INTO "{kind}" ({quoted(names)}) VALUES ({", ".join("?" * len(names))})'
