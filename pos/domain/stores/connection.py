"""How a web shop is connected: what a person chose, what a preview shows, how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pos.domain.stores.goods import StoreProfile

SYNCS = ("products", "stock", "orders", "web_orders", "customers", "names")
"""What may go: products and web orders here, stock both ways, orders there, customers here, names there."""
USUAL = frozenset(SYNCS) - {"names"}
"""Names and addresses leave the shop only where a person said so."""
SETTLE = 180
USUAL_SETTLE = {"ecwid": SETTLE, "woo": 20}
"""Seconds after which what was done is surely seen in lists, by the kind of the web shop."""


@dataclass(frozen=True, slots=True)
class StoreWish:
    """What a person asks for; "" is the usual."""

    kind: str  # "ecwid" or "woo"
    number: str
    url: str = ""
    stock: str = "store"  # whose figures stand at the beginning: "store" or "till"
    settle: int = SETTLE
    orders_from: str = ""  # sales before this moment stay here; "" is now
    email: str = ""  # of the shop, in orders without a customer's
    syncs: frozenset[str] = USUAL


@dataclass(frozen=True, slots=True)
class StoreConnection:
    """A web shop as the journal has it; `holder` is the life whose till talks to it, `letter` that till's."""

    key: str
    kind: str
    number: str
    name: str
    currency: str
    url: str
    state: str  # "on", "paused" or "off"
    holder: str
    letter: str
    stock: str
    syncs: frozenset[str]
    email: str
    orders_from: str
    settle: int


@dataclass(frozen=True, slots=True)
class StockDiffers:
    """A figure here and there."""

    sku: str
    here: Decimal
    there: int


@dataclass(slots=True)
class StorePreview:
    """What connecting would do; nothing was written."""

    create: int = 0
    update: int = 0
    conflicts: list[str] = field(default_factory=list)
    customers: int = 0
    orders_up: int = 0
    stock_differs: list[StockDiffers] = field(default_factory=list)
    taxes_unmatched: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StoreTested:
    """Who answered, and what the token may; `seconds_off` is how far its clock is from ours."""

    profile: StoreProfile
    rights: Mapping[str, bool]
    seconds_off: int
