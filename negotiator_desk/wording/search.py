"""Sentences of the search: what is searched, how much was found, what to do where nothing was."""

from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import short_line


def searched_text() -> str:
    """What stands there before anything is typed."""
    return _(
        "Type two letters or more.\n\n"
        "Searched are all texts of all deals, archived ones too: names, notes, wordings, what was "
        "said, asked and learnt. All words must stand in one record; the last may be begun; "
        "“words in quotation marks” must stand in a row. Case and accents make no difference.\n\n"
        "Not searched are dates, amounts and what is picked from a list, nor what is inside "
        "attached files."
    )


def nothing_text(query: str, *, here: bool) -> str:
    """What is said where nothing holds the words."""
    words = short_line(query)
    if here:
        return _(
            "No record of this deal holds “{words}”.\n\n"
            "Untick “This deal only” to search all deals. Dates, amounts and what is picked from a "
            "list are not searched."
        ).format(words=words)
    return _(
        "No record of any deal holds “{words}”.\n\n"
        "Try fewer words, or only the beginning of the last one. Searched were all texts of all "
        "deals, archived ones too; dates, amounts and what is picked from a list are not."
    ).format(words=words)


def count_text(total: int, shown: int, formats: Formats, *, more: bool) -> str:
    """How many records were found, and in which order they stand."""
    n = formats.number(total)
    if more:
        said = _("More than {n} records; shown are the {shown} changed last")
    elif total > shown:
        said = _("{n} records; shown are the best {shown}")
    else:
        said = ngettext("{n} record", "{n} records", total)
    return said.format(n=n, shown=shown)
