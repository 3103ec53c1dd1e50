"""Arabic letters in the form in which they join: each as the sign that Unicode has for that form.

The forms are read from Unicode's own data, the compatibility decompositions of the presentation
forms. A letter of an Arabic script without such forms (Kurdish, Pashto, Sindhi have some) cannot be
joined so and counts as one that no font has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from negotiator_desk.charts.fallback import DIRECTION_MARKS, JOINERS, SHAPING

_BLOCKS: Final = ((0xFB50, 0xFE00), (0xFE70, 0xFEFD))
_LAM: Final = "\u0644"
_AE: Final = "\u06d5"
_HEH: Final = "\u0647"
_TATWEEL: Final = "\u0640"
_JOINER: Final = JOINERS[1]

Forms = Mapping[str, str]
"""The signs by "isolated", "initial", "medial", "final"; those that a letter lacks are left out."""

Cluster = tuple[str, str, int]
"""A sign to be drawn, the marks on it, and the place of its letter in the text."""


@cache
def _tables() -> tuple[Mapping[str, Forms], Mapping[str, Forms]]:
    """The forms of letters, and of lam together with the alef after it."""
    letters: dict[str, dict[str, str]] = {}
    pairs: dict[str, dict[str, str]] = {}
    for first, end in _BLOCKS:
        for code in range(first, end):
            form, *parts = unicodedata.decomposition(chr(code)).split() or ("",)
            if form not in ("<isolated>", "<initial>", "<medial>", "<final>"):
                continue
            made_of = "".join(chr(int(part, 16)) for part in parts)
            if len(made_of) == 1:
                letters.setdefault(made_of, {}).setdefault(form[1:-1], chr(code))
            elif len(made_of) == 2 and made_of[0] == _LAM and made_of[1] in "آأإا":
                pairs.setdefault(made_of[1], {})[form[1:-1]] = chr(code)
    # Drawn as a heh that joins on its right only, as the Kurds and Uyghurs write it.
    letters[_AE] = {form: letters[_HEH][form] for form in ("isolated", "final")}
    return letters, pairs


def signs_of(letter: str) -> str:
    """All signs that may be drawn for a letter; empty where it joins and has none for that."""
    letters, pairs = _tables()
    forms = letters.get(letter)
    if forms is not None:
        alone = "".join(forms.values())
        return alone + "".join("".join(each.values()) for each in pairs.values()) * (letter == _LAM)
    joins = unicodedata.bidirectional(letter) == "AL" and unicodedata.category(letter) == "Lo"
    return "" if joins and not ord(letter) >= 0xFB50 else letter


def _is_mark(char: str) -> bool:
    return unicodedata.bidirectional(char) == "NSM"


def _joins_on(char: str) -> bool:
    """Whether a character reaches for the letter after it."""
    return char in (_TATWEEL, _JOINER) or "initial" in _tables()[0].get(char, ())


def _joins_back(char: str) -> bool:
    """Whether a character lets the letter before it reach for it."""
    return char in (_TATWEEL, _JOINER) or "final" in _tables()[0].get(char, ())


def joined(text: str) -> list[Cluster]:
    """The signs of a text in its own order, each with its marks, without what has no width."""
    letters, pairs = _tables()
    skeleton = [
        place
        for place, char in enumerate(text)
        if not _is_mark(char) and char not in DIRECTION_MARKS
    ]
    neighbours = dict(_neighbours(text, skeleton))
    found: list[Cluster] = []
    taken: set[int] = set()
    for place, char in enumerate(text):
        if place in taken or char in SHAPING:
            continue
        if _is_mark(char):
            if found:
                sign, marks, where = found[-1]
                found[-1] = (sign, marks + char, where)
            else:
                found.append((char, "", place))
            continue
        before, after, after_place = neighbours[place]
        on, back = _joins_back(after) and _joins_on(char), _joins_on(before) and _joins_back(char)
        if char == _LAM and after in pairs:
            taken.add(after_place)
            found.append((pairs[after]["final" if back else "isolated"], "", place))
            continue
        form = {(True, True): "medial", (True, False): "initial", (False, True): "final"}
        wanted = form.get((on, back), "isolated")
        found.append((letters.get(char, {}).get(wanted, char), "", place))
    return found


def _neighbours(text: str, skeleton: list[int]) -> Iterator[tuple[int, tuple[str, str, int]]]:
    """For each place the letters before and after it, over marks, and the place of the latter."""
    for number, place in enumerate(skeleton):
        before = text[skeleton[number - 1]] if number else ""
        last = number + 1 == len(skeleton)
        after_place = -1 if last else skeleton[number + 1]
        yield place, (before, "" if last else text[after_place], after_place)
