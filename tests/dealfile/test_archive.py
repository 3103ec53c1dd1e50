"""Hostile and broken archives: one sentence that names the file and the member, nothing left."""

import contextlib
import hashlib
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from negotiator_desk.dealfile import members as m
from negotiator_desk.dealfile import read_data, read_file, write_file
from negotiator_desk.dealfile.archive import replace_file
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.wording.refusals import Refusal
from tests.dealfile.archives import (
    EVIDENCE,
    FILE,
    HASH,
    NOW,
    SNAPSHOT,
    changed,
    contents,
    packed,
    refused,
    with_member,
)


def test_a_sound_archive(sound: bytes) -> None:
    package = read_data(sound, FILE)
    assert package.snapshot == SNAPSHOT
    assert package.blobs == {HASH: EVIDENCE}
    assert package.exported_at == NOW
    assert package.manifest is not None
    assert package.manifest.lineage == ("ab" * 32,)
    assert package.manifest.exported_by == "K. Brandt"
    assert package.manifest.redaction == "none"


def test_the_first_member_is_the_stored_mimetype(sound: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert b"application/vnd.negotiator-desk.deal+zip" in sound[:100]


def test_an_archive_packed_again_by_another_tool(sound: bytes) -> None:
    members = contents(sound)
    members[m.DEAL] = json.dumps(json.loads(members[m.DEAL]), indent=2).encode()
    tree = json.loads(members[m.MANIFEST])
    tree["members"][m.DEAL] = hashlib.sha256(members[m.DEAL]).hexdigest()
    again = packed(members | {m.MANIFEST: json.dumps(tree, indent=1).encode()})
    assert read_data(again, FILE).revision == read_data(sound, FILE).revision


def test_a_revision_of_a_foreign_writer_may_be_that_of_the_member_itself(sound: bytes) -> None:
    members = contents(sound)
    members[m.DEAL] += b"\n"
    digest = hashlib.sha256(members[m.DEAL]).hexdigest()
    tree = json.loads(members[m.MANIFEST])
    tree["members"][m.DEAL] = tree["revision"] = digest
    again = packed(members | {m.MANIFEST: json.dumps(tree).encode()})
    assert read_data(again, FILE).revision == read_data(sound, FILE).revision != digest


def test_the_record_of_a_file_may_be_there_without_its_bytes(tmp_path: Path) -> None:
    write_file(tmp_path / FILE, SNAPSHOT, {}, [], "", NOW)
    package = read_file(tmp_path / FILE)
    assert package.blobs == {}
    assert package.snapshot == SNAPSHOT


# What is no archive of ours.


@pytest.mark.parametrize(
    "data",
    [b"hello", b"\x00" * 100, b"%PDF-1.7", b"PK", b"\xff\xfe{", b"<html>", b"SQLite format 3\x00"],
)
def test_neither_zip_nor_json(data: bytes) -> None:
    assert "no deal file" in refused(data)


def test_an_age_file() -> None:
    assert "passphrase" in refused(b"age-encryption.org/v1\n-> scrypt x 18\n")
    assert "passphrase" in refused(b"-----BEGIN AGE ENCRYPTED FILE-----\n")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.ndeal").touch()
    for name, said in (
        ("nowhere.ndeal", "no such file"),
        ("", "folder"),
        ("empty.ndeal", "empty"),
        ("a\x00b", "cannot be read"),
    ):
        with pytest.raises(Refusal, match=said):
            read_file(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ndeal")
    with pytest.raises(Refusal, match="pipe or a device"):
        read_file(tmp_path / "pipe.ndeal")


def test_an_archive_cut_short_anywhere(sound: bytes) -> None:
    for length in range(4, len(sound), 11):
        assert "cut short" in refused(sound[:length])


def test_any_byte_changed_is_noticed_or_harmless(sound: bytes) -> None:
    first = read_data(sound, FILE)
    for at in range(0, len(sound), 3):
        broken = bytearray(sound)
        broken[at] ^= 0x55
        # Read all the same: a date, a system mark, nothing that matters.
        with contextlib.suppress(Refusal):
            assert read_data(bytes(broken), FILE) == first


def test_a_zip_of_something_else(sound: bytes) -> None:
    assert "no deal file" in refused(packed({m.DEAL: b"{}"}))
    members = contents(sound)
    assert "no deal file" in refused(packed(members | {m.MIMETYPE: b"application/epub+zip"}))


@pytest.mark.parametrize("name", [m.MANIFEST, m.DEAL, f"attachments/{HASH}"])
def test_a_member_missing(sound: bytes, name: str) -> None:
    members = contents(sound)
    del members[name]
    assert f"the member {name} is missing" in refused(packed(members))


# Names.


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "/etc/passwd",
        "attachments/../deal.json",
        "attachments\\" + HASH,
        "C:\\evil",
        "attachments/",
        "attachments/" + HASH.upper(),
        "attachments/" + HASH + "/x",
        "attachments/" + HASH + "\n",
        "./deal.json",
        "Deal.json",
        "notes.txt",
        "x" * 60_000,
    ],
    ids=lambda name: ascii(name[-20:]),
)
def test_a_member_outside_the_four_names(sound: bytes, name: str) -> None:
    sentence = refused(with_member(sound, name, b"x"))
    assert "has no place in a deal file" in sentence
    assert len(sentence) < 500


