"""What a committed edit touched, and who is told of it."""

import contextlib
from collections.abc import Callable, Iterable
from uuid import UUID

import msgspec

from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.store.codec import read_id
from negotiator_desk.store.journal import Image


class Changed(msgspec.Struct, frozen=True):
    """What a committed edit touched; kinds of the desk are among ``kinds``, with no deal's id."""

    deal_ids: frozenset[UUID]
    kinds: frozenset[str]


Listener = Callable[[Changed], None]


class Listeners:
    """Those who are told, in the order in which they asked."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def add(self, listener: Listener) -> Callable[[], None]:
        """Have a function called after every change; the answer ends that."""
        self._listeners.append(listener)

        def end() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return end

    def tell(self, changed: Changed) -> None:
        """Call them all."""
        for listener in tuple(self._listeners):
            listener(changed)


def changed_by(images: Iterable[Image]) -> Changed | None:
    """What the rows of a step belong to; None where it has none."""
    kinds, deals = set(), set()
    for image in images:
        kinds.add(image.kind)
        if image.kind in DEAL_KINDS:
            deals.add(read_id(image.key["deal_id"]))
    return Changed(frozenset(deals), frozenset(kinds)) if kinds else None
