"""Sentences about evidence files."""

from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"


def file_too_large(name: str, size: int, limit: int) -> str:
    """A file is larger than one that is kept."""
    return _(
        "{file} has {size} MB, and a file kept with a deal has at most {limit} MB; "
        "keep the pages that prove the wording."
    ).format(file=short_line(name), size=_megabytes(size), limit=_megabytes(limit))


def deal_too_large(name: str, size: int, limit: int) -> str:
    """With this file a deal would hold too much."""
    return _(
        "With {file} the files of this deal would have {size} MB, and {limit} MB is the most; "
        "delete a file first."
    ).format(file=short_line(name), size=_megabytes(size), limit=_megabytes(limit))


def no_file(name: str) -> str:
    """What was picked or dropped is no file."""
    return _("{file} is not a file that can be kept; pick the file itself.").format(
        file=short_line(name) or _("this")
    )


def not_here(name: str) -> str:
    """The content of a file is not on the desk."""
    return _(
        "The content of {file} is not on this desk; ask the sender for the whole deal file."
    ).format(file=short_line(name) or _("this file"))
