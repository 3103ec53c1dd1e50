"""How modules are written: docstrings, length, imports that would cost too much."""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, modules

LONGEST = 400


def test_modules_open_with_a_sentence_on_what_they_own() -> None:
    wrong = []
    for name, tree in modules():
        sentence = (ast.get_docstring(tree) or "").partition("\n\n")[0]
        if len(sentence) <= 10:
            wrong.append(f"{name} does not say what it owns")
        elif not sentence.endswith((".", "!")):
            wrong.append(f"{name} opens with half a sentence")
    assert not wrong


def test_modules_are_one_thing() -> None:
    lengths = {
        name: len((ROOT / name).read_text("utf-8").splitlines()) for name, _tree in modules()
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST}


def test_public_functions_are_described() -> None:
    """Below ui/; pages and widgets are described by what they show."""
    assert not [
        f"{name}:{line} {what}"
        for name, tree in modules()
        if not name.startswith("negotiator_desk/ui/")
        for line, what in _undescribed(tree.body)
    ]


def _undescribed(body: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _undescribed(node.body)
        elif (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
            and not _decorators(node) & {"override", "overload", "property", "setter"}
        ):
            yield node.lineno, node.name


def _decorators(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    return {
        each.id if isinstance(each, ast.Name) else getattr(each, "attr", "")
        for each in node.decorator_list
    }


def test_no_orm_no_network_no_wildcards() -> None:
    refused = (
        "sqlalchemy.orm",
        "socket",
        "urllib.request",
        "http",
        "requests",
        "ftplib",
        "smtplib",
    )
    found = [
        f"{name}:{line} imports {module}"
        for name, tree in modules()
        for line, module in _imports(tree)
        if any(module == each or module.startswith(each + ".") for each in refused)
        or module.endswith(".*")
    ]
    assert not found


@pytest.mark.parametrize(
    ("name", "tree"), [(name, tree) for name, tree in modules("tools")] + [("dev.py", None)]
)
def test_set_up_needs_the_standard_library_alone(name: str, tree: ast.Module | None) -> None:
    tree = tree or ast.parse((ROOT / name).read_text("utf-8"))
    allowed = sys.stdlib_module_names | {"tools"}
    assert not [module for _, module in _imports(tree) if module.split(".")[0] not in allowed]


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
            yield from ((node.lineno, f"{node.module}.{each.name}") for each in node.names)
