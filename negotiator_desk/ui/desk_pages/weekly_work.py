"""What the weekly review says of each deal, computed in the background while the page is seen."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from negotiator_desk.ui.each_deal import each_deal

if TYPE_CHECKING:
    from datetime import date

    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.services.context import Context
    from negotiator_desk.ui.work import Job, Jobs
    from negotiator_desk.wording.formats import Formats
    from negotiator_desk.wording.review import DealReview

log = logging.getLogger(__name__)

HANDED_ON: Final = 0.3
"""Seconds of work after which what is known is shown."""


class Reviews(QObject):
    """One review for each deal; what a change touched is computed again when it is next wanted.

    ``known`` says that more is known, or that the work has ended.
    """

    known = Signal()
    _computed = Signal(object, int)

    def __init__(self, context: Context, jobs: Jobs, formats: Formats, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._jobs, self._formats = context, jobs, formats
        self._wanted: tuple[UUID, ...] = ()
        self._days: tuple[date, date] | None = None
        self._found: dict[UUID, DealReview] = {}
        self._stale: set[UUID] = set()
        self._unread: frozenset[UUID] = frozenset()
        self._job: Job | None = None
        self._run = 0
        self._computed.connect(self._take)
        self.stopped = False

    @property
    def reviews(self) -> Mapping[UUID, DealReview]:
        """What is known so far, by deal."""
        return self._found

    @property
    def of(self) -> int:
        """How many deals are wanted."""
        return len(self._wanted)

    @property
    def missing(self) -> int:
        """How many deals are still to be computed, or were changed since."""
        return len(self._stale - self._unread)

    @property
    def unread(self) -> int:
        """How many deals could not be computed; they are tried again when they are next wanted."""
        return len(self._unread)

    @property
    def busy(self) -> bool:
        """Whether deals are being computed."""
        return self._job is not None

    def want(self, deal_ids: Iterable[UUID], then: date, today: date) -> None:
        """Compute these deals since a day, as far as it is not done; others are forgotten."""
        self._wanted = tuple(deal_ids)
        if self._days != (then, today):
            self._days = (then, today)
            self._found.clear()
        here = set(self._wanted)
        self._found = {key: found for key, found in self._found.items() if key in here}
        self._stale = (self._stale & here) | (here - self._found.keys())
        self._start()

    def touch(self, deal_ids: Iterable[UUID]) -> None:
        """Take note that deals were changed; they are computed when they are wanted again."""
        self._unread -= frozenset(deal_ids)
        self._stale |= self._found.keys() & frozenset(deal_ids)

    def cancel(self) -> None:
        """Stop the work; what is known stays."""
        self._run += 1  # answers on their way are of an earlier run
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.known.emit()

    def stop(self) -> None:
        """Compute no more; the desk is about to be closed."""
        self.stopped = True
        self.cancel()

    def _start(self) -> None:
        self.cancel()
        self._unread = frozenset()
        if self.stopped or not self._stale or self._days is None:
            self.known.emit()
            return
        wanted = [deal_id for deal_id in self._wanted if deal_id in self._stale]
        (then, today), run = self._days, self._run
        context, formats, computed = self._context, self._formats, self._computed

        def work(progress: Progress) -> None:
            from negotiator_desk.services.weekly import load_review

            each_deal(
                wanted,
                lambda deal_id: load_review(context, deal_id, then, today, formats),
                lambda found: computed.emit(found, run),
                progress,
                HANDED_ON,
            )

        ended, failed = partial(self._ended, run), partial(self._failed, run)
        self._job = self._jobs.start(work, ended, failed)
        self.known.emit()

    def _take(self, found: Iterable[DealReview], run: int) -> None:
        if run != self._run:
            return
        for review in found:
            self._found[review.deal_id] = review
            self._stale.discard(review.deal_id)
        self.known.emit()

    def _ended(self, run: int, _nothing: object = None) -> None:
        if run == self._run:
            self._job = None
            self._unread = frozenset(self._stale)
            self.known.emit()

    def _failed(self, run: int, _error: Exception, trace: str) -> None:
        log.error("%s", trace)
        self._ended(run)
