"""Every finding of the coverage has a head, a sentence and a way to mend it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.coverage import Coverage, coverage
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.choices import BuyingRole
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.wording import coverage as wording
from negotiator_desk.wording.formats import Formats

FORMATS = Formats("en_GB")


def judged(*people: dict[str, Any]) -> tuple[Snapshot, Coverage]:
    held = tuple(Stakeholder(id=UUID(int=n + 10), **values) for n, values in enumerate(people))
    deal = Snapshot(deal=Deal(id=UUID(int=1), currency="EUR"), stakeholders=held)
    return deal, coverage(deal, diagnose(deal, date(2026, 11, 22)))


def test_sentences() -> None:
    deal, found = judged(
        {"stance": -1, "power": 4, "relationship_owner": "Ann", "name": "A"},
        {"stance": 1, "power": 2, "relationship_owner": "Ann", "name": "B"},
        {"buying_roles": (BuyingRole.COACH,), "name": "C"},
        {"buying_roles": (BuyingRole.COACH,), "name": "D"},
    )
    texts = [wording.coverage_text(each, deal, FORMATS) for each in found.findings]
    assert texts == [
        "Nobody on the list is known as “Economic buyer”.",
        "Nobody on the list is known as “Technical buyer”.",
        "Nobody on the list is known as “User buyer”.",
        "Nobody on the list is known as “Procurement”.",
        "Those against us weigh 4 by their power, those for us 2.",
        "Every relationship with the buyer is looked after by Ann.",
        "The stance of 2 people is not known.",
        "Nobody of us looks after 2 people.",
        "4 people have not been contacted for more than 30 days, or never.",
        "Role and stance of 4 people have not been verified for more than 30 days, or never.",
        "2 people are recorded as “Coach”.",
    ]
    for each in found.findings:
        for text in (wording.coverage_head(each), wording.coverage_action(each, deal, FORMATS)):
            assert text
            assert "{" not in text
            assert "_" not in text


@pytest.mark.parametrize(
    ("people", "title"),
    [
        ([], "5 of 5 buying roles are missing; nobody is known to be for or against us"),
        (
            [{"buying_roles": tuple(BuyingRole), "stance": 2, "power": 3}],
            "All 5 buying roles are held; those for us weigh 3, those against 0",
        ),
        (
            [
                {"buying_roles": tuple(BuyingRole)[1:], "stance": -2, "power": 3},
                {"stance": 1, "power": 2},
            ],
            "1 of 5 buying roles is missing; those against us weigh 3, those for us 2",
        ),
        (
            [{"stance": 1}, {"stance": -1}],
            "5 of 5 buying roles are missing; for and against us weigh the same, 1",
        ),
    ],
)
def test_title(people: list[dict[str, Any]], title: str) -> None:
    assert wording.coverage_title(judged(*people)[1]) == title
