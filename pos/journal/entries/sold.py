"""The values inside an order's entry: lines, charges, taxes, payments, who sells and who buys."""

from __future__ import annotations

from msgspec import UNSET, UnsetType, field

from pos.journal.entries.base import Part
from pos.journal.entries.customers import Postal


class Off(Part, frozen=True):
    """A discount as it was asked for: a percentage or an amount."""

    percent: str = ""
    amount: int = 0
    name: str = ""


class SoldLine(Part, frozen=True):
    """One line as it was sold; `moves` says whether it took stock."""

    name: str
    qty: int
    price: int
    amount: int
    taxes: tuple[str, ...] = ()
    variant: str = ""
    sku: str = ""
    options: str = ""
    unit: str = ""
    list_price: int | UnsetType = UNSET
    price_reason: str = ""
    off: Off | UnsetType = UNSET
    discount: int = 0
    share: int = 0
    moves: bool = False


class SoldCharge(Part, frozen=True):
    """Delivery, handling or a surcharge as it was charged."""

    kind: str
    name: str
    amount: int
    taxes: tuple[str, ...] = ()


class SoldTax(Part, frozen=True):
    """Net, tax and gross at one rate."""

    rate: str
    net: int
    tax: int
    gross: int


class Paid(Part, frozen=True):
    """One tender: what counts towards the order, and for cash what was handed over."""

    method: str
    amount: int
    name: str = ""
    reference: str = ""
    given: int = 0


class Seller(Part, frozen=True):
    """The head and foot of the paper, frozen with the sale."""

    name: str
    address: tuple[str, ...] = ()
    registration: str = ""
    tax_number: str = ""
    tax_label: str = ""
    legal: str = ""
    footer: str = ""
    language: str = "en"
    locale: str = "en_GB"
    demo: bool = False


class Named(Part, frozen=True):
    """Who an order is for."""

    name: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    tax_id: str = ""
    language: str = ""


class OrderPersonal(Part, frozen=True):
    """What a customer may ask to have erased from an order: who it is for, addresses, notes."""

    line_notes: dict[str, str] = field(default_factory=dict)
    customer_note: str = ""
    private_note: str = ""
    exemption_reason: str = ""
    buyer: Named = Named()
    delivery: Postal | UnsetType = UNSET
    billing: Postal | UnsetType = UNSET
    tracking_number: str = ""


class SoldFulfilment(Part, frozen=True):
    """How the goods are handed over; the address is personal."""

    kind: str = "take_away"
    method: str = ""
    at: str = ""


class Invoice(Part, frozen=True):
    """An invoice's number and days, and the texts of the shop that stand on it; `country` is the shop's."""

    number: str
    day: str
    due: str
    terms: str = ""
    iban: str = ""
    bic: str = ""
    holder: str = ""
    logo: str = ""
    paper: str = "A4"
    contact: tuple[str, ...] = ()
    country: str = ""
