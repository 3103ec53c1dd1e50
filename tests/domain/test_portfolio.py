"""Sums and averages over deals: they are those of the diagnoses, and no currency meets another."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.facts import facts_of
from negotiator_desk.domain.portfolio import DealFigures, averages_of, figures_of, totals_of
from negotiator_desk.domain.signature import locked_ids, unsecured_returns
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record
from tests.domain.build import make, on, snapshot, term, trade
from tests.strategies import snapshots

AS_OF = on("31.12.")


def figures(deals: Sequence[Snapshot]) -> list[DealFigures]:
    return [figures_of(facts_of(deal, AS_OF), diagnose(deal, AS_OF)) for deal in deals]


@given(st.lists(snapshots(), max_size=4))
def test_totals_of_each_currency_are_the_sum_of_the_diagnoses(deals: list[Snapshot]) -> None:
    lost: dict[str, Fraction] = defaultdict(Fraction)
    exposed: dict[str, Fraction] = defaultdict(Fraction)
    signed: dict[str, Fraction] = defaultdict(Fraction)
    for deal in deals:
        diagnosis = diagnose(deal, AS_OF)
        for control in diagnosis.controls:
            lost[diagnosis.currency] += control.lost or 0
            exposed[diagnosis.currency] += control.exposed or 0
        signed[diagnosis.currency] += diagnosis.value.signed or 0
    totals = totals_of(figures(deals))
    assert {currency: sums.lost for currency, sums in totals.items()} == dict(lost)
    assert {currency: sums.exposed for currency, sums in totals.items()} == dict(exposed)
    assert {currency: sums.signed for currency, sums in totals.items()} == dict(signed)
    assert sum(sums.n for sums in totals.values()) == len(deals)


def test_averages_leave_out_the_sample_and_say_how_many() -> None:
    deals = [
        snapshot({"award_on": "1.1."}, trades=[trade(100, 100)]),
        snapshot({"award_on": "1.1."}, trades=[trade(100, 50)]),
        snapshot({"award_on": "1.1.", "currency": "NOK"}),
        snapshot({"origin": "sample", "award_on": "1.1."}, trades=[trade(100, 0)]),
        snapshot({"origin": "public_record"}, trades=[trade(100, 0)]),
        snapshot(),
    ]
    averages = averages_of(figures(deals))
    assert (averages.reciprocity.value, averages.reciprocity.n) == (Fraction(3, 4), 2)
    assert averages.absorbed_share == averages_of([]).absorbed_share
    assert {c: a.n for c, a in averages.award_price.items()} == {"EUR": 2, "NOK": 1}


def test_a_deal_with_little_recorded_shows_no_gap() -> None:
    (little,) = figures([snapshot({"signed_on": "1.1."})])
    assert (little.score, little.gap) == (None, None)


@given(snapshots())
def test_returns_to_secure_are_those_that_pull_the_check_down(deal: Snapshot) -> None:
    facts = facts_of(deal, AS_OF)
    loose = unsecured_returns(facts, locked_ids(facts.now.terms))
    check = diagnose(deal, AS_OF).check("returns_secured")
    assert tuple(item.id for _trade, item in loose) == check.failing


def test_a_return_is_secured_by_a_locked_term() -> None:
    def loose(*records: Record) -> int:
        deal = snapshot(terms=[records[0]], trades=[records[1]])
        facts = facts_of(deal, AS_OF)
        return len(unsecured_returns(facts, locked_ids(facts.now.terms)))

    for locked_on, n in ((None, 1), ("1.2.", 0)):
        held = term(100, locked_on)
        promise = trade(1, 1)
        received = (make(type(promise.received[0]), value_to_us=1, term_id=held.id),)
        assert loose(held, make(type(promise), status="agreed", received=received)) == n
