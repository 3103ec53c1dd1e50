"""What the desk adds to the names that a deal's fields can be completed with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from negotiator_desk.models.fields import Domain
from negotiator_desk.services import settings
from negotiator_desk.services.context import Context


@cache
def currency_codes() -> tuple[str, ...]:
    """The codes of all currencies that are known, by CLDR."""
    from babel import Locale

    return tuple(sorted(str(code) for code in Locale.parse("en").currencies))


def desk_names(context: Context, domain: Domain) -> Iterable[str]:
    """The names of a domain that the desk knows besides those of the open deal."""
    match domain:
        case "currencies":
            yield from currency_codes()
        case "our_people":
            profile = settings.profile(context)
            if profile is not None and profile.name:
                yield profile.name
            for member in context.desk.desk_records("team"):
                yield str(getattr(member, "name", ""))
        case "buyers":
            yield from (row.buyer for row in context.desk.deals() if row.buyer)
            for joined in context.desk.desk_records("buyer_names"):
                yield str(getattr(joined, "buyer", ""))
        case "tactics":
            from negotiator_desk.wording.tactics import tactic_names

            yield from tactic_names()
        case _:
            pass


def team_initials(context: Context) -> dict[str, str]:
    """The initials that the desk keeps for a colleague, by name."""
    team = context.desk.desk_records("team")
    found = {str(getattr(each, "name", "")): str(getattr(each, "initials", "")) for each in team}
    return {name: initials for name, initials in found.items() if initials.strip()}
