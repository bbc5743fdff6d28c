"""The paper of an order, drawn from its sealed entry: the same bytes whenever it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.errors import OrderUnknown
from pos.domain.invoices import InvoiceDocument
from pos.domain.money import Money
from pos.domain.quantity import from_micro
from pos.domain.receipts import (
    Mark,
    ReceiptCharge,
    ReceiptDiscount,
    ReceiptDocument,
    ReceiptLine,
    ReceiptPayment,
    ReceiptSeller,
    ReceiptTax,
)
from pos.journal.entries import DocumentReprinted, Off, OrderPersonal, OrderPlaced, Paid, SoldLine, SoldTax
from pos.services import sold
from pos.services.invoices import credit_note_document, invoice_document
from pos.services.issued import credited_invoice, issued_invoice
from pos.services.logos import Logos
from pos.services.sealed import SealedOrder, sealed_order
from pos.services.till import Till


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be drawn: the frozen values, the seal, and which copy of it this is."""

    document: ReceiptDocument
    seal: str
    copy: int


@dataclass(frozen=True, slots=True)
class InvoicePaper:
    """An invoice or credit note ready to be drawn, the seal of its entry, and which copy of it this is."""

    document: InvoiceDocument
    seal: str
    copy: int


class Documents:
    """Makes receipts, invoices and credit notes again, and counts how often they are printed."""

    def __init__(self, till: Till, logos: Logos | None = None) -> None:
        self._till = till
        self._logos = logos

    def receipt(self, number: str) -> Paper:
        """The receipt of an order as it was frozen; raises OrderUnknown."""
        reader = self._till.database.reader()
        placed = sealed_order(reader, number)
        if placed is None:
            raise OrderUnknown(number)
        (printed,) = reader.execute(
            "SELECT printed FROM document WHERE kind = 'receipt' AND number = ?", (number,)
        ).fetchone()
        voided = reader.execute(
            """SELECT e.seq FROM order_event v JOIN orders o ON o.id = v.order_id
               JOIN entry e ON e.arrival = v.arrival WHERE o.number = ? AND v.kind = 'voided'""",
            (number,),
        ).fetchone()
        return Paper(_receipt(placed, str(voided[0]) if voided else ""), placed.seal, printed)

    def invoice(self, number: str) -> InvoicePaper:
        """The invoice of that number or of that order; raises OrderUnknown or NotInvoiced."""
        issued = issued_invoice(self._till.database.reader(), number)
        return InvoicePaper(invoice_document(issued), issued.seal, issued.printed)

    def credit_note(self, number: str) -> InvoicePaper:
        """The credit note of that number or of that order; raises OrderUnknown or NotCredited."""
        credited = credited_invoice(self._till.database.reader(), number)
        return InvoicePaper(credit_note_document(credited), credited.seal, credited.printed)

    def pdf(self, number: str, *, kind: str = "receipt", width_mm: int = 80, copy: int = 0) -> bytes:
        """A document as a PDF: `kind` is receipt (on a roll of `width_mm`), invoice or credit_note.

        `copy` from 1 on prints the mark DUPLICATE with that number.
        """
        if kind in ("invoice", "credit_note"):
            return self._invoice_pdf(
                self.invoice(number) if kind == "invoice" else self.credit_note(number), copy
            )
        if kind != "receipt":
            raise ValueError(f"no document of the kind {kind}")
        from pos.documents.receipt import draw_receipt  # reportlab is only loaded when paper is wanted

        paper = self.receipt(number)
        return draw_receipt(paper.document, seal=paper.seal, width_mm=width_mm, duplicate=copy)

    def _invoice_pdf(self, paper: InvoicePaper, copy: int) -> bytes:
        from pos.documents.invoice import draw_invoice

        logo = self._logos.read(paper.document.logo) if self._logos and paper.document.logo else b""
        return draw_invoice(paper.document, logo=logo, duplicate=copy)

    def for_printing(self, number: str, *, width_mm: int = 80) -> bytes:
        """The receipt for the next print: the first is the original, each further one says so."""
        return self.pdf(number, width_mm=width_mm, copy=self.receipt(number).copy)

    def printed(self, number: str) -> None:
        """Record that the receipt was printed once more."""
        with self._till.transaction() as tx:
            placed = sealed_order(tx.raw(), number)
            if placed is None:
                raise OrderUnknown(number)
            copy = tx.connection.exec_driver_sql(
                "SELECT printed FROM document WHERE kind = 'receipt' AND number = ?", (number,)
            ).scalar_one()
            tx.record(DocumentReprinted(order=placed.fact.id, document=number, copy=copy + 1))


