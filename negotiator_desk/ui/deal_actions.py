"""What the window does with deals as a whole: new, open, import, export, documents, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from negotiator_desk.models.choices import Origin
from negotiator_desk.ui.errors import file_problem, message
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.documents import PORTFOLIO, WEEKLY, file_stem
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.services.deals import ImportMode, ImportResult
    from negotiator_desk.ui.documents.dialog import DocumentDialog
    from negotiator_desk.ui.documents.sources import Source
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.work import Jobs

OPEN_SUFFIXES = "*.ndeal *.json"


class DealActions(QObject):
    """Asks what has to be asked, calls the services, says what was refused."""

    opened = Signal(UUID)
    created = Signal(UUID)
    imported = Signal(UUID)
    chosen = Signal(list)
    said = Signal(str)

    def __init__(self, env: Env, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._env = env
        self._jobs = jobs
        self._window = window
        self._folder = QDir.homePath()
        self.documents: DocumentDialog | None = None

    @property
    def _context(self) -> Any:
        return self._env.open_deal.context

    def _try(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except Refusal as refusal:
            message(self._window, refusal.text)
        except OSError as error:
            message(self._window, file_problem(error))
        return None

    # -- new, open, import --------------------------------------------------------------------

    def new_deal(self) -> None:
        """Ask for the name and open an empty deal."""
        from negotiator_desk.services import deals, settings
        from negotiator_desk.ui.dialogs.new_deal import NewDealDialog
        from negotiator_desk.ui.suggestions import desk_names

        profile = settings.profile(self._context)
        rows = self._context.desk.deals()
        dialog = NewDealDialog(
            self._window,
            company=(profile.company if profile else "") or self._supplier_at_hand(),
            currency=next((row.currency for row in rows if row.currency), "EUR"),
            buyers=sorted(set(desk_names(self._context, "buyers"))),
            currencies=sorted({row.currency for row in rows if row.currency} | {"EUR", "GBP"}),
        )
        if dialog.exec() != NewDealDialog.DialogCode.Accepted:
            return
        deal_id = self._try(lambda: deals.create_deal(self._context, **dialog.values()))
        if deal_id is not None:
            self.created.emit(deal_id)

    def _supplier_at_hand(self) -> str:
        """Who we are in the open deal; a public record and the sample are of others."""
        snapshot = self._env.open_deal.snapshot
        ours = snapshot is not None and snapshot.deal.origin is Origin.OWN
        return snapshot.deal.supplier if snapshot is not None and ours else ""

    def open_sample(self) -> None:
        """Open the sample deal; it is put on the desk the first time."""
        from negotiator_desk.services import deals

        deal_id = self._try(lambda: deals.open_sample(self._context))
        if deal_id is not None:
            self.opened.emit(deal_id)

    def open_files(self) -> None:
        """Ask for files; ``chosen`` says which."""
        from negotiator_desk.exchange.readable import SUFFIXES

        deal_files = _("Deals ({suffixes})").format(suffixes=OPEN_SUFFIXES)
        suffixes = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        tables = _("Tables and contacts ({suffixes})").format(suffixes=suffixes)
        names, _filter = QFileDialog.getOpenFileNames(
            self._window,
            _("Open files"),
            self._folder,
            ";;".join((deal_files, tables)),
        )
        if names:
            self._folder = str(Path(names[0]).parent)
            self.chosen.emit([Path(name) for name in names])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files one after the other, and open the last deal that came in."""
        last: UUID | None = None
        for path in paths:
            for result in self._import(path, "normal"):
                last = result.deal_id or last
        if last is not None:
            self.imported.emit(last)

    def _import(self, path: Path, mode: ImportMode) -> tuple[ImportResult, ...]:
        from negotiator_desk.services import deals

        results = self._try(lambda: deals.import_path(self._context, path, mode))
        if results is None:
            return ()
        settled: list[ImportResult] = []
        for result in results:
            if result.status == "conflict" and mode == "normal":
                choice = self._ask_conflict(result.text)
                if choice:
                    settled += self._import(path, choice)
                    break
                continue
            self.said.emit(result.text)
            settled.append(result)
        return tuple(settled)

    def _ask_conflict(self, text: str) -> ImportMode | None:
        box = QMessageBox(self._window)
        box.setWindowTitle(_("This deal is already here"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.AcceptRole)
        copy = box.addButton(_("Keep both"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(copy)
        box.exec()
        if box.clickedButton() is replace:
            return "replace"
        return "copy" if box.clickedButton() is copy else None

    # -- out ----------------------------------------------------------------------------------

    def _ask_target(self, title: str, suffix: str, kinds: str) -> Path | None:
        from negotiator_desk.ui.saving import ask_where

        snapshot = self._env.open_deal.snapshot
        if snapshot is None:
            return None
        start = str(Path(self._folder) / f"{file_stem(snapshot.deal.title)}{suffix}")
        path = ask_where(self._window, title, start, kinds, suffix)
        if path is not None:
            self._folder = str(path.parent)
        return path

    def export(self) -> None:
        """Write the open deal to a deal file."""
        from negotiator_desk.services import deals

        deal_id = self._env.open_deal.deal_id
        path = self._ask_target(_("Export the deal"), ".ndeal", _("Deal file (*.ndeal)"))
        if path is None or deal_id is None:
            return

        def write() -> bool:
            deals.export_deal(self._context, deal_id, path)
            return True

        if self._try(write):
            self.said.emit(_("Exported to {path}").format(path=path))

    def document(self, edition: str) -> None:
        """Show a document of the open deal as it will be, to be saved or printed."""
        from negotiator_desk.ui.documents.sources import DealSource

        if self._env.open_deal.snapshot is not None:
            if self.documents is None or not isinstance(self.documents.source, DealSource):
                self._show_documents(DealSource(self._env, self))
            if self.documents is not None:
                self.documents.show_edition(edition)

    def _at_work(self) -> list[UUID]:
        return [row.id for row in self._env.digests.rows if row.at_work]

    def show_document(self, edition: str, argument: Any = None) -> None:
        """Show an edition: of several deals (of all at work unless told), of a buyer, or of the
        open deal.
        """
        from negotiator_desk.ui.documents.sources import BuyerSource, PortfolioSource, WeeklySource

        if edition == PORTFOLIO:
            chosen = self._at_work() if argument is None else argument
            self._show_documents(PortfolioSource(self._env, chosen, self))
        elif edition == WEEKLY:
            self._show_documents(WeeklySource(self._env, self))
        elif argument is not None:
            self._show_documents(BuyerSource(self._env, argument, self))
        else:
            self.document(edition)

    def _show_documents(self, source: Source) -> None:
        from negotiator_desk.ui.documents.dialog import DocumentDialog

        if self.documents is not None:
            self.documents.close()
        dialog = DocumentDialog(self._env, source, self._jobs, Path(self._folder), self._window)
        dialog.said.connect(self.said)
        dialog.closed.connect(partial(self._on_documents_gone, dialog))
        self.documents = dialog
        dialog.show()
        dialog.show_edition(source.keys[0])
        dialog.activateWindow()

    def _on_documents_gone(self, dialog: DocumentDialog) -> None:
        if self.documents is dialog:
            self.documents = None

    # -- the deal as a whole --------------------------------------------------------------------

    def duplicate(self, deal_id: UUID | None = None) -> None:
        """Put a copy of a deal on the desk and open it."""
        from negotiator_desk.services import deals

        wanted = deal_id or self._env.open_deal.deal_id
        if wanted is not None:
            copy = self._try(lambda: deals.duplicate_deal(self._context, wanted))
            if copy is not None:
                self.opened.emit(copy)

    def set_archived(self, archived: bool, deal_id: UUID | None = None) -> None:
        """Put a deal away, or take it back to the deals at work."""
        from negotiator_desk.services import deals

        wanted = deal_id or self._env.open_deal.deal_id
        if wanted is not None:
            work = deals.archive if archived else deals.unarchive
            self._try(lambda: work(self._context, wanted))

    def delete(self, deal_id: UUID | None = None) -> None:
        """Delete a deal; undo brings it back."""
        from negotiator_desk.services import deals

        wanted = deal_id or self._env.open_deal.deal_id
        if wanted is not None:
            self._try(lambda: deals.delete_deal(self._context, wanted))
            self.said.emit(_("Deal deleted. Undo brings it back."))

    def menu(self, deal_id: UUID, *, archived: bool) -> QMenu:
        """What can be done with a deal of the list; the caller shows it."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries: tuple[tuple[str, Callable[[], object]], ...] = (
            (_("Open"), lambda: self.opened.emit(deal_id)),
            (_("Duplicate"), lambda: self.duplicate(deal_id)),
            (
                _("Back to work") if archived else _("Archive"),
                lambda: self.set_archived(not archived, deal_id),
            ),
            (_("Delete"), lambda: self.delete(deal_id)),
        )
        for text, call in entries:
            menu.addAction(text).triggered.connect(lambda _on=False, call=call: call())
        return menu
