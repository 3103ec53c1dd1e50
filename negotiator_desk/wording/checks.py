"""What the checks and their states are called, and what each measures."""

from collections.abc import Mapping
from typing import Final

from negotiator_desk.domain.results import Status
from negotiator_desk.wording.catalogue import N_, _

_LABELS: Final[Mapping[str, str]] = {
    "criteria_mapped": N_("Criteria known before the RFP"),
    "criteria_shaped": N_("Criteria shaped with us"),
    "roles_covered": N_("Buying roles covered"),
    "influence_known": N_("Influence known and owned"),
    "alternatives_tested": N_("Alternatives tested"),
    "corridor_set": N_("Corridor set before the first offer"),
    "traded": N_("Concessions traded"),
    "reciprocity": N_("Value received for cost given"),
    "price_traded": N_("Price moved for a return"),
    "authority": N_("Concessions within authority"),
    "corridor_held": N_("Offers within the corridor"),
    "steps_shrink": N_("Price steps shrink"),
    "locked_before_award": N_("Terms locked before the award"),
    "lock_evidence": N_("Locks with evidence"),
    "locks_held": N_("Locks held"),
    "red_lines_locked": N_("Red lines locked"),
    "returns_secured": N_("Returns secured"),
    "decided_first": N_("Changes decided before work"),
    "compensated": N_("Changes compensated"),
    "notice_in_time": N_("Notice given in time"),
    "instructed_in_writing": N_("Changes instructed in writing"),
    "entitlements_claimed": N_("Entitlements claimed"),
    "behaviour_captured": N_("Behaviour noted in meetings"),
    "behaviour_answered": N_("Behaviour answered"),
    "lessons_reused": N_("Lessons reused"),
    "outcome_recorded": N_("Outcome recorded"),
    "walk_away_lowered": N_("Walk-away lowered"),
    "unpriced_table": N_("Trades without a cost"),
    "unpriced_signature": N_("Terms without a value at stake"),
    "unpriced_delivery": N_("Changes and entitlements without an amount"),
    "entered_late": N_("Records entered late"),
    "one_contact": N_("One person holds all contact"),
    "approval_open": N_("Proposals without approval"),
    "reopened_twice": N_("Terms reopened twice"),
    "perception_before": N_("Belief above evidence, before the RFP"),
    "perception_table": N_("Belief above evidence, at the table"),
    "perception_signature": N_("Belief above evidence, at signature"),
    "perception_delivery": N_("Belief above evidence, in delivery"),
    "perception_learn": N_("Belief above evidence, in learning"),
}

_HELPS: Final[Mapping[str, str]] = {
    "criteria_mapped": N_("The weight of the decision criteria we knew before the RFP came."),
    "criteria_shaped": N_(
        "The weight of criteria that stand there because of us; 30 % counts as full, which is a "
        "rule of thumb."
    ),
    "roles_covered": N_(
        "How many of economic buyer, technical buyer, user buyer, procurement and coach have a "
        "person behind them, mapped before the RFP."
    ),
    "influence_known": N_(
        "The power of the people whose stance we know and whom one of us looks after."
    ),
    "alternatives_tested": N_(
        "Whether our alternative and the buyer's were checked to be really there."
    ),
    "corridor_set": N_("Whether opening, target and walk-away stood before our first offer."),
    "traded": N_("The share of what our concessions cost that was covered by a return."),
    "reciprocity": N_("The value of all returns against the cost of all concessions."),
    "price_traded": N_("The share of our price moves that belong to a trade with a return."),
    "authority": N_(
        "The share of concession cost that a person with the authority for it agreed to, in time."
    ),
    "corridor_held": N_("Our offers between the floor and the opening, corrected for scope."),
    "steps_shrink": N_(
        "How often a price step was no larger than the one before. Growing steps tell the buyer "
        "that there is more to come."
    ),
    "locked_before_award": N_(
        "The value at stake in terms whose wording was fixed on or before the award."
    ),
    "lock_evidence": N_("The value at stake in locked terms that have something to prove them."),
    "locks_held": N_("What was kept of the locked value when terms were reopened."),
    "red_lines_locked": N_("Red-line terms that are locked now; only all of them is enough."),
    "returns_secured": N_("The value of agreed returns that have come, or stand in a locked term."),
    "decided_first": N_("Changes agreed before work on them started."),
    "compensated": N_("The share of the cost of changes that price or kind made up for."),
    "notice_in_time": N_("Changes announced to the buyer by the day the contract asks for."),
    "instructed_in_writing": N_("Changes asked for or confirmed in writing before work started."),
    "entitlements_claimed": N_("The value claimed of what the contract gave us and was due."),
    "behaviour_captured": N_("Meetings after which tactics were noted, or that there were none."),
    "behaviour_answered": N_("Observed tactics with our answer and what it did."),
    "lessons_reused": N_("Carried lessons that were applied, or dismissed with a reason."),
    "outcome_recorded": N_("A result, a reason and a lesson, once the deal is closed."),
    "walk_away_lowered": N_("A walk-away that moves down after the first offer is no walk-away."),
    "unpriced_table": N_("Without a cost the amounts at the table are only “at least”."),
    "unpriced_signature": N_("Without a value at stake the amounts are only “at least”."),
    "unpriced_delivery": N_("Without an amount the sums in delivery are only “at least”."),
    "entered_late": N_("What is written down weeks later is memory, not a record."),
    "approval_open": N_("What was offered beyond the mandate may have to be taken back."),
    "one_contact": N_("If this one of us is away, nobody knows the buyer."),
    "reopened_twice": N_("A term that is opened again and again was never really agreed."),
}

