"""After how many days without contact a person counts as not covered: a setting of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from negotiator_desk.domain.coverage import CONTACT_DAYS
from negotiator_desk.services.settings import get_setting, put_setting

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context

KEY: Final = "coverage.contact_days"
LEAST_DAYS: Final = 1
MOST_DAYS: Final = 999


def contact_days(context: Context) -> int:
    """The days that were set; 30 where none were, or where what is kept makes no sense."""
    kept = get_setting(context, KEY, CONTACT_DAYS)
    good = isinstance(kept, int) and not isinstance(kept, bool) and LEAST_DAYS <= kept <= MOST_DAYS
    return kept if good else CONTACT_DAYS


def set_contact_days(context: Context, days: int) -> None:
    """Keep another number of days, 1 to 999.

    Raises:
        ValueError: the number is none of these; nothing is kept then.
    """
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise ValueError(f"{days} is not between {LEAST_DAYS} and {MOST_DAYS}")
    put_setting(context, KEY, days)
