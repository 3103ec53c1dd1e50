"""The undo journal: what became of rows, and the stacks of steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from negotiator_desk.domain.edits import EditLabel

MAX_STEPS: Final = 100
"""Undo steps kept at most."""

MAX_BYTES: Final = 20_000_000
"""Memory that undo steps may take, estimated; the last step is kept whatever it takes."""

RUN_PAUSE: Final = timedelta(seconds=30)
"""A longer pause ends a run of typing: what comes after it is a step of its own."""

Values = Mapping[str, Any]
"""Columns and their raw contents."""


class Image(msgspec.Struct, frozen=True):
    """One row before and after a step.

    ``key`` finds the row. ``before`` is None for a row that the step added, ``after`` for one that
    it deleted; for a changed row both hold the columns that changed, and no others: an edit that
    is no step (when a deal was last opened) does not stand in the way of undo.
    """

    kind: str
    key: Values
    before: Values | None
    after: Values | None

    def size(self) -> int:
        """Bytes in memory, roughly."""
        return 200 + sum(_size(values) for values in (self.before, self.after) if values)


class Step(msgspec.Struct):
    """What one undo takes back: its name and its images in the order they came to be."""

    label: EditLabel
    merge: str
    images: tuple[Image, ...]
    size: int


def _size(values: Values) -> int:
    return sum(
        110 + (len(content) * 2 if isinstance(content, str) else 0) for content in values.values()
    )


def image_of(kind: str, key: Values, before: Values | None, after: Values | None) -> Image | None:
    """The image of a row from what it was and what it is; None where that is the same."""
    if before is None and after is None:
        return None
    if before is not None and after is not None:
        changed = [name for name, content in before.items() if after[name] != content]
        if not changed:
            return None
        before = {name: before[name] for name in changed}
        after = {name: after[name] for name in changed}
    return Image(kind, key, before, after)


def join(earlier: Iterable[Image], later: Iterable[Image]) -> tuple[Image, ...]:
    """The images of two steps taken as one."""
    joined: dict[tuple[str, tuple[Any, ...]], Image] = {}
    for image in (*earlier, *later):
        place = (image.kind, tuple(image.key.values()))
        known = joined.get(place)
        if known is None:
            joined[place] = image
            continue
        merged = _joined(known, image)
        if merged is None:
            del joined[place]
        else:
            joined[place] = merged
    return tuple(joined.values())


def _joined(one: Image, two: Image) -> Image | None:
    before, after = one.before, two.after
    if one.after is not None and two.before is not None:  # the row stood in between
        if after is not None:  # changed by the second
            after = {**one.after, **after}
        if before is not None:  # changed by the first
            before = {**two.before, **before}
    return image_of(one.kind, one.key, before, after)


def _of_both(first: EditLabel, later: EditLabel) -> EditLabel:
    """The title that a record had before all of it; of what had none, the one it has by now."""
    if later.now and first.title == first.now:
        return msgspec.structs.replace(first, title=later.now, now=later.now)
    return first


class Stacks:
    """The steps that can be taken back, and those taken back that can be done again."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._last_at: datetime | None = None  # of the edit that a run may go on from

    def _goes_on(self, now: datetime) -> bool:
        return self._last_at is not None and abs(now - self._last_at) <= RUN_PAUSE

    def push(self, label: EditLabel, merge: str, images: tuple[Image, ...], now: datetime) -> None:
        """Add a step; one that goes on with the step before it becomes part of that step."""
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if merge and last is not None and last.merge == merge and self._goes_on(now):
            self.done.pop()
            images = join(last.images, images)
            label = _of_both(last.label, label)
        self._last_at = now if merge else None
        if images:
            size = sum(image.size() for image in images)
            self.done.append(Step(label, merge, images, size))
            self._trim()

    def end_run(self) -> None:
        """The next edit is a step of its own, whatever its merge key."""
        self._last_at = None

    def _trim(self) -> None:
        total = sum(step.size for step in self.done)
        while len(self.done) > 1 and (len(self.done) > MAX_STEPS or total > MAX_BYTES):
            total -= self.done.pop(0).size
