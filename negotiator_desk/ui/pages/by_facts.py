"""What a page reads from the open deal as a whole, once for a deal as it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.ui.state import OpenDeal

T = TypeVar("T")


class ByFacts(Generic[T]):
    """Read anew when the deal is another; the columns of a list ask for each of their cells."""

    def __init__(self, open_deal: OpenDeal, read: Callable[[Facts], T], nothing: T) -> None:
        self._open_deal = open_deal
        self._read = read
        self._seen: Facts | None = None
        self._found = nothing

    def __call__(self) -> T:
        """What the deal as it stands comes to; the last one's while no deal is open."""
        facts = self._open_deal.facts
        if facts is not None and facts is not self._seen:
            self._found = self._read(facts)
            self._seen = facts
        return self._found
