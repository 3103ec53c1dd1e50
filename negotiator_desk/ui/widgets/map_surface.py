"""The map of people on the screen: shown from a layout, zoomed and panned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final
from uuid import UUID

import msgspec
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsScene,
    QGraphicsView,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.charts.map_layout import CLEAR_UPTO, Layout, with_names_of
from negotiator_desk.charts.map_layout import lay_out as laid_out
from negotiator_desk.charts.map_lines import join
from negotiator_desk.charts.palette import LIGHT, Palette
from negotiator_desk.domain.people import Axis
from negotiator_desk.models.before import Influence, Stakeholder
from negotiator_desk.ui.widgets.map_items import LineItem, PersonItem
from negotiator_desk.wording import people as wording

MOST_ZOOM: Final = 8.0
ZOOM_STEP: Final = 1.25
PAN_STEP: Final = 60
NAMES_DELAY: Final = 150
"""Milliseconds from an edit to the names that are placed anew for it."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a map shows: people and lines, what people are called, who is odd.

    ``say`` gives the sentence of a person or a line; it is asked when somebody wants to know.
    """

    people: Sequence[Stakeholder] = ()
    lines: Sequence[Influence] = ()
    names: Mapping[UUID, str] = {}
    say: Callable[[UUID], str] = str
    alerts: frozenset[UUID] = frozenset()
    axis: Axis = Axis.STANCE
    palette: Palette = LIGHT


class MapSurface(QGraphicsView):
    """Shows people and lines where the layout puts them; ``view_changed`` says: another part."""

    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Shown()
        self.layout_shown: Layout | None = None
        self._ground: tuple[object, ...] = ()
        self._zoom = 1.0
        self._selected: UUID | None = None
        self._people: dict[UUID, PersonItem] = {}
        self._lines: dict[UUID, LineItem] = {}
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._names_later = QTimer(self)
        self._names_later.setSingleShot(True)
        self._names_later.setInterval(NAMES_DELAY)
        self._names_later.timeout.connect(self.lay_out)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.view_changed)

    # -- showing --------------------------------------------------------------------------------

    @property
    def selected(self) -> UUID | None:
        """The person or line at hand."""
        return self._selected

    @property
    def zoom(self) -> float:
        """How many times the map is larger than the view; 1 shows all of it."""
        return self._zoom

    @property
    def is_late(self) -> bool:
        """Whether names are still to follow."""
        return self._names_later.isActive()

    def show_map(self, shown: Shown) -> None:
        """Show these people and lines; what is not among them goes.

        Placing the names of many people takes a while: they follow a moment after the people.
        """
        same = self.layout_shown is not None and shown.axis is self.shown.axis
        self.shown = shown
        if same and len(shown.people) > CLEAR_UPTO:
            self._show_layout(self._laid_out(named=False))
            self._names_later.start()
        else:
            self.lay_out()

    def select(self, record_id: UUID | None) -> None:
        """Mark a person or a line as the one at hand, and bring it into view."""
        if record_id == self._selected:
            return
        before, self._selected = self._selected, record_id
        for each in (before, record_id):
            for item in (self._people.get(each), self._lines.get(each)) if each else ():
                if item is not None:
                    item.show_selected(each == record_id)
        self._show_aside()
        spots = self.layout_shown.spots if self.layout_shown else {}
        spot = spots.get(record_id) if record_id is not None else None
        if spot is not None and spot.name is None:
            self.lay_out()
        self.bring_into_view()

    def bring_into_view(self) -> None:
        """Scroll to the one at hand."""
        item = self._people.get(self._selected) if self._selected else None
        if item is not None:
            self.ensureVisible(item.sceneBoundingRect(), 12, 12)

    def lay_out(self) -> None:
        """Put everything where it belongs at the size and zoom at hand."""
        self._names_later.stop()
        self._show_layout(self._laid_out(named=True))

    def _laid_out(self, *, named: bool) -> Layout:
        shown, room = self.shown, self.viewport().size()
        layout = laid_out(
            shown.people,
            shown.lines,
            shown.names,
            shown.axis,
            (max(room.width() * self._zoom, 1.0), max(room.height() * self._zoom, 1.0)),
            shown.palette.label_size,
            first=self._selected,
            named=named,
        )
        if named or self.layout_shown is None:
            return layout
        return with_names_of(layout, self.layout_shown)

    def _show_layout(self, layout: Layout) -> None:
        before, self.layout_shown = self.layout_shown, layout
        self.setSceneRect(0, 0, layout.width, layout.height)
        self._show_people(layout)
        self._show_lines(layout)
        ground = (layout.columns, layout.rows, self.shown.axis, self.shown.palette)
        if ground != self._ground:
            self._ground = ground
            self.viewport().update()
            self.view_changed.emit()
        elif before is None or before.unnamed != layout.unnamed:
            self.view_changed.emit()

    def _show_people(self, layout: Layout) -> None:
        shown, scene = self.shown, self.scene()
        for gone in self._people.keys() - layout.spots.keys():
            scene.removeItem(self._people.pop(gone))
        for person in shown.people:
            item = self._people.get(person.id)
            if item is None:
                item = self._people[person.id] = PersonItem()
                scene.addItem(item)
            item.show_person(
                person,
                layout.spots[person.id],
                wording.letters(person, shown.axis),
                person.id in shown.alerts,
                shown.palette,
                layout.height,
            )
            item.show_selected(person.id == self._selected)

    def _show_lines(self, layout: Layout) -> None:
        shown, scene = self.shown, self.scene()
        joints = {
            joint.line: joint for joint in join(shown.lines, layout.spots, shown.palette.label_size)
        }
        for gone in self._lines.keys() - joints.keys():
            scene.removeItem(self._lines.pop(gone))
        for line_id, joint in joints.items():
            item = self._lines.get(line_id)
            if item is None:
                item = self._lines[line_id] = LineItem()
                scene.addItem(item)
            item.show_joint(joint, line_id in shown.alerts, shown.palette, layout.height)
            item.show_selected(line_id == self._selected)
        self._show_aside()

    def _show_aside(self) -> None:
        """In a crowd only the lines of the one at hand stand out, once it has any."""
        mine: set[UUID] = set()
        if self._selected is not None and len(self.shown.people) > CLEAR_UPTO:
            mine = {self._selected} & self._lines.keys() or set(self.lines_of(self._selected))
        for line_id, item in self._lines.items():
            item.show_aside(bool(mine) and line_id not in mine)

    @override
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        rect = QRectF(rect)
        palette, layout = self.shown.palette, self.layout_shown
        painter.fillRect(rect, QColor(palette.ground))
        if layout is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for track in layout.columns:
            if track.step is None:
                lane = QRectF(track.start, 0, track.size, layout.height)
                painter.fillRect(lane & rect, QColor(palette.soft))
        for track in layout.rows:
            if track.step is None:
                top = layout.height - track.start - track.size
                lane = QRectF(0, top, layout.width, track.size)
                painter.fillRect(lane & rect, QColor(palette.soft))
        painter.setPen(QPen(QColor(palette.line), 1))
        for track in layout.columns[1:]:
            painter.drawLine(QLineF(track.start, rect.top(), track.start, rect.bottom()))
        for track in layout.rows[1:]:
            y = layout.height - track.start
            painter.drawLine(QLineF(rect.left(), y, rect.right(), y))

    # -- zoom and pan ---------------------------------------------------------------------------

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Make the map larger or smaller; the place under the pointer stays where it is."""
        wanted = min(MOST_ZOOM, max(1.0, self._zoom * factor))
        if wanted == self._zoom:
            return
        room = self.viewport().rect()
        place = QPointF(room.center()) if around is None else around
        at = self.mapToScene(place.toPoint())
        share_x, share_y = at.x() / self.sceneRect().width(), at.y() / self.sceneRect().height()
        self._zoom = wanted
        self.lay_out()
        scene = self.sceneRect()
        self.horizontalScrollBar().setValue(round(share_x * scene.width() - place.x()))
        self.verticalScrollBar().setValue(round(share_y * scene.height() - place.y()))

    def fit(self) -> None:
        """Show the whole map."""
        self._zoom = 1.0
        self.lay_out()

    def pan(self, across: int, down: int) -> None:
        """Move over the map, in pixels."""
        bar, other = self.horizontalScrollBar(), self.verticalScrollBar()
        bar.setValue(bar.value() + across)
        other.setValue(other.value() + down)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / 120
        if turned:
            self.zoom_by(ZOOM_STEP**turned, event.position())
        event.accept()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.person_at(event.pos()) or self.line_at(event.pos())
            # A tooltip guesses whether it was given markup: what is escaped is never taken for it.
            text = f"<p>{escape(self.shown.say(found))}</p>" if found is not None else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    # -- what is where --------------------------------------------------------------------------

    def person_at(self, place: QPoint) -> UUID | None:
        """The person at a place of the view."""
        return next(
            (
                item.person.id
                for item in self.items(place)
                if isinstance(item, PersonItem) and item.person is not None
            ),
            None,
        )

    def line_at(self, place: QPoint) -> UUID | None:
        """The line at a place of the view."""
        return next((i.line_id for i in self.items(place) if isinstance(i, LineItem)), None)

    def place_of(self, person: UUID) -> QPoint:
        """Where a person stands in the view."""
        return self.mapFromScene(self._people[person].pos())

    def walk_order(self) -> list[UUID]:
        """The people from the most power to the least, in a row from left to right."""
        layout = self.layout_shown
        if layout is None:
            return []
        return sorted(layout.spots, key=lambda p: (-layout.spots[p].y, layout.spots[p].x))

    def lines_of(self, person: UUID) -> list[UUID]:
        """The lines that begin or end at a person, as listed."""
        return [
            line.id
            for line in self.shown.lines
            if person in (line.from_id, line.to_id) and line.id in self._lines
        ]
