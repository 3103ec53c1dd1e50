"""Small deals for tests: records made in one line, dates as day and month of 2026."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar
from uuid import UUID, uuid5

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.results import CheckResult, ControlResult, Diagnosis
from negotiator_desk.models.before import (
    Alternative,
    CorridorRevision,
    Criterion,
    Influence,
    Stakeholder,
)
from negotiator_desk.models.choices import Control, Party, Side, TradeStatus
from negotiator_desk.models.deal import Deal, Outcome, Snapshot
from negotiator_desk.models.delivery import Change, Entitlement
from negotiator_desk.models.fields import Record, ValueType, field_map
from negotiator_desk.models.learn import (
    Behaviour,
    CarriedLesson,
    Lesson,
    SelfAssessment,
)
from negotiator_desk.models.signature import Reopening, Term
from negotiator_desk.models.table import AuthorityLevel, Given, Meeting, Offer, Received, Trade

R = TypeVar("R", bound=Record)

_SPACE = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
_made = 0


def next_id() -> UUID:
    """Another id, the same in each run."""
    global _made
    _made += 1
    return uuid5(_SPACE, str(_made))


def on(text: str) -> date:
    """A date of 2026 from "12.5." (day, month), or any ISO date."""
    if "-" in text:
        return date.fromisoformat(text)
    day, month = text.rstrip(".").split(".")
    return date(2026, int(month), int(day))


def make(kind: type[R], /, **values: Any) -> R:
    """A record: dates as "12.5.", money and numbers as int, choices by value."""
    specs = field_map(kind)
    read: dict[str, Any] = {"id": next_id()}
    for name, content in values.items():
        spec = specs[name]
        if content is None or name == "id":
            read[name] = content
        elif spec.type is ValueType.DATE and isinstance(content, str):
            read[name] = on(content)
        elif spec.type in (ValueType.MONEY, ValueType.NUMBER):
            read[name] = Decimal(str(content))
        elif spec.type is ValueType.CHOICE:
            assert spec.choice is not None
            read[name] = next(member for member in spec.choice if member.value == content)
        elif spec.type is ValueType.CHOICES:
            assert spec.choice is not None
            read[name] = tuple(m for m in spec.choice if m.value in content)
        else:
            read[name] = content
    return kind(**read)


def snapshot(deal: dict[str, Any] | None = None, **lists: Any) -> Snapshot:
    """A deal of EUR with these lists."""
    values = {"currency": "EUR", "owner": "Ann", **(deal or {})}
    return Snapshot(
        deal=make(Deal, **values), **{name: tuple(records) for name, records in lists.items()}
    )


def revision(set_on: str | None, *figures: int | None, **more: Any) -> CorridorRevision:
    """A corridor revision of opening, target, walk-away."""
    named = dict(zip(("opening", "target", "walk_away"), figures, strict=False))
    return make(CorridorRevision, set_on=set_on, **named, **more)


def offer(made_on: str | None, amount: int, party: str = "us", **more: Any) -> Offer:
    """An offer, ours unless said otherwise."""
    return make(Offer, made_on=made_on, amount=amount, party=party, **more)


def trade(
    cost: int | tuple[int | None, ...] | None = (),
    value: int | tuple[int | None, ...] | None = (),
    status: str = "agreed",
    **more: Any,
) -> Trade:
    """A trade with one or several things given and received."""
    costs = cost if isinstance(cost, tuple) else (cost,)
    values = value if isinstance(value, tuple) else (value,)
    return make(
        Trade,
        status=status,
        given=tuple(make(Given, cost_to_us=c) for c in costs),
        received=tuple(make(Received, value_to_us=v) for v in values),
        **more,
    )


def term(
    stake: int | None, locked_on: str | None = None, *reopenings: Reopening, **more: Any
) -> Term:
    """A term, with its wording when it is locked."""
    values = {"agreed_wording": "as agreed" if locked_on else "", **more}
    return make(Term, value_at_stake=stake, locked_on=locked_on, reopenings=reopenings, **values)


def reopening(response: str | None, **more: Any) -> Reopening:
    """A reopening with its answer."""
    return make(Reopening, response=response, **more)


def judged(deal: Snapshot, as_of: str = "31.12.") -> Diagnosis:
    """The diagnosis as of a date."""
    return diagnose(deal, on(as_of))


def ratio(diagnosis: Diagnosis, check: str) -> Fraction | None:
    """The ratio of a check."""
    return diagnosis.check(check).ratio


__all__ = [
    "Alternative",
    "AuthorityLevel",
    "Behaviour",
    "CarriedLesson",
    "Change",
    "CheckResult",
    "Control",
    "ControlResult",
    "CorridorRevision",
    "Criterion",
    "Entitlement",
    "Given",
    "Influence",
    "Lesson",
    "Meeting",
    "Outcome",
    "Party",
    "Received",
    "SelfAssessment",
    "Side",
    "Stakeholder",
    "TradeStatus",
    "judged",
    "make",
    "next_id",
    "offer",
    "on",
    "ratio",
    "reopening",
    "revision",
    "snapshot",
    "term",
    "trade",
]
