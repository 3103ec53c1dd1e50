"""The actions of the window, declared once: text, keys, where; menus, palette and F1 follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from negotiator_desk.ui.desk_pages.declared import DESK_PAGES
from negotiator_desk.ui.panes import PANES
from negotiator_desk.ui.tabs import TABS
from negotiator_desk.wording.catalogue import N_, _


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One action: its name in code, its text, its keys, where it can be done.

    ``about`` is put into the text as ``{what}``. ``own_keys`` are keys that a list takes itself,
    while it has the keyboard: menu, palette and help show them. ``needs_deal`` says that a deal
    must be on the screen, ``needs_open`` that one must be open. ``section`` is the key of the
    section in which it can be done, or ``LIST`` for every one that lists records. Actions of one
    ``group`` are a choice; those of one ``menu`` stand in a menu of their own inside the other.
    """

    name: str
    text: str
    about: str = ""
    keys: tuple[str, ...] = ()
    own_keys: tuple[str, ...] = ()
    needs_deal: bool = False
    needs_open: bool = False
    section: str = ""
    group: str = ""
    menu: str = ""

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Its keys, those that a list takes itself among them."""
        return self.keys + self.own_keys

    @property
    def on_deal(self) -> bool:
        """Whether a deal must be on the screen: the action is about it, or about a section."""
        return self.needs_deal or bool(self.section)

    def label(self) -> str:
        """What the action is called."""
        return _(self.text).format(what=_(self.about)) if self.about else _(self.text)


LIST: Final = "list"
"""Where an action can be done that belongs to every list of records."""

LINE: Final = Entry(name="", text="")


def _pages(*, needs_deal: bool) -> tuple[Entry, ...]:
    """An entry for each page outside the tabs, and a line below them."""
    entries = tuple(
        Entry(name=page.key, text=page.label, keys=page.keys, needs_deal=needs_deal)
        for page in DESK_PAGES
        if page.needs_deal is needs_deal
    )
    return (*entries, LINE) if entries else ()


TAB_ENTRIES: Final = tuple(
    Entry(
        name=f"tab_{place}",
        text=N_("Go to {what}"),
        about=tab.label,
        keys=(f"Ctrl+{place + 1}",),
        needs_open=True,
        menu=N_("Tabs"),
    )
    for place, tab in enumerate(TABS)
)

PANE_ENTRIES: Final = tuple(
    Entry(
        name=f"pane_{key}",
        text=pane.name,
        keys=(pane.keys,),
        needs_deal=key != "deals",
    )
    for key, pane in PANES.items()
)

MENUS: Final[tuple[tuple[str, tuple[Entry, ...]], ...]] = (
    (
        N_("&File"),
        (
            Entry(name="new_deal", text=N_("New deal…"), keys=("Ctrl+Shift+N",)),
            Entry(name="open_files", text=N_("Open a file…"), keys=("Ctrl+O",)),
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
                name="edit_record",
                text=N_("Edit record"),
                own_keys=("Return", "F2"),
                section=LIST,
            ),
            Entry(
                name="duplicate_record",
                text=N_("Duplicate record"),
                keys=("Ctrl+D",),
                needs_deal=True,
            ),
            Entry(
                name="delete_record",
                text=N_("Delete record"),
                own_keys=("Del",),
                needs_deal=True,
            ),
            Entry(
                name="read_table",
                text=N_("Read a table into this list…"),
                own_keys=("Ctrl+V",),
                needs_deal=True,
            ),
            Entry(name="copy_records", text=N_("Copy rows"), own_keys=("Ctrl+C",), section=LIST),
            Entry(name="move_up", text=N_("Move up"), own_keys=("Alt+Up",), section=LIST),
            Entry(name="move_down", text=N_("Move down"), own_keys=("Alt+Down",), section=LIST),
            LINE,
            Entry(
                name="lock_term",
                text=N_("Lock the term…"),
                keys=("Ctrl+Shift+L",),
                section="terms",
            ),
            Entry(
                name="reopen_term",
                text=N_("Note that the term is reopened…"),
                keys=("Ctrl+Shift+R",),
                section="terms",
            ),
            Entry(
                name="apply_lesson",
                text=N_("Apply the carried lesson"),
                own_keys=("A",),
                section="carried_lessons",
            ),
            Entry(
                name="dismiss_lesson",
                text=N_("Dismiss the carried lesson…"),
                own_keys=("D",),
                section="carried_lessons",
            ),
            LINE,
            Entry(name="filter", text=N_("Filter deals"), keys=("Ctrl+L",)),
            Entry(name="palette", text=N_("Commands and records…"), keys=("Ctrl+K",)),
        ),
    ),
    (
        N_("&Deal"),
        (
            *_pages(needs_deal=True),
            Entry(name="log_trade", text=N_("Log a trade…"), keys=("Ctrl+T",), needs_open=True),
            Entry(name="mandate", text=N_("Mandate today"), keys=("Ctrl+M",), needs_deal=True),
            Entry(
                name="at_table",
                text=N_("At the table"),
                keys=("F11", "Ctrl+Shift+T"),
                needs_deal=True,
            ),
            Entry(name="log_tactic", text=N_("Log a tactic…"), keys=("Ctrl+B",), needs_open=True),
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
            *TAB_ENTRIES,
            Entry(
                name="next_section",
                text=N_("Next section"),
                keys=("Ctrl+PgDown",),
                needs_deal=True,
            ),
            Entry(
                name="previous_section",
                text=N_("Previous section"),
                keys=("Ctrl+PgUp",),
                needs_deal=True,
            ),
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
            LINE,
            Entry(name="document_portfolio", text=N_("Portfolio Control Gap report…")),
            Entry(name="document_weekly", text=N_("Weekly review on paper…")),
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


def all_entries() -> Iterator[Entry]:
    """Every action, in the order of the menus."""
    for _title, entries in MENUS:
        yield from (entry for entry in entries if entry is not LINE)


def entry_named(name: str) -> Entry:
    """The action of this name."""
    return next(entry for entry in all_entries() if entry.name == name)


def keys_of(name: str) -> tuple[str, ...]:
    """The keys of an action, those that a list takes itself among them."""
    return entry_named(name).all_keys
