"""Sense rules, loops and threads."""

import hashlib
import itertools
from typing import Any

import pytest

from negotiator_desk.domain.item_sense import Memory
from negotiator_desk.domain.loops import joined_in_a_loop
from negotiator_desk.domain.sense import warnings
from negotiator_desk.domain.thread import thread
from negotiator_desk.domain.warning import Warning as SenseWarning
from negotiator_desk.models.before import Question, Rival
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.learn import Action
from negotiator_desk.models.table import Given, Received, Trade, Variable
from tests.domain.build import (
    Alternative,
    AuthorityLevel,
    CarriedLesson,
    Change,
    Criterion,
    Entitlement,
    Influence,
    Stakeholder,
    make,
    next_id,
    offer,
    reopening,
    revision,
    snapshot,
    term,
    trade,
)


def keys(deal: Snapshot) -> list[tuple[str, str]]:
    return [(warning.key, warning.field) for warning in warnings(deal)]


def only(deal: Snapshot) -> SenseWarning:
    (warning,) = warnings(deal)
    return warning


def test_a_sound_deal_has_no_warnings() -> None:
    deal = snapshot(
        {"rfp_issued_on": "1.1.", "award_on": "1.1.", "signed_on": "1.2.", "closed_on": "1.3."},
        corridor=[revision("1.1.", 3, 2, 1, buyer_expected=1, buyer_limit=2)],
        criteria=[make(Criterion, weight=60), make(Criterion, weight=40), make(Criterion)],
        stakeholders=[make(Stakeholder, name="A"), make(Stakeholder), make(Stakeholder)],
        alternatives=[make(Alternative, party="ours", value=1)],
        authority=[make(AuthorityLevel, holder="Bob", limit=5, limit_total=5)],
        trades=[trade(1, 1, made_on="1.1.", authorised_by="Bob", authorised_on="1.1.")],
        terms=[term(1, "1.1.", reopening("held", raised_on="1.2.", relocked_on="1.2."))],
        changes=[make(Change, raised_on="1.2.")],
        carried_lessons=[make(CarriedLesson, decision="dismissed", reason="x")],
    )
    assert warnings(deal) == ()


@pytest.mark.parametrize(
    ("deal", "field", "other"),
    [
        ({"rfp_issued_on": "2.1.", "award_on": "1.1."}, "award_on", "rfp_issued_on"),
        ({"rfp_issued_on": "2.1.", "signed_on": "1.1."}, "signed_on", "rfp_issued_on"),
        ({"signed_on": "2.1.", "closed_on": "1.1."}, "closed_on", "signed_on"),
        (
            {"delivery_start_on": "2.1.", "delivery_end_on": "1.1."},
            "delivery_end_on",
            "delivery_start_on",
        ),
    ],
)
def test_dates_of_the_deal_out_of_order(deal: dict[str, Any], field: str, other: str) -> None:
    warning = only(snapshot(deal))
    assert (warning.kind, warning.key, warning.field) == ("deal", "date_order", field)
    assert warning.params["other"] == other


@pytest.mark.parametrize(
    ("kind", "record", "field"),
    [
        ("trades", trade(1, 1, made_on="2.1.", decided_on="1.1."), "decided_on"),
        ("offers", offer("2.1.", 1, expires_on="1.1."), "expires_on"),
        ("terms", term(1, "1.1.", opened_on="2.1."), "locked_on"),
        ("changes", make(Change, raised_on="2.1.", decided_on="1.1."), "decided_on"),
        ("questions", make(Question, asked_on="2.1.", answered_on="1.1."), "answered_on"),
        ("authority", make(AuthorityLevel, granted_on="2.1.", valid_until="1.1."), "valid_until"),
        ("entitlements", make(Entitlement, notice_by="2.1.", due_on="1.1."), "due_on"),
    ],
)
def test_dates_of_a_record_out_of_order(kind: str, record: Any, field: str) -> None:
    warning = only(snapshot(**{kind: [record]}))
    assert (warning.kind, warning.record_id) == (kind, record.id)
    assert (warning.key, warning.field) == ("date_order", field)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((1, 2), [("above", "target")]),
        ((3, 2, 4), [("above", "walk_away")]),
        ((3, None, 4), [("above", "walk_away")]),
        ((1, 2, 3), [("above", "target"), ("above", "walk_away")]),
        ((2, 2, 2), []),
    ],
)
def test_opening_target_walk_away(
    figures: tuple[int | None, ...], expected: list[tuple[str, str]]
) -> None:
    assert keys(snapshot(corridor=[revision("1.1.", *figures)])) == expected


