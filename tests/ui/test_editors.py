"""Editors as a person uses them: typed, left, taken back, kept as drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QLineEdit,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from negotiator_desk.models.before import Criterion, Stakeholder
from negotiator_desk.models.choices import BuyingRole, Side, TradeStatus
from negotiator_desk.models.deal import Outcome
from negotiator_desk.models.fields import Record, field_map, own_fields
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.models.learn import Lesson, SelfAssessment
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Meeting, Offer, Trade
from negotiator_desk.ui.widgets import editor as editors
from negotiator_desk.ui.widgets.chips import ChipsEditor
from negotiator_desk.ui.widgets.editor import COMMIT_DELAY, Editor
from negotiator_desk.ui.widgets.editors import has_editor, make_editor
from negotiator_desk.ui.widgets.lines import DateEditor, LineEditor
from negotiator_desk.ui.widgets.maps import MapEditor
from negotiator_desk.ui.widgets.picks import ChoiceEditor, ChoicesEditor, SegmentEditor
from negotiator_desk.ui.widgets.prose import MOST_LINES, ProseEditor
from negotiator_desk.ui.widgets.refs import RefEditor
from negotiator_desk.ui.widgets.surroundings import Surroundings
from tests.ui.conftest import uid


class Heard:
    """What an editor said, in order."""

    def __init__(self, editor: Editor) -> None:
        self.values: list[Any] = []
        self.drafts: list[str | None] = []
        editor.committed.connect(self.values.append)
        editor.unreadable.connect(self.drafts.append)
        editor.readable.connect(lambda: self.drafts.append(None))


Made = tuple[Any, Heard, QWidget]
Maker = Callable[..., Made]


@pytest.fixture
def made(qtbot: QtBot, around: Surroundings) -> Maker:
    """Makes the editor of a field in a window of its own, with another field to go to."""

    kept: list[QWidget] = []  # a window without a name in Python is gone at once

    def make(record: type[Record], name: str, value: Any = None, **more: Any) -> Made:
        window = QWidget()
        column = QVBoxLayout(window)
        editor = make_editor(field_map(record)[name], around, window, **more)
        other = QLineEdit(window)
        column.addWidget(editor)
        column.addWidget(other)
        qtbot.addWidget(window)
        kept.append(window)
        editor.load(value if value is not None else editor.spec.empty)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        editor.setFocus()
        if isinstance(line := editor.focusProxy(), QLineEdit):
            line.end(False)
        return editor, Heard(editor), other

    return make


# Typed text.


def test_enter_stores_what_was_typed(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Offer, "amount", Decimal(1000))
    assert isinstance(editor, LineEditor)
    assert editor.line.text() == "1,000.00"
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "12k")
    assert heard.values == []
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert heard.values == [Decimal(12000)]
    assert editor.line.text() == "12,000.00"


def test_leaving_stores_what_was_typed(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Term, "name", "Liability")
    qtbot.keyClicks(editor.line, " cap")
    other.setFocus()
    assert heard.values == ["Liability cap"]


def test_half_a_second_after_the_last_key_it_is_stored(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Term, "name", "")
    qtbot.keyClicks(editor.line, "Liab")
    with qtbot.waitSignal(editor.committed, timeout=COMMIT_DELAY * 6):
        pass
    assert heard.values == ["Liab"]
    assert editor.line.hasFocus()


def test_typing_without_a_pause_is_stored_on_the_way(
    qtbot: QtBot, made: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editors, "COMMIT_DELAY", 1_000_000)
    monkeypatch.setattr(editors, "LONGEST_DELAY", 50)
    editor, heard, _other = made(Term, "name", "")
    for _key in range(200):
        qtbot.keyClicks(editor.line, "a")
        qtbot.wait(10)
        if heard.values:
            break
    assert heard.values
    assert editor.line.text().startswith(heard.values[0])
    assert editor.line.hasFocus()


def test_a_text_that_says_the_same_is_not_stored_again(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Offer, "amount", Decimal(1000))
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "1000")
    other.setFocus()
    assert heard.values == []
    assert editor.line.text() == "1,000.00"


def test_escape_goes_back_to_the_stored_value(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Term, "name", "Liability")
    qtbot.keyClicks(editor.line, "xxx")
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.line.text() == "Liability"
    other.setFocus()
    assert heard.values == []


def test_text_that_cannot_be_read_stays_and_is_kept(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Trade, "made_on", date(2026, 5, 5))
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "31/02/2026")
    assert editor.problem == ""
    other.setFocus()
    assert heard.values == []
    assert heard.drafts == ["31/02/2026"]
    assert editor.line.text() == "31/02/2026"
    assert "31/02/2026" in editor.problem
    assert editor.line.property("problem") is True
    editor.setFocus()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "28/02/2026")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert heard.values == [date(2026, 2, 28)]
    assert heard.drafts == ["31/02/2026", None]
    assert editor.problem == ""


def test_half_a_date_is_kept_but_not_scolded_while_typing(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Trade, "made_on")
    qtbot.keyClicks(editor.line, "12/")
    with qtbot.waitSignal(editor.unreadable, timeout=COMMIT_DELAY * 6):
        pass
    assert heard.drafts == ["12/"]
    assert editor.problem == ""


def test_escape_forgets_a_draft(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Trade, "made_on", date(2026, 5, 5))
    editor.load(date(2026, 5, 5), "half")
    assert editor.line.text() == "half"
    assert editor.problem
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.line.text() == "05/05/2026"
    assert heard.drafts == [None]
    assert editor.problem == ""


def test_a_field_at_work_is_left_alone_until_its_value_changes(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Offer, "amount", Decimal(1000))
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "12")
    editor.set_value(Decimal("1000.00"))
    assert editor.line.text() == "12"
    editor.commit()
    editor.set_value(Decimal(12))
    assert editor.line.text() == "12"
    editor.set_value(Decimal(1000))
    assert editor.line.text() == "1,000.00"
    assert heard.values == [Decimal(12)]


def test_a_required_amount_cannot_be_emptied(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Offer, "amount", Decimal(1000))
    editor.line.selectAll()
    qtbot.keyClick(editor.line, Qt.Key.Key_Delete)
    other.setFocus()
    assert heard.values == []
    assert "Amount" in editor.problem


def test_undo_of_the_window_gets_the_typed_text_as_a_step(
    qtbot: QtBot, around: Surroundings
) -> None:
    window = QMainWindow()
    editor = make_editor(field_map(Term)["name"], around, window)
    assert isinstance(editor, LineEditor)
    window.setCentralWidget(editor)
    undo = QAction("Undo", window)
    undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
    window.addAction(undo)
    qtbot.addWidget(window)
    editor.load("Liability")
    heard = Heard(editor)
    undone: list[list[Any]] = []
    undo.triggered.connect(lambda: undone.append(list(heard.values)))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    editor.line.setFocus()
    editor.line.end(False)
    qtbot.keyClicks(editor.line, "!")
    qtbot.keyClick(editor.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [["Liability!"]]
    assert editor.line.text() == "Liability!"


def test_a_long_text_is_not_cut(made: Maker) -> None:
    text = "x" * 50_000
    editor, _heard, _other = made(Term, "name", text)
    assert editor.line.text() == text


def test_markup_and_control_characters_are_text(made: Maker) -> None:
    text = "<b>x</b> & {{y}} \u202e \x07 \U0001f600"
    editor, heard, other = made(Term, "name", text)
    assert editor.line.text() == text
    other.setFocus()
    assert heard.values == []


def test_names_are_completed(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Trade, "authorised_by", "")
    qtbot.keyClicks(editor.line, "ada")
    popup = editor.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert heard.values == ["Ada Moe"]
    assert editor.line.text() == "Ada Moe"


def test_a_record_is_picked_from_the_list(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Trade, "meeting_id")
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    popup = editor.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert heard.values == [uid(31)]
    assert editor.line.text() == "Second round"
    other.setFocus()
    assert heard.values == [uid(31)]


def test_of_two_people_of_one_name_the_one_picked_is_taken(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Criterion, "stakeholder_id")
    qtbot.keyClicks(editor.line, "per")
    popup = editor.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    other.setFocus()
    assert heard.values == [uid(12)]


def test_a_chip_is_picked_from_the_list(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Meeting, "stakeholder_ids", (uid(11),))
    qtbot.keyClicks(editor.add_line.line, "id")
    popup = editor.add_line.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert heard.values == [(uid(11), uid(10))]
    qtbot.waitUntil(lambda: editor.add_line.line.text() == "")


# Dates.


def test_the_arrow_keys_move_a_date(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Trade, "made_on", date(2026, 2, 28))
    assert isinstance(editor, DateEditor)
    qtbot.keyClick(editor.line, Qt.Key.Key_Up)
    assert editor.line.text() == "01/03/2026"
    other.setFocus()
    assert heard.values == [date(2026, 3, 1)]


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Trade, "made_on", date(2026, 2, 28))
    editor.open_calendar()
    (calendar,) = editor.findChildren(QCalendarWidget)
    assert calendar.selectedDate().toPython() == date(2026, 2, 28)
    calendar.clicked.emit(calendar.selectedDate().addDays(2))
    assert heard.values == [date(2026, 3, 2)]
    assert editor.line.text() == "02/03/2026"


# Long texts and lists of texts.


def test_a_long_text_grows_to_a_limit(qtbot: QtBot, made: Maker) -> None:
    editor, _heard, _other = made(Term, "our_position", "one line")
    assert isinstance(editor, ProseEditor)
    low = editor.edit.height()
    editor.load("\n".join("line" for _ in range(6)))
    middle = editor.edit.height()
    editor.load("\n".join("line" for _ in range(60)))
    high = editor.edit.height()
    editor.load("\n".join("line" for _ in range(MOST_LINES)))
    assert low < middle < high == editor.edit.height()


def test_prose_keeps_its_lines(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Term, "our_position", "")
    qtbot.keyClicks(editor.edit, "one")
    qtbot.keyClick(editor.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.edit, "two")
    other.setFocus()
    assert heard.values == ["one\ntwo"]


def test_texts_stand_one_to_a_line(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Outcome, "reasons", ("price",))
    editor.edit.selectAll()
    qtbot.keyClicks(editor.edit, "price")
    qtbot.keyClick(editor.edit, Qt.Key.Key_Return)
    qtbot.keyClick(editor.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.edit, " fit ")
    other.setFocus()
    assert heard.values == [("price", "fit")]


# Picked values.


def test_a_choice_is_stored_at_once_and_can_be_taken_back(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Trade, "status", TradeStatus.PLANNED)
    assert isinstance(editor, ChoiceEditor)
    assert editor.combo.currentText() == "Planned"
    qtbot.keyClicks(editor.combo, "Ag")
    qtbot.keyClick(editor.combo, Qt.Key.Key_Delete)
    assert heard.values == [TradeStatus.AGREED, None]
    assert editor.combo.currentText() == "–"


def test_few_short_choices_stand_side_by_side(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Trade, "asked_by", Side.BUYER)
    assert isinstance(editor, SegmentEditor)
    us, buyer = editor.buttons
    assert buyer.isChecked()
    assert not us.isChecked()
    qtbot.mouseClick(us, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(us, Qt.MouseButton.LeftButton)
    assert heard.values == [Side.US, None]
    assert not us.isChecked()


def test_a_stance_shows_its_word_and_takes_the_arrow_keys(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Stakeholder, "stance", 1)
    words = [button.accessibleName() for button in editor.buttons]
    assert words[3] == "Stance: +1, Supporter"
    current = editor.buttons[3]
    qtbot.keyClick(current, Qt.Key.Key_Right)
    assert editor.buttons[4].hasFocus()
    qtbot.keyClick(editor.buttons[4], Qt.Key.Key_Space)
    assert heard.values == [2]
    qtbot.keyClick(editor.buttons[4], Qt.Key.Key_Delete)
    assert heard.values == [2, None]


def test_a_scale_takes_its_figures_as_keys(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Stakeholder, "power")
    qtbot.keyClicks(editor.buttons[0], "4")
    assert heard.values == [4]


def test_a_flag_is_yes_no_or_not_said(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Term, "red_line")
    yes, no = editor.buttons
    for button in (yes, no, no):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard.values == [True, False, None]


def test_roles_are_ticked_and_keep_their_order(qtbot: QtBot, made: Maker) -> None:
    roles = (BuyingRole.LEGAL, BuyingRole.COACH)
    editor, heard, _other = made(Stakeholder, "buying_roles", roles)
    assert isinstance(editor, ChoicesEditor)
    qtbot.mouseClick(editor.buttons[0], Qt.MouseButton.LeftButton)
    assert heard.values == [(*roles, BuyingRole.ECONOMIC_BUYER)]
    checked = [button.text() for button in editor.buttons if button.isChecked()]
    assert checked == ["Economic buyer", "Coach", "Legal"]


# Links.


def test_a_record_is_found_by_the_beginning_of_its_title(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Trade, "meeting_id")
    assert isinstance(editor, RefEditor)
    qtbot.keyClicks(editor.line, "sec")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert heard.values == [uid(31)]
    assert editor.line.text() == "Second round"


def test_a_record_that_is_not_there_is_said(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Trade, "meeting_id", uid(30))
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "nowhere")
    other.setFocus()
    assert heard.values == []
    assert heard.drafts == ["nowhere"]
    assert "nowhere" in editor.problem


def test_emptying_a_link_takes_it_away(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Trade, "meeting_id", uid(30))
    editor.line.selectAll()
    qtbot.keyClick(editor.line, Qt.Key.Key_Delete)
    other.setFocus()
    assert heard.values == [None]
    assert editor.jump.isHidden()


def test_of_two_records_of_one_title_the_chosen_one_stays(qtbot: QtBot, made: Maker) -> None:
    editor, heard, other = made(Criterion, "stakeholder_id", uid(12))
    qtbot.keyClicks(editor.line, "x")
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    other.setFocus()
    assert heard.values == []
    assert editor.value() == uid(12)


def test_a_link_can_be_followed(qtbot: QtBot, made: Maker) -> None:
    editor, _heard, _other = made(Trade, "meeting_id", uid(30))
    jumps: list[Any] = []
    editor.jump_wanted.connect(jumps.append)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(editor.line, Qt.Key.Key_Return, control)
    qtbot.mouseClick(editor.jump, Qt.MouseButton.LeftButton)
    assert jumps == [uid(30), uid(30)]


def test_records_are_added_and_taken_out_as_chips(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Meeting, "stakeholder_ids", (uid(11),))
    assert isinstance(editor, ChipsEditor)
    qtbot.keyClicks(editor.add_line.line, "ida")
    qtbot.keyClick(editor.add_line.line, Qt.Key.Key_Return)
    assert heard.values == [(uid(11), uid(10))]
    assert [chip.button.text() for chip in editor.chips()] == ["Per Dahl", "Ida Lund"]
    qtbot.mouseClick(editor.chips()[0].close_button, Qt.MouseButton.LeftButton)
    assert heard.values[-1] == (uid(10),)


def test_tags_are_free_words(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Lesson, "tags", ("price",))
    qtbot.keyClicks(editor.add_line.line, "timing")
    qtbot.keyClick(editor.add_line.line, Qt.Key.Key_Return)
    assert heard.values == [("price", "timing")]


# Numbers by name.


def test_each_rival_has_a_line(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Criterion, "rival_scores", {"Gone": Decimal(3)})
    assert isinstance(editor, MapEditor)
    assert list(editor.entries) == ["Alba", "Norma", "Gone"]
    line = editor.entries["Alba"]
    assert isinstance(line, LineEditor)
    qtbot.keyClicks(line.line, "7.5")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert heard.values == [{"Gone": Decimal(3), "Alba": Decimal("7.5")}]
    qtbot.keyClicks(line.line, "0")
    line.line.selectAll()
    qtbot.keyClick(line.line, Qt.Key.Key_Delete)
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert heard.values[-1] == {"Gone": Decimal(3)}


def test_a_score_out_of_range_is_said_and_kept(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(Criterion, "rival_scores", {})
    line = editor.entries["Norma"]
    qtbot.keyClicks(line.line, "11")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert heard.values == []
    assert heard.drafts == ["Norma: 11"]
    assert editor.problem
    editor.load({}, "Norma: 11")
    assert line.line.text() == "11"


def test_statements_are_answered_on_a_scale(qtbot: QtBot, made: Maker) -> None:
    editor, heard, _other = made(SelfAssessment, "answers", {"before_1": 4})
    assert len(editor.entries) == 20
    row = editor.entries["learn_4"]
    assert isinstance(row, SegmentEditor)
    qtbot.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    assert heard.values == [{"before_1": 4, "learn_4": 0}]


# Every field.


@pytest.mark.parametrize("kind", list(ALL_KINDS))
def test_every_field_has_an_editor_with_a_name(
    qtbot: QtBot, around: Surroundings, kind: str
) -> None:
    for spec in own_fields(ALL_KINDS[kind]):
        if not has_editor(spec):
            assert spec.nested is not None or kind == "deal_states"
            continue
        editor = make_editor(spec, around)
        qtbot.addWidget(editor)
        heard = Heard(editor)
        editor.load(spec.empty)
        editor.set_value(spec.empty)
        editor.commit(leaving=True)
        assert heard.values == []
        if (target := editor.focusProxy()) is not None and not isinstance(target, Editor):
            assert spec.label in target.accessibleName() or spec.field.domain == "rivals"


def test_the_wheel_never_changes_a_choice(qapp: QApplication, made: Maker) -> None:
    editor, heard, _other = made(Trade, "status", TradeStatus.PLANNED)
    middle = QPointF(editor.combo.rect().center())
    turn = QWheelEvent(
        middle,
        editor.combo.mapToGlobal(middle),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(editor.combo, turn)
    assert editor.combo.currentText() == "Planned"
    assert heard.values == []
