"""The catalogue of tactics: a letter logs one, words filter, free text is logged too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.meetings import is_cancelled, meeting_at_hand
from negotiator_desk.domain.tactics import tactic_by_letter
from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.ui.keys import on_ctrl_enter
from negotiator_desk.ui.widgets.tactic_card import TacticCard
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import deal_title, record_title
from negotiator_desk.wording.tactics import catalogued, tactic_key, tactic_text, tactics_for

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

LETTER_ROLE: Final = int(Qt.ItemDataRole.UserRole)
COLUMNS: Final = 3
ROWS: Final = 10


class TacticModel(QAbstractListModel):
    """The tactics that answer what is typed; last, what was typed as a tactic of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[str] = []
        self.set_query("")

    def set_query(self, query: str) -> None:
        """Show the tactics in whose words all of these occur."""
        typed = " ".join(query.split())
        self.beginResetModel()
        self._rows = [tactic.key for tactic in tactics_for(typed)]
        if typed and catalogued(typed) is None:
            self._rows.append(typed)
        self.endResetModel()

    def tactic(self, row: int) -> str:
        """The key of the tactic in a row, or the free text."""
        return self._rows[row]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        stored = self._rows[index.row()]
        known = catalogued(stored)
        if role == LETTER_ROLE:
            return "" if known is None else known.letter
        if role == Qt.ItemDataRole.DisplayRole:
            if known is None:
                return _("Log “{text}”").format(text=visible(stored))
            return tactic_text(known.key).name
        if role == Qt.ItemDataRole.AccessibleTextRole and known is not None:
            name = tactic_text(known.key).name
            return _("{name}, key {letter}").format(name=name, letter=known.letter)
        return None


