"""What every page outside the tabs can be asked for; it shows the desk and never holds data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from uuid import UUID

    from negotiator_desk.store.desk import Changed
    from negotiator_desk.ui.env import Env


class DeskPage(QWidget):
    """A page on the right side of the window, about more than one deal.

    All that stands on it lies in ``column``, one below the other; its first row is ``head``, with
    ``title`` and, beside it, ``count``.
    """

    def __init__(self, env: Env, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.env = env
        self.title = QLabel(title, self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.count = self.sentence(muted=True)
        self.count.setWordWrap(False)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(self.title)
        self.head.addWidget(self.count, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 8)
        self.column.setSpacing(10)
        self.column.addLayout(self.head)

    # -- what pages are made of -----------------------------------------------------------------

    def sentence(self, *, muted: bool = False) -> QLabel:
        """A label for sentences, over as many lines as they need."""
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("muted", muted)
        return label

    def later(self, interval: int, call: Callable[[], object]) -> QTimer:
        """A timer for what is done once, so many milliseconds on, if the page is still seen."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(lambda: call() if self.isVisible() else None)
        return timer

    def show_dated(self, deal_id: UUID, record_id: UUID, kind: str) -> None:
        """Show the record that a date belongs to; for a debrief not begun, the list of debriefs."""
        self.env.show_record(deal_id, record_id)
        if record_id == deal_id and kind == "debriefs":
            self.env.show_kind("debriefs")

    # -- what the window asks of a page ---------------------------------------------------------

    def open_page(self, argument: Any) -> None:
        """Show the page, which comes to the front: read what is stale. ``argument`` is the
        page's own (a buyer, words to look for), None where it is opened as a whole.
        """
        raise NotImplementedError

    def on_changed(self, change: Changed) -> None:
        """Take note of a change on the desk; told while the page is behind, too."""

    def on_theme(self) -> None:
        """Paint in the colours of the theme."""

    def flush(self) -> None:
        """Store what has been typed and not stored yet."""

    def stop(self) -> None:
        """Compute no more; the desk is about to be closed."""

    def focus_main(self) -> None:
        """Put the keyboard where work goes on."""
        self.setFocus()
