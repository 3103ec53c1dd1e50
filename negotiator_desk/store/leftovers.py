"""What deleted deals left behind: contents that nothing names, their drafts and states."""

import sqlite3
from collections.abc import Mapping
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.store.codec import read_id
from negotiator_desk.store.unit import Unit

OF_DEALS: Final[Mapping[str, str]] = {"drafts": "deal_id", "deal_states": "id"}
"""Kinds of the desk that belong to a deal, and the column that names it."""

_ORPHANS_SQL: Final = """
    SELECT sha256 FROM blobs
    WHERE sha256 NOT IN (SELECT sha256 FROM attachments WHERE sha256 IS NOT NULL)
    AND sha256 NOT IN (SELECT logo FROM profile WHERE logo IS NOT NULL)
"""


class Leftovers(msgspec.Struct, frozen=True):
    """What nothing needs any more: SHA-256 of contents, and records of the desk by kind."""

    blobs: tuple[str, ...]
    records: Mapping[str, tuple[UUID, ...]]

    def __bool__(self) -> bool:
        return bool(self.blobs) or any(self.records.values())


def find_leftovers(plain: sqlite3.Connection) -> Leftovers:
    """Contents that no file and no profile names; drafts and states of deals that are gone."""
    records = {kind: _left_by_deals(plain, kind) for kind in OF_DEALS}
    return Leftovers(tuple(name for (name,) in plain.execute(_ORPHANS_SQL)), records)


def remove_leftovers(unit: Unit, found: Leftovers) -> None:
    """Delete them, for good."""
    unit.delete_blobs(found.blobs)
    for kind, ids in found.records.items():
        unit.delete(None, kind, ids)


def _left_by_deals(plain: sqlite3.Connection, kind: str) -> tuple[UUID, ...]:
    named = OF_DEALS[kind]
    rows = plain.execute(
        f'SELECT "id" FROM "{kind}" '
        f'WHERE "{named}" IS NOT NULL AND "{named}" NOT IN (SELECT "id" FROM "deal")'
    )
    return tuple(read_id(text) for (text,) in rows)
