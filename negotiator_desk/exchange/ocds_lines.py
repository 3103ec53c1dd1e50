"""Amendment lines written into one rationale, as Canada's records have them."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from negotiator_desk.exchange.ocds_moves import History, Move
from negotiator_desk.exchange.ocds_values import JsonObject, Note, Notes, date_of, objects, text_of
from negotiator_desk.models.rules import MONEY_PATTERN

_LINE: Final = re.compile(
    r"amendmentNumber:\s*(\w{1,20}),\s*awardDate:\s*([\d-]{0,10}),\s*"
    r"expiryDate:\s*([\d-]{0,10}),\s*value:\s*(-?[\d.]{1,20})",
    re.ASCII,
)
"""One amendment line as Canada's record writes it into a single rationale, joined by ``|``."""


class _Line(msgspec.Struct, frozen=True):
    number: str
    decided_on: date | None
    end: date | None
    amount: Decimal


def amendment_lines(entry: JsonObject) -> list[_Line]:
    """The amendment lines of a rationale; none unless all of it reads as such lines."""
    for amendment in [*objects(entry, "amendments"), *objects(entry, "amendment")]:
        parts = [part.strip() for part in text_of(amendment, "rationale").split("|")]
        matched = [_LINE.fullmatch(part) for part in parts]
        lines = []
        for match in matched:
            if match is None or not MONEY_PATTERN.fullmatch(match[4]):
                break
            silent = Notes()  # a line without a date is a line all the same
            lines.append(
                _Line(
                    match[1],
                    date_of(match[2], "amendment_date", silent),
                    date_of(match[3], "period_end", silent),
                    Decimal(match[4]),
                )
            )
        else:
            return lines
    return []


def from_lines(
    lines: list[_Line],
    last: Decimal | None,
    currency: str,
    ends: Sequence[date],
    notes: Notes,
) -> History:
    """The history that amendment lines tell: line 000 is the first value, each further one a step.

    Args:
        lines: from ``amendment_lines``, at least one.
        last: the contract's value as the record gives it; it contains the lines.
        currency: of the contract.
        ends: the end dates that the releases give, oldest first.
        notes: where contradictions are said.
    """
    base, rest = lines[0], lines[1:]
    if base.number.strip("0") or base.amount < 0:
        notes.add("lines_no_base")
        moves = [_line_move(line, None, priced=False) for line in lines]
        return History(
            currency=currency, first=last, last=last, moves=tuple(moves),
            end_first=ends[0] if ends else None, end_last=ends[-1] if ends else None,
        )  # fmt: skip
    total = sum((line.amount for line in lines), Decimal(0))
    if last is not None and total != last:
        notes.add("lines_differ", lines=total, last=last, difference=last - total)
    late = tuple(
        line.number for line in rest if line.decided_on and line.end and line.decided_on > line.end
    )
    line_ends = [line.end for line in lines if line.end]
    if late and line_ends:
        notes.add("after_end", end=line_ends[-1], names=late)
    moves = []
    end = base.end
    for line in rest:
        moves.append(_line_move(line, end, priced=True))
        end = line.end or end
    end_last = ends[-1] if ends else end
    return History(
        currency=currency,
        first=base.amount,
        last=total if last is None else last,
        end_first=base.end,
        end_last=end_last,
        moves=tuple(moves),
        base_on=base.decided_on,
    )


def _line_move(line: _Line, end_before: date | None, *, priced: bool) -> Move:
    said = [Note("line_source", {})]
    if line.end and end_before and line.end != end_before:
        days = (line.end - end_before).days
        said.append(Note("ends", {"first": end_before, "last": line.end, "days": days}))
    elif line.end:
        said.append(Note("end_is", {"last": line.end}))
    return Move(
        id=line.number,
        key="line",
        params={"id": line.number},
        decided_on=line.decided_on,
        price=line.amount if priced else None,
        said=said,
    )
