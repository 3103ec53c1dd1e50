"""What the map of people says: its title for every constellation, a person in one sentence."""

from uuid import UUID

import pytest

from negotiator_desk.domain.people import Axis
from negotiator_desk.models.before import Influence, Stakeholder
from negotiator_desk.models.choices import BuyingRole, InfluenceKind
from negotiator_desk.wording import people as wording
from negotiator_desk.wording.formats import Formats

FORMATS = Formats("en_GB")


def people(*steps: tuple[int | None, int | None, int | None]) -> list[Stakeholder]:
    return [
        Stakeholder(id=UUID(int=n + 1), power=power, stance=stance, interest=interest)
        for n, (power, stance, interest) in enumerate(steps)
    ]


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        ([], "No person has been recorded"),
        ([(3, -2, 1)], "Nobody on the map has power 4 or more"),
        ([(4, -1, 1)], "The one person with power 4 or more is against us"),
        ([(4, -1, 1), (5, 1, 1), (1, -2, 1)], "1 of 2 people with power 4 or more is against us"),
        (
            [(4, None, 1), (5, 1, 1)],
            "The stance of 1 of 2 people with power 4 or more is not known",
        ),
        ([(4, 0, 1), (5, 1, 1)], "1 of 2 people with power 4 or more is for us, none against"),
        ([(4, 0, 1), (5, 0, 1)], "All 2 people with power 4 or more are neutral"),
    ],
)
def test_title_of_stance(
    steps: list[tuple[int | None, int | None, int | None]], wanted: str
) -> None:
    assert wording.map_title(people(*steps), Axis.STANCE) == wanted


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        ([(4, 0, 4), (5, 0, 1)], "1 of 2 people with power 4 or more cares much"),
        ([(4, 0, 3), (5, 0, 1)], "None of the 2 people with power 4 or more cares much"),
        ([(4, 0, None)], "The interest of the one person with power 4 or more is not known"),
    ],
)
def test_title_of_interest(
    steps: list[tuple[int | None, int | None, int | None]], wanted: str
) -> None:
    assert wording.map_title(people(*steps), Axis.INTEREST) == wanted


def test_person_in_one_sentence() -> None:
    one, two = people((5, 0, 3), (None, None, None))
    one = Stakeholder(
        id=one.id, power=5, stance=-2, interest=3, buying_roles=(BuyingRole.ECONOMIC_BUYER,)
    )
    names = {one.id: "Ruth Lowe", two.id: "Ida Lund"}
    line = Influence(id=UUID(int=9), from_id=two.id, kind=InfluenceKind.REPORTS_TO, to_id=one.id)
    assert wording.person_sentence(one, [line], names, FORMATS) == (
        "Ruth Lowe: Economic buyer; power 5 · Very high; stance −2 · Opponent; "
        "interest 3 · Medium; Ida Lund reports to them"
    )
    assert wording.person_sentence(two, [line], names, FORMATS) == (
        "Ida Lund: no buying role; power unknown; stance unknown; interest unknown; "
        "reports to Ruth Lowe"
    )


def test_letters_show_roles_and_where_needed_the_stance() -> None:
    person = Stakeholder(
        id=UUID(int=1), stance=1, buying_roles=(BuyingRole.COACH, BuyingRole.USER_BUYER)
    )
    assert wording.letters(person, Axis.STANCE) == "CU"
    assert wording.letters(person, Axis.INTEREST) == "C+"
    assert wording.letters(Stakeholder(id=UUID(int=2)), Axis.INTEREST) == "?"
    assert wording.letters(Stakeholder(id=UUID(int=2), stance=-1), Axis.INTEREST) == "−"


def test_every_buying_role_has_a_letter_of_its_own() -> None:
    letters = {
        wording.letters(Stakeholder(id=UUID(int=1), buying_roles=(role,)), Axis.STANCE)
        for role in BuyingRole
    }
    assert len(letters) == len(BuyingRole)
