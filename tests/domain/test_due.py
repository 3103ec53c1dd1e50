"""What is due in a deal, rule by rule; and that no declared deadline is forgotten."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from negotiator_desk.domain.asof import PLANS
from negotiator_desk.domain.due import RETURNS, RULES, due_items
from negotiator_desk.models.deal import Outcome, Snapshot
from negotiator_desk.models.delivery import Change, Entitlement
from negotiator_desk.models.fields import ValueType, fields_of
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.models.learn import Action, Debrief
from negotiator_desk.models.table import AuthorityLevel, Meeting, Received, Trade
from negotiator_desk.wording.due import what_text
from tests.domain.build import make, offer, on, snapshot
from tests.strategies import snapshots


def rules(deal: Snapshot, as_of: str = "1.6.") -> list[tuple[str, date]]:
    return [(due.rule, due.day) for due in due_items(deal, on(as_of))]


def names(deal: Snapshot, as_of: str = "1.6.") -> list[str]:
    return [rule for rule, _day in rules(deal, as_of)]


def deadlines() -> Iterable[tuple[str, str]]:
    for kind, record in DEAL_KINDS.items():
        for spec in fields_of(record):
            if spec.name in PLANS:
                yield kind, spec.name
            if spec.type is ValueType.NESTED and spec.nested is not None:
                for inner in fields_of(spec.nested):
                    if inner.name in PLANS and spec.name == "received":
                        yield f"{kind}.received", inner.name


def test_every_declared_deadline_has_a_rule_and_words() -> None:
    known = {*RULES, *((f"{kind}.received", field) for kind, field in RETURNS)}
    assert set(deadlines()) <= known
    for kind, field in known:
        assert what_text(f"{kind}.{field}")


def test_expected_dates_stand_until_the_day_itself_is_known() -> None:
    plans = {"rfp_expected_on": "1.5.", "award_expected_on": "1.7."}
    assert rules(snapshot(plans)) == [
        ("deal.rfp_expected_on", on("1.5.")),
        ("deal.award_expected_on", on("1.7.")),
    ]
    assert names(snapshot({**plans, "rfp_issued_on": "1.5."})) == ["deal.award_expected_on"]
    assert names(snapshot(plans, offers=[offer("2.5.", 9)])) == ["deal.award_expected_on"]
    assert names(snapshot({**plans, "award_on": "1.8."})) == [
        "deal.rfp_expected_on",
        "deal.award_on",
    ]


def test_only_the_last_offer_of_a_side_can_expire() -> None:
    deal = snapshot(
        offers=[
            offer("1.3.", 100, expires_on="1.4."),
            offer("1.5.", 90, expires_on="10.6."),
            offer("1.4.", 50, "buyer", expires_on="20.5."),
        ]
    )
    assert rules(deal) == [("offers.expires_on", on("20.5.")), ("offers.expires_on", on("10.6."))]
    signed = snapshot({"award_on": "20.5."}, offers=list(deal.offers))
    assert names(signed) == []


@pytest.mark.parametrize(
    ("kind", "waiting", "done"),
    [
        ("trades", make(Trade, expires_on="1.7.", status="proposed"),
         make(Trade, expires_on="1.7.", status="agreed")),
        ("trades", make(Trade, status="agreed", received=(make(Received, due_on="1.7."),)),
         make(Trade, status="agreed",
              received=(make(Received, due_on="1.7.", received_on="1.5."),))),
        ("trades", make(Trade, status="agreed", received=(make(Received, due_on="1.7."),)),
         make(Trade, status="proposed", received=(make(Received, due_on="1.7."),))),
        ("changes", make(Change, notice_due_on="1.5."),
         make(Change, notice_due_on="1.5.", notice_given_on="1.5.")),
        ("changes", make(Change, reply_due_on="1.7.", status="offered"),
         make(Change, reply_due_on="1.7.", status="agreed")),
        ("changes", make(Change, ends_on="1.7.", status="agreed"),
         make(Change, ends_on="1.5.", status="agreed")),
        ("entitlements", make(Entitlement, notice_by="1.5."),
         make(Entitlement, notice_by="1.5.", status="waived")),
        ("actions", make(Action, due_on="1.5."), make(Action, due_on="1.5.", done_on="1.4.")),
        ("authority", make(AuthorityLevel, valid_until="1.7."),
         make(AuthorityLevel, valid_until="1.5.")),
    ],
)  # fmt: skip
def test_a_date_is_due_until_it_is_settled(kind: str, waiting: Any, done: Any) -> None:
    assert len(names(snapshot(**{kind: [waiting]}))) == 1
    assert names(snapshot(**{kind: [done]})) == []


def test_a_meeting_waits_until_it_is_held_or_cancelled() -> None:
    from datetime import datetime

    when = datetime(2026, 6, 3, 14, 30)
    assert rules(snapshot(meetings=[make(Meeting, starts_at=when)])) == [
        ("meetings.starts_at", on("3.6."))
    ]
    held = make(Meeting, starts_at=when, held_on="1.6.")
    gone = make(Meeting, starts_at=when, status="cancelled")
    assert names(snapshot(meetings=[held, gone])) == []


def test_debriefs_are_offered_after_signature_and_ninety_days_on() -> None:
    signed = {"signed_on": "1.3."}
    assert rules(snapshot(signed)) == [
        ("debriefs.signature", on("4.3.")),
        ("debriefs.ninety_days", on("30.5.")),
    ]
    planned = make(Debrief, kind="ninety_days")
    held = make(Debrief, kind="signature", held_on="5.3.")
    (due,) = due_items(snapshot(signed, debriefs=[held, planned]), on("1.6."))
    assert (due.rule, due.record) == ("debriefs.ninety_days", planned)


def test_a_deal_that_is_over_keeps_only_what_can_still_be_done() -> None:
    lists: dict[str, Any] = {
        "trades": [make(Trade, expires_on="1.7.", status="proposed")],
        "changes": [make(Change, reply_due_on="1.7.")],
        "entitlements": [make(Entitlement, due_on="1.7.")],
        "actions": [make(Action, due_on="1.7.")],
    }
    closed = snapshot({"closed_on": "1.5.", "delivery_end_on": "1.7."}, **lists)
    assert sorted(names(closed)) == ["actions.due_on", "entitlements.due_on"]
    lost = snapshot({"outcome": make(Outcome, result="lost")}, **lists)
    assert names(lost) == ["actions.due_on"]


def test_a_public_record_has_nothing_due() -> None:
    deal = snapshot({"origin": "public_record", "award_expected_on": "1.7."})
    assert names(deal) == []


@given(snapshots())
def test_any_deal_has_its_dates_in_order_and_in_words(deal: Snapshot) -> None:
    found = due_items(deal, on("1.6."))
    assert [due.day for due in found] == sorted(due.day for due in found)
    for due in found:
        assert what_text(due.rule)
        assert due.record.id is not None