def test_prices_of_a_rival_and_limits_of_a_holder() -> None:
    rival = make(Rival, price_low=9, price_likely=5, price_high=7)
    assert keys(snapshot(rivals=[rival])) == [("above", "price_low")]
    level = make(AuthorityLevel, limit=9, limit_total=5)
    assert keys(snapshot(authority=[level])) == [("above", "limit")]


def test_weights_over_a_hundred_stand_beside_each_weight() -> None:
    criteria = [make(Criterion, weight=60), make(Criterion, weight="40.1"), make(Criterion)]
    assert keys(snapshot(criteria=criteria)) == [("weights_over_100", "weight")] * 2


def test_our_alternative_is_a_floor_and_theirs_a_bound() -> None:
    deal = snapshot(
        corridor=[revision("2.1.", 200, 150, 100, buyer_limit=180), revision("1.1.", 9, 9, 9)],
        alternatives=[
            make(Alternative, party="ours", value=90),
            make(Alternative, party="ours", value=101),
            make(Alternative, party="buyer", value=190),
            make(Alternative, party="buyer", value=170),
        ],
    )
    found = warnings(deal)
    assert [(w.key, w.field) for w in found] == [
        ("below_alternative", "walk_away"),
        ("above_walk_away", "value"),
        ("above_alternative", "buyer_limit"),
        ("below_limit", "value"),
    ]
    assert found[0].params["alternative_id"] == deal.alternatives[1].id
    assert [w.record_id for w in found] == [
        deal.corridor[0].id,
        deal.alternatives[1].id,
        deal.corridor[0].id,
        deal.alternatives[3].id,
    ]


def test_a_price_of_others_ten_times_our_own_may_be_a_slip() -> None:
    rivals = [make(Rival, price_low=90, price_likely=1999, price_high=2000)]
    alternatives = [make(Alternative, party="ours", value=99999999999999)]
    found = warnings(
        snapshot(offers=[offer("1.1.", 200)], rivals=rivals, alternatives=alternatives)
    )
    assert [(w.kind, w.field, w.key) for w in found] == [
        ("rivals", "price_high", "far_above_price"),
        ("alternatives", "value", "far_above_price"),
    ]
    assert keys(snapshot(rivals=rivals, alternatives=alternatives)) == []


def test_two_people_of_one_name() -> None:
    people = [make(Stakeholder, name=n) for n in ("Ida  Berg", "ida berg ", "Ida", "", " ")]
    found = warnings(snapshot(stakeholders=people))
    assert [w.record_id for w in found] == [people[0].id, people[1].id]


def test_two_rivals_of_one_name() -> None:
    rivals = [make(Rival, name=n) for n in ("Acme", "Other", "Acme", "", "")]
    found = warnings(snapshot(rivals=rivals))
    assert [(w.record_id, w.key) for w in found] == [
        (rivals[0].id, "same_rival"),
        (rivals[2].id, "same_rival"),
    ]


def _lines(*pairs: str) -> Snapshot:
    ids = {name: next_id() for name in "abcdef"}
    return snapshot(
        influences=[
            make(Influence, from_id=ids[p[0]], to_id=ids[p[1]], kind="reports_to") for p in pairs
        ]
    )


