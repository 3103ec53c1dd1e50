"""Our own side on every document: who I am, our company, and its logo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.desk import Profile
from negotiator_desk.services.settings import profile
from negotiator_desk.wording import company as words
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context

LONGEST: Final = 200
"""So many characters of a name are kept."""


def read_logo(path: Path) -> bytes:
    """A picture from the disk, checked and made ready to be kept.

    Raises:
        Refusal: it cannot be read, is no PNG or JPEG, or is too large.
    """
    from negotiator_desk.reports.logo import MOST_BYTES, cleaned_logo

    try:
        if path.exists() and not path.is_file():  # a folder, or a pipe that waits for its writer
            raise Refusal(words.logo_no_file(path.name))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Refusal(words.logo_too_large(path.name, path.stat().st_size, MOST_BYTES))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refusal(words.logo_unread(path.name, reason)) from None
    return cleaned_logo(data, path.name)


def logo_of(context: Context) -> bytes:
    """The logo that is kept; nothing where there is none."""
    known = profile(context)
    if known is None or not known.logo:
        return b""
    return context.desk.blob(known.logo) or b""


def set_company(context: Context, name: str, company: str, logo: bytes) -> None:
    """Keep my name, our company and its logo in one step.

    Args:
        logo: as ``read_logo`` gave it; empty for none.
    """
    known = profile(context)
    name, company = name.strip()[:LONGEST], company.strip()[:LONGEST]
    with context.desk.edit(EditLabel(key="edit", kind="profile"), journal=False) as unit:
        kept = unit.put_blob(logo) if logo else ""
        if known is None:
            unit.insert(None, Profile(id=uuid4(), name=name, company=company, logo=kept))
        else:
            values = {"name": name, "company": company, "logo": kept}
            unit.update(None, "profile", known.id, values)
