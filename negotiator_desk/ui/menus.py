"""The menu bar, made from the declared actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from negotiator_desk.ui.declared_actions import LINE, MENUS, Entry, keys_of
from negotiator_desk.wording.catalogue import _


def build_menus(window: QMainWindow, slots: dict[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make the menu bar; every action calls the slot of its name."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for title, entries in MENUS:
        menu = QMenu(_(title), window)
        window.menuBar().addMenu(menu)
        inner: dict[str, QMenu] = {}
        for entry in entries:
            if entry is LINE:
                menu.addSeparator()
                continue
            action = _make(entry, window, slots[entry.name])
            if entry.group:
                group = groups.setdefault(entry.group, QActionGroup(window))
                action.setCheckable(True)
                group.addAction(action)
            if entry.menu and entry.menu not in inner:
                inner[entry.menu] = menu.addMenu(_(entry.menu))
            inner.get(entry.menu, menu).addAction(action)
            actions[entry.name] = action
    return actions


def _make(entry: Entry, window: QMainWindow, slot: Callable[[], object]) -> QAction:
    action = QAction(entry.label(), window)
    action.setShortcuts([QKeySequence(keys) for keys in entry.all_keys])
    if entry.own_keys:
        # Shown in the menu; only the list that has the keyboard takes them.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _on=False: slot())
    return action


def keys_text(name: str) -> str:
    """The keys of an action as this system writes them, the first of several."""
    return QKeySequence(keys_of(name)[0]).toString(QKeySequence.SequenceFormat.NativeText)


def with_keys(text: str, name: str) -> str:
    """A tool tip with the keys of the action behind it."""
    return _("{text} ({keys})").format(text=text, keys=keys_text(name))
