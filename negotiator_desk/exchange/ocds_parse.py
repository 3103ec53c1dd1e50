"""From bytes to JSON values, within limits: nothing a file holds can hang or break the reader."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn

from negotiator_desk.exchange.ocds_values import plain
from negotiator_desk.wording.ocds import refusal_text
from negotiator_desk.wording.refusals import Refusal

SIZE_LIMIT: Final = 100 * 1024 * 1024
"""The largest file that is read, in bytes (as for a packed deal file)."""

DEPTH_LIMIT: Final = 32
"""The deepest nesting that is read. A record package with a versioned release nests 13 deep."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, at most ``SIZE_LIMIT``.

    Raises:
        Refusal: when it cannot be read or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refusal(refusal_text("unreadable", name=path, reason=reason)) from None
    if len(data) > SIZE_LIMIT:
        raise Refusal(refusal_text("too_big", name=path, limit=SIZE_LIMIT // 1024**2))
    return data


def parse(data: bytes, name: str) -> Any:
    """The JSON value of a file, numbers with a fraction as ``Decimal``.

    Raises:
        Refusal: naming the file and the place, when it is no JSON that can be trusted.
    """
    if len(data) > SIZE_LIMIT:
        raise Refusal(refusal_text("too_big", name=name, limit=SIZE_LIMIT // 1024**2))
    if data.startswith(b"PK\x03\x04"):
        raise Refusal(refusal_text("zip", name=name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(refusal_text("encoding", name=name, place=error.start)) from None
    if not text.strip():
        raise Refusal(refusal_text("empty", name=name))

    def constant(word: str) -> NoReturn:
        raise Refusal(refusal_text("constant", name=name, text=word))

    def whole(digits: str) -> int:
        # Python refuses to read thousands of digits; no amount, year or quantity has forty.
        if len(digits) > 40:
            raise Refusal(refusal_text("number", name=name))
        return int(digits)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            for key, _value in pairs:
                if key in seen:
                    raise Refusal(refusal_text("twice", name=name, field=plain(key)))
                seen.add(key)
        return found

    try:
        value = json.loads(
            text,
            parse_float=Decimal,
            parse_int=whole,
            parse_constant=constant,
            object_pairs_hook=unique,
        )
    except json.JSONDecodeError as error:
        raise Refusal(
            refusal_text("json", name=name, line=error.lineno, column=error.colno)
        ) from None
    except RecursionError:
        raise Refusal(refusal_text("deep", name=name, limit=DEPTH_LIMIT)) from None
    if _depth(value) > DEPTH_LIMIT:
        raise Refusal(refusal_text("deep", name=name, limit=DEPTH_LIMIT))
    return value


def _depth(value: object) -> int:
    """How many levels of objects and lists lie in each other."""
    level = [value]
    depth = 0
    while level := [item for item in level if isinstance(item, (dict, list))]:
        depth += 1
        if depth > DEPTH_LIMIT:
            break
        level = [
            inner for item in level for inner in (item.values() if isinstance(item, dict) else item)
        ]
    return depth
