"""The table in which records are listed: fixed widths, keys, no scroll bar across."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.ui.models.columns import Column, stretch_column, wide_columns
from negotiator_desk.ui.models.delegates import RecordDelegate
from negotiator_desk.ui.models.records import RecordModel
from negotiator_desk.ui.models.sorting import Sorting, key_of
from negotiator_desk.ui.widgets.editor import Editor, set_flag
from negotiator_desk.ui.widgets.line_table import mark_sorted
from negotiator_desk.ui.widgets.record_menu import ADD, DOWN, DUPLICATE, UP, record_menu
from negotiator_desk.ui.widgets.sorted_head import SortedHead
from negotiator_desk.ui.widgets.table_fit import (
    LEAST_STRETCH,
    NARROW,
    ROW,
    TALL_RANK,
    TALL_ROW,
    TALL_STRETCH,
    full_widths,
    tall_widths,
    that_fit,
)


class RecordTable(QTableView):
    """Lists the records of a model; every key has a signal, nothing is changed here.

    Columns that do not fit the width are left out, from the right unless their rank says otherwise:
    the form shows every field. Where the room is narrow and the table ``wraps``, rows take two
    lines instead, with narrower columns, before one is left out that matters. ``sort_wanted`` names
    a column whose head was pressed, "" for the records' own order.
    ``movable`` is whether rows can be put in another order; not where their order is computed.
    """

    add_wanted = Signal()
    open_wanted = Signal(UUID)
    remove_wanted = Signal(list)
    duplicate_wanted = Signal(list)
    move_wanted = Signal(UUID, int)
    current_changed = Signal(object)
    columns_fitted = Signal()
    entered_by_key = Signal()
    sort_wanted = Signal(str)

    def __init__(
        self,
        model: RecordModel,
        parent: QWidget | None = None,
        *,
        least: int = LEAST_STRETCH,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self._least = least
        self._wraps = wraps
        self.narrow = NARROW
        self.tall = False
        self.two_lines = False
        self.movable = True
        self.records = model
        model.setParent(self)
        self._px = model.around.theme.sizes.px
        self._delegate = RecordDelegate(model.around, self)
        self.setHorizontalHeader(SortedHead(self))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_up_view()
        self._set_up_header()
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_double_click)
        self.customContextMenuRequested.connect(self._on_menu)
        self.horizontalHeader().sectionClicked.connect(
            lambda place: self.sort_wanted.emit(key_of(model.columns[place]))
        )
        model.around.theme.changed.connect(model.restyle)

    def _set_up_view(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._px(ROW))

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(self._px(40))
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._stretch = stretch_column(self.records.columns)
        self._full_widths = full_widths(self.records.columns, self.fontMetrics(), self._px)
        self._wide = wide_columns(self.records.columns)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same records; what was selected stays so."""
        self.flush()
        current = self.current_id()
        self.records.set_columns(columns)
        self._set_up_header()
        self._fit_columns()
        self.select(current)

    def show_sorted(self, sorting: Sorting) -> None:
        """Mark the column that the records are sorted by, if they are."""
        place = sorting.place(self.records.columns)
        mark_sorted(self.horizontalHeader(), place, descending=sorting.descending)

    @property
    def is_sorted(self) -> bool:
        """Whether the records stand in the order of a column, not in their own."""
        return self.horizontalHeader().isSortIndicatorShown()

    @property
    def hidden_columns(self) -> bool:
        """Whether a column does not fit."""
        return any(self.isColumnHidden(place) for place in range(len(self.records.columns)))

    def _room(self) -> int:
        """The width for the columns: beside the scroll bar where rows of one line need it too.

        A bar that rows of two lines alone bring counts for nothing: beside it these might have no
        use, and with rows of one line it would go again, without end.
        """
        room, bar = self.contentsRect(), self.verticalScrollBar().sizeHint().width()
        needed = self.records.rowCount() * self._px(ROW) > room.height()
        return room.width() - bar if needed else room.width()

    def _fit_columns(self) -> None:
        columns, room = self.records.columns, self._room()
        fitting = partial(that_fit, columns, room=room, stretch=self._stretch, wide=self._wide)
        widths = self._full_widths
        shown = fitting(widths, least=self._px(self._least))
        missing = [column for place, column in enumerate(columns) if place not in shown]
        tall = self.two_lines or (
            self._wraps
            and room < self._px(self.narrow)
            and any(column.rank <= TALL_RANK for column in missing)
        )
        if tall:
            narrow = tall_widths(columns, self.fontMetrics(), self._px)
            words = columns[self._stretch].narrow
            more = fitting(narrow, least=self._px(words or TALL_STRETCH))
            gained = len(more) - len(shown)
            tall = self.two_lines or gained > 0 or (words > 0 and gained == 0)
            if tall:
                widths, shown = narrow, more
        self._set_tall(tall)
        self._show_columns(shown, widths)
        self.columns_fitted.emit()

    def _show_columns(self, shown: frozenset[int], widths: Sequence[int]) -> None:
        """Show these columns; where none of words is left the last one takes the room left over."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        wide = self._wide & shown or {max(shown)}
        for place in range(len(self.records.columns)):
            self.setColumnHidden(place, place not in shown)
            header.setSectionResizeMode(
                place, modes.Stretch if place in wide else modes.Interactive
            )
            if place in shown and place not in wide:
                self.setColumnWidth(place, widths[place])
        current = self.currentIndex()
        if current.isValid() and current.column() not in shown:
            flags = QItemSelectionModel.SelectionFlag
            kept = current.siblingAtColumn(min(shown))
            self.selectionModel().setCurrentIndex(kept, flags.NoUpdate)

    def _set_tall(self, tall: bool) -> None:
        if tall == self.tall:
            return
        self.tall = tall
        self.setWordWrap(tall)
        self.verticalHeader().setDefaultSectionSize(self._px(TALL_ROW if tall else ROW))
        for widget in (self, self.horizontalHeader()):
            set_flag(widget, "tall", tall)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_columns()

    # Which records.

    def current_id(self) -> UUID | None:
        """The record of the current row."""
        index = self.currentIndex()
        return self.records.record_at(index.row()).id if index.isValid() else None

    def selected_ids(self) -> list[UUID]:
        """The selected records in list order."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.records.record_at(row).id for row in rows]

    def select(self, record_id: UUID | None) -> bool:
        """Make a record the current one; whether it is in the list."""
        row = self.records.row_of(record_id)
        if row < 0:
            return False
        if self.current_id() != record_id or record_id not in self.selected_ids():
            # A list that gets the keyboard makes its first cell current, and nothing selected.
            place = self.currentIndex().column() if self.selected_ids() else -1
            places = (place, self._stretch, *range(len(self.records.columns)))
            column = next(p for p in places if p >= 0 and not self.isColumnHidden(p))
            index = self.records.index(row, column)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        return True

    def enter(self) -> None:
        """Edit the current cell; what is computed from the record is edited in its form."""
        if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit_current()
        else:
            self._open_current()

    def edit_current(self, field: str = "") -> None:
        """Open the editor of a field of the current record, or of the first that has one."""
        row = self.currentIndex().row()
        if row < 0:
            return
        wanted = self.records.column_of(field)
        places = [wanted] if wanted >= 0 else [self.currentIndex().column()]
        places += range(len(self.records.columns))
        for place in places:
            index = self.records.index(row, place)
            editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
            if editable and not self.isColumnHidden(place):
                self.setCurrentIndex(index)
                self.edit(index)
                return
        self._open_current()

    def flush(self) -> None:
        """Store what has been typed into an open cell and not stored yet."""
        for editor in self.viewport().findChildren(Editor):
            editor.commit()

    def _open_current(self) -> None:
        if (record_id := self.current_id()) is not None:
            self.open_wanted.emit(record_id)

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.current_changed.emit(self.current_id())

    def _on_double_click(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open_current()

    # What can be done.

    def remove_selected(self) -> None:
        """Ask that the selected records go."""
        if ids := self.selected_ids():
            self.remove_wanted.emit(ids)

    def duplicate_selected(self) -> None:
        """Ask for copies of the selected records."""
        if ids := self.selected_ids():
            self.duplicate_wanted.emit(ids)

    def move_current(self, step: int) -> None:
        """Ask that the current record goes up or down by so many places."""
        row, rows = self.currentIndex().row(), self.records.rowCount()
        if self.movable and not self.is_sorted and row >= 0 and 0 <= row + step < rows:
            self.move_wanted.emit(self.records.record_at(row).id, row + step)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, columns apart by tabs."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = [
            "\t".join(
                str(self.records.index(row, place).data())
                for place in range(len(self.records.columns))
            )
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def build_menu(self) -> QMenu:
        """What can be done with the selected records, each with its key."""
        return record_menu(self)

    def _on_menu(self) -> None:
        menu = self.build_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.cursor().pos())

    def _own_key(self, event: QKeyEvent) -> bool:
        """Do what a key of the list stands for; whether it was one."""
        keys = QKeySequence(event.keyCombination())
        if keys == ADD:
            self.add_wanted.emit()
        elif keys == DUPLICATE:
            self.duplicate_selected()
        elif keys == UP:
            self.move_current(-1)
        elif keys == DOWN:
            self.move_current(1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.enter()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_selected()
        else:
            return False
        return True

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        # Closing takes the focus from the editor, which would ask to be closed once more.
        editor.setProperty("closed", True)
        super().closeEditor(editor, hint)

    @override
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and QKeySequence(event.keyCombination()) in (ADD, DUPLICATE, UP, DOWN)
        ):
            # The list under the keys goes before a shortcut of the window with the same key.
            event.accept()
            return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.entered_by_key.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() != QAbstractItemView.State.EditingState and self._own_key(event):
            event.accept()
            return
        super().keyPressEvent(event)
