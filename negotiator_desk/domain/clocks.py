"""The clocks after signature: which date of a change or an entitlement runs out first, and when.

What still waits is decided by the rules of ``domain.due``; here stands which of the dates of one
record is the one to watch, and from which day a notice period runs.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.due import waiting
from negotiator_desk.domain.facts import Facts
from negotiator_desk.models.choices import ChangeCategory
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.desk import NoticePreset

NEAR: Final = 7
"""From how many days on a clock is shown as about to run out."""

LONGEST: Final = 3_650
"""The longest notice period, in days; anything beyond is a slip of the finger."""


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """The date of a record that runs out first.

    ``rule`` is the place of the date (``changes.notice_due_on``), ``left`` the days to it, below 0
    when it is past. ``plan`` says that it only announces something, as the end of a temporary
    change does: it can be near, never overdue.
    """

    rule: str
    day: date
    left: int
    plan: bool = False

    @property
    def overdue(self) -> bool:
        """Whether the day is past and something should have been done by it."""
        return self.left < 0 and not self.plan

    @property
    def near(self) -> bool:
        """Whether the day comes within ``NEAR`` days."""
        return 0 <= self.left <= NEAR


_PLANS: Final = frozenset({"changes.ends_on"})


def clocks_of(facts: Facts, kind: str) -> Mapping[UUID, Clock]:
    """The first clock of each record of a kind that has one, by the record's id."""
    found: dict[UUID, Clock] = {}
    for due in waiting(facts, kind):
        known = found.get(due.record.id)
        if known is not None and not (known.plan and due.rule not in _PLANS):
            continue
        found[due.record.id] = Clock(
            rule=due.rule,
            day=due.day,
            left=due.days_left(facts.as_of),
            plan=due.rule in _PLANS,
        )
    return found


def aware_from(change: Change) -> date | None:
    """The day from which a notice period runs: when we became aware, else when it was raised."""
    return change.aware_on or change.raised_on


def notice_due(change: Change, days: int) -> date | None:
    """The last day of a notice period of so many days; None where no day is known to run from.

    The day of becoming aware is not counted: seven days from the 1st end on the 8th.
    """
    start = aware_from(change)
    if start is None or start > date.max - timedelta(days=days):
        return None
    return start + timedelta(days=days)


def presets_for(
    category: ChangeCategory | None, presets: Iterable[NoticePreset]
) -> Sequence[NoticePreset]:
    """The notice periods that suit a change: those of its category, then those of any, by days.

    Periods of other categories and those without a number of days are left out; a change without
    a category is offered all.
    """
    usable = [preset for preset in presets if preset.days is not None]
    if category is not None:
        usable = [preset for preset in usable if preset.category in (category, None)]
    return sorted(
        usable,
        key=lambda preset: (
            category is not None and preset.category is None,
            preset.days or 0,
            preset.name.casefold(),
        ),
    )
