"""What every service needs, handed on by argument: the desk, the clock, the name of the user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Desk


def system_clock() -> datetime:
    """The moment, in the zone of this computer."""
    return datetime.now().astimezone()


class Context(msgspec.Struct, frozen=True):
    """The desk at hand and the world around it. ``clock`` gives a moment with its zone."""

    desk: Desk
    clock: Callable[[], datetime] = system_clock

    def now(self) -> datetime:
        """The moment in UTC to the millisecond, as records keep it."""
        moment = self.clock().astimezone(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def today(self) -> date:
        """The day in the user's zone."""
        return self.clock().date()

    def person(self) -> str:
        """The user's name from the profile; empty before it was given."""
        found = self.desk.desk_records("profile")
        return str(getattr(found[0], "name", "")) if found else ""
