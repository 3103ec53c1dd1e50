"""What earlier deals with the buyer of the open deal teach, read in the background."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from negotiator_desk.domain.lessons import Teaching
    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.ui.state import OpenDeal
    from negotiator_desk.ui.work import Jobs

log = logging.getLogger(__name__)

DELAY: Final = 400
"""Milliseconds from a change until it is read again: what was typed is on the screen first."""

KINDS: Final = frozenset({"deal", "lessons", "behaviours", "carried_lessons", "buyer_names"})
"""The kinds whose change, in any deal, may change what is offered."""


class EarlierLessons(QObject):
    """The lessons that the open deal can carry in; ``changed`` says that they are others now."""

    changed = Signal()

    def __init__(self, open_deal: OpenDeal, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.found: tuple[Teaching, ...] = ()
        self._open_deal = open_deal
        self._jobs = jobs
        self._busy = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self._start)
        open_deal.opened.connect(self._on_opened)
        open_deal.desk_changed.connect(self._on_changed)

    def _on_opened(self) -> None:
        self._take(())
        self._later.start()

    def _on_changed(self, change: Changed) -> None:
        if change.kinds & KINDS:
            self._later.start()

    def _take(self, found: tuple[Teaching, ...]) -> None:
        if found != self.found:
            self.found = found
            self.changed.emit()

    def _start(self) -> None:
        deal_id = self._open_deal.deal_id
        if self._open_deal.closed or deal_id is None:
            return
        if self._busy:
            self._later.start()
            return
        context = self._open_deal.context

        def work(progress: Progress) -> Any:
            from negotiator_desk.services.lessons import load_teachings

            try:
                return deal_id, load_teachings(context, deal_id, progress)
            except LookupError:  # the deal was deleted meanwhile
                return deal_id, ()

        self._busy = True
        self._jobs.start(work, self._done, self._failed)

    def _done(self, found: Any) -> None:
        self._busy = False
        deal_id, teachings = found
        if not self._open_deal.closed and deal_id == self._open_deal.deal_id:
            self._take(teachings)

    def _failed(self, _error: Exception, trace: str) -> None:
        self._busy = False
        log.error("%s", trace)
