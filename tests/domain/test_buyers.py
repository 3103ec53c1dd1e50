"""Which spellings name one buyer."""

import pytest

from negotiator_desk.domain.buyers import buyers_of, comparable, spelling_key
from negotiator_desk.models.desk import BuyerName
from tests.domain.build import make


def joined(*pairs: tuple[str, str]) -> list[BuyerName]:
    return [make(BuyerName, spelling=spelling, buyer=buyer) for spelling, buyer in pairs]


def test_case_and_spaces_tell_no_buyers_apart() -> None:
    buyers = buyers_of([])
    assert buyers.same("Norvik Energi", "  norvik\tENERGI ")
    assert not buyers.same("Norvik Energi", "Norvik Energi AS")
    assert buyers.of(" Norvik   Energi ") == "Norvik Energi"


def test_a_joined_spelling_stands_for_its_buyer_through_a_chain() -> None:
    buyers = buyers_of(joined(("Norvik AS", "Norvik Energi AS"), ("norvik energi as", "Norvik")))
    assert buyers.of("NORVIK AS") == "Norvik"
    assert buyers.same("Norvik Energi AS", "Norvik")
    assert buyers.of("Norvik") == "Norvik"


def test_a_ring_of_spellings_joins_nothing() -> None:
    buyers = buyers_of(joined(("A", "B"), ("B", "A"), ("C", " "), ("", "D"), ("E", "e")))
    assert [buyers.of(name) for name in "ABCE"] == list("ABCE")


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("Stadtwerke Köln GmbH & Co. KG", "stadtwerke köln"),
        ("The Norvik-Energi, A.S.", "norvik energi"),
        ("AS", "as"),
        ("", ""),
    ],
)
def test_compared_without_legal_forms_and_marks(name: str, compared: str) -> None:
    assert comparable(name) == compared


def test_width_of_letters_tells_no_buyers_apart() -> None:
    assert spelling_key("\uff21BC\u00a0Ltd") == "abc ltd"
