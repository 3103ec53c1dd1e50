"""The checks of each control by name, in the order of the control model, and how they stand."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from negotiator_desk.domain.results import Status
from negotiator_desk.models.choices import Control

CHECKS: Final[Mapping[Control, tuple[str, ...]]] = {
    Control.BEFORE: (
        "criteria_mapped",
        "criteria_shaped",
        "roles_covered",
        "influence_known",
        "alternatives_tested",
        "corridor_set",
    ),
    Control.TABLE: (
        "traded",
        "reciprocity",
        "price_traded",
        "authority",
        "corridor_held",
        "steps_shrink",
    ),
    Control.SIGNATURE: (
        "locked_before_award",
        "lock_evidence",
        "locks_held",
        "red_lines_locked",
        "returns_secured",
    ),
    Control.DELIVERY: (
        "decided_first",
        "compensated",
        "notice_in_time",
        "instructed_in_writing",
        "entitlements_claimed",
    ),
    Control.LEARN: (
        "behaviour_captured",
        "behaviour_answered",
        "lessons_reused",
        "outcome_recorded",
    ),
}

CONTROL_OF: Final[Mapping[str, Control]] = {
    name: control for control, names in CHECKS.items() for name in names
}
"""The control a check belongs to."""

RECORDED_IN: Final[Mapping[str, str]] = {
    "criteria_mapped": "criteria",
    "criteria_shaped": "criteria",
    "roles_covered": "stakeholders",
    "influence_known": "stakeholders",
    "alternatives_tested": "alternatives",
    "corridor_set": "corridor",
    "traded": "trades",
    "reciprocity": "trades",
    "price_traded": "offers",
    "authority": "authority",
    "corridor_held": "offers",
    "steps_shrink": "offers",
    "locked_before_award": "terms",
    "lock_evidence": "terms",
    "locks_held": "terms",
    "red_lines_locked": "terms",
    "returns_secured": "trades",
    "decided_first": "changes",
    "compensated": "changes",
    "notice_in_time": "changes",
    "instructed_in_writing": "changes",
    "entitlements_claimed": "entitlements",
    "behaviour_captured": "meetings",
    "behaviour_answered": "behaviours",
    "lessons_reused": "carried_lessons",
    "outcome_recorded": "lessons",
}
"""The kind of record that a check without data waits for first."""

MET_FROM: Final = Fraction(9, 10)
PARTIAL_FROM: Final = Fraction(1, 2)

# One red line that is not locked is not "nearly all".
_ALL_OR_NOTHING: Final = frozenset({"red_lines_locked"})


def status_of(name: str, ratio: Fraction | None, reached: bool) -> Status:
    """How a check stands: met from 0.9 on (red lines: at 1), partial from 0.5 on, else a gap."""
    if not reached:
        return Status.NOT_DUE
    if ratio is None:
        return Status.NO_DATA
    if ratio >= (1 if name in _ALL_OR_NOTHING else MET_FROM):
        return Status.MET
    return Status.PARTIAL if ratio >= PARTIAL_FROM else Status.GAP
