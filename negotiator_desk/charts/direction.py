"""The order in which letters of both directions stand on a line: the Unicode rules (UAX #9).

Levels come from the types of characters by rules W1–W7, N0–N2, I1–I2 and L1; lines are turned by L2
and brackets mirrored by L4. Characters that embed, override or isolate are not obeyed: texts reach
the paper without them. What is left of them, and other characters of no width, take the level of
what stands before them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

_IGNORED: Final = frozenset(("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_NEUTRAL: Final = frozenset(("B", "S", "WS", "ON"))
_MOST_OPEN: Final = 63
"""So many brackets may be open at once (BD16)."""

_PAIRS: Final = "()[]{}⁅⁆⁽⁾₍₎⌈⌉⌊⌋⟦⟧⟨⟩⟪⟫⦃⦄⦅⦆⸨⸩〈〉《》「」『』【】〔〕〖〗（）［］｛｝"
"""Brackets that open and close (Bidi_Paired_Bracket), each beside its other half."""

_CLOSES: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSING: Final = frozenset(_CLOSES.values())

_MIRRORED: Final = _PAIRS + "<>«»‹›≤≥≪≫≮≯≦≧"
_MIRROR: Final = {
    **dict(zip(_MIRRORED[::2], _MIRRORED[1::2], strict=True)),
    **dict(zip(_MIRRORED[1::2], _MIRRORED[::2], strict=True)),
}


def type_of(char: str) -> str:
    """The bidirectional type of a character; one that is not assigned counts as Latin does."""
    return unicodedata.bidirectional(char) or "L"


def mirrored(char: str) -> str:
    """What is drawn for a character that stands in text from right to left (L4)."""
    return _MIRROR.get(char, char)


def levels_of(text: str, base: int) -> list[int]:
    """The level of each character of one line.

    Args:
        base: the direction of the whole: 0 from left to right, 1 from right to left.
    """
    original = [type_of(char) for char in text]
    places = [place for place, kind in enumerate(original) if kind not in _IGNORED]
    types = [original[place] for place in places]
    side = "R" if base else "L"
    _settle_weak(types, side)
    _settle_brackets(types, [text[place] for place in places], [original[p] for p in places], side)
    _settle_neutral(types, side)
    kept = dict(zip(places, (_level(kind, base) for kind in types), strict=True))
    levels: list[int] = []
    for place in range(len(text)):
        levels.append(kept.get(place, levels[-1] if levels else base))
    _flatten_ends(levels, original, base)
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """The places of a line as they stand from left to right (L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        here = [levels[place] >= level for place in order]
        for start, end in _stretches(here, bool):
            order[start:end] = reversed(order[start:end])
    return order


def _level(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if kind == "R":
        return 1
    if kind in ("AN", "EN"):
        return 2
    return 2 if base else 0  # L


def _settle_weak(types: list[str], side: str) -> None:
    """Rules W1 to W7: marks take the type of their letter, figures that of what is before them."""
    before = side
    for place, kind in enumerate(types):
        if kind == "NSM":
            types[place] = before
        before = types[place]
    strong = side
    for place, kind in enumerate(types):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            types[place] = "AN"
    types[:] = ["R" if kind == "AL" else kind for kind in types]
    for place in range(1, len(types) - 1):
        left, kind, right = types[place - 1 : place + 2]
        if left == right and (
            (kind in ("ES", "CS") and left == "EN") or (kind, left) == ("CS", "AN")
        ):
            types[place] = left
    for start, end in _stretches(types, lambda kind: kind == "ET"):
        beside = types[start - 1 : start] + types[end : end + 1]
        types[start:end] = ["EN" if "EN" in beside else "ON"] * (end - start)
    strong = side
    for place, kind in enumerate(types):
        if kind in ("ES", "CS"):
            types[place] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[place] = "L"


def _stretches(types: Sequence[T], wanted: Callable[[T], bool]) -> Iterator[tuple[int, int]]:
    """Where one wanted type stands beside the next: first place, and the place after the last."""
    start = 0
    while start < len(types):
        end = start
        while end < len(types) and wanted(types[end]):
            end += 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


def _acts_as(kind: str) -> str:
    return "R" if kind in ("EN", "AN") else kind


def _settle_brackets(types: list[str], chars: Sequence[str], was: Sequence[str], side: str) -> None:
    """Rule N0: both halves of a pair take one direction, by what they hold and stand in."""
    for opened, closed in _pairs(types, chars):
        inside = {_acts_as(kind) for kind in types[opened + 1 : closed]} & {"L", "R"}
        if not inside:
            continue
        taken = side
        if side not in inside:
            before = (_acts_as(kind) for kind in reversed(types[:opened]))
            outer = next((kind for kind in before if kind in ("L", "R")), side)
            taken = outer if outer in inside else side
        for place in (opened, closed):
            types[place] = taken
            after = place + 1
            while after < len(types) and was[after] == "NSM":
                types[after] = taken
                after += 1


def _pairs(types: Sequence[str], chars: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of brackets, in the order of their first halves (BD16)."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for place, char in enumerate(chars):
        if types[place] != "ON":
            continue
        char = unicodedata.normalize("NFC", char)  # U+2329 is U+3008
        if char in _CLOSES:
            if len(opened) == _MOST_OPEN:
                break
            opened.append((_CLOSES[char], place))
        elif char in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == char:
                    found.append((opened[depth][1], place))
                    del opened[depth:]
                    break
    return sorted(found)


def _settle_neutral(types: list[str], side: str) -> None:
    """Rules N1 and N2: what stands between two of one direction has it, else that of the whole."""
    for start, end in list(_stretches(types, _NEUTRAL.__contains__)):
        left = _acts_as(types[start - 1]) if start else side
        right = _acts_as(types[end]) if end < len(types) else side
        types[start:end] = [left if left == right else side] * (end - start)


def _flatten_ends(levels: list[int], original: Sequence[str], base: int) -> None:
    """Rule L1: separators, and spaces before them or at the end, have the level of the whole."""
    at_end = True
    for place in range(len(levels) - 1, -1, -1):
        kind = original[place]
        if kind in ("B", "S"):
            at_end = True
        elif kind != "WS" and kind not in _IGNORED:
            at_end = False
        if at_end:
            levels[place] = base
