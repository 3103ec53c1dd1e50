"""Long work off the screen's thread: plain data in and out, with progress and cancel."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

Progress = Callable[[int, int], None]
Work = Callable[[Progress], Any]


class Cancelled(Exception):  # it is no error
    """Raised inside the work when the user has cancelled it."""


class Job(QRunnable):
    """One piece of work; it is given a function (step, of) that raises once it is cancelled."""

    def __init__(
        self,
        jobs: Jobs,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception, str], None],
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.done = done
        self.failed = failed
        self._jobs = jobs
        self._work = work
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    def _progress(self, step: int, of: int) -> None:
        if self._cancelled:
            raise Cancelled
        self._jobs.progressed.emit(step, of)

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
    progressed = Signal(int, int)
    ended = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: list[Job] = []
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
    ) -> Job:
        """Start work in the pool; ``done`` and ``failed`` are called on the screen's thread."""
        job = Job(self, work, done, failed)
        self._running.append(job)
        self.busy_changed.emit(True)
        self._pool.start(job)
        return job

    def _on_ended(self, job: Job, how: str, payload: Any) -> None:
        self._running.remove(job)
        if not self._running:
            self.busy_changed.emit(False)
        if how == "done":
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
