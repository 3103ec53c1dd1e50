"""Keys that Qt leaves open: Enter and Ctrl+Enter press a button, Tab follows what is seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMainWindow, QWidget
from typing_extensions import override

from negotiator_desk.wording.catalogue import _


def tab_after(before: QWidget, block: QWidget) -> None:
    """Let the Tab key go through a block that was just made right after another widget.

    Qt puts what is made last at the end of the order, wherever it stands on the screen. The block
    is moved as a whole, which Qt does for what takes the keyboard and hands it to a part of its
    own: an editor that stayed behind while its field moved would lead Tab back to that field.
    """
    proxy, policy = block.focusProxy(), block.focusPolicy()
    tab = Qt.FocusPolicy.TabFocus
    first = next(each for each in block.findChildren(QWidget) if each.focusPolicy() & tab)
    block.setFocusProxy(None)  # type: ignore[arg-type]  # a proxy would take over the policy
    block.setFocusPolicy(tab)
    block.setFocusProxy(first)
    QWidget.setTabOrder(before, block)
    block.setFocusProxy(None)  # type: ignore[arg-type]
    block.setFocusPolicy(policy)
    if proxy is not None:
        block.setFocusProxy(proxy)


def on_ctrl_enter(dialog: QWidget, act: Callable[[], object]) -> None:
    """Let Ctrl+Enter accept a dialog, from wherever the keyboard is in it."""
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        QShortcut(QKeySequence(keys), dialog).activated.connect(act)


def press_on_ctrl_enter(button: QAbstractButton) -> None:
    """Let Ctrl+Enter press the button that accepts its dialog, which says so."""
    on_ctrl_enter(button.window(), button.click)
    button.setToolTip(_("Ctrl+Enter"))


class KeyedWindow(QMainWindow):
    """A window in which Enter presses the button that has the keyboard, on every platform."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(button, QAbstractButton) and not event.isAutoRepeat():
            button.click()
            event.accept()
            return
        super().keyPressEvent(event)


class FilterLine(QLineEdit):
    """A line that leaves undo and redo to the window where it has nothing of its own to undo."""

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().event(event)


class ClearedLine(FilterLine):
    """A line with a button that clears it; Esc does so too, before it leads anywhere else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)

    def _clears(self, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return escape and bool(self.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clears(event):
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._clears(event):
            event.accept()
            return True
        return super().event(event)
