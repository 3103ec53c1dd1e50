"""Where deals lose control and what it costs: by control and currency, with the causes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.control import is_scored
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.models.choices import Control
from negotiator_desk.models.deal import Snapshot

CAUSES: Final = 3
"""So many of the commonest causes are named."""

Judged = tuple[Snapshot, Diagnosis]


class HeatRow(msgspec.Struct, frozen=True, kw_only=True):
    """One deal against the five controls; a score is None where the control has none."""

    deal_id: UUID
    title: str
    buyer: str
    currency: str
    gap: Fraction | None
    scores: Mapping[Control, Fraction | None]


class Leak(msgspec.Struct, frozen=True, kw_only=True):
    """What the deals of one currency have lost in a control, and what is exposed there.

    ``unpriced`` says how many of their records there have no amount: the sums are the least.
    """

    control: Control
    lost: Fraction
    exposed: Fraction
    unpriced: int = 0


class Cause(msgspec.Struct, frozen=True):
    """A finding and in how many deals it stands."""

    key: str
    n: int


class Worst(msgspec.Struct, frozen=True, kw_only=True):
    """The control that leaks most in one currency, with its commonest causes among ``n`` deals."""

    currency: str
    control: Control
    lost: Fraction
    unpriced: int
    causes: tuple[Cause, ...]
    n: int


def heat_rows(deals: Sequence[Judged]) -> tuple[HeatRow, ...]:
    """The deals that have scores, the widest gap first, those without a shown score last."""
    rows = [
        HeatRow(
            deal_id=snapshot.deal.id,
            title=snapshot.deal.title,
            buyer=snapshot.deal.buyer,
            currency=diagnosis.currency,
            gap=diagnosis.gap if diagnosis.score_shown else None,
            scores={result.control: result.score for result in diagnosis.controls},
        )
        for snapshot, diagnosis in deals
        if is_scored(snapshot.deal)
    ]
    return tuple(sorted(rows, key=lambda row: (row.gap is None, -(row.gap or Fraction(0)))))


def leaks_of(deals: Sequence[Judged]) -> dict[str, tuple[Leak, ...]]:
    """Lost and exposed by currency and control; amounts of two currencies are never added."""
    groups: dict[str, list[Diagnosis]] = {}
    for snapshot, diagnosis in deals:
        if is_scored(snapshot.deal):
            groups.setdefault(diagnosis.currency, []).append(diagnosis)
    zero = Fraction(0)
    return {
        currency: tuple(
            Leak(
                control=control,
                lost=sum((d.control(control).lost or zero for d in groups[currency]), zero),
                exposed=sum((d.control(control).exposed or zero for d in groups[currency]), zero),
                unpriced=sum(d.control(control).unpriced for d in groups[currency]),
            )
            for control in Control
            if control is not Control.LEARN  # nothing is lost or exposed there
        )
        for currency in sorted(groups)
    }


def worst_of(deals: Sequence[Judged]) -> tuple[Worst, ...]:
    """The control with the largest loss of each currency that lost anything, and why.

    Its causes are the findings of that control, by the number of deals of the currency in which
    each stands; of equal ones the first in the order of the model.
    """
    found: list[Worst] = []
    for currency, leaks in leaks_of(deals).items():
        worst = max(leaks, key=lambda leak: leak.lost)
        if not worst.lost:
            continue
        here = [d for s, d in deals if is_scored(s.deal) and d.currency == currency]
        causes = Counter(
            finding.key
            for diagnosis in here
            for finding in diagnosis.findings
            if finding.control is worst.control
        )
        found.append(
            Worst(
                currency=currency,
                control=worst.control,
                lost=worst.lost,
                unpriced=worst.unpriced,
                causes=tuple(Cause(key, n) for key, n in causes.most_common(CAUSES)),
                n=len(here),
            )
        )
    return tuple(found)