def test_a_name_cut_at_a_nul(sound: bytes) -> None:
    broken = with_member(sound, "deal.jsonX", b"{}").replace(b"deal.jsonX", b"deal.json\x00")
    assert "has no place in a deal file" in refused(broken)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [m.MIMETYPE, m.MANIFEST, m.DEAL, f"attachments/{HASH}"])
def test_a_name_twice(sound: bytes, name: str) -> None:
    target = io.BytesIO(sound)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, contents(sound)[name])
    assert f"the member {name} stands in the archive twice" in refused(target.getvalue())


# Content that is not what the manifest or the headers say.


def test_wrong_hashes(sound: bytes) -> None:
    members = contents(sound)
    for name in (m.DEAL, f"attachments/{HASH}"):
        sentence = refused(packed(members | {name: members[name] + b" "}))
        assert f"the member {name} is not the one that manifest.json names" in sentence


def test_an_attachment_not_named_by_its_content(sound: bytes) -> None:
    sentence = refused(with_member(sound, "attachments/" + "0" * 64, b"other"))
    assert "not named by its content" in sentence


def test_a_member_not_listed(sound: bytes) -> None:
    other = hashlib.sha256(b"other").hexdigest()
    sentence = refused(packed(contents(sound) | {f"attachments/{other}": b"other"}))
    assert "not listed in manifest.json" in sentence


@pytest.mark.parametrize(
    ("field", "content"),
    [
        ("format", None),
        ("format", "1"),
        ("format", 1.5),
        ("format", 0),
        ("format", True),
        ("deal_id", None),
        ("deal_id", "x"),
        ("deal_id", 5),
        ("deal_id", str(UUID(int=9))),
        ("revision", None),
        ("revision", "0" * 64),
        ("revision", ["0" * 64]),
        ("members", None),
        ("members", []),
        ("members", {"deal.json": 5}),
        ("exported_at", "today"),
        ("exported_by", 5),
        ("app_version", {}),
        ("redaction", "all"),
        ("redaction", [1]),
        ("lineage", "x"),
        ("lineage", ["x"]),
    ],
)
def test_a_manifest_of_wrong_types(sound: bytes, field: str, content: Any) -> None:
    assert f"manifest.json, field {field}: " in refused(changed(sound, **{field: content}))


def test_a_manifest_with_unknown_fields_is_read(sound: bytes) -> None:
    package = read_data(changed(sound, mood="good", redaction=["trades.notes"]), FILE)
    assert package.manifest is not None
    assert package.manifest.redaction == ("trades.notes",)


def test_a_newer_format_says_so_whatever_else_is_new(sound: bytes) -> None:
    newer = packed(
        {"new.bin": b"x", m.MIMETYPE: m.MEDIA_TYPE, m.MANIFEST: b'{"format": 2, "members": 5}'}
    )
    for data in (changed(sound, format=2), newer):
        assert "newer version of the program" in refused(data)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"format": NaN}', b"null"])
def test_a_manifest_that_is_no_object(sound: bytes, content: bytes) -> None:
    assert "manifest.json" in refused(packed(contents(sound) | {m.MANIFEST: content}))


def test_a_manifest_with_a_key_twice(sound: bytes) -> None:
    broken = b'{"format": 1, "format": 1}'
    sentence = refused(packed(contents(sound) | {m.MANIFEST: broken}))
    assert "field format: the key stands there twice" in sentence


def test_a_refusal_of_the_deal_names_record_and_field(sound: bytes) -> None:
    deal = b'{"id":"00000000-0000-0000-0000-000000000001","title":"Helios","signed_on":"soon"}'
    sentence = refused(with_member(sound, m.DEAL, deal))
    assert "Deal “Helios” (id 00000000-0000-0000-0000-000000000001), field signed_on" in sentence


# Writing.


def test_what_packs_too_tightly_is_stored(tmp_path: Path) -> None:
    blank = b" " * 3_000_000
    digest = hashlib.sha256(blank).hexdigest()
    write_file(tmp_path / FILE, SNAPSHOT, {digest: blank}, [], "", NOW)
    with zipfile.ZipFile(tmp_path / FILE) as archive:
        assert archive.getinfo(f"attachments/{digest}").compress_type == zipfile.ZIP_STORED
    assert read_file(tmp_path / FILE).blobs == {digest: blank}


def test_a_deal_that_no_reader_takes_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b"the old one")
    broken = Snapshot(deal=Deal(id=UUID(int=1), currency="euro"))
    with pytest.raises(Refusal, match="field currency"):
        write_file(path, broken, {}, [], "", NOW)
    with pytest.raises(Refusal, match="not the one its name says"):
        write_file(path, SNAPSHOT, {"0" * 64: b"x"}, [], "", NOW)
    assert path.read_bytes() == b"the old one"
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


def test_past_the_limits_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit, said in (("PACKED_LIMIT", "larger than"), ("UNPACKED_LIMIT", "unpacked")):
        monkeypatch.setattr(m, limit, 300)
        with pytest.raises(Refusal, match=said):
            write_file(tmp_path / FILE, SNAPSHOT, {HASH: EVIDENCE}, [], "", NOW)
        monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"nowhere.*cannot be written"):
        write_file(tmp_path / "nowhere" / FILE, SNAPSHOT, {}, [], "", NOW)
    folder = tmp_path / "folder.ndeal"
    folder.mkdir()
    with pytest.raises(Refusal, match="cannot be written"):
        write_file(folder, SNAPSHOT, {}, [], "", NOW)
    assert [each.name for each in tmp_path.iterdir()] == ["folder.ndeal"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / FILE
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == [FILE]
