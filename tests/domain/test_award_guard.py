"""What to lock first, and the price of award movement by movement."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest

from negotiator_desk.domain.award_guard import lock_order, price_of_award
from negotiator_desk.domain.control import diagnose
from negotiator_desk.models.choices import Control
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.signature import Reopening, Term
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.terms import award_price_text, moved_text

DAY = date(2026, 5, 1)
ASKED = Decimal(150)


def term(name: str, stake: int | None, **more: object) -> Term:
    worth = None if stake is None else Decimal(stake)
    return Term(id=uuid4(), name=name, value_at_stake=worth, **more)  # type: ignore[arg-type]


def test_what_is_open_of_the_stake_with_unknown_red_lines_first() -> None:
    locked = {"agreed_wording": "x", "locked_on": DAY}
    terms = (
        term("locked", 900, **locked),
        term("open", 100),
        term("agreed", 180, agreed_wording="x"),
        term("reopened", 200, **locked, reopenings=(Reopening(id=uuid4(), value_asked=ASKED),)),
        term("unknown", None),
        term("unknown red", None, red_line=True),
        term("open red", 100, red_line=True),
    )
    steps = lock_order(Snapshot(deal=Deal(id=uuid4()), terms=terms), DAY)
    assert [step.name for step in steps] == [
        "unknown red",
        "reopened",
        "open red",
        "open",
        "agreed",
        "unknown",
    ]
    assert [step.weight for step in steps[1:3]] == [Fraction(150), Fraction(100)]
    assert [step.name for step in steps if step.unanswered] == ["reopened"]


@pytest.mark.parametrize("days", [0, 5, 20, 60, 200])
def test_the_movements_add_up_to_what_the_control_has_lost(sample: Snapshot, days: int) -> None:
    award = sample.deal.award_on
    assert award is not None
    as_of = award + timedelta(days=days)
    moved = price_of_award(sample, as_of)
    lost = diagnose(sample, as_of).control(Control.SIGNATURE).lost or Fraction(0)
    assert sum((each.amount for each in moved), Fraction(0)) == lost
    assert [each.amount for each in moved] == sorted((m.amount for m in moved), reverse=True)


def test_each_movement_is_told_apart(sample: Snapshot) -> None:
    formats = Formats("en_GB")
    moved = price_of_award(sample, date(2026, 11, 1))
    assert award_price_text(moved, "GBP", formats) == "Price of award 109k GBP: 3 movements"
    lines = [moved_text(each, sample, formats) for each in moved]
    assert {line.split(": ")[1].split(",")[0] for line in lines} == {
        "given in a trade",
        "fall of price",
        "reopened term",
    }
