"""Sentences for public records (OCDS): what a deal says of its record, why a file is refused."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.formats import MINUS
from negotiator_desk.wording.labels import short_line, short_path

_SHOWN: Final = 300  # characters of a foreign text that a note repeats

_NOTES: Final[Mapping[str, str]] = {
    # Where it comes from.
    "source": N_("Public record {ocid}, contract {id}, read from Open Contracting data (OCDS)."),
    "source_award": N_(
        "Public record {ocid}, award {id}, read from Open Contracting data (OCDS). The record "
        "holds no contract for this award."
    ),
    "description": N_("{text}"),
    "status_contract": N_("Status of the contract in the record: {status}."),
    "status_award": N_("Status of the award in the record: {status}."),
    # How far it went.
    "value_path": N_(
        "The contract's value went from {first} to {last}: {difference} ({percent} %)."
    ),
    "value_path_zero": N_("The contract's value went from {first} to {last}: {difference}."),
    "end_path": N_("The end date went from {first} to {last} ({days} days)."),
    "paid": N_("Payments in the record: {count}, together {paid}."),
    "paid_of": N_("Payments in the record: {count}, together {paid}; {unpaid} of {last} not paid."),
    "paid_all": N_("Payments in the record: {count}, together {paid}, the whole of the value."),
    "paid_over": N_("Payments in the record: {count}, together {paid}: {over} more than {last}."),
    "paid_unknown": N_("Payments without a readable amount: {count}; they are not in the sum."),
    "paid_currency": N_("Payments in another currency: {count}; they are not in the sum."),
    # Who.
    "no_buyer": N_("The record names no buyer."),
    "no_buyer_entity": N_("The record names no buyer; its procuring entity is {name}."),
    "no_supplier": N_("The record names no supplier."),
    "several_suppliers": N_("The award names several suppliers: {names}."),
    "supplier_differs": N_(
        "The contract names {contract} as supplier, the award names {award}; the contract's is "
        "taken."
    ),
    # Award and contract.
    "award_unknown": N_("The contract names award {id}, which the record does not hold."),
    "award_value": N_("The value is the award's: {value}. No contract value is in the record."),
    "award_differs": N_(
        "Award and contract differ: the award says {award}, the contract {contract} ({difference})."
    ),
    "award_shared": N_(
        "Award {id} of {award} stands for {count} contracts; together they come to {total} "
        "({difference})."
    ),
    "award_shared_unknown": N_(
        "Award {id} stands for {count} contracts; the values of {unknown} of them, or the award's "
        "own, are not in the record, so they cannot be compared."
    ),
    "award_restated": N_(
        "The award's value was restated between releases: {path}. Measured against the award as it "
        "stands now, the contract's growth is hidden."
    ),
    "award_moved": N_("The award's value was restated between releases: {path}."),
    "over_tender": N_("The tender was put at {tender}; the contract was signed at {value}."),
    "losing_award": N_("Award {id} ({status}) of {value} to {names} led to no contract."),
    "extends": N_(
        "This entry extends contract {id}; the record lists it as a contract of its own."
    ),
    # Values.
    "no_value": N_("The record gives no value for this contract."),
    "no_value_award": N_(
        "The record gives no value for this contract; its award says {award}, which is not taken "
        "for it."
    ),
    "zero_value": N_("The record gives 0 as {place}."),
    "negative_value": N_("The record gives a negative amount as {place}: {text}. It is left out."),
    "amount_text": N_("An amount is written as text in the record ({place}: “{text}”)."),
    "amount_wrapped": N_("An amount is written as a wrapped number in the record ({place})."),
    "amount_bad": N_("An amount in the record cannot be read and is left out ({place}: “{text}”)."),
    "amount_rounded": N_("{place} has more than four decimals ({text}); it is kept to four."),
    "currency_case": N_("The record writes the currency as “{text}”."),
    "currency_bad": N_("The record gives “{text}” as currency, which is no currency code."),
    "currency_missing": N_("The record names no currency."),
    "currency_moved": N_(
        "The contract's currency changes within the record ({path}); only the values in "
        "{last} are taken."
    ),
    "currency_from_award": N_("The contract names no currency; the award's is taken."),
    "currency_award": N_("The award is in {award}, the contract in {contract}."),
    # Dates.
    "date_bad": N_("A date in the record cannot be read and is left out ({place}: “{text}”)."),
    "date_order": N_(
        "Dates in the record are out of order: {later} ({later_on}) comes before {earlier} "
        "({earlier_on})."
    ),
    "change_before": N_(
        "Dates in the record are out of order: a change is dated {day}, before {earlier} "
        "({earlier_on})."
    ),
    "date_moved": N_("{place} was restated between releases: {path}; the last one is taken."),
    "period_award": N_("The contract period is the one that the award names."),
    "after_end": N_("Decided after the contract had ended ({end}): {names}."),
    # Releases and amendments.
    "linked": N_(
        "Releases that the file names without holding them: {count}; so how the value came to be "
        "what it is may not be known."
    ),
    "undated_releases": N_("A release has no readable date; releases are taken as the file lists."),
    "compiled_differs": N_(
        "The record's own summary (compiled release) gives {compiled} as the contract's value, its "
        "releases come to {merged}; the releases are taken."
    ),
    "twice": N_("The record lists this id more than once, with different contents."),
    "no_id": N_("The record gives this entry no id; it is known by its place in the list."),
    "contained": N_(
        "The value already contains its amendments ({count}); what each of them changed is not in "
        "the record."
    ),
    "lines_differ": N_(
        "The amendment lines come to {lines}, the contract's value is {last} ({difference}); the "
        "lines are taken and the difference is left unexplained."
    ),
    "lines_no_base": N_(
        "The amendment lines have no base line, so they are listed without their sums."
    ),
    "unread_shape": N_("{place} is not in the shape that OCDS gives it and is left out."),
    "more": N_("Further remarks of this kind: {count}."),
}

_CHANGE_TEXTS: Final[Mapping[str, str]] = {
    "amendment": N_("Amendment {id}"),
    "amendment_plain": N_("Amendment"),
    "line": N_("Amendment {id}"),
    "step": N_("Contract value from {first} to {last}"),
    "values": N_("Contract value from {first} to {last}."),
    "ends": N_("End date from {first} to {last} ({days} days)."),
    "end_is": N_("End date {last}."),
    "release_date": N_("The date is that of the release that first shows it."),
    "unmoved": N_("The contract's value did not move with it."),
    "unpriced": N_("The record gives no sum for it."),
    "shared": N_("The record gives one sum for several amendments: {names}."),
    "extension": N_("The record lists it as contract {id}."),
    "line_source": N_("From the amendment lines in the record's rationale."),
}

_PLACES: Final[Mapping[str, str]] = {
    "contract_value": N_("the contract's value"),
    "award_value": N_("the award's value"),
    "tender_value": N_("the tender's value"),
    "payment": N_("a payment"),
    "bid": N_("a bid"),
    "former_value": N_("the value before an amendment"),
    "tender_start": N_("the start of the tender period"),
    "award_date": N_("the award date"),
    "signed_date": N_("the signing date"),
    "period_start": N_("the start of the contract period"),
    "period_end": N_("the end of the contract period"),
    "amendment_date": N_("the date of an amendment"),
    "contracts": N_("the list of contracts"),
    "awards": N_("the list of awards"),
    "amendments": N_("the list of amendments"),
    "transactions": N_("the list of payments"),
}

_CRITERIA: Final[Mapping[str, str]] = {
    "priceOnly": N_("Price only"),
    "costOnly": N_("Cost only"),
    "qualityOnly": N_("Quality only"),
    "ratedCriteria": N_("Rated criteria"),
    "lowestCost": N_("Lowest cost"),
    "bestProposal": N_("Best proposal"),
    "bestValueToGovernment": N_("Best value to government"),
    "singleBidOnly": N_("Single bid only"),
}

_REFUSALS: Final[Mapping[str, str]] = {
    "unreadable": N_(
        "{name}: the file cannot be read ({reason}); check that it is there and yours to read."
    ),
    "too_big": N_("{name}: the file is larger than {limit} MB; split it into smaller files."),
    "empty": N_("{name}: the file is empty; fetch the record again."),
    "zip": N_(
        "{name}: the file is a ZIP archive or a spreadsheet, not OCDS JSON; unpack it, or take the "
        "JSON edition of the record."
    ),
    "spreadsheet": N_(
        "{name}: this is a spreadsheet, not a deal file or OCDS JSON; take the JSON edition of the "
        "record."
    ),
    "encoding": N_("{name}: the file is not UTF-8 text (byte {place}); save it as UTF-8."),
    "json": N_(
        "{name}: the file is not JSON (line {line}, column {column}); it may be cut short, "
        "fetch it again."
    ),
    "constant": N_(
        "{name}: the file holds {text} where a number must stand; fetch a corrected record."
    ),
    "twice": N_(
        "{name}: the file holds the key “{field}” twice in one object; fetch a corrected record."
    ),
    "deep": N_(
        "{name}: the file is nested deeper than {limit} levels, as no OCDS record is; fetch a "
        "corrected record."
    ),
    "number": N_("{name}: the file holds a number too long to be one; fetch a corrected record."),
    "not_ocds": N_(
        "{name}: the file is JSON, but no OCDS release, record or package of them; pick a file "
        "with an “ocid”."
    ),
    "no_ocid": N_(
        "{name}: {place} has no ocid, so it cannot be told which process it belongs to; fetch a "
        "corrected record."
    ),
    "other_ocid": N_(
        "{name}: record {ocid} holds a release of process {other}; fetch a corrected record."
    ),
    "shape": N_("{name}: {place} is not an object; fetch a corrected record."),
    "merge": N_(
        "{name}: the releases of process {ocid} contradict each other in shape and cannot be "
        "merged; fetch a corrected record."
    ),
    "nothing": N_(
        "{name}: the file holds no contract and no award, so there is no deal to make of it; "
        "take a record that has one."
    ),
    "nothing_linked": N_(
        "{name}: the file only links to its releases, and nothing is fetched; take an edition of "
        "the record that holds them."
    ),
    "too_many": N_(
        "{name}: the file holds more than {limit} contracts; split it into smaller files."
    ),
    "form": N_("{name}: process {ocid}: {sentence}"),
}


def place_text(key: str) -> str:
    """The name of a place in a record as it stands inside a sentence."""
    return _(_PLACES.get(key, key))


def note_text(key: str, params: Mapping[str, object], currency: str) -> str:
    """One sentence of a deal's summary about its public record.

    Args:
        key: which sentence.
        params: amounts as ``Decimal`` (in ``currency``), dates, whole numbers, foreign texts.
        currency: ISO 4217, empty where the record names none.
    """
    return _filled(_NOTES[key], params, currency)


def change_text(key: str, params: Mapping[str, object], currency: str) -> str:
    """One sentence of a change made from an amendment or a step in the contract's value."""
    return _filled(_CHANGE_TEXTS[key], params, currency)


