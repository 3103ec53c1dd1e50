"""Evidence files: kept with the deal by their content, and taken out of it again."""

from __future__ import annotations

import mimetypes
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.models.deal import Attachment
from negotiator_desk.services.work import Work, edit_deal
from negotiator_desk.wording import attachments as wording
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context

FILE_LIMIT: Final = 20_000_000
"""The largest file that is kept, in bytes."""

DEAL_LIMIT: Final = 80_000_000
"""The most that the files of one deal hold together, in bytes; a deal file carries them all."""


class Evidence(msgspec.Struct, frozen=True):
    """A file as it was read, not kept yet."""

    name: str
    data: bytes


def read_evidence(
    context: Context, deal_id: UUID, path: Path, beside: Sequence[Evidence] = ()
) -> Evidence:
    """Read a file that is to be kept with a deal; ``beside`` are those read before it.

    Raises:
        Refusal: it is no file, is too large, or would be too much for the deal.
        OSError: the file cannot be read.
        NoSuchDeal: the deal is not on the desk.
    """
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise Refusal(wording.no_file(path.name))
    if about.st_size > FILE_LIMIT:
        raise Refusal(wording.file_too_large(path.name, about.st_size, FILE_LIMIT))
    data = path.read_bytes()
    if len(data) > FILE_LIMIT:  # it has grown meanwhile
        raise Refusal(wording.file_too_large(path.name, len(data), FILE_LIMIT))
    kept = context.desk.load(deal_id).attachments
    held = sum(each.size or 0 for each in kept) + sum(len(each.data) for each in beside)
    if held + len(data) > DEAL_LIMIT:
        raise Refusal(wording.deal_too_large(path.name, held + len(data), DEAL_LIMIT))
    return Evidence(path.name, data)


def keep(work: Work, file: Evidence) -> UUID:
    """Keep a file inside an edit; the id of its record, the known one where it is kept already."""
    digest = work.unit.put_blob(file.data)
    for known in work.unit.records(work.deal_id, "attachments"):
        if isinstance(known, Attachment) and known.sha256 == digest and known.name == file.name:
            return known.id
    record = Attachment(
        id=uuid4(),
        name=file.name,
        media_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream",
        size=len(file.data),
        sha256=digest,
        **work.made,
    )
    work.unit.insert(work.deal_id, record)
    return record.id


def add_file(context: Context, deal_id: UUID, path: Path) -> UUID:
    """Keep a copy of a file with a deal; the id of its record.

    Raises:
        Refusal, OSError, NoSuchDeal: as ``read_evidence``.
    """
    file = read_evidence(context, deal_id, path)
    with edit_deal(context, deal_id, "add", "attachments") as work:
        return keep(work, file)


def save_file(context: Context, attachment: Attachment, path: Path) -> None:
    """Write a kept file to a place on the disk.

    Raises:
        Refusal: the content is not on this desk, as after the import of a bare ``deal.json``.
        OSError: it cannot be written.
    """
    data = context.desk.blob(attachment.sha256)
    if data is None:
        raise Refusal(wording.not_here(attachment.name))
    path.write_bytes(data)
