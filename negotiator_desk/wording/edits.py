"""Names of undo steps: "edit Trade 7", "delete 3 people", "import Helios"."""

from collections.abc import Mapping
from typing import Final

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.labels import counted, kind_in_sentence, short_line

_ONE: Final[Mapping[str, str]] = {
    "edit": N_("edit {what}"),
    "add": N_("add {what}"),
    "delete": N_("delete {what}"),
    "duplicate": N_("duplicate {what}"),
    "move": N_("move {what}"),
    "rename": N_("rename {what}"),
    "import": N_("import {what}"),
    "replace": N_("replace {what}"),
    "create_deal": N_("create {what}"),
    "delete_deal": N_("delete {what}"),
    "duplicate_deal": N_("duplicate {what}"),
    "archive": N_("archive {what}"),
    "unarchive": N_("take back {what}"),
    "join": N_("join {what}"),
    "take_apart": N_("take {what} apart"),
    "table": N_("table {what}"),
    "agree": N_("agree on {what}"),
    "lock": N_("lock {what}"),
    "relock": N_("relock {what}"),
    "reopen": N_("reopen {what}"),
    "answer": N_("answer the reopening of {what}"),
    "put_back": N_("put back the wording of {what}"),
}

_TITLE_LENGTH: Final = 48  # an undo step stands in a menu and in the status line


def edit_text(label: EditLabel) -> str:
    """What a step of the undo journal did, as it follows "Undo:" and "Redo:"."""
    # A renaming touches many records and is of one name; all else is told by its number.
    renamed = label.key == "rename" and label.title.strip()
    if label.n != 1 and label.kind and not renamed:
        what = counted(label.kind, label.n)
    elif label.title.strip():
        what = short_line(label.title, _TITLE_LENGTH)
    else:
        what = kind_in_sentence(label.kind or "deal")
    pattern = _ONE.get(label.key)
    return _(pattern).format(what=what) if pattern else what
