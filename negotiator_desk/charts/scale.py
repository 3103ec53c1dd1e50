"""Arithmetic of charts: axes with round ticks, dates on a line, labels that keep their distance."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import msgspec

from negotiator_desk.wording.formats import Formats

_STEPS: Final = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))


class Scale(msgspec.Struct, frozen=True):
    """A linear scale from amounts to points."""

    low: Fraction
    high: Fraction
    start: float
    end: float

    def at(self, amount: Fraction | int) -> float:
        """Where an amount lies."""
        share = float((Fraction(amount) - self.low) / (self.high - self.low))
        return self.start + share * (self.end - self.start)


def nice_step(span: Fraction, count: int) -> Fraction:
    """A round step that divides a span into at most ``count`` parts."""
    if span <= 0:
        return Fraction(1)
    raw = span / max(1, count)
    power = Fraction(1)
    while power * 10 <= raw:
        power *= 10
    while power > raw:
        power /= 10
    return next(step * power for step in _STEPS if step * power >= raw)


def ticks(low: Fraction, high: Fraction, count: int) -> list[Fraction]:
    """Round amounts within a span, at most ``count`` + 1 of them."""
    step = nice_step(high - low, count)
    first = -(-low // step)
    found = []
    number = Fraction(first)
    while number * step <= high:
        found.append(number * step)
        number += 1
    return found


def tick_texts(
    low: Fraction, high: Fraction, count: int, formats: Formats
) -> list[tuple[Fraction, str]]:
    """Round amounts within a span with their labels, which differ as the amounts do."""
    step = nice_step(high - low, count)
    return [(tick, formats.short(tick, step=step)) for tick in ticks(low, high, count)]


def padded(
    amounts: Sequence[Fraction], share: Fraction = Fraction(1, 12)
) -> tuple[Fraction, Fraction]:
    """The span of amounts with air around it; never empty."""
    low, high = min(amounts), max(amounts)
    air = (high - low) * share or abs(high) * share or Fraction(1)
    return low - air, high + air


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near to those wanted as may be, at least ``gap`` apart, within ``low`` to ``high``.

    The order is kept. Where there is no room for all, they stand closer than the gap, evenly.
    """
    if not wanted:
        return []
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    # Blocks of labels that touch each other move together, to the mean of what they want.
    blocks: list[tuple[list[int], float]] = []
    for index in order:
        members, place = [index], min(max(wanted[index], low), high)
        blocks.append((members, place))
        while len(blocks) > 1:
            (upper, upper_at), (lower, lower_at) = blocks[-1], blocks[-2]
            if upper_at - lower_at >= gap * len(lower):
                break
            joined = lower + upper
            first = sum(wanted[m] - gap * n for n, m in enumerate(joined)) / len(joined)
            first = min(max(first, low), high - gap * (len(joined) - 1))
            blocks[-2:] = [(joined, first)]
    places = [0.0] * len(wanted)
    for members, first in blocks:
        for number, member in enumerate(members):
            places[member] = first + gap * number
    return places


class Days(msgspec.Struct, frozen=True):
    """A linear scale from dates to points."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        """Where a date lies."""
        span = max(1, (self.last - self.first).days)
        return self.start + (day - self.first).days / span * (self.end - self.start)


def days_between(days: Sequence[date], start: float, end: float, air: float = 0.0) -> Days:
    """A scale over all given dates, with a share of ``air`` after the last."""
    first, last = min(days), max(days)
    if first == last:
        week = timedelta(days=7)
        first, last = first - min(week, first - date.min), last + min(week, date.max - last)
    extra = min(int((last - first).days * air), (date.max - last).days)
    return Days(first, last + timedelta(days=extra), start, end)


def day_ticks(scale: Days, room: float) -> list[date]:
    """First days of months, no closer than ``room`` points; Mondays where the span is short."""
    per_day = (scale.end - scale.start) / max(1, (scale.last - scale.first).days)
    months = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if n * 28 * per_day >= room), 240)
    found = []
    year, month = scale.first.year, scale.first.month
    while (day := date(year, month, 1)) <= scale.last:
        if day >= scale.first and (year * 12 + month - 1) % months == 0:
            found.append(day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if year > 9998:
            break
    if len(found) >= 2:
        return found
    weeks = next((n for n in (1, 2, 4, 8) if n * 7 * per_day >= room), 13)
    day = scale.first + timedelta(days=-scale.first.weekday() % 7)
    found = []
    while day <= scale.last:
        found.append(day)
        day += timedelta(days=7 * weeks)
    return found or [scale.first]
