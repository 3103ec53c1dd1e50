"""Quick entry: one typed line read as a trade, each part with what it was taken for.

``give 15 days payment 6750 / get 4 year term 60000 @final by KB``. The grammar stands in
docs/quick-entry.md. Nothing is refused and nothing is lost: what is not understood is kept in the
notes as it was typed, and each part of the line says what it was taken as.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, Literal
from uuid import UUID, uuid5

import msgspec

from negotiator_desk.domain.ladder import Place, ladder_of, place_of, worth_of
from negotiator_desk.domain.quickitem import ReadItem, read_item
from negotiator_desk.domain.quickmatch import (
    Book,
    SideName,
    match_meeting,
    match_person,
)
from negotiator_desk.domain.quickwords import ReadNumber, Token, phrase_at, plain, tokens_of
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.table import Given, Received, Trade, Variable

__all__ = ["Entry", "Item", "Part", "Reader", "Unclear", "draft", "parse"]

LINE_LIMIT: Final = 2_000
"""How much of a line is read; what goes beyond is kept in the notes."""

_NEAR: Final = timedelta(days=366 * 20)
_SPACE: Final = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")

PartKind = Literal[
    "give",
    "get",
    "divider",
    "nothing",
    "variable",
    "option",
    "quantity",
    "amount",
    "description",
    "meeting",
    "date",
    "holder",
    "status",
    "expiry",
    "package",
    "asked_by",
    "note",
]

UnclearKey = Literal[
    "ambiguous_variable",
    "ambiguous_meeting",
    "unknown_meeting",
    "ambiguous_person",
    "unknown_person",
    "bad_date",
    "no_label",
    "too_long",
]


class Reader(msgspec.Struct, frozen=True):
    """How numbers and dates are read where the line is typed; both raise ValueError."""

    number: ReadNumber
    date: Callable[[str], date]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the line and what it was taken as."""

    start: int
    end: int
    kind: PartKind
    value: Any = None


