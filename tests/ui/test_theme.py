"""The theme: readable pairs of colours, the limits of scores, light, dark and system."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QStyleOptionComboBox

from negotiator_desk.ui.style import stylesheet
from negotiator_desk.ui.theme import (
    DARK,
    LIGHT,
    TEXT_PAIRS,
    Sizes,
    Theme,
    Tokens,
    contrast,
    score_meaning,
    sizes_for,
)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read_on_its_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_edge_of_a_field_differs_from_its_ground() -> None:
    for tokens in (LIGHT, DARK):
        assert len({tokens.raised, tokens.line, tokens.edge}) == 3


@pytest.mark.parametrize(
    ("score", "meaning"),
    [
        (100, "protected"),
        (90, "protected"),
        (89.9, "exposed"),
        (50, "exposed"),
        (49.9, "lost"),
        (0, "lost"),
        (None, "muted"),
    ],
)
def test_scores_take_their_colour_from_the_limits_of_the_checks(
    score: float | None, meaning: str
) -> None:
    assert score_meaning(score) == meaning


def test_usual_desktops_count_as_one_hundred_percent() -> None:
    for body in (12, 13, 14.7):
        assert sizes_for(body) == Sizes()


def test_larger_desktop_text_enlarges_everything() -> None:
    sizes = sizes_for(26)
    assert (sizes.title, sizes.section, sizes.body, sizes.caption) == (40, 30, 26, 22)
    assert sizes.px(4) == 8
    assert sizes_for(60).factor == 2.0


def test_switching_the_theme_repaints_the_program(qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    seen: list[bool] = []
    theme.changed.connect(lambda: seen.append(theme.dark))
    theme.set_mode("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.surface
    assert DARK.accent in qapp.styleSheet()
    theme.set_mode("light")
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.surface
    theme.set_mode("light")
    assert seen == [True, False]


def test_scores_are_coloured_by_the_theme_in_force(qapp: QApplication) -> None:
    theme = Theme(qapp, "dark")
    assert theme.score_colour(95) == DARK.protected
    assert theme.score_colour(None) == DARK.muted
    theme.set_mode("light")
    assert theme.score_colour(95) == LIGHT.protected


def test_the_stylesheet_has_no_gap_and_no_gradient() -> None:
    for tokens in (LIGHT, DARK):
        text = stylesheet(tokens, Sizes())
        assert "$" not in text
        assert "gradient" not in text


def test_a_drop_down_has_no_framed_arrow(qtbot: object, theme: Theme) -> None:
    combo = QComboBox()
    combo.addItem("Agreed")
    combo.resize(200, 30)
    combo.ensurePolished()
    image = combo.grab().toImage()
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    arrow = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxArrow, combo
    )
    column = {image.pixelColor(arrow.left() + 1, y).name() for y in range(6, 24)}
    assert column == {LIGHT.raised.lower()}
