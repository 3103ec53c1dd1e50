"""F1: what belongs in a place, and every key that works there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.ui.key_hints import Row
    from negotiator_desk.ui.theme import Sizes

Part = tuple[str, str]
"""A heading, or none, and what stands under it."""


class HelpDialog(QDialog):
    """Text and tables of keys, scrolled where the screen is small; Esc closes."""

    def __init__(
        self,
        title: str,
        parts: Sequence[Part],
        groups: Sequence[tuple[str, Sequence[Row]]],
        sizes: Sizes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.groups = [(heading, list(rows)) for heading, rows in groups if rows]
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(_label(title, "title", body))
        for heading, text in parts:
            part = QVBoxLayout()
            part.setSpacing(2)
            if heading:
                part.addWidget(_label(heading, "section", body))
            part.addWidget(_label(text, "", body))
            column.addLayout(part)
        for heading, rows in self.groups:
            column.addSpacing(8)
            column.addWidget(_label(heading, "section", body))
            column.addLayout(self._grid(rows, sizes, body))
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        self.area.setAccessibleName(title)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)
        resize_within(self, sizes.px(600), sizes.px(620))
        self.area.setFocus()

    def _grid(self, rows: Sequence[Row], sizes: Sizes, parent: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, sizes.px(190))
        grid.setColumnStretch(1, 1)
        for place, (keys, text) in enumerate(rows):
            what = _label(text, "", parent)
            name = _label(keys, "", parent)
            name.setProperty("muted", True)
            name.setBuddy(what)
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(what, place, 1)
        return grid

    def keys_text(self) -> str:
        """All keys and what they do, as text."""
        return "\n".join(f"{keys}\t{text}" for _heading, rows in self.groups for keys, text in rows)


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
