"""Quick entry, what is meant: variables, options, people and meetings by a few typed letters."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Literal
from uuid import UUID

import msgspec
from rapidfuzz.distance import OSA

from negotiator_desk.domain.ladder import unit_of
from negotiator_desk.domain.quickwords import CONVERSIONS, Words, name_words, plain
from negotiator_desk.models.choices import Direction
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.table import Meeting, Variable

SideName = Literal["give", "get"]

ENOUGH: Final = 0.6
"""From which share of a name on it is meant, where other words stand beside it."""

APART: Final = 0.15
"""How far the best of two must be ahead of the other to be meant."""


class Known(msgspec.Struct, frozen=True):
    """A variable with its words; ``units`` are those of them that only name the unit."""

    variable: Variable
    words: tuple[str, ...]
    units: frozenset[str]
    options: tuple[tuple[str, tuple[str, ...]], ...]


class Person(msgspec.Struct, frozen=True):
    """Somebody of us; ``holds`` says that they hold an authority level."""

    name: str
    words: tuple[str, ...]
    initials: frozenset[str]
    holds: bool


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a line can name, made once for a deal."""

    currency: str
    today: date
    variables: tuple[Known, ...]
    people: tuple[Person, ...]
    meetings: tuple[tuple[Meeting, tuple[str, ...]], ...]
    packages: tuple[str, ...]
    frequency: Mapping[str, int]
    by_id: Mapping[UUID, Variable]
    words: Words


def book_of(
    snapshot: Snapshot,
    today: date,
    *,
    our_people: Sequence[str] = (),
    initials: Mapping[str, str] | None = None,
    words: Words | None = None,
) -> Book:
    """What a line about this deal can name.

    ``our_people`` are names of our side beside the holders of authority; ``initials`` those that
    the desk keeps for a name.
    """
    known = tuple(_known(variable) for variable in snapshot.variables if variable.name.strip())
    frequency: dict[str, int] = {}
    for each in known:
        for word in set(each.words):
            frequency[word] = frequency.get(word, 0) + 1
    holders = [level.holder for level in snapshot.authority]
    names = dict.fromkeys(
        name for name in (*holders, snapshot.deal.owner, *our_people) if not is_missing(name)
    )
    packages = dict.fromkeys(
        trade.package.strip() for trade in snapshot.trades if trade.package.strip()
    )
    return Book(
        currency=snapshot.deal.currency,
        today=today,
        variables=known,
        people=tuple(
            _person(name, name in set(holders), (initials or {}).get(name, "")) for name in names
        ),
        meetings=tuple(
            (meeting, name_words(meeting.title))
            for meeting in snapshot.meetings
            if meeting.title.strip()
        ),
        packages=tuple(packages),
        frequency=frequency,
        by_id={variable.id: variable for variable in snapshot.variables},
        words=words or Words(),
    )


def _known(variable: Variable) -> Known:
    units = {_singular(word) for word in name_words(unit_of(variable))}
    words = name_words(variable.name)
    return Known(
        variable,
        words,
        frozenset(word for word in words if _singular(word) in units),
        tuple((option.label, name_words(option.label)) for option in variable.options),
    )


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _person(name: str, holds: bool, kept: str) -> Person:
    words = name_words(name)
    made = {"".join(word[0] for word in words)}
    if len(words) > 2:
        made.add(words[0][0] + words[-1][0])
    return Person(name, words, frozenset(filter(None, {*made, plain(kept)})), holds)


