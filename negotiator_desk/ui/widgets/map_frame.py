"""The map of people with its axes, its key, and the list of the same people for a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QListView, QWidget
from typing_extensions import override

from negotiator_desk.charts import fonts
from negotiator_desk.charts.map_layout import Track
from negotiator_desk.charts.stakeholders import map_key
from negotiator_desk.ui.drawing import PainterRenderer, chart_font
from negotiator_desk.ui.widgets.map_surface import NAMES_DELAY
from negotiator_desk.ui.widgets.map_view import MapView
from negotiator_desk.wording import people as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.charts.palette import Palette
    from negotiator_desk.models.before import Stakeholder
    from negotiator_desk.ui.widgets.map_surface import Shown
    from negotiator_desk.wording.formats import Formats

Index = QModelIndex | QPersistentModelIndex
LOW = 280
"""Under this height of the frame, in pixels at 100 %, the key is left out."""


class PeopleModel(QAbstractListModel):
    """The people of the map in walking order, each in one sentence that is made when it is read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[UUID] = []
        self._say: Callable[[UUID], str] = str

    def show_rows(self, rows: Sequence[UUID], say: Callable[[UUID], str]) -> None:
        """Show these people; ``say`` gives the sentence of one."""
        self._say = say
        if list(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def id_at(self, row: int) -> UUID:
        """The person of a row."""
        return self._rows[row]

    def has(self, people: Sequence[Stakeholder]) -> bool:
        """Whether these people are shown, in whatever order and state."""
        return len(people) == len(self._rows) and {p.id for p in people} == set(self._rows)

    def row_of(self, person: UUID | None) -> int:
        """The row of a person, or -1."""
        return next((row for row, each in enumerate(self._rows) if each == person), -1)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._say(self._rows[index.row()]) if role in texts else None


class PeopleList(QListView):
    """The people of the map as a list: it has the keyboard and is what a screen reader reads.

    It lies behind the map and is never seen. A scene has no accessible parts of its own; a list
    has, on every platform, and says which of its rows is the one at hand.
    """

    focus_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.people = PeopleModel(self)
        self.setModel(self.people)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("People on the map"))
        self.take_tab: Callable[[bool], bool] = lambda _forward: False
        self.take_key: Callable[[QKeyEvent], bool] = lambda _event: False

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        pass

    @override
    def focusNextPrevChild(self, next: bool) -> bool:  # Qt's name
        return self.take_tab(next) or super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    @override
    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class AxisBar(QWidget):
    """The names of columns or rows beside the map; they stay in sight when the map moves."""

    def __init__(self, view: MapView, *, across: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._across = across
        view.view_changed.connect(self.update)

    def fit(self) -> None:
        """Take the room that the words need."""
        palette = self._view.shown.palette
        size = palette.label_size
        if self._across:
            self.setFixedHeight(round(size * 3.1))
        else:
            words = [wording.row_label(step) for step in (None, 1, 2, 3, 4, 5)]
            widest = max(fonts.text_width(word, size) for word in words)
            self.setFixedWidth(round(widest + size * 2.4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        layout, shown = self._view.layout_shown, self._view.shown
        if layout is None:
            return
        painter = QPainter(self)
        size = shown.palette.label_size
        painter.setFont(chart_font(False, size))
        painter.setPen(QColor(shown.palette.muted))
        for track in layout.columns if self._across else layout.rows:
            box = self._seen(track)
            if box is not None:
                self._paint_label(painter, track, box)
        painter.setFont(chart_font(True, size))
        painter.setPen(QColor(shown.palette.ink))
        middle = int(Qt.AlignmentFlag.AlignCenter)
        if self._across:
            box = QRectF(0, size * 1.6, self.width(), size * 1.5)
            painter.drawText(box, middle, wording.axis_title(shown.axis))
        else:
            painter.translate(0, self.height())
            painter.rotate(-90)
            painter.drawText(QRectF(0, 0, self.height(), size * 1.4), middle, _("Power"))
        painter.end()

    def _paint_label(self, painter: QPainter, track: Track, box: QRectF) -> None:
        shown = self._view.shown
        size = shown.palette.label_size
        if self._across:
            text = wording.column_label(shown.axis, track.step)
            if fonts.text_width(text, size) > box.width() - 4:
                text = wording.step_sign(shown.axis, track.step)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        elif box.height() >= size:
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(flags), wording.row_label(track.step))

    def _seen(self, track: Track) -> QRectF | None:
        """The part of a column or row that is in sight, in this widget."""
        view, layout = self._view, self._view.layout_shown
        assert layout is not None
        size = view.shown.palette.label_size
        if self._across:
            start = track.start - view.horizontalScrollBar().value()
            begin, end = max(0.0, start), min(float(self.width()), start + track.size)
            return QRectF(begin, 0, end - begin, size * 1.6) if end - begin > size else None
        start = layout.height - track.start - track.size - view.verticalScrollBar().value()
        begin, end = max(0.0, start), min(float(self.height()), start + track.size)
        wide = self.width() - size * 0.6
        return QRectF(0, begin, wide, end - begin) if end > begin else None


class MapKey(QWidget):
    """What the lines, letters and sizes mean."""

    def __init__(self, view: MapView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._facts: tuple[Any, ...] = ()
        self._drawing: Any = None

    def fit(self) -> None:
        """Draw the key for what the map shows, at the width there is."""
        shown = self._view.shown
        words = wording.map_key(shown.people, shown.axis)
        facts = (words, {line.kind for line in shown.lines}, shown.palette, self.width())
        if facts != self._facts:
            self._facts = facts
            self._drawing = map_key(
                shown.people, shown.lines, shown.axis, shown.palette, max(80, self.width())
            )
            self.setFixedHeight(round(self._drawing.height))
            self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is not None:
            painter = QPainter(self)
            PainterRenderer(painter).paint(self._drawing)
            painter.end()


class MapFrame(QWidget):
    """Axes, map and key together."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = PeopleList(self)
        self.view = MapView(formats, self)
        self.view.setFocusProxy(self.list)
        self.view.setAccessibleName(_("Map of people"))
        self.setFocusProxy(self.list)
        self.rows = AxisBar(self.view, across=False, parent=self)
        self.columns = AxisBar(self.view, across=True, parent=self)
        self.key = MapKey(self.view, self)
        self._list_later = QTimer(self)
        self._list_later.setSingleShot(True)
        self._list_later.setInterval(NAMES_DELAY)
        self._list_later.timeout.connect(self._show_list)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 2, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rows, 0, 0)
        grid.addWidget(self.view, 0, 1)
        grid.addWidget(self.columns, 1, 1)
        grid.addWidget(self.key, 2, 0, 1, 2)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.list.lower()
        self.list.focus_changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def show_map(self, shown: Shown) -> None:
        """Show these people and lines."""
        self.view.show_map(shown)
        self.rows.fit()
        self.columns.fit()
        self.key.fit()
        if self.view.is_late and self.list.people.has(shown.people):
            self._list_later.start()
        else:
            self._show_list()

    def _show_list(self) -> None:
        """Bring the list up to date; what is read of a person is made when it is read."""
        people = self.list.people
        people.show_rows(self.view.walk_order(), self.view.shown.say)
        current = people.index(people.row_of(self.view.selected))
        if current.isValid():
            self.list.setCurrentIndex(current)
            people.dataChanged.emit(current, current)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setGeometry(self.view.geometry())
        factor = self.view.shown.palette.label_size / 11
        self.key.setVisible(event.size().height() >= LOW * factor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette: Palette = self.view.shown.palette
        painter = QPainter(self)
        focused = self.list.hasFocus()
        painter.setPen(QPen(QColor(palette.accent if focused else palette.line), 2 * focused + 1))
        painter.drawRect(self.view.geometry().adjusted(-1, -1, 1, 1))
        painter.end()
