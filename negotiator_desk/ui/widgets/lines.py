"""Editors of one line: texts, names, amounts, numbers, dates and times."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.models.fields import FieldSpec, ValueType
from negotiator_desk.ui.icons import IconButton, IconName, icon
from negotiator_desk.ui.widgets.editor import TypedEditor, set_flag
from negotiator_desk.ui.widgets.reading import entry_text, read_text
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import help_text, unit_text

RIGHT_ALIGNED = frozenset({ValueType.MONEY, ValueType.NUMBER, ValueType.WHOLE})


def style_popup(completer: QCompleter) -> None:
    """Give the list below a field the look of all our lists."""
    if popup := completer.popup():
        popup.setProperty("popup", True)


MOST_LETTERS: Final = 2**31 - 1
"""The longest text that Qt can be told to take."""


class Line(QLineEdit):
    """A line edit that reports leaving, hands keys to its editor, and holds a widget at its end."""

    entered = Signal()
    left = Signal()

    def __init__(self, editor: TypedEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._hint = ""
        self._end: list[QWidget] = []
        # Qt would cut a long text without a word; the form rule refuses it in a sentence instead.
        self.setMaxLength(MOST_LETTERS)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning; the cursor stays while it is at work in the field."""
        if self.text() != text:
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)

    def set_hint(self, text: str) -> None:
        """Say what belongs here while the field is empty, where the words fit whole."""
        self._hint = text
        self._fit()

    def add_end(self, widget: QWidget) -> None:
        """Put a small widget inside the field, at its end."""
        widget.setParent(self)
        self._end.append(widget)
        self._fit()

    def fit(self) -> None:
        """Lay the end of the field out again, after a widget there changed."""
        self._fit()

    def _fit(self) -> None:
        right = self.width() - 6
        for widget in reversed(self._end):
            if widget.isHidden():
                continue
            size = widget.sizeHint()
            right -= size.width()
            widget.setGeometry(
                right, (self.height() - size.height()) // 2, size.width(), size.height()
            )
        used = self.width() - 6 - right
        self.setTextMargins(0, 0, used if used > 0 else 0, 0)
        room = self.width() - used - 24
        fits = self.fontMetrics().horizontalAdvance(self._hint) <= room
        self.setPlaceholderText(self._hint if fits else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setCursorPosition(0)
            self.left.emit()

    @override
    def event(self, event: QEvent) -> bool:
        if self._editor.undo_taken(event):
            return event.isAccepted()
        return super().event(event)

    def _for_the_popup(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to the list of completions; it is offered to the line first."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is None or not popup.isVisible():
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return event.key() == Qt.Key.Key_Escape or (enter and popup.currentIndex().isValid())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._for_the_popup(event):
            event.ignore()
            return
        if not self._editor.key_taken(event):
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_Escape:
                event.ignore()


class LineEditor(TypedEditor):
    """A text, a name with completion, an amount, a number or a time, in one line."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self.line = Line(self)
        self._suffix: QLabel | None = None
        self._edited_by(self.line)
        if spec.type in RIGHT_ALIGNED:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._suffix = QLabel(self.line)
            self._suffix.setProperty("muted", True)
            self._suffix.setTextFormat(Qt.TextFormat.PlainText)
            self.line.add_end(self._suffix)
            self._show_suffix()
        else:
            self.line.set_hint(help_text(spec))
        self.line.textEdited.connect(self._on_typed)
        self.line.entered.connect(self._on_entered)
        self.line.left.connect(self._on_left)
        self.problem_changed.connect(self._mark)

    def _mark(self, sentence: str) -> None:
        set_flag(self.line, "problem", bool(sentence))

    def _on_entered(self) -> None:
        domain = self.spec.field.domain
        if not domain:
            return
        names = list(self.around.suggestions.names(domain))
        completer = self.line.completer()
        if completer is None:
            completer = QCompleter(QStringListModel(names, self.line), self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            style_popup(completer)
            completer.activated.connect(self._on_picked)
            self.line.setCompleter(completer)
        else:
            model = completer.model()
            assert isinstance(model, QStringListModel)
            if model.stringList() != names:
                model.setStringList(names)

    def _on_picked(self, text: str) -> None:
        # The line takes the text over only after this signal.
        self.line.setText(text)
        self._on_typed()
        self.commit()

    def _show_suffix(self) -> None:
        if self._suffix is None:
            return
        money = self.spec.type is ValueType.MONEY
        text = self.around.suggestions.currency if money else unit_text(self.spec)
        if text != self._suffix.text() or not text:
            self._suffix.setText(text)
            self._suffix.setVisible(bool(text))
            self.line.fit()

    @override
    def text(self) -> str:
        return self.line.text()

    @override
    def _read(self) -> Any:
        around = self.around
        return read_text(
            self.spec, self.line.text(), around.formats, around.today(), self._currency()
        )

    def _currency(self) -> str:
        return self.around.suggestions.currency

    @override
    def _show(self, value: Any) -> None:
        self._show_suffix()
        self._show_text(entry_text(self.spec, value, self.around.formats, self._currency()))

    @override
    def _show_text(self, text: str) -> None:
        self.line.show_text(text)

    @override
    def key_taken(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit(leaving=True)
            self.finished.emit()
            return True
        return super().key_taken(event)


class DateEditor(LineEditor):
    """A date, typed in the reader's order or picked; Up and Down move it by a day."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self.button = IconButton("calendar", _("Pick a day"), self.line)
        # One stop of the Tab key to a field: Alt+Down opens the calendar from the line.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.clicked.connect(self.open_calendar)
        self.line.add_end(self.button)

    @override
    def key_taken(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            return super().key_taken(event)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return True
        self.commit()
        if self._draft is None:
            day = self._stored
            moved = self.around.today() if day is None else day + timedelta(days=step)
            self.start_with(self.around.formats.entry_date(moved))
        return True

    def open_calendar(self) -> None:
        """Show a calendar below the field; a click or Enter takes the day."""
        self.commit()
        popup = _Calendar(self)
        below = self.line.mapToGlobal(QPoint(0, self.line.height() + 2))
        popup.adjustSize()
        room = self.screen().availableGeometry()
        below.setX(max(room.left(), min(below.x(), room.right() - popup.width())))
        if below.y() + popup.height() > room.bottom():
            below.setY(max(room.top(), below.y() - popup.height() - self.line.height() - 4))
        popup.move(below)
        popup.show()
        popup.calendar.setFocus()

    def take_day(self, day: QDate | None) -> None:
        """Store a day that was picked, or none."""
        text = "" if day is None else self.around.formats.entry_date(day.toPython())  # type: ignore[arg-type]
        self.start_with(text)
        self.commit(leaving=True)


class _Calendar(QFrame):
    """The calendar that drops down from a date field; gone once it is closed."""

    def __init__(self, editor: DateEditor) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self.setProperty("popover", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editor = editor
        self.calendar = QCalendarWidget(self)
        self.calendar.setLocale(QLocale(str(editor.around.formats.locale)))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        self._colour_by_theme()
        day = editor.value() or editor.around.today()
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.activated.connect(self._take)
        self.calendar.clicked.connect(self._take)
        today = QPushButton(_("Today"), self)
        clear = QPushButton(_("No date"), self)
        today.clicked.connect(self._take_today)
        clear.clicked.connect(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.calendar)
        row = QHBoxLayout()
        row.addWidget(today)
        row.addWidget(clear)
        row.addStretch(1)
        column.addLayout(row)

    def _colour_by_theme(self) -> None:
        """Draw what the stylesheet does not reach: weekends, names of days, the two arrows."""
        theme = self._editor.around.theme
        weekend, head = QTextCharFormat(), QTextCharFormat()
        weekend.setForeground(theme.colour("ink"))
        head.setForeground(theme.colour("muted"))
        head.setBackground(theme.colour("raised"))
        self.calendar.setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, weekend)
        arrows: tuple[tuple[str, IconName], ...] = (
            ("qt_calendar_prevmonth", "left"),
            ("qt_calendar_nextmonth", "right"),
        )
        for name, shape in arrows:
            if button := self.calendar.findChild(QToolButton, name):
                button.setIcon(icon(shape, theme.tokens.muted))

    def _take(self, day: QDate) -> None:
        self.close()
        self._editor.take_day(day)

    def _take_today(self) -> None:
        today = self._editor.around.today()
        self._take(QDate(today.year, today.month, today.day))

    def _clear(self) -> None:
        self.close()
        self._editor.take_day(None)
