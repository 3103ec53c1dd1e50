"""The editor of a link to one record, and the line that finds a record by its title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget
from typing_extensions import override

from negotiator_desk.models.fields import FieldSpec
from negotiator_desk.ui.icons import IconButton
from negotiator_desk.ui.widgets.editor import TypedEditor, set_flag
from negotiator_desk.ui.widgets.lines import Line, style_popup
from negotiator_desk.ui.widgets.reading import UnreadableError
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import help_text, kind_in_sentence, label, short_line


class Finder(Line):
    """A line that finds one of many titles by any part of it, or lists them all."""

    picked = Signal(object)

    def __init__(self, editor: TypedEditor) -> None:
        super().__init__(editor)
        self._keys: list[Any] = []
        self._titles = QStringListModel(self)
        completer = QCompleter(self._titles, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        style_popup(completer)
        completer.activated[QModelIndex].connect(self._on_picked)  # type: ignore[index]
        self.setCompleter(completer)
        self.list_button = IconButton("chevron", _("Show all"), self)
        self.list_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.list_button.clicked.connect(self.list_all)
        self.add_end(self.list_button)

    def offer(self, entries: Sequence[tuple[Any, str]]) -> None:
        """The records or names to choose from."""
        titles = [visible(title) for _key, title in entries]
        self._keys = [key for key, _title in entries]
        if titles != self._titles.stringList():
            self._titles.setStringList(titles)

    def entry_for(self, text: str) -> Any:
        """What a typed title stands for: the one entry called so, or the only one it begins.

        Raises:
            KeyError: when there is none, or more than one.
        """
        wanted = text.strip().casefold()
        titles = [title.casefold() for title in self._titles.stringList()]
        exact = [key for key, title in zip(self._keys, titles, strict=True) if title == wanted]
        if exact:
            return exact[0]
        begun = [
            key for key, title in zip(self._keys, titles, strict=True) if title.startswith(wanted)
        ]
        if len(begun) != 1:
            raise KeyError(text)
        return begun[0]

    def list_all(self) -> None:
        """Drop down every entry."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.entered.emit()
        completer = self.completer()
        completer.setCompletionPrefix("")
        completer.complete()

    def _on_picked(self, index: QModelIndex) -> None:
        source = self.completer().completionModel().mapToSource(index)  # type: ignore[attr-defined]
        self.picked.emit(self._keys[source.row()])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and (alt or not self.text()):
            self.list_all()
            return
        super().keyPressEvent(event)
        popup = self.completer().popup() if self.completer() is not None else None
        if popup is not None and not self.text():
            # Qt 6.12 offers the whole list for no text, and the field would not be left behind it.
            popup.hide()


class RefEditor(TypedEditor):
    """A link to one record, chosen by its title; Ctrl+Enter goes there."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self.line = Finder(self)
        self.jump = IconButton("open", _("Go to this record"), self.line)
        self.jump.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.jump.setCursor(Qt.CursorShape.ArrowCursor)
        self.jump.hide()
        self.jump.clicked.connect(self._on_jump)
        self.line.add_end(self.jump)
        self._edited_by(self.line)
        self.line.set_hint(help_text(spec))
        self.line.textEdited.connect(self._on_typed)
        self.line.entered.connect(self._offer)
        self.line.left.connect(self._on_left)
        self.line.picked.connect(self._on_picked)
        self.problem_changed.connect(self._mark)

    def _mark(self, sentence: str) -> None:
        set_flag(self.line, "problem", bool(sentence))

    def _offer(self) -> None:
        self.line.offer(self.around.suggestions.records(self.spec.field.refers))

    def _on_picked(self, record_id: UUID) -> None:
        self._timer.stop()
        self._typed = False
        self._settle()
        self._show(record_id)
        self._store(record_id)

    def _on_jump(self) -> None:
        if self._stored is not None:
            self.jump_wanted.emit(self._stored)

    @override
    def text(self) -> str:
        return self.line.text()

    @override
    def _read(self) -> Any:
        text = self.line.text()
        if not text.strip():
            return None
        if self._stored is not None and text == self._title(self._stored):
            return self._stored
        self._offer()
        try:
            return self.line.entry_for(text)
        except KeyError:
            refers = self.spec.field.refers
            what = _("record") if refers == "*" else kind_in_sentence(refers)
            raise UnreadableError(
                _("{label}: no {kind} is called “{text}”; choose one from the list.").format(
                    label=label(self.spec), kind=what, text=short_line(text, 40)
                )
            ) from None

    def _title(self, record_id: UUID | None) -> str:
        return "" if record_id is None else visible(self.around.suggestions.title(record_id))

    @override
    def _show(self, value: Any) -> None:
        self._show_text(self._title(value))
        if self.jump.isHidden() is not (value is None):
            self.jump.setVisible(value is not None)
            self.line.fit()

    @override
    def _show_text(self, text: str) -> None:
        self.line.show_text(text)

    @override
    def key_taken(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit(leaving=True)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_jump()
            else:
                self.finished.emit()
            return True
        return super().key_taken(event)
