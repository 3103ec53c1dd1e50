"""What if: the diagnosis with some findings mended."""

from collections.abc import Iterable
from fractions import Fraction

from msgspec.structs import replace

from negotiator_desk.domain.checks import status_of
from negotiator_desk.domain.control import coverage_of, deal_score, score_of
from negotiator_desk.domain.results import ControlResult, Diagnosis, Value
from negotiator_desk.models.choices import Control


def _mended_control(result: ControlResult, names: frozenset[str]) -> ControlResult:
    mended = [check for check in result.checks if check.name in names]
    if not mended:
        return result
    checks = tuple(
        replace(
            check,
            ratio=Fraction(1),
            status=status_of(check.name, Fraction(1), result.reached),
            failing=(),
        )
        if check.name in names
        else check
        for check in result.checks
    )
    caused = {record for check in mended for record in check.failing}
    exposures = tuple(part for part in result.exposures if part.record not in caused)
    gone = sum((p.amount for p in result.exposures if p.record in caused), Fraction(0))
    return replace(
        result,
        checks=checks,
        score=None if result.score is None else score_of(checks),
        exposures=exposures,
        exposed=None if result.exposed is None else result.exposed - gone,
    )


def _mended_value(value: Value, controls: tuple[ControlResult, ...]) -> Value:
    if value.signed is None:
        return value
    exposed = sum(
        (
            result.exposed or Fraction(0)
            for result in controls
            if result.control in (Control.SIGNATURE, Control.DELIVERY)
        ),
        Fraction(0),
    )
    kept = value.signed - value.lost_after_signature - exposed
    return replace(value, exposed_after_signature=exposed, protected=max(Fraction(0), kept))


def mended(diagnosis: Diagnosis, keys: Iterable[str]) -> Diagnosis:
    """The diagnosis as it would be with these findings mended.

    A mended check counts as full and the exposed money of the records that failed it is taken
    away; what is lost stays lost. Findings that cannot be mended stay as they are.
    """
    wanted = frozenset(keys)
    done = {f.key for f in diagnosis.findings if f.mendable and f.key in wanted}
    names = frozenset(f.check for f in diagnosis.findings if f.key in done and f.check)
    controls = tuple(_mended_control(result, names) for result in diagnosis.controls)
    score = deal_score(controls)
    return replace(
        diagnosis,
        controls=controls,
        score=score,
        gap=None if score is None else 100 - score,
        coverage=coverage_of(controls),
        value=_mended_value(diagnosis.value, controls),
        findings=tuple(f for f in diagnosis.findings if f.key not in done),
    )
