"""What we believe of our control, beside what the records show."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from negotiator_desk.domain.facts import UNDATED, Facts
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
    given = facts.now.self_assessments
    if not given:
        return None
    order = {assessment.id: place for place, assessment in enumerate(given)}
    return max(given, key=lambda a: (a.answered_on or UNDATED, order[a.id]))


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
