"""How a web shop is connected: what a person chose, what a preview shows, how it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pos.domain.shop.delivery import DeliveryMethod
from pos.domain.shop.rates import TaxClass
from pos.domain.shop.settings import PaymentMethod
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
    hub: bool = False
    """What the holder sends there lies on the hub before it leaves."""


def wish_of(store: StoreConnection) -> StoreWish:
    """What was chosen for it, to be changed in part."""
    return StoreWish(
        store.kind, store.number, store.url, store.stock, store.settle, store.orders_from, store.email,
        store.syncs,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StockDiffers:
    """A figure here and there."""

    sku: str
    here: Decimal
    there: int


@dataclass(frozen=True, slots=True)
class StoreProposal:
    """What a web shop has and this shop has not, as it would be here."""

    deliveries: tuple[DeliveryMethod, ...] = ()
    payments: tuple[PaymentMethod, ...] = ()
    tax_classes: tuple[TaxClass, ...] = ()

    def without(self, keys: Collection[str]) -> StoreProposal:
        """What is left when these are not wanted."""
        return StoreProposal(
            tuple(one for one in self.deliveries if one.key not in keys),
            tuple(one for one in self.payments if one.key not in keys),
            tuple(one for one in self.tax_classes if one.key not in keys),
        )


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
    proposal: StoreProposal = StoreProposal()


@dataclass(frozen=True, slots=True)
class StoreTested:
    """Who answered, and what the token may; `seconds_off` is how far its clock is from ours, `at` what it
    showed, in seconds since 1970."""

    profile: StoreProfile
    rights: Mapping[str, bool]
    seconds_off: int
    at: int = 0
