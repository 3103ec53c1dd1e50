"""Sense rules for terms, their locks and their reopenings."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from negotiator_desk.domain.facts import present
from negotiator_desk.domain.term_history import wording_changed
from negotiator_desk.domain.warning import Warning
from negotiator_desk.models.choices import Response
from negotiator_desk.models.signature import Reopening, Term


def term_warnings(term: Term) -> Iterator[Warning]:
    """What does not fit together in a term, beside the order of its own dates."""
    if term.locked_on is not None and not present(term.agreed_wording):
        yield Warning(
            kind="terms", record_id=term.id, field="agreed_wording", key="lock_without_wording"
        )
    elif wording_changed(term):
        yield Warning(
            kind="terms", record_id=term.id, field="agreed_wording", key="wording_changed"
        )
    for reopening in term.reopenings:
        yield from _reopening(term, reopening)


def _reopening(term: Term, reopening: Reopening) -> Iterator[Warning]:
    def warning(field: str, key: str, **params: date | Decimal) -> Warning:
        return Warning(
            kind="terms", record_id=reopening.id, field=field, key=key, params=dict(params)
        )

    locked, raised, relocked = term.locked_on, reopening.raised_on, reopening.relocked_on
    if locked is None:
        yield warning("raised_on", "reopened_without_lock")
    elif raised is not None and raised < locked:
        yield warning("raised_on", "reopened_before_lock", value=raised, other_value=locked)
    if relocked is not None and locked is not None and relocked < locked:
        yield warning("relocked_on", "relock_before_lock", value=relocked, other_value=locked)
    if reopening.response is Response.TRADED and reopening.trade_id is None:
        yield warning("trade_id", "traded_without_trade")
    asked, conceded = reopening.value_asked, reopening.value_conceded
    if asked is not None and conceded is not None and conceded > asked:
        yield warning("value_conceded", "conceded_above_ask", value=conceded, other_value=asked)
