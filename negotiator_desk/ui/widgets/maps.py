"""Editors of numbers by name: a line for each rival, a scale for each statement."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from negotiator_desk.models.fields import FieldSpec, ValueType
from negotiator_desk.models.learn import ANSWER_KEYS
from negotiator_desk.ui.widgets.editor import Editor
from negotiator_desk.ui.widgets.lines import LineEditor
from negotiator_desk.ui.widgets.picks import SegmentEditor, options_of
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.checks import statement_text
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import short_line


def entry_label(key: str) -> str:
    """The name of one entry of a map: a plain name, or a statement of the self-assessment."""
    return statement_text(key) if key in ANSWER_KEYS else short_line(key, 60)


class MapEditor(Editor):
    """A number for each name; the names are those of the field's domain or its fixed keys."""

    def __init__(
        self, spec: FieldSpec, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, around, parent)
        self._area = QWidget(self)
        self._grid = QGridLayout(self._area)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._row.addWidget(self._area)
        self._empty = QLabel(self._area)
        self._empty.setProperty("muted", True)
        self._empty.setWordWrap(True)
        self._empty.setText(_("Name the rivals first; each gets a line here."))
        self._grid.addWidget(self._empty, 0, 0)
        self.entries: dict[str, Editor] = {}
        self._labels: list[QLabel] = []
        self._one = self._spec_of_one()

    @property
    def wide(self) -> bool:
        return True

    def _spec_of_one(self) -> FieldSpec:
        kind = ValueType.WHOLE if self.spec.type is ValueType.WHOLE_MAP else ValueType.NUMBER
        return msgspec.structs.replace(self.spec, type=kind, empty=None)

    def _keys(self, value: Any) -> list[str]:
        if self.spec.field.keys:
            return list(self.spec.field.keys)
        domain = self.spec.field.domain
        known = list(self.around.suggestions.names(domain)) if domain else []
        return [*known, *(key for key in value if key not in known)]

    def _build(self, keys: list[str]) -> None:
        for widget in (*self._labels, *self.entries.values()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._labels, self.entries = [], {}
        for row, key in enumerate(keys, start=1):
            name = QLabel(self._area)
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setText(entry_label(key))
            name.setWordWrap(True)
            editor: Editor
            if options_of(self._one):
                editor = SegmentEditor(self._one, self.around, self._area)
            else:
                editor = LineEditor(self._one, self.around, self._area)
                editor.setFixedWidth(110)
                editor.line.setAccessibleName(visible(key))
            name.setBuddy(editor)
            editor.committed.connect(lambda number, key=key: self._on_entry(key, number))
            editor.problem_changed.connect(self._on_problem)
            editor.unreadable.connect(lambda text, key=key: self.unreadable.emit(f"{key}: {text}"))
            editor.readable.connect(self.readable)
            self._place(row, name, editor)
            name.show()
            editor.show()
            self._labels.append(name)
            self.entries[key] = editor
        self._empty.setVisible(not keys)
        if self.entries:
            self.setFocusProxy(next(iter(self.entries.values())))

    def _place(self, row: int, name: QLabel, editor: Editor) -> None:
        if isinstance(editor, SegmentEditor):  # a sentence needs the width, so the scale is below
            name.setContentsMargins(0, 8 if row > 1 else 0, 0, 0)
            self._grid.addWidget(name, 2 * row, 0, 1, 2)
            self._grid.addWidget(editor, 2 * row + 1, 0, 1, 2)
        else:
            editor.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(editor, row, 1)

    def _on_entry(self, key: str, number: Any) -> None:
        value = {name: n for name, n in self._stored.items() if name != key or number is not None}
        if number is not None:
            value[key] = number
        self._store(value)

    def _on_problem(self, sentence: str) -> None:
        problems = (editor.problem for editor in self.entries.values() if editor.problem)
        self._set_problem(next(problems, ""))

    @override
    def commit(self, *, leaving: bool = False) -> None:
        for editor in self.entries.values():
            editor.commit(leaving=leaving)

    @override
    def load(self, value: Any, draft: str | None = None) -> None:
        self._stored = value
        self._match(value)
        for key, editor in self.entries.items():
            start = f"{key}: "
            mine = draft is not None and draft.startswith(start)
            editor.load(value.get(key), draft[len(start) :] if draft and mine else None)
        self._on_problem("")

    @override
    def set_value(self, value: Any, draft: str | None = None) -> None:
        self._stored = value
        self._match(value)
        for key, editor in self.entries.items():
            editor.set_value(value.get(key))

    @override
    def refresh(self) -> None:
        self.set_value(self._stored)

    def _match(self, value: Any) -> None:
        keys = self._keys(value)
        if keys != list(self.entries) or (not keys and self._empty.isHidden()):
            self._build(keys)

    @override
    def _show(self, value: Any) -> None:
        self._match(value)
