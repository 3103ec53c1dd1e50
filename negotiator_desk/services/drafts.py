"""Drafts: text typed into a field that cannot be read yet. Kept at once, never an undo step."""

from uuid import UUID, uuid4

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.desk import Draft
from negotiator_desk.services.context import Context

_LABEL = EditLabel(key="edit", kind="drafts")


def load_drafts(context: Context, deal_id: UUID) -> tuple[Draft, ...]:
    """The drafts of a deal, oldest first."""
    found = context.desk.desk_records("drafts")
    return tuple(each for each in found if isinstance(each, Draft) and each.deal_id == deal_id)


def keep_draft(
    context: Context, deal_id: UUID, kind: str, record_id: UUID, field: str, text: str
) -> None:
    """Keep what stands in a field, in the place of an earlier draft; it survives a kill.

    ``record_id`` may be that of a nested record, ``kind`` is then the kind it lies in.
    """
    now = context.now()
    known = _find(context, deal_id, kind, record_id, field)
    with context.desk.edit(_LABEL, journal=False) as unit:
        for extra in known[1:]:
            unit.delete(None, "drafts", [extra.id])
        if known:
            unit.update(None, "drafts", known[0].id, {"text": text, "updated_at": now})
            return
        unit.insert(
            None,
            Draft(
                id=uuid4(),
                deal_id=deal_id,
                kind=kind,
                record_id=record_id,
                field=field,
                text=text,
                created_at=now,
                updated_at=now,
            ),
        )


def clear_draft(context: Context, deal_id: UUID, kind: str, record_id: UUID, field: str) -> None:
    """Forget the draft of a field, once it can be read or was given up; nothing without one."""
    known = _find(context, deal_id, kind, record_id, field)
    if known:
        with context.desk.edit(_LABEL, journal=False) as unit:
            unit.delete(None, "drafts", [each.id for each in known])


def clear_drafts(context: Context, deal_id: UUID) -> None:
    """Forget all drafts of a deal."""
    known = load_drafts(context, deal_id)
    if known:
        with context.desk.edit(_LABEL, journal=False) as unit:
            unit.delete(None, "drafts", [each.id for each in known])


def _find(context: Context, deal_id: UUID, kind: str, record_id: UUID, field: str) -> list[Draft]:
    return [
        each
        for each in load_drafts(context, deal_id)
        if (each.kind, each.record_id, each.field) == (kind, record_id, field)
    ]
