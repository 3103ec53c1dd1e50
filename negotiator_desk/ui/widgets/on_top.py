"""A strip above a list: what has to be seen first, each group with the way to its records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import short_line

SHOWN: Final = 2
"""The records of a group that are named; the others are counted."""

TITLE: Final = 28


class Group(msgspec.Struct, frozen=True):
    """Why records stand on top, the meaning of that, and the records by title."""

    text: str
    meaning: str
    records: tuple[tuple[UUID, str], ...]
    more: int = 0


class OnTop(QWidget):
    """A line for each group: its name, then links; hidden while nothing stands on top."""

    activated = Signal(UUID)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("On top"))
        self._shown: tuple[Group, ...] = ()
        self._lines: list[FlowBox] = []
        self._giving_way = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is shown."""
        return self._shown

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these groups in this order."""
        if tuple(groups) == self._shown:
            return
        self._shown = tuple(groups)
        for line in self._lines:
            line.hide()
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(group) for group in self._shown]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(self._shown) and not self._giving_way)

    def give_way(self, on: bool) -> None:
        """Leave the room to the list, where there is very little."""
        self._giving_way = on
        self.setVisible(bool(self._shown) and not on)

    def _line(self, group: Group) -> FlowBox:
        line = FlowBox(self, spacing=4)
        links = [self._link(line, *record) for record in group.records]
        height = max((link.sizeHint().height() for link in links), default=0)
        count = len(group.records) + group.more
        text = _("{why} ({n}):").format(why=group.text, n=count)
        line.flow.addWidget(self._label(line, text, group.meaning, height))
        for link in links:
            line.flow.addWidget(link)
        if group.more:
            more = ngettext("and {n} more", "and {n} more", group.more).format(n=group.more)
            line.flow.addWidget(self._label(line, more, "caption", height))
        return line

    def _label(self, line: FlowBox, text: str, role: str, height: int) -> QLabel:
        label = QLabel(text, line)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setMinimumHeight(height)
        return label

    def _link(self, line: FlowBox, record_id: UUID, title: str) -> QToolButton:
        button = QToolButton(line)
        button.setText(short_line(visible(title), TITLE).replace("&", "&&"))
        button.setAccessibleName(visible(title))
        button.setProperty("link", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.ensurePolished()
        button.clicked.connect(lambda: self.activated.emit(record_id))
        return button
