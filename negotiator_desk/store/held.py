"""The rows of the open deal as they were last read: only those that differ are made anew.

A record whose row is the same stays the same object: what was worked out from it can be kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.store.codec import column_names, row_reader


class HeldRows:
    """Rows and records of one deal at a time, by kind and id."""

    def __init__(self) -> None:
        self._deal: UUID | None = None
        self._kinds: dict[str, dict[Any, tuple[Any, Record]]] = {}

    def records(self, deal_id: UUID, kind: str, rows: Iterable[Any]) -> tuple[Record, ...]:
        """The records of a kind from its rows, those whose rows are the same as before kept."""
        if deal_id != self._deal:
            self._deal, self._kinds = deal_id, {}
        read = row_reader(ALL_KINDS[kind])
        place = column_names(ALL_KINDS[kind]).index("id")
        before = self._kinds.get(kind, {})
        now: dict[Any, tuple[Any, Record]] = {}
        for row in rows:
            held = before.get(row[place])
            now[row[place]] = held if held is not None and held[0] == row else (row, read(row))
        self._kinds[kind] = now
        return tuple(record for _row, record in now.values())
