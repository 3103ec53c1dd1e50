"""What a command works with: folders, clock, formats, and the desk, opened when it is needed."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec

from negotiator_desk.commands.output import complain
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.wording import commands as wording
from negotiator_desk.wording.dealfile import archive_refused
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.imports import no_such_deal
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.app import Folders
    from negotiator_desk.services.context import Context


log: Final = logging.getLogger(__name__)


class Found(msgspec.Struct, frozen=True):
    """A deal that a FILE argument names: what it was asked for as, and the deal.

    ``on_desk`` says that it lies on the desk, not in a file.
    """

    name: str
    snapshot: Snapshot
    on_desk: bool = False


class Session:
    """One call of the program. Nothing is opened before it is asked for.

    ``failed`` is whether anything was refused; the other files are done all the same.
    """

    def __init__(self, data_dir: Path | None, today: date | None = None) -> None:
        self._data_dir = data_dir
        self._context: Context | None = None
        self.today = today or date.today()
        self.failed = False

    @cached_property
    def folders(self) -> Folders:
        """Where the desk and the log lie."""
        from negotiator_desk.app import find_folders

        return find_folders(self._data_dir)

    @cached_property
    def formats(self) -> Formats:
        """Figures and dates as the environment asks for; British English where it says nothing."""
        names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_NUMERIC", "LANG"))
        name = next((each for each in names if each), "")
        plain = name.split(".")[0] in ("", "C", "POSIX")
        return Formats("en_GB" if plain else name)

    @property
    def context(self) -> Context:
        """The desk, opened (and made, where there is none) on first use.

        Raises:
            Refusal: it cannot be opened.
        """
        if self._context is None:
            from negotiator_desk.app import open_context, start_log

            start_log(self.folders)
            self._context = open_context(self.folders)
        return self._context

    def close(self) -> None:
        """Close the desk, if it was opened."""
        if self._context is not None:
            self._context.desk.close()
            self._context = None

    def refuse(self, sentence: str) -> None:
        """Say what went wrong with one file; the call ends with 1."""
        complain(sentence)
        self.failed = True

    @contextmanager
    def each(self, name: str) -> Iterator[None]:
        """The work on one file: what goes wrong is said, and the next file is done."""
        try:
            yield
        except Refusal as refusal:
            self.refuse(refusal.text)
        except (KeyboardInterrupt, BrokenPipeError):
            raise
        except OSError as error:  # the world's doing, not ours: a full disk, a folder locked
            self.refuse(wording.system_refused(name, error.strerror or type(error).__name__))
        except MemoryError:
            self.refuse(wording.too_large(name))
        except Exception as error:
            self.refuse(self.unexpected(name, error))

    def unexpected(self, name: str, error: BaseException) -> str:
        """Log an error of the program itself; the sentence that says so."""
        from negotiator_desk.app import start_log

        start_log(self.folders)
        log.error("%s failed", name, exc_info=error)
        told = f"{type(error).__name__}: {error}".rstrip(": ")
        place = self.folders.log_file
        return wording.unexpected(name, told, place if place.is_file() else None)

    def find(self, name: str) -> tuple[Found, ...]:
        """The deals that a FILE argument names: those of a file, or one of the desk.

        Raises:
            Refusal: the file cannot be read, or nothing has this name.
        """
        path = Path(name)
        if _is_there(path):
            from negotiator_desk.services.sources import read_deal_source

            return tuple(Found(name, source.snapshot) for source in read_deal_source(path, name))
        try:
            deal_id = self.deal_id(name)
        except Refusal:
            if name and _is_folder(path):
                raise Refusal(archive_refused("folder", name)) from None
            raise
        return (Found(name, self.context.desk.load(deal_id), on_desk=True),)

    def has_desk(self) -> bool:
        """Whether there is a desk to look into; asking does not make one.

        Where no folder can be, and where a damaged desk was moved aside and could be had back,
        the answer is yes: opening it says what is wrong.
        """
        from negotiator_desk.store.backup import DESK_FILE, last_good_backup, moved_aside

        folder = self.folders.data
        if (folder / DESK_FILE).exists() or any(
            each.is_file() for each in (folder, *folder.parents)
        ):
            return True
        return moved_aside(folder) is not None and last_good_backup(folder) is not None

    def deal_id(self, name: str) -> UUID:
        """The deal of the desk with this id or title.

        Raises:
            Refusal: there is none, or there are several.
        """
        from negotiator_desk.services.deals import find_deal

        if not self.has_desk():
            raise Refusal(no_such_deal(name))
        return find_deal(self.context, name)

    def every(self, names: Sequence[str]) -> Iterator[Found]:
        """The deals of all FILE arguments; what is refused is said and left out."""
        for name in names:
            found: tuple[Found, ...] = ()
            with self.each(name):
                found = self.find(name)
            yield from found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_there(path: Path) -> bool:
    """Whether a path names a file; one too long or too odd for the system does not."""
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):
        return False
