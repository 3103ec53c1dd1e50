"""JSON read strictly: no key twice, no NaN, a limit to nesting, numbers and raw bytes kept."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

NESTING_LIMIT: Final = 20
"""How deep lists and objects may lie in each other."""

VALUE_LIMIT: Final = 10_000_000
"""How many values a text may hold: more than 100,000 full records have, little enough to hold."""

Path = tuple[str | int, ...]
"""The way to a value from the top: keys of objects and places in lists."""


class JsonError(ValueError):
    """A text that is refused before any record is looked at.

    Keys: ``not_utf8`` (place), ``not_json`` (line, column), ``too_deep`` (limit,
    line, column),
    ``too_many_values`` (limit), ``no_number`` (word, path, tree), ``key_twice`` (name, path, tree),
    ``bad_text`` (nothing).
    """

    def __init__(self, key: str, **params: Any) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class Number(str):
    """A JSON number as it is written, so that no digit of it is lost."""

    __slots__ = ()


class _NotANumber(str):
    """NaN, Infinity or -Infinity, which JSON does not know."""

    __slots__ = ()


class _Doubled(dict[str, Any]):
    """An object with a key that stands in it twice."""

    key: str = ""


class Document:
    """A JSON text as a tree of Python values, and the raw bytes of each of its parts.

    Objects are dicts, lists are lists, texts are ``str``, numbers are ``Number``.
    """

    def __init__(self, data: bytes) -> None:
        """Read a text strictly.

        Raises:
            JsonError: when it is no JSON, or JSON that a deal file may not have.
        """
        # Editors on Windows put a mark in front of UTF-8; it is no part of the text.
        data = data.removeprefix(codecs.BOM_UTF8)
        text = _decoded(data)
        _check_shape(data)
        self._data = data
        self._members: dict[Path, dict[str, msgspec.Raw] | list[msgspec.Raw]] = {}
        self.tree: Any = _parsed(text)

    def raw(self, path: Path) -> str:
        """The text of the value at ``path``, byte for byte, without the space around it.

        Raises:
            JsonError: ``bad_text`` where the document holds half of a surrogate pair.
        """
        return bytes(self._member(path)).decode()

    def _member(self, path: Path) -> Any:
        if not path:
            return self._data
        outer = path[:-1]
        members: Any = self._members.get(outer)
        if members is None:
            wanted: Any = dict[str, msgspec.Raw] if isinstance(path[-1], str) else list[msgspec.Raw]
            try:
                members = msgspec.json.decode(self._member(outer), type=wanted)
            except msgspec.DecodeError:
                raise JsonError("bad_text") from None
            self._members[outer] = members
        return members[path[-1]]


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise JsonError("not_utf8", place=error.start) from None


def _check_shape(data: bytes) -> None:
    """Refuse what would cost too much to read, by a look at the brackets and commas alone."""
    # Pairs of backslashes go first, so that a backslash before a quotation mark is an escape.
    plain = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    marks = plain.translate(None, _NO_MARKS)
    outside = b"".join(marks.split(b'"')[::2])
    if len(outside) - outside.count(b"]") - outside.count(b"}") >= VALUE_LIMIT:
        raise JsonError("too_many_values", limit=VALUE_LIMIT)
    depth = 0
    for mark in outside.translate(None, b","):
        depth += 1 if mark in b"[{" else -1
        if depth > NESTING_LIMIT:
            line, column = _place_too_deep(data)
            raise JsonError("too_deep", limit=NESTING_LIMIT, line=line, column=column)


def _place_too_deep(data: bytes) -> tuple[int, int]:
    """Line and column of the first bracket that lies too deep, both from 1."""
    depth = 0
    for found in _TOKENS.finditer(data):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(found[0], 0)
        if depth > NESTING_LIMIT:
            before = data[: found.start()]
            newline = before.rfind(b"\n") + 1
            return before.count(b"\n") + 1, len(before[newline:].decode(errors="replace")) + 1
    return 1, 1  # the two looks differ only over text that is no JSON


_TOKENS: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)

_NO_MARKS: Final = bytes(code for code in range(256) if code not in b'"[]{},')


def _parsed(text: str) -> Any:
    doubled: list[_Doubled] = []
    strange: list[str] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        names = [key for key, _ in pairs]
        marked = _Doubled(found)
        marked.key = next(key for key in found if names.count(key) > 1)
        doubled.append(marked)
        return marked

    def not_a_number(word: str) -> _NotANumber:
        strange.append(word)
        return _NotANumber(word)

    try:
        tree = json.loads(
            text,
            object_pairs_hook=members,
            parse_constant=not_a_number,
            parse_int=Number,
            parse_float=Number,
        )
    except json.JSONDecodeError as error:
        raise JsonError("not_json", line=error.lineno, column=error.colno) from None
    if strange:
        # A key that stands twice may have hidden the value itself; then only the word is known.
        path = next((p for p, item in _walk(tree) if isinstance(item, _NotANumber)), ())
        raise JsonError("no_number", word=strange[0], path=path, tree=tree)
    if doubled:
        path, item = next((p, i) for p, i in _walk(tree) if isinstance(i, _Doubled))
        raise JsonError("key_twice", name=item.key, path=path, tree=tree)
    return tree


def _walk(tree: Any) -> Iterator[tuple[Path, Any]]:
    """Every value of a tree with the way to it; the tree is not deep by now."""
    waiting: list[tuple[Path, Any]] = [((), tree)]
    while waiting:
        path, item = waiting.pop()
        yield path, item
        if isinstance(item, dict):
            waiting.extend(((*path, key), inner) for key, inner in item.items())
        elif isinstance(item, list):
            waiting.extend(((*path, place), inner) for place, inner in enumerate(item))
