"""The fields of a record in a grid: label above editor, as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.models.fields import FieldSpec, Record, ValueType, is_missing, own_fields
from negotiator_desk.ui.models.records import Drafts, tooltip
from negotiator_desk.ui.widgets.editor import Editor
from negotiator_desk.ui.widgets.editors import has_editor, make_editor
from negotiator_desk.ui.widgets.nested import InnerWarnings, NestedList
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import help_text, label

COLUMN_WIDTH: Final = 220
"""The least width of a column of fields, in pixels of the design."""

MOST_COLUMNS: Final = 3


class FieldCell(QWidget):
    """One field: its label, its editor, and below it what is wrong or doubtful."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.label = QLabel(label(editor.spec), self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setProperty("role", "label")
        self.label.setToolTip(tooltip(_help(editor.spec)))
        self.label.setBuddy(editor)
        self._problem: QLabel | None = None
        self._warning: QLabel | None = None
        self._column.addWidget(self.label)
        self._column.addWidget(editor)
        editor.problem_changed.connect(self.show_problem)

    def show_problem(self, sentence: str) -> None:
        """Say why the text in the field cannot be stored."""
        self._problem = self._note(self._problem, "lost", sentence)

    def show_warnings(self, sentences: Sequence[str]) -> None:
        """Say what is doubtful about the value; it is stored all the same."""
        self._warning = self._note(self._warning, "exposed", "\n".join(sentences))

    def _note(self, note: QLabel | None, role: str, text: str) -> QLabel | None:
        if note is None:
            if not text:
                return None
            note = QLabel(self)
            note.setTextFormat(Qt.TextFormat.PlainText)
            note.setWordWrap(True)
            note.setMinimumWidth(1)  # a name in it without a space would widen the whole form
            note.setProperty("role", role)
            self._column.addWidget(note)
        if note.text() != text:
            note.setText(text)
        note.setVisible(bool(text))
        return note


def _help(spec: FieldSpec) -> str:
    lines = [help_text(spec)]
    if spec.field.secret:
        lines.append(_("Ours alone: never on paper for the buyer."))
    return "\n".join(line for line in lines if line)


