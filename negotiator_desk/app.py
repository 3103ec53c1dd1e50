"""Composition root: folders, log file and desk make the context that is handed on by argument."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import platformdirs
from typing_extensions import override

from negotiator_desk.services.context import Context, system_clock

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Desk

APP_NAME: Final = "negotiator-desk"
LOG_BYTES: Final = 1_000_000
LOG_FILES: Final = 3


class Folders(msgspec.Struct, frozen=True, kw_only=True):
    """Where the program keeps its things; a folder is made when something is first put there."""

    data: Path
    logs: Path
    config: Path

    @property
    def log_file(self) -> Path:
        return self.logs / f"{APP_NAME}.log"


def find_folders(data_dir: Path | None = None) -> Folders:
    """The platform's folders for this program, or all of them below ``data_dir``."""
    if data_dir is not None:
        base = data_dir.expanduser().absolute()
        return Folders(data=base, logs=base / "logs", config=base)
    dirs = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return Folders(data=dirs.user_data_path, logs=dirs.user_log_path, config=dirs.user_config_path)


def start_log(folders: Folders) -> None:
    """Write warnings and errors to the log file, which turns over at one megabyte.

    A log that cannot be written is done without; the program is not the worse for it.
    """
    root = logging.getLogger()
    if any(isinstance(each, _Log) and each.path == folders.log_file for each in root.handlers):
        return
    try:
        folders.logs.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    root.addHandler(_Log(folders.log_file))
    logging.getLogger("negotiator_desk").setLevel(logging.INFO)


class _Log(logging.Handler):
    """The log file; what writes to it is made with the first line, after the window stands."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.INFO)
        self.path = path
        self._file: logging.Handler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler  # brings sockets along

            self._file = RotatingFileHandler(
                self.path,
                maxBytes=LOG_BYTES,
                backupCount=LOG_FILES,
                encoding="utf-8",
                errors="backslashreplace",
                delay=True,
            )
            line = "%(asctime)s %(levelname)s %(name)s: %(message)s"
            self._file.setFormatter(logging.Formatter(line))
        self._file.emit(record)

    @override
    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def open_context(
    folders: Folders,
    clock: Callable[[], datetime] = system_clock,
    *,
    start_empty: bool = False,
) -> Context:
    """Open the desk of these folders.

    Args:
        folders: from ``find_folders``.
        clock: gives the moment with its zone.
        start_empty: see ``store.desk.open_desk``.

    Raises:
        Refusal: one of ``store.errors``, when the desk cannot be opened.
    """
    from negotiator_desk.store.desk import open_desk  # not every command needs a desk

    desk: Desk = open_desk(folders.data, clock, start_empty=start_empty)
    return Context(desk, clock)


def restore_desk(folders: Folders, backup: Path) -> Path | None:
    """Go back to a backup; where the file that lay in its place lies now, None if there was none.

    Raises:
        Refusal: when the backup cannot be copied; the desk is then as it was.
    """
    from negotiator_desk.store.backup import restore_backup

    return restore_backup(backup, folders.data)
