"""The board: a column for each stage, in it a card for each deal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.portfolio import totals_of
from negotiator_desk.models.choices import Stage
from negotiator_desk.ui.models.records import tooltip
from negotiator_desk.ui.widgets.line_table import Index
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.due import next_text
from negotiator_desk.wording.portfolio import deals_text

if TYPE_CHECKING:
    from negotiator_desk.ui.desk_pages.portfolio_lines import DealLine
    from negotiator_desk.ui.env import Env

LINE_ROLE: Final = int(Qt.ItemDataRole.UserRole)


class ColumnModel(QAbstractListModel):
    """The deals of one stage."""

    def __init__(self, env: Env, parent: QObject) -> None:
        super().__init__(parent)
        self._env = env
        self.lines: list[DealLine] = []

    def show_lines(self, lines: Sequence[DealLine]) -> None:
        """Show these deals."""
        new = list(lines)
        if [line.row.id for line in new] == [line.row.id for line in self.lines]:
            self.lines = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.lines = new
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            money = money_texts(line, self._env)
            parts = (line.title, line.buyer, *money, follows_text(line))
            text = ", ".join(part for part in parts if part)
            return tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None


def money_texts(line: DealLine, env: Env) -> tuple[str, str]:
    """What is lost and what is exposed in a deal, in few letters; empty for nothing."""
    if line.digest is None:
        return "…", ""
    lost, exposed = line.amount("lost"), line.amount("exposed")
    currency = line.row.currency
    return (
        _("lost {amount}").format(amount=f"{env.formats.short(lost)} {currency}") if lost else "",
        _("exposed {amount}").format(amount=f"{env.formats.short(exposed)} {currency}")
        if exposed
        else "",
    )


def follows_text(line: DealLine) -> str:
    """What comes next in a deal."""
    return next_text(*line.next) if line.next is not None else ""


class CardDelegate(QStyledItemDelegate):
    """Paints a card of five lines."""

    def __init__(self, env: Env, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._env = env

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, round(option.fontMetrics.height() * 5.2) + 24)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: DealLine = index.data(LINE_ROLE)
        theme = self._env.theme
        tokens = theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 3, -2, -3)
        current = self._view.hasFocus() and self._view.currentIndex() == index
        painter.setPen(QColor(tokens.accent if current else tokens.line))
        painter.setBrush(QColor(theme.selection if current else tokens.raised))
        painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(10, 8, -10, -8)
        height = inner.height() // 5
        score = line.digest.figures.score if line.digest else None
        gap = "" if line.gap is None else self._env.formats.score(line.gap)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        width = painter.fontMetrics().horizontalAdvance(gap)
        top = QRect(inner.left(), inner.top(), inner.width(), height)
        painter.setPen(QColor(theme.score_colour(score)))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, gap)
        self._line(
            painter, top.adjusted(0, 0, -(width + 6 if gap else 0), 0), line.title, tokens.ink
        )
        small = QFont(option.font)
        small.setPixelSize(theme.sizes.caption)
        painter.setFont(small)
        self._line(painter, top.translated(0, height), line.buyer, tokens.muted)
        lost, exposed = money_texts(line, self._env)
        self._line(
            painter,
            top.translated(0, 2 * height),
            lost,
            tokens.lost if line.digest else tokens.muted,
        )
        self._line(painter, top.translated(0, 3 * height), exposed, tokens.exposed)
        late = line.next is not None and line.next[1] < 0
        last = top.translated(0, 4 * height)
        self._line(painter, last, follows_text(line), tokens.lost if late else tokens.muted)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, box: QRect, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class StageColumn(QListView):
    """The cards of a stage; the arrows to the sides lead to the next stage."""

    sideways = Signal(int)

    def __init__(self, env: Env, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = ColumnModel(env, self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(env, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setProperty("plain", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.sideways.emit(step)
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Put the keyboard on the card at hand, else on the first."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid() and self.cards.lines:
            self.setCurrentIndex(self.cards.index(0))


class StageBoard(QWidget):
    """Five columns, from before the RFP to closed; public records are not on it."""

    opened = Signal(UUID)

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self._heads: dict[Stage, QLabel] = {}
        self.columns: dict[Stage, StageColumn] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        for place, stage in enumerate(Stage):
            head = QLabel(self)
            head.setTextFormat(Qt.TextFormat.PlainText)
            head.setProperty("muted", True)
            column = StageColumn(env, _(stage.label), self)
            column.sideways.connect(lambda step, at=place: self._aside(at, step))
            column.activated.connect(self._open)
            column.clicked.connect(self._open)
            upright = QVBoxLayout()
            upright.setSpacing(4)
            upright.addWidget(head)
            upright.addWidget(column, 1)
            row.addLayout(upright, 1)
            self._heads[stage], self.columns[stage] = head, column

    def show_lines(self, lines: Sequence[DealLine]) -> None:
        """Show these deals, each in the column of its stage."""
        for stage, column in self.columns.items():
            mine = [line for line in lines if line.stage is stage and not line.public]
            column.cards.show_lines(mine)
            totals = totals_of(line.digest.figures for line in mine if line.digest)
            sums = [
                _("{amount} {currency} exposed").format(
                    amount=self._env.formats.short(each.exposed), currency=currency
                )
                for currency, each in totals.items()
                if each.exposed
            ]
            self._heads[stage].setText("\n".join((f"{_(stage.label)}  ·  {len(mine)}", *sums)))
            self._heads[stage].setAccessibleName(f"{_(stage.label)}, {deals_text(len(mine))}")
            self._heads[stage].setAlignment(Qt.AlignmentFlag.AlignTop)
        height = max(head.sizeHint().height() for head in self._heads.values())
        for head in self._heads.values():
            head.setFixedHeight(height)

    def _aside(self, place: int, step: int) -> None:
        """The next column to that side that has a card."""
        columns = list(self.columns.values())
        place += step
        while 0 <= place < len(columns):
            if columns[place].cards.lines:
                columns[place].enter()
                return
            place += step

    def focus_first(self) -> None:
        """Put the keyboard on the first column with a card."""
        self._aside(-1, 1)

    def _open(self, index: Index) -> None:
        line: DealLine = index.data(LINE_ROLE)
        self.opened.emit(line.row.id)
