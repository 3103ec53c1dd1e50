"""What the command palette offers, gathered when it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from negotiator_desk.models.deal import Deal
from negotiator_desk.models.fields import own_fields
from negotiator_desk.models.kinds import all_records
from negotiator_desk.models.table import Trade
from negotiator_desk.ui.command_palette import Command
from negotiator_desk.ui.models.hits import found_rows, plain_text
from negotiator_desk.ui.tabs import TABS
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import deal_title, kind_label, label, record_title

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.store.desk import DealRow
    from negotiator_desk.store.search import SearchPage
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.navigation import Navigation

FOUND = 20
"""Records found in all deals that the palette shows."""


def _plain(text: str) -> str:
    """What a menu or a button says, without the marks of its keys."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def action_commands(actions: Mapping[str, QAction]) -> Iterator[Command]:
    """Every action that can be done now."""
    for name, action in actions.items():
        if action.isEnabled() and name != "palette":
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            yield Command(_plain(action.text()), keys, action.trigger)


def section_commands(ways: Navigation) -> Iterator[Command]:
    """The way to each section of each tab, and to each field of the deal itself."""
    for tab_place, tab in enumerate(TABS):
        for place, section in enumerate(tab.sections):
            yield Command(section.name, _(tab.label), partial(ways.show_section, tab_place, place))
    for spec in own_fields(Deal):
        if spec.name != "outcome":
            yield Command(label(spec), _("Facts and dates"), partial(ways.show_fact, spec.name))


def button_commands(here: QWidget) -> Iterator[Command]:
    """What the buttons of the section at hand do."""
    for button in here.findChildren(QPushButton):
        plain = not (button.isCheckable() or button.property("link") or button.menu())
        text = _plain(button.text())
        if plain and text and button.isVisible() and button.isEnabled():
            yield Command(text, _("Here"), button.click)


def record_commands(
    snapshot: Snapshot | None, formats: Formats, go_to: Callable[[UUID], object]
) -> Iterator[Command]:
    """The way to each record of the open deal."""
    if snapshot is None:
        return
    from negotiator_desk.wording.trades import found_by, variables_of

    variables = variables_of(snapshot)
    for kind, record in all_records(snapshot):
        if kind != "deal":
            title = record_title(kind, record, formats, snapshot)
            if isinstance(record, Trade):  # its number names it; its words find it
                title = found_by(record, title, variables, formats)
            yield Command(title, kind_label(kind), partial(go_to, record.id), record.id)


def found_commands(
    page: SearchPage, formats: Formats, show: Callable[[UUID, UUID], object]
) -> Iterator[Command]:
    """The way to each record that holds the words, with the text that does."""
    for row in islice(found_rows(page, formats), FOUND):
        hint = f"{row.kind} · {row.deal}"
        text = "  –  ".join(filter(None, (plain_text(row.title), plain_text(row.text))))
        yield Command(text, hint, partial(show, row.deal_id, row.record_id), row.record_id)


def deal_commands(rows: Sequence[DealRow], show: Callable[[UUID], object]) -> Iterator[Command]:
    """The way to each deal of the desk."""
    for row in rows:
        title = deal_title(row.title)
        yield Command(title, _("Deal"), partial(show, row.id))


def all_commands(env: Env, actions: Mapping[str, QAction], ways: Navigation) -> list[Command]:
    """Actions, tabs among them, records of the open deal, deals, sections, fields of the deal."""
    deal = env.open_deal
    here = ways.here()
    return [
        *action_commands(actions),
        *record_commands(deal.snapshot, env.formats, env.go_to),
        *deal_commands(deal.context.desk.deals(), env.show_deal),
        *(button_commands(here) if here is not None else ()),
        *(section_commands(ways) if deal.deal_id else ()),
    ]
