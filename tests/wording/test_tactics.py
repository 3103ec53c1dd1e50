"""The catalogue of tactics: complete, told apart, found by key, name and words."""

import pytest

from negotiator_desk.domain.tactics import TACTICS, tactic_by_letter, tactic_of
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.learn import Behaviour
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import record_title, value_text
from negotiator_desk.wording.tactics import (
    catalogued,
    tactic_key,
    tactic_name,
    tactic_names,
    tactic_text,
    tactics_for,
)
from tests.store.making import uid


def test_the_catalogue_is_whole_and_each_tactic_has_its_own_key_and_words() -> None:
    assert 25 <= len(TACTICS) <= 30
    for each in ("key", "letter"):
        assert len({getattr(tactic, each) for tactic in TACTICS}) == len(TACTICS)
    said = [tactic_text(tactic.key) for tactic in TACTICS]
    for part in ("name", "sign", "reply", "trap"):
        texts = [getattr(words, part) for words in said]
        assert len({text.casefold() for text in texts}) == len(TACTICS)
        assert all(texts)


def test_a_letter_of_either_case_finds_its_tactic() -> None:
    for tactic in TACTICS:
        assert tactic_by_letter(tactic.letter) is tactic
        assert tactic_by_letter(tactic.letter.lower()) is tactic
    assert tactic_by_letter("!") is None
    assert tactic_by_letter("") is None


@pytest.mark.parametrize("typed", ["nibble", "Nibble", "  NIBBLE "])
def test_a_name_is_stored_as_its_key_and_read_as_its_name(typed: str) -> None:
    assert tactic_key(typed) == "nibble"
    assert tactic_name(typed) == "Nibble"


@pytest.mark.parametrize(
    ("stored", "key"),
    [
        ("deadline_pressure", "deadline"),
        ("Deadline-pressure", "deadline"),
        ("budget_limit", "fixed_budget"),
        ("good_cop_bad_cop", "good_cop_bad_cop"),
        ("cherry picking", "cherry_picking"),
    ],
)
def test_a_name_written_as_a_key_names_its_tactic(stored: str, key: str) -> None:
    found = catalogued(stored)
    assert found is not None
    assert found.key == key
    assert "_" not in tactic_name(stored)


def test_free_text_stays_as_it_was_typed() -> None:
    assert tactic_key("Cold coffee") == "Cold coffee"
    assert tactic_name("Cold coffee") == "Cold coffee"
    assert catalogued("Cold coffee") is None
    assert tactic_of("Cold coffee") is None
    assert catalogued("") is None


def test_words_find_tactics_named_so_before_those_told_so() -> None:
    found = [tactic.key for tactic in tactics_for("deadline")]
    assert found[0] == "deadline"
    assert [tactic.key for tactic in tactics_for("rival CHEAP")] == ["rival_price"]
    assert tactics_for("") == TACTICS
    assert tactics_for("zebra") == ()
    assert len(tactic_names()) == len(TACTICS)


def test_a_behaviour_is_called_by_the_name_of_its_tactic() -> None:
    formats = Formats("en_GB")
    behaviour = Behaviour(id=uid("b"), tactic="going_dark")
    assert record_title("behaviours", behaviour, formats) == "Going dark"
    spec = field_map(Behaviour)["tactic"]
    assert value_text(spec, "going_dark", formats) == "Going dark"
    assert value_text(spec, "Cold coffee", formats) == "Cold coffee"
