"""What stands beside the criteria: their sum, when each became known, who may do what with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from negotiator_desk.domain.before import UNKNOWN_WEIGHT, Known
from negotiator_desk.domain.rights import rights_of, without
from negotiator_desk.models.before import Criterion
from negotiator_desk.models.choices import CriterionOrigin, Right
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.marked import Marked

_KNOWN: Final = {
    Known.IN_TIME: N_("In time"),
    Known.LATE: N_("After the RFP"),
    Known.UNDATED: N_("Undated, counts as known"),
    Known.UNDATED_LATE: N_("Undated, counts as late"),
    Known.AHEAD: N_("Still to come"),
}

_ORIGINS: Final = {
    CriterionOrigin.STATED: N_("Stated"),
    CriterionOrigin.INFERRED: N_("Inferred"),
    CriterionOrigin.SHAPED: N_("Shaped"),
}

_RIGHTS: Final = {
    Right.SHAPES: N_("shapes"),
    Right.SCORES: N_("scores"),
    Right.APPROVES: N_("approves"),
    Right.REOPENS: N_("can reopen"),
}


def known_text(criterion: Criterion, known: Known, today: date, formats: Formats) -> str:
    """Whether a criterion was known before the RFP, and since when."""
    words, day = _(_KNOWN[known]), criterion.known_on
    if day is None:
        return words
    shown = formats.day_month(day) if day.year == today.year else formats.date_text(day)
    return _("{words}, {day}").format(words=words, day=shown)


def known_meaning(known: Known) -> str:
    """The colour that goes with it."""
    if known is Known.UNDATED:
        return "muted"
    return "protected" if known is Known.IN_TIME else "exposed"


def origin_text(criterion: Criterion) -> str:
    """Where a criterion comes from, in a word."""
    return "" if criterion.origin is None else _(_ORIGINS[criterion.origin])


def people_text(criterion: Criterion, title_of: Callable[[UUID], str]) -> str:
    """Who owns, shapes, scores, approves and can reopen a criterion, person by person."""
    held: dict[UUID, list[str]] = {}
    if criterion.stakeholder_id is not None:
        held[criterion.stakeholder_id] = [_("owns")]
    for each in criterion.rights:
        if each.stakeholder_id is not None and each.right is not None:
            held.setdefault(each.stakeholder_id, []).append(_(_RIGHTS[each.right]))
    return "; ".join(
        _("{person} {rights}").format(person=title_of(person), rights=", ".join(rights))
        for person, rights in held.items()
    )


def held_text(criterion: Criterion, person: UUID) -> str:
    """What one person may do with a criterion, in a few words."""
    words = [_(_RIGHTS[right]) for right in rights_of(criterion, person)]
    if criterion.stakeholder_id == person:
        words.insert(0, _("owns"))
    return ", ".join(words)


def rights_text(criteria: Sequence[Criterion]) -> Marked:
    """On how many criteria nobody is known to hold one of the rights that decide."""
    if not criteria:
        return "", ""
    said = []
    for right, one, many in (
        (
            Right.SCORES,
            N_("nobody is known to score {n} criterion"),
            N_("nobody is known to score {n} criteria"),
        ),
        (
            Right.APPROVES,
            N_("nobody is known to approve {n} criterion"),
            N_("nobody is known to approve {n} criteria"),
        ),
    ):
        if n := len(without(criteria, right)):
            said.append(ngettext(one, many, n).format(n=n))
    if not said:
        return _("Every criterion has somebody who scores and somebody who approves it."), ""
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}", "exposed"


def total_text(criteria: Sequence[Criterion], formats: Formats) -> Marked:
    """The sum of the weights and what is missing to 100, or is over it."""
    if not criteria:
        return "", ""
    total = sum((c.weight for c in criteria if c.weight is not None), Decimal(0))
    shown = formats.number(total)
    unknown = sum(c.weight is None for c in criteria)
    if total > 100:
        text = _("Weights: {total} %, {over} % over 100 %").format(
            total=shown, over=formats.number(total - 100)
        )
    elif total == 100:
        text = _("Weights: 100 %")
    else:
        text = _("Weights: {total} %, {missing} % missing to 100 %").format(
            total=shown, missing=formats.number(100 - total)
        )
    if unknown:
        note = ngettext(
            "{n} criterion without a weight counts as {percent} %",
            "{n} criteria without a weight count as {percent} % each",
            unknown,
        ).format(n=unknown, percent=UNKNOWN_WEIGHT)
        text = _("{text}; {note}").format(text=text, note=note)
    # A line may end between two figures, never between a figure and its sign.
    return text.replace(" %", "\u00a0%"), "protected" if total == 100 and not unknown else "exposed"
