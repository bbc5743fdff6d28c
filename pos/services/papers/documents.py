"""The paper of an order, drawn from its sealed entry: the same bytes whenever it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from pos.domain.catalogue.scanner_trial import TRIAL
from pos.domain.customers.customers import billed
from pos.domain.papers.invoices import (
    AddressNotGiven,
    AddressUnknown,
    InvoiceDocument,
    NotInvoiced,
    Remark,
)
from pos.domain.papers.receipts import ReceiptDocument
from pos.domain.papers.register import MadeTogether
from pos.domain.papers.slips import SlipDocument, SlipKind
from pos.domain.quotes.quotes import Quote
from pos.domain.shop.settings import ShopSettings
from pos.domain.shop.simplified import simplified_limit
from pos.domain.words.errors import CashierError
from pos.journal.kinds.documents import DocumentReprinted
from pos.services.orders.orders import Orders
from pos.services.orders.sold_order import order_story, told_order
from pos.services.papers.examples import example_invoice, example_order
from pos.services.papers.invoices import credit_note_document, invoice_document
from pos.services.papers.issued import credited_invoice, issued_invoice, refunded
from pos.services.papers.quoted import quote_document
from pos.services.papers.receipts import copy_of, receipt_document
from pos.services.papers.refunds import moved_by, payment_document, refund_document
from pos.services.papers.register.issued_papers import IssuedPapers
from pos.services.papers.slips import Chosen, gift_receipts, packing_slip, pickup_slip
from pos.services.quotes.quotes import Quotes
from pos.services.shop.logos import Logos
from pos.services.shop.settings import read as read_settings
from pos.services.till.till import Till
from pos.text import current

KINDS = (
    "receipt", "invoice", "credit_note", "refund", "payment", "quote", "packing_slip", "pickup_slip",
    "gift_receipt",
)  # fmt: skip
"""Everything that is drawn for an order or a quote."""
Slips = tuple[SlipDocument, ...]

Document = TypeVar("Document", ReceiptDocument, InvoiceDocument)


@dataclass(frozen=True, slots=True)
class Paper(Generic[Document]):
    """A document ready to be drawn: the frozen values, the seal of its entry, and its copies so far."""

    document: Document
    seal: str
    copy: int


class Documents:
    """Makes every paper of orders and quotes again, and counts how often receipts are printed."""

    def __init__(self, till: Till, logos: Logos, quotes: Quotes, orders: Orders) -> None:
        self._till = till
        self._logos = logos
        self._quotes = quotes
        self._orders = orders

    @cached_property
    def issued(self) -> IssuedPapers:
        """All papers that were issued, as a list."""
        return IssuedPapers(self._till, self._orders)

    def receipt(self, number: str) -> Paper[ReceiptDocument]:
        """The receipt of an order as it was frozen, or of today once money moved; raises OrderUnknown."""
        story, order = told_order(self._till.database.reader(), number)
        return Paper(receipt_document(order, self._till.clock().date()), order.seal, copy_of(story))

    def invoice(self, number: str, order: str = "") -> Paper[InvoiceDocument]:
        """The invoice of that number or of that order; raises OrderUnknown or NotInvoiced.

        An `order`, by id, is the one that it is of: two may have papers of one number.
        """
        issued = issued_invoice(self._till.database.reader(), number, order)
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

    def credit_note(self, number: str, order: str = "") -> Paper[InvoiceDocument]:
        """The credit note of that number or of that order; raises OrderUnknown or NotCredited."""
        credited = credited_invoice(self._till.database.reader(), number, order)
        return Paper(credit_note_document(credited), credited.seal, credited.printed)

    def refund(self, number: str, order: str = "") -> Paper[ReceiptDocument]:
        """The refund receipt of that number, or the last of that order; raises NothingRefunded."""
        story, sold, told = refunded(self._till.database.reader(), number, order)
        return Paper(refund_document(story, sold, told), told.seal, 0)

    def payment(self, number: str, payment: int = 0) -> Paper[ReceiptDocument]:
        """The receipt of a movement of money, counted from 1, 0 for the last; raises NothingPaid."""
        story, order = told_order(self._till.database.reader(), number)
        told = moved_by(story, payment)
        return Paper(payment_document(story, order, told), told.seal, 0)

    def quote(self, number: str) -> Paper[InvoiceDocument]:
        """The quote of that id or number as it is now; raises QuoteUnknown and SeveralQuotes."""
        quote = self._quotes.quote(number)
        return Paper(quote_document(quote, self._shop()), "", 0)

    def quote_pdf(self, quote: Quote) -> bytes:
        """The paper of a quote, also as it was before."""
        return self._invoice_pdf(Paper(quote_document(quote, self._shop()), "", 0), 0)

    def slips(
        self,
        number: str,
        kind: SlipKind,
        *,
        delivery: int = 0,
        chosen: Chosen = (),
        each: bool = False,
    ) -> Slips:
        """The slips of an order: of a delivery from 1 (0: the last), or a gift receipt for `each` line.

        `chosen` pieces are those of a delivery to come. Raises OrderUnknown or NothingToPack.
        """
        story, order = told_order(self._till.database.reader(), number)
        shop = self._shop()
        if kind is SlipKind.PACKING:
            return (packing_slip(story, order, shop, delivery, chosen),)
        if kind is SlipKind.PICKUP:
            return (pickup_slip(order, shop, chosen),)
        return gift_receipts(order, shop, each=each)

    def slip_of(self, number: str, kind: SlipKind, chosen: Chosen, *, width_mm: int = 80) -> bytes:
        """The slip of pieces that are to go next, as a PDF; it says what follows later."""
        return self._slips_pdf(self.slips(number, kind, chosen=chosen), width_mm)

    def own_number(self, number: str, kind: str) -> str:
        """The number that a document of this kind bears, by its own or its order's; raises as `pdf`."""
        if kind in ("invoice", "credit_note", "refund", "quote"):
            papers = {"invoice": self.invoice, "credit_note": self.credit_note, "quote": self.quote}
            return (papers[kind](number) if kind in papers else self.refund(number)).document.number
        return number

    def pdf(
        self,
        number: str,
        *,
        kind: str = "receipt",
        width_mm: int = 80,
        copy: int = 0,
        nth: int = 0,
        each: bool = False,
        order: str = "",
    ) -> bytes:
        """A document as a PDF; `kind` is one of KINDS, those of the roll are drawn `width_mm` wide.

        `copy` from 1 on prints the mark DUPLICATE with that number; a receipt of today always bears it. `nth`
        chooses a payment or a delivery from 1, 0 for the last; `each` gives each line a gift receipt.
        `order` is the order or quote, by id, that the paper is of: two may bear one number, and so may their
        papers.
        """
        if kind == "quote":
            return self._invoice_pdf(self.quote(order or number), copy)
        if kind in ("invoice", "credit_note"):
            paper_of = self.invoice if kind == "invoice" else self.credit_note
            return self._invoice_pdf(paper_of(number, order), copy)
        if kind in tuple(SlipKind):
            return self._slips_pdf(
                self.slips(order or number, SlipKind(kind), delivery=nth, each=each), width_mm
            )
        if kind not in KINDS:
            raise ValueError(f"no document of the kind {kind}")
        from pos.documents.receipt import draw_receipt  # reportlab is only loaded when paper is wanted

        if kind != "receipt":
            paper = self.refund(number, order) if kind == "refund" else self.payment(order or number, nth)
            return draw_receipt(paper.document, seal=paper.seal, width_mm=width_mm, duplicate=copy)
        paper = self.receipt(order or number)
        duplicate = copy or (paper.copy if paper.document.as_of else 0)
        return draw_receipt(paper.document, seal=paper.seal, width_mm=width_mm, duplicate=duplicate)

    def make_together(
        self,
        asked: Sequence[tuple[str, str, str]],
        use: Callable[[str, str, bytes], None],
        go_on: Callable[[int, int], bool] = lambda _done, _total: True,
        *,
        width_mm: int = 80,
    ) -> MadeTogether:
        """Make many papers, each by its kind, number and order's id, and hand each on.

        One refused stops no other.

        `go_on` hears how many of how many are done before each, and false stops. What `use` raises stops too.
        """
        made, refused = 0, list[tuple[str, CashierError]]()
        for done, (kind, number, order) in enumerate(asked):
            if not go_on(done, len(asked)):
                return MadeTogether(made, tuple(refused), stopped=True)
            try:
                pdf = self.pdf(number, kind=kind, width_mm=width_mm, order=order)
            except CashierError as error:
                refused.append((number, error))
                continue
            use(kind, number, pdf)
            made += 1
        go_on(len(asked), len(asked))
        return MadeTogether(made, tuple(refused))

    def _slips_pdf(self, slips: Slips, width_mm: int) -> bytes:
        if slips[0].kind is not SlipKind.PACKING:
            from pos.documents.slips.roll_slips import draw_roll_slips

            return draw_roll_slips(slips, width_mm=width_mm)
        from pos.documents.slips.packing import draw_packing_slip

        return draw_packing_slip(slips[0], logo=self._logo(slips[0].logo))

    def example(self, kind: str, width_mm: int = 80) -> bytes:
        """A made-up order on the shop's paper as its settings are now; `kind` is receipt or invoice."""
        shop = self._shop()
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

        shop = self._shop()
        return draw_scanner_codes(TRIAL, current(), paper=shop.paper, shop=shop.name)

    def _invoice_pdf(self, paper: Paper[InvoiceDocument], copy: int) -> bytes:
        from pos.documents.invoice import draw_invoice

        return draw_invoice(paper.document, logo=self._logo(paper.document.logo), duplicate=copy)

    def _logo(self, name: str) -> bytes:
        return self._logos.read(name) if name else b""

    def _shop(self) -> ShopSettings:
        return read_settings(self._till.database.reader(), self._till.life.origin)

    def for_printing(self, number: str, *, width_mm: int = 80) -> bytes:
        """The receipt for the next print: the first is the original, each further one says so."""
        return self.pdf(number, width_mm=width_mm, copy=self.receipt(number).copy)

    def printed(self, number: str) -> None:
        """Record that the receipt was printed once more."""
        with self._till.transaction() as tx:
            story = order_story(tx.raw(), number)
            tx.record(DocumentReprinted(id=story.placed.id, day=tx.day, number=story.placed.number))
