"""What an edit is called in undo and redo: the record by its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from negotiator_desk.domain.edits import EditKey, EditLabel
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.fields import Record, ValueType, field_map, fields_of
from negotiator_desk.models.kinds import DEAL_LISTS

if TYPE_CHECKING:
    from negotiator_desk.store.unit import Unit

_REFERENCES = (ValueType.REF, ValueType.REFS)


def label_of(
    unit: Unit, deal_id: UUID, key: EditKey, kind: str, record: Record, field: str = ""
) -> EditLabel:
    """The name of an edit of one record, with its title as it is before the edit."""
    return EditLabel(key=key, kind=kind, title=title_of(unit, deal_id, kind, record), field=field)


def label_of_many(
    unit: Unit, deal_id: UUID, key: EditKey, kind: str, records: list[Record]
) -> EditLabel:
    """The name of an edit of several records: of one by its title, of more by their number."""
    if len(records) == 1:
        return label_of(unit, deal_id, key, kind, records[0])
    return EditLabel(key=key, kind=kind, n=len(records))


def title_of(unit: Unit, deal_id: UUID, kind: str, record: Record) -> str:
    """The title of a record as people call it, read with no more of the deal than it needs."""
    # Imported here: the command line edits without ever naming an edit's record.
    from negotiator_desk.wording.formats import Formats
    from negotiator_desk.wording.labels import record_title

    deal = record if isinstance(record, Deal) else unit.record(deal_id, "deal", deal_id)
    assert isinstance(deal, Deal)
    lists: dict[str, Any] = {}
    title_field = field_map(type(record)).get(record.meta.title_field)
    if title_field is not None and title_field.type is ValueType.CHOICE:
        # Such a record is called by what it joins: "Oddvar Rask reports to Ingrid Solheim".
        for spec in fields_of(type(record)):
            if spec.type in _REFERENCES and spec.field.refers in DEAL_LISTS:
                lists[spec.field.refers] = unit.records(deal_id, spec.field.refers)
    return record_title(kind, record, Formats(), Snapshot(deal=deal, **lists))
