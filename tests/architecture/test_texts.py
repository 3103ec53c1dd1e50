"""What a person reads: through gettext, with named places, in British spelling."""

import ast
import re
import string
from collections.abc import Callable, Iterator

from tests.architecture.sources import (
    GETTEXT,
    ROOT,
    called_name,
    messages,
    modules,
    tracked,
)

SHOWN = re.compile(
    r"(set(Text|ToolTip|WindowTitle|PlaceholderText|AccessibleName|AccessibleDescription|StatusTip"
    r"|WhatsThis|Title|InformativeText|DetailedText|LabelText|TabText|TabToolTip)"
    r"|showMessage|QLabel|QPushButton|QToolButton|QCheckBox|QRadioButton|QGroupBox|QAction|QMenu"
    r"|Refusal|getOpenFileName|getSaveFileName)"
)
"""Calls whose plain text reaches a person."""

AMERICAN = re.compile(
    r"\b(colors?|colored|behaviors?|centers?|centered|favors?|favorites?|honors?|labors?|neighbors?"
    r"|cancel(ed|ing)|label(ed|ing)|model(ed|ing)|travel(ed|ing)|signal(ed|ing)|analyz(e|ed|es|ing)"
    r"|gray|fulfill(s|ment)?|defenses?|offenses?|programs? of work|judgment|meters?|catalogs?)\b",
    re.IGNORECASE,
)


def test_shown_text_goes_through_gettext() -> None:
    assert not _found(_bare)


def _found(look: Callable[[ast.Module], Iterator[tuple[int, str]]]) -> list[str]:
    """What is wrong in each module of the program, with its line."""
    return [
        f"{name}:{line} {what}"
        for name, tree in modules("negotiator_desk")
        for line, what in look(tree)
    ]


def _bare(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and SHOWN.fullmatch(called_name(node)):
            for argument in node.args:
                yield from ((argument.lineno, repr(text)) for text in _plain(argument))


def _plain(node: ast.expr) -> Iterator[str]:
    """Words in a text or a composed text that no gettext call stands around."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    for part in parts:
        if (
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and re.search(r"[A-Za-z]{2}", part.value)
            and not re.match(r"(Ctrl|Alt|Shift|Meta)\+", part.value)  # keys, which Qt translates
        ):
            yield part.value


def test_messages_are_whole_and_their_places_named() -> None:
    assert not _found(_broken)


def _broken(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
            composed = ast.JoinedStr | ast.BinOp
            for argument in node.args[:1]:
                if isinstance(argument, composed) or called_name(argument) == "format":
                    yield node.lineno, "a message is put together before it is looked up"
        yield from ((node.lineno, what) for what in _misplaced(node))
    for line, text in messages(tree):
        for _, place, _, _ in string.Formatter().parse(text):
            if place is not None and not place.isidentifier():
                yield line, f"a place without a name in {text!r}"


def _misplaced(call: ast.Call) -> Iterator[str]:
    """Places of ``_("…").format(…)`` that are not filled, or filled and not there."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "format"):
        return
    inner = call.func.value
    if not (isinstance(inner, ast.Call) and called_name(inner) in GETTEXT):
        return
    given = {each.arg for each in call.keywords}
    if None in given or call.args:  # a mapping; only running it could tell
        return
    texts = [each.value for each in inner.args[:2] if isinstance(each, ast.Constant)]
    places = [
        {place for _, place, _, _ in string.Formatter().parse(text) if place}
        for text in texts
        if isinstance(text, str)
    ]
    if places and set().union(*places) != given:
        yield f"places {sorted(set().union(*places))}, given {sorted(map(str, given))}"


def test_messages_and_labels_are_british() -> None:
    assert not _found(_american)


def _american(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for line, text in (*messages(tree), *_declared(tree)):
        if AMERICAN.search(text):
            yield line, repr(text)


def _declared(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts of the field declarations, which are looked up where they are shown."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called_name(node) == "Field":
            for argument in [*node.args, *(each.value for each in node.keywords)]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def test_documents_are_british() -> None:
    found = []
    for path in tracked(".md"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            words = re.sub(r"`[^`]*`|\]\([^)]*\)", "", line)
            if hit := AMERICAN.search(words):
                found.append(f"{path.relative_to(ROOT)}:{number} {hit.group()}")
    assert not found
