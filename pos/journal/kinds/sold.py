"""The values inside an order's entry: lines, charges, taxes, payments, who sells and who buys."""

from __future__ import annotations

from msgspec import UNSET, UnsetType, field

from pos.domain.words.address import Address
from pos.journal.kinds.base import Part


class Off(Part, frozen=True):
    """A discount as it was asked for: a percentage or an amount."""

    percent: str = ""  # of the line's rounded amount, or of the order's subtotal; "" for an amount
    asked: int = field(default=0, name="amount")  # minor units in the terms of the prices
    name: str = ""  # why, as the person or the shop named it


class SoldLine(Part, frozen=True):
    """One line as it was sold: `amount` is quantity × price, rounded, less `discount`.

    Amounts are in the terms of the prices; those of an exempt order are net.
    """

    name: str  # of the product then
    qty: int  # millionths of a piece or of the unit
    price: int  # of one, millionths of the major unit; gross where prices include tax, also if exempt
    amount: int  # minor units after the line's own discount, before its share of the order's
    taxes: tuple[str, ...] = ()  # rates as written; () is 0 %
    variant: str = ""  # its id; "" for what is no product
    sku: str = ""
    options: str = ""  # "blue, large"
    unit: str = ""  # "kg"; "" is sold by the piece
    list_price: int | UnsetType = UNSET  # the catalogue's, millionths; absent where there is none
    price_reason: str = ""  # why the price is another than the catalogue's
    off: Off | UnsetType = UNSET  # its own discount as asked for
    discount: int = 0  # minor units that discount came to
    share: int = 0  # minor units of the order's discount that fall on this line
    moves: bool = False  # whether it took stock


class SoldCharge(Part, frozen=True):
    """Delivery, handling or a surcharge as it was charged."""

    kind: str  # "delivery", "handling" or "surcharge"
    name: str
    amount: int  # minor units in the terms of the prices; net in an exempt order
    taxes: tuple[str, ...] = ()  # rates as written


class SoldTax(Part, frozen=True):
    """One tax over all its lines and charges; a row of the table on the paper."""

    rate: str  # as written
    net: int  # minor units, the base
    tax: int  # minor units
    gross: int  # minor units, net + tax


class Paid(Part, frozen=True):
    """One payment: money taken (positive) or given back (negative)."""

    method: str  # the key of a method of the shop; "cash" is cash
    amount: int  # minor units that count towards the order
    name: str = ""  # of the method then
    reference: str = ""  # what the terminal or the bank calls it
    given: int = 0  # minor units of cash handed over, of which change was given; 0 for other methods


class Seller(Part, frozen=True):
    """The head and foot of the paper, frozen with the sale."""

    name: str
    address: tuple[str, ...] = ()  # lines
    registration: str = ""  # with its label: "SIRET 732 829 320 00074"
    tax_number: str = ""  # bare
    tax_label: str = ""  # what the shop calls its tax; "" is VAT in the paper's language
    legal: str = ""  # the sentence of a shop without tax
    footer: str = ""  # the shop's own words, in lines
    language: str = "en"
    locale: str = "en_GB"  # how numbers and dates are written
    demo: bool = False  # whether papers say that they are none


class Named(Part, frozen=True):
    """Who an order is for, as written on it."""

    name: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""  # +33612345678
    tax_id: str = ""  # the VAT number, with its country
    language: str = ""  # of the customer's papers; "" is the shop's


class OrderPersonal(Part, frozen=True):
    """What a customer may ask to have erased from an order: who it is for, addresses, notes."""

    line_notes: dict[str, str] = field(default_factory=dict)  # by the line's place, from "1"
    customer_note: str = ""  # printed
    private_note: str = ""  # the shop's own
    exemption_reason: str = ""  # as a person gave it
    buyer: Named = Named()
    delivery: Address | UnsetType = UNSET
    billing: Address | UnsetType = UNSET  # absent: the address of delivery
    tracking_number: str = ""


class SoldFulfilment(Part, frozen=True):
    """How the goods are handed over; the address is personal."""

    kind: str = "take_away"  # or "pickup", "delivery"
    method: str = ""  # the key of a method of the shop, or what was written
    at: str = ""  # a day or a time that was agreed on: 2026-11-24T10:30


class Invoice(Part, frozen=True):
    """An invoice's number and days, and the texts of the shop that stand on it."""

    number: str  # A-2026-000045, the next of its series
    day: str
    due: str  # the last day to pay; "" says nothing
    terms: str = ""
    iban: str = ""
    bic: str = ""
    holder: str = ""  # of the account
    logo: str = ""  # the hash of its file
    paper: str = "A4"
    contact: tuple[str, ...] = ()  # phone, e-mail, website
    country: str = ""  # the shop's