_PERCEPTION_HELP: Final = N_("Where the self-assessment stands 15 points or more above the score.")

_STATUSES: Final[Mapping[Status, str]] = {
    Status.MET: N_("Met"),
    Status.PARTIAL: N_("Partial"),
    Status.GAP: N_("Gap"),
    Status.NOT_DUE: N_("Not due"),
    Status.NO_DATA: N_("No data"),
}

_STATEMENTS: Final[Mapping[str, str]] = {
    "before_1": N_("We know the criteria and their weights before the RFP comes."),
    "before_2": N_("We have shaped criteria together with the people who own them."),
    "before_3": N_("We know who decides, who scores and who blocks, and where each stands."),
    "before_4": N_("We have set opening, target and walk-away before we name a price."),
    "table_1": N_("We give nothing without getting something for it."),
    "table_2": N_("Nobody concedes more than they may."),
    "table_3": N_("Our price steps get smaller from offer to offer."),
    "table_4": N_("We know our alternative and have tested it."),
    "signature_1": N_("Terms are fixed in words before the award."),
    "signature_2": N_("For each fixed term we have something that proves it."),
    "signature_3": N_("What was fixed stays fixed, or is paid for when it moves."),
    "signature_4": N_("Our red lines stand in the contract."),
    "delivery_1": N_("No work on a change starts before it is agreed."),
    "delivery_2": N_("Every change has a price or a return."),
    "delivery_3": N_("We give notice in time and in writing."),
    "delivery_4": N_("We claim what the contract gives us."),
    "learn_1": N_("After each meeting we note what the buyer did."),
    "learn_2": N_("We note what we answered and what it did."),
    "learn_3": N_("We start each deal with the lessons of the last."),
    "learn_4": N_("At the end we write down why it went as it did."),
}


def check_label(name: str) -> str:
    """What a check, or a finding without a check, is called; its own name if it is unknown."""
    return _(_LABELS[name]) if name in _LABELS else name


def check_keys() -> tuple[str, ...]:
    """The keys of all checks and findings that have a name, in the model's order."""
    return tuple(_LABELS)


def check_help(name: str) -> str:
    """What a check measures, in a sentence or two; empty if it is unknown."""
    if name.startswith("perception_"):
        return _(_PERCEPTION_HELP)
    return _(_HELPS.get(name, ""))


def status_label(status: Status) -> str:
    """How a check stands, in a word."""
    return _(_STATUSES[status])


def statement_text(key: str) -> str:
    """The statement of the self-assessment that a key such as ``table_2`` stands for."""
    return _(_STATEMENTS[key])
