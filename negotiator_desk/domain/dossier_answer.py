"""The JSON object of ``dossier --json``: strings, rounded once."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.domain.dossier import Dossier
from negotiator_desk.domain.dossier_figures import Case, Figure, Unit
from negotiator_desk.domain.dossier_lists import Met, PublicContract, Reopened, Seen, TacticSeen
from negotiator_desk.domain.rounding import plain, rounded

_PLACES: Mapping[Unit, int] = {"count": 0, "ratio": 4, "days": 1}


def _text(number: Fraction | None, places: int) -> str | None:
    return None if number is None else plain(rounded(number, places))


def _money(amount: Fraction | None, currency: str) -> str | None:
    return _text(amount, decimals_of(currency))


def _amounts(amounts: Mapping[str, Fraction]) -> dict[str, str | None]:
    return {currency: _money(amount, currency) for currency, amount in amounts.items()}


def _value(figure: Figure) -> Any:
    if figure.unit == "money":
        return _amounts(figure.by_currency)
    return _text(figure.value, _PLACES[figure.unit])


def _case(case: Case, figure: Figure) -> dict[str, Any]:
    if figure.unit == "money":
        return {
            "deal_id": str(case.deal_id),
            "value": _money(case.value, case.currency),
            "currency": case.currency or None,
        }
    return {"deal_id": str(case.deal_id), "value": _text(case.value, _PLACES[figure.unit])}


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": _value(figure),
        "n": figure.n,
        "cases": [_case(case, figure) for case in figure.cases],
    }


def _tactic(tactic: TacticSeen) -> dict[str, Any]:
    return {
        "tactic": tactic.tactic,
        "n": tactic.n,
        "deals": len(tactic.deals),
        "by": [{"name": name, "n": n} for name, n in tactic.by],
        "effects": {effect.value: n for effect, n in tactic.effects.items()},
        "answers": [
            {
                "deal_id": str(answer.deal_id),
                "text": answer.text,
                "effect": answer.effect.value if answer.effect else None,
            }
            for answer in tactic.answers
        ],
    }


def _reopened(row: Reopened) -> dict[str, Any]:
    return {
        "category": row.category.value if row.category else None,
        "n": row.n,
        "responses": {response.value: n for response, n in row.responses.items()},
        "conceded": _amounts(row.conceded),
    }


def _seen(seen: Seen) -> dict[str, Any]:
    return {
        "deal_id": str(seen.deal_id),
        "title": seen.title or None,
        "roles": [role.value for role in seen.roles],
        "stance": seen.stance,
    }


def _person(person: Met) -> dict[str, Any]:
    return {
        "name": person.name,
        "n": person.n,
        "then": _seen(person.then),
        "now": _seen(person.now),
    }


def _contract(contract: PublicContract) -> dict[str, Any]:
    return {
        "deal_id": str(contract.deal_id),
        "title": contract.title,
        "reference": contract.reference or None,
        "supplier": contract.supplier or None,
        "signed_on": contract.signed_on.isoformat() if contract.signed_on else None,
        "currency": contract.currency or None,
        "signed": _money(contract.signed, contract.currency),
        "today": _money(contract.today, contract.currency),
        "growth": _text(contract.growth, _PLACES["ratio"]),
        "changes": contract.changes,
    }


def dossier_answer(dossier: Dossier) -> dict[str, Any]:
    """A dossier as a JSON object: counts are numbers, every other figure a decimal text."""
    return {
        "buyer": dossier.buyer,
        "as_of": dossier.as_of.isoformat(),
        "deals": len(dossier.deals),
        "figures": {figure.name: _figure(figure) for figure in dossier.figures},
        "tactics": [_tactic(tactic) for tactic in dossier.tactics],
        "reopened": [_reopened(row) for row in dossier.reopened],
        "people": [_person(person) for person in dossier.people],
        "public_contracts": [_contract(each) for each in dossier.public_contracts],
    }
