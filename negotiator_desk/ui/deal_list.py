"""The deals on the left: filter, score and stage of each, computed while the program is idle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.control import diagnose
from negotiator_desk.models.choices import Origin, Stage
from negotiator_desk.ui.theme import Theme
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats, visible

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.services.context import Context
    from negotiator_desk.store.desk import Changed, DealRow
    from negotiator_desk.ui.state import OpenDeal

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = int(Qt.ItemDataRole.UserRole)
ENTRY_ROLE = ID_ROLE + 1


class Summary(msgspec.Struct, frozen=True):
    """What the list shows of a diagnosis."""

    stage: Stage
    score: Fraction | None
    exposed: Fraction


class Entry(msgspec.Struct, frozen=True):
    """One line of the list: a deal, and its summary once that is computed."""

    row: DealRow
    summary: Summary | None = None

    @property
    def title(self) -> str:
        return visible(self.row.title).strip() or _("Untitled deal")


def summary_of(diagnosis: Diagnosis) -> Summary:
    """What the list shows of a diagnosis."""
    exposed = sum((c.exposed or Fraction(0) for c in diagnosis.controls), Fraction(0))
    enough = diagnosis.coverage is not None and diagnosis.coverage >= 50
    return Summary(diagnosis.stage, diagnosis.score if enough else None, exposed)


class DealListModel(QAbstractListModel):
    """The deals of the desk, filtered by text; never writes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[DealRow, ...] = ()
        self._shown: list[Entry] = []
        self._summaries: dict[UUID, Summary] = {}
        self._filter = ""
        self.archived = False

    def set_rows(self, rows: Sequence[DealRow]) -> None:
        """Show these deals; the rows that stay keep their place and their summary."""
        self._all = tuple(rows)
        self._refill()

    def set_filter(self, text: str) -> None:
        """Show the deals whose title or buyer holds every word of the text."""
        self._filter = text
        self._refill()

    def show_archived(self, archived: bool) -> None:
        """Show the archived deals, or those at work."""
        self.archived = archived
        self._refill()

    def _matches(self, row: DealRow) -> bool:
        if bool(row.archived) is not self.archived:
            return False
        haystack = f"{row.title} {row.buyer}".casefold()
        return all(word in haystack for word in self._filter.casefold().split())

    def _entry(self, row: DealRow) -> Entry:
        return Entry(row, self._summaries.get(row.id))

    def _refill(self) -> None:
        wanted = [self._entry(row) for row in self._all if self._matches(row)]
        if [e.row.id for e in wanted] == [e.row.id for e in self._shown]:
            for place, (old, new) in enumerate(zip(self._shown, wanted, strict=True)):
                if old != new:
                    self._shown[place] = new
                    index = self.index(place)
                    self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self._shown = wanted
        self.endResetModel()

    def stale(self) -> UUID | None:
        """The next deal shown whose summary is not computed yet."""
        for entry in self._shown:
            if entry.row.origin != Origin.PUBLIC_RECORD and entry.row.id not in self._summaries:
                stale: UUID = entry.row.id
                return stale
        return None

    def forget(self, deal_ids: Iterable[UUID]) -> None:
        """These deals changed: their summaries are computed again."""
        for deal_id in deal_ids:
            self._summaries.pop(deal_id, None)

    def set_summary(self, deal_id: UUID, summary: Summary) -> None:
        """Keep the summary of a deal as it now is."""
        self._summaries[deal_id] = summary
        place = self.place_of(deal_id)
        if place >= 0 and self._shown[place].summary != summary:
            self._shown[place] = Entry(self._shown[place].row, summary)
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def place_of(self, deal_id: UUID | None) -> int:
        """The row of a deal, or -1."""
        for place, entry in enumerate(self._shown):
            if entry.row.id == deal_id:
                return place
        return -1

    def entry_at(self, place: int) -> Entry:
        """The entry shown in a row."""
        return self._shown[place]

    def archived_count(self) -> int:
        """How many deals of the desk are archived."""
        return sum(1 for row in self._all if row.archived)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == ID_ROLE:
            return entry.row.id
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(entry)
        return None

    def _sentence(self, entry: Entry) -> str:
        parts = [entry.title, visible(entry.row.buyer), stage_text(entry)]
        if entry.summary and entry.summary.score is not None:
            score = round(float(entry.summary.score))
            parts.append(_("control score {score}").format(score=score))
        return ", ".join(part for part in parts if part)


def stage_text(entry: Entry) -> str:
    """The stage of a deal in a word; a public record says that it is one."""
    if entry.row.origin == Origin.PUBLIC_RECORD:
        return _(Origin.PUBLIC_RECORD.label)
    stage = entry.summary.stage if entry.summary else entry.row.stage
    return _(stage.label) if stage else _(Stage.BEFORE.label)


