"""What one step of the undo journal was: a key and parameters, worded in ``wording.edits``."""

from typing import Literal

import msgspec

EditKey = Literal[
    "edit",
    "add",
    "delete",
    "duplicate",
    "move",
    "rename",
    "import",
    "replace",
    "create_deal",
    "delete_deal",
    "duplicate_deal",
    "archive",
    "unarchive",
    "join",
    "take_apart",
    "table",
    "agree",
    "lock",
    "relock",
    "reopen",
    "answer",
    "put_back",
]


class EditLabel(msgspec.Struct, frozen=True, kw_only=True):
    """What an undo step did.

    ``kind`` is the record kind, ``title`` the record's or the deal's title as people call it at
    the time of the edit (``wording.labels.record_title``), ``field`` the name of the edited field
    where it is one field, ``n`` how many records the step touched. ``now`` is the title that an
    edit of the title leaves.
    """

    key: EditKey
    kind: str = ""
    title: str = ""
    field: str = ""
    n: int = 1
    now: str = ""
