"""Asking the desk while somebody types: in a thread of its own, one question at a time.

While one is looked up, only what was asked last is kept to be asked next; an answer to what is no
longer asked is dropped.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.store.search import SearchPage
    from negotiator_desk.ui.env import Env

log = logging.getLogger(__name__)

Question = tuple[str, UUID | None]
"""What was typed, and the deal to search in; None for all of them."""


class Asker(QObject):
    """``answered`` brings a page for the question asked last, ``failed`` a sentence."""

    answered = Signal(object)
    failed = Signal(str)

    def __init__(self, env: Env, parent: QObject) -> None:
        super().__init__(parent)
        self._env = env
        self._asked: Question | None = None
        self._waiting: Question | None = None
        self._running = False
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._asked is not None and self._running

    def ask(self, question: Question) -> None:
        """Ask this, and nothing that was asked before."""
        self._asked = self._waiting = question
        self._go_on()

    def forget(self) -> None:
        """Want no answer any more."""
        self._asked = self._waiting = None

    def stop(self) -> None:
        """Ask nothing more; the desk is about to be closed, or what would show it."""
        self._stopped = True
        self.forget()

    def _go_on(self) -> None:
        if self._running or self._stopped or self._waiting is None:
            return
        question, self._waiting = self._waiting, None
        self._running = True
        text, deal_id = question
        desk = self._env.open_deal.context.desk
        self._env.jobs.start(
            lambda _progress: desk.search(text, deal=deal_id),
            lambda page: self._on_answer(question, page),
            lambda error, trace: self._on_failure(question, error, trace),
        )

    def _on_answer(self, question: Question, page: SearchPage) -> None:
        self._running = False
        if not self._stopped:
            if question == self._asked:
                self.answered.emit(page)
            self._go_on()

    def _on_failure(self, question: Question, error: Exception, trace: str) -> None:
        self._running = False
        if not isinstance(error, Refusal):
            log.error("%s", trace)
        if not self._stopped:
            if question == self._asked:
                said = error.text if isinstance(error, Refusal) else ""
                self.failed.emit(said or _("The search has failed; the log file says why."))
            self._go_on()
