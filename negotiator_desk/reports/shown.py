"""What a document for the buyer shows: allowed fields only, and no secret in what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from negotiator_desk.charts import fonts
from negotiator_desk.domain.learn import is_held
from negotiator_desk.domain.secrets import Secret, Secrets
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import FieldSpec, Record, ValueType, field_map, is_missing
from negotiator_desk.models.table import Given, Received
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Document
from negotiator_desk.reports.reading import read_pdf
from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_label
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.report import confidential

Allowed = Mapping[type[Record], tuple[str, ...]]

_TEXTS: Final = (ValueType.TEXT, ValueType.LONG_TEXT)


class Shown:
    """Reads allowed fields only, and remembers what it read for the search afterwards."""

    def __init__(self, context: Context, allowed: Allowed) -> None:
        self.context = context
        self._allowed = allowed
        self.amounts: set[Decimal] = set()
        self.dates: set[str] = set()
        self.texts: list[tuple[Record, FieldSpec]] = []
        self.known: set[str] = set()

    def value(self, record: Record, name: str) -> Any:
        """The value of an allowed field.

        Raises:
            KeyError: for any other field.
        """
        if name not in self._allowed.get(type(record), ()):
            raise KeyError(f"{type(record).__name__}.{name} is not for the buyer")
        value = getattr(record, name)
        spec = field_map(type(record))[name]
        if is_missing(value):
            return value
        if spec.type in (ValueType.MONEY, ValueType.NUMBER):
            self.amounts.add(abs(value))
        elif spec.type is ValueType.DATE:
            self.dates.add(self.context.formats.date_text(value))
        elif spec.type in _TEXTS:
            self.texts.append((record, spec))
        return value

    def text(self, record: Record, name: str) -> str:
        """An allowed text, whole."""
        return str(self.value(record, name)).strip()

    def day(self, record: Record, name: str) -> str:
        """An allowed date in words."""
        return self.context.formats.date_text(self.value(record, name))

    def money(self, record: Record, name: str, *, sign: bool = False) -> str:
        """An allowed amount with the currency."""
        amount = self.value(record, name)
        return self.context.formats.money(amount, self.context.currency, sign=sign)

    def item(self, item: Given | Received) -> str:
        """One side of a trade: its words, else its variable with level or quantity."""
        level = self.text(item, "option")
        self.known.add(level)
        if said := self.text(item, "description"):
            return said
        variable_id = self.value(item, "variable_id")
        found = {v.id: v for v in self.context.now.variables}.get(variable_id)
        name = self.text(found, "name") if found is not None else ""
        quantity = self.value(item, "quantity")
        if not level and quantity is not None:
            unit = self.text(found, "unit") if found is not None else ""
            level = f"{self.context.formats.number(quantity)} {unit}".strip()
        return (
            _("{name}: {level}").format(name=name, level=level)
            if name and level
            else (name or level or _("not described"))
        )


def _met(snapshot: Snapshot) -> Iterator[str]:
    """Names that both sides know: who leads the deal, and who was in a meeting that was held."""
    names = {person.id: person.name for person in snapshot.stakeholders}
    yield snapshot.deal.owner
    for meeting in snapshot.meetings:
        if is_held(meeting):
            yield from (names.get(each, "") for each in meeting.stakeholder_ids)
            yield from (person.name for person in meeting.our_people)


def guard(shown: Shown) -> Secrets:
    """The secrets of the deal, after the free texts that were read have been searched for them.

    Raises:
        Refusal: a text holds a secret; the sentence names its record and field.
    """
    known = {*shown.known, *_met(shown.context.now), confidential()}
    secrets = Secrets(shown.context.snapshot, shown.amounts, known)
    for record, spec in shown.texts:
        refuse(shown, secrets, getattr(record, spec.name), (record, spec))
    return secrets


def refuse(
    shown: Shown,
    secrets: Secrets,
    text: str,
    place: tuple[Record, FieldSpec] | None = None,
    said: Callable[[str, FieldSpec], str] = words.secret_found,
) -> None:
    """Raise when a text holds a secret.

    Args:
        place: the record and the field that the text stands in, where it is one.
        said: the sentence on the record and the field of the secret, where there is no place.

    Raises:
        Refusal: it does; the sentence names record and field.
    """
    context = shown.context
    dates = (*shown.dates, context.formats.date_text(context.diagnosis.as_of))
    secret: Secret | None = secrets.found_in(text, dates)
    if secret is not None:
        name = context.names([secret.record]) or kind_label(secret.kind)
        if place is None:
            raise Refusal(said(name, secret.spec))
        where = (context.names([place[0].id]) or kind_label(secret.kind), place[1])
        raise Refusal(words.secret_found(name, secret.spec, where), place[0].id)


def guarded(document: Document, shown: Shown) -> Document:
    """The document, searched: its free texts now, its finished file before it gets its name.

    Raises:
        Refusal: a text holds a secret.
    """
    secrets = guard(shown)

    def accept(path: Path, file_name: str, said: str) -> None:
        read = read_pdf(path)
        whole = " ".join(read.pages)  # a figure may break over the end of a page
        for text in (whole, *read.bookmarks, *read.metadata):
            refuse(shown, secrets, text)
        refuse(shown, secrets, file_name, said=words.secret_in_name)
        if fonts.is_turned(said):  # it may not be read back in its order
            refuse(shown, secrets, said)

    return replace(document, accept=accept)
