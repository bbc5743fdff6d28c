"""Receipts from the window: printed once a press, a duplicate from then on, silent where it is set so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.till import TillDriver
from ui.shared.papers import printing
from ui.shared.papers.receipt_dialog import ReceiptDialog

NUMBER = "A-000001"


class Printer:
    """Stands in for the system's printer: keeps what it was given, or has no paper."""

    def __init__(self) -> None:
        self.pages: list[bytes] = []
        self.names: list[str] = []
        self.out_of_paper = False

    def __call__(self, data: bytes, name: str, *, copies: int = 1) -> None:
        if self.out_of_paper:
            raise printing.PrinterRefused(name)
        self.pages.append(data)
        self.names.append(name)


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    made = Printer()
    monkeypatch.setattr(printing, "print_pdf", made)
    monkeypatch.setattr(printing, "printer_names", lambda: ("Counter", "Office"))
    monkeypatch.setattr(printing, "usual_printer", lambda: "Counter")
    return made


def receipt_of(till: TillDriver) -> ReceiptDialog:
    """Sell something and look at its receipt."""
    till.enter("12,50 bowl")
    till.pay_cash("20")
    till.press("F10", "Enter")
    till.settle()
    assert isinstance(till.dialog, ReceiptDialog)
    return till.dialog


def test_two_quick_presses_print_once_and_a_later_one_says_duplicate(
    till: TillDriver, printer: Printer
) -> None:
    dialog = receipt_of(till)
    till.click(dialog.print_it)
    till.click(dialog.print_it)
    till.settle()
    documents = till.shop.documents
    assert printer.names == ["Counter"]
    assert printer.pages == [documents.pdf(NUMBER)]
    assert dialog.state.text() == "Receipt printed"
    till.click(dialog.print_it)
    till.settle()
    assert printer.pages[1:] == [documents.pdf(NUMBER, copy=1)]
    assert printer.pages[1] != printer.pages[0]
    assert till.verifies()


def test_a_printer_without_paper_is_said_and_the_receipt_stays_an_original(
    till: TillDriver, printer: Printer
) -> None:
    printer.out_of_paper = True
    dialog = receipt_of(till)
    till.click(dialog.print_it)
    till.settle()
    assert "The sale is saved" in dialog.state.text()
    printer.out_of_paper = False
    till.click(dialog.print_it)
    till.settle()
    assert printer.pages == [till.shop.documents.pdf(NUMBER)]


def test_once_chosen_receipts_are_printed_without_a_question(till: TillDriver, printer: Printer) -> None:
    dialog = receipt_of(till)
    till.click(dialog.print_it)
    till.settle()
    till.press("Esc", "Esc")
    till.controller.paper.want(True)
    till.settle()
    till.start_again()
    till.enter("3,00 cup")
    till.press("F12", "Enter")
    till.wait(lambda: len(printer.pages) == 2, "the receipt")
    till.settle()
    assert till.dialog is None
    assert printer.names == ["Counter", "Counter"]
    assert till.page.cart.done.state.text() == "Receipt printed"


def test_the_folder_of_a_saved_document_can_be_opened(
    till: TillDriver, printer: Printer, tmp_path: Path
) -> None:
    dialog = receipt_of(till)
    assert not dialog.folder.isVisible()
    dialog.save_to(tmp_path / "kept.pdf")
    assert str(tmp_path) in dialog.state.text().replace("\u200b", "")
    assert dialog.folder.isVisible()
    dialog.save_to(tmp_path / "no folder" / "kept.pdf")
    assert not dialog.folder.isVisible()


def test_a_receipt_is_saved_where_the_person_says(till: TillDriver, printer: Printer, tmp_path: Path) -> None:
    dialog = receipt_of(till)
    till.controller.paper.save(till.shop.documents.pdf(NUMBER), tmp_path / "kept.pdf", dialog.say)
    assert (tmp_path / "kept.pdf").read_bytes() == till.shop.documents.pdf(NUMBER)
    assert dialog.state.text().replace("\u200b", "") == f"Saved as {tmp_path / 'kept.pdf'}"
    till.controller.paper.save(b"", tmp_path / "no folder" / "kept.pdf", dialog.say)
    assert "could not be written" in dialog.state.text()
