"""What a search means: which texts are searched, how a query is read, where its words stand.

The index folds texts as SQLite's ``unicode61`` does: words are letters and digits, without case
and accents. Chinese and Japanese are written without spaces, so each of their characters is a word
of its own, and what is typed of them a phrase: it is found in the middle of a text too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

import msgspec

from negotiator_desk.models.fields import FieldSpec, Record, ValueType, fields_of

QUERY_LIMIT: Final = 200
"""Characters of a query that are read."""

TERMS_LIMIT: Final = 16

CONTEXT: Final = 150
"""Characters of a text shown around the words found."""

BEFORE: Final = 40
"""Characters of these that stand before the first word found, at most."""

SINGLE_RANGES: Final = (
    ("\u2e80", "\ua4cf"),  # radicals, kana, bopomofo, ideographs, Yi
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9f"),
    ("\U00020000", "\U000323af"),
)
"""Characters that are words of their own: first and last of each range."""

_SINGLE: Final = "".join(f"{first}-{last}" for first, last in SINGLE_RANGES)
_WORD: Final = re.compile(
    rf"(?=[^\W_])[{_SINGLE}]|(?:(?![{_SINGLE}])[^\W_])(?:(?![{_SINGLE}])[^\W_]|[\u0300-\u036f])*"
)
_QUERY_PART: Final = re.compile(r'"([^"]*)("?)|([^\s"]+)')
_CODES: Final = ("check",)  # texts by which the program names things
_NESTED: Final = (ValueType.NESTED, ValueType.NESTED_ONE)
_TEXTS: Final = (ValueType.TEXT, ValueType.LONG_TEXT, ValueType.TEXTS)


class Term(msgspec.Struct, frozen=True):
    """Words that must stand one after the other; with ``begins`` the last may go on."""

    words: tuple[str, ...]
    begins: bool


class Part(msgspec.Struct, frozen=True):
    """A piece of a text as shown; ``found`` where it is what was searched for."""

    text: str
    found: bool = False


class Context(msgspec.Struct, frozen=True):
    """Where the words stand in a record: the field of the record, and its text around them."""

    field: FieldSpec | None
    parts: tuple[Part, ...]


@cache
def searched_fields(record: type[Record]) -> tuple[FieldSpec, ...]:
    """The fields of a kind whose texts are searched, those that hold such texts among them.

    All texts that people write: what is hidden or has a fixed form (a currency, a SHA-256) is
    none, nor is a code of the program.
    """
    return tuple(
        spec
        for spec in fields_of(record)
        if not spec.field.hidden
        and spec.name not in _CODES
        and (
            (spec.type in _TEXTS and not spec.field.pattern)
            or (spec.type in _NESTED and spec.nested is not None and searched_fields(spec.nested))
        )
    )


def texts_of(record: Record) -> Iterator[tuple[FieldSpec, str]]:
    """The texts of a record that are searched, each with the record's own field it lies in."""
    for spec in searched_fields(type(record)):
        content = getattr(record, spec.name)
        if spec.type is ValueType.TEXTS:
            yield from ((spec, each) for each in content)
        elif spec.type is ValueType.NESTED:
            yield from ((spec, text) for inner in content for _inside, text in texts_of(inner))
        elif spec.type is ValueType.NESTED_ONE:
            yield from ((spec, text) for _inside, text in (texts_of(content) if content else ()))
        elif content:
            yield spec, content


def read_query(text: str) -> tuple[Term, ...]:
    """The terms of a query; all of them must be found. Nothing that is typed is refused.

    Words in quotation marks stand one after the other. What is typed last may be the beginning of
    a word, from two letters on.
    """
    parts = list(_QUERY_PART.finditer(text[:QUERY_LIMIT]))[:TERMS_LIMIT]
    terms = []
    for place, part in enumerate(parts):
        words = tuple(found.group() for found in _WORD.finditer(part[1] or part[3] or ""))
        goes_on = place == len(parts) - 1 and not part[2]
        if words:
            terms.append(Term(words, begins=goes_on and len(words[-1]) > 1))
    return tuple(terms)


def is_worth_asking(text: str) -> bool:
    """Whether a query says enough to be asked while it is typed: two letters, or one that is a
    word.
    """
    letters = "".join(word for term in read_query(text) for word in term.words)
    return len(letters) > 1 or any(first <= letters <= last for first, last in SINGLE_RANGES)


def context(record: Record, terms: Sequence[Term], besides: str = "") -> Context:
    """The text of a record that holds most of the terms, around the first of them.

    ``besides`` is a field that is not looked at, because it is shown already.
    """
    best: tuple[int, FieldSpec, str, list[tuple[int, int]]] | None = None
    for spec, text in texts_of(record):
        if spec.name == besides:
            continue
        known, spans = _find(text, terms)
        if best is None or known > best[0]:
            best = (known, spec, text, spans)
        if known == len(terms):
            break
    if best is None:
        return Context(None, ())
    _known, spec, text, spans = best
    return Context(spec, tuple(_cut(text, spans)))


def marked(text: str, terms: Sequence[Term]) -> tuple[Part, ...]:
    """A text as it is, with what was searched for marked in it."""
    return tuple(_parts(text, _find(text, terms)[1]))


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(each for each in letters if unicodedata.category(each) != "Mn")


def _find(text: str, terms: Sequence[Term]) -> tuple[int, list[tuple[int, int]]]:
    """How many of the terms a text holds, and the places of their words, in order."""
    words = [(_folded(found.group()), found.span()) for found in _WORD.finditer(text)]
    known = 0
    spans: set[tuple[int, int]] = set()
    for term in terms:
        wanted = [_folded(word) for word in term.words]
        before = len(spans)
        for start in range(len(words) - len(wanted) + 1):
            if _stands(words, start, wanted, term.begins):
                spans.update(span for _word, span in words[start : start + len(wanted)])
        known += len(spans) > before
    return known, sorted(spans)


def _stands(
    words: Sequence[tuple[str, tuple[int, int]]], start: int, wanted: Sequence[str], begins: bool
) -> bool:
    last = len(wanted) - 1
    for place, word in enumerate(wanted):
        here = words[start + place][0]
        if here != word and not (begins and place == last and here.startswith(word)):
            return False
    return True


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """The text around the first span, cut where words begin and end."""
    first = spans[0][0] if spans else 0
    start = max(0, first - BEFORE)
    if start:
        start = _after_space(text, start, first)
    end = min(len(text), start + CONTEXT)
    if end < len(text):
        last = text.rfind(" ", first, end)
        end = last if last > first + BEFORE else end
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if start <= a < end]
    parts = list(_parts(text[start:end], inside))
    yield from [Part("… ")] if start else []
    yield from parts
    yield from [Part(" …")] if end < len(text) else []


def _after_space(text: str, start: int, stop: int) -> int:
    place = text.find(" ", start, stop)
    return start if place < 0 else place + 1


def _parts(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Part]:
    done = 0
    for start, end in spans:
        if start > done:
            yield Part(text[done:start])
        yield Part(text[start:end], found=True)
        done = end
    if done < len(text):
        yield Part(text[done:])
