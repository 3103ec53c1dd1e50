"""The score over time: recomputed for days of the past from what is recorded today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import msgspec

from negotiator_desk.domain.control import diagnose, is_scored, mean
from negotiator_desk.domain.dossier import began_on
from negotiator_desk.domain.progress import Steps, told
from negotiator_desk.models.choices import Origin
from negotiator_desk.models.deal import Snapshot

MOST_POINTS: Final = 13
"""So many days of a deal's past are looked at; over a year of months, over more of quarters."""

QUARTERS: Final = 8
"""So many quarters back the trend over all deals goes."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One day of the past.

    ``score`` is None where none is shown (too little was known). Money is in the deal's currency,
    of a trend over deals it is left at 0. ``n`` is how many deals it rests on.
    """

    day: date
    score: Fraction | None
    lost: Fraction = Fraction(0)
    exposed: Fraction = Fraction(0)
    n: int = 1


def _ends(first: date, last: date, months: int) -> list[date]:
    """The last days of every ``months`` months from ``first`` on, before ``last``."""
    found: list[date] = []
    year, month = last.year, last.month
    # Back to the last period that was over before the day.
    month -= (month - 1) % months
    while True:
        if month < 1:
            year, month = year - 1, month + 12
        end = date(year, month, 1) - timedelta(days=1)
        if end < first or end.year < 2:
            return found[::-1]
        if end < last:
            found.append(end)
        month -= months


def days_back(first: date, last: date) -> tuple[date, ...]:
    """The days at which the past of a deal is looked at: ends of months, or of longer periods.

    The last is the day itself; there are never more than ``MOST_POINTS``.
    """
    for months in (1, 3, 6, 12):
        ends = _ends(first, last, months)
        if len(ends) < MOST_POINTS:
            return (*ends, last)
    return (*ends[-MOST_POINTS + 1 :], last)


def score_history(
    snapshot: Snapshot, as_of: date, progress: Steps | None = None
) -> tuple[Point, ...]:
    """How the score of a deal and the money lost and exposed have moved up to a day.

    The past is replayed from what is recorded today: a stance or a value at stake has no history.
    ``progress`` is told (days done, days) and may raise to stop.
    """
    if not is_scored(snapshot.deal):
        return ()
    first = min(began_on(snapshot), as_of)
    days = days_back(first, as_of)
    points: list[Point] = []
    for day in told(days, progress):
        found = diagnose(snapshot, day)
        points.append(
            Point(
                day=day,
                score=found.score if found.score_shown else None,
                lost=found.lost,
                exposed=found.exposed,
            )
        )
    return tuple(points)


def score_trend(
    snapshots: Iterable[Snapshot], as_of: date, progress: Steps | None = None
) -> tuple[Point, ...]:
    """The mean score of our own deals at the ends of the last quarters and on the day itself.

    Each deal weighs 1 where it had begun by then and its score is shown; the sample and records
    of the public are left out.
    """
    own = [
        snapshot
        for snapshot in snapshots
        if is_scored(snapshot.deal) and snapshot.deal.origin is not Origin.SAMPLE
    ]
    first = min((began_on(snapshot) for snapshot in own), default=as_of)
    days: Sequence[date] = (*_ends(first, as_of, 3)[-QUARTERS:], as_of)
    points: list[Point] = []
    for place, day in enumerate(days):
        scores: list[Fraction] = []
        for number, snapshot in enumerate(own):
            if progress is not None:
                progress(place * len(own) + number, len(days) * len(own))
            if began_on(snapshot) > day:
                continue
            found = diagnose(snapshot, day)
            if found.score_shown and found.score is not None:
                scores.append(found.score)
        points.append(Point(day=day, score=mean(scores), n=len(scores)))
    return tuple(points)
