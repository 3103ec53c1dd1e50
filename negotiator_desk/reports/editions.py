"""The editions of a deal on paper, each declared once: its key, its name, how it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from negotiator_desk.reports.agreed import agreed_points
from negotiator_desk.reports.brief import brief
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.control_gap import control_gap
from negotiator_desk.reports.document import Document, Wish, write
from negotiator_desk.reports.dossier import dossier_page
from negotiator_desk.reports.handover import handover
from negotiator_desk.reports.page import Progress
from negotiator_desk.reports.table_edition import table_edition


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of document. ``key`` is its name on the command line and in file names."""

    key: str
    make: Callable[[Context, Wish], Document]


EDITIONS: Final[Mapping[str, Edition]] = {
    edition.key: edition
    for edition in (
        Edition(key="control-gap", make=control_gap),
        Edition(key="brief", make=brief),
        Edition(key="table", make=table_edition),
        Edition(key="agreed", make=agreed_points),
        Edition(key="handover", make=handover),
        Edition(key="dossier", make=dossier_page),
    )
}
"""Every edition of one deal, in the order in which people are offered them."""


def write_edition(
    key: str, path: Path, context: Context, wish: Wish, progress: Progress | None = None
) -> int:
    """Write an edition of a deal as a PDF and return the number of its pages.

    The same deal with the same wish on the same day gives the same bytes.

    Args:
        key: one of ``EDITIONS``.
        path: the file; one that is there is replaced at the very end.
        context: the deal and its diagnosis; the diagnosis' date is the date of the document.
        progress: told (0, 0) while the pages are made up, (pages done, pages) after each page;
            it may raise to stop.

    Raises:
        KeyError: there is no such edition.
        OSError: the file cannot be written.
        Refusal: the document holds what it may not (table edition); there is no file then.
    """
    if progress is not None:
        context.step = partial(progress, 0, 0)
    return write(path, EDITIONS[key].make(context, wish), progress)
