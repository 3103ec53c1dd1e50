"""The members of a deal archive: packed and unpacked within the limits of the format."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from negotiator_desk.wording.dealfile import archive_refused
from negotiator_desk.wording.refusals import Refusal

MB: Final = 1_000_000
PACKED_LIMIT: Final = 100 * MB
"""The largest file that is read or written, in bytes."""
UNPACKED_LIMIT: Final = 500 * MB
"""The most bytes that all members together may unpack to."""
RATIO_LIMIT: Final = 100
"""How many times its packed size a member may unpack to, once it is over ``RATIO_FROM``."""
RATIO_FROM: Final = 1 * MB
WRITTEN_RATIO: Final = 50
"""A member that would be packed tighter than this is stored as it is."""
MEMBER_LIMIT: Final = 65_000
"""The most members; more would need the ZIP64 extension, which no deal file uses."""

MIMETYPE: Final = "mimetype"
MANIFEST: Final = "manifest.json"
DEAL: Final = "deal.json"
ATTACHMENT: Final = re.compile(r"attachments/([0-9a-f]{64})", re.ASCII)
MEDIA_TYPE: Final = b"application/vnd.negotiator-desk.deal+zip"

_CHUNK: Final = 64 * 1024
_DIRECTORY_LIMIT: Final = MEMBER_LIMIT * 512  # bytes of the list of members
_ENCRYPTED: Final = 0x1
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the same archive for the same deal, on any day

# What zipfile and zlib raise over bytes that are no sound archive.
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # zipfile, of a way to compress that it does not know
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
)


def is_zip(data: bytes) -> bool:
    """Whether data begins as a ZIP archive does."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def attachment_name(sha256: str) -> str:
    """The name of the member that holds an evidence file."""
    return f"attachments/{sha256}"


def pack(members: Iterable[tuple[str, bytes]], file: str) -> bytes:
    """An archive of these members, ``mimetype`` first.

    Raises:
        Refusal: when it would be past the limits that a reader holds it to.
    """
    target = io.BytesIO()
    total = count = 0
    with zipfile.ZipFile(target, "w", allowZip64=False) as archive:
        for name, content in ((MIMETYPE, MEDIA_TYPE), *members):
            total, count = total + len(content), count + 1
            if total > UNPACKED_LIMIT:
                raise _refused("unpacked", file, member=name, limit=UNPACKED_LIMIT // MB)
            if count > MEMBER_LIMIT:
                raise _refused("members", file, limit=MEMBER_LIMIT)
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.create_system, info.external_attr = 3, 0o644 << 16  # alike on every system
            if name != MIMETYPE and _packs_fairly(content):
                info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    data = target.getvalue()
    if len(data) > PACKED_LIMIT:
        raise _refused("packed", file, limit=PACKED_LIMIT // MB)
    return data


def _packs_fairly(content: bytes) -> bool:
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = len(packer.compress(content)) + len(packer.flush())
    return len(content) <= WRITTEN_RATIO * packed


def unpack(data: bytes, file: str, check: Callable[[bytes], None]) -> Mapping[str, bytes]:
    """The members of an archive by name, each read within the limits.

    Args:
        data: the archive.
        file: its name, for refusals.
        check: looks at the content of ``manifest.json``, where there is one, before any name is
            judged: a newer format may have members of its own.

    Raises:
        Refusal: naming the file and the member.
    """
    try:
        _check_directory(data, file)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            reading = _Unpacking(archive, file, len(data))
            reading.check_headers(infos)
            manifests = [info for info in infos if info.orig_filename == MANIFEST]
            if manifests:
                check(reading.content(manifests[0]))
            reading.check_names(infos)
            return reading.contents(infos)
    except _DAMAGE:
        raise _refused("cut_short", file) from None


def _check_directory(data: bytes, file: str) -> None:
    """Refuse a list of members too long to be read, before ``zipfile`` reads it."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        raise _refused("cut_short", file)
    count, size = struct.unpack_from("<HI", data, at + 10)
    if count > MEMBER_LIMIT or size > _DIRECTORY_LIMIT:
        raise _refused("members", file, limit=MEMBER_LIMIT)


class _Unpacking:
    """One unpacking: counts what has been inflated, whatever the headers say."""

    def __init__(self, archive: zipfile.ZipFile, file: str, packed: int) -> None:
        self._archive = archive
        self._file = file
        self._packed = packed
        self._total = 0
        self._read: dict[str, bytes] = {}

    def check_headers(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > MEMBER_LIMIT:
            raise _refused("members", self._file, limit=MEMBER_LIMIT)
        packed = 0
        for info in infos:
            name = info.orig_filename
            if info.flag_bits & _ENCRYPTED:
                raise _refused("encrypted_member", self._file, member=name)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _refused("packing", self._file, member=name)
            if stat.S_ISLNK(info.external_attr >> 16):
                raise _refused("link", self._file, member=name)
            packed += info.compress_size
            if packed > self._packed:  # members lie in each other, or the list lies
                raise _refused("size", self._file, member=name)

    def check_names(self, infos: list[zipfile.ZipInfo]) -> None:
        seen: set[str] = set()
        for info in infos:
            # orig_filename: as it stands in the archive, not cut at a NUL.
            name = info.orig_filename
            if name not in (MIMETYPE, MANIFEST, DEAL) and not ATTACHMENT.fullmatch(name):
                raise _refused("name", self._file, member=name)
            if name in seen:
                raise _refused("name_twice", self._file, member=name)
            seen.add(name)

    def contents(self, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
        return {info.orig_filename: self.content(info) for info in infos}

    def content(self, info: zipfile.ZipInfo) -> bytes:
        name = info.orig_filename
        if name in self._read:
            return self._read[name]
        limit = max(RATIO_FROM, RATIO_LIMIT * info.compress_size)
        chunks: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    if size > limit:
                        raise _refused("ratio", self._file, member=name, limit=RATIO_LIMIT)
                    if self._total + size > UNPACKED_LIMIT:
                        raise _refused(
                            "unpacked", self._file, member=name, limit=UNPACKED_LIMIT // MB
                        )
        except _DAMAGE:
            raise _refused("damaged_member", self._file, member=name) from None
        if size != info.file_size:
            raise _refused("size", self._file, member=name)
        self._total += size
        self._read[name] = b"".join(chunks)
        return self._read[name]


def _refused(key: str, file: str, **params: object) -> Refusal:
    return Refusal(archive_refused(key, file, **params))
