"""What is done with changes and entitlements in one step: notice, work, decision, claim, waiver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from negotiator_desk.domain.clocks import LONGEST, aware_from, notice_due
from negotiator_desk.models.choices import ChangeStatus, EntitlementStatus
from negotiator_desk.models.rules import FormError
from negotiator_desk.services.records import set_values

if TYPE_CHECKING:
    from uuid import UUID

    from negotiator_desk.models.delivery import Change
    from negotiator_desk.services.context import Context

DECISIONS: Final = (ChangeStatus.AGREED, ChangeStatus.REFUSED, ChangeStatus.WITHDRAWN)


def set_notice(context: Context, deal_id: UUID, change: Change, days: int) -> None:
    """Set the day that notice is due on: so many days from becoming aware.

    A change without a day it was raised on, or noticed, is taken to be noticed today.

    Raises:
        FormError: the number of days is none that a notice period has.
    """
    if not 0 <= days <= LONGEST:
        key = "above" if days > 0 else "below"
        raise FormError(key, minimum=0, maximum=LONGEST, number=days, field="notice_due_on")
    values: dict[str, Any] = {}
    if aware_from(change) is None:
        values["aware_on"] = context.today()
    due = notice_due(msgspec.structs.replace(change, **values), days)
    _set(context, deal_id, change.id, **values, notice_due_on=due)


def give_notice(context: Context, deal_id: UUID, change_id: UUID) -> None:
    """Note that notice of a change was given today."""
    _set(context, deal_id, change_id, notice_given_on=context.today())


def start_work(context: Context, deal_id: UUID, change_id: UUID) -> None:
    """Note that work on a change began today."""
    _set(context, deal_id, change_id, work_started_on=context.today())


def offer(context: Context, deal_id: UUID, change_id: UUID) -> None:
    """Note that a change was priced and offered to the buyer."""
    _set(context, deal_id, change_id, status=ChangeStatus.OFFERED, decided_on=None)


def decide(context: Context, deal_id: UUID, change_id: UUID, status: ChangeStatus) -> None:
    """Note that a change was agreed, refused or withdrawn today.

    Raises:
        FormError: the state is none in which a change ends.
    """
    if status not in DECISIONS:
        raise FormError("not_listed", field="status", text=str(status))
    _set(context, deal_id, change_id, status=status, decided_on=context.today())


def confirm(context: Context, deal_id: UUID, change_id: UUID) -> None:
    """Note that what was asked by word of mouth was confirmed in writing today."""
    _set(context, deal_id, change_id, confirmed_in_writing_on=context.today())


def claim(context: Context, deal_id: UUID, entitlement_id: UUID) -> None:
    """Note that an entitlement was claimed today."""
    values = {"status": EntitlementStatus.CLAIMED, "claimed_on": context.today()}
    set_values(context, deal_id, "entitlements", entitlement_id, values)


def let_go(
    context: Context, deal_id: UUID, entitlement_id: UUID, status: EntitlementStatus
) -> None:
    """Note that an entitlement was waived or missed: its value is lost.

    Raises:
        FormError: the state is neither.
    """
    if status not in (EntitlementStatus.WAIVED, EntitlementStatus.MISSED):
        raise FormError("not_listed", field="status", text=str(status))
    values = {"status": status, "claimed_on": None}
    set_values(context, deal_id, "entitlements", entitlement_id, values)


def _set(context: Context, deal_id: UUID, change_id: UUID, **values: Any) -> None:
    set_values(context, deal_id, "changes", change_id, values)
