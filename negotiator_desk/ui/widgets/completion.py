"""A small list under a line of text, of what the word at hand could become. It never has focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem
from typing_extensions import override

ROW = 26
MARGIN = 6
AGAIN = 20
"""Milliseconds until the list looks once more where its line is."""


class CompletionList(QListWidget):
    """Lies over the window under its line; a row is chosen by arrow keys, Tab or a click.

    Nothing is current until an arrow key makes it so: Enter then still belongs to the line.
    """

    picked = Signal(int)

    def __init__(self, line: QLineEdit, px: int, name: str) -> None:
        super().__init__(line.window())
        self._line = line
        self._row = px
        self.setProperty("popup", True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(lambda item: self.picked.emit(self.row(item)))
        # What is said under the line may move it, a moment after its text changed.
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._place)
        self.hide()

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show texts with what stands beside each; none hides the list."""
        self.clear()
        for text, beside in rows:
            item = QListWidgetItem(f"{text}   {beside}".rstrip())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text} {beside}".strip())
            self.addItem(item)
        self.setCurrentRow(-1)
        if not rows:
            self.hide()
            return
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._fit(rows)
        self.show()
        self.raise_()
        self._again.start()

    def _fit(self, rows: Sequence[tuple[str, str]]) -> None:
        widths = [self.fontMetrics().horizontalAdvance(f"{a}   {b}") for a, b in rows]
        height = self._row * len(rows) + MARGIN
        self.resize(min(max(220, max(widths) + 40), max(220, self._line.width())), height)
        self._place()

    def _place(self) -> None:
        """Lie under the word at hand; above the line where there is no room below."""
        window, height = self._line.window(), self.height()
        place = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        cursor = self._line.cursorRect().left()
        left = min(place.x() + cursor, window.width() - self.width() - MARGIN)
        top = place.y()
        if top + height > window.height():
            top = place.y() - self._line.height() - height - 4
        self.move(max(MARGIN, left), max(0, top))

    def step(self, by: int) -> None:
        """Make the next row current, or the one before; before the first there is none."""
        self.setCurrentRow(max(-1, min(self.currentRow() + by, self.count() - 1)))

    @override
    def hide(self) -> None:
        self.setCurrentRow(-1)
        super().hide()
