"""What every deal with one buyer taught: figures with their cases, and lists over the deals.

The rules are those of ``docs/dossier.md``. Every figure is read from the diagnosis of its deal, so
that a dossier never says otherwise than the deal does.
"""

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.dossier_figures import DealAt, Figure, figures_over
from negotiator_desk.domain.dossier_lists import (
    Met,
    PublicContract,
    Reopened,
    TacticSeen,
    people_met,
    public_contract,
    reopened_terms,
    tactics_seen,
)
from negotiator_desk.domain.facts import facts_of
from negotiator_desk.domain.lessons import Teaching, recorded_lessons
from negotiator_desk.domain.progress import Steps, told
from negotiator_desk.models.choices import Origin
from negotiator_desk.models.deal import Deal, Snapshot


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """A buyer as of a date. ``deals`` are ours with this buyer, oldest first; records of the
    public are not among them. ``lessons`` are those that were recorded, newest first.
    """

    buyer: str
    as_of: date
    deals: tuple[Deal, ...]
    figures: tuple[Figure, ...]
    tactics: tuple[TacticSeen, ...]
    lessons: tuple[Teaching, ...]
    reopened: tuple[Reopened, ...]
    people: tuple[Met, ...]
    public_contracts: tuple[PublicContract, ...]

    def figure(self, name: str) -> Figure:
        """The figure of this name."""
        return next(figure for figure in self.figures if figure.name == name)


def is_public(deal: Deal) -> bool:
    """Whether a deal is a public record, which enters the growth of public contracts alone."""
    return deal.origin is Origin.PUBLIC_RECORD


def began_on(snapshot: Snapshot) -> date:
    """The day by which deals are put in order: the first that the deal is known to have had."""
    deal = snapshot.deal
    days = [
        deal.rfp_issued_on,
        deal.award_on,
        deal.signed_on,
        deal.closed_on,
        *(offer.made_on for offer in snapshot.offers),
        *(trade.made_on for trade in snapshot.trades),
        *(meeting.held_on for meeting in snapshot.meetings),
    ]
    known = [day for day in days if day is not None]
    if known:
        return min(known)
    return date.max if deal.created_at is None else deal.created_at.date()


def dossier_of(
    buyer: str,
    snapshots: Iterable[Snapshot],
    as_of: date,
    tactic_key: Callable[[str], str] = str,
    progress: Steps | None = None,
) -> Dossier:
    """What the deals with a buyer taught, as of a date.

    Args:
        buyer: the name, as it is shown.
        snapshots: all deals of the desk with this buyer, in any order, public records too.
        as_of: everything is computed as of this day.
        tactic_key: what a recorded tactic is filed under; its own words unless given.
        progress: told (deals judged, deals); it may raise to stop.
    """
    inorder = sorted(snapshots, key=began_on)
    every = [
        DealAt(snapshot, facts_of(snapshot, as_of), diagnose(snapshot, as_of))
        for snapshot in told(inorder, progress)
    ]
    ours = [each for each in every if not is_public(each.deal)]
    public = [each for each in every if is_public(each.deal)]
    cuts = [each.facts.now for each in ours]
    return Dossier(
        buyer=buyer,
        as_of=as_of,
        deals=tuple(each.deal for each in ours),
        figures=figures_over(ours, public),
        tactics=tactics_seen(cuts, tactic_key),
        lessons=recorded_lessons(cuts),
        reopened=reopened_terms([each.facts for each in ours]),
        people=people_met(cuts),
        public_contracts=tuple(public_contract(each.facts, each.diagnosis) for each in public),
    )
