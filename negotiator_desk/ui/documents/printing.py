"""A finished document on the system's printer, page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from negotiator_desk.reports.page import Paper
from negotiator_desk.reports.reading import Pages
from negotiator_desk.ui.documents.preview import image_of
from negotiator_desk.wording.catalogue import _

FINEST: Final = 300
"""Dots for each inch that a page is drawn with at most; text is sharp at that."""

_SIZES: Final = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


def print_file(path: Path, name: str, paper: Paper, parent: QWidget) -> bool:
    """Ask with the system's dialog and print; whether all pages went to the printer.

    Raises:
        OSError: the file cannot be read.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(_SIZES[paper]))
    pages = Pages(path)
    try:
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, len(pages.sizes))
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        return draw_pages(pages, printer, parent)
    finally:
        pages.close()


def draw_pages(pages: Pages, printer: QPrinter, parent: QWidget) -> bool:
    """Draw the pages asked for on a printer; whether it was done to the end."""
    printer.setFullPage(True)
    printer.setPageMargins(QPageLayout().margins())
    first = max(printer.fromPage(), 1) - 1
    last = min(printer.toPage() or len(pages.sizes), len(pages.sizes))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    waiting = QProgressDialog(_("Printing"), _("Cancel"), 0, last - first, parent)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(600)
    try:
        for place, number in enumerate(range(first, last)):
            waiting.setValue(place)
            if waiting.wasCanceled():
                printer.abort()
                return False
            if place:
                printer.newPage()
            dots = min(FINEST, printer.resolution())
            image = image_of(pages.picture(number, dots / 72))
            painter.drawImage(QRectF(painter.viewport()), image)
    finally:
        painter.end()
        waiting.close()
    return True
