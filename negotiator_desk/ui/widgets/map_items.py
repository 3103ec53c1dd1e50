"""What stands on the map of people: a person, a line between two, painted as it was laid out."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QStyleOptionGraphicsItem,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.charts.map_layout import Spot
from negotiator_desk.charts.map_lines import STYLES, Joint, Point
from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.stakeholders import (
    GUARD_DASH,
    LINE_COLOURS,
    TINT,
    letter_size,
    stance_meaning,
)
from negotiator_desk.domain.people import DECIDE, GUARD
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.ui.drawing import chart_font

HALO: Final = 4.0
"""How far the mark of the selected person reaches beyond the circle."""

GRIP: Final = 9.0
"""How wide a line is to the pointer."""

ASIDE: Final = 0.3
"""How strongly a line is drawn that steps back behind others."""

LINES: Final = 1.0
PEOPLE: Final = 2.0
HELD: Final = 3.0
"""What lies above what."""


class PersonItem(QGraphicsItem):
    """One person: circle, ring, letters, name; ``alert`` where something about it is odd."""

    def __init__(self) -> None:
        super().__init__()
        self.person: Stakeholder | None = None
        self.spot: Spot | None = None
        self.selected = False
        self._letters = ""
        self._alert = False
        self._palette: Palette | None = None
        self._box = QRectF()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(PEOPLE)

    def show_person(
        self,
        person: Stakeholder,
        spot: Spot,
        letters: str,
        alert: bool,
        palette: Palette,
        height: float,
    ) -> None:
        """Show a person at its spot; ``height`` is that of the map, which counts upwards."""
        self.setPos(spot.x, height - spot.y)
        facts = (person, spot, letters, alert, palette)
        if facts == (self.person, self.spot, self._letters, self._alert, self._palette):
            return
        self.prepareGeometryChange()
        self.person, self.spot, self._letters = person, spot, letters
        self._alert, self._palette = alert, palette
        self._box = self._measured(spot)
        self.update()

    def _measured(self, spot: Spot) -> QRectF:
        reach = spot.radius + HALO + 1
        box = QRectF(-reach, -reach, 2 * reach, 2 * reach)
        return box.united(self._name_box()).adjusted(-2, -1, 2, 1)

    def _name_box(self) -> QRectF:
        spot = self.spot
        if spot is None or spot.name is None:
            return QRectF()
        box = spot.name.box
        # From the map, which counts upwards, to the item, which counts downwards.
        return QRectF(
            box.left - spot.x, spot.y - box.top, box.right - box.left, box.top - box.bottom
        )

    def show_selected(self, selected: bool) -> None:
        """Mark the person as the one at hand."""
        if selected != self.selected:
            self.selected = selected
            self.setZValue(HELD if selected else PEOPLE)
            self.update()

    @override
    def boundingRect(self) -> QRectF:
        return self._box

    @override
    def shape(self) -> QPainterPath:
        path = QPainterPath()
        reach = (self.spot.radius if self.spot else 0) + 3
        path.addEllipse(QPointF(0, 0), reach, reach)
        path.addRect(self._name_box())
        return path

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        palette, spot, person = self._palette, self.spot, self.person
        if palette is None or spot is None or person is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = set(person.buying_roles)
        ink = QColor(palette.ink if roles else palette.neutral)
        if self.selected:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(0, 0), spot.radius + HALO, spot.radius + HALO)
        tint = QColor(palette.colour(stance_meaning(person.stance)))
        tint.setAlphaF(TINT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.ground))
        painter.drawEllipse(QPointF(0, 0), spot.radius, spot.radius)
        pen = QPen(ink, 1.3 if roles else 0.9)
        if roles & GUARD and not roles & DECIDE:
            pen.setDashPattern([length / pen.widthF() for length in GUARD_DASH])
        painter.setPen(pen)
        painter.setBrush(tint)
        painter.drawEllipse(QPointF(0, 0), spot.radius, spot.radius)
        if roles & DECIDE:
            inner = max(1.0, spot.radius - 2.4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 0.8))
            painter.drawEllipse(QPointF(0, 0), inner, inner)
        self._paint_words(painter, palette, spot)

    def _paint_words(self, painter: QPainter, palette: Palette, spot: Spot) -> None:
        painter.setPen(QColor(palette.ink))
        middle = int(Qt.AlignmentFlag.AlignCenter)
        if size := letter_size(self._letters, spot.radius, palette.label_size):
            r = spot.radius
            painter.setFont(chart_font(True, size))
            painter.drawText(QRectF(-r - 4, -r, 2 * r + 8, 2 * r), middle, self._letters)
        if spot.name is not None:
            box = self._name_box()
            ground = QColor(palette.ground)
            ground.setAlphaF(0.85)
            painter.fillRect(box.adjusted(-1, 1, 1, -1), ground)
            painter.setFont(chart_font(False, palette.label_size))
            painter.setPen(QColor(palette.accent if self.selected else palette.ink))
            flags = middle | int(Qt.TextFlag.TextDontClip)
            painter.drawText(box, flags, spot.name.text)
        if self._alert:
            self._paint_alert(painter, palette, spot.radius)

    def _paint_alert(self, painter: QPainter, palette: Palette, radius: float) -> None:
        """A triangle with an exclamation mark at the upper right of the circle."""
        size = min(5.0, max(3.0, radius * 0.5))
        place = QPointF(radius * 0.8, -radius * 0.8)
        painter.setPen(QPen(QColor(palette.exposed), 1.2))
        painter.setBrush(QColor(palette.ground))
        corners = (QPointF(0, -size), QPointF(size, size * 0.8), QPointF(-size, size * 0.8))
        painter.drawPolygon(QPolygonF([place + corner for corner in corners]))
        painter.drawLine(place + QPointF(0, -size * 0.4), place + QPointF(0, size * 0.2))
        painter.drawPoint(place + QPointF(0, size * 0.5))


def _mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """A colour on a ground as if it let the ground through; painting that would take longer."""
    pairs = zip(colour.getRgbF()[:3], ground.getRgbF()[:3], strict=True)  # type: ignore[index]
    return QColor.fromRgbF(*(c * share + g * (1 - share) for c, g in pairs))


class LineItem(QGraphicsPathItem):
    """One line of influence; its head and its cross are drawn whole where the line has dashes."""

    def __init__(self) -> None:
        super().__init__()
        self.joint: Joint | None = None
        self._selected = False
        self._alert = False
        self._aside = False
        self._palette: Palette | None = None
        self._facts: tuple[Joint, bool, Palette, float] | None = None
        self._head = QGraphicsPathItem(self)
        self.setZValue(LINES)

    @property
    def line_id(self) -> UUID | None:
        """The line shown."""
        return self.joint.line if self.joint else None

    def show_joint(self, joint: Joint, alert: bool, palette: Palette, height: float) -> None:
        """Show a line; ``height`` is that of the map, which counts upwards."""
        facts = (joint, alert, palette, height)
        if facts == self._facts:
            return
        self._facts = facts
        self.joint, self._alert, self._palette = joint, alert, palette

        def at(point: Point) -> QPointF:
            return QPointF(point[0], height - point[1])

        path = QPainterPath(at(joint.start))
        path.lineTo(at(joint.end))
        self.setPath(path)
        head = QPainterPath()
        tips = [at(point) for point in joint.head]
        if STYLES[joint.kind].filled:
            head.addPolygon(QPolygonF([*tips, tips[0]]))
        else:
            head.moveTo(tips[0])
            head.lineTo(tips[1])
            head.lineTo(tips[2])
        for start, end in joint.cross:
            head.moveTo(at(start))
            head.lineTo(at(end))
        self._head.setPath(head)
        self._colour()

    def show_selected(self, selected: bool) -> None:
        """Mark the line as the one at hand."""
        if selected != self._selected:
            self._selected = selected
            self._colour()

    def show_aside(self, aside: bool) -> None:
        """Step back behind the lines of the one at hand."""
        if aside != self._aside:
            self._aside = aside
            self._colour()

    def _colour(self) -> None:
        if self.joint is None or self._palette is None:
            return
        style = STYLES[self.joint.kind]
        meaning = "exposed" if self._alert else LINE_COLOURS[self.joint.kind]
        colour = QColor(self._palette.colour(meaning))
        if self._aside:
            colour = _mixed(colour, QColor(self._palette.ground), ASIDE)
        width = style.width + (1.6 if self._selected else 0)
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if style.dash:
            pen.setDashPattern([length / width for length in style.dash])
        self.setPen(pen)
        self._head.setPen(QPen(colour, max(1.0, width * 0.9)))
        self._head.setBrush(QBrush(colour) if style.filled else QBrush())
        self.setZValue(LINES + 0.5 * self._selected)

    @override
    def shape(self) -> QPainterPath:
        stroker = QPainterPathStroker()
        stroker.setWidth(GRIP)
        return stroker.createStroke(self.path())
