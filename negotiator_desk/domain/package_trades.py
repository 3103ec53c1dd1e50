"""A package as the items of a trade, and the labels of packages that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.packages import Axis
from negotiator_desk.models.choices import Direction, TradeStatus
from negotiator_desk.models.table import Given, Received, Trade

_SET: Final = re.compile(r"([A-Z]+)\d*")


class Move(msgspec.Struct, frozen=True):
    """One variable of a package that belongs into a trade; amounts in ten-thousandths.

    ``given`` says whether it is a concession of ours (else a return); ``choice`` is the index of
    the option of ``axis``.
    """

    axis: Axis
    choice: int
    given: bool

    @property
    def option(self) -> str:
        """The label of the option; empty where the variable lists none."""
        return self.axis.options[self.choice].label if self.axis.listed else ""

    @property
    def ours(self) -> int:
        return self.axis.options[self.choice].ours

    @property
    def buyer(self) -> int:
        return self.axis.options[self.choice].buyer


Signature = frozenset[tuple[UUID | None, str]]
"""Which variables a trade sets to which options: equal ones are the same package."""


def moves(axes: Sequence[Axis], choices: Sequence[int]) -> tuple[Move, ...]:
    """What of a package is said in a trade.

    Every variable off its first option, and every other whose option is worth something to a
    side, so that cost and value of the trade are those of the package. What costs us is given,
    what is worth something to us is received; where it is worth nothing to us either way, what is
    good for the buyer is given, what is bad for the buyer received, else by its direction.
    """
    found: list[Move] = []
    for axis, choice in zip(axes, choices, strict=True):
        level = axis.options[choice]
        if choice == 0 and not level.ours and not level.buyer:
            continue
        if level.ours or level.buyer:
            given = level.ours < 0 or (not level.ours and level.buyer > 0)
        else:
            given = axis.direction is Direction.GIVE
        found.append(Move(axis, choice, given))
    return tuple(found)


def signature_of_moves(found: Iterable[Move]) -> Signature:
    """What makes a package the same as a trade in the log."""
    return frozenset((each.axis.variable_id, _plain(each.option)) for each in found)


def signature_of_trade(trade: Trade) -> Signature:
    """The variables and options that a trade's items name."""
    items: list[Given | Received] = [*trade.given, *trade.received]
    return frozenset((item.variable_id, _plain(item.option)) for item in items)


def _plain(option: str) -> str:
    return " ".join(option.split()).casefold()


def tabled(trades: Iterable[Trade]) -> dict[Signature, Trade]:
    """The trades that are on the table, by what they set; of several the last."""
    return {
        signature_of_trade(trade): trade for trade in trades if trade.status is TradeStatus.PROPOSED
    }


def free_letters(labels: Iterable[str]) -> Iterator[str]:
    """Letters that no package label begins with: A, B, … Z, AA, AB, …"""
    taken = {
        found[1] for label in labels if (found := _SET.fullmatch(label.strip().upper())) is not None
    }
    return (letter for letter in map(_letter, count()) if letter not in taken)


def _letter(number: int) -> str:
    text = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        text = chr(ord("A") + place) + text
    return text
