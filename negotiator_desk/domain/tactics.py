"""The catalogue of procurement tactics: their keys in the deal file and the key that logs each."""

from typing import Final

import msgspec


class Tactic(msgspec.Struct, frozen=True, kw_only=True):
    """One tactic of the catalogue; what it is called and how to answer it stands in ``wording``.

    ``key`` is what the deal file holds, ``letter`` the key on the keyboard that logs it,
    ``deadline`` says that the tactic sets a deadline, which can be tested.
    """

    key: str
    letter: str
    deadline: bool = False


def _tactic(letter: str, key: str, *, deadline: bool = False) -> Tactic:
    return Tactic(key=key, letter=letter, deadline=deadline)


TACTICS: Final = (
    _tactic("A", "low_anchor"),
    _tactic("B", "fixed_budget"),
    _tactic("C", "commodity"),
    _tactic("D", "deadline", deadline=True),
    _tactic("E", "another_round", deadline=True),
    _tactic("F", "flinch"),
    _tactic("G", "good_cop_bad_cop"),
    _tactic("H", "higher_authority"),
    _tactic("I", "open_books"),
    _tactic("J", "future_volume"),
    _tactic("K", "long_list"),
    _tactic("L", "late_authority"),
    _tactic("M", "reverse_auction", deadline=True),
    _tactic("N", "nibble"),
    _tactic("O", "outnumbered"),
    _tactic("P", "part_of_the_service"),
    _tactic("Q", "cherry_picking"),
    _tactic("R", "rival_price"),
    _tactic("S", "silence"),
    _tactic("T", "take_it_or_leave_it", deadline=True),
    _tactic("U", "unwritten"),
    _tactic("V", "going_dark"),
    _tactic("W", "walk_out"),
    _tactic("X", "split_the_difference"),
    _tactic("Y", "begin_now"),
    _tactic("Z", "standard_terms"),
    _tactic("1", "over_your_head"),
    _tactic("2", "reopening"),
    _tactic("3", "benchmark"),
    _tactic("4", "guilt"),
)
"""Every tactic in the order of its key; the keys are part of the deal file and never change."""

_BY_KEY: Final = {tactic.key: tactic for tactic in TACTICS}
_BY_LETTER: Final = {tactic.letter: tactic for tactic in TACTICS}


def tactic_of(key: str) -> Tactic | None:
    """The tactic with this key of the deal file; None for free text."""
    return _BY_KEY.get(key)


def tactic_by_letter(letter: str) -> Tactic | None:
    """The tactic that a key on the keyboard logs; None where there is none."""
    return _BY_LETTER.get(letter.upper())
