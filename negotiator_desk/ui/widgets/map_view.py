"""What the pointer does on the map of people: drags a person, draws a line, pans, opens."""

from __future__ import annotations

from uuid import UUID

import msgspec
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsLineItem,
    QGraphicsRectItem,
    QLabel,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.charts.map_layout import Track
from negotiator_desk.charts.map_lines import join
from negotiator_desk.ui.widgets.map_items import HELD
from negotiator_desk.ui.widgets.map_surface import MapSurface
from negotiator_desk.wording import people as wording
from negotiator_desk.wording.formats import Formats

DRAWS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
"""With one of these keys held, dragging from a person draws a line."""


class MapView(MapSurface):
    """Says what the pointer wants; it changes nothing itself.

    ``picked`` names the person or line at hand, ``dropped`` a person with the steps of the column
    and row it was let go in, ``joined`` two people and the place of the pointer, ``opened`` a
    person.
    """

    picked = Signal(object)
    dropped = Signal(UUID, object, object)
    joined = Signal(UUID, UUID, QPoint)
    opened = Signal(UUID)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing_lines = False
        self._formats = formats
        self._press: tuple[str, UUID | None, QPoint] | None = None
        self._moving = False
        self._target = QGraphicsRectItem()
        self._target.setVisible(False)
        self._rubber = QGraphicsLineItem()
        self._rubber.setVisible(False)
        self._rubber.setZValue(HELD)
        self.scene().addItem(self._target)
        self.scene().addItem(self._rubber)
        self.preview = QLabel(self)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setProperty("popover", True)
        self.preview.setAutoFillBackground(True)
        self.preview.setMargin(6)
        self.preview.hide()
        self.setMouseTracking(True)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        place = event.position().toPoint()
        person = self.person_at(place)
        drawn = self.drawing_lines or bool(event.modifiers() & DRAWS)
        if person is not None:
            self._press = "line" if drawn else "move", person, place
            self.picked.emit(person)
        else:
            line = self.line_at(place)
            self._press = "pan", line, place
            self.picked.emit(line)
        self._moving = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._press is None:
            on = self.person_at(place) or self.line_at(place)
            shape = Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        what, person, begun = self._press
        far = (place - begun).manhattanLength() >= QApplication.startDragDistance()
        if not (self._moving or far):
            return
        self._moving = True
        if what == "pan":
            self.pan(begun.x() - place.x(), begun.y() - place.y())
            self._press = what, person, place
        elif what == "move" and person is not None:
            self._drag(person, place)
        elif person is not None:
            self._stretch(person, place)

    def _drag(self, person: UUID, place: QPoint) -> None:
        item, layout = self._people[person], self.layout_shown
        at = self.mapToScene(place)
        item.setPos(at)
        if layout is None or item.person is None:
            return
        column, row = self._cell_at(at)
        box = QRectF(column.start, layout.height - row.start - row.size, column.size, row.size)
        self._show_target(box)
        name = self.shown.names.get(person, "")
        to = column.step, row.step
        self._say(wording.moved_text(item.person, name, self.shown.axis, to, self._formats), place)
        spots = dict(layout.spots)
        spots[person] = msgspec.structs.replace(spots[person], x=at.x(), y=layout.height - at.y())
        mine = [line for line in self.shown.lines if person in (line.from_id, line.to_id)]
        for joint in join(mine, spots, self.shown.palette.label_size):
            if drawn := self._lines.get(joint.line):
                alert = joint.line in self.shown.alerts
                drawn.show_joint(joint, alert, self.shown.palette, layout.height)

    def _stretch(self, person: UUID, place: QPoint) -> None:
        other = self.person_at(place)
        end = self._people[other].pos() if other else self.mapToScene(place)
        self._rubber.setPen(QPen(QColor(self.shown.palette.accent), 2, Qt.PenStyle.DashLine))
        self._rubber.setLine(QLineF(self._people[person].pos(), end))
        self._rubber.setVisible(True)
        names = self.shown.names
        if other and other != person:
            self._say(wording.line_preview(names.get(person, ""), names.get(other, "")), place)
        else:
            self._say(wording.line_preview(names.get(person, ""), ""), place)

    def _cell_at(self, at: QPointF) -> tuple[Track, Track]:
        assert self.layout_shown is not None
        return self.layout_shown.cell_at(at.x(), self.layout_shown.height - at.y())

    def _show_target(self, box: QRectF) -> None:
        accent = QColor(self.shown.palette.accent)
        self._target.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
        accent.setAlpha(28)
        self._target.setBrush(accent)
        self._target.setRect(box)
        self._target.setVisible(True)

    def _say(self, text: str, place: QPoint) -> None:
        """Say beside the pointer what letting go will do."""
        self.preview.setText(text)
        self.preview.adjustSize()
        room = self.rect()
        x = min(place.x() + 16, room.width() - self.preview.width() - 4)
        y = place.y() + 18
        if y + self.preview.height() > room.height():
            y = place.y() - self.preview.height() - 14
        self.preview.move(max(4, x), max(4, y))
        self.preview.show()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, moved = self._press, self._moving
        self._end_drag()
        if pressed is None or not moved or event.button() is not Qt.MouseButton.LeftButton:
            return
        what, person, _begun = pressed
        place = event.position().toPoint()
        if person is None or what == "pan":
            return
        if what == "move":
            column, row = self._cell_at(self.mapToScene(place))
            self.lay_out()  # back, unless the edit that follows says otherwise
            self.dropped.emit(person, column.step, row.step)
        else:
            other = self.person_at(place)
            if other is not None and other != person:
                self.joined.emit(person, other, self.viewport().mapToGlobal(place))

    def _end_drag(self) -> None:
        self._press, self._moving = None, False
        self.preview.hide()
        self._target.setVisible(False)
        self._rubber.setVisible(False)

    def break_off(self) -> bool:
        """Leave a drag without an edit; whether there was one."""
        had = self._press is not None and self._moving
        self._end_drag()
        if had:
            self.lay_out()
        return had

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        person = self.person_at(event.position().toPoint())
        if person is not None:
            self._end_drag()
            self.opened.emit(person)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().unsetCursor()
