"""The time of the meeting in hours and minutes; it can be paused and set back."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from negotiator_desk.wording.at_table import clock_words
from negotiator_desk.wording.catalogue import _

LOOK = 5000
"""Milliseconds between two looks at the clock; minutes are shown, nothing moves in between."""


class MeetingClock(QWidget):
    """Runs on while the page is left, until it is paused; another deal starts it anew."""

    def __init__(
        self, parent: QWidget | None = None, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._before = 0.0
        self._since: float | None = None
        self.label = QLabel(self)
        self.label.setProperty("role", "figure")
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.toggle)
        self.again = QPushButton(_("Set to 0"), self)
        self.again.clicked.connect(self.restart)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.button)
        row.addWidget(self.again)
        self._look = QTimer(self)
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self.show_time)
        self.show_time()

    @property
    def running(self) -> bool:
        """Whether the time goes on."""
        return self._since is not None

    def minutes(self) -> int:
        """The whole minutes that the meeting has lasted."""
        on = 0.0 if self._since is None else self._seconds() - self._since
        return int((self._before + on) // 60)

    def start(self) -> None:
        """Let the time go on."""
        if self._since is None:
            self._since = self._seconds()
            self._look.start()
        self.show_time()

    def pause(self) -> None:
        """Stop the time."""
        if self._since is not None:
            self._before += self._seconds() - self._since
            self._since = None
            self._look.stop()
        self.show_time()

    def toggle(self) -> None:
        """Pause or go on."""
        if self.running:
            self.pause()
        else:
            self.start()

    def restart(self) -> None:
        """Begin again at nothing."""
        self._before, self._since = 0.0, None
        self.start()

    def show_time(self) -> None:
        """Show the minutes as they now are."""
        minutes = self.minutes()
        text = f"{minutes // 60}:{minutes % 60:02}"
        if self.label.text() != text:
            self.label.setText(text)
        self.label.setAccessibleName(clock_words(minutes, self.running))
        self.button.setText(_("Pause (F5)") if self.running else _("Go on (F5)"))
        self.again.setVisible(not self.running)
