"""The debrief: what the log says of it, what is still to be answered, and which one is offered.

The rules are those of ``docs/lessons.md``; every amount is read from the facts and the diagnosis.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.bridge import plan_of
from negotiator_desk.domain.control import is_scored
from negotiator_desk.domain.due import debriefs_due
from negotiator_desk.domain.facts import Facts, TradeFact, present
from negotiator_desk.domain.results import Value
from negotiator_desk.domain.rounding import from_units, units
from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import DebriefKind
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.learn import Debrief, Lesson
from negotiator_desk.models.table import Offer


class Step(Enum):
    """The steps of a debrief, in their order."""

    FIGURES = "figures"
    BEST = "best"
    WORST = "worst"
    LIMIT = "limit"
    LESSON = "lesson"


TRADE_FIELDS: Final[Mapping[Step, str]] = {
    Step.BEST: "best_trade_id",
    Step.WORST: "worst_trade_id",
}
"""The field that a step about a trade fills."""


STEPS_OF: Final = len(Step)
"""How many steps there are."""

_BY_RULE: Final = {f"debriefs.{kind.value}": kind for kind in DebriefKind}


class Figure(msgspec.Struct, frozen=True):
    """One figure of the line and the record behind it; None where the deal does not say."""

    key: str
    amount: Fraction | None
    record: UUID | None = None


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """How the price went: the target we set out with, then what was made of it.

    ``opening`` stands beside what was planned.
    """

    planned: Figure
    offered: Figure
    awarded: Figure
    signed: Figure
    delivered: Figure
    opening: Fraction | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The five figures in order."""
        return (self.planned, self.offered, self.awarded, self.signed, self.delivered)


class Guess(msgspec.Struct, frozen=True):
    """What we took the buyer's limit for, against what it was found to be."""

    guess: Fraction
    fact: Fraction
    revision: UUID
    debrief: UUID

    @property
    def error(self) -> Fraction:
        """How far off we were, as a share of the fact; above 0 we guessed too high."""
        return (self.guess - self.fact) / self.fact


class Offered(msgspec.Struct, frozen=True):
    """A debrief that is to be held: from which day on, and its record where it has one."""

    kind: DebriefKind
    day: date
    debrief: UUID | None = None


def course_of(facts: Facts, value: Value) -> Course:
    """Planned, offered, awarded, signed, delivered, as far as they are known on the day.

    Planned is the target of the corridor revision that the value bridge starts from; offered our
    last offer before the day of the award (before signing where that day is not known, else our
    last); awarded our price in force on that day; signed and delivered the value signed and the
    value now.
    """
    plan = plan_of(facts)
    award = facts.deal.award_on
    end = award or facts.deal.signed_on
    before = _last(facts.our_offers, None if end is None else end - timedelta(days=1))
    at_award = None if award is None else _last(facts.our_offers, award)
    deal = facts.deal.id
    target = None if plan is None or plan.target is None else from_units(units(plan.target))
    opening = None if plan is None or plan.opening is None else from_units(units(plan.opening))
    return Course(
        planned=Figure("planned", target, None if plan is None or target is None else plan.id),
        offered=_price("offered", before),
        awarded=_price("awarded", at_award),
        signed=Figure("signed", value.signed, None if value.signed is None else deal),
        delivered=Figure("delivered", value.value_now, None if value.value_now is None else deal),
        opening=opening,
    )


def _last(offers: Iterable[Offer], day: date | None) -> Offer | None:
    """The last of the ordered offers, made by a day where one is given."""
    found = None
    for offer in offers:
        if day is None or (offer.made_on is not None and offer.made_on <= day):
            found = offer
    return found


def _price(key: str, offer: Offer | None) -> Figure:
    if offer is None:
        return Figure(key, None)
    return Figure(key, from_units(units(offer.amount)), offer.id)


def best_trade(facts: Facts) -> TradeFact | None:
    """The agreed trade with the largest balance above 0: value received less cost.

    One with a given item whose cost is not known is passed over; of equals the first logged.
    """
    known = [fact for fact in facts.agreed if not fact.unpriced and fact.value > fact.cost]
    return max(known, key=lambda fact: fact.value - fact.cost, default=None)


