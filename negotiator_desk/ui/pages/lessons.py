"""The lessons of this deal, by control, and where each was carried to since."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.lessons import by_control
from negotiator_desk.models.learn import Lesson
from negotiator_desk.ui.models.columns import Column, columns_named
from negotiator_desk.ui.pages.detail import Links
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.wording import lessons as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.domain.lessons import Use
    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.fields import Record
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

log = logging.getLogger(__name__)

DELAY: Final = 300
"""Milliseconds from a change of any deal until the uses are read again."""

ALWAYS: Final = frozenset({"-"})
"""What a column depends on that is read from other deals."""


class LessonsView(RecordsView):
    """The list by control; under it the deals that the lesson at hand was carried into."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self.uses: Mapping[UUID, tuple[Use, ...]] = {}
        self._places: dict[UUID, UUID] = {}
        self._busy = False
        super().__init__(section, env, parent)
        self.list.table.movable = False  # their order is that of the controls
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self._read)
        env.open_deal.desk_changed.connect(self._on_desk)

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        control, text, when = columns_named(Lesson, "control", "text", "recorded_on")
        used = Column(
            name="used",
            title=_("Used since"),
            width=150,
            text=lambda each: wording.uses_text(self.uses.get(each.id, ())),
            meaning=lambda each: "" if self.uses.get(each.id) else "muted",
            depends=ALWAYS,
        )
        return (control, text, used, when)

    @override
    def records(self, snapshot: Snapshot) -> Sequence[Record]:
        return by_control(snapshot.lessons)

    @override
    def make_foot(self) -> QWidget:
        self.foot = QFrame(self)
        self.foot.setProperty("card", True)
        heading = QLabel(_("Carried into"), self.foot)
        heading.setProperty("role", "label")
        self.none = QLabel(
            _("No deal yet. The next deal with this buyer offers it to be carried in."), self.foot
        )
        self.none.setProperty("muted", True)
        self.none.setWordWrap(True)
        self.links = Links(_("Carried into"), "", self.foot)
        self.links.activated.connect(self._follow)
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(4)
        for widget in (heading, self.none, self.links):
            column.addWidget(widget)
        self.foot.hide()
        return self.foot

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        if not kinds or kinds & {"deal", "lessons"}:
            self._later.start()

    def _on_desk(self, change: Changed) -> None:
        if self.isVisible() and change.kinds & {"deal", "carried_lessons"}:
            self._later.start()

    def _read(self) -> None:
        """Read where the lessons were carried to, off the screen's thread."""
        deal, snapshot = self.env.open_deal, self.env.open_deal.snapshot
        if deal.closed or snapshot is None:
            return
        if self._busy:
            self._later.start()
            return
        context, ids = deal.context, [each.id for each in snapshot.lessons]

        def work(_progress: Progress) -> Any:
            from negotiator_desk.services.lessons import load_uses

            return load_uses(context, ids)

        self._busy = True
        self.env.jobs.start(work, self._done, self._failed)

    def _done(self, found: Any) -> None:
        self._busy = False
        if found != self.uses and not self.env.open_deal.closed:
            self.uses = found
            super().refresh(frozenset())

    def _failed(self, _error: Exception, trace: str) -> None:
        self._busy = False
        log.error("%s", trace)

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        self.foot.setVisible(record_id is not None)
        uses = () if record_id is None else self.uses.get(record_id, ())
        self._places = {use.carried: use.deal_id for use in uses}
        self.links.show_links([(use.carried, wording.use_link(use)) for use in uses])
        self.none.setVisible(not uses)

    def _follow(self, carried: UUID) -> None:
        self.env.show_record(self._places[carried], carried)

    @override
    def focus_main(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
