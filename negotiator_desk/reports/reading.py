"""Finished PDFs read back: their text, bookmarks and metadata, and their pages as pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec

_ONE_AT_A_TIME: Final = Lock()
"""PDFium works for one thread at a time, whatever document it has open."""


class Read(msgspec.Struct, frozen=True):
    """What a PDF says: the text of each page, its bookmarks, its metadata."""

    pages: tuple[str, ...]
    bookmarks: tuple[str, ...]
    metadata: tuple[str, ...]


def read_pdf(path: Path, progress: Callable[[int, int], None] | None = None) -> Read:
    """Read a PDF of ours back; ``progress`` is told (pages read, pages) and may raise to stop.

    Raises:
        OSError: when the file is no longer there.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(path)
        try:
            pages = []
            for number, page in enumerate(document):
                if progress is not None:
                    progress(number, len(document))
                text = page.get_textpage()
                pages.append(text.get_text_range().replace("\ufffe", ""))
                text.close()
                page.close()
            bookmarks = tuple(mark.get_title() for mark in document.get_toc())
            metadata = tuple(document.get_metadata_dict(skip_empty=True).values())
        finally:
            document.close()
    return Read(tuple(pages), bookmarks, metadata)


class Picture(msgspec.Struct, frozen=True):
    """A page in pixels: rows of red, green and blue from the top, ``stride`` bytes each."""

    width: int
    height: int
    stride: int
    data: bytes


class Pages:
    """A PDF held open to be looked at page by page.

    The file itself may be replaced or removed meanwhile.

    Raises:
        OSError: when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        import pypdfium2

        data = path.read_bytes()
        with _ONE_AT_A_TIME:
            self._document = pypdfium2.PdfDocument(data)
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                self._document.get_page_size(number) for number in range(len(self._document))
            )

    def picture(self, number: int, scale: float) -> Picture:
        """A page at so many pixels for each point (a 72nd of an inch).

        Args:
            number: the page, from 0.

        Raises:
            IndexError: there is no such page.
        """
        if not 0 <= number < len(self.sizes):
            raise IndexError(number)
        with _ONE_AT_A_TIME:
            page = self._document[number]
            bitmap = page.render(scale=scale, rev_byteorder=True)
            data = bytes(bitmap.buffer)
            picture = Picture(bitmap.width, bitmap.height, bitmap.stride, data)
            bitmap.close()
            page.close()
        return picture

    def close(self) -> None:
        """Let go of the document."""
        with _ONE_AT_A_TIME:
            self._document.close()
