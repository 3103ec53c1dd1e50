"""The notice periods of the desk: a few to begin with, edited as a whole in one undo step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.domain.clocks import LONGEST
from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.choices import ChangeCategory
from negotiator_desk.models.desk import NoticePreset
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.changes import period_out_of_range, period_without_name
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context

_STARTERS: Final = (
    (1, N_("One week"), None, 7),
    (2, N_("Four weeks"), None, 28),
    (3, N_("Delay: two weeks"), ChangeCategory.SCHEDULE, 14),
    (4, N_("Deduction: ten days"), ChangeCategory.DEDUCTION, 10),
)


def list_presets(context: Context) -> tuple[NoticePreset, ...]:
    """The notice periods of the desk; while none is kept, those to begin with.

    They are usual lengths to be changed to what the contract says, not rules of law.
    """
    found = [p for p in context.desk.desk_records("notice_presets") if isinstance(p, NoticePreset)]
    return tuple(found) or starters()


def starters() -> tuple[NoticePreset, ...]:
    """The periods to begin with."""
    return tuple(
        NoticePreset(id=UUID(int=number), name=_(name), category=category, days=days)
        for number, name, category, days in _STARTERS
    )


def save_presets(context: Context, presets: Iterable[NoticePreset]) -> None:
    """Keep these periods in the place of those known; without any, those to begin with return.

    Raises:
        Refusal: a period has no name, no number of days, or too many.
    """
    kept = []
    now = context.now()
    for preset in presets:
        name = " ".join(preset.name.split())
        if not name:
            raise Refusal(period_without_name())
        if preset.days is None or not 0 <= preset.days <= LONGEST:
            raise Refusal(period_out_of_range(name, LONGEST))
        kept.append(
            msgspec.structs.replace(preset, id=uuid4(), name=name, created_at=now, updated_at=now)
        )
    label = EditLabel(key="edit", kind="notice_presets", n=max(1, len(kept)))
    with context.desk.edit(label) as unit:
        known = [preset.id for preset in context.desk.desk_records("notice_presets")]
        if known:
            unit.delete(None, "notice_presets", known)
        for preset in kept:
            unit.insert(None, preset)
