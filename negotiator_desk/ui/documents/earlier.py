"""The day that a report is compared with: before today, typed or picked, only when it is wanted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QVBoxLayout, QWidget

from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.wording.formats import Formats

DAYS_BACK: Final = 30
"""So far back the field stands at first."""

DELAY: Final = 600
"""Milliseconds after a key in the day, which is not whole at once."""


class EarlierDay(QWidget):
    """A box to tick, and the day below it; no day from today on can be entered."""

    changed = Signal()

    def __init__(self, today: date, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(_("Compare with an earlier day"), self)
        self.box.setToolTip(_("Adds a page: what closed, what opened, score and money then"))
        self.field = QDateEdit(self)
        self.field.setLocale(QLocale(str(formats.locale)))
        self.field.setDisplayFormat("d MMM yyyy")
        self.field.setCalendarPopup(True)
        self.field.setAccessibleName(_("Day to compare with"))
        self.field.setMaximumDate(_as_qt(today - timedelta(days=1)))
        self.field.setDate(_as_qt(today - timedelta(days=DAYS_BACK)))
        self.field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(self.field)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self.changed)
        self.box.toggled.connect(self._on_ticked)
        self.field.dateChanged.connect(self._later.start)

    def _on_ticked(self, on: bool) -> None:
        self.field.setVisible(on)
        self.changed.emit()

    def day(self) -> date | None:
        """The day that is wanted; None while the field is away or not ticked."""
        if self.isHidden() or not self.box.isChecked():
            return None
        shown = self.field.date()
        return date(shown.year(), shown.month(), shown.day())


def _as_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
