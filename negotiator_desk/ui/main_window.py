"""The window: deals on the left, one deal on the right, menus, palette, status."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QSplitter, QStackedWidget
from typing_extensions import override

from negotiator_desk.services import settings
from negotiator_desk.ui import arrangement
from negotiator_desk.ui.action_states import ActionStates
from negotiator_desk.ui.at_table.mode import TableMode
from negotiator_desk.ui.deal_actions import DealActions
from negotiator_desk.ui.deal_list import DealPanel
from negotiator_desk.ui.deal_view import DealView
from negotiator_desk.ui.declared_actions import all_entries
from negotiator_desk.ui.desk_pages.declared import DESK_PAGES, page_entry
from negotiator_desk.ui.digests import Digests
from negotiator_desk.ui.drops import DropWindow
from negotiator_desk.ui.earlier import EarlierLessons
from negotiator_desk.ui.editing import Editing
from negotiator_desk.ui.env import Env
from negotiator_desk.ui.errors import message
from negotiator_desk.ui.menus import build_menus
from negotiator_desk.ui.navigation import Navigation
from negotiator_desk.ui.panes import PANES, Panes, fold_deals
from negotiator_desk.ui.right_side import RightSide
from negotiator_desk.ui.state import OpenDeal
from negotiator_desk.ui.status import StatusLine
from negotiator_desk.ui.tabs import TABS, place_of_section
from negotiator_desk.ui.undoing import Undoing
from negotiator_desk.ui.welcome import Welcome
from negotiator_desk.ui.widgets.surroundings import Surroundings
from negotiator_desk.ui.window_dialogs import WindowDialogs
from negotiator_desk.ui.work import Jobs
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.documents import EVERY_KEY
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import deal_title

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.ui.command_palette import Command
    from negotiator_desk.ui.theme import Mode, Theme

ACTS = tuple(entry.name for entry in all_entries() if entry.section)
"""The actions that the section at hand does itself."""

log = logging.getLogger(__name__)


class MainWindow(DropWindow):
    """The one window of the program."""

    def __init__(self, context: Context, theme: Theme, formats: Formats, log_file: Path) -> None:
        super().__init__()
        self.setWindowTitle(_("Negotiator Desk"))
        self.setMinimumSize(1024, 640)
        self._context = context
        self.open_deal = OpenDeal(context, formats, self)
        self.editing = Editing(self.open_deal, formats, self)
        self.jobs = Jobs(self)
        self.digests = Digests(self.open_deal, self.jobs, formats, self)
        around = Surroundings(formats, theme, context.today, self.open_deal.suggestions)
        self.env = Env(
            self.open_deal,
            self.editing,
            theme,
            formats,
            around,
            self.go_to,
            self.show_kind,
            lambda field: self.ways.show_fact(field),
            self.show_deal,
            self.show_record,
            self.show_page,
            lambda key, argument: self.deals.show_document(key, argument),
            self.jobs,
            self.digests,
            EarlierLessons(self.open_deal, self.jobs, self),
            lambda: self.table.toggle(),
            Panes(context, theme, self),
        )
        self.deals = DealActions(self.env, self.jobs, self)
        self.panel = DealPanel(self.digests, theme, formats, self)
        self.welcome = Welcome(self)
        self.deal_view = DealView(self.env, self)
        self.right = RightSide(self.env, self.welcome, self.deal_view, self)
        self.dialogs = WindowDialogs(self, context, self.right, log_file)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        deals = fold_deals(self._split, self.panel, self.env.panes)
        self.ways = Navigation(self.open_deal, self.right, self.deal_view, deals)
        self._split.addWidget(self.panel)
        self._split.addWidget(self.right)
        self._split.setCollapsible(1, False)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([244, 1000])
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._split)
        self.setCentralWidget(self._stack)
        self.actions_by_name = build_menus(self, self._slots())
        self.table = TableMode(
            self, self._stack, self.env, self.actions_by_name, self.dialogs.put_away
        )
        self.status = StatusLine(self)
        self.setStatusBar(self.status)
        self._undoing = Undoing(
            self, context.desk, self.actions_by_name, self.status, self._commit_typing
        )
        self._kept = arrangement.Keeper(self, self._split, self.env, self.deal_view)
        self._states = ActionStates(
            self.actions_by_name, self.open_deal, self.right, self.deal_view, self.table
        )
        self._add_keys()
        self._connect()
        self._undoing.show()

    # -- making ---------------------------------------------------------------------------------

    def _slots(self) -> dict[str, Callable[[], object]]:
        return {
            "new_deal": self.deals.new_deal,
            "open_files": self.deals.open_files,
            "open_sample": self.deals.open_sample,
            "export": self.deals.export,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "add_record": lambda: self.ways.add_record(),
            "duplicate_record": lambda: self.ways.on_section(methodcaller("duplicate")),
            "delete_record": lambda: self.ways.on_section(methodcaller("remove")),
            **{name: partial(self._act, name) for name in ACTS},
            "read_table": lambda: self.ways.read_table(),
            "filter": self._focus_filter,
            "palette": self.show_palette,
            "log_trade": lambda: self.dialogs.log_trade(self.env, self.deal_view),
            "mandate": lambda: self.dialogs.show_mandate(self.env),
            "at_table": lambda: self.table.toggle(),
            "log_tactic": lambda: self.dialogs.log_tactic(self.env),
            "move_on": lambda: self.dialogs.move_on(self.env),
            "deal_facts": self.ways.show_facts,
            "duplicate_deal": self.deals.duplicate,
            "archive_deal": lambda: self.deals.set_archived(True),
            "delete_deal": self.deals.delete,
            "next_section": lambda: self.ways.step_section(1),
            "previous_section": lambda: self.ways.step_section(-1),
            **{f"tab_{n}": partial(self.ways.show_tab, n) for n in range(len(TABS))},
            **{f"pane_{pane}": partial(self.ways.turn_pane, pane) for pane in PANES},
            "theme_system": lambda: self.set_theme("system"),
            "theme_light": lambda: self.set_theme("light"),
            "theme_dark": lambda: self.set_theme("dark"),
            **{f"document_{key}": partial(self.deals.show_document, key) for key in EVERY_KEY},
            "help": self._show_help,
            "your_name": self.dialogs.ask_name,
            "your_company": self.dialogs.ask_company,
            "show_log": self.dialogs.show_log,
            "rebuild_search": lambda: self.dialogs.rebuild_search(self.env, self.status.say),
            "about": self.dialogs.show_about,
            **{page.key: partial(self.show_page, page.key) for page in DESK_PAGES},
        }

    def _act(self, name: str) -> None:
        """Let the section at hand do one of the actions that are its own."""
        self.ways.on_section(methodcaller("act", name))

    def _add_keys(self) -> None:
        # On a deal Esc belongs to the fields.
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.right)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.setEnabled(False)
        back.activated.connect(self.ways.back)
        self.right.turned.connect(lambda key: back.setEnabled(bool(key)))

    def _connect(self) -> None:
        self.panel.picked.connect(self.show_deal)
        self.panel.page_wanted.connect(self.show_page)
        self.right.turned.connect(self._on_turned)
        self.ways.missing.connect(self._on_missing)
        self.ways.arrived.connect(self.panel.select)
        self.panel.new_wanted.connect(self.deals.new_deal)
        self.panel.menu_wanted.connect(self._show_deal_menu)
        self.welcome.new_wanted.connect(self.deals.new_deal)
        self.welcome.sample_wanted.connect(self.deals.open_sample)
        self.welcome.open_wanted.connect(self.deals.open_files)
        self.welcome.named.connect(lambda name: settings.set_name(self._context, name))
        self.deals.opened.connect(self.show_deal)
        self.deals.imported.connect(lambda deal_id: self.show_deal(deal_id, 0, 0))
        self.deals.created.connect(
            lambda deal_id: self.show_deal(deal_id, *place_of_section("first_facts"))
        )
        self.deals.said.connect(self.status.say)
        self.editing.refused.connect(lambda text: message(self, text))
        self.open_deal.opened.connect(self._on_opened)
        self.open_deal.changed.connect(self._show_title)
        self.open_deal.desk_changed.connect(self._on_desk_changed)
        self.deal_view.head.document_wanted.connect(self.deals.document)
        self.deal_view.head.export_wanted.connect(self.deals.export)
        self.deal_view.place_changed.connect(self._kept.later)
        self.deal_view.place_changed.connect(self.dialogs.put_trade_away)
        take = partial(self.ways.take_files, deals=self.deals.import_files)
        for files in (self.files_dropped, self.deals.chosen):
            files.connect(take)

    # -- what is shown --------------------------------------------------------------------------

    def start(self) -> None:
        """Show what was shown last: arrangement, deal, tab."""
        kept = arrangement.load(self._context)
        self.set_theme(kept.theme, keep=False)
        arrangement.restore(kept, self, self._split)
        rows = self._context.desk.deals()
        last = next((row.id for row in rows if row.id == kept.deal), None) or next(
            (row.id for row in rows if not row.archived), None
        )
        if last is not None:
            same = last == kept.deal
            self.show_deal(last, kept.tab if same else 0, kept.section if same else 0)
        else:
            self._on_opened()
        self.panel.reload(last)
        self.panel.show_open(self.open_deal)

    def show_deal(self, deal_id: UUID, tab: int | None = None, section: int | None = None) -> None:
        """Open a deal; at the tab at hand unless told another."""
        self.ways.show_deal(deal_id, tab, section)

    def _on_missing(self, text: str) -> None:
        self.status.say(text)
        self.panel.reload(None)

    def _on_turned(self, key: str) -> None:
        self.panel.mark_page(key)
        self._show_title(frozenset({"deal"}))

    def _on_opened(self) -> None:
        if self.open_deal.snapshot is None:
            self.welcome.ask_name(settings.profile(self._context) is None)
            if not self.right.key:
                self.right.show_deal()
        else:
            self._show_title(frozenset({"deal"}))
        self._undoing.show()

    def _show_title(self, kinds: frozenset[str]) -> None:
        snapshot = self.open_deal.snapshot
        if "deal" not in kinds:
            return
        title = ""
        if self.right.key:
            title = _(page_entry(self.right.key).label)
        elif snapshot is not None:
            title = deal_title(snapshot.deal.title)[:80].strip()
        plain = _("Negotiator Desk")
        self.setWindowTitle(_("{deal} – Negotiator Desk").format(deal=title) if title else plain)

    def _on_desk_changed(self, change: Changed) -> None:
        self.panel.on_changed(change, self.open_deal)
        self.right.on_changed(change)
        if change.deal_ids:
            self.status.show_saved()
        self._undoing.show()

    # -- doing ----------------------------------------------------------------------------------

    def _commit_typing(self) -> None:
        """Let the field that is typed in store what it holds."""
        self.right.flush()
        self.dialogs.flush()
        self.table.flush()

    def undo(self) -> None:
        """Take back the last edit of the desk."""
        self._undoing.undo()
        self._after_replay()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._undoing.redo()
        self._after_replay()

    def _after_replay(self) -> None:
        if self.open_deal.deal_id is None and self.right.shows_deal:
            self._on_opened()

    def go_to(self, record_id: UUID) -> None:
        """Show a record of the open deal."""
        self.ways.go_to(record_id)

    def show_record(self, deal_id: UUID, record_id: UUID) -> None:
        """Show a record of any deal of the desk."""
        self.ways.show_record(deal_id, record_id)

    def show_kind(self, kind: str) -> None:
        """Show the list of a record kind, ready for its first entry."""
        self.ways.show_kind(kind)

    def show_page(self, key: str, argument: Any = None) -> None:
        """Show a page outside the tabs."""
        self.ways.show_page(key, argument)

    def _focus_filter(self) -> None:
        self.ways.show_deals()
        self.panel.filter.setFocus()
        self.panel.filter.selectAll()

    def set_theme(self, mode: Mode, *, keep: bool = True) -> None:
        """Follow the system, or keep to light or dark colours."""
        self.env.theme.set_mode(mode)
        self.actions_by_name[f"theme_{mode}"].setChecked(True)
        if keep:
            self._kept.keep()

    # -- dialogs --------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """What the palette offers: actions, tabs, records of the open deal, deals."""
        from negotiator_desk.ui.commands import all_commands

        return all_commands(self.env, self.actions_by_name, self.ways)

    def show_palette(self) -> None:
        """Open the command palette and do what was chosen."""
        self.dialogs.show_palette(self.commands, self.env)

    def _show_deal_menu(self, deal_id: UUID, point: QPoint) -> None:
        self.deals.menu(deal_id, archived=self.panel.model.archived).exec(point)

    def _show_help(self) -> None:
        shows = self.right.shows_deal and self.open_deal.deal_id is not None
        tab = self.deal_view.tab if shows else None
        self.dialogs.show_help(self.env, tab, at_table=self.table.active)

    # -- window events --------------------------------------------------------------------------

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.table.leave()
        self._commit_typing()
        self.right.stop()
        self.digests.stop()
        self.jobs.wait()
        self._kept.keep()
        self.open_deal.close()
        super().closeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        activated = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if activated and self.isVisible():
            self._context.desk.refresh_if_changed()
        super().changeEvent(event)
