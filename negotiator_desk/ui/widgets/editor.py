"""What all editors of fields share: a value, when it is stored, and text that cannot be."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from negotiator_desk.models.fields import FieldSpec
from negotiator_desk.ui.widgets.reading import UnreadableError
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.labels import help_text, label

COMMIT_DELAY: Final = 500
"""Milliseconds after the last key until a field is stored."""
LONGEST_DELAY: Final = 2000
"""Milliseconds after the first key until it is stored although the keys do not pause."""


def restyle(widget: QWidget) -> None:
    """Look up the style of a widget again after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_flag(widget: QWidget, name: str, on: bool) -> None:
    """Set a property that the stylesheet asks for; nothing where it is so already."""
    if bool(widget.property(name)) != on:
        widget.setProperty(name, on)
        restyle(widget)


class Editor(QWidget):
    """Edits one field.

    ``committed`` carries a new value that the form rules allow; ``unreadable`` a text that is no
    value, to be kept as a draft; ``readable`` says that such a text is gone; ``problem_changed``
    carries the sentence to show beside the field, empty when there is none. ``left``, ``finished``
    and ``cancelled`` tell a table that the editor may close; ``jump_wanted`` names a record.
    """

    committed = Signal(object)
    unreadable = Signal(str)
    readable = Signal()
    problem_changed = Signal(str)
    left = Signal()
    finished = Signal()
    cancelled = Signal()
    jump_wanted = Signal(UUID)

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self.around = around
        self.problem = ""
        self._stored: Any = spec.empty
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    @property
    def wide(self) -> bool:
        """Whether the editor wants the whole width of a form."""
        return False

    @property
    def draft(self) -> str | None:
        """The text in the field that is no value; none in most editors."""
        return None

    def value(self) -> Any:
        """The last value that could be read."""
        return self._stored

    def load(self, value: Any, draft: str | None = None) -> None:
        """Show the value of another record, or the text that was kept in its place."""
        self._stored = value
        self._set_problem("")
        self._show(value)

    def set_value(self, value: Any, draft: str | None = None) -> None:
        """Show the value and the draft as they now are stored; nothing where they are the same."""
        if value != self._stored or self._draft_differs(draft):
            self.load(value, draft)
        else:
            self.refresh()

    def _draft_differs(self, draft: str | None) -> bool:
        """Whether another text than the one in the field is kept in place of the value."""
        return False

    def refresh(self) -> None:
        """Show the same value again where its words may have changed: a title, a currency."""

    def commit(self, *, leaving: bool = False) -> None:
        """Store what has been typed; nothing in editors that store every choice at once."""

    def revert(self) -> bool:
        """Go back to the stored value; whether there was anything to go back from."""
        return False

    def start_with(self, text: str) -> None:
        """Begin with a text that was typed before the editor opened."""

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _store(self, value: Any) -> None:
        if value != self._stored:
            self._stored = value
            self.committed.emit(value)

    def _set_problem(self, sentence: str) -> None:
        if sentence != self.problem:
            self.problem = sentence
            self.problem_changed.emit(sentence)

    def _name(self, widget: QWidget) -> None:
        """Give a widget the name and the help of the field, for screen readers and the pointer."""
        widget.setAccessibleName(label(self.spec))
        if text := help_text(self.spec):
            widget.setAccessibleDescription(text)

    def _edited_by(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
        self._name(widget)
        self.setFocusProxy(widget)


class TypedEditor(Editor):
    """An editor of typed text: stored on leaving, on Enter, half a second after the last key."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self._typed = False
        self._draft: str | None = None
        self._sentence = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.commit)
        self._first_key = QElapsedTimer()

    @property
    def draft(self) -> str | None:
        return self._draft

    @property
    def typing(self) -> bool:
        """Whether there is typed text that is neither stored nor kept yet."""
        return self._typed

    def text(self) -> str:
        """The text in the field."""
        raise NotImplementedError

    def _read(self) -> Any:
        """The value that the text stands for.

        Raises:
            UnreadableError: when it is none.
        """
        raise NotImplementedError

    def _show_text(self, text: str) -> None:
        raise NotImplementedError

    def load(self, value: Any, draft: str | None = None) -> None:
        self._timer.stop()
        self._typed = False
        self._draft = None
        super().load(value)
        if draft is not None:
            self._show_text(draft)
            self._draft = draft
            try:
                self._read()
            except UnreadableError as error:
                self._sentence = str(error)
                self._set_problem(self._sentence)
            else:  # it can be read by now: stored on leaving the field
                self._typed = True

    def _draft_differs(self, draft: str | None) -> bool:
        # Kept or given up by another field of the same record and name: in the list, in the form.
        return draft != self._draft and not self._typed

    def refresh(self) -> None:
        if not self._typed and self._draft is None and not self._at_work():
            self._show(self._stored)

    def _at_work(self) -> bool:
        target = self.focusProxy()
        return target is not None and target.hasFocus()

    def commit(self, *, leaving: bool = False) -> None:
        self._timer.stop()
        if self._typed:
            self._typed = False
            self._take()
        if not leaving:
            return
        if self._draft is not None or self._sentence:
            self._set_problem(self._sentence)
        else:
            self._show(self._stored)

    def _take(self) -> None:
        text = self.text()
        try:
            value = self._read()
        except UnreadableError as error:
            # Said on leaving: half a date is no mistake while it is being typed. Kept at once.
            self._sentence = str(error)
            if text.strip() and text != self._draft:
                self._draft = text
                self.unreadable.emit(text)
            return
        self._settle()
        self._store(value)

    def _settle(self) -> None:
        """The text can be read: whatever was wrong with it before is gone."""
        self._sentence = ""
        self._set_problem("")
        if self._draft is not None:
            self._draft = None
            self.readable.emit()

    def revert(self) -> bool:
        had = self._typed or self._draft is not None or bool(self._sentence)
        self._timer.stop()
        self._typed = False
        self._settle()
        self._show(self._stored)
        return had

    def start_with(self, text: str) -> None:
        self._show_text(text)
        self._on_typed()

    # What the widget in which the text is typed reports.

    def _on_typed(self) -> None:
        if not self._timer.isActive():
            self._first_key.start()
        self._typed = True
        left = max(0, LONGEST_DELAY - self._first_key.elapsed())
        self._timer.start(min(COMMIT_DELAY, left))

    def _on_left(self) -> None:
        self.commit(leaving=True)
        self.left.emit()

    def key_taken(self, event: QKeyEvent) -> bool:
        """Handle the keys that all typed fields share; whether nobody else may have this one."""
        if event.key() == Qt.Key.Key_Escape:
            if self.revert():
                return True
            self.cancelled.emit()
        return False

    def undo_taken(self, event: QEvent) -> bool:
        """Let undo and redo reach the deal; whether the field has used the key up.

        What has been typed is stored first, so that the undo of the window takes it back as one
        step. Text that cannot be read is no step of the deal: here undo brings the value back.
        """
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        if not undo and not event.matches(QKeySequence.StandardKey.Redo):
            return False
        self.commit()
        if undo and self._draft is not None:
            self.revert()
            event.accept()
        else:
            event.ignore()
        return True
