"""The source files of the checkout, parsed once, for the tests of this folder."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE_FOLDERS = ("negotiator_desk", "tools", "benchmarks")
GETTEXT = ("_", "ngettext", "N_")


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Name and syntax tree of every module below ``folders`` (of the code, if none is named)."""
    files = sorted(
        path for folder in folders or CODE_FOLDERS for path in (ROOT / folder).rglob("*.py")
    )
    return ((path.relative_to(ROOT).as_posix(), _tree(path)) for path in files)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def tracked(*endings: str) -> tuple[Path, ...]:
    """The files that git keeps, those with one of ``endings`` if any is given."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout, so there is no list of what belongs to it")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = [name for name in done.stdout.decode().split("\0") if name]
    paths = (ROOT / name for name in names)
    return tuple(
        path for path in paths if path.is_file() and (not endings or path.suffix in endings)
    )


def called_name(node: ast.AST) -> str:
    """The last part of the name a call calls; ``""`` for what is no call of a name."""
    if not isinstance(node, ast.Call):
        return ""
    target = node.func
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def messages(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of every message given to gettext in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called_name(node) in GETTEXT:
            for argument in node.args[:2]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value
