"""Records of a deal: added, set, moved, copied, deleted and renamed, each in one undo step."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import (
    BuyingRole,
    ChangeStatus,
    MeetingStatus,
    Response,
    Result,
    Side,
    TradeStatus,
)
from negotiator_desk.models.deal import Outcome, Snapshot
from negotiator_desk.models.kinds import DEAL_LISTS, all_records, nested_records, records_of
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.table import Given, Trade
from negotiator_desk.services import records
from negotiator_desk.services.checks import record_references
from negotiator_desk.services.context import Context
from negotiator_desk.services.settings import set_name
from negotiator_desk.store.desk import NoSuchDeal, NoSuchRecord
from negotiator_desk.wording.edits import edit_text
from negotiator_desk.wording.refusals import Refusal
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")
TODAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 12, 30, 15, 250_000, tzinfo=UTC)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        made = Context(desk, clock)
        set_name(made, "R. Oduya")
        put(desk, a_deal())
        yield made
        assert_whole(made)


def assert_whole(context: Context) -> None:
    """Whatever was done: nothing refers to what is not there, and undo leads back to the start."""
    snapshot = context.desk.load(DEAL)
    known = {record.id for _, record in all_records(snapshot)}
    known |= {
        inner.id for _, record in all_records(snapshot) for *_, inner in nested_records(record)
    }
    for _, record in all_records(snapshot):
        for spec, target in record_references(record):
            assert target in known, spec.name
    while context.desk.undo_label != EditLabel(key="import", kind="deal", title="Helios"):
        context.desk.undo()
    assert context.desk.load(DEAL) == a_deal()


def load(context: Context) -> Snapshot:
    return context.desk.load(DEAL)


def steps(context: Context) -> int:
    return len(context.desk._stacks.done) - 1


def undo_text(context: Context) -> str:
    assert context.desk.undo_label is not None
    return edit_text(context.desk.undo_label)


def find(context: Context, kind: str, record_id: UUID) -> Any:
    return next(each for each in records_of(load(context), kind) if each.id == record_id)


# Adding.


@pytest.mark.parametrize("kind", DEAL_LISTS)
def test_a_record_of_every_kind_can_be_added(context: Context, kind: str) -> None:
    added = find(context, kind, records.add(context, DEAL, kind))
    assert (added.created_at, added.updated_at, added.updated_by) == (NOW, NOW, "R. Oduya")
    assert records_of(load(context), kind)[-1] == added
    assert steps(context) == 1


def test_a_new_record_starts_sensibly(context: Context) -> None:
    trade = find(context, "trades", records.add(context, DEAL, "trades"))
    assert (trade.number, trade.made_on, trade.status) == (4, TODAY, TradeStatus.PROPOSED)
    assert undo_text(context) == "add Trade 4"
    change = find(context, "changes", records.add(context, DEAL, "changes"))
    assert (change.number, change.raised_on, change.status) == (1, TODAY, ChangeStatus.RAISED)
    meeting = find(context, "meetings", records.add(context, DEAL, "meetings"))
    assert (meeting.held_on, meeting.status) == (None, MeetingStatus.PLANNED)
    gate = find(context, "gates", records.add(context, DEAL, "gates"))
    assert (gate.passed_on, gate.passed_by) == (TODAY, "R. Oduya")
    person = find(context, "stakeholders", records.add(context, DEAL, "stakeholders"))
    assert person.mapped_on == TODAY
    assert undo_text(context) == "add person"


def test_what_had_no_title_is_called_by_the_one_it_gets(context: Context) -> None:
    person = records.add(context, DEAL, "stakeholders")
    records.set_value(context, DEAL, "stakeholders", person, "name", "Oona Pell")
    assert undo_text(context) == "edit Oona Pell"
    records.set_value(context, DEAL, "stakeholders", person, "name", "Oona Pelle")
    assert undo_text(context) == "edit Oona Pell"


def test_what_is_given_takes_the_place_of_the_start(context: Context) -> None:
    values = {"made_on": None, "status": "agreed", "number": 77, "wording": "x", "given": ()}
    trade = find(context, "trades", records.add(context, DEAL, "trades", values, position=0))
    assert (trade.made_on, trade.status, trade.number) == (None, TradeStatus.AGREED, 77)
    assert load(context).trades[0] == trade


def test_a_new_offer_is_no_fall(context: Context) -> None:
    ours = find(context, "offers", records.add(context, DEAL, "offers"))
    assert (ours.party, ours.amount, ours.made_on) == (Side.US, Decimal("1000000.50"), TODAY)
    theirs = find(context, "offers", records.add(context, DEAL, "offers", {"party": Side.BUYER}))
    assert (theirs.amount, theirs.made_on) == (0, None)
    with pytest.raises(FormError) as refused:
        records.add(
            context, DEAL, "offers", {"party": Side.BUYER, "made_on": TODAY, "amount": None}
        )
    assert (refused.value.key, refused.value.params["field"]) == ("required", "amount")
    given = {"party": Side.BUYER, "made_on": TODAY, "amount": Decimal(5)}
    assert find(context, "offers", records.add(context, DEAL, "offers", given)).amount == 5


def test_the_first_offer_starts_at_the_opening(context: Context) -> None:
    records.remove(context, DEAL, "offers", [uid("offer")])
    unknown = find(context, "offers", records.add(context, DEAL, "offers"))
    assert (unknown.amount, unknown.made_on) == (0, None)
    records.remove(context, DEAL, "offers", [unknown.id])
    records.add(context, DEAL, "corridor", {"opening": Decimal(900)})
    (revision,) = load(context).corridor
    assert isinstance(revision, CorridorRevision)
    assert revision.set_on == TODAY
    assert find(context, "offers", records.add(context, DEAL, "offers")).amount == 900


# Setting.


def test_a_value_is_set_with_its_marks(context: Context) -> None:
    records.set_value(context, DEAL, "stakeholders", uid("ann"), "buying_roles", ["user_buyer"])
    ann = find(context, "stakeholders", uid("ann"))
    assert ann.buying_roles == (BuyingRole.USER_BUYER,)
    assert (ann.created_at, ann.updated_at, ann.updated_by) == (None, NOW, "R. Oduya")
    assert undo_text(context) == "edit Ann"
    assert context.desk.undo_label is not None
    assert context.desk.undo_label.field == "buying_roles"


def test_the_deal_itself_is_edited_alike(context: Context) -> None:
    records.set_value(context, DEAL, "deal", DEAL, "signed_value", Decimal("100.25"))
    records.set_value(context, DEAL, "deal", DEAL, "title", "")
    deal = load(context).deal
    assert (deal.signed_value, deal.title) == (Decimal("100.25"), "")
    assert deal.extra == a_deal().deal.extra


def test_the_same_value_is_no_step(context: Context) -> None:
    records.set_value(context, DEAL, "stakeholders", uid("ann"), "power", 5)
    records.set_value(context, DEAL, "stakeholders", uid("ann"), "notes", None)
    records.set_value(context, DEAL, "trades", uid("trade 1"), "status", "proposed")
    records.move(context, DEAL, "trades", uid("trade 1"), 0)
    assert steps(context) == 0


def test_several_values_are_one_step(context: Context) -> None:
    values = {"power": 1, "stance": None, "name": "Anne"}
    records.set_values(context, DEAL, "stakeholders", uid("ann"), values)
    ann = find(context, "stakeholders", uid("ann"))
    assert (ann.power, ann.stance, ann.name) == (1, None, "Anne")
    assert steps(context) == 1


def test_typing_is_one_step(context: Context) -> None:
    for text in ("I", "If", "If you"):
        records.set_value(context, DEAL, "trades", uid("trade 1"), "wording", text, merge="m")
    assert steps(context) == 1
    assert undo_text(context) == "edit Trade 1"


def test_a_step_is_called_by_the_whole_title_that_was_typed_in_it(context: Context) -> None:
    added = records.add(context, DEAL, "stakeholders", {})
    for text in ("I", "Ingrid", "Ingrid Solheim"):
        records.set_value(context, DEAL, "stakeholders", added, "name", text, merge="m")
    assert undo_text(context) == "edit Ingrid Solheim"
    context.desk.end_run()
    for text in ("Ingrid Sol", "Ingrid Berg"):
        records.set_value(context, DEAL, "stakeholders", added, "name", text, merge="n")
    assert undo_text(context) == "edit Ingrid Solheim"
    context.desk.undo()
    assert undo_text(context) == "edit Ingrid Solheim"


Call = Callable[[Context], object]


def _set(kind: str, name: str, field: str, content: Any) -> Call:
    return lambda context: records.set_value(context, DEAL, kind, uid(name), field, content)


@pytest.mark.parametrize(
    ("call", "key", "field"),
    [
        (_set("stakeholders", "ann", "power", 6), "above", "power"),
        (_set("stakeholders", "ann", "power", True), "type", "power"),
        (_set("stakeholders", "ann", "power", Decimal(3)), "type", "power"),
        (_set("stakeholders", "ann", "buying_roles", ["king"]), "not_listed", "buying_roles"),
        (_set("stakeholders", "ann", "mapped_on", NOW), "type", "mapped_on"),
        (_set("stakeholders", "ann", "name", "x" * 100_001), "text_too_long", "name"),
        (_set("stakeholders", "ann", "name", "\ud800"), "bad_text", "name"),
        (_set("trades", "trade 1", "status", "perhaps"), "not_listed", "status"),
        (_set("trades", "trade 1", "meeting_id", uid("nowhere")), "dangling", "meeting_id"),
        (_set("trades", "trade 1", "meeting_id", uid("ann")), "dangling", "meeting_id"),
        (_set("terms", "term", "trade_ids", (uid("trade 1"), uid("x"))), "dangling", "trade_ids"),
        (_set("actions", "action", "record_id", uid("nowhere")), "dangling", "record_id"),
        (_set("offers", "offer", "amount", Decimal("-1")), "below", "amount"),
        (_set("offers", "offer", "amount", Decimal("NaN")), "bad_money", "amount"),
        (_set("offers", "offer", "amount", None), "required", "amount"),
        (_set("offers", "offer", "amount", Decimal("0.00001")), "bad_money", "amount"),
        (_set("meetings", "meeting", "starts_at", NOW), "type", "starts_at"),
        (_set("criteria", "price", "rival_scores", {"Acme": Decimal(11)}), "above", "rival_scores"),
        (_set("deal", "deal", "currency", "euro"), "pattern", "currency"),
        (
            lambda context: records.add(context, DEAL, "trades", {"status": "perhaps"}),
            "not_listed",
            "status",
        ),
        (
            lambda context: records.add(context, DEAL, "questions", {"meeting_id": uid("x")}),
            "dangling",
            "meeting_id",
        ),
    ],
)
def test_a_value_that_may_not_stand_changes_nothing(
    context: Context, call: Call, key: str, field: str
) -> None:
    with pytest.raises(FormError) as refused:
        call(context)
    assert (refused.value.key, refused.value.params["field"]) == (key, field)
    assert load(context) == a_deal()
    assert steps(context) == 0


@pytest.mark.parametrize(
    "call",
    [
        _set("trades", "gone", "wording", "x"),
        lambda context: records.remove(context, DEAL, "trades", [uid("trade 1"), uid("gone")]),
        lambda context: records.duplicate(context, DEAL, "trades", [uid("gone")]),
        lambda context: records.move(context, DEAL, "trades", uid("gone"), 0),
        lambda context: records.add_nested(context, DEAL, "trades", uid("gone"), "given"),
        lambda context: records.remove_nested(
            context, DEAL, "trades", uid("trade 1"), "given", [uid("given 2")]
        ),
    ],
)
def test_what_is_gone_is_refused_in_words(context: Context, call: Call) -> None:
    with pytest.raises(NoSuchRecord) as refused:
        call(context)
    assert isinstance(refused.value, Refusal)
    assert "no longer there" in refused.value.text
    assert load(context) == a_deal()


def test_a_deal_that_is_gone_is_refused_in_words(context: Context) -> None:
    with pytest.raises(NoSuchDeal):
        records.add(context, uid("gone"), "trades")


def test_any_record_may_be_referred_to_where_any_is_allowed(context: Context) -> None:
    for target in ("price", "deal", "given 2"):
        records.set_value(context, DEAL, "actions", uid("action"), "record_id", uid(target))
        assert find(context, "actions", uid("action")).record_id == uid(target)


# Deleting.


def test_references_to_a_deleted_person_are_cleared(context: Context) -> None:
    records.remove(context, DEAL, "stakeholders", [uid("ann")])
    after = load(context)
    assert [person.name for person in after.stakeholders] == ["Bob", "Cleo"]
    assert [line.id for line in after.influences] == [uid("other line")]
    assert after.criteria[0].stakeholder_id is None
    assert [right.id for right in after.criteria[0].rights] == [uid("r2")]
    assert after.meetings[0].stakeholder_ids == (uid("bob"),)
    assert [action.record_id for action in after.actions] == [uid("reopening"), None]
    assert after.meetings[0].updated_by == "R. Oduya"
    assert after.trades == a_deal().trades
    assert steps(context) == 1
    assert undo_text(context) == "delete Ann"


def test_references_to_deleted_trades_are_cleared(context: Context) -> None:
    records.set_value(context, DEAL, "actions", uid("action 2"), "record_id", uid("given 1"))
    records.remove(context, DEAL, "trades", [uid("trade 1"), uid("trade 3")])
    after = load(context)
    assert [trade.id for trade in after.trades] == [uid("trade 2")]
    assert after.offers[0].trade_id is None
    assert after.terms[0].trade_ids == (uid("trade 2"),)
    assert after.terms[0].reopenings[0].trade_id is None
    assert after.actions[1].record_id is None
    assert undo_text(context) == "delete 2 trades"


def test_nothing_deleted_is_no_step(context: Context) -> None:
    records.remove(context, DEAL, "trades", [])
    assert records.duplicate(context, DEAL, "trades", []) == ()
    assert steps(context) == 0


# Copying and moving.


def test_a_copy_stands_behind_its_original(context: Context) -> None:
    copies = records.duplicate(context, DEAL, "trades", [uid("trade 2"), uid("trade 1")])
    trades = load(context).trades
    assert [trade.number for trade in trades] == [1, 4, 2, 5, 3]
    assert (trades[1].id, trades[3].id) == copies
    assert trades[1].wording == trades[0].wording
    assert trades[1].given[0].id != trades[0].given[0].id
    assert trades[1].given[0].cost_to_us == Decimal("12.34")
    assert trades[1].created_at == NOW
    assert steps(context) == 1
    assert undo_text(context) == "duplicate 2 trades"


def test_moving(context: Context) -> None:
    records.move(context, DEAL, "trades", uid("trade 1"), 2)
    assert [trade.number for trade in load(context).trades] == [2, 3, 1]
    assert undo_text(context) == "move Trade 1"


# Records inside records.


def given_of(context: Context, name: str = "trade 1") -> tuple[Given, ...]:
    trade = find(context, "trades", uid(name))
    assert isinstance(trade, Trade)
    return trade.given


def test_entries_are_added_set_copied_moved_and_removed(context: Context) -> None:
    place = (context, DEAL, "trades", uid("trade 1"), "given")
    added = records.add_nested(*place, {"description": "Training"}, position=0)
    assert [each.id for each in given_of(context)] == [added, uid("given 1")]
    assert given_of(context)[0].created_at == NOW
    records.set_nested_value(*place, added, "cost_to_us", Decimal("7.5"))
    assert given_of(context)[0].cost_to_us == Decimal("7.5")
    (copy,) = records.duplicate_nested(*place, [added])
    assert [each.id for each in given_of(context)] == [added, copy, uid("given 1")]
    records.move_nested(*place, added, 2)
    assert [each.id for each in given_of(context)] == [copy, uid("given 1"), added]
    records.remove_nested(*place, [copy, uid("given 1")])
    assert [each.description for each in given_of(context)] == ["Training"]
    assert find(context, "trades", uid("trade 1")).updated_by == "R. Oduya"
    assert steps(context) == 5
    assert undo_text(context) == "edit Trade 1"


def test_a_new_reopening_starts_as_pending(context: Context) -> None:
    added = records.add_nested(context, DEAL, "terms", uid("term"), "reopenings")
    reopening = find(context, "terms", uid("term")).reopenings[1]
    assert reopening.id == added
    assert (reopening.raised_on, reopening.response) == (TODAY, Response.PENDING)


def test_references_to_a_removed_entry_are_cleared(context: Context) -> None:
    records.remove_nested(context, DEAL, "terms", uid("term"), "reopenings", [uid("reopening")])
    assert find(context, "actions", uid("action")).record_id is None
    assert steps(context) == 1


def test_an_entry_is_checked_as_a_record_is(context: Context) -> None:
    place = (context, DEAL, "trades", uid("trade 1"), "given", uid("given 1"))
    for name, content, key in (
        ("cost_to_us", Decimal(-1), "below"),
        ("variable_id", uid("nowhere"), "dangling"),
    ):
        with pytest.raises(FormError) as refused:
            records.set_nested_value(*place, name, content)
        assert refused.value.key == key
        assert refused.value.params["field"] == name
        assert refused.value.params["holder"] == "given"
    records.set_nested_value(*place, "cost_to_us", Decimal("12.34"))
    assert steps(context) == 0


def test_a_list_set_whole_is_checked_inside(context: Context) -> None:
    bad = (Given(id=uid("new"), cost_to_us=Decimal(-1)),)
    with pytest.raises(FormError) as refused:
        records.set_value(context, DEAL, "trades", uid("trade 1"), "given", bad)
    assert (refused.value.params["field"], refused.value.params["holder"]) == (
        "cost_to_us",
        "given",
    )
    dangling = (Given(id=uid("new"), variable_id=uid("nowhere")),)
    with pytest.raises(FormError):
        records.set_value(context, DEAL, "trades", uid("trade 1"), "given", dangling)
    assert steps(context) == 0


def test_the_outcome_is_an_entry_without_an_id(context: Context) -> None:
    place = (context, DEAL, "deal", DEAL, "outcome", None)
    records.set_nested_value(*place, "result", Result.LOST)
    outcome = load(context).deal.outcome
    assert outcome == Outcome(result=Result.LOST, reasons=("price", "time"))
    records.set_nested_value(*place, "result", None)
    records.set_nested_value(*place, "reasons", ())
    assert load(context).deal.outcome is None
    records.set_nested_value(*place, "winner", "Acme")
    outcome = load(context).deal.outcome
    assert outcome is not None
    assert (outcome.id, outcome.winner) == (None, "Acme")


# Renaming.


def test_one_of_us_is_renamed_everywhere(context: Context) -> None:
    assert records.rename_person(context, DEAL, "K. Brandt", "K. Brandt-Lund") == 5
    after = load(context)
    assert after.deal.owner == "K. Brandt-Lund"
    assert after.stakeholders[1].relationship_owner == "K. Brandt-Lund"
    assert after.meetings[0].our_people[0].name == "K. Brandt-Lund"
    assert after.terms[0].owner == "K. Brandt-Lund"
    assert after.actions[0].owner == "K. Brandt-Lund"
    assert after.stakeholders[0] == a_deal().stakeholders[0]
    assert steps(context) == 1
    assert undo_text(context) == "rename K. Brandt"


def test_who_changed_a_record_last_is_renamed_without_a_change(context: Context) -> None:
    records.set_value(context, DEAL, "trades", uid("trade 1"), "wording", "x")
    assert isinstance(context.clock, Clock)
    context.clock.go_on(days=1)
    records.rename_person(context, DEAL, "R. Oduya", "R. O.")
    trade = find(context, "trades", uid("trade 1"))
    assert (trade.updated_by, trade.updated_at) == ("R. O.", NOW)


def test_a_rival_is_renamed_with_its_scores(context: Context) -> None:
    assert records.rename_rival(context, DEAL, "Acme", "Acme Group") == 2
    after = load(context)
    assert after.rivals[0].name == "Acme Group"
    assert after.criteria[0].rival_scores == {"Acme Group": Decimal("7.5"), "Zeta": Decimal(3)}
    assert list(after.criteria[0].rival_scores) == ["Acme Group", "Zeta"]


def test_two_rivals_do_not_become_one(context: Context) -> None:
    with pytest.raises(Refusal) as refused:
        records.rename_rival(context, DEAL, "Acme", "Zeta")
    assert "Zeta" in refused.value.text
    with pytest.raises(FormError):
        records.rename_rival(context, DEAL, "Acme", " ")
    assert load(context) == a_deal()


def test_setting_the_name_of_a_rival_takes_its_scores_along(context: Context) -> None:
    for text in ("Acme G", "Acme Group"):
        records.set_value(context, DEAL, "rivals", uid("acme"), "name", text, merge="m")
    assert set(load(context).criteria[0].rival_scores) == {"Acme Group", "Zeta"}
    assert steps(context) == 1


def test_scores_stay_apart_while_a_name_passes_through_another(context: Context) -> None:
    for text in ("Zeta", "Zeta 2"):
        records.set_value(context, DEAL, "rivals", uid("acme"), "name", text)
    scores = load(context).criteria[0].rival_scores
    assert scores == {"Acme": Decimal("7.5"), "Zeta": Decimal(3)}
