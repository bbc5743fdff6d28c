"""The invoice and the credit note as values: everything the paper says, nothing about how it looks.

All prices and amounts of the rows are net; they are made by `pos.domain.papers.net_rows`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import TaxRow
from pos.domain.money.taxation import TaxKey
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.orders import OrderLine, PaperSeller
from pos.domain.papers.receipts import Mark
from pos.domain.words.errors import CashierError


class InvoiceKind(StrEnum):
    """What the paper is; a credit note's amounts are positive and mean money given back."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    QUOTE = "quote"


class CreditReason(StrEnum):
    """Why something is credited, where nobody gave another reason: a credit note never goes without one."""

    RETURN = "return"
    PRICE = "price"
    CHANGE = "change"
    CANCELLATION = "cancellation"


class PaperSize(StrEnum):
    """The sheets that printers hold."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True)
class InvoiceBuyer:
    """Who buys: company, name and address as lines ready for the envelope; the first is printed bold."""

    lines: tuple[str, ...] = ()
    tax_number: str = ""
    register: str = ""
    """Their number in a register of companies, with its label: "SIREN 732 829 320"."""


@dataclass(frozen=True, slots=True)
class InvoiceBank:
    """Where the money is to be sent; the reference is what the customer is asked to quote.

    `iban` is written in fours; `code` is what a banking app reads, "" where none can be.
    """

    iban: str = ""
    bic: str = ""
    holder: str = ""
    reference: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class CreditedInvoice:
    """What a credit note takes back; `whole` says that it is all of the invoice, not only a part."""

    number: str
    day: date
    reason: str = ""
    """As a person gave it, else it is `why`."""
    why: CreditReason = CreditReason.CANCELLATION
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a quote says beside its goods; `text` stands above them."""

    valid_until: date
    revision: int = 1
    text: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceDocument:
    """An invoice or credit note as it was issued; drawing it again gives the same bytes.

    The rows add up to `net`, net and tax to `total`; `total + rounding - paid` is still due.
    """

    number: str
    day: date
    seller: PaperSeller
    buyer: InvoiceBuyer
    currency: str
    rows: tuple[OrderLine, ...]
    """Net. The order's discount has a row for each list of taxes, with a negative amount."""
    net: Money
    tax: Money
    total: Money
    kind: InvoiceKind = InvoiceKind.INVOICE
    order: str = ""
    supplied: date | None = None
    """The day of delivery or handing over."""
    due: date | None = None
    delivery: tuple[str, ...] = ()
    """The address the goods went to, as lines, where it is another than the buyer's."""
    taxes: tuple[TaxRow, ...] = ()
    """Empty for a shop without VAT: the paper then has no rates, but the sentence in `legal`."""
    rounding: Money | None = None
    paid: Money | None = None
    terms: str = ""
    bank: InvoiceBank = InvoiceBank()
    exemption: Exemption | None = None
    exemption_reason: str = ""
    sent_abroad: bool = False
    """Whether the goods go to another member state of the EU: why they are free of tax is then said so."""
    legal: str = ""
    note: str = ""
    footer: tuple[str, ...] = ()
    credits: CreditedInvoice | None = None
    replaces: tuple[str, date] | None = None
    """Number and day of the invoice in whose place this one stands, or of the credit note it `undoes`."""
    undoes: bool = False
    quoted: Quoted | None = None
    tax_word: str = ""
    """What this shop calls its tax ("GST"); "" is VAT in the invoice's language."""
    own_labels: Mapping[TaxKey, str] = field(default_factory=dict)
    """The labels of rates that have one of their own: TVQ beside TPS."""
    language: str = "en"
    locale: str = "en_GB"
    paper: str = PaperSize.A4.value
    logo: str = ""
    """The hash of the logo's file."""
    mark: Mark | None = None

    @property
    def still_due(self) -> Money:
        """What is left to pay; never negative."""
        due = self.total + (self.rounding or Money(0, self.currency))
        left = due - (self.paid or Money(0, self.currency))
        return Money(max(left.minor, 0), self.currency)


@dataclass(frozen=True, slots=True)
class AddressNotGiven:
    """A note: an invoice that is complete only up to a total."""

    text: ClassVar[str] = (
        "Invoice {number} has no address of the buyer. The law wants one above a total of {limit}."
    )
    number: str
    limit: Money


@dataclass(frozen=True, slots=True)
class AddressUnknown:
    """A note: the same where no limit is known."""

    text: ClassVar[str] = "Invoice {number} has no address of the buyer. The law may want one."
    number: str


Remark = AddressNotGiven | AddressUnknown
"""What the person is told of an invoice that was made."""


class InvoiceForNobody(CashierError):
    text = "An invoice names who buys, and order {number} has neither a name nor a company. Nothing was made."
    number: str


class NotInvoiced(CashierError):
    text = "Order {number} has no invoice. Make one on the order's page first."
    number: str


class NotCredited(CashierError):
    text = "Order {number} has no credit note. Its invoice stands."
    number: str
