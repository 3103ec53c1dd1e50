"""The figures of a dossier: each with the cases behind it, read from the diagnoses of the deals."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal
from uuid import UUID

import msgspec

from negotiator_desk.domain.control import mean
from negotiator_desk.domain.debrief import limit_guess
from negotiator_desk.domain.dossier_lists import public_contract
from negotiator_desk.domain.facts import Facts
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.models.choices import ChangeStatus, Control, Result, Stage
from negotiator_desk.models.deal import Deal, Snapshot

Unit = Literal["count", "ratio", "money", "days"]

FEW: Final = 3
"""Below this many cases a figure is shown as single cases, not as a mean."""

FIGURES: Final[Mapping[str, Unit]] = {
    "won": "count",
    "lost": "count",
    "concession_share": "ratio",
    "reciprocity": "ratio",
    "opening_to_signed": "ratio",
    "price_of_award": "money",
    "absorbed_share": "ratio",
    "decision_delay_days": "days",
    "limit_error": "ratio",
    "public_growth": "ratio",
}
"""The figures in order, and what each is counted in."""


class DealAt(msgspec.Struct, frozen=True):
    """A deal as of the date of the dossier, with what was worked out of it once."""

    recorded: Snapshot
    facts: Facts
    diagnosis: Diagnosis

    @property
    def id(self) -> UUID:
        """The deal's id."""
        return self.recorded.deal.id

    @property
    def deal(self) -> Deal:
        """The deal's own fields as of the date."""
        return self.facts.deal


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One case of a figure: its deal, its value and the records behind it.

    ``currency`` is that of a value in money, empty for any other. ``before`` and ``after`` are the
    two amounts, in ``amounts_in``, that a ratio of amounts compares.
    """

    deal_id: UUID
    value: Fraction
    records: tuple[UUID, ...] = ()
    currency: str = ""
    before: Fraction | None = None
    after: Fraction | None = None
    amounts_in: str = ""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: how many cases, and their mean.

    ``value`` is the mean of the cases (None without any), for ``count`` their number. Money has
    none: ``by_currency`` holds a mean for each currency, which are never added up. ``n`` counts
    the cases; of ``won`` and ``lost`` the deals whose result is recorded.
    """

    name: str
    unit: Unit
    n: int
    value: Fraction | None
    by_currency: Mapping[str, Fraction]
    cases: tuple[Case, ...]

    @property
    def is_few(self) -> bool:
        """Whether the cases are shown one by one, there being too few for a mean."""
        return self.unit != "count" and self.n < FEW

    def in_currency(self, currency: str) -> tuple[Case, ...]:
        """The cases of one currency."""
        return tuple(case for case in self.cases if case.currency == currency)


def figures_over(ours: Sequence[DealAt], public: Sequence[DealAt]) -> tuple[Figure, ...]:
    """The figures over our deals with a buyer and its public contracts, in their order."""
    decided = [each for each in ours if _result(each) is not None]
    cases = {
        "won": _ended(decided, Result.WON),
        "lost": _ended(decided, Result.LOST),
        "concession_share": _concession_shares(ours),
        "reciprocity": _checked(ours, "reciprocity"),
        "opening_to_signed": _movements(ours),
        "price_of_award": _prices_of_award(ours),
        "absorbed_share": absorbed(ours),
        "decision_delay_days": _delays(ours),
        "limit_error": _limit_errors(ours),
        "public_growth": _growths(public),
    }
    return tuple(
        figure(name, cases[name], len(decided) if unit == "count" else None)
        for name, unit in FIGURES.items()
    )


def figure(name: str, cases: Sequence[Case], n: int | None = None) -> Figure:
    """A figure of its cases; ``n`` where it counts something else than they."""
    unit = FIGURES[name]
    by_currency: dict[str, Fraction] = {}
    if unit == "money":
        for currency in dict.fromkeys(case.currency for case in cases):
            found = mean([case.value for case in cases if case.currency == currency])
            by_currency[currency] = found or Fraction(0)
    value = Fraction(len(cases)) if unit == "count" else mean([case.value for case in cases])
    return Figure(
        name=name,
        unit=unit,
        n=len(cases) if n is None else n,
        value=None if unit == "money" else value,
        by_currency=by_currency,
        cases=tuple(cases),
    )


def _result(each: DealAt) -> Result | None:
    outcome = each.deal.outcome
    return None if outcome is None else outcome.result


