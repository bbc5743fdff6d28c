"""A shop and a web shop that know each other: sales here, what happens there, rounds between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pos.journal.kinds.stores.connecting import StoreConnected, StoreLink, StoreLinked
from pos.services.stores.up.gate import Gate, Halted
from pos.services.stores.up.orders import OrdersUp
from pos.stores import ecwid
from pos.stores.pace import RequestLog
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running

STORE = "ecwid:4711"
SETTLE = 180.0


class Connected:
    """A shop with two mugs linked to products of a web shop."""

    def __init__(self, kit: ShopKit, web: StandIn) -> None:
        self.kit = kit
        self.web = web
        self.log = RequestLog()
        self._skus: dict[str, tuple[int, int]] = {}
        with kit.shop.till.transaction() as tx:
            tx.record(
                StoreConnected(
                    id=STORE, name="Atelier", currency="EUR", state="on",
                    holder=kit.shop.till.life.origin.hex(), stock="store", settle=int(SETTLE),
                    syncs=("orders", "stock"), email="pos@shop.example",
                    orders_from=kit.clock().isoformat(),
                )
            )  # fmt: skip
        kit.clock.advance(seconds=5)

    def links(self, place: int, quantity: str | None = None, price: str = "18.00") -> str:
        """A product of the web shop is on the shelf here too, with as many; its SKU."""
        product = self.products[place]
        there = str(product["quantity"]) if quantity is None else quantity
        hit = self.kit.stocks(product["name"], sku=product["sku"], price=price, quantity=there)
        with self.kit.shop.till.transaction() as tx:
            link = StoreLink("variant", hit.variant_id, str(product["id"]))
            tx.record(StoreLinked(store=STORE, links=(link,)))
        self._skus[product["sku"]] = (place, product["id"])
        return str(product["sku"])

    @property
    def products(self) -> list[dict[str, Any]]:
        """What the web shop sells, as it is there."""
        return list(self.web.shop.products.live.values())

    def there(self, sku: str) -> int:
        """The true figure of a product there."""
        found: int = next(one["quantity"] for one in self.products if one["sku"] == sku)
        return found

    @property
    def ours(self) -> list[dict[str, Any]]:
        """The orders there that bear a marker of ours."""
        orders = self.web.shop.orders.live.values()
        return [one for one in orders if one.get("externalTransactionId", "").startswith("pos-")]

    def gate(self, stopped: Callable[[], bool] = lambda: False) -> Gate:
        """A line for one round."""
        line = ecwid.connected("4711", "secret_full", self.log, url=f"{self.web.url}/api/v3", settle=SETTLE)
        self.web.lines.append(line)
        row = self.kit.rows("SELECT orders_from FROM store")
        return Gate(
            self.kit.shop.till, self.kit.shop.settings, line, STORE, frozenset({"orders", "stock"}),
            "pos@shop.example", str(row[0][0]), SETTLE, wait=lambda _seconds: None, stopped=stopped,
        )  # fmt: skip

    def orders_up(self) -> OrdersUp:
        """One round of orders; where the line fails it ends there."""
        gate = self.gate()
        up = OrdersUp(gate)
        try:
            gate.read(gate.line.probe())
            up.settle()
            up.run()
        except Halted:
            pass
        return up

    def later(self, seconds: float) -> None:
        """Time passes in both shops."""
        self.web.clock(advance=seconds)
        self.kit.clock.advance(seconds=seconds)

    def states(self) -> dict[str, int]:
        """How many attempts ended in each way; "" those of which nothing is known."""
        rows = self.kit.rows("SELECT ended, count(*) FROM store_upload GROUP BY ended")
        return {str(ended): int(str(count)) for ended, count in rows}


@contextmanager
def connected(folder: Path, seed: int = 1, **size: int) -> Iterator[Connected]:
    """Both shops; in the end what was written here must add up."""
    with running(seed=seed, **size) as web:
        kit = ShopKit.create(folder / "shop")
        try:
            yield Connected(kit, web)
            assert kit.audit() == []
        finally:
            kit.close()
