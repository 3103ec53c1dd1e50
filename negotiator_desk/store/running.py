"""Marks of programs at work on a desk, so that the next start knows of an unclean end."""

import contextlib
import os
import sys
from pathlib import Path
from typing import IO, Final
from uuid import uuid4

PREFIX: Final = "running-"

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class RunningMark:
    """A locked file beside the desk; the system lets go of the lock however the program ends."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{PREFIX}{os.getpid()}-{uuid4().hex[:8]}"
        self._file: IO[bytes] | None = None
        self._kept = False
        with contextlib.suppress(OSError):  # without locks there are no marks, and no harm
            file = self._path.open("wb")
            try:
                _lock(file)
            except OSError:
                file.close()
                self._path.unlink(missing_ok=True)
            else:
                self._file = file

    def keep(self) -> None:
        """Have the next start check the desk, however this program ends."""
        self._kept = True

    def clear(self) -> None:
        """This program ends cleanly."""
        if self._file is None:
            return
        self._file.close()
        self._file = None
        if not self._kept:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def marks(folder: Path) -> tuple[list[Path], int]:
    """Marks left by programs that ended uncleanly, and how many programs are at work now."""
    stale, live = [], 0
    for path in sorted(folder.glob(f"{PREFIX}*")):
        try:
            with path.open("rb+") as file:
                _lock(file)
        except FileNotFoundError:
            continue
        except OSError:
            live += 1
        else:
            stale.append(path)
    return stale, live


def clear_marks(paths: list[Path]) -> None:
    """Forget unclean ends, once the desk has been checked."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
