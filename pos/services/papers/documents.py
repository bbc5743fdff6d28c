"""The paper of an order, drawn from its sealed entry: the same bytes whenever it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pos.domain.catalogue.scanner_trial import TRIAL
from pos.domain.papers.invoices import (
    AddressNotGiven,
    AddressUnknown,
    InvoiceDocument,
    NotInvoiced,
    Remark,
    billed,
)
from pos.domain.papers.receipts import ReceiptDocument
from pos.domain.shop.simplified import simplified_limit
from pos.journal.kinds.documents import DocumentReprinted
from pos.services.orders.sold_order import order_story, told_order
from pos.services.papers.examples import example_invoice, example_order
from pos.services.papers.invoices import credit_note_document, invoice_document
from pos.services.papers.issued import credited_invoice, issued_invoice
from pos.services.papers.receipts import copy_of, receipt_document
from pos.services.shop.logos import Logos
from pos.services.shop.settings import read as read_settings
from pos.services.till.till import Till
from pos.text import current

Document = TypeVar("Document", ReceiptDocument, InvoiceDocument)


@dataclass(frozen=True, slots=True)
class Paper(Generic[Document]):
    """A document ready to be drawn: the frozen values, the seal of its entry, and its copies so far."""

    document: Document
    seal: str
    copy: int


class Documents:
    """Makes receipts, invoices and credit notes again, and counts how often they are printed."""

    def __init__(self, till: Till, logos: Logos | None = None) -> None:
        self._till = till
        self._logos = logos

    def receipt(self, number: str) -> Paper[ReceiptDocument]:
        """The receipt of an order as it was frozen, or of today once money moved; raises OrderUnknown."""
        story, order = told_order(self._till.database.reader(), number)
        return Paper(receipt_document(order, self._till.clock().date()), order.seal, copy_of(story))

    def invoice(self, number: str) -> Paper[InvoiceDocument]:
        """The invoice of that number or of that order; raises OrderUnknown or NotInvoiced."""
        issued = issued_invoice(self._till.database.reader(), number)
        return Paper(invoice_document(issued), issued.seal, issued.printed)

    def invoice_number(self, number: str) -> str:
        """The number of an order's invoice, "" where it has none; raises OrderUnknown."""
        try:
            return issued_invoice(self._till.database.reader(), number).invoice.number
        except NotInvoiced:
            return ""

    def remarks(self, number: str) -> tuple[Remark, ...]:
        """What is to be told of an order's invoice: that it has no address; raises OrderUnknown."""
        try:
            issued = issued_invoice(self._till.database.reader(), number)
        except NotInvoiced:
            return ()
        order, invoice = issued.order, issued.invoice
        if not billed(order.buyer, order.billing, order.fulfilment.address).is_empty:
            return ()
        limit = simplified_limit(invoice.country)
        return (AddressNotGiven(invoice.number, limit) if limit else AddressUnknown(invoice.number),)

    def credit_note(self, number: str) -> Paper[InvoiceDocument]:
        """The credit note of that number or of that order; raises OrderUnknown or NotCredited."""
        credited = credited_invoice(self._till.database.reader(), number)
        return Paper(credit_note_document(credited), credited.seal, credited.printed)

    def pdf(self, number: str, *, kind: str = "receipt", width_mm: int = 80, copy: int = 0) -> bytes:
        """A document as a PDF: `kind` is receipt (on a roll of `width_mm`), invoice or credit_note.

        `copy` from 1 on prints the mark DUPLICATE with that number; a receipt of today always bears it.
        """
        if kind in ("invoice", "credit_note"):
            return self._invoice_pdf(
                self.invoice(number) if kind == "invoice" else self.credit_note(number), copy
            )
        if kind != "receipt":
            raise ValueError(f"no document of the kind {kind}")
        from pos.documents.receipt import draw_receipt  # reportlab is only loaded when paper is wanted

        paper = self.receipt(number)
        duplicate = copy or (paper.copy if paper.document.as_of else 0)
        return draw_receipt(paper.document, seal=paper.seal, width_mm=width_mm, duplicate=duplicate)

    def example(self, kind: str, width_mm: int = 80) -> bytes:
        """A made-up order on the shop's paper as its settings are now; `kind` is receipt or invoice."""
        shop = read_settings(self._till.database.reader(), self._till.life.origin)
        now = self._till.clock()
        if kind == "invoice":
            issued = example_invoice(shop, now, self._till.person)
            return self._invoice_pdf(Paper(invoice_document(issued), issued.seal, 0), 0)
        from pos.documents.receipt import draw_receipt

        order = example_order(shop, now, self._till.person, unpaid=False)
        return draw_receipt(receipt_document(order, now.date()), seal=order.seal, width_mm=width_mm)

    def scanner_codes(self) -> bytes:
        """The codes to try a scanner with, on a sheet of the shop's size, in the language of the window."""
        from pos.documents.scanner_codes import draw_scanner_codes

        shop = read_settings(self._till.database.reader(), self._till.life.origin)
        return draw_scanner_codes(TRIAL, current(), paper=shop.paper, shop=shop.name)

    def _invoice_pdf(self, paper: Paper[InvoiceDocument], copy: int) -> bytes:
        from pos.documents.invoice import draw_invoice

        logo = self._logos.read(paper.document.logo) if self._logos and paper.document.logo else b""
        return draw_invoice(paper.document, logo=logo, duplicate=copy)

    def for_printing(self, number: str, *, width_mm: int = 80) -> bytes:
        """The receipt for the next print: the first is the original, each further one says so."""
        return self.pdf(number, width_mm=width_mm, copy=self.receipt(number).copy)

    def printed(self, number: str) -> None:
        """Record that the receipt was printed once more."""
        with self._till.transaction() as tx:
            story = order_story(tx.raw(), number)
            tx.record(DocumentReprinted(id=story.placed.id, day=tx.day, number=number))
