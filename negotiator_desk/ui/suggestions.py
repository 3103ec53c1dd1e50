"""What a field of plain names can be completed with: names used in the open deal and on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator_desk.models.fields import Domain, Record, ValueType, fields_of
from negotiator_desk.models.kinds import all_records, nested_records
from negotiator_desk.services import settings
from negotiator_desk.wording.labels import currency_codes

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.state import OpenDeal


def _names(record: Record, domain: Domain) -> set[str]:
    found: set[str] = set()
    for spec in fields_of(type(record)):
        if spec.field.domain != domain:
            continue
        content = getattr(record, spec.name)
        if spec.type is ValueType.TEXT:
            found.add(content)
        elif spec.type in (ValueType.TEXTS, ValueType.NUMBER_MAP):
            found.update(content)
    return found


def names_in(snapshot: Snapshot, domain: Domain) -> set[str]:
    """Every name of a domain that a deal uses."""
    found: set[str] = set()
    for _kind, record in all_records(snapshot):
        found |= _names(record, domain)
        for _field, _place, inner in nested_records(record):
            found |= _names(inner, domain)
    return {name for name in found if name.strip()}


class DeskSuggestions:
    """Completion for the fields of a form, read anew when a field asks."""

    def __init__(self, open_deal: OpenDeal) -> None:
        self._open_deal = open_deal

    def names(self, domain: Domain) -> tuple[str, ...]:
        """The names of a domain, in order."""
        context = self._open_deal.context
        if domain == "currencies":
            return currency_codes()
        found: set[str] = set()
        if self._open_deal.snapshot is not None:
            found |= names_in(self._open_deal.snapshot, domain)
        if domain == "our_people":
            profile = settings.profile(context)
            found |= {profile.name} if profile and profile.name else set()
            found |= {str(getattr(m, "name", "")) for m in context.desk.desk_records("team")}
        if domain == "buyers":
            found |= {row.buyer for row in context.desk.deals()}
        return tuple(sorted((name for name in found if name.strip()), key=str.casefold))
