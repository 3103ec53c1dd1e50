"""Backups of a desk: made, kept, found and put back; a damaged file is moved, never deleted."""

import contextlib
import logging
import os
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from negotiator_desk.store.errors import DeskUnusable
from negotiator_desk.store.integrity import copy_database, problems_of

DESK_FILE: Final = "desk.sqlite"
BACKUP_FOLDER: Final = "backups"
KEPT: Final = 10
"""Backups kept, the newest ones."""

_NAME: Final = re.compile(r"desk-(\d{8})T\d{6}Z(-\w+)?\.sqlite")
_SIDE_FILES: Final = ("-wal", "-shm", "-journal")

log = logging.getLogger(__name__)


def backups(folder: Path) -> tuple[Path, ...]:
    """The backups of the desk in ``folder``, newest first."""
    found = (folder / BACKUP_FOLDER).glob("desk-*.sqlite")
    return tuple(sorted((p for p in found if _NAME.fullmatch(p.name)), reverse=True))


def back_up(folder: Path, now: datetime, reason: str = "") -> Path | None:
    """Back up the desk in ``folder``, and keep the newest ten.

    Made beside its place and put there once it has been checked, so that a backup is always whole
    and good. For a worker thread.

    Args:
        folder: where the desk lies.
        now: an aware moment; it names the backup.
        reason: a word that is added to the name, such as ``migration``.

    Returns:
        The backup; None when the desk itself is not sound, and no backup was made of it.

    Raises:
        OSError, sqlite3.Error: when it cannot be written.
    """
    place = folder / BACKUP_FOLDER
    place.mkdir(parents=True, exist_ok=True)
    making = place / f"making-{uuid4().hex}.part"
    try:
        copy_database(folder / DESK_FILE, making)
        if problems_of(making):
            return None
        stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        target = place / f"desk-{stamp}{f'-{reason}' if reason else ''}.sqlite"
        _keep(making)
        making.replace(target)
    finally:
        making.unlink(missing_ok=True)
    for old in backups(folder)[KEPT:]:
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def _keep(path: Path) -> None:
    """Have the system write a file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def is_backed_up(folder: Path, now: datetime) -> bool:
    """Whether there is a backup of today (in UTC, as backups are named)."""
    today = now.astimezone(UTC).strftime("%Y%m%d")
    names = (_NAME.fullmatch(path.name) for path in backups(folder))
    return any(name is not None and name[1] == today for name in names)


def back_up_today(folder: Path, now: datetime) -> bool:
    """Make the backup of the day, unless it is there; whether one was made.

    One that cannot be made is logged and done without.
    """
    try:
        if is_backed_up(folder, now):
            return False
        return back_up(folder, now) is not None
    except (sqlite3.Error, OSError):
        log.exception("no backup of %s could be made", folder)
        return False


def last_good_backup(folder: Path) -> Path | None:
    """The newest backup that is sound, or None."""
    return next((path for path in backups(folder) if not problems_of(path)), None)


def move_aside(path: Path) -> Path:
    """Move a damaged desk, with its journal, to a name beside it that is free; the new place.

    Raises:
        OSError: when it cannot be moved.
    """
    number = 1
    while (target := path.with_name(f"{path.stem}-damaged-{number}{path.suffix}")).exists():
        number += 1
    # SQLite finds a journal by the name of its file: both move, the file first.
    path.replace(target)
    for suffix in _SIDE_FILES:
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.replace(target.with_name(target.name + suffix))
    return target


def moved_aside(folder: Path) -> Path | None:
    """The damaged file moved aside last, or None."""
    found = folder.glob(f"{Path(DESK_FILE).stem}-damaged-*{Path(DESK_FILE).suffix}")
    return max(found, key=_number, default=None)


def _number(path: Path) -> int:
    digits = re.search(r"-(\d+)$", path.stem)
    return int(digits[1]) if digits else 0


def restore_backup(backup: Path, folder: Path) -> Path | None:
    """Put a backup in the place of the desk, which nobody may have open.

    A file that lies there is moved aside first, and so is a journal left beside it: a stale one
    would be played into the backup. The backup itself stays.

    Returns:
        Where the file that was there lies now; None when there was none.

    Raises:
        DeskUnusable: when it cannot be copied; the desk is then as it was.
    """
    path = folder / DESK_FILE
    making = folder / f"restoring-{uuid4().hex}.part"
    moved = None
    try:
        copy_database(backup, making)
        _keep(making)
        if path.exists():
            moved = move_aside(path)
        for suffix in _SIDE_FILES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        making.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise DeskUnusable(path, str(error)) from error
    finally:
        making.unlink(missing_ok=True)
    return moved
