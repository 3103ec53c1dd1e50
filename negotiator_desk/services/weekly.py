"""The weekly review: the days on which it was held, and what it says of each deal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.compare import Pair
from negotiator_desk.domain.weekly import Since, since, week_of
from negotiator_desk.models.choices import Origin
from negotiator_desk.models.learn import Action
from negotiator_desk.services.digests import DueLine, due_line
from negotiator_desk.services.settings import get_setting, put_setting
from negotiator_desk.wording.findings import check_label, finding_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from negotiator_desk.domain.due import Due
    from negotiator_desk.domain.results import Finding
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.services.context import Context
    from negotiator_desk.store.desk import DealRow
    from negotiator_desk.wording.formats import Formats

KEY: Final = "weekly.reviewed"
KEPT: Final = 60
"""So many days of reviews are kept, the latest."""


class ActionLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An action that is due: who does it, and the money it concerns."""

    due: DueLine
    owner: str
    value: Decimal | None


class FindingLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A finding that closed or opened, in words, with its money and its first record.

    ``mendable`` says that something can still be done about it; else its day has passed.
    """

    key: str
    name: str
    text: str
    money: Fraction | None
    mendable: bool
    record: UUID | None


class DealReview(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a review says of one deal. Plain data, so that any thread may make and hold it.

    ``moved`` are its figures on both days, None of a deal that was closed then already.
    """

    deal_id: UUID
    currency: str
    clocks: tuple[DueLine, ...]
    actions: tuple[ActionLine, ...]
    closed: tuple[FindingLine, ...]
    opened: tuple[FindingLine, ...]
    moved: Pair | None


# -- when a review was held ------------------------------------------------------------------------


def review_days(context: Context) -> tuple[date, ...]:
    """The days on which a review was held, in order; what cannot be read is left out."""
    kept = get_setting(context, KEY, ())
    days = set()
    for text in kept if isinstance(kept, list) else ():
        try:
            days.add(date.fromisoformat(text))
        except (TypeError, ValueError):
            continue
    return tuple(sorted(days))


def reviewed_since(context: Context) -> Since:
    """From when today's review counts."""
    return since(review_days(context), context.today())


def mark_reviewed(context: Context) -> None:
    """Record that the review was held today: the next one counts from here."""
    _keep(context, {*review_days(context), context.today()})


def take_back_review(context: Context) -> None:
    """Forget that the review was held today; the one before counts again."""
    _keep(context, {*review_days(context)} - {context.today()})


def _keep(context: Context, days: Iterable[date]) -> None:
    put_setting(context, KEY, [day.isoformat() for day in sorted(days)[-KEPT:]])


# -- what it says ----------------------------------------------------------------------------------


def is_reviewed(row: DealRow) -> bool:
    """Whether a deal belongs into the review: at work, and no record of the public."""
    return not row.archived and row.origin is not Origin.PUBLIC_RECORD


def review_of(snapshot: Snapshot, then: date, today: date, formats: Formats) -> DealReview:
    """What a review says of a deal since an earlier day."""
    week = week_of(snapshot, then, today)
    found = week.comparison
    return DealReview(
        deal_id=snapshot.deal.id,
        currency=snapshot.deal.currency,
        clocks=tuple(due_line(each, snapshot, formats) for each in week.clocks),
        actions=tuple(_action(each, snapshot, formats) for each in week.actions),
        closed=_findings(found.closed if found else (), snapshot, formats),
        opened=_findings(found.opened if found else (), snapshot, formats),
        moved=found.deal if found else None,
    )


def load_review(
    context: Context, deal_id: UUID, then: date, today: date, formats: Formats
) -> DealReview:
    """What a review says of a deal of the desk; may be called from any thread.

    Raises:
        LookupError: the deal is not on the desk.
    """
    return review_of(context.desk.load(deal_id), then, today, formats)


def _action(due: Due, snapshot: Snapshot, formats: Formats) -> ActionLine:
    action = due.record
    assert isinstance(action, Action)
    line = due_line(due, snapshot, formats)
    return ActionLine(due=line, owner=action.owner, value=action.value)


def _findings(
    findings: Iterable[Finding], snapshot: Snapshot, formats: Formats
) -> tuple[FindingLine, ...]:
    return tuple(
        FindingLine(
            key=each.key,
            name=check_label(each.key),
            text=finding_text(each, snapshot, formats),
            money=each.money or None,
            mendable=each.mendable,
            record=each.records[0] if each.records else None,
        )
        for each in findings
    )
