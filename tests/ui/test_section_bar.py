"""The bar of sections at any width: whole words, the section at hand on it, the rest in a menu."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from negotiator_desk.ui.keys import tab_after
from negotiator_desk.ui.widgets.section_bar import SectionBar

CAPTIONS = (("Map", 0), ("People", 9), ("Criteria", 12), ("Lines of influence", 7))


@pytest.fixture
def bar(qtbot: QtBot) -> SectionBar:
    made = SectionBar(len(CAPTIONS))
    qtbot.addWidget(made)
    made.show_captions(CAPTIONS)
    made.show_current(0)
    made.show()
    return made


def texts(bar: SectionBar) -> list[str]:
    return [button.text() for button in bar.buttons if button.isVisible()]


def test_numbers_go_first_then_the_last_sections(bar: SectionBar) -> None:
    bar.resize(bar.sizeHint())
    assert texts(bar) == ["Map", "People  9", "Criteria  12", "Lines of influence  7"]
    assert not bar.more.isVisible()
    bar.resize(bar.sizeHint().width() - 5, bar.height())
    assert texts(bar) == ["Map", "People", "Criteria", "Lines of influence"]
    three = bar.buttons[2].geometry().right() + 1
    bar.resize(three + 4 + bar.more.sizeHint().width(), bar.height())
    assert texts(bar) == ["Map", "People", "Criteria"]
    assert bar.more.isVisible()
    assert [action.text() for action in bar.menu.actions()] == ["Lines of influence  7"]


@pytest.mark.parametrize("current", range(len(CAPTIONS)))
@pytest.mark.parametrize("width", range(120, 500, 20))
def test_no_word_is_cut_and_the_section_at_hand_is_seen(
    bar: SectionBar, width: int, current: int
) -> None:
    bar.resize(max(width, bar.minimumSizeHint().width()), 30)
    bar.show_current(current)
    assert bar.buttons[current].isVisible()
    seen = [button for button in (*bar.buttons, bar.more) if button.isVisible()]
    for button in seen:
        assert button.width() >= button.sizeHint().width()
        assert button.geometry().right() < bar.width()
    for left, right in pairwise(seen):
        assert left.geometry().right() < right.geometry().left()
    hidden = [action.text() for action in bar.menu.actions()]
    assert len(hidden) + len(texts(bar)) == len(CAPTIONS)


def test_menu_and_buttons_pick_a_section(bar: SectionBar) -> None:
    picked: list[int] = []
    bar.picked.connect(picked.append)
    bar.resize(bar.minimumSizeHint())
    bar.menu.actions()[-1].trigger()
    QTest.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert picked == [3, 0]


def test_tab_order_leaves_the_list_of_a_combo_box_alone(qtbot: QtBot) -> None:
    """Qt warns, and a warning fails the test, when widgets of two windows are joined."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, block, last = QLineEdit(window), QWidget(window), QLineEdit(window)
    inner = QVBoxLayout(block)
    combo = QComboBox(block)
    combo.addItems(["one", "two"])
    assert combo.view().window() is not window
    after = QLineEdit(block)
    for widget in (combo, after):
        inner.addWidget(widget)
    for widget in (first, last, block):
        column.addWidget(widget)
    tab_after(first, block)
    window.show()
    first.setFocus()
    focused = []
    for _step in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focused.append(window.focusWidget())
    assert focused == [combo, after, last]
