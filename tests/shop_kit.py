"""A shop without a window, spoken to in the shop's language: it stocks, sells, voids, and is audited."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pos.domain.catalogue.products import Hit, NewProduct
from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Tender
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.orders import PlacedOrder
from pos.domain.shop.rates import TaxClass
from pos.domain.shop.settings import NewShop
from pos.shop import Shop, create_shop, open_shop
from pos.sync.carrier import Uplink
from tests.faults.audit import audit

PARIS = ZoneInfo("Europe/Paris")
OPENING_HOUR = datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)

ATELIER = NewShop(
    name="Atelier Lune",
    country="FR",
    currency="EUR",
    prices_include_tax=True,
    person="Lucie",
    address=("8 quai des Bateliers", "67000 Strasbourg"),
    tax_label="TVA",
    tax_classes=(TaxClass("standard", "Standard rate", ("20",)), TaxClass("reduced", "Reduced", ("5.5",))),
)
"""A shop in France whose prices include tax."""

Item = str | tuple[str, str] | tuple[str, str, str]
"""A SKU, with a quantity, with a price of its own."""


class ShopClock:
    """A clock that stands still until it is moved; local with its offset, as the computer's."""

    def __init__(self, start: datetime = OPENING_HOUR) -> None:
        self.now = start

    def __call__(self) -> datetime:
        local = self.now.astimezone(PARIS)
        return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))

    def advance(self, **step: float) -> None:
        """Move on (or back) by a timedelta's arguments, as much as passes on the wall of a physicist."""
        self.now = self.now.astimezone(ZoneInfo("UTC")) + timedelta(**step)

    def set(self, *parts: int, zone: ZoneInfo = PARIS) -> None:
        """Stand at year, month, day, hour, minute, second, microsecond."""
        self.now = datetime(*parts, tzinfo=zone)  # type: ignore[misc,arg-type]


