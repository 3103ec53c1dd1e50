"""The award as the buyer would score it: points of each bidder, and the prices below them."""

from fractions import Fraction
from typing import Final

from negotiator_desk.charts import fonts
from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.scale import Scale, padded
from negotiator_desk.charts.sketch import MIDDLE, Anchor, Sketch, empty_chart
from negotiator_desk.domain.award import Award, Bidder
from negotiator_desk.wording import award as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats

_ROW: Final = 1.7
_STRIP: Final = 4.6
_LEAST_BAR: Final = 10
"""Where the bars would be shorter, in sizes of the text, figures are written in brief."""

_MANY: Final = 10_000
"""So many points are none of an award; in brief they are written in few characters."""

_PRICE_SHADE: Final = 0.38
"""How strong the points for price are drawn beside those for quality, of the same colour."""

_FAR: Final = 2
"""A price to win beyond so many times all other prices stands at the edge, with an arrow."""


def award_chart(
    found: Award, currency: str, formats: Formats, palette: Palette, width: float, height: float
) -> Chart:
    """A bar of quality and price points for each bidder, then all prices on one line.

    A line through the bars marks the best rival's total; a diamond on the line of prices the
    price to win.
    """
    table = _table(found, currency, formats)
    title = wording.award_title(found, currency, formats)
    if not found.bidders:
        missing = _(
            "Give the criteria weights and scores, and us and the rivals a price: who would win "
            "shows here."
        )
        return empty_chart(palette, width, height, title, missing, table)
    size = palette.label_size
    sketch = Sketch(palette, width, height, title)
    head = size * 0.9
    least = head + size * _ROW * len(found.bidders)
    if sketch.top < least:
        sketch = Sketch(palette, width, height + least - sketch.top, title)
    strip = size * _STRIP if sketch.top >= least + size * _STRIP else 0.0
    row = min(size * 2.6, (sketch.top - head - strip) / len(found.bidders))
    _Rows(sketch, found, currency, formats).draw(sketch.top - head, row)
    if strip:
        bottom = sketch.top - head - row * len(found.bidders)
        _prices(sketch, found, currency, formats, bottom - size * 2.4)
    return sketch.chart(table)


class _Rows:
    """The bidders, a row each: rank, name, bar, points and price."""

    def __init__(self, sketch: Sketch, found: Award, currency: str, formats: Formats) -> None:
        self._sketch, self._found = sketch, found
        self._currency, self._formats = currency, formats
        size = sketch.palette.label_size
        names = [wording.bidder_text(b) for b in found.bidders]
        self._names = [fonts.fitted(name, sketch.width * 0.24, size, bold=True) for name in names]
        self._name_at = 2 + sketch.measure("00", bold=True) + size * 0.4
        widest = max(sketch.measure(name, bold=True) for name in self._names)
        self._left = self._name_at + widest + size
        self._spell_out(brief=False)
        if self._right - self._left < size * _LEAST_BAR:
            self._spell_out(brief=True)

    def _spell_out(self, *, brief: bool) -> None:
        """Word points and prices; in brief only the totals, and prices in few characters."""
        sketch, formats, bidders = self._sketch, self._formats, self._found.bidders
        size = sketch.palette.label_size
        self._prices = [
            formats.short(b.price) if brief else formats.amount(b.price, self._currency)
            for b in bidders
        ]
        self._points = [_points(b, formats, brief=brief) for b in bidders]
        self._heads = (
            _("total") if brief else _("quality + price = total"),
            _("price, {currency}").format(currency=self._currency).rstrip(", "),
        )
        self._price_at = sketch.width - 2
        prices = max(sketch.measure(t, bold=True) for t in (*self._prices, self._heads[1]))
        self._points_at = self._price_at - prices - size * 1.6
        points = max(sketch.measure(t, bold=True) for t in (*self._points, self._heads[0]))
        self._right = max(self._points_at - points - size, self._left + size)

    def draw(self, top: float, row: float) -> None:
        """Draw the rows from a height downwards, and the heads over their figures."""
        sketch, bidders = self._sketch, self._found.bidders
        palette, size = sketch.palette, sketch.palette.label_size
        for x, text in zip((self._points_at, self._price_at), self._heads, strict=True):
            sketch.text(x, top + size * 0.25, text, colour=palette.muted, anchor="end")
        whole = max([self._found.weights, *(b.total for b in bidders)]) or Fraction(1)
        rivals = [b.total for b in bidders if b.rival_id is not None]
        for place, bidder in enumerate(bidders):
            self._row(place, bidder, top - row * (place + 0.5), row, whole)
        if rivals and self._found.us is not None:
            x = self._left + (self._right - self._left) * float(max(rivals) / whole)
            bottom = top - row * len(bidders)
            sketch.line([(x, bottom), (x, top)], palette.ink, width=1, dash=(3, 2))

    def _row(self, place: int, bidder: Bidder, middle: float, row: float, whole: Fraction) -> None:
        sketch = self._sketch
        palette, size = sketch.palette, sketch.palette.label_size
        base, ours = middle - size * MIDDLE, bidder.rival_id is None
        colour = palette.accent if ours else palette.neutral
        rank = self._formats.number(Fraction(bidder.rank))
        sketch.text(2, base, rank, bold=True)
        sketch.text(self._name_at, base, self._names[place], bold=ours)
        thick, span = min(size * 1.2, row * 0.6), self._right - self._left
        quality, price = (float(n / whole) * span for n in (bidder.quality, bidder.price_score))
        bottom = middle - thick / 2
        sketch.rect(self._left, bottom, span, thick, palette.soft)
        sketch.rect(self._left, bottom, quality, thick, colour)
        sketch.rect(self._left + quality, bottom, price, thick, palette.ground)
        sketch.rect(
            self._left + quality, bottom, price, thick, colour, opacity=_PRICE_SHADE, outline=colour
        )
        sketch.text(self._points_at, base, self._points[place], bold=ours, anchor="end")
        sketch.text(self._price_at, base, self._prices[place], bold=ours, anchor="end")
        record = bidder.rival_id
        if ours and self._found.our_price is not None:
            record = self._found.our_price.record_id
        sentence = wording.bidder_sentence(bidder, self._currency, self._formats)
        sketch.mark(0, middle - row / 2, sketch.width, row, sentence, record)


