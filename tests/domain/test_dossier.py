"""The buyer dossier by its rules: each figure from small deals whose answer is known."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.dossier import Dossier, dossier_of
from negotiator_desk.domain.dossier_answer import dossier_answer
from negotiator_desk.domain.dossier_figures import FIGURES
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.choices import Effect, Origin, Response
from negotiator_desk.models.deal import Outcome, Snapshot
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.learn import Behaviour, Debrief, Lesson
from tests.domain.build import make, offer, on, reopening, revision, snapshot, term, trade
from tests.strategies import snapshots


def told(*deals: Snapshot, as_of: str = "31.12.") -> Dossier:
    return dossier_of("Norvik", deals, on(as_of))


def value(dossier: Dossier, name: str) -> Fraction | None:
    return dossier.figure(name).value


def ended(result: str, **more: Any) -> Snapshot:
    return snapshot({"outcome": make(Outcome, result=result, **more)})


def test_won_and_lost_count_recorded_results() -> None:
    dossier = told(ended("won"), ended("won"), ended("lost"), ended("no_decision"), snapshot())
    assert (value(dossier, "won"), dossier.figure("won").n) == (2, 4)
    assert (value(dossier, "lost"), dossier.figure("lost").n) == (1, 4)
    assert len(dossier.deals) == 5


def test_a_result_still_to_come_is_none() -> None:
    dossier = told(ended("won", decided_on="1.6."), as_of="31.5.")
    assert (value(dossier, "won"), dossier.figure("won").n) == (0, 0)


def test_shares_are_means_of_deals_each_weighing_one() -> None:
    large = snapshot(trades=[trade(1_000_000, 1_000_000, made_on="1.3.")])
    small = snapshot(trades=[trade(100, 50, made_on="1.3.")])
    dossier = told(large, small, snapshot())
    assert (value(dossier, "reciprocity"), dossier.figure("reciprocity").n) == (Fraction(3, 4), 2)
    assert dossier.figure("reciprocity").is_few


def test_opening_to_signed_is_the_share_of_the_opening_given_up() -> None:
    deal = snapshot(
        {"signed_on": "1.6.", "signed_value": 900},
        corridor=[revision("1.1.", 1000, 950, 800)],
        offers=[offer("2.1.", 1000), offer("1.5.", 900)],
    )
    dossier = told(deal, snapshot({"signed_on": "1.6.", "signed_value": 900}))
    (case,) = dossier.figure("opening_to_signed").cases
    assert (case.value, case.before, case.after) == (Fraction(1, 10), 1000, 900)


def test_price_of_award_stays_within_its_currency() -> None:
    def awarded(currency: str, cost: int) -> Snapshot:
        return snapshot(
            {"currency": currency, "award_on": "1.3.", "signed_on": "1.6."},
            trades=[trade(cost, 0, made_on="1.4.")],
        )

    lost = snapshot({"award_on": "1.3.", "outcome": make(Outcome, result="lost")})
    dossier = told(awarded("EUR", 100), awarded("EUR", 300), awarded("NOK", 1000), lost)
    figure = dossier.figure("price_of_award")
    assert figure.by_currency == {"EUR": 200, "NOK": 1000}
    assert (figure.n, figure.value) == (3, None)


def test_absorbed_share_is_what_was_not_compensated() -> None:
    paid = make(Change, status="agreed", cost_to_us=100, price_change=75, raised_on="1.7.")
    dossier = told(snapshot(changes=[paid]))
    assert value(dossier, "absorbed_share") == Fraction(1, 4)


def test_days_late_count_from_the_day_a_reply_was_due() -> None:
    def change(due: str | None, decided: str | None, status: str | None = None) -> Change:
        return make(Change, reply_due_on=due, decided_on=decided, status=status, raised_on="1.1.")

    changes = [
        change("1.3.", "11.3.", "agreed"),  # ten days late
        change("1.3.", "20.2.", "refused"),  # in time
        change("1.4.", None),  # still open, thirty days late as of 1 May
        change("1.6.", None),  # not due yet
        change(None, "1.3.", "agreed"),
        change("1.3.", None, "agreed"),  # decided, nobody knows when
    ]
    figure = told(snapshot(changes=changes), as_of="1.5.").figure("decision_delay_days")
    assert [case.value for case in figure.cases] == [10, 0, 30]
    assert figure.value == Fraction(40, 3)


def test_limit_error_takes_the_last_guess_before_the_debrief() -> None:
    deal = snapshot(
        corridor=[
            revision("1.1.", buyer_limit=100),
            revision("1.3.", buyer_limit=120),
            revision("1.9.", buyer_limit=110),  # written after it came out
        ],
        debriefs=[
            make(Debrief, held_on="1.8.", buyer_limit_found=100),
            make(Debrief, held_on="1.7.", buyer_limit_found=90),
        ],
    )
    (case,) = told(deal).figure("limit_error").cases
    assert case.value == Fraction(1, 5)


def test_public_records_enter_the_growth_of_public_contracts_alone() -> None:
    record = snapshot(
        {
            "origin": "public_record",
            "signed_on": "1.1.",
            "signed_value": 1000,
            "outcome": make(Outcome, result="won"),
        },
        changes=[make(Change, raised_on="1.3.", status="agreed", cost_to_us=9, price_change=250)],
        stakeholders=[make(Stakeholder, name="Ann")],
        behaviours=[make(Behaviour, tactic="Nibble")],
        terms=[term(10, "1.1.", reopening("held"))],
    )
    dossier = told(record)
    assert value(dossier, "public_growth") == Fraction(1, 4)
    assert {name for name in FIGURES if dossier.figure(name).n} == {"public_growth"}
    assert not any((dossier.deals, dossier.people, dossier.tactics, dossier.reopened))
    (contract,) = dossier.public_contracts
    assert (contract.signed, contract.today, contract.changes) == (1000, 1250, 1)


def test_tactics_are_gathered_by_name_with_the_answers_that_worked_first() -> None:
    person = make(Stakeholder, name="Ann Lie")
    first = snapshot(
        stakeholders=[person],
        behaviours=[
            make(Behaviour, tactic="Nibble", stakeholder_id=person.id, our_response="Yes",
                 effect="backfired"),
            make(Behaviour, tactic="Silence"),
            make(Behaviour, tactic=""),
        ],
    )  # fmt: skip
    second = snapshot(
        behaviours=[make(Behaviour, tactic=" nibble ", our_response="Priced it", effect="worked")]
    )
    nibble, silence = told(first, second).tactics
    assert (nibble.tactic, nibble.n, nibble.by) == ("Nibble", 2, (("Ann Lie", 1),))
    assert [answer.text for answer in nibble.answers] == ["Priced it", "Yes"]
    assert [answer.text for answer in nibble.worked] == ["Priced it"]
    assert nibble.effects == {Effect.BACKFIRED: 1, Effect.WORKED: 1}
    assert (silence.n, silence.answers) == (1, ())


def test_lessons_of_every_deal_stand_newest_first_and_each_once() -> None:
    old = snapshot(
        lessons=[
            make(Lesson, text="Send the minutes first.", recorded_on=on("1.2.")),
            make(Lesson, text="Map the head of procurement.", recorded_on=on("1.3.")),
            make(Lesson, text=" "),
        ]
    )
    new = snapshot(
        lessons=[
            make(Lesson, text="send the  minutes first.", recorded_on=on("1.6.")),
            make(Lesson, text="Still to come.", recorded_on=on("1.11.")),
        ]
    )
    public = snapshot(
        {"origin": Origin.PUBLIC_RECORD}, lessons=[make(Lesson, text="Of a stranger.")]
    )
    found = told(old, new, public, as_of="30.6.").lessons
    assert [(each.text, each.deal_id) for each in found] == [
        ("send the  minutes first.", new.deal.id),
        ("Map the head of procurement.", old.deal.id),
    ]


def test_reopenings_are_told_by_category_and_how_they_ended() -> None:
    deal = snapshot(
        terms=[
            term(100, "1.1.", reopening("conceded", value_asked=9, value_conceded=5),
                 category="payment"),
            term(100, "1.1.", reopening("held"), reopening(None), category="payment"),
        ]
    )  # fmt: skip
    (row,) = told(deal).reopened
    assert row.n == 3
    assert row.responses == {Response.CONCEDED: 1, Response.HELD: 1, Response.PENDING: 1}
    assert row.conceded == {"EUR": 5}


def test_people_then_and_now_follow_the_order_of_the_deals() -> None:
    later = snapshot(
        {"rfp_issued_on": "1.6."}, stakeholders=[make(Stakeholder, name="ANN  Lie", stance=2)]
    )
    earlier = snapshot(
        {"rfp_issued_on": "1.1."}, stakeholders=[make(Stakeholder, name="Ann Lie", stance=-1)]
    )
    (ann,) = told(later, earlier).people
    assert (ann.name, ann.n, ann.then.stance, ann.now.stance) == ("ANN Lie", 2, -1, 2)


@dataclass
class Numbers:
    """Finds every leaf of a JSON object that is a float or a Decimal."""

    found: list[object]

    def look(self, content: object) -> None:
        if isinstance(content, dict):
            for each in content.values():
                self.look(each)
        elif isinstance(content, list):
            for each in content:
                self.look(each)
        elif isinstance(content, float | Decimal):
            self.found.append(content)


@given(st.lists(snapshots(), max_size=3))
def test_any_deals_make_a_dossier_that_agrees_with_their_diagnoses(deals: list[Snapshot]) -> None:
    as_of = on("31.12.")
    dossier = dossier_of("Norvik", deals, as_of)
    answer = dossier_answer(dossier)
    assert list(answer["figures"]) == list(FIGURES)
    numbers = Numbers([])
    numbers.look(answer)
    assert not numbers.found
    ours = [deal for deal in deals if deal.deal.origin is not Origin.PUBLIC_RECORD]
    diagnoses = {deal.deal.id: diagnose(deal, as_of) for deal in ours}
    assert len(dossier.deals) == len(ours)
    for case in dossier.figure("price_of_award").cases:
        assert case.value == diagnoses[case.deal_id].value.price_of_award
    for figure in dossier.figures:
        assert figure.n == len(figure.cases) or figure.unit == "count"
