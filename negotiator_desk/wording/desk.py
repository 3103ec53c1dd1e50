"""Sentences about the desk's database: refused, damaged, locked, undone."""

from pathlib import Path

from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.wording.catalogue import _


def too_new(path: Path) -> str:
    """The desk was written by a newer version."""
    return _(
        "The desk {path} was written by a newer version of Negotiator Desk; nothing was changed, "
        "open it with that version."
    ).format(path=path)


def foreign(path: Path) -> str:
    """Another program's database lies where the desk should be."""
    return _(
        "{path} is a database of another program and was left untouched; choose another folder "
        "with --data-dir, or move that file away."
    ).format(path=path)


def damaged(path: Path, moved_to: Path | None, backup: Path | None) -> str:
    """The desk cannot be read; where the file lies and where its last good backup."""
    if moved_to is None:
        return _(
            "The desk {path} is damaged; close the program and open it again to go back to the "
            "last good backup."
        ).format(path=path)
    if backup is None:
        return _(
            "The desk was damaged and has been moved to {moved}; there is no backup that can be "
            "read, so the next start begins with an empty desk."
        ).format(moved=moved_to)
    return _(
        "The desk was damaged and has been moved to {moved}; the last good backup is {backup}: "
        "copy it to {path} to go on with it, or choose in the window."
    ).format(moved=moved_to, backup=backup, path=path)


def locked(path: Path) -> str:
    """Another program holds the desk."""
    return _(
        "The desk {path} is in use by another program that has not let go of it; try again in a "
        "moment."
    ).format(path=path)


def unusable(path: Path, reason: str) -> str:
    """The desk cannot be made, read or written, with the reason of the system."""
    return _(
        "The desk {path} cannot be used ({reason}); see that the folder exists, can be written to "
        "and has room, or choose another with --data-dir."
    ).format(path=path, reason=reason)


def migration_failed(path: Path, backup: Path) -> str:
    """The desk could not be brought to this version."""
    return _(
        "The desk {path} could not be brought to this version and is as it was before; a backup "
        "lies at {backup}; go on with the earlier version, and report it with the log, which says "
        "why."
    ).format(path=path, backup=backup)


def undo_conflict() -> str:
    """The last edit cannot be taken back."""
    return _(
        "The last edit cannot be taken back, because what it touched has been changed elsewhere "
        "since; edits before it can no longer be taken back either."
    )


def redo_conflict() -> str:
    """The edit taken back last cannot be done again."""
    return _(
        "The edit cannot be done again, because what it touched has been changed elsewhere since; "
        "nothing is left to be done again."
    )


def no_such_deal() -> str:
    """A deal that was deleted, here or by another program."""
    return _("This deal is no longer on the desk; open another, or undo its deletion.")


def no_such_record(kind: str) -> str:
    """A record that was deleted, here or by another program."""
    return _("This entry of “{kind}” is no longer there; undo its deletion to edit it.").format(
        kind=_(ALL_KINDS[kind].meta.plural)
    )


def rename_taken(name: str) -> str:
    """Two rivals would have one name."""
    return _("There is a rival named “{name}” already; give this one another name.").format(
        name=name
    )
