"""Archives that unpack to more than they say: counted while unpacking, whatever the headers say."""

import hashlib
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from negotiator_desk.dealfile import members as m
from negotiator_desk.dealfile import read_data, read_file
from negotiator_desk.wording.refusals import Refusal
from tests.dealfile.archives import (
    FILE,
    HASH,
    SNAPSHOT,
    contents,
    lying,
    packed,
    refused,
    with_member,
)


def test_a_bomb(sound: bytes) -> None:
    blank = b" " * 20_000_000
    sentence = refused(with_member(sound, m.DEAL, blank))
    assert "unpacks to more than 100 times its size" in sentence


def test_a_small_member_may_be_packed_tightly(sound: bytes) -> None:
    deal = contents(sound)[m.DEAL] + b" " * 900_000
    assert read_data(with_member(sound, m.DEAL, deal), FILE).snapshot == SNAPSHOT


def test_too_much_in_all(sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(m, "UNPACKED_LIMIT", 2 * m.MB)
    noise = b"".join(hashlib.sha256(bytes([n % 251, n // 251])).digest() for n in range(40_000))
    halves = noise[:1_100_000], noise[100_000:1_200_000]
    data = sound
    for half in halves:
        data = with_member(data, m.attachment_name(hashlib.sha256(half).hexdigest()), half)
    assert "over 2 MB" in refused(data)


def test_a_file_too_large(sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(m, "PACKED_LIMIT", 200)
    (tmp_path / FILE).write_bytes(sound)
    with pytest.raises(Refusal, match="larger than"):
        read_file(tmp_path / FILE)


def test_a_header_that_lies_about_its_size(sound: bytes) -> None:
    bomb = b" " * 20_000_000
    data = with_member(sound, m.DEAL, bomb)
    for size in (10, 100_000):
        short = lying(data, m.DEAL, size=size, crc=zlib.crc32(bomb[:size]))
        assert m.DEAL in refused(short)
    text = contents(sound)[m.DEAL]
    longer = lying(with_member(sound, m.DEAL, text), m.DEAL, size=len(text) + 5)
    assert m.DEAL in refused(longer)


def test_a_header_that_lies_about_its_packed_size(sound: bytes) -> None:
    bomb = with_member(sound, m.DEAL, b" " * 20_000_000)
    assert m.DEAL in refused(lying(bomb, m.DEAL, packed=300_000))


def test_members_that_lie_in_each_other(sound: bytes) -> None:
    # The second entry of the list points to the content of the first.
    data = packed({m.MIMETYPE: m.MEDIA_TYPE * 200, m.MANIFEST: b"{}"}, zipfile.ZIP_STORED)
    at = data.rindex(b"PK\x01\x02")
    first = data[data.index(b"PK\x01\x02") : at]
    entry = first.replace(b"mimetype", b"deal.jso")
    end = data.rindex(b"PK\x05\x06")
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, 3, 3, end - data.index(b"PK\x01\x02") + len(entry))
    refused(data[:end] + entry + bytes(tail))


def test_an_encrypted_member(sound: bytes) -> None:
    broken = bytearray(sound)
    central = sound.index(b"PK\x01\x02")
    broken[central + 8] |= 1
    assert "is encrypted" in refused(bytes(broken))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing(sound: bytes, method: int) -> None:
    assert "only deflate" in refused(packed(contents(sound), method))


def test_a_list_of_members_without_end() -> None:
    ends = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 90_000_000, 30, 0)
    assert "more than 65000 members" in refused(b"PK\x03\x04" + b"\x00" * 100 + ends)


@pytest.mark.parametrize("name", [m.DEAL, m.MANIFEST, m.attachment_name(HASH)])
def test_a_link_to_another_file(sound: bytes, name: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for member, content in contents(sound).items():
            info = zipfile.ZipInfo(member)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            if member == name:
                info.external_attr = 0o120777 << 16
            archive.writestr(info, content)
    sentence = refused(target.getvalue())
    assert name in sentence
    assert "is a link" in sentence
