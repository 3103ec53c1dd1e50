"""Lines with letters from right to left: how they run, break, fit, and what is drawn for them."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from negotiator_desk.charts import fallback, fonts, points, turned
from negotiator_desk.charts.direction import levels_of, mirrored, visual_order

needs_both = pytest.mark.skipif(
    fallback.font_for(ord("ש")) is None or fallback.font_for(ord("ش")) is None,
    reason="no font of this system has Hebrew and Arabic",
)
pytestmark = needs_both

WORDS = st.sampled_from(
    (
        "חברת",
        "אור",
        "הליוס,",
        "בע״מ",
        "ورد",
        "دار،",
        "Helios",
        "asked",
        "for,",
        "x",
        ".",
        "45",
        "1,5",
    )
)
MIXED = "abחדנהם شرלאلاكِّ١ 12(),.·:-\u200c\n"


def seen(text: str) -> str:
    """What stands from left to right, with plain letters for their forms and without marks."""
    return seen_in(fonts.drawable(text))


def seen_in(line: str) -> str:
    """The same of a line that was made to be drawn."""
    pieces = sorted(turned.laid(line, False).pieces, key=lambda piece: piece.x)
    line = "".join(piece.text for piece in pieces)
    return "".join(
        unicodedata.normalize("NFKC", char)[::-1]
        for char in line
        if not unicodedata.combining(char)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("חברת Helios בע״מ (2026)", "(2026) מ״עב Helios תרבח"),
        ("شركة Helios للتجارة (2026)", "(2026) ةراجتلل Helios ةكرش"),
        ("דנה כהן", "ןהכ הנד"),
        ("Asked by דנה כהן", "Asked by ןהכ הנד"),
        ("דנה כהן asked for it", "ןהכ הנד asked for it"),
        # A figure stays behind the name that stands before it in a sentence of ours …
        ("דנה כהן: 45 days", "ןהכ הנד: 45 days"),
        ("With דנה כהן, 3 May 2026", "With ןהכ הנד, 3 May 2026"),
        ("With דנה כהן (45)", "With ןהכ הנד (45)"),
        ("مع محمد: ٤٥ days", "دمحم عم: ٤٥ days"),
        # … unless the name goes on behind it.
        ("The deal פרויקט 7 תל אביב is open", "The deal ביבא לת 7 טקיורפ is open"),
        ("Change 3: פרויקט 7", "Change 3: 7 טקיורפ"),
        ("locked in “פרויקט 18:00”, agreed", "locked in “18:00 טקיורפ”, agreed"),
        ("With דנה 3 May", "With הנד 3 May"),
        ("With דנה 5 % off", "With הנד 5 % off"),
        ("With דנה −45", "With הנד −45"),
        # Parts stand from left to right, whatever they are.
        ("חברת אור · 22 Nov 2026", "רוא תרבח · 22 Nov 2026"),
        ("דנה · משה · 45 %", "הנד · השמ · 45 %"),
        # Mostly right to left, though it ends otherwise.
        ("אני עובד כאן עם Helios", "Helios םע ןאכ דבוע ינא"),
        ("\u200eדנה כהן", "ןהכ הנד"),
    ],
)
def test_order(text: str, expected: str) -> None:
    assert seen(text) == expected


def test_letters_join_and_figures_keep_the_shipped_font() -> None:
    fonts.register()
    pieces = turned.laid(fonts.drawable("شركة 2026"), False).pieces
    assert [piece.text for piece in pieces] == ["2026 ", "ﺔﻛﺮﺷ"]
    assert pieces[0].font == fonts.REGULAR
    assert pieces[1].font not in (fonts.REGULAR, fonts.BOLD)


def test_bold_is_bold_where_the_system_has_it() -> None:
    plain, bold = (turned.laid("שלום", bold).pieces[0].font for bold in (False, True))
    assert pdfmetrics.getFont(plain).face.familyName == pdfmetrics.getFont(bold).face.familyName
    if plain != bold:
        assert "bold" in bold.lower()


def test_letters_without_joined_forms_are_boxes() -> None:
    assert fonts.drawable("aښb") == f"a{fonts.BOX}b"
    assert fonts.missing_glyphs("ڵ")
    assert not fonts.missing_glyphs("محمد דנה")
    assert fonts.drawable("ܐܒ") == fonts.BOX * 2  # Syriac joins too


def test_what_has_no_width_goes_where_no_such_letter_is() -> None:
    assert fonts.drawable("a\u200c\u200db\u200e") == "ab"
    for hostile in ("\u200f1,000 / 2,000", "a · \u200f1,000 / 2,000 · ב"):
        assert "1,000 / 2,000" in seen(hostile)
        assert "\u200f1" not in fonts.drawable(hostile)
    assert fonts.unmarked(fonts.drawable("שלום, Ida")) == "שלום, Ida"
    assert fonts.unmarked("plain − text") == "plain − text"


def test_nothing_of_this_is_loaded_for_other_letters() -> None:
    code = (
        "import sys; from negotiator_desk.charts import fonts\n"
        "for line in fonts.wrapped('Größe Щука 四地点 😀 Ωμέγα' * 9, 90, 9): fonts.runs(line)\n"
        "sys.exit('negotiator_desk.charts.turned' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_marking_twice_is_marking_once() -> None:
    for text in ("דנה כהן, 3 May", "חברת · a · אור (7)", "Asked by דנה 4", "محمد ١٢"):
        once = fonts.drawable(text)
        assert fonts.drawable(once) == once
        assert fonts.unmarked(once) == text


@settings(max_examples=300, deadline=None)
@given(st.text(MIXED, max_size=120), st.floats(12, 300))
def test_breaking_lines_loses_nothing_and_every_line_fits(text: str, width: float) -> None:
    lines = fonts.wrapped(text, width, 9)
    for line in lines:
        bare = fonts.unmarked(line).strip()
        letters = [char for char in bare if not unicodedata.combining(char)]
        assert len(letters) <= 1 or fonts.text_width(line, 9) <= width + 0.01
    joined = "".join(fonts.unmarked("".join(lines)).split())
    assert joined == "".join(fonts.unmarked(fonts.drawable(text)).split())


@settings(max_examples=300, deadline=None)
@given(st.text(MIXED, max_size=120), st.floats(12, 300), st.booleans())
def test_a_fitted_line_fits(text: str, width: float, bold: bool) -> None:
    line = fonts.fitted(text, width, 9, bold=bold)
    assert "\n" not in line
    assert fonts.text_width(line, 9, bold=bold) <= width or fonts.unmarked(line) == "…"


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), st.floats(40, 200))
def test_lines_stand_as_in_the_whole_paragraph(text: str, width: float) -> None:
    """Breaking first and ordering each line gives what ordering the paragraph first would."""
    whole = turned.marked(text)
    base = int(turned.runs_right_to_left(whole))
    levels = levels_of(whole, base)
    place = 0
    for line in fonts.wrapped(text, width, 9):
        letters = fonts.unmarked(line)
        places = []
        for char in letters:
            while whole[place] != char:
                place += 1
            places.append(place)
            place += 1
        own = [levels[each] for each in places]
        expected = "".join(
            mirrored(letters[n]) if own[n] % 2 else letters[n] for n in visual_order(own)
        )
        assert seen_in(line) == expected


def test_a_long_word_takes_little_time() -> None:
    lines = fonts.wrapped("כתובת" * 4_000, 400, 9)
    assert fonts.unmarked("".join(lines)) == "כתובת" * 4_000
    assert all(fonts.text_width(line, 9) <= 400 for line in lines)
    assert min(fonts.text_width(line, 9) for line in lines[:-1]) > 380


@given(st.text("لاأبيدوَّ אבָ", max_size=20))
def test_marks_stand_on_their_letters(text: str) -> None:
    line = turned.laid(fonts.drawable(text), False)
    for piece in line.pieces:
        assert piece.x >= -500
    drawn = "".join(piece.text for piece in line.pieces)
    marks = re.findall("[\u064e\u0651\u05b8]", text)
    assert sorted(re.findall("[\u064e\u0651\u05b8]", drawn)) == sorted(marks)


def test_a_mark_is_over_the_middle_and_above_what_is_high() -> None:
    name = fallback.font_for(ord("ل"))
    assert name is not None
    for letter in "بل":
        ink, mark = points.box_of(name, letter), points.box_of(name, "َ")
        place = points.placed(name, letter, "َ", None, None)
        assert place is not None
        assert ink is not None
        assert mark is not None
        middle = place.x + (mark[0] + mark[2]) / 2
        assert middle == pytest.approx((ink[0] + ink[2]) / 2)
        assert mark[1] + place.rise >= ink[3]
        over = points.placed(name, letter, "ّ", place.above, place.below)
        assert over is not None
        assert over.above > place.above
    assert points.placed(name, "a", "َ", None, None) is None


def test_a_vowel_stands_over_its_shadda_however_they_are_written() -> None:
    for text in ("مَّ", "مَّ"):
        heights = {
            piece.text: piece.rise for piece in turned.laid(fonts.drawable(text), False).pieces
        }
        name = fallback.font_for(ord("م"))
        assert name is not None
        shadda, fatha = points.box_of(name, "ّ"), points.box_of(name, "َ")
        assert shadda is not None
        assert fatha is not None
        assert fatha[1] + heights["َ"] > shadda[3] + heights["ّ"]


@settings(max_examples=400, deadline=None)
@given(
    st.text(
        st.characters(min_codepoint=0x590, max_codepoint=0x8FF)
        | st.characters(min_codepoint=0xFB1D, max_codepoint=0xFEFF)
        | st.sampled_from(" a1(·\u200c\u200d\u200e\u200f\u061c\n"),
        max_size=30,
    ),
    st.floats(10, 200),
)
def test_any_letters_whatever_are_drawn(text: str, width: float) -> None:
    for line in fonts.wrapped(text, width, 9):
        drawn = turned.laid(line, False)
        assert drawn.width == pytest.approx(turned.width_of(line, False))
        count = sum(len(unicodedata.normalize("NFKD", piece.text)) for piece in drawn.pieces)
        bare = re.sub("[\u200c-\u200f\u061c]", "", line)
        assert count == len(unicodedata.normalize("NFKD", bare))
        for piece in drawn.pieces:
            known = pdfmetrics.getFont(piece.font).face.charWidths
            assert all(ord(char) in known for char in piece.text)


def test_without_a_font_of_the_system_a_box_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallback, "font_for", lambda _code, *, bold=False: None)
    assert fonts.drawable("שלום") == fonts.BOX * 4
    assert fonts.drawable("דנה: 45 days") == f"{fonts.BOX * 3}: 45 days"
    assert fonts.missing_glyphs("ש")


def test_a_font_with_half_of_the_forms_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = fonts.font_files()[0]
    (tmp_path / "Arial.ttf").write_bytes(shipped.read_bytes())
    monkeypatch.setattr(fallback, "_files", lambda: {"arial.ttf": tmp_path / "Arial.ttf"})
    shelf = fallback._Shelf(["segoeui.ttf", "arial.ttf"])
    assert shelf.first([ord("a")]) is not None
    assert shelf.first([ord("a"), ord("ש")]) is None
