"""Sentences of reading a table into records: what cannot be read, what is refused and why."""

from negotiator_desk.models.fields import FieldSpec, Record
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import counted, label, short_line


def _shown(text: str, length: int = 60) -> str:
    return short_line(visible(text), length)


def read_title(record: type[Record]) -> str:
    """What is read into which list."""
    return _("Read a table: {kind}").format(kind=_(record.meta.plural))


def read_where() -> str:
    """Where a table can be read into, said where it cannot."""
    return _(
        "A table is read into people, variables, the trade log, terms or changes: open the deal, "
        "go to that list and read it there."
    )


def read_filter(*, cards: bool) -> str:
    """The files that are offered, as a file dialog wants them; ``cards`` with contacts."""
    if cards:
        return _("Contacts (*.vcf *.csv *.tsv *.txt *.xlsx *.xlsm);;All (*)")
    return _("Tables (*.csv *.tsv *.txt *.xlsx *.xlsm);;All (*)")


def read_source(*, cards: bool) -> str:
    """What can be read; ``cards`` for contacts."""
    if cards:
        return _("vCard, CSV, XLSX, or rows copied in a spreadsheet.")
    return _("CSV, XLSX, or rows copied in a spreadsheet.")


def nothing_to_read(name: str) -> str:
    """A table without any words."""
    return _(
        "{name} holds no table: copy the rows with their headings, or pick another file."
    ).format(name=_shown(name))


def nobody_named(name: str) -> str:
    """Cards of which none names anybody."""
    return _(
        "{name} holds no card that names a person or an organisation: give one a name (FN), or "
        "pick another file."
    ).format(name=_shown(name))


def no_file(name: str) -> str:
    """What was chosen is a folder, a pipe or a device."""
    return _("{name} is no file: choose the file that holds the register.").format(
        name=_shown(name)
    )


def too_big(name: str, limit: int) -> str:
    """A file of too many bytes."""
    return _("{name} is larger than {limit} MB: save the register alone and read that.").format(
        name=_shown(name), limit=limit
    )


def too_many_rows(name: str, limit: int) -> str:
    """A table of too many rows."""
    return _(
        "{name} has more than {limit} rows: split it, or save only the rows of this contract."
    ).format(name=_shown(name), limit=f"{limit:,}")


def too_many_columns(name: str, limit: int) -> str:
    """A table of too many columns."""
    return _("{name} has more than {limit} columns: keep those of the register.").format(
        name=_shown(name), limit=limit
    )


def no_workbook(name: str) -> str:
    """A file that claims to be a workbook and is none, or is damaged."""
    return _(
        "{name} cannot be read as a workbook: open it in your spreadsheet and save it as .xlsx "
        "or .csv."
    ).format(name=_shown(name))


def inflates(name: str) -> str:
    """A workbook that would unpack to far more than it is."""
    return _(
        "{name} unpacks to far more than a register holds, and is not opened: save the register "
        "alone and read that."
    ).format(name=_shown(name))


def no_text(name: str) -> str:
    """A file that is neither a workbook nor text."""
    return _("{name} is neither text nor a workbook: save it as .csv or .xlsx.").format(
        name=_shown(name)
    )


def long_cell(name: str, row: int, limit: int) -> str:
    """A cell of a text file that is too long, or does not end: a quotation mark is left open."""
    return _(
        "{name}, row {row}: a cell does not end within {limit} characters: shorten it, or close "
        "its quotation mark where one is left open."
    ).format(name=_shown(name), row=f"{row:,}", limit=f"{limit:,}")


def column_name(place: int) -> str:
    """A column without a heading, by its letter: A, B … Z, AA."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return _("Column {letters}").format(letters=letters)


def no_date(text: str, spec: FieldSpec) -> str:
    """A cell that should be a date and is none."""
    return _("{label}: “{text}” is no date; write it like 2026-12-31").format(
        label=label(spec), text=_shown(text)
    )


def no_amount(text: str, spec: FieldSpec, example: str) -> str:
    """A cell that should be a number and is none; ``example`` is one, as its column writes them."""
    return _("{label}: “{text}” is no number; write it like {example}").format(
        label=label(spec), text=_shown(text), example=example
    )


def no_flag(text: str, spec: FieldSpec) -> str:
    """A cell that should say yes or no and says neither."""
    return _("{label}: “{text}” is neither yes nor no; write one of them").format(
        label=label(spec), text=_shown(text)
    )


def kept_in_notes(text: str, spec: FieldSpec) -> str:
    """A listed value that is not known, and where it goes."""
    return _("{label}: “{text}” is not known here; it goes into the notes").format(
        label=label(spec), text=_shown(text)
    )


def other_order(earlier: FieldSpec, later: FieldSpec) -> str:
    """Two dates in an order that makes no sense; both are kept as they are."""
    return _("{later} lies before {earlier}").format(later=label(later), earlier=label(earlier))


def no_title(record: type[Record]) -> str:
    """A row that names nothing."""
    return _("nothing stands in the columns that are read")


def row_text(number: int, why: str) -> str:
    """What is said of one row, by its number in the table."""
    return _("Row {n}: {why}").format(n=number, why=why)


def plan_text(record: type[Record], adds: int, refused: int, left_out: int) -> str:
    """What will happen: how many records are added, how many rows refused or left out."""
    parts = [_("{what} will be added").format(what=counted(record, adds))]
    if refused:
        parts.append(
            ngettext("{n} row is refused", "{n} rows are refused", refused).format(n=refused)
        )
    if left_out:
        parts.append(
            ngettext("{n} row is left out", "{n} rows are left out", left_out).format(n=left_out)
        )
    return " · ".join(parts)
