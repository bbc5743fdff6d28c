"""An order as a web shop has it, in both directions: what it says of one, and what is sent to make one.

Amounts are exact decimals in the web shop's currency, ids texts. Where an order is sent, `internal`,
`public` and `changed_at` are empty: they are the web shop's to give.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pos.domain.stores.goods import NOWHERE
from pos.domain.words.address import Address


@dataclass(frozen=True, slots=True)
class StoreLineTax:
    """A tax inside a line, and what it came to."""

    label: str
    percent: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class StoreChosen:
    """What was chosen of an option, or written into it."""

    option: str
    value: str
    surcharge: Decimal = Decimal(0)
    is_percent: bool = False
    is_text: bool = False  # written by the buyer, not chosen


@dataclass(frozen=True, slots=True)
class StoreDiscount:
    """What was taken off, as an amount; `text` says why."""

    value: Decimal
    text: str = ""


@dataclass(frozen=True, slots=True)
class StoreLine:
    """A line; without `product` the web shop's stock knows nothing of it."""

    name: str
    price: Decimal  # of one, with options, before discounts
    quantity: Decimal
    sku: str = ""
    product: str = ""
    combination: str = ""
    list_price: Decimal | None = None
    tax: Decimal = Decimal(0)
    tax_parts: tuple[StoreLineTax, ...] = ()
    discounts: tuple[StoreDiscount, ...] = ()
    share: Decimal = Decimal(0)  # of the order's discount, of orders made here
    chosen: tuple[StoreChosen, ...] = ()
    ships: bool = False
    ours: str = ""  # the id of the line here, given back by the web shop
    id: str = ""


@dataclass(frozen=True, slots=True)
class StoreShipping:
    """How the goods go: `way` is "shipping", "pickup" or "delivery"."""

    name: str
    cost: Decimal
    way: str
    tax_parts: tuple[StoreLineTax, ...] = ()


@dataclass(frozen=True, slots=True)
class StoreSurcharge:
    """What was added to an order: a tip, a deposit, a rounding."""

    id: str
    text: str
    value: Decimal
    is_taxed: bool = False
    tax: Decimal = Decimal(0)  # in it, or on top of it; of orders made here


@dataclass(frozen=True, slots=True)
class StoreOrder:
    """An order; the statuses are the web shop's words: "PAID", "DELIVERED"."""

    email: str
    payment_status: str
    fulfilment_status: str
    subtotal: Decimal
    total: Decimal
    tax: Decimal
    lines: tuple[StoreLine, ...]
    internal: str = ""  # what it is called inside: the link
    public: str = ""  # what people call it; comes back after a deletion
    marker: str = ""  # `pos-` and the id here, of orders made here
    number: str = ""  # of the receipt, of orders made here
    made_at: datetime | None = None  # with its offset
    changed_at: int = 0
    includes_tax: bool = True
    discount: Decimal = Decimal(0)  # all of it, lines' and the order's
    discounts: tuple[StoreDiscount, ...] = ()  # the order's
    shipping: StoreShipping | None = None
    handling: tuple[str, Decimal] | None = None
    surcharges: tuple[StoreSurcharge, ...] = ()
    charge_taxes: tuple[StoreLineTax, ...] = ()  # in what was handled and added, of orders made here
    handling_tax: Decimal = Decimal(0)
    refunded: Decimal = Decimal(0)
    payment_method: str = ""
    customer: str = ""
    name: str = ""
    phone: str = ""
    tax_id: str = ""
    billing: Address = NOWHERE
    delivery_to: Address = NOWHERE
    tracking: str = ""
    comments: str = ""  # the buyer's
    note: str = ""  # the staff's
    referer: str = ""  # the channel: "POS" of orders made here
    accepts_marketing: bool = False
    extras: tuple[tuple[str, str, str], ...] = ()  # (id, title, value of at most 255 characters)


@dataclass(frozen=True, slots=True)
class StoreChange:
    """What is set on an order that is there; "" is left as it is."""

    payment_status: str = ""
    fulfilment_status: str = ""
    tracking: str = ""
    note: str = ""  # replaces the staff's note: begin with the one that is there
    refunded: Decimal = Decimal(0)  # what went back so far, all of it
    is_ours: bool = False  # of an order that was made here
