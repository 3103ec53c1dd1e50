"""What the alternatives of both sides are said to mean, with both figures."""

import pytest

from negotiator_desk.domain.alternatives import bounds
from negotiator_desk.models.before import Alternative
from negotiator_desk.wording.alternatives import bound_text, party_text, use_text
from negotiator_desk.wording.formats import Formats
from tests.domain.build import make, revision, snapshot

FORMATS = Formats("en_GB")
ABOVE = "Our walk-away, 100 EUR, stands 10 EUR above our best alternative, 90 EUR."
LEVEL = "Our walk-away, 100 EUR, is what our best alternative is worth."
BELOW = (
    "Our walk-away, 100 EUR, is 10 EUR below our best alternative, 110 EUR: walking away would "
    "pay more."
)
NO_LEVEL = "Our best alternative is as good as 110 EUR: set no walk-away below it."
NO_FIGURE = "Our alternative has no figure yet: at what price of this deal is it as good?"


@pytest.mark.parametrize(
    ("value", "tested", "walk_away", "text", "meaning"),
    [
        (90, "1.1.", 100, ABOVE, "protected"),
        (90, None, 100, f"{ABOVE} Nobody has tested it.", "exposed"),
        (100, "1.1.", 100, LEVEL, "protected"),
        (110, None, 100, BELOW, "lost"),
        (110, "1.1.", None, NO_LEVEL, "exposed"),
        (None, "1.1.", 100, NO_FIGURE, "exposed"),
    ],
)
def test_our_floor(
    value: int | None, tested: str | None, walk_away: int | None, text: str, meaning: str
) -> None:
    ours = make(Alternative, party="ours", value=value, tested_on=tested)
    deal = snapshot(alternatives=[ours], corridor=[revision("1.1.", None, None, walk_away)])
    assert bound_text(bounds(deal)[0], "EUR", FORMATS) == (text, meaning)


@pytest.mark.parametrize(
    ("value", "limit", "start", "meaning"),
    [
        (110, 100, "The buyer's limit, by our estimate 100 EUR, stays 10 EUR below", "protected"),
        (100, 100, "The buyer's limit, by our estimate 100 EUR, is what", "protected"),
        (90, 100, "The buyer's limit, by our estimate 100 EUR, is 10 EUR above", "lost"),
        (90, None, "The buyer's best alternative is as good as 90 EUR", "exposed"),
        (None, 100, "The buyer's alternative has no figure yet", "exposed"),
    ],
)
def test_the_buyers_bound(value: int | None, limit: int | None, start: str, meaning: str) -> None:
    theirs = make(Alternative, party="buyer", value=value, tested_on="1.1.")
    deal = snapshot(alternatives=[theirs], corridor=[revision("1.1.", buyer_limit=limit)])
    text, found = bound_text(bounds(deal)[1], "EUR", FORMATS)
    assert text.startswith(start)
    assert found == meaning


def test_what_is_not_recorded_is_said() -> None:
    ours, theirs = bounds(snapshot())
    assert bound_text(ours, "EUR", FORMATS)[0].startswith("We have no alternative on record")
    assert bound_text(theirs, "EUR", FORMATS)[0].startswith("The buyer's alternative is not on")


def test_the_best_of_each_side_is_named() -> None:
    listed = [
        make(Alternative, party="ours", value=90),
        make(Alternative, party="ours", value=95, tested_on="2.1."),
        make(Alternative, party="buyer", value=120),
        make(Alternative, party="buyer"),
        make(Alternative, value=1000),
    ]
    pair = bounds(snapshot(alternatives=listed))
    assert [use_text(each, pair) for each in listed] == [
        "",
        "Floor of our walk-away",
        "Bounds their limit",
        "No figure yet",
        "",
    ]
    assert [party_text(each, FORMATS) for each in listed[1:3]] == [
        "Ours, tested 2 Jan 2026",
        "The buyer's, not tested",
    ]
    assert party_text(listed[4], FORMATS) == "Side not said, not tested"
