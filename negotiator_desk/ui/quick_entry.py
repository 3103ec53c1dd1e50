"""The line in which a trade is typed: understood as you type, logged by Enter, never lost.

``QuickEntry(env, parent)`` stands anywhere: ``refresh()`` after the deal changed, ``flush()``
before the window closes, ``focus_line()`` to begin; ``logged`` carries the id of the new trade,
``left`` says that Esc was pressed on an empty line, ``fitted`` that it may need another height.
``show_figures(False)`` is for a table at which others look on: only what was typed stands there,
no amount, limit or option of the deal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.quickcomplete import Completion, complete
from negotiator_desk.domain.quickentry import Book, Entry, Reader, book_of, draft, parse
from negotiator_desk.ui.keys import FilterLine
from negotiator_desk.ui.widgets.completion import ROW, CompletionList
from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.quickentry import (
    EXAMPLE,
    Said,
    key_words,
    understood,
    understood_in_company,
)

if TYPE_CHECKING:
    from negotiator_desk.domain.mandate import After
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env

KEEP_DELAY: Final = 400
"""Milliseconds from the last key to the draft that survives a kill."""

READY_DELAY: Final = 150
"""Milliseconds after which what the first key needs is made ready."""

DRAFT_FIELD: Final = "quick_entry"
"""Under this name of the deal a line is kept that was typed and not logged."""

LONGEST: Final = 4_000


class QuickEntry(QWidget):
    """One line, and under it what it was understood as."""

    logged = Signal(UUID)
    left = Signal()
    fitted = Signal()

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._deal: UUID | None = None
        self._book: Book | None = None
        self._seen: tuple[Snapshot | None, object] = (None, None)
        self._entry: Entry | None = None
        self._after: After | None = None
        self._completion = Completion(0, 0)
        self._recalled = 0
        self._figures = True
        self.meeting: UUID | None = None
        """The meeting that a line belongs to which names none."""
        self.logging = False
        """Whether a trade is just being stored: its row comes next."""
        self._labels: list[QLabel] = []
        self.line = FilterLine(self)
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(_(EXAMPLE))
        self.line.setAccessibleName(_("Log a trade"))
        self.line.setToolTip(
            _("One line is one trade. Enter logs it, Up brings back the last one, F1 explains.")
        )
        self.line.installEventFilter(self)
        self.words = FlowBox(self, spacing=2)
        self.list = CompletionList(
            self.line, env.theme.sizes.px(ROW), _("What the word could become")
        )
        self.list.picked.connect(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.words)
        self._keep_later = self._timer(KEEP_DELAY)
        self._keep_later.timeout.connect(self._keep)
        self._ready_later = self._timer(READY_DELAY)
        self._ready_later.timeout.connect(self._make_ready)
        self.line.textChanged.connect(self._on_text)
        self.line.textEdited.connect(self._on_edited)
        self._say(())

    def _timer(self, delay: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        return timer

    # -- for those who hold it ------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the deal as it now is; another deal brings the line that was kept for it."""
        deal = self._env.open_deal
        kept = "" if deal.deal_id is None else deal.drafts.get((deal.deal_id, DRAFT_FIELD), "")
        if deal.deal_id != self._deal:
            self._deal = deal.deal_id
            self._keep_later.stop()
            self._recalled = 0
            self.line.setText(kept)
        elif (
            self.line.text() != kept
            and not self.line.hasFocus()
            and not self._keep_later.isActive()
        ):
            self.line.setText(kept)  # another line for the same deal has been at work
        if self.logging:
            return
        if self.line.text():
            self._understand()
        elif self.isVisible():
            self._ready_later.start()

    def flush(self) -> None:
        """Keep what was typed and not logged."""
        self._keep()

    def focus_line(self) -> None:
        """Put the cursor behind what is typed."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.end(False)
        self._ready_later.start()

    def show_figures(self, shown: bool) -> None:
        """Say what was understood with the figures of the deal, or by names alone."""
        if shown != self._figures:
            self._figures = shown
            self.list.hide()
            self._understand()

    def said(self) -> str:
        """What stands under the line, as one text."""
        return " · ".join(label.text() for label in self._labels if not label.isHidden())

    # -- understanding --------------------------------------------------------------------------

    def _make_ready(self) -> None:
        """Make what a line is read against, once for a deal as it stands."""
        deal, today = self._env.open_deal, self._env.around.today()
        snapshot = None if deal.closed else deal.snapshot
        if snapshot is None or (self._seen[0] is snapshot and self._seen[1] == today):
            return
        from negotiator_desk.ui.suggestions import team_initials

        self._book = book_of(
            snapshot,
            today,
            our_people=self._env.around.suggestions.names("our_people"),
            initials=team_initials(self._env.open_deal.context),
            words=key_words(),
        )
        self._seen = (snapshot, today)

    def _understand(self) -> None:
        text = self.line.text()
        deal = self._env.open_deal
        snapshot = None if deal.closed else deal.snapshot
        if snapshot is None or not text.strip():
            self._entry = None
            self._say(())
            return
        self._make_ready()
        assert self._book is not None
        formats, today = self._env.formats, self._env.around.today()
        reader = Reader(formats.read_number, lambda words: formats.read_date(words, today))
        self._entry = parse(text, self._book, reader)
        if self._entry.meeting_id is None and self.meeting is not None:
            self._entry = msgspec.structs.replace(self._entry, meeting_id=self.meeting)
        self._after = after = self._work_out(self._entry)
        if self._figures:
            said = list(understood(self._entry, after, snapshot, formats, today))
        else:
            said = list(understood_in_company(self._entry, snapshot))
        if not self._entry.empty:
            said.append(Said(_("Enter logs it"), "muted"))
        self._say(said)

    def _work_out(self, entry: Entry) -> After | None:
        """What the trade leaves of the mandate; None where it gives nothing."""
        mandate = self._env.open_deal.mandate
        return mandate.after(draft(entry)) if mandate is not None and entry.given else None

    def _say(self, said: list[Said] | tuple[Said, ...]) -> None:
        if not said and self.line.hasFocus():
            text = _("Type what you give and what you get; “/” stands between them.")
            said = (Said(text, "muted"),)
        self.words.setVisible(bool(said))
        while len(self._labels) < len(said):
            label = QLabel(self.words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self.words.flow.addWidget(label)
            self._labels.append(label)
        for place, label in enumerate(self._labels):
            if place >= len(said):
                label.hide()
                label.clear()
                continue
            words = said[place]
            joined = visible(words.text) + ("  ·" if place + 1 < len(said) else "")
            if label.property("role") != _role(words):
                label.setProperty("role", _role(words))
                label.style().polish(label)
            if label.text() != joined:
                label.setText(joined)
            label.show()
        self.line.setAccessibleDescription(". ".join(each.text for each in said))
        self.words.updateGeometry()
        self.fitted.emit()

    # -- typing ---------------------------------------------------------------------------------

    def _on_text(self, _text: str) -> None:
        self._understand()

    def _on_edited(self, text: str) -> None:
        self._recalled = 0
        self._keep_later.start()
        self._offer(text)

    def _offer(self, text: str) -> None:
        self._completion = Completion(0, 0)
        if self._book is not None and text.strip():
            found = complete(text, self.line.cursorPosition(), self._book)
            if not self._figures:  # how far a variable may go is ours alone, and who may say so
                plain = tuple(c for c in found.candidates if c.kind not in ("option", "person"))
                found = Completion(found.start, found.end, plain)
            self._completion = found
        self.list.show_rows(
            [(visible(c.text), visible(c.beside)) for c in self._completion.candidates]
        )

    def _accept(self, row: int) -> None:
        """Put what was chosen in the place of the word at hand."""
        if not 0 <= row < len(self._completion.candidates):
            return
        found = self._completion
        self.list.hide()
        text, words = self.line.text(), found.candidates[row].text
        gap = "" if text[found.end : found.end + 1].isspace() else " "
        self.line.setText(text[: found.start] + words + gap + text[found.end :])
        self.line.setCursorPosition(found.start + len(words) + 1)
        self._keep_later.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()  # the line's, before any shortcut of the window
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            elif event.type() == QEvent.Type.FocusOut:
                self.list.hide()
                self._keep()
                QTimer.singleShot(0, self, self._understand)
            elif event.type() == QEvent.Type.FocusIn:
                self._ready_later.start()
                QTimer.singleShot(0, self, self._understand)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Do what a key of the line stands for; whether it was one."""
        key, plain = (
            event.key(),
            event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ),
        )
        offered = self.list.isVisible()
        if not plain:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if offered and self.list.currentRow() >= 0:
                self._accept(self.list.currentRow())
            else:
                self.log()
        elif key == Qt.Key.Key_Tab and offered:
            self._accept(max(0, self.list.currentRow()))
        elif key == Qt.Key.Key_Escape:
            self._escape(offered)
        elif key == Qt.Key.Key_Down and offered:
            self.list.step(1)
        elif key == Qt.Key.Key_Up and offered and self.list.currentRow() >= 0:
            self.list.step(-1)
        elif key == Qt.Key.Key_Up:
            self._recall(1)
        elif key == Qt.Key.Key_Down and self._recalled:
            self._recall(-1)
        else:
            return False
        return True

    def _escape(self, offered: bool) -> None:
        if offered:
            self.list.hide()
        elif self.line.text():
            self._remember(self.line.text())  # Up brings it back
            self._clear()
        else:
            self.left.emit()

    def _recall(self, by: int) -> None:
        lines = self._env.open_deal.typed_lines
        place = self._recalled + by
        if place <= 0:
            self._recalled = 0
            self.line.clear()
        elif place <= len(lines):
            if self.line.text() and not self._recalled:
                return  # what is being typed is not thrown away
            self._recalled = place
            self.line.setText(lines[-place])
        self._keep_later.start()

    def _remember(self, text: str) -> None:
        lines = self._env.open_deal.typed_lines
        if text.strip() and (not lines or lines[-1] != text):
            lines.append(text)

    # -- logging and keeping --------------------------------------------------------------------

    def log(self) -> None:
        """Log the trade that the line stands for; a line that names none stays as it is."""
        self.list.hide()
        snapshot, entry = self._env.open_deal.snapshot, self._entry
        if entry is None or entry.text != self.line.text() or self._seen[0] is not snapshot:
            self._understand()
            entry = self._entry
        if snapshot is None or entry is None or entry.empty:
            return
        self.logging = True  # what was read against the deal as it was is not read again
        try:
            added = self._env.editing.log_trade(entry, snapshot, self._after)
        finally:
            self.logging = False
        if added is None:
            return
        self._remember(entry.text)
        self._clear()
        self.logged.emit(added)

    def _clear(self) -> None:
        self.list.hide()
        self._recalled = 0
        self.line.setText("")  # nothing of its own to undo: Ctrl+Z is the window's again
        QTimer.singleShot(0, self, self._keep)  # the new trade is on the screen first

    def _keep(self) -> None:
        """Keep the line as a draft of the deal, or forget it once it is empty."""
        self._keep_later.stop()
        deal = self._env.open_deal
        if self._deal is None or self._deal != deal.deal_id or deal.closed:
            return
        text = self.line.text()
        kept = deal.drafts.get((self._deal, DRAFT_FIELD))
        if text.strip():
            if text != kept:
                self._env.editing.keep_draft("deal", self._deal, DRAFT_FIELD, text)
        elif kept is not None:
            self._env.editing.keep_draft("deal", self._deal, DRAFT_FIELD, None)


def _role(words: Said) -> str:
    return {"muted": "caption", "": "said"}.get(words.meaning, words.meaning)
