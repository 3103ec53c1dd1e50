"""All deals side by side: the figures of each, sums by currency, averages with their number."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec

from negotiator_desk.domain.control import is_scored, mean
from negotiator_desk.domain.dossier_figures import was_awarded
from negotiator_desk.domain.facts import Facts
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.models.choices import Origin, Stage


class DealFigures(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the portfolio shows of a diagnosis, every amount in the deal's currency.

    ``score`` and ``gap`` are None where none is shown (coverage below 50 %, a public record);
    ``lost`` and ``exposed`` are the sums over the controls, which never count one amount twice.
    ``own`` says that the deal enters averages: the sample and public records do not.
    """

    currency: str
    stage: Stage
    own: bool
    score: Fraction | None
    gap: Fraction | None
    lost: Fraction
    exposed: Fraction
    signed: Fraction | None
    reciprocity: Fraction | None
    award_price: Fraction | None
    absorbed_share: Fraction | None


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """The sums of the deals in one currency."""

    n: int
    lost: Fraction
    exposed: Fraction
    signed: Fraction


class Average(msgspec.Struct, frozen=True):
    """A mean and how many deals it rests on; None of none."""

    value: Fraction | None
    n: int


class Averages(msgspec.Struct, frozen=True, kw_only=True):
    """Our own averages; the price of award by currency."""

    reciprocity: Average
    absorbed_share: Average
    award_price: Mapping[str, Average]


def figures_of(facts: Facts, diagnosis: Diagnosis) -> DealFigures:
    """The figures of one deal."""
    compensated = diagnosis.check("compensated").ratio
    shown = diagnosis.score_shown
    return DealFigures(
        currency=diagnosis.currency,
        stage=diagnosis.stage,
        own=is_scored(facts.deal) and facts.deal.origin is not Origin.SAMPLE,
        score=diagnosis.score if shown else None,
        gap=diagnosis.gap if shown else None,
        lost=diagnosis.lost,
        exposed=diagnosis.exposed,
        signed=diagnosis.value.signed,
        reciprocity=diagnosis.check("reciprocity").ratio,
        award_price=diagnosis.value.price_of_award if was_awarded(facts) else None,
        absorbed_share=None if compensated is None else 1 - compensated,
    )


def totals_of(deals: Iterable[DealFigures]) -> dict[str, Totals]:
    """The sums by currency, currencies by name; amounts of two currencies are never added."""
    groups: dict[str, list[DealFigures]] = {}
    for deal in deals:
        groups.setdefault(deal.currency, []).append(deal)
    zero = Fraction(0)
    return {
        currency: Totals(
            n=len(groups[currency]),
            lost=sum((deal.lost for deal in groups[currency]), zero),
            exposed=sum((deal.exposed for deal in groups[currency]), zero),
            signed=sum((deal.signed or zero for deal in groups[currency]), zero),
        )
        for currency in sorted(groups)
    }


def _average(values: Iterable[Fraction | None]) -> Average:
    known = [value for value in values if value is not None]
    return Average(mean(known), len(known))


def averages_of(deals: Iterable[DealFigures]) -> Averages:
    """Our own averages over deals, each weighing 1; what is not ours is left out."""
    own = [deal for deal in deals if deal.own]
    awarded = sorted({deal.currency for deal in own if deal.award_price is not None})
    return Averages(
        reciprocity=_average(deal.reciprocity for deal in own),
        absorbed_share=_average(deal.absorbed_share for deal in own),
        award_price={
            currency: _average(deal.award_price for deal in own if deal.currency == currency)
            for currency in awarded
        },
    )
