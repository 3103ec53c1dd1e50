"""Calling the command line inside the test's process, as a user would."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from negotiator_desk.app import Folders
from negotiator_desk.commands.main import main


class Done(NamedTuple):
    """What a call left behind: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


class Run:
    """Calls the program with a desk of its own; ``opened`` keeps how the window was asked for."""

    def __init__(self, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk = desk
        self.opened: list[tuple[Folders, Sequence[str]]] = []
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, encoding: str = "utf-8") -> Done:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
        with self._monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            status = main(["--data-dir", str(self.desk), *arguments], self._window)
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode(encoding).replace("\r\n", "\n"))  # type: ignore[attr-defined]
        return Done(status, *texts)

    def _window(self, folders: Folders, files: Sequence[str]) -> int:
        self.opened.append((folders, files))
        return 0
