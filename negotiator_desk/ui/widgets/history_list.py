"""The history of a term as one line in time: a list of days and steps, each to its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from negotiator_desk.ui.models.records import tooltip
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.terms import event_text

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from negotiator_desk.domain.term_history import Event
    from negotiator_desk.ui.theme import Theme
    from negotiator_desk.wording.formats import Formats

    Index = QModelIndex | QPersistentModelIndex

MOST_ROWS: Final = 8
DAY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
COLOUR_ROLE: Final = DAY_ROLE + 1

_COLOURS: Final = {
    "agreed": "exposed",
    "locked": "protected",
    "relocked": "protected",
    "held": "protected",
    "traded": "exposed",
    "reopened": "lost",
    "conceded": "lost",
}


class HistoryModel(QAbstractListModel):
    """The steps, oldest first."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._currency = ""
        self.events: tuple[Event, ...] = ()

    def show(self, events: Sequence[Event], currency: str) -> None:
        """Show these steps; nothing happens where they are shown already."""
        if (tuple(events), currency) == (self.events, self._currency):
            return
        self.beginResetModel()
        self.events, self._currency = tuple(events), currency
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.events)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        event = self.events[index.row()]
        day = "" if event.day is None else self._formats.date_text(event.day)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(event_text(event, self._currency, self._formats))
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(event_text(event, self._currency, self._formats))
            case Qt.ItemDataRole.AccessibleTextRole:
                text = visible(event_text(event, self._currency, self._formats))
                return f"{day or _('undated')}: {text}"
            case _ if role == DAY_ROLE:
                return day or "–"
            case _ if role == COLOUR_ROLE:
                return _COLOURS.get(event.key, "muted")
        return None


class _Delegate(QStyledItemDelegate):
    """Paints day, a dot on the line through time, and the step in words."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, option.fontMetrics.height() + self._theme.sizes.px(8))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, px = self._theme.tokens, self._theme.sizes.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect
        if self._view.currentIndex() == index:
            focused = self._view.hasFocus()
            painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(box.adjusted(0, 1, -1, -1), 4, 4)
        middle = QPointF(px(90), box.center().y() + 0.5)
        painter.setPen(QColor(tokens.edge))
        top = box.top() if index.row() else box.center().y()
        last = index.row() == index.model().rowCount() - 1
        bottom = box.center().y() if last else box.bottom() + 1
        painter.drawLine(int(middle.x()), top, int(middle.x()), bottom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens, str(index.data(COLOUR_ROLE)))))
        painter.drawEllipse(middle, px(4), px(4))
        small = QFont(option.font)
        small.setPixelSize(self._theme.sizes.caption)
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        day = QRect(box.left() + px(4), box.top(), px(80), box.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(day, flags, str(index.data(DAY_ROLE)))
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.ink))
        room = box.adjusted(px(102), 0, -px(4), 0)
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, flags, text)
        painter.restore()


class HistoryList(QListView):
    """The steps of one term; ``picked`` brings the one at hand, ``opened`` one to go to."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.steps = HistoryModel(formats, self)
        self.setModel(self.steps)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setProperty("plain", True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("History of the term"))
        self.setAccessibleDescription(_("Arrows look, Enter goes to the record behind a step"))
        self.activated.connect(lambda index: self.opened.emit(self.steps.events[index.row()]))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.steps.modelReset.connect(self._fit)

    def _on_current(self, index: Index) -> None:
        self.picked.emit(self.steps.events[index.row()] if index.isValid() else None)

    def _fit(self) -> None:
        row = self.fontMetrics().height() + self._theme.sizes.px(8)
        self.setFixedHeight(row * max(1, min(MOST_ROWS, self.steps.rowCount())) + 4)
        self.scrollToBottom()
