"""Findings: which there are, their money, their order, whether they can be mended, what if."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.domain.answer import answer
from negotiator_desk.domain.checks import CHECKS, CONTROL_OF, status_of
from negotiator_desk.domain.results import Finding, Status
from negotiator_desk.domain.whatif import mended
from negotiator_desk.models.choices import Control
from negotiator_desk.models.deal import Snapshot
from tests.domain.build import (
    AuthorityLevel,
    Change,
    Criterion,
    Entitlement,
    Meeting,
    Stakeholder,
    judged,
    make,
    offer,
    on,
    reopening,
    revision,
    snapshot,
    term,
    trade,
)

SIGNED: dict[str, Any] = {
    "rfp_issued_on": "1.2.",
    "award_on": "1.5.",
    "signed_on": "1.6.",
    "signed_value": 1000,
}


def finding(deal: Snapshot, key: str, as_of: str = "31.12.") -> Finding:
    found = judged(deal, as_of).finding(key)
    assert found is not None
    return found


def test_the_names_of_the_checks_are_those_measured_in_their_order() -> None:
    found = judged(snapshot())
    assert {r.control: tuple(c.name for c in r.checks) for r in found.controls} == dict(CHECKS)
    assert len(CONTROL_OF) == 26
    with pytest.raises(KeyError):
        found.check("no_such_check")


@pytest.mark.parametrize(
    ("name", "ratio", "expected"),
    [
        ("traded", Fraction(9, 10), Status.MET),
        ("traded", Fraction(8999, 10000), Status.PARTIAL),
        ("traded", Fraction(1, 2), Status.PARTIAL),
        ("traded", Fraction(4999, 10000), Status.GAP),
        ("red_lines_locked", Fraction(99, 100), Status.PARTIAL),
        ("red_lines_locked", Fraction(1), Status.MET),
        ("traded", None, Status.NO_DATA),
    ],
)
def test_status(name: str, ratio: Fraction | None, expected: Status) -> None:
    assert status_of(name, ratio, reached=True) is expected
    assert status_of(name, ratio, reached=False) is Status.NOT_DUE


def test_only_reached_controls_yield_findings_of_checks() -> None:
    deal = snapshot({"stage": "table"}, terms=[term(100)])
    keys = {f.key for f in judged(deal).findings}
    assert "locked_before_award" not in keys
    assert "corridor_set" in keys


def test_findings_run_by_money_then_by_how_far_they_are() -> None:
    deal = snapshot(
        SIGNED,
        terms=[term(100), term(50, "1.4.", red_line=True)],
        trades=[trade(30, 0, made_on="1.3.")],
    )
    found = judged(deal).findings
    sizes = [(f.money or 0, 0 if f.ratio is None else 1 - f.ratio) for f in found]
    assert sizes == sorted(sizes, reverse=True)
    assert found[0].key == "locked_before_award"


def test_money_of_the_findings() -> None:
    deal = snapshot(
        SIGNED,
        corridor=[revision("1.1.", 1000, 900, 800)],
        offers=[offer("1.3.", 1000), offer("1.4.", 700)],
        trades=[trade(30, 10, made_on="1.3."), trade(None, 0, made_on="10.5.")],
        terms=[term(100, "1.4."), term(50, "2.5.", evidence="x", red_line=True)],
        changes=[make(Change, status="agreed", cost_to_us=40, price_change=10)],
        entitlements=[make(Entitlement, status="missed", value=6)],
    )
    expected = {
        "traded": 20,
        "reciprocity": 20,
        "price_traded": 300,
        "authority": 30,
        "corridor_held": 100,
        "locked_before_award": 50,
        "lock_evidence": 100,
        "returns_secured": 10,
        "decided_first": 40,
        "instructed_in_writing": 40,
        "compensated": 30,
        "entitlements_claimed": 6,
        "criteria_mapped": 100,
        "criteria_shaped": 100,
        "roles_covered": None,
    }
    found = {f.key: f.money for f in judged(deal).findings}
    assert {key: found[key] for key in expected} == expected


def test_late_notice_and_loose_red_lines_and_concessions() -> None:
    deal = snapshot(
        SIGNED,
        terms=[
            term(70, red_line=True),
            term(20, "1.4.", reopening("conceded", value_conceded=15, relocked_on="3.5.")),
        ],
        changes=[make(Change, cost_to_us=9, notice_due_on="1.7.", notice_given_on="2.7.")],
    )
    assert finding(deal, "red_lines_locked").money == 70
    assert finding(deal, "locks_held").money == 15
    assert finding(deal, "notice_in_time").money == 9


@pytest.mark.parametrize(
    ("key", "deal", "as_of", "expected"),
    [
        ("criteria_mapped", SIGNED, "31.1.", True),
        ("criteria_mapped", SIGNED, "1.2.", False),
        ("locked_before_award", SIGNED, "1.5.", False),
        ("locked_before_award", {"stage": "signature"}, "1.5.", True),
        ("red_lines_locked", SIGNED, "1.7.", True),
        ("red_lines_locked", {**SIGNED, "closed_on": "2.7."}, "2.7.", False),
        ("price_traded", SIGNED, "1.7.", False),
        ("corridor_set", SIGNED, "1.7.", False),
        ("decided_first", SIGNED, "1.7.", False),
        ("instructed_in_writing", SIGNED, "1.7.", True),
        ("traded", SIGNED, "1.7.", True),
    ],
)
def test_what_can_still_be_mended(
    key: str, deal: dict[str, Any], as_of: str, expected: bool
) -> None:
    full = snapshot(
        deal,
        criteria=[make(Criterion, weight=10, known_on="1.1.")],
        terms=[term(100, red_line=True)],
        offers=[offer("1.2.", 100), offer("2.2.", 90)],
        trades=[trade(30, 0)],
        changes=[make(Change, status="agreed", cost_to_us=5)],
    )
    assert finding(full, key, as_of).mendable is expected


def test_written_confirmation_comes_too_late_once_work_started() -> None:
    deal = snapshot(SIGNED, changes=[make(Change, status="agreed", work_started_on="1.7.")])
    assert not finding(deal, "instructed_in_writing").mendable


def test_a_walk_away_lowered_after_our_first_offer() -> None:
    revisions = [
        revision("1.1.", 100, 90, 80),
        revision("2.2.", 100, 90, 85),
        revision("3.2.", 100, 90),
        revision("4.2.", 100, 90, 70, approved_by="Cy"),
        revision("5.2.", 100, 90, 69),
    ]
    deal = snapshot(corridor=revisions, offers=[offer("1.2.", 100)])
    found = finding(deal, "walk_away_lowered")
    assert found.records == (revisions[3].id, revisions[4].id)
    assert (found.money, found.check, found.ratio) == (16, None, None)
    assert found.params["approved"] is False
    early = snapshot(corridor=revisions, offers=[offer("5.2.", 100)])
    assert judged(early).finding("walk_away_lowered") is None


def test_controls_with_unpriced_records() -> None:
    deal = snapshot(
        SIGNED,
        trades=[trade(None, 1)],
        terms=[term(None), term(1)],
        changes=[make(Change), make(Change, status="refused")],
        entitlements=[make(Entitlement)],
    )
    assert finding(deal, "unpriced_table").records == (deal.trades[0].id,)
    assert finding(deal, "unpriced_signature").records == (deal.terms[0].id,)
    assert finding(deal, "unpriced_delivery").params["n"] == 2


def test_records_entered_more_than_fourteen_days_late() -> None:
    def made(day: int) -> datetime:
        return datetime(2026, 3, day, 23, 0, tzinfo=UTC)

    late = make(Meeting, held_on="1.3.", created_at=made(16))
    deal = snapshot(
        meetings=[late, make(Meeting, held_on="1.3.", created_at=made(15)), make(Meeting)],
        criteria=[make(Criterion, known_on="1.1.", created_at=made(15))],
        terms=[term(1, "1.1.", reopening("held", raised_on="1.2.", created_at=made(1)))],
    )
    found = finding(deal, "entered_late")
    assert found.records == (late.id, deal.terms[0].reopenings[0].id)
    assert not found.mendable


def test_one_of_us_holding_all_contact() -> None:
    def people(*owners: str) -> Snapshot:
        return snapshot(stakeholders=[make(Stakeholder, relationship_owner=o) for o in owners])

    assert finding(people("Ann", "Ann", ""), "one_contact").params["name"] == "Ann"
    assert judged(people("Ann", "")).finding("one_contact") is None
    assert judged(people("Ann", "Bob")).finding("one_contact") is None


def test_a_term_reopened_twice() -> None:
    twice = term(5, "1.1.", reopening("held"), reopening("held"))
    deal = snapshot(terms=[twice, term(7, "1.1.", reopening("held"))])
    found = finding(deal, "reopened_twice")
    assert (found.records, found.money) == ((twice.id,), 5)


def test_mending_takes_the_exposed_money_and_never_the_lost() -> None:
    deal = snapshot(
        SIGNED,
        terms=[term(100, red_line=True), term(30)],
        trades=[trade(40, 10, made_on="1.3.")],
    )
    before = judged(deal)
    after = mended(before, ["red_lines_locked", "returns_secured", "price_traded"])
    signature = Control.SIGNATURE
    assert before.control(signature).exposed == 140
    assert after.control(signature).exposed == 30
    assert after.value.exposed_after_signature == 30
    assert after.value.protected == 970
    assert after.check("red_lines_locked").ratio == 1
    assert after.check("red_lines_locked").status is Status.MET
    assert after.value.leakage == before.value.leakage == 30
    assert after.finding("red_lines_locked") is None
    assert before.score is not None
    assert after.score is not None
    assert after.score > before.score
    assert after.gap == 100 - after.score


def test_what_cannot_be_mended_stays() -> None:
    deal = snapshot(SIGNED, terms=[term(100)])
    before = judged(deal)
    assert mended(before, ["locked_before_award", "no_such"]) == before


def test_the_answer_is_text_and_names_every_finding() -> None:
    deal = snapshot(
        {**SIGNED, "currency": "JPY"},
        terms=[term(1, "1.1.", reopening("held"), reopening("held"), evidence="x"), term(None)],
        authority=[make(AuthorityLevel, holder="Ann", limit=9)],
    )
    found = answer(judged(deal), deal, "a.ndeal")
    assert list(found) == [
        "file",
        "deal_id",
        "title",
        "as_of",
        "currency",
        "stage",
        "score",
        "gap",
        "coverage",
        "controls",
        "price_only_room",
        "value",
        "corridor",
        "findings",
    ]
    assert found["as_of"] == on("31.12.").isoformat()
    assert found["controls"]["signature"]["lost"] == "0"
    assert found["controls"]["signature"]["checks"]["locked_before_award"] == "1.0000"
    assert found["controls"]["table"]["checks"] == {}
    own = next(f for f in found["findings"] if f["check"] == "reopened_twice")
    assert own == {
        "control": "signature",
        "check": "reopened_twice",
        "ratio": None,
        "money": "1",
        "records": [str(deal.terms[0].id)],
        "mendable": False,
    }


def test_losses_and_exposures_open_to_their_records() -> None:
    deal = snapshot(
        SIGNED,
        terms=[term(100), term(0)],
        trades=[trade(40, 10, made_on="1.3."), trade(7, 0, "proposed")],
        changes=[make(Change, status="agreed", cost_to_us=3), make(Change, cost_to_us=5)],
    )
    for result in judged(deal).controls:
        if result.lost is None:
            assert result.losses == result.exposures == ()
            continue
        assert sum(part.amount for part in result.losses) == result.lost
        assert sum(part.amount for part in result.exposures) == result.exposed
        assert all(part.amount for part in (*result.losses, *result.exposures))


def test_a_proposal_beyond_the_mandate_stays_a_finding_until_it_is_approved() -> None:
    asked = trade(90, 10, "proposed", approval_asked_on="1.5.")
    refused = trade(40, 0, "proposed", approval_asked_on="1.5.", approval_answer="refused")
    others = [
        trade(50, 0, "proposed", approval_asked_on="1.5.", approval_answer="approved"),
        trade(50, 0, "proposed"),
        trade(50, 0, "planned", approval_asked_on="1.5."),
    ]
    found = finding(snapshot(trades=[asked, refused, *others]), "approval_open")
    assert found.records == (asked.id, refused.id)
    assert (found.money, found.mendable) == (130, True)
    closed = snapshot({"closed_on": "1.6."}, trades=[asked])
    assert judged(closed).finding("approval_open") is None
