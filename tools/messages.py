"""Extraction of the texts that the field declarations hold, for Babel's message templates.

Babel's own extractor reads calls of ``_`` and its kin. The labels, helps and names in ``models/``
are plain arguments there (the layer knows nothing of languages) and are looked up where they are
shown; ``babel.cfg`` names this extractor for that folder.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any, Final

Message = tuple[int, str, str | tuple[str, str], list[str]]
"""What Babel asks of an extractor: line, function, one text or two, comments."""

# The constructors of declarations, and where their label and help stand among the arguments.
_FIELDS: Final[Mapping[str, tuple[int, int]]] = {
    "text": (0, 1),
    "prose": (0, 1),
    "money": (0, 1),
    "value": (0, 1),
    "ref": (1, 2),
}
_NAMED: Final = ("label", "help", "unit", "singular", "plural", "many", "why")
_CONSTRUCTORS: Final = (*_FIELDS, "Field", "KindMeta")


def extract(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Message]:
    """Yield the texts of the declarations in one module, as Babel's extractors do."""
    for node in ast.walk(ast.parse(fileobj.read())):
        if isinstance(node, ast.Call):
            yield from _declaration(node)
        elif isinstance(node, ast.ClassDef) and any(_name(base) == "Choice" for base in node.bases):
            yield from _choices(node)


def _declaration(call: ast.Call) -> Iterator[Message]:
    name = _name(call.func)
    if name not in _CONSTRUCTORS:
        return
    for place in _FIELDS.get(name, ()):
        if place < len(call.args) and (text := _text(call.args[place])):
            yield call.lineno, "_", text, []
    named = {each.arg: _text(each.value) for each in call.keywords if each.arg in _NAMED}
    for text in named.values():
        if text:
            yield call.lineno, "_", text, []
    singular, plural = named.get("singular"), named.get("many") or named.get("plural")
    if singular and plural:
        yield call.lineno, "ngettext", (singular, plural), []


def _choices(definition: ast.ClassDef) -> Iterator[Message]:
    """The labels of a listed set: the second text of each member."""
    for node in definition.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            text = _text(node.value.elts[-1])
            if text:
                yield node.lineno, "_", text, []


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
