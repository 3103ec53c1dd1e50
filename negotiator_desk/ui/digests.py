"""All deals in short, computed in the background and kept until a deal changes."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.services.digests import Digest
    from negotiator_desk.store.desk import Changed, DealRow
    from negotiator_desk.ui.state import OpenDeal
    from negotiator_desk.ui.work import Job, Jobs
    from negotiator_desk.wording.formats import Formats

log = logging.getLogger(__name__)

AFTER_EDIT = 600
"""Milliseconds after the last edit before what it changed is computed again."""
AT_START = 250
"""Milliseconds after the deals were read: the window is painted first."""
HANDED_ON = 0.15
"""Seconds of work after which what is known is shown."""


class Digests(QObject):
    """One digest for each deal of the desk; the one source of scores beside the open deal.

    ``known`` tells which deals were computed, ``progressed`` how many of how many. A digest of a
    changed deal stays until the new one is there.
    """

    known = Signal(frozenset)
    progressed = Signal(int, int)
    _computed = Signal(object)

    def __init__(self, open_deal: OpenDeal, jobs: Jobs, formats: Formats, parent: QObject) -> None:
        super().__init__(parent)
        self._open_deal = open_deal
        self._context = open_deal.context
        self._jobs = jobs
        self._formats = formats
        self._rows: tuple[DealRow, ...] = ()
        self._digests: dict[UUID, Digest] = {}
        self._stale: set[UUID] = set()
        self._day: date | None = None
        self._review: tuple[date, bool] | None = None
        self._job: Job | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._start)
        self._computed.connect(self._take)
        self.stopped = False

    def review_due(self) -> bool:
        """Whether more than a week has gone since the last weekly review."""
        today = self._context.today()
        if self._review is None or self._review[0] != today:
            from negotiator_desk.services.weekly import reviewed_since

            self._review = today, reviewed_since(self._context).due
        return self._review[1]

    @property
    def rows(self) -> tuple[DealRow, ...]:
        """The deals of the desk, by title."""
        return self._rows

    @property
    def digests(self) -> Mapping[UUID, Digest]:
        """What is known so far, by deal."""
        return self._digests

    def waiting(self) -> tuple[int, int]:
        """How many things are overdue in the deals at work, and how many come within a week."""
        found = [self._digests.get(row.id) for row in self._rows if not row.archived]
        known = [digest for digest in found if digest is not None]
        return sum(digest.overdue for digest in known), sum(digest.soon for digest in known)

    def read(self) -> None:
        """Read the list of deals again, and compute what is new in it."""
        self._rows = self._context.desk.deals()
        ids = {row.id for row in self._rows}
        for gone in self._digests.keys() - ids:
            del self._digests[gone]
        self._stale = (self._stale & ids) | (ids - self._digests.keys())
        self._later.start(AT_START)

    def on_changed(self, change: Changed) -> None:
        """Compute again what a change touched, once nothing more comes."""
        if "settings" in change.kinds:
            self._review = None
        if change.kinds & {"deal", "deal_states"}:
            self.read()
        here = {row.id for row in self._rows}
        touched = change.deal_ids & here
        if touched:
            self._stale |= touched
            self._later.start(AFTER_EDIT)

    def hurry(self) -> None:
        """Compute what is missing now: somebody is looking at it."""
        if self._day != self._context.today():
            self._stale = {row.id for row in self._rows}
        self._start()

    def stop(self) -> None:
        """Compute no more; the desk is about to be closed."""
        self.stopped = True
        self._later.stop()
        if self._job is not None:
            self._job.cancel()

    # -- the work -----------------------------------------------------------------------------

    def _start(self) -> None:
        if self.stopped or self._job is not None:
            return  # the job at work starts the next one when it ends
        today = self._context.today()
        if self._day != today:
            self._day = today
            self._stale = {row.id for row in self._rows}
        self._take_open_deal(today)
        if not self._stale:
            return
        wanted = [row.id for row in self._rows if row.id in self._stale]
        self._stale.clear()
        context, formats, computed = self._context, self._formats, self._computed

        def work(progress: Progress) -> None:
            from negotiator_desk.services.digests import load_digest
            from negotiator_desk.ui.each_deal import each_deal

            each_deal(
                wanted,
                lambda deal_id: load_digest(context, deal_id, today, formats),
                computed.emit,
                progress,
                HANDED_ON,
            )

        self._job = self._jobs.start(work, self._done, self._failed)

    def _take_open_deal(self, today: date) -> None:
        """The open deal is diagnosed already; its digest needs no worker."""
        deal, snapshot = self._open_deal, self._open_deal.snapshot
        if snapshot is None or deal.diagnosis is None or deal.diagnosis.as_of != today:
            return
        if snapshot.deal.id in self._stale:
            from negotiator_desk.services.digests import digest_of

            self._stale.discard(snapshot.deal.id)
            self._take([digest_of(snapshot, deal.diagnosis, self._formats)])

    def _take(self, found: Iterable[Digest]) -> None:
        if self.stopped:
            return
        here = {row.id for row in self._rows}
        new = [digest for digest in found if digest.deal_id in here]
        for digest in new:
            self._digests[digest.deal_id] = digest
        if new:
            self.progressed.emit(len(self._digests), len(self._rows))
            self.known.emit(frozenset(digest.deal_id for digest in new))

    def _done(self, _nothing: object) -> None:
        self._job = None
        if self._stale:
            self._later.start(0)

    def _failed(self, _error: Exception, trace: str) -> None:
        self._job = None
        log.error("%s", trace)
