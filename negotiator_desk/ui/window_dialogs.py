"""What opens over the window: the palette, the menu of a deal, help, my name, the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from negotiator_desk.ui.at_table.mode import SHARED
from negotiator_desk.ui.desk_pages.declared import page_entry
from negotiator_desk.ui.tabs import TABS

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context
    from negotiator_desk.ui.command_palette import Command
    from negotiator_desk.ui.deal_view import DealView
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.mandate_panel import MandatePanel
    from negotiator_desk.ui.right_side import RightSide
    from negotiator_desk.ui.trade_popup import TradePopup


class WindowDialogs:
    """Imported and made when they are asked for."""

    def __init__(self, window: QWidget, context: Context, right: RightSide, log_file: Path) -> None:
        self._window = window
        self._context = context
        self._right = right
        self._log_file = log_file
        self.trade_popup: TradePopup | None = None
        self.mandate_panel: MandatePanel | None = None
        right.turned.connect(self._on_turned)

    def show_palette(self, commands: Callable[[], list[Command]], env: Env) -> None:
        """Open the command palette and do what was chosen."""
        from negotiator_desk.domain.search import is_worth_asking
        from negotiator_desk.ui.asking import Asker
        from negotiator_desk.ui.command_palette import CommandPalette
        from negotiator_desk.ui.commands import found_commands

        self._right.flush()
        asker = Asker(env, self._window)

        def find(text: str) -> None:
            if is_worth_asking(text):
                asker.ask((text, None))
            else:
                asker.forget()

        dialog = CommandPalette(commands(), self._window, find)
        asker.answered.connect(
            lambda page: dialog.add_found(found_commands(page, env.formats, env.show_record))
        )
        accepted = dialog.exec() == CommandPalette.DialogCode.Accepted
        asker.stop()
        asker.deleteLater()
        if accepted and dialog.chosen is not None:
            dialog.chosen.run()

    def rebuild_search(self, env: Env, say: Callable[[str], None]) -> None:
        """Make the search index anew, in the background."""
        from negotiator_desk.ui.care import rebuild_search

        rebuild_search(self._context.desk, env.jobs, self._window, say)

    def show_help(self, env: Env, tab: int | None, *, at_table: bool) -> None:
        """Say what belongs on a tab or a page outside the tabs, or which keys the table has."""
        from negotiator_desk.ui import help

        sizes = env.theme.sizes
        if at_table:
            help.show_table_help(self._window, SHARED, sizes)
        elif self._right.key:
            help.show_page_help(self._window, page_entry(self._right.key), sizes)
        else:
            help.show_help(self._window, None if tab is None else TABS[tab], sizes)

    def log_tactic(self, env: Env) -> UUID | None:
        """Open the catalogue of tactics; the id of the behaviour that was logged."""
        from negotiator_desk.ui.dialogs.tactics import log_tactic

        self._right.flush()
        return log_tactic(env, self._window)

    def move_on(self, env: Env) -> None:
        """Open the gate out of the stage the deal is in."""
        from negotiator_desk.ui.dialogs.gate import open_gate

        self._right.flush()
        open_gate(env, self._window)

    def log_trade(self, env: Env, deal_view: DealView) -> None:
        """Put the cursor where a trade is typed: in the log when it is seen, else over the tab."""
        from negotiator_desk.ui.trade_popup import TradePopup

        entry = deal_view.trade_line() if self._right.shows_deal else None
        if entry is not None:
            entry.focus_line()
            return
        if self.trade_popup is None:
            self.trade_popup = TradePopup(env, self._window)
        self.trade_popup.open_overlay()

    def show_mandate(self, env: Env) -> None:
        """Show what each holder of authority has left, or hide it again."""
        from negotiator_desk.ui.mandate_panel import MandatePanel

        if self.mandate_panel is None:
            self.mandate_panel = MandatePanel(env, self._window)
        if self.mandate_panel.isVisible():
            self.mandate_panel.close_overlay()
        else:
            self.mandate_panel.open_overlay()

    def put_away(self) -> None:
        """Close the cards over the window, and store what is being typed: the page turns."""
        self._close_cards()
        self._right.flush()

    def put_trade_away(self) -> None:
        """Close the line for a trade: another tab is at hand. What was typed is kept."""
        if self.trade_popup is not None:
            self.trade_popup.close_overlay()

    def _on_turned(self, key: str) -> None:
        if key:  # a card about the open deal has no place over a page about others
            self._close_cards()

    def _close_cards(self) -> None:
        for card in (self.trade_popup, self.mandate_panel):
            if card is not None:
                card.close_overlay()

    def flush(self) -> None:
        """Keep what was typed over the window."""
        if self.trade_popup is not None:
            self.trade_popup.entry.flush()

    def ask_name(self) -> None:
        """Ask for my name."""
        from negotiator_desk.ui.help import ask_name

        ask_name(self._window, self._context)

    def ask_company(self) -> None:
        """Ask for my name, our company and its logo."""
        from negotiator_desk.ui.dialogs.company import ask_company

        ask_company(self._context, self._window)

    def show_log(self) -> None:
        """Show the log file."""
        from negotiator_desk.ui.errors import show_log

        show_log(self._log_file)

    def show_about(self) -> None:
        """Say which version this is."""
        from negotiator_desk.ui.help import show_about

        show_about(self._window, self._context.desk.path.parent)
