"""A strip above a list: what has to be seen first, each group with the way to its records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

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


class OnTop(FlowBox):
    """Names of groups, each followed by links; hidden while nothing stands on top."""

    activated = Signal(UUID)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=4)
        self.setAccessibleName(_("On top"))
        self._shown: tuple[Group, ...] = ()
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
        while (item := self.flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for group in self._shown:
            count = len(group.records) + group.more
            text = _("{why} ({n}):").format(why=group.text, n=count)
            self._add_label(text, group.meaning)
            for record_id, title in group.records:
                self._add_link(record_id, title)
            if group.more:
                more = ngettext("and {n} more", "and {n} more", group.more)
                self._add_label(more.format(n=group.more), "caption")
        self.setVisible(bool(self._shown))

    def _add_label(self, text: str, role: str) -> None:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.ensurePolished()
        label.setMinimumHeight(self._line_height())
        self.flow.addWidget(label)

    def _line_height(self) -> int:
        """As high as a link, so that both stand in one line."""
        link = QToolButton(self)
        link.setProperty("link", True)
        link.setText("A")
        link.ensurePolished()
        height = link.sizeHint().height()
        link.deleteLater()
        link.hide()
        return height

    def _add_link(self, record_id: UUID, title: str) -> None:
        button = QToolButton(self)
        button.setText(short_line(visible(title), TITLE).replace("&", "&&"))
        button.setAccessibleName(visible(title))
        button.setProperty("link", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.activated.emit(record_id))
        self.flow.addWidget(button)
