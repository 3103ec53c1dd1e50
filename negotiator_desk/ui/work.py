"""Long work off the screen's thread: plain data in and out, with progress and cancel."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

if TYPE_CHECKING:
    from negotiator_desk.domain.progress import Progress

Work = Callable[["Progress"], Any]
Told = Callable[[int, int, str], None]

BETWEEN: Final = 50
"""Milliseconds between two steps of a job that the screen is told of."""


class Cancelled(Exception):  # it is no error
    """Raised inside the work when the user has cancelled it."""


class Job(QRunnable):
    """One piece of work; it is given its progress, which raises once it is cancelled."""

    def __init__(
        self,
        jobs: Jobs,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception, str], None],
        told: Told | None,
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.done = done
        self.failed = failed
        self.told = told
        self.latest = self.shown = (0, 0, "")
        self.telling = False
        self._jobs = jobs
        self._work = work
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled

    def _progress(self, step: int, of: int, what: str = "") -> None:
        if self._cancelled:
            raise Cancelled
        if self.told is None:
            return
        before, self.latest = self.latest, (step, of, what)
        if not self.telling or what != before[2]:
            self.telling = True
            self._jobs.progressed.emit(self, step, of, what)

    def run(self) -> None:
        """Do the work; called by the pool, in a thread of its own."""
        try:
            result = self._work(self._progress)
        except Cancelled:
            self._jobs.ended.emit(self, "cancelled", None)
        except Exception as error:
            error.add_note(traceback.format_exc())
            self._jobs.ended.emit(self, "failed", error)
        else:
            self._jobs.ended.emit(self, "done", result)


class Jobs(QObject):
    """The jobs of one window; keeps each alive until it has ended.

    Its signals are sent from the pool's threads and arrive on the thread that this object lives in.
    """

    busy_changed = Signal(bool)
    progressed = Signal(object, int, int, str)
    ended = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: list[Job] = []
        self.progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any job is at work."""
        return bool(self._running)

    def start(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception, str], None],
        told: Told | None = None,
    ) -> Job:
        """Start work in the pool; what it is given back is called on the screen's thread.

        Args:
            work: given its progress, which it calls often and which stops it once it is cancelled.
            done: given what the work returned; not called once the job is cancelled.
            failed: given the error and its trace.
            told: given the step, of how many, and what is being done; not every step.
        """
        job = Job(self, work, done, failed, told)
        self._running.append(job)
        self.busy_changed.emit(True)
        self._pool.start(job)
        return job

    def _on_progressed(self, job: Job, step: int, of: int, what: str) -> None:
        if job.told is None or job not in self._running or job.cancelled:
            return
        job.told(step, of, what)
        job.shown = shown = (step, of, what)
        QTimer.singleShot(BETWEEN, self, lambda: self._tell_newer(job, shown))

    def _tell_newer(self, job: Job, shown: tuple[int, int, str]) -> None:
        """Tell of the latest step since, which may last; another thing done tells itself."""
        if job.shown is not shown:
            return
        job.telling = False  # before looking: a step taken from here on is told at once
        latest = job.latest
        if latest != shown and latest[2] == shown[2]:
            job.telling = True
            self._on_progressed(job, *latest)

    def _on_ended(self, job: Job, how: str, payload: Any) -> None:
        self._running.remove(job)
        if not self._running:
            self.busy_changed.emit(False)
        if how == "done" and not job.cancelled:
            job.done(payload)
        elif how == "failed":
            job.failed(payload, "".join(payload.__notes__))

    def cancel_all(self) -> None:
        """Ask every running job to stop."""
        for job in self._running:
            job.cancel()

    def wait(self) -> None:
        """Cancel what runs and wait for its end; for closing the window."""
        self.cancel_all()
        self._pool.waitForDone()
