"""Sentences for values that cannot be taken: form rules broken, and typed text not understood."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from negotiator_desk.models.fields import FieldSpec, ValueType, field_map
from negotiator_desk.models.rules import FormError
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.formats import MINUS, Formats
from negotiator_desk.wording.labels import choice_label, label, short_line

_QUOTED: Final = 40  # characters of a refused text that are shown

_NEEDED: Final[Mapping[ValueType, str]] = {
    ValueType.TEXT: N_("{label} must be a text."),
    ValueType.LONG_TEXT: N_("{label} must be a text."),
    ValueType.CHOICE: N_("{label} must be one of the listed values."),
    ValueType.CHOICES: N_("{label} must be a list of listed values."),
    ValueType.MONEY: N_(
        "{label} must be an amount of money, written as a text such as “125000.00”."
    ),
    ValueType.NUMBER: N_("{label} must be a number."),
    ValueType.WHOLE: N_("{label} must be a whole number."),
    ValueType.DATE: N_("{label} must be a date, written as a text such as “2026-12-31”."),
    ValueType.LOCAL_TIME: N_(
        "{label} must be a date and time, written as a text such as “2026-12-31T14:30”."
    ),
    ValueType.MOMENT: N_(
        "{label} must be a moment in UTC, a text such as “2026-12-31T14:30:00.000Z”."
    ),
    ValueType.FLAG: N_("{label} must be true or false."),
    ValueType.ID: N_("{label} must be an id, written as a text: a UUID with hyphens."),
    ValueType.REF: N_("{label} must name a record of this deal."),
    ValueType.REFS: N_("{label} must be a list of records of this deal."),
    ValueType.TEXTS: N_("{label} must be a list of texts."),
    ValueType.NESTED: N_("{label} must be a list of entries."),
    ValueType.NESTED_ONE: N_("{label} must be an entry of its own."),
    ValueType.NUMBER_MAP: N_("{label} must give a number for each name."),
    ValueType.WHOLE_MAP: N_("{label} must give a whole number for each name."),
}

_SENTENCES: Final[Mapping[str, str]] = {
    "text_too_long": N_(
        "{label} is too long: at most {limit} characters are kept, and it has {length}; shorten it."
    ),
    "bad_text": N_("{label} holds a character that cannot be written (half of a pair); retype it."),
    "below": N_("{label} must be at least {minimum} (it is {number})."),
    "above": N_("{label} must be at most {maximum} (it is {number})."),
    "not_listed": N_("“{text}” is not one of the values of {label}: {listed}."),
    "bad_money": N_(
        "{label} is not an amount that can be kept: “{text}”; write it with at most 14 digits "
        "before the point and 4 after it."
    ),
    "bad_number": N_(
        "{label} is not a number that can be kept: “{text}”; write it with at most 14 digits "
        "before the point and 10 after it."
    ),
    "bad_whole": N_(
        "{label} is not a whole number that can be kept: “{text}”; write it without a fraction, "
        "with at most 15 digits."
    ),
    "bad_date": N_("{label} is no date: “{text}”; a date is written like 2026-12-31."),
    "bad_time": N_("{label} is no date and time: “{text}”; it is written like 2026-12-31T14:30."),
    "bad_moment": N_(
        "{label} is no moment in UTC: “{text}”; it is written like 2026-12-31T14:30:00.000Z."
    ),
    "bad_id": N_(
        "{label} is no id: “{text}”; an id is a UUID, 32 hexadecimal digits with hyphens."
    ),
    "required": N_("{label} is missing and must be given."),
    "unknown_key": N_("{label} has no entry named “{text}”; take it out."),
    "dangling": N_(
        "{label} names a record that is not in this deal: {text}; name one that is, or none."
    ),
}

_PATTERNS: Final[Mapping[str, str]] = {
    "currency": N_("{label} must be three capital letters such as EUR (it is “{text}”)."),
    "sha256": N_("{label} must be 64 hexadecimal digits in lower case (it is “{text}”)."),
    "wording_sha256": N_("{label} must be 64 hexadecimal digits in lower case (it is “{text}”)."),
}


def form_error_text(error: FormError, spec: FieldSpec) -> str:
    """One plain sentence for a value that a form rule refuses, naming the field and the rule.

    Where the rule was broken inside a nested record, ``spec`` is the nested field that the error
    names (``error.params["field"]``) or the list that holds it; both read well.
    """
    inner = _inner_spec(error, spec)
    shown = _shown(error, inner)
    if error.key == "pattern":
        pattern = _PATTERNS.get(inner.name, N_("{label} is not written as it must be: “{text}”."))
    elif error.key == "type":
        pattern = _NEEDED[inner.type]
    else:
        pattern = _SENTENCES.get(error.key, N_("{label} cannot be kept as it is."))
    sentence = _(pattern).format_map(shown)
    if inner is spec:
        return sentence
    return _("In {list}: {sentence}").format(list=label(spec), sentence=sentence)


def _inner_spec(error: FormError, spec: FieldSpec) -> FieldSpec:
    """The field of a nested record that an error is about; the field itself elsewhere."""
    name = error.params.get("field")
    if spec.nested is None or not isinstance(name, str):
        return spec
    return field_map(spec.nested).get(name, spec)


class _Shown(dict[str, str]):
    """Parameters of a sentence; one that an error does not carry is shown as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _shown(error: FormError, spec: FieldSpec) -> _Shown:
    shown = _Shown({key: _plain(content) for key, content in error.params.items()})
    shown["label"] = label(spec)
    if spec.choice is not None:
        shown["listed"] = ", ".join(member.value for member in spec.choice)
    return shown