class DealDelegate(QStyledItemDelegate):
    """Paints a deal in two lines: title and score, buyer · stage and what is exposed."""

    def __init__(self, theme: Theme, formats: Formats, parent: QObject) -> None:
        super().__init__(parent)
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
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection if selected else tokens.raised))
            painter.drawRoundedRect(box, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
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


class DealPanel(QWidget):
    """The left side of the window."""

    picked = Signal(UUID)
    new_wanted = Signal()
    menu_wanted = Signal(UUID, QPoint)

    def __init__(
        self, context: Context, theme: Theme, formats: Formats, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.model = DealListModel(self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(_("Filter deals"))
        self.filter.setAccessibleName(_("Filter deals"))
        self.filter.setClearButtonEnabled(True)
        self.new_button = QPushButton(_("New deal"), self)
        self.new_button.setProperty("primary", True)
        self.list = QListView(self)
        self.list.setAccessibleName(_("Deals"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(DealDelegate(theme, formats, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setProperty("plain", True)
        self.empty = QLabel(self)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setProperty("muted", True)
        self.empty.setContentsMargins(8, 8, 8, 8)
        self.archive_button = QPushButton(self)
        self.archive_button.setProperty("link", True)
        self._lay_out()
        self._idle = QTimer(self)
        self._idle.setInterval(30)
        self._idle.timeout.connect(self._summarise_one)
        self.filter.textChanged.connect(self._on_filter)
        self.new_button.clicked.connect(self.new_wanted)
        self.archive_button.clicked.connect(self._toggle_archived)
        self.list.clicked.connect(self._on_index)
        self.list.activated.connect(self._on_index)
        self.list.customContextMenuRequested.connect(self._on_menu)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.filter)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_list)
        self.filter.returnPressed.connect(self._open_first)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(8)
        head.addWidget(self.filter, 1)
        head.addWidget(self.new_button)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self.archive_button)
        foot.addStretch(1)
        column.addLayout(foot)

    def reload(self, current: UUID | None) -> None:
        """Read the deals of the desk again and mark the one that is open."""
        self.model.set_rows(self._context.desk.deals())
        self._after_refill(current)
        self._idle.start()

    def on_changed(self, change: Changed, open_deal: OpenDeal) -> None:
        """Show what a change on the desk means for the list; the open deal is diagnosed already."""
        self.model.forget(change.deal_ids)
        current = open_deal.deal_id
        if current in change.deal_ids and current and open_deal.diagnosis is not None:
            self.model.set_summary(current, summary_of(open_deal.diagnosis))
        if change.kinds & {"deal", "deal_states"}:
            self.reload(open_deal.deal_id)
        else:
            self._idle.start()

    def _after_refill(self, current: UUID | None = None) -> None:
        if current is not None:
            self.select(current)
        none = self.model.rowCount() == 0
        self.empty.setVisible(none)
        if none and self.filter.text().strip():
            self.empty.setText(_("No deal holds these words."))
        elif none:
            self.empty.setText(_("No deals here yet."))
        archived = self.model.archived_count()
        self.archive_button.setVisible(archived > 0 or self.model.archived)
        self.archive_button.setText(
            _("Back to the deals at work")
            if self.model.archived
            else _("Archived ({n})").format(n=archived)
        )

    def stop(self) -> None:
        """Compute no more; the desk is about to be closed."""
        self._idle.stop()

    def select(self, deal_id: UUID) -> None:
        """Mark a deal as the open one, without opening it."""
        place = self.model.place_of(deal_id)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def _summarise_one(self) -> None:
        deal_id = self.model.stale()
        if deal_id is None:
            self._idle.stop()
            return
        try:
            diagnosis = diagnose(self._context.desk.load(deal_id), self._context.today())
        except LookupError:  # deleted meanwhile: the list is about to be read again
            self._idle.stop()
            return
        self.model.set_summary(deal_id, summary_of(diagnosis))

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._after_refill()
        self._idle.start()

    def _toggle_archived(self) -> None:
        self.model.show_archived(not self.model.archived)
        self._after_refill()
        self._idle.start()

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def _open_first(self) -> None:
        if self.model.rowCount():
            self.picked.emit(self.model.entry_at(0).row.id)

    def _on_index(self, index: QModelIndex) -> None:
        self.picked.emit(index.data(ID_ROLE))

    def _on_menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        if index.isValid():
            self.menu_wanted.emit(index.data(ID_ROLE), self.list.viewport().mapToGlobal(point))
