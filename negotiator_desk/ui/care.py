"""Care of the desk while the program runs: looked over in the background, backed up once a day."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from negotiator_desk.ui.errors import message
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Desk
    from negotiator_desk.ui.work import Jobs

log = logging.getLogger(__name__)


def warm_up(desk: Desk, jobs: Jobs) -> None:
    """Make ready what the first edit needs, now that the deal is on the screen."""
    jobs.start(
        lambda _progress: desk.warm_up(),
        lambda _nothing: None,
        lambda _error, trace: log.error("%s", trace),
    )


def look_after(desk: Desk, jobs: Jobs, window: QWidget) -> None:
    """Look over the desk in the background; say what to do if it is damaged."""

    def done(problems: tuple[str, ...]) -> None:
        if problems:
            message(
                window,
                _("Your desk {path} has been damaged.").format(path=desk.path),
                _(
                    "Export the deals you are working on, then start the program again: it moves "
                    "the damaged file aside and offers the last good backup."
                ),
            )

    jobs.start(
        lambda _progress: desk.look_after(), done, lambda _error, trace: log.error("%s", trace)
    )


def rebuild_search(desk: Desk, jobs: Jobs, window: QWidget, say: Callable[[str], None]) -> None:
    """Make the full-text index anew in the background, and say when it is done."""

    def failed(error: Exception, trace: str) -> None:
        if not isinstance(error, Refusal):
            log.error("%s", trace)
        message(
            window,
            error.text if isinstance(error, Refusal) else _("The search index is as it was."),
        )

    say(_("The search index is being made anew."))
    jobs.start(
        lambda _progress: desk.rebuild_search(),
        lambda _nothing: say(_("The search index has been made anew.")),
        failed,
    )
