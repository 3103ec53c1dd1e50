"""Sentences of debriefs, lessons and outcome: figures, proposals, guesses, what is missing."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from negotiator_desk.domain.debrief import STEPS_OF, Guess, Offered, Step
from negotiator_desk.domain.facts import TradeFact
from negotiator_desk.domain.lessons import Teaching, Use
from negotiator_desk.domain.rounding import from_units
from negotiator_desk.models.choices import DebriefKind, LessonDecision
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.dossier import ratio_text
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import deal_title, record_title, short_line
from negotiator_desk.wording.marked import Marked
from negotiator_desk.wording.tactics import tactic_name

_STEPS: Final[Mapping[Step, str]] = {
    Step.FIGURES: N_("Figures"),
    Step.BEST: N_("Best"),
    Step.WORST: N_("Worst"),
    Step.LIMIT: N_("Limit"),
    Step.LESSON: N_("Lesson"),
}
_QUESTIONS: Final[Mapping[Step, str]] = {
    Step.FIGURES: N_("From plan to today. What explains the steps?"),
    Step.BEST: N_("Which trade brought most?"),
    Step.WORST: N_("Which trade cost most?"),
    Step.LIMIT: N_("How far would they have gone?"),
    Step.LESSON: N_("What shall the next deal start with?"),
}
_FIGURES: Final[Mapping[str, str]] = {
    "planned": N_("Planned"),
    "offered": N_("Offered"),
    "awarded": N_("Awarded"),
    "signed": N_("Signed"),
    "delivered": N_("Delivered"),
}
_FIGURE_HELP: Final[Mapping[str, str]] = {
    "planned": N_("The target we set out with, at our first offer."),
    "offered": N_("Our last offer before the day of the award."),
    "awarded": N_("Our price in force on the day of the award."),
    "signed": N_("What the contract says."),
    "delivered": N_("The signed value, less what was lost since and plus what was gained."),
}
_OFFERED: Final[Mapping[DebriefKind, str]] = {
    DebriefKind.SIGNATURE: N_("Debrief after signature"),
    DebriefKind.NINETY_DAYS: N_("Debrief after ninety days"),
    DebriefKind.CLOSING: N_("Debrief at closing"),
}


def help_text() -> str:
    """How a debrief is walked and a lesson carried, with the keys."""
    return _(
        "A debrief is offered 3 days after the signature and again 90 days on. Enter goes from "
        "step to step and takes what the log proposes; it can be left and goes on where it was "
        "left. Lessons of other deals with this buyer are offered under Carried lessons and never "
        "carried in unasked: the one at hand is applied, or dismissed with a reason."
    )


def carried_text(teaching: Teaching) -> str:
    """What is carried into a deal: a lesson as it stands, an answer with its tactic."""
    if teaching.sort == "lesson":
        return teaching.text
    return _("{tactic}: {answer}").format(tactic=tactic_name(teaching.tactic), answer=teaching.text)


def teaching_line(teaching: Teaching) -> str:
    """What is offered, on one line: the lesson, or the answer that worked."""
    text = short_line(carried_text(teaching), 200)
    if teaching.sort == "answer":
        return _("It worked against {answer}").format(answer=text)
    return text


def deal_name(title: str) -> str:
    """A deal's title as it stands in a sentence."""
    return deal_title(short_line(title, 48))


def offer_text(found: Sequence[Teaching], buyer: str) -> str:
    """How many lessons the earlier deals with a buyer offer."""
    deals = len({each.deal_id for each in found})
    return _("{lessons} {deals} with {buyer} can be carried in.").format(
        lessons=ngettext("{n} lesson of", "{n} lessons of", len(found)).format(n=len(found)),
        deals=ngettext("{n} other deal", "{n} other deals", deals).format(n=deals),
        buyer=short_line(buyer, 40),
    )


def pending_text(n: int) -> str:
    """How many carried lessons wait for a decision."""
    return ngettext(
        "{n} carried lesson waits: apply it, or dismiss it with a reason.",
        "{n} carried lessons wait: apply each, or dismiss it with a reason.",
        n,
    ).format(n=n)


def decision_mark(decision: LessonDecision | None, reason: str) -> Marked:
    """What was decided of a carried lesson; a dismissal without a reason says so."""
    if decision is LessonDecision.APPLIED:
        return _("Applied"), "protected"
    if decision is LessonDecision.DISMISSED:
        return (_("Dismissed"), "muted") if reason.strip() else (_("Reason missing"), "exposed")
    return _("Pending"), "exposed"


def uses_text(uses: Sequence[Use]) -> str:
    """Where a lesson was used since, in short: "2 deals: 1 applied, 1 pending"."""
    if not uses:
        return _("Not yet")
    applied = sum(use.decision is LessonDecision.APPLIED for use in uses)
    dismissed = sum(use.decision is LessonDecision.DISMISSED for use in uses)
    pending = len(uses) - applied - dismissed
    parts = [
        pattern.format(n=n)
        for n, pattern in (
            (applied, ngettext("{n} applied", "{n} applied", applied)),
            (dismissed, ngettext("{n} dismissed", "{n} dismissed", dismissed)),
            (pending, ngettext("{n} pending", "{n} pending", pending)),
        )
        if n
    ]
    return ", ".join(parts)


