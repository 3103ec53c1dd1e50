"""Keys that are no actions of the menus, declared once, and what F1 says of all keys of a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtGui import QKeySequence

from negotiator_desk.ui.declared_actions import LIST, all_entries
from negotiator_desk.wording.catalogue import N_, _

if TYPE_CHECKING:
    from negotiator_desk.ui.tabs import Tab

FIELD: Final = "field"
CHART: Final = "chart"
PAGE: Final = "page"
TABLE: Final = "table"
DOCUMENTS: Final = "documents"
DIALOG: Final = "dialog"
DEALS: Final = "deals"
"""Places beside the sections of the tabs and the pages, which go by their own keys."""


class Hint(msgspec.Struct, frozen=True):
    """What keys do in one place: a section, a page or one of the places above."""

    place: str
    keys: tuple[str, ...]
    text: str


HINTS: Final = (
    Hint("overview", ("Space",), N_("Tick a finding as mended: what if")),
    Hint("overview", ("Return",), N_("Go to the first record behind a finding")),
    Hint("assessment", ("0", "1", "2", "3", "4"), N_("Answer a statement, in the questionnaire")),
    Hint("assessment", ("Backspace",), N_("Back to the statement before")),
    Hint("assessment", ("Return",), N_("Skip the statement; on the button keep the answers")),
    Hint("map", ("Tab", "Shift+Tab"), N_("To the next person, or the one before")),
    Hint("map", ("Left", "Right", "Up", "Down"), N_("Move the person at hand")),
    Hint("map", ("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"), N_("Move the view")),
    Hint("map", ("Home", "End"), N_("To the first or the last person")),
    Hint("map", ("Return",), N_("Open the person, or end the line that was begun")),
    Hint("map", ("Space",), N_("Along the lines of a person")),
    Hint("map", ("L",), N_("Begin a line of influence")),
    Hint("map", ("Del",), N_("Remove what is at hand")),
    Hint("map", ("+", "-"), N_("Larger, smaller")),
    Hint("map", ("F", "0"), N_("Show everybody")),
    Hint("map", ("Esc",), N_("Leave what was begun")),
    Hint("trades", ("Return",), N_("Log the trade in the line")),
    Hint("trades", ("Tab",), N_("Take what the line offers")),
    Hint(
        "trades", ("Up", "Down"), N_("Bring back an earlier line, or choose from what is offered")
    ),
    Hint("trades", ("Esc",), N_("Clear the line")),
    Hint("terms", ("Space",), N_("Tick a usual term, where they are offered")),
    Hint("terms", ("Ctrl+A",), N_("Tick all usual terms that are shown")),
    Hint("changes", ("Ctrl+V",), N_("Paste the rows of a register, where one is read")),
    Hint("behaviours", ("Return",), N_("Log the tactic at hand, in the catalogue")),
    Hint("debriefs", ("Return",), N_("Go on to the next step of the debrief")),
    Hint(LIST, ("Esc",), N_("Leave a cell without the change")),
    Hint(FIELD, ("Return",), N_("Store the field")),
    Hint(FIELD, ("Esc",), N_("Leave the field as it was; then back to the list")),
    Hint(FIELD, ("Up", "Down"), N_("A day later or earlier, in a date")),
    Hint(FIELD, ("Alt+Down",), N_("Open the calendar, or the list of a field")),
    Hint(FIELD, ("Del", "Backspace"), N_("Take out one of several values")),
    Hint(FIELD, ("Ctrl+Return",), N_("Go to the record that a field names")),
    Hint(CHART, ("Left", "Right", "Home", "End"), N_("Walk through the marks of a chart")),
    Hint(CHART, ("Return",), N_("Go to the record behind a mark")),
    Hint(DEALS, ("Down",), N_("From the filter into the list of deals")),
    Hint(PAGE, ("Return",), N_("Open the line at hand")),
    Hint(PAGE, ("Esc",), N_("Back to the deal")),
    Hint("portfolio", ("Left", "Right"), N_("To the next column of the board")),
    Hint("search", ("Up", "Down", "PgUp", "PgDown"), N_("Through what was found, while typing")),
    Hint(DIALOG, ("Ctrl+Return",), N_("Accept, from a long text too")),
    Hint(DIALOG, ("Esc",), N_("Close")),
    Hint(DOCUMENTS, ("Ctrl+S",), N_("Save the document")),
    Hint(DOCUMENTS, ("Ctrl+P",), N_("Print the document")),
    Hint(TABLE, ("F2",), N_("Show figures, while it is held")),
    Hint(TABLE, ("F3",), N_("Open the tactics; one key logs one")),
    Hint(TABLE, ("F4",), N_("To the questions; space ticks one")),
    Hint(TABLE, ("F5",), N_("Pause the clock, or go on")),
    Hint(TABLE, ("Ctrl+T",), N_("To the line for a trade")),
    Hint(TABLE, ("Esc",), N_("Leave the table")),
)
"""Every key that is no action, by the place where it works."""

Row = tuple[str, str]
"""Keys as this system writes them, and what they do."""


def native(keys: tuple[str, ...]) -> str:
    """Keys as this system writes them."""
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(each).toString(form) for each in keys)


def _hints(*places: str) -> Iterator[Row]:
    for place in places:
        for hint in HINTS:
            if hint.place == place:
                yield native(hint.keys), _(hint.text)


def _action_rows(*places: str, deal: bool) -> Iterator[Row]:
    """The actions with keys of some sections (none: those of no section)."""
    for entry in all_entries():
        here = entry.section in places if entry.section else "" in places
        if here and entry.all_keys and (deal or not entry.on_deal):
            yield native(entry.all_keys), entry.label()


def tab_keys(tab: Tab) -> list[tuple[str, list[Row]]]:
    """The keys that work on a tab, in groups with their headings."""
    return [
        *(
            (each.name, [*_action_rows(each.key, deal=True), *_hints(each.key)])
            for each in tab.sections
        ),
        (_("In a list of records"), [*_action_rows(LIST, deal=True), *_hints(LIST)]),
        (_("In a field"), list(_hints(FIELD))),
        (_("On a chart"), list(_hints(CHART))),
        (_("In a dialog"), list(_hints(DIALOG))),
        (_("In the documents window"), list(_hints(DOCUMENTS))),
        (_("Everywhere"), [*_action_rows("", deal=True), *_hints(DEALS)]),
    ]


def page_keys(page: str) -> list[tuple[str, list[Row]]]:
    """The keys that work on a page outside the tabs."""
    return [
        (_("On this page"), list(_hints(page, PAGE))),
        (_("Everywhere"), [*_action_rows("", deal=False), *_hints(DEALS)]),
    ]


def welcome_keys() -> list[tuple[str, list[Row]]]:
    """The keys that work while no deal is open."""
    return [(_("Everywhere"), [*_action_rows("", deal=False), *_hints(DEALS)])]


def table_keys(shared: Sequence[str]) -> list[tuple[str, list[Row]]]:
    """The keys that work at the table; ``shared`` are the actions of the window that do."""
    actions = [
        (native(entry.keys), entry.label())
        for entry in all_entries()
        if entry.name in shared and entry.keys
    ]
    return [(_("At the table"), [*_hints(TABLE), *actions])]
