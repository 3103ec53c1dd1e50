"""Telling a public record from other files; apart from the reader, as every file is asked."""

from collections.abc import Mapping
from typing import Final

import msgspec

_LISTS: Final = ("records", "releases")
SUMMARIES: Final = ("compiledRelease", "versionedRelease")
_OF_A_RELEASE: Final = (
    *("tag", "date", "planning", "tender", "awards", "contracts", "parties"),
    *SUMMARIES,
)

_KEYS: Final = (b'"ocid"', b'"compiledRelease"', b'"versionedRelease"', b'"releases"', b'"records"')


def is_ocds(value: object) -> bool:
    """Whether a JSON value has the outline of an OCDS document."""
    if isinstance(value, list):
        return bool(value) and is_ocds(value[0])
    if not isinstance(value, Mapping) or _is_deal(value):
        return False
    return (
        "ocid" in value
        or any(isinstance(value.get(key), list) for key in _LISTS)
        or any(isinstance(value.get(key), Mapping) for key in SUMMARIES)
    )


def _is_deal(value: Mapping[str, object]) -> bool:
    """Whether an object is a ``deal.json`` with a key of that name that we do not know yet.

    A deal has an id and nothing of what a release says beside its own.
    """
    return "id" in value and not any(key in value for key in _OF_A_RELEASE)


def looks_like_ocds(data: bytes) -> bool:
    """Whether a file is to be read as OCDS: JSON with the outline of it, sound or not.

    Cheap: most files are only searched for a few words. Of a broken file the words are enough, so
    that the refusal speaks of the right kind of file.
    """
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"{", b"[")) or not any(key in data for key in _KEYS):
        return False
    try:
        outline = msgspec.json.decode(
            data.removeprefix(b"\xef\xbb\xbf"),
            type=dict[str, msgspec.Raw] | list[dict[str, msgspec.Raw]],
        )
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return True
    found = outline if isinstance(outline, dict) else outline[0] if outline else {}
    kinds: dict[bytes, object] = {b"[": [], b"{": {}}
    shaped = {key: kinds.get(bytes(raw)[:1], "") for key, raw in found.items()}
    return is_ocds(shaped)


def is_spreadsheet(data: bytes) -> bool:
    """Whether a ZIP archive is a spreadsheet: records are published as those, too."""
    return b"xl/workbook.xml" in data
