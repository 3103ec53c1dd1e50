"""Shows a chart on the screen: a renderer for QPainter, and a widget for pointer and keys."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget
from reportlab.graphics.renderbase import Renderer, StateTracker, getStateDelta
from typing_extensions import override

from negotiator_desk.charts import fonts
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from negotiator_desk.charts.chart import Chart, Mark

LEAST_HEIGHT: Final = 96
_ANCHORS: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}


@cache
def load_fonts() -> None:
    """Make the shipped font known to Qt."""
    for file in fonts.font_files():
        QFontDatabase.addApplicationFont(str(file))


@cache
def chart_font(bold: bool, size: float) -> QFont:
    """The shipped font as Qt draws it, a size in pixels."""
    load_fonts()
    font = QFont(fonts.FAMILY)
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    # Widths as reportlab measures them, at every scale of the screen.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class PainterRenderer(Renderer):
    """Draws a reportlab Drawing with a QPainter, one point to one unit of the painter."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter

    def paint(self, drawing: Drawing) -> None:
        """Draw with the drawing's upper left corner at the painter's origin."""
        self._tracker = StateTracker(defaultObj=drawing)
        self._canvas = self
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Reportlab counts upwards from below.
        self._painter.translate(0, drawing.height)
        self._painter.scale(1, -1)
        self.drawNode(drawing)
        self._painter.restore()

    def drawNode(self, node: Any) -> None:
        delta = getStateDelta(node)
        self._tracker.push(delta)
        self._painter.save()
        if "transform" in delta:
            self._painter.setTransform(QTransform(*delta["transform"]), True)
        self.drawNodeDispatcher(node)
        self._painter.restore()
        self._tracker.pop()

    def _style(self, *, fill: bool = True) -> None:
        state = self.getStateValue
        stroke = state("strokeColor")
        if stroke is None or not state("strokeWidth"):
            self._painter.setPen(Qt.PenStyle.NoPen)
        else:
            pen = QPen(_colour(stroke), state("strokeWidth"))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            if dash := state("strokeDashArray"):
                pen.setDashPattern([length / pen.widthF() for length in dash])
            self._painter.setPen(pen)
        filled = state("fillColor") if fill else None
        self._painter.setBrush(Qt.BrushStyle.NoBrush if filled is None else _colour(filled))

    def drawRect(self, rect: Any) -> None:
        self._style()
        box = QRectF(rect.x, rect.y, rect.width, rect.height)
        self._painter.drawRoundedRect(box, rect.rx or 0, rect.ry or 0)

    def drawLine(self, line: Any) -> None:
        self._style(fill=False)
        self._painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))

    def drawPolyLine(self, p: Any) -> None:
        self._style(fill=False)
        self._painter.drawPolyline(_polygon(p.points))

    def drawPolygon(self, p: Any) -> None:
        self._style()
        self._painter.drawPolygon(_polygon(p.points))

    def drawCircle(self, circle: Any) -> None:
        self._style()
        self._painter.drawEllipse(QPointF(circle.cx, circle.cy), circle.r, circle.r)

    def drawEllipse(self, ellipse: Any) -> None:
        self._style()
        self._painter.drawEllipse(QPointF(ellipse.cx, ellipse.cy), ellipse.rx, ellipse.ry)

    def drawString(self, stringObj: Any) -> None:  # noqa: N803  # reportlab's name
        text = stringObj.text
        font = chart_font(
            self.getStateValue("fontName") == fonts.BOLD, self.getStateValue("fontSize")
        )
        turned = fonts.is_turned(text)
        if turned:
            from negotiator_desk.ui import turned_text

            font = turned_text.font_for(text, font)
        ahead = QFontMetricsF(font).horizontalAdvance(text) * _ANCHORS[stringObj.textAnchor]
        self._painter.translate(stringObj.x - ahead, stringObj.y)
        self._painter.scale(1, -1)
        self._painter.setFont(font)
        self._painter.setPen(_colour(self.getStateValue("fillColor")))
        if turned:
            turned_text.draw(self._painter, text)
        else:
            self._painter.drawText(QPointF(0, 0), text)


def _colour(colour: Any) -> QColor:
    return QColor.fromRgbF(colour.red, colour.green, colour.blue, colour.alpha)


def _polygon(numbers: list[float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)])


