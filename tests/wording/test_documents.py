"""The names that documents are offered under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.wording.documents import file_stem

FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


@pytest.mark.parametrize("title", ["CON", "nul", "Com1", "LPT9.", "aux "])
def test_no_deal_is_named_after_a_device(title: str) -> None:
    assert file_stem(title) == f"{title.strip(' .')}-deal"


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("A/B: the \\ deal...", "A-B-the-deal"),
        ("../../etc/passwd", "etc-passwd"),
        ("हिन्दी सौदा", "हिन्दी-सौदा"),
        ("Übung_2", "Übung_2"),
        ("???", "deal"),
    ],
)
def test_letters_of_any_script_stay_and_signs_go(title: str, stem: str) -> None:
    assert file_stem(title) == stem


@given(st.text(max_size=300))
def test_a_name_is_short_and_safe_on_every_system(title: str) -> None:
    stem = file_stem(title)
    assert stem
    assert len(stem.encode()) <= 190
    assert not FORBIDDEN & set(stem)
    assert not stem.endswith((".", " ", "-"))


def test_a_long_name_is_cut_between_letters() -> None:
    assert file_stem("交渉" * 60) == "交渉" * 30
