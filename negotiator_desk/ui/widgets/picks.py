"""Editors where one picks instead of typing: drop-down lists, segments, chips to tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QStyledItemDelegate, QToolButton, QWidget
from typing_extensions import override

from negotiator_desk.models.fields import FieldSpec, ValueType
from negotiator_desk.ui.widgets.editor import Editor
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.checks import check_keys
from negotiator_desk.wording.formats import MINUS
from negotiator_desk.wording.labels import (
    choice_label,
    help_text,
    label,
    plain_text,
    scale_words,
    short_line,
)

SEGMENT_LETTERS: Final = 16
"""Choices whose labels have no more letters than this together are shown as segments."""

SCALE_STEPS: Final = 6
"""A whole number of so few values is picked from a scale."""

Option = tuple[Any, str, str]
"""A value, its label, and its word where the label is a number."""


def options_of(spec: FieldSpec) -> tuple[Option, ...]:
    """The values of a field that can be listed, in order; empty for a field that cannot."""
    if spec.type is ValueType.FLAG:
        return ((True, _("Yes"), ""), (False, _("No"), ""))
    if spec.choice is not None:
        return tuple((member, choice_label(member), "") for member in spec.choice)
    if spec.type is ValueType.TEXT and spec.field.domain == "checks":
        return tuple((key, plain_text(spec, key), "") for key in check_keys())
    low, high = spec.field.minimum, spec.field.maximum
    scale = spec.type in (ValueType.WHOLE, ValueType.WHOLE_MAP)
    if scale and low is not None and high is not None and high - low < SCALE_STEPS:
        words = scale_words(spec)
        return tuple((n, _scale_label(n, low), words.get(n, "")) for n in range(low, high + 1))
    return ()


def _scale_label(number: int, low: int) -> str:
    if low >= 0:
        return str(number)
    return f"+{number}" if number > 0 else str(number).replace("-", MINUS)


def fits_segments(spec: FieldSpec) -> bool:
    """Whether the values of a field are few and short enough to stand side by side."""
    options = options_of(spec)
    return 0 < len(options) <= SCALE_STEPS and (
        sum(len(text) for _value, text, _word in options) <= SEGMENT_LETTERS
    )


def segment(text: str, name: str, parent: QWidget) -> QToolButton:
    """A button that stays pressed, as wide as it is when its text is bold."""
    button = QToolButton(parent)
    button.setText(text)
    button.setCheckable(True)
    button.setProperty("segment", True)
    button.setAccessibleName(name)
    font = QFont(button.font())
    font.setWeight(QFont.Weight.DemiBold)
    sides = 14 if len(text) <= 2 else 22
    button.setMinimumWidth(max(34, QFontMetrics(font).horizontalAdvance(text) + sides))
    return button


class Combo(QComboBox):
    """A drop-down list that a turn of the wheel scrolls past instead of changing it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # The delegate that Qt puts here does not know the stylesheet.
        self.setItemDelegate(QStyledItemDelegate(self))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceEditor(Editor):
    """One value of a list, or none; typing finds it by its first letters."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self.combo = Combo(self)
        self._values: list[Any] = [spec.empty]
        self.combo.addItem("–")
        self.combo.setItemData(0, _("Not said"), Qt.ItemDataRole.AccessibleTextRole)
        for value, text, word in options_of(spec):
            self._values.append(value)
            self.combo.addItem(f"{text} · {word}" if word else text)
        self.combo.setMaxVisibleItems(16)
        # The field takes the width of its column, not that of its longest choice.
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(4)
        self.combo.activated.connect(self._on_picked)
        self.combo.installEventFilter(self)
        self._edited_by(self.combo)
        self.combo.setToolTip(help_text(spec))

    def _on_picked(self, place: int) -> None:
        self._store(self._values[place])

    @override
    def _show(self, value: Any) -> None:
        place = self._values.index(value) if value in self._values else 0
        self.combo.setCurrentIndex(place)

    @override
    def start_with(self, text: str) -> None:
        place = self.combo.findText(text, Qt.MatchFlag.MatchStartsWith)
        if place >= 0:
            self.combo.setCurrentIndex(place)
            self._on_picked(place)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.finished.emit()
            elif event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
            elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.combo.setCurrentIndex(0)
                self._on_picked(0)
                return True
        elif event.type() == QEvent.Type.FocusOut and not self.combo.view().isVisible():
            self.left.emit()
        return super().eventFilter(watched, event)


class KeyEditor(ChoiceEditor):
    """One of many things by its name, kept by its key; a key that is not listed stays as it is."""

    @override
    def _show(self, value: Any) -> None:
        listed = len(options_of(self.spec)) + 1
        if value not in self._values[:listed]:
            self._values[listed:] = [value]
            self.combo.removeItem(listed)
            self.combo.addItem(short_line(plain_text(self.spec, value)))
        super()._show(value)


class _Keys(QObject):
    """Moves the focus along a row of buttons by the arrow keys; one stop of Tab for all."""

    def __init__(
        self, buttons: Sequence[QToolButton], clear: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._clear = clear
        for button in buttons:
            button.installEventFilter(self)

    def rove(self, current: QToolButton) -> None:
        """Let the Tab key stop at this button of the row."""
        for button in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus if button is current else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        place = next(i for i, button in enumerate(self._buttons) if button is watched)
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            last = len(self._buttons) - 1
            target = {
                int(Qt.Key.Key_Left): max(0, place - 1),
                int(Qt.Key.Key_Right): min(last, place + 1),
                int(Qt.Key.Key_Home): 0,
            }.get(key, last)
            self.rove(self._buttons[target])
            self._buttons[target].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._buttons[place].click()
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
            return True
        for button in self._buttons:
            if event.text() and button.text() == event.text():
                button.click()
                return True
        return False


class SegmentEditor(Editor):
    """One of a few values side by side; a click on the chosen one takes it back."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self.buttons: list[QToolButton] = []
        self._options = options_of(spec)
        # In a narrow form the word of a scale goes to a line of its own instead of being cut.
        area = QWidget(self)
        flow = FlowLayout(area, spacing=4)
        self._row.addWidget(area)
        for value, text, word in self._options:
            said = f"{text}, {word}" if word else text
            name = _("{field}: {value}").format(field=label(spec), value=said)
            button = segment(text, name, area)
            button.setToolTip(word or help_text(spec))
            button.clicked.connect(lambda _on=False, chosen=value: self._on_clicked(chosen))
            self.buttons.append(button)
            flow.addWidget(button)
        self._word = QLabel(area)
        self._word.setProperty("muted", True)
        self._word.setContentsMargins(2, 5, 0, 5)
        flow.addWidget(self._word)
        self._keys = _Keys(self.buttons, lambda: self._on_clicked(self._stored), self)
        self._keys.rove(self.buttons[0])
        self.setFocusProxy(self.buttons[0])

    def _on_clicked(self, chosen: Any) -> None:
        value = None if chosen == self._stored else chosen
        self._show(value)
        self._store(value)

    @override
    def _show(self, value: Any) -> None:
        shown = ""
        for button, (option, _text, word) in zip(self.buttons, self._options, strict=True):
            on = value is not None and option == value
            button.setChecked(on)
            if on:
                shown = word
                self._keys.rove(button)
                self.setFocusProxy(button)
        self._word.setText(shown)


