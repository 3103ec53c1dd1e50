"""The editor of several records or several names: chips, and a line that adds the next one."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.models.fields import FieldSpec, ValueType
from negotiator_desk.ui.icons import IconButton
from negotiator_desk.ui.widgets.editor import Editor, TypedEditor, set_flag
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.ui.widgets.refs import Finder
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import kind_in_sentence, label, short_line

CHIP_LENGTH: Final = 32


def plain_button_text(text: str) -> str:
    """A title as a button shows it: short, one line, an ampersand as itself."""
    return short_line(text, CHIP_LENGTH).replace("&", "&&")


class Chip(QFrame):
    """One entry of a list, with a button that takes it out."""

    removed = Signal(object)
    opened = Signal(object)

    def __init__(self, key: Any, title: str, *, opens: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self.setProperty("chip", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 2, 0)
        row.setSpacing(0)
        self.button = QToolButton(self)
        self.button.setProperty("quiet", True)
        self.button.setText(plain_button_text(title))
        self.button.setAccessibleName(visible(title))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        if opens:
            self.button.setToolTip(_("Go to this record"))
            self.button.clicked.connect(lambda: self.opened.emit(self._key))
        self.close_button = IconButton(
            "close", _("Remove {name}").format(name=short_line(title, CHIP_LENGTH)), self
        )
        self.close_button.clicked.connect(lambda: self.removed.emit(self._key))
        row.addWidget(self.button)
        row.addWidget(self.close_button)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self._key)
        else:
            super().keyPressEvent(event)


class _AddLine(TypedEditor):
    """The line below the chips in which the next entry is typed; it holds no value itself."""

    added = Signal(object)

    def __init__(
        self, spec: FieldSpec, around: Surroundings, *, free: bool, parent: QWidget
    ) -> None:
        super().__init__(spec, around, parent)
        self._free = free
        self.line = Finder(self)
        self._edited_by(self.line)
        self.line.setPlaceholderText(_("Add …"))
        self.line.set_hint(_("Add …"))
        self.line.picked.connect(self._on_picked)
        self.line.entered.connect(self._offer)
        self.line.left.connect(self._on_left)
        self.line.textEdited.connect(self._on_edited)
        self.problem_changed.connect(self._mark)

    def _mark(self, sentence: str) -> None:
        set_flag(self.line, "problem", bool(sentence))

    def _on_edited(self) -> None:
        self._set_problem("")
        self._typed = True

    def _offer(self) -> None:
        suggestions = self.around.suggestions
        if self._free:
            domain = self.spec.field.domain
            self.line.offer([(name, name) for name in suggestions.names(domain)])
        else:
            self.line.offer(suggestions.records(self.spec.field.refers))

    def _on_picked(self, key: Any) -> None:
        self._typed = False
        self.line.clear()
        # The completer writes the title into the line after this signal; it is taken out again.
        QTimer.singleShot(0, self.line, self.line.clear)
        self.added.emit(key)

    def _add_typed(self) -> None:
        text = self.line.text().strip()
        self._typed = False
        if not text:
            return
        if self._free:
            self.line.clear()
            self.added.emit(text)
            return
        self._offer()
        try:
            key = self.line.entry_for(text)
        except KeyError:
            self._set_problem(
                _("{label}: no {kind} is called “{text}”; choose one from the list.").format(
                    label=label(self.spec),
                    kind=kind_in_sentence(self.spec.field.refers),
                    text=short_line(text, 40),
                )
            )
            return
        self.line.clear()
        self.added.emit(key)

    @override
    def commit(self, *, leaving: bool = False) -> None:
        self._timer.stop()
        if self._typed:
            self._add_typed()

    @override
    def revert(self) -> bool:
        had = bool(self.line.text())
        self._typed = False
        self._set_problem("")
        self.line.clear()
        return had

    @override
    def text(self) -> str:
        return self.line.text()

    @override
    def _show(self, value: Any) -> None:
        pass

    @override
    def key_taken(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add_typed()
            return True
        return super().key_taken(event)


class ChipsEditor(Editor):
    """Several records, or several names: chips, and a line to add the next one."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self._free = spec.type is ValueType.TEXTS
        self._area = QWidget(self)
        self._flow = FlowLayout(self._area, spacing=4)
        self._area.hide()
        self.add_line = _AddLine(spec, around, free=self._free, parent=self)
        self._shown: tuple[tuple[Any, str], ...] = ()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._area)
        column.addWidget(self.add_line)
        self._row.addLayout(column)
        self.setFocusProxy(self.add_line)
        self.add_line.added.connect(self._on_added)
        self.add_line.problem_changed.connect(self._set_problem)

    @property
    def wide(self) -> bool:
        return True

    def chips(self) -> list[Chip]:
        """The entries shown, in order."""
        return self._area.findChildren(Chip)

    def _on_added(self, key: Any) -> None:
        if key not in self._stored:
            value = (*self._stored, key)
            self._show(value)
            self._store(value)

    def _on_removed(self, key: Any) -> None:
        value = tuple(item for item in self._stored if item != key)
        self.add_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show(value)
        self._store(value)

    @override
    def commit(self, *, leaving: bool = False) -> None:
        self.add_line.commit(leaving=leaving)

    @override
    def refresh(self) -> None:
        self._show(self._stored)

    @override
    def _show(self, value: Any) -> None:
        title = str if self._free else self.around.suggestions.title
        wanted = tuple((key, title(key)) for key in value)
        if wanted == self._shown:
            return
        self._shown = wanted
        for chip in self.chips():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        for key, text in wanted:
            chip = Chip(key, text, opens=not self._free, parent=self._area)
            chip.removed.connect(self._on_removed)
            chip.opened.connect(self.jump_wanted)
            self._flow.addWidget(chip)
            chip.show()
        self._area.setVisible(bool(wanted))
        self._area.updateGeometry()
