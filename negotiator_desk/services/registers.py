"""Records read from a table, added to a deal in one undo step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from negotiator_desk.models.fields import field_map
from negotiator_desk.models.kinds import DEAL_LISTS
from negotiator_desk.services.checks import check_references, checked
from negotiator_desk.services.defaults import next_number
from negotiator_desk.services.labels import label_of_many
from negotiator_desk.services.work import edit_deal

if TYPE_CHECKING:
    from negotiator_desk.models.fields import Record
    from negotiator_desk.services.context import Context


AT_ONCE: Final = 500
"""Rows between two words on how far the work is."""


def add_rows(
    context: Context,
    deal_id: UUID,
    kind: str,
    rows: Sequence[Mapping[str, Any]],
    progress: Callable[[int, int], object] = lambda step, of: None,
) -> tuple[UUID, ...]:
    """Add a record for each row of values at the end of a list; their ids.

    A name such as ``given.cost_to_us`` is a field of the one record inside that a row makes.
    No date or state is made up: a record has what its row says. Where a kind is numbered, those
    without a number get the next ones. ``progress`` is told how far the work is, out of twice the
    rows; what it raises leaves the deal as it was.

    Raises:
        FormError, NoSuchDeal: nothing is added then.
    """
    record = DEAL_LISTS[kind]
    whole = 2 * len(rows)
    read = []
    for place, each in enumerate(rows):
        if place % AT_ONCE == 0:
            progress(place, whole)
        read.append(_read(record, each))
    if not read:
        return ()
    with edit_deal(context, deal_id, "add", kind) as work:
        for values in read:
            check_references(work.unit, deal_id, record, values)
        start = next_number(work.unit, deal_id, kind, record).get("number")
        taken = max((each.get("number") or 0 for each in read), default=0)
        following = None if start is None else max(start, taken + 1)
        added: list[Record] = []
        for values in read:
            if following is not None and values.get("number") is None:
                values["number"] = following
                following += 1
            added.append(record(id=uuid4(), **work.made, **values))
        for first in range(0, len(added), AT_ONCE):
            progress(len(rows) + first, whole)
            work.unit.insert_many(deal_id, added[first : first + AT_ONCE])
        work.unit.label = label_of_many(work.unit, deal_id, "add", kind, added)
    return tuple(each.id for each in added)


def _read(record: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row as a record keeps them, those of a record inside it made into one."""
    values: dict[str, Any] = {}
    inside: dict[str, dict[str, Any]] = {}
    for name, content in row.items():
        holder, _dot, inner = name.partition(".")
        if inner:
            inside.setdefault(holder, {})[inner] = content
        else:
            values[name] = checked(record, name, content)
    for holder, fields in inside.items():
        nested = field_map(record)[holder].nested
        assert nested is not None  # the reader names no other
        held = {name: checked(nested, name, content) for name, content in fields.items()}
        values[holder] = (nested(id=uuid4(), **held),)
    return values
