"""Packages: what each is worth to us against what it is worth to the buyer."""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.charts.chart import Chart, Table
from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.scale import Scale, padded, ticks
from negotiator_desk.charts.sketch import LEADING, Sketch, empty_chart
from negotiator_desk.domain.frontier import Package
from negotiator_desk.domain.offering import Offering
from negotiator_desk.domain.rounding import ONE, from_units
from negotiator_desk.wording import packages as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats

_NEAR: Final = 2.5
"""Packages nearer to each other than this, in points, are one dot."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_AROUND: Final = ((0.0, -1.0), (-0.75, -0.75), (0.75, -0.75), (-1.0, 0.0), (0.75, 0.75), (0.0, 1.0))
"""Where the number of an offer may stand beside its point, below it first."""

_LEAST: Final = 150.0


class PackagePicture(msgspec.Struct, frozen=True, kw_only=True):
    """What a chart of packages shows: what is offered, what was agreed, which one is at hand."""

    offered: Offering
    agreed: Package | None = None
    chosen: Package | None = None


def packages_chart(
    picture: PackagePicture,
    id_of: Callable[[Package], UUID],
    currency: str,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """Draw the frontier as dots, the named packages marked, and what lies beyond the mandate.

    ``id_of`` gives what a mark leads to. Of packages that would lie on each other one is drawn.
    """
    offered = picture.offered
    found = offered.frontier
    if not found:
        missing = (
            wording.none_within_mandate() if offered.ground.axes else wording.nothing_to_pack()
        )
        table = Table((), ())
        return empty_chart(palette, width, height, _("No package"), missing, table)
    title = wording.chart_title(offered, currency, formats)
    sketch = Sketch(palette, width, height, title)
    if sketch.top < _LEAST:
        sketch = Sketch(palette, width, height + _LEAST - sketch.top, title)
    return _Drawing(sketch, picture, id_of, currency, formats).chart()


def _line(scale: Scale) -> tuple[float, float]:
    """A scale as start and slope, for amounts in ten-thousandths."""
    slope = (scale.end - scale.start) / float(scale.high - scale.low)
    return scale.start - float(scale.low) * slope, slope / ONE


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class _Drawing:
    def __init__(
        self,
        sketch: Sketch,
        picture: PackagePicture,
        id_of: Callable[[Package], UUID],
        currency: str,
        formats: Formats,
    ) -> None:
        self.sketch = sketch
        self.picture = picture
        self.offered = picture.offered
        self.id_of = id_of
        self.currency = currency
        self.formats = formats
        # Sorted by what they are worth: the first and the last are as far as any reach.
        found, beyond = self.offered.frontier, self.offered.beyond
        shown = [*found[:1], *found[-1:], *beyond[:1], *beyond[-1:]]
        if picture.agreed is not None:
            shown.append(picture.agreed)
        size = sketch.palette.label_size
        low, high = padded([from_units(each.buyer) for each in shown])
        self.down = Scale(low, high, size * LEADING * 2.2, sketch.top - size * 1.2)
        self.up_ticks = ticks(low, high, max(2, int((self.down.end - self.down.start) / 34)))
        room = max((sketch.measure(formats.short(each)) for each in self.up_ticks), default=0)
        low, high = padded([from_units(each.ours) for each in shown])
        self.across = Scale(low, high, room + size * 1.2, sketch.width - size * 1.5)

        self._lines = _line(self.across), _line(self.down)
        self._taken: list[Box] = []
        self._later: list[tuple[float, float, str, str]] = []  # labels that may give way

    def chart(self) -> Chart:
        self._axes()
        self._floors()
        self._beyond()
        drawn = self._dots()
        self._named()
        return self.sketch.chart(self._table(drawn))

    def _at(self, package: Package) -> tuple[float, float]:
        # There may be many thousands of them, and a place on the screen need not be exact.
        across, down = self._lines
        return across[0] + package.ours * across[1], down[0] + package.buyer * down[1]

    def _axes(self) -> None:
        sketch, palette, formats = self.sketch, self.sketch.palette, self.formats
        size = palette.label_size
        for amount in self.up_ticks:
            y = self.down.at(amount)
            sketch.line([(self.across.start, y), (self.across.end, y)], palette.line, width=0.6)
            text = formats.short(amount)
            sketch.text(
                self.across.start - size * 0.5,
                y - size * 0.35,
                text,
                colour=palette.muted,
                anchor="end",
            )
        count = max(2, int((self.across.end - self.across.start) / (size * 7)))
        base = self.down.start - size * 1.3
        for amount in ticks(self.across.low, self.across.high, count):
            x = self.across.at(amount)
            sketch.line([(x, self.down.start), (x, self.down.start - 3)], palette.line, width=0.8)
            sketch.text(x, base, formats.short(amount), colour=palette.muted, anchor="middle")
        sketch.line(
            [(self.across.start, self.down.start), (self.across.end, self.down.start)],
            palette.line,
            width=0.8,
        )
        unit = self.currency or "–"
        above = _("Worth to the buyer, {currency}").format(currency=unit)
        sketch.text(2, self.down.end + size * 0.5, above, colour=palette.muted)
        below = _("Worth to us, {currency}").format(currency=unit)
        sketch.text(
            self.across.end, base - size * LEADING, below, colour=palette.muted, anchor="end"
        )

    def _floors(self) -> None:
        palette, wish = self.sketch.palette, self.offered.wish
        ours, buyer = from_units(wish.floor), from_units(wish.buyer_floor)
        if wish.floor and self.across.low <= ours <= self.across.high:
            x = self.across.at(ours)
            ends = [(x, self.down.start), (x, self.down.end)]
            self.sketch.line(ends, palette.muted, width=0.8, dash=(2, 3))
            self._later.append((x, self.down.start + 3, _("our floor"), palette.muted))
        if wish.buyer_floor and self.down.low <= buyer <= self.down.high:
            y = self.down.at(buyer)
            ends = [(self.across.start, y), (self.across.end, y)]
            self.sketch.line(ends, palette.muted, width=0.8, dash=(2, 3))
            self._later.append((self.across.start, y, _("the buyer's floor"), palette.muted))

    def _beyond(self) -> None:
        """Where the frontier would run without the mandate: a line, where it differs."""
        line = self._thinned(self.offered.beyond)
        within = {(each.ours, each.buyer) for each in self.offered.frontier}
        further = [each for each in line if (each.ours, each.buyer) not in within]
        if not further:
            return
        palette = self.sketch.palette
        points = [self._at(each) for each in line]
        self.sketch.line(points, palette.exposed, width=1, dash=(4, 3))
        x, y = self._at(further[-1 - len(further) // 6])
        self._later.append((x, y, _("without the mandate"), palette.exposed))

    def _thinned(self, found: Sequence[Package]) -> list[Package]:
        kept: list[Package] = []
        last = (-1e9, -1e9)
        for package in found:
            x, y = self._at(package)
            if abs(x - last[0]) >= _NEAR or abs(y - last[1]) >= _NEAR:
                kept.append(package)
                last = (x, y)
        return kept

    def _dots(self) -> list[Package]:
        drawn = self._thinned(self.offered.frontier)
        palette = self.sketch.palette
        radius = 3.0 if len(drawn) <= 60 else 2.0
        for package in drawn:
            x, y = self._at(package)
            self.sketch.dot(x, y, palette.neutral, radius=radius, hollow=False)
            self._mark(x, y, radius + 1, wording.package_name(""), package)
        return drawn

    def _mark(self, x: float, y: float, reach: float, name: str, package: Package) -> None:
        sentence = wording.mark_text(
            name, self.offered.ground.axes, package, self.currency, self.formats
        )
        self.sketch.mark(x - reach, y - reach, 2 * reach, 2 * reach, sentence, self.id_of(package))

    def _named(self) -> None:
        """The packages with a name: by form and word, not by colour alone."""
        sketch, palette = self.sketch, self.sketch.palette
        labels: list[tuple[float, float, str, str]] = []
        chosen = self.picture.chosen
        if chosen is not None:
            x, y = self._at(chosen)
            sketch.dot(x, y, palette.accent, radius=8)
            sketch.dot(x, y, palette.accent, radius=3, hollow=False)
        agreed = self.picture.agreed
        if agreed is not None:
            x, y = self._at(agreed)
            sketch.square(x, y, palette.ink, radius=4)
            sketch.mark(x - 6, y - 6, 12, 12, self._agreed_text(agreed))
            labels.append((x, y, _("agreed"), palette.ink))
        balance = self.offered.balance
        if balance is not None:
            x, y = self._at(balance)
            sketch.diamond(x, y, palette.protected, radius=5.5, hollow=False)
            self._mark(x, y, 6, wording.best_balance_name(), balance)
            labels.append((x, y, wording.best_balance_name().lower(), palette.protected))
        for package in self.offered.equivalent:
            x, y = self._at(package)
            sketch.dot(x, y, palette.accent, radius=3.5, hollow=False)
            self._taken.append((x - 3, y - 3, x + 3, y + 3))
        for number, package in enumerate(self.offered.equivalent, 1):
            self._badge(*self._at(package), str(number))
            self._mark(*self._at(package), 6, wording.offer_name(number), package)
        for x, y, text, colour in (*labels, *self._later):
            self._label(x, y, text, colour)

    def _badge(self, x: float, y: float, number: str) -> None:
        """The number of an offer in a disc near its point, joined to it."""
        sketch, palette = self.sketch, self.sketch.palette
        size = palette.label_size
        reach = size * 0.66
        for away, (over, up) in product((1.7, 2.9, 4.1), _AROUND):
            at, high = x + over * away * size, y + up * away * size
            box = (at - reach, high - reach, at + reach, high + reach)
            inside = self.across.start <= box[0] and box[2] <= sketch.width - 2
            inside = inside and self.down.start <= box[1] and box[3] <= self.down.end
            if inside and not any(_meet(box, other) for other in self._taken):
                self._taken.append(box)
                sketch.line([(x, y), (at, high)], palette.accent, width=1)
                sketch.dot(at, high, palette.accent, radius=reach, hollow=False)
                base = high - size * 0.36
                sketch.text(at, base, number, colour=palette.ground, bold=True, anchor="middle")
                return

    def _label(self, x: float, y: float, text: str, colour: str) -> None:
        """A label beside a point, where no other label stands; left out where there is no room."""
        sketch = self.sketch
        size = sketch.palette.label_size
        wide, away = sketch.measure(text), size * 0.9
        for left, base in (
            (x + away, y + size * 0.75),
            (x - away - wide, y + size * 0.75),
            (x + away, y - size * 1.5),
            (x - away - wide, y - size * 1.5),
            (x - wide / 2, y + size * 1.9),
            (x - wide / 2, y - size * 2.7),
        ):
            box = (left - 2, base - size * 0.3, left + wide + 2, base + size)
            inside = self.across.start <= box[0] and box[2] <= sketch.width - 2
            inside = inside and self.down.start <= box[1] and box[3] <= self.down.end
            if inside and not any(_meet(box, other) for other in self._taken):
                sketch.text(left, base, text, colour=colour, halo=True)
                self._taken.append(box)
                return

    def _agreed_text(self, agreed: Package) -> str:
        axes = self.offered.ground.axes
        return wording.mark_text(_("Agreed so far"), axes, agreed, self.currency, self.formats)

    def _table(self, drawn: Sequence[Package]) -> Table:
        named: list[tuple[str, Package]] = []
        if self.picture.agreed is not None:
            named.append((_("Agreed so far"), self.picture.agreed))
        if self.offered.balance is not None:
            named.append((wording.best_balance_name(), self.offered.balance))
        named += [(wording.offer_name(n), p) for n, p in enumerate(self.offered.equivalent, 1)]
        named += [("", package) for package in drawn]

        def money(amount: int) -> str:
            return self.formats.amount(from_units(amount), self.currency)

        return Table(
            (
                _("Package"),
                _("Worth to us"),
                _("Worth to the buyer"),
                _("Cost to us"),
                _("Choices"),
            ),
            tuple(
                (
                    name,
                    money(each.ours),
                    money(each.buyer),
                    money(each.cost),
                    wording.choices_text(self.offered.ground.axes, each.choices),
                )
                for name, each in named
            ),
        )
