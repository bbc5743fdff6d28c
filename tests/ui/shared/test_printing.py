"""Pages on the screen and through the system's printing, without a printer."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from pos.documents.receipt import draw_receipt
from tests.documents.papers import FAIR_DAY, SEAL, line, receipt
from ui.shared.papers import printing
from ui.shared.papers.pdf_pages import Pages
from ui.shared.papers.preview import KEPT, Preview

PDF = draw_receipt(FAIR_DAY, seal=SEAL)
LONG = draw_receipt(receipt(lines=tuple(line("Thing", "1", "1", "1.00") for _ in range(700))), seal=SEAL)


def sizes(data: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(data) as file:
        return [tuple(round(length) for length in page.get_size()) for page in file]


@pytest.mark.usefixtures("qapp")
def test_a_printed_page_has_the_size_of_the_page(tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    printing.print_to_file(PDF, target)
    ((width, height),) = sizes(target.read_bytes())
    ((wanted_width, wanted_height),) = sizes(PDF)
    assert abs(width - wanted_width) <= 1
    assert abs(height - wanted_height) <= 1


@pytest.mark.usefixtures("qapp")
def test_copies_and_long_receipts_print_every_page(tmp_path: Path) -> None:
    printing.print_to_file(PDF, tmp_path / "twice.pdf", copies=2)
    assert len(sizes((tmp_path / "twice.pdf").read_bytes())) == 2
    printing.print_to_file(LONG, tmp_path / "long.pdf")
    printed = sizes((tmp_path / "long.pdf").read_bytes())
    assert [round(height, -1) for _, height in printed] == [round(height, -1) for _, height in sizes(LONG)]


@pytest.mark.usefixtures("qapp")
def test_what_is_printed_is_what_was_drawn(tmp_path: Path) -> None:
    printing.print_to_file(PDF, tmp_path / "printed.pdf")
    assert darkness((tmp_path / "printed.pdf").read_bytes()) == pytest.approx(darkness(PDF), rel=0.1)


def darkness(data: bytes) -> float:
    with pypdfium2.PdfDocument(data) as file:
        picture = file[0].render(scale=2, grayscale=True).to_pil()
    counts = picture.histogram()
    return sum((255 - level) * count for level, count in enumerate(counts)) / sum(counts)


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_is_not_there_is_named() -> None:
    with pytest.raises(printing.PrinterMissing) as caught:
        printing.print_pdf(PDF, "Counter printer")
    assert "Counter printer" in str(caught.value)
    assert caught.value.printer == "Counter printer"


@pytest.mark.usefixtures("qapp")
@pytest.mark.qt_log_ignore("QPainter::")
def test_pages_that_are_not_taken_are_said(tmp_path: Path) -> None:
    with pytest.raises(printing.PrinterRefused, match="gone"):
        printing.print_to_file(PDF, tmp_path / "no such folder" / "gone.pdf")


def test_strips_make_the_whole_page() -> None:
    with Pages(PDF) as pages:
        whole = pages.strip(0, 300, 800)
        assert (whole.width(), whole.height()) == (300, 800)
        assert pages.strip(0, 300, 800, 256, 256) == whole.copy(0, 256, 300, 256)
        assert pages.strip(0, 300, 800, 700, 256).height() == 100


def test_the_preview_shows_every_page_and_keeps_few_strips(qtbot: QtBot) -> None:
    preview = Preview("Receipt")
    qtbot.addWidget(preview)
    preview.resize(420, 600)
    preview.show_pages(Pages(LONG))
    preview.show()
    qtbot.waitExposed(preview)
    bar = preview.verticalScrollBar()
    for value in range(0, bar.maximum(), 500):
        bar.setValue(value)
        preview.grab()
    bar.setValue(bar.maximum())
    assert preview.grab().toImage().pixelColor(210, 500) != preview.palette().window().color()
    assert len(preview._strips) <= KEPT
    preview.show_pages(None)
    assert bar.maximum() == 0


def test_the_preview_is_as_wide_as_there_is_room_up_to_a_limit(qtbot: QtBot) -> None:
    preview = Preview("Receipt")
    qtbot.addWidget(preview)
    preview.show_pages(Pages(PDF))
    preview.resize(300, 400)
    preview.show()
    narrow = preview.zoom
    preview.resize(900, 400)
    assert narrow < 1 < preview.zoom <= 1.76
    assert preview.accessibleName() == "Receipt"
    preview.show_pages(None)
