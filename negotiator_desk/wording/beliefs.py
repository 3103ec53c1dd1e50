"""Words of the self-assessment: the answers, and belief beside evidence."""

from __future__ import annotations

from typing import Final

from negotiator_desk.domain.selfassess import PERCEPTION_FROM, Belief
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.formats import Formats

_ANSWERS: Final = (N_("never"), N_("rarely"), N_("partly"), N_("mostly"), N_("always"))


def answer_text(answer: int) -> str:
    """An answer of 0 to 4 with its word."""
    return _("{n} {word}").format(n=answer, word=_(_ANSWERS[answer]))


def gap_text(belief: Belief, formats: Formats) -> str:
    """By how much belief stands above or below the evidence, in points."""
    if belief.gap is None:
        return ""
    figure = formats.score(abs(belief.gap))
    if belief.gap >= PERCEPTION_FROM:
        return _("{points} above").format(points=figure)
    if belief.gap <= -PERCEPTION_FROM:
        return _("{points} below").format(points=figure)
    return _("close")


def moved_text(belief: Belief, formats: Formats) -> str:
    """What was declared last time, and the way it has moved."""
    if belief.last is None:
        return ""
    last = formats.score(belief.last)
    if belief.declared is None or belief.declared == belief.last:
        return last
    return f"{last} {'↑' if belief.declared > belief.last else '↓'}"
