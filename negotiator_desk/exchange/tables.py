"""What a file or a pasted text gives for a kind of record; people come on vCards too."""

import re
from collections.abc import Sequence
from typing import Final

from negotiator_desk.domain.progress import Steps
from negotiator_desk.exchange.readable import PEOPLE
from negotiator_desk.exchange.sheet import (
    HEADINGS_WITHIN,
    Cell,
    Sheet,
    cell_at,
    decoded,
    read_table,
    read_text,
)
from negotiator_desk.exchange.synonyms import heading_words
from negotiator_desk.exchange.vcard import looks_like_vcard, read_vcards

_FIRST: Final = frozenset({"first name", "given name", "forename", "vorname", "prénom", "nombre"})
_LAST: Final = frozenset(
    {"last name", "surname", "family name", "nachname", "nom de famille", "apellidos"}
)
_WHOLE: Final = frozenset({"name", "full name", "display name", "contact name"})
_OF_A_PERSON: Final = re.compile(r"^(?:person|contact) (?=\w+ name$|name$)")


def tables_of(
    kind: str, data: bytes, name: str, progress: Steps | None = None
) -> tuple[Sheet, ...]:
    """The tables of a file for a kind.

    Raises:
        Refusal: it is too large, damaged, or holds nothing to read.
    """
    if kind != PEOPLE:
        return read_table(data, name, progress)
    if b"VCARD" in data[:2000].upper() and looks_like_vcard(text := decoded(data, name)):
        return (read_vcards(text, name),)
    return tuple(with_whole_names(sheet) for sheet in read_table(data, name, progress))


def table_of_text(kind: str, text: str, name: str) -> Sheet:
    """The table of a pasted text for a kind.

    Raises:
        Refusal: it is too large, or holds nothing to read.
    """
    if kind == PEOPLE and looks_like_vcard(text):
        return read_vcards(text, name)
    sheet = read_text(text, name)
    return with_whole_names(sheet) if kind == PEOPLE else sheet


def with_whole_names(sheet: Sheet) -> Sheet:
    """A table of people with first and last name in one column, the place of the first."""
    for place, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        words = [_words(cell) for cell in row]
        first = next((n for n, word in enumerate(words) if word in _FIRST), None)
        last = next((n for n, word in enumerate(words) if word in _LAST), None)
        if first is None or last is None:
            continue
        whole = next((n for n, word in enumerate(words) if word in _WHOLE), None)
        rows = [*sheet.rows[:place]]
        rows.append(_named(row, first, last, whole, "Name"))
        for each in sheet.rows[place + 1 :]:
            rows.append(_named(each, first, last, whole, _joined(each, first, last)))
        return Sheet(sheet.name, tuple(rows))
    return sheet


def _named(
    row: Sequence[Cell], first: int, last: int, whole: int | None, name: str | None
) -> tuple[Cell, ...]:
    """A row with its whole name, made of the parts where it has none, and without the parts."""
    there = first if whole is None else whole
    cells = [*row, *[None] * (there + 1 - len(row))]
    kept = None if whole is None else cells[whole]
    cells[there] = kept if kept is not None else name
    gone = {first, last} - {there}
    return tuple(cell for place, cell in enumerate(cells) if place not in gone)


def _words(cell: Cell) -> str:
    if not isinstance(cell, str):
        return ""
    return _OF_A_PERSON.sub("", heading_words(cell))


def _joined(row: Sequence[Cell], first: int, last: int) -> str | None:
    parts = [str(cell) for cell in (cell_at(row, first), cell_at(row, last)) if cell is not None]
    return " ".join(parts) or None