class ChoicesEditor(Editor):
    """Any number of listed values, each a chip to tick."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self._chips = QWidget(self)
        flow = FlowLayout(self._chips, spacing=4)
        self.buttons: list[QToolButton] = []
        self._members = [value for value, _text, _word in options_of(spec)]
        for value, text, _word in options_of(spec):
            name = _("{field}: {value}").format(field=label(spec), value=text)
            button = segment(text, name, self._chips)
            button.clicked.connect(lambda _on=False, member=value: self._on_clicked(member))
            flow.addWidget(button)
            self.buttons.append(button)
        self._row.addWidget(self._chips)
        self._keys = _Keys(self.buttons, self._clear, self)
        self._keys.rove(self.buttons[0])
        self.setFocusProxy(self.buttons[0])

    @property
    def wide(self) -> bool:
        return True

    def _on_clicked(self, member: Any) -> None:
        chosen = set(self._stored) ^ {member}
        # What is already in the list keeps its order; a new value goes to the end.
        kept = [value for value in self._stored if value in chosen]
        kept += [value for value in self._members if value in chosen and value not in kept]
        self._store(tuple(kept))

    def _clear(self) -> None:
        self._show(())
        self._store(())

    @override
    def _show(self, value: Any) -> None:
        for button, member in zip(self.buttons, self._members, strict=True):
            button.setChecked(member in value)
