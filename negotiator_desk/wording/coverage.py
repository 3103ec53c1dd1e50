"""Sentences of the coverage: what is missing among the people, what mends it, the chart's title."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from negotiator_desk.domain.coverage import Coverage, RoleCover
from negotiator_desk.domain.results import Finding
from negotiator_desk.models.choices import BuyingRole
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.checks import check_label
from negotiator_desk.wording.findings import finding_action, finding_text
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import choice_label

_HEADS: Final[Mapping[str, str]] = {
    "role_missing": N_("A buying role is missing"),
    "role_doubled": N_("Two hold one buying role"),
    "outweighed": N_("Opponents weigh more"),
    "no_stance": N_("Stance not known"),
    "no_owner": N_("No relationship owner"),
    "not_contacted": N_("Not contacted"),
    "not_verified": N_("Not verified"),
}

_TEXTS: Final[Mapping[str, Callable[[int], str]]] = {
    "role_missing": lambda n: _("Nobody on the list is known as “{role}”."),
    "role_doubled": lambda n: ngettext(
        "{n} person is recorded as “{role}”.", "{n} people are recorded as “{role}”.", n
    ),
    "outweighed": lambda n: _(
        "Those against us weigh {against} by their power, those for us {for_us}."
    ),
    "no_stance": lambda n: ngettext(
        "The stance of {n} person is not known.", "The stance of {n} people is not known.", n
    ),
    "no_owner": lambda n: ngettext(
        "Nobody of us looks after {n} person.", "Nobody of us looks after {n} people.", n
    ),
    "not_contacted": lambda n: ngettext(
        "{n} person has not been contacted for more than {days} days, or never.",
        "{n} people have not been contacted for more than {days} days, or never.",
        n,
    ),
    "not_verified": lambda n: ngettext(
        "Role and stance of {n} person have not been verified for more than {days} days, or never.",
        "Role and stance of {n} people have not been verified for more than {days} days, or never.",
        n,
    ),
}

_ACTIONS: Final[Mapping[str, str]] = {
    "role_missing": N_("Ask who is “{role}”, and map that person before the RFP."),
    "role_doubled": N_("Find out who of those recorded as “{role}” has the last word."),
    "outweighed": N_("Win one more supporter with power, or move an opponent to neutral."),
    "no_stance": N_("Find out where each of them stands, and note it."),
    "no_owner": N_("Name one of us to look after each of them."),
    "not_contacted": N_("Call each of them, and note the day."),
    "not_verified": N_("Check role and stance of each of them, and note the day."),
}


def _family(finding: Finding) -> str:
    role = finding.params.get("role")
    if isinstance(role, BuyingRole):
        return finding.key.removesuffix(f"_{role.value}")
    return finding.key


def _figures(finding: Finding) -> dict[str, Any]:
    figures = dict(finding.params)
    role = figures.get("role")
    if isinstance(role, BuyingRole):
        figures["role"] = choice_label(role)
    return figures


def coverage_head(finding: Finding) -> str:
    """What a finding of the coverage is called."""
    family = _family(finding)
    return _(_HEADS[family]) if family in _HEADS else check_label(finding.key)


def coverage_text(finding: Finding, snapshot: Snapshot, formats: Formats) -> str:
    """A finding of the coverage in a sentence; one of the control model in its own."""
    family = _family(finding)
    if family not in _TEXTS:
        return finding_text(finding, snapshot, formats)
    n = finding.params.get("n", 0)
    return _TEXTS[family](n if isinstance(n, int) else 0).format(**_figures(finding))


def coverage_action(finding: Finding, snapshot: Snapshot, formats: Formats) -> str:
    """What would mend a finding of the coverage."""
    family = _family(finding)
    if family not in _ACTIONS:
        return finding_action(finding, snapshot, formats)
    return _(_ACTIONS[family]).format(**_figures(finding))


def role_state(cover: RoleCover) -> str:
    """How a buying role is covered, in a word."""
    if cover.missing:
        return _("missing")
    return _("held by {n}").format(n=len(cover.people)) if cover.doubled else _("held")


def coverage_title(found: Coverage) -> str:
    """How many roles are missing, and which side weighs more."""
    missing = sum(cover.missing for cover in found.roles)
    n = len(found.roles)
    if missing:
        roles = ngettext(
            "{missing} of {n} buying roles is missing",
            "{missing} of {n} buying roles are missing",
            missing,
        ).format(missing=missing, n=n)
    else:
        roles = _("All {n} buying roles are held").format(n=n)
    good, bad = found.supporters.weight, found.opponents.weight
    if not good and not bad:
        return _("{roles}; nobody is known to be for or against us").format(roles=roles)
    if good == bad:
        return _("{roles}; for and against us weigh the same, {weight}").format(
            roles=roles, weight=good
        )
    side = (
        _("{roles}; those for us weigh {good}, those against {bad}")
        if good > bad
        else _("{roles}; those against us weigh {bad}, those for us {good}")
    )
    return side.format(roles=roles, good=good, bad=bad)


def side_label(key: str) -> str:
    """What a side of the balance is called."""
    return _(_SIDES[key])


_SIDES: Final[Mapping[str, str]] = {
    "supporters": N_("For us"),
    "neutral": N_("Neutral"),
    "unknown": N_("Not known"),
    "opponents": N_("Against us"),
}


def side_text(key: str, weight: int, people: int) -> str:
    """A side of the balance with its weight."""
    return ngettext(
        "{side}: weight {weight}, {n} person", "{side}: weight {weight}, {n} people", people
    ).format(side=side_label(key), weight=weight, n=people)