def _ended(decided: Sequence[DealAt], result: Result) -> list[Case]:
    return [
        Case(deal_id=each.id, value=Fraction(1), records=(each.id,))
        for each in decided
        if _result(each) is result
    ]


def _concession_shares(ours: Sequence[DealAt]) -> list[Case]:
    return [
        Case(
            deal_id=each.id,
            value=share,
            records=tuple(o.id for o in (*each.facts.our_offers, *each.facts.buyer_offers)),
        )
        for each in ours
        if (share := each.diagnosis.corridor.our_concession_share) is not None
    ]


def _checked(ours: Sequence[DealAt], name: str) -> list[Case]:
    checks = [(each, each.diagnosis.check(name)) for each in ours]
    return [
        Case(deal_id=each.id, value=check.ratio, records=check.records)
        for each, check in checks
        if check.ratio is not None
    ]


def absorbed(ours: Sequence[DealAt]) -> list[Case]:
    """The share of the cost of changes that nothing compensated, by deal."""
    return [
        Case(deal_id=case.deal_id, value=1 - case.value, records=case.records)
        for case in _checked(ours, "compensated")
    ]


def _movements(ours: Sequence[DealAt]) -> list[Case]:
    found: list[Case] = []
    for each in ours:
        levels = {step.key: step for step in each.diagnosis.bridge if step.kind == "level"}
        opening, signed = levels.get("opening"), levels.get("signed")
        if opening is None or signed is None or not opening.amount:
            continue
        found.append(
            Case(
                deal_id=each.id,
                value=(opening.amount - signed.amount) / opening.amount,
                records=(*opening.records, *signed.records),
                before=opening.amount,
                after=signed.amount,
                amounts_in=each.diagnosis.currency,
            )
        )
    return found


def was_awarded(facts: Facts) -> bool:
    """Whether there can have been a price of award: we were chosen, on a known day or by stage."""
    if facts.otherwise:
        return False
    return facts.deal.award_on is not None or facts.stage in (
        Stage.SIGNATURE,
        Stage.DELIVERY,
        Stage.CLOSED,
    )


def _prices_of_award(ours: Sequence[DealAt]) -> list[Case]:
    return [award_price(each.diagnosis, each.id) for each in ours if was_awarded(each.facts)]


def award_price(diagnosis: Diagnosis, deal_id: UUID) -> Case:
    """What was given away between award and signing in one deal."""
    return Case(
        deal_id=deal_id,
        value=diagnosis.value.price_of_award,
        records=tuple(part.record for part in diagnosis.control(Control.SIGNATURE).losses),
        currency=diagnosis.currency,
    )


_DECIDED: Final = (ChangeStatus.AGREED, ChangeStatus.REFUSED, ChangeStatus.WITHDRAWN)


def _delays(ours: Sequence[DealAt]) -> list[Case]:
    """Days from the day a reply was due to the decision; none for one in time.

    A change that is still open past that day is late by the days so far.
    """
    found: list[Case] = []
    for each in ours:
        for change in each.facts.now.changes:
            due, decided = change.reply_due_on, change.decided_on
            if due is None:
                continue
            if decided is None:
                if change.status in _DECIDED or due >= each.facts.as_of:
                    continue
                decided = each.facts.as_of
            days = Fraction(max(0, (decided - due).days))
            found.append(Case(deal_id=each.id, value=days, records=(change.id,)))
    return found


def _limit_errors(ours: Sequence[DealAt]) -> list[Case]:
    """How far our guess of the buyer's limit was from the limit as it came out, as its share."""
    guesses = [(each, limit_guess(each.facts)) for each in ours]
    return [
        Case(
            deal_id=each.id,
            value=guess.error,
            records=(guess.revision, guess.debrief),
            before=guess.guess,
            after=guess.fact,
            amounts_in=each.diagnosis.currency,
        )
        for each, guess in guesses
        if guess is not None
    ]


def _growths(public: Sequence[DealAt]) -> list[Case]:
    contracts = [(each, public_contract(each.facts, each.diagnosis)) for each in public]
    return [
        Case(
            deal_id=each.id,
            value=contract.growth,
            records=(each.id, *(change.id for change in each.facts.now.changes)),
            before=contract.signed,
            after=contract.today,
            amounts_in=contract.currency,
        )
        for each, contract in contracts
        if contract.growth is not None
    ]
