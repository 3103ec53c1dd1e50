"""Sentences about our own company and its logo."""

from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line


def logo_too_large(name: str, size: int, limit: int) -> str:
    """A picture has too many bytes."""
    return _(
        "{file} has {size} MB, and a logo has at most {limit} MB; save it smaller, then choose it."
    ).format(file=short_line(name), size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:.0f}")


def logo_too_wide(name: str, width: int, height: int, limit: int) -> str:
    """A picture has too many pixels."""
    return _(
        "{file} has {width} × {height} pixels, and a logo has at most {limit} on either side; "
        "save it smaller, then choose it."
    ).format(file=short_line(name), width=width, height=height, limit=limit)


def logo_far_too_wide(name: str, limit: int) -> str:
    """A picture has so many pixels that it is not even measured."""
    return _(
        "{file} has far more pixels than a logo may, which has at most {limit} on either side; "
        "save it smaller, then choose it."
    ).format(file=short_line(name), limit=limit)


def logo_of_other_type(name: str) -> str:
    """A file is neither PNG nor JPEG."""
    return _("{file} is neither a PNG nor a JPEG; save the logo as one of these.").format(
        file=short_line(name)
    )


def logo_damaged(name: str) -> str:
    """A picture that cannot be read to its end."""
    return _("{file} is no whole picture; save the logo again as PNG or JPEG.").format(
        file=short_line(name)
    )


def logo_no_file(name: str) -> str:
    """What was chosen is a folder, a pipe or a device."""
    return _("{file} is no file. Choose a picture.").format(file=short_line(name))


def logo_unread(name: str, reason: str) -> str:
    """A file that the system does not give."""
    return _("{file} cannot be read: {reason}. Choose another file.").format(
        file=short_line(name), reason=reason
    )
