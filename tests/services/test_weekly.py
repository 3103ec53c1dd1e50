"""The days of the weekly review, kept on the desk; what it says of a deal, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from negotiator_desk.app import find_folders, open_context
from negotiator_desk.services import deals, weekly
from negotiator_desk.services.context import Context
from negotiator_desk.services.settings import get_setting, put_setting
from negotiator_desk.wording.formats import Formats
from tests.store.making import Clock

FORMATS = Formats("en_GB")


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def context(tmp_path: Path, clock: Clock) -> Iterator[Context]:
    made = open_context(find_folders(tmp_path / "desk"), clock)
    yield made
    made.desk.close()


def test_a_review_is_recorded_and_taken_back(context: Context, clock: Clock) -> None:
    assert weekly.reviewed_since(context).first
    weekly.mark_reviewed(context)
    weekly.mark_reviewed(context)
    assert weekly.review_days(context) == (date(2026, 11, 22),)
    clock.go_on(days=9)
    found = weekly.reviewed_since(context)
    assert (found.day, found.due) == (date(2026, 11, 22), True)
    weekly.mark_reviewed(context)
    assert not weekly.reviewed_since(context).due
    weekly.take_back_review(context)
    assert weekly.reviewed_since(context) == found
    assert context.desk.undo_label is None, "it is no edit of a deal"


@pytest.mark.parametrize("kept", [None, 3, "2026-11-01", {"a": 1}, ["soon", 4, None, "2026-99-01"]])
def test_what_makes_no_sense_counts_as_no_review(context: Context, kept: object) -> None:
    put_setting(context, weekly.KEY, kept)
    assert weekly.review_days(context) == ()
    weekly.mark_reviewed(context)
    assert weekly.review_days(context) == (date(2026, 11, 22),)


def test_only_the_latest_days_are_kept(context: Context) -> None:
    first = date(2020, 1, 1)
    days = [(first + timedelta(days=7 * n)).isoformat() for n in range(200)]
    put_setting(context, weekly.KEY, days)
    weekly.mark_reviewed(context)
    kept = get_setting(context, weekly.KEY)
    assert len(kept) == weekly.KEPT
    assert kept[-2:] == [days[-1], "2026-11-22"]


def test_what_is_said_of_the_sample(context: Context) -> None:
    deal_id = deals.open_sample(context)
    found = weekly.load_review(context, deal_id, date(2026, 9, 1), context.today(), FORMATS)
    opened = {line.key: line for line in found.lines if line.part == "opened"}
    secured = opened["returns_secured"]
    assert (secured.money, secured.state) == ("145,000 GBP", "opened")
    assert secured.what.startswith("Returns secured: ")
    assert opened["reopened_twice"].state == "opened, too late"
    assert found.figures is not None
    assert (found.figures.then.exposed, found.figures.now.exposed) == (116_000, 343_000)
    assert not found.still
    actions = [line for line in found.lines if line.part == "actions"]
    owners = [line.what.rpartition(" – ")[2] for line in actions]
    assert owners == ["Ilse Brandmark", "Sana Whitlock"]
    assert actions[0].money == "135,000 GBP"


def test_archived_deals_and_public_records_are_left_out(context: Context) -> None:
    kept, gone = (deals.create_deal(context, title, "Buyer", "EUR") for title in ("A", "B"))
    deals.archive(context, gone)
    assert [row.id for row in context.desk.deals() if row.at_work] == [kept]
