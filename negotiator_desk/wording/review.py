"""What the weekly review says, in words: of one deal, and as the lines of its parts over all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.compare import Pair
from negotiator_desk.domain.weekly import Band, Since, band_of, week_of
from negotiator_desk.models.learn import Action
from negotiator_desk.wording import weekly as words
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.due import DueLine, days_text, due_line, what_text
from negotiator_desk.wording.findings import check_label, finding_text
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import short_line

if TYPE_CHECKING:
    from negotiator_desk.domain.due import Due
    from negotiator_desk.domain.results import Finding
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.wording.formats import Formats

_OF_BAND: Final = {Band.OVERDUE: "overdue", Band.WEEK: "week", Band.NEXT: "next"}
_MEANINGS: Final = {Band.OVERDUE: "lost", Band.WEEK: "exposed", Band.NEXT: ""}


class ActionLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An action that is due: who does it, and the money it concerns."""

    due: DueLine
    owner: str
    value: Decimal | None


class FindingLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A finding that closed or opened, in words, with its money and its first record.

    ``mendable`` says that something can still be done about it; else its day has passed.
    """

    key: str
    name: str
    text: str
    money: Fraction | None
    mendable: bool
    record: UUID | None


class DealReview(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a review says of one deal. Plain data, so that any thread may make and hold it.

    ``moved`` are its figures on both days, None of a deal that was closed then already.
    """

    deal_id: UUID
    title: str
    currency: str
    clocks: tuple[DueLine, ...]
    actions: tuple[ActionLine, ...]
    closed: tuple[FindingLine, ...]
    opened: tuple[FindingLine, ...]
    moved: Pair | None


def review_of(snapshot: Snapshot, then: date, today: date, formats: Formats) -> DealReview:
    """What a review says of a deal since an earlier day."""
    week = week_of(snapshot, then, today)
    found = week.comparison
    return DealReview(
        deal_id=snapshot.deal.id,
        title=visible(snapshot.deal.title).strip() or _("Untitled deal"),
        currency=snapshot.deal.currency,
        clocks=tuple(due_line(each, snapshot, formats) for each in week.clocks),
        actions=tuple(_action(each, snapshot, formats) for each in week.actions),
        closed=_findings(found.closed if found else (), snapshot, formats),
        opened=_findings(found.opened if found else (), snapshot, formats),
        moved=found.deal if found else None,
    )


def _action(due: Due, snapshot: Snapshot, formats: Formats) -> ActionLine:
    action = due.record
    assert isinstance(action, Action)
    line = due_line(due, snapshot, formats)
    return ActionLine(due=line, owner=action.owner, value=action.value)


def _findings(
    findings: Iterable[Finding], snapshot: Snapshot, formats: Formats
) -> tuple[FindingLine, ...]:
    return tuple(
        FindingLine(
            key=each.key,
            name=check_label(each.key),
            text=finding_text(each, snapshot, formats),
            money=each.money or None,
            mendable=each.mendable,
            record=each.records[0] if each.records else None,
        )
        for each in findings
    )


class ReviewLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line: what it says in each column, its colour token, and where it leads.

    ``deal_id`` is None for a sentence that leads to no deal; ``record`` for a line that leads to
    the deal as a whole. ``kind`` is the list the record belongs to, where that must be told.
    """

    part: str
    key: str
    what: str
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


_Placed = tuple[tuple[Any, ...], ReviewLine]
"""A line and what it is put in order by."""


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
        self._found: dict[str, list[_Placed]] = {part: [] for part in words.PARTS}
        self.still = 0
        for review in self._reviews:
            self._due(review)
            self._changed("opened", review, review.opened)
            self._changed("closed", review, review.closed)
            if review.moved is not None:
                self._moved(review, review.moved)
        self.parts: dict[str, list[ReviewLine]] = {
            part: [line for _key, line in sorted(found, key=lambda placed: placed[0])]
            for part, found in self._found.items()
        }

    @property
    def titles(self) -> tuple[str, ...]:
        """What the deals are called."""
        return tuple(review.title for review in self._reviews)

    def sums(self) -> dict[str, tuple[Fraction, Fraction]]:
        """What was exposed then and is now, by currency, currencies by name."""
        sums: dict[str, tuple[Fraction, Fraction]] = {}
        zero = Fraction(0)
        for review in self._reviews:
            if review.moved is not None:
                pair = review.moved
                then, now = sums.get(review.currency, (zero, zero))
                sums[review.currency] = (
                    then + (pair.then.exposed or zero),
                    now + (pair.now.exposed or zero),
                )
        return {key: sums[key] for key in sorted(sums) if any(sums[key])}

    # -- the parts ------------------------------------------------------------------------------

    def _due(self, review: DealReview) -> None:
        for due in review.clocks:
            if (band := self._band(due)) is not None:
                part = _OF_BAND[band]
                self._found[part].append(((due.day,), self._clock(review, due, band, part)))
        for action in review.actions:
            if (band := self._band(action.due)) is not None:
                line = self._clock(review, action.due, band, "actions")
                who = short_line(visible(action.owner)) or _("nobody")
                what = _("{action} – {owner}").format(action=action.due.title, owner=who)
                money = self._money(action.value, review)
                line = msgspec.structs.replace(line, what=what, money=money)
                self._found["actions"].append(((action.due.day,), line))

    def _band(self, due: DueLine) -> Band | None:
        return band_of((due.day - self.today).days)

    def _money(self, amount: Fraction | Decimal | None, review: DealReview) -> str:
        return self.formats.money(amount, review.currency) if amount else ""

    def _clock(self, review: DealReview, due: DueLine, band: Band, part: str) -> ReviewLine:
        what = what_text(due.rule)
        return ReviewLine(
            part=part,
            key=f"{due.rule} {due.record}",
            what=_("{what}: {record}").format(what=what, record=due.title) if due.title else what,
            state=days_text((due.day - self.today).days),
            deal=review.title,
            meaning=_MEANINGS[band],
            deal_id=review.deal_id,
            record=due.record,
            kind=due.kind,
        )

    def _changed(self, part: str, review: DealReview, findings: Iterable[FindingLine]) -> None:
        opened = part == "opened"
        for each in findings:
            line = ReviewLine(
                part=part,
                key=each.key,
                # What it said no longer holds of one that closed.
                what=_("{name}: {text}").format(name=each.name, text=each.text)
                if opened
                else each.name,
                state=words.opened_state(mendable=each.mendable)
                if opened
                else words.closed_state(),
                deal=review.title,
                money=self._money(each.money, review),
                meaning=("exposed" if each.mendable else "muted") if opened else "protected",
                deal_id=review.deal_id,
                record=each.record,
            )
            late = opened and not each.mendable
            place = (late, each.money is None, review.currency, -(each.money or 0))
            self._found[part].append((place, line))

    def _moved(self, review: DealReview, pair: Pair) -> None:
        formats, currency = self.formats, review.currency
        if not words.has_moved(pair, formats):
            self.still += 1
            return
        change = (pair.now.exposed or Fraction(0)) - (pair.then.exposed or Fraction(0))
        told = (words.points_text(pair), words.moved_money(pair, currency, formats))
        line = ReviewLine(
            part="moved",
            key="moved",
            what="; ".join(text for text in told if text),
            state=words.moved_score(pair, formats),
            deal=review.title,
            money=formats.money(change, currency, sign=True) if change else "",
            meaning="" if not change else ("exposed" if change > 0 else "protected"),
            deal_id=review.deal_id,
        )
        self._found["moved"].append(((not change, currency, -abs(change)), line))
