"""Changes and entitlements: each act one undo step; notice periods; wording that follows."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from negotiator_desk.domain.mandate import mandate_of
from negotiator_desk.models.choices import Approval, ChangeCategory, ChangeStatus, EntitlementStatus
from negotiator_desk.models.delivery import Change, Entitlement
from negotiator_desk.models.desk import NoticePreset
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.table import AuthorityLevel
from negotiator_desk.services import changes, presets, records, trades
from negotiator_desk.services.context import Context
from negotiator_desk.wording.refusals import Refusal
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")
LEVELS = (
    AuthorityLevel(id=uid("kb"), holder="K. Brandt", limit=Decimal(100)),
    AuthorityLevel(id=uid("board"), holder="Board", limit=Decimal(90000)),
)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        deal = a_deal()
        owned = msgspec.structs.replace(deal.deal, owner="K. Brandt")
        put(desk, msgspec.structs.replace(deal, deal=owned, authority=LEVELS))
        yield Context(desk, clock)


def made(context: Context, **values: object) -> Change:
    change_id = records.add(context, DEAL, "changes", {"title": "Second site", **values})
    return now(context, change_id)


def now(context: Context, change_id: object) -> Change:
    found = context.desk.load(DEAL).changes
    return next(change for change in found if change.id == change_id)


def test_each_act_is_one_step_that_undo_takes_back(context: Context) -> None:
    today = context.today()
    change = made(context, raised_on=today - timedelta(days=3))
    changes.set_notice(context, DEAL, change, 7)
    changes.give_notice(context, DEAL, change.id)
    changes.confirm(context, DEAL, change.id)
    changes.start_work(context, DEAL, change.id)
    changes.offer(context, DEAL, change.id)
    changes.decide(context, DEAL, change.id, ChangeStatus.REFUSED)
    found = now(context, change.id)
    assert found.notice_due_on == today + timedelta(days=4)
    assert found.notice_given_on == found.work_started_on == found.decided_on == today
    assert found.confirmed_in_writing_on == today
    assert found.status is ChangeStatus.REFUSED
    for _step in range(6):
        context.desk.undo()
    assert now(context, change.id) == change


def test_a_notice_period_runs_from_today_where_no_day_is_known(context: Context) -> None:
    change = made(context, raised_on=None)
    changes.set_notice(context, DEAL, change, 7)
    found = now(context, change.id)
    assert found.aware_on == context.today()
    assert found.notice_due_on == context.today() + timedelta(days=7)


@pytest.mark.parametrize("days", [-1, 100_000])
def test_a_period_that_is_none_is_refused(context: Context, days: int) -> None:
    change = made(context)
    with pytest.raises(FormError):
        changes.set_notice(context, DEAL, change, days)
    assert now(context, change.id) == change


def test_a_state_that_decides_nothing_is_refused(context: Context) -> None:
    change = made(context)
    with pytest.raises(FormError):
        changes.decide(context, DEAL, change.id, ChangeStatus.OFFERED)


def test_an_entitlement_is_claimed_or_let_go(context: Context) -> None:
    added = records.add(context, DEAL, "entitlements", {"name": "Indexation"})

    def found() -> Entitlement:
        return next(e for e in context.desk.load(DEAL).entitlements if e.id == added)

    changes.claim(context, DEAL, added)
    assert (found().status, found().claimed_on) == (EntitlementStatus.CLAIMED, context.today())
    changes.let_go(context, DEAL, added, EntitlementStatus.WAIVED)
    assert (found().status, found().claimed_on) == (EntitlementStatus.WAIVED, None)
    with pytest.raises(FormError):
        changes.let_go(context, DEAL, added, EntitlementStatus.OPEN)
    context.desk.undo()
    context.desk.undo()
    assert found().status is EntitlementStatus.OPEN


def test_the_composed_wording_is_that_of_trades_and_follows_what_it_is_made_of(
    context: Context,
) -> None:
    change = made(context, price_change=Decimal(26500), cost_to_us=Decimal(9000))
    trades.compose_wording(context, DEAL, change, context.desk.load(DEAL))
    first = now(context, change.id).wording
    assert first.startswith("If you give us 26,500 ")
    assert "then we give you Second site" in first
    assert "9,000" not in first
    records.set_value(context, DEAL, "changes", change.id, "price_change", Decimal(27000))
    assert "27,000" in now(context, change.id).wording
    records.set_value(context, DEAL, "changes", change.id, "wording", "My own words.")
    records.set_value(context, DEAL, "changes", change.id, "price_change", Decimal(1))
    assert now(context, change.id).wording == "My own words."


def test_an_approval_is_asked_given_and_refused(context: Context) -> None:
    change = made(context, cost_to_us=Decimal(9000))
    snapshot = context.desk.load(DEAL)
    after = mandate_of(snapshot, context.today()).after(change)
    assert not after.covered
    trades.ask_approval(context, DEAL, change, snapshot, after)
    asked = now(context, change.id)
    assert asked.approval_asked_on == context.today()
    assert "Second site" in asked.approval_question
    assert "9,000" in asked.approval_question
    trades.approve(context, DEAL, change.id, "Board", "changes")
    mandate = mandate_of(context.desk.load(DEAL), context.today())
    assert mandate.after(now(context, change.id)).covered
    trades.refuse_approval(context, DEAL, change.id, "changes")
    assert now(context, change.id).approval_answer is Approval.REFUSED
    assert now(context, change.id).authorised_by == ""


def test_the_notice_periods_are_kept_as_a_whole_in_one_step(context: Context) -> None:
    begin = presets.list_presets(context)
    assert begin
    mine = NoticePreset(id=uuid4(), name=" Delay  here ", category=ChangeCategory.SCHEDULE, days=5)
    presets.save_presets(context, [mine])
    (kept,) = presets.list_presets(context)
    assert (kept.name, kept.category, kept.days) == ("Delay here", ChangeCategory.SCHEDULE, 5)
    presets.save_presets(context, [mine, msgspec.structs.replace(mine, name="Other")])
    assert len(presets.list_presets(context)) == 2
    context.desk.undo()
    assert presets.list_presets(context) == (kept,)
    presets.save_presets(context, [])
    assert presets.list_presets(context) == begin


@pytest.mark.parametrize(
    "wrong",
    [
        NoticePreset(id=uuid4(), name=" ", days=5),
        NoticePreset(id=uuid4(), name="<b>x</b>", days=None),
        NoticePreset(id=uuid4(), name="x", days=99_999),
    ],
)
def test_a_period_without_name_or_days_is_refused_and_nothing_is_kept(
    context: Context, wrong: NoticePreset
) -> None:
    before = presets.list_presets(context)
    with pytest.raises(Refusal):
        presets.save_presets(context, [NoticePreset(id=uuid4(), name="fine", days=1), wrong])
    assert presets.list_presets(context) == before
