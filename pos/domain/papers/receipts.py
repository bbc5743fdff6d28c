"""The receipt as values: everything the paper says, nothing about how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pos.domain.money.amounts import Money


class Mark(StrEnum):
    """What a receipt must say about itself so that nobody takes it for a real one."""

    DEMO = "demo"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class ReceiptSeller:
    """Who sells, as the head of the paper says it.

    `registration` carries its own label ("SIRET 732 829 320 00074"), since each country has its own;
    `tax_number` is the bare number, the paper adds the word for it.
    """

    name: str
    address: tuple[str, ...] = ()
    registration: str = ""
    tax_number: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptDiscount:
    """What was taken off a line or the order: the amount is positive, `percent` says how it was asked for."""

    amount: Money
    percent: Decimal | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One item; `amount` is what the line costs after its own discount, in the terms of the prices."""

    name: str
    quantity: Decimal
    unit_price: Decimal
    amount: Money
    taxes: tuple[str, ...] = ()
    """Written rates, as the order keeps them: ("20",), ("5", "+9.975"), () is 0 %."""
    unit: str = ""
    options: str = ""
    discount: ReceiptDiscount | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptCharge:
    """Delivery, handling or a surcharge; without a name the paper uses the word for its kind."""

    kind: str
    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ReceiptTax:
    """One row of the tax table; `rate` is one written rate ("20", "+9.975"), `net` its base."""

    rate: str
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class ReceiptPayment:
    """One tender: `amount` counts towards the order, `given` and `change` are what went over the counter."""

    method: str
    """"cash", "card" or another method's key; the paper has words for the first two."""
    amount: Money
    name: str = ""
    """The shop's own name of the method, used before the word for its key."""
    given: Money | None = None
    change: Money | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptDocument:
    """A receipt as it was when the sale was made; drawing it again gives the same bytes.

    The seal is not part of it: it is the chain value of the entry that carries this document.
    """

    seller: ReceiptSeller
    number: str
    till: str
    placed_at: datetime
    """With its offset: printed as the clock read then."""
    served_by: str
    currency: str
    prices_include_tax: bool
    lines: tuple[ReceiptLine, ...]
    subtotal: Money
    total: Money
    taxes: tuple[ReceiptTax, ...] = ()
    discount: ReceiptDiscount | None = None
    charges: tuple[ReceiptCharge, ...] = ()
    rounding: Money | None = None
    """Cash rounding; what is to be paid is then `total + rounding`."""
    payments: tuple[ReceiptPayment, ...] = ()
    change: Money | None = None
    """All change given; None or zero when there was none."""
    due: Money | None = None
    """What is still to be paid; None or zero when nothing is."""
    note: str = ""
    legal: str = ""
    """The sentence of a shop without VAT, or of an exempt order: printed instead of rates and tax rows."""
    footer: tuple[str, ...] = ()
    code: str = ""
    """What the printed code says when scanned: "#A-000214"."""
    mark: Mark | None = None
    voided: str = ""
    """Number of the entry that voided the sale, "" while it stands."""
    tax_word: str = ""
    """What this shop calls its tax ("GST"); "" is VAT in the receipt's language."""
    language: str = "en"
    locale: str = "en_GB"
