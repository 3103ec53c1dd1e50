"""Deals on which a second reading of the control model once differed from this one."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

from negotiator_desk.domain.answer import answer
from negotiator_desk.domain.control import diagnose
from negotiator_desk.models.choices import Control, Response
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.signature import Reopening, Term

AS_OF = date(2026, 6, 30)


def _conceded(day: date | None) -> Snapshot:
    reopening = Reopening(
        id=uuid4(), resolved_on=day, response=Response.CONCEDED, value_conceded=Decimal(50)
    )
    term = Term(id=uuid4(), name="Liability cap", reopenings=(reopening,))
    deal = Deal(id=uuid4(), award_on=date(2026, 5, 1), signed_on=date(2026, 6, 1))
    return Snapshot(deal=deal, terms=(term,))


def test_a_reopening_before_the_award_is_lost_at_signature_too() -> None:
    for day in (None, date(2026, 4, 1), date(2026, 5, 1), date(2026, 5, 20), date(2026, 6, 1)):
        found = diagnose(_conceded(day), AS_OF)
        assert found.control(Control.SIGNATURE).lost == Fraction(50)
        assert found.control(Control.DELIVERY).lost == 0


def test_a_reopening_after_signing_is_lost_in_delivery() -> None:
    found = diagnose(_conceded(date(2026, 6, 2)), AS_OF)
    assert found.control(Control.SIGNATURE).lost == 0
    assert found.control(Control.DELIVERY).lost == Fraction(50)


def test_a_currency_that_is_not_known_is_null() -> None:
    snapshot = _conceded(None)
    assert answer(diagnose(snapshot, AS_OF), snapshot, "deal.json")["currency"] is None
