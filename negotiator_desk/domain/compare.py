"""A deal on two days: the score, the money, and the findings that closed, opened or stayed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec

from negotiator_desk.domain.results import Diagnosis, Finding
from negotiator_desk.models.choices import Control


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a deal, or of one of its controls, on one day; money in its currency.

    ``score`` is None where none is shown. ``value_now`` is known of a signed deal only, never of
    a control; ``lost`` and ``exposed`` are None where the model has no such sum.
    """

    score: Fraction | None
    lost: Fraction | None
    exposed: Fraction | None
    value_now: Fraction | None = None


class Pair(msgspec.Struct, frozen=True):
    """Figures on the earlier and on the later day."""

    then: Figures
    now: Figures


class Stayed(msgspec.Struct, frozen=True):
    """A finding that stood on both days, with what it concerned on each."""

    then: Finding
    now: Finding

    @property
    def moved(self) -> Fraction:
        """By how much its money grew; a finding without money counts as 0."""
        return (self.now.money or Fraction(0)) - (self.then.money or Fraction(0))


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two diagnoses of one deal side by side.

    A finding has closed when it stood on the earlier day and no longer does, opened the other way
    round. Each list is in the order of its diagnosis: money first.
    """

    then: date
    now: date
    deal: Pair
    controls: tuple[tuple[Control, Pair], ...]
    closed: tuple[Finding, ...]
    opened: tuple[Finding, ...]
    stayed: tuple[Stayed, ...]


def compare(then: Diagnosis, now: Diagnosis) -> Comparison:
    """Compare a deal with itself on an earlier day.

    Raises:
        ValueError: the first diagnosis is not of an earlier day.
    """
    if then.as_of >= now.as_of:
        raise ValueError("the day to compare with is not earlier")
    before = {finding.key: finding for finding in then.findings}
    after = {finding.key for finding in now.findings}
    return Comparison(
        then=then.as_of,
        now=now.as_of,
        deal=Pair(_deal(then), _deal(now)),
        controls=tuple(
            (control, Pair(_control(then, control), _control(now, control))) for control in Control
        ),
        closed=tuple(finding for finding in then.findings if finding.key not in after),
        opened=tuple(finding for finding in now.findings if finding.key not in before),
        stayed=tuple(
            Stayed(before[finding.key], finding)
            for finding in now.findings
            if finding.key in before
        ),
    )


def _deal(diagnosis: Diagnosis) -> Figures:
    return Figures(
        score=diagnosis.score if diagnosis.score_shown else None,
        lost=diagnosis.lost,
        exposed=diagnosis.exposed,
        value_now=diagnosis.value.value_now,
    )


def _control(diagnosis: Diagnosis, control: Control) -> Figures:
    result = diagnosis.control(control)
    return Figures(score=result.score, lost=result.lost, exposed=result.exposed)
