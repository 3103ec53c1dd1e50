"""Who stands in a public record: buyer, suppliers, rivals, and the criteria of the award."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid5

import msgspec

from negotiator_desk.exchange.ocds_values import (
    JsonObject,
    Notes,
    amount_of,
    currency_of,
    id_of,
    obj,
    objects,
    plain,
    text_of,
    value_of,
)
from negotiator_desk.models.before import Criterion, Rival
from negotiator_desk.models.choices import CriterionKind, CriterionOrigin
from negotiator_desk.models.rules import NUMBER_PATTERN
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.ocds import criterion_text

_NAME: Final = 10_000  # characters of a name that are kept
_MANY: Final = 50  # rivals or criteria of one deal

_KINDS: Final[Mapping[str, CriterionKind]] = {
    "price": CriterionKind.PRICE,
    "cost": CriterionKind.PRICE,
    "priceOnly": CriterionKind.PRICE,
    "costOnly": CriterionKind.PRICE,
    "lowestCost": CriterionKind.PRICE,
    "quality": CriterionKind.QUALITY,
    "qualityOnly": CriterionKind.QUALITY,
}


def _name(party: object) -> str:
    """The name of a party: its name, else its registered name."""
    found = text_of(party, "name") or text_of(obj(party, "identifier"), "legalName")
    return short_line(found, _NAME)


def _referred(release: JsonObject, reference: object) -> str:
    """The name of a party that is referred to: in the reference, else in the list of parties."""
    if named := _name(reference):
        return named
    wanted = id_of(reference)
    listed = objects(release, "parties") if wanted else []
    return _name(next((party for party in listed if id_of(party) == wanted), {}))


def _with_role(release: JsonObject, role: str) -> list[str]:
    names = []
    for party in objects(release, "parties"):
        roles = party.get("roles")
        if (roles == role or (isinstance(roles, list) and role in roles)) and _name(party):
            names.append(_name(party))
    return list(dict.fromkeys(names))


def buyer(release: JsonObject, notes: Notes) -> str:
    """The buyer, where the record names one; the procuring entity is only remarked on."""
    named = _referred(release, obj(release, "buyer")) or "; ".join(_with_role(release, "buyer"))
    if named:
        return named
    entity = _referred(release, obj(obj(release, "tender"), "procuringEntity"))
    if entity := entity or "; ".join(_with_role(release, "procuringEntity")):
        notes.add("no_buyer_entity", name=entity)
    else:
        notes.add("no_buyer")
    return ""


def suppliers(
    release: JsonObject,
    entry: JsonObject,
    award: JsonObject | None,
    extended: JsonObject | None,
    notes: Notes,
) -> str:
    """The suppliers of a contract: its own where it names them, else its award's."""
    own = _names(release, entry, "suppliers")
    awarded = _names(release, award, "suppliers")
    if len(awarded) > 1:
        notes.add("several_suppliers", names=tuple(awarded))
    if own and awarded and not set(own) <= set(awarded):
        notes.add("supplier_differs", contract=tuple(own), award=tuple(awarded))
    named = own or awarded or _names(release, extended, "suppliers")
    if not named and len(objects(release, "contracts")) < 2 and len(objects(release, "awards")) < 2:
        named = _with_role(release, "supplier")
    if not named:
        notes.add("no_supplier")
    return short_line("; ".join(named), _NAME)


def _names(release: JsonObject, parent: JsonObject | None, key: str) -> list[str]:
    found = [_referred(release, reference) for reference in objects(parent, key)]
    return list(dict.fromkeys(name for name in found if name))


def _marks(release: JsonObject) -> dict[str, set[str]]:
    """The ids under which each name stands: one firm may be spelt in two ways."""
    found: dict[str, set[str]] = {}
    awards = objects(release, "awards")
    for party in (
        *objects(release, "parties"),
        *objects(obj(release, "tender"), "tenderers"),
        *(supplier for award in awards for supplier in objects(award, "suppliers")),
    ):
        ids = {id_of(party), id_of(obj(party, "identifier"))} - {""}
        found.setdefault(_name(party), set()).update(ids)
    return found


