"""The shipped font: what it can draw, how lines are measured, broken and cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.charts import fonts

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
    assert fonts.drawable("שלום") == fonts.BOX * 4
    assert fonts.drawable("\u202eab\u200b") == "ab"
    assert "\x00" not in fonts.drawable("a\x00b")


@settings(max_examples=200, deadline=None)
@given(texts, st.floats(12, 300))
def test_breaking_lines_loses_nothing_and_every_line_fits(text: str, width: float) -> None:
    lines = fonts.wrapped(text, width, 9)
    whole = fonts.drawable(text)
    assert "".join("".join(lines).split()) == "".join(whole.split())
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


def test_a_long_word_takes_linear_time() -> None:
    lines = fonts.wrapped("x" * 100_000, 400, 9)
    assert sum(len(line) for line in lines) == 100_000
