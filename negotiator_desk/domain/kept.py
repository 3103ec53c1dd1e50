"""What follows from one record alone, kept while the record is the same object."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Final, Generic, TypeVar

R = TypeVar("R")
T = TypeVar("T")

MOST: Final = 20_000
"""Records remembered by each function; where there are more, it begins anew."""


class Kept(Generic[R, T]):
    """A function of one record that answers at once when the same object is asked about again.

    An edit changes one record of a deal: of all others the same is asked again and again. Records
    are frozen, and each stays alive with its answer, so that its identity says all.
    """

    def __init__(self, work: Callable[[R], T]) -> None:
        self._work = work
        self._found: dict[int, tuple[R, T]] = {}
        update_wrapper(self, work)

    def __call__(self, record: R) -> T:
        """The answer for a record."""
        found = self._found.get(id(record))
        if found is not None:
            return found[1]
        answer = self._work(record)
        if len(self._found) >= MOST:
            self._found = {}
        self._found[id(record)] = (record, answer)
        return answer


def kept(work: Callable[[R], T]) -> Kept[R, T]:
    """Keep what a function of one record answers; for functions that look at nothing else."""
    return Kept(work)