@pytest.mark.parametrize(
    ("pairs", "looped"),
    [
        (("ab", "bc", "ca"), "ab bc ca"),
        (("ab", "bc", "cb", "cd"), "bc cb"),
        (("ab", "ba", "bc", "cd", "dc"), "ab ba cd dc"),
        (("ab", "bc", "ac"), ""),
    ],
)
def test_reporting_loops(pairs: tuple[str, ...], looped: str) -> None:
    deal = _lines(*pairs)
    found = {w.record_id for w in warnings(deal) if w.key == "reporting_loop"}
    named = [p for p, line in zip(pairs, deal.influences, strict=True) if line.id in found]
    assert " ".join(named) == looped


def test_a_line_to_oneself_and_influence_that_goes_round() -> None:
    assert keys(_lines("aa")) == [("line_to_self", "to_id")]
    one, two = next_id(), next_id()
    round_trip = [
        make(Influence, from_id=one, to_id=two, kind="influences"),
        make(Influence, from_id=two, to_id=one, kind="influences"),
        make(Influence, from_id=one, kind="reports_to"),
    ]
    assert warnings(snapshot(influences=round_trip)) == ()


def test_a_long_chain_of_command_needs_no_deep_stack() -> None:
    people = [next_id() for _ in range(5000)]
    lines = [(next_id(), a, b) for a, b in itertools.pairwise(people)]
    assert joined_in_a_loop(lines) == ()
    assert len(joined_in_a_loop([*lines, (next_id(), people[-1], people[0])])) == 5000


def test_trades_with_an_unknown_holder_late_approval_or_a_red_line() -> None:
    red = make(Variable, red_line=True)
    given = make(Given, variable_id=red.id)
    bad = trade(1, 1, made_on="1.1.", authorised_by="Bob", authorised_on="2.1.")
    red_trade = trade().__class__(id=next_id(), given=(given,))
    found = warnings(snapshot(variables=[red], trades=[bad, red_trade]))
    assert [(w.key, w.record_id) for w in found] == [
        ("unknown_holder", bad.id),
        ("authorised_after", bad.id),
        ("red_line_given", given.id),
    ]


def test_locks_and_relocks() -> None:
    assert keys(snapshot(terms=[term(1, "1.1.", agreed_wording=" ")])) == [
        ("lock_without_wording", "agreed_wording")
    ]
    digest = hashlib.sha256(b"as agreed").hexdigest()
    assert keys(snapshot(terms=[term(1, "1.1.", wording_sha256=digest)])) == []
    changed = term(1, "1.1.", wording_sha256=digest, agreed_wording="as changed")
    assert keys(snapshot(terms=[changed])) == [("wording_changed", "agreed_wording")]
    inner = reopening("held", relocked_on="1.2.")
    warning = only(snapshot(terms=[term(1, "2.2.", inner)]))
    assert (warning.key, warning.record_id) == ("relock_before_lock", inner.id)
    backwards = reopening("held", raised_on="2.3.", resolved_on="1.3.")
    assert keys(snapshot(terms=[term(1, "2.2.", backwards)])) == [("date_order", "resolved_on")]


def test_a_change_before_signing_and_a_dismissal_without_reason() -> None:
    early = snapshot({"signed_on": "2.1."}, changes=[make(Change, raised_on="1.1.")])
    assert keys(early) == [("change_before_signing", "raised_on")]
    dismissed = make(CarriedLesson, decision="dismissed", reason=" ")
    assert keys(snapshot(carried_lessons=[dismissed])) == [("dismissed_without_reason", "reason")]