def _plain(content: Any) -> str:
    """A parameter of a sentence: a quoted text as it came, a number with a real minus."""
    if isinstance(content, str):
        # A space at an end may be all that is wrong.
        before, after = (" " if end.isspace() else "" for end in (content[:1], content[-1:]))
        return f"{before}{short_line(content, _QUOTED)}{after}"
    # Outside these bounds a number written out would fill pages: its exponent says enough.
    plain = isinstance(content, Decimal) and content.is_finite() and -20 < content.adjusted() < 16
    text = f"{content:f}" if plain else str(content)
    return short_line(text.replace("-", MINUS), _QUOTED)


# Text typed into a field that could not be read.


def reading_error_text(
    text: str, spec: FieldSpec, formats: Formats, today: date, currency: str = ""
) -> str:
    """One sentence for typed text that is no value of its field, with an example that is one.

    Args:
        text: what was typed.
        spec: the field it was typed into.
        formats: how this reader writes dates and numbers; the example follows it.
        today: for the example of a date.
        currency: of the deal, for the example of an amount.
    """
    reading = _READING.get(spec.type)
    if reading is None:
        return _("“{text}” is not a value of {label}.").format(
            text=short_line(text, _QUOTED), label=label(spec)
        )
    pattern, example = reading
    return _(pattern).format(
        text=short_line(text, _QUOTED),
        label=label(spec),
        example=example(formats, today, currency),
        listed=", ".join(choice_label(member) for member in spec.choice or ()),
    )


_Example = Callable[[Formats, date, str], str]


def _a_date(formats: Formats, today: date, currency: str) -> str:
    return formats.entry_date(date(today.year, 12, 31))


def _an_amount(formats: Formats, today: date, currency: str) -> str:
    return formats.entry(Decimal(12500))


def _a_number(formats: Formats, today: date, currency: str) -> str:
    return formats.entry(Decimal("12.5"))


def _a_whole(formats: Formats, today: date, currency: str) -> str:
    return formats.entry(3)


def _a_time(formats: Formats, today: date, currency: str) -> str:
    return f"{_a_date(formats, today, currency)} 14:30"


_READING: Final[Mapping[ValueType, tuple[str, _Example]]] = {
    ValueType.DATE: (
        N_("“{text}” is no date; write it like {example}, or +7 for a week from today."),
        _a_date,
    ),
    ValueType.LOCAL_TIME: (
        N_("“{text}” is no date and time; write it like {example}."),
        _a_time,
    ),
    ValueType.MONEY: (
        N_("“{text}” is no amount; write it like {example}, or 12k for twelve thousand."),
        _an_amount,
    ),
    ValueType.NUMBER: (N_("“{text}” is no number; write it like {example}."), _a_number),
    ValueType.WHOLE: (N_("“{text}” is no whole number; write it like {example}."), _a_whole),
    ValueType.NUMBER_MAP: (N_("“{text}” is no number; write it like {example}."), _a_number),
    ValueType.WHOLE_MAP: (
        N_("“{text}” is no whole number; write it like {example}."),
        _a_whole,
    ),
    ValueType.CHOICE: (N_("“{text}” is not one of the values of {label}: {listed}."), _a_whole),
}
