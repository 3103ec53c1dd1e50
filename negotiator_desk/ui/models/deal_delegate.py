"""Paints a deal of the list in two lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from negotiator_desk.ui.models.deals import ENTRY_ROLE, Entry, Index, stage_text
from negotiator_desk.ui.theme import Theme
from negotiator_desk.wording.formats import Formats, visible


class DealList(QListView):
    """The list; it knows which deal lies under the pointer.

    The state that an item is painted with would say so too, but the class that names it takes
    longer to load than the rest of the list.
    """

    def hovered(self) -> QModelIndex:
        """The deal under the pointer; none where there is none."""
        if not self.underMouse():
            return QModelIndex()
        return self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))


class DealDelegate(QStyledItemDelegate):
    """Paints a deal in two lines: title and score, buyer · stage and what is exposed."""

    def __init__(self, theme: Theme, formats: Formats, view: DealList) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._formats = formats

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, round(option.fontMetrics.height() * 2.2) + 20)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(8, 2, -8, -2)
        selected = self._view.selectionModel().isSelected(index)
        hovered = self._view.hovered() == index
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection if selected else tokens.raised))
            painter.drawRoundedRect(box, 6, 6)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        self._paint_text(painter, option, entry, box.adjusted(10, 6, -10, -6))
        painter.restore()

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, box: QRect
    ) -> None:
        tokens = self._theme.tokens
        half = box.height() // 2
        upper = QRect(box.left(), box.top(), box.width(), half)
        lower = QRect(box.left(), box.top() + half, box.width(), half)
        bold = QFont(option.font)
        bold.setBold(True)
        score = entry.summary.score if entry.summary else None
        right = "" if score is None else self._formats.score(score)
        colour = QColor(self._theme.score_colour(score))
        self._line(painter, bold, upper, entry.title, right, QColor(tokens.ink), colour)
        small = QFont(option.font)
        small.setPixelSize(self._theme.sizes.caption)
        left = " · ".join(p for p in (visible(entry.row.buyer), stage_text(entry)) if p)
        exposed = entry.summary.exposed if entry.summary else None
        money = self._formats.short(exposed) if exposed else ""
        self._line(painter, small, lower, left, money, QColor(tokens.muted), QColor(tokens.exposed))

    def _line(
        self,
        painter: QPainter,
        font: QFont,
        box: QRect,
        left: str,
        right: str,
        left_colour: QColor,
        right_colour: QColor,
    ) -> None:
        painter.setFont(font)
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(right)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(right_colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, right)
        room = box.adjusted(0, 0, -(width + 8 if right else 0), 0)
        painter.setPen(left_colour)
        text = metrics.elidedText(
            left.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, text)
