"""Wordings compared word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain import worddiff
from negotiator_desk.domain.worddiff import Piece, word_diff, words_of

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(["the", "cap", "is", "100", "%", ".", " ", "\n", "fee"])).map("".join),
)


def made_of(pieces: tuple[Piece, ...], *kinds: str) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(texts, texts)
def test_the_pieces_make_up_both_wordings(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert made_of(pieces, "kept", "removed") == old
    assert made_of(pieces, "kept", "added") == new
    assert all(piece.text for piece in pieces)


@given(texts)
def test_a_wording_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.kind == "kept" for piece in word_diff(text, text))


def test_whole_words_are_marked_and_neighbours_joined() -> None:
    pieces = word_diff("Paid within 45 days of receipt.", "Paid within 60 calendar days.")
    assert words_of(pieces, "removed") == ("45", "of receipt")
    assert words_of(pieces, "added") == ("60 calendar",)
    pieces = word_diff("The cap is two fees.", "The cap is three prices.")
    assert words_of(pieces, "removed") == ("two fees",)
    assert words_of(pieces, "added") == ("three prices",)


def test_long_texts_are_compared_by_sentences_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worddiff, "MOST_PAIRS", 100)
    old = "First stays. " + "The second goes away for good. " * 2 + "A cap of one fee. Last."
    new = "Begin. First stays. A cap of two fees. Last, perhaps."
    pieces = word_diff(old, new)
    assert made_of(pieces, "kept", "removed") == old
    assert made_of(pieces, "kept", "added") == new
    assert "First stays. " in made_of(pieces, "kept")


def test_texts_of_the_greatest_length_are_compared_too() -> None:
    old = "word " * 20_000
    new = old.replace("word", "term", 3)[::-1][::-1] + "end"
    pieces = word_diff(old, new)
    assert made_of(pieces, "kept", "added") == new
