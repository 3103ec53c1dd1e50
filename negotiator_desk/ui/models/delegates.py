"""Editing in the cells of a table, with the same editors as in the form."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.models.fields import FieldSpec, ValueType
from negotiator_desk.ui.models.records import DRAFT_ROLE, SPEC_ROLE, RecordModel, tooltip
from negotiator_desk.ui.widgets.editor import Editor, TypedEditor
from negotiator_desk.ui.widgets.editors import make_editor
from negotiator_desk.ui.widgets.prose import ProseEditor
from negotiator_desk.ui.widgets.surroundings import Surroundings

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemDelegate.EndEditHint

PADDING: Final = 22
"""About what the stylesheet keeps free beside the words of a cell."""
SMALLEST: Final = 0.78
"""The share of its size to which a figure may shrink."""


class RecordDelegate(QStyledItemDelegate):
    """Opens the editor of a field in its cell and hands what it commits to the model."""

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Right
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            _fit_figure(option)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        spec: FieldSpec = index.data(SPEC_ROLE)
        editor = make_editor(spec, self._around, parent, cell=True)
        editor.setAutoFillBackground(True)
        target = editor.focusProxy() or editor
        target.setProperty("cell", True)
        target.installEventFilter(self)
        place = QPersistentModelIndex(index)
        model = index.model()
        assert isinstance(model, RecordModel)
        editor.committed.connect(lambda value: self._commit(model, place, value))
        editor.unreadable.connect(lambda text: self._keep(model, place, text))
        editor.readable.connect(lambda: self._keep(model, place, None))
        editor.left.connect(lambda: self._close(editor, Hint.NoHint))
        editor.finished.connect(lambda: self._close(editor, Hint.NoHint))
        editor.cancelled.connect(lambda: self._close(editor, Hint.RevertModelCache))
        editor.problem_changed.connect(lambda sentence: editor.setToolTip(tooltip(sentence)))
        if isinstance(editor, ProseEditor):
            editor.edit.grown.connect(lambda: _fit(editor))
        return editor

    def _commit(self, model: RecordModel, place: QPersistentModelIndex, value: Any) -> None:
        if place.isValid():
            model.setData(place, value)

    def _keep(self, model: RecordModel, place: QPersistentModelIndex, text: str | None) -> None:
        if place.isValid():
            model.keep_draft(place, text)

    def _close(self, editor: Editor, hint: Hint) -> None:
        # Closing takes the focus away, which says once more that the editor was left.
        if editor.property("closed"):
            return
        editor.setProperty("closed", True)
        editor.commit(leaving=False)
        self.closeEditor.emit(editor, hint)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, Editor)
        value, draft = index.data(int(Qt.ItemDataRole.EditRole)), index.data(DRAFT_ROLE)
        if editor.property("loaded"):
            editor.set_value(value, draft)
            return
        editor.setProperty("loaded", True)
        editor.load(value, draft)
        target = editor.focusProxy()
        if isinstance(target, QLineEdit | QPlainTextEdit):
            target.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, Editor)
        editor.commit(leaving=False)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        assert isinstance(editor, Editor)
        editor.setGeometry(option.rect)
        if editor.spec.type is ValueType.LONG_TEXT:
            _fit(editor)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            editor = _editor_of(watched)
            hint = {Qt.Key.Key_Tab: Hint.EditNextItem, Qt.Key.Key_Backtab: Hint.EditPreviousItem}
            wanted = hint.get(Qt.Key(event.key()))
            if editor is not None and wanted is not None:
                self._close(editor, wanted)
                return True
        # Everything else is the editor's own business: it says when it may be closed.
        return False


def _fit_figure(option: QStyleOptionViewItem) -> None:
    """Write a figure a little smaller rather than cut it: half an amount is a wrong amount."""
    needed = option.fontMetrics.horizontalAdvance(option.text) + PADDING
    if option.rect.width() < needed and option.rect.width() > 0:
        font = QFont(option.font)
        share = max(SMALLEST, (option.rect.width() - PADDING) / max(1, needed - PADDING))
        font.setPixelSize(max(1, int(font.pixelSize() * share)))
        option.font = font
        option.fontMetrics = QFontMetrics(font)


def _fit(editor: Editor) -> None:
    """Open prose over the rows below, with room for a few lines, inside the table."""
    area = editor.parentWidget()
    if area is None:
        return
    height = min(editor.sizeHint().height(), area.height())
    width = max(editor.width(), min(320, area.width() - editor.x()))
    top = max(0, min(editor.y(), area.height() - height))
    editor.setGeometry(editor.x(), top, width, height)


def _editor_of(widget: QObject | None) -> Editor | None:
    while widget is not None and not (
        isinstance(widget, Editor) and not isinstance(widget.parent(), TypedEditor)
    ):
        widget = widget.parent()
    return widget
