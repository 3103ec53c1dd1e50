"""The keys that a list of records takes itself, and the menu under its rows that shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from negotiator_desk.ui.declared_actions import keys_of
from negotiator_desk.ui.models.sorting import key_of
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_in_sentence

if TYPE_CHECKING:
    from negotiator_desk.ui.widgets.record_table import RecordTable

ADD: Final = QKeySequence(keys_of("add_record")[0])
DUPLICATE: Final = QKeySequence(keys_of("duplicate_record")[0])
UP: Final = QKeySequence(keys_of("move_up")[0])
DOWN: Final = QKeySequence(keys_of("move_down")[0])


def record_menu(table: RecordTable) -> QMenu:
    """What can be done with the selected records, each with its key."""
    menu = QMenu(table)
    kind = kind_in_sentence(table.records.record)
    chosen = bool(table.selected_ids())
    row, last = table.currentIndex().row(), table.records.rowCount() - 1

    def entry(text: str, name: str, call: Callable[[], object], *, enabled: bool) -> None:
        action = menu.addAction(text)
        action.setShortcut(QKeySequence(keys_of(name)[0]))
        action.setShortcutVisibleInContextMenu(True)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _on=False: call())

    add = _("Add {kind}").format(kind=kind)
    entry(_("Edit"), "edit_record", table.enter, enabled=chosen)
    entry(add, "add_record", table.add_wanted.emit, enabled=True)
    entry(_("Duplicate"), "duplicate_record", table.duplicate_selected, enabled=chosen)
    menu.addSeparator()
    place = table.currentIndex().column()
    if place >= 0:
        column = table.records.columns[place]
        sort = menu.addAction(_("Sort by “{column}”").format(column=column.title))
        sort.triggered.connect(lambda: table.sort_wanted.emit(key_of(column)))
    if table.is_sorted:
        own = menu.addAction(_("Own order of the records"))
        own.triggered.connect(lambda: table.sort_wanted.emit(""))
    menu.addSeparator()
    if table.movable and not table.is_sorted:
        up, down = row > 0, 0 <= row < last
        entry(_("Move up"), "move_up", lambda: table.move_current(-1), enabled=up)
        entry(_("Move down"), "move_down", lambda: table.move_current(1), enabled=down)
    menu.addSeparator()
    entry(_("Copy"), "copy_records", table.copy_rows, enabled=chosen)
    entry(_("Delete"), "delete_record", table.remove_selected, enabled=chosen)
    return menu
