"""What the record knows of a contract over time, as plain data."""

from datetime import date
from decimal import Decimal

import msgspec

from negotiator_desk.exchange.ocds_values import Note


class Move(msgspec.Struct, kw_only=True):
    """One change of the contract: an amendment, an amendment line, or a step in its value.

    ``price`` is what it did to the contract sum; nothing where the record does not say.
    ``key`` and ``params`` make the title where the record gives none; ``said`` are the sentences
    of its description.
    """

    id: str
    key: str
    params: dict[str, object]
    decided_on: date | None
    rationale: str = ""
    description: str = ""
    price: Decimal | None = None
    said: list[Note] = []


class History(msgspec.Struct, frozen=True, kw_only=True):
    """What the record knows of one contract or award over time."""

    currency: str
    first: Decimal | None
    last: Decimal | None
    end_first: date | None
    end_last: date | None
    moves: tuple[Move, ...]
    base_on: date | None = None
