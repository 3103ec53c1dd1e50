"""What the weekly review says, in words: the lines of one deal, and of its parts over all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.compare import Comparison, Pair
from negotiator_desk.domain.weekly import Band, Since, band_of, week_of
from negotiator_desk.models.learn import Action
from negotiator_desk.wording import weekly as words
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.due import days_text, due_line, what_text
from negotiator_desk.wording.findings import check_label, finding_text
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import deal_title, short_line

if TYPE_CHECKING:
    from negotiator_desk.domain.due import Due
    from negotiator_desk.domain.results import Finding
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.wording.formats import Formats

_OF_BAND: Final = {Band.OVERDUE: "overdue", Band.WEEK: "week", Band.NEXT: "next"}
_MEANINGS: Final = {Band.OVERDUE: "lost", Band.WEEK: "exposed", Band.NEXT: ""}


class ReviewLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line: what it says in each column, its colour token, and where it leads.

    ``order`` is what it is put in order by within its part. ``deal_id`` is None for a sentence that
    leads to no deal; ``record`` for a line that leads to the deal as a whole. ``kind`` is the list
    the record belongs to, where that must be told.
    """

    part: str
    key: str
    what: str
    order: tuple[Any, ...] = ()
    state: str = ""
    deal: str = ""
    money: str = ""
    meaning: str = ""
    deal_id: UUID | None = None
    record: UUID | None = None
    kind: str = ""

    @property
    def name(self) -> tuple[str, UUID | None, str]:
        """What tells this line from others."""
        return self.part, self.deal_id, self.key


