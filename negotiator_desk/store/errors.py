"""What the store refuses: every class is a ready sentence for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from negotiator_desk.wording import desk as wording
from negotiator_desk.wording.refusals import Refusal


class DeskTooNew(Refusal):
    """The desk was written by a newer version of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(wording.too_new(path))
        self.path = path


class DeskForeign(Refusal):
    """The file in the desk's place is another program's database."""

    def __init__(self, path: Path) -> None:
        super().__init__(wording.foreign(path))
        self.path = path


class DeskDamaged(Refusal):
    """The desk cannot be read.

    ``path`` is the desk's place; ``moved_to`` where the damaged file lies now, None while it is
    still in its place; ``backup`` the last good backup, None where there is none.
    """

    def __init__(self, path: Path, moved_to: Path | None = None, backup: Path | None = None):
        super().__init__(wording.damaged(path, moved_to, backup))
        self.path = path
        self.moved_to = moved_to
        self.backup = backup


class DeskLocked(Refusal):
    """Another program holds the desk for longer than we wait."""

    def __init__(self, path: Path) -> None:
        super().__init__(wording.locked(path))
        self.path = path


class DeskUnusable(Refusal):
    """The desk's folder or file cannot be made, read or written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(wording.unusable(path, reason))
        self.path = path


class MigrationFailed(Refusal):
    """The desk could not be brought to this version; it is as it was before."""

    def __init__(self, path: Path, backup: Path) -> None:
        super().__init__(wording.migration_failed(path, backup))
        self.path = path
        self.backup = backup


class UndoConflict(Refusal):
    """A row is no longer as the step to be taken back (or done again) left it."""

    def __init__(self, *, redo: bool) -> None:
        super().__init__(wording.redo_conflict() if redo else wording.undo_conflict())


class NoSuchDeal(Refusal, LookupError):
    """There is no deal with this id on the desk."""

    def __init__(self, deal_id: UUID) -> None:
        super().__init__(wording.no_such_deal())
        self.deal_id = deal_id


class NoSuchRecord(Refusal, LookupError):
    """There is no record with this id in its list."""

    def __init__(self, kind: str, record_id: UUID | None) -> None:
        super().__init__(wording.no_such_record(kind))
        self.kind = kind
        self.record_id = record_id


_BUSY: Final = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})
_DAMAGED: Final = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
_UNUSABLE: Final = frozenset(
    {"SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM"}
)


def primary_code(error: BaseException | None) -> str:
    """The name of SQLite's error without its extension: SQLITE_BUSY, SQLITE_CORRUPT, …"""
    name = str(getattr(error, "sqlite_errorname", ""))
    return "_".join(name.split("_")[:2])


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what the database says into a refusal; an error of ours stays what it is."""
    try:
        yield
    except Exception as error:
        # SQLAlchemy's errors hold SQLite's; asked for so, they cost no import of it.
        said = getattr(error, "orig", None) or error
        if not isinstance(said, sqlite3.Error):
            raise
        code = primary_code(said)
        if code in _BUSY:
            raise DeskLocked(path) from error
        if code in _DAMAGED:
            raise DeskDamaged(path) from error
        if code in _UNUSABLE:
            raise DeskUnusable(path, str(said)) from error
        raise
