"""Quick entry: one typed line read as a trade, each part with what it was taken for.

``give 15 days payment 6750 / get 4 year term 60000 @final by KB``. The grammar stands in
docs/quick-entry.md. Nothing is refused and nothing is lost: what is not understood is kept in the
notes as it was typed, and each part of the line says what it was taken as.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.ladder import place_of, worth_of
from negotiator_desk.domain.quickitem import ReadItem, read_item
from negotiator_desk.domain.quickline import (
    Entry,
    Item,
    Part,
    Reader,
    Unclear,
    draft,
    given_of,
    received_of,
)
from negotiator_desk.domain.quickmarks import LINE_LIMIT, Line
from negotiator_desk.domain.quickmatch import Book, SideName, book_of
from negotiator_desk.domain.quickwords import phrase_at
from negotiator_desk.models.rules import NUMBER_PATTERN
from negotiator_desk.models.table import Variable

__all__ = [
    "Book",
    "Entry",
    "Item",
    "Part",
    "Reader",
    "Unclear",
    "book_of",
    "draft",
    "given_of",
    "parse",
    "received_of",
]

_NEGATIVE: Final = re.compile(r"[-−]\d[\d.,]*[km]?", re.IGNORECASE)
_NOBODY: Final = UUID(int=0)


def parse(text: str, book: Book, reader: Reader) -> Entry:
    """Read a line. Never raises, and gives the same for the same text, deal and day."""
    return _Parser(text, book, reader).read()


class _Parser(Line):
    """One reading of one line: first the marks, which may stand anywhere, then the two sides."""

    def read(self) -> Entry:
        """Read the line."""
        self.read_marks()
        items: dict[SideName, list[Item]] = {"give": [], "get": []}
        for side, held in self._sides():
            for run in self._runs(held):
                if item := self._item(side, run):
                    items[side].append(item)
        self._notes()
        self.values.setdefault("made_on", self.book.today)
        self.parts.sort(key=lambda part: part.start)
        return Entry(
            text=self.text,
            given=tuple(items["give"]),
            received=tuple(items["get"]),
            parts=tuple(self.parts),
            unclear=tuple(sorted(self.unclear, key=lambda each: each.start)),
            **self.values,
        )

    # -- sides ----------------------------------------------------------------------------------

    def _sides(self) -> Iterator[tuple[SideName, list[int]]]:
        """The free words of each side, in order; what stands on no side is left for the notes."""
        words = self.book.words
        keyed = any(
            self.free[place] and phrase_at(self.tokens, place, (*words.give, *words.get))
            for place in range(len(self.tokens))
        )
        divided = any(token.shape == "slash" for token in self.tokens)
        side: SideName | None = "give" if divided and not keyed else self._side_before()
        said: set[SideName] = {side} if side else set()
        held: list[int] = []
        place = 0
        while place < len(self.tokens):
            token = self.tokens[place]
            if not self.free[place]:
                place += 1
                continue
            give = phrase_at(self.tokens, place, words.give)
            get = phrase_at(self.tokens, place, words.get)
            if give or get:
                if side and held:
                    yield side, held
                side, held = ("get" if get > give else "give"), []
                said.add(side)
                self.take(place, max(give, get), side)
                place += max(give, get)
            elif token.shape == "slash":
                if side and held:
                    yield side, held
                other: SideName = "get" if side == "give" else "give"
                # The other side once; what stands behind a third divider is on neither.
                side, held = (other if side and other not in said else None), []
                if side:
                    said.add(side)
                self.take(place, 1, "divider")
                place += 1
            else:
                held.append(place)
                place += 1
        if side and held:
            yield side, held

    def _side_before(self) -> SideName | None:
        """The side of what stands before the first divider, where the other is named behind it."""
        words = self.book.words
        slash = next((n for n, each in enumerate(self.tokens) if each.shape == "slash"), None)
        if slash is None or any(
            self.free[place] and phrase_at(self.tokens, place, (*words.give, *words.get))
            for place in range(slash)
        ):
            return None
        if phrase_at(self.tokens, slash + 1, words.get):
            return "give"
        return "get" if phrase_at(self.tokens, slash + 1, words.give) else None

    def _runs(self, held: Sequence[int]) -> Iterator[list[int]]:
        """The items of a side: what stands between ``+`` and ``;``."""
        run: list[int] = []
        for place in held:
            if not self.free[place]:
                continue
            if self.tokens[place].shape == "plus":
                self.take(place, 1, "divider")
                if run:
                    yield run
                run = []
            else:
                run.append(place)
        if run:
            yield run

    def _item(self, side: SideName, run: Sequence[int]) -> Item | None:
        tokens = [self.tokens[place] for place in run]
        if len(tokens) == 1 and tokens[0].word in self.book.words.nothing:
            self.take(run[0], 1, "nothing")
            return None
        read = read_item(tokens, side, self.book, self.reader.number)
        for kind, places in read.spans:
            for place in places:
                self.take(run[place], 1, kind, None)
        self._doubt_numbers(run, read)
        if read.between:
            start, end = tokens[0].start, tokens[-1].end
            self.unclear.append(
                Unclear(
                    start=start,
                    end=end,
                    key="ambiguous_variable",
                    text=self.text[start:end],
                    between=read.between,
                )
            )
        return self._priced(side, read)

    def _doubt_numbers(self, run: Sequence[int], read: ReadItem) -> None:
        """Say of a number that was kept in words why it is no amount."""
        for kind, places in read.spans:
            for place in places if kind == "description" else ():
                text = self.tokens[run[place]].text
                if _NEGATIVE.fullmatch(text):
                    self.doubt(run[place], 1, "negative")
                elif text.isdecimal() and not NUMBER_PATTERN.fullmatch(text):
                    self.doubt(run[place], 1, "too_large")

    def _priced(self, side: SideName, read: ReadItem) -> Item:
        variable: Variable | None = (
            None if read.variable_id is None else self.book.by_id.get(read.variable_id)
        )
        item = Item(
            variable_id=read.variable_id,
            option=read.option,
            quantity=read.quantity,
            description=read.description,
            amount=read.amount,
            typed=read.amount is not None,
        )
        if variable is None or not read.sure:
            return item
        record = (given_of if side == "give" else received_of)(item, _NOBODY)
        worth = worth_of(variable, record)
        return msgspec.structs.replace(
            item,
            amount=worth.ours if item.amount is None else item.amount,
            theirs=worth.theirs if side == "give" else None,
            place=place_of(variable, record),
        )

    def _notes(self) -> None:
        """What was taken as nothing else, as it was typed."""
        runs: list[str] = []
        place = 0
        while place < len(self.tokens):
            if not self.free[place]:
                place += 1
                continue
            last = place
            while last + 1 < len(self.tokens) and self.free[last + 1]:
                last += 1
            self.take(place, last + 1 - place, "note")
            place = last + 1
        for part in sorted(self.parts, key=lambda each: each.start):
            if part.kind == "note":
                runs.append(self.text[part.start : part.end])
        beyond = self.text[LINE_LIMIT:]
        if beyond.strip():
            start = LINE_LIMIT
            self.parts.append(Part(start=start, end=len(self.text), kind="note"))
            self.unclear.append(
                Unclear(start=start, end=len(self.text), key="too_long", text=beyond[:40])
            )
            runs.append(beyond)
        self.values["notes"] = " … ".join(runs)