def criterion_text(code: str, details: str) -> str:
    """The name of a decision criterion made from an award criterion of the record."""
    name = _(_CRITERIA[code]) if code in _CRITERIA else short_line(code, _SHOWN)
    if not details:
        return name
    return _("{criterion}: {details}").format(criterion=name, details=short_line(details, _SHOWN))


def refusal_text(key: str, **params: object) -> str:
    """One sentence for a file that is refused, naming it, the place and what to do."""
    shown = {key: short_line(str(content), _SHOWN) for key, content in params.items()}
    if "name" in params:
        shown["name"] = short_path(params["name"])
    return _(_REFUSALS[key]).format(**shown)


def _filled(pattern: str, params: Mapping[str, object], currency: str) -> str:
    shown = {name: _shown(name, content, currency) for name, content in params.items()}
    sentence = _(pattern).format(**shown)
    return sentence[:1].upper() + sentence[1:]


def _shown(name: str, content: object, currency: str) -> str:
    # These sentences are kept in the deal and read wherever it goes: figures and dates are
    # written in one way, whatever the reader's settings, and the same file gives the same deal.
    if isinstance(content, Decimal):
        places = max(decimals_of(currency), -int(content.normalize().as_tuple().exponent))
        text = f"{content:,.{places}f} {currency}".rstrip().replace("-", MINUS)
        return f"+{text}" if name == "difference" and content > 0 else text
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, tuple):
        arrow = " → " if name == "path" else "; "
        return arrow.join(_shown("", part, currency) for part in content)
    if isinstance(content, int):
        return str(content).replace("-", MINUS)
    if name in ("place", "later", "earlier"):
        return place_text(str(content))
    return short_line(str(content), _SHOWN)
