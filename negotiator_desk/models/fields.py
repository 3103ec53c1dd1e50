"""The mechanism of declarations: what a field is, what a record is, and how both are read back."""

from __future__ import annotations

import builtins
import enum
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

TEXT_LIMIT: Final = 100_000
"""The longest text a field may hold, in characters (the limit of the deal file)."""


class ValueType(enum.Enum):
    """The kinds of value a field can hold; all generic code chooses by this."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    MONEY = "money"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    LOCAL_TIME = "local_time"
    MOMENT = "moment"
    FLAG = "flag"
    ID = "id"
    REF = "ref"
    REFS = "refs"
    TEXTS = "texts"
    NESTED = "nested"
    NESTED_ONE = "nested_one"
    NUMBER_MAP = "number_map"
    WHOLE_MAP = "whole_map"


class Choice(enum.StrEnum):
    """A listed set: each member has its value in the deal file and its English label."""

    label: str

    def __new__(cls, value: str, label: str) -> Choice:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


Domain = Literal[
    "", "our_people", "rivals", "buyers", "tactics", "checks", "currencies", "tags", "packages"
]


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """What one declaration says of a field beside its Python type.

    ``unit`` is shown beside the value; ``secret`` keeps the field off any paper the buyer may see;
    ``minimum`` and ``maximum`` are form rules (anything outside is refused), for maps they hold
    for each value; ``refers`` is the record kind a reference names (``"*"``: any record of the
    deal, ``"-"``: a record of another deal); ``domain`` is the set of plain names that the text
    is one of, for completion and renaming (of ``checks`` the key is kept and its name
    shown); ``pattern`` is a form rule on the whole text.
    """

    label: str
    help: str = ""
    unit: str = ""
    long: bool = False
    money: bool = False
    secret: bool = False
    required: bool = False
    hidden: bool = False
    minimum: int | None = None
    maximum: int | None = None
    refers: str = ""
    domain: Domain = ""
    pattern: str = ""
    keys: tuple[str, ...] = ()


class FieldSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A field as generic code sees it: its name, its value type and its declaration."""

    name: str
    type: ValueType
    field: Field
    choice: builtins.type[Choice] | None = None
    nested: builtins.type[Record] | None = None
    empty: Any = None

    @property
    def label(self) -> str:
        return self.field.label


class KindMeta(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a record kind as a whole.

    ``date_field`` is the date of a record (control model, general rules); ``title_field`` the
    field that names the record for people; ``why`` says what belongs here and why it matters;
    ``many`` is the plural of a count ("3 trades") where ``plural`` is the name of the list.
    """

    singular: str
    plural: str
    title_field: str
    date_field: str = ""
    why: str = ""
    many: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A record of a deal or of the desk: a frozen value with an id and the marks of its making.

    ``extra`` is a JSON object text of the keys this version does not know, values as raw bytes.
    """

    meta: ClassVar[KindMeta]

    id: Annotated[UUID, Field(label="Id", hidden=True, required=True)]
    created_at: Annotated[datetime | None, Field(label="Created", hidden=True)] = None
    updated_at: Annotated[datetime | None, Field(label="Changed", hidden=True)] = None
    updated_by: Annotated[
        str, Field(label="Changed by", hidden=True, domain="our_people", secret=True)
    ] = ""
    extra: str = ""


RECORD_FIELDS: Final = ("id", "created_at", "updated_at", "updated_by")


# Short constructors, so that a declaration reads as one line of meaning.


def text(label: str, help: str = "", **more: Any) -> Field:
    """A text of one line."""
    return Field(label=label, help=help, **more)


def prose(label: str, help: str = "", **more: Any) -> Field:
    """A text of many lines."""
    return Field(label=label, help=help, long=True, **more)


def money(label: str, help: str = "", *, signed: bool = False, **more: Any) -> Field:
    """An amount in the deal's currency, at least 0 unless signed."""
    return Field(label=label, help=help, money=True, minimum=None if signed else 0, **more)


def value(label: str, help: str = "", **more: Any) -> Field:
    """Any other value: a date, a choice, a number, a flag."""
    return Field(label=label, help=help, **more)


def ref(kind: str, label: str, help: str = "", **more: Any) -> Field:
    """A reference, or a list of them, to records of ``kind`` in the same deal."""
    return Field(label=label, help=help, refers=kind, **more)


_PLAIN: Final[Mapping[Any, ValueType]] = {
    bool: ValueType.FLAG,
    int: ValueType.WHOLE,
    date: ValueType.DATE,
    UUID: ValueType.ID,
}


def _value_type(name: str, hint: Any, field: Field) -> FieldSpec:
    args = get_args(hint)
    if get_origin(hint) in (typing.Union, types.UnionType):
        (hint,) = [a for a in args if a is not type(None)]
        args = get_args(hint)
    origin = get_origin(hint)
    if origin is tuple:
        item = args[0]
        if isinstance(item, type) and issubclass(item, Record):
            return FieldSpec(name=name, type=ValueType.NESTED, field=field, nested=item, empty=())
        if isinstance(item, type) and issubclass(item, Choice):
            return FieldSpec(name=name, type=ValueType.CHOICES, field=field, choice=item, empty=())
        kind = ValueType.REFS if item is UUID else ValueType.TEXTS
        return FieldSpec(name=name, type=kind, field=field, empty=())
    if origin is dict:
        kind = ValueType.WHOLE_MAP if args[1] is int else ValueType.NUMBER_MAP
        return FieldSpec(name=name, type=kind, field=field, empty={})
    if hint is str:
        kind = ValueType.LONG_TEXT if field.long else ValueType.TEXT
        return FieldSpec(name=name, type=kind, field=field, empty="")
    if hint is Decimal:
        kind = ValueType.MONEY if field.money else ValueType.NUMBER
        return FieldSpec(name=name, type=kind, field=field)
    if hint is datetime:
        moment = name in RECORD_FIELDS or (name.endswith("_at") and name != "starts_at")
        kind = ValueType.MOMENT if moment else ValueType.LOCAL_TIME
        return FieldSpec(name=name, type=kind, field=field)
    if issubclass(hint, Choice):
        return FieldSpec(name=name, type=ValueType.CHOICE, field=field, choice=hint)
    if issubclass(hint, Record):
        return FieldSpec(name=name, type=ValueType.NESTED_ONE, field=field, nested=hint)
    kind = ValueType.REF if hint is UUID and field.refers else _PLAIN[hint]
    return FieldSpec(name=name, type=kind, field=field)


@cache
def fields_of(record: type[Record]) -> tuple[FieldSpec, ...]:
    """All declared fields of a record kind: the common ones first, then in order of declaration."""
    hints = get_type_hints(record, include_extras=True)
    specs = []
    for name in record.__struct_fields__:
        if name == "extra":
            continue
        hint = hints[name]
        specs.append(_value_type(name, hint.__origin__, hint.__metadata__[0]))
    return tuple(specs)


@cache
def field_map(record: type[Record]) -> Mapping[str, FieldSpec]:
    """The fields of a record kind by name."""
    return types.MappingProxyType({spec.name: spec for spec in fields_of(record)})


@cache
def own_fields(record: type[Record]) -> tuple[FieldSpec, ...]:
    """The fields a person fills in: all but the id and the marks of making."""
    return tuple(spec for spec in fields_of(record) if not spec.field.hidden)


def is_missing(content: object) -> bool:
    """Whether a value counts as missing: null, left out, an empty list, or a blank text."""
    if content is None:
        return True
    if isinstance(content, str):
        return not content.strip()
    return isinstance(content, (tuple, dict)) and not content