def _threaded() -> tuple[Snapshot, dict[str, Any]]:
    made: dict[str, Any] = {}
    made["person"] = make(Stakeholder, name="A")
    made["criterion"] = make(Criterion, stakeholder_id=made["person"].id)
    made["variable"] = make(Variable, criterion_id=made["criterion"].id)
    made["other"] = make(Variable, criterion_id=made["criterion"].id)
    made["given"] = make(Given, variable_id=made["variable"].id)
    made["trade"] = trade().__class__(id=next_id(), given=(made["given"],))
    made["offer"] = offer("1.1.", 1, trade_id=made["trade"].id)
    made["change"] = make(Change)
    made["reopening"] = reopening("held", change_id=made["change"].id)
    made["term"] = term(1, None, made["reopening"], trade_ids=(made["trade"].id,))
    made["entitlement"] = make(Entitlement, term_id=made["term"].id)
    made["action"] = make(Action, record_id=made["reopening"].id)
    made["loner"] = trade()
    deal = snapshot(
        stakeholders=[made["person"]],
        criteria=[made["criterion"]],
        variables=[made["other"], made["variable"]],
        trades=[made["loner"], made["trade"]],
        offers=[made["offer"]],
        terms=[made["term"]],
        changes=[made["change"]],
        entitlements=[made["entitlement"]],
        actions=[made["action"]],
    )
    return deal, made


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("trade", "criterion variable trade offer term change entitlement"),
        ("given", "criterion variable trade offer term change entitlement"),
        ("change", "criterion variable trade term change"),
        ("reopening", "criterion variable trade term change entitlement"),
        ("other", "criterion other"),
        ("criterion", "criterion other variable trade offer term change entitlement"),
        ("loner", "loner"),
        ("person", "person criterion"),
        ("action", "action term"),
    ],
)
def test_the_thread_of_a_record(start: str, expected: str) -> None:
    deal, made = _threaded()
    names = {record.id: name for name, record in made.items()}
    found = [names[record] for record in thread(deal, made[start].id)]
    assert " ".join(found) == expected


def test_a_record_that_is_not_there_has_no_thread() -> None:
    assert thread(snapshot(), next_id()) == ()


def test_a_return_secured_by_a_term_joins_trade_and_term() -> None:
    locked = term(1, "1.1.")
    agreed = trade().__class__(id=next_id(), received=(make(Received, term_id=locked.id),))
    deal = snapshot(trades=[agreed], terms=[locked])
    assert thread(deal, agreed.id) == (agreed.id, locked.id)
    assert thread(deal, locked.id) == (agreed.id, locked.id)


def test_an_item_beyond_the_limit_of_its_variable() -> None:
    days = make(Variable, name="Payment days", ask="30 days", limit="60 days")
    response = make(Variable, name="Response", ask="8 hours", limit="4 hours")
    far = make(Given, variable_id=days.id, quantity=31)
    near = make(Given, variable_id=days.id, quantity=30)
    fast = make(Given, variable_id=response.id, option="2 hours")
    changed = make(Given, variable_id=days.id, quantity=40)
    deal = snapshot(
        variables=[days, response],
        trades=[make(Trade, given=(far, near, fast))],
        changes=[make(Change, given=(changed,))],
    )
    found = [(w.kind, w.record_id, w.field, w.params["value"]) for w in warnings(deal)]
    assert {w.key for w in warnings(deal)} == {"beyond_limit"}
    assert found == [
        ("trades", far.id, "quantity", 61),
        ("trades", fast.id, "option", 2),
        ("changes", changed.id, "quantity", 70),
    ]


def test_an_item_that_costs_more_than_the_whole_price() -> None:
    absurd = make(Given, cost_to_us=5001)
    deal = snapshot(
        corridor=[revision("1.1.", 5000)], trades=[make(Trade, given=(absurd, make(Given)))]
    )
    warning = only(deal)
    assert (warning.key, warning.record_id, warning.field) == (
        "above_price",
        absurd.id,
        "cost_to_us",
    )
    assert keys(snapshot(trades=[make(Trade, given=(absurd,))])) == [], "no price is known"


def test_what_is_remembered_says_the_same() -> None:
    days = make(Variable, name="Payment days", ask="30 days", limit="60 days")
    trades = [make(Trade, given=(make(Given, variable_id=days.id, quantity=n),)) for n in (31, 40)]
    memory = Memory()
    first = snapshot(variables=[days], trades=trades)
    wider = make(Variable, name="Payment days", ask="30 days", limit="65 days", id=days.id)
    for deal in (
        first,
        snapshot(variables=first.variables, trades=trades[1:]),
        snapshot(variables=[wider], trades=trades),
        snapshot(variables=[wider], trades=trades, corridor=[revision("1.1.", 5)]),
    ):
        assert warnings(deal, memory) == warnings(deal)
        assert warnings(deal, memory) == warnings(deal), "the second time too"
