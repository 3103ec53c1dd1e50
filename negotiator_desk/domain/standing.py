"""Where a variable stands now: on its ladder, by what was traded, and in which trades it is.

A give that was not traded stands at its ask, and each agreed quantity moves it on from there. A get
stands at the level that was agreed last. Where level or option is no number, it stands at the
step of the ladder that is written alike.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal
from uuid import UUID

import msgspec

from negotiator_desk.domain.ladder import Ladder, Place, at, ladder_of, place_of
from negotiator_desk.models.choices import Direction, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.table import Given, Received, Trade, Variable

RungName = Literal["ask", "target", "fallback", "limit"]

RUNGS: Final[tuple[RungName, ...]] = ("ask", "target", "fallback", "limit")

State = Literal["agreed", "proposed", "planned", "refused", "untraded"]
"""The furthest that any trade of a variable has come; ``refused`` stands for withdrawn too."""

_STATES: Final[tuple[tuple[State, tuple[TradeStatus, ...]], ...]] = (
    ("agreed", (TradeStatus.AGREED,)),
    ("proposed", (TradeStatus.PROPOSED,)),
    ("planned", (TradeStatus.PLANNED,)),
    ("refused", (TradeStatus.REFUSED, TradeStatus.WITHDRAWN)),
)

_BEYOND: Final = Fraction(1, 2)
"""How far past the last step of its ladder a position beyond the limit is drawn."""

Item = Given | Received


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One variable as it stands.

    ``rungs`` are the steps of its ladder that are written, with their texts. ``now`` is where it
    stands, counted in these steps (0 the first, 1/2 half way to the second, past the last one
    beyond the limit); None where that cannot be told. ``asked`` is where the furthest proposed
    trade would take it. ``level`` is the position in words as it was recorded, ``trades`` are
    those that name it, the latest state first.
    """

    variable: Variable
    state: State
    rungs: tuple[tuple[RungName, str], ...]
    now: Fraction | None = None
    asked: Fraction | None = None
    position: Decimal | None = None
    level: str = ""
    beyond: bool = False
    trades: tuple[UUID, ...] = ()

    @property
    def rung(self) -> RungName | None:
        """The step that it has reached or passed last; None where that cannot be told."""
        if self.now is None or not self.rungs:
            return None
        return self.rungs[min(len(self.rungs) - 1, int(self.now))][0]


def standings(snapshot: Snapshot, as_of: date) -> tuple[Standing, ...]:
    """Every variable of the deal as it stands, in list order."""
    named: dict[UUID, list[tuple[Trade, Item]]] = defaultdict(list)
    for trade in sorted(snapshot.trades, key=_day):
        if trade.made_on is not None and trade.made_on > as_of:
            continue
        items: tuple[Item, ...] = (*trade.given, *trade.received)
        for item in items:
            if item.variable_id is not None:
                named[item.variable_id].append((trade, item))
    return tuple(_standing(variable, named.get(variable.id, ())) for variable in snapshot.variables)


def _day(trade: Trade) -> date:
    return trade.decided_on or trade.made_on or date.min


def _standing(variable: Variable, named: Sequence[tuple[Trade, Item]]) -> Standing:
    ladder = ladder_of(variable)
    texts: Mapping[RungName, str] = {rung: getattr(variable, rung) for rung in RUNGS}
    rungs = tuple((rung, text.strip()) for rung, text in texts.items() if not is_missing(text))
    kind = Received if variable.direction is Direction.GET else Given
    agreed = _items(named, kind, TradeStatus.AGREED)
    place, level = _reached(variable, ladder, agreed)
    asked, asked_level = _reached(
        variable, ladder, [*agreed, *_items(named, kind, TradeStatus.PROPOSED)]
    )
    state, trades = _state(named)
    return Standing(
        variable=variable,
        state=state,
        rungs=rungs,
        now=_share(rungs, ladder, place, level),
        asked=_share(rungs, ladder, asked, asked_level) if state != "untraded" else None,
        position=None if place is None else place.position,
        level=level,
        beyond=place is not None and place.beyond,
        trades=trades,
    )


def _items(
    named: Sequence[tuple[Trade, Item]], kind: type[Item], status: TradeStatus
) -> list[Item]:
    return [item for trade, item in named if trade.status is status and isinstance(item, kind)]


def _state(named: Sequence[tuple[Trade, Item]]) -> tuple[State, tuple[UUID, ...]]:
    """The furthest state and the trades of the variable, those of that state first."""
    found: list[tuple[State, UUID]] = [
        (state, trade.id)
        for state, statuses in _STATES
        for trade, _item in named
        if trade.status in statuses
    ]
    return (found[0][0] if found else "untraded"), tuple(dict.fromkeys(t for _s, t in found))


def _reached(variable: Variable, ladder: Ladder, items: Sequence[Item]) -> tuple[Place | None, str]:
    """The place that some items add up to, and its level in words."""
    if not items:
        if variable.direction is Direction.GET or ladder.ask is None:
            return None, "" if variable.direction is Direction.GET else variable.ask.strip()
        return at(ladder, ladder.ask), variable.ask.strip()
    last = items[-1]
    counted = [i.quantity for i in items if isinstance(i, Given) and i.quantity is not None]
    if counted and isinstance(last, Given) and last.quantity is not None:
        whole = Given(id=last.id, quantity=sum(counted, Decimal(0)))
        return place_of(variable, whole, ladder), last.option.strip()
    return place_of(variable, last, ladder), last.option.strip()


def _share(
    rungs: Sequence[tuple[RungName, str]], ladder: Ladder, place: Place | None, level: str
) -> Fraction | None:
    """A place in steps of the ladder; by the words of the level where there is no number."""
    if not rungs:
        return None
    wanted = " ".join(level.split()).casefold()
    if place is None:
        alike = [
            n for n, (_r, text) in enumerate(rungs) if " ".join(text.split()).casefold() == wanted
        ]
        return Fraction(alike[0]) if wanted and alike else None
    if place.beyond:
        return len(rungs) - 1 + _BEYOND
    sign = ladder.sign or 0
    passed: tuple[int, Decimal] | None = None
    for number, (rung, _text) in enumerate(rungs):
        step: Decimal | None = getattr(ladder, rung)
        if step is None:
            continue
        ahead = (step - place.position) * sign
        if ahead == 0:
            return Fraction(number)
        if ahead > 0:
            if passed is None:
                return Fraction(number)
            whole = abs(Fraction(step) - Fraction(passed[1]))
            part = abs(Fraction(place.position) - Fraction(passed[1])) / whole
            return passed[0] + part * (number - passed[0])
        passed = number, step
    return None if passed is None else Fraction(passed[0])
