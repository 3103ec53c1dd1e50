"""The map of people by keyboard: walking, moving, joining, zooming."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent

from negotiator_desk.ui.pages.map_bar import ZOOM
from negotiator_desk.ui.widgets.map_surface import PAN_STEP

if TYPE_CHECKING:
    from negotiator_desk.ui.pages.people_map import PeopleMap
    from negotiator_desk.ui.widgets.map_frame import MapFrame

Key = Qt.Key
_ARROWS: Final = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Down: (0, -1),
    Key.Key_Up: (0, 1),
}


class MapKeys:
    """Tab walks the people, arrows move the one at hand, with Ctrl they move the view.

    Home and End go to the first and last, Enter opens, Space goes along the lines of a person,
    L begins a line that Enter ends, Del removes, + − zoom, F or 0 shows all, Esc leaves.
    """

    def __init__(self, page: PeopleMap, frame: MapFrame) -> None:
        self._page = page
        self._frame = frame
        frame.list.take_key = self.take_key
        frame.list.take_tab = self.take_tab

    def take_tab(self, forward: bool) -> bool:
        """Walk to the next person; whether there was one, else Tab leaves the map."""
        order = self._frame.view.walk_order()
        at = self._page.person_at_hand()
        if not order or at is None:
            return False
        place = order.index(at) + (1 if forward else -1)
        if not 0 <= place < len(order):
            return False
        self._page.select_any(order[place])
        return True

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; whether it stands for anything."""
        key = Key(event.key())
        if key in _ARROWS:
            across, up = _ARROWS[key]
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._frame.view.pan(PAN_STEP * across, -PAN_STEP * up)
            else:
                self._page.step(across, up)
            return True
        page, view = self._page, self._frame.view
        match key:
            case Key.Key_Plus | Key.Key_Equal:
                page.zoom(ZOOM)
            case Key.Key_Minus:
                page.zoom(1 / ZOOM)
            case Key.Key_0 | Key.Key_F:
                view.fit()
            case Key.Key_Home | Key.Key_End:
                self._go_to_end(last=key == Key.Key_End)
            case Key.Key_Return | Key.Key_Enter:
                page.enter()
            case Key.Key_L:
                page.bar.line.toggle()
            case Key.Key_Space:
                self._next_line()
            case Key.Key_Delete | Key.Key_Backspace:
                page.remove()
            case Key.Key_Escape:
                return page.leave()
            case _:
                return False
        return True

    def _go_to_end(self, *, last: bool) -> None:
        order = self._frame.view.walk_order()
        if order:
            self._page.select_any(order[-1 if last else 0])

    def _next_line(self) -> None:
        """From a person to the first line, from a line to the next, from the last back."""
        page = self._page
        person = page.person_at_hand()
        lines = [] if person is None else self._frame.view.lines_of(person)
        if not lines:
            return
        place = lines.index(page.at_hand) + 1 if page.at_hand in lines else 0
        page.select_any(lines[place] if place < len(lines) else person)
        if place < len(lines):
            self._announce(lines[place])

    def _announce(self, line: UUID) -> None:
        """A line is no row of the list that a screen reader reads, so it is said."""
        sentence = self._frame.view.shown.say(line)
        event = QAccessibleAnnouncementEvent(self._frame.list, sentence)
        QAccessible.updateAccessibility(event)
