"""Paints a record found by a search in two lines, with the words that were searched for marked.

Every piece of text is drawn as it is: nothing that comes from a deal is read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from negotiator_desk.domain.search import Part
from negotiator_desk.ui.models.hits import ROW_ROLE, Found, Head, Index
from negotiator_desk.ui.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
DEAL_PART = 0.4
"""The part of a line that the name of the deal may take."""


class HitDelegate(QStyledItemDelegate):
    """Title and deal, then the field with its text, and when it was changed."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height()
        if isinstance(index.data(ROW_ROLE), Head):
            return QSize(200, line + self._theme.sizes.px(18))
        return QSize(200, line * 2 + self._theme.sizes.px(18))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Head):
            self._paint_head(painter, option, row)
        else:
            self._paint_found(painter, option, index, row)
        painter.restore()

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, row: Head) -> None:
        painter.setFont(self._font(option, bold=True, pixels=self._theme.sizes.caption))
        painter.setPen(QColor(self._theme.tokens.muted))
        box = option.rect.adjusted(12, self._theme.sizes.px(10), -12, 0)
        painter.drawText(box, LEFT, row.text)

    def _paint_found(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Found
    ) -> None:
        tokens, sizes = self._theme.tokens, self._theme.sizes
        box = option.rect.adjusted(2, 1, -2, -1)
        current = self._view.currentIndex() == index
        if current or self._hovered() == index:
            painter.setPen(QColor(tokens.accent) if current else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection if current else tokens.hover))
            painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(10, sizes.px(6), -10, -sizes.px(6))
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), half)
        plain = self._font(option)
        small = self._font(option, pixels=sizes.caption)
        bold = self._font(option, bold=True)
        muted = QColor(tokens.muted)
        room = self._right(painter, small, muted, upper, row.deal)
        self._parts(painter, (bold, bold), (tokens.ink, tokens.accent), room, row.title)
        room = self._right(painter, small, muted, lower, row.when)
        field = f"{row.field}: " if row.field else ""
        if field:
            painter.setFont(plain)
            painter.setPen(muted)
            painter.drawText(room, LEFT, field)
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(field))
        self._parts(painter, (plain, bold), (tokens.ink, tokens.accent), room, row.text)

    def _hovered(self) -> QModelIndex:
        if not self._view.underMouse():
            return QModelIndex()
        return self._view.indexAt(self._view.viewport().mapFromGlobal(QCursor.pos()))

    def _font(self, option: QStyleOptionViewItem, *, bold: bool = False, pixels: int = 0) -> QFont:
        font = QFont(option.font)
        font.setBold(bold)
        if pixels:
            font.setPixelSize(pixels)
        return font

    def _right(
        self, painter: QPainter, font: QFont, colour: QColor, box: QRect, text: str
    ) -> QRect:
        """Draw a text at the right end of a line; what is left of the line."""
        painter.setFont(font)
        painter.setPen(colour)
        metrics = painter.fontMetrics()
        most = round(box.width() * DEAL_PART)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
        painter.drawText(box, RIGHT, shown)
        return box.adjusted(0, 0, -(metrics.horizontalAdvance(shown) + 16 if shown else 0), 0)

    def _parts(
        self,
        painter: QPainter,
        fonts: tuple[QFont, QFont],
        colours: tuple[str, str],
        box: QRect,
        parts: Sequence[Part],
    ) -> None:
        """Draw pieces one after the other as far as there is room; those found stand out."""
        left = box.left()
        for part in parts:
            painter.setFont(fonts[part.found])
            painter.setPen(QColor(colours[part.found]))
            metrics = painter.fontMetrics()
            room = QRect(left, box.top(), box.right() - left, box.height())
            width = metrics.horizontalAdvance(part.text)
            if width > room.width():
                text = metrics.elidedText(part.text, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(room, LEFT, text)
                return
            painter.drawText(room, LEFT, part.text)
            if part.found:  # never by colour alone
                base = room.center().y() + metrics.ascent() // 2 + 2
                painter.drawLine(left, base, left + width, base)
            left += width
