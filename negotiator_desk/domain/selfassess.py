"""What we believe of our control, beside what the records show."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import msgspec

from negotiator_desk.domain.facts import UNDATED, Facts
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.models.choices import Control
from negotiator_desk.models.learn import SelfAssessment

STATEMENTS: Final = 4
"""How many statements each control has."""

FULL_ANSWER: Final = 4
"""The highest answer: always."""

PERCEPTION_FROM: Final = 15
"""From how many points on a declared score above the evidenced one is a finding."""


def latest_assessment(facts: Facts) -> SelfAssessment | None:
    """The last self-assessment given; undated ones count as the earliest."""
    given = in_order(facts.now.self_assessments)
    return given[-1] if given else None


def in_order(given: Sequence[SelfAssessment]) -> tuple[SelfAssessment, ...]:
    """Self-assessments by their day; undated ones first, those of one day as they are listed."""
    return tuple(sorted(given, key=lambda each: each.answered_on or UNDATED))


def declared_scores(assessment: SelfAssessment | None) -> Mapping[Control, Fraction]:
    """The declared score of each control that has an answer: 100 × Σ answers ÷ (4 × answered)."""
    if assessment is None:
        return {}
    scores: dict[Control, Fraction] = {}
    for control in Control:
        keys = (f"{control.value}_{n}" for n in range(1, STATEMENTS + 1))
        answers = [assessment.answers[key] for key in keys if key in assessment.answers]
        if answers:
            scores[control] = Fraction(100 * sum(answers), FULL_ANSWER * len(answers))
    return scores


class Belief(msgspec.Struct, frozen=True, kw_only=True):
    """What is believed of one control, beside what the records show and what was believed before.

    Each is a score of 0 to 100, or None where nothing is known.
    """

    control: Control
    declared: Fraction | None
    evidenced: Fraction | None
    last: Fraction | None = None

    @property
    def gap(self) -> Fraction | None:
        """The perception gap: by how many points belief stands above the evidence."""
        if self.declared is None or self.evidenced is None:
            return None
        return self.declared - self.evidenced


def beliefs(
    diagnosis: Diagnosis, now: SelfAssessment | None, last: SelfAssessment | None
) -> tuple[Belief, ...]:
    """The five controls as one self-assessment declares them, beside evidence and another one."""
    declared, before = declared_scores(now), declared_scores(last)
    return tuple(
        Belief(
            control=result.control,
            declared=declared.get(result.control),
            evidenced=result.score if result.reached else None,
            last=before.get(result.control),
        )
        for result in diagnosis.controls
    )
