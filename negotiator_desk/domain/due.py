"""What is due in a deal: every date that something is still to be done by, by rules per field.

A deadline that is declared and has no rule here fails the suite, so that none is forgotten.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

import msgspec

from negotiator_desk.domain.control import is_scored
from negotiator_desk.domain.delivery import is_open
from negotiator_desk.domain.facts import Facts, facts_of
from negotiator_desk.models.choices import (
    ChangeStatus,
    DebriefKind,
    MeetingStatus,
    Stage,
    TradeStatus,
)
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import records_of
from negotiator_desk.models.table import Offer, Trade

AFTER_SIGNING: Final = timedelta(days=3)
"""When the first debrief is offered: so many days after signature."""
LATER: Final = timedelta(days=90)
"""When the second is offered: so many days after signature."""


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is due on a day.

    ``kind`` is the list that the record belongs to, ``rule`` what is due: the place of the date
    (``deal.award_expected_on``, ``trades.received.due_on``), or ``debriefs.signature`` and
    ``debriefs.ninety_days`` for a debrief that nobody recorded. ``record`` may be nested.
    """

    day: date
    kind: str
    rule: str
    record: Record

    def days_left(self, as_of: date) -> int:
        """Days from a day to the one it is due on; below 0 when that is past."""
        return (self.day - as_of).days


Rule = Callable[[Any, Facts], bool]
"""Whether the date of a record still waits for something."""


def _ahead(field: str) -> Rule:
    """A date that only announces something: it leaves the list once it is past."""
    return lambda record, facts: getattr(record, field) >= facts.as_of


def _expected(actual: str, *stages: Stage) -> Rule:
    """A plan, until the day itself is set or the deal has gone on."""
    return lambda deal, facts: getattr(deal, actual) is None and facts.stage in stages


def _last_of_its_side(offer: Offer, facts: Facts) -> bool:
    offers = [each for each in facts.now.offers if each.party is offer.party]
    last = max(offers, key=lambda each: each.made_on or date.min)
    return facts.stage in (Stage.BEFORE, Stage.TABLE) and offer.made_on == last.made_on


def _trade_waits(trade: Trade, facts: Facts) -> bool:
    return not facts.closed and trade.status in (TradeStatus.PLANNED, TradeStatus.PROPOSED)


def _change_is_open(change: Change, facts: Facts) -> bool:
    return not facts.closed and change.status in (
        None,
        ChangeStatus.RAISED,
        ChangeStatus.ASSESSED,
        ChangeStatus.OFFERED,
    )


def _notice_waits(change: Change, facts: Facts) -> bool:
    dropped = change.status in (ChangeStatus.REFUSED, ChangeStatus.WITHDRAWN)
    return change.notice_given_on is None and not dropped and not facts.closed


def _agreed(holder: Trade | Change) -> bool:
    return holder.status in (TradeStatus.AGREED, ChangeStatus.AGREED)


RULES: Final[Mapping[tuple[str, str], Rule]] = {
    ("deal", "rfp_expected_on"): _expected("rfp_issued_on", Stage.BEFORE),
    ("deal", "award_expected_on"): _expected("award_on", Stage.BEFORE, Stage.TABLE),
    ("deal", "signing_expected_on"): _expected(
        "signed_on", Stage.BEFORE, Stage.TABLE, Stage.SIGNATURE
    ),
    **{
        ("deal", field): _ahead(field)
        for field in ("rfp_issued_on", "award_on", "signed_on", "delivery_start_on", "closed_on")
    },
    ("deal", "delivery_end_on"): lambda deal, facts: deal.closed_on is None,
    ("authority", "valid_until"): _ahead("valid_until"),
    ("meetings", "starts_at"): lambda meeting, facts: (
        meeting.held_on is None and meeting.status is not MeetingStatus.CANCELLED
    ),
    ("offers", "expires_on"): _last_of_its_side,
    ("trades", "expires_on"): _trade_waits,
    ("changes", "notice_due_on"): _notice_waits,
    ("changes", "reply_due_on"): _change_is_open,
    ("changes", "ends_on"): lambda change, facts: (
        change.ends_on >= facts.as_of
        and change.status not in (ChangeStatus.REFUSED, ChangeStatus.WITHDRAWN)
    ),
    ("entitlements", "notice_by"): lambda entitlement, facts: is_open(entitlement),
    ("entitlements", "due_on"): lambda entitlement, facts: is_open(entitlement),
    ("actions", "due_on"): lambda action, facts: action.done_on is None,
}
"""The dates of top-level records, by kind and field."""

RETURNS: Final = (("trades", "due_on"), ("changes", "due_on"))
"""The dates of agreed returns, which lie in the ``received`` of these kinds."""

_OVER: Final = frozenset({"actions", "entitlements"})
"""Of a deal that is over only these kinds can still be due, and debriefs and returns."""


def due_items(snapshot: Snapshot, as_of: date) -> tuple[Due, ...]:
    """What is due in a deal as of a date, the earliest first; nothing in a public record.

    A deal that we did not win has only actions left.
    """
    return due_in(facts_of(snapshot, as_of))


def due_in(facts: Facts) -> tuple[Due, ...]:
    """What is due in a deal whose facts are worked out already, the earliest first."""
    if not is_scored(facts.recorded.deal):
        return ()
    found = [*_by_rule(facts), *_returns(facts), *debriefs_due(facts)]
    return tuple(sorted(found, key=lambda due: due.day))


def waiting(facts: Facts, kind: str) -> tuple[Due, ...]:
    """What is due of the top-level records of one kind, the earliest first."""
    return tuple(sorted(_by_rule(facts, kind), key=lambda due: due.day))


def _by_rule(facts: Facts, only: str = "") -> Iterator[Due]:
    for (kind, field), rule in RULES.items():
        if only and kind != only:
            continue
        if facts.closed and kind not in _OVER:
            continue
        if facts.otherwise and kind != "actions":
            continue
        # The dates of the deal are read as recorded: those ahead are what is due.
        source = facts.recorded if kind == "deal" else facts.now
        for record in records_of(source, kind):
            day = getattr(record, field)
            if day is not None and rule(record, facts):
                yield Due(day=_plain(day), kind=kind, rule=f"{kind}.{field}", record=record)


def _plain(day: date) -> date:
    """The day of a date or of a local time."""
    return date(day.year, day.month, day.day)


def _returns(facts: Facts) -> Iterator[Due]:
    if facts.otherwise:
        return
    for kind, field in RETURNS:
        holders: tuple[Any, ...] = getattr(facts.now, kind)
        for holder in holders:
            for item in holder.received if _agreed(holder) else ():
                day = getattr(item, field)
                if day is not None and item.received_on is None:
                    yield Due(day=day, kind=kind, rule=f"{kind}.received.{field}", record=item)


def debriefs_due(facts: Facts) -> Iterator[Due]:
    """The debriefs after signature that nobody held: the first, and the one ninety days on."""
    signed = facts.deal.signed_on
    if signed is None or facts.otherwise:
        return
    for kind, after in ((DebriefKind.SIGNATURE, AFTER_SIGNING), (DebriefKind.NINETY_DAYS, LATER)):
        known = [debrief for debrief in facts.now.debriefs if debrief.kind is kind]
        if any(debrief.held_on is not None for debrief in known):
            continue
        record: Record = known[0] if known else facts.deal
        yield Due(day=signed + after, kind="debriefs", rule=f"debriefs.{kind.value}", record=record)
