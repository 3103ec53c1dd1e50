"""The order of letters of both directions: cases of UAX #9, and what Qt makes of the same lines."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from negotiator_desk.charts.direction import levels_of, mirrored, visual_order


def seen(text: str, base: int = 0) -> str:
    """A line as it stands from left to right. Capitals stand for Hebrew as in UAX #9."""
    hebrew = "".join(chr(0x5D0 + ord(c) - 65) if "A" <= c <= "Z" else c for c in text)
    levels = levels_of(hebrew, base)
    return "".join(
        mirrored(text[place]) if levels[place] % 2 else text[place]
        for place in visual_order(levels)
    )


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("car is THE CAR in arabic", 0, "car is RAC EHT in arabic"),
        ("car MEANS CAR.", 0, "car RAC SNAEM."),
        ("car MEANS CAR.", 1, ".RAC SNAEM car"),
        ("he said “IT IS 123, 456, OK”.", 0, "he said “KO ,456 ,123 SI TI”."),
        ("IT IS 1.5 %", 1, "% 1.5 SI TI"),
        ("IT COSTS $25", 1, "$25 STSOC TI"),
        ("smith (FABRIKAM) HEBREW", 1, "WERBEH (MAKIRBAF) smith"),  # N0, of UAX #9
        ("HEBREW (book) OK", 1, "KO (book) WERBEH"),
        ("ABC (def) x", 0, "CBA (def) x"),
        ("AB(CD[&ef]!)gh", 1, "gh(![ef&]DC)BA"),
        ("A-1 b", 0, "1-A b"),
        ("", 0, ""),
        ("  A  ", 0, "  A  "),
        ("A <b> C", 1, "C <b> A"),
    ],
)
def test_cases(text: str, base: int, expected: str) -> None:
    assert seen(text, base) == expected


def test_arabic_makes_figures_its_own() -> None:
    assert levels_of("ا 12", 0) == [1, 1, 2, 2]
    assert levels_of("א 12+3", 0)[2:] == [2, 2, 2, 2]
    assert levels_of("ا 12+3", 0)[2:] == [2, 2, 1, 2]  # W2 before W4: no sum of European figures


def test_the_table_of_mirrors_is_of_mirrored_characters() -> None:
    for code in range(0x3000, 0x10000):
        assert mirrored(mirrored(chr(code))) == chr(code)
    for char in "()<>[]{}«»‹›≤≥「」（）":
        assert unicodedata.mirrored(char)
        assert mirrored(char) != char
    assert mirrored("a") == "a"


def test_what_embeds_or_isolates_is_not_obeyed() -> None:
    levels = levels_of("a\u202eb\u202cc\u2067d\u2069", 0)
    assert levels == [0] * 8


def qt_order(text: str, base: int) -> list[int]:
    layout = QTextLayout(text, QFont("DejaVu Sans", 20))
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if base else Qt.LayoutDirection.LeftToRight
    )
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    every = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll
    found = [
        (place.x(), index)
        for run in layout.glyphRuns(0, len(text), every)
        for index, place in zip(run.stringIndexes(), run.positions(), strict=True)
    ]
    return [index for _x, index in sorted(found)]


@settings(
    max_examples=1_500,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text("abcאבגدار12٣٤ (),.[]-+%$€:/·{}«»'\"!…", min_size=1, max_size=20), st.integers(0, 1))
def test_as_qt_orders_it(qapp: QApplication, text: str, base: int) -> None:
    order = visual_order(levels_of(text, base))
    assert [text[place] for place in order] == [text[place] for place in qt_order(text, base)]


@settings(max_examples=500, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40), st.integers(0, 1))
def test_any_text_has_an_order(text: str, base: int) -> None:
    levels = levels_of(text, base)
    assert sorted(visual_order(levels)) == list(range(len(text)))
    assert all(0 <= level <= 2 for level in levels)