def _points(bidder: Bidder, formats: Formats, *, brief: bool) -> str:
    total = wording.points_text(bidder.total, formats)
    if brief:
        return total if bidder.total < _MANY else formats.short(bidder.total)
    return _("{quality} + {price} = {total}").format(
        quality=wording.points_text(bidder.quality, formats),
        price=wording.points_text(bidder.price_score, formats),
        total=total,
    )


def _prices(sketch: Sketch, found: Award, currency: str, formats: Formats, y: float) -> None:
    """All prices on one line: the rivals' ranges, ours, and the one that would win."""
    palette, size = sketch.palette, sketch.palette.label_size
    recorded = [
        amount for b in found.bidders for amount in (b.price, b.low, b.high) if amount is not None
    ]
    wins = found.to_win.price
    far = wins is not None and wins > _FAR * max(recorded)
    shown = recorded if wins is None or far else [*recorded, wins]
    caption = _("prices")
    left = 2 + sketch.measure(caption) + size
    scale = Scale(*padded(shown), left, sketch.width - 2)
    sketch.text(2, y - size * MIDDLE, caption, colour=palette.muted)
    sketch.line([(left, y), (sketch.width - 2, y)], palette.line, width=0.7)
    for bidder in found.bidders:
        if bidder.rival_id is not None:
            _range(sketch, bidder, scale, y, currency, formats)
    us = found.us
    if us is not None:
        x = scale.at(us.price)
        sketch.dot(x, y, palette.accent, radius=size * 0.36, hollow=False)
        text = _("we {price}").format(price=formats.amount(us.price, currency))
        _beside(sketch, x, y + size * 0.7, text, palette.accent, left)
    if wins is not None:
        x = sketch.width - 2 - size * 0.4 if far else scale.at(wins)
        held = us is not None and us.price <= wins
        colour = palette.protected if held else palette.lost
        sketch.diamond(x, y, colour, radius=size * 0.45)
        pattern = _("to win {price} →") if far else _("to win {price}")
        text = pattern.format(price=formats.amount(wins, currency))
        _beside(sketch, x, y - size * 1.5, text, colour, left)
        sentence = _("Price to win: {price}").format(price=formats.money(wins, currency))
        sketch.mark(x - size, y - size * 1.6, size * 2, size * 2.2, sentence)


def _range(
    sketch: Sketch, bidder: Bidder, scale: Scale, y: float, currency: str, formats: Formats
) -> None:
    palette, size = sketch.palette, sketch.palette.label_size
    ends = [scale.at(e) for e in (bidder.low, bidder.price, bidder.high) if e is not None]
    sketch.line([(min(ends), y), (max(ends), y)], palette.neutral, width=2.2)
    sketch.square(scale.at(bidder.price), y, palette.muted, radius=size * 0.26)
    sentence = wording.bidder_sentence(bidder, currency, formats)
    wide = max(size, max(ends) - min(ends))
    sketch.mark(min(ends) - size / 2, y - size / 2, wide, size, sentence, bidder.rival_id)


def _beside(sketch: Sketch, x: float, y: float, text: str, colour: str, left: float) -> None:
    """A label at a place on the line, kept within the drawing."""
    half = sketch.measure(text) / 2
    anchor: Anchor = "middle"
    if x + half > sketch.width - 2:
        x, anchor = sketch.width - 2, "end"
    elif x - half < left:
        x, anchor = left, "start"
    sketch.text(x, y, text, colour=colour, anchor=anchor)


def _table(found: Award, currency: str, formats: Formats) -> Table:
    heads, *rows = wording.bidder_rows(found, currency, formats)
    return Table(heads, tuple(rows))
