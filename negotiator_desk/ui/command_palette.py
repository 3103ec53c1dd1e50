"""The command palette (Ctrl+K): every action, every deal, every record of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible

SHOWN = 60
FIND_DELAY = 120
HINT_ROLE = int(Qt.ItemDataRole.UserRole)
HINT_GAP, HINT_MARGIN = 40, 10
Index = QModelIndex | QPersistentModelIndex


class Command(msgspec.Struct, frozen=True):
    """One thing the palette can do: its text, what stands beside it, and what it does."""

    text: str
    hint: str
    run: Callable[[], object]
    record: UUID | None = None
    """The record it leads to, if it leads to one."""


def rank(query: str, text: str) -> int | None:
    """How well a text answers a query, lower is better; None when it does not.

    Every word of the query must occur; a word at the start of the text or of a word of it
    counts for more than one inside, and a text that begins with the whole query for most.
    """
    folded = text.casefold()
    if query.strip() and folded.startswith(query.strip().casefold()):
        return -1
    total = 0
    for word in query.casefold().split():
        place = folded.find(word)
        if place < 0:
            return None
        if place == 0:
            continue
        total += 1 if not folded[place - 1].isalnum() else 3
    return total


class CommandModel(QAbstractListModel):
    """The commands that answer what is typed."""

    def __init__(self, commands: Sequence[Command], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = commands
        self._shown = list(commands[:SHOWN])

    def add(self, commands: Iterable[Command]) -> None:
        """Show these too, below the others, unless the same record is there."""
        known = {command.record for command in self._shown if command.record is not None}
        fresh = [command for command in commands if command.record not in known]
        if fresh:
            last = len(self._shown)
            self.beginInsertRows(QModelIndex(), last, last + len(fresh) - 1)
            self._shown += fresh
            self.endInsertRows()

    def set_query(self, query: str) -> None:
        """Show the commands that answer this query, best first."""
        ranked = [
            (found, place, command)
            for place, command in enumerate(self._all)
            if (found := rank(query, f"{command.text} {command.hint}")) is not None
        ]
        ranked.sort(key=lambda item: item[:2])
        self.beginResetModel()
        self._shown = [command for _found, _place, command in ranked[:SHOWN]]
        self.endResetModel()

    def command(self, place: int) -> Command:
        """The command in a row."""
        return self._shown[place]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        command = self._shown[index.row()]
        if role == HINT_ROLE:
            return command.hint
        text = visible(command.text).replace("\n", " ")
        if role == Qt.ItemDataRole.AccessibleTextRole and command.hint:
            return f"{text}, {command.hint}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text
        return None


class CommandDelegate(QStyledItemDelegate):
    """A line with its keys, or what it is, in quieter letters at the right."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if hint := index.data(HINT_ROLE):
            room = option.rect.width() - option.fontMetrics.horizontalAdvance(hint) - HINT_GAP
            option.text = option.fontMetrics.elidedText(
                option.text, Qt.TextElideMode.ElideRight, max(0, room)
            )

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if hint := index.data(HINT_ROLE):
            painter.save()
            painter.setFont(option.font)
            # Of the program: in the option's own the stylesheet has thinned this colour.
            painter.setPen(QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(option.rect.adjusted(0, 0, -HINT_MARGIN, 0), right, hint)
            painter.restore()


class CommandPalette(QDialog):
    """A line and a list: type, choose with the arrows, Enter.

    ``find`` looks for more, which comes later by ``add_found``.
    """

    def __init__(
        self,
        commands: Sequence[Command],
        parent: QWidget,
        find: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._find_later = QTimer(self)
        self._find_later.setSingleShot(True)
        self._find_later.setInterval(FIND_DELAY)
        self._find_later.timeout.connect(self._look)
        self.setWindowTitle(_("Commands and records"))
        self.setModal(True)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("Type a command, a record or a deal"))
        self.line.setAccessibleName(_("Command"))
        self.line.setClearButtonEnabled(True)
        self.model = CommandModel(commands, self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(CommandDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setProperty("popup", True)
        self.list.setAccessibleName(_("Commands and records"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.none = QLabel(_("Nothing answers these words."), self)
        self.none.setProperty("muted", True)
        self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        resize_within(self, 560, 420)
        self.line.textChanged.connect(self._on_text)
        for widget in (self.line, self.list):
            widget.installEventFilter(self)
        self.list.clicked.connect(self._run_current)
        self.chosen: Command | None = None
        self._select(0)

    def _on_text(self, text: str) -> None:
        self.model.set_query(text)
        self.none.setVisible(self.model.rowCount() == 0)
        self._select(0)
        if self._find is not None:
            self._find("")  # what was asked before is wanted no more
            self._find_later.start()

    def _look(self) -> None:
        if self._find is not None:
            self._find(self.line.text())

    def add_found(self, commands: Iterable[Command]) -> None:
        """Add what was found elsewhere to the list; what is chosen in it stays so."""
        was_empty = self.model.rowCount() == 0
        self.model.add(commands)
        self.none.setVisible(self.model.rowCount() == 0)
        if was_empty:
            self._select(0)

    def _select(self, place: int) -> None:
        if self.model.rowCount():
            place = max(0, min(place, self.model.rowCount() - 1))
            self.list.setCurrentIndex(self.model.index(place))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run_current()
                return True
            step = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: 10,
                Qt.Key.Key_PageUp: -10,
            }.get(Qt.Key(event.key()))
            if step is not None:
                self._select(self.list.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    def _run_current(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.chosen = self.model.command(index.row())
            self.accept()
