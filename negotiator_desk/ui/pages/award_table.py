"""The award simulator as tables: the bidders, our rank in every case, and the single figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from negotiator_desk.wording import award as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import short_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from negotiator_desk.domain.award import Award
    from negotiator_desk.ui.env import Env


NAME_LENGTH = 26
"""The most letters of a bidder's name in the table; the rest stands in the list of rivals."""


class _Grid(QWidget):
    """A small table of labels: the first row are heads, the first column names."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._labels: dict[tuple[int, int], QLabel] = {}

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these texts; what is left of a longer table goes."""
        wanted = {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row)}
        for place, label in self._labels.items():
            label.setVisible(place in wanted)
        for place, text in wanted.items():
            if place not in self._labels:
                self._labels[place] = self._make(*place)
            self._labels[place].setText(visible(text))
        lines = (_("{name}: {figures}").format(name=r[0], figures=", ".join(r[1:])) for r in rows)
        self.setAccessibleDescription("\n".join(lines))

    def texts(self) -> list[tuple[str, ...]]:
        """The texts as they are shown, row by row."""
        rows: dict[int, list[str]] = {}
        for (row, _column), label in sorted(self._labels.items()):
            if not label.isHidden():
                rows.setdefault(row, []).append(label.text())
        return [tuple(row) for row in rows.values()]

    def _make(self, row: int, column: int) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if not row:
            label.setProperty("role", "label")
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label, row, column, side | Qt.AlignmentFlag.AlignVCenter)
        label.show()
        return label


class AwardTable(QScrollArea):
    """Everything the simulator says, in figures; scrolls where there is little room."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("The award as a table"))
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 12, 0)
        column.setSpacing(12)
        self.title = QLabel(inside)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.title.setProperty("role", "section")
        self.bidders, self.facts, self.cases = _Grid(inside), _Grid(inside), _Grid(inside)
        self.bidders.setAccessibleName(_("Bidders"))
        self.facts.setAccessibleName(_("Figures"))
        self.cases.setAccessibleName(_("How safe our rank is"))
        self.basis = QLabel(inside)
        self.basis.setTextFormat(Qt.TextFormat.PlainText)
        self.basis.setWordWrap(True)
        self.basis.setProperty("muted", True)
        for widget in (self.title, self.bidders, self.facts, self.cases, self.basis):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)

    def show_award(self, found: Award) -> None:
        """Show an award of the open deal."""
        currency, formats = self._env.open_deal.suggestions.currency, self._env.formats
        self.title.setText(wording.award_title(found, currency, formats))
        rows = wording.bidder_rows(found, currency, formats)
        self.bidders.show_rows([(short_line(name, NAME_LENGTH), *rest) for name, *rest in rows])
        self.facts.show_rows(wording.fact_rows(found, currency, formats))
        self.cases.show_rows(wording.case_rows(found))
        self.basis.setText(
            "\n".join(
                text
                for text in (
                    wording.safety_text(found),
                    wording.basis_text(found, currency, formats),
                    wording.missing_line(found.missing),
                )
                if text
            )
        )
