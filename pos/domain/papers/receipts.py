"""The receipt as a value: everything the paper says, nothing about how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Discount, TaxRow
from pos.domain.money.taxation import TaxKey
from pos.domain.money.tenders import Payment
from pos.domain.orders.orders import OrderLine, PaperSeller


class Mark(StrEnum):
    """What a receipt must say about itself so that nobody takes it for a real one."""

    DEMO = "demo"
    TRAINING = "training"


class ReceiptKind(StrEnum):
    """What the paper is: of a sale, of what was taken back of it, of money alone."""

    RECEIPT = "receipt"
    REFUND = "refund"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class ReceiptDocument:
    """A receipt as it was when the sale was made; drawing it again gives the same bytes.

    Once money moved after the sale it is a print of a day, `as_of`, and shows how the order stands then. The
    seal is not part of it: it is the chain value of the entry that carries this document.
    """

    seller: PaperSeller
    number: str
    till: str
    placed_at: datetime
    """With its offset: printed as the clock read then."""
    served_by: str
    currency: str
    prices_include_tax: bool
    lines: tuple[OrderLine, ...]
    subtotal: Money
    total: Money
    taxes: tuple[TaxRow, ...] = ()
    discount: Discount | None = None
    """The order's, as it was asked for; `discount_amount` is what it came to."""
    discount_amount: Money | None = None
    charges: tuple[OrderLine, ...] = ()
    rounding: Money | None = None
    """Cash rounding; what is to be paid is then `total + rounding`."""
    payments: tuple[Payment, ...] = ()
    change: Money | None = None
    """All change given; None or zero when there was none."""
    due: Money | None = None
    """What is still to be paid; None or zero when nothing is."""
    credited: Money | None = None
    """What was taken off the total again."""
    to_give_back: Money | None = None
    """Kept although it is not owed; None or zero when nothing is."""
    as_of: date | None = None
    """The day of this print, where it shows how the order stands instead of how it was placed."""
    note: str = ""
    legal: str = ""
    """The sentence of a shop without VAT, or of an exempt order: printed instead of rates and tax rows."""
    footer: tuple[str, ...] = ()
    code: str = ""
    """What the printed code says when scanned: "#A-000214"."""
    kind: ReceiptKind = ReceiptKind.RECEIPT
    order: str = ""
    """The number of the order, where it is not the receipt's own."""
    reason: str = ""
    """Why something was taken back."""
    replaces: int = 0
    """The version of the order whose receipt this one replaces; 0 where it is the first."""
    paid: Money | None = None
    """All that was paid until then less what was given back, where only one payment is shown."""
    mark: Mark | None = None
    voided: str = ""
    """Number of the entry that voided the sale, "" while it stands."""
    tax_word: str = ""
    """What this shop calls its tax ("GST"); "" is VAT in the receipt's language."""
    own_labels: Mapping[TaxKey, str] = field(default_factory=dict)
    """The labels of rates that have one of their own: TVQ beside TPS."""
    language: str = "en"
    locale: str = "en_GB"
