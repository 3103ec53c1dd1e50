"""A card over the window: it takes the keyboard, and gives it back when it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env

TOP: Final = 64
EDGE: Final = 16


class Overlay(QFrame):
    """Lies over the window it is made for, centred near its top; not a window of its own."""

    def __init__(self, env: Env, over: QWidget, title: str, width: int) -> None:
        super().__init__(over)
        self.env = env
        self._over = over
        self._width = width
        self._before: QWidget | None = None
        self.setProperty("popover", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = QLabel(title, self)
        head.setProperty("role", "section")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(EDGE, 12, EDGE, 12)
        self.column.setSpacing(8)
        self.column.addWidget(head)
        env.open_deal.opened.connect(self.close_overlay)
        self.hide()

    def caption(self, text: str = "") -> QLabel:
        """A line of plain small text in the card."""
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "caption")
        label.setWordWrap(True)
        self.column.addWidget(label)
        return label

    def open_overlay(self) -> None:
        """Show the card; the keyboard goes there."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self.show()
        self.fit()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_overlay(self) -> None:
        """Leave, and give the keyboard back to where it was."""
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        # A cell that was edited in a list is gone by now.
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Take the height that the contents need now."""
        if self.isHidden():
            return
        px = self.env.theme.sizes.px
        width = min(px(self._width), self._over.width() - 2 * EDGE)
        needed = self.column.heightForWidth(width) if self.column.hasHeightForWidth() else 0
        height = max(needed, self.column.minimumSize().height())
        left = max(EDGE, (self._over.width() - width) // 2)
        self.setGeometry(left, px(TOP), width, min(height, self._over.height() - px(TOP) - EDGE))
        self.raise_()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
            event.accept()
            return
        super().keyPressEvent(event)