def _receipt(placed: SealedOrder, voided: str) -> ReceiptDocument:
    fact, seller = placed.fact, placed.fact.seller
    currency = fact.currency
    notes = fact.personal.line_notes if isinstance(fact.personal, OrderPersonal) else {}
    return ReceiptDocument(
        seller=ReceiptSeller(seller.name, seller.address, seller.registration, seller.tax_number),
        number=fact.number,
        till=fact.letter,
        placed_at=placed.placed_at,
        served_by=placed.header.user,
        currency=currency,
        prices_include_tax=fact.includes_tax,
        lines=tuple(_line(one, currency, notes.get(str(n), "")) for n, one in enumerate(fact.lines, 1)),
        subtotal=Money(fact.subtotal, currency),
        total=Money(fact.total, currency),
        taxes=tuple(
            ReceiptTax(
                one.rate, Money(one.net, currency), Money(one.tax, currency), Money(one.gross, currency)
            )
            for one in fact.taxes
        ),
        discount=_discount(fact.off, fact.discount, currency),
        charges=tuple(ReceiptCharge(one.kind, one.name, Money(one.amount, currency)) for one in fact.charges),
        rounding=Money(fact.rounding, currency) if fact.rounding else None,
        payments=_payments(fact),
        change=Money(fact.change, currency) if fact.change else None,
        due=_due(fact),
        note=fact.personal.customer_note if isinstance(fact.personal, OrderPersonal) else "",
        legal=seller.legal,
        footer=tuple(seller.footer.splitlines()),
        code=f"#{fact.number}",
        mark=Mark.DEMO if seller.demo else None,
        voided=voided,
        tax_word=seller.tax_label,
        language=seller.language,
        locale=seller.locale,
    )


def _line(of: SoldLine, currency: str, note: str) -> ReceiptLine:
    return ReceiptLine(
        name=of.name,
        quantity=from_micro(of.qty),
        unit_price=from_micro(of.price),
        amount=Money(of.amount, currency),
        taxes=of.taxes,
        unit=of.unit,
        options=of.options,
        discount=_discount(of.off, of.discount, currency),
        note=note,
    )


def _tax(of: SoldTax, currency: str) -> ReceiptTax:
    return ReceiptTax(of.rate, Money(of.net, currency), Money(of.tax, currency), Money(of.gross, currency))


def _discount(off: object, amount: int, currency: str) -> ReceiptDiscount | None:
    if not isinstance(off, Off):
        return None
    asked = sold.discount(off, currency)
    return ReceiptDiscount(Money(amount, currency), asked.percent if asked else None, off.name)


def _payments(fact: OrderPlaced) -> tuple[ReceiptPayment, ...]:
    return tuple(_payment(one, fact.currency) for one in fact.payments)


def _payment(of: Paid, currency: str) -> ReceiptPayment:
    back = of.given - of.amount if of.given else 0
    return ReceiptPayment(
        method=of.method,
        amount=Money(of.amount, currency),
        name=of.name,
        given=Money(of.given, currency) if of.given else None,
        change=Money(back, currency) if back > 0 else None,
        reference=of.reference,
    )


def _due(fact: OrderPlaced) -> Money | None:
    due = fact.total + fact.rounding - fact.paid
    return Money(due, fact.currency) if due > 0 else None
