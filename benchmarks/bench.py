"""Measures what the project promises, each in fresh processes, and says what is over its limit."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.deals import make_crowd, make_deal, make_deals
from benchmarks.seed import DEALS, RECORDS, fill
from negotiator_desk.dealfile.encode import canonical
from negotiator_desk.wording.resources import resource_path

RUNS: Final = 9
LIMIT: Final = 180
"""Seconds after which a measured process is given up."""

DISTORTING: Final = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "PYTHONTRACEMALLOC")


class Figure(NamedTuple):
    """One measured figure; ``limit`` is the most it may be, ``None`` for one that is only told."""

    what: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def is_over(self) -> bool:
        """Whether the promise is broken."""
        return self.limit is not None and self.value > self.limit


def main(arguments: Sequence[str]) -> int:
    """Measure all parts, or those named; the exit code is 1 if a figure is over its limit."""
    unknown = [name for name in arguments if name not in PARTS]
    if unknown:
        print(f"bench has no part {unknown[0]!r}; it has {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    over = False
    with tempfile.TemporaryDirectory() as folder:
        for name, part in PARTS.items():
            if arguments and name not in arguments:
                continue
            place = Path(folder) / name
            place.mkdir()
            for figure in part(place):
                print(_line(figure), flush=True)
                over = over or figure.is_over
    print("Over a limit." if over else "Within all limits.")
    return int(over)


def start(folder: Path) -> Iterator[Figure]:
    """Cold start to the last deal of 1,000 records, against a bare window plus SQLAlchemy."""
    fill(folder, [make_deal(1_000)])
    bare = ["benchmarks.bare"]
    ours = ["benchmarks.window", "start", "--data-dir", str(folder)]
    times: dict[str, list[float]] = {"bare": [], "ours": []}
    for run in range(RUNS + 1):
        for name, command in (("bare", bare), ("ours", ours)):
            seconds = _until_painted(command)
            if run:  # the first brings the files into memory
                times[name].append(seconds)
    least, taken = statistics.median(times["bare"]), statistics.median(times["ours"])
    yield Figure("bare QMainWindow and sqlalchemy, to first paint", least, "s")
    yield Figure("Negotiator Desk with 1,000 records, to first paint", taken, "s")
    yield Figure("start, times the bare window", taken / least, "×", 1.6)


def diagnose(folder: Path) -> Iterator[Figure]:
    """The command, whole process, on a deal of 10,000 records."""
    path = folder / "deal.json"
    path.write_bytes(canonical(make_deal(10_000)))
    command = ["negotiator_desk", "diagnose", str(path)]
    yield Figure("diagnose of 10,000 records", _fastest(command), "s", 1.0)


def report(folder: Path) -> Iterator[Figure]:
    """The command, whole process, on the sample deal."""
    sample = str(resource_path("sample/deal.json"))
    command = ["negotiator_desk", "report", sample, "-o", str(folder / "report.pdf")]
    yield Figure("report of the sample deal", _fastest(command), "s", 1.5)


def memory(folder: Path) -> Iterator[Figure]:
    """The most memory the window held after all tabs of a deal of 1,000 records were shown."""
    fill(folder, [make_deal(1_000)])
    peak = _answer(["benchmarks.window", "memory", "--data-dir", str(folder)])["peak"]
    if peak is not None:
        yield Figure("memory of the open window, all tabs shown", peak, "MB", 250)


def edit(folder: Path) -> Iterator[Figure]:
    """CPU time of an edit in the real window, from the key to the paint."""
    fill(folder, [make_deal(1_000)])
    answer = _answer(["benchmarks.window", "edit", "--data-dir", str(folder)])
    painted, settled = answer["painted"], answer["settled"]
    yield Figure(
        "edit at 1,000 records, key to paint, CPU", statistics.median(painted) * 1e3, "ms", 50
    )
    yield Figure("the slowest of these edits", max(painted) * 1e3, "ms")
    yield Figure("an edit with all that follows it, CPU", statistics.median(settled) * 1e3, "ms")


def people_map(folder: Path) -> Iterator[Figure]:
    """CPU time of a frame while the map of 200 people moves, and of an edit on it."""
    fill(folder, [make_crowd(200, 1_000)])
    answer = _answer(["benchmarks.window", "map", "--data-dir", str(folder)])
    frames, painted = answer["frames"], answer["painted"]
    yield Figure(
        "map of 200 people, a frame of a pan, CPU", statistics.median(frames) * 1e3, "ms", 33
    )
    yield Figure("the slowest of these frames", max(frames) * 1e3, "ms")
    yield Figure("edit on this map, key to paint, CPU", statistics.median(painted) * 1e3, "ms", 50)
    yield Figure("the slowest of these edits", max(painted) * 1e3, "ms")


def search(folder: Path) -> Iterator[Figure]:
    """Every answer while somebody types, on a desk of 5,000 deals and over 500,000 records."""
    fill(folder, make_deals(5_000, 500_000))
    answer = _answer(["benchmarks.searching", str(folder)])
    slowest = max(answer["taken"], key=answer["taken"].get)
    yield Figure(f"the slowest search, for “{slowest}”", answer["taken"][slowest] * 1e3, "ms", 100)
    yield Figure("a search, the median", statistics.median(answer["taken"].values()) * 1e3, "ms")
    yield Figure("the first search after the start", answer["first"] * 1e3, "ms")


def portfolio(folder: Path) -> Iterator[Figure]:
    """The page over all deals of a large desk: its rows at once, its scores in the background."""
    fill(folder, make_deals(DEALS, RECORDS))
    answer = _answer(["benchmarks.window", "portfolio", "--data-dir", str(folder)])
    yield Figure(
        f"portfolio of {answer['rows']} deals, rows shown", answer["shown"] * 1e3, "ms", 300
    )
    yield Figure("all its scores known", answer["known"], "s", 6)
    yield Figure("the longest the window stood still meanwhile", answer["stall"] * 1e3, "ms", 150)


def table(folder: Path) -> Iterator[Figure]:
    """CPU time in the trade log of a deal of 1,000 trades and 200 people, from key to paint."""
    fill(folder, [make_crowd(200, 1_000)])
    answer = _answer(["benchmarks.window", "table", "--data-dir", str(folder)])
    for what, times, limit in (
        ("edit of a trade among 1,000, key to paint, CPU", answer["edits"], 50),
        ("one key in quick entry, key to paint, CPU", answer["keys"], 50),
        ("Enter in quick entry to the new row, CPU", answer["logged"], None),
    ):
        yield Figure(what, statistics.median(times) * 1e3, "ms", limit)
        yield Figure("the slowest of these", max(times) * 1e3, "ms")


def paper(folder: Path) -> Iterator[Figure]:
    """A report of over 100 pages against the same pages drawn with reportlab alone."""
    answer = _answer(["benchmarks.paper", "speed", str(folder)])
    floor, taken = answer["floor"], answer["report"]
    yield Figure("the same pages with reportlab alone, CPU", floor, "s")
    yield Figure(f"report of {answer['pages']} pages, CPU", taken, "s")
    yield Figure("report, times reportlab alone", taken / floor, "×", 2.0)
    path = folder / "deal.json"
    path.write_bytes(canonical(make_deal(answer["records"])))
    command = ["negotiator_desk", "report", str(path), "-o", str(folder / "out.pdf")]
    yield Figure(f"the command, {answer['pages']} pages", _fastest(command), "s", 6)
    peak = _answer(["benchmarks.paper", "memory", str(folder)])["peak"]
    if peak is not None:
        yield Figure("memory of writing it", peak, "MB", 200)


PARTS: Final[dict[str, Callable[[Path], Iterator[Figure]]]] = {
    part.__name__.removeprefix("people_"): part
    for part in (start, diagnose, report, paper, memory, edit, table, people_map, portfolio, search)
}


def _line(figure: Figure) -> str:
    limit = "" if figure.limit is None else f"at most {figure.limit:g} {figure.unit}"
    verdict = "" if figure.limit is None else "OVER" if figure.is_over else "fine"
    return f"{figure.what:<52}{figure.value:>9.3g} {figure.unit:<3} {limit:<15} {verdict}".rstrip()


def _command(module: Sequence[str]) -> list[str]:
    return [sys.executable, "-P", "-m", *module]


def _environ() -> dict[str, str]:
    """Without a screen; and with compiled modules kept, as they are where the program is used."""
    kept = {name: value for name, value in os.environ.items() if name not in DISTORTING}
    return {"QT_QPA_PLATFORM": "offscreen", **kept}


def _until_painted(module: Sequence[str]) -> float:
    """Seconds from the start of a process to its word that it has painted."""
    begun = time.perf_counter()
    with subprocess.Popen(_command(module), env=_environ(), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - begun
        process.wait(LIMIT)
    if b"painted" not in line or process.returncode:
        raise SystemExit(f"{module[0]} did not paint its window (exit {process.returncode}).")
    return taken


def _fastest(module: Sequence[str]) -> float:
    """Seconds of the best of five runs: what else the machine does can only add to them."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(
            _command(module), env=_environ(), check=True, timeout=LIMIT, stdout=subprocess.DEVNULL
        )
        times.append(time.perf_counter() - begun)
    return min(times)


def _answer(module: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(
        _command(module), env=_environ(), check=True, timeout=LIMIT, stdout=subprocess.PIPE
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[0])
    return answer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
