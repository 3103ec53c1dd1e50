"""The words of the documents beside the Control Gap report: their names and their sentences."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from negotiator_desk.models.choices import Side
from negotiator_desk.models.fields import FieldSpec
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.labels import label, short_line

_NAMES: Final[Mapping[str, str]] = {
    "control-gap": N_("Control Gap report"),
    "brief": N_("Meeting brief"),
    "table": N_("Table edition"),
    "agreed": N_("Agreed points"),
    "handover": N_("Handover pack"),
    "dossier": N_("Buyer dossier"),
    "portfolio": N_("Portfolio Control Gap report"),
    "weekly": N_("Weekly review"),
}

_WHAT: Final[Mapping[str, str]] = {
    "control-gap": N_("Where control is missing and what money that concerns. For our side only."),
    "brief": N_("Two pages to read before a meeting. For our side only."),
    "table": N_("What may lie on the table in front of the buyer: agreed, offered, open."),
    "agreed": N_("What was agreed, to be sent round the day after a meeting."),
    "handover": N_("What delivery has to know: locks, trades, clocks, people. For our side only."),
    "dossier": N_(
        "What every deal with this buyer taught, with how many cases. For our side only."
    ),
    "portfolio": N_(
        "Chosen deals against the five controls, and what it costs. For our side only."
    ),
    "weekly": N_(
        "One page for once a week: clocks, actions, findings opened and closed, what moved. For "
        "our side only."
    ),
}

PORTFOLIO: Final = "portfolio"
"""The edition that sets several deals side by side."""

WEEKLY: Final = "weekly"
"""The edition that reviews several deals since an earlier day."""

EDITION_KEYS: Final = tuple(key for key in _NAMES if key not in (PORTFOLIO, WEEKLY))
"""The keys of the editions of one deal, as the command line names them."""


EVERY_KEY: Final = tuple(_NAMES)
"""The keys of all editions, those of several deals among them."""


def edition_name(key: str) -> str:
    """What an edition is called."""
    return _(_NAMES[key])


def edition_what(key: str) -> str:
    """What an edition is for, in a sentence."""
    return _(_WHAT[key])


def making_text(what: str, step: int, of: int) -> str:
    """How far a document is that is being made: what is at hand, and the step of how many."""
    if what == "deals":
        return _("Reading the deals: {n} of {of}").format(n=step, of=of)
    if what == "judging":
        return _("Judging the deals: {n} of {of}").format(n=step, of=of)
    if what == "past":
        return _("Replaying the past: {share} %").format(share=100 * step // max(of, 1))
    if what == "checking":
        return _("Reading the pages back: {n} of {of}").format(n=step, of=of)
    if of:
        return _("Drawing the pages: {n} of {of}").format(n=step, of=of)
    return _("Laying out the pages …")


def joined(parts: Iterable[str]) -> str:
    """Short texts in one line, those that say nothing left out."""
    return ", ".join(part for part in parts if part)


def for_the_table() -> str:
    """Whom the table edition is for, at the head of its pages."""
    return _("for both sides")


def our_side() -> str:
    """Whom the other editions are for."""
    return _("internal edition")


def expired_on(day: str) -> str:
    """Until when an offer stood that stands no more."""
    return _("expired on {date}").format(date=day)


def price_of(side: Side) -> str:
    """Whose price it is, as both sides would say it."""
    return _("Supplier's price") if side is Side.US else _("Buyer's price")


def secret_found(record: str, spec: FieldSpec, place: tuple[str, FieldSpec] | None = None) -> str:
    """Why a document for the buyer was not written.

    Args:
        record: what the record is called whose field ``spec`` is the secret.
        place: the record and the field of the text that tells it, where that is known.
    """
    secret = {"field": label(spec), "record": short_line(record)}
    if place is None:
        return _(
            "The document was not written, because it would show the buyer a secret: “{field}” of "
            "“{record}” stands in one of its texts. Take it out of that text, then write it again."
        ).format(**secret)
    return _(
        "The document was not written, because it would show the buyer a secret: “{field}” of "
        "“{record}” stands in “{text}” of “{place}”. Take it out there, then write it again."
    ).format(text=label(place[1]), place=short_line(place[0]), **secret)


def secret_in_name(record: str, spec: FieldSpec) -> str:
    """Why a document for the buyer was not written under a name."""
    return _(
        "The document was not written, because its file name would show the buyer a secret: "
        "“{field}” of “{record}”. Choose another name."
    ).format(field=label(spec), record=short_line(record))


def not_earlier(day: str, as_of: str) -> str:
    """Why a deal cannot be set beside itself on a day."""
    return _(
        "The report is as of {as_of}, so it cannot be compared with {date}. Choose an earlier day."
    ).format(as_of=as_of, date=day)


def nothing_to_compare() -> str:
    """Why a public record is not set beside itself on an earlier day."""
    return _(
        "A public record has no scores and no findings, so two days cannot be compared. Write it "
        "without an earlier day."
    )


_LONGEST_STEM: Final = 80
_MOST_BYTES: Final = 180
_UNNAMED: Final = "deal"
_DEVICE: Final = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)
"""What Windows takes for a device whatever stands behind the point."""


def file_stem(title: str) -> str:
    """A file name made from a title: letters and digits of any script, joined by hyphens.

    Short enough for every system in its bytes too, and never the name of a device.
    """
    letters = unicodedata.normalize("NFC", title)
    kept = "".join(char if char.isalnum() else _mark(char) for char in letters)
    stem = "-".join(kept.split())[:_LONGEST_STEM]
    stem = stem.encode()[:_MOST_BYTES].decode(errors="ignore").strip("-")
    return f"{stem}-{_UNNAMED}" if _DEVICE.fullmatch(stem) else stem or _UNNAMED


def _mark(char: str) -> str:
    """What stands for a sign that is no letter: itself inside a word, else the end of a word."""
    inside = char == "_" or unicodedata.category(char) in ("Mn", "Mc")
    return char if inside else " "


def file_name(edition: str, title: str, day: date) -> str:
    """The name that a document is offered under."""
    head = f"{file_stem(title)}-" if title.strip() else ""
    return f"{head}{edition}-{day.isoformat()}.pdf"
