"""The desk: one database, opened once; edited in units of work that undo takes back."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.store import backup, integrity, queries
from negotiator_desk.store.changes import Changed, Listener, Listeners, changed_by
from negotiator_desk.store.connection import BUSY_SECONDS, pragma
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
)
from negotiator_desk.store.journal import Image, Stacks, Step
from negotiator_desk.store.opening import open_database, set_aside
from negotiator_desk.store.queries import DealRow
from negotiator_desk.store.reader import DeskReader
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


class Desk(DeskReader):
    """One open desk. Its functions may be called from any thread; they take turns.

    Listeners are called in the thread that made the edit, after it was committed.
    """

    def __init__(
        self, folder: Path, plain: sqlite3.Connection, mark: RunningMark, clock: Clock
    ) -> None:
        super().__init__(folder / backup.DESK_FILE, plain, mark)
        self.folder = folder
        self._closed = False
        self._writer: Writer | None = None
        self._clock = clock
        self._wrote = False
        self._listeners = Listeners()
        self._stacks = Stacks()
        self._searcher: Searcher | None = None
        self._data_version = self._read_data_version()
        self._known = self._read(queries.deal_ids)

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
