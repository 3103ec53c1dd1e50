"""What is chosen for a document: the edition, the meeting it is about, the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from negotiator_desk.domain.meetings import last_meeting, next_meeting
from negotiator_desk.services import settings
from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import record_title, short_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.services.context import Context
    from negotiator_desk.ui.env import Env

ROW: Final = 30
FRAME: Final = 6
"""The height of a line of the list of documents, and of what is around them."""

PAPER: Final = "paper"
"""The setting that keeps the paper."""


class EditionList(QListWidget):
    """The documents that can be made, as high as its lines."""

    def __init__(self, keys: Sequence[str], row: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Document"))
        self.setProperty("popup", True)
        for key in keys:
            item = QListWidgetItem(words.edition_name(key), self)
            item.setSizeHint(QSize(0, row))
        self.setFixedHeight(len(keys) * row + 2 * self.frameWidth() + FRAME)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class MeetingBox(QWidget):
    """The meeting that a brief prepares, or that a summary follows."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self.box = QComboBox(self)
        label = QLabel(_("Meeting"), self)
        label.setProperty("role", "label")
        label.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self.box)

    def fill(self, snapshot: Snapshot, edition: str, *, afresh: bool) -> None:
        """Offer the meetings of a deal; what was chosen stays unless the choice is made afresh."""
        chosen = self.chosen()
        self.box.clear()
        nothing = _("No meeting") if edition == "brief" else _("All that was agreed")
        self.box.addItem(nothing, None)
        for meeting in snapshot.meetings:
            title = record_title("meetings", meeting, self._env.formats, snapshot)
            self.box.addItem(short_line(title, 60), meeting.id)
        if afresh:
            pick = next_meeting if edition == "brief" else last_meeting
            suited = pick(snapshot, self._env.open_deal.context.today())
            chosen = suited.id if suited is not None else None
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))

    def chosen(self) -> UUID | None:
        """The meeting; None for none."""
        found = self.box.currentData()
        return found if isinstance(found, UUID) else None


class PaperBox(QComboBox):
    """A4 or US Letter, as it was chosen the last time."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.addItem(_("A4"), "a4")
        self.addItem(_("US Letter"), "letter")
        kept = settings.get_setting(context, PAPER, "a4")
        self.setCurrentIndex(max(0, self.findData(kept)))
        self.setAccessibleName(_("Paper"))

    def keep(self) -> None:
        """Keep what is chosen for the next time."""
        settings.put_setting(self._context, PAPER, self.currentData())
