"""The values inside an order's entries: what was agreed, money, who sells and who buys, papers.

What nothing uses yet is absent: other ways to sell, other systems and the law fill it later.
"""

from __future__ import annotations

from msgspec import UNSET, UnsetType, field

from pos.domain.words.address import Address
from pos.journal.kinds.base import Part


class Off(Part, frozen=True):
    """A discount as it was asked for: a percentage or an amount."""

    percent: str = ""  # of the line's rounded amount, or of the order's subtotal; "" for an amount
    asked: int = field(default=0, name="amount")  # minor units in the terms of the prices
    name: str = ""  # why, as the person or the shop named it


class Option(Part, frozen=True):
    """What was chosen of a product: its size, its colour."""

    value: str  # "large"; all that was chosen, where the catalogue does not tell it apart
    name: str = ""  # "size"
    price_change: int = 0  # what it adds to the price of one, millionths of the major unit, signed
    text: bool = False  # the value was written, not chosen


class SoldLine(Part, frozen=True):
    """One line of an agreement; amounts are in the terms of the prices.

    `price` and `amount` are those before an exemption. In an exempt order what is printed, the discount and
    the share among it, goes with `net_price` and `net_amount`.
    """

    n: int  # its number from 1, for ever: refunds, deliveries and edits name it
    name: str  # of the product then
    qty: int  # millionths of a piece or of the unit
    price: int  # of one, millionths of the major unit
    amount: int  # minor units after the line's own discount, before its share of the order's
    taxes: tuple[str, ...] = ()  # rates as written; () is 0 %
    variant: str = ""  # its id; "" for what is no product
    sku: str = ""
    barcode: str = ""  # that it was scanned by, or will be found by
    options: tuple[Option, ...] = ()
    unit: str = ""  # "kg"; "" is sold by the piece
    service: bool = False  # nothing is dispatched
    net_price: int | UnsetType = UNSET  # of one in an exempt order, millionths of the major unit
    net_amount: int | UnsetType = UNSET  # minor units, `amount` in an exempt order
    discount: int = 0  # minor units its own discount came to
    share: int = 0  # minor units of the order's discount that fall on this line
    off: Off | UnsetType = UNSET  # its own discount as asked for
    list_price: int | UnsetType = UNSET  # the catalogue's, millionths; absent where there is none
    price_reason: str = ""  # why the price is another than the catalogue's
    zero_reason: str = ""  # the code of the reason why its rate is 0 %
    unit_cost: int | UnsetType = UNSET  # what one cost the shop then, millionths of the major unit
    moves: bool = False  # whether it takes stock


class SoldCharge(Part, frozen=True):
    """Delivery, handling or a surcharge as it was agreed; its place in the list names it, from 1."""

    kind: str  # "delivery", "handling" or "surcharge"
    name: str
    written: str  # "10%" of the discounted subtotal, or the amount in major units: "6.00"
    amount: int  # minor units in the terms of the prices, before an exemption
    net_amount: int | UnsetType = UNSET  # minor units, `amount` in an exempt order
    taxes: tuple[str, ...] = ()  # rates as written
    zero_reason: str = ""  # the code of the reason why its rate is 0 %
    tip: bool = False  # for the people who sell


class SoldTax(Part, frozen=True):
    """One tax over all its lines and charges; a row of the table on the paper."""

    rate: str  # as written
    net: int  # minor units, the base
    tax: int  # minor units
    gross: int  # minor units, net + tax
    label: str = ""  # what the place calls it: "GST"


class AgreedOrder(Part, frozen=True):
    """A whole version of an order: what is needed to make it a cart again, and its figures as printed.

    The lines' printed amounts add up to `subtotal`; that less `discount` plus the charges is net or gross as
    the prices are, and the taxes make the rest.
    """

    lines: tuple[SoldLine, ...]
    taxes: tuple[SoldTax, ...]
    subtotal: int  # minor units in the terms of the prices, before the order's discount
    net: int  # minor units
    tax: int  # minor units
    total: int  # minor units, net + tax
    charges: tuple[SoldCharge, ...] = ()
    discount: int = 0  # minor units the order's discount came to: the sum of the shares of the lines
    off: Off | UnsetType = UNSET  # the order's discount as asked for
    by_hand: tuple[str, ...] | UnsetType = UNSET  # rates set for the whole order in place of its goods'
    fee_by_hand: bool = False  # the delivery fee stays, whatever the method asks
    exemption: str = ""  # why it bears no tax: "exempt" or "reverse_charge"
    customer: str = ""  # the id of a customer who is kept


class Tendered(Part, frozen=True):
    """Money by one method: taken in a payment, given out in a repayment."""

    tid: str  # its id
    method: str  # the key of a method of the shop; "cash" is cash
    amount: int  # minor units that count towards the order; 0 only where coins rounded all of it away
    name: str = ""  # of the method then
    reference: str = ""  # what the terminal or the bank calls it
    given: int = 0  # minor units of cash handed over, of which change was given; 0 for other methods
    rounding: int = 0  # minor units that coins add to what is due, signed
    moved: str = ""  # the id of the order it came from or went to
    session: str = ""  # the id of the terminal's session


class Numbered(Part, frozen=True):
    """A number by which an authority knows the seller."""

    number: str  # with its label where none is told apart: "SIRET 732 829 320 00074"
    label: str = ""  # "SIRET"


class Seller(Part, frozen=True):
    """The head and foot of the paper, frozen with the sale."""

    name: str
    address: Address | UnsetType = UNSET  # in fields
    lines: tuple[str, ...] = ()  # the address as printed
    region: str = ""  # the part of the country whose rates hold
    franchise: bool = False  # sells without tax
    registrations: tuple[Numbered, ...] = ()
    tax_numbers: tuple[Numbered, ...] = ()
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
    legal_id: str = ""  # the number in its register of companies
    legal_scheme: str = ""  # the code of that register
    e_address: str = ""  # where electronic invoices go
    e_scheme: str = ""  # the code of what that address is
    reference: str = ""  # the buyer's own for who ordered
    order_reference: str = ""  # the number of the buyer's own order


class AgreedPersonal(Part, frozen=True, kw_only=True):
    """What a customer may ask to have erased from an agreement."""

    line_notes: dict[str, str] = field(default_factory=dict)  # by the line's number, from "1"
    exemption_reason: str = ""  # as a person gave it
    buyer: Named | UnsetType = UNSET  # absent: nobody known
    billing: Address | UnsetType = UNSET  # absent: the address of delivery


class OrderPersonal(AgreedPersonal, frozen=True, kw_only=True):
    """What a customer may ask to have erased from an order as it was placed, or from a quote."""

    customer_note: str = ""  # printed
    private_note: str = ""  # the shop's own
    delivery: Address | UnsetType = UNSET
    tracking_number: str = ""


class SoldFulfilment(Part, frozen=True):
    """How the goods are handed over; the address is personal."""

    kind: str = "take_away"  # or "pickup", "delivery"
    method: str = ""  # the key of a method of the shop, or what was written
    at: str = ""  # a day or a time that was agreed on: 2026-11-24T10:30
    by_hand: bool = False  # a person chose the method, wherever it is to go


class Store(Part, frozen=True):
    """Another system's order that this one is."""

    kind: str  # of the system
    id: str  # of the shop there
    internal: str  # what that system calls the order inside
    number: str  # what people there call it
    rest: int = 0  # minor units of the total that its lines and charges there did not make


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


class CreditNote(Part, frozen=True):
    """The number of a credit note, and of the invoice that it takes from."""

    number: str  # AC-2026-000002, the next of its series
    of: str