class TacticDelegate(QStyledItemDelegate):
    """Paints the key of a tactic before its name."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, option.fontMetrics.height() + self._theme.sizes.px(10))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, px = self._theme.tokens, self._theme.sizes.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 1, -2, -1)
        if self._view.currentIndex() == index:
            focused = self._view.hasFocus()
            painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(box, 4, 4)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.accent))
        key = QRect(box.left() + px(4), box.top(), px(22), box.height())
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, str(index.data(LETTER_ROLE)))
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.ink))
        room = box.adjusted(px(32), 0, -px(4), 0)
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class TacticList(QListView):
    """The tactics in columns; the key of one logs it at once, Enter the one at hand."""

    chosen = Signal(str)
    filter_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tactics = TacticModel(self)
        self._theme = theme
        self.setModel(self.tactics)
        self.setItemDelegate(TacticDelegate(theme, self))
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Tactics"))
        row = self.fontMetrics().height() + theme.sizes.px(10)
        self._row = row
        self.setFixedHeight(row * ROWS + 2 * self.frameWidth() + 6)
        self.doubleClicked.connect(lambda index: self.choose(index.row()))

    def choose(self, row: int) -> None:
        """Log the tactic of a row; nothing where there is none."""
        if 0 <= row < self.tactics.rowCount():
            self.chosen.emit(self.tactics.tactic(row))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        width = (self.viewport().width() - 4) // COLUMNS
        self.setGridSize(QSize(width, self._row))
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        tactic = tactic_by_letter(event.text()) if plain and event.text() else None
        if event.isAutoRepeat() and event.text().strip():
            event.accept()  # a key held down logs once
        elif tactic is not None:
            self.chosen.emit(tactic.key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.currentIndex().row())
        elif event.text() == "/" and plain:
            self.filter_wanted.emit()
        else:
            super().keyPressEvent(event)


class TacticsDialog(QDialog):
    """Opens with the keyboard on the catalogue; ``tactic`` is what is to be logged."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Log a tactic"))
        self.setModal(True)
        self.tactic = ""
        self._env = env
        self.deal = QLabel(self)
        self.deal.setTextFormat(Qt.TextFormat.PlainText)
        self.deal.setProperty("role", "caption")
        self.deal.setWordWrap(True)
        self.meeting = self._combo(_("Seen in"))
        self.person = self._combo(_("Used by"))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("/ to search, or write your own word"))
        self.line.setAccessibleName(_("Search the tactics"))
        self.line.setClearButtonEnabled(True)
        self.list = TacticList(env.theme, self)
        self.card = TacticCard(self)
        self._hint = QLabel(
            _("The key before a tactic logs it at once. Arrows look, Enter logs, Esc leaves."), self
        )
        self._hint.setProperty("muted", True)
        self._hint.setWordWrap(True)
        self._lay_out()
        self._fill()
        self.line.textChanged.connect(self._on_text)
        self.line.installEventFilter(self)
        self.list.chosen.connect(self._choose)
        self.list.filter_wanted.connect(self.line.setFocus)
        self.list.selectionModel().currentChanged.connect(lambda: self._show_current())
        on_ctrl_enter(self, lambda: self.list.choose(self.list.currentIndex().row()))
        self.list.setCurrentIndex(self.list.tactics.index(0, 0))
        self.list.setFocus()

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.deal)
        row = QHBoxLayout()
        row.setSpacing(8)
        for box in (self.meeting, self.person):
            caption = QLabel(box.accessibleName(), self)
            caption.setBuddy(box)
            row.addWidget(caption)
            row.addWidget(box, 1)
        column.addLayout(row)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self._hint)
        column.addWidget(self.card, 1)
        QWidget.setTabOrder(self.list, self.meeting)
        QWidget.setTabOrder(self.meeting, self.person)
        QWidget.setTabOrder(self.person, self.line)
        px = self._env.theme.sizes.px
        self.card.setMinimumHeight(px(124))
        resize_within(self, px(760), px(530))

    def _fill(self) -> None:
        snapshot, formats = self._env.open_deal.snapshot, self._env.formats
        self.meeting.addItem(_("No meeting"), None)
        self.person.addItem(_("Nobody in particular"), None)
        if snapshot is None:
            return
        # Over a page about all deals nothing else says whose behaviour it is.
        self.deal.setText(deal_title(snapshot.deal.title))
        today = self._env.around.today()
        at_hand = meeting_at_hand(snapshot, today)
        for meeting in snapshot.meetings:
            if not is_cancelled(meeting):
                self.meeting.addItem(record_title("meetings", meeting, formats), meeting.id)
        there = () if at_hand is None else at_hand.stakeholder_ids
        people = sorted(snapshot.stakeholders, key=lambda person: person.id not in there)
        for person in people:
            self.person.addItem(record_title("stakeholders", person, formats), person.id)
        if at_hand is not None:
            self.meeting.setCurrentIndex(self.meeting.findData(at_hand.id))

    @property
    def meeting_id(self) -> UUID | None:
        """The meeting it was seen in."""
        found: UUID | None = self.meeting.currentData()
        return found

    @property
    def stakeholder_id(self) -> UUID | None:
        """The person who used it."""
        found: UUID | None = self.person.currentData()
        return found

    def _on_text(self, text: str) -> None:
        self.list.tactics.set_query(text)
        self.list.setCurrentIndex(self.list.tactics.index(0, 0))
        self._show_current()

    def _show_current(self) -> None:
        row = self.list.currentIndex().row()
        stored = self.list.tactics.tactic(row) if row >= 0 else ""
        self.card.show_tactic(stored)

    def _choose(self, tactic: str) -> None:
        self.tactic = tactic_key(tactic)
        self.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            row = self.list.currentIndex().row()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.choose(row)
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.tactics.rowCount():
                wanted = max(0, min(row + step, self.list.tactics.rowCount() - 1))
                self.list.setCurrentIndex(self.list.tactics.index(wanted, 0))
                return True
        return super().eventFilter(watched, event)


def log_tactic(env: Env, parent: QWidget) -> UUID | None:
    """Ask which tactic was seen and log it; the id of the behaviour, None where none was."""
    if env.open_deal.deal_id is None:
        return None
    dialog = TacticsDialog(env, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted and bool(dialog.tactic)
    tactic, meeting, person = dialog.tactic, dialog.meeting_id, dialog.stakeholder_id
    dialog.deleteLater()
    return env.editing.log_behaviour(tactic, meeting, person) if done else None
