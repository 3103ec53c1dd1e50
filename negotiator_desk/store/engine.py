"""SQLAlchemy around the connection to the desk: the tool of what writes, and of nothing else."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from negotiator_desk.store.connection import leave_transaction


def engine_connection(plain: sqlite3.Connection) -> Connection:
    """SQLAlchemy's connection around ours, which stays open when that one is closed.

    Its transactions write, and begin as those of writers: a lock taken later than at once could be
    refused after half the work.
    """
    # Only to dispose of the engine would close what is not its own; nobody does.
    engine = create_engine("sqlite://", creator=lambda: plain, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine.connect()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def plain_of(connection: Connection) -> sqlite3.Connection:
    """The connection that is inside one of SQLAlchemy's."""
    plain = connection.connection.driver_connection
    assert isinstance(plain, sqlite3.Connection)
    return plain


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """A writing transaction: committed whole, or rolled back."""
    try:
        with connection.begin():
            yield
    except BaseException:
        # SQLAlchemy takes a COMMIT that was refused for the end of the transaction; it is open.
        leave_transaction(plain_of(connection))
        raise
