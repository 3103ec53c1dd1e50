"""What an edition is asked for and what it gives: pages to be written, and who may look at them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec

from negotiator_desk.reports.context import Context
from negotiator_desk.reports.layout import Block
from negotiator_desk.reports.page import Accept, Paper, Progress, Sheet, write_document
from negotiator_desk.wording import documents as words
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import short_line


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of an edition beside the deal.

    ``generated_on`` is the date in the document's metadata: its as-of date, for the same deal and
    day make the same bytes. ``company`` is ours, ``logo`` its picture
    as it was cleaned to be kept. ``meeting`` is the
    meeting that a brief prepares or a summary follows; ``walk_away`` lets the walk-away stand in
    this print of the brief. ``compare`` is an earlier day that the Control Gap report sets the
    deal beside.
    """

    generated_on: date
    paper: Paper = "a4"
    company: str = ""
    logo: bytes = b""
    meeting: UUID | None = None
    walk_away: bool = False
    compare: date | None = None


class Document(msgspec.Struct, frozen=True):
    """Pages to be written. ``accept`` is shown what came of them, and may refuse."""

    sheet: Sheet
    blocks: Sequence[Block]
    accept: Accept | None = None


def deal_name(context: Context) -> str:
    """What the deal is called at the head of a page."""
    return short_line(context.snapshot.deal.title) or _("Unnamed deal")


def make_sheet(context: Context, wish: Wish, title: str, edition: str, *, about: str = "") -> Sheet:
    """What stands on every page of an edition of this deal.

    Args:
        title: the document's title in its metadata, without the deal's name.
        edition: named at the head of each page beside the date.
        about: what the document is about in its metadata; the deal unless given.
    """
    deal = context.snapshot.deal
    when = (wording.as_of(context.diagnosis.as_of, context.formats), edition)
    company = short_line(wish.company)
    # In a public record the supplier is a stranger, whose document and confidence this is not.
    supplier = short_line(deal.supplier) if context.scored else ""
    return Sheet(
        paper=wish.paper,
        title=wording.document_title(title, short_line(about) or deal_name(context)),
        author=company or supplier or wording.creator(),
        header=(deal_name(context), short_line(deal.buyer), " · ".join(when)),
        footer=wording.confidential(company or supplier),
        generated_on=wish.generated_on,
        language=wording.language_tag(context.formats),
        logo=wish.logo,
    )


def sheet_over(wish: Wish, edition: str, over: str, as_of: date, formats: Formats) -> Sheet:
    """What stands on every page of an edition of several deals, for our side only.

    Args:
        edition: its name, which is the document's title too.
        over: what it is about: which deals, or how many.
    """
    company = short_line(wish.company)
    return Sheet(
        paper=wish.paper,
        title=edition,
        author=company or wording.creator(),
        header=(edition, over, f"{wording.as_of(as_of, formats)} · {words.our_side()}"),
        footer=wording.confidential(company),
        generated_on=wish.generated_on,
        language=wording.language_tag(formats),
        logo=wish.logo,
    )


def write(path: Path, document: Document, progress: Progress | None = None) -> int:
    """Write a document as a PDF and return the number of its pages.

    Raises:
        OSError: when the file cannot be written.
        Refusal: when the document may not leave; there is no file then.
    """
    return write_document(path, document.sheet, document.blocks, progress, document.accept)
