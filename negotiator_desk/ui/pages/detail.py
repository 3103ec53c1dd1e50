"""The right side of a page: a card with a title, a line of links, and what belongs below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from negotiator_desk.models.kinds import find_record
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.wording.formats import Formats, visible
from negotiator_desk.wording.labels import record_title

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot

LINK_LENGTH = 36
RECORDS_SHOWN = 12


def link_text(text: str) -> str:
    """A title as a link shows it: one line, shortened, no mnemonic."""
    line = " ".join(visible(text).split())
    short = line if len(line) <= LINK_LENGTH else f"{line[: LINK_LENGTH - 1].rstrip()}…"
    return short.replace("&", "&&")


def titled(ids: Sequence[UUID], snapshot: Snapshot, formats: Formats) -> list[tuple[UUID, str]]:
    """The records behind a figure, each once, by title; a nested one by what it lies in."""
    links: dict[UUID, str] = {}
    for record_id in ids:
        found = find_record(snapshot, record_id)
        if found is not None and found[1].id not in links:
            links[found[1].id] = record_title(found[0], found[1], formats, snapshot)
        if len(links) == RECORDS_SHOWN:
            break
    return list(links.items())


class Links(QWidget):
    """Titles to click along, joined by a mark between them."""

    activated = Signal(UUID)
    shown = Signal(bool)

    def __init__(self, name: str, joint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._joint = joint
        self._flow = FlowLayout(self, spacing=6 if joint else 10)
        self._shown: tuple[tuple[UUID, str], ...] = ()
        self._here: UUID | None = None
        self.hide()

    def show_links(self, links: Sequence[tuple[UUID, str]], here: UUID | None = None) -> None:
        """Show these titles; the one that is open is not a link."""
        if (tuple(links), here) == (self._shown, self._here):
            return
        self._shown, self._here = tuple(links), here
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for place, (record_id, title) in enumerate(self._shown):
            if place and self._joint:
                joint = QLabel(self._joint, self)
                joint.setProperty("muted", True)
                joint.setContentsMargins(0, 0, 4, 0)  # as a link has it behind its words
                self._flow.addWidget(joint)
            button = QPushButton(link_text(title), self)
            button.setAccessibleName(visible(title))
            for name in ("link", "flush"):
                button.setProperty(name, True)
            button.setEnabled(record_id != here)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, target=record_id: self.activated.emit(target))
            self._flow.addWidget(button)
        self.setVisible(bool(self._shown))
        self.shown.emit(bool(self._shown))


class DetailCard(QFrame):
    """A raised card: title, subtitle, links, then the body."""

    def __init__(
        self,
        links_name: str,
        joint: str = "›",
        parent: QWidget | None = None,
        *,
        links_below: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "section")
        self.title.setWordWrap(True)
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("muted", True)
        self.note.hide()
        self.links = Links(links_name, joint, self)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.note)
        if not links_below:
            column.addWidget(self.links)
        column.addLayout(self.body, 0 if links_below else 1)
        if links_below:
            caption = QLabel(links_name, self)
            caption.setProperty("role", "label")
            caption.hide()
            self.links.shown.connect(caption.setVisible)
            column.addSpacing(6)
            column.addWidget(caption)
            column.addWidget(self.links)
            column.addStretch(1)

    def set_head(self, title: str, note: str = "") -> None:
        """Name what the card shows."""
        line = " ".join(visible(title).split())
        self.title.setText(line if len(line) <= 160 else f"{line[:159]}…")
        self.note.setText(visible(note))
        self.note.setVisible(bool(note))
