"""Values of a public record as they are written: amounts, currencies, dates, names, and remarks."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import msgspec

from negotiator_desk.models.rules import MONEY_PATTERN
from negotiator_desk.wording.formats import cleaned

JsonObject = Mapping[str, Any]

_WRAPPERS: Final = ("$numberLong", "$numberInt", "$numberDecimal", "$numberDouble")
_LONG_FRACTION: Final = re.compile(r"(-?\d{1,14})\.\d{1,60}", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", re.ASCII | re.DOTALL)
_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_SAME_KIND: Final = 5  # remarks of one kind that a deal spells out


class Note(msgspec.Struct, frozen=True):
    """A remark on the record: which sentence, and what stands in it."""

    key: str
    params: Mapping[str, object]


class Notes:
    """The remarks on one deal, each once, in the order they were made."""

    def __init__(self) -> None:
        self._notes: dict[str, Note] = {}
        self._counts: dict[str, int] = {}

    def add(self, key: str, **params: object) -> None:
        """Add a remark unless the same one stands already."""
        name = f"{key}: {params}"
        if name not in self._notes:
            self._notes[name] = Note(key, params)
            self._counts[key] = self._counts.get(key, 0) + 1

    def listed(self) -> Iterator[Note]:
        """All remarks; of one kind the first few, and how many more there are."""
        seen: dict[str, int] = {}
        for note in self._notes.values():
            seen[note.key] = seen.get(note.key, 0) + 1
            if seen[note.key] <= _SAME_KIND:
                yield note
            elif seen[note.key] == _SAME_KIND + 1:
                yield Note("more", {"count": self._counts[note.key] - _SAME_KIND})


def obj(parent: object, key: str) -> JsonObject:
    """The object under ``key``; an empty one where there is none."""
    found = parent.get(key) if isinstance(parent, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def objects(parent: object, key: str) -> list[JsonObject]:
    """The objects listed under ``key``; a single object counts as a list of one."""
    found = parent.get(key) if isinstance(parent, Mapping) else None
    if isinstance(found, Mapping):
        return [found] if found else []
    if isinstance(found, list):
        return [item for item in found if isinstance(item, Mapping) and item]
    return []


def text_of(parent: object, key: str) -> str:
    """A text as written, control characters made visible; its ``_en`` or other edition if empty.

    Canada's records write ``title_en`` and ``title_fr`` and no ``title``.
    """
    if not isinstance(parent, Mapping):
        return ""
    for name in (key, f"{key}_en"):
        if found := plain(parent.get(name)):
            return found
    for name, content in parent.items():
        if re.fullmatch(rf"{re.escape(key)}_[A-Za-z]{{2,3}}(-[A-Za-z]+)?", name) and (
            found := plain(content)
        ):
            return found
    return ""


def plain(content: object) -> str:
    """A text or number as one clean text; empty for anything else."""
    if type(content) is str and content.isascii() and content.isprintable():
        return content.strip()  # nearly all of them: ids, codes, dates
    if isinstance(content, bool) or not isinstance(content, (str, int, Decimal)):
        return ""
    text = str(content)
    if not text.isascii():  # JSON may hold half a surrogate pair, which cannot be written again
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return cleaned(text).strip()


def id_of(parent: object, key: str = "id") -> str:
    """An id as text: publishers write numbers and texts alike."""
    return plain(parent.get(key)) if isinstance(parent, Mapping) else ""


def amount_of(content: object, place: str, notes: Notes) -> Decimal | None:
    """An amount, exactly as written, or nothing with a remark where it cannot be read.

    Numbers, texts of plain digits, and numbers in the wrappers of a MongoDB export
    (``{"$numberLong": "12"}``) are read. Separators are not guessed at: “1.234” could be either.
    """
    if content is None or content == "" or content == {}:
        return None
    written = content
    if isinstance(content, Mapping):
        inner = [content[key] for key in _WRAPPERS if key in content]
        if len(inner) != 1 or len(content) != 1:
            notes.add("amount_bad", place=place, text=str(dict(content))[:80])
            return None
        notes.add("amount_wrapped", place=place)
        written = inner[0]
    elif isinstance(content, str):
        if not content.strip():
            return None
        notes.add("amount_text", place=place, text=content.strip())
    amount = _exact(written)
    if amount is None:
        notes.add("amount_bad", place=place, text=str(written)[:80])
        return None
    if MONEY_PATTERN.fullmatch(f"{amount:f}"):
        return amount
    notes.add("amount_rounded", place=place, text=f"{amount:f}")
    return amount.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _exact(written: object) -> Decimal | None:
    """The number of a text or a JSON number; nothing where it could not be kept as money."""
    if isinstance(written, bool) or not isinstance(written, (str, int, Decimal)):
        return None
    if isinstance(written, Decimal):
        # An exponent such as 1e400 must not be written out before its size is known.
        if not written.is_finite() or written.adjusted() > 13 or written.adjusted() < -60:
            return None
        text = f"{written.normalize() + 0:f}"
    else:
        text = str(written).strip()
    if not (MONEY_PATTERN.fullmatch(text) or _LONG_FRACTION.fullmatch(text)):
        return None
    amount = Decimal(text)
    return abs(amount) if amount == 0 else amount


def value_of(parent: object, place: str, notes: Notes, key: str = "value") -> Decimal | None:
    """The amount of an OCDS value (``{"amount": …, "currency": …}``), at least 0."""
    whole = parent.get(key) if isinstance(parent, Mapping) else None
    if whole is not None and not isinstance(whole, Mapping):
        notes.add("unread_shape", place=place)
    amount = amount_of(obj(parent, key).get("amount"), place, notes)
    if amount is not None and amount < 0:
        notes.add("negative_value", place=place, text=f"{amount:f}")
        return None
    return amount


def currency_of(parent: object, notes: Notes, key: str = "value") -> str:
    """The currency of an OCDS value in capitals; empty with a remark where it is no code."""
    written = plain(obj(parent, key).get("currency"))
    if not written:
        return ""
    code = written.upper()
    if not _CURRENCY.fullmatch(code):
        notes.add("currency_bad", text=written)
        return ""
    if code != written:
        notes.add("currency_case", text=written)
    return code


def date_of(content: object, place: str, notes: Notes) -> date | None:
    """The date of a timestamp as written, in its own offset: ``2016-05-26T23:00:00-04:00`` is
    the 26th, whatever day it was in UTC."""
    if isinstance(content, Mapping):
        content = content.get("$date")
    if content is None or (isinstance(content, str) and not content.strip()):
        return None
    matched = _DATE.fullmatch(content.strip()) if isinstance(content, str) else None
    if matched:
        try:
            return date(*(int(part) for part in matched.groups()))
        except ValueError:
            pass
    notes.add("date_bad", place=place, text=str(content)[:80])
    return None


def instant_of(content: object) -> datetime | None:
    """The instant of a release's date, for putting releases in order; no zone means UTC."""
    if isinstance(content, Mapping):
        content = content.get("$date")
    if not isinstance(content, str):
        return None
    try:
        moment = datetime.fromisoformat(content.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def kept_line(text: str, length: int) -> str:
    """A text as one line to be stored, of at most ``length`` characters."""
    line = " ".join(cleaned(text).split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
