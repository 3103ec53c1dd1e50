"""What kinds, fields, choices and records are called by people."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import (
    Choice,
    FieldSpec,
    KindMeta,
    Record,
    ValueType,
    is_missing,
)
from negotiator_desk.models.kinds import (
    ALL_KINDS,
    KIND_OF,
    all_records,
    find_record,
    nested_records,
)
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.checks import check_label
from negotiator_desk.wording.formats import Formats, visible

TITLE_LENGTH: Final = 80
"""The longest title of a record, in characters; the rest is left out with an ellipsis."""

PATH_LENGTH: Final = 240
"""The longest name of a file that a sentence repeats, in characters."""

LISTED: Final = 3
"""How many entries of a nested list are named before the rest is only counted."""

_STANCES: Final[Mapping[int, str]] = {
    -2: N_("Opponent"),
    -1: N_("Sceptic"),
    0: N_("Neutral"),
    1: N_("Supporter"),
    2: N_("Champion"),
}

_DEGREES: Final[Mapping[int, str]] = {
    1: N_("Very low"),
    2: N_("Low"),
    3: N_("Medium"),
    4: N_("High"),
    5: N_("Very high"),
}

# The words of a small scale, by the field that is measured on it.
_SCALES: Final[Mapping[str, Mapping[int, str]]] = {
    "stance": _STANCES,
    "power": _DEGREES,
    "interest": _DEGREES,
}


def short_line(text: str, length: int = TITLE_LENGTH) -> str:
    """A text as one visible line of at most ``length`` characters."""
    # A long text is cut before it is cleaned: a title never needs more than its beginning.
    line = " ".join(visible(text[: length * 4]).split())
    if len(line) <= length and len(text) <= length * 4:
        return line
    return f"{line[: length - 1].rstrip(' …')}…"  # of what was cut before there is one mark


def deal_title(title: str) -> str:
    """What a deal is called: its title, or that it has none."""
    return visible(title).strip() or _("Untitled deal")


def short_path(path: object, length: int = PATH_LENGTH) -> str:
    """The name of a file as one visible line; of a long one the end, which tells files apart."""
    text = str(path)
    line = " ".join(visible(text[-4 * length :]).split())
    if len(line) <= length and len(text) <= 4 * length:
        return line
    return f"…{line[1 - length :].lstrip()}"


def label(spec: FieldSpec) -> str:
    """The name of a field."""
    return _(spec.field.label)


def help_text(spec: FieldSpec) -> str:
    """What belongs into a field; empty where the name says it all."""
    return _(spec.field.help)


def unit_text(spec: FieldSpec) -> str:
    """The unit of a field's numbers; empty where there is none."""
    return _(spec.field.unit)


def _meta(kind: str | type[Record]) -> KindMeta:
    record = ALL_KINDS[kind] if isinstance(kind, str) else kind
    return record.meta


def kind_label(kind: str | type[Record], plural: bool = False, n: int | None = None) -> str:
    """The name of a record kind: of one record, of the list (``plural``), or of ``n`` of them.

    ``kind`` is the kind's name, or the class of a nested record.
    """
    meta = _meta(kind)
    if n is not None:
        return ngettext(meta.singular, meta.many or meta.plural, n)
    return _(meta.plural if plural else meta.singular)


def kind_why(kind: str | type[Record]) -> str:
    """What belongs into a list and why it matters for control."""
    return _(_meta(kind).why)


def kind_in_sentence(kind: str | type[Record], n: int = 1) -> str:
    """The name of ``n`` records of a kind as it stands inside a sentence."""
    name = kind_label(kind, n=n)
    # TRANSLATORS: write "capital" where nouns keep their capital letter inside a sentence.
    if _("small letter") != "small letter" or name[1:2].isupper():
        return name
    return name[:1].lower() + name[1:]


def counted(kind: str | type[Record], n: int) -> str:
    """A number of records of a kind: "3 people"."""
    # TRANSLATORS: {n} is a number, {kind} the record kind in the form that goes with it.
    return _("{n} {kind}").format(n=n, kind=kind_in_sentence(kind, n))


def choice_label(member: Choice) -> str:
    """The name of a value of a listed set."""
    return _(member.label)


def stance_label(stance: int | None) -> str:
    """The word for a stance of −2 to 2."""
    return _("Stance unknown") if stance is None else _scale_word(_STANCES, stance)


def power_label(power: int | None) -> str:
    """The word for a power of 1 to 5."""
    return _("Power unknown") if power is None else _scale_word(_DEGREES, power)


def interest_label(interest: int | None) -> str:
    """The word for an interest of 1 to 5."""
    return _("Interest unknown") if interest is None else _scale_word(_DEGREES, interest)


def scale_words(spec: FieldSpec) -> Mapping[int, str]:
    """The words of a small scale by its numbers; empty for a field that has no words."""
    return {number: _(word) for number, word in _SCALES.get(spec.name, {}).items()}


def _scale_word(words: Mapping[int, str], number: int) -> str:
    return _(words[number]) if number in words else str(number)


