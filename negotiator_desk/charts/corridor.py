"""Price corridor: both sides' offers over time, our bands, the buyer's limit, the meeting point."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import msgspec

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.scale import (
    Days,
    Scale,
    day_ticks,
    days_between,
    padded,
    ticks,
)
from negotiator_desk.charts.sketch import LEADING, Point, Sketch, empty_chart
from negotiator_desk.domain.series import CorridorSeries, OfferPoint, RevisionPoint
from negotiator_desk.wording import charts as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats

FARTHEST: Final = timedelta(days=366)
"""How far ahead of the last offer a projected meeting is drawn at most."""

_LEAST: Final = 13.0
"""The least height under the title, in sizes of the label."""

Read = Callable[[RevisionPoint], Fraction | None]


class _Frame(msgspec.Struct, frozen=True):
    days: Days
    money: Scale
    left: float
    right: float
    floor: float
    top: float

    def point(self, offer: OfferPoint) -> Point:
        return self.days.at(offer.day), self.money.at(offer.amount)


def price_corridor(
    series: CorridorSeries,
    currency: str,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """Our offers and the buyer's against target, walk-away and limit by the revision in force.

    Before the first offer it shows the opening against what the buyer is expected to pay.
    """
    title = wording.corridor_title(series, formats)
    table = _table(series, currency, formats)
    amounts = list(_amounts(series))
    if not amounts:
        missing = _(
            "Set opening, target and walk-away, or record an offer: both prices are drawn here."
        )
        return empty_chart(palette, width, height, title, missing, table)
    size = palette.label_size
    sketch = Sketch(palette, width, height, title)
    if sketch.top < _LEAST * size:
        sketch = Sketch(palette, width, height + _LEAST * size - sketch.top, title)
    labels = _end_labels(series, formats, palette)
    frame = _frame(sketch, series, amounts, [text for _, text, _ in labels], formats)
    _axes(sketch, frame, currency, formats)
    _bands(sketch, frame, series)
    _award(sketch, frame, series, formats)
    _offers(sketch, frame, series, currency, formats)
    _meeting(sketch, frame, series, currency, formats)
    placed = [(frame.money.at(amount), text, colour) for amount, text, colour in labels]
    sketch.end_labels(frame.right + size * 0.6, placed, frame.floor + size * 0.4, frame.top)
    return sketch.chart(table)


def _amounts(series: CorridorSeries) -> Iterator[Fraction]:
    for offer in (*series.ours, *series.buyer):
        yield offer.amount
    for revision in series.revisions:
        for amount in (revision.target, revision.walk_away, revision.buyer_limit):
            if amount is not None:
                yield amount
        if not (series.ours and series.buyer):
            yield from (amount for amount in (revision.opening, revision.buyer_expected) if amount)


def _end_labels(
    series: CorridorSeries, formats: Formats, palette: Palette
) -> list[tuple[Fraction, str, str]]:
    """What stands at the right end of each line: (amount, text, colour)."""
    found: list[tuple[Fraction, str, str]] = []
    if series.ours:
        amount = series.ours[-1].amount
        found.append((amount, _("us {amount}"), palette.accent))
    if series.buyer:
        found.append((series.buyer[-1].amount, _("buyer {amount}"), palette.ink))
    if series.revisions:
        last = series.revisions[-1]
        lines = [
            (last.target, _("target {amount}"), palette.muted),
            (last.walk_away, _("walk-away {amount}"), palette.lost),
            (last.buyer_limit, _("their limit? {amount}"), palette.protected),
        ]
        if not series.ours:
            lines.append((last.opening, _("opening {amount}"), palette.accent))
        if not series.buyer:
            lines.append((last.buyer_expected, _("expected {amount}"), palette.ink))
        found.extend((a, text, colour) for a, text, colour in lines if a is not None)
    return [(a, text.format(amount=formats.short(a)), colour) for a, text, colour in found]


def _award_day(series: CorridorSeries) -> date | None:
    return series.award_on or series.award_expected_on


def _meeting_day(series: CorridorSeries) -> date | None:
    """When the prices would meet if the rounds went on at the pace so far."""
    rounds = series.corridor.rounds_to_meet
    offers = (*series.ours, *series.buyer)
    if rounds is None or series.corridor.projected_meeting is None:
        return None
    first, last = min(o.day for o in offers), max(o.day for o in offers)
    turns = max(1, max(len(series.ours), len(series.buyer)) - 1)
    ahead = Fraction((last - first).days, turns) * rounds
    return last + min(FARTHEST, timedelta(days=max(1, round(ahead))))


def _frame(
    sketch: Sketch,
    series: CorridorSeries,
    amounts: list[Fraction],
    labels: list[str],
    formats: Formats,
) -> _Frame:
    size = sketch.palette.label_size
    low, high = padded(amounts)
    low = max(low, Fraction(0)) if min(amounts) >= 0 else low
    floor, top = size * LEADING * 1.6, sketch.top - size * 1.5
    money = Scale(low, high, floor, top)
    wide = max(sketch.measure(formats.short(tick)) for tick in (*ticks(low, high, 5), high))
    left = 2 + wide + size * 0.7
    right = sketch.width - 2 - size * 0.6 - max((sketch.measure(t) for t in labels), default=0)
    days = [o.day for o in (*series.ours, *series.buyer)]
    days += [revision.day for revision in series.revisions if revision.day is not None]
    # Bands go on to today, but a quiet year after the last offer must not crush the rounds.
    award = _award_day(series)
    days += [day for day in (award, _meeting_day(series)) if day is not None]
    if not days or (not series.ours and not series.buyer):
        days.append(series.as_of)
    return _Frame(days_between(days, left, right, 0.04), money, left, right, floor, top)


def _axes(sketch: Sketch, frame: _Frame, currency: str, formats: Formats) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    count = max(2, min(5, int((frame.top - frame.floor) / (size * 2.2))))
    for tick in ticks(frame.money.low, frame.money.high, count):
        y = frame.money.at(tick)
        sketch.line([(frame.left, y), (frame.right, y)], palette.line, width=0.6)
        text = formats.short(tick)
        sketch.text(
            frame.left - size * 0.5, y - size * 0.35, text, colour=palette.muted, anchor="end"
        )
    if currency:
        sketch.text(2, frame.floor - size * 1.35, currency, colour=palette.muted)
    taken = 2 + sketch.measure(currency) + size * 0.5
    for day in day_ticks(frame.days, size * 6):
        text = formats.day_month(day)
        half = sketch.measure(text) / 2
        x = min(frame.days.at(day), sketch.width - half - 2)
        if x - half >= taken:
            sketch.text(x, frame.floor - size * 1.35, text, colour=palette.muted, anchor="middle")
            taken = x + half + size * 0.5


def _steps(frame: _Frame, series: CorridorSeries, read: Read) -> list[Point]:
    """A stepped line through an amount of the revisions in force; gaps are bridged."""
    points: list[Point] = []
    for revision in series.revisions:
        amount = read(revision)
        x = frame.left if revision.day is None else frame.days.at(revision.day)
        if amount is None:
            continue
        y = frame.money.at(amount)
        if points:
            points.append((x, points[-1][1]))
        points.append((x, y))
    if points:
        points.append((frame.right, points[-1][1]))
    return points


def _bands(sketch: Sketch, frame: _Frame, series: CorridorSeries) -> None:
    palette = sketch.palette
    walk_away = _steps(frame, series, lambda r: r.walk_away)
    limit = _steps(frame, series, lambda r: r.buyer_limit)
    if walk_away and limit and limit[-1][1] > walk_away[-1][1]:
        # The zone of possible agreement, as it stands now.
        start = max(walk_away[0][0], limit[0][0])
        low = [(max(x, start), y) for x, y in walk_away]
        high = [(max(x, start), y) for x, y in limit]
        sketch.area([*low, *reversed(high)], palette.protected, opacity=0.12)
    lines: list[tuple[Read, str, tuple[float, ...]]] = [
        (lambda r: r.target, palette.muted, (4, 2)),
        (lambda r: r.walk_away, palette.lost, (5, 2)),
        (lambda r: r.buyer_limit, palette.protected, (2, 2)),
    ]
    if not series.ours:
        lines.append((lambda r: r.opening, palette.accent, ()))
    if not series.buyer:
        lines.append((lambda r: r.buyer_expected, palette.ink, (1.5, 2)))
    for read, colour, dash in lines:
        sketch.line(_steps(frame, series, read), colour, width=1, dash=dash)


def _award(sketch: Sketch, frame: _Frame, series: CorridorSeries, formats: Formats) -> None:
    day = _award_day(series)
    if day is None or not frame.days.first <= day <= frame.days.last:
        return
    palette, size = sketch.palette, sketch.palette.label_size
    x = frame.days.at(day)
    sketch.line([(x, frame.floor), (x, frame.top)], palette.muted, width=0.8, dash=(1.5, 2.5))
    text = _("award {day}") if series.award_on else _("award expected {day}")
    text = text.format(day=formats.day_month(day))
    half = sketch.measure(text) / 2
    place = min(max(x, half + 2), sketch.width - half - 2)
    sketch.text(place, frame.top + size * 0.4, text, colour=palette.muted, anchor="middle")


def _offers(
    sketch: Sketch, frame: _Frame, series: CorridorSeries, currency: str, formats: Formats
) -> None:
    palette = sketch.palette
    reach = palette.label_size * 0.7
    for offers, colour, ours in (
        (series.buyer, palette.ink, False),
        (series.ours, palette.accent, True),
    ):
        points = [frame.point(offer) for offer in offers]
        sketch.line(points, colour, width=1.6)
        for offer, (x, y) in zip(offers, points, strict=True):
            if ours:
                sketch.dot(x, y, colour, radius=palette.label_size * 0.32)
            else:
                sketch.square(x, y, colour, radius=palette.label_size * 0.27)
            text = (
                _("We offered {amount} on {date}")
                if ours
                else _("The buyer offered {amount} on {date}")
            )
            sentence = text.format(
                amount=formats.money(offer.amount, currency), date=formats.date_text(offer.day)
            )
            sketch.mark(x - reach, y - reach, 2 * reach, 2 * reach, sentence, offer.record)


def _meeting(
    sketch: Sketch, frame: _Frame, series: CorridorSeries, currency: str, formats: Formats
) -> None:
    """The projected meeting: dashed lines to a diamond, with how little it rests on."""
    day, amount = _meeting_day(series), series.corridor.projected_meeting
    if day is None or amount is None:
        return
    palette, size = sketch.palette, sketch.palette.label_size
    x, y = frame.days.at(day), frame.money.at(amount)
    if not frame.floor <= y <= frame.top:
        return
    for offers, colour in ((series.ours, palette.accent), (series.buyer, palette.ink)):
        sketch.line([frame.point(offers[-1]), (x, y)], colour, width=0.8, dash=(2, 2))
    sketch.diamond(x, y, palette.ink, radius=size * 0.42)
    text = wording.meeting_label(series, formats)
    half = sketch.measure(text) / 2
    place = min(max(x, frame.left + half), frame.right - half)
    # At the floor or at the top of the frame, wherever no offer is in the way.
    near = [
        frame.point(offer)[1]
        for offer in (*series.ours, *series.buyer)
        if abs(frame.point(offer)[0] - place) < half + size
    ]
    low = frame.floor + size * 0.35
    if any(height < low + size * 1.5 for height in near):
        low = frame.top - size * 1.1
    sketch.text(place, low, text, colour=palette.muted, anchor="middle", halo=True)
    sentence = _(
        "If both sides went on as so far, the prices would meet near {amount}; {n}"
    ).format(
        amount=formats.money(amount, currency),
        n=_("an estimate from {n} offers").format(n=series.corridor.n_us + series.corridor.n_buyer),
    )
    reach = size * 0.8
    sketch.mark(x - reach, y - reach, 2 * reach, 2 * reach, sentence)


def _table(series: CorridorSeries, currency: str, formats: Formats) -> Table:
    rows = [
        (formats.date_text(offer.day), who, formats.money(offer.amount, currency))
        for who, offers in ((_("Us"), series.ours), (_("The buyer"), series.buyer))
        for offer in offers
    ]
    for revision in series.revisions:
        day = formats.date_text(revision.day) if revision.day else _("undated")
        for what, amount in (
            (_("Opening"), revision.opening),
            (_("Target"), revision.target),
            (_("Walk-away"), revision.walk_away),
            (_("Buyer expects to pay, estimate"), revision.buyer_expected),
            (_("Buyer's limit, estimate"), revision.buyer_limit),
        ):
            if amount is not None:
                rows.append((day, what, formats.money(amount, currency)))
    return Table((_("Date"), _("Price of"), _("Amount")), tuple(rows))
