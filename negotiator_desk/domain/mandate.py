"""The mandate: what each holder of authority may still agree, and what a trade under way leaves.

``mandate_of(snapshot, today)`` is the mandate as it stands; ``Mandate.after(trade)`` what is left
of it once a trade is agreed, whether a level covers that trade, and which could. Both run the one
mechanism of the control model (``domain.table.authorised``), so what is said while a trade is
typed is what the ``authority`` check counts once it stands. A price step is no concession cost: it
uses up no mandate. A change is weighed as a trade (``domain.negotiated``): the changes agreed
before it count with it, while the check of the control model counts trades alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal
from uuid import UUID

import msgspec

from negotiator_desk.domain.facts import Facts, TradeFact, facts_of, present, trade_fact
from negotiator_desk.domain.negotiated import Negotiated, as_trade
from negotiator_desk.domain.rounding import Units, from_units, units
from negotiator_desk.domain.table import authorised, authorised_of, costs_of, covers, in_force
from negotiator_desk.models.choices import ChangeStatus, TradeStatus
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.table import AuthorityLevel, Trade

Want = Literal["", "no_level", "not_in_force", "over_limit", "over_total", "not_said_in_time"]
"""What a trade wants to be authorised; empty where nothing is wanting."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One authority level as it stands on a day; amounts in the deal's currency.

    ``used`` is what all authorised trades of its holder cost together, ``left`` what that leaves
    of the level's total (None without a total, never below 0), ``room`` the largest cost of one
    more trade that it covers on that day: 0 when it is not in force or has no limit.
    """

    level_id: UUID
    holder: str
    limit: Fraction | None
    total: Fraction | None
    used: Fraction
    left: Fraction | None
    room: Fraction
    in_force: bool
    granted_on: date | None
    valid_until: date | None


class After(msgspec.Struct, frozen=True, kw_only=True):
    """What a trade leaves of the mandate once it is agreed.

    ``cost`` is what it weighs; where an item given has no cost (``unpriced``) that is the mean of
    the priced agreed trades, as in the control model. ``holder`` is whose authority it stands
    under (who authorised it, else the deal's owner), ``covered_by`` the holder whose level covers
    it, empty when none does; a trade that costs nothing needs none. ``want`` says what is
    wanting, ``over`` by how much the cost is beyond the holder's room. ``approver`` is the
    smallest level of another holder that would cover it on that day. ``standings`` are all
    levels as they are afterwards, in list order.
    """

    cost: Fraction
    unpriced: bool
    day: date
    holder: str
    covered_by: str
    want: Want
    over: Fraction
    approver: Standing | None
    standings: tuple[Standing, ...]

    @property
    def covered(self) -> bool:
        """Whether no approval is needed."""
        return not self.want

    def standing_of(self, holder: str) -> Standing | None:
        """The level of a holder that has the most room afterwards."""
        return _widest(self.standings, holder)


class Mandate(msgspec.Struct, frozen=True, kw_only=True):
    """All authority levels as they stand on a day, in list order.

    ``authorised`` are the agreed trades that a level covers, each with its holder.
    """

    as_of: date
    owner: str
    standings: tuple[Standing, ...]
    authorised: Mapping[UUID, str]
    deal: Deal
    levels: tuple[AuthorityLevel, ...]
    agreed: tuple[TradeFact, ...]
    facts: Facts

    def standing_of(self, holder: str) -> Standing | None:
        """The level of a holder that has the most room; None for one who holds none."""
        return _widest(self.standings, holder)

    def room(self, holder: str = "") -> Fraction:
        """The largest cost that a holder (the owner unless told) may still agree alone today."""
        standing = self.standing_of(holder or self.owner)
        return Fraction(0) if standing is None else standing.room

    def after(self, negotiated: Negotiated) -> After:
        """What is left once this trade is agreed: today, unless it says when it was decided.

        The trade may be one under way, or one of the deal, which then takes its own place. It may
        be a change.
        """
        trade = as_trade(negotiated)
        day = trade.decided_on or self.as_of
        draft = trade_fact(
            self.deal,
            msgspec.structs.replace(
                trade,
                status=TradeStatus.AGREED,
                decided_on=day,
                # A new trade comes after those of its day.
                number=_LAST if trade.number is None else trade.number,
            ),
        )
        others = [fact for fact in self.agreed if fact.trade.id != trade.id]
        if isinstance(negotiated, Change):
            others += [
                trade_fact(self.deal, as_trade(change))
                for change in self.facts.now.changes
                if change.status is ChangeStatus.AGREED and change.id != trade.id
            ]
        costs = costs_of((*others, draft))
        result = authorised(self.facts, costs)
        cost: Units = next((c for fact, c in costs if fact is draft), 0)
        holder = trade.authorised_by if present(trade.authorised_by) else self.owner
        covered_by = result.by.get(trade.id, "")
        standings = _standings(self.levels, result.used, day)
        want: Want = ""
        over: Units = 0
        if cost > 0 and not covered_by:
            want, over = self._want(trade, holder, cost, result.used, day)
        return After(
            cost=from_units(cost),
            unpriced=draft.unpriced,
            day=day,
            holder=holder,
            covered_by=covered_by,
            want=want,
            over=from_units(over),
            approver=self._approver(holder, cost, result.used, day) if want else None,
            standings=standings,
        )

    def _want(
        self, trade: Trade, holder: str, cost: Units, used: Mapping[str, Units], day: date
    ) -> tuple[Want, Units]:
        held = [level for level in self.levels if level.holder == holder and present(holder)]
        if not held:
            return "no_level", cost
        valid = [level for level in held if in_force(level, day)]
        if not valid:
            return "not_in_force", cost
        so_far = used.get(holder, 0)
        if any(covers(level, cost, so_far, day) for level in valid):
            return "not_said_in_time", 0
        over = cost - max(_room(level, so_far, day) for level in valid)
        enough = any(level.limit is not None and units(level.limit) >= cost for level in valid)
        return ("over_total" if enough else "over_limit"), over

    def _approver(
        self, holder: str, cost: Units, used: Mapping[str, Units], day: date
    ) -> Standing | None:
        able = [
            level
            for level in self.levels
            if present(level.holder)
            and level.holder != holder
            and covers(level, cost, used.get(level.holder, 0), day)
        ]
        if not able:
            return None
        smallest = min(able, key=lambda level: units(level.limit))
        return _standing(smallest, used.get(smallest.holder, 0), day)


_LAST = 10**15 - 1
"""The number of a trade that stands after all others of its day."""


def mandate_of(snapshot: Snapshot, as_of: date) -> Mandate:
    """The mandate of a deal as it stands on a day."""
    return mandate_from(facts_of(snapshot, as_of))


def mandate_from(facts: Facts) -> Mandate:
    """The mandate of a deal whose facts are known already."""
    result = authorised_of(facts)
    levels = facts.now.authority
    return Mandate(
        as_of=facts.as_of,
        owner=facts.deal.owner,
        standings=_standings(levels, result.used, facts.as_of),
        authorised=result.by,
        deal=facts.deal,
        levels=levels,
        agreed=facts.agreed,
        facts=facts,
    )


def _room(level: AuthorityLevel, used: Units, day: date) -> Units:
    if level.limit is None or not in_force(level, day):
        return 0
    if level.limit_total is None:
        return units(level.limit)
    return max(0, min(units(level.limit), units(level.limit_total) - used))


def _standing(level: AuthorityLevel, used: Units, day: date) -> Standing:
    total = None if level.limit_total is None else units(level.limit_total)
    return Standing(
        level_id=level.id,
        holder=level.holder,
        limit=None if level.limit is None else from_units(units(level.limit)),
        total=None if total is None else from_units(total),
        used=from_units(used),
        left=None if total is None else from_units(max(0, total - used)),
        room=from_units(_room(level, used, day)),
        in_force=in_force(level, day),
        granted_on=level.granted_on,
        valid_until=level.valid_until,
    )


def _standings(
    levels: Sequence[AuthorityLevel], used: Mapping[str, Units], day: date
) -> tuple[Standing, ...]:
    return tuple(
        _standing(level, used.get(level.holder, 0), day)
        for level in levels
        if present(level.holder)
    )


def _widest(standings: Sequence[Standing], holder: str) -> Standing | None:
    held = [standing for standing in standings if standing.holder == holder]
    return max(held, key=lambda s: (s.room, s.in_force), default=None)
