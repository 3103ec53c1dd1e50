"""Packages being built off the screen's thread: one build at a time, an older one never arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from negotiator_desk.domain.frontier import FrontierTooLarge
from negotiator_desk.domain.offering import Offering, Wish, offering
from negotiator_desk.domain.packages import Terrain

if TYPE_CHECKING:
    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.ui.work import Job, Jobs


class Builds(QObject):
    """Builds what was asked for last; asking again, or dropping it, breaks off what runs."""

    built = Signal(object)
    too_many = Signal(int, int)
    stepped = Signal(int, int)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._run = 0

    @property
    def running(self) -> bool:
        """Whether something is being built."""
        return self._job is not None

    def ask(self, ground: Terrain, wish: Wish, known: Offering | None) -> None:
        """Build packages; ``built`` or ``too_many`` comes unless it is dropped before."""
        self.drop()
        run = self._run

        def work(progress: Progress) -> Offering:
            return offering(ground, wish, progress, beyond=True, known=known)

        self._job = self._jobs.start(
            work,
            lambda offered: self._on_built(run, offered),
            lambda error, _trace: self._on_failed(run, error),
            lambda done, of, _what: self._on_step(run, done, of),
        )

    def drop(self) -> None:
        """Break off what is being built."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._run += 1

    def _on_step(self, run: int, done: int, of: int) -> None:
        if run == self._run:
            self.stepped.emit(done, of)

    def _on_built(self, run: int, offered: Offering) -> None:
        if run == self._run:
            self._job = None
            self.built.emit(offered)

    def _on_failed(self, run: int, error: Exception) -> None:
        if run != self._run:
            return
        self._job = None
        if not isinstance(error, FrontierTooLarge):
            raise error
        self.too_many.emit(error.step, error.of)
