"""The deal file as a whole: ``.ndeal`` read, checked and written, a bare ``deal.json`` read."""

import contextlib
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from negotiator_desk import __version__
from negotiator_desk.dealfile import members as m
from negotiator_desk.dealfile.decode import decode
from negotiator_desk.dealfile.encode import canonical, revision, revision_of
from negotiator_desk.dealfile.manifest import (
    Manifest,
    check_format,
    read_manifest,
    write_manifest,
)
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.wording.dealfile import archive_refused
from negotiator_desk.wording.refusals import Refusal

_AGE = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")


@dataclass(frozen=True, kw_only=True)
class Package:
    """What a deal file holds.

    ``blobs`` are the evidence files by SHA-256; the record of a file may be there without its
    bytes. ``manifest`` and ``exported_at`` are none for a bare ``deal.json``.
    """

    snapshot: Snapshot
    manifest: Manifest | None = None
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    exported_at: datetime | None = None

    @cached_property
    def revision(self) -> str:
        """The revision reckoned from the content, whatever the manifest says."""
        return revision(self.snapshot)


def read_file(path: Path) -> Package:
    """Read a ``.ndeal`` or a bare ``deal.json``, told apart by content.

    Raises:
        Refusal: one sentence that names the file, and the member or the record and field.
    """
    return read_data(load(path), path.name)


def load(path: Path, name: str = "") -> bytes:
    """The bytes of a file of at most 100 MB; ``name`` is what a refusal calls it.

    Raises:
        Refusal: it is not there, cannot be read, is empty or too large.
    """
    name = name or path.name or str(path)
    try:
        if path.is_dir():
            raise _refused("folder", name)
        if path.exists() and not path.is_file():  # to read a pipe is to wait for its writer
            raise _refused("no_file", name)
        with path.open("rb") as stream:
            data = stream.read(m.PACKED_LIMIT + 1)
    except FileNotFoundError:
        raise _refused("absent", str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _refused("unreadable", name, detail=_reason(error)) from None
    if not data:
        raise _refused("empty", name)
    if len(data) > m.PACKED_LIMIT:
        raise _refused("packed", name, limit=m.PACKED_LIMIT // m.MB)
    return data


def read_data(data: bytes, name: str) -> Package:
    """Read the content of a deal file.

    Args:
        data: the whole file.
        name: what it is called in a refusal.

    Raises:
        Refusal: as ``read_file``.
    """
    if data.startswith(_AGE):
        raise _refused("encrypted_file", name)
    if m.is_zip(data):
        return _read_archive(data, name)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        raise _refused("not_a_deal_file", name)
    return Package(snapshot=decode(data, name))


def _read_archive(data: bytes, name: str) -> Package:
    members = m.unpack(data, name, lambda manifest: check_format(manifest, name))
    if members.get(m.MIMETYPE, b"").strip() != m.MEDIA_TYPE:
        raise _refused("not_our_zip", name)
    for needed in (m.MANIFEST, m.DEAL):
        if needed not in members:
            raise _refused("missing", name, member=needed)
    manifest = read_manifest(members[m.MANIFEST], name)
    _check_members(members, manifest, name)
    package = Package(
        snapshot=decode(members[m.DEAL], name),
        manifest=manifest,
        blobs={
            found[1]: content
            for member, content in members.items()
            if (found := m.ATTACHMENT.fullmatch(member))
        },
        exported_at=manifest.exported_at,
    )
    if manifest.deal_id != package.snapshot.deal.id:
        raise _refused("other_deal", name)
    # The text as it lies there counts too: a foreign writer that gives nested records no ids
    # cannot know the canonical text that we make of it.
    if manifest.revision != manifest.members[m.DEAL] and manifest.revision != package.revision:
        raise _refused("revision", name)
    return package


def _check_members(members: Mapping[str, bytes], manifest: Manifest, name: str) -> None:
    listed = members.keys() - {m.MIMETYPE, m.MANIFEST}
    for member in sorted(listed | manifest.members.keys()):
        if member not in members:
            raise _refused("missing", name, member=member)
        if member not in manifest.members:
            raise _refused("unlisted", name, member=member)
        digest = hashlib.sha256(members[member]).hexdigest()
        if digest != manifest.members[member]:
            raise _refused("hash", name, member=member)
        found = m.ATTACHMENT.fullmatch(member)
        if found and digest != found[1]:
            raise _refused("attachment_name", name, member=member)


def write_file(
    path: Path,
    snapshot: Snapshot,
    blobs: Mapping[str, bytes],
    lineage: Sequence[str],
    exported_by: str,
    now: datetime,
) -> Manifest:
    """Write a deal as a ``.ndeal``, whole or not at all.

    Args:
        path: the file; one that is there is replaced once the new one is complete.
        snapshot: the deal.
        blobs: the evidence files by SHA-256.
        lineage: the revisions this copy descends from, oldest first, without its own.
        exported_by: my name.
        now: when, with its zone.

    Raises:
        Refusal: the deal holds what no reader would take, or the file cannot be written.
    """
    name = path.name
    text = canonical(snapshot)
    decode(text, name)  # what the reader refuses is never written
    contents = {m.DEAL: text}
    for sha256, blob in sorted(blobs.items()):
        if hashlib.sha256(blob).hexdigest() != sha256:
            raise _refused("attachment_missing", name, member=sha256)
        contents[m.attachment_name(sha256)] = blob
    manifest = Manifest(
        deal_id=snapshot.deal.id,
        revision=revision_of(text),
        members={key: hashlib.sha256(item).hexdigest() for key, item in contents.items()},
        app_version=__version__,
        exported_at=now,
        exported_by=exported_by,
        lineage=tuple(lineage),
    )
    data = m.pack([(m.MANIFEST, write_manifest(manifest)), *contents.items()], name)
    replace_file(path, data)
    return manifest


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place in one step, so that nobody ever finds half of it.

    Raises:
        Refusal: it cannot be written there.
    """
    partial = path.with_name(f".{uuid4().hex}.part")
    try:
        try:
            with partial.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        raise _refused("unwritable", str(path), detail=_reason(error)) from None


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


def _refused(key: str, file: str, **params: object) -> Refusal:
    return Refusal(archive_refused(key, file, **params))
