"""The sample deal: valid, canonical, and with something to say in every place."""

import hashlib
from datetime import date

import pytest

from negotiator_desk.dealfile.decode import decode
from negotiator_desk.dealfile.encode import canonical
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.results import Status
from negotiator_desk.models import choices
from negotiator_desk.models.choices import Control, Origin, Side, Stage
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record, is_missing, own_fields
from negotiator_desk.models.kinds import DEAL_LISTS, all_records, nested_records, records_of
from negotiator_desk.wording.resources import resource_path

AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module")
def data() -> bytes:
    return resource_path("sample/deal.json").read_bytes()


@pytest.fixture(scope="module")
def sample(data: bytes) -> Snapshot:
    return decode(data, "the sample deal")


def test_the_sample_is_canonical(data: bytes, sample: Snapshot) -> None:
    assert canonical(sample) == data


def test_the_sample_says_that_it_is_invented(sample: Snapshot) -> None:
    assert sample.deal.origin is Origin.SAMPLE
    assert "invented" in sample.deal.summary


@pytest.mark.parametrize("kind", DEAL_LISTS)
def test_every_list_has_records(sample: Snapshot, kind: str) -> None:
    assert records_of(sample, kind)


def test_every_field_is_filled_in_some_record(sample: Snapshot) -> None:
    records: list[Record] = [record for _, record in all_records(sample)]
    records += [inner for record in tuple(records) for _, _, inner in nested_records(record)]
    empty = {(type(r), spec.name) for r in records for spec in own_fields(type(r))}
    for record in records:
        for spec in own_fields(type(record)):
            if not is_missing(getattr(record, spec.name)):
                empty.discard((type(record), spec.name))
    left = {f"{record.__name__}.{name}" for record, name in empty}
    assert left == {"Change.trade_id", "Deal.closed_on", "Outcome.winner"}


def test_attachments_lie_beside_it_under_the_name_of_their_content(sample: Snapshot) -> None:
    for file in sample.attachments:
        content = resource_path(f"sample/attachments/{file.sha256}").read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert len(content) == file.size


def test_locked_wordings_are_what_was_locked(sample: Snapshot) -> None:
    locked = [term for term in sample.terms if term.wording_sha256]
    assert locked
    for term in locked:
        found = hashlib.sha256(term.agreed_wording.encode()).hexdigest()
        assert found == term.wording_sha256


def test_every_control_is_reached_and_scored(sample: Snapshot) -> None:
    diagnosis = diagnose(sample, AS_OF)
    assert diagnosis.stage is Stage.DELIVERY
    assert diagnosis.score is not None
    assert 50 < diagnosis.score < 90
    for result in diagnosis.controls:
        assert result.reached
        assert result.score is not None
        assert {check.status for check in result.checks} & {Status.PARTIAL, Status.GAP}
    met = [c for r in diagnosis.controls for c in r.checks if c.status is Status.MET]
    assert len(met) >= 5, "a good deal also has something to be proud of"


def test_money_is_lost_and_exposed_at_every_control_that_has_any(sample: Snapshot) -> None:
    diagnosis = diagnose(sample, AS_OF)
    for control in (Control.TABLE, Control.SIGNATURE, Control.DELIVERY):
        result = diagnosis.control(control)
        assert result.lost
        assert result.exposed
    value = diagnosis.value
    assert value.signed
    assert value.gained_after_signature
    assert value.protected
    assert value.value_now is not None
    assert value.value_now < value.signed
    assert diagnosis.price_only_room


def test_both_sides_made_enough_offers_for_an_estimate(sample: Snapshot) -> None:
    corridor = diagnose(sample, AS_OF).corridor
    assert corridor.rounds_to_meet
    assert corridor.our_concession_share
    assert {offer.party for offer in sample.offers} == set(Side)


def test_the_findings_of_their_own_are_there(sample: Snapshot) -> None:
    own = {finding.key for finding in diagnose(sample, AS_OF).findings if finding.check is None}
    assert own >= {
        "entered_late",
        "perception_delivery",
        "perception_table",
        "reopened_twice",
        "unpriced_signature",
        "unpriced_table",
        "walk_away_lowered",
    }


@pytest.mark.parametrize(
    ("kind", "field", "listed"),
    [
        ("trades", "status", choices.TradeStatus.WITHDRAWN),
        ("changes", "status", choices.ChangeStatus.ASSESSED),
        ("entitlements", "status", choices.EntitlementStatus.WAIVED),
        ("meetings", "status", None),
        ("carried_lessons", "decision", None),
        ("stakeholders", "stance", None),
    ],
)
def test_the_states_of_a_list_all_occur(
    sample: Snapshot, kind: str, field: str, listed: choices.Choice | None
) -> None:
    found = {getattr(record, field) for record in records_of(sample, kind)}
    (spec,) = [s for s in own_fields(DEAL_LISTS[kind]) if s.name == field]
    wanted = set(spec.choice) if spec.choice is not None else {None, -2, -1, 0, 1, 2}
    assert wanted - {listed} <= found


def test_clocks_are_running(sample: Snapshot) -> None:
    assert [c for c in sample.changes if c.notice_due_on and c.notice_due_on > AS_OF]
    assert [c for c in sample.changes if c.reply_due_on and c.reply_due_on > AS_OF]
    assert [e for e in sample.entitlements if e.notice_by and e.notice_by > AS_OF]
    assert [a for a in sample.actions if a.due_on and not a.done_on and a.due_on > AS_OF]
