"""Quick entry, the result of it: a line as it was understood, and the trade it stands for."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal
from uuid import UUID, uuid5

import msgspec

from negotiator_desk.domain.ladder import Place
from negotiator_desk.domain.quickmatch import SideName
from negotiator_desk.domain.quickwords import ReadNumber
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.table import Given, Received, Trade

_SPACE: Final = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")

PartKind = Literal[
    "give",
    "get",
    "divider",
    "nothing",
    "variable",
    "option",
    "quantity",
    "amount",
    "description",
    "meeting",
    "date",
    "holder",
    "status",
    "expiry",
    "package",
    "asked_by",
    "note",
]

UnclearKey = Literal[
    "ambiguous_variable",
    "ambiguous_meeting",
    "unknown_meeting",
    "ambiguous_person",
    "unknown_person",
    "bad_date",
    "no_label",
    "negative",
    "too_large",
    "too_long",
]


class Reader(msgspec.Struct, frozen=True):
    """How numbers and dates are read where the line is typed; both raise ValueError."""

    number: ReadNumber
    date: Callable[[str], date]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the line and what it was taken as."""

    start: int
    end: int
    kind: PartKind
    value: Any = None


class Unclear(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that was meant to be something and is not, or could be several things.

    ``between`` are the names between which it is open.
    """

    start: int
    end: int
    key: UnclearKey
    text: str
    between: tuple[str, ...] = ()


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing given or got.

    ``amount`` is its cost to us (given) or value to us (got), ``typed`` whether that was typed or
    follows from the variable; ``theirs`` what it is worth to the buyer, by the variable.
    """

    variable_id: UUID | None = None
    option: str = ""
    quantity: Decimal | None = None
    description: str = ""
    amount: Decimal | None = None
    typed: bool = False
    theirs: Decimal | None = None
    place: Place | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it was understood; ``parts`` hold every character that is no space."""

    text: str
    given: tuple[Item, ...] = ()
    received: tuple[Item, ...] = ()
    status: TradeStatus = TradeStatus.PROPOSED
    made_on: date
    meeting_id: UUID | None = None
    package: str = ""
    expires_on: date | None = None
    holder: str = ""
    asked_by: Side | None = None
    notes: str = ""
    parts: tuple[Part, ...] = ()
    unclear: tuple[Unclear, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to log: neither side names anything."""
        return not self.given and not self.received

    @property
    def giveaway(self) -> bool:
        """Whether something is given for nothing."""
        return bool(self.given) and not self.received

    @property
    def values(self) -> Mapping[str, Any]:
        """The plain fields of the trade, beside what is given and received."""
        decided = self.status in _DECIDED
        return {
            "status": self.status,
            "made_on": self.made_on,
            "decided_on": self.made_on if decided else None,
            "meeting_id": self.meeting_id,
            "package": self.package,
            "expires_on": self.expires_on,
            "authorised_by": self.holder,
            "authorised_on": self.made_on if self.holder else None,
            "asked_by": self.asked_by,
            "notes": self.notes,
        }


_DECIDED: Final = (TradeStatus.AGREED, TradeStatus.REFUSED, TradeStatus.WITHDRAWN)


def draft(entry: Entry) -> Trade:
    """The trade that the line stands for, with ids that are the same each time."""

    def named(side: SideName, place: int) -> UUID:
        return uuid5(_SPACE, f"{side} {place}")

    return Trade(
        id=uuid5(_SPACE, "trade"),
        given=tuple(given_of(item, named("give", n)) for n, item in enumerate(entry.given)),
        received=tuple(received_of(item, named("get", n)) for n, item in enumerate(entry.received)),
        **entry.values,
    )


def given_of(item: Item, record_id: UUID, **marks: Any) -> Given:
    """An item as a record of what is given."""
    return Given(
        id=record_id,
        variable_id=item.variable_id,
        option=item.option,
        quantity=item.quantity,
        description=item.description,
        cost_to_us=item.amount,
        value_to_buyer=item.theirs,
        **marks,
    )


def received_of(item: Item, record_id: UUID, **marks: Any) -> Received:
    """An item as a record of what is received."""
    return Received(
        id=record_id,
        variable_id=item.variable_id,
        option=item.option,
        quantity=item.quantity,
        description=item.description,
        value_to_us=item.amount,
        **marks,
    )
