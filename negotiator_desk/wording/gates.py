"""Sentences of the gates: what is left unmet, what it concerns, how a gate was passed."""

from __future__ import annotations

from collections.abc import Sequence

from negotiator_desk.domain.gates import GateView
from negotiator_desk.models.choices import Stage
from negotiator_desk.models.learn import Gate
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.checks import check_label
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import choice_label


def gate_title(view: GateView) -> str:
    """Which gate it is."""
    return _("Gate: from “{left}” to “{to}”").format(
        left=choice_label(view.stage), to=choice_label(view.to)
    )


def gate_text(view: GateView, currency: str, formats: Formats) -> str:
    """How much the control left behind still lacks, and the money lost and exposed in it."""
    n = len(view.keys)
    if not n:
        parts = [_("Nothing is unmet in this control.")]
    else:
        parts = [ngettext("{n} thing is unmet.", "{n} things are unmet.", n).format(n=n)]
    if view.result.exposed:
        amount = formats.money(view.result.exposed, currency)
        parts.append(_("{amount} can still go.").format(amount=amount))
    if view.result.lost:
        amount = formats.money(view.result.lost, currency)
        parts.append(_("{amount} is lost already.").format(amount=amount))
    return " ".join(parts)


def held_text(view: GateView) -> str:
    """That a date still to come keeps the deal where it is; empty where none does."""
    if view.held_at is None:
        return ""
    return _(
        "By its dates the deal stays at “{stage}” until they come; the gate is recorded all the "
        "same."
    ).format(stage=choice_label(view.held_at))


def passed_over_text(view: GateView) -> str:
    """Which stages are left without a gate on the way; empty where none is."""
    if not view.passed_over:
        return ""
    names = ", ".join(f"“{choice_label(stage)}”" for stage in view.passed_over)
    return ngettext(
        "Passed over without a gate: {stages}. It can be recorded afterwards.",
        "Passed over without a gate: {stages}. They can be recorded afterwards.",
        len(view.passed_over),
    ).format(stages=names)


def open_gates_text(stages: Sequence[Stage]) -> str:
    """Which stages were left without a gate; empty where none was."""
    if not stages:
        return ""
    names = ", ".join(f"“{choice_label(stage)}”" for stage in stages)
    return _("Left without a gate on record: {stages}.").format(stages=names)


def accepted_text(gate: Gate) -> str:
    """What was accepted at a gate, each with its reason."""
    return "; ".join(
        _("{check}: {reason}").format(check=check_label(each.check), reason=each.reason)
        if each.reason
        else check_label(each.check)
        for each in gate.accepted
    )
