"""The lines of the weekly review: each part under its head, and a sentence where it is empty."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.weekly import Band, Since, band_of
from negotiator_desk.ui.desk_pages.grid import Group
from negotiator_desk.wording import weekly as words
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.due import days_text, what_text
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import short_line

if TYPE_CHECKING:
    from datetime import date

    from negotiator_desk.domain.compare import Pair
    from negotiator_desk.services.digests import DueLine
    from negotiator_desk.services.weekly import DealReview, FindingLine
    from negotiator_desk.store.desk import DealRow
    from negotiator_desk.ui.theme import Theme
    from negotiator_desk.wording.formats import Formats

MOST: Final = 6
"""So many lines of a part are shown before the rest is folded away: the review is one page."""
UNFOLD: Final = "unfold"
"""The key of the line that shows the rest of its part."""

_OF_BAND: Final = {Band.OVERDUE: "overdue", Band.WEEK: "week", Band.NEXT: "next"}
_COLOURS: Final = {Band.OVERDUE: "lost", Band.WEEK: "exposed", Band.NEXT: ""}


class ReviewLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line: what it says in each column, its colour token, and where it leads.

    ``deal_id`` is None for a sentence that leads nowhere, and for what unfolds a part (its key is
    ``UNFOLD``); ``record`` for a line that leads to the deal as a whole. ``kind`` is the list the
    record belongs to, where that must be told.
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


class ReviewLines:
    """Makes the lines of a review from what is known of each deal, deals in the order given."""

    def __init__(
        self,
        rows: Sequence[DealRow],
        reviews: Mapping[UUID, DealReview],
        since: Since,
        today: date,
        formats: Formats,
    ) -> None:
        self._found = [(row, reviews[row.id]) for row in rows if row.id in reviews]
        self._since, self._today, self._formats = since, today, formats
        self.parts: dict[str, list[ReviewLine]] = {part: [] for part in words.PARTS}
        self.still = 0
        self._clocks()
        for row, review in self._found:
            self.parts["opened"] += self._findings("opened", row, review, review.opened)
            self.parts["closed"] += self._findings("closed", row, review, review.closed)
            if review.moved is not None:
                self._moved(row, review, review.moved)

    def lines(self, unfolded: Container[str] = ()) -> Iterator[ReviewLine | Group]:
        """Every part under its head, in order; of a long one the first lines, unless unfolded."""
        for part, found in self.parts.items():
            title = words.part_head(part, len(found), self._since, self._formats)
            yield Group((title, "", "", ""))
            whole = part in unfolded or len(found) <= MOST + 1
            yield from found if whole else found[:MOST]
            if not found:
                yield _sentence(part, "nothing", words.part_empty(part))
            elif not whole:
                yield _sentence(part, UNFOLD, words.folded_text(len(found) - MOST), "accent")
            if part == "moved" and found and self.still:
                yield _sentence(part, "still", words.still_text(self.still))

    def sums(self) -> dict[str, tuple[Fraction, Fraction]]:
        """What could still go then and can now, by currency, currencies by name."""
        sums: dict[str, tuple[Fraction, Fraction]] = {}
        zero = Fraction(0)
        for _row, review in self._found:
            if review.moved is not None:
                then, now = sums.get(review.currency, (zero, zero))
                pair = review.moved
                sums[review.currency] = (
                    then + (pair.then.exposed or zero),
                    now + (pair.now.exposed or zero),
                )
        return {key: sums[key] for key in sorted(sums) if any(sums[key])}

    # -- the parts ------------------------------------------------------------------------------

    def _clocks(self) -> None:
        for row, review in self._found:
            for due in review.clocks:
                band = band_of(self._left(due))
                if band is not None:
                    self.parts[_OF_BAND[band]].append(self._clock(row, due, band))
        for row, review in self._found:
            for action in review.actions:
                line = self._clock(row, action.due, band_of(self._left(action.due)), "actions")
                who = short_line(visible(action.owner)) or _("nobody")
                self.parts["actions"].append(
                    msgspec.structs.replace(
                        line,
                        what=_("{action} – {owner}").format(action=action.due.title, owner=who),
                        money=self._formats.money(action.value, review.currency)
                        if action.value
                        else "",
                    )
                )
        for part in ("overdue", "week", "next", "actions"):
            self.parts[part].sort(key=lambda line: line.key[: len("2026-01-01")])

    def _left(self, due: DueLine) -> int:
        return due.day.toordinal() - self._today.toordinal()

    def _clock(self, row: DealRow, due: DueLine, band: Band | None, part: str = "") -> ReviewLine:
        what = what_text(due.rule)
        return ReviewLine(
            part=part or _OF_BAND[band or Band.NEXT],
            key=f"{due.day.isoformat()} {due.rule} {due.record}",
            what=_("{what}: {record}").format(what=what, record=due.title) if due.title else what,
            state=days_text(self._left(due)),
            deal=_title(row),
            meaning=_COLOURS[band] if band is not None else "",
            deal_id=row.id,
            record=due.record,
            kind=due.kind,
        )

    def _findings(
        self, part: str, row: DealRow, review: DealReview, findings: Iterable[FindingLine]
    ) -> Iterator[ReviewLine]:
        for each in findings:
            opened = part == "opened"
            now = "exposed" if each.mendable else "muted"
            yield ReviewLine(
                part=part,
                key=each.key,
                what=_("{name}: {text}").format(name=each.name, text=each.text),
                state=words.opened_state(mendable=each.mendable)
                if opened
                else words.closed_state(),
                deal=_title(row),
                money=self._formats.money(each.money, review.currency) if each.money else "",
                meaning=now if opened else "protected",
                deal_id=row.id,
                record=each.record,
            )

    def _moved(self, row: DealRow, review: DealReview, pair: Pair) -> None:
        formats, currency = self._formats, review.currency
        if not words.has_moved(pair, formats):
            self.still += 1
            return
        change = (pair.now.exposed or Fraction(0)) - (pair.then.exposed or Fraction(0))
        told = (words.points_text(pair), words.moved_money(pair, currency, formats))
        self.parts["moved"].append(
            ReviewLine(
                part="moved",
                key="moved",
                what="; ".join(text for text in told if text),
                state=words.moved_score(pair, formats),
                deal=_title(row),
                money=formats.money(change, currency, sign=True) if change else "",
                meaning="" if not change else ("exposed" if change > 0 else "protected"),
                deal_id=row.id,
            )
        )


def _sentence(part: str, key: str, text: str, meaning: str = "muted") -> ReviewLine:
    return ReviewLine(part=part, key=key, what=text, meaning=meaning)


def _title(row: DealRow) -> str:
    return visible(row.title).strip() or _("Untitled deal")


def colour_of(line: ReviewLine, theme: Theme) -> str:
    """The colour of a line's state and money; empty for that of plain text."""
    colour: str = getattr(theme.tokens, line.meaning) if line.meaning else ""
    return colour
