"""docs/control-model.md says what the code does: its example computed, its checks all there."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from uuid import uuid4

from negotiator_desk.domain.checks import CHECKS
from negotiator_desk.domain.control import diagnose
from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import Control, Side, TradeStatus
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.table import Given, Offer, Received, Trade

DOCUMENT = (Path(__file__).resolve().parents[1] / "docs" / "control-model.md").read_text("utf-8")


def test_every_check_is_explained() -> None:
    names = [name for checks in CHECKS.values() for name in checks]
    assert len(names) == 26
    assert not [name for name in names if f"| `{name}` |" not in DOCUMENT]


def test_the_example_is_computed_as_it_says() -> None:
    longer = Trade(
        id=uuid4(),
        status=TradeStatus.AGREED,
        received=(Received(id=uuid4(), value_to_us=Decimal(6000)),),
    )
    training = Trade(
        id=uuid4(),
        status=TradeStatus.AGREED,
        given=(Given(id=uuid4(), cost_to_us=Decimal(4000)),),
        received=(Received(id=uuid4(), value_to_us=Decimal(3000)),),
    )
    prices = ((1, 100_000, None), (2, 95_000, longer.id), (3, 92_000, None))
    snapshot = Snapshot(
        deal=Deal(id=uuid4(), currency="EUR"),
        corridor=(CorridorRevision(id=uuid4(), target=Decimal(94_000)),),
        offers=tuple(
            Offer(
                id=uuid4(),
                made_on=date(2026, 5, day),
                party=Side.US,
                amount=Decimal(amount),
                trade_id=trade_id,
            )
            for day, amount, trade_id in prices
        ),
        trades=(longer, training),
    )
    found = diagnose(snapshot, date(2026, 6, 1))
    assert found.check("price_traded").ratio == Fraction(5000, 8000)
    assert found.check("traded").ratio == Fraction(3, 4)
    assert found.check("steps_shrink").ratio == 1
    assert found.control(Control.TABLE).lost == 3000
    for figure in ("5,000 ÷ 8,000 = 62.5 %", "3,000 ÷ 4,000 = 75 %", "1,000 + 2,000 = 3,000"):
        assert figure in DOCUMENT
