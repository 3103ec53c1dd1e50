"""The map section of the Stakeholders tab: people on power against stance or interest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMenu,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.people import POWERS, Axis, step_by
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.choices import InfluenceKind
from negotiator_desk.ui.pages.map_bar import MapBar
from negotiator_desk.ui.pages.record_card import RecordCard
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.panes import Folding, Part
from negotiator_desk.ui.widgets.record_list import EmptyState
from negotiator_desk.wording import people as wording
from negotiator_desk.wording.catalogue import _, ngettext

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.widgets.map_frame import MapFrame

SAID: Final = 2
"""How many doubts are said above the map before the rest is only counted."""

LOW: Final = 240
"""Under this height, in pixels at 100 %, title and doubts are left out."""

FORM_LEAST: Final = 640
"""Across less than this, in pixels at 100 %, the map stands alone."""

LEAST_PICTURE: Final = (640, 420)
"""The least size of a map that is saved, in points."""


class PeopleMap(SectionView):
    """Map and card side by side; the map brings reportlab and waits until it is seen."""

    lists_records = True
    folding: Folding

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.env = env
        self.axis = Axis.STANCE
        self.frame: MapFrame | None = None
        self.at_hand: UUID | None = None
        self._keys: Any = None
        self._doubts: Any = None
        self._joining: UUID | None = None
        self.card = QFrame(self)
        self.card.setProperty("card", True)
        self.bar = MapBar(self.axis, self.card)
        self.title = self._label("section")
        self.note = self._label("exposed")
        self.hint = self._label("caption")
        self._column = QVBoxLayout(self.card)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(6)
        for widget in (self.bar, self.title, self.note, self.hint):
            self._column.addWidget(widget)
        # Whether names have room depends on the room, which must not depend on what is said of it.
        policy = self.hint.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.hint.setSizePolicy(policy)
        self.empty = EmptyState(Stakeholder, self)
        self.person_card = RecordCard("stakeholders", env, self)
        self.line_card = RecordCard("influences", env, self)
        self._left, self._right = QStackedWidget(self), QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _label(self, role: str) -> QLabel:
        label = QLabel(self.card)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def _lay_out(self) -> None:
        for widget in (self.card, self.empty):
            self._left.addWidget(widget)
        for widget in (self.person_card, self.line_card):
            self._right.addWidget(widget)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self._left)
        split.addWidget(self._right)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        split.setSizes([580, 340])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        part = Part(self._right, least=FORM_LEAST, place="form")
        self.folding = Folding(self, self.env.panes, {"form": part})

    def _connect(self) -> None:
        self.empty.button.clicked.connect(self.add)
        self.bar.axis_picked.connect(self.show_axis)
        self.bar.line.toggled.connect(self._on_line_mode)
        self.bar.zoom_wanted.connect(self.zoom)
        self.bar.fit_wanted.connect(self.fit)
        self.bar.copy_wanted.connect(self.copy_table)
        self.bar.save_wanted.connect(self.keep_picture)
        self.env.theme.changed.connect(self._show_map)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.frame is None:
            QTimer.singleShot(0, self, self._load)

    def _load(self) -> None:
        if self.frame is not None:
            return
        from negotiator_desk.ui.keys import tab_after
        from negotiator_desk.ui.pages.map_keys import MapKeys
        from negotiator_desk.ui.widgets.map_frame import MapFrame  # brings reportlab

        frame = self.frame = MapFrame(self.env.formats, self.card)
        self._column.insertWidget(3, frame, 1)
        self._keys = MapKeys(self, frame)
        frame.view.picked.connect(self.select_any)
        frame.view.dropped.connect(self._on_dropped)
        frame.view.joined.connect(self._ask_kind)
        frame.view.opened.connect(self.env.go_to)
        frame.view.view_changed.connect(self._show_hint)
        frame.list.selectionModel().currentChanged.connect(self._on_list)
        tab_after(self.bar.save, frame)
        self.refresh(frozenset())
        if self.hasFocus():
            self.focus_main()

    # -- showing --------------------------------------------------------------------------------

    def _snapshot(self) -> Snapshot | None:
        return self.env.open_deal.snapshot

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        snapshot = self._snapshot()
        if snapshot is None:
            return
        people = snapshot.stakeholders
        self._left.setCurrentWidget(self.card if people else self.empty)
        self.folding.give_way("form", not people)
        known = {record.id for record in (*people, *snapshot.influences)}
        if self.at_hand not in known:
            self.at_hand = people[0].id if people else None
        self._show_map()
        self.select_any(self.at_hand)

    def _show_map(self) -> None:
        snapshot = self._snapshot()
        if snapshot is None or self.frame is None:
            return
        from negotiator_desk.ui.pages.map_content import content, doubts_of, said_of

        self.title.setText(wording.map_title(snapshot.stakeholders, self.axis))
        doubts = doubts_of(snapshot, self.env)
        if doubts != self._doubts:
            self._doubts = doubts
            said = said_of(doubts, snapshot, self.env, SAID)
            self.note.setText("\n".join(said))
            self._fit_words()
        self.frame.show_map(content(snapshot, self.env, self.axis, doubts))
        self._show_hint()

    def _show_hint(self) -> None:
        if self.frame is None:
            return
        layout, names = self.frame.view.layout_shown, self.frame.view.shown.names
        text = ""
        if self._joining is not None:
            text = _(
                "Line from {name}: choose the other person with Tab, Enter joins, Esc leaves."
            ).format(name=names.get(self._joining, ""))
        elif self.bar.line.isChecked():
            text = _("Drag from one person to another to join them.")
        elif layout is not None and layout.unnamed:
            text = ngettext(
                "{n} name has no room: zoom in.",
                "{n} names have no room: zoom in.",
                layout.unnamed,
            ).format(n=layout.unnamed)
        self.hint.setWordWrap(self._joining is not None)
        self.hint.setText(text)
        self.hint.setToolTip(text)
        self.hint.setVisible(bool(text))

    def _fit_words(self) -> None:
        """Leave the little room there is to the map."""
        high = self.height() >= self.env.theme.sizes.px(LOW)
        self.title.setVisible(high)
        self.note.setVisible(high and bool(self.note.text()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def show_axis(self, axis: Axis) -> None:
        """Show power against stance, or against interest."""
        self.axis = axis
        self.bar.show_axis(axis)
        self._show_map()

    def zoom(self, factor: float) -> None:
        """Make the map larger or smaller around the one at hand."""
        if self.frame is not None:
            self.frame.view.zoom_by(factor)
            self.frame.view.bring_into_view()

    def fit(self) -> None:
        """Show the whole map."""
        if self.frame is not None:
            self.frame.view.fit()

    # -- the one at hand ------------------------------------------------------------------------

    def _person(self, record_id: UUID | None) -> Stakeholder | None:
        snapshot = self._snapshot()
        people = () if snapshot is None else snapshot.stakeholders
        return next((person for person in people if person.id == record_id), None)

    def person_at_hand(self) -> UUID | None:
        """The person at hand; while a line is at hand the one it was reached from."""
        if self._person(self.at_hand) is not None or self.frame is None:
            return self.at_hand
        row = self.frame.list.currentIndex().row()
        return self.frame.list.people.id_at(row) if row >= 0 else None

    def select_any(self, record_id: UUID | None) -> None:
        """Make a person or a line the one at hand: on the map, in the list, in the card."""
        self.at_hand = record_id
        line = record_id is not None and self._person(record_id) is None
        card = self.line_card if line else self.person_card
        self._right.setCurrentWidget(card)
        card.show_record(record_id)
        if self.frame is None:
            return
        self.frame.view.select(record_id)
        people = self.frame.list.people
        index = people.index(people.row_of(record_id))
        if index.isValid() and index != self.frame.list.currentIndex():
            self.frame.list.setCurrentIndex(index)

    def _on_list(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self.frame is not None and index.isValid():
            person = self.frame.list.people.id_at(index.row())
            if person != self.at_hand and self._person(self.at_hand) is not None:
                self.select_any(person)

    # -- doing ----------------------------------------------------------------------------------

    def step(self, across: int, up: int) -> None:
        """Move the person at hand one step; steps soon after each other are one undo step."""
        person = self._person(self.at_hand)
        if person is None:
            return
        values: dict[str, Any] = {}
        if across:
            values[self.axis.value] = step_by(self.axis.steps, self.axis.of(person), across)
        if up:
            values["power"] = step_by(POWERS, person.power, up)
        self.flush()
        merge = f"map.{person.id}"
        self.env.editing.set_values("stakeholders", person.id, values, merge=merge)

    def _on_dropped(self, person: UUID, column: int | None, row: int | None) -> None:
        self.flush()
        values = {self.axis.value: column, "power": row}
        self.env.editing.set_values("stakeholders", person, values)

    def enter(self) -> None:
        """Open the one at hand, or end the line that was begun."""
        begun, other = self._joining, self.at_hand
        if self.frame is None or other is None:
            return
        if begun is None or self._person(other) is None:
            self.env.go_to(other)
        elif begun != other:
            self._end_line()
            view = self.frame.view
            self._ask_kind(begun, other, view.viewport().mapToGlobal(view.place_of(other)))

    def leave(self) -> bool:
        """Break off a drag or a line; whether there was one."""
        if self.frame is not None and self.frame.view.break_off():
            return True
        if self.bar.line.isChecked():
            self._end_line()
            return True
        return False

    def _on_line_mode(self, on: bool) -> None:
        if self.frame is not None:
            self.frame.view.drawing_lines = on
            self._joining = self.at_hand if on and self._person(self.at_hand) else None
            self._show_hint()

    def _end_line(self) -> None:
        self.bar.line.setChecked(False)

    def line_menu(self, one: UUID, two: UUID) -> QMenu:
        """The kinds of line that can join two people."""
        from negotiator_desk.ui.pages.map_menu import line_menu

        return line_menu(self, self._snapshot(), self.env.formats, (one, two), self._join)

    def _ask_kind(self, one: UUID, two: UUID, place: QPoint) -> None:
        self.flush()
        self.line_menu(one, two).popup(place)

    def _join(self, one: UUID, two: UUID, kind: InfluenceKind) -> None:
        added = self.env.editing.add("influences", {"from_id": one, "kind": kind, "to_id": two})
        if added is not None:
            self.select_any(added)

    @override
    def select(self, record_id: UUID) -> None:
        self.select_any(record_id)

    @override
    def focus_main(self) -> None:
        snapshot = self._snapshot()
        if snapshot is not None and not snapshot.stakeholders:
            self.empty.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:  # itself, until the map is there
            self.folding.peek("form", False)
            wanted: QWidget = self if self.frame is None else self.frame.list
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def flush(self) -> None:
        self.person_card.flush()
        self.line_card.flush()

    @override
    def add(self) -> None:
        added = self.env.editing.add("stakeholders")
        if added is not None:
            self.select_any(added)
            self.folding.peek("form")
            self.person_card.focus_field("name")

    @override
    def duplicate(self) -> None:
        person = self._person(self.at_hand)
        copies = self.env.editing.duplicate("stakeholders", [person.id]) if person else ()
        if copies:
            self.select_any(copies[-1])

    @override
    def remove(self) -> None:
        """Delete the person or line at hand; undo brings it back."""
        if self.at_hand is not None:
            kind = "influences" if self._person(self.at_hand) is None else "stakeholders"
            self.env.editing.remove(kind, [self.at_hand])

    # -- pictures -------------------------------------------------------------------------------

    def copy_table(self) -> None:
        """Put the people on the clipboard, tabs between columns."""
        if (chart := self._chart()) is not None:
            QGuiApplication.clipboard().setText(chart.table.as_text())

    def keep_picture(self, kind: Literal["png", "svg"]) -> None:
        """Ask for a file and write the map there."""
        from negotiator_desk.ui.pictures import keep_picture

        if (chart := self._chart()) is not None:
            keep_picture(self, chart, kind)

    def _chart(self) -> Any:
        from negotiator_desk.ui.pages.map_content import chart_of

        snapshot = self._snapshot()
        if snapshot is None or self.frame is None:
            return None
        width = max(LEAST_PICTURE[0], self.frame.width())
        height = max(LEAST_PICTURE[1], self.frame.height())
        return chart_of(snapshot, self.env, self.axis, width, height)
