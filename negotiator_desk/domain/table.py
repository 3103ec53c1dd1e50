"""The control at the table: concessions are traded, authority is controlled."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

import msgspec

from negotiator_desk.domain.facts import UNDATED, Facts, Period, TradeFact, present
from negotiator_desk.domain.measure import Measure, Measured, counted, share, total
from negotiator_desk.domain.rounding import ONE, Units, units
from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import TradeStatus
from negotiator_desk.models.table import AuthorityLevel, Offer


def assumed_cost(agreed: Sequence[TradeFact]) -> Units:
    """What an unpriced trade weighs: the mean cost of the priced agreed ones that cost anything.

    One unit of the currency where there is none.
    """
    known = [fact.cost for fact in agreed if not fact.unpriced and fact.cost > 0]
    return Fraction(sum(known, 0)) / len(known) if known else ONE


def costs_of(agreed: Sequence[TradeFact]) -> tuple[tuple[TradeFact, Units], ...]:
    """The agreed trades that cost something, known or assumed, with that cost."""
    assumed = assumed_cost(agreed)
    weighed = ((fact, assumed if fact.unpriced else fact.cost) for fact in agreed)
    return tuple((fact, cost) for fact, cost in weighed if cost > 0)


def _traded(facts: Facts, trades: Sequence[tuple[TradeFact, Units]]) -> tuple[Measure, Measure]:
    records = tuple(fact.trade.id for fact, _ in trades)
    short = tuple(fact.trade.id for fact, cost in trades if fact.value < cost)
    whole = sum((cost for _, cost in trades), 0)
    returned = sum((min(cost, fact.value) for fact, cost in trades), 0)
    value = sum((fact.value for fact, _ in trades), 0)
    leak = sum((fact.leak for fact, _ in trades), 0)
    return (
        Measure(
            name="traded",
            ratio=share(returned, whole) if trades else None,
            records=records,
            failing=short,
            money=leak,
            mendable=not facts.closed,
        ),
        Measure(
            name="reciprocity",
            ratio=share(value, whole) if trades else None,
            records=records,
            failing=short,
            money=leak,
            mendable=not facts.closed,
        ),
    )


def _price_traded(facts: Facts) -> Measure:
    whole = sum((fall.amount for fall in facts.falls), 0)
    kept = sum((fall.amount for fall in facts.falls if fall.for_return), 0)
    return Measure(
        name="price_traded",
        ratio=share(kept, whole) if facts.falls else None,
        records=tuple(fall.offer.id for fall in facts.falls),
        failing=tuple(fall.offer.id for fall in facts.falls if not fall.for_return),
        money=whole - kept,
    )


class Authorised(msgspec.Struct, frozen=True):
    """Who authorised which trade, and what each holder has used of the total over the deal."""

    by: Mapping[UUID, str]
    used: Mapping[str, Units]


def in_force(level: AuthorityLevel, day: date | None) -> bool:
    """Whether a level holds on a day; on no day at all every level does."""
    if day is None:
        return True
    return (level.granted_on is None or level.granted_on <= day) and (
        level.valid_until is None or day <= level.valid_until
    )


def covers(level: AuthorityLevel, cost: Units, used: Units, day: date | None) -> bool:
    """Whether a level covers a trade of this cost on this day.

    ``used`` is what the holder's authorised trades have cost so far.
    """
    if level.limit is None or units(level.limit) < cost or not in_force(level, day):
        return False
    return level.limit_total is None or used + cost <= units(level.limit_total)


_last: tuple[Facts, Authorised] | None = None


def authorised_of(facts: Facts) -> Authorised:
    """The authorised trades of a deal; of the deal asked for last they are known already."""
    global _last  # the check and the mandate ask for the same, one after the other
    last = _last
    if last is None or last[0] is not facts:
        last = (facts, authorised(facts, costs_of(facts.agreed)))
        _last = last
    return last[1]


def authorised(facts: Facts, trades: Sequence[tuple[TradeFact, Units]]) -> Authorised:
    """The trades that were authorised, each with the holder whose level covers it.

    Trades run in date order (undated first), then by number (none first), then as listed, so
    that a holder's total over the deal fills up in the order in which it was used.
    """
    levels: dict[str, list[AuthorityLevel]] = defaultdict(list)
    for level in facts.now.authority:
        if present(level.holder):
            levels[level.holder].append(level)
    used: dict[str, Units] = defaultdict(int)
    found: dict[UUID, str] = {}
    ordered = sorted(
        trades,
        key=lambda pair: (
            pair[0].day or UNDATED,
            -1 if pair[0].trade.number is None else pair[0].trade.number,
        ),
    )
    for fact, cost in ordered:
        trade = fact.trade
        if present(trade.authorised_by):
            holder = trade.authorised_by
            asked = trade.authorised_on
            if asked is None or (fact.day is not None and asked > fact.day):
                continue
        else:
            holder = facts.deal.owner
        if any(covers(level, cost, used[holder], fact.day) for level in levels.get(holder, ())):
            used[holder] += cost
            found[trade.id] = holder
    return Authorised(found, dict(used))


def _authority(facts: Facts, trades: Sequence[tuple[TradeFact, Units]]) -> Measure:
    allowed = authorised_of(facts).by
    whole = sum((cost for _, cost in trades), 0)
    covered = sum((cost for fact, cost in trades if fact.trade.id in allowed), 0)
    alone = [fact for fact, _ in trades if fact.trade.id not in allowed]
    return Measure(
        name="authority",
        ratio=share(covered, whole) if trades else None,
        records=tuple(fact.trade.id for fact, _ in trades),
        failing=tuple(fact.trade.id for fact in alone),
        money=sum((fact.cost for fact in alone), 0),
    )


def floors(
    revisions: Sequence[CorridorRevision], first_offer_on: date | None
) -> tuple[tuple[date, Units], ...]:
    """The floor of our offers as it moved: from which date it stood where.

    It starts at the walk-away in force on the date of our first offer (else at the first later
    one, from its own date on); a later revision moves it up, or down only with an approval.
    ``revisions`` in order.
    """
    if first_offer_on is None:
        return ()
    steps: list[tuple[date, Units]] = []
    start: Units | None = None
    for revision in revisions:
        if (revision.set_on or UNDATED) <= first_offer_on:
            start = None if revision.walk_away is None else units(revision.walk_away)
    if start is not None:
        steps.append((UNDATED, start))
    for revision in revisions:
        day = revision.set_on
        if day is None or day <= first_offer_on or revision.walk_away is None:
            continue
        walk_away = units(revision.walk_away)
        if not steps or walk_away > steps[-1][1] or present(revision.approved_by):
            steps.append((day, walk_away))
    return tuple(steps)


def _corridor_held(facts: Facts) -> Measure:
    steps = floors(facts.revisions, facts.first_offer_on)
    place = 0
    floor: Units | None = None
    scope: Units = 0
    failing: list[Offer] = []
    below: Units = 0
    for offer in facts.our_offers:
        while place < len(steps) and steps[place][0] <= (offer.made_on or UNDATED):
            floor = steps[place][1]
            place += 1
        scope += units(offer.scope_value)
        price = units(offer.amount) - scope
        revision = facts.revision_on(offer.made_on)
        opening = None if revision is None else revision.opening
        if floor is not None and price < floor:
            below += floor - price
        if floor is None or opening is None or not floor <= price <= units(opening):
            failing.append(offer)
    n = len(facts.our_offers)
    return Measure(
        name="corridor_held",
        ratio=counted(n - len(failing), n),
        records=tuple(offer.id for offer in facts.our_offers),
        failing=tuple(offer.id for offer in failing),
        money=below,
    )


def _steps_shrink(facts: Facts) -> Measure:
    pairs = list(pairwise(facts.falls))
    growing = [later.offer.id for earlier, later in pairs if later.amount > earlier.amount]
    return Measure(
        name="steps_shrink",
        ratio=counted(len(pairs) - len(growing), len(pairs)),
        records=tuple(fall.offer.id for fall in facts.falls),
        failing=tuple(growing),
    )


def leakage(facts: Facts, period: Period) -> tuple[tuple[UUID, Units], ...]:
    """What agreed trades of a period gave beyond their return, by trade."""
    return tuple((f.trade.id, f.leak) for f in facts.agreed if f.period is period)


def price_lost(facts: Facts, after_award: bool) -> tuple[tuple[UUID, Units], ...]:
    """What the price fell below the target for nothing, up to the award or after it, by offer."""
    return tuple(
        (fall.offer.id, fall.lost_part)
        for fall in facts.falls
        if fall.after_award is after_award and not fall.for_return
    )


def _exposures(facts: Facts) -> tuple[tuple[UUID, Units], ...]:
    """What proposed trades would leak; of proposals in packages only the dearest package."""
    alone: list[tuple[UUID, Units]] = []
    packages: dict[str, list[tuple[UUID, Units]]] = defaultdict(list)
    for fact in facts.trades:
        if fact.trade.status is not TradeStatus.PROPOSED:
            continue
        label = fact.trade.package.strip()
        (packages[label] if label else alone).append((fact.trade.id, fact.leak))
    return (*alone, *max(packages.values(), key=total, default=()))


def measure_table(facts: Facts) -> Measured:
    """The six checks at the table, and what is lost and exposed there."""
    trades = costs_of(facts.agreed)
    traded, reciprocity = _traded(facts, trades)
    return Measured(
        checks=(
            traded,
            reciprocity,
            _price_traded(facts),
            _authority(facts, trades),
            _corridor_held(facts),
            _steps_shrink(facts),
        ),
        losses=(*leakage(facts, Period.TABLE), *price_lost(facts, after_award=False)),
        exposures=() if facts.closed else _exposures(facts),
        unpriced=tuple(
            fact.trade.id
            for fact in facts.trades
            if fact.unpriced and fact.trade.status in (TradeStatus.AGREED, TradeStatus.PROPOSED)
        ),
    )
