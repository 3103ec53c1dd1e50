"""Going through the deals of the desk in a worker: what one gives is handed on in small heaps."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from negotiator_desk.domain.progress import Progress

T = TypeVar("T")

log = logging.getLogger(__name__)

PAUSE: Final = 0.001
"""Seconds between two deals in which the screen's thread goes first."""


def each_deal(
    deal_ids: Sequence[UUID],
    make: Callable[[UUID], T],
    hand_on: Callable[[list[T]], object],
    progress: Progress,
    every: float,
) -> None:
    """Make something of each deal; one that was deleted, or cannot be read, is left out.

    Args:
        deal_ids: the deals.
        make: what is made of one.
        hand_on: given what was made since it was called last, and at the end.
        progress: told how far it is; it may raise to stop.
        every: seconds of work after which what was made is handed on.

    Raises:
        Refusal: the desk itself cannot be read.
    """
    from negotiator_desk.wording.refusals import Refusal

    found: list[T] = []
    since = time.monotonic()
    for place, deal_id in enumerate(deal_ids):
        progress(place, len(deal_ids))
        try:
            found.append(make(deal_id))
        except LookupError:  # deleted meanwhile: the list is about to be read again
            continue
        except Refusal:
            raise
        except Exception:  # the others are computed all the same; this one stays unknown
            log.exception("the deal %s could not be computed", deal_id)
            continue
        if time.monotonic() - since > every:
            hand_on(found)
            found, since = [], time.monotonic()
        time.sleep(PAUSE)
    hand_on(found)
