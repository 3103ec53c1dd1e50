"""The card beside a list or a map: the form of the record at hand, its thread above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.thread import thread
from negotiator_desk.models.kinds import find_record, records_of
from negotiator_desk.ui.pages.detail import DetailCard
from negotiator_desk.ui.widgets.form import RecordForm
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_label, kind_why, record_title

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env

LEAST_WIDTH: Final = 256
LOW: Final = 480
"""Under this height, in pixels of the design, what stands above the form scrolls with it."""
THREAD_SHOWN: Final = 8
THREAD_DELAY: Final = 150
"""Milliseconds from an edit, or from another record, to the thread that follows from it."""


class RecordCard(DetailCard):
    """Edits one record of a kind; while there is none it says what belongs here."""

    def __init__(
        self, kind: str, env: Env, parent: QWidget | None = None, *, leave_out: Sequence[str] = ()
    ) -> None:
        super().__init__(_("Thread of this record"), parent=parent)
        self.kind = kind
        self.form: RecordForm | None = None
        self._env = env
        self._leave_out = leave_out
        self._shown: UUID | None = None
        self._above: list[QWidget] = []
        self._scrolls = False
        self._thread_later = QTimer(self)
        self._thread_later.setSingleShot(True)
        self._thread_later.setInterval(THREAD_DELAY)
        self._thread_later.timeout.connect(self._show_thread)
        self._hint = QLabel(kind_why(kind), self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setProperty("muted", True)
        self.body.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignTop)
        self.links.activated.connect(env.go_to)
        self.setMinimumWidth(env.theme.sizes.px(LEAST_WIDTH))

    def put_above(self, widget: QWidget) -> None:
        """Put what can be done with the record between its thread and its form.

        Where the card is low, it and the thread scroll with the form, which had no room left.
        """
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.links) + 1, widget)
        self._above = [self.links, widget]
        for each in self._above:
            each.setMinimumWidth(1)  # so that no long word makes the fields wider than the card
        self._fit_above()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_above()

    def _fit_above(self) -> None:
        scrolls = self.form is not None and self.height() < self._env.theme.sizes.px(LOW)
        column = self.layout()
        if self.form is None or scrolls is self._scrolls or not isinstance(column, QVBoxLayout):
            return
        self._scrolls = scrolls
        for place, widget in enumerate(self._above):
            hidden = widget.isHidden()
            if scrolls:
                self.form.above.addWidget(widget)
            else:
                column.insertWidget(column.indexOf(self.note) + 1 + place, widget)
            widget.setHidden(hidden)

    def show_record(self, record_id: UUID | None) -> None:
        """Show a record of the open deal, or the same one as it now is; None shows the hint."""
        snapshot = self._env.open_deal.snapshot
        record = None
        if snapshot is not None and record_id is not None:
            found = records_of(snapshot, self.kind)
            record = next((r for r in found if r.id == record_id), None)
        if record is None or snapshot is None:
            self._show_hint()
            return
        other, self._shown = self._shown != record.id, record.id
        form = self._the_form()
        self._hint.hide()
        form.show()
        self.set_head(record_title(self.kind, record, self._env.formats, snapshot))
        self._env.editing.show(form, record)
        if other:
            self.links.show_links(())
        self._thread_later.start()  # what was typed or chosen is on the screen first

    def _show_hint(self) -> None:
        self._shown = None
        if self.form is not None:
            self.form.clear()
            self.form.hide()
        self._hint.show()
        self.set_head(kind_label(self.kind, plural=True))
        self.links.show_links(())

    def _show_thread(self) -> None:
        snapshot = self._env.open_deal.snapshot
        if snapshot is not None and self._shown is not None:
            self.links.show_links(self._thread(snapshot, self._shown), self._shown)

    def _thread(self, snapshot: Snapshot, record_id: UUID) -> list[tuple[UUID, str]]:
        joined = thread(snapshot, record_id)
        if len(joined) < 2:
            return []
        here = joined.index(record_id) if record_id in joined else 0
        start = max(0, min(here - THREAD_SHOWN // 2, len(joined) - THREAD_SHOWN))
        links = []
        for step in joined[start : start + THREAD_SHOWN]:
            found = find_record(snapshot, step)
            if found is not None:
                links.append((step, record_title(*found, self._env.formats, snapshot)))
        return links

    def _the_form(self) -> RecordForm:
        if self.form is None:
            env = self._env
            self.form = RecordForm(self.kind, env.around, self, leave_out=self._leave_out)
            env.editing.wire(self.form)
            self.form.jump_wanted.connect(env.go_to)
            self.body.insertWidget(0, self.form, 1)
            self._fit_above()
        return self.form

    def flush(self) -> None:
        """Store what has been typed and not stored yet."""
        if self.form is not None:
            self.form.flush()

    def focus_field(self, name: str = "") -> bool:
        """Put the cursor into a field of the form, or into its first; whether there is one."""
        return self.form is not None and self.form.focus_field(name)
