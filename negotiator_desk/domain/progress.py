"""How long work says what it is at and how far it is; being told is also where it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")

Steps = Callable[[int, int], None]
"""Told the steps done and all steps of one thing that is being done; it may raise to stop it."""


class Progress(Protocol):
    """Told the steps done and all steps (0 of 0 while they are not known), and what is being done.

    ``what`` is a word of the program's own (wording has the sentence); it may be left out where
    there is only one thing to do. It may raise to stop the work.
    """

    def __call__(self, step: int, of: int, what: str = "") -> None:
        """Take note of a step."""


def during(what: str, progress: Progress | None) -> Steps | None:
    """The same progress for one part of the work, which need not know what it is called."""
    if progress is None:
        return None

    def tell(step: int, of: int) -> None:
        progress(step, of, what)

    return tell


def told(items: Sequence[T], progress: Steps | None) -> Iterator[T]:
    """Each item in turn, after the progress was told how many were done and how many there are."""
    for place, item in enumerate(items):
        if progress is not None:
            progress(place, len(items))
        yield item
