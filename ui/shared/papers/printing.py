"""The system's printers: which there are, and a PDF onto one of them without a dialog.

Printing takes as long as the printer does: call it in a lane.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from pos.domain.words.errors import CashierError
from ui.shared.papers.pdf_pages import Pages

FINEST_DPI = 600
"""Letters gain nothing beyond; some drivers claim 1,200 and more."""
STRIP = 1024
"""Rows of pixels drawn at once."""


class PrinterMissing(CashierError):
    text = (
        "The printer “{printer}” is not here. The sale is saved. Switch the printer on or choose another, "
        "then print the receipt again."
    )
    printer: str


class PrinterRefused(CashierError):
    text = (
        "The printer “{printer}” did not take the pages. The sale is saved. Look at its paper and cable, "
        "then print the receipt again."
    )
    printer: str


def printer_names() -> tuple[str, ...]:
    """The printers the system knows, by name."""
    return tuple(QPrinterInfo.availablePrinterNames())


def usual_printer() -> str:
    """The system's default printer, "" when it has none."""
    return QPrinterInfo.defaultPrinterName()


def print_pdf(data: bytes, printer_name: str, *, copies: int = 1) -> None:
    """Print every page at its own size on the named printer, without asking anything."""
    if printer_name not in printer_names():
        raise PrinterMissing(printer_name)
    printer = QPrinter(QPrinterInfo.printerInfo(printer_name), QPrinter.PrinterMode.HighResolution)
    _print(data, printer, printer_name, copies)


def print_to_file(data: bytes, path: Path, *, copies: int = 1) -> None:
    """Print as `print_pdf` does, into a file: the system's "PDF printer"."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(300)
    _print(data, printer, path.name, copies)


def _print(data: bytes, printer: QPrinter, name: str, copies: int) -> None:
    by_printer = printer.supportsMultipleCopies()
    if by_printer:
        printer.setCopyCount(copies)
    printer.setResolution(min(printer.resolution(), FINEST_DPI))
    painter = QPainter()
    with Pages(data) as pages:
        try:
            taken = _paint(painter, printer, pages, 1 if by_printer else copies)
        finally:
            ended = (
                painter.isActive() and painter.end()
            )  # before the printer goes, also when something failed
    if not (taken and ended):
        raise PrinterRefused(name)


def _paint(painter: QPainter, printer: QPrinter, pages: Pages, copies: int) -> bool:
    """Every page, as often as asked; False as soon as the printer takes no more."""
    for turn, page in enumerate(_turns(len(pages.sizes), copies)):
        _fit_paper(printer, pages.sizes[page])
        ready = printer.newPage() if turn else painter.begin(printer)
        if not ready:
            return False
        _draw(painter, printer, pages, page)
    return True


def _turns(pages: int, copies: int) -> Iterator[int]:
    for _ in range(copies):
        yield from range(pages)


def _fit_paper(printer: QPrinter, size: QSizeF) -> None:
    """Make the sheet the size of the page; a roll printer cuts there."""
    sheet = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    # A page wider than tall would otherwise be turned by Qt.
    layout = QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _draw(painter: QPainter, printer: QPrinter, pages: Pages, page: int) -> None:
    scale = printer.resolution() / 72
    size = pages.sizes[page]
    width, height = round(size.width() * scale), round(size.height() * scale)
    for top in range(0, height, STRIP):
        strip = pages.strip(page, width, height, top, STRIP)
        painter.drawImage(QRectF(0, top, strip.width(), strip.height()), strip)
