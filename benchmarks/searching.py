"""Searches a desk as somebody types, in a process of its own, and says what each answer took."""

import json
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from negotiator_desk.store.desk import open_desk

ASKED: Final = (
    "the",
    "a",
    "liability",
    "contract the payment",
    "the price of",
    "alder water",
    '"wexcombe rail"',
    "the alder",
    "sanne price",
    "nothing holds this",
)
"""Words that are everywhere, seldom and nowhere, alone and together."""

TIMES: Final = 5


def main(folder: Path) -> None:
    """Print the seconds of the first search, and by query the median of some."""
    with open_desk(folder, lambda: datetime.now(UTC)) as desk:
        desk.warm_up()
        first = _seconds(lambda: desk.search("warranty"))
        taken = {
            query: statistics.median(
                _seconds(lambda query=query: desk.search(query)) for _ in range(TIMES)
            )
            for query in _typed()
        }
    print(json.dumps({"first": first, "taken": taken}), flush=True)


def _typed() -> Iterator[str]:
    """Every query, letter by letter, from the second on."""
    for query in ASKED:
        yield from (query[:end] for end in range(min(2, len(query)), len(query) + 1))


def _seconds(work: object) -> float:
    assert callable(work)
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(Path(sys.argv[1]))
