"""The desk: one database, opened once; deals are loaded from it and edited in units of work."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import ALL_KINDS, DEAL_KINDS
from negotiator_desk.store import backup, integrity, queries
from negotiator_desk.store.changes import Changed, Listener, Listeners, changed_by
from negotiator_desk.store.connection import BUSY_SECONDS, pragma, reading
from negotiator_desk.store.errors import (
    DeskDamaged,
    DeskForeign,
    DeskLocked,
    DeskTooNew,
    DeskUnusable,
    MigrationFailed,
    NoSuchDeal,
    NoSuchRecord,
    UndoConflict,
    in_words,
)
from negotiator_desk.store.held import HeldRows
from negotiator_desk.store.journal import Image, Stacks, Step
from negotiator_desk.store.opening import open_database, set_aside
from negotiator_desk.store.queries import DealRow
from negotiator_desk.store.running import RunningMark, marks
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.store.search import Searcher, SearchPage
    from negotiator_desk.store.unit import Unit
    from negotiator_desk.store.writer import Writer

__all__ = [
    "Changed",
    "DealRow",
    "Desk",
    "DeskDamaged",
    "DeskForeign",
    "DeskLocked",
    "DeskTooNew",
    "DeskUnusable",
    "MigrationFailed",
    "NoSuchDeal",
    "NoSuchRecord",
    "UndoConflict",
    "open_desk",
]

log = logging.getLogger(__name__)

T = TypeVar("T")
Clock = Callable[[], datetime]


def open_desk(
    folder: Path, clock: Clock, *, start_empty: bool = False, timeout: float = BUSY_SECONDS
) -> Desk:
    """Open the desk that lies in a folder; it is made where there is none.

    Args:
        folder: where the database and its backups lie; made if need be.
        clock: gives the moment, with its zone.
        start_empty: begin anew although a damaged desk was moved aside and could be had back from
            a backup; without it that is refused until a backup was restored.
        timeout: seconds to wait for another program's lock.

    Raises:
        DeskTooNew, DeskForeign, DeskDamaged, DeskLocked, DeskUnusable, MigrationFailed: refusals,
            each with a ready sentence.
    """
    plain, mark = open_database(folder, clock(), start_empty=start_empty, timeout=timeout)
    try:
        return Desk(folder, plain, mark, clock)
    except BaseException as error:
        plain.close()
        mark.clear()
        if isinstance(error, DeskDamaged):
            raise set_aside(error) from error
        raise


class Desk:
    """One open desk. Its functions may be called from any thread; they take turns.

    Listeners are called in the thread that made the edit, after it was committed.
    """

    def __init__(
        self, folder: Path, plain: sqlite3.Connection, mark: RunningMark, clock: Clock
    ) -> None:
        self.folder = folder
        self.path = folder / backup.DESK_FILE
        self._plain, self._closed = plain, False
        self._writer: Writer | None = None
        self._mark = mark
        self._clock = clock
        self._turn = threading.RLock()
        self._editing = False
        self._wrote = False
        self._listeners = Listeners()
        self._stacks = Stacks()
        self._held = HeldRows()
        self._searcher: Searcher | None = None
        self._data_version = self._read_data_version()
        self._known = self._read(queries.deal_ids)

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

    # -- reading ----------------------------------------------------------------------------------

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

    # -- searching --------------------------------------------------------------------------------

    def search(
        self,
        text: str,
        limit: int = 100,
        kinds: Collection[str] | None = None,
        deal: UUID | None = None,
    ) -> SearchPage:
        """The records that hold all words of a text, at most ``limit``; for a worker thread.

        The text is as typed: words, the last may be begun, and "words in a row".
        """
        from negotiator_desk.store.search import Searcher

        with self._turn:
            self._writing()  # it sees that the index is what this version makes
            if self._searcher is None:
                self._searcher = Searcher(self.path, self.rebuild_search)
        with self._in_words():
            return self._searcher.search(text, limit, kinds, deal)

    def rebuild_search(self) -> None:
        """Make the full-text index anew from the records; no undo step, and no record changes."""
        with self._turn:
            writer = self._writing()
            with self._transaction():
                writer.rebuild_search()

    # -- editing ----------------------------------------------------------------------------------

    @contextlib.contextmanager
    def edit(self, label: EditLabel, merge: str = "", *, journal: bool = True) -> Iterator[Unit]:
        """One transaction, one undo step.

        Args:
            label: what the step is called; the unit may give it a better one.
            merge: edits with the same key, one soon after the other, are one step, as the typing
                in one field.
            journal: False for what is no undo step: drafts, settings, when a deal was opened.

        Raises:
            DeskLocked, DeskUnusable, DeskDamaged: nothing was changed then.
        """
        with self._turn:
            writer = self._writing()
            unit = writer.unit(label)
            with self._transaction(), writer.transaction():
                yield unit
                images = writer.images()
            if journal and images:
                self._stacks.push(unit.label, merge, images, self._clock())
        self._tell(images)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """What stands around a writing transaction; the caller holds the turn."""
        if self._editing:
            raise RuntimeError("an edit is already running")
        self._editing = True
        try:
            with self._in_words():
                yield
            self._wrote = True
        finally:
            self._editing = False

    def _writing(self) -> Writer:
        """The writing half, made when first asked for; the caller holds the turn."""
        if self._writer is None:
            from negotiator_desk.store.writer import Writer

            with self._in_words():
                self._writer = Writer(self._plain)
                # No undo step can want them yet; while another program is at work, its might.
                if marks(self.folder)[1] <= 1:
                    self._writer.remove_leftovers()
        return self._writer

    def warm_up(self) -> None:
        """Make ready for the first edit, which would take longer otherwise; for a quiet moment.

        What stands in the way is logged, and said by the edit that meets it.
        """
        with self._turn:
            if not self._closed:
                try:
                    self._writing()
                except Refusal as refusal:
                    log.warning("%s", refusal.text)

    def end_run(self) -> None:
        """The next edit is a step of its own, whatever its merge key."""
        with self._turn:
            self._stacks.end_run()

    @property
    def undo_label(self) -> EditLabel | None:
        """What ``undo`` would take back."""
        return self._stacks.done[-1].label if self._stacks.done else None

    @property
    def redo_label(self) -> EditLabel | None:
        """What ``redo`` would do again."""
        return self._stacks.undone[-1].label if self._stacks.undone else None

    def undo(self) -> EditLabel | None:
        """Take the last step back; its name, or None where there is none.

        Raises:
            UndoConflict: when what it touched was changed elsewhere; the steps are forgotten.
        """
        return self._replay(self._stacks.done, self._stacks.undone, back=True)

    def redo(self) -> EditLabel | None:
        """Do the step taken back last again; its name, or None where there is none.

        Raises:
            UndoConflict: when what it touched was changed elsewhere; the steps are forgotten.
        """
        return self._replay(self._stacks.undone, self._stacks.done, back=False)

    def _replay(self, source: list[Step], target: list[Step], *, back: bool) -> EditLabel | None:
        with self._turn:
            self._stacks.end_run()
            if not source:
                return None
            step = source[-1]
            try:
                with self._transaction():
                    self._writing().replay(step.images, back=back)
            except UndoConflict:
                source.clear()
                raise
            target.append(source.pop())
        self._tell(step.images)
        return step.label

    # -- telling ----------------------------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function called after every change; the answer ends that."""
        return self._listeners.add(listener)

    def _tell(self, images: Iterable[Image]) -> None:
        if (changed := changed_by(images)) is not None:
            self._known |= changed.deal_ids
            self._listeners.tell(changed)

    def refresh_if_changed(self) -> bool:
        """Tell the listeners when another program changed the desk since the last look.

        Called when the window becomes active. Everything counts as changed then.
        """
        with self._turn:
            version = self._read_data_version()
            if version == self._data_version:
                return False
            self._data_version = version
            ids = self._read(queries.deal_ids)
            touched = self._known | ids
            self._known = ids
        self._listeners.tell(Changed(touched, frozenset(ALL_KINDS)))
        return True

    def _read_data_version(self) -> int:
        """A number that changes when another connection has committed."""
        return self._read(lambda plain: int(pragma(plain, "data_version")))

    # -- care -------------------------------------------------------------------------------------

    def look_after(self) -> tuple[str, ...]:
        """Check the whole desk and make the backup of the day; for a worker thread.

        What is wrong with the desk, which is then moved aside at the next start; else nothing.
        """
        if backup.back_up_today(self.folder, self._clock()):  # made of a copy that was checked
            return ()
        found = integrity.check_integrity(self.path)
        if found:
            log.error("%s is damaged: %s", self.path, "; ".join(found[:5]))
            self._mark.keep()
        return found

    def close(self) -> None:
        """Let go of the desk; a day on which it was written to leaves a backup."""
        with self._turn:
            if self._closed:
                return
            self._closed = True
            if self._searcher is not None:
                self._searcher.close()
            if self._writer is not None:
                self._writer.close()
            self._plain.close()
            if self._wrote:
                backup.back_up_today(self.folder, self._clock())
            self._mark.clear()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