class FieldGrid(QWidget):
    """Edits every field of one record.

    ``edited`` carries field and value; ``draft_changed`` a field and the text that is no value, or
    None once it is gone; the ``nested_`` signals the field of the list first.
    """

    edited = Signal(str, object)
    draft_changed = Signal(str, object)
    jump_wanted = Signal(UUID)
    nested_edited = Signal(str, UUID, str, object)
    nested_draft_changed = Signal(UUID, str, object)
    nested_added = Signal(str)
    nested_removed = Signal(str, list)
    nested_duplicated = Signal(str, list)
    nested_moved = Signal(str, UUID, int)

    def __init__(
        self,
        kind: type[Record],
        around: Surroundings,
        parent: QWidget | None = None,
        *,
        leave_out: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.record: Record | None = None
        self._kind = kind
        self._leave_out = frozenset(leave_out)
        self._around = around
        self._columns = 0
        self.cells: dict[str, FieldCell] = {}
        self.lists: dict[str, NestedList] = {}
        self.parts: dict[str, FieldGrid] = {}
        self._places: list[tuple[QWidget, bool]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._build()
        self._arrange(1)

    def _build(self) -> None:
        title = self._kind.meta.title_field
        for spec in own_fields(self._kind):
            if spec.name in self._leave_out:
                continue
            if spec.type is ValueType.NESTED:
                self._add_list(spec)
            elif spec.type is ValueType.NESTED_ONE:
                self._add_part(spec)
            elif has_editor(spec):
                editor = make_editor(spec, self._around, self)
                self._connect(spec.name, editor)
                cell = FieldCell(editor, self)
                self.cells[spec.name] = cell
                wide = editor.wide or (spec.name == title and spec.type is ValueType.TEXT)
                self._places.append((cell, wide))

    def _connect(self, field: str, editor: Editor) -> None:
        editor.committed.connect(lambda value: self.edited.emit(field, value))
        editor.unreadable.connect(lambda text: self.draft_changed.emit(field, text))
        editor.readable.connect(lambda: self.draft_changed.emit(field, None))
        editor.jump_wanted.connect(self.jump_wanted)

    def _add_list(self, spec: FieldSpec) -> None:
        entries = NestedList(spec, self._around, self)
        name = spec.name
        entries.edited.connect(lambda i, f, value: self.nested_edited.emit(name, i, f, value))
        entries.draft_changed.connect(self.nested_draft_changed)
        entries.add_wanted.connect(lambda: self.nested_added.emit(name))
        entries.remove_wanted.connect(lambda ids: self.nested_removed.emit(name, ids))
        entries.duplicate_wanted.connect(lambda ids: self.nested_duplicated.emit(name, ids))
        entries.move_wanted.connect(lambda i, place: self.nested_moved.emit(name, i, place))
        entries.jump_wanted.connect(self.jump_wanted)
        self.lists[name] = entries
        self._places.append((entries, True))

    def _add_part(self, spec: FieldSpec) -> None:
        """A record inside the record, of which there is one: its fields under its own heading."""
        assert spec.nested is not None
        heading = QLabel(label(spec), self)
        heading.setProperty("role", "section")
        heading.setContentsMargins(0, 8, 0, 0)
        part = FieldGrid(spec.nested, self._around, self)
        part.edited.connect(lambda field, value: self._on_part(spec, field, value))
        part.draft_changed.connect(
            lambda field, text: self.draft_changed.emit(f"{spec.name}.{field}", text)
        )
        part.jump_wanted.connect(self.jump_wanted)
        self.parts[spec.name] = part
        self._places += [(heading, True), (part, True)]

    def _on_part(self, spec: FieldSpec, field: str, value: Any) -> None:
        """An edit of the one record inside is an edit of the field that holds it."""
        assert spec.nested is not None
        before = getattr(self.record, spec.name) if self.record is not None else None
        inner = before if before is not None else spec.nested(id=None)  # type: ignore[arg-type]
        inner = msgspec.structs.replace(inner, **{field: value})
        named = inner.id is not None or bool(inner.extra)
        blank = all(is_missing(getattr(inner, f.name)) for f in own_fields(spec.nested))
        self.edited.emit(spec.name, None if blank and not named else inner)

    # Laying out.

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._around.theme.sizes.px(COLUMN_WIDTH)
        self._arrange(max(1, min(MOST_COLUMNS, (event.size().width() + 12) // width)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for place in range(max(columns, self._columns)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self._columns = columns
        row = column = 0
        for widget, wide in self._places:
            if wide and column:
                row, column = row + 1, 0
            span = columns if wide else 1
            self._grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag(0))
            self._grid.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
            column += span
            if column >= columns:
                row, column = row + 1, 0

    # Showing.

    def show_fields(
        self,
        record: Record | None,
        *,
        seen: Any = None,
        warnings: Mapping[str, Sequence[str]] | None = None,
        drafts: Mapping[str, str] | None = None,
        all_drafts: Drafts | None = None,
        inner: InnerWarnings | None = None,
    ) -> None:
        """Show a record; the same one again leaves a field at work alone.

        Args:
            record: the record, or None to show empty fields.
            seen: the deal it lies in.
            warnings: sentences by field name.
            drafts: texts of this record's fields that could not be read.
            all_drafts: the same for nested records, by id and field.
            inner: sentences about nested records, by id and field.
        """
        other = self.record is None or record is None or record.id != self.record.id
        if other and self.record is not None:
            self.flush()
        self.record = record
        drafts = drafts or {}
        for name, cell in self.cells.items():
            spec = cell.editor.spec
            value = getattr(record, name) if record is not None else spec.empty
            if other:
                cell.editor.load(value, drafts.get(name))
            else:
                cell.editor.set_value(value, drafts.get(name))
            cell.show_problem(cell.editor.problem)
            cell.show_warnings((warnings or {}).get(name, ()))
        for name, entries in self.lists.items():
            held = getattr(record, name) if record is not None else ()
            entries.show_entries(
                held, seen=seen, drafts=all_drafts or {}, other=other, warnings=inner or {}
            )
        for name, part in self.parts.items():
            start = f"{name}."
            inner_drafts = {k.removeprefix(start): v for k, v in drafts.items() if start in k}
            one = getattr(record, name) if record is not None else None
            part.show_part(one, other=other, drafts=inner_drafts)

    def show_part(self, record: Record | None, *, other: bool, drafts: Mapping[str, str]) -> None:
        """Show the one record inside another, which may have no id, or not be there yet."""
        self.record = record
        for name, cell in self.cells.items():
            value = getattr(record, name) if record is not None else cell.editor.spec.empty
            if other:
                cell.editor.load(value, drafts.get(name))
            else:
                cell.editor.set_value(value, drafts.get(name))

    def flush(self) -> None:
        """Store what has been typed and not stored yet."""
        for cell in self.cells.values():
            cell.editor.commit()
        for entries in self.lists.values():
            entries.flush()
        for part in self.parts.values():
            part.flush()

    def focus_field(self, name: str) -> bool:
        """Put the cursor into a field, or into the first; whether there is such a field."""
        target: QWidget | None = self.lists.get(name) or self.parts.get(name)
        if target is None:
            cell = self.cells.get(name) or (
                next(iter(self.cells.values()), None) if not name else None
            )
            target = cell.editor if cell is not None else None
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
