"""The documents of the open deal: chosen, seen as they will be, saved or printed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from negotiator_desk.domain.control import is_scored
from negotiator_desk.domain.progress import during
from negotiator_desk.services import documents
from negotiator_desk.ui.documents.choices import ROW, EditionList, MeetingBox, PaperBox
from negotiator_desk.ui.documents.earlier import EarlierDay
from negotiator_desk.ui.documents.making import Making
from negotiator_desk.ui.documents.opening import open_copy
from negotiator_desk.ui.documents.preview import PagesView
from negotiator_desk.ui.errors import file_problem, message
from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.ui.saving import ask_where
from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.reports.document import Wish
    from negotiator_desk.ui.documents.sources import Source
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.work import Job, Jobs

DELAY: Final = 200
"""Milliseconds from a choice or a change of the deal to the document that shows it."""

WITH_MEETING: Final = frozenset({"brief", "agreed"})


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return file_problem(error)
    return error.text if isinstance(error, Refusal) else ""


def _where(error: Exception) -> UUID | None:
    """The record where it can be mended."""
    return error.record if isinstance(error, Refusal) else None


class DocumentDialog(QDialog):
    """Shows the real pages; what is saved or printed is what was seen.

    ``said`` carries what was done, for the status line; ``closed`` that it is no longer there.
    """

    said = Signal(str)
    closed = Signal()

    def __init__(self, env: Env, source: Source, jobs: Jobs, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Documents"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        resize_within(self, 1000, 720)
        self._window = parent
        self._env = env
        self.source = source
        source.setParent(self)
        self._jobs = jobs
        self._folder = folder
        self._job: Job | None = None
        self._saving: Job | None = None
        self._temporary = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._number = 0
        self.path: Path | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self._make)
        self._build()
        self._lay_out()
        self._connect()
        self._fill_meetings(afresh=True)

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        px = self._env.theme.sizes.px
        self.editions = EditionList(self.source.keys, px(ROW), self)
        self.what = QLabel(self)
        self.what.setWordWrap(True)
        self.what.setProperty("muted", True)
        self.meeting = MeetingBox(self._env, self)
        self.walk_away = QCheckBox(_("Show the walk-away"), self)
        self.walk_away.setToolTip(_("Only in this print; it is left out again the next time."))
        self.earlier = EarlierDay(self._env.open_deal.context.today(), self._env.formats, self)
        self.paper = PaperBox(self._env.open_deal.context, self)
        self.pages = PagesView(self)
        self.making = Making(self)
        self.state, self.cancel = self.making.state, self.making.cancel
        self.save = QPushButton(_("Save…"), self)
        self.save.setProperty("primary", True)
        self.save.setDefault(True)
        self.print = QPushButton(_("Print…"), self)
        self.open_button = QPushButton(_("Open"), self)
        self.open_button.setToolTip(_("Open it in the program that shows your PDF files"))
        self.copy = QPushButton(_("Copy as text"), self)
        self.copy.setToolTip(_("Put the points on the clipboard, to be pasted into a mail"))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.editions)
        left.addWidget(self.what)
        left.addSpacing(8)
        left.addWidget(self.meeting)
        left.addWidget(self.walk_away)
        left.addWidget(self.earlier)
        caption = QLabel(_("Paper"), self)
        caption.setProperty("role", "label")
        caption.setBuddy(self.paper)
        left.addWidget(caption)
        left.addWidget(self.paper)
        left.addStretch(1)
        left.addWidget(self.making)
        for button in (self.save, self.print, self.open_button, self.copy):
            left.addWidget(button)
        side = QWidget(self)
        side.setLayout(left)
        side.setFixedWidth(self._env.theme.sizes.px(240))
        left.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.editions.currentRowChanged.connect(self._on_edition)
        self.meeting.box.activated.connect(self._later.start)
        self.walk_away.toggled.connect(self._later.start)
        self.earlier.changed.connect(self._later.start)
        self.paper.activated.connect(self._on_paper)
        self.save.clicked.connect(self.save_as)
        self.print.clicked.connect(self.print_it)
        self.open_button.clicked.connect(self.open_it)
        self.copy.clicked.connect(self.copy_text)
        self.making.stop_wanted.connect(self._on_cancel)
        self.making.way_wanted.connect(self._on_way)
        self.source.changed.connect(self._on_changed)
        self.source.gone.connect(self.close)
        for keys, call in (("Ctrl+S", self.save_as), ("Ctrl+P", self.print_it)):
            QShortcut(QKeySequence(keys), self).activated.connect(call)

    def _fill_meetings(self, *, afresh: bool) -> None:
        if self.source.snapshot is not None:
            self.meeting.fill(self.source.snapshot, self.edition, afresh=afresh)

    # -- choosing -------------------------------------------------------------------------------

    @property
    def edition(self) -> str:
        """The key of the chosen edition."""
        return self.source.keys[max(0, self.editions.currentRow())]

    def show_edition(self, key: str) -> None:
        """Choose an edition."""
        self.editions.setCurrentRow(self.source.keys.index(key))
        self.editions.setFocus()

    def _on_edition(self) -> None:
        key = self.edition
        self.what.setText(words.edition_what(key))
        self.meeting.setVisible(key in WITH_MEETING)
        self.walk_away.setVisible(key == "brief")
        self.walk_away.setChecked(False)
        scored = self.source.snapshot is not None and is_scored(self.source.snapshot.deal)
        self.earlier.setVisible(key == "control-gap" and scored)
        self.copy.setVisible(key == "agreed")
        self._fill_meetings(afresh=True)
        self._make()

    def _on_paper(self) -> None:
        self.paper.keep()
        self._later.start()

    def _on_changed(self) -> None:
        self._fill_meetings(afresh=False)
        self._later.start()

    def _wish(self) -> Wish:
        meeting = self.meeting.chosen() if self.edition in WITH_MEETING else None
        return documents.wish_of(
            self._env.open_deal.context,
            self.paper.currentData(),
            meeting,
            walk_away=self.walk_away.isChecked(),
            compare=self.earlier.day(),
        )

    # -- the document -----------------------------------------------------------------------------

    def _writing(self, path: Path) -> Callable[[Progress], Path] | None:
        """The work that writes the chosen document as things now stand."""
        return self.source.writing(path, self.edition, self._wish())

    def _make(self) -> None:
        self._later.stop()
        self._stop()
        self._number += 1
        work = self._writing(Path(self._temporary.name) / f"{self._number}.pdf")
        if work is None:
            return
        self._begin(_("The document is being made …"))
        number = self._number

        def read(progress: Progress) -> tuple[Path, tuple[str, ...]]:
            from negotiator_desk.reports.reading import read_pdf

            path = work(progress)
            return path, read_pdf(path, during("checking", progress)).pages

        self._job = self._jobs.start(
            read,
            lambda made: self._made(number, *made),
            lambda error, _trace: self._failed(number, error),
            self._tell,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._say(_("Cancelled. Choose a document to make it again."))

    def _on_cancel(self) -> None:
        self._stop()
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
            self._say(_("Cancelled. Nothing was saved."), ready=self.path is not None)

    def _on_way(self, record: UUID) -> None:
        self.close()
        self._env.go_to(record)

    def _made(self, number: int, path: Path, texts: tuple[str, ...]) -> None:
        if number != self._number or self._job is None:
            return
        self._job = None
        place = self.pages.verticalScrollBar().value()
        self.pages.show_file(path, texts)
        QTimer.singleShot(0, self, partial(self.pages.verticalScrollBar().setValue, place))
        if self.path is not None:
            self.path.unlink(missing_ok=True)
        self.path = path
        n = len(texts)
        self._say(ngettext("{n} page", "{n} pages", n).format(n=n), ready=True)

    def _failed(self, number: int, error: Exception) -> None:
        if number != self._number:
            return
        self._job = None
        self.pages.clear()
        self.path = None
        why = _why(error)
        self._say(why or _("The document could not be made."), problem=True, record=_where(error))
        if not why:
            raise error

    def _tell(self, step: int, of: int, what: str) -> None:
        if isValid(self):
            self.making.tell(step, of, what)

    def _begin(self, text: str) -> None:
        self.making.begin(text)
        self._enable(False)

    def _say(
        self,
        text: str,
        *,
        ready: bool = False,
        problem: bool = False,
        record: UUID | None = None,
    ) -> None:
        self.making.say(text, problem=problem, record=record)
        if self._job is None and self._saving is None:
            self.making.rest()
        self._enable(ready)

    def _enable(self, ready: bool) -> None:
        for button in (self.save, self.print, self.open_button, self.copy):
            button.setEnabled(ready and self._saving is None)

    # -- what becomes of it -----------------------------------------------------------------------

    def _suggested(self) -> str:
        day = self._env.open_deal.context.today()
        return words.file_name(self.edition, self.source.title, day)

    def save_as(self) -> None:
        """Ask for a name and write the document there."""
        if not self.save.isEnabled():
            return
        start = str(self._folder / self._suggested())
        title, kinds = _("Save the document"), _("PDF (*.pdf)")
        path = ask_where(self, title, start, kinds, ".pdf")
        if path is None:
            return
        self._folder = path.parent
        # Written anew under its own name, which may not give a secret away either.
        work = self._writing(path)
        if work is not None:
            self._begin(_("The document is being saved …"))
            self._saving = self._jobs.start(
                work,
                self._saved,
                lambda error, _trace: self._not_saved(error),
                self._tell,
            )

    def _saved(self, path: Path) -> None:
        if isValid(self):  # else closed meanwhile
            self._saving = None
            text = _("Saved as {path}").format(path=path)
            self._say(text, ready=self._job is None)
            self.said.emit(text)

    def _not_saved(self, error: Exception) -> None:
        text = _why(error) or _("The document was not saved.")
        if not isValid(self):
            message(self._window, text)
            return
        self._saving = None
        self._say(text, problem=True, record=_where(error))
        self.save.setEnabled(True)

    def print_it(self) -> None:
        """Print with the system's dialog."""
        if self.path is None or not self.print.isEnabled():
            return
        from negotiator_desk.ui.documents.printing import print_file

        name = self._suggested()
        if print_file(self.path, name, self.paper.currentData(), self):
            text = _("Sent to the printer: {name}").format(name=name)
            self._say(text, ready=self._job is None)
            self.said.emit(text)

    def open_it(self) -> None:
        """Open the document in the system's program for PDF files."""
        if self.path and (why_not := open_copy(self.path, self._suggested(), self._window)):
            self._say(why_not, problem=True, ready=True)

    def copy_text(self) -> None:
        """Put the agreed points on the clipboard as plain text."""
        deal = self._env.open_deal
        if deal.snapshot is None or deal.diagnosis is None:
            return
        try:
            text = documents.text_for_mail(
                deal.snapshot, deal.diagnosis, self._env.formats, self._wish()
            )
        except Refusal as refusal:
            self._say(refusal.text, problem=True, record=refusal.record)
            return
        QGuiApplication.clipboard().setText(text)
        self._say(_("Copied. Paste it into a mail."), ready=True)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._later.stop()
        self._number += 1  # what is still being made is for nobody
        self._stop()
        self.pages.clear()
        self._temporary.cleanup()
        self.closed.emit()
        event.accept()  # QDialog's own way asks reject() first, which asks for this close

    @override
    def reject(self) -> None:
        self.close()
