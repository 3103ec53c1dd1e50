"""Two wordings compared word by word: what is kept, taken out and added."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

import msgspec

Kind = Literal["kept", "removed", "added"]

_TOKENS: Final = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCE_ENDS: Final = frozenset(".;:!?")

MOST_PAIRS: Final = 1_000_000
"""Above so many pairs of words, sentences are compared before the words in them."""


class Piece(msgspec.Struct, frozen=True):
    """A run of text that both wordings have, or only one of them."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """What became of one wording in another, in reading order.

    Kept and removed pieces make up ``old``, kept and added ones ``new``, letter by letter. Words,
    signs and runs of space are compared whole. Texts too long to compare every word with every
    other are compared sentence by sentence first, so that the time stays bounded.
    """
    a, b = _TOKENS.findall(old), _TOKENS.findall(new)
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    middle = _compared(a[start : len(a) - end], b[start : len(b) - end])
    return _joined((("kept", a[:start]), *middle, ("kept", a[len(a) - end :] if end else [])))


def words_of(pieces: Sequence[Piece], kind: Kind) -> tuple[str, ...]:
    """The pieces of a kind that hold more than space, without the space around them."""
    return tuple(text for each in pieces if each.kind == kind and (text := each.text.strip()))


_Run = tuple[Kind, Sequence[str]]


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many tokens are the same at the start."""
    n = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        n += 1
    return n


def _compared(a: Sequence[str], b: Sequence[str]) -> Iterator[_Run]:
    if len(a) * len(b) <= MOST_PAIRS:
        yield from _by_words(a, b)
        return
    ours, theirs = _sentences(a), _sentences(b)
    if len(ours) * len(theirs) > MOST_PAIRS:
        yield from (("removed", a), ("added", b))
        return
    for same, i1, i2, j1, j2 in _matched([tuple(s) for s in ours], [tuple(s) for s in theirs]):
        left = [token for sentence in ours[i1:i2] for token in sentence]
        right = [token for sentence in theirs[j1:j2] for token in sentence]
        if same:
            yield "kept", left
        elif len(left) * len(right) <= MOST_PAIRS:
            yield from _by_words(left, right)
        else:
            yield from (("removed", left), ("added", right))


def _by_words(a: Sequence[str], b: Sequence[str]) -> Iterator[_Run]:
    for same, i1, i2, j1, j2 in _matched(a, b):
        if same:
            yield "kept", a[i1:i2]
        else:
            yield from (("removed", a[i1:i2]), ("added", b[j1:j2]))


def _matched(a: Sequence[object], b: Sequence[object]) -> Iterator[tuple[bool, int, int, int, int]]:
    matcher: SequenceMatcher[object] = SequenceMatcher(None, a, b, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield tag == "equal", i1, i2, j1, j2


def _sentences(tokens: Sequence[str]) -> list[list[str]]:
    """Sentences and lines, each with the space that follows it."""
    found: list[list[str]] = []
    ended = True
    for token in tokens:
        if ended and not (found and token.isspace()):
            found.append([])
        found[-1].append(token)
        ended = token in _SENTENCE_ENDS or "\n" in token or (ended and token.isspace())
    return found


def _joined(runs: Sequence[_Run]) -> tuple[Piece, ...]:
    """Runs of one kind made one piece; a lone space between two changes is part of both."""
    bridged: list[_Run] = []
    for place, (kind, tokens) in enumerate(runs):
        lone = kind == "kept" and len(tokens) == 1 and tokens[0].isspace()
        if lone and 0 < place < len(runs) - 1:
            bridged += [("removed", tokens), ("added", tokens)]
        elif tokens:
            bridged.append((kind, tokens))
    pieces: list[Piece] = []
    waiting: dict[Kind, str] = {"removed": "", "added": ""}

    def let_out() -> None:
        for kind in ("removed", "added"):
            if waiting[kind]:
                pieces.append(Piece(kind, waiting[kind]))
                waiting[kind] = ""

    for kind, tokens in bridged:
        text = "".join(tokens)
        if kind != "kept":
            waiting[kind] += text
            continue
        let_out()
        if pieces and pieces[-1].kind == "kept":
            pieces[-1] = Piece("kept", pieces[-1].text + text)
        else:
            pieces.append(Piece("kept", text))
    let_out()
    return tuple(pieces)
