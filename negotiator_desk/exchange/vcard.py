"""Contacts in: the vCards of a file (versions 2.1, 3.0 and 4.0) as a table of people."""

import quopri
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from negotiator_desk.exchange.sheet import ROWS, Cell, Sheet
from negotiator_desk.wording import registers as wording
from negotiator_desk.wording.refusals import Refusal

HEADINGS: Final = ("Name", "Title", "Organisation", "E-mail", "Telephone", "Notes")
"""What the columns of the table are called, in the words that a table of people is known by."""

_BEGIN: Final = re.compile(r"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


class _Line(msgspec.Struct, frozen=True):
    """One property of a card: its name without a group, its parameters, its value as written."""

    name: str
    params: tuple[str, ...]
    value: str

    @property
    def preferred(self) -> bool:
        return any(param.removeprefix("TYPE=").startswith("PREF") for param in self.params) or (
            any("PREF" in param.split("=")[-1].split(",") for param in self.params)
        )


def looks_like_vcard(text: str) -> bool:
    """Whether a text begins with a card."""
    found = _BEGIN.search(text[:2000])
    return found is not None and not text[: found.start()].strip("\ufeff \t\r\n")


def read_vcards(text: str, name: str) -> Sheet:
    """A row for each card that names somebody: name, position, organisation, mail, telephone, note.

    Of several mails or telephones the preferred one, else the first, is taken.

    Raises:
        Refusal: no card names anybody, or there are more than a table may hold.
    """
    rows: list[tuple[Cell, ...]] = [HEADINGS]
    for card in _cards(text):
        row = _row(card)
        if any(row[:4]):
            rows.append(row)
            if len(rows) > ROWS:
                raise Refusal(wording.too_many_rows(name, ROWS))
    if len(rows) == 1:
        raise Refusal(wording.nobody_named(name))
    return Sheet(name, tuple(rows))


def _cards(text: str) -> Iterator[list[_Line]]:
    """The properties of each card; one that lies inside another belongs to nobody."""
    held: list[_Line] = []
    depth = 0
    for written in _unfolded(text):
        line = _line(written)
        if line is None:
            continue
        marks = line.value.strip().upper() == "VCARD"
        if line.name == "BEGIN" and marks:
            depth += 1
            if depth == 1:
                held = []
        elif line.name == "END" and marks:
            if depth == 1:
                yield held
            depth = max(0, depth - 1)
        elif depth == 1:
            held.append(line)


def _unfolded(text: str) -> Iterator[str]:
    """Whole lines: one that begins with a space goes on, and so does quoted-printable after "="."""
    whole: str | None = None
    soft = False
    for line in text.removeprefix("\ufeff").splitlines():
        if whole is not None and soft:
            whole = f"{whole[:-1]}{line}"
        elif whole is not None and line[:1] in (" ", "\t"):
            whole += line[1:]
        else:
            if whole is not None:
                yield whole
            whole = line
        soft = whole.endswith("=") and "QUOTED-PRINTABLE" in whole.partition(":")[0].upper()
    if whole is not None:
        yield whole


def _line(written: str) -> _Line | None:
    """A property, or None where a line is none."""
    quoted = False
    for place, sign in enumerate(written):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            head, value = written[:place], written[place + 1 :]
            break
    else:
        return None
    name, *params = head.split(";")
    upper = tuple(param.upper().replace('"', "") for param in params)
    if any("QUOTED-PRINTABLE" in param for param in upper):
        charset = next((p.partition("=")[2] for p in upper if p.startswith("CHARSET=")), "utf-8")
        value = _quoted_printable(value, charset)
    return _Line(name.rpartition(".")[2].strip().upper(), upper, value)


def _quoted_printable(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8", errors="replace"))
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", errors="replace")


def _plain(value: str) -> str:
    """A value without its escapes; an escaped n is a new line."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _parts(value: str) -> list[str]:
    """The parts between semicolons that are not escaped."""
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _best(card: list[_Line], name: str) -> str:
    found = [line for line in card if line.name == name and line.value.strip()]
    chosen = next((line for line in found if line.preferred), found[0] if found else None)
    return "" if chosen is None else chosen.value


def _row(card: list[_Line]) -> tuple[Cell, ...]:
    full = _plain(_best(card, "FN"))
    if not full:
        last, first, *_others = [*_parts(_best(card, "N")), "", ""]
        full = " ".join(part for part in (first, last) if part)
    organisation = ", ".join(part for part in _parts(_best(card, "ORG")) if part)
    position = _plain(_best(card, "TITLE")) or _plain(_best(card, "ROLE"))
    mail = re.sub(r"(?i)^mailto:", "", _plain(_best(card, "EMAIL")))
    telephone = re.sub(r"(?i)^tel:", "", _plain(_best(card, "TEL")))
    note = "\n".join(_plain(line.value) for line in card if line.name == "NOTE")
    return tuple(each or None for each in (full, position, organisation, mail, telephone, note))
