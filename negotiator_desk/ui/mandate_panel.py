"""Mandate today: what each holder of authority may still agree, over the tab at hand (Ctrl+M)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.ui.overlay import Overlay
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.mandate import left_words, mandate_title, validity_words

if TYPE_CHECKING:
    from negotiator_desk.domain.mandate import Standing
    from negotiator_desk.ui.env import Env

WIDTH: Final = 640
MOST: Final = 10
"""How many levels are listed; the rest is only counted."""


class MandatePanel(Overlay):
    """Every authority level in a row: limit for one trade, used, left in total, until when."""

    def __init__(self, env: Env, over: QWidget) -> None:
        super().__init__(env, over, _("Mandate today"), WIDTH)
        self.title = self.caption()
        self.title.setProperty("role", "")
        self._table = QWidget(self)
        self._lines: list[list[str]] = []
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.column.addWidget(self._table)
        self.more = self.caption()
        self.button = QPushButton(_("Authority levels"), self)
        self.button.clicked.connect(self._go)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.button)
        env.open_deal.changed.connect(self._on_changed)

    @override
    def open_overlay(self) -> None:
        self._fill()
        super().open_overlay()

    def lines(self) -> list[str]:
        """What is listed, a row a text."""
        return [" | ".join(texts) for texts in self._lines]

    def _on_changed(self, _kinds: frozenset[str]) -> None:
        if self.isVisible():
            self._fill()
            self.fit()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._lines = []
        mandate, snapshot = self.env.open_deal.mandate, self.env.open_deal.snapshot
        if mandate is None or snapshot is None:
            return
        currency = snapshot.deal.currency
        self.title.setText(mandate_title(mandate, currency, self.env.formats))
        shown = mandate.standings[:MOST]
        self._table.setVisible(bool(shown))
        if shown:
            heads = (_("Holder"), _("One trade"), _("Used"), _("Left in total"), _("Valid"))
            for column, head in enumerate(heads):
                self._put(head, 0, column, "label")
        for row, standing in enumerate(shown, 1):
            self._row(standing, row, currency)
        rest = len(mandate.standings) - len(shown)
        self.more.setText(_("{n} more in the list of levels.").format(n=rest) if rest else "")
        self.more.setVisible(bool(rest))

    def _row(self, standing: Standing, row: int, currency: str) -> None:
        formats, today = self.env.formats, self.env.around.today()
        spent = standing.in_force and standing.room == 0
        role = "" if standing.in_force else "caption"
        self._put(short_line(standing.holder), row, 0, role)
        self._put(formats.amount(standing.room, currency), row, 1, "lost" if spent else role)
        self._put(formats.amount(standing.used, currency), row, 2, role)
        self._put(left_words(standing, currency, formats), row, 3, role)
        self._put(validity_words(standing, today, formats) or _("no end"), row, 4, role)

    def _put(self, text: str, row: int, column: int, role: str) -> None:
        if not column:
            self._lines.append([])
        self._lines[-1].append(text)
        label = QLabel(text, self._table)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            label.setProperty("role", role)
        side = Qt.AlignmentFlag.AlignRight if column in (1, 2, 3) else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label, row, column, side | Qt.AlignmentFlag.AlignVCenter)

    def _go(self) -> None:
        self.close_overlay()
        self.env.show_kind("authority")
