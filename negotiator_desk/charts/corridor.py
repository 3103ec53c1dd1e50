"""Price corridor: both sides' offers over time, our bands, the buyer's limit, the meeting point."""

from typing import Final

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.corridor_frame import (
    Frame,
    Read,
    amounts_of,
    award_day,
    frame_of,
    limit_of,
    meeting_day,
    stepped,
    target_of,
    walk_away_of,
)
from negotiator_desk.charts.corridor_offers import draw_offers, label_steps
from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.room import Box, Room
from negotiator_desk.charts.scale import tick_texts
from negotiator_desk.charts.sketch import Sketch, empty_chart
from negotiator_desk.charts.time_axis import draw_days
from negotiator_desk.domain.series import CorridorSeries
from negotiator_desk.wording import charts as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats

_LEAST: Final = 10.0
"""The least height under the title, in sizes of the label."""


def price_corridor(
    series: CorridorSeries,
    currency: str,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """Our offers and the buyer's against target, walk-away and limit by the revision in force.

    Before the first offer of a side it shows where that side stands: our opening, what the buyer
    is expected to pay.
    """
    title = wording.corridor_title(series, formats)
    table = _table(series, currency, formats)
    if not list(amounts_of(series)):
        missing = _(
            "Set opening, target and walk-away, or record an offer: both prices are drawn here."
        )
        return empty_chart(palette, width, height, title, missing, table)
    size = palette.label_size
    sketch = Sketch(palette, width, height, title)
    if sketch.top < _LEAST * size:
        sketch = Sketch(palette, width, height + _LEAST * size - sketch.top, title)
    frame = frame_of(sketch, series, formats)
    room = Room((frame.left, frame.floor, frame.right, frame.top))
    _axes(sketch, frame, currency, formats)
    _bands(sketch, frame, series, room, currency, formats)
    _award(sketch, frame, series, room, formats)
    draw_offers(sketch, frame, series, currency, formats)
    _meeting(sketch, frame, series, room, currency, formats)
    label_steps(sketch, frame, series, room, formats)
    placed = [(frame.money.at(amount), text, colour) for amount, text, colour in frame.labels]
    sketch.end_labels(frame.right + size * 0.6, placed, frame.floor + size * 0.4, frame.top)
    return sketch.chart(table)


def _axes(sketch: Sketch, frame: Frame, currency: str, formats: Formats) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    count = max(2, min(5, int((frame.top - frame.floor) / (size * 2.2))))
    for tick, text in tick_texts(frame.money.low, frame.money.high, count, formats):
        y = frame.money.at(tick)
        sketch.line([(frame.left, y), (frame.right, y)], palette.line, width=0.6)
        if sketch.measure(text) <= frame.left - size * 0.5:
            sketch.text(
                frame.left - size * 0.5, y - size * 0.35, text, colour=palette.muted, anchor="end"
            )
    draw_days(sketch, frame.days, frame.floor - size * 1.35, formats, currency)


def _bands(
    sketch: Sketch,
    frame: Frame,
    series: CorridorSeries,
    room: Room,
    currency: str,
    formats: Formats,
) -> None:
    palette = sketch.palette
    walk_away = stepped(frame, series.revisions, walk_away_of)
    limit = stepped(frame, series.revisions, limit_of)
    if walk_away and limit and limit[-1][1] > walk_away[-1][1]:
        # The zone of possible agreement, as it stands now.
        start = max(walk_away[0][0], limit[0][0])
        low = [(max(x, start), y) for x, y in walk_away]
        high = [(max(x, start), y) for x, y in limit]
        sketch.area([*low, *reversed(high)], palette.protected, opacity=0.12)
    lines: tuple[tuple[Read, str, tuple[float, ...]], ...] = (
        (target_of, palette.muted, (4, 2)),
        (walk_away_of, palette.lost, (5, 2)),
        (limit_of, palette.protected, (2, 2)),
    )
    for read, colour, dash in lines:
        points = stepped(frame, series.revisions, read)
        sketch.line(points, colour, width=1, dash=dash)
        room.take_line(points)
    size = palette.label_size
    for revision in series.revisions:
        amount = revision.walk_away if revision.walk_away is not None else revision.target
        if amount is None:
            continue
        x = frame.left if revision.day is None else frame.days.at(revision.day)
        y, reach = frame.money.at(amount), size * 0.45
        colour = palette.lost if revision.walk_away is not None else palette.muted
        sketch.dot(x, y, colour, radius=size * 0.18, hollow=False)
        sentence = wording.revision_sentence(revision, currency, formats)
        sketch.mark(x - reach, y - reach, 2 * reach, 2 * reach, sentence, revision.record)


def _award(
    sketch: Sketch, frame: Frame, series: CorridorSeries, room: Room, formats: Formats
) -> None:
    day = award_day(series)
    if day is None or not frame.days.first <= day <= frame.days.last:
        return
    palette, size = sketch.palette, sketch.palette.label_size
    x = frame.days.at(day)
    sketch.line([(x, frame.floor), (x, frame.top)], palette.muted, width=0.8, dash=(1.5, 2.5))
    text = _("award {day}") if series.award_on else _("award expected {day}")
    text = text.format(day=formats.day_month(day))
    room.take_line([(x, frame.floor), (x, frame.top)])
    half = sketch.measure(text) / 2
    if half * 2 > sketch.width - 4:
        return
    place = min(max(x, half + 2), sketch.width - half - 2)
    sketch.text(place, frame.top + size * 0.4, text, colour=palette.muted, anchor="middle")


def _meeting(
    sketch: Sketch,
    frame: Frame,
    series: CorridorSeries,
    room: Room,
    currency: str,
    formats: Formats,
) -> None:
    """Midpoint and projected meeting: where the prices would meet, and how little that rests on."""
    if series.corridor.midpoint is None:
        return
    palette, size = sketch.palette, sketch.palette.label_size
    last = max(series.ours[-1].day, series.buyer[-1].day)
    x, y = frame.days.at(last), frame.money.at(series.corridor.midpoint)
    half = size * 0.45
    sketch.line([(x - half, y), (x + half, y)], palette.muted, width=1.4)
    sentence = wording.midpoint_sentence(series, currency, formats)
    sketch.mark(x - half, y - half, 2 * half, 2 * half, sentence)
    day, amount = meeting_day(series), series.corridor.projected_meeting
    if day is not None and amount is not None:
        x, y = frame.days.at(day), frame.money.at(amount)
        if frame.floor <= y <= frame.top:
            for offers, colour in ((series.ours, palette.accent), (series.buyer, palette.ink)):
                way = [frame.point(offers[-1]), (x, y)]
                sketch.line(way, colour, width=0.8, dash=(2, 2))
                room.take_line(way)
            sketch.diamond(x, y, palette.ink, radius=half)
            reach = size * 0.8
            sentence = wording.meeting_sentence(series, currency, formats)
            sketch.mark(x - reach, y - reach, 2 * reach, 2 * reach, sentence)
            room.take((x - half, y - half, x + half, y + half))
    _say_meeting(sketch, frame, series, room, x, formats)


def _say_meeting(
    sketch: Sketch, frame: Frame, series: CorridorSeries, room: Room, x: float, formats: Formats
) -> None:
    """At the floor or at the top of the frame, wherever no offer is in the way."""
    size = sketch.palette.label_size
    points = [
        [frame.point(offer) for offer in offers] for offers in (series.ours, series.buyer) if offers
    ]
    taken = Room((frame.left, frame.floor, frame.right, frame.top))
    for line in points:
        taken.take_line(line)
        for at, height in line:
            taken.take((at - size * 0.5, height - size * 0.5, at + size * 0.5, height + size * 0.5))
    for text in wording.meeting_labels(series, formats):
        wide = sketch.measure(text)
        left = min(max(x - wide / 2, frame.left), frame.right - wide)
        for place in (left, frame.left + size * 0.3):
            for y in (frame.floor + size * 0.35, frame.top - size * 1.0):
                box: Box = (place, y - size * 0.3, place + wide, y + size * 0.9)
                if taken.free(box) and place >= frame.left:
                    colour = sketch.palette.muted
                    sketch.text(place, y, text, colour=colour, halo=True)
                    room.take((box[0] - 2, box[1], box[2] + 2, box[3]))
                    return


def _table(series: CorridorSeries, currency: str, formats: Formats) -> Table:
    rows = [
        (
            formats.date_text(offer.day),
            who,
            formats.money(offer.amount, currency),
            wording.step_of_offer(offer, ours, currency, formats),
        )
        for who, offers, ours in (
            (_("Us"), series.ours, True),
            (_("The buyer"), series.buyer, False),
        )
        for offer in offers
    ]
    corridor, n = series.corridor, series.corridor.n_us + series.corridor.n_buyer
    for what, price in (
        (_("Midpoint"), corridor.midpoint),
        (_("Projected meeting, estimate, n = {n}").format(n=n), corridor.projected_meeting),
    ):
        if price is not None:
            rows.append(("", what, formats.money(price, currency), ""))
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
                rows.append((day, what, formats.money(amount, currency), ""))
    return Table((_("Date"), _("Price of"), _("Amount"), _("Step")), tuple(rows))
