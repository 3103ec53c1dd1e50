"""Evidence files: kept with the deal by their content, and taken out of it again."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from negotiator_desk.models.deal import Attachment
from negotiator_desk.services.work import edit_deal
from negotiator_desk.wording import attachments as wording
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context

FILE_LIMIT: Final = 20_000_000
"""The largest file that is kept, in bytes."""

DEAL_LIMIT: Final = 80_000_000
"""The most that the files of one deal hold together, in bytes; a deal file carries them all."""


def add_file(context: Context, deal_id: UUID, path: Path) -> UUID:
    """Keep a copy of a file with a deal; the id of its record.

    Raises:
        Refusal: the file is too large, or would be too much for the deal.
        OSError: the file cannot be read.
        NoSuchDeal: the deal is not on the desk.
    """
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise Refusal(wording.file_too_large(path.name, size, FILE_LIMIT))
    data = path.read_bytes()
    kept = context.desk.load(deal_id).attachments
    held = sum(each.size or 0 for each in kept) + len(data)
    if held > DEAL_LIMIT:
        raise Refusal(wording.deal_too_large(path.name, held, DEAL_LIMIT))
    with edit_deal(context, deal_id, "add", "attachments") as work:
        record = Attachment(
            id=uuid4(),
            name=path.name,
            media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            size=len(data),
            sha256=work.unit.put_blob(data),
            **work.made,
        )
        work.unit.insert(deal_id, record)
    return record.id


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