def alike(typed: str, word: str) -> float:
    """How far a typed word is a word of a name: 1 the same, less for a beginning or a slip, or 0.

    Three letters are a beginning; one slip is forgiven from four letters on, two from eight.
    """
    if typed == word:
        return 1.0
    if _singular(typed) == _singular(word) and len(typed) > 2:
        return 0.98
    if typed[:1].isdigit() or word[:1].isdigit():
        return 0.0
    if len(typed) >= 3 and word.startswith(typed):
        return 0.9
    slips = 2 if len(typed) >= 8 else 1 if len(typed) >= 4 else 0
    if slips and OSA.distance(typed, word, score_cutoff=slips) <= slips:
        return 0.8
    return 0.0


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A variable that an item may mean: its score, the option, and which words said so."""

    known: Known
    score: float
    option: str
    name_places: frozenset[int]
    option_places: frozenset[int]


def match_variable(
    words: Sequence[str], spoken: Sequence[str], side: SideName, book: Book
) -> tuple[Match | None, tuple[str, ...]]:
    """The variable that the words of an item mean, and the names between which they leave it open.

    ``spoken`` are the plain words of the item, ``words`` the same with fillers as empty texts.
    """
    found = [
        match
        for known in book.variables
        if (match := _match(words, spoken, side, known, book)) is not None
    ]
    if not found:
        found = _by_category(words, side, book)
    found.sort(key=lambda match: -match.score)
    if not found:
        return None, ()
    near = [match for match in found if found[0].score - match.score < APART]
    if len(near) > 1:
        return None, tuple(match.known.variable.name for match in near)
    return found[0], ()


def _match(
    words: Sequence[str], spoken: Sequence[str], side: SideName, known: Known, book: Book
) -> Match | None:
    places: set[int] = set()
    hit = whole = 0.0
    distinct = False
    for word in known.words:
        weight = 1 / book.frequency[word]
        if word in known.units:
            weight *= 0.3
        whole += weight
        best, at = 0.0, -1
        for place, typed in enumerate(words):
            if typed and place not in places and (like := alike(typed, word)) > best:
                best, at = like, place
        if at >= 0:
            places.add(at)
            hit += weight * best
            distinct = distinct or word not in known.units
    option, option_places = _option(spoken, known)
    named = _category_places(words, known)
    units = name_words(unit_of(known.variable))
    content = {
        place
        for place, word in enumerate(words)
        if word and not word[:1].isdigit() and place not in named and not _is_unit(word, units)
    }
    told = content <= places | option_places
    if not distinct:
        places = set()
        hit = 0.0
    share = hit / whole if whole else 0.0
    if not (option or (distinct and (share >= ENOUGH or told))):
        return None
    score = hit + 0.5 * share + (0.6 * len(option_places) if option else 0.0)
    wanted = Direction.GIVE if side == "give" else Direction.GET
    if known.variable.direction is wanted:
        score += 2 * APART
    return Match(
        known=known,
        score=score,
        option=option,
        name_places=frozenset(places | named),
        option_places=option_places,
    )


def _category_places(words: Sequence[str], known: Known) -> set[int]:
    category = known.variable.category
    if category is None:
        return set()
    return {p for p, w in enumerate(words) if w and alike(w, plain(category.value)) >= 0.9}


def _option(words: Sequence[str], known: Known) -> tuple[str, frozenset[int]]:
    """The option whose whole label stands in the words, one after the other; the longest."""
    best: tuple[str, frozenset[int]] = ("", frozenset())
    for label, wanted in known.options:
        n = len(wanted)
        if not n or n <= len(best[1]):
            continue
        for start in range(len(words) - n + 1):
            pairs = zip(words[start : start + n], wanted, strict=True)
            if all(_singular(typed) == _singular(word) and typed for typed, word in pairs):
                best = (label, frozenset(range(start, start + n)))
                break
    return best


def _by_category(words: Sequence[str], side: SideName, book: Book) -> list[Match]:
    """Variables meant by their category ("term"), where no name is said; all words must say it."""
    wanted = Direction.GIVE if side == "give" else Direction.GET
    found = []
    for known in book.variables:
        category = known.variable.category
        if category is None or known.variable.direction not in (wanted, None):
            continue
        units = name_words(unit_of(known.variable))
        content = [p for p, w in enumerate(words) if w and not w[:1].isdigit()]
        said = _category_places(words, known)
        rest = [p for p in content if p not in said and not _is_unit(words[p], units)]
        if said and not rest:
            found.append(
                Match(
                    known=known,
                    score=1.0,
                    option="",
                    name_places=frozenset(said),
                    option_places=frozenset(),
                )
            )
    return found


def _is_unit(word: str, units: Sequence[str]) -> bool:
    bare = _singular(word)
    return any(bare == _singular(u) or (bare, _singular(u)) in CONVERSIONS for u in units)


def match_person(words: Sequence[str], book: Book) -> tuple[str, tuple[str, ...]]:
    """Whom these words name, and the names between which they leave it open.

    The full name goes first, then initials, then beginnings of its words; who holds authority goes
    before who does not.
    """
    ranked: dict[int, list[str]] = {}
    typed = [word for word in words if word]
    together = "".join(typed)
    for person in book.people:
        rank = -1
        if tuple(typed) == person.words:
            rank = 0
        elif together in person.initials and len(together) > 1:
            rank = 2
        elif _begins(typed, person.words):
            rank = 4
        if rank >= 0:
            ranked.setdefault(rank + (not person.holds), []).append(person.name)
    if not ranked:
        return "", ()
    best = ranked[min(ranked)]
    return (best[0], ()) if len(best) == 1 else ("", tuple(best))


def _begins(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the typed words begin words of a name that stand one after the other."""
    if not typed or len(typed) > len(words) or len("".join(typed)) < 2:
        return False
    return any(
        all(word.startswith(t) for t, word in zip(typed, words[start:], strict=False))
        for start in range(len(words) - len(typed) + 1)
    )


def match_meeting(words: Sequence[str], book: Book) -> tuple[Meeting | None, tuple[str, ...]]:
    """The meeting whose title these words begin, and the titles between which they leave it open.

    A title that begins so goes before one with such words further on; of several meetings of one
    kind, one of today goes first.
    """
    typed = [word for word in words if word]
    if not typed:
        return None, ()
    ranked: dict[int, list[Meeting]] = {}
    for meeting, title in book.meetings:
        if len(typed) > len(title):
            continue
        if tuple(typed) == title:
            rank = 0
        elif all(word.startswith(t) for t, word in zip(typed, title, strict=False)):
            rank = 2
        elif _begins(typed, title):
            rank = 4
        else:
            continue
        starts = meeting.starts_at.date() if meeting.starts_at else None
        today = book.today in (meeting.held_on, starts)
        ranked.setdefault(rank + (not today), []).append(meeting)
    if not ranked:
        return None, ()
    best = ranked[min(ranked)]
    if len(best) == 1:
        return best[0], ()
    return None, tuple(meeting.title for meeting in best)