def use_link(use: Use) -> str:
    """A deal that a lesson was carried into, with what became of it there."""
    said, _colour = decision_mark(use.decision, use.reason)
    return _("{deal}: {decision}").format(deal=deal_name(use.deal), decision=said)


def step_label(step: Step) -> str:
    """The name of a step."""
    return _(_STEPS[step])


def step_question(step: Step) -> str:
    """What a step asks."""
    return _(_QUESTIONS[step])


def progress_text(step: Step) -> str:
    """Which step of how many."""
    steps = list(Step)
    return _("{n} of {of}").format(n=steps.index(step) + 1, of=len(steps))


def figure_label(key: str) -> str:
    """The name of a figure of the line."""
    return _(_FIGURES[key])


def figure_help(key: str) -> str:
    """What a figure of the line is."""
    return _(_FIGURE_HELP[key])


def opening_text(opening: Fraction | None, currency: str, formats: Formats) -> str:
    """What stands beside the target: the opening."""
    if opening is None:
        return ""
    return _("opened at {amount}").format(amount=formats.amount(opening, currency))


def proposal_text(step: Step, fact: TradeFact | None, snapshot: Snapshot, formats: Formats) -> str:
    """The trade that the log proposes for a step, with why; or that it proposes none."""
    if fact is None:
        if step is Step.BEST:
            return _("No agreed trade brought more than it cost, by the amounts on record.")
        return _("No agreed trade cost more than it brought, by the amounts on record.")
    title = record_title("trades", fact.trade, formats, snapshot)
    currency = snapshot.deal.currency
    brought = formats.money(from_units(fact.value), currency)
    cost = formats.money(from_units(fact.cost), currency)
    pattern = (
        _("The log proposes “{trade}”: it brought {value} and cost {cost}, the best balance.")
        if step is Step.BEST
        else _("The log proposes “{trade}”: it cost {cost} and brought {value}, the most lost.")
    )
    return pattern.format(trade=title, value=brought, cost=cost)


def guess_text(guess: Fraction | None, currency: str, formats: Formats) -> str:
    """What we had taken their limit for."""
    if guess is None:
        return _("No guess of their limit was recorded in the corridor before this debrief.")
    return _("We had taken their limit for {amount}.").format(amount=formats.money(guess, currency))


def error_text(found: Guess | None, currency: str, formats: Formats) -> str:
    """How far the guess was from the fact."""
    if found is None:
        return ""
    gap = formats.money(abs(found.guess - found.fact), currency)
    if found.guess == found.fact:
        return _("The guess was right.")
    share = ratio_text(abs(found.error), formats)
    if found.guess > found.fact:
        return _("We guessed {amount} ({share}) too high.").format(amount=gap, share=share)
    return _("We guessed {amount} ({share}) too low: there was more room.").format(
        amount=gap, share=share
    )


def offered_label(kind: DebriefKind) -> str:
    """The name of a debrief that is offered."""
    return _(_OFFERED[kind])


_START: Final[Mapping[DebriefKind, str]] = {
    DebriefKind.SIGNATURE: N_("Debrief signature"),
    DebriefKind.NINETY_DAYS: N_("Debrief 90 days"),
    DebriefKind.CLOSING: N_("Debrief closing"),
}


def start_label(kind: DebriefKind) -> str:
    """The button that begins a debrief."""
    return _(_START[kind])


def answered_text(n: int) -> str:
    """How many steps of a debrief are answered."""
    return _("{n} of {of}").format(n=n, of=STEPS_OF)


def offered_text(found: Sequence[Offered], today: date, signed: bool, formats: Formats) -> str:
    """Which debrief is offered now, or when the next one is."""
    now = [each for each in found if each.day <= today]
    if now:
        names = ", ".join(offered_label(each.kind) for each in now)
        return _("To be held now: {debriefs}.").format(debriefs=names)
    if found:
        first = min(found, key=lambda each: each.day)
        return _("{debrief}: offered from {date} on.").format(
            debrief=offered_label(first.kind), date=formats.date_text(first.day)
        )
    if not signed:
        return _("A debrief is offered 3 days after signing, and again 90 days on.")
    return _("Every debrief was held.")


_PARTS: Final[Mapping[str, str]] = {
    "result": N_("Result"),
    "reason": N_("Reason"),
    "lesson": N_("Lesson"),
}


def part_button(part: str) -> str:
    """The button that leads to a missing part of the outcome."""
    return _("Add {part}").format(part=part_label(part).lower())


def part_label(part: str) -> str:
    """A part of a recorded outcome."""
    return _(_PARTS[part])


def outcome_text(missing: Sequence[str], closed: bool) -> str:
    """What the check of the outcome asks for, and what of it is missing."""
    asked = _("A recorded outcome is a result, a reason and a lesson; each counts a third.")
    if not missing:
        return _("{asked} All three are here.").format(asked=asked)
    names = ", ".join(part_label(part).lower() for part in missing)
    when = "" if closed else " " + _("It is judged once the deal is closed.")
    return _("{asked} Missing: {parts}.").format(asked=asked, parts=names) + when
