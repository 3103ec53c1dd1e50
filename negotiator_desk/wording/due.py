"""Sentences of what is due: what it is, in how many days, and how many wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec

from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.labels import record_title

if TYPE_CHECKING:
    from negotiator_desk.domain.due import Due
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.wording.formats import Formats

_WHAT: Final[Mapping[str, str]] = {
    "deal.rfp_expected_on": N_("RFP expected"),
    "deal.award_expected_on": N_("Award expected"),
    "deal.signing_expected_on": N_("Signing expected"),
    "deal.rfp_issued_on": N_("RFP issued"),
    "deal.award_on": N_("Award"),
    "deal.signed_on": N_("Signing"),
    "deal.delivery_start_on": N_("Delivery starts"),
    "deal.delivery_end_on": N_("Delivery ends"),
    "deal.closed_on": N_("Closing"),
    "authority.valid_until": N_("Mandate ends"),
    "meetings.starts_at": N_("Meeting"),
    "offers.expires_on": N_("Offer expires"),
    "trades.expires_on": N_("Trade offer expires"),
    "trades.received.due_on": N_("Return due"),
    "changes.received.due_on": N_("Return due"),
    "changes.notice_due_on": N_("Notice due"),
    "changes.reply_due_on": N_("Reply due"),
    "changes.ends_on": N_("Temporary change ends"),
    "entitlements.notice_by": N_("Notice of an entitlement"),
    "entitlements.due_on": N_("Entitlement due"),
    "actions.due_on": N_("Action due"),
    "debriefs.signature": N_("Debrief after signature"),
    "debriefs.ninety_days": N_("Debrief after ninety days"),
}


class DueLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something due: its day, the rule that says so, the record, and what people call it."""

    day: date
    kind: str
    rule: str
    record: UUID
    title: str


def due_line(due: Due, snapshot: Snapshot, formats: Formats) -> DueLine:
    """Something due of a deal, by what people call its record."""
    here = due.record is snapshot.deal
    return DueLine(
        day=due.day,
        kind=due.kind,
        rule=due.rule,
        record=due.record.id,
        title="" if here else record_title("", due.record, formats, snapshot),
    )


def what_text(rule: str) -> str:
    """What is due."""
    return _(_WHAT[rule])


def days_text(days: int, formats: Formats | None = None) -> str:
    """How far off a day is: overdue, today, tomorrow, or in so many days.

    With ``formats`` long numbers are written with their separators.
    """
    n = str(abs(days)) if formats is None else formats.number(Fraction(abs(days)))
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days < 0:
        return ngettext("{n} day overdue", "{n} days overdue", -days).format(n=n)
    return ngettext("in {n} day", "in {n} days", days).format(n=n)


def next_text(rule: str, days: int) -> str:
    """The next thing due in a deal, as a cell of a table."""
    return _("{when} · {what}").format(what=what_text(rule), when=days_text(days))


def waiting_text(overdue: int, soon: int) -> str:
    """How many things are overdue and how many come within a week."""
    return _("{overdue}, {soon}").format(
        overdue=ngettext("{n} overdue", "{n} overdue", overdue).format(n=overdue),
        soon=ngettext("{n} within a week", "{n} within a week", soon).format(n=soon),
    )