class ShopKit:
    """One open shop, what it acknowledged so far, and the words to drive it."""

    def __init__(self, folder: Path, shop: Shop, clock: ShopClock, uplink: Uplink | None = None) -> None:
        self.folder = folder
        self.uplink = uplink
        self.shop = shop
        self.clock = clock
        self.sold: list[PlacedOrder] = []

    @classmethod
    def create(cls, folder: Path, new: NewShop = ATELIER) -> ShopKit:
        """A new shop in a folder."""
        clock = ShopClock()
        return cls(folder, create_shop(folder, new, clock=clock), clock)

    @classmethod
    def open(cls, folder: Path, clock: ShopClock | None = None, uplink: Uplink | None = None) -> ShopKit:
        """The shop of a folder, opened once more; `uplink` is its way to a hub."""
        clock = clock or ShopClock()
        return cls(folder, open_shop(folder, clock=clock, uplink=uplink), clock, uplink)

    def close(self) -> None:
        """Close the file."""
        self.shop.close()

    def reopen(self) -> None:
        """Close, and start again on the same folder."""
        self.shop.close()
        self.shop = open_shop(self.folder, clock=self.clock, uplink=self.uplink)

    def waits(self, seconds: float) -> None:
        """Wait so long, not ten seconds, where another program holds the file."""
        database = self.shop.till.database
        database._busy = int(seconds * 1000)
        database._writing.dispose()

    def stocks(
        self,
        name: str = "Mug, blue glaze",
        *,
        sku: str = "MUG-BLU",
        price: str | None = "18.00",
        quantity: str | None = "5",
        barcode: str = "",
        tax: str = "",
        unit: str = "",
        oversell: str = "",
    ) -> Hit:
        """Put a product on the shelf; quantity None means that it is not counted."""
        new = NewProduct(
            name=name,
            price=None if price is None else Decimal(price),
            sku=sku,
            barcodes=(barcode,) if barcode else (),
            tax_class=tax,
            unit=unit,
            on_hand=None if quantity is None else Decimal(quantity),
        )
        made = self.shop.catalogue.add(new)
        if oversell:
            self.shop.catalogue.change_variant(made.variants[0].id, oversell=oversell)
        return self.hit(sku)

    def hit(self, sku: str) -> Hit:
        """What typing the SKU finds."""
        (hit,) = self.shop.search.by_code(sku, scanned=False)
        return hit

    def cart(self, *items: Item, of: Cart | None = None) -> Cart:
        """A cart (or `of`, continued) with these items in it."""
        cart = of or self.shop.carts.new()
        for item in items:
            cart = cart.add(self.line(item) if isinstance(item, str) else self.line(*item))
        return cart

    def line(self, sku: str, quantity: str = "1", price: str = "") -> CartLine:
        """A line as the till makes it of what was scanned."""
        hit = self.hit(sku)
        return CartLine(
            id=uuid.uuid4().hex,
            name=hit.name,
            quantity=Decimal(quantity),
            unit_price=Decimal(price) if price else hit.price or Decimal(0),
            taxes=hit.taxes,
            variant_id=hit.variant_id,
            sku=hit.sku,
            options=hit.options,
            unit=hit.unit,
            list_price=hit.price,
        )

    def custom(self, name: str, price: str, **fields: object) -> CartLine:
        """A line that stands for no product."""
        rates = self.shop.settings.current().rates("")
        made = CartLine(uuid.uuid4().hex, name, Decimal(1), Decimal(price), rates, **fields)  # type: ignore[arg-type]
        return made

    def cash(self, amount: str) -> Tender:
        """Cash handed over."""
        return Tender("cash", self.money(amount))

    def card(self, amount: str, reference: str = "") -> Tender:
        """Paid by card on one's own terminal."""
        return Tender("card", self.money(amount), reference=reference)

    def money(self, amount: str) -> Money:
        """An amount in the shop's currency."""
        return Money.of(amount, self.shop.settings.current().currency)

    def pays(self, cart: Cart, *tenders: Tender) -> PlacedOrder:
        """Place the order; without tenders exact cash."""
        if not tenders and not cart.totals().total.is_zero:
            tenders = (Tender("cash", cart.totals().total),)
        placed = self.shop.checkout.place_order(cart, tenders)
        if placed.id not in {one.id for one in self.sold}:
            self.sold.append(placed)
        return placed

    def sells(self, *items: Item, cash: str = "") -> PlacedOrder:
        """Sell these items for cash."""
        return self.pays(self.cart(*items), *([self.cash(cash)] if cash else []))

    def in_stock(self, sku: str) -> Decimal | None:
        """What is on hand; None where it is not counted."""
        return self.shop.stock.level(sku).on_hand

    def numbers(self) -> list[str]:
        """The numbers of all orders, oldest first."""
        return [row.number for row in reversed(self.shop.orders.last(1000))]

    def sum_of_day(self, kind: str, key: str = "", day: str = "") -> tuple[int, int]:
        """How many, and their gross in cents, of one sum of a day (today)."""
        day = day or self.clock().date().isoformat()
        row = (
            self.shop.till.database.reader()
            .execute(
                "SELECT sum(count), sum(gross) FROM day_total WHERE day = ? AND kind = ? AND key = ?",
                (day, kind, key),
            )
            .fetchone()
        )
        return (row[0] or 0, row[1] or 0)

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Read the file directly, for what no service tells."""
        return self.shop.till.database.reader().execute(sql, values).fetchall()

    def audit(self) -> list[str]:
        """Everything that does not add up, in the whole shop; nothing where all is well."""
        return audit(self.folder, self.acknowledged())

    def acknowledged(self) -> dict[str, int]:
        """The sales the person was told of, by number, with what was to pay in cents."""
        return {placed.number: (placed.total + placed.rounding).minor for placed in self.sold}


@pytest.fixture
def ram() -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of small commits need no real disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture
def shop(ram: Path) -> Iterator[ShopKit]:
    """A new shop, audited when the test is over."""
    kit = ShopKit.create(ram / "shop")
    yield kit
    try:
        assert kit.audit() == []
    finally:
        kit.close()
