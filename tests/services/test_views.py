"""Kept views of a list: saved under a name, replaced, deleted, each an undo step."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.desk import View
from negotiator_desk.services import views
from negotiator_desk.services.context import Context
from negotiator_desk.services.views import ListView
from negotiator_desk.wording.refusals import Refusal
from tests.store.making import Clock, a_desk

MINE = ListView(page="portfolio", words="fleet", choices={"stage": "table"}, sort="gap")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        yield Context(desk, clock)


def test_a_view_comes_back_as_it_was_saved(context: Context) -> None:
    views.save_view(context, "  My  fleet ", MINE)
    views.save_view(context, "Other page", ListView(page="due"))
    (view,) = views.list_views(context, "portfolio")
    assert (view.name, views.read_view(view)) == ("My fleet", MINE)


def test_the_same_name_is_replaced_and_undone(context: Context) -> None:
    views.save_view(context, "Fleet", MINE)
    views.save_view(context, "FLEET", ListView(page="portfolio", board=True))
    (view,) = views.list_views(context, "portfolio")
    assert views.read_view(view).board
    context.desk.undo()
    (view,) = views.list_views(context, "portfolio")
    assert views.read_view(view) == MINE
    views.delete_view(context, view)
    assert views.list_views(context, "portfolio") == ()
    context.desk.undo()
    assert len(views.list_views(context, "portfolio")) == 1


def test_a_view_needs_a_name(context: Context) -> None:
    with pytest.raises(Refusal, match="name"):
        views.save_view(context, "  ", MINE)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"page": 3}', '{"page": "x", "choices": 1}'])
def test_a_view_that_cannot_be_read_is_left_out_and_refused(context: Context, content: str) -> None:
    view = View(id=uuid4(), name="Old", content=content)
    with context.desk.edit(EditLabel(key="add", kind="views")) as unit:
        unit.insert(None, view)
    assert views.list_views(context, "portfolio") == ()
    with pytest.raises(Refusal, match="Old"):
        views.read_view(view)
