"""The JSON object that the command prints for one deal: strings, rounded once."""

from fractions import Fraction
from typing import Any

from msgspec.structs import asdict

from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.domain.results import ControlResult, Diagnosis, Finding
from negotiator_desk.domain.rounding import plain, rounded
from negotiator_desk.models.deal import Snapshot

SCORE_PLACES = 1
RATIO_PLACES = 4

# Of the corridor all but these are amounts; the counts of offers are not part of the answer.
_RATIOS = ("rounds_to_meet", "our_concession_share")
_COUNTS = ("n_us", "n_buyer")


def _text(number: Fraction | None, places: int) -> str | None:
    return None if number is None else plain(rounded(number, places))


def _control(result: ControlResult, places: int) -> dict[str, Any]:
    return {
        "reached": result.reached,
        "score": _text(result.score, SCORE_PLACES),
        "lost": _text(result.lost, places),
        "exposed": _text(result.exposed, places),
        "unpriced": result.unpriced,
        "checks": {
            check.name: _text(check.ratio, RATIO_PLACES)
            for check in result.checks
            if check.ratio is not None
        },
    }


def _finding(finding: Finding, places: int) -> dict[str, Any]:
    return {
        "control": finding.control.value,
        "check": finding.check or finding.key,
        "ratio": _text(finding.ratio, RATIO_PLACES),
        "money": _text(finding.money, places),
        "records": [str(record) for record in finding.records],
        "mendable": finding.mendable,
    }


def answer(diagnosis: Diagnosis, snapshot: Snapshot, file: str) -> dict[str, Any]:
    """A diagnosis as the JSON object of ``diagnose --json``, keys in the order of the model.

    Amounts, scores and ratios are decimal texts, None where there is none. A finding that
    stands without a check carries its own key as ``check`` and no ratio.
    """
    places = decimals_of(diagnosis.currency)
    corridor = asdict(diagnosis.corridor)
    return {
        "file": file,
        "deal_id": str(snapshot.deal.id),
        "title": snapshot.deal.title,
        "as_of": diagnosis.as_of.isoformat(),
        "currency": diagnosis.currency or None,
        "stage": diagnosis.stage.value,
        "score": _text(diagnosis.score, SCORE_PLACES),
        "gap": _text(diagnosis.gap, SCORE_PLACES),
        "coverage": _text(diagnosis.coverage, SCORE_PLACES),
        "controls": {
            result.control.value: _control(result, places) for result in diagnosis.controls
        },
        "price_only_room": _text(diagnosis.price_only_room, places),
        "value": {name: _text(amount, places) for name, amount in asdict(diagnosis.value).items()},
        "corridor": {
            name: _text(figure, RATIO_PLACES if name in _RATIOS else places)
            for name, figure in corridor.items()
            if name not in _COUNTS
        },
        "findings": [_finding(finding, places) for finding in diagnosis.findings],
    }