class DealReview(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a review says of one deal. Plain data, so that any thread may make and hold it.

    ``figures`` are those of both days, None of a deal that was closed then already; ``still`` says
    that they are the same.
    """

    deal_id: UUID
    title: str
    currency: str
    lines: tuple[ReviewLine, ...]
    figures: Pair | None
    still: bool


def review_of(snapshot: Snapshot, then: date, today: date, formats: Formats) -> DealReview:
    """What a review says of a deal since an earlier day."""
    week = week_of(snapshot, then, today)
    found = week.comparison
    writer = _Writer(snapshot, today, formats)
    lines = [*writer.clocks(week.clocks), *writer.actions(week.actions)]
    still = False
    if found is not None:
        still = not words.has_moved(found.deal, formats)
        lines += writer.findings(found)
        if not still:
            lines.append(writer.moved(found.deal))
    return DealReview(
        deal_id=snapshot.deal.id,
        title=writer.title,
        currency=snapshot.deal.currency,
        lines=tuple(lines),
        figures=None if found is None else found.deal,
        still=still,
    )


class _Writer:
    """Writes the lines of one deal."""

    def __init__(self, snapshot: Snapshot, today: date, formats: Formats) -> None:
        self._snapshot, self._today, self._formats = snapshot, today, formats
        self._deal_id, self._currency = snapshot.deal.id, snapshot.deal.currency
        self.title = deal_title(snapshot.deal.title)

    def _money(self, amount: Fraction | Decimal | None) -> str:
        return self._formats.money(amount, self._currency) if amount else ""

    def _clock(self, due: Due, band: Band) -> ReviewLine:
        line, what = due_line(due, self._snapshot, self._formats), what_text(due.rule)
        return ReviewLine(
            part=_OF_BAND[band],
            key=f"{due.rule} {due.record.id}",
            order=(due.day,),
            what=_("{what}: {record}").format(what=what, record=line.title) if line.title else what,
            state=days_text(due.days_left(self._today)),
            deal=self.title,
            meaning=_MEANINGS[band],
            deal_id=self._deal_id,
            record=due.record.id,
            kind=due.kind,
        )

    def clocks(self, clocks: Iterable[Due]) -> Iterator[ReviewLine]:
        """What runs out, and in how many days."""
        for due in clocks:
            if (band := band_of(due.days_left(self._today))) is not None:
                yield self._clock(due, band)

    def actions(self, actions: Iterable[Due]) -> Iterator[ReviewLine]:
        """What is to be done, by whom, and the money it concerns."""
        for due in actions:
            action, band = due.record, band_of(due.days_left(self._today))
            if band is None or not isinstance(action, Action):
                continue
            title = due_line(due, self._snapshot, self._formats).title
            who = short_line(visible(action.owner)) or _("nobody")
            yield msgspec.structs.replace(
                self._clock(due, band),
                part="actions",
                what=_("{action} – {owner}").format(action=title, owner=who),
                money=self._money(action.value),
            )

    def findings(self, found: Comparison) -> Iterator[ReviewLine]:
        """What opened, in full; of what closed the name: what it said no longer holds."""
        for each in found.opened:
            text = finding_text(each, self._snapshot, self._formats)
            what = _("{name}: {text}").format(name=check_label(each.key), text=text)
            meaning = "exposed" if each.mendable else "muted"
            state = words.opened_state(mendable=each.mendable)
            yield self._finding("opened", each, what, state, meaning, late=not each.mendable)
        for each in found.closed:
            what, state = check_label(each.key), words.closed_state()
            yield self._finding("closed", each, what, state, "protected")

    def _finding(
        self, part: str, found: Finding, what: str, state: str, meaning: str, *, late: bool = False
    ) -> ReviewLine:
        money = found.money or Fraction(0)
        return ReviewLine(
            part=part,
            key=found.key,
            order=(late, not money, self._currency, -money),
            what=what,
            state=state,
            deal=self.title,
            money=self._money(money),
            meaning=meaning,
            deal_id=self._deal_id,
            record=found.records[0] if found.records else None,
        )

    def moved(self, pair: Pair) -> ReviewLine:
        """Score and money on both days, and how much more or less is exposed."""
        formats, currency = self._formats, self._currency
        change = (pair.now.exposed or Fraction(0)) - (pair.then.exposed or Fraction(0))
        told = (words.points_text(pair), words.moved_money(pair, currency, formats))
        return ReviewLine(
            part="moved",
            key="moved",
            order=(not change, currency, -abs(change)),
            what="; ".join(text for text in told if text),
            state=words.moved_score(pair, formats),
            deal=self.title,
            money=formats.money(change, currency, sign=True) if change else "",
            meaning="" if not change else ("exposed" if change > 0 else "protected"),
            deal_id=self._deal_id,
        )


class ReviewParts:
    """The lines of each part: what is due by its day, all else by currency and money.

    Findings that can be mended stand before those whose day has passed. ``still`` is how many
    deals did not move.
    """

    def __init__(
        self, reviews: Iterable[DealReview], since: Since, today: date, formats: Formats
    ) -> None:
        self._reviews = tuple(reviews)
        self.since, self.today, self.formats = since, today, formats
        self.parts: dict[str, list[ReviewLine]] = {part: [] for part in words.PARTS}
        for review in self._reviews:
            for line in review.lines:
                self.parts[line.part].append(line)
        for lines in self.parts.values():
            lines.sort(key=lambda line: line.order)
        self.still = sum(review.still for review in self._reviews)

    @property
    def titles(self) -> tuple[str, ...]:
        """What the deals are called."""
        return tuple(review.title for review in self._reviews)

    def sums(self) -> dict[str, tuple[Fraction, Fraction]]:
        """What was exposed then and is now, by currency, currencies by name."""
        sums: dict[str, tuple[Fraction, Fraction]] = {}
        zero = Fraction(0)
        for review in self._reviews:
            if review.figures is not None:
                pair = review.figures
                then, now = sums.get(review.currency, (zero, zero))
                sums[review.currency] = (
                    then + (pair.then.exposed or zero),
                    now + (pair.now.exposed or zero),
                )
        return {key: sums[key] for key in sorted(sums) if any(sums[key])}
