"""Quick entry, the marks of a line: meeting, holder, date, state, package; they stand anywhere."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from negotiator_desk.domain.quickline import Part, PartKind, Reader, Unclear, UnclearKey
from negotiator_desk.domain.quickmatch import Book, match_meeting, match_person
from negotiator_desk.domain.quickwords import Token, phrase_at, plain, tokens_of
from negotiator_desk.models.choices import Side, TradeStatus

LINE_LIMIT: Final = 2_000
"""How much of a line is read; what goes beyond is kept in the notes."""

_NEAR: Final = timedelta(days=366 * 20)


class Line:
    """A line under the reader's finger: which words are still free, and what the others are."""

    def __init__(self, text: str, book: Book, reader: Reader) -> None:
        self.text = text
        self.book = book
        self.reader = reader
        self.tokens = tokens_of(text[:LINE_LIMIT])
        self.free = [True] * len(self.tokens)
        self.parts: list[Part] = []
        self.unclear: list[Unclear] = []
        self.values: dict[str, Any] = {}

    def read_marks(self) -> None:
        """Take every mark of the line."""
        for place in range(len(self.tokens)):
            if self.free[place]:
                self._mark(place)
        self._statuses()

    # -- taking ---------------------------------------------------------------------------------

    def take(self, first: int, count: int, kind: PartKind, value: Any = None) -> None:
        """Take tokens that stand one after the other as one part."""
        for place in range(first, first + count):
            self.free[place] = False
        start, end = self.tokens[first].start, self.tokens[first + count - 1].end
        self.parts.append(Part(start=start, end=end, kind=kind, value=value))

    def doubt(self, first: int, count: int, key: UnclearKey, between: Sequence[str] = ()) -> None:
        """Say of tokens that they were meant to be something and are not."""
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
            self.take(place, 1, "date", self.book.today)
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
                self.take(place, 1 + more, "meeting", meeting.id)
                return
            between = between or open_between
        key: UnclearKey = "ambiguous_meeting" if between else "unknown_meeting"
        size = 1 + min(lead, count)
        self.doubt(place, size, key, between)
        self.take(place, size, "note")

    def _asked(self, place: int, n: int) -> None:
        for side, phrases in ((Side.BUYER, self.book.words.buyer), (Side.US, self.book.words.us)):
            if more := phrase_at(self.tokens, place + n, phrases):
                self.values["asked_by"] = side
                self.take(place, n + more, "asked_by", side)
                return

    def _by(self, place: int, n: int) -> None:
        between: tuple[str, ...] = ()
        count = self._free_after(place + n, 4)
        for more in range(count, 0, -1):
            words = [self.tokens[place + n + k].word for k in range(more)]
            name, open_between = match_person(words, self.book)
            if name:
                self.values["holder"] = name
                self.take(place, n + more, "holder", name)
                return
            between = between or open_between
        if count:
            key: UnclearKey = "ambiguous_person" if between else "unknown_person"
            self.doubt(place + n, 1, key, between)
            if self._edge(place + n + 1) or self._is_key(place + n + 1):
                self.take(place, n + 1, "note")  # nobody known, and no word of what is given

    def _dated(self, place: int, n: int, kind: PartKind, field: str) -> None:
        found = self._date_at(place + n)
        if found is not None:
            day, more = found
            if field == "expires_on":
                day = self._ahead(day, place + n, more)
            self.values[field] = day
            self.take(place, n + more, kind, day)
        elif field == "expires_on":
            self.doubt(place, n, "bad_date")

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
                self.take(place, n + more, "package", label)
                return
        if not count:
            self.doubt(place, n, "no_label")
            return
        label = self.tokens[place + n].text.strip('"“”,').strip() or self.tokens[place + n].text
        self.values["package"] = label
        self.take(place, n + 1, "package", label)

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
                    self.take(place, 1, "status", status)
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