class Bidders(msgspec.Struct, frozen=True, kw_only=True):
    """Everyone who tendered in a process, read once for all its contracts.

    ``bids`` holds what each bid, with its currency; ``marks`` the ids under which each stands.
    """

    names: tuple[str, ...]
    bids: Mapping[str, tuple[Decimal | None, str]]
    marks: Mapping[str, set[str]]
    alone: bool


def bidders(release: JsonObject) -> Bidders:
    """The tenderers and bids of a release."""
    silent = Notes()
    bids: dict[str, tuple[Decimal | None, str]] = {}
    for bid in objects(obj(release, "bids"), "details"):
        value = value_of(bid, "bid", silent)
        for name in _names(release, bid, "tenderers"):
            bids[name] = (value, currency_of(bid, silent))
    tenderers = _names(release, obj(release, "tender"), "tenderers")
    return Bidders(
        names=tuple(dict.fromkeys([*tenderers, *bids])),
        bids=bids,
        marks=_marks(release),
        alone=len(objects(release, "contracts")) <= 1,
    )


def rivals(found: Bidders, deal_id: UUID, supplier: str, currency: str) -> tuple[Rival, ...]:
    """The other tenderers, with the price they bid where the process is one contract."""
    winners = set(supplier.split("; "))
    winning = {mark for name in winners for mark in found.marks.get(name, ())}
    made = []
    for name in found.names:
        if name in winners or winning & found.marks.get(name, set()):
            continue
        bid, bid_in = found.bids.get(name, (None, ""))
        made.append(
            Rival(
                id=uuid5(deal_id, json.dumps(["rivals", name])),
                name=name,
                price_likely=bid if found.alone and bid_in == currency else None,
            )
        )
        if len(made) == _MANY:
            break
    return tuple(made)


def criteria(tender: JsonObject, deal_id: UUID, known_on: date | None) -> tuple[Criterion, ...]:
    """The award criteria: listed ones with their weights, else the one code and its details."""
    listed = objects(obj(tender, "awardCriteria"), "criteria")
    for lot in objects(tender, "lots") if not listed else []:
        listed.extend(objects(obj(lot, "awardCriteria"), "criteria"))
    made: dict[str, tuple[str, CriterionKind, Decimal | None]] = {}
    for criterion in listed:
        name = text_of(criterion, "name") or text_of(criterion, "description")
        if name:
            kind = _KINDS.get(plain(criterion.get("type")), CriterionKind.OTHER)
            made.setdefault(name, (short_line(name, _NAME), kind, _weight(criterion)))
    code = plain(tender.get("awardCriteria"))
    details = text_of(tender, "awardCriteriaDetails")
    if not made and (code or details):
        kind = _KINDS.get(code, CriterionKind.OTHER)
        name = criterion_text(code, details) if code else short_line(details, _NAME)
        made[code or details] = (name, kind, None)
    return tuple(
        Criterion(
            id=uuid5(deal_id, json.dumps(["criteria", key])),
            name=name,
            weight=weight,
            kind=kind,
            known_on=known_on,
            origin=CriterionOrigin.STATED,
        )
        for key, (name, kind, weight) in list(made.items())[:_MANY]
    )


def _weight(criterion: JsonObject) -> Decimal | None:
    """The weight of a listed criterion, where it is one exact percentage."""
    numbers = objects(criterion, "numbers")
    exact = [n for n in numbers if plain(n.get("weight")) == "percentageExact"]
    if len(exact) != 1:
        return None
    weight = amount_of(exact[0].get("number"), "weight", Notes())
    if weight is None or weight < 0 or not NUMBER_PATTERN.fullmatch(f"{weight:f}"):
        return None
    return weight
