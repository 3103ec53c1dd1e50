"""Questions line by line: a tick says that one was asked; long ones wrap."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.wording.catalogue import _

SHOWN = 60
"""The most questions that are listed; no meeting has room for more."""


class QuestionRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a line shows. ``note`` stands behind the text; ``heading`` makes the line a heading.

    ``asked`` is None for what cannot be ticked: a question to keep back. ``assign`` offers to
    bring the question to the meeting.
    """

    id: UUID
    text: str
    note: str = ""
    asked: bool | None = None
    assign: bool = False
    heading: bool = False


class _Text(QLabel):
    """The words of a question; a click on them ticks its box."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()
        super().mouseReleaseEvent(event)


class _Line(QWidget):
    """One question."""

    def __init__(self, rows: QuestionRows, row: QuestionRow) -> None:
        super().__init__(rows)
        self.id = row.id
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 3)
        line.setSpacing(8)
        self.box: QCheckBox | None = None
        if row.asked is not None:
            self.box = QCheckBox(self)
            self.box.clicked.connect(lambda on: rows.ticked.emit(self.id, on))
            line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self.text = _Text(self)
        line.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        if self.box is not None:
            self.text.clicked.connect(self.box.click)
        if row.heading:
            self.text.setProperty("role", "label")
        self.bring: QPushButton | None = None
        if row.assign:
            self.bring = QPushButton(_("Bring"), self)
            self.bring.setProperty("link", True)
            self.bring.clicked.connect(lambda: rows.assign_wanted.emit(self.id))
            line.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: QuestionRow) -> None:
        """Show the question as it now is."""
        shown = f"{row.text}  ({row.note})" if row.note else row.text
        self.text.setText(shown)
        if self.box is not None:
            self.box.setChecked(bool(row.asked))
            self.box.setAccessibleName(shown)
            self.box.setToolTip(_("Asked"))
        if self.bring is not None:
            self.bring.setAccessibleName(_("Bring to this meeting: {text}").format(text=row.text))

    def forget(self) -> None:
        """Hold no word any more; a line that is gone is deleted a moment later only."""
        self.text.clear()
        for part in (self.box, self.bring):
            if part is not None:
                part.setAccessibleName("")


class QuestionRows(QScrollArea):
    """A list of questions; ``ticked`` and ``assign_wanted`` ask for what was pressed.

    The lines are kept as long as the same questions stand in the same order, so that the keyboard
    stays where it is while one after the other is ticked.
    """

    ticked = Signal(UUID, bool)
    assign_wanted = Signal(UUID)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        inside = QWidget(self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._shape: list[tuple[UUID, bool, bool, bool]] = []
        self.lines: list[_Line] = []

    def show_rows(self, rows: Sequence[QuestionRow]) -> None:
        """Show these questions."""
        rows = rows[:SHOWN]
        shape = [(row.id, row.asked is None, row.assign, row.heading) for row in rows]
        if shape != self._shape:
            self._build(rows)
            self._shape = shape
        for line, row in zip(self.lines, rows, strict=True):
            line.show_row(row)

    def _build(self, rows: Sequence[QuestionRow]) -> None:
        held = next((each.id for each in self.lines if self._focused(each)), None)
        for old in self.lines:
            self._column.removeWidget(old)
            old.hide()
            old.forget()
            old.deleteLater()
        self.lines = []
        for place, row in enumerate(rows):
            line = _Line(self, row)
            self._column.insertWidget(place, line)
            self.lines.append(line)
        if held is not None:
            self.focus_question(held)

    def _focused(self, line: _Line) -> bool:
        return any(part is not None and part.hasFocus() for part in (line.box, line.bring))

    def focus_question(self, question_id: UUID | None = None) -> bool:
        """Put the keyboard on a question, or on the first not asked; whether there is one."""
        boxes = [line for line in self.lines if line.box is not None]
        wanted = [line for line in boxes if line.id == question_id]
        wanted += [line for line in boxes if line.box is not None and not line.box.isChecked()]
        for line in (*wanted, *boxes):
            if line.box is not None:
                line.box.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(line)
                return True
        return False
