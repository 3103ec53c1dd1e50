"""What edits the desk: SQLAlchemy, the unit of work and the recording of what it did.

Made when first needed and not at a start: its imports take as long as reading and showing a deal.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator

from sqlalchemy.exc import IntegrityError

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.store import search_index
from negotiator_desk.store.connection import reading
from negotiator_desk.store.engine import engine_connection, writing
from negotiator_desk.store.errors import UndoConflict
from negotiator_desk.store.journal import Image
from negotiator_desk.store.leftovers import find_leftovers, remove_leftovers
from negotiator_desk.store.recorder import Recorder
from negotiator_desk.store.replay import RowChanged, replay
from negotiator_desk.store.unit import Unit


class Writer:
    """The writing half of a desk, around the connection it reads with."""

    def __init__(self, plain: sqlite3.Connection) -> None:
        self._plain = plain
        search_index.make_ready(plain)
        self._recorder = Recorder()
        self._connection = engine_connection(plain)
        try:
            self._recorder.install(plain)
        except BaseException:
            self._connection.close()
            raise

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; recorded from its beginning."""
        self._recorder.clear()
        try:
            with writing(self._connection):
                yield
        finally:
            self._recorder.clear()

    def unit(self, label: EditLabel) -> Unit:
        """What an edit may do in a transaction."""
        return Unit(self._connection, label)

    def images(self) -> tuple[Image, ...]:
        """What the transaction did so far; asked for once."""
        return self._recorder.images()

    def replay(self, images: Iterable[Image], *, back: bool) -> None:
        """Take a step back or do it again, in a transaction.

        Raises:
            UndoConflict: where a row is no longer as it was left, or refers to what is gone.
        """
        try:
            with self.transaction():
                replay(self._connection, images, back=back)
        except (RowChanged, IntegrityError) as error:
            raise UndoConflict(redo=not back) from error

    def rebuild_search(self) -> None:
        """Make the full-text index anew, in a transaction."""
        with self.transaction():
            search_index.rebuild(self._plain)

    def remove_leftovers(self) -> None:
        """Delete what nothing needs any more; no undo step may want it."""
        with reading(self._plain):
            found = find_leftovers(self._plain)
        if found:
            with self.transaction():
                remove_leftovers(self.unit(EditLabel(key="delete")), found)

    def close(self) -> None:
        """Let go of the connection, which stays open."""
        self._connection.close()