def worst_trade(facts: Facts) -> TradeFact | None:
    """The agreed trade with the largest leakage above 0, by the amounts known."""
    return max(
        (fact for fact in facts.agreed if fact.leak), key=lambda fact: fact.leak, default=None
    )


def proposed_trade(facts: Facts, step: Step) -> TradeFact | None:
    """The trade that the log proposes for a step; None for a step about something else."""
    if step is Step.BEST:
        return best_trade(facts)
    return worst_trade(facts) if step is Step.WORST else None


def guess_before(facts: Facts, debrief: Debrief) -> CorridorRevision | None:
    """The last corridor revision with a guess of the buyer's limit made before a debrief."""
    guesses = [
        revision
        for revision in facts.revisions
        if revision.buyer_limit is not None
        and (
            revision.set_on is None or debrief.held_on is None or revision.set_on < debrief.held_on
        )
    ]
    return guesses[-1] if guesses else None


def guess_at(facts: Facts, debrief: Debrief) -> Guess | None:
    """Our guess against the limit that a debrief found; None where one of them is missing."""
    revision = guess_before(facts, debrief)
    if revision is None or not debrief.buyer_limit_found:
        return None
    return Guess(
        guess=Fraction(revision.buyer_limit or 0),
        fact=Fraction(debrief.buyer_limit_found),
        revision=revision.id,
        debrief=debrief.id,
    )


def limit_guess(facts: Facts) -> Guess | None:
    """Our guess against the limit as the latest debrief that found it says."""
    known = [debrief for debrief in facts.now.debriefs if debrief.buyer_limit_found]
    if not known:
        return None
    return guess_at(facts, max(known, key=lambda debrief: debrief.held_on or date.min))


def lesson_of(snapshot: Snapshot, debrief: Debrief) -> Lesson | None:
    """The lesson of a debrief: the first that was recorded on its day."""
    if debrief.held_on is None:
        return None
    found = (each for each in snapshot.lessons if each.recorded_on == debrief.held_on)
    return next(found, None)


def steps_done(facts: Facts, debrief: Debrief) -> frozenset[Step]:
    """The steps that are answered, or to which the log has nothing to propose.

    The figures are answered with the first other answer or a note: they are only looked at.
    """
    done = {
        step
        for step, field in TRADE_FIELDS.items()
        if getattr(debrief, field) is not None or not facts.agreed
    }
    begun = any(getattr(debrief, field) is not None for field in TRADE_FIELDS.values())
    if debrief.buyer_limit_found is not None:
        done.add(Step.LIMIT)
        begun = True
    lesson = lesson_of(facts.recorded, debrief)
    if lesson is not None and present(lesson.text):
        done.add(Step.LESSON)
        begun = True
    if begun or present(debrief.notes):
        done.add(Step.FIGURES)
    return frozenset(done)


def next_step(facts: Facts, debrief: Debrief) -> Step:
    """The step at which a debrief goes on: the first that is not done, else the first of all."""
    done = steps_done(facts, debrief)
    return next((step for step in Step if step not in done), Step.FIGURES)


def offered_debriefs(facts: Facts) -> tuple[Offered, ...]:
    """The debriefs that wait or will: those due after signature, and one of a deal that is over.

    Nothing in a public record.
    """
    if not is_scored(facts.recorded.deal):
        return ()
    found = [
        Offered(
            kind=_BY_RULE[due.rule],
            day=due.day,
            debrief=due.record.id if isinstance(due.record, Debrief) else None,
        )
        for due in debriefs_due(facts)
    ]
    closing = [each for each in facts.now.debriefs if each.kind is DebriefKind.CLOSING]
    if facts.closed and not any(each.held_on is not None for each in closing):
        outcome = facts.deal.outcome
        decided = None if outcome is None else outcome.decided_on
        day = facts.deal.closed_on or decided or facts.as_of
        found.append(Offered(DebriefKind.CLOSING, day, closing[0].id if closing else None))
    return tuple(found)
