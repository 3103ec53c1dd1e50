"""Sentences for what is recorded and does not fit together: a warning stands beside its field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from negotiator_desk.domain.warning import Warning
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record, field_map
from negotiator_desk.models.kinds import DEAL_KINDS, find_record, nested_records
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import label, short_line, title_of

_SENTENCES: Final[Mapping[str, str]] = {
    "date_order": N_("“{field}” ({value}) is earlier than “{other}” ({other_value})."),
    "above": N_("“{field}” ({value}) is above “{other}” ({other_value})."),
    "below": N_("“{field}” ({value}) is below “{other}” ({other_value})."),
    "weights_over_100": N_("The weights of all criteria add up to {total} %, more than 100 %."),
    "reporting_loop": N_(
        "This line closes a circle: in the end these people report to themselves."
    ),
    "line_to_self": N_("The line starts and ends with the same person."),
    "same_name": N_("“{name}” stands on the list twice; is it one person?"),
    "same_rival": N_("Two rivals are called “{name}”, so their scores cannot be told apart."),
    "below_alternative": N_(
        "The walk-away ({value}) is below what our alternative is worth ({alternative_value}, "
        "“{alternative_id}”)."
    ),
    "above_alternative": N_(
        "The buyer's limit ({value}) is above what their alternative would cost them "
        "({alternative_value}, “{alternative_id}”)."
    ),
    "above_walk_away": N_(
        "This alternative ({value}) is worth more to us than the walk-away ({other_value}): one of "
        "the two is wrong."
    ),
    "below_limit": N_(
        "This alternative ({value}) costs the buyer less than their limit as we estimate it "
        "({other_value}): one of the two is wrong."
    ),
    "far_above_price": N_(
        "“{field}” ({value}) is ten times the highest price of this deal ({price}) or more; is a "
        "digit too many?"
    ),
    "offer_undated": N_("Without a date this offer is left out of everything."),
    "above_opening": N_(
        "Scope taken out, this offer ({value}) is above our opening ({other_value})."
    ),
    "below_floor": N_(
        "Scope taken out, this offer ({value}) is below the walk-away that holds ({other_value})."
    ),
    "above_ours": N_("The buyer offers more ({value}) than we last asked ({other_value})."),
    "far_off": N_(
        "This amount ({value}) is ten times as much or as little as the one before it "
        "({other_value}); is it typed right?"
    ),
    "walk_away_lowered": N_(
        "The walk-away ({value}) is lowered after our first offer without an approval: the old one "
        "({other_value}) stays the floor."
    ),
    "unknown_holder": N_(
        "“{name}” holds no authority level, so the trade counts as not authorised."
    ),
    "authorised_after": N_(
        "Authorised on {value}, after the trade of {other_value}: it counts as not authorised."
    ),
    "red_line_given": N_("“{variable_id}” is a red line: it is never given."),
    "beyond_limit": N_("{value} is beyond the limit of “{variable_id}” ({limit})."),
    "above_price": N_(
        "“{field}” ({value}) is more than the whole price ({price}); is a digit too many?"
    ),
    "lock_without_wording": N_("Locked without an agreed wording: it does not count as locked."),
    "wording_changed": N_("The agreed wording is not the one that was locked."),
    "relock_before_lock": N_("Relocked on {value}, before the lock of {other_value}."),
    "reopened_without_lock": N_("Reopened, but the term was never locked."),
    "reopened_before_lock": N_("Reopened on {value}, before the lock of {other_value}."),
    "traded_without_trade": N_(
        "Traded, but no trade is named: without one of value it counts as conceded."
    ),
    "conceded_above_ask": N_("More was conceded ({value}) than was asked ({other_value})."),
    "change_before_signing": N_("Raised on {value}, before the signing of {other_value}."),
    "lesson_without_text": N_("A lesson without words cannot be carried into another deal."),
    "debrief_unsigned": N_("No day of signing is recorded, so nothing could be looked back on."),
    "debrief_before_signing": N_("Held on {value}, before the signing of {other_value}."),
    "dismissed_without_reason": N_("A lesson that is dismissed needs a reason to count."),
}


def warning_text(warning: Warning, snapshot: Snapshot, formats: Formats) -> str:
    """One plain sentence for a warning: what does not fit, with both figures where there are two.

    Nothing that warns is refused, so the sentence says what is odd and what follows from it, not
    that it is wrong.
    """
    record = _record_class(warning, snapshot)
    shown = {key: _shown(content, snapshot, formats) for key, content in warning.params.items()}
    shown["field"] = _field_label(record, warning.field)
    other = warning.params.get("other")
    if isinstance(other, str):
        shown["other"] = _field_label(record, other)
    pattern = _SENTENCES.get(warning.key, N_("“{field}” does not fit the rest of the deal."))
    return _(pattern).format_map(shown)


def _record_class(warning: Warning, snapshot: Snapshot) -> type[Record]:
    """The class of the record that the warning is about, which may lie inside another."""
    found = find_record(snapshot, warning.record_id)
    if found is not None and found[1].id != warning.record_id:
        for _name, _place, inner in nested_records(found[1]):
            if inner.id == warning.record_id:
                return type(inner)
    return DEAL_KINDS[warning.kind]


def _field_label(record: type[Record], name: str) -> str:
    spec = field_map(record).get(name)
    return label(spec) if spec is not None else name


def _shown(content: object, snapshot: Snapshot, formats: Formats) -> str:
    match content:
        case date():
            return formats.date_text(content)
        case Decimal():
            return formats.number(content)
        case UUID():
            return short_line(title_of(content, formats, snapshot))
        case _:
            return short_line(str(content))
