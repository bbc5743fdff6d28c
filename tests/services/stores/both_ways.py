"""A shop and a web shop that go rounds with each other, and what truly happened to each figure meanwhile."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from pos.domain.stores.connection import StoreWish
from pos.domain.stores.rounds import RoundReport
from pos.journal.ids import moment
from pos.stores import ecwid
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running

SETTLE = 20
TOKEN = "secret_full"


def wish_for(url: str, stock: str = "store") -> StoreWish:
    """How these shops are connected."""
    return StoreWish("ecwid", "4711", f"{url}/api/v3", stock, SETTLE, email="pos@shop.example")


class Shops:
    """A shop connected to a web shop, with all it sells taken in; `causes` are true pieces by SKU."""

    def __init__(self, kit: ShopKit, web: StandIn, stock: str = "store") -> None:
        self.kit, self.web = kit, web
        self.sold: list[str] = []
        self.causes: Counter[str] = Counter()
        self.there_causes: Counter[str] = Counter()
        self.most_at_once = 0
        connecting = kit.shop.stores.connecting
        wish = wish_for(web.url, stock)
        connecting.start(wish, TOKEN, connecting.test(wish, TOKEN))
        self.begun = web.shop.now()
        self.kit.clock.advance(seconds=5)
        self.round()
        self.start = {one["sku"]: int(one["quantity"]) for one in self.counted()}

    def wait(self, seconds: float) -> None:
        """Time passes in both shops."""
        self.web.clock(advance=seconds)
        self.kit.clock.advance(seconds=seconds)

    def round(self) -> RoundReport:
        """One round; no moment between two calls of it shows an order of ours twice."""
        report = self.kit.shop.stores.rounds.run(wait=self.wait)
        markers = Counter(one["externalTransactionId"] for one in self.ours)
        self.most_at_once = max(self.most_at_once, *markers.values(), 0)
        return report

    def later(self, seconds: float = 2 * SETTLE) -> None:
        self.wait(seconds)

    def until_settled(self, most: int = 24) -> RoundReport:
        """Rounds until nothing waits, and one more for what web customers did last."""
        in_a_row = 0
        for _round in range(most):
            report = self.round()
            self.later()
            in_a_row = in_a_row + 1 if report.standing.is_settled and report.stopped is None else 0
            if in_a_row == 3:
                return report
        raise AssertionError(f"not settled: {report}")

    # what is there

    def counted(self) -> list[dict[str, Any]]:
        """Products there that have one figure, and are here under their SKU."""
        return [
            one for one in self.web.shop.products.live.values()
            if "quantity" in one and not one["combinations"] and one.get("sku")
            and not one.get("isSampleProduct")
        ]  # fmt: skip

    def there(self, sku: str) -> int:
        """The true figure there; 0 of what is gone."""
        return next((int(one["quantity"]) for one in self.counted() if one["sku"] == sku), 0)

    @property
    def ours(self) -> list[dict[str, Any]]:
        orders = self.web.shop.orders.live.values()
        return [one for one in orders if one.get("externalTransactionId", "").startswith("pos-")]

    @property
    def writes(self) -> list[dict[str, Any]]:
        """Every request that may write, those inside batches by themselves; `key` is that of the batch."""
        found = []
        for one in self.web.calls:
            body = one.get("body")
            if one["path"] == "/batch" and one["method"] == "POST" and isinstance(body, list):
                key = one["query"].get("deduplicationKey", "")
                found += [{**each, "key": key, "outer": one} for each in body if each["method"] != "GET"]
            elif one["method"] != "GET":
                found.append({**one, "key": "", "outer": one})
        return found

    @property
    def asked(self) -> set[str]:
        """SKUs of which a person was asked what is so."""
        asked = set()
        for one in self.kit.shop.exceptions.all(decided=True):
            if one.kind == "count":
                asked |= {line.sku for line in self.lines(one.subject)} | {one.subject}
        return asked

    def lines(self, about: str) -> Any:
        number = about.partition(" ")[0]
        return self.kit.shop.orders.order(number).lines if number in self.sold else ()

    # what people do

    def sells(self, sku: str, pieces: int = 1, *, paid: bool = True) -> str:
        if paid:
            number = self.kit.sells((sku, str(pieces))).number
        else:
            cart = self.kit.cart((sku, str(pieces)))
            number = self.kit.shop.checkout.place_order(cart, unpaid=True).number
        self.sold.append(number)
        self.causes[sku] -= pieces
        return number

    def pays(self, number: str) -> None:
        due = self.kit.shop.orders.order(number).row.total
        self.kit.shop.order_changes.pay(number, [self.kit.cash(str(due.major))])

    def cancels(self, number: str) -> None:
        lines = self.kit.shop.orders.order(number).lines
        self.kit.shop.order_changes.cancel(number, repay=True)
        for one in lines:
            self.causes[one.sku] += int(one.quantity)

    def receives(self, sku: str, pieces: int) -> None:
        self.kit.shop.stock.move(self.kit.hit(sku).variant_id, Decimal(pieces), "receipt")
        self.causes[sku] += pieces

    @contextmanager
    def web_does(self) -> Iterator[None]:
        """What happens there is a cause of its own, as the figures themselves say."""
        before = {one["sku"]: one["quantity"] for one in self.counted()}
        yield
        for one in self.counted():
            moved = int(one["quantity"]) - int(before.get(one["sku"], one["quantity"]))
            self.causes[one["sku"]] += moved
            self.there_causes[one["sku"]] += moved

    def web_sells(self, sku: str, pieces: int = 1, **more: Any) -> dict[str, Any]:
        with self.web_does():
            made: dict[str, Any] = self.web.web_order(lines=[{"sku": sku, "quantity": pieces}], **more)
        return made

    def web_makes(self, **product: Any) -> int:
        """A product is made there; its id."""
        asked = Request(
            f"{self.web.url}/api/v3/4711/products", json.dumps(product).encode(),
            {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"},
        )  # fmt: skip
        with urlopen(asked) as answer:
            made: int = json.load(answer)["id"]
        return made

    def web_sets(self, order: dict[str, Any], **fields: Any) -> None:
        with self.web_does():
            self.web.web_edit(order=order["internalId"], set=fields)

    def placed_here_since(self, number: str) -> int:
        return moment(self.kit.shop.orders.order(number).row.placed_at.isoformat())


@contextmanager
def quickly() -> Iterator[None]:
    """Nobody waits for a turn to ask."""
    pace, ecwid.PER_SECOND = ecwid.PER_SECOND, 500.0
    try:
        yield
    finally:
        ecwid.PER_SECOND = pace


@contextmanager
def shops_at(
    folder: Path, stock: str = "store", first: Callable[[StandIn], None] = lambda _web: None, **size: int
) -> Iterator[Shops]:
    """Both, connected; `products` is how many are sold there, `first` is done there before."""
    with quickly(), running(**{"products": 12, **size}) as web:
        web.switches(rate=0)
        first(web)
        kit = ShopKit.create(folder / "shop")
        try:
            yield Shops(kit, web, stock)
        finally:
            kit.close()
