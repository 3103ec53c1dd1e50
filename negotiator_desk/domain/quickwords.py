"""Quick entry, the letters of it: tokens with their places, key words, numbers and units."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

import msgspec

from negotiator_desk.models.rules import MONEY_PATTERN, NUMBER_PATTERN

ReadNumber = Callable[[str], Decimal]
"""Reads a number as the reader's country writes it; ValueError where it is none."""

Shape = Literal["word", "slash", "plus", "quote"]

_SLASH: Final = r"(?<!\d)/|/(?!\d)"  # "24/7" and "12/5" hold none that divides
_TOKENS: Final = re.compile(rf'"[^"]*"|“[^”]*”|{_SLASH}|;|\+(?=\s|$)|(?:(?!{_SLASH}|;)\S)+')
_EDGES: Final = " .,:!?()[]"
SYMBOLS: Final = "€$£¥₹"
_GLUED: Final = re.compile(r"([-+−]?\d[\d.,'’]*)([^\W\d_]+|[%‰])\.?")

_COUNTED: Final = "one two three four five six seven eight nine ten eleven twelve"
WORD_NUMBERS: Final[Mapping[str, str]] = {
    word: str(n) for n, word in enumerate(_COUNTED.split(), 1)
}
"""Numbers that are written as words."""

CONVERSIONS: Final[Mapping[tuple[str, str], int]] = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
}
"""How many of the second unit one of the first is; months are never turned into days."""


class Token(msgspec.Struct, frozen=True):
    """A piece of the line: where it stands, what it says, and its plain form for comparing."""

    start: int
    end: int
    text: str
    word: str
    shape: Shape = "word"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The key words of the line, each a tuple of spellings; a spelling may have several words."""

    give: tuple[str, ...] = ("we give", "give", "gives", "giving", "given")
    get: tuple[str, ...] = ("we get", "you give", "they give", "get", "gets", "getting", "receive")
    nothing: tuple[str, ...] = ("nothing", "none")
    by: tuple[str, ...] = ("by",)
    asked_by: tuple[str, ...] = ("asked by",)
    us: tuple[str, ...] = ("us", "we", "me")
    buyer: tuple[str, ...] = ("the buyer", "buyer", "them", "they")
    until: tuple[str, ...] = ("valid until", "until", "expires on", "expires", "exp", "expiry")
    on: tuple[str, ...] = ("on",)
    package: tuple[str, ...] = ("package", "pkg")
    today: tuple[str, ...] = ("today",)
    to: tuple[str, ...] = ("up to", "to")
    worth: tuple[str, ...] = ("worth", "costs", "cost", "at", "for", "=")
    more: tuple[str, ...] = ("more", "extra", "additional", "further")
    filler: tuple[str, ...] = ("a", "an", "the", "of", "in", "and")
    planned: tuple[str, ...] = ("planned", "plan")
    proposed: tuple[str, ...] = ("proposed",)
    agreed: tuple[str, ...] = ("agreed", "ok")
    refused: tuple[str, ...] = ("refused",)
    withdrawn: tuple[str, ...] = ("withdrawn",)


def plain(text: str) -> str:
    """A word for comparing: no case, no accents, no punctuation at its edges."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c)).strip(_EDGES)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The pieces of a line; together they hold every character of it that is no space."""
    found = []
    for match in _TOKENS.finditer(text):
        piece = match[0]
        shape: Shape = "word"
        if piece in ("/",):
            shape = "slash"
        elif piece in (";", "+"):
            shape = "plus"
        elif len(piece) > 1 and piece[0] in '"“' and piece[-1] in '"”':
            shape = "quote"
        word = piece[1:-1] if shape == "quote" else piece
        found.append(Token(match.start(), match.end(), piece, plain(word), shape))
    return tuple(found)


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name for comparing; number words and digits are the same."""
    parts = re.split(r"[\s/–—-]+", text)
    found = (plain(part) for part in parts)
    return tuple(WORD_NUMBERS.get(word, word) for word in found if word)


def phrase_at(tokens: Sequence[Token], place: int, phrases: Iterable[str]) -> int:
    """How many tokens from ``place`` on are one of these phrases; 0 for none, the longest first."""
    best = 0
    for phrase in phrases:
        words = phrase.split()
        held = tokens[place : place + len(words)]
        same = len(held) == len(words) and all(
            token.shape == "word" and (token.word or token.text) == word
            for token, word in zip(held, words, strict=True)
        )
        if same:
            best = max(best, len(words))
    return best


def number_in(text: str, read_number: ReadNumber) -> Decimal | None:
    """A text as a number that a quantity may be; None where it is none."""
    try:
        number = read_number(text.strip(" :!?()[]").rstrip(".,"))
    except (ValueError, ArithmeticError):
        return None
    if not number.is_finite() or not NUMBER_PATTERN.fullmatch(f"{number:f}"):
        return None
    return number


def money_in(text: str, read_number: ReadNumber, currency: str) -> Decimal | None:
    """A text as an amount of money, a currency sign or code beside it tolerated."""
    bare = text.strip(" :!?()[]").rstrip(".,-–").strip(SYMBOLS)
    code = currency.casefold()
    if code and bare.casefold().startswith(code):
        bare = bare[len(code) :]
    elif code and bare.casefold().endswith(code):
        bare = bare[: -len(code)]
    if not bare[:1].isdigit():
        return None
    number = number_in(bare, read_number)
    if number is None or not MONEY_PATTERN.fullmatch(f"{number:f}") or number < 0:
        return None
    return number


def is_currency(token: Token, currency: str) -> bool:
    """Whether a token is only the currency of an amount."""
    return token.text in SYMBOLS or (bool(currency) and token.word == currency.casefold())


def glued(token: Token) -> tuple[str, str] | None:
    """Number and unit of a token that holds both, such as ``15d`` or ``5%``; else None."""
    found = _GLUED.fullmatch(token.text.strip(",;:!?()"))
    if found is None or found[2].casefold() in ("k", "m"):
        return None
    return found[1], plain(found[2])


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 2 and word.endswith("s") else word


def unit_at(words: Sequence[str], unit: str) -> tuple[int, int]:
    """How many of these words are the unit of a variable, and the factor to it.

    The first word of the unit must be there, or its beginning; what follows it in the unit
    ("tests a year") may be said too. (0, 1) where the words are no such unit.
    """
    wanted = name_words(unit)
    if not wanted or not words:
        return 0, 1
    first, meant = _stem(words[0]), _stem(wanted[0])
    factor = CONVERSIONS.get((first, meant), 0)
    if first == meant or (meant.startswith(first) and words[0][:1].isalpha()):
        factor = 1
    if not factor:
        return 0, 1
    count = 1
    while count < min(len(words), len(wanted)) and words[count] == wanted[count]:
        count += 1
    return count, factor
