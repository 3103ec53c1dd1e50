"""The shipped font: what it can draw, how lines are measured, broken and cut."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.charts import fallback, fonts

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=120
) | st.text("ab \n", max_size=120)


@pytest.mark.parametrize("text", ["Größe", "Ωμέγα", "Щука і Ґанок", "−42 ≥ 3 → 4", "“…”", "□"])
def test_both_weights_have_latin_greek_cyrillic_and_the_signs_of_figures(text: str) -> None:
    fonts.register()
    assert not fonts.missing_glyphs(text)
    assert fonts.drawable(text) == text


def test_a_minus_is_as_wide_as_a_digit() -> None:
    for bold in (False, True):
        widths = {fonts.text_width(sign, 10, bold=bold) for sign in "−0123456789"}
        assert len(widths) == 1


def test_what_the_font_lacks_is_a_box_and_never_nothing() -> None:
    assert fonts.drawable("a😀b") == f"a{fonts.BOX}b"
    assert fonts.drawable("สวัสดี") == fonts.BOX * 6
    assert fonts.drawable("\u202eab\u200b") == "\ufffdab"  # what turns text is shown
    assert "\x00" not in fonts.drawable("a\x00b")


@settings(max_examples=200, deadline=None)
@given(texts, st.floats(12, 300))
def test_breaking_lines_loses_nothing_and_every_line_fits(text: str, width: float) -> None:
    lines = fonts.wrapped(text, width, 9)
    # A line from right to left says again which way it runs, with a mark that is not drawn.
    whole, again = (fonts.unmarked(each) for each in (fonts.drawable(text), "".join(lines)))
    assert "".join(again.split()) == "".join(whole.split())
    for line in lines:
        assert len(line) <= 1 or fonts.text_width(line.strip(), 9) <= width + 0.01


@settings(max_examples=200, deadline=None)
@given(texts, st.floats(12, 300))
def test_a_fitted_line_fits(text: str, width: float) -> None:
    line = fonts.fitted(text, width, 9)
    assert "\n" not in line
    assert fonts.text_width(line, 9) <= width or line == "…"


def test_a_figure_is_not_torn_from_its_unit() -> None:
    text = "After 64 % of 1,000 EUR"
    for width in range(40, 140, 3):
        lines = fonts.wrapped(text, width, 9)
        assert not any(line.startswith(("%", "EUR")) for line in lines), width


def test_a_day_is_not_torn_where_a_line_has_room_for_it() -> None:
    text = "Offer of 4,480,000 GBP by us, 8 Jul 2026; due on 30 Sept 2026 (at last)"
    least = fonts.text_width("4,480,000 GBP", 9)
    for width in range(int(least) + 1, 300, 3):
        lines = fonts.wrapped(text, width, 9)
        assert " ".join(lines) == text, "it breaks at spaces alone, narrow as the line may be"
        assert all(fonts.text_width(line, 9) <= width for line in lines)
        for kept in ("4,480,000 GBP", "8 Jul 2026;", "30 Sept 2026"):
            if fonts.text_width(kept, 9) <= width:
                assert any(kept in line for line in lines), (kept, width)


def test_a_long_word_takes_linear_time() -> None:
    lines = fonts.wrapped("x" * 100_000, 400, 9)
    assert sum(len(line) for line in lines) == 100_000


WIDE = "四地点管理实验室（2026年）、東京"

needs_wide = pytest.mark.skipif(
    fallback.font_for(ord("四")) is None, reason="no font of this system has Chinese"
)


@needs_wide
def test_chinese_is_drawn_with_a_font_of_the_system() -> None:
    assert not fonts.missing_glyphs(WIDE)
    assert fonts.drawable(f"Lab {WIDE}") == f"Lab {WIDE}"
    pieces = fonts.runs(f"Lab {WIDE} x")
    assert "".join(piece for _name, piece in pieces) == f"Lab {WIDE} x"
    assert pieces[0] == (fonts.REGULAR, "Lab ")
    assert pieces[-1][0] == fonts.REGULAR
    assert {name for name, _piece in pieces} > {fonts.REGULAR}
    whole = sum(fonts.text_width(piece, 10) for _name, piece in pieces)
    assert fonts.text_width(f"Lab {WIDE} x", 10) == pytest.approx(whole)


@needs_wide
@settings(max_examples=100, deadline=None)
@given(st.text("a 四地（）、。「」実験ー", min_size=1, max_size=80), st.floats(30, 200))
def test_wide_lines_break_between_characters(text: str, width: float) -> None:
    lines = fonts.wrapped(text, width, 9)
    assert "".join("".join(lines).split()) == "".join(fonts.drawable(text).split())
    for line in lines:
        assert len(line) <= 1 or fonts.text_width(line.strip(), 9) <= width + 0.01


@needs_wide
def test_no_line_begins_with_a_closing_mark() -> None:
    text = "这是一个很长的句子，里面有标点。" * 12
    for width in range(60, 120, 7):
        assert not any(line[0] in "，。" for line in fonts.wrapped(text, width, 9))


def test_the_quick_look_misses_no_character_of_another_font() -> None:
    for char in map(chr, (*range(0xD800), *range(0xE000, 0x33000))):
        if fallback.WIDE.match(char) or fallback.TURNED.match(char):
            assert fallback.BEYOND.match(char)
            assert not fonts.is_own(f"a–{char}")
    assert fonts.is_own("Größe – “Ωμέγα” · Щука")


def test_without_a_font_of_the_system_a_box_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallback, "font_for", lambda _code, *, bold=False: None)
    assert fonts.drawable("四 a") == f"{fonts.BOX} a"
    assert fonts.missing_glyphs("四")
    assert fonts.runs("四") == [(fonts.REGULAR, "四")]


def test_a_broken_font_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "msyh.ttc").write_bytes(b"ttcf" + bytes(40))
    (tmp_path / "simsun.ttc").write_bytes(b"")
    monkeypatch.setattr(fallback, "_folders", lambda: iter((tmp_path, tmp_path / "none")))
    found = fallback._files.__wrapped__()
    assert sorted(found) == ["msyh.ttc", "simsun.ttc"]
    assert [fallback._opened(path) for path in found.values()] == [None, None]
