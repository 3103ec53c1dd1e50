"""What each document of the sample says, against small golden files: bookmarks, pages, first lines.

Written anew by ``python -m tests.reports.test_golden`` when a document was changed on purpose.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest

from negotiator_desk.dealfile.archive import read_file
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.history import score_trend
from negotiator_desk.domain.weekly import since
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish, write
from negotiator_desk.reports.editions import EDITIONS, write_edition
from negotiator_desk.reports.portfolio import portfolio
from negotiator_desk.reports.weekly import weekly
from negotiator_desk.wording.documents import PORTFOLIO, WEEKLY
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.resources import resource_path
from negotiator_desk.wording.review import ReviewParts, review_of
from tests.reports.looking import lines_of, outline_of

DAY = date(2026, 11, 22)
GOLDEN = Path(__file__).parent / "golden"
FORMATS = Formats("en_GB")
LINES = 6
"""So many lines of each page stand in a golden file."""

NAMES = (*EDITIONS, PORTFOLIO, WEEKLY)


def told(name: str, path: Path) -> str:
    """A document of the sample as a text: its bookmarks with their pages, and how pages begin."""
    sample = read_file(resource_path("sample/deal.json")).snapshot
    diagnosis = diagnose(sample, DAY)
    meeting = next(m.id for m in sample.meetings if m.stakeholder_ids and m.objectives)
    wish = Wish(
        generated_on=DAY,
        company="Lytham Ltd",
        meeting=meeting if name == "brief" else None,
        compare=date(2026, 6, 30) if name == "control-gap" else None,
    )
    if name == WEEKLY:
        back = since((date(2026, 6, 30),), DAY)
        parts = ReviewParts([review_of(sample, back.day, DAY, FORMATS)], back, DAY, FORMATS)
        write(path, weekly(parts, wish))
    elif name == PORTFOLIO:
        trend = score_trend([sample], DAY)
        write(path, portfolio([(sample, diagnosis)], trend, FORMATS, DAY, wish))
    else:
        write_edition(name, path, Context(sample, diagnosis, FORMATS), wish)
    marks = [f"{'  ' * level}{title} … {page}" for level, title, page in outline_of(path)]
    pages = [
        "\n".join((f"-- page {number}", *lines[:LINES]))
        for number, lines in enumerate(lines_of(path), 1)
    ]
    return "\n".join((*marks, *pages, ""))


@pytest.mark.parametrize("name", NAMES)
def test_document_says_what_it_said(name: str, tmp_path: Path) -> None:
    golden = (GOLDEN / f"{name}.txt").read_text("utf-8")
    assert told(name, tmp_path / "x.pdf").splitlines() == golden.splitlines()


def main() -> None:
    """Write the golden files anew."""
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            text = told(name, Path(folder) / "x.pdf")
            (GOLDEN / f"{name}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