def value_text(
    spec: FieldSpec,
    value: Any,
    formats: Formats,
    currency: str = "",
    snapshot: Snapshot | None = None,
) -> str:
    """A value of a field as people read it; empty where it is missing.

    References are shown by the title of the record they name, money with ``currency``, nested
    records by their titles, three of them at most. The text is plain and may hold line breaks
    where the field does.
    """
    if is_missing(value):
        return ""
    match spec.type:
        case ValueType.CHOICE:
            return choice_label(value)
        case ValueType.CHOICES:
            return ", ".join(choice_label(member) for member in value)
        case ValueType.MONEY:
            return formats.money(value, currency)
        case ValueType.NUMBER | ValueType.WHOLE:
            return _number_text(spec, value, formats)
        case ValueType.DATE:
            return formats.date_text(value)
        case ValueType.LOCAL_TIME | ValueType.MOMENT:
            return formats.time_text(_local(value))
        case ValueType.FLAG:
            return _("Yes") if value else _("No")
        case ValueType.REF:
            return title_of(value, formats, snapshot)
        case ValueType.REFS:
            return ", ".join(title_of(item, formats, snapshot) for item in value)
        case ValueType.TEXTS:
            return "; ".join(visible(item) for item in value)
        case ValueType.NESTED:
            return _listed(value, formats, snapshot)
        case ValueType.NESTED_ONE:
            return record_title("", value, formats, snapshot)
        case ValueType.NUMBER_MAP:
            pairs = ((visible(key), formats.number(number)) for key, number in value.items())
            return "; ".join(f"{key}: {number}" for key, number in pairs)
        case ValueType.WHOLE_MAP:
            return ngettext("{n} answer", "{n} answers", len(value)).format(n=len(value))
        case _:
            return visible(plain_text(spec, str(value)))


def plain_text(spec: FieldSpec, text: str) -> str:
    """A text of a field as people read it: what is recorded by a key, by its name."""
    if spec.field.domain == "checks":
        return check_label(text)
    if spec.field.domain == "tactics":
        # Imported here: the catalogue is long, and the first paint seldom shows a tactic.
        from negotiator_desk.wording.tactics import tactic_name

        return tactic_name(text)
    return text


def _local(moment: datetime) -> datetime:
    """A moment in the time of this computer; a local time as it is."""
    return moment if moment.tzinfo is None else moment.astimezone().replace(tzinfo=None)


def _number_text(spec: FieldSpec, value: Decimal | int, formats: Formats) -> str:
    number = formats.number(value)
    if words := _SCALES.get(spec.name):
        sign = "+" if spec.field.minimum is not None and spec.field.minimum < 0 < value else ""
        return f"{sign}{number} · {_scale_word(words, int(value))}"
    unit = unit_text(spec)
    return f"{number} {unit}" if unit else number


def _listed(records: Iterable[Record], formats: Formats, snapshot: Snapshot | None) -> str:
    found = tuple(records)
    titles = [record_title("", record, formats, snapshot) for record in found[:LISTED]]
    if rest := len(found) - len(titles):
        titles.append(ngettext("{n} more", "{n} more", rest).format(n=rest))
    return "; ".join(titles)


_index: tuple[Snapshot | None, Mapping[UUID, tuple[str, Record]]] = (None, {})


def _by_id(snapshot: Snapshot) -> Mapping[UUID, tuple[str, Record]]:
    """The top-level records of the deal asked for last: a table of a deal asks row after row."""
    global _index
    known, found = _index
    if known is not snapshot:
        found = {record.id: (kind, record) for kind, record in all_records(snapshot)}
        _index = (snapshot, found)
    return found


def title_of(record_id: UUID, formats: Formats, snapshot: Snapshot | None) -> str:
    """The title of the record with this id, top-level or nested."""
    if snapshot is None:
        return _("a record that is not here")
    top = _by_id(snapshot).get(record_id)
    found = top or find_record(snapshot, record_id)
    if found is None:
        return _("a record that is not here")
    kind, record = found
    if record.id == record_id:
        return record_title(kind, record, formats, snapshot)
    for _name, _place, inner in nested_records(record):
        if inner.id == record_id:
            return record_title("", inner, formats, snapshot)
    return record_title(kind, record, formats, snapshot)


def record_title(
    kind: str,
    record: Record,
    formats: Formats,
    snapshot: Snapshot | None = None,
    length: int = TITLE_LENGTH,
) -> str:
    """How people call a record: "Trade 7", "Liability cap", "Offer of 1,870,000.00 EUR by us".

    Never empty and never more than one line of ``length`` characters. ``snapshot`` is the deal
    that the record lies in; it gives the names of the records it points to and the currency.
    ``kind`` may be empty: the record itself says what it is.
    """
    # Imported here: titles of special kinds call back for the titles of the records they name.
    from negotiator_desk.wording.titles import special_title, unnamed

    title = special_title(record, formats, snapshot)
    return short_line(title, length) or unnamed(kind or KIND_OF.get(type(record), ""), record)
