"""The weekly review: the days on which it was held, and what it says of each deal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from negotiator_desk.domain.weekly import Since, since
from negotiator_desk.services.settings import get_setting, put_setting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from negotiator_desk.services.context import Context
    from negotiator_desk.wording.formats import Formats
    from negotiator_desk.wording.review import DealReview

KEY: Final = "weekly.reviewed"
KEPT: Final = 60
"""So many days of reviews are kept, the latest."""


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


def load_review(
    context: Context, deal_id: UUID, then: date, today: date, formats: Formats
) -> DealReview:
    """What a review says of a deal of the desk; may be called from any thread.

    Raises:
        LookupError: the deal is not on the desk.
    """
    from negotiator_desk.wording.review import review_of  # not for asking whether one is due

    return review_of(context.desk.load(deal_id), then, today, formats)
