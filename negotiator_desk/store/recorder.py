"""What a transaction does to the rows, handed over by temporary triggers."""

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.store.columns import KEYS, columns_of
from negotiator_desk.store.connection import leave_transaction
from negotiator_desk.store.journal import Image, Values, image_of

_FUNCTION: Final = "nd_record"


class Recorder:
    """Collects the raw rows that triggers hand over while a transaction runs."""

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []

    def install(self, plain: sqlite3.Connection) -> None:
        """Put the triggers in, all or none.

        Temporary triggers live in this connection only: no other program is journalled, and none
        that writes is waited for.
        """
        plain.create_function(_FUNCTION, -1, self._record)
        plain.execute("BEGIN")
        try:
            for kind in ALL_KINDS:
                for statement in _triggers(kind):
                    plain.execute(statement)
            plain.execute("COMMIT")
        finally:
            leave_transaction(plain)

    def _record(self, *row: Any) -> None:
        self._rows.append(row)

    def clear(self) -> None:
        """Forget what was recorded: the transaction begins, or was rolled back."""
        self._rows.clear()

    def images(self) -> tuple[Image, ...]:
        """What became of each row that was touched, from the first image to the last."""
        first: dict[tuple[str, tuple[Any, ...]], Values | None] = {}
        last: dict[tuple[str, tuple[Any, ...]], Values | None] = {}
        for kind, mark, *contents in self._rows:
            row = dict(zip(columns_of(kind), contents, strict=True))
            place = (kind, tuple(row[name] for name in KEYS[kind]))
            if place not in first:
                first[place] = None if mark == "+" else row
            last[place] = None if mark in "-<" else row
        self._rows.clear()
        made = (
            image_of(kind, dict(zip(KEYS[kind], key, strict=True)), before, last[kind, key])
            for (kind, key), before in first.items()
        )
        return tuple(image for image in made if image is not None)


def _triggers(kind: str) -> Iterator[str]:
    def call(row: str, mark: str) -> str:
        columns = ", ".join(f'{row}."{name}"' for name in columns_of(kind))
        return f"SELECT {_FUNCTION}('{kind}', '{mark}', {columns});"

    # Two calls for an update: a function takes at most 127 arguments.
    bodies = {
        "INSERT": call("NEW", "+"),
        "DELETE": call("OLD", "-"),
        "UPDATE": call("OLD", "<") + call("NEW", ">"),
    }
    for event, body in bodies.items():
        yield (
            f'CREATE TEMP TRIGGER "nd_{kind}_{event.lower()}" AFTER {event} ON main."{kind}" '
            f"BEGIN {body} END"
        )
