"""What a web shop says about itself, its goods and its customers.

Amounts are exact decimals in the web shop's currency, ids texts, stamps seconds since 1970 by its own clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.words.address import Address

NOWHERE = Address()
"""An address that the web shop does not know."""


@dataclass(frozen=True, slots=True)
class StoreTax:
    """A tax of the web shop's table."""

    id: str
    name: str
    percent: Decimal
    is_default: bool = False  # of products that name none


@dataclass(frozen=True, slots=True)
class StoreDelivery:
    """A way to deliver that the web shop offers."""

    id: str
    title: str
    way: str  # "shipping", "pickup" or "delivery"
    is_enabled: bool = True
    flat: Decimal | None = None  # its price, where it has one
    percent: Decimal | None = None  # of the goods, where it costs that
    by_weight: tuple[tuple[Decimal, Decimal], ...] = ()  # (from which weight, price)


@dataclass(frozen=True, slots=True)
class StoreProfile:
    """The web shop itself."""

    store: str  # its number
    name: str
    currency: str
    places: int  # digits of an amount after the mark
    includes_tax: bool  # prices include tax
    email: str = ""
    language: str = ""
    is_suspended: bool = False
    tax_table: tuple[StoreTax, ...] = ()
    deliveries: tuple[StoreDelivery, ...] = ()
    payments: tuple[str, ...] = ()  # titles of the ways to pay that are offered
    handling: tuple[str, Decimal] | None = None  # name and amount of a fee on each order
    grams: Decimal = Decimal(1000)  # of its unit of weight


@dataclass(frozen=True, slots=True)
class StoreOptionChoice:
    """One answer to an option, and what it adds to the price."""

    text: str
    surcharge: Decimal = Decimal(0)  # an amount, or percent of the product's price
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class StoreOption:
    """What a buyer is asked: `way` is "select", "radio", "checkbox", "text", "date" or as the shop says."""

    name: str
    way: str
    required: bool = False
    choices: tuple[StoreOptionChoice, ...] = ()
    usual: int = -1  # the place of the choice that is taken where nobody chooses


@dataclass(frozen=True, slots=True)
class Figure:
    """What the web shop says is on hand; None where it does not count."""

    product: str
    combination: str  # "" of the product itself
    quantity: int | None


@dataclass(frozen=True, slots=True)
class StoreCombination:
    """A variation of a product: what is "" or None is its product's."""

    id: str
    values: tuple[tuple[str, str], ...]  # (option, value)
    sku: str = ""
    barcode: str = ""
    price: Decimal | None = None
    compare_at: Decimal | None = None
    counts: bool = False  # has stock of its own
    quantity: int | None = None
    weight: Decimal | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True)
class StoreProduct:
    """A product; with combinations its own figure is what those without one share."""

    id: str
    name: str
    sku: str
    price: Decimal
    changed_at: int
    made_at: int = 0
    description: str = ""  # plain text
    barcode: str = ""
    compare_at: Decimal | None = None
    cost: Decimal | None = None
    weight: Decimal | None = None
    quantity: int | None = None  # None where it is not counted
    is_enabled: bool = True
    is_sample: bool = False
    is_bundle: bool = False
    is_gift_card: bool = False
    is_taxable: bool = True
    tax_ids: tuple[str, ...] = ()
    category_ids: tuple[str, ...] = ()
    picture: str = ""
    tiers: tuple[tuple[int, Decimal], ...] = ()  # (from how many, price each)
    options: tuple[StoreOption, ...] = ()
    combinations: tuple[StoreCombination, ...] = ()
    row: int = 0  # tells this row of a list from all others; 0 where lists do not say a row twice


@dataclass(frozen=True, slots=True)
class StoreCategory:
    """A category; `parent` "" at the top."""

    id: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class StoreCustomer:
    """A customer; `accepts_marketing` is False unless the web shop says yes in so many words."""

    id: str
    email: str
    name: str = ""
    changed_at: int = 0
    billing: Address = NOWHERE
    phone: str = ""
    tax_id: str = ""
    language: str = ""
    tax_exempt: bool = False
    accepts_marketing: bool = False
    group: str = ""
    shipping: tuple[Address, ...] = ()
