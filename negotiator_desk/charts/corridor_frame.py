"""The frame of the price corridor: its two scales, and what the end labels leave of the width."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import msgspec

from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.scale import Days, Scale, days_between, padded, tick_texts
from negotiator_desk.charts.sketch import LEADING, Point, Sketch
from negotiator_desk.domain.series import CorridorSeries, OfferPoint, RevisionPoint
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats

FARTHEST: Final = timedelta(days=366)
"""How far ahead of the last offer a projected meeting is drawn at most."""

LEAST_SHARE: Final = 0.5
"""Of the width at least so much is for the lines; labels at their ends give way before that."""

Read = Callable[[RevisionPoint], Fraction | None]

EndLabel = tuple[Fraction, str, str]
"""What stands at the right end of a line: amount, text, colour."""


class Frame(msgspec.Struct, frozen=True):
    """Where days and amounts lie in the drawing, and the labels there is room for at the right."""

    days: Days
    money: Scale
    left: float
    right: float
    floor: float
    top: float
    labels: tuple[EndLabel, ...]

    def point(self, offer: OfferPoint) -> Point:
        """Where an offer lies."""
        return self.days.at(offer.day), self.money.at(offer.amount)


def opening_of(revision: RevisionPoint) -> Fraction | None:
    """Our first price by a revision."""
    return revision.opening


def expected_of(revision: RevisionPoint) -> Fraction | None:
    """What the buyer is expected to pay by a revision."""
    return revision.buyer_expected


def target_of(revision: RevisionPoint) -> Fraction | None:
    """The price we aim for by a revision."""
    return revision.target


def walk_away_of(revision: RevisionPoint) -> Fraction | None:
    """The lowest price we accept by a revision."""
    return revision.walk_away


def limit_of(revision: RevisionPoint) -> Fraction | None:
    """The most the buyer would pay by a revision; an estimate."""
    return revision.buyer_limit


def before_offers(series: CorridorSeries, offers: Sequence[OfferPoint]) -> list[RevisionPoint]:
    """The revisions that say where a side stands before its first offer; all when it made none."""
    if not offers:
        return list(series.revisions)
    return [r for r in series.revisions if r.day is None or r.day <= offers[0].day]


def amounts_of(series: CorridorSeries) -> Iterator[Fraction]:
    """Every amount that is drawn."""
    for offer in (*series.ours, *series.buyer):
        yield offer.amount
    for revision in series.revisions:
        for amount in (revision.target, revision.walk_away, revision.buyer_limit):
            if amount is not None:
                yield amount
    for read, offers in ((opening_of, series.ours), (expected_of, series.buyer)):
        for revision in before_offers(series, offers):
            if (amount := read(revision)) is not None:
                yield amount


def award_day(series: CorridorSeries) -> date | None:
    """The day of the award, or when it is expected."""
    return series.award_on or series.award_expected_on


def meeting_day(series: CorridorSeries) -> date | None:
    """When the prices would meet if the rounds went on at the pace so far."""
    rounds = series.corridor.rounds_to_meet
    offers = (*series.ours, *series.buyer)
    if rounds is None or series.corridor.projected_meeting is None:
        return None
    first, last = min(o.day for o in offers), max(o.day for o in offers)
    turns = max(1, max(len(series.ours), len(series.buyer)) - 1)
    ahead = Fraction((last - first).days, turns) * rounds
    farthest = min(FARTHEST, date.max - last)
    return last + min(farthest, timedelta(days=max(1, round(ahead))))


def _end_labels(series: CorridorSeries, formats: Formats, palette: Palette) -> list[EndLabel]:
    """What stands at the right end of each line, what matters most first."""
    found: list[tuple[Fraction | None, str, str]] = []
    last = series.revisions[-1] if series.revisions else None
    if series.ours:
        found.append((series.ours[-1].amount, _("us {amount}"), palette.accent))
    elif last is not None:
        found.append((last.opening, _("opening {amount}"), palette.accent))
    if series.buyer:
        found.append((series.buyer[-1].amount, _("buyer {amount}"), palette.ink))
    elif last is not None:
        found.append((last.buyer_expected, _("expected? {amount}"), palette.ink))
    if last is not None:
        found += [
            (last.walk_away, _("walk-away {amount}"), palette.lost),
            (last.target, _("target {amount}"), palette.muted),
            (last.buyer_limit, _("their limit? {amount}"), palette.protected),
        ]
    return [(a, t.format(amount=formats.short(a)), c) for a, t, c in found if a is not None]


def frame_of(sketch: Sketch, series: CorridorSeries, formats: Formats) -> Frame:
    """Lay the scales out under the title, between the ticks and as many end labels as fit."""
    size = sketch.palette.label_size
    amounts = list(amounts_of(series))
    low, high = padded(amounts)
    low = max(low, Fraction(0)) if min(amounts) >= 0 else low
    floor, top = size * LEADING * 1.6, sketch.top - size * 1.5
    money = Scale(low, high, floor, top)
    wide = max(
        sketch.measure(text)
        for n in range(2, 6)
        for _tick, text in tick_texts(low, high, n, formats)
    )
    left = 2 + wide + size * 0.7
    if left > sketch.width * (1 - LEAST_SHARE):
        left = 2.0
    labels = _end_labels(series, formats, sketch.palette)
    most = int((top - floor - size * 0.4) / (size * LEADING)) + 1
    labels = labels[: max(1, most)]
    end = 2 + size * 0.6
    while labels:
        right = sketch.width - end - max(sketch.measure(text) for _a, text, _c in labels)
        if right - left >= sketch.width * LEAST_SHARE:
            break
        # The longest goes first; who is where is said in the title and in the table all the same.
        labels.remove(max(labels, key=lambda each: sketch.measure(each[1])))
    else:
        right = sketch.width - end
    return Frame(
        days_between(_days(series), left + size * 0.7, right, 0.04),
        money,
        left,
        right,
        floor,
        top,
        tuple(labels),
    )


def _days(series: CorridorSeries) -> list[date]:
    days = [o.day for o in (*series.ours, *series.buyer)]
    days += [revision.day for revision in series.revisions if revision.day is not None]
    # Bands go on to today, but a quiet year after the last offer must not crush the rounds.
    days += [day for day in (award_day(series), meeting_day(series)) if day is not None]
    if not days or (not series.ours and not series.buyer):
        days.append(series.as_of)
    return days


def stepped(
    frame: Frame, revisions: Sequence[RevisionPoint], read: Read, until: float | None = None
) -> list[Point]:
    """A stepped line through an amount of the revisions in force; gaps are bridged."""
    end = frame.right if until is None else until
    points: list[Point] = []
    for revision in revisions:
        amount = read(revision)
        x = frame.left if revision.day is None else frame.days.at(revision.day)
        if amount is None or x > end:
            continue
        y = frame.money.at(amount)
        if points:
            points.append((x, points[-1][1]))
        points.append((x, y))
    if points and points[-1][0] < end:
        points.append((end, points[-1][1]))
    return points
