"""One edit of a deal's records: the transaction, who makes it and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.domain.edits import EditKey, EditLabel
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import nested_records
from negotiator_desk.services.context import Context
from negotiator_desk.store.errors import NoSuchDeal

if TYPE_CHECKING:
    from negotiator_desk.store.unit import Unit


class Work(msgspec.Struct, frozen=True):
    """An edit at work: its unit, its deal, the moment and the person."""

    unit: Unit
    deal_id: UUID
    now: datetime
    me: str

    @property
    def changed(self) -> dict[str, Any]:
        """The marks of a change."""
        return {"updated_at": self.now, "updated_by": self.me}

    @property
    def made(self) -> dict[str, Any]:
        """The marks of making."""
        return {"created_at": self.now, **self.changed}


@contextmanager
def edit_deal(
    context: Context, deal_id: UUID, key: EditKey, kind: str, merge: str = ""
) -> Iterator[Work]:
    """One undo step on one deal.

    Raises:
        NoSuchDeal: when the deal is not on the desk.
    """
    now, me = context.now(), context.person()
    with context.desk.edit(EditLabel(key=key, kind=kind), merge) as unit:
        if not unit.exists(deal_id, "deal", deal_id):
            raise NoSuchDeal(deal_id)
        yield Work(unit, deal_id, now, me)


def copy_record(record: Record, work: Work) -> Record:
    """A copy with new ids for the record and all that is nested in it."""
    inner: dict[str, Any] = {}
    for field, _, each in nested_records(record):
        if isinstance(getattr(record, field), tuple):
            copy = msgspec.structs.replace(each, id=uuid4(), **work.made)
            inner.setdefault(field, []).append(copy)
    lists = {field: tuple(copies) for field, copies in inner.items()}
    copied: Record = msgspec.structs.replace(record, id=uuid4(), **work.made, **lists)
    return copied