class ChartView(QWidget):
    """A chart that redraws to its size, ``scale`` times larger; its marks can be walked to."""

    record_activated = Signal(object)

    def __init__(
        self, make: Callable[[float, float], Chart], parent: QWidget | None = None, scale: float = 1
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._scale = scale
        self._least = math.ceil(LEAST_HEIGHT * scale)
        self._chart: Chart | None = None
        self._picture: tuple[Chart, QPixmap] | None = None
        self._drawn_for = QSize()
        self._current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(self._least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()

    @property
    def chart(self) -> Chart:
        """The chart at the size of the widget."""
        if self._chart is None or self._drawn_for != self.size():
            self._build()
        assert self._chart is not None
        return self._chart

    @property
    def current(self) -> Mark | None:
        """The mark that is pointed at or walked to."""
        return None if self._current is None else self.chart.marks[self._current]

    def refresh(self) -> None:
        """Draw from the data as it now is."""
        self._chart = None
        self._current = None
        self._describe()
        self.update()

    def _build(self) -> None:
        scale = self._scale
        width = max(1, self.width() / scale)
        if self._drawn_for.width() != self.width() or self.minimumHeight() > self._least:
            # What the content needs depends on the width and on the data.
            least = math.ceil(self._make(width, LEAST_HEIGHT).drawing.height * scale)
            self.setMinimumHeight(max(self._least, least))
        marks = len(self._chart.marks) if self._chart else 0
        self._chart = self._make(width, max(LEAST_HEIGHT, self.height() / scale))
        needed = math.ceil(self._chart.drawing.height * scale)
        if needed > max(self._least, self.height()):
            self.setMinimumHeight(needed)
        self._drawn_for = self.size()
        if len(self._chart.marks) != marks:
            self._current = None

    def _describe(self) -> None:
        chart = self.chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.table.as_text())

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 220)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        chart = self.chart
        painter = QPainter(self)
        if self._current is not None:
            self._highlight(painter, self._box(chart.marks[self._current]))
        painter.drawPixmap(0, 0, self._painted(chart))
        if self.hasFocus() and self._current is None:
            self._highlight(painter, QRectF(self.rect()), filled=False)
        painter.end()

    def _painted(self, chart: Chart) -> QPixmap:
        """The chart as it was painted once: what stands beside it may be painted often."""
        ratio = self.devicePixelRatioF()
        known = self._picture
        if known is None or known[0] is not chart or known[1].devicePixelRatioF() != ratio:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.scale(self._scale, self._scale)
            PainterRenderer(painter).paint(chart.drawing)
            painter.end()
            known = (chart, picture)
            self._picture = known
        return known[1]

    def _highlight(self, painter: QPainter, box: QRectF, *, filled: bool = True) -> None:
        accent = self.palette().highlight().color()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 1.5 if self.hasFocus() else 0.5))
        accent.setAlpha(28)
        painter.setBrush(accent if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)

    def _box(self, mark: Mark) -> QRectF:
        x, y, width, height = (length * self._scale for length in mark.box)
        return QRectF(x, self.chart.drawing.height * self._scale - y - height, width, height)

    def marks_at(self, place: QPointF) -> list[int]:
        """The number of the smallest mark at a place of the widget, of equals the nearest.

        Below one without a record lies the one that a click opens; it is the second.
        """
        reach = 3
        found = []
        for number, mark in enumerate(self.chart.marks):
            box = self._box(mark)
            if box.adjusted(-reach, -reach, reach, reach).contains(place):
                away = place - box.center()
                size = round(box.width() * box.height())
                found.append((size, QPointF.dotProduct(away, away), number))
        numbers = [number for _size, _away, number in sorted(found)]
        opening = (n for n in numbers if self.chart.marks[n].record_id is not None)
        return list(dict.fromkeys((*numbers[:1], *islice(opening, 1))))

    def _set_current(self, number: int | None) -> None:
        if number == self._current:
            return
        self._current = number
        self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        marks = self.marks_at(event.position())
        opens = any(self.chart.marks[number].record_id is not None for number in marks)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self._set_current(next(iter(marks), None))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._set_current(None)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._set_current(next(reversed(self.marks_at(event.position())), None))
            self._activate()

    def _activate(self) -> None:
        mark = self.current
        if mark is not None and mark.record_id is not None:
            self.record_activated.emit(mark.record_id)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            marks = [self.chart.marks[number] for number in self.marks_at(QPointF(event.pos()))]
            self._show_sentences(marks, event.globalPos())
            return True
        return super().event(event)

    def _show_sentences(self, marks: Sequence[Mark], place: QPoint) -> None:
        # A tooltip guesses whether it was given markup: what is escaped is never taken for it.
        text = "".join(f"<p>{escape(mark.sentence)}</p>" for mark in marks)
        QToolTip.showText(place, text, self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.chart.marks) - 1
        now = self._current
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                wanted = 0 if now is None else min(now + 1, last)
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                wanted = last if now is None else max(now - 1, 0)
            case Qt.Key.Key_Home:
                wanted = 0
            case Qt.Key.Key_End:
                wanted = last
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._activate()
                return
            case _:
                super().keyPressEvent(event)
                return
        if last >= 0:
            self._walk_to(wanted)

    def _walk_to(self, number: int) -> None:
        self._set_current(number)
        mark = self.chart.marks[number]
        below = self._box(mark).bottomLeft().toPoint()
        self._show_sentences([mark], self.mapToGlobal(below))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, mark.sentence))

    def actions_offered(self) -> list[QAction]:
        """What can be done with the chart, for its menu."""
        offered = []
        for text, slot in (
            (_("Show as table …"), self.show_table),
            (_("Copy as table"), self.copy_table),
            (_("Save as PNG …"), self._ask_png),
            (_("Save as SVG …"), self._ask_svg),
        ):
            action = QAction(text, self)
            action.triggered.connect(slot)
            offered.append(action)
        return offered

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions_offered())
        menu.popup(event.globalPos())

    def copy_table(self) -> None:
        """Put the data on the clipboard, tabs between columns."""
        QGuiApplication.clipboard().setText(self.chart.table.as_text())

    def show_table(self) -> None:
        """Show the figures behind the chart."""
        from negotiator_desk.ui.dialogs.chart_table import ChartTableDialog

        dialog = ChartTableDialog(self.chart, self.window())
        dialog.exec()
        dialog.deleteLater()

    def _ask_png(self) -> None:
        from negotiator_desk.ui.pictures import keep_picture

        keep_picture(self, self.chart, "png")

    def _ask_svg(self) -> None:
        from negotiator_desk.ui.pictures import keep_picture

        keep_picture(self, self.chart, "svg")