class Unclear(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that was meant to be something and is not, or could be several things.

    ``between`` are the names between which it is open.
    """

    start: int
    end: int
    key: UnclearKey
    text: str
    between: tuple[str, ...] = ()


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing given or got.

    ``amount`` is its cost to us (given) or value to us (got), ``typed`` whether that was typed or
    follows from the variable; ``theirs`` what it is worth to the buyer, by the variable.
    """

    variable_id: UUID | None = None
    option: str = ""
    quantity: Decimal | None = None
    description: str = ""
    amount: Decimal | None = None
    typed: bool = False
    theirs: Decimal | None = None
    place: Place | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it was understood; ``parts`` hold every character that is no space."""

    text: str
    given: tuple[Item, ...] = ()
    received: tuple[Item, ...] = ()
    status: TradeStatus = TradeStatus.PROPOSED
    made_on: date
    meeting_id: UUID | None = None
    package: str = ""
    expires_on: date | None = None
    holder: str = ""
    asked_by: Side | None = None
    notes: str = ""
    parts: tuple[Part, ...] = ()
    unclear: tuple[Unclear, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to log: neither side names anything."""
        return not self.given and not self.received

    @property
    def giveaway(self) -> bool:
        """Whether something is given for nothing."""
        return bool(self.given) and not self.received

    @property
    def values(self) -> Mapping[str, Any]:
        """The plain fields of the trade, beside what is given and received."""
        decided = self.status in _DECIDED
        return {
            "status": self.status,
            "made_on": self.made_on,
            "decided_on": self.made_on if decided else None,
            "meeting_id": self.meeting_id,
            "package": self.package,
            "expires_on": self.expires_on,
            "authorised_by": self.holder,
            "authorised_on": self.made_on if self.holder else None,
            "asked_by": self.asked_by,
            "notes": self.notes,
        }


_DECIDED: Final = (TradeStatus.AGREED, TradeStatus.REFUSED, TradeStatus.WITHDRAWN)


def draft(entry: Entry) -> Trade:
    """The trade that the line stands for, with ids that are the same each time."""

    def named(side: SideName, place: int) -> UUID:
        return uuid5(_SPACE, f"{side} {place}")

    return Trade(
        id=uuid5(_SPACE, "trade"),
        given=tuple(given_of(item, named("give", n)) for n, item in enumerate(entry.given)),
        received=tuple(received_of(item, named("get", n)) for n, item in enumerate(entry.received)),
        **entry.values,
    )


def given_of(item: Item, record_id: UUID, **marks: Any) -> Given:
    """An item as a record of what is given."""
    return Given(
        id=record_id,
        variable_id=item.variable_id,
        option=item.option,
        quantity=item.quantity,
        description=item.description,
        cost_to_us=item.amount,
        value_to_buyer=item.theirs,
        **marks,
    )


def received_of(item: Item, record_id: UUID, **marks: Any) -> Received:
    """An item as a record of what is received."""
    return Received(
        id=record_id,
        variable_id=item.variable_id,
        option=item.option,
        quantity=item.quantity,
        description=item.description,
        value_to_us=item.amount,
        **marks,
    )


def parse(text: str, book: Book, reader: Reader) -> Entry:
    """Read a line. Never raises, and gives the same for the same text, deal and day."""
    return _Parser(text, book, reader).read()


class _Parser:
    """One reading of one line: first the marks, which may stand anywhere, then the two sides."""

    def __init__(self, text: str, book: Book, reader: Reader) -> None:
        self.text = text
        self.book = book
        self.reader = reader
        self.tokens = tokens_of(text[:LINE_LIMIT])
        self.free = [True] * len(self.tokens)
        self.parts: list[Part] = []
        self.unclear: list[Unclear] = []
        self.values: dict[str, Any] = {}

    def read(self) -> Entry:
        for place in range(len(self.tokens)):
            if self.free[place]:
                self._mark(place)
        self._statuses()
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

    # -- taking ---------------------------------------------------------------------------------

    def _take(self, first: int, count: int, kind: PartKind, value: Any = None) -> None:
        """Take tokens that stand one after the other as one part."""
        for place in range(first, first + count):
            self.free[place] = False
        start, end = self.tokens[first].start, self.tokens[first + count - 1].end
        self.parts.append(Part(start=start, end=end, kind=kind, value=value))

    def _doubt(self, first: int, count: int, key: UnclearKey, between: Sequence[str] = ()) -> None:
        start, end = self.tokens[first].start, self.tokens[first + count - 1].end
        self.unclear.append(
            Unclear(
                start=start,
                end=end,
                key=key,
                text=self.text[start:end],
                between=tuple(between),
            )
        )

    def _free_after(self, place: int, most: int) -> int:
        """How many words stand free from a place on, up to a divider or a key word."""
        count = 0
        while count < most and place + count < len(self.tokens):
            token = self.tokens[place + count]
            if not self.free[place + count] or token.shape not in ("word", "quote"):
                break
            if token.text.startswith("@") or (count and self._is_key(place + count)):
                break
            count += 1
        return count

    def _is_key(self, place: int) -> bool:
        words = self.book.words
        keys = (words.give, words.get, words.by, words.asked_by, words.until, words.package)
        return any(phrase_at(self.tokens, place, phrases) for phrases in keys)

    # -- marks ----------------------------------------------------------------------------------

    def _mark(self, place: int) -> None:
        token, words = self.tokens[place], self.book.words
        if token.shape == "word" and token.text.startswith("@"):
            self._at(place)
        elif n := phrase_at(self.tokens, place, words.asked_by):
            self._asked(place, n)
        elif n := phrase_at(self.tokens, place, words.by):
            self._by(place, n)
        elif n := phrase_at(self.tokens, place, words.until):
            self._dated(place, n, "expiry", "expires_on")
        elif n := phrase_at(self.tokens, place, words.on):
            self._dated(place, n, "date", "made_on")
        elif n := phrase_at(self.tokens, place, words.package):
            self._package(place, n)

    def _at(self, place: int) -> None:
        rest = self.tokens[place].text[1:]
        lead = 0 if rest else 1  # "@ final" is "@final"
        count = self._free_after(place + 1, 6)
        typed = [plain(rest)] if rest else []
        if plain(rest) in self.book.words.today:
            self.values["made_on"] = self.book.today
            self._take(place, 1, "date", self.book.today)
            return
        between: tuple[str, ...] = ()
        for more in range(count, lead - 1, -1):
            words = typed + [self.tokens[place + 1 + n].word for n in range(more)]
            meeting, open_between = match_meeting(words, self.book)
            if meeting is not None:
                self.values["meeting_id"] = meeting.id
                held = meeting.held_on
                if held is not None and held <= self.book.today:
                    self.values.setdefault("made_on", held)
                self._take(place, 1 + more, "meeting", meeting.id)
                return
            between = between or open_between
        key: UnclearKey = "ambiguous_meeting" if between else "unknown_meeting"
        size = 1 + min(lead, count)
        self._doubt(place, size, key, between)
        self._take(place, size, "note")

    def _asked(self, place: int, n: int) -> None:
        for side, phrases in ((Side.BUYER, self.book.words.buyer), (Side.US, self.book.words.us)):
            if more := phrase_at(self.tokens, place + n, phrases):
                self.values["asked_by"] = side
                self._take(place, n + more, "asked_by", side)
                return

    def _by(self, place: int, n: int) -> None:
        between: tuple[str, ...] = ()
        count = self._free_after(place + n, 4)
        for more in range(count, 0, -1):
            words = [self.tokens[place + n + k].word for k in range(more)]
            name, open_between = match_person(words, self.book)
            if name:
                self.values["holder"] = name
                self._take(place, n + more, "holder", name)
                return
            between = between or open_between
        if count:
            key: UnclearKey = "ambiguous_person" if between else "unknown_person"
            self._doubt(place + n, 1, key, between)
            if self._edge(place + n + 1) or self._is_key(place + n + 1):
                self._take(place, n + 1, "note")  # nobody known, and no word of what is given

    def _dated(self, place: int, n: int, kind: PartKind, field: str) -> None:
        found = self._date_at(place + n)
        if found is not None:
            day, more = found
            if field == "expires_on":
                day = self._ahead(day, place + n, more)
            self.values[field] = day
            self._take(place, n + more, kind, day)
        elif field == "expires_on":
            self._doubt(place, n, "bad_date")

    def _date_at(self, place: int) -> tuple[date, int] | None:
        count = 0
        while count < self._free_after(place, 3) and self._dateish(self.tokens[place + count]):
            count += 1
        for more in range(count, 0, -1):
            text = self.text[self.tokens[place].start : self.tokens[place + more - 1].end]
            try:
                day = self.reader.date(text.strip(" ,;:!?()[]"))
            except (ValueError, OverflowError, ArithmeticError):
                continue
            if abs(day - self.book.today) <= _NEAR:
                return day, more
        return None

    def _dateish(self, token: Token) -> bool:
        if any(c.isdigit() for c in token.text) or token.word in self.book.words.today:
            return True
        try:
            self.reader.date(f"1 {token.word}")
        except (ValueError, OverflowError, ArithmeticError):
            return False
        return token.word.isalpha()

    def _ahead(self, day: date, place: int, count: int) -> date:
        """An expiry typed without a year lies ahead."""
        text = " ".join(token.text for token in self.tokens[place : place + count])
        if day >= self.book.today or str(day.year) in text or "-" in text:
            return day
        try:
            later = day.replace(year=day.year + 1)
        except ValueError:  # 29 February
            return day
        return later if f"{day.year % 100:02}" not in text.split()[-1][-3:] else day

    def _package(self, place: int, n: int) -> None:
        count = self._free_after(place + n, 6)
        labels = {" ".join(label.split()).casefold(): label for label in self.book.packages}
        for more in range(count, 0, -1):
            typed = " ".join(self.tokens[place + n + k].text for k in range(more))
            if label := labels.get(typed.strip('"“”,').casefold()):
                self.values["package"] = label
                self._take(place, n + more, "package", label)
                return
        if not count:
            self._doubt(place, n, "no_label")
            return
        label = self.tokens[place + n].text.strip('"“”,').strip() or self.tokens[place + n].text
        self.values["package"] = label
        self._take(place, n + 1, "package", label)

    def _statuses(self) -> None:
        """Words of state count at the edge of a side only: "agreed price cap" is none."""
        named = {
            TradeStatus.PLANNED: self.book.words.planned,
            TradeStatus.PROPOSED: self.book.words.proposed,
            TradeStatus.AGREED: self.book.words.agreed,
            TradeStatus.REFUSED: self.book.words.refused,
            TradeStatus.WITHDRAWN: self.book.words.withdrawn,
        }
        for place in range(len(self.tokens) - 1, -1, -1):
            if not self.free[place] or not (self._edge(place - 1) or self._edge(place + 1)):
                continue
            for status, phrases in named.items():
                if phrase_at(self.tokens, place, phrases) == 1:
                    self.values.setdefault("status", status)
                    self._take(place, 1, "status", status)
                    break

    def _edge(self, place: int) -> bool:
        """Whether a side ends here: the line does, a divider stands here, or a mark."""
        if not 0 <= place < len(self.tokens) or not self.free[place]:
            return True
        if self.tokens[place].shape == "slash":
            return True
        after = place + 1 < len(self.tokens) and not self.free[place + 1]
        words = self.book.words
        return (
            not after
            and bool(phrase_at(self.tokens, place, (*words.give, *words.get)))
            and (place + 1 >= len(self.tokens))
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
        side: SideName | None = "give" if divided and not keyed else None
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
                self._take(place, max(give, get), side)
                place += max(give, get)
            elif token.shape == "slash":
                if side and held:
                    yield side, held
                other: SideName = "get" if side == "give" else "give"
                # The other side once; what stands behind a third divider is on neither.
                side, held = (other if side and other not in said else None), []
                if side:
                    said.add(side)
                self._take(place, 1, "divider")
                place += 1
            else:
                held.append(place)
                place += 1
        if side and held:
            yield side, held

    def _runs(self, held: Sequence[int]) -> Iterator[list[int]]:
        """The items of a side: what stands between ``+`` and ``;``."""
        run: list[int] = []
        for place in held:
            if not self.free[place]:
                continue
            if self.tokens[place].shape == "plus":
                self._take(place, 1, "divider")
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
            self._take(run[0], 1, "nothing")
            return None
        read = read_item(tokens, side, self.book, self.reader.number)
        for kind, places in read.spans:
            for place in places:
                self._take(run[place], 1, kind, None)
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
        record = (given_of if side == "give" else received_of)(item, _SPACE)
        worth = worth_of(variable, record)
        return msgspec.structs.replace(
            item,
            amount=worth.ours if item.amount is None else item.amount,
            theirs=worth.theirs if side == "give" else None,
            place=place_of(variable, record, ladder_of(variable)),
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
            self._take(place, last + 1 - place, "note")
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
