"""The weekly review of a deal: what is due, what closed and opened since the last, what moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

import msgspec

from negotiator_desk.domain.compare import Comparison, compare
from negotiator_desk.domain.control import diagnose, diagnose_facts, is_scored
from negotiator_desk.domain.due import Due, due_in
from negotiator_desk.domain.facts import facts_of
from negotiator_desk.models.choices import Stage

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot

WEEK: Final = 7
"""So many days lie between two reviews; after more the next one is due."""


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """From when a review counts.

    ``day`` is the day of the review before, or a week ago where there was none (``first``);
    ``days`` how long ago that is; ``done`` says that today's review is held already.
    """

    day: date
    days: int
    first: bool
    done: bool

    @property
    def due(self) -> bool:
        """Whether more than a week has gone since the last review; never before the first."""
        return not self.first and not self.done and self.days > WEEK


def since(reviewed: Iterable[date], today: date) -> Since:
    """From when today's review counts, by the days on which one was held.

    A review of today counts for those to come: today's own goes on looking back as far as it
    did. Days still to come, of a clock that was set wrong, are left out.
    """
    known = frozenset(reviewed)
    earlier = [day for day in known if day < today]
    day = max(earlier, default=today - timedelta(days=WEEK))
    return Since(day=day, days=(today - day).days, first=not earlier, done=today in known)


class Band(Enum):
    """When something is due, seen from the day of a review."""

    OVERDUE = "overdue"
    WEEK = "week"
    NEXT = "next"


def band_of(days_left: int) -> Band | None:
    """Overdue, within seven days, or in the seven after; None for what is further off."""
    if days_left < 0:
        return Band.OVERDUE
    if days_left <= WEEK:
        return Band.WEEK
    return Band.NEXT if days_left <= 2 * WEEK else None


class DealWeek(msgspec.Struct, frozen=True, kw_only=True):
    """One deal in a review, as of its day.

    ``clocks`` run out, or have, within two weeks; ``actions`` within one: both the earliest first.
    ``comparison`` is None of a deal that was closed at the last review already.
    """

    clocks: tuple[Due, ...]
    actions: tuple[Due, ...]
    comparison: Comparison | None


def week_of(snapshot: Snapshot, then: date, today: date) -> DealWeek:
    """A deal since the day of the last review; nothing of a public record.

    The past is replayed from what is recorded today.

    Raises:
        ValueError: the day of the last review is not before today.
    """
    if not is_scored(snapshot.deal):
        return DealWeek(clocks=(), actions=(), comparison=None)
    facts = facts_of(snapshot, today)
    banded = [(due, band_of(due.days_left(today))) for due in due_in(facts)]
    before, now = diagnose(snapshot, then), diagnose_facts(facts)
    over = before.stage is Stage.CLOSED and now.stage is Stage.CLOSED
    return DealWeek(
        clocks=tuple(due for due, band in banded if band and due.kind != "actions"),
        actions=tuple(
            due
            for due, band in banded
            if due.kind == "actions" and band in (Band.OVERDUE, Band.WEEK)
        ),
        comparison=None if over else compare(before, now),
    )
