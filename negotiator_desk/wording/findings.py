"""Findings in the words of a sales lead, and what would mend them."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from negotiator_desk.domain.results import Finding
from negotiator_desk.models.choices import BuyingRole, Party
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Choice
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.checks import check_help, check_label, statement_text, status_label
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import choice_label, short_line

__all__ = [
    "check_help",
    "check_label",
    "finding_action",
    "finding_text",
    "statement_text",
    "status_label",
]

Sentence = Callable[[int], str]

# The figure of each finding. The number decides the plural: how many records the check counted,
# or, for findings without a check, how many cause it.
_TEXTS: Final[Mapping[str, Sentence]] = {
    "criteria_mapped": lambda n: _("Before the RFP we knew {percent} of the decision's weight."),
    "criteria_shaped": lambda n: _(
        "Criteria shaped with us reach {percent} of the weight that, as a rule of thumb, "
        "counts as full."
    ),
    "roles_covered": lambda n: _("Missing on our list before the RFP: {missing}."),
    "influence_known": lambda n: _(
        "Of the power on the buyer's side we know and look after {percent}."
    ),
    "alternatives_tested": lambda n: _("Not tested: {missing}."),
    "corridor_set": lambda n: _("When we named our first price, these were not set: {missing}."),
    "traded": lambda n: _("A return covers {percent} of what our concessions cost."),
    "reciprocity": lambda n: _("What came back is worth {percent} of what we gave."),
    "price_traded": lambda n: _("{percent} of our price moves belong to a trade with a return."),
    "authority": lambda n: _(
        "{percent} of the concession cost was agreed by someone with authority for it."
    ),
    "corridor_held": lambda n: ngettext(
        "{good} of {of} offer of ours lay between floor and opening.",
        "{good} of {of} offers of ours lay between floor and opening.",
        n,
    ),
    "steps_shrink": lambda n: ngettext(
        "Our price steps grew once.", "Our price steps grew {n} times.", n
    ),
    "locked_before_award": lambda n: _(
        "{percent} of the value at stake is in terms locked by the award."
    ),
    "lock_evidence": lambda n: _("{percent} of the locked value has something to prove it."),
    "locks_held": lambda n: _("{percent} of the locked value was held when terms were reopened."),
    "red_lines_locked": lambda n: ngettext(
        "{good} of {of} red line is locked.", "{good} of {of} red lines are locked.", n
    ),
    "returns_secured": lambda n: _(
        "{percent} of what the buyer owes us in return has come or is locked."
    ),
    "decided_first": lambda n: ngettext(
        "{good} of {of} change was agreed before work on it started.",
        "{good} of {of} changes were agreed before work on them started.",
        n,
    ),
    "compensated": lambda n: _("{percent} of what changes cost us was made up for."),
    "notice_in_time": lambda n: ngettext(
        "Notice was in time for {good} of {of} change.",
        "Notice was in time for {good} of {of} changes.",
        n,
    ),
    "instructed_in_writing": lambda n: ngettext(
        "{good} of {of} change was asked for in writing before work started.",
        "{good} of {of} changes were asked for in writing before work started.",
        n,
    ),
    "entitlements_claimed": lambda n: _(
        "We claimed {percent} of what the contract gave us and was due."
    ),
    "behaviour_captured": lambda n: ngettext(
        "After {good} of {of} meeting the buyer's behaviour was noted.",
        "After {good} of {of} meetings the buyer's behaviour was noted.",
        n,
    ),
    "behaviour_answered": lambda n: ngettext(
        "{good} of {of} tactic has our answer and its effect.",
        "{good} of {of} tactics have our answer and its effect.",
        n,
    ),
    "lessons_reused": lambda n: ngettext(
        "{good} of {of} carried lesson was used, or dismissed with a reason.",
        "{good} of {of} carried lessons were used, or dismissed with a reason.",
        n,
    ),
    "outcome_recorded": lambda n: _("The deal is closed; not recorded: {missing}."),
    "unpriced_table": lambda n: ngettext(
        "{n} trade gives something whose cost nobody wrote down; the amounts are “at least”.",
        "{n} trades give something whose cost nobody wrote down; the amounts are “at least”.",
        n,
    ),
    "unpriced_signature": lambda n: ngettext(
        "{n} term has no value at stake; the amounts are “at least”.",
        "{n} terms have no value at stake; the amounts are “at least”.",
        n,
    ),
    "unpriced_delivery": lambda n: ngettext(
        "{n} change or entitlement has no amount; the sums are “at least”.",
        "{n} changes or entitlements have no amount; the sums are “at least”.",
        n,
    ),
    "entered_late": lambda n: ngettext(
        "{n} record was entered more than {days} days after its event.",
        "{n} records were entered more than {days} days after their event.",
        n,
    ),
    "one_contact": lambda n: _("Every relationship with the buyer is looked after by {name}."),
    "approval_open": lambda n: ngettext(
        "{n} proposal is beyond the mandate and has no approval yet.",
        "{n} proposals are beyond the mandate and have no approval yet.",
        n,
    ),
    "reopened_twice": lambda n: ngettext(
        "{n} term was reopened twice or more.", "{n} terms were reopened twice or more.", n
    ),
    "perception": lambda n: _(
        "The self-assessment says {declared}, the records say {evidenced}: {points} points apart."
    ),
}

# Where nothing at all is recorded, the percentage would hide it.
_NOTHING: Final[Mapping[str, str]] = {
    "criteria_mapped": N_("No decision criterion is recorded; only the price is left to move."),
    "criteria_shaped": N_("No decision criterion is recorded, so none was shaped with us."),
    "roles_covered": N_("No person on the buyer's side is recorded."),
    "influence_known": N_("No person on the buyer's side is recorded; we know nobody's stance."),
    "alternatives_tested": N_("No alternative is recorded, neither ours nor the buyer's."),
    "corridor_set": N_("No opening, target or walk-away is recorded."),
    "locked_before_award": N_("No term is recorded, so nothing is locked."),
}

# What the money of a finding is.
_MONEY: Final[Mapping[str, str]] = {
    "criteria_mapped": N_("{money} is left for the price alone to settle."),
    "criteria_shaped": N_("{money} is left for the price alone to settle."),
    "traded": N_("{money} went without a return."),
    "reciprocity": N_("{money} went without a return."),
    "price_traded": N_("{money} of price went for nothing."),
    "authority": N_("{money} was conceded without authority."),
    "corridor_held": N_("Offers went {money} below the floor."),
    "locked_before_award": N_("{money} is at stake in the others."),
    "red_lines_locked": N_("{money} is at stake in the others."),
    "lock_evidence": N_("{money} is locked on trust alone."),
    "locks_held": N_("{money} was conceded."),
    "returns_secured": N_("{money} is promised and not secured."),
    "decided_first": N_("The others cost {money}."),
    "instructed_in_writing": N_("The others cost {money}."),
    "compensated": N_("{money} was absorbed."),
    "notice_in_time": N_("The late ones cost {money}."),
    "entitlements_claimed": N_("{money} was not claimed."),
    "walk_away_lowered": N_("It fell by {money}."),
    "reopened_twice": N_("{money} is at stake there."),
    "approval_open": N_("They cost {money}."),
}

_ACTIONS: Final[Mapping[str, str]] = {
    "criteria_mapped": N_("Ask each person what the award will be decided on, before the RFP."),
    "criteria_shaped": N_(
        "Find a criterion you are strong in and win its owner to ask for it in the RFP."
    ),
    "roles_covered": N_("Find the person behind each missing role and map them before the RFP."),
    "influence_known": N_("Note each person's stance and name one of us to look after them."),
    "alternatives_tested": N_("Check that each alternative is really there, and date the check."),
    "corridor_set": N_("Set opening, target and walk-away before you name a price."),
    "traded": N_("Ask for something in return for what was given, and note it on the trade."),
    "reciprocity": N_("Tie the next concession to a return worth more than it costs."),
    "locked_before_award": N_("Agree the wording of the open terms and lock it before the award."),
    "lock_evidence": N_("Add the minutes, mail or annex that proves each locked wording."),
    "red_lines_locked": N_("Fix the wording of each red line, or lock it again."),
    "returns_secured": N_("Write each promised return into a term and lock it, or collect it."),
    "compensated": N_("Put a price or a return on the open changes before more work goes in."),
    "instructed_in_writing": N_("Ask for a written confirmation before work starts."),
    "entitlements_claimed": N_("Claim what is overdue today."),
    "behaviour_captured": N_("Note what they did in each meeting, or that there was nothing."),
    "behaviour_answered": N_("Note what we answered to each tactic and what it did."),
    "lessons_reused": N_("Apply each carried lesson, or dismiss it with a reason."),
    "outcome_recorded": N_("Write down the result, the reasons and one lesson."),
    "unpriced_table": N_("Put a cost on each thing given, even a rough one."),
    "unpriced_signature": N_("Estimate what we would lose if each term ended at their position."),
    "unpriced_delivery": N_("Put a cost on each change and a value on each entitlement."),
    "approval_open": N_("Get the answer before the buyer does, or take the proposal back."),
    "one_contact": N_("Introduce a second one of us to the people who decide."),
    "perception": N_("Read the failing checks beside the self-assessment and answer it again."),
}

# For a check whose date has passed the finding is a lesson for the next deal.
_LESSONS: Final[Mapping[str, str]] = {
    "criteria_mapped": N_("Learn the criteria while they can still change."),
    "criteria_shaped": N_("Work on a criterion with its owner before the RFP is written."),
    "roles_covered": N_("Know a person in each buying role before the RFP."),
    "influence_known": N_("Note stance and owner of each relationship from the first contact."),
    "alternatives_tested": N_("Test both sides' alternatives before the first round."),
    "corridor_set": N_("Write opening, target and walk-away down before the first price."),
    "traded": N_("Name the return before the concession: if you …, then we …."),
    "reciprocity": N_("Ask for returns that are dear to us and cheap to them."),
    "price_traded": N_("Move the price only inside a trade."),
    "authority": N_("Get the approval before the concession, not after it."),
    "corridor_held": N_("Have the floor changed first, with a name behind it, or stay above it."),
    "steps_shrink": N_("Make each price step smaller than the last."),
    "locked_before_award": N_("Lock the wording while they still need us."),
    "lock_evidence": N_("Keep the minute or mail on the day a term is locked."),
    "locks_held": N_("Answer a reopening with a trade, not with a concession."),
    "red_lines_locked": N_("Lock red lines first."),
    "returns_secured": N_("Write each return into the contract."),
    "decided_first": N_("No work before the change is agreed."),
    "compensated": N_("Price every change before it is agreed."),
    "notice_in_time": N_("Give notice the day we know, whatever comes of it."),
    "instructed_in_writing": N_("Confirm a spoken request in a mail before work starts."),
    "entitlements_claimed": N_("Put the last day to ask into the calendar at signature."),
    "walk_away_lowered": N_("Test the alternative before the first offer; it holds the line."),
    "entered_late": N_("Write it down the same day; it takes ten seconds."),
    "reopened_twice": N_("Find out who is behind it and settle it with that person."),
    "one_contact": N_("Put two of us beside each person who decides."),
}

_NAMES: Final[Mapping[str, str]] = {
    "opening": N_("opening"),
    "target": N_("target"),
    "walk_away": N_("walk-away"),
    "result": N_("result"),
    "reason": N_("reason"),
    "lesson": N_("lesson"),
}

_ALTERNATIVES: Final[Mapping[Choice, str]] = {
    Party.OURS: N_("our alternative"),
    Party.BUYER: N_("the buyer's alternative"),
}


def _family(key: str) -> str:
    return "perception" if key.startswith("perception_") else key


def _missing_name(item: object) -> str:
    if isinstance(item, Party):
        return _(_ALTERNATIVES[item])
    if isinstance(item, BuyingRole):
        return choice_label(item)
    return _(_NAMES[str(item)])


def _figures(finding: Finding, currency: str, formats: Formats) -> dict[str, Any]:
    """The placeholders of all sentences."""
    params = finding.params
    n, of = params.get("n", 0), params.get("of", 0)
    good = of - n if isinstance(of, int) and isinstance(n, int) else 0
    missing = params.get("missing", ())
    figures: dict[str, Any] = {
        "n": n,
        "of": of,
        "good": good,
        "days": params.get("days", 0),
        "percent": formats.percent(finding.ratio),
        "money": formats.money(finding.money, currency),
        "missing": _(", ").join(_missing_name(m) for m in missing)
        if isinstance(missing, tuple)
        else "",
        "name": short_line(str(params.get("name", ""))),
    }
    for name in ("declared", "evidenced", "points"):
        score = params.get(name)
        figures[name] = formats.score(score if isinstance(score, Fraction) else None)
    return figures


def _walk_away(finding: Finding) -> str:
    if finding.params.get("approved"):
        return _("The walk-away was lowered after our first offer.")
    return _("The walk-away was lowered after our first offer, and nobody approved it.")


def _main(finding: Finding) -> str:
    key = _family(finding.key)
    of, n = finding.params.get("of", 0), finding.params.get("n", 0)
    if finding.check and not of and key in _NOTHING:
        return _(_NOTHING[key])
    if key == "walk_away_lowered":
        return _walk_away(finding)
    number = of if finding.check and key != "steps_shrink" else n
    return _TEXTS[key](number if isinstance(number, int) else 0)


def finding_text(finding: Finding, snapshot: Snapshot, formats: Formats) -> str:
    """A finding as one or two sentences: the figure, and the money it concerns.

    Text of the deal stands in it as plain text, cut to one line.
    """
    figures = _figures(finding, snapshot.deal.currency, formats)
    text = _main(finding).format(**figures)
    key = _family(finding.key)
    if finding.money and key in _MONEY:
        money = _(_MONEY[key]).format(**figures)
        # TRANSLATORS: two sentences of one finding, one after the other.
        return _("{first} {second}").format(first=text, second=money)
    return text


def finding_action(finding: Finding, snapshot: Snapshot, formats: Formats) -> str:
    """What would mend a finding; for one whose date has passed, the lesson for the next deal."""
    key = _family(finding.key)
    # What only waits to be written down can be written down at any time: it has no lesson.
    if key in _ACTIONS and (finding.mendable or key not in _LESSONS):
        return _(_ACTIONS[key])
    return _("Too late to mend here. For the next deal: {lesson}").format(lesson=_(_LESSONS[key]))
