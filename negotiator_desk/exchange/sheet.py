"""Tables in: text pasted from a spreadsheet, CSV of any delimiter, and XLSX, as plain cells.

Nothing is evaluated: of a workbook the values that were last shown are read, of text the text.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Final

import msgspec

from negotiator_desk.domain.progress import Steps
from negotiator_desk.wording import registers as wording
from negotiator_desk.wording.refusals import Refusal

LARGEST: Final = 20
"""The largest file, in MB."""
ROWS: Final = 20_000
"""The most rows of a table."""
COLUMNS: Final = 200
"""The most columns of a table."""
HEADINGS_WITHIN: Final = 30
"""So many rows from the top may be the one with the headings."""
_INFLATED: Final = 200 * 2**20
_RATIO: Final = 200
_TASTED: Final = 60
_STEP: Final = 500
_DELIMITERS: Final = ("\t", ";", ",", "|")

Cell = str | Decimal | date | None


class Sheet(msgspec.Struct, frozen=True):
    """A table of a file by its name; rows may be of unequal length, blank ones are kept."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def cell_at(row: Sequence[Cell], place: int) -> Cell:
    """The cell of a row at a place; a row that is too short has none there."""
    return row[place] if place < len(row) else None


def read_table(data: bytes, name: str, progress: Steps | None = None) -> tuple[Sheet, ...]:
    """The tables of a file: each sheet of a workbook that holds something, or the one of a text.

    Raises:
        Refusal: it is too large, damaged, or holds no table.
    """
    if len(data) > LARGEST * 2**20:
        raise Refusal(wording.too_big(name, LARGEST))
    if data.startswith(b"PK\x03\x04"):
        found = _workbook(data, name, progress)
    else:
        found = (read_text(decoded(data, name), name),)
    if not found:
        raise Refusal(wording.nothing_to_read(name))
    return found


def read_text(text: str, name: str) -> Sheet:
    """The table of a text: pasted cells, or CSV with tab, semicolon, comma or bar.

    Raises:
        Refusal: it is too large, or holds no table.
    """
    text = text.removeprefix("\ufeff").replace("\0", "")
    if not text.strip():
        raise Refusal(wording.nothing_to_read(name))
    lines = _split(text, _delimiter(text), name)
    return Sheet(name, _bounded(lines, name))


def decoded(data: bytes, name: str) -> str:
    """The text of a file: UTF-8, UTF-16, else Windows.

    Raises:
        Refusal: it is no text.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise Refusal(wording.no_text(name)) from None
    if b"\0" in data[:4096]:
        # UTF-16 without a mark: every other byte of plain words is zero.
        for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if data[place:400:2].count(0) * 3 > len(data[place:400:2]) * 2:
                try:
                    return data.decode(encoding)
                except UnicodeDecodeError:
                    break
        raise Refusal(wording.no_text(name))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most columns of the same number."""
    start = text[:200_000]
    best, chosen = 0, ","
    for delimiter in _DELIMITERS:
        try:
            rows = list(islice(csv.reader(io.StringIO(start), delimiter=delimiter), _TASTED))
        except csv.Error:
            continue
        widths = [len(row) for row in rows if len(row) > 1]
        if widths:
            usual = max(set(widths), key=lambda width: (widths.count(width), width))
            score = widths.count(usual) * min(usual, 40)
            if next((len(row) for row in rows if any(row)), 0) == usual:
                score *= 8  # the headings are cut alike
            if score > best:
                best, chosen = score, delimiter
    return chosen


def _split(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    row = 1
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield cells
            row += 1
    except csv.Error:  # the one thing that this dialect refuses
        raise Refusal(wording.long_cell(name, row, csv.field_size_limit())) from None


def _bounded(
    rows: Iterable[Iterable[Any]], name: str, progress: Steps | None = None
) -> tuple[tuple[Cell, ...], ...]:
    """The rows up to the last one that holds something, each up to its last cell."""
    found: list[tuple[Cell, ...]] = []
    filled = 0
    for number, row in enumerate(rows):
        if progress is not None and number % _STEP == 0:
            progress(min(number, ROWS), ROWS)
        cells = [_cell(each) for each in islice(row, COLUMNS + 1)]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > COLUMNS:
            raise Refusal(wording.too_many_columns(name, COLUMNS))
        if cells:
            filled = number + 1
            if filled > ROWS:
                raise Refusal(wording.too_many_rows(name, ROWS))
        elif number > ROWS * 2:
            break  # a workbook may claim a million empty rows
        found.append(tuple(cells))
    return tuple(found[:filled])


def _cell(content: Any) -> Cell:
    match content:
        case None:
            return None
        case bool():
            return str(content)
        case str():
            text = content.strip()
            return text or None
        case datetime():
            return content.date()
        case date():
            return content
        case int():
            return Decimal(content)
        case float():
            # As the sheet shows it: the shortest decimal that is this number.
            number = Decimal(repr(content))
            return number if number.is_finite() else None
        case _:
            return str(content)


def _workbook(data: bytes, name: str, progress: Steps | None) -> tuple[Sheet, ...]:
    from openpyxl.reader import excel

    _check_archive(data, name)
    opener: Any = excel.load_workbook  # untyped
    sheets = []
    try:
        book = opener(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what a file says of its size need not be so
                rows = _bounded(sheet.iter_rows(values_only=True), name, progress)
                if rows:
                    sheets.append(Sheet(sheet.title, rows))
        finally:
            book.close()
    except Refusal:
        raise
    except (
        KeyError,
        ValueError,
        TypeError,
        OSError,
        SyntaxError,
        zipfile.BadZipFile,
        AttributeError,
        IndexError,
        OverflowError,
        RuntimeError,
    ):
        # Whatever a damaged workbook makes of its reader.
        raise Refusal(wording.no_workbook(name)) from None
    return tuple(sheets)


def _check_archive(data: bytes, name: str) -> None:
    """Refuse what would unpack beyond any register, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            whole = sum(member.file_size for member in members)
            if whole > _INFLATED or whole > max(1, len(data)) * _RATIO:
                raise Refusal(wording.inflates(name))
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as opened:
                        head = opened.read(4096)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise Refusal(wording.no_workbook(name))
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError):
        raise Refusal(wording.no_workbook(name)) from None
