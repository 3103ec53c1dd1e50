"""The care of a desk: what deleted deals left behind, and the backup of the day."""

import logging
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from negotiator_desk.store import backup
from negotiator_desk.store.codec import read_id
from negotiator_desk.store.tables import BLOBS, TABLES
from negotiator_desk.store.unit import Unit

OF_DEALS: Final[Mapping[str, str]] = {"drafts": "deal_id", "deal_states": "id"}
"""Kinds of the desk that belong to a deal, and the column that names it."""

log = logging.getLogger(__name__)


class Leftovers(msgspec.Struct, frozen=True):
    """What nothing needs any more: SHA-256 of contents, and records of the desk by kind."""

    blobs: tuple[str, ...]
    records: Mapping[str, tuple[UUID, ...]]

    def __bool__(self) -> bool:
        return bool(self.blobs) or any(self.records.values())


def find_leftovers(connection: Connection) -> Leftovers:
    """Contents that no file and no profile names; drafts and states of deals that are gone."""
    records = {kind: _left_by_deals(connection, kind) for kind in OF_DEALS}
    return Leftovers(_orphans(connection), records)


def remove_leftovers(unit: Unit, found: Leftovers) -> None:
    """Delete them, for good."""
    unit.delete_blobs(found.blobs)
    for kind, ids in found.records.items():
        unit.delete(None, kind, ids)


def _orphans(connection: Connection) -> tuple[str, ...]:
    used = select(TABLES["attachments"].c.sha256).where(TABLES["attachments"].c.sha256.is_not(None))
    logos = select(TABLES["profile"].c.logo).where(TABLES["profile"].c.logo.is_not(None))
    statement = select(BLOBS.c.sha256).where(BLOBS.c.sha256.not_in(used.union(logos)))
    return tuple(connection.execute(statement).scalars())


def _left_by_deals(connection: Connection, kind: str) -> tuple[UUID, ...]:
    table, deal = TABLES[kind], TABLES["deal"]
    named = table.c[OF_DEALS[kind]]
    statement = select(table.c.id).where(named.is_not(None), named.not_in(select(deal.c.id)))
    return tuple(read_id(text) for text in connection.execute(statement).scalars())


def back_up_today(folder: Path, now: datetime) -> bool:
    """Make the backup of the day, unless it is there; whether one was made.

    One that cannot be made is logged and done without.
    """
    try:
        if backup.is_backed_up(folder, now):
            return False
        return backup.back_up(folder, now) is not None
    except (sqlite3.Error, OSError):
        log.exception("no backup of %s could be made", folder)
        return False
