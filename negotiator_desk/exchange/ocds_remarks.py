"""What a deal says of its public record in words: how far it went, and where it contradicts."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from negotiator_desk.exchange.ocds_merge import Process
from negotiator_desk.exchange.ocds_moves import History
from negotiator_desk.exchange.ocds_values import (
    JsonObject,
    Notes,
    amount_of,
    currency_of,
    date_of,
    id_of,
    obj,
    objects,
    plain,
    text_of,
    value_of,
)

LOST: Final = ("unsuccessful", "cancelled")
"""Award statuses that led to nothing: such an award is a bid turned down, not a deal."""

_LOST_SHOWN: Final = 100  # awards that came to nothing, looked at for each deal


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One contract or award of a process, and the remarks made on it."""

    process: Process
    entry: JsonObject
    is_award: bool
    award: JsonObject | None
    history: History
    currency: str
    notes: Notes
    lost: Sequence[JsonObject]


def on_values(case: Case) -> None:
    """How value and end date went, and where other parts of the record give other values."""
    notes, history = case.notes, case.history
    first, last = history.first, history.last
    if first is None or last is None:
        award = value_of(case.award, "award_value", notes)
        if case.is_award or award is None:
            notes.add("no_value")
        else:
            notes.add("no_value_award", award=award)
        return
    if case.is_award:
        notes.add("award_value", value=last)
    if first != last and first:
        percent = ((last - first) / first * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        notes.add(
            "value_path", first=first, last=last, difference=last - first, percent=f"{percent}"
        )
    elif first != last:
        notes.add("value_path_zero", first=first, last=last, difference=last - first)
    if history.end_first and history.end_last and history.end_first != history.end_last:
        days = (history.end_last - history.end_first).days
        notes.add("end_path", first=history.end_first, last=history.end_last, days=days)
    compiled = objects(case.process.compiled, "awards" if case.is_award else "contracts")
    for other in compiled:
        if id_of(other) == id_of(case.entry):
            stated = value_of(other, "contract_value", notes)
            if stated is not None and stated != last:
                notes.add("compiled_differs", compiled=stated, merged=last)
    tender = obj(case.process.release, "tender")
    planned = value_of(tender, "tender_value", notes)
    same = currency_of(tender, notes) == case.currency
    if planned is not None and same and first > planned:
        notes.add("over_tender", tender=planned, value=first)


def on_award(case: Case) -> None:
    """Where award and contract differ, one award stands for several contracts, or was rewritten."""
    notes, history = case.notes, case.history
    if case.is_award:
        return
    wanted = id_of(case.entry, "awardID")
    awards = objects(case.process.release, "awards")
    if wanted and awards and case.award is None:
        notes.add("award_unknown", id=wanted)
    _on_lost_awards(case)
    if case.award is None:
        return
    value = value_of(case.award, "award_value", notes)
    currency = currency_of(case.award, notes)
    if currency and currency != case.currency:
        notes.add("currency_award", award=currency, contract=case.currency or "–")
        return
    _on_award_path(case)
    sharing = case.process.linked_by("awardID", wanted)
    if len(sharing) > 1:
        _on_shared(case, wanted, value, sharing)
    elif (
        value is not None
        and history.first is not None
        and value not in (history.first, history.last)
    ):
        notes.add(
            "award_differs",
            award=value,
            contract=history.first,
            difference=history.first - value,
        )


def _on_lost_awards(case: Case) -> None:
    """Awards of the same process that came to nothing, in the same currency."""
    silent = Notes()
    for award in case.lost[:_LOST_SHOWN]:
        value = value_of(award, "award_value", silent)
        same = currency_of(award, silent) == case.currency
        if award is case.award or value is None or not same:
            continue
        names = tuple(text_of(supplier, "name") for supplier in objects(award, "suppliers"))
        case.notes.add(
            "losing_award",
            id=id_of(award),
            status=plain(award.get("status")),
            value=value,
            names=names or ("–",),
        )


def _on_award_path(case: Case) -> None:
    """Whether the award was rewritten as the contract grew, so that no growth shows."""
    if case.award is None:
        return
    silent = Notes()
    path = [
        value
        for _index, state in case.process.states_of("awards", case.award)
        if (value := value_of(state, "award_value", silent)) is not None
    ]
    steps = [value for n, value in enumerate(path) if n == 0 or value != path[n - 1]]
    if len(steps) > 1:
        hidden = case.history.first != case.history.last == steps[-1]
        case.notes.add("award_restated" if hidden else "award_moved", path=tuple(steps))


def _on_shared(
    case: Case, award_id: str, value: Decimal | None, sharing: Sequence[JsonObject]
) -> None:
    values = [value_of(contract, "contract_value", Notes()) for contract in sharing]
    known = [amount for amount in values if amount is not None]
    currencies = {currency_of(contract, Notes()) for contract in sharing}
    if value is None or len(known) < len(sharing) or len(currencies) > 1:
        case.notes.add(
            "award_shared_unknown",
            id=award_id,
            count=len(sharing),
            unknown=len(sharing) - len(known),
        )
        return
    total = sum(known, Decimal(0))
    case.notes.add(
        "award_shared",
        id=award_id,
        award=value,
        count=len(sharing),
        total=total,
        difference=total - value,
    )


def on_payments(case: Case) -> None:
    """What was paid, against the value; payments that cannot be added are counted."""
    notes = case.notes
    paid, count, unknown, foreign = Decimal(0), 0, 0, 0
    for transaction in objects(obj(case.entry, "implementation"), "transactions"):
        # ``amount`` is what OCDS 1.0 called the ``value`` of a transaction.
        key = "value" if transaction.get("value") is not None else "amount"
        written = obj(transaction, key).get("amount", transaction.get(key))
        amount = amount_of(written, "payment", notes)
        currency = currency_of(transaction, notes, key)
        if amount is None:
            unknown += 1
        elif currency and case.currency and currency != case.currency:
            foreign += 1
        else:
            paid, count = paid + amount, count + 1
    last = case.history.last
    if count and last is None:
        notes.add("paid", count=count, paid=paid)
    elif count and paid == last:
        notes.add("paid_all", count=count, paid=paid)
    elif count and last is not None and paid < last:
        notes.add("paid_of", count=count, paid=paid, unpaid=last - paid, last=last)
    elif count and last is not None:
        notes.add("paid_over", count=count, paid=paid, over=paid - last, last=last)
    if unknown:
        notes.add("paid_unknown", count=unknown)
    if foreign:
        notes.add("paid_currency", count=foreign)


def on_dates(
    case: Case,
    rfp: date | None,
    award_on: date | None,
    signed_on: date | None,
    start: date | None,
    end: date | None,
) -> None:
    """Dates out of order or restated, and releases that are missing or cannot be put in order."""
    notes = case.notes
    for earlier, earlier_on, later, later_on in (
        ("tender_start", rfp, "award_date", award_on),
        ("award_date", award_on, "signed_date", signed_on),
        ("signed_date", signed_on, "period_start", start),
        ("period_start", start, "period_end", end),
    ):
        if earlier_on and later_on and later_on < earlier_on:
            notes.add(
                "date_order",
                later=later,
                later_on=later_on,
                earlier=earlier,
                earlier_on=earlier_on,
            )
    for move in case.history.moves:
        if move.decided_on and signed_on and move.decided_on < signed_on:
            notes.add(
                "change_before",
                day=move.decided_on,
                earlier="signed_date",
                earlier_on=signed_on,
            )
    _on_moved_date(case, "awards", case.award, "date", "award_date")
    if not case.is_award:
        _on_moved_date(case, "contracts", case.entry, "dateSigned", "signed_date")
    if case.process.linked and len(case.process.history) < 2:
        notes.add("linked", count=case.process.linked)
    if not case.process.ordered:
        notes.add("undated_releases")


def _on_moved_date(case: Case, kind: str, entry: JsonObject | None, key: str, place: str) -> None:
    if entry is None:
        return
    days = [
        day
        for _index, state in case.process.states_of(kind, entry)
        if (day := date_of(state.get(key), place, Notes()))
    ]
    path = tuple(day for n, day in enumerate(days) if n == 0 or day != days[n - 1])
    if len(path) > 1:
        case.notes.add("date_moved", place=place, path=path)
