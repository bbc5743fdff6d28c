"""How many requests things take: exact, on every machine."""

from __future__ import annotations

from tests.services.stores.both_ways import Shops


def orders_up(shops: Shops, orders: int) -> tuple[int, int]:
    """Requests for so many sales taken offline, and what they may be: 5 a batch of 20, and 10 a round."""
    skus = [str(one["sku"]) for one in shops.counted()]
    for number in range(orders):
        shops.sells(skus[number % len(skus)])
    before = len(shops.web.calls)
    report = shops.round()
    assert report.pushed["orders"] == orders
    return len(shops.web.calls) - before, 5 * -(-orders // 20) + 10


def deltas(shops: Shops) -> tuple[int, int]:
    """Requests for a difference of every variant, and what they may be: 4 each, and 10 a round."""
    skus = [str(one["sku"]) for one in shops.counted()]
    for sku in skus:
        shops.receives(sku, 1)
    before = len(shops.web.calls)
    report = shops.round()
    assert report.pushed["stock"] == len(skus)
    return len(shops.web.calls) - before, 4 * len(skus) + 10


def night(shops: Shops) -> tuple[int, int]:
    """Requests of the first round after a night, and what they may be: those of an idle round, and a page of
    100 each, whose first row is the last of the one before."""
    shops.until_settled()
    shops.wait(25 * 3600)
    return shops.round().calls, -(-len(shops.web.shop.products.live) // 99) + 3


def idle(shops: Shops) -> tuple[int, int]:
    """Requests of a round in which nothing happened, and what they may be."""
    shops.until_settled()
    return shops.round().calls, 3
