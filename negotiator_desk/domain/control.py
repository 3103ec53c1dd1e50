"""The control model as a whole: a deal and a date in, a diagnosis out."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from negotiator_desk.domain.before import measure_before, price_only_room
from negotiator_desk.domain.bridge import bridge_of
from negotiator_desk.domain.checks import status_of
from negotiator_desk.domain.corridor import corridor_of
from negotiator_desk.domain.delivery import measure_delivery
from negotiator_desk.domain.facts import Facts, facts_of
from negotiator_desk.domain.findings import findings_of
from negotiator_desk.domain.learn import measure_learn
from negotiator_desk.domain.measure import Measure, Measured, parts, total
from negotiator_desk.domain.results import CheckResult, ControlResult, Diagnosis
from negotiator_desk.domain.rounding import from_units
from negotiator_desk.domain.selfassess import declared_scores, latest_assessment
from negotiator_desk.domain.signature import measure_signature
from negotiator_desk.domain.stage import is_reached
from negotiator_desk.domain.table import measure_table
from negotiator_desk.domain.value import value_of
from negotiator_desk.models.choices import Control, Origin
from negotiator_desk.models.deal import Deal, Snapshot

_MEASURES: Final[Mapping[Control, Callable[[Facts], Measured]]] = {
    Control.BEFORE: measure_before,
    Control.TABLE: measure_table,
    Control.SIGNATURE: measure_signature,
    Control.DELIVERY: measure_delivery,
    Control.LEARN: measure_learn,
}


def is_scored(deal: Deal) -> bool:
    """Whether a deal has scores: ours and samples have, records from outside have none."""
    return deal.origin in (None, Origin.OWN, Origin.SAMPLE)


def mean(numbers: list[Fraction]) -> Fraction | None:
    """The mean of exact numbers, None of none."""
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


def _check(measure: Measure, control: Control, reached: bool) -> CheckResult:
    return CheckResult(
        name=measure.name,
        control=control,
        ratio=measure.ratio,
        status=status_of(measure.name, measure.ratio, reached),
        records=measure.records,
        failing=measure.failing,
        money=None if measure.money is None else from_units(measure.money),
        mendable=measure.mendable,
        params=measure.params,
    )


def score_of(checks: tuple[CheckResult, ...]) -> Fraction | None:
    """The score of a control: 100 × the mean of its applicable checks."""
    ratio = mean([check.ratio for check in checks if check.ratio is not None])
    return None if ratio is None else 100 * ratio


def _control(facts: Facts, control: Control) -> ControlResult:
    measured = _MEASURES[control](facts)
    reached = is_reached(control, facts.stage, facts.otherwise)
    checks = tuple(_check(measure, control, reached) for measure in measured.checks)
    learning = control is Control.LEARN
    return ControlResult(
        control=control,
        reached=reached,
        score=score_of(checks) if reached and is_scored(facts.deal) else None,
        lost=None if learning else from_units(total(measured.losses)),
        exposed=None if learning else from_units(total(measured.exposures)),
        unpriced=len(measured.unpriced),
        checks=checks,
        losses=parts(measured.losses),
        exposures=parts(measured.exposures),
        unpriced_records=measured.unpriced,
    )


def coverage_of(controls: tuple[ControlResult, ...]) -> Fraction | None:
    """100 × applicable checks of the reached controls ÷ all their checks."""
    due = [check for result in controls if result.reached for check in result.checks]
    known = sum(check.ratio is not None for check in due)
    return Fraction(100 * known, len(due)) if due else None


def deal_score(controls: tuple[ControlResult, ...]) -> Fraction | None:
    """The mean of the unrounded scores that exist."""
    return mean([result.score for result in controls if result.score is not None])


def diagnose(snapshot: Snapshot, as_of: date) -> Diagnosis:
    """Judge a deal as of a date by the control model.

    Every figure is exact and in the deal's currency; it is rounded once, for output. The past
    is replayed from what is recorded today.
    """
    return diagnose_facts(facts_of(snapshot, as_of))


def diagnose_facts(facts: Facts) -> Diagnosis:
    """Judge a deal whose facts are known already, as of their date."""
    controls = tuple(_control(facts, control) for control in Control)
    assessment = latest_assessment(facts)
    declared = declared_scores(assessment)
    value = value_of(facts, controls)
    delivery = next(result for result in controls if result.control is Control.DELIVERY)
    room = price_only_room(facts)
    score = deal_score(controls)
    return Diagnosis(
        as_of=facts.as_of,
        currency=facts.deal.currency,
        stage=facts.stage,
        score=score,
        gap=None if score is None else 100 - score,
        coverage=coverage_of(controls),
        controls=controls,
        price_only_room=None if room is None else from_units(room),
        value=value,
        corridor=corridor_of(facts),
        findings=findings_of(
            facts, controls, declared, None if assessment is None else assessment.id
        ),
        bridge=bridge_of(facts, value, delivery),
        declared=declared,
    )
