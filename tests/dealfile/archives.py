"""Archives taken apart and put together otherwise, for the tests that break them."""

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from negotiator_desk.dealfile import members as m
from negotiator_desk.dealfile import read_data
from negotiator_desk.models.deal import Attachment, Deal, Snapshot
from negotiator_desk.wording.refusals import Refusal

FILE = "helios.ndeal"
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
EVIDENCE = b"minutes of the meeting"
HASH = hashlib.sha256(EVIDENCE).hexdigest()
SNAPSHOT = Snapshot(
    deal=Deal(id=UUID(int=1), title="Helios", currency="EUR"),
    attachments=(Attachment(id=UUID(int=2), name="minutes.txt", sha256=HASH),),
)


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        read_data(data, FILE)
    sentence = caught.value.text
    assert sentence.startswith(f"{FILE}: ")
    assert "\n" not in sentence
    return sentence


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def changed(data: bytes, **manifest: Any) -> bytes:
    """The archive with other fields in its manifest; None takes one out."""
    members = contents(data)
    tree = json.loads(members[m.MANIFEST]) | manifest
    kept = {key: item for key, item in tree.items() if item is not None}
    return packed(members | {m.MANIFEST: json.dumps(kept).encode()})


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one member more, rightly listed in the manifest."""
    members = contents(data)
    tree = json.loads(members[m.MANIFEST])
    tree["members"][name] = hashlib.sha256(content).hexdigest()
    return packed(members | {m.MANIFEST: json.dumps(tree).encode(), name: content})


def lying(data: bytes, name: str, **header: int) -> bytes:
    """The archive with other figures for one member, in both of its headers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    broken = bytearray(data)
    local, central = info.header_offset, data.rindex(name.encode()) - 46  # the list comes last
    places = {"crc": (14, 16), "packed": (18, 20), "size": (22, 24)}
    for key, figure in header.items():
        for base, offset in zip((local, central), places[key], strict=True):
            struct.pack_into("<I", broken, base + offset, figure)
    return bytes(broken)
