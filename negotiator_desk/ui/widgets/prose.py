"""Editors of many lines: texts that grow with their content, lists with one entry to a line."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from negotiator_desk.models.fields import FieldSpec
from negotiator_desk.ui.widgets.editor import TypedEditor, set_flag
from negotiator_desk.ui.widgets.reading import entry_text, read_text
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.labels import help_text

FEWEST_LINES: Final = 2
MOST_LINES: Final = 10


class Prose(QPlainTextEdit):
    """Plain text that is as high as its lines, between two and ten of them unless told."""

    left = Signal()
    grown = Signal()

    def __init__(self, editor: TypedEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._most = MOST_LINES
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def set_most(self, lines: int) -> None:
        """Grow to so many lines and scroll beyond them."""
        self._most = lines
        self._grow()

    def _grow(self) -> None:
        # The layout of a plain text document measures its height in lines.
        lines = round(self.document().size().height())
        shown = min(max(lines, FEWEST_LINES), self._most)
        margins = self.contentsMargins()
        chrome = margins.top() + margins.bottom() + 2 * round(self.document().documentMargin())
        height = shown * self.fontMetrics().lineSpacing() + chrome + 6
        if self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.grown.emit()
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines > self._most
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(policy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @override
    def event(self, event: QEvent) -> bool:
        if self._editor.undo_taken(event):
            return event.isAccepted()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._editor.key_taken(event):
            super().keyPressEvent(event)


class ProseEditor(TypedEditor):
    """A long text, or a list of texts with one to a line."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self.edit = Prose(self)
        self._shown = ""
        self._edited_by(self.edit)
        self.edit.setPlaceholderText(help_text(spec))
        self.edit.textChanged.connect(self._on_changed)
        self.edit.left.connect(self._on_left)
        self.problem_changed.connect(self._mark)
        self._showing = False

    def _mark(self, sentence: str) -> None:
        set_flag(self.edit, "problem", bool(sentence))

    def _on_changed(self) -> None:
        if not self._showing:
            self._on_typed()

    @property
    def wide(self) -> bool:
        return True

    @override
    def text(self) -> str:
        return self.edit.toPlainText()

    @override
    def _read(self) -> Any:
        return read_text(self.spec, self.text(), self.around.formats, self.around.today())

    @override
    def _show(self, value: Any) -> None:
        self._show_text(entry_text(self.spec, value, self.around.formats))

    @override
    def _show_text(self, text: str) -> None:
        if self.text() == text:
            return
        self._showing = True
        self.edit.setPlainText(text)
        self._showing = False

    @override
    def key_taken(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit(leaving=True)
            self.finished.emit()
            return True
        if super().key_taken(event):
            return True
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return True
        return False
