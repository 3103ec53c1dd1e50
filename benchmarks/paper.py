"""The report of a large deal against the same pages drawn with reportlab alone, as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from benchmarks.deals import make_deal
from benchmarks.peak import peak_memory
from negotiator_desk.domain.control import diagnose
from negotiator_desk.garbage import look_seldom
from negotiator_desk.reports import page
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish
from negotiator_desk.reports.editions import write_edition
from negotiator_desk.wording.formats import Formats

DAY: Final = date(2026, 11, 22)
RUNS: Final = 5
RECORDS: Final = 1_200
"""Enough for a report of a little over 100 pages."""

DRAWN: Final = (
    "addOutlineEntry",
    "bookmarkPage",
    "circle",
    "drawPath",
    "drawString",
    "line",
    "lines",
    "linkRect",
    "rect",
    "restoreState",
    "saveState",
    "setDash",
    "setFillColor",
    "setFont",
    "setLineCap",
    "setLineJoin",
    "setLineWidth",
    "setStrokeColor",
    "showPage",
    "transform",
    "translate",
    "wedge",
)
"""The calls that leave something on a page."""

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class Recorder(page.ReportCanvas):
    """Draws like the report's canvas and remembers every call that reached the page."""

    calls: list[Call]
    inside = False


def _noted(name: str) -> Callable[..., Any]:
    draw = getattr(page.ReportCanvas if name != "drawString" else Canvas, name)

    def call(self: Recorder, *args: Any, **how: Any) -> Any:
        if self.inside:
            return draw(self, *args, **how)
        self.calls.append((name, args, how))
        self.inside = True
        try:
            return draw(self, *args, **how)
        finally:
            self.inside = False

    return call


for _name in DRAWN:
    setattr(Recorder, _name, _noted(_name))


@contextmanager
def recording(calls: list[Call]) -> Iterator[None]:
    """Have the report drawn on a recorder."""
    original = page.ReportCanvas

    def make(*args: Any, **how: Any) -> Recorder:
        canvas = Recorder.__new__(Recorder)
        canvas.calls, canvas.inside = [], True  # what reportlab calls while it is made
        canvas.__init__(*args, **how)  # type: ignore[misc]  # it needs the two above first
        canvas.calls, canvas.inside = calls, False
        return canvas

    # A class is not meant to be replaced; the report asks for it by this name.
    page.ReportCanvas = make  # type: ignore[misc,assignment]
    try:
        yield
    finally:
        page.ReportCanvas = original  # type: ignore[misc]  # put back


_bare: Any = Canvas


def replay(path: Path, size: tuple[float, float], calls: list[Call]) -> None:
    """Draw the same things at the same places with reportlab alone."""
    canvas: Any = _bare(str(path), pagesize=size, invariant=1, pageCompression=1)
    for name, args, how in calls:
        getattr(canvas, name)(*args, **how)
    canvas.save()


def speed(folder: Path) -> dict[str, float]:
    """Least CPU seconds of the report and of the same pages drawn alone; the number of pages."""
    snapshot = make_deal(RECORDS)
    formats, wish = Formats("en_GB"), Wish(generated_on=DAY)
    path = folder / "report.pdf"

    def report() -> int:
        material = Context(snapshot, diagnose(snapshot, DAY), formats)
        return write_edition("control-gap", path, material, wish)

    calls: list[Call] = []
    with recording(calls):
        pages = report()
    size = page._SIZES["a4"]
    taken: dict[str, list[float]] = {"report": [], "floor": []}
    for _run in range(RUNS):
        for name, work in (
            ("report", report),
            ("floor", lambda: replay(folder / "floor.pdf", size, calls)),
        ):
            begun = time.process_time()
            work()
            taken[name].append(time.process_time() - begun)
    return {
        "pages": pages,
        "records": RECORDS,
        **{name: min(times) for name, times in taken.items()},
    }


def memory(folder: Path) -> dict[str, float | None]:
    """The most memory that writing the report took; the number of its pages."""
    snapshot = make_deal(RECORDS)
    material = Context(snapshot, diagnose(snapshot, DAY), Formats("en_GB"))
    pages = write_edition("control-gap", folder / "report.pdf", material, Wish(generated_on=DAY))
    return {"pages": pages, "peak": peak_memory()}


if __name__ == "__main__":
    look_seldom()  # as the program's commands do
    job = {"speed": speed, "memory": memory}[sys.argv[1]]
    print(json.dumps(job(Path(sys.argv[2]))), flush=True)
