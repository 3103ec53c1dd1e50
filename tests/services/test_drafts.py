"""Drafts: kept at once, one for each field, never an undo step."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiator_desk.services import drafts
from negotiator_desk.services.context import Context
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL = uid("deal")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        yield Context(desk, Clock())


def texts(context: Context) -> list[str]:
    return [draft.text for draft in drafts.load_drafts(context, DEAL)]


def test_a_field_has_one_draft(context: Context) -> None:
    for text in ("31.", "31.2", "31.2.<b>"):
        drafts.keep_draft(context, DEAL, "trades", uid("trade 1"), "made_on", text)
    drafts.keep_draft(context, DEAL, "trades", uid("trade 1"), "expires_on", "soon")
    drafts.keep_draft(context, DEAL, "trades", uid("given 1"), "cost_to_us", "12 or so")
    drafts.keep_draft(context, uid("other"), "trades", uid("trade 1"), "made_on", "theirs")
    assert texts(context) == ["31.2.<b>", "soon", "12 or so"]
    drafts.clear_draft(context, DEAL, "trades", uid("trade 1"), "made_on")
    drafts.clear_draft(context, DEAL, "trades", uid("trade 1"), "made_on")
    assert texts(context) == ["soon", "12 or so"]
    drafts.clear_drafts(context, DEAL)
    assert texts(context) == []
    assert [d.text for d in drafts.load_drafts(context, uid("other"))] == ["theirs"]


def test_a_draft_is_no_undo_step(context: Context) -> None:
    before = context.desk.undo_label
    drafts.keep_draft(context, DEAL, "trades", uid("trade 1"), "made_on", "31.")
    assert context.desk.undo_label == before
    context.desk.undo()
    context.desk.redo()
    assert texts(context) == ["31."]


def test_drafts_are_there_at_the_next_start(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        context = Context(desk, Clock())
        drafts.keep_draft(context, DEAL, "trades", uid("trade 1"), "made_on", "half\x00a date")
    with a_desk(tmp_path) as desk:
        assert texts(Context(desk, Clock())) == ["half\x00a date"]
