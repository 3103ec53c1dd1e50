"""Putting a deal of the desk on paper: what an edition is made from, and the file it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from negotiator_desk.domain.progress import Progress, during, told
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.services import settings
from negotiator_desk.services.company import logo_of
from negotiator_desk.services.context import Context
from negotiator_desk.wording.formats import Formats

if TYPE_CHECKING:
    from negotiator_desk.reports.document import Wish
    from negotiator_desk.reports.page import Paper


def wish_of(
    context: Context,
    paper: Paper,
    meeting: UUID | None = None,
    *,
    walk_away: bool = False,
    compare: date | None = None,
) -> Wish:
    """What is asked of a document today by the user of this desk."""
    from negotiator_desk.reports.document import Wish

    profile = settings.profile(context)
    return Wish(
        generated_on=context.today(),
        paper=paper,
        company=profile.company if profile else "",
        logo=logo_of(context),
        meeting=meeting,
        walk_away=walk_away,
        compare=compare,
    )


def write_document(
    context: Context,
    path: Path,
    edition: str,
    snapshot: Snapshot,
    diagnosis: Diagnosis,
    formats: Formats,
    wish: Wish,
    progress: Progress | None = None,
) -> int:
    """Write an edition of a deal and return the number of its pages; for a worker thread.

    A brief and a dossier are told what every deal on the desk with this buyer taught.

    Raises:
        OSError: the file cannot be written.
        Refusal: the document may not leave; there is no file then.
    """
    from negotiator_desk.reports import context as reports
    from negotiator_desk.reports.editions import write_edition

    dossier = None
    if edition in ("brief", "dossier") and snapshot.deal.buyer.strip():
        from negotiator_desk.services.buyers import load_dossier

        dossier = load_dossier(context, snapshot.deal.buyer, diagnosis.as_of, progress)
    material = reports.Context(snapshot, diagnosis, formats, dossier)
    return write_edition(edition, path, material, wish, during("pages", progress))


def write_portfolio(
    context: Context,
    path: Path,
    deal_ids: Sequence[UUID],
    formats: Formats,
    wish: Wish,
    progress: Progress | None = None,
) -> int:
    """Write the Portfolio Control Gap report over deals of the desk; for a worker thread.

    A deal that was deleted meanwhile is left out.

    Raises:
        OSError: the file cannot be written.
    """
    from negotiator_desk.domain.control import diagnose
    from negotiator_desk.domain.history import score_trend
    from negotiator_desk.reports.document import write
    from negotiator_desk.reports.portfolio import portfolio

    as_of = context.today()
    snapshots: list[Snapshot] = []
    for deal_id in told(deal_ids, during("deals", progress)):
        with suppress(LookupError):
            snapshots.append(context.desk.load(deal_id))
    judged = [
        (snapshot, diagnose(snapshot, as_of))
        for snapshot in told(snapshots, during("judging", progress))
    ]
    trend = score_trend(snapshots, as_of, during("past", progress))
    document = portfolio(judged, trend, formats, as_of, wish)
    return write(path, document, during("pages", progress))


def write_weekly(
    context: Context,
    path: Path,
    formats: Formats,
    wish: Wish,
    progress: Progress | None = None,
) -> int:
    """Write the weekly review of all deals at work; for a worker thread.

    A deal that was deleted meanwhile is left out.

    Raises:
        OSError: the file cannot be written.
    """
    from negotiator_desk.reports.document import write
    from negotiator_desk.reports.weekly import weekly
    from negotiator_desk.services.weekly import load_review, reviewed_since
    from negotiator_desk.wording.review import ReviewParts

    since, today = reviewed_since(context), context.today()
    rows = [row for row in context.desk.deals() if row.at_work]
    reviews = []
    for row in told(rows, during("judging", progress)):
        with suppress(LookupError):
            reviews.append(load_review(context, row.id, since.day, today, formats))
    parts = ReviewParts(reviews, since, today, formats)
    return write(path, weekly(parts, wish), during("pages", progress))


def write_dossier(
    context: Context,
    path: Path,
    buyer: str,
    formats: Formats,
    wish: Wish,
    progress: Progress | None = None,
) -> int:
    """Write the dossier of a buyer of the desk; for a worker thread.

    Raises:
        OSError: the file cannot be written.
    """
    from negotiator_desk.domain.control import diagnose
    from negotiator_desk.models.deal import Deal
    from negotiator_desk.reports import context as reports
    from negotiator_desk.reports.editions import write_edition
    from negotiator_desk.services.buyers import load_dossier

    as_of = context.today()
    dossier = load_dossier(context, buyer, as_of, progress)
    # The head of its pages names the buyer and no deal.
    head = Snapshot(deal=Deal(id=uuid4(), title=dossier.buyer))
    material = reports.Context(head, diagnose(head, as_of), formats, dossier)
    return write_edition("dossier", path, material, wish, during("pages", progress))


def text_for_mail(snapshot: Snapshot, diagnosis: Diagnosis, formats: Formats, wish: Wish) -> str:
    """The agreed points as a text to be pasted into a mail.

    Raises:
        Refusal: a text holds a secret.
    """
    from negotiator_desk.reports import context as reports
    from negotiator_desk.reports.agreed import agreed_text

    return agreed_text(reports.Context(snapshot, diagnosis, formats), wish)
