"""``manifest.json``: what a deal archive says of itself, checked and written."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from negotiator_desk.dealfile.encode import moment_text
from negotiator_desk.dealfile.strict_json import Document, JsonError, Number
from negotiator_desk.dealfile.values import moment_of, read_id
from negotiator_desk.models.rules import FormError
from negotiator_desk.wording.dealfile import archive_refused, manifest_refused
from negotiator_desk.wording.refusals import Refusal

FORMAT: Final = 1
"""The format of deal files that this program reads and writes."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive says of itself, and of the members it must have (name: SHA-256)."""

    deal_id: UUID
    revision: str
    members: Mapping[str, str]
    format: int = FORMAT
    app_version: str = ""
    exported_at: datetime | None = None
    exported_by: str = ""
    redaction: str | tuple[str, ...] = "none"
    lineage: tuple[str, ...] = ()


def write_manifest(manifest: Manifest) -> bytes:
    """The text of ``manifest.json``, keys sorted."""
    content = msgspec.to_builtins(manifest)
    content["exported_at"] = moment_text(manifest.exported_at) if manifest.exported_at else None
    kept = {key: item for key, item in content.items() if item is not None}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def check_format(data: bytes, file: str) -> None:
    """Refuse a manifest of a newer format, before anything else of it is looked at.

    Raises:
        Refusal: it is newer, or no manifest at all.
    """
    tree = _tree(data, file)
    number = tree.get("format")
    if not isinstance(number, Number) or not re.fullmatch(r"\d{1,99}", number, re.ASCII):
        raise Refusal(manifest_refused(file, "format"))
    if int(number) > FORMAT:
        raise Refusal(archive_refused("newer", file, format=number, known=FORMAT))
    if int(number) < 1:
        raise Refusal(manifest_refused(file, "format"))


def read_manifest(data: bytes, file: str) -> Manifest:
    """The manifest of an archive.

    Raises:
        Refusal: naming the file and the field.
    """
    check_format(data, file)
    tree = _tree(data, file)
    values: dict[str, Any] = {}
    for key, reader in _READERS.items():
        content = tree.get(key)
        if content is None or content == "":
            if key in _REQUIRED:
                raise Refusal(manifest_refused(file, key))
            continue
        try:
            values[key] = reader(content)
        except (FormError, ValueError):
            raise Refusal(manifest_refused(file, key)) from None
    return Manifest(**values)


def _tree(data: bytes, file: str) -> dict[str, Any]:
    try:
        tree = Document(data).tree
    except JsonError as error:
        if error.key == "key_twice":
            raise Refusal(manifest_refused(file, error.params["name"], twice=True)) from None
        raise Refusal(archive_refused("manifest_json", file)) from None
    if not isinstance(tree, dict):
        raise Refusal(archive_refused("manifest_json", file))
    return tree


def _text(content: Any) -> str:
    if type(content) is not str:
        raise ValueError
    content.encode()  # half of a surrogate pair is no text (UnicodeEncodeError: a ValueError)
    return content


def _hash(content: Any) -> str:
    if not _SHA256.fullmatch(_text(content)):
        raise ValueError
    return _text(content)


def _moment(content: Any) -> datetime:
    return moment_of(_text(content))


def _list(reader: Callable[[Any], str], content: Any) -> tuple[str, ...]:
    if not isinstance(content, list):
        raise ValueError
    return tuple(reader(item) for item in content)


def _hashes(content: Any) -> tuple[str, ...]:
    return _list(_hash, content)


def _redaction(content: Any) -> str | tuple[str, ...]:
    if content == "none":
        return "none"
    return _list(_text, content)


def _members(content: Any) -> dict[str, str]:
    if not isinstance(content, dict):
        raise ValueError
    return {_text(name): _hash(sha256) for name, sha256 in content.items()}


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "deal_id": read_id,
    "revision": _hash,
    "members": _members,
    "app_version": _text,
    "exported_at": _moment,
    "exported_by": _text,
    "redaction": _redaction,
    "lineage": _hashes,
}

_REQUIRED: Final = ("deal_id", "revision", "members")
