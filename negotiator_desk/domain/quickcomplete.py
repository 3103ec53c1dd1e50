"""Quick entry, what could come next: variables, options, people, meetings, packages."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from negotiator_desk.domain.quickmatch import Book
from negotiator_desk.domain.quickwords import name_words, phrase_at, plain, tokens_of

MOST: Final = 8
"""How many are offered at once."""

LEAST: Final = 2
"""From how many letters of a word on its end is offered."""

Kind = Literal["variable", "option", "person", "meeting", "package"]

_WORD: Final = re.compile(r"[^\s/;+]*$")


class Candidate(msgspec.Struct, frozen=True):
    """One end that a word could have: what is put in its place, and what stands beside it."""

    text: str
    kind: Kind
    beside: str = ""


class Completion(msgspec.Struct, frozen=True):
    """What could stand between two places of the line instead of what stands there."""

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()


def complete(text: str, cursor: int, book: Book) -> Completion:
    """What could come of the word that ends at the cursor; no candidates where nothing could."""
    before = text[:cursor]
    marked = _meeting(before, cursor, book) or _named(before, cursor, book)
    if marked is not None:
        return marked
    found = _WORD.search(before)
    word = found[0] if found else ""
    start = cursor - len(word)
    typed = plain(word)
    if len(typed) < LEAST or typed[:1].isdigit() or not _inside_a_side(before[:start], book):
        return Completion(start, cursor)
    found_all = [
        candidate
        for candidate in _of_variables(typed, book)
        if plain(candidate.text) != typed and not before.endswith(candidate.text)
    ]
    return Completion(start, cursor, tuple(found_all[:MOST]))


def _meeting(before: str, cursor: int, book: Book) -> Completion | None:
    """Titles behind an ``@`` that is still being typed on."""
    at = before.rfind("@")
    if at < 0 or (at and not before[at - 1].isspace()) or re.search(r"[/;]", before[at:]):
        return None
    typed = before[at + 1 :]
    words = name_words(typed)
    titles = [m.title.strip() for m, known in book.meetings if _begin(words, known)]
    if not titles or len(words) > 6:
        return Completion(at, cursor) if not words else None
    if any(plain(title) == plain(typed) for title in titles):
        return Completion(at, cursor)
    found = dict.fromkeys(titles)
    return Completion(at, cursor, tuple(Candidate(f"@{t}", "meeting") for t in [*found][:MOST]))


def _named(before: str, cursor: int, book: Book) -> Completion | None:
    """Names behind ``by``, labels behind ``package``, while they are still being typed."""
    tokens = tokens_of(before)
    for place in range(len(tokens) - 1, max(-1, len(tokens) - 5), -1):
        asked = place > 0 and phrase_at(tokens, place - 1, book.words.asked_by)
        named: list[Candidate]
        if phrase_at(tokens, place, book.words.by) == 1 and not asked:
            named = [Candidate(person.name, "person") for person in book.people]
        elif phrase_at(tokens, place, book.words.package) == 1:
            named = [Candidate(label, "package") for label in book.packages]
        else:
            continue
        typed = before[tokens[place].end :].lstrip()
        if tokens[place].end == cursor:
            return Completion(cursor, cursor)  # the key word itself may go on
        words = name_words(typed)
        found = [each for each in named if _begin(words, name_words(each.text))]
        if not found and len(words) > 1:
            return None  # what is typed now stands behind the name
        if any(plain(each.text) == plain(typed) for each in found):
            found = []
        return Completion(cursor - len(typed), cursor, tuple(found[:MOST]))
    return None


def _begin(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the typed words begin words of a name that stand one after the other."""
    return any(
        all(word.startswith(t) for t, word in zip(typed, words[start:], strict=False))
        for start in range(len(words) - len(typed) + 1)
    )


def _inside_a_side(before: str, book: Book) -> bool:
    tokens = tokens_of(before)
    sides = (*book.words.give, *book.words.get)
    return any(
        token.shape == "slash" or phrase_at(tokens, place, sides)
        for place, token in enumerate(tokens)
    )


def _of_variables(typed: str, book: Book) -> Iterator[Candidate]:
    for known in book.variables:
        if any(word.startswith(typed) for word in known.words):
            yield Candidate(known.variable.name.strip(), "variable", known.variable.unit)
    for known in book.variables:
        for label, words in known.options:
            if any(word.startswith(typed) for word in words if not word[:1].isdigit()):
                yield Candidate(label.strip(), "option", known.variable.name.strip())
