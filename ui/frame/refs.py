"""Where the window can lead: its pages, and what each can be opened at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class PageRef(StrEnum):
    """A page."""

    SELL = "sell"
    ORDERS = "orders"
    DOCUMENTS = "documents"
    CUSTOMERS = "customers"
    PRODUCTS = "products"
    SETTINGS = "settings"
    DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class OrderRef:
    """An order, by id."""

    order_id: str


@dataclass(frozen=True, slots=True)
class TypedOrder:
    """An order, as its number is typed or its code is scanned: `214`, `#A-000214`; two may bear it."""

    number: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """A piece of a variant, by id, that may come back of an order, by id: the return is asked there."""

    order_id: str
    variant_id: str


@dataclass(frozen=True, slots=True)
class CustomerRef:
    """A customer, by id."""

    customer_id: str


@dataclass(frozen=True, slots=True)
class CartRef:
    """A cart on hold, by id, taken up at the till; the one on screen is held instead."""

    cart_id: str


@dataclass(frozen=True, slots=True)
class RepeatOrder:
    """The lines of an order, by id, put into the cart at today's prices, or at those agreed then."""

    order_id: str
    old_prices: bool = False


@dataclass(frozen=True, slots=True)
class EditOrder:
    """A placed order, by id, opened in the cart to be changed; what lies there is held instead."""

    order_id: str


@dataclass(frozen=True, slots=True)
class QuoteRef:
    """A quote, by id, taken up at the till; what lies there is held instead."""

    quote_id: str


@dataclass(frozen=True, slots=True)
class OrderFor:
    """A new order for a customer, by id, with all that is known of how they buy."""

    customer_id: str


@dataclass(frozen=True, slots=True)
class CatalogueFiles:
    """Files to be looked at for an import."""

    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SettingRef:
    """One setting, by the name of what the shop decides with it."""

    name: str


ToSell = CartRef | RepeatOrder | EditOrder | QuoteRef | OrderFor
"""What is gone on with, or begun, at the till."""
Ref = SettingRef | OrderRef | TypedOrder | TakeBack | CustomerRef | CatalogueFiles | ToSell


def page_of(ref: Ref) -> PageRef:
    match ref:
        case OrderRef() | TypedOrder() | TakeBack():
            return PageRef.ORDERS
        case CustomerRef():
            return PageRef.CUSTOMERS
        case CatalogueFiles():
            return PageRef.PRODUCTS
        case SettingRef():
            return PageRef.SETTINGS
        case CartRef() | RepeatOrder() | EditOrder() | QuoteRef() | OrderFor():
            return PageRef.SELL
