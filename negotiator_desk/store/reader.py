"""What is read from the desk: deals, their kinds anew, records, contents of files."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.store import queries
from negotiator_desk.store.connection import reading
from negotiator_desk.store.errors import DeskDamaged, in_words
from negotiator_desk.store.held import HeldRows
from negotiator_desk.store.queries import DealRow
from negotiator_desk.store.running import RunningMark

log = logging.getLogger(__name__)

T = TypeVar("T")


class DeskReader:
    """Reads through the one connection of the program, in turn; an edit at work reads its own."""

    def __init__(self, path: Path, plain: sqlite3.Connection, mark: RunningMark) -> None:
        self.path = path
        self._plain = plain
        self._mark = mark
        self._turn = threading.RLock()
        self._editing = False
        self._held = HeldRows()
        self._known: frozenset[UUID] = frozenset()

    @contextlib.contextmanager
    def _in_words(self) -> Iterator[None]:
        """Errors of the database as refusals; damage is noted for the next start."""
        try:
            with in_words(self.path):
                yield
        except DeskDamaged:
            log.exception("%s is damaged", self.path)
            self._mark.keep()
            raise

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do reading work in one transaction, so that all of it sees the same state."""
        with self._turn, self._in_words():
            if self._editing:
                return work(self._plain)
            with reading(self._plain):
                return work(self._plain)

    def deals(self) -> tuple[DealRow, ...]:
        """All deals, by title."""
        return self._read(queries.list_deals)

    def load(self, deal_id: UUID, *, hold: bool = False) -> Snapshot:
        """A deal, whole; with ``hold`` its rows are kept, so that a reload is quick.

        Raises:
            NoSuchDeal: a LookupError, when it is not on the desk.
        """
        rows = self._rows(deal_id, DEAL_KINDS)
        self._known |= {deal_id}
        read = partial(self._held.records, deal_id) if hold else queries.to_records
        return queries.to_snapshot(rows, read)

    def reload(self, snapshot: Snapshot, kinds: Iterable[str]) -> Snapshot:
        """The deal of a snapshot with these kinds read again; what is unchanged is the same object.

        Raises:
            NoSuchDeal: a LookupError, when the deal is no longer on the desk.
        """
        wanted = [kind for kind in kinds if kind in DEAL_KINDS]
        rows = self._rows(snapshot.deal.id, wanted)
        if "deal" not in wanted:
            del rows["deal"]
        return queries.renewed(snapshot, rows, partial(self._held.records, snapshot.deal.id))

    def _rows(self, deal_id: UUID, kinds: Iterable[str]) -> dict[str, list[Any]]:
        """Raw rows by kind, those of the deal itself among them."""
        return self._read(lambda c: queries.deal_rows(c, deal_id, kinds))

    def desk_records(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind of the desk, in list order."""
        return queries.to_records(kind, self._read(lambda c: queries.list_rows(c, kind, None)))

    def records_naming(
        self, kind: str, field: str, ids: Iterable[UUID]
    ) -> tuple[tuple[UUID, Record], ...]:
        """The records of a kind in any deal whose field names one of these; each with its deal."""
        return self._read(lambda c: queries.records_naming(c, kind, field, ids))

    def has_deal(self, deal_id: UUID) -> bool:
        """Whether a deal is on the desk."""
        return self._read(lambda c: queries.find_record(c, "deal", deal_id, deal_id)) is not None

    def blob(self, sha256: str) -> bytes | None:
        """The content with this SHA-256; None where it is not on the desk."""
        return self._read(lambda c: queries.find_blob(c, sha256))

    def blobs(self, snapshot: Snapshot) -> dict[str, bytes]:
        """The contents that a deal's files name, as far as they are on the desk."""
        names = dict.fromkeys(each.sha256 for each in snapshot.attachments if each.sha256)
        found = {name: self.blob(name) for name in names}
        return {name: data for name, data in found.items() if data is not None}
