"""Documents read back from the outside: their text, their bookmarks, and where the letters lie."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pypdfium2

from negotiator_desk.reports.page import MARGIN


def pages_of(path: Path) -> list[str]:
    """The text of each page, on one line."""
    document = pypdfium2.PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return [" ".join(text.replace("\ufffe", "").split()) for text in texts]


def lines_of(path: Path) -> list[list[str]]:
    """The lines of each page from the top, as pieces of text lie side by side."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in document:
            text = page.get_textpage().get_text_range().replace("\ufffe", "").replace("\xa0", " ")
            found.append([" ".join(line.split()) for line in text.splitlines() if line.strip()])
        return found
    finally:
        document.close()


def check_edges(path: Path) -> None:
    """All letters lie inside the margins, and no two pieces of text lie on each other."""
    document = pypdfium2.PdfDocument(path)
    try:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            text = page.get_textpage()
            every = (text.get_rect(rect) for rect in range(text.count_rects()))
            rects = sorted(
                (rect for rect in every if not _is_mark(text.get_text_bounded(*rect))),
                key=lambda rect: -rect[3],
            )
            assert rects
            for place, (left, bottom, right, top) in enumerate(rects):
                for other in rects[place + 1 : place + 40]:
                    aside = min(right, other[2]) - max(left, other[0]) <= 0.6
                    under = min(top, other[3]) - max(bottom, other[1]) <= 1.2
                    assert aside or under, f"page {number}: {text.get_text_bounded(*other)!r}"
                where = f"page {number}: {text.get_text_bounded(left, bottom, right, top)!r}"
                assert left >= MARGIN - 2, where
                assert right <= width - MARGIN + 2, where
                assert bottom >= MARGIN - 3, where
                assert top <= height - MARGIN + 3, where
    finally:
        document.close()


def _is_mark(text: str) -> bool:
    """Whether a piece is nothing but marks, which stand on their letters."""
    return bool(text.strip()) and all(unicodedata.combining(char) for char in text.strip())


def outline_of(path: Path) -> list[tuple[int, str, int]]:
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for mark in document.get_toc():
            target = mark.get_dest()
            assert target is not None
            found.append((mark.level, mark.get_title(), target.get_index() + 1))
        return found
    finally:
        document.close()
