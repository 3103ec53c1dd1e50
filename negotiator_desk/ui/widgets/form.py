"""The form of a record: every field of it, saved as it is entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import ALL_KINDS, KIND_OF
from negotiator_desk.ui.models.records import Drafts
from negotiator_desk.ui.widgets.fields import FieldGrid
from negotiator_desk.ui.widgets.nested import InnerWarnings
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.wording.labels import kind_label

ScrollBar = Qt.ScrollBarPolicy
MouseButton = Qt.MouseButton


class RecordForm(QScrollArea):
    """Shows and edits one record of a kind; build one for each kind and keep it.

    Signals, each with the kind and the record's id first: ``edited`` (field, value),
    ``draft_changed`` (field, text or None; the id may be that of a nested record),
    ``nested_edited`` (list field, nested id, field, value), ``nested_added`` (list field),
    ``nested_removed`` and ``nested_duplicated`` (list field, nested ids), ``nested_moved`` (list
    field, nested id, new place). ``jump_wanted`` names a record to go to. The kind may be given by
    its name or by its class (one that is nested elsewhere has the name ``""``); ``leave_out`` names
    fields that are edited in another place. What is put into ``above`` scrolls with the fields.
    """

    edited = Signal(str, UUID, str, object)
    draft_changed = Signal(str, UUID, str, object)
    nested_edited = Signal(str, UUID, str, UUID, str, object)
    nested_added = Signal(str, UUID, str)
    nested_removed = Signal(str, UUID, str, list)
    nested_duplicated = Signal(str, UUID, str, list)
    nested_moved = Signal(str, UUID, str, UUID, int)
    jump_wanted = Signal(UUID)

    def __init__(
        self,
        kind: str | type[Record],
        around: Surroundings,
        parent: QWidget | None = None,
        *,
        leave_out: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        record = ALL_KINDS[kind] if isinstance(kind, str) else kind
        self.kind = KIND_OF.get(record, "")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(ScrollBar.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(kind_label(record))
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 0, 0, 8)
        column.setSpacing(8)
        self.above = QVBoxLayout()
        self.above.setSpacing(6)
        self._note = QLabel(inside)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setMinimumWidth(1)  # as the notes of the fields
        self._note.setProperty("role", "exposed")
        self._note.hide()
        self.grid = FieldGrid(record, around, inside, leave_out=leave_out)
        column.addLayout(self.above)
        fields = QVBoxLayout()
        # Room at the right for the scroll bar, so that the fields do not move when it appears.
        fields.setContentsMargins(0, 0, 12, 0)
        fields.setSpacing(8)
        fields.addWidget(self._note)
        fields.addWidget(self.grid)
        column.addLayout(fields)
        column.addStretch(1)
        self.setWidget(inside)
        inside.installEventFilter(self)
        self._connect()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _connect(self) -> None:
        grid = self.grid
        grid.edited.connect(lambda *a: self._send(self.edited, *a))
        grid.draft_changed.connect(lambda *a: self._send(self.draft_changed, *a))
        grid.nested_draft_changed.connect(
            lambda nested, field, text: self.draft_changed.emit(self.kind, nested, field, text)
        )
        grid.nested_edited.connect(lambda *a: self._send(self.nested_edited, *a))
        grid.nested_added.connect(lambda *a: self._send(self.nested_added, *a))
        grid.nested_removed.connect(lambda *a: self._send(self.nested_removed, *a))
        grid.nested_duplicated.connect(lambda *a: self._send(self.nested_duplicated, *a))
        grid.nested_moved.connect(lambda *a: self._send(self.nested_moved, *a))
        grid.jump_wanted.connect(self.jump_wanted)

    def _send(self, signal: Any, *rest: Any) -> None:
        if self.grid.record is not None:
            signal.emit(self.kind, self.grid.record.id, *rest)

    @property
    def record_id(self) -> UUID | None:
        """The record shown."""
        return self.grid.record.id if self.grid.record is not None else None

    def show_record(
        self,
        record: Record,
        snapshot: Any = None,
        warnings: Mapping[str, Sequence[str]] | None = None,
        drafts: Drafts | None = None,
        inner: InnerWarnings | None = None,
    ) -> None:
        """Show a record, or the same one as it now is.

        What was typed into the record shown before and not stored yet is stored first.

        Args:
            record: of the form's kind.
            snapshot: the deal it lies in.
            warnings: sentences by field name; those under ``""`` are about the whole record.
            drafts: texts that could not be read, by record id (nested ones too) and field.
            inner: sentences about nested records, by their id and field.
        """
        other = record.id != self.record_id
        mine = {field: text for (i, field), text in (drafts or {}).items() if i == record.id}
        self.grid.show_fields(
            record, seen=snapshot, warnings=warnings, drafts=mine, all_drafts=drafts, inner=inner
        )
        known = set(self.grid.cells)
        note = [s for field, found in (warnings or {}).items() if field not in known for s in found]
        self._note.setText("\n".join(note))
        self._note.setVisible(bool(note))
        self.grid.setEnabled(True)
        if other:
            self.verticalScrollBar().setValue(0)

    def show_problem(self, field: str, sentence: str) -> None:
        """Say beside a field why its value was refused."""
        if cell := self.grid.cells.get(field):
            cell.show_problem(sentence)

    def clear(self) -> None:
        """Show no record: empty fields that cannot be edited."""
        self.grid.flush()
        self.grid.show_fields(None)
        self._note.hide()
        self.grid.setEnabled(False)

    def flush(self) -> None:
        """Store what has been typed and not stored yet: before undo, before the window closes."""
        self.grid.flush()

    def focus_field(self, name: str = "") -> bool:
        """Put the cursor into a field, or into the first; whether there is such a field."""
        return self.grid.focus_field(name)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # What stands above may grow as something is typed: the field at hand stays in view.
        super().resizeEvent(event)
        self._on_focus(None, QApplication.focusWidget())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # So it does where what scrolls with the fields grows.
        inside = self.widget()
        if event.type() == QEvent.Type.Resize and watched is inside:
            # A list of entries may be wider than there is room: what stands above it is not.
            beyond = max(0, inside.width() - self.viewport().width())
            self.above.setContentsMargins(0, 0, beyond, 0)
            self._on_focus(None, self.focusWidget() if self.isVisible() else None)
        return super().eventFilter(watched, event)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        # Qt brings only a direct child into view; the fields lie deeper. The whole cell, with its
        # label and its sentence, is shown.
        inside = self.widget()
        if new is None or inside is None or not inside.isAncestorOf(new):
            return
        if isinstance(new, QAbstractButton) and QApplication.mouseButtons() != MouseButton.NoButton:
            return  # a button that moves away under the mouse is not clicked
        if layout := inside.layout():
            layout.activate()  # of a form just made the fields have no place yet
        top = new.mapTo(inside, QPoint(0, 0))
        self.ensureVisible(top.x(), top.y() + new.height() // 2, 0, new.height() // 2 + 28)
