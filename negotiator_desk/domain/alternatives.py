"""What the alternatives of both sides mean for the corridor: a floor for us, a bound for them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from negotiator_desk.domain.facts import in_order
from negotiator_desk.models.before import Alternative, CorridorRevision
from negotiator_desk.models.choices import Party
from negotiator_desk.models.deal import Snapshot


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """The best alternative of a side against the price it should hold.

    ``best`` is the one with a figure that is best for its side, None where none has one;
    ``recorded`` how many alternatives of the side there are. ``level`` is our walk-away, or the
    buyer's limit, of the last corridor revision.
    """

    party: Party
    recorded: int
    best: Alternative | None
    revision: CorridorRevision | None
    level: Decimal | None

    @property
    def value(self) -> Decimal | None:
        """The price of this deal at which the alternative is as good."""
        return None if self.best is None else self.best.value

    @property
    def crossed(self) -> bool:
        """Whether the price goes where the side would rather take its alternative."""
        if self.level is None or self.value is None:
            return False
        if self.party is Party.OURS:
            return self.level < self.value
        return self.level > self.value


def bounds(snapshot: Snapshot) -> tuple[Bound, Bound]:
    """Our floor and the buyer's bound.

    Ours is a floor for the walk-away: below it walking away pays more. The buyer's bounds their
    limit: above it they would rather take it. Of equals the first counts.
    """
    revision = in_order(snapshot.corridor)[-1] if snapshot.corridor else None
    ours = [a for a in snapshot.alternatives if a.party is Party.OURS]
    theirs = [a for a in snapshot.alternatives if a.party is Party.BUYER]
    return (
        Bound(
            party=Party.OURS,
            recorded=len(ours),
            best=max(_valued(ours), key=_value, default=None),
            revision=revision,
            level=None if revision is None else revision.walk_away,
        ),
        Bound(
            party=Party.BUYER,
            recorded=len(theirs),
            best=min(_valued(theirs), key=_value, default=None),
            revision=revision,
            level=None if revision is None else revision.buyer_limit,
        ),
    )


def _valued(alternatives: Iterable[Alternative]) -> list[Alternative]:
    return [each for each in alternatives if each.value is not None]


def _value(alternative: Alternative) -> Decimal:
    return alternative.value or Decimal(0)
