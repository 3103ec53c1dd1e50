"""Spellings of a buyer: joined, taken apart, offered; always on a real desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiator_desk.services import buyers, deals
from negotiator_desk.services.context import Context
from negotiator_desk.wording.edits import edit_text
from negotiator_desk.wording.refusals import Refusal
from tests.store.making import Clock, a_desk


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        made = Context(desk, clock)
        for title, buyer in (
            ("One", "Norvik Energi AS"),
            ("Two", "Norvik Energi"),
            ("Three", "norvik  energi"),
            ("Four", "Stadtwerke Köln"),
            ("Five", ""),
        ):
            deals.create_deal(made, title, buyer, "EUR")
        yield made


def titles(context: Context, buyer: str) -> list[str]:
    return [row.title for row in buyers.deals_of(context, buyer)]


def test_case_and_spaces_are_one_buyer_without_joining(context: Context) -> None:
    assert titles(context, "NORVIK ENERGI") == ["Three", "Two"]
    assert [n for _name, n in buyers.list_buyers(context)] == [2, 1, 1]


def test_join_is_one_step_that_changes_no_deal(context: Context) -> None:
    before = context.desk.deals()
    buyers.join(context, "Norvik Energi AS", "Norvik Energi")
    assert titles(context, "norvik energi as") == ["One", "Three", "Two"]
    assert context.desk.deals() == before
    label = context.desk.undo_label
    assert label is not None
    assert edit_text(label) == "join Norvik Energi AS"
    context.desk.undo()
    assert titles(context, "Norvik Energi AS") == ["One"]
    context.desk.redo()
    assert len(titles(context, "Norvik Energi AS")) == 3


def test_what_was_joined_before_follows(context: Context) -> None:
    buyers.join(context, "Norvik Energi AS", "Norvik Energi")
    buyers.join(context, "Norvik Energi", "Norvik")
    assert buyers.load_buyers(context).of("Norvik Energi AS") == "Norvik"
    assert buyers.list_spellings(context, "Norvik") == ("Norvik Energi", "Norvik Energi AS")
    buyers.take_apart(context, "norvik energi")
    assert buyers.load_buyers(context).of("Norvik Energi") == "Norvik Energi"
    assert buyers.load_buyers(context).of("Norvik Energi AS") == "Norvik"


def test_a_joined_spelling_moves_alone_to_another_buyer(context: Context) -> None:
    buyers.join(context, "Norvik Energi AS", "Norvik Energi")
    buyers.join(context, "Norvik Energi AS", "Stadtwerke Köln")
    assert titles(context, "Stadtwerke Köln") == ["Four", "One"]
    assert titles(context, "Norvik Energi") == ["Three", "Two"]


def test_likely_spellings_are_offered_and_nothing_is_joined(context: Context) -> None:
    (pair,) = buyers.likely_spellings(context)
    assert (pair.spelling, pair.buyer) == ("Norvik Energi AS", "norvik energi")
    assert buyers.likely_spellings(context, "Stadtwerke Köln") == ()
    assert len(buyers.list_buyers(context)) == 3
    buyers.join(context, pair.spelling, pair.buyer)
    assert buyers.likely_spellings(context) == ()


@pytest.mark.parametrize(
    ("spelling", "buyer"),
    [("Norvik", " "), ("", "Norvik"), ("Norvik Energi", "NORVIK energi")],
)
def test_what_joins_nothing_is_refused_in_words(
    context: Context, spelling: str, buyer: str
) -> None:
    with pytest.raises(Refusal, match=r"\w+ \w+ .*\."):
        buyers.join(context, spelling, buyer)
    assert context.desk.desk_records("buyer_names") == ()


def test_only_a_joined_spelling_can_be_taken_apart(context: Context) -> None:
    with pytest.raises(Refusal, match="Norvik"):
        buyers.take_apart(context, "Norvik")


def test_a_dossier_reads_every_spelling_and_archived_deals(context: Context) -> None:
    buyers.join(context, "Norvik Energi AS", "Norvik Energi")
    row = next(row for row in context.desk.deals() if row.title == "Two")
    deals.archive(context, row.id)
    dossier = buyers.load_dossier(context, "norvik energi as", context.today())
    assert dossier.buyer == "Norvik Energi"
    assert {deal.title for deal in dossier.deals} == {"One", "Two", "Three"}
