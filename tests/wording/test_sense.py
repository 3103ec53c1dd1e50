"""Sentences of warnings."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from negotiator_desk.domain import sense as rules
from negotiator_desk.domain.sense import warnings
from negotiator_desk.domain.warning import Warning
from negotiator_desk.models import before, signature, table
from negotiator_desk.models.choices import Party
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.sense import _SENTENCES, warning_text

FORMATS = Formats("en_GB")
OPTION = before.Alternative(
    id=uuid4(), party=Party.OURS, description="The other tender", value=Decimal(900)
)
LINE = table.Variable(id=uuid4(), name="Liability cap", red_line=True)
REOPENING = signature.Reopening(
    id=uuid4(), raised_on=date(2026, 5, 4), resolved_on=date(2026, 5, 1), relocked_on=None
)
SNAPSHOT = Snapshot(
    deal=Deal(id=uuid4(), currency="EUR", award_on=date(2026, 5, 1), signed_on=date(2026, 4, 1)),
    corridor=(
        before.CorridorRevision(id=uuid4(), opening=Decimal(800), walk_away=Decimal("850.5")),
    ),
    alternatives=(OPTION,),
    stakeholders=(before.Stakeholder(id=uuid4(), name="Ada {x} <b>"),) * 2,
    criteria=(before.Criterion(id=uuid4(), weight=Decimal(101)),),
    variables=(LINE,),
    trades=(
        table.Trade(
            id=uuid4(),
            authorised_by="Nobody",
            given=(table.Given(id=uuid4(), variable_id=LINE.id),),
        ),
    ),
    terms=(signature.Term(id=uuid4(), locked_on=date(2026, 4, 1), reopenings=(REOPENING,)),),
)


@pytest.fixture
def sentences() -> set[str]:
    return {warning_text(found, SNAPSHOT, FORMATS) for found in warnings(SNAPSHOT)}


@pytest.mark.parametrize(
    "sentence",
    [
        "“Signed on” (1 Apr 2026) is earlier than “Award on” (1 May 2026).",
        "“Walk-away” (850.5) is above “Opening” (800).",
        "The walk-away (850.5) is below what our alternative is worth (900, “The other tender”).",
        "“Ada {x} <b>” stands on the list twice; is it one person?",
        "The weights of all criteria add up to 101 %, more than 100 %.",
        "“Liability cap” is a red line: it is never given.",
        "“Nobody” holds no authority level, so the trade counts as not authorised.",
        "Locked without an agreed wording: it does not count as locked.",
        "“Resolved on” (1 May 2026) is earlier than “Raised on” (4 May 2026).",
    ],
)
def test_a_warning_is_one_sentence_with_its_figures(sentences: set[str], sentence: str) -> None:
    assert sentence in sentences


def test_every_rule_has_a_sentence() -> None:
    files = Path(rules.__file__).parent.glob("*sense.py")
    keys = [key for file in files for key in re.findall(r'key="(\w+)"', file.read_text("utf-8"))]
    assert len(set(keys)) > 10
    assert set(keys) <= set(_SENTENCES)


def test_an_unknown_rule_still_names_its_field() -> None:
    found = Warning(kind="terms", record_id=uuid4(), field="clause", key="of a later version")
    assert warning_text(found, SNAPSHOT, FORMATS) == "“Clause” does not fit the rest of the deal."
