"""The actions of the window, declared once: text and keys; menus and palette share them."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from negotiator_desk.ui.desk_pages.declared import DESK_PAGES
from negotiator_desk.ui.panes import PANES
from negotiator_desk.wording.catalogue import N_, _


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One action: its name in code, its text, its keys, whether it needs an open deal."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    needs_deal: bool = False
    group: str = ""


LINE = Entry(name="", text="")


def _pages(*, needs_deal: bool) -> tuple[Entry, ...]:
    """An entry for each page outside the tabs, and a line below them."""
    entries = tuple(
        Entry(name=page.key, text=page.label, keys=page.keys, needs_deal=needs_deal)
        for page in DESK_PAGES
        if page.needs_deal is needs_deal
    )
    return (*entries, LINE) if entries else ()


PANE_ENTRIES = tuple(
    Entry(
        name=f"pane_{key}",
        text=pane.name,
        keys=(pane.keys,),
        needs_deal=key != "deals",
    )
    for key, pane in PANES.items()
)

MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        N_("&File"),
        (
            Entry(name="new_deal", text=N_("New deal…"), keys=("Ctrl+Shift+N",)),
            Entry(name="open_files", text=N_("Open a deal file…"), keys=("Ctrl+O",)),
            Entry(name="open_sample", text=N_("Open the sample deal")),
            LINE,
            Entry(name="export", text=N_("Export the deal…"), keys=("Ctrl+E",), needs_deal=True),
            LINE,
            Entry(name="quit", text=N_("Quit"), keys=("Ctrl+Q",)),
        ),
    ),
    (
        N_("&Edit"),
        (
            Entry(name="undo", text=N_("Undo"), keys=("Ctrl+Z",)),
            Entry(name="redo", text=N_("Redo"), keys=("Ctrl+Shift+Z", "Ctrl+Y")),
            LINE,
            Entry(name="add_record", text=N_("New record"), keys=("Ctrl+N",), needs_deal=True),
            Entry(
                name="duplicate_record",
                text=N_("Duplicate record"),
                keys=("Ctrl+D",),
                needs_deal=True,
            ),
            Entry(name="delete_record", text=N_("Delete record"), needs_deal=True),
            LINE,
            Entry(name="filter", text=N_("Filter deals"), keys=("Ctrl+L",)),
            Entry(name="palette", text=N_("Commands and records…"), keys=("Ctrl+K",)),
        ),
    ),
    (
        N_("&Deal"),
        (
            *_pages(needs_deal=True),
            Entry(name="log_trade", text=N_("Log a trade…"), keys=("Ctrl+T",), needs_deal=True),
            Entry(name="mandate", text=N_("Mandate today"), keys=("Ctrl+M",), needs_deal=True),
            Entry(
                name="at_table",
                text=N_("At the table"),
                keys=("F11", "Ctrl+Shift+T"),
                needs_deal=True,
            ),
            Entry(name="log_tactic", text=N_("Log a tactic…"), keys=("Ctrl+B",), needs_deal=True),
            Entry(
                name="move_on",
                text=N_("Move the deal on…"),
                keys=("Ctrl+Shift+M",),
                needs_deal=True,
            ),
            Entry(name="deal_facts", text=N_("Facts and dates"), needs_deal=True),
            Entry(name="duplicate_deal", text=N_("Duplicate the deal"), needs_deal=True),
            Entry(name="archive_deal", text=N_("Archive the deal"), needs_deal=True),
            Entry(name="delete_deal", text=N_("Delete the deal"), needs_deal=True),
        ),
    ),
    (
        N_("&View"),
        (
            *_pages(needs_deal=False),
            Entry(name="next_section", text=N_("Next section"), keys=("Ctrl+PgDown",)),
            Entry(name="previous_section", text=N_("Previous section"), keys=("Ctrl+PgUp",)),
            LINE,
            *PANE_ENTRIES,
            LINE,
            Entry(name="theme_system", text=N_("Colours of the system"), group="theme"),
            Entry(name="theme_light", text=N_("Light colours"), group="theme"),
            Entry(name="theme_dark", text=N_("Dark colours"), group="theme"),
        ),
    ),
    (
        N_("&Reports"),
        (
            Entry(
                name="document_control-gap",
                text=N_("Control Gap report…"),
                keys=("Ctrl+P",),
                needs_deal=True,
            ),
            Entry(
                name="document_brief",
                text=N_("Meeting brief…"),
                keys=("Ctrl+Shift+P",),
                needs_deal=True,
            ),
            Entry(name="document_table", text=N_("Table edition…"), needs_deal=True),
            Entry(name="document_agreed", text=N_("Agreed points…"), needs_deal=True),
            Entry(name="document_handover", text=N_("Handover pack…"), needs_deal=True),
            Entry(name="document_dossier", text=N_("Buyer dossier on paper…"), needs_deal=True),
        ),
    ),
    (
        N_("&Help"),
        (
            Entry(name="help", text=N_("Help on this tab"), keys=("F1",)),
            Entry(name="your_name", text=N_("Your name…")),
            Entry(name="your_company", text=N_("Your company and logo…")),
            Entry(name="show_log", text=N_("Show the log file")),
            Entry(name="rebuild_search", text=N_("Make the search index anew")),
            Entry(name="about", text=N_("About Negotiator Desk")),
        ),
    ),
)


def build_menus(window: QMainWindow, slots: dict[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make the menu bar; every action calls the slot of its name."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for title, entries in MENUS:
        menu = QMenu(_(title), window)
        window.menuBar().addMenu(menu)
        for entry in entries:
            if entry is LINE:
                menu.addSeparator()
                continue
            action = QAction(_(entry.text), window)
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            slot = slots[entry.name]
            action.triggered.connect(lambda _on=False, slot=slot: slot())
            if entry.group:
                group = groups.setdefault(entry.group, QActionGroup(window))
                action.setCheckable(True)
                group.addAction(action)
            menu.addAction(action)
            actions[entry.name] = action
    return actions


def needs_deal(name: str) -> bool:
    """Whether an action makes sense only while a deal is open."""
    return any(
        entry.needs_deal for _title, entries in MENUS for entry in entries if entry.name == name
    )
